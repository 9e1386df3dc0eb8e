"""The label inventory of a trained reader: what each head's numbers mean."""

from __future__ import annotations

from msgspec import Struct


class Labels(Struct, frozen=True):
    """Names by id of each head's labels; stored in the model's card."""

    upos: tuple[str, ...]
    tag: tuple[str, ...]
    deprel: tuple[str, ...]
    mention: tuple[str, ...]
    attribution: tuple[str, ...]
