"""Count and compare what the corpus holds, for its card (corpus/README.md) and the tests.

    python -m corpus.measure                # write corpus/figures.json (needs the data kit)
    python -m corpus.measure --data DIR     # the data kit is elsewhere

Counts by split, type, status and context; agreement between first and second codings, by the measures of `evaluation/scoring.py`; how
varied the invented reports are beside real ones (`corpus/variety.py`), and what wording they share with texts of the data kit.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from corpus.load import DATA, HERE, KINDS, SPLITS, load_reports, load_second
from corpus.records import Row, gold
from corpus.rules import doubts
from corpus.sources import read_source
from corpus.variety import (
    GRAM,
    closest,
    different,
    frequent_verbs,
    kit_texts,
    returning,
    shared_wording,
    trigger_words,
    type_token,
    words,
)
from evaluation.scoring import Act, Coded, score_report
from evaluation.tables import measure
from verbale.errors import ReportError

FIGURES = HERE / "figures.json"
SAMPLE = 500
"""Acts among which different triggers are counted."""
VERBS = 300
"""Most frequent verb forms of real news that are looked for in the invented reports."""


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """What a set of reports holds; words are those of the bodies."""
    acts = [act for row in rows for act in row.acts]
    return {
        "reports": len(rows),
        "sentences": sum(len(row.sentences) for row in rows),
        "words": sum(len(row.text[start:end].split()) for row in rows for start, end in row.sentences),
        "acts": len(acts),
        "negated": sum(act.status == "negated" for act in acts),
        "conditional": sum(act.status == "conditional" for act in acts),
        "conditions": sum(act.condition is not None for act in acts),
        "acts with a speaker": sum(bool(act.speakers) for act in acts),
        "acts within another": sum(act.within is not None for act in acts),
        "parties": sum(len(row.parties) for row in rows),
        "mentions": sum(len(row.mentions) for row in rows),
        "attributions": sum(len(row.attributions) for row in rows),
    }


def tallies(rows: Sequence[Row], field: str) -> dict[str, int]:
    """How many acts have each value of a field, most frequent first; of contexts, every one counts."""
    found: Counter[str] = Counter()
    for row in rows:
        for act in row.acts:
            value = getattr(act, field)
            found.update(value if isinstance(value, tuple) else [value])
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def spread(rows: Sequence[Row], field: str) -> dict[str, int]:
    """How many reports there are of each value of a field; of dates, of each decade."""
    values = [f"{getattr(row, field)[:3]}0s" if field == "published" else getattr(row, field) for row in rows]
    return dict(sorted(Counter(values).items(), key=lambda item: (0 if field == "published" else -item[1], item[0])))


def agreement(first: Sequence[Row], second: Sequence[Row]) -> dict[str, Any]:
    """The second codings scored against the first, as `python -m evaluation acts --by-type --json` prints it."""
    by_id = {row.id: row for row in first}
    pairs = [(_scored(by_id[row.id]), _scored(row)) for row in second]
    scores = [score_report(one, other.acts) for one, other in pairs]
    found = msgspec.json.decode(msgspec.json.encode(measure([one for one, _ in pairs], scores, by_type=True)))
    return {name: value for name, value in found.items() if name not in ("beside_other_coders", "sides", "side_gaps")}


def agreements(first: Sequence[Row], second: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """`agreement` over all reports coded twice, and over those of each kind."""
    kinds = {row.id: row.kind for row in first}
    apart = {kind: [row for row in second if kinds[row.id] == kind] for kind in KINDS}
    return {name: agreement(first, rows) for name, rows in ({"all": list(second)} | apart).items() if rows}


def _scored(row: Row) -> Coded:
    return Coded(row.id, row.sentences, msgspec.convert(gold(row)["acts"], tuple[Act, ...]))


def variety(invented: Sequence[Row], real: Sequence[Row], data: Path) -> dict[str, Any]:
    """The invented reports beside the real ones and as much running text of the Voice of America."""
    texts = {row.id: row.text for row in invented}
    length = sum(len(words(text)) for text in texts.values())
    news, taken = {}, 0
    block: list[str] = []
    # The file marks no borders of reports; blocks of the invented reports' mean length stand for them.
    for text in read_source("voa", data)[""].values():
        block.append(text)
        if sum(len(words(part)) for part in block) >= length / len(texts):
            news[str(len(news))] = "\n\n".join(block)
            taken += len(words(news[str(len(news) - 1)]))
            block = []
        if taken >= length:
            break
    verbs = frequent_verbs(data / "raw" / "voa_gmb.jsonl.gz", VERBS)
    one, two, share = closest(texts)
    held = {word for text in texts.values() for word in words(text)}
    return {
        "words compared": {"invented": length, "voa": taken},
        "returning phrases": {"invented": returning(texts), "voa": returning(news)},
        "closest two": {"invented": share, "voa": closest(news)[2], "which": [one, two]},
        "type-token ratio": {"invented": type_token(texts.values()), "voa": type_token(news.values())},
        "different triggers": {
            "invented": different(trigger_words(invented), SAMPLE),
            "real": different(trigger_words(real), SAMPLE),
        },
        "frequent verbs": {"invented": sum(verb in held for verb in verbs), "of": len(verbs)},
    }


def measured(data: Path) -> dict[str, Any]:
    """Every figure of the card."""
    by_split = {split: load_reports(split, data=data) for split in SPLITS}
    every = [row for rows in by_split.values() for row in rows]
    by_kind = {kind: [row for row in every if row.kind == kind] for kind in KINDS}
    second = load_second(every)
    texts = {row.id: row.text for row in by_kind["invented"]}
    shared = shared_wording(texts, kit_texts(data.parent))
    return {
        "counts": {"all": counts(every)} | {name: counts(rows) for name, rows in (by_kind | by_split).items()},
        "types": {"all": tallies(every, "type")} | {split: tallies(rows, "type") for split, rows in by_split.items()},
        "statuses": tallies(every, "status"),
        "contexts": tallies(every, "contexts"),
        "manners": spread(every, "manner"),
        "decades": spread(every, "published"),
        "doubts": sum(len(doubts(row)) for row in every),
        "second": {"reports": len(second), "acts": sum(len(row.acts) for row in second)},
        "agreement": agreements(every, second),
        "variety": variety(by_kind["invented"], by_kind["real"], data),
        "shared wording": {"gram": GRAM, "stretches": len(shared), "longest": shared[0][0] if shared else 0},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(
        prog="python -m corpus.measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--data", type=Path, default=DATA, help="the folder of the data kit (default: %(default)s)")
    given = ask.parse_args(arguments)
    try:
        found = measured(given.data)
    except (ReportError, OSError) as fault:
        raise SystemExit(f"error: {fault}") from fault
    FIGURES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(found["counts"]["all"], indent=1))


if __name__ == "__main__":
    main()
