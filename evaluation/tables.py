"""The tables of `python -m evaluation acts`: what was counted as figures, and the figures as text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from evaluation.confidence import Belief, Row, reliability
from evaluation.intervals import f1
from evaluation.scoring import ACCURACIES, LEVELS, Coded, ReportScore, Tally, TypeScore, total, total_types
from evaluation.sides import Gap, contest, gap
from verbale.reader.card import Score


class Shares(Struct, frozen=True):
    """One measure in per cent, with 95 % intervals."""

    precision: Score
    recall: Score
    f1: Score


class Accuracy(Struct, frozen=True):
    """A share of `of` acts, in per cent."""

    accuracy: Score
    of: int


class Coder(Struct, frozen=True):
    """F1 of a coder by measure, in per cent; accuracy for mode, status, speakers and date; None where nobody measured it."""

    coder: str
    type: float | None = None
    dyad: float | None = None
    party: float | None = None
    full: float | None = None
    mode: float | None = None
    status: float | None = None
    speakers: float | None = None
    date: float | None = None
    condition: float | None = None


PUBLISHED = (
    Coder("UniversalPetrarch, PETRARCH-1 verbs (gold reports)", type=29.1, dyad=4.8, full=2.9),
    Coder("UniversalPetrarch, PETRARCH-2 verbs (gold reports)", type=24.6, dyad=7.3, full=4.2),
    Coder("second hand coder (other reports)", type=91.4, dyad=84.1, full=80.2, mode=89, status=99, speakers=96, date=90, condition=83),
)
"""From the README of the gold reports (shared/gold/README.md): UniversalPetrarch with its own parser on those fourteen reports; the
agreement of two hand coders on eight others, which is about as well as anybody can do."""


class SideRow(Struct, frozen=True):
    """The acts by hand of one of a report's two main countries, and the share found with their type, and with everything right."""

    report: str
    country: str
    acts: int
    type_recall: float
    full_recall: float


class TypeRow(Struct, frozen=True):
    """One type of act."""

    type: str
    precision: float
    recall: float
    f1: float
    full_recall: float
    by_hand: int
    coded: int


class ReportRow(Struct, frozen=True):
    """One report, F1 of each level."""

    report: str
    type: float
    dyad: float
    party: float
    full: float
    by_hand: int
    coded: int


class Measured(Struct, frozen=True, omit_defaults=True):
    """All figures of one evaluation. `sides` and `side_gaps` are empty where no report has two main countries, `beliefs` where the
    coder told none."""

    reports: int
    acts_by_hand: int
    acts_coded: int
    levels: dict[str, Shares]
    accuracy_of_matched_acts: dict[str, Accuracy]
    beside_other_coders: tuple[Coder, ...]
    sides: tuple[SideRow, ...] = ()
    side_gaps: dict[str, Gap] = {}
    beliefs: tuple[Row, ...] = ()
    by_type: tuple[TypeRow, ...] = ()
    by_report: tuple[ReportRow, ...] = ()


def measure(
    golds: Sequence[Coded], scores: Sequence[ReportScore], found: Sequence[Belief] = (), by_type: bool = False, by_report: bool = False
) -> Measured:
    """The figures of reports coded by hand, their scores and the coder's beliefs; the last two tables only where asked for. At least one
    report."""
    contests = [c for gold, score in zip(golds, scores, strict=True) if (c := contest(gold, score)) is not None]
    every = total(scores, "type")
    names = [*LEVELS, "condition", *(["contexts"] if total(scores, "contexts").gold else [])]
    own = {m: _tenths(total(scores, m).precision if m in ACCURACIES else total(scores, m).f1) for m in (*LEVELS, *ACCURACIES, "condition")}
    return Measured(
        reports=len(scores),
        acts_by_hand=every.gold,
        acts_coded=every.said,
        levels={name: _shares([s.tally(name) for s in scores]) for name in names},
        accuracy_of_matched_acts={name: _accuracy([s.tally(name) for s in scores]) for name in ACCURACIES},
        beside_other_coders=(Coder("here", **own), *PUBLISHED),
        sides=tuple(
            SideRow(one.id, side.country, len(side.outcomes), _tenths(side.recall("type").recall), _tenths(side.recall("full").recall))
            for one in contests
            for side in one.sides
        ),
        side_gaps={name: gap(contests, name) for name in ("type", "full")} if contests else {},
        beliefs=tuple(reliability(found)),
        by_type=tuple(map(_type_row, total_types(scores))) if by_type else (),
        by_report=tuple(map(_report_row, scores)) if by_report else (),
    )


def _type_row(one: TypeScore) -> TypeRow:
    t = one.type
    return TypeRow(one.name, _tenths(t.precision), _tenths(t.recall), _tenths(t.f1), _tenths(one.full.recall), t.gold, t.said)


def _report_row(one: ReportScore) -> ReportRow:
    type, dyad, party, full = (_tenths(one.tally(name).f1) for name in LEVELS)
    return ReportRow(one.id, type, dyad, party, full, one.type.gold, one.type.said)


def _tenths(value: float) -> float:
    return round(value, 1)


def _score(value: float, counts: Sequence[tuple[int, int, int]]) -> Score:
    """A share with its interval. `counts` are (hits, said, gold) by report; with one number for both, their F1 is plainly hits over it."""
    interval = f1(counts)
    return Score(_tenths(value), interval.low, interval.high)


def _shares(counts: Sequence[Tally]) -> Shares:
    whole = sum(counts, Tally())
    return Shares(
        _score(whole.precision, [(t.hits, t.said, t.said) for t in counts]),
        _score(whole.recall, [(t.hits, t.gold, t.gold) for t in counts]),
        _score(whole.f1, [(t.hits, t.said, t.gold) for t in counts]),
    )


def _accuracy(counts: Sequence[Tally]) -> Accuracy:
    whole = sum(counts, Tally())
    return Accuracy(_score(whole.precision, [(t.hits, t.said, t.said) for t in counts]), whole.said)


def show(found: Measured) -> str:
    """The figures as text, one block a table."""
    blocks = [
        [f"{found.reports} reports, {found.acts_by_hand} acts by hand, {found.acts_coded} coded"],
        [f"{'':13}" + "".join(f"{name:>7}{'':15}" for name in ("P", "R", "F1")).rstrip()]
        + [f"{name:13}{_cell(s.precision)}{_cell(s.recall)}{_cell(s.f1)}" for name, s in found.levels.items()],
        ["accuracy among the acts matched on type"]
        + [f"{name:13}{_cell(a.accuracy)}  of {a.of}" for name, a in found.accuracy_of_matched_acts.items()],
        _lines(found.beside_other_coders, "F1, accuracy"),
        _sides(found),
    ]
    if found.beliefs:
        blocks.append(["beliefs from the least to the greatest, and the share of them that was right", *_lines(found.beliefs)])
    if found.by_type:
        blocks.append(_lines(found.by_type))
    if found.by_report:
        blocks.append(_lines(found.by_report, "report, F1"))
    return "\n\n".join("\n".join(block) for block in blocks)


def _sides(found: Measured) -> list[str]:
    if not found.sides:
        return ["even-handedness: no report has two main countries"]
    lines = ["even-handedness: acts by hand of each report's two main countries, and the share found", *_lines(found.sides)]
    lines.append("mean difference between the two sides, in points (by chance alone; at most, 19 times in 20)")
    return lines + [f"  {name:6}{g.points:6.1f} ({g.by_chance:.1f}; {g.at_most:.1f})" for name, g in found.side_gaps.items()]


def _cell(score: Score) -> str:
    return f"{score.value:7.1f} [{score.low:5.1f}, {score.high:5.1f}]"


def _lines(rows: Sequence[Struct], first: str | None = None) -> list[str]:
    """Rows of one kind under their fields' names; `first` renames the first."""
    names = [name.replace("_", " ") for name in rows[0].__struct_fields__]
    table = [[first or names[0], *names[1:]]]
    for row in rows:
        values = msgspec.structs.astuple(row)
        table.append(["-" if v is None else f"{v:.1f}" if isinstance(v, float) else str(v) for v in values])
    widths = [max(len(line[i]) for line in table) for i in range(len(names))]
    return ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in table]
