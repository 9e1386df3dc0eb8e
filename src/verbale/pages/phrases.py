"""The fields of an act in words, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.records import Act, Party, Record, When

UNNAMED = "(unnamed)"
"""Stands where a report names no doer."""


def kind(act: Act) -> str:
    """Type and mode, as in "ASSAULT/firearms"."""
    return f"{act.type}/{act.mode}" if act.mode else act.type


def names(parties: Sequence[Party]) -> str:
    """Whom the parties mean, with commas between; empty for nobody."""
    return ", ".join(party.name or party.text for party in parties)


def codes(party: Party) -> str:
    """Country and sector of a party, as in "NLD GOV"; empty where neither is known."""
    return " ".join(code for code in (party.country, party.sector) if code)


def when(time: When | None) -> str:
    """The day or interval that a time means, else the report's words for it; empty for none.

    >>> when(When("this summer", "2005-06-01/2005-08-31")), when(When("on Tuesday", None))
    ('2005-06-01 to 2005-08-31', 'on Tuesday')
    """
    if time is None:
        return ""
    return time.value.replace("/", " to ") if time.value else time.text or ""


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "act"), count(1200, "act")
    ('1 act', '1,200 acts')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counts(record: Record) -> str:
    """How many sentences and acts a record has."""
    return f"{count(len(record.sentences), 'sentence')}, {count(len(record.acts), 'act')}"


def title(record: Record) -> str:
    """The report's title, else its headline, else its id."""
    report = record.report
    if report.title and report.title.strip():
        return report.title.strip()
    headline = next((block for block in report.blocks if block.kind == "headline"), None)
    return (report.text[headline.start : headline.end].strip() if headline else "") or report.id
