"""The acts of a record in the order in which a page shows them: by sentence, an act within another one under it."""

from __future__ import annotations

from msgspec import Struct

from verbale.records import Act, Evidence, Record


class Placed(Struct, frozen=True):
    """An act in its place: `depth` counts the acts that it lies within, `number` its place in the record from 0.

    `elsewhere` is the id of the act that it lies within, where that one belongs to another sentence, else None.
    """

    act: Act
    evidence: Evidence
    number: int
    depth: int
    elsewhere: str | None


def by_sentence(record: Record) -> dict[int, list[Placed]]:
    """The acts of each sentence that has some, outer acts first, by where their triggers stand.

    An act within an act of another sentence is placed one deep. Acts that claim to lie within each other in a ring, or within an
    act that is not there, are placed as if they lay within none: no act is lost.
    """
    acts = {act.id: act for act in record.acts}
    evidence = {item.act: item for item in record.evidence}
    tops: dict[int, list[tuple[int, Act]]] = {}
    inner: dict[str, list[tuple[int, Act]]] = {}
    for number, act in enumerate(record.acts):
        outer = acts.get(act.within or "")
        if outer is not None and outer.sentence == act.sentence and not _in_ring(act, acts):
            inner.setdefault(outer.id, []).append((number, act))
        else:
            tops.setdefault(act.sentence, []).append((number, act))

    placed: dict[int, list[Placed]] = {}
    for sentence in sorted(tops):
        rows = placed.setdefault(sentence, [])
        waiting = [(0, entry) for entry in sorted(tops[sentence], key=_trigger, reverse=True)]
        while waiting:
            depth, (number, act) = waiting.pop()
            outer = acts.get(act.within or "") if depth == 0 else None
            elsewhere = outer.id if outer is not None and outer.sentence != act.sentence else None
            depth = 1 if elsewhere else depth
            rows.append(Placed(act, evidence.get(act.id, Evidence(act.id)), number, depth, elsewhere))
            waiting += [(depth + 1, entry) for entry in sorted(inner.pop(act.id, []), key=_trigger, reverse=True)]
    return placed


def _trigger(entry: tuple[int, Act]) -> tuple[int, int, int]:
    number, act = entry
    return act.trigger.start, act.trigger.end, number


def _in_ring(act: Act, acts: dict[str, Act]) -> bool:
    seen = {act.id}
    outer = acts.get(act.within or "")
    while outer is not None:
        if outer.id in seen:
            return True
        seen.add(outer.id)
        outer = acts.get(outer.within or "")
    return False
