"""Coded acts against acts coded by hand: which agree, at which level, counted report by report.

The measures are those of `shared/tools/score_acts.py`, which scores the gold reports; a test holds the two equal.

    >>> norland, ostania, sorvia = Party("Norland"), Party("Ostania"), Party("Sorvia")
    >>> hand = Act("ACCUSE", Trigger(8, 15), sentence=0, actors=(norland,), recipients=(ostania,))
    >>> said = Act("ACCUSE", Trigger(8, 15), actors=(norland,), recipients=(sorvia,))
    >>> score = score_report(Coded("r1", ((0, 40),), (hand,)), (said,))
    >>> score.type, score.dyad
    (Tally(hits=1, said=1, gold=1), Tally(hits=0, said=1, gold=1))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from verbale import records

LEVELS = ("type", "dyad", "party", "full")
"""The measures with precision, recall and F1, from mild to strict."""
ACCURACIES = ("mode", "status", "speakers", "date")
"""The measures that are shares of the acts matched on type."""
EMPTY_WORDS = frozenset(
    ["the", "a", "an", "of", "and", "mr", "mrs", "ms", "president", "minister", "prime", "leader", "official", "government"]
)
"""Words that tell no party from another."""


class Trigger(Struct, frozen=True):
    """Where an act is named, in characters of the report's text, half-open."""

    start: int
    end: int


class Party(Struct, frozen=True):
    """Whom an act's words mean; `text`, the words themselves, stands in where there is no `name`."""

    name: str = ""
    text: str = ""
    country: str = ""


class When(Struct, frozen=True):
    """The time that an act's words mean, or None."""

    value: str | None = None


class Act(Struct, frozen=True):
    """What is scored of an act. `sentence` is used of acts by hand; a coded act stands in the sentence in which its trigger starts."""

    type: str
    trigger: Trigger
    sentence: int = -1
    mode: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: str = ""
    speakers: tuple[Party, ...] = ()
    condition: str | None = None
    when: When | None = None
    contexts: tuple[str, ...] = ()

    @property
    def date(self) -> str | None:
        """The value of `when`; None where there is none or it is empty."""
        return (self.when.value if self.when is not None else None) or None


class Coded(Struct, frozen=True):
    """A report coded by hand: its id, its sentences as `(start, end)`, and its acts."""

    id: str
    sentences: tuple[tuple[int, int], ...]
    acts: tuple[Act, ...]


class Tally(Struct, frozen=True):
    """How many coded acts were `said`, how many `gold` acts there are, and how many `hits` count for both.

    An accuracy has the number of acts asked about in both places. The shares are in per cent, 0 where nothing was counted.

    >>> Tally(1, 2, 4).precision, Tally(1, 2, 4).recall, round(Tally(1, 2, 4).f1, 1)
    (50.0, 25.0, 33.3)
    """

    hits: int = 0
    said: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.said + other.said, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return 100 * self.hits / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Agreement(Struct, frozen=True):
    """In what two acts of one type and sentence agree.

    `overlap`: their triggers share a character. `dyad`: the same countries (or, where a party has none, names) as actors, and as
    recipients. `party`: the same names as actors, and as recipients. `status`: the same status. `speakers`: the same names as speakers.
    """

    overlap: bool
    dyad: bool
    party: bool
    status: bool
    speakers: bool

    @property
    def full(self) -> bool:
        """Dyad, status and speakers together."""
        return self.dyad and self.status and self.speakers

    @property
    def rank(self) -> int:
        """How well the two agree, from 0 to 7: higher ones are paired first."""
        return 2 * self.overlap + 2 * self.party + self.dyad + self.status + self.speakers


class Match(Struct, frozen=True):
    """An act by hand, by its index in the report, with the coded act that is paired with it."""

    gold: int
    said: int
    agreement: Agreement


class TypeScore(Struct, frozen=True):
    """One type's acts: found as such (`type`), and found with everything right (`full`)."""

    name: str
    type: Tally
    full: Tally


class ReportScore(Struct, frozen=True):
    """One report, counted.

    type: an act of the same type whose trigger starts in the same sentence, one to one (see `pair`).
    dyad, party, full: such a pair that agrees so far (see `Agreement`).
    mode, date: of the pairs whose act by hand has one, those in which the coded act has the same.
    status, speakers: of all pairs, those that agree.
    condition: pairs in which both, the coded, the act by hand has a condition, in whatever words.
    contexts: those of the pairs that both, the coded, the act by hand has.
    """

    id: str
    type: Tally
    dyad: Tally
    party: Tally
    full: Tally
    mode: Tally
    status: Tally
    speakers: Tally
    date: Tally
    condition: Tally
    contexts: Tally
    types: tuple[TypeScore, ...]
    matches: tuple[Match, ...]

    def tally(self, measure: str) -> Tally:
        """The count of a measure by its name, as in `LEVELS`, `ACCURACIES`, "condition" or "contexts"."""
        found: Tally = getattr(self, measure)
        return found


def scored(act: records.Act) -> Act:
    """What is scored of an act of verbale's."""
    return msgspec.convert(act, Act, from_attributes=True)


@lru_cache(4096)
def name_words(name: str) -> frozenset[str]:
    """The words by which names are compared: lower case, without accents, possessive, plural s, articles and titles.

    Articles and titles stay where nothing else is left.

    >>> sorted(name_words("the Nörland's Prime Minister")), sorted(name_words("the officials"))
    (['norland'], ['official', 'the'])
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s", "")
    found = frozenset(w[:-1] if w.endswith("s") and len(w) > 3 else w for w in re.findall(r"[a-z0-9]+", plain))
    return found - EMPTY_WORDS or found


def same_name(one: Party, other: Party) -> bool:
    """Whether one party's name holds all words of the other's.

    >>> same_name(Party("Ilan Brod"), Party("Brod")), same_name(Party("Brod"), Party("Norland"))
    (True, False)
    """
    x, y = name_words(one.name or one.text), name_words(other.name or other.text)
    return bool(x and y) and (x <= y or y <= x)


def same_country(one: Party, other: Party) -> bool:
    """Whether two parties have the same country, or the same name where one has no country."""
    return one.country == other.country if one.country and other.country else same_name(one, other)


def same_names(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether each party of either list has one of the same name in the other."""
    return all(any(same_name(x, y) for y in others) for x in some) and all(any(same_name(x, y) for x in some) for y in others)


def same_countries(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """As `same_names`, by `same_country`."""
    return all(any(same_country(x, y) for y in others) for x in some) and all(any(same_country(x, y) for x in some) for y in others)


def compare(gold: Act, said: Act) -> Agreement:
    """In what two acts of one type and sentence agree."""
    return Agreement(
        overlap=gold.trigger.start < said.trigger.end and said.trigger.start < gold.trigger.end,
        dyad=same_countries(gold.actors, said.actors) and same_countries(gold.recipients, said.recipients),
        party=same_names(gold.actors, said.actors) and same_names(gold.recipients, said.recipients),
        status=gold.status == said.status,
        speakers=same_names(gold.speakers, said.speakers),
    )


def pair(gold: Coded, said: Sequence[Act]) -> tuple[Match, ...]:
    """Pairs of acts of one type in one sentence: one to one, those that agree most first, among equals in the order of the lists.

    Greedy and not the best assignment, so that it stays what `score_acts.py` does.
    """
    places = [_sentence(gold.sentences, act) for act in said]
    options = [
        Match(i, k, compare(hand, act))
        for i, hand in enumerate(gold.acts)
        for k, act in enumerate(said)
        if hand.type == act.type and hand.sentence == places[k]
    ]
    options.sort(key=lambda match: -match.agreement.rank)
    taken: set[int] = set()
    used: set[int] = set()
    chosen = []
    for match in options:
        if match.gold not in taken and match.said not in used:
            taken.add(match.gold)
            used.add(match.said)
            chosen.append(match)
    return tuple(chosen)


def _sentence(sentences: Sequence[tuple[int, int]], act: Act) -> int:
    return next((i for i, (start, end) in enumerate(sentences) if start <= act.trigger.start < end), -1)


def score_report(gold: Coded, said: Sequence[Act]) -> ReportScore:
    """The counts of one report."""
    matches = pair(gold, said)
    pairs = [(gold.acts[m.gold], said[m.said]) for m in matches]

    def level(hits: int) -> Tally:
        return Tally(hits, len(said), len(gold.acts))

    def accuracy(right: Iterable[bool]) -> Tally:
        answers = list(right)
        return Tally(sum(answers), len(answers), len(answers))

    full = [m.agreement.full for m in matches]
    types = []
    for name in sorted({act.type for act in (*gold.acts, *said)}):
        counts = sum(act.type == name for act in said), sum(act.type == name for act in gold.acts)
        ours = [right for (hand, _), right in zip(pairs, full, strict=True) if hand.type == name]
        types.append(TypeScore(name, Tally(len(ours), *counts), Tally(sum(ours), *counts)))
    return ReportScore(
        id=gold.id,
        type=level(len(matches)),
        dyad=level(sum(m.agreement.dyad for m in matches)),
        party=level(sum(m.agreement.party for m in matches)),
        full=level(sum(full)),
        mode=accuracy(act.mode == hand.mode for hand, act in pairs if hand.mode is not None),
        status=accuracy(m.agreement.status for m in matches),
        speakers=accuracy(m.agreement.speakers for m in matches),
        date=accuracy(act.date == hand.date for hand, act in pairs if hand.date),
        condition=Tally(
            sum(bool(hand.condition and act.condition) for hand, act in pairs),
            sum(bool(act.condition) for _, act in pairs),
            sum(bool(hand.condition) for hand, _ in pairs),
        ),
        contexts=Tally(
            sum(len({*act.contexts} & {*hand.contexts}) for hand, act in pairs),
            sum(len(act.contexts) for _, act in pairs),
            sum(len(hand.contexts) for hand, _ in pairs),
        ),
        types=tuple(types),
        matches=matches,
    )


def total(scores: Iterable[ReportScore], measure: str) -> Tally:
    """One measure over reports: the counts added up, so that each act weighs the same.

    >>> total([], "type")
    Tally(hits=0, said=0, gold=0)
    """
    return sum((score.tally(measure) for score in scores), Tally())


def total_types(scores: Iterable[ReportScore]) -> tuple[TypeScore, ...]:
    """The types over reports, by name."""
    found: dict[str, TypeScore] = {}
    for score in scores:
        for one in score.types:
            so_far = found.get(one.name, TypeScore(one.name, Tally(), Tally()))
            found[one.name] = TypeScore(one.name, so_far.type + one.type, so_far.full + one.full)
    return tuple(found[name] for name in sorted(found))
