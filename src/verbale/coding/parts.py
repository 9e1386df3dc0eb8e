"""Very long reports coded in parts, so that the time of all that looks far back grows with the length and not with its square.

Pronouns and roles are then looked up within a part; only texts of book length have more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from verbale.reading import Reading
from verbale.records import Act, Evidence, Record, Silence, Span

LIMIT = 400
"""Sentences of a part."""


def parts(reading: Reading) -> Iterator[Reading]:
    """The reading itself, or its parts of at most `LIMIT` sentences, each with indices of its own and offsets into the whole text."""
    if len(reading.sentences) <= LIMIT:
        yield reading
        return
    for start in range(0, len(reading.sentences), LIMIT):
        yield _part(reading, start)


def _part(reading: Reading, start: int) -> Reading:
    sentences = reading.sentences[start : start + LIMIT]
    first, last = sentences[0].first, sentences[-1].last
    own = [n for n, e in enumerate(reading.events) if first <= e.word < last]
    place = {n: k for k, n in enumerate(own)}

    def moved(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Word ranges of the report as ranges of the part; those outside are left out."""
        cut = ((max(a, first), min(b, last)) for a, b in ranges)
        return tuple((a - first, b - first) for a, b in cut if a < b)

    def word(i: int) -> int:
        return i - first if first <= i < last else -1

    return Reading(
        tuple(structs.replace(w, head=word(w.head), sentence=w.sentence - start) for w in reading.words[first:last]),
        tuple(structs.replace(s, first=s.first - first, last=s.last - first) for s in sentences),
        tuple(
            structs.replace(m, first=m.first - first, last=m.last - first, head=m.head - first, home=word(m.home))
            for m in reading.mentions
            if first <= m.first and m.last <= last
        ),
        tuple(
            structs.replace(a, source=moved(a.source), cue=moved(a.cue), content=moved(a.content))
            for a in reading.attributions
            if moved(a.source + a.cue + a.content)
        ),
        tuple(
            structs.replace(
                e, word=e.word - first, first=e.first - first, last=min(e.last, last) - first,
                arguments=tuple(structs.replace(a, word=word(a.word)) for a in e.arguments if word(a.word) >= 0),
                faint=tuple(structs.replace(a, word=word(a.word)) for a in e.faint if word(a.word) >= 0),
                within=place.get(e.within, -1),
                condition=next(iter(moved((e.condition,) if e.condition else ())), None),
                when=word(e.when), where=word(e.where),
            )
            for e in (reading.events[n] for n in own)
        ),
    )  # fmt: skip


def joined(records: list[Record]) -> Record:
    """One record of the records of all parts, with ids and sentence numbers counted through."""
    if len(records) == 1:
        return records[0]
    sentences: list[Span] = []
    acts: list[Act] = []
    evidence: list[Evidence] = []
    silences: list[Silence] = []
    for record in records:
        names = {act.id: f"a{len(acts) + n}" for n, act in enumerate(record.acts, 1)}
        at = len(sentences)
        acts += [
            structs.replace(act, id=names[act.id], sentence=act.sentence + at, within=names[act.within] if act.within else None)
            for act in record.acts
        ]
        evidence += [structs.replace(proof, act=names[proof.act]) for proof in record.evidence]
        silences += [structs.replace(silence, sentence=silence.sentence + at) for silence in record.silences]
        sentences += record.sentences
    return Record(records[0].report, tuple(sentences), tuple(acts), tuple(evidence), tuple(silences))
