"""Texts to measure on: the project's own coded reports, each time with other parties, so that no cache has seen the names."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from corpus.load import load_reports
from evaluation.swaps import Swap, common_words


class Sample(Struct, frozen=True):
    """A report to read: its text, its publication date, and how many sentences its body has."""

    text: str
    published: date
    sentences: int


def samples(least: int, seed: int) -> list[Sample]:
    """At least `least` sentences of invented reports, cycled, with parties swapped at random; the same seed gives the same texts."""
    rng = random.Random(seed)
    rows = load_reports("train", only="invented")
    common = common_words(row.text for row in rows)
    found: list[Sample] = []
    count = 0
    while count < least:
        for row in rows:
            if count < least:
                published = date.fromisoformat(row.published)
                swap = Swap((party.name for party in row.parties.values()), common, published.year, rng)
                found.append(Sample(swap.text(row.text), published, len(row.sentences)))
                count += len(row.sentences)
    return found


def words_of(reports: Sequence[Sample], count: int) -> str:
    """The paragraphs of reports until they hold `count` words, the last one cut there; as one report."""
    left = count
    kept: list[str] = []
    for sample in reports:
        for paragraph in sample.text.split("\n\n")[1 if kept else 0 :]:
            words = paragraph.split()
            kept.append(paragraph if len(words) <= left else " ".join(words[:left]))
            left -= min(len(words), left)
            if not left:
                return "\n\n".join(kept) + "\n"
    raise ValueError(f"the reports hold {count - left} words, wanted {count}; give more of them")
