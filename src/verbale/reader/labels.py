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
    act: tuple[str, ...]
    """Types of acts, "" first for no trigger."""
    mode: tuple[str, ...]
    """"TYPE/mode", and "TYPE/" for none."""
    status: tuple[str, ...]
    context: tuple[str, ...]
    party: tuple[str, ...]
    """What a word is head of: "" first for no party, else "party" and its sector, "party/GOV"."""
