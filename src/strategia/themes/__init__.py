"""Themes: from what a county's theme file says to the value that writers draw with, and what is wrong with it.

Of what is wrong nothing is used: the theme then has the default's in its place.
"""

from dataclasses import replace
from pathlib import Path

from strategia.diagnostics import Diagnostic, Severity
from strategia.model.theme import CountyTheme, Fonts, OwnTemplates
from strategia.themes import colours, logo, wordtemplate
from strategia.themes.problems import ProblemError
from strategia.writers.theme import DEFAULT, FontFace, Theme


def theme(told: CountyTheme, root: Path, main: str) -> tuple[Theme, list[Diagnostic]]:
    """The theme that a file tells of, with what is wrong with it.

    `root` is the project's folder, `main` the language of plain texts.
    """
    diagnostics = [*colours.told(told.colours)] if told.colours is not None else []
    made = colours.coloured(told.colours) if told.colours is not None and not diagnostics else DEFAULT
    if told.fonts is not None:
        made, found = _lettered(told.fonts, made, root)
        diagnostics += found
    if told.logo is not None:
        place = told.logo.at("file")
        try:
            made = replace(made, logo=logo.read(told.logo, (root / place.path).parent, main))
        except ProblemError as problem:
            arguments = {"file": told.logo.file} | {**problem.arguments}
            diagnostics.append(Diagnostic(problem.code, Severity.ERROR, place, arguments, problem.variant))
    if told.templates is not None:
        made, found = _templated(told.templates, made, root)
        diagnostics += found
    return made, diagnostics


def _templated(told: OwnTemplates, made: Theme, root: Path) -> tuple[Theme, list[Diagnostic]]:
    """The theme with what is taken of templates, and what is wrong with them."""
    diagnostics: list[Diagnostic] = []
    for key in ("word", "powerpoint"):
        name = getattr(told, key)
        if name is None:
            continue
        place = told.at(key)
        folder = (root / place.path).parent
        try:
            if key == "word":
                styles, found = wordtemplate.read(name, folder, place)
                own = made.colours != DEFAULT.colours or made.chart != DEFAULT.chart
                made = replace(made, word_styles=styles, word_primary=None if own else wordtemplate.primary(styles))
            else:
                # Few counties have one, and it takes long to import.
                from strategia.themes import decks  # noqa: PLC0415

                look, found = decks.read(name, folder, place, made)
                made = replace(made, deck=look)
            diagnostics += found
        except ProblemError as problem:
            diagnostics.append(Diagnostic(problem.code, Severity.ERROR, place, problem.arguments, problem.variant))
    return made, diagnostics


def _lettered(told: Fonts, made: Theme, root: Path) -> tuple[Theme, list[Diagnostic]]:
    """The theme with the fonts of a county, before those of the default theme; and what is wrong with them."""
    faces: tuple[FontFace, ...] = ()
    diagnostics: list[Diagnostic] = []
    if told.files:
        # Few counties have any.
        from strategia.themes import fonts  # noqa: PLC0415

        faces, diagnostics = fonts.read(told, (root / told.at("files").path).parent)
    # All are of one family.
    family = [face.family for face in faces[:1]]
    # A PDF file shows what is bold in a bold font or not at all.
    printed = family if any(face.bold for face in faces) else []
    return replace(
        made,
        font=told.word or made.font,
        web_fonts=", ".join((*(f"'{name}'" for name in (*family, *told.web)), DEFAULT.web_fonts)),
        print_fonts=(*printed, *DEFAULT.print_fonts),
        faces=faces,
    ), diagnostics
