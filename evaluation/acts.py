"""How well verbale codes: its acts against acts coded by hand, from text to the last field.

    python -m evaluation acts                              # the gold reports, ../shared/gold
    python -m evaluation acts --corpus invented            # the project's own coded reports, or voa
    python -m evaluation acts --gold DIR --predicted DIR   # acts that are there already, of any coder

A gold folder has acts/NAME.json and text/NAME.txt. Precision, recall and F1 count acts over all reports (`evaluation/scoring.py` defines each
measure); the 95 % intervals in brackets are bootstrap intervals over reports. Exit status 2: what was asked for is not there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from evaluation.intervals import f1
from evaluation.scoring import ACCURACIES, LEVELS, Act, Coded, ReportScore, Tally, score_report, scored, total, total_types
from evaluation.sides import contest, gap
from verbale.errors import ReportError, VerbaleError
from verbale.reports import from_text

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
CORPORA = ("voa", "invented")
Row = TypeVar("Row")


class Published(Struct, frozen=True):
    """F1 of another coder by measure, in per cent, or accuracy for "mode", "status", "speakers", "date"; None where nobody measured it."""

    name: str
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
    Published("UniversalPetrarch, PETRARCH-1", type=29.1, dyad=4.8, full=2.9),
    Published("UniversalPetrarch, PETRARCH-2", type=24.6, dyad=7.3, full=4.2),
    Published("second hand coder", type=91.4, dyad=84.1, full=80.2, mode=89, status=99, speakers=96, date=90, condition=83),
)
"""From the README of the gold reports (shared/gold/README.md): UniversalPetrarch with its own parser, by the verbs of either dictionary, on
those fourteen reports; the agreement of two hand coders on eight others, which is about as well as anybody can do."""


class Case(Struct, frozen=True):
    """A report to be coded, and how a person coded it. `text` is empty where the coded acts are there already."""

    gold: Coded
    published: date | None
    text: str = ""


class GoldFile(Struct, frozen=True):
    """What is used of one file of a gold folder."""

    sentences: tuple[tuple[int, int], ...]
    acts: tuple[Act, ...]
    published: date | None = None


class Prediction(Struct, frozen=True):
    """What is used of one coded report."""

    acts: tuple[Act, ...]


def load_folder(gold: Path, text: Path | None, with_text: bool = True) -> list[Case]:
    """The reports of a gold folder by name. `gold` holds acts/ and text/, or is itself the folder of the JSON files; `text` overrides where
    the texts lie.

    Raises:
        ReportError: a file is missing or not as it should be.
    """
    acts = gold / "acts" if (gold / "acts").is_dir() else gold
    texts = text if text is not None else acts.parent / "text"
    paths = sorted(acts.glob("*.json"))
    if not paths:
        raise ReportError(f"no coded reports in {gold} (wanted NAME.json there or in its folder acts); give their folder with --gold, or --corpus invented")
    cases = []
    for path in paths:
        file = _decoded(path, GoldFile)
        words = _text(texts / f"{path.stem}.txt") if with_text else ""
        cases.append(Case(Coded(path.stem, file.sentences, file.acts), file.published, words))
    return cases


def load_corpus(name: str) -> list[Case]:
    """The project's own coded reports, "voa" or "invented"; `ReportError` where the texts of "voa" are not there."""
    from corpus.load import load_reports

    cases = []
    for row in load_reports(name):
        acts = msgspec.convert(row.acts, tuple[Act, ...])
        cases.append(Case(Coded(row.id, tuple(row.sentences), acts), date.fromisoformat(row.published), row.text))
    return cases


def load_predicted(folder: Path, names: Iterable[str]) -> list[tuple[Act, ...]]:
    """The acts that another run coded in the named reports, from NAME.json; none where a report has no file."""
    if not folder.is_dir():
        raise ReportError(f"there is no folder {folder}; give the one with the coded reports (NAME.json) with --predicted")
    paths = [folder / f"{name}.json" for name in names]
    if not any(path.exists() for path in paths):
        raise ReportError(f"{folder} has no file for any of the {len(paths)} reports (wanted e.g. {paths[0].name}); give the folder of their JSON files")
    return [_decoded(path, Prediction).acts if path.exists() else () for path in paths]


def code_cases(cases: Sequence[Case]) -> list[tuple[Act, ...]]:
    """The acts that verbale codes in each report, from its text and publication date alone."""
    from verbale.pipeline import Coder

    reports = [from_text(case.text, id=case.gold.id, published=case.published) for case in cases]
    return [tuple(scored(act) for act in record.acts) for record in Coder().code_many(reports)]


def _decoded(path: Path, kind: type[Row]) -> Row:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as fault:
        raise ReportError(f"{path} cannot be read ({fault.strerror or fault}); give a folder that can") from fault
    except msgspec.MsgspecError as fault:
        raise ReportError(f"{path}: not a coded report as the codebook wants it ({fault}); correct the file") from fault


def _text(path: Path) -> str:
    try:
        # Not read_text, which would turn "\r\n" into one character and move the offsets.
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ReportError(f"the text {path} cannot be read ({fault}); give the folder of NAME.txt files with --text") from fault


def _shares(counts: Sequence[Tally], hand: bool = True) -> str:
    """Precision, recall and F1 with intervals; or without `hand`, one accuracy."""
    whole = sum(counts, Tally())
    cells = [
        (whole.precision, [(t.hits, t.said, t.said) for t in counts]),
        (whole.recall, [(t.hits, t.gold, t.gold) for t in counts]),
        (whole.f1, [(t.hits, t.said, t.gold) for t in counts]),
    ]
    shown = []
    for value, rows in cells if hand else cells[:1]:
        # F1 of hits among as many said as there are gold is their share: one bootstrap serves all.
        interval = f1(rows)
        shown.append(f"{value:7.1f} [{interval.low:5.1f}, {interval.high:5.1f}]")
    return "".join(shown)


def show(scores: Sequence[ReportScore]) -> str:
    """The tables that are always printed: levels, accuracies, and the other coders' figures."""
    width = 13
    lines = [f"{len(scores)} reports, {total(scores, 'type').gold} acts by hand, {total(scores, 'type').said} coded", ""]
    lines.append(" " * width + "".join(f"{name:>7}{'':15}" for name in ("P", "R", "F1")).rstrip())
    lines += [f"{name:{width}}{_shares([s.tally(name) for s in scores])}" for name in LEVELS]
    lines += [f"{'condition':{width}}{_shares([s.tally('condition') for s in scores])}", ""]
    lines.append("accuracy among the acts matched on type")
    for name in ACCURACIES:
        counts = [s.tally(name) for s in scores]
        lines.append(f"{name:{width}}{_shares(counts, hand=False)}  of {sum(counts, Tally()).gold}")
    measures = (*LEVELS, *ACCURACIES, "condition")
    lines += ["", f"{'F1, accuracy':31}" + "".join(f"{name:>10}" for name in measures)]
    own = [total(scores, m).precision if m in ACCURACIES else total(scores, m).f1 for m in measures]
    lines.append(f"{'here':31}" + "".join(f"{value:10.1f}" for value in own))
    for other in PUBLISHED:
        values = [getattr(other, m) for m in measures]
        lines.append(f"{other.name:31}" + "".join(f"{'-':>10}" if v is None else f"{v:10.1f}" for v in values))
    lines.append("(UniversalPetrarch on the fourteen gold reports, the second hand coder on eight others; from the gold reports' README)")
    return "\n".join(lines)


def show_sides(cases: Sequence[Case], scores: Sequence[ReportScore]) -> str:
    """The table "even-handedness": recall by actor country, in reports with two main countries."""
    contests = [c for case, score in zip(cases, scores, strict=True) if (c := contest(case.gold, score)) is not None]
    if not contests:
        return "even-handedness: no report has two main countries"
    lines = [f"{'even-handedness: recall by side':40}{'acts':>6}{'type':>8}{'full':>8}"]
    for one in contests:
        for place, side in enumerate(one.sides):
            kind, full = side.recall("type"), side.recall("full")
            lines.append(f"{one.id[:33] if not place else '':34}{side.country:6}{kind.gold:6}{kind.recall:8.1f}{full.recall:8.1f}")
    lines.append(f"difference of the two sides, mean of {len(contests)} reports (by chance alone; at most, 19 times in 20)")
    for measure in ("type", "full"):
        found = gap(contests, measure)
        lines.append(f"  {measure:6}{found.value:6.1f} points ({found.chance:.1f}; {found.most:.1f})")
    return "\n".join(lines)


def show_types(scores: Sequence[ReportScore]) -> str:
    """One line a type."""
    lines = [f"{'type':13}{'P':>7}{'R':>7}{'F1':>7}{'full R':>9}{'by hand':>9}{'coded':>7}"]
    for one in total_types(scores):
        t = one.type
        lines.append(f"{one.name:13}{t.precision:7.1f}{t.recall:7.1f}{t.f1:7.1f}{one.full.recall:9.1f}{t.gold:9}{t.said:7}")
    return "\n".join(lines)


def show_reports(scores: Sequence[ReportScore]) -> str:
    """One line a report, by F1 of each level."""
    lines = [f"{'report':34}" + "".join(f"{name + ' F1':>9}" for name in LEVELS) + f"{'by hand':>9}{'coded':>7}"]
    for s in scores:
        lines.append(f"{s.id[:33]:34}" + "".join(f"{s.tally(name).f1:9.1f}" for name in LEVELS) + f"{s.type.gold:9}{s.type.said:7}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    ask = argparse.ArgumentParser(prog="python -m evaluation acts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, metavar="DIR", help=f"folder of reports coded by hand (default: {GOLD})")
    ask.add_argument("--text", type=Path, metavar="DIR", help="folder of their texts (default: text/ beside acts/)")
    ask.add_argument("--corpus", choices=CORPORA, help="the project's own coded reports instead")
    ask.add_argument("--predicted", type=Path, metavar="DIR", help="score the acts in DIR/NAME.json instead of coding the texts")
    ask.add_argument("--by-type", action="store_true", help="also one line a type")
    ask.add_argument("--by-report", action="store_true", help="also one line a report")
    args = ask.parse_args(arguments)
    if args.corpus and (args.gold or args.text):
        ask.error("--corpus brings its own codes and texts; leave out --gold and --text")
    try:
        cases = load_corpus(args.corpus) if args.corpus else load_folder(args.gold or GOLD, args.text, with_text=args.predicted is None)
        said = load_predicted(args.predicted, [c.gold.id for c in cases]) if args.predicted else code_cases(cases)
    except VerbaleError as fault:
        print(f"error: {fault}", file=sys.stderr)
        raise SystemExit(2) from fault
    scores = [score_report(case.gold, acts) for case, acts in zip(cases, said, strict=True)]
    blocks = [show(scores), show_sides(cases, scores)]
    if args.by_type:
        blocks.append(show_types(scores))
    if args.by_report:
        blocks.append(show_reports(scores))
    print("\n\n".join(blocks))
