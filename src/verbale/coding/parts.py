"""Very long reports coded in parts, so that the time grows with the length and not with its square.

Pronouns, roles and retellings are then looked up within a part; only texts of book length have more than one.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        sentences = reading.sentences[start : start + LIMIT]
        first, last = sentences[0].first, sentences[-1].last
        yield Reading(
            tuple(
                structs.replace(w, head=w.head - first if w.head >= 0 else -1, sentence=w.sentence - start)
                for w in reading.words[first:last]
            ),
            tuple(structs.replace(s, first=s.first - first, last=s.last - first) for s in sentences),
            tuple(
                structs.replace(m, first=m.first - first, last=m.last - first, head=m.head - first)
                for m in reading.mentions
                if first <= m.first and m.last <= last
            ),
        )


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
