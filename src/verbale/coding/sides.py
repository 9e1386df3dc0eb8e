"""A party in one place of a report, and codes that coding asks about."""

from __future__ import annotations

from msgspec import Struct

from verbale.records import Party, Span

BODIES = frozenset("UNO IGO EUR NGO MNC IMG".split())
"""Codes that stand in a country's place; bodies are seldom one of "the two sides"."""
SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "ours", "mine"})
"""Pronouns of who speaks."""
SPEECH = frozenset(
    "say add tell note warn urge stress insist explain describe call accuse deny announce state argue claim reiterate reply respond".split()
)
"""Verbs whose pronoun subject most often goes on with the speaker before."""


class Side(Struct, frozen=True):
    """A party in one place: the record, the head word of its phrase, and its stretch of text."""

    party: Party
    head: int
    span: Span | None


def lowered(text: str) -> str:
    """A word in lower case, to compare it with pronouns; "US" is a state and never "us"."""
    return text if text == "US" else text.lower()
