"""Reading to record: the acts of one report, with their parties, times and places, and the evidence for each (codebook).

The reader marks triggers and who stands in which role; coding says who that is over the whole report, resolves times against the
publication date, takes conditions, places and contents in the report's words, and keeps to what the codebook allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from verbale.codebook.ontology import load_ontology
from verbale.codebook.parties import Parties, load_parties
from verbale.coding.cast import Cast
from verbale.coding.circumstances import Circumstances
from verbale.coding.contents import Contents
from verbale.coding.parts import joined, parts
from verbale.coding.repairs import repaired
from verbale.coding.sides import Side
from verbale.coding.syntax import Syntax
from verbale.reading import Argument, Event, Reading
from verbale.records import Act, Evidence, Reason, Record, Report, Silence, Span, Trigger, When

MUTUAL = frozenset({"CONSULT"})
"""Types whose parties are all actors, but for `DIRECTED` modes."""
DIRECTED = frozenset({"visit"})
ADDRESSED = frozenset("ACCUSE COERCE DENY REJECT REQUEST SANCTION THREATEN".split())
"""Types that are nearly always done to somebody; news names him once and then takes him as known."""


def code(reading: Reading, report: Report, parties: Parties | None = None) -> Record:
    """The record of one report.

    `reading` is what a reader marked in `report`; `parties` are those of the codebook, or with a user's own (`Parties.extended`).
    Acts come in the order of their triggers, with ids "a1", "a2", …; sentences are the body's.
    """
    parties = parties or load_parties()
    return joined([_Coding(part, report, parties).record() for part in parts(reading)])


class _Seat(Struct, frozen=True):
    """A party in a role, with the reader's belief in it; `far` where its words stand outside of the trigger's sentence."""

    side: Side
    score: float
    far: bool


class _Coding:
    def __init__(self, reading: Reading, report: Report, parties: Parties) -> None:
        reading = repaired(reading)
        self.reading, self.report, self.text, self.words = reading, report, report.text, reading.words
        self.syntax = Syntax(reading)
        year = report.published.year if report.published else None
        self.cast = Cast(self.syntax, parties, report.text, year)
        self.circumstances = Circumstances(self.syntax, self.cast, report.text, report.published)
        self.contents = Contents(self.syntax)
        sayings = load_ontology().sayings
        within = [e.within if e.within >= 0 and reading.events[e.within].type in sayings else -1 for e in reading.events]
        self.outer = _without_rings(within)
        self._known: dict[int, tuple[Side, ...]] = {}

    def record(self) -> Record:
        """Acts of the body's sentences in text order, with evidence, and a reason for each sentence without acts."""
        body = [n for n, s in enumerate(self.reading.sentences) if s.kind == "paragraph"]
        number = {n: k for k, n in enumerate(body)}
        kept = sorted(
            (n for n, e in enumerate(self.reading.events) if self.words[e.word].sentence in number),
            key=lambda n: self.reading.events[n].first,
        )
        ids = {n: f"a{k}" for k, n in enumerate(kept, 1)}
        coded = [self._act(n, ids, number) for n in kept]
        busy = {act.sentence for act, _ in coded}
        sentences = tuple(Span(self.reading.sentences[n].start, self.reading.sentences[n].end) for n in body)
        silences = tuple(Silence(k, "the reader sees no act") for k in number.values() if k not in busy)
        return Record(self.report, sentences, tuple(act for act, _ in coded), tuple(proof for _, proof in coded), silences)

    def _act(self, n: int, ids: dict[int, str], number: dict[int, int]) -> tuple[Act, Evidence]:
        event = self.reading.events[n]
        seats = self._parties(event) | {"speaker": self._voices(n)}
        within = next((ids[m] for m in _around(self.outer, n) if m in ids), None)
        ahead = event.status in ("planned", "conditional", "possible", "wanted")
        time, place = self.circumstances.when(event, ahead), self.circumstances.where(event)
        condition = None if event.condition is None else self._span(*event.condition)
        content = self.contents.of(event)
        start, end = self.words[event.first].start, self.words[event.last - 1].end
        parties = {role: tuple(s.side.party for s in found) for role, found in seats.items()}
        act = Act(
            id=ids[n],
            sentence=number[self.words[event.word].sentence],
            trigger=Trigger(self.text[start:end], start, end),
            type=event.type,
            mode=event.mode,
            actors=parties["actor"],
            recipients=parties["recipient"],
            status=event.status,
            speakers=parties["speaker"],
            within=within,
            about=" … ".join(self.text[s.start : s.end] for s in content),
            condition=None if condition is None else self.text[condition.start : condition.end],
            when=When(self.text[time.start : time.end], time.value) if time is not None else None,
            where=self.text[place.start : place.end] if place is not None else None,
            contexts=event.contexts,
        )
        spans = {role: tuple(s.side.span for s in found) for role, found in seats.items()}
        reasons = [Reason(f"trigger of {event.type}", event.score)]
        reasons += [Reason(f"{role} {s.side.party.name}", s.score) for role, found in seats.items() for s in found]
        proof = Evidence(
            ids[n], spans["actor"], spans["recipient"], spans["speaker"], content, condition,
            Span(time.start, time.end) if time is not None else None, place, tuple(reasons), any(s.far for s in seats["recipient"]),
        )  # fmt: skip
        return act, proof

    def _parties(self, event: Event) -> dict[str, list[_Seat]]:
        """Actors and recipients; nobody is both, all who meet are actors, and what is `ADDRESSED` has a recipient: the likeliest, where
        none stands out."""
        actors, recipients = self._seats(event, "actor"), self._seats(event, "recipient")
        for name in _names(actors) & _names(recipients):
            mine, theirs = (next(s for s in seats if s.side.party.name == name) for seats in (actors, recipients))
            loser = recipients if mine.score >= theirs.score else actors
            loser[:] = [s for s in loser if s.side.party.name != name]
        if event.type in ADDRESSED and not recipients:
            likely = (self._seated(event, [argument]) for argument in event.faint)
            recipients = next((seats for seats in likely if seats and _names(seats).isdisjoint(_names(actors))), [])
        if event.type in MUTUAL and event.mode not in DIRECTED:
            actors, recipients = actors + recipients, []
        return {"actor": actors, "recipient": recipients}

    def _voices(self, n: int) -> list[_Seat]:
        """The speakers of event `n`, outermost first: who the event itself is told to be said by, and who says what it lies in; they come
        last, in the order of the sayings. An agreement of several hands on its own speakers (codebook, section 5)."""
        sayings = [m for m in _around(self.outer, n) if not self._agreed(m)]
        last = [s for m in reversed(sayings) for s in self._parties(self.reading.events[m])["actor"]]
        places = {s.side.party.name: k for k, s in enumerate(last)}
        told = self._seats(self.reading.events[n], "speaker")
        if next(_around(self.outer, n), None) in sayings:
            known = {s.side.party.name for s in told}
            told += [s for s in self._parties(self.reading.events[sayings[0]])["actor"] if s.side.party.name not in known]
        return sorted(told, key=lambda s: places.get(s.side.party.name, -1))

    def _agreed(self, n: int) -> bool:
        event = self.reading.events[n]
        return event.type == "AGREE" and event.mode != "offer" and len(self._parties(event)["actor"]) > 1

    def _span(self, first: int, last: int) -> Span:
        return Span(self.words[first].start, self.words[last - 1].end)

    def _seats(self, event: Event, role: str) -> list[_Seat]:
        return self._seated(event, sorted((a for a in event.arguments if a.role == role), key=lambda a: a.word))

    def _seated(self, event: Event, arguments: Iterable[Argument]) -> list[_Seat]:
        """The parties of these arguments, each once."""
        found: list[_Seat] = []
        for argument in arguments:
            far = self.words[argument.word].sentence != self.words[event.word].sentence
            for side in self._resolved(argument.word):
                if side.party.name not in _names(found):
                    found.append(_Seat(side, argument.score, far))
        return found

    def _resolved(self, word: int) -> tuple[Side, ...]:
        known = self._known.get(word)
        if known is None:
            # A pronoun that stands for nobody known is no party.
            nobody = self.words[word].upos == "PRON"
            known = self._known[word] = self.cast.single(word) or (() if nobody else (self.cast.bare(word),))
        return known


def _names(seats: Iterable[_Seat]) -> set[str]:
    return {s.side.party.name for s in seats}


def _around(outer: list[int], n: int) -> Iterator[int]:
    """The events around event `n`, innermost first."""
    at = outer[n]
    while at >= 0:
        yield at
        at = outer[at]


def _without_rings(within: list[int]) -> list[int]:
    """The events around each event, -1 for none, where those that would lie within themselves lie within none."""
    outer = [-1] * len(within)
    for n, at in enumerate(within):
        if 0 <= at < len(within) and at != n and n not in _around(outer, at):
            outer[n] = at
    return outer
