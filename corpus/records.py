"""One coded report as the corpus keeps it: a row of a JSON lines file, without one word twice.

All offsets count characters of the report's text, half-open. The text itself stands in the row of an invented report; the row of a real one
has a `Pointer` instead, and `corpus.load` puts the text back. Parties are named once, in `Row.parties`; everything else refers to them by
key.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from corpus.sources import Pointer

Span = tuple[int, int]


class Name(Struct, frozen=True, array_like=True):
    """Whom a key means: the fullest name that the report gives, the country's code (may be empty) and the sector (codebook, section 4)."""

    name: str
    country: str
    sector: str


class Role(Struct, frozen=True, array_like=True):
    """A party in an act: its key, and the words that name it there; None where the report leaves it to be understood."""

    key: str
    words: Span | None = None


class Time(Struct, frozen=True, array_like=True):
    """The words that tell the time of an act, and the day, month, year or interval (`A/B`) that they mean; either may be None."""

    words: Span | None = None
    value: str | None = None


class Act(Struct, frozen=True, omit_defaults=True):
    """One act (codebook, section 1). `speakers` are outermost first; `within` is the id of the act of saying that holds this one."""

    id: str
    sentence: int
    trigger: Span
    type: str
    status: str
    mode: str | None = None
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    speakers: tuple[Role, ...] = ()
    within: str | None = None
    about: Span | None = None
    condition: Span | None = None
    when: Time | None = None
    where: Span | None = None
    contexts: tuple[str, ...] = ()


class Mention(Struct, frozen=True, array_like=True):
    """Words that mean one party, or several ("the two sides"). Mentions do not overlap."""

    start: int
    end: int
    keys: tuple[str, ...]


class Attribution(Struct, frozen=True, omit_defaults=True):
    """Who (source) says, thinks or demands (cue) what (content), each in one or more pieces; source and cue may have none."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class Row(Struct, frozen=True, omit_defaults=True):
    """One coded report. `published` is its day; `manner` the kind of outlet; `topic` a few words of ours.

    `sentences` are the body's sentences. In a file the text of a real report is empty and its `source` is there.
    """

    id: str
    published: str
    manner: str
    topic: str
    sentences: tuple[Span, ...]
    parties: dict[str, Name]
    acts: tuple[Act, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    text: str = ""
    source: Pointer | None = None

    @property
    def invented(self) -> bool:
        """Whether the report was written for the corpus."""
        return self.source is None

    @property
    def kind(self) -> str:
        """One of `corpus.load.KINDS`."""
        return "invented" if self.invented else "real"


def gold(row: Row) -> dict[str, Any]:
    """A row with its text, in the form of the gold files (`shared/gold/acts`), with `contexts`, `mentions` and `attributions` besides."""
    text = row.text
    if not text:
        raise ValueError(f"{row.id} has no text yet: load it with corpus.load")

    def words(span: Span | None) -> str | None:
        return None if span is None else text[slice(*span)]

    def party(role: Role) -> dict[str, str]:
        name = row.parties[role.key]
        return {"text": words(role.words) or name.name, "name": name.name, "country": name.country, "sector": name.sector}

    def act(coded: Act) -> dict[str, Any]:
        start, end = coded.trigger
        return {
            "id": coded.id,
            "sentence": coded.sentence,
            "trigger": {"text": text[start:end], "start": start, "end": end},
            "type": coded.type,
            "mode": coded.mode,
            "actors": [party(role) for role in coded.actors],
            "recipients": [party(role) for role in coded.recipients],
            "status": coded.status,
            "speakers": [party(role) for role in coded.speakers],
            "within": coded.within,
            "about": words(coded.about) or "",
            "condition": words(coded.condition),
            "when": None if coded.when is None else {"text": words(coded.when.words), "value": coded.when.value},
            "where": words(coded.where),
            "contexts": list(coded.contexts),
        }

    return {
        "id": row.id,
        "published": row.published,
        "sentences": row.sentences,
        "acts": [act(coded) for coded in row.acts],
        "parties": {key: msgspec.structs.asdict(name) for key, name in row.parties.items()},
        "mentions": [msgspec.structs.asdict(mention) for mention in row.mentions],
        "attributions": [{"source": found.source, "cue": found.cue, "content": found.content} for found in row.attributions],
    }
