"""The records that cross the house: a report, its acts, and what each act rests on.

All offsets count Unicode code points (`str` indices) into the report's text as given, half-open.
The fields of `Act` are those of the codebook and of the files under `gold/acts`.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Span(Struct, frozen=True, order=True, array_like=True):
    """A stretch of the report's text, `[start, end)`."""

    start: int
    end: int


class Block(Struct, frozen=True):
    """A stretch of the report that one rule of layout made: never crossed by a sentence.

    `kind`: "headline", "date", "byline", "dateline", "paragraph" or "credit" (photo credits and other furniture).
    A dateline ("GENEVA, March 9 (Agency) -") is a block of its own before the paragraph that it opens.
    Only paragraphs are coded.
    """

    start: int
    end: int
    kind: str


class Report(Struct, frozen=True):
    """One news report, as given, with the layout that cleaning found in it.

    `skipped` are stretches inside blocks that readers must not see (link debris such as " (search)"); sorted, disjoint.
    `published` is the publication date, or None where nobody told it; `warnings` say what was odd about the input.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    skipped: tuple[Span, ...] = ()
    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


class Trigger(Struct, frozen=True):
    """The word or shortest phrase that names an act."""

    text: str
    start: int
    end: int


class Party(Struct, frozen=True):
    """Somebody in one place of a report: the words there, and whom they mean.

    `country` is an ISO 3166 alpha-3 code or one of IGO, UNO, EUR, NGO, IMG, MNC, or empty; `sector` a PLOVER sector or empty.
    """

    text: str
    name: str
    country: str = ""
    sector: str = ""


class When(Struct, frozen=True):
    """A time: the report's words, and the day (`2005-05-24`), month (`2005-02`), year or `start/end` interval that they mean."""

    text: str | None
    value: str | None


class Act(Struct, frozen=True):
    """One thing that somebody does or says, as one report presents it; the fields of the codebook, section 1."""

    id: str
    sentence: int
    trigger: Trigger
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: str
    speakers: tuple[Party, ...] = ()
    within: str | None = None
    about: str = ""
    condition: str | None = None
    when: When | None = None
    where: str | None = None
    contexts: tuple[str, ...] = ()


class Reason(Struct, frozen=True):
    """Why something was coded: the rule or head that said so, in words, with its score from 0 to 1 (1 for a rule without doubt)."""

    by: str
    score: float = 1.0


class Evidence(Struct, frozen=True):
    """The stretches of text that one act rests on, and why it was coded.

    `actors`, `recipients` and `speakers` run beside the act's own lists, one entry a party, None where the text has no words for it.
    `inferred` is true where the clause leaves the other side out and it was taken from what the report says before or around it.
    """

    act: str
    actors: tuple[Span | None, ...] = ()
    recipients: tuple[Span | None, ...] = ()
    speakers: tuple[Span | None, ...] = ()
    content: tuple[Span, ...] = ()
    condition: Span | None = None
    when: Span | None = None
    where: Span | None = None
    reasons: tuple[Reason, ...] = ()
    inferred: bool = False


class Silence(Struct, frozen=True):
    """A sentence without acts, and why nothing was coded in it."""

    sentence: int
    reason: str


class Record(Struct, frozen=True):
    """A coded report. `sentences` are the body's sentences, which `Act.sentence` counts from 0; `evidence` runs beside `acts`."""

    report: Report
    sentences: tuple[Span, ...]
    acts: tuple[Act, ...]
    evidence: tuple[Evidence, ...]
    silences: tuple[Silence, ...] = ()
