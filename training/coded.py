"""Coded reports of the corpus as training documents: who each mention is, the triggers, and what they point to.

Words, and so the head word of each mention and trigger, are those of a reader that is there already.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from corpus.records import Role, Row
from training.examples import Document, Item, flatten
from training.layers import Coded, Layer
from verbale.codebook import load_parties
from verbale.reader import Reader
from verbale.reading import Reading
from verbale.reports import from_text

EMPTY = frozenset("PUNCT DET ADP CCONJ SCONJ AUX PART".split())
"""Words of these tags head a phrase only where nothing else does."""


def head_of(reading: Reading, first: int, last: int) -> int:
    """The word of `[first, last)` that governs the others: the first with a governor outside that is more than a mark."""
    outside = [i for i in range(first, last) if not first <= reading.words[i].head < last]
    return next((i for i in outside if reading.words[i].upos not in EMPTY), (outside or [first])[0])


class _Text:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.starts, self.ends = [w.start for w in reading.words], [w.end for w in reading.words]

    def words(self, span: Sequence[int] | None) -> tuple[int, int] | None:
        """The words that a stretch of text touches, None where it touches none."""
        if span is None:
            return None
        first, last = bisect_left(self.ends, span[0] + 1), bisect_left(self.starts, span[1])
        return (first, last) if first < last else None

    def head(self, span: Sequence[int] | None) -> int:
        found = self.words(span)
        return head_of(self.reading, *found) if found else -1


def documents(rows: Iterable[Row], reader: Reader) -> list[Document]:
    """The documents of coded reports with their texts."""
    found = [_document(row, reader) for row in rows]
    common = {word for d in found for item in d.items for word in item.words if word.islower()}
    for d in found:
        words = [word for item in d.items for word in item.words]
        names = {word for word, named in zip(words, d.coded.name, strict=True) if named and word.lower() not in common}
        d.coded.name = [word in names for word in words]
    return found


def _document(row: Row, reader: Reader) -> Document:
    report = from_text(row.text, id=row.id, published=date.fromisoformat(row.published))
    reading = reader.read(report)
    text = _Text(reading)
    count = len(reading.words)
    layer = Layer([], [False] * count, [()] * count, [""] * count, [False] * count, [None] * count)
    for sentence in row.sentences:
        for i in range(*(text.words(sentence) or (0, 0))):
            layer.body[i] = True
    known: dict[str, tuple[int, ...]] = {}
    for found in load_parties().find(row.text, year=int(row.published[:4])):
        words = text.words((found.start, found.end))
        if words is not None:
            known[found.known.country] = known.get(found.known.country, ()) + tuple(range(*words))
    heads: dict[tuple[int, int], int] = {}
    for m in row.mentions:
        found = text.words((m.start, m.end))
        if found is None:
            continue
        for i in range(*found):
            layer.name[i] = reading.words[i].upos == "PROPN"
        head = head_of(reading, *found)
        if layer.keys[head]:
            head = next((i for i in range(*found) if not layer.keys[i]), head)
        layer.keys[head], layer.sector[head] = m.keys, row.parties[m.keys[0]].sector
        heads[m.start, m.end] = head
        countries = {row.parties[key].country for key in m.keys}
        if len(countries) == 1:
            (country,) = countries
            layer.home[head] = known.get(country) if country else ()

    def side(roles: tuple[Role, ...]) -> tuple[tuple[str, int], ...]:
        return tuple((r.key, -1 if r.words is None else heads.get((r.words[0], r.words[1]), -1)) for r in roles)

    word_of: dict[str, int] = {}
    for a in row.acts:
        trigger = text.words(a.trigger)
        if trigger is None:
            continue
        condition = text.words(a.condition) or (-1, 0)
        parties = (side(a.actors), side(a.recipients), side(a.speakers))
        word_of[a.id] = head_of(reading, *trigger)
        layer.acts.append(
            Coded(
                word_of[a.id], trigger[1] - 1, a.type, a.mode or "", a.status, a.contexts, parties, opens=condition[0],
                closes=condition[1] - 1, when=text.head(a.when.words if a.when else None), where=text.head(a.where),
            )
        )  # fmt: skip
    for a, coded in zip((a for a in row.acts if a.id in word_of), layer.acts, strict=True):
        coded.within = word_of.get(a.within or "", -1)
    ends = {s.last: n for n, s in enumerate(reading.sentences)}
    items = [Item([w.text for w in reading.words[s.first : s.last]]) for s in reading.sentences]
    for block in report.blocks:
        last = ends.get(bisect_left(text.starts, block.end))
        if last is not None:
            items[last].paragraph = True
    pieces = [
        {role: [list(f) for f in map(text.words, getattr(a, role)) if f] for role in ("source", "cue", "content")} for a in row.attributions
    ]
    tags, link = flatten(count, pieces)
    return Document(row.id, items, attribution=tags, link=link, coded=layer)
