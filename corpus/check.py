"""Check the coded reports: the whole corpus, or files that a coder is at work on.

    python corpus/check.py                        # the corpus: faults, counts, wording shared with other texts
    python corpus/check.py --doubts               # also what a coder should look at again
    python corpus/check.py --data DIR             # the data kit is elsewhere
    python corpus/check.py draft/*.codes          # drafts: each sentence with its acts, faults and doubts
    python corpus/check.py --brief draft/*.codes  # drafts: faults, doubts and counts alone

A draft is NAME.codes (`corpus/notation.py`) beside NAME.txt. Without the data kit the real reports are checked as far as that goes without
their text, and the comparison with other texts is left out; the output says so. Exit status 1: there are faults; 2: something cannot be
read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

# Run as a file, Python finds only this folder: the package is its parent's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.load import DATA, SPLITS, load_second, read_rows, with_text
from corpus.notation import read_codes
from corpus.records import Act, Role, Row
from corpus.rules import doubts, faults
from corpus.variety import ALLOWED, GRAM, kit_texts, shared_wording
from verbale.errors import ReportError


def check_corpus(data: Path, with_doubts: bool) -> Iterator[str]:
    """What is wrong in the corpus, one line each; prints counts and, `with_doubts`, doubts."""
    by_split = {split: read_rows(split) for split in SPLITS}
    there = data.is_dir()
    seen: dict[str, str] = {}
    for split, stored in by_split.items():
        rows = [with_text(row, data) for row in stored if there or row.invented]
        unread = "" if there else f"; {len(stored) - len(rows)} real reports not checked: no data kit at {data}"
        print(f"{split}: {_counts(rows)}{unread}")
        for row in rows:
            yield from (f"{row.id}: {fault}" for fault in faults(row))
            for doubt in doubts(row) if with_doubts else ():
                print(f"look: {row.id}: {doubt}")
        for row in stored:
            if row.id in seen:
                yield f"{row.id}: stands in {seen[row.id]} and in {split}"
            seen[row.id] = split
            if bool(row.text) != row.invented:
                yield f"{row.id}: wanted its text or its source, and not both"
    twice = load_second(with_text(row, data) for rows in by_split.values() for row in rows if there or row.invented)
    print(f"coded a second time: {_counts(twice)}")
    for row in twice:
        yield from (f"{row.id}, second coding: {fault}" for fault in faults(row))
    if not there:
        print(f"wording not compared with other texts: no data kit at {data}")
        return
    texts = {row.id: row.text for rows in by_split.values() for row in rows if row.text}
    found = shared_wording(texts, kit_texts(data.parent))
    longest = found[0][0] if found else 0
    print(f"wording: {len(found)} stretches of {GRAM} words or more in common with a text of {data.parent}, the longest of {longest}")
    for length, name, other, said in found:
        if length > ALLOWED:
            yield f"{name}: {length} words in common with {other}: {said!r}"


def check_drafts(paths: Sequence[Path], brief: bool) -> Iterator[str]:
    """What is wrong in drafts, one line each; prints each report as it is understood, unless `brief`, and its doubts."""
    rows = []
    for path in paths:
        row, found = read_draft(path)
        rows.append(row)
        if not brief:
            print("\n".join(show(row)))
        print(f"{row.id}: {_counts([row])}")
        for doubt in doubts(row):
            print(f"  look: {doubt}")
        for fault in [*found, *faults(row)]:
            print(f"  FAULT {fault}")
            yield f"{row.id}: {fault}"
    if len(rows) > 1:
        print(_counts(rows))
        for field in ("type", "status"):
            print(dict(Counter(getattr(act, field) for row in rows for act in row.acts).most_common()))


def read_draft(path: Path) -> tuple[Row, list[str]]:
    """The row of a draft, from NAME.codes and NAME.txt, and what is wrong with its notation."""
    codes = path.with_suffix(".codes")
    try:
        # Not read_text, which would turn "\r\n" into one character and move the offsets.
        text = codes.with_suffix(".txt").read_bytes().decode("utf-8")
        return read_codes(codes.stem, text, codes.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ReportError(f"cannot read the draft {codes} with its .txt ({fault}); give NAME.codes beside NAME.txt, in UTF-8") from fault


def _counts(rows: Sequence[Row]) -> str:
    acts = [act for row in rows for act in row.acts]
    parts = [
        f"{len(rows)} reports",
        f"{sum(len(row.sentences) for row in rows)} sentences",
        f"{len(acts)} acts",
        f"{sum(act.status == 'negated' for act in acts)} negated",
        f"{sum(act.status == 'conditional' for act in acts)} conditional",
        f"{sum(act.condition is not None for act in acts)} with a condition",
        f"{sum(bool(act.speakers) for act in acts)} with a speaker",
        f"{sum(len(row.mentions) for row in rows)} mentions",
        f"{sum(len(row.attributions) for row in rows)} attributions",
    ]
    return ", ".join(parts)


def show(row: Row) -> Iterator[str]:
    """A report sentence by sentence, each act in words, for reading against the text."""
    for at, (start, end) in enumerate(row.sentences):
        yield f"\n@{at} {row.text[start:end]}"
        yield from ("   " + _act(row, act) for act in row.acts if act.sentence == at)


def _act(row: Row, act: Act) -> str:
    text = row.text

    def names(roles: Sequence[Role]) -> str:
        return " + ".join(_role(row, role) for role in roles) or "-"

    said = f"{act.id} [{text[slice(*act.trigger)]}] {act.type}{'/' + act.mode if act.mode else ''} {act.status}"
    said += f": {names(act.actors)} -> {names(act.recipients)}; by {names(act.speakers)}"
    if act.within:
        said += f" in {act.within}"
    told = {"about": act.about, "if": act.condition, "where": act.where, "when": act.when and act.when.words}
    said += "".join(f"; {name}: {text[slice(*span)]}" for name, span in told.items() if span is not None)
    return said + (f" = {act.when.value}" if act.when is not None else "")


def _role(row: Row, role: Role) -> str:
    name = row.parties[role.key].name if role.key in row.parties else role.key
    words = "" if role.words is None else row.text[slice(*role.words)]
    return name if words in ("", name) else f'{name} "{words}"'


def main(arguments: Sequence[str] | None = None) -> int:
    ask = argparse.ArgumentParser(prog="python corpus/check.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("drafts", type=Path, nargs="*", metavar="NAME.codes", help="drafts to check instead of the corpus")
    ask.add_argument("--brief", action="store_true", help="of drafts: faults, doubts and counts alone")
    ask.add_argument("--doubts", action="store_true", help="of the corpus: also what a coder should look at again")
    ask.add_argument("--data", type=Path, default=DATA, help="the folder of the data kit (default: %(default)s)")
    given = ask.parse_args(arguments)
    try:
        if given.drafts:
            found = list(check_drafts(given.drafts, given.brief))
        else:
            found = list(check_corpus(given.data, given.doubts))
            print("\n".join(f"FAULT {fault}" for fault in found) or "no faults")
    except ReportError as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
