"""Texts to measure on: the project's own coded reports, each time with other parties, so that no cache has seen the names."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from corpus.load import load_reports
from corpus.records import Row
from verbale.codebook.parties import Parties, load_parties
from verbale.codebook.sources import ENTRIES, read_yaml

FORMS = {"name": "names", "capital": "capitals", "adjective": "adjectives", "demonym": "demonyms"}
"""Forms of a state that are swapped, with the field that lists them."""
CAPITALIZED = re.compile(r"[A-Z][a-z]+")
LOWER = re.compile(r"\b[a-z]+\b")


class Sample(Struct, frozen=True):
    """A report to read: its text, its publication date, and how many sentences its body has."""

    text: str
    published: date
    sentences: int


class State(Struct, frozen=True):
    """A state's words, by form."""

    code: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]

    def form(self, kind: str) -> tuple[str, ...]:
        """Its words of a form, at least one."""
        found: tuple[str, ...] = getattr(self, FORMS[kind])
        return found or self.names


def samples(least: int, seed: int) -> list[Sample]:
    """At least `least` sentences of invented reports, cycled, with parties swapped at random; the same seed gives the same texts."""
    rng = random.Random(seed)
    rows = load_reports("train", only="invented")
    swap = Swap(rows, load_parties(), _states())
    found: list[Sample] = []
    count = 0
    while count < least:
        for row in rows:
            if count < least:
                found.append(Sample(swap.text(row, rng), date.fromisoformat(row.published), len(row.sentences)))
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


class Swap:
    """Puts other parties into reports: another state for each state, in the same form, and an invented name for each person."""

    def __init__(self, rows: Sequence[Row], parties: Parties, states: Mapping[str, State]) -> None:
        self._parties = parties
        self._states = states
        self._common = frozenset(word for row in rows for word in LOWER.findall(row.text))

    def text(self, row: Row, rng: random.Random) -> str:
        """The report's text with its parties swapped, the same one always by the same one."""
        chosen: dict[str, State] = {}
        edits: list[tuple[int, int, str]] = []
        every = list(self._states.values())
        for found in self._parties.find(row.text):
            if found.form not in FORMS or found.known.country not in self._states:
                continue
            state = chosen.setdefault(found.known.country, rng.choice(every))
            words = rng.choice(state.form(found.form))
            edits.append((found.start, found.end, words.upper() if row.text[found.start : found.end].isupper() else words))
        taken = [(start, end) for start, end, _ in edits]
        for word in self._persons(row):
            name = _invented(rng)
            for match in re.finditer(rf"\b{word}\b", row.text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    edits.append((match.start(), match.end(), name))
        text = row.text
        for start, end, words in sorted(edits, reverse=True):
            text = text[:start] + words + text[end:]
        return text

    def _persons(self, row: Row) -> list[str]:
        """The words of the names of people: capitalized, two or three, and none that is a word of the language or of a known party."""
        found: set[str] = set()
        for party in row.parties.values():
            words = party.name.split()
            if len(words) in (2, 3) and all(CAPITALIZED.fullmatch(w) and w.lower() not in self._common for w in words):
                found.update(w for w in words if not self._parties.find(w))
        return sorted(found)


def _states() -> dict[str, State]:
    rows = read_yaml(ENTRIES / "parties" / "states.yaml")
    return {
        row["code"]: State(
            row["code"],
            (row["name"],),
            *(tuple(row.get(field, ())) for field in ("capitals", "adjectives", "demonyms")),
        )
        for row in rows
    }


def _invented(rng: random.Random) -> str:
    """A name that nobody has: two or three syllables.

    >>> _invented(random.Random(1))
    'Pandor'
    """

    def syllable() -> str:
        return rng.choice("bdfghklmnprstvz") + rng.choice("aeiou") + rng.choice(("", "l", "n", "r", "s", "v"))

    return "".join(syllable() for _ in range(rng.randint(2, 3))).capitalize()
