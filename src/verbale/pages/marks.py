"""What is marked in a report's text, cut at every border, so that marks which overlap can be written one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from verbale.records import Record, Span


class Mark(Struct, frozen=True, order=True):
    """A marked stretch `[start, end)`: what it is ("trigger", "actor", "condition", …), and the number of its act, or -1 for none."""

    start: int
    end: int
    kind: str
    act: int = -1


class Piece(Struct, frozen=True):
    """A stretch of text in which no mark begins or ends, with the marks that cover it, shortest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(record: Record) -> list[Mark]:
    """Every mark of a record, sorted by where it stands. Marks that are empty or beyond the text are left out."""
    numbers = {act.id: number for number, act in enumerate(record.acts)}
    found = [Mark(act.trigger.start, act.trigger.end, "trigger", number) for number, act in enumerate(record.acts)]
    for evidence in record.evidence:
        number = numbers.get(evidence.act)
        if number is None:
            continue
        spans: list[tuple[str, Sequence[Span | None]]] = [
            ("actor", evidence.actors),
            ("recipient", evidence.recipients),
            ("speaker", evidence.speakers),
            ("content", evidence.content),
            ("condition", (evidence.condition,)),
            ("when", (evidence.when,)),
            ("where", (evidence.where,)),
        ]
        found += [Mark(span.start, span.end, kind, number) for kind, several in spans for span in several if span is not None]
    found += [Mark(span.start, span.end, "skipped") for span in record.report.skipped]
    size = len(record.report.text)
    return sorted({mark for mark in found if 0 <= mark.start < mark.end <= size})


def cut(stretches: Iterable[Span], marked: Sequence[Mark]) -> Iterator[tuple[Span, list[Piece]]]:
    """Each stretch with its pieces, which together are the whole stretch. Both stretches and marks come sorted.

    >>> stretch, pieces = next(cut([Span(0, 9)], [Mark(0, 5, "content"), Mark(3, 7, "condition")]))
    >>> [(piece.start, piece.end, [mark.kind for mark in piece.marks]) for piece in pieces]
    [(0, 3, ['content']), (3, 5, ['condition', 'content']), (5, 7, ['condition']), (7, 9, [])]
    """
    near: list[Mark] = []
    following = 0
    for stretch in stretches:
        while following < len(marked) and marked[following].start < stretch.end:
            near.append(marked[following])
            following += 1
        near = [mark for mark in near if mark.end > stretch.start]
        yield stretch, _pieces(stretch, near)


def _pieces(stretch: Span, near: Sequence[Mark]) -> list[Piece]:
    borders = {stretch.start, stretch.end}
    for mark in near:
        borders |= {max(mark.start, stretch.start), min(mark.end, stretch.end)}
    edges = sorted(borders)
    by_length = sorted(near, key=lambda mark: (mark.end - mark.start, mark))
    return [
        Piece(start, end, tuple(mark for mark in by_length if mark.start <= start and end <= mark.end)) for start, end in pairwise(edges)
    ]
