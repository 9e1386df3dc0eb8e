"""What a reader marks in a report: words with their syntax, sentences, mentions, attributions.

`coding` takes a `Reading` and nothing else of a reader, so any other reader (another parser, a person) can supply one.
Word indices count from 0 over the whole report; word ranges are half-open `(first, last)`.
"""

from __future__ import annotations

from msgspec import Struct

MENTION_TYPES = ("person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract")
"""The entity types of the GUM corpus, which the mention head learned."""


class Word(Struct, frozen=True, gc=False):
    """One word: its text, offsets in the report, and syntax in Universal Dependencies.

    `head` is the index of the governor in the report, or -1 for a root; `deprel` may carry a subtype ("nsubj:pass").
    `tag` is the Penn Treebank tag (VBD, NNS, ...), which tells tense and number. `sentence` indexes `Reading.sentences`.
    """

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    tag: str
    head: int
    deprel: str
    sentence: int


class Sentence(Struct, frozen=True, gc=False):
    """A sentence: its words `[first, last)`, its offsets, and the kind of block that it stands in ("paragraph" is the coded body)."""

    first: int
    last: int
    start: int
    end: int
    kind: str


class Mention(Struct, frozen=True, gc=False):
    """A noun phrase that names something: words `[first, last)`, its head word, type, and the entity it belongs to.

    Mentions with the same `entity` mean the same thing. `score` is the reader's belief in the type, from 0 to 1.
    """

    first: int
    last: int
    head: int
    type: str
    entity: int
    score: float


class Attribution(Struct, frozen=True):
    """Somebody's words or thoughts in the report: who (`source`), the words that say so (`cue`), and what (`content`).

    Each is a list of word ranges, since any of them may be broken up; source and cue may be empty. `score` from 0 to 1.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


class Reading(Struct, frozen=True):
    """All that the reader marked in one report."""

    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
