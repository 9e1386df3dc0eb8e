"""Load the coded reports: the invented ones as they stand, and the real ones joined with their text.

`train.jsonl`, `dev.jsonl` and `test.jsonl` hold one report a line (`corpus.records.Row`), `second.jsonl` second codings of some of them. A
real report stands off: its row keeps where the text is to be found and what is coded in it (offsets and codes), and never the text, which
is read from the data kit (docs/training.md says where anybody gets it).

    python -m corpus.load OUT                    # all reports
    python -m corpus.load OUT --split dev        # one split
    python -m corpus.load OUT --only invented    # without the data kit

writes OUT/text/NAME.txt and OUT/acts/NAME.json, in the form of the gold files with the layers that those lack, and for second codings
OUT/second/NAME.json. `shared/tools/score_acts.py OUT/acts PREDICTED` scores against them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from corpus.records import Row, gold
from corpus.sources import digest, source_text
from verbale.errors import ReportError

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
SPLITS = ("train", "dev", "test")
SECOND = "second"
KINDS = ("invented", "real")


def read_rows(split: str, folder: Path = HERE) -> list[Row]:
    """The rows of `folder/SPLIT.jsonl` in file order, without the texts of real reports. Raises `ReportError` for what cannot be read.

    >>> len(read_rows("dev")) > 20
    True
    """
    path = folder / f"{split}.jsonl"
    try:
        lines = path.read_bytes().splitlines()
    except OSError as fault:
        raise ReportError(f"cannot read {path}: {fault.strerror or fault}; restore it from the repository") from fault
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(msgspec.json.decode(line, type=Row))
        except msgspec.MsgspecError as fault:
            raise ReportError(f"{path}, line {number}: wanted one coded report, but {fault}; correct the line") from fault
    return rows


def with_text(row: Row, data: Path = DATA) -> Row:
    """The row with its text. `data` is the folder of the data kit, which only real reports need.

    Raises `ReportError` where the kit is missing, or where its text is not the one that was coded.
    """
    if row.source is None:
        if not row.text:
            raise ReportError(f"{row.id} has neither text nor source; restore its row from the repository")
        return row
    text = source_text(row.source, row.published, data)
    if digest(text) != row.source.digest:
        raise ReportError(f"{row.id}: its text in {data} is not the one that was coded; use the data that docs/training.md names")
    return msgspec.structs.replace(row, text=text)


def load_reports(*splits: str, only: str | None = None, data: Path = DATA, folder: Path = HERE) -> list[Row]:
    """The reports of the named splits (all three where none is named) with their texts; `only` is "invented" or "real".

    >>> load_reports("dev", only="invented")[0].text.splitlines()[0] != ""
    True
    """
    for name in splits:
        if name not in SPLITS:
            raise ReportError(f"there is no split {name!r}: ask for {', '.join(SPLITS)}")
    rows = [row for split in splits or SPLITS for row in read_rows(split, folder)]
    return [with_text(row, data) for row in rows if only in (None, row.kind)]


def load_second(first: Iterable[Row], folder: Path = HERE) -> list[Row]:
    """The second codings of reports that are among `first`, whose texts they take."""
    texts = {row.id: row.text for row in first}
    return [msgspec.structs.replace(row, text=texts[row.id]) for row in read_rows(SECOND, folder) if row.id in texts]


def write(reports: Iterable[Row], out: Path, folder: str = "acts") -> tuple[int, int]:
    """Write `text/` and the codes under `out`; says how many reports and acts were written."""
    for name in ("text", folder):
        (out / name).mkdir(parents=True, exist_ok=True)
    count = acts = 0
    for report in reports:
        (out / "text" / f"{report.id}.txt").write_text(report.text, encoding="utf-8", newline="")
        (out / folder / f"{report.id}.json").write_bytes(msgspec.json.encode(gold(report)))
        count, acts = count + 1, acts + len(report.acts)
    return count, acts


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(prog="python -m corpus.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path, metavar="OUT")
    ask.add_argument("--split", choices=SPLITS, help="write this split alone")
    ask.add_argument("--only", choices=KINDS, help="write these reports alone")
    ask.add_argument("--data", type=Path, default=DATA, help="the folder of the data kit (default: %(default)s)")
    given = ask.parse_args(arguments)
    try:
        reports = load_reports(*([given.split] if given.split else []), only=given.only, data=given.data)
        count, acts = write(reports, given.out)
        twice, _ = write(load_second(reports), given.out, "second")
    except (ReportError, OSError) as fault:
        raise SystemExit(f"error: {fault}") from fault
    print(f"{count} reports, {acts} acts, {twice} of the reports coded a second time: {given.out}")


if __name__ == "__main__":
    main()
