"""Translations that somebody has reviewed, in a file of their own that only the program writes.

A mark is a pair of fingerprints: what the original said and what the translation said. It names no place, so that
texts can be moved and nothing in the other files changes.
"""

from typing import Annotated, Literal

from pydantic import Field

from strategia.model.base import LanguageCode, Root
from strategia.model.links import Fingerprint


class ReviewedTranslations(Root):
    """The translations of a county that somebody has compared with the original."""

    kind: Literal["translations"]
    county: str
    reviewed: Annotated[dict[LanguageCode, tuple[Fingerprint, ...]], Field(min_length=1)]
