"""From drafts to the corpus, and back: so that a report can be added, or one in the corpus mended.

    python -m corpus.pack out DRAFTS [NAME …]        # write the named reports (all, where none is named) as drafts
    python corpus/check.py DRAFTS/*.codes            # mend them until clean
    python -m corpus.pack in DRAFTS --split train    # put them (back) into the corpus
    python -m corpus.pack in DRAFTS --second         # they are second codings, made without a look at the first

A draft is NAME.txt with NAME.codes (`corpus/notation.py`) and, for a real report, NAME.source, the pointer to its text. A report that is in
the corpus stays in its split; `--split` is for new ones. A draft with faults stops the whole before anything is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from corpus.check import read_draft
from corpus.load import DATA, HERE, SECOND, SPLITS, read_rows, with_text
from corpus.notation import write_codes
from corpus.records import Row
from corpus.rules import faults
from corpus.sources import Pointer, digest
from verbale.errors import ReportError


def write_drafts(rows: Sequence[Row], folder: Path) -> None:
    """Write rows that have their text as drafts."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        (folder / f"{row.id}.txt").write_text(row.text, encoding="utf-8", newline="")
        (folder / f"{row.id}.codes").write_text(write_codes(row), encoding="utf-8")
        if row.source is not None:
            (folder / f"{row.id}.source").write_bytes(msgspec.json.encode(row.source))


def read_drafts(folder: Path) -> list[Row]:
    """The rows of a folder of drafts by name, those of real reports without their text. `ReportError` says what is wrong with which."""
    paths = sorted(folder.glob("*.codes"))
    if not paths:
        raise ReportError(f"no drafts (NAME.codes) in {folder}; give the folder that has them")
    rows, wrong = [], []
    for path in paths:
        row, found = read_draft(path)
        wrong += [f"{row.id}: {fault}" for fault in [*found, *faults(row)]]
        rows.append(_pointed(row, path.with_suffix(".source")))
    if wrong:
        raise ReportError("\n  ".join([f"{len(wrong)} faults; mend them (python corpus/check.py says more), nothing was written:", *wrong]))
    return rows


def _pointed(row: Row, path: Path) -> Row:
    """A row of a real report with its source in the place of its text."""
    if not path.exists():
        return row
    try:
        source = msgspec.json.decode(path.read_bytes(), type=Pointer)
    except (OSError, msgspec.MsgspecError) as fault:
        raise ReportError(f"{path}: wanted where a report's text stands (source, document, sentences), but {fault}; correct it") from fault
    source = msgspec.structs.replace(source, digest=digest(row.text))
    return msgspec.structs.replace(row, text="", source=source)


def put_in(rows: Sequence[Row], split: str, folder: Path = HERE) -> dict[str, int]:
    """Put rows into the files of the corpus: into the split that has them, new ones into `split`; says how many went where.

    The files are ordered by the reports' ids.

    Raises:
        ReportError: a real report comes without its source, or with another text; nothing was written.
    """
    names = (SECOND,) if split == SECOND else SPLITS
    held = {name: {row.id: row for row in read_rows(name, folder)} if (folder / f"{name}.jsonl").exists() else {} for name in names}
    counts = dict.fromkeys(names, 0)
    for row in rows:
        home = next((name for name in names if row.id in held[name]), split)
        before = held[home].get(row.id)
        if before is not None and before.source is not None:
            if row.source is None:
                raise ReportError(f"{row.id} is a real report, whose text the corpus never holds: its draft needs the file {row.id}.source")
            if row.source.digest != before.source.digest:
                raise ReportError(f"the text of {row.id} is not the one that its source has: leave {row.id}.txt as it was written")
        held[home][row.id] = row
        counts[home] += 1
    for name, found in held.items():
        lines = [msgspec.json.encode(found[id]) for id in sorted(found)]
        path = folder / f"{name}.jsonl"
        half = path.with_suffix(".part")
        half.write_bytes(b"".join(line + b"\n" for line in lines))
        half.replace(path)
    return counts


def second_only(rows: Sequence[Row], folder: Path = HERE) -> list[Row]:
    """Second codings as they are kept: without text and source, which their first codings have. `ReportError` where there is no first."""
    first = {row.id for name in SPLITS for row in read_rows(name, folder)}
    if absent := [row.id for row in rows if row.id not in first]:
        raise ReportError(f"no first coding of {', '.join(absent)} is in the corpus; put that in before")
    return [msgspec.structs.replace(row, text="", source=None) for row in rows]


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(prog="python -m corpus.pack", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = ask.add_subparsers(dest="way", required=True)
    out = ways.add_parser("out", help="from the corpus to drafts")
    out.add_argument("folder", type=Path, metavar="DRAFTS")
    out.add_argument("names", nargs="*", metavar="NAME", help="the reports to write (default: all)")
    out.add_argument("--data", type=Path, default=DATA, help="the folder of the data kit (default: %(default)s)")
    back = ways.add_parser("in", help="from drafts to the corpus")
    back.add_argument("folder", type=Path, metavar="DRAFTS")
    where = back.add_mutually_exclusive_group()
    where.add_argument("--split", choices=SPLITS, default="train", help="where new reports go (default: %(default)s)")
    where.add_argument("--second", action="store_true", help="they are second codings")
    given = ask.parse_args(arguments)
    try:
        if given.way == "out":
            rows = [row for split in SPLITS for row in read_rows(split) if not given.names or row.id in given.names]
            if absent := sorted(set(given.names) - {row.id for row in rows}):
                raise ReportError(f"no report {absent[0]!r} in the corpus")
            write_drafts([with_text(row, given.data) for row in rows], given.folder)
            print(f"{len(rows)} reports: {given.folder}")
        else:
            rows = read_drafts(given.folder)
            counts = put_in(second_only(rows) if given.second else rows, SECOND if given.second else given.split)
            print(", ".join(f"{count} in {name}.jsonl" for name, count in counts.items() if count))
    except (ReportError, OSError) as fault:
        raise SystemExit(f"error: {fault}") from fault


if __name__ == "__main__":
    main()
