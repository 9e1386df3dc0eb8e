"""How well verbale codes: its acts against acts coded by hand, from text to the last field.

    python -m evaluation acts                              # the gold reports, ../shared/gold
    python -m evaluation acts --corpus dev                 # the project's own coded reports: train, dev or test
    python -m evaluation acts --corpus dev --only invented # those that need no data kit; or real
    python -m evaluation acts --gold DIR --predicted DIR   # acts that are there already, of any coder

A gold folder has acts/NAME.json and text/NAME.txt. Precision, recall and F1 count acts over all reports, by the measures that
`evaluation/scoring.py` defines; the 95 % intervals in brackets are bootstrap intervals over reports.
Exit status 2: what was asked for is not there.
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

from corpus.load import DATA, KINDS, SPLITS, load_reports
from corpus.records import Row, gold
from evaluation.confidence import beliefs
from evaluation.scoring import Act, Coded, score_report, scored
from evaluation.tables import measure, show
from verbale.errors import ReportError, VerbaleError
from verbale.records import Record
from verbale.reports import from_text

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
Kind = TypeVar("Kind")


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


def load_folder(folder: Path, text: Path | None, with_text: bool = True) -> list[Case]:
    """The reports of a gold folder by name. `folder` holds acts/ and text/, or is itself the folder of the JSON files; `text` overrides
    where the texts lie.

    Raises:
        ReportError: a file is missing or not as it should be.
    """
    acts = folder / "acts" if (folder / "acts").is_dir() else folder
    texts = text if text is not None else acts.parent / "text"
    paths = sorted(acts.glob("*.json"))
    if not paths:
        raise ReportError(
            f"no coded reports in {folder} (wanted NAME.json there or in its folder acts): give their folder with --gold, or --corpus"
        )
    cases = []
    for path in paths:
        file = _decoded(path, GoldFile)
        words = _text(texts / f"{path.stem}.txt") if with_text else ""
        cases.append(Case(Coded(path.stem, file.sentences, file.acts), file.published, words))
    return cases


def load_corpus(split: str, only: str | None = None, data: Path = DATA) -> list[Case]:
    """The project's own coded reports of a split; `only` is "invented" or "real". `ReportError` where the texts of the real ones are not
there."""
    return cases_of(load_reports(split, only=only, data=data))


def cases_of(rows: Iterable[Row]) -> list[Case]:
    """Coded reports, with their texts, as cases."""
    return [
        Case(
            Coded(row.id, row.sentences, msgspec.convert(gold(row)["acts"], tuple[Act, ...])), date.fromisoformat(row.published), row.text
        )
        for row in rows
    ]


def load_predicted(folder: Path, names: Iterable[str]) -> list[tuple[Act, ...]]:
    """The acts that another run coded in the named reports, from NAME.json; none where a report has no file."""
    if not folder.is_dir():
        raise ReportError(f"there is no folder {folder}; give the one with the coded reports (NAME.json) with --predicted")
    paths = [folder / f"{name}.json" for name in names]
    if not any(path.exists() for path in paths):
        raise ReportError(
            f"{folder} has no file for any of the {len(paths)} reports (wanted e.g. {paths[0].name}); give the folder of their JSON files"
        )
    return [_decoded(path, Prediction).acts if path.exists() else () for path in paths]


def code_cases(cases: Sequence[Case]) -> list[Record]:
    """What verbale codes in each report, from its text and publication date alone."""
    from verbale.pipeline import Coder

    reports = [from_text(case.text, id=case.gold.id, published=case.published) for case in cases]
    return list(Coder().code_many(reports))


def _decoded(path: Path, kind: type[Kind]) -> Kind:
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


def main(arguments: Sequence[str]) -> None:
    ask = argparse.ArgumentParser(
        prog="python -m evaluation acts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--gold", type=Path, metavar="DIR", help=f"folder of reports coded by hand (default: {GOLD})")
    ask.add_argument("--text", type=Path, metavar="DIR", help="folder of their texts (default: text/ beside acts/)")
    ask.add_argument("--corpus", choices=SPLITS, help="a split of the project's own coded reports instead")
    ask.add_argument("--only", choices=KINDS, help="of --corpus: the invented reports alone, or the real ones, which need the data kit")
    ask.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the folder of the data kit (default: %(default)s)")
    ask.add_argument("--predicted", type=Path, metavar="DIR", help="score the acts in DIR/NAME.json instead of coding the texts")
    ask.add_argument("--by-type", action="store_true", help="also one line a type")
    ask.add_argument("--by-report", action="store_true", help="also one line a report")
    ask.add_argument("--json", action="store_true", help="print the same figures as JSON")
    args = ask.parse_args(arguments)
    if args.corpus and (args.gold or args.text):
        ask.error("--corpus brings its own codes and texts; leave out --gold and --text")
    if args.only and not args.corpus:
        ask.error("--only chooses among the reports of --corpus; say which split")
    try:
        if args.corpus:
            cases = load_corpus(args.corpus, args.only, args.data)
        else:
            cases = load_folder(args.gold or GOLD, args.text, with_text=args.predicted is None)
        records = [] if args.predicted else code_cases(cases)
        said = [tuple(map(scored, record.acts)) for record in records]
        if args.predicted:
            said = load_predicted(args.predicted, [c.gold.id for c in cases])
    except VerbaleError as fault:
        print(f"error: {fault}", file=sys.stderr)
        raise SystemExit(2) from fault
    scores = [score_report(case.gold, acts) for case, acts in zip(cases, said, strict=True)]
    golds = [case.gold for case in cases]
    found = measure(golds, scores, beliefs(golds, records) if records else (), by_type=args.by_type, by_report=args.by_report)
    print(msgspec.json.format(msgspec.json.encode(found)).decode() if args.json else show(found))
