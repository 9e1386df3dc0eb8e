"""What a reader marks in a report: words with their syntax, sentences, mentions, attributions, events.

`coding` takes a `Reading` and nothing else of a reader, so any other reader (another parser, a person) can supply one.
Word indices count from 0 over the whole report; word ranges are half-open `(first, last)`.
"""

from __future__ import annotations

from msgspec import Struct

MENTION_TYPES = ("person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract")
"""The entity types of the GUM corpus, which the mention head learned."""
ROLES = ("actor", "recipient", "speaker")
"""The roles of parties in an event."""


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

    Mentions with the same `entity` mean the same thing. `score` is the reader's belief in the type, from 0 to 1. `home` is a word of the
    report that tells to which state or body somebody belongs ("Norland" for "its army"), -1 where none does.
    """

    first: int
    last: int
    head: int
    type: str
    entity: int
    score: float
    home: int = -1


class Attribution(Struct, frozen=True):
    """Somebody's words or thoughts in the report: who (`source`), the words that say so (`cue`), and what (`content`).

    Each is a list of word ranges, since any of them may be broken up; source and cue may be empty. `score` from 0 to 1.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


class Argument(Struct, frozen=True, gc=False):
    """Who stands in a role of an event: the head word of a mention, and the reader's belief in it, from 0 to 1.

    `role` is one of `ROLES`; a speaker is somebody on whose word the report tells the event.
    """

    role: str
    word: int
    score: float


class Event(Struct, frozen=True):
    """What somebody does or says, as marked in the report; `coding` makes an act of it.

    `word` is the head of its trigger, which are the words `[first, last)`. `type`, `mode`, `status` and `contexts` are the codebook's.
    `within` is the place in `Reading.events` of the saying that it is the content of, -1 for none; `condition` the words
    `[first, last)` on which it depends; `when` and `where` a word of the phrase that dates or places it, -1 for none. `score` is the
    reader's belief in the trigger, from 0 to 1. `faint` are recipients in whom the reader believes too little to mark them as
    `arguments`, likeliest first.
    """

    word: int
    first: int
    last: int
    type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()
    within: int = -1
    condition: tuple[int, int] | None = None
    when: int = -1
    where: int = -1
    score: float = 1.0
    faint: tuple[Argument, ...] = ()


class Reading(Struct, frozen=True):
    """All that the reader marked in one report."""

    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
