"""Inline content as markup: runs are escaped here and nowhere else."""

import re
from collections.abc import Container
from itertools import groupby

from markupsafe import Markup, escape

from strategia.document.ast import Run, Runs
from strategia.writers.characters import TOGETHER, clean
from strategia.writers.webpage.hyphens import hyphenated

_OUTSIDE = re.compile(r"https?://[^\s/?#]|mailto:[^\s?#]", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s\"<>\\^`{|}]")


def markup(runs: Runs, language: str, targets: Container[str] | None) -> Markup:
    """The runs as markup in a text of this language.

    `targets` are the anchors that a link can lead to; None where no link may stand.
    """
    parts: list[str] = []
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = "".join(_run(run, language) for run in group)
        opening = _opening(link, targets) if link and targets is not None else ""
        parts.append(f"{opening}{inner}</a>" if opening else inner)
    return Markup("".join(parts))  # noqa: S704 — _run and _opening escape


def _run(run: Run, language: str) -> str:
    text = str(escape(hyphenated(run.text, run.language or language)))
    if "-" in text or "–" in text:
        text = TOGETHER.sub(r'<span class="together">\g<0></span>', text)
    if run.emphasis:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.language and run.language != language:
        text = f'<span lang="{escape(run.language)}">{text}</span>'
    return text


def _opening(link: str, targets: Container[str]) -> str:
    """The opening tag of a link; empty where it may not or cannot be followed: then it is plain text."""
    address = clean(link).strip()
    if address.startswith("#"):
        return f'<a href="{escape(address)}">' if address[1:] in targets else ""
    if not _OUTSIDE.match(address):
        return ""
    address = _NOT_IN_ADDRESSES.sub(lambda hit: "".join(f"%{byte:02X}" for byte in hit[0].encode()), address)
    outside = "" if address.lower().startswith("mailto:") else ' rel="noopener noreferrer"'
    return f'<a href="{escape(address)}"{outside}>'
