"""Load the project's coded reports: the invented ones as they stand, and the real ones joined with their text.

`voa-dev.jsonl` stands off: it keeps which sentences of the Voice of America data make a report and what is coded in them
(offsets, codes, short phrases), and never the text. The sentences are read from `shared/data/raw/voa_gmb.jsonl.gz`.
`invented-dev.jsonl` carries its own texts and needs nothing else. Offsets count characters of `Coded.text`, half-open.

    python corpus/load.py OUT_DIR [--only voa|invented] [--shared DIR]

writes OUT_DIR/text/NAME.txt and OUT_DIR/acts/NAME.json, which `shared/tools/score_acts.py OUT_DIR/acts PREDICTED` scores against.
"""

from __future__ import annotations

import argparse
import gzip
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from verbale.errors import ReportError

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
NAMES = ("voa", "invented")
SOURCE = Path("data") / "raw" / "voa_gmb.jsonl.gz"

Act = dict[str, Any]
Row = TypeVar("Row", bound=Struct)


class Coded(Struct, frozen=True):
    """One report with its text and its acts by hand.

    `text` opens with a line that is not coded (the headline, or the publication date where there is none); `sentences` are
    the body's sentences as `(start, end)`. `acts` are in the gold format of the codebook, with the condition in words;
    `parties` maps the coder's keys to `{"name", "country", "sector"}`.
    """

    id: str
    published: str
    text: str
    sentences: list[tuple[int, int]]
    acts: list[Act]
    parties: dict[str, dict[str, str]] = {}


class StandOff(Struct, frozen=True):
    """A coded report without its text: `sentence_ids` point into the source, and an act's condition is `[start, end]`."""

    id: str
    published: str
    source: str
    sentence_ids: list[int]
    sentences: list[tuple[int, int]]
    acts: list[Act]
    parties: dict[str, dict[str, str]] = {}


class SourceSentence(Struct, frozen=True):
    """One sentence of the source data; its annotation is left out."""

    id: int
    text: str


def load_reports(name: str, shared: Path = SHARED) -> list[Coded]:
    """The reports of `corpus/NAME-dev.jsonl`, in file order; `name` is "voa" or "invented".

    `shared` is the folder that holds `data/raw/voa_gmb.jsonl.gz`; only "voa" reads it. Raises `ReportError` where a file is
    missing or damaged, or where the source's text is not the one that was coded.

    >>> reports = load_reports("voa")                                            # doctest: +SKIP
    >>> reports[0].text[slice(*reports[0].sentences[0])]                         # doctest: +SKIP
    """
    if name not in NAMES:
        raise ReportError(f"there are no reports called {name!r}: ask for one of {', '.join(NAMES)}")
    path = HERE / f"{name}-dev.jsonl"
    if name == "invented":
        return read(path, Coded)
    rows = read(path, StandOff)
    texts = source_texts({number for row in rows for number in row.sentence_ids}, shared / SOURCE)
    return [join(row, texts) for row in rows]


def read(path: Path, kind: type[Row]) -> list[Row]:
    """Every line of a JSON lines file as a `kind`."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as fault:
        raise ReportError(f"cannot read {path}: {fault.strerror or fault}; restore it from the repository") from fault
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(msgspec.json.decode(line, type=kind))
        except msgspec.MsgspecError as fault:
            raise ReportError(f"{path}, line {number}: wanted one coded report ({kind.__name__}), but {fault}; correct the line") from fault
    return rows


def source_texts(wanted: Iterable[int], path: Path) -> dict[int, str]:
    """The texts of the wanted sentences of the Voice of America data, by their number."""
    numbers = frozenset(wanted)
    try:
        lines = gzip.decompress(path.read_bytes()).splitlines()
        sentences = (msgspec.json.decode(line, type=SourceSentence) for line in lines)
        texts = {sentence.id: sentence.text for sentence in sentences if sentence.id in numbers}
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as fault:
        advice = "give the folder of the project's shared data as `shared` (--shared), or load only the invented reports"
        raise ReportError(f"cannot read the Voice of America sentences at {path} ({fault}): {advice}") from fault
    if absent := sorted(numbers - texts.keys()):
        raise ReportError(f"{path} lacks {len(absent)} coded sentences (the first is number {absent[0]}); use the data that were coded")
    return texts


def join(row: StandOff, texts: dict[int, str]) -> Coded:
    """A stand-off report with its text put back: the date, then every sentence as a paragraph of its own."""
    text = "\n\n".join([row.published, *(texts[number] for number in row.sentence_ids)])
    acts = []
    for act in row.acts:
        try:
            trigger, condition = act["trigger"], act["condition"]
            wanted, found = trigger["text"], text[trigger["start"] : trigger["end"]]
            words = None if condition is None else text[condition[0] : condition[1]]
        except (KeyError, IndexError, TypeError) as fault:
            raise ReportError(f"{row.id}: an act has no trigger or condition as the stand-off form wants them ({fault!r})") from fault
        if wanted != found:
            raise ReportError(f"{row.id}: wanted the trigger {wanted!r} and found {found!r}; the source is not the text that was coded")
        acts.append({**act, "condition": words})
    return Coded(id=row.id, published=row.published, text=text, sentences=row.sentences, acts=acts, parties=row.parties)


def write(reports: Iterable[Coded], out: Path) -> tuple[int, int]:
    """Write `text/` and `acts/` under `out`; says how many reports and acts were written."""
    (out / "text").mkdir(parents=True, exist_ok=True)
    (out / "acts").mkdir(parents=True, exist_ok=True)
    count = acts = 0
    for report in reports:
        gold = msgspec.structs.asdict(report)
        del gold["text"]
        (out / "text" / f"{report.id}.txt").write_text(report.text, encoding="utf-8", newline="")
        (out / "acts" / f"{report.id}.json").write_bytes(msgspec.json.encode(gold))
        count, acts = count + 1, acts + len(report.acts)
    return count, acts


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path, metavar="OUT_DIR")
    ask.add_argument("--only", choices=NAMES, help="write these reports alone")
    ask.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds data/raw (default: %(default)s)")
    given = ask.parse_args(arguments)
    try:
        reports = [report for name in NAMES if given.only in (None, name) for report in load_reports(name, given.shared)]
        count, acts = write(reports, given.out)
    except (ReportError, OSError) as fault:
        raise SystemExit(f"error: {fault}") from fault
    print(f"{count} reports, {acts} acts: {given.out}")


if __name__ == "__main__":
    main()
