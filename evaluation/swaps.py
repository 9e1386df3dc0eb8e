"""Even-handedness, tried: the same reports with other parties in them should be coded as well.

    python -m evaluation swaps                    # the gold reports, ../shared/gold
    python -m evaluation swaps --corpus test      # the project's own coded reports
    python -m evaluation swaps --draws 9 --json

In each draw every state becomes another one, in the same form of its name (name, capital, adjective, demonym, region, government building);
a person whom the codebook knows becomes one whom it knows of the new state; other people get invented names; groups and organizations keep
their names. The acts coded by hand change with the text. Printed: F1 as the reports are, over all draws, and the difference in points.
Exit status 2: what was asked for is not there.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from corpus.load import DATA, SPLITS
from evaluation.acts import GOLD, Case, code_cases, load_corpus, load_folder
from evaluation.scoring import LEVELS, Act, Coded, Party, Trigger, score_report, scored, total
from verbale.codebook.parties import Found, Known, Parties, load_parties
from verbale.codebook.sources import ENTRIES, read_yaml
from verbale.errors import VerbaleError

FORMS = {
    "name": "names", "capital": "capitals", "adjective": "adjectives", "demonym": "demonyms", "region": "regions", "seat": "seats",
}  # fmt: skip
"""Forms of a state that are swapped, with the field of `State` that lists them."""
CAPITALIZED = re.compile(r"[A-Z][a-z]+")
LOWER = re.compile(r"\b[a-z]+\b")


class State(Struct, frozen=True):
    """A state's words, by form."""

    code: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    regions: tuple[str, ...]
    seats: tuple[str, ...]

    def form(self, kind: str) -> tuple[str, ...]:
        """Its words of a form, at least one."""
        found: tuple[str, ...] = getattr(self, FORMS[kind])
        return found or self.names


class Edit(Struct, frozen=True, order=True):
    """A stretch `[start, end)` of a text, and the words that take its place."""

    start: int
    end: int
    words: str


class Swap:
    """Other parties for one report, the same one always for the same one. `names` are all names of its parties, `common` words that no name
    consists of, `year` that of the report."""

    def __init__(self, names: Iterable[str], common: frozenset[str], year: int | None, rng: random.Random) -> None:
        self._known, self._states, self._people, self._rng, self._year = load_parties(), states(), people(), rng, year
        self.codes: dict[str, str] = {}
        """The new country code of each state met."""
        self._words: dict[tuple[str, str], str] = {}
        self._full: dict[str, Known] = {}
        self._persons = {word: _invented(rng) for word in _unknown_words(names, common, self._known)}

    def edits(self, text: str) -> list[Edit]:
        """What is replaced in a text, in order, without overlaps."""
        found: list[Edit] = []
        taken: list[tuple[int, int]] = []
        known = self._known.find(text, self._year)
        self._full |= {f.known.name.split()[-1]: f.known for f in known if f.form == "person"}
        for f in known:
            taken.append((f.start, f.end))
            words = text[f.start : f.end]
            # a bare surname is that of whom the report names in full, not of a better known bearer
            whom = self._full.get(words, f.known) if f.form == "surname" else f.known
            other = self._person(whom.name, whom.country, f.form) if f.form in ("person", "surname") else self._place(f, words)
            if other is not None:
                found.append(Edit(f.start, f.end, other.upper() if words.isupper() and len(words) > 3 else other))
        for word, name in self._persons.items():
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    found.append(Edit(match.start(), match.end(), name))
        return sorted(found)

    def text(self, text: str) -> str:
        """A text with other parties."""
        return applied(text, self.edits(text))

    def party(self, p: Party) -> Party:
        """A party with its new name and country. One of a name of its own ("Hamas") keeps both, as it does in the text."""
        name, text = self.text(p.name), self.text(p.text)
        found = self._known.find(name, self._year) if name == p.name else []
        own = any(f.form == "name" and f.known.country == p.country and f.end - f.start == len(name) for f in found)
        return structs.replace(p, name=name, text=text, country=p.country if own else self.codes.get(p.country, p.country))

    def _state(self, code: str) -> State:
        if code not in self.codes:
            peopled = bool(self._living(code))
            free = [c for c in self._states if c not in self.codes.values() and c != code and bool(self._living(c)) == peopled]
            self.codes[code] = self._rng.choice(free)
        return self._states[self.codes[code]]

    def _place(self, found: Found, words: str) -> str | None:
        if found.form not in FORMS or found.known.country not in self._states:
            return None
        if found.form == "name" and found.known.name != self._states[found.known.country].names[0]:
            return None  # an organization or group of its own name
        key = (found.form, words.lower())
        if key not in self._words:
            self._words[key] = self._rng.choice(self._state(found.known.country).form(found.form))
        return self._words[key]

    def _person(self, name: str, country: str, form: str) -> str | None:
        if country not in self._states:
            return None
        key = ("person", name)
        if key not in self._words:
            self._state(country)
            living = self._living(self.codes[country])
            self._words[key] = self._rng.choice(living) if living else f"{_invented(self._rng)} {_invented(self._rng)}"
        return self._words[key] if form == "person" else self._words[key].split()[-1]

    def _living(self, country: str) -> list[str]:
        """Those of a state whom the codebook knows, of the report's time."""
        year = self._year
        return [name for name, code, since, until in self._people if code == country and (year is None or since - 3 <= year <= until + 3)]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits that are in order."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def swapped(case: Case, common: frozenset[str], rng: random.Random) -> Case:
    """A case with other parties in its text and in its acts by hand."""
    year = case.published.year if case.published else None
    named = {p.name for act in case.gold.acts for p in (*act.actors, *act.recipients, *act.speakers)}
    swap = Swap(sorted(named), common, year, rng)
    edits = swap.edits(case.text)
    starts = [e.start for e in edits]
    grown = [0]
    for e in edits:
        grown.append(grown[-1] + len(e.words) - (e.end - e.start))

    def moved(at: int, opening: bool) -> int:
        n = bisect_right(starts, at if opening else at - 1)
        if n and at < edits[n - 1].end and at > edits[n - 1].start:
            return edits[n - 1].start + grown[n - 1] + (0 if opening else len(edits[n - 1].words))
        if n and opening and at == edits[n - 1].start:
            return at + grown[n - 1]
        return at + grown[n]

    def act(a: Act) -> Act:
        return structs.replace(
            a, trigger=Trigger(moved(a.trigger.start, True), moved(a.trigger.end, False)), actors=tuple(map(swap.party, a.actors)),
            recipients=tuple(map(swap.party, a.recipients)), speakers=tuple(map(swap.party, a.speakers)),
        )  # fmt: skip

    sentences = tuple((moved(start, True), moved(end, False)) for start, end in case.gold.sentences)
    return Case(Coded(case.gold.id, sentences, tuple(map(act, case.gold.acts))), case.published, applied(case.text, edits))


@cache
def states() -> Mapping[str, State]:
    """All states that have words of every common form, by code."""
    found = {}
    for row in read_yaml(ENTRIES / "parties" / "states.yaml"):
        fields = (tuple(row.get(field, ())) for field in ("capitals", "adjectives", "demonyms", "regions"))
        found[row["code"]] = State(row["code"], (row["name"],), *fields, tuple(seat["form"] for seat in row.get("seats", ())))
    return found


@cache
def people() -> Sequence[tuple[str, str, int, int]]:
    """Name, country and years of the people whom the codebook knows by name and surname."""
    rows = read_yaml(ENTRIES / "parties" / "people.yaml")
    return [(r["name"], r["country"], int(r["from"]), int(r["to"])) for r in rows if r.get("surname") == r["name"].split()[-1]]


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that texts write small: none of them is a name."""
    return frozenset(word for text in texts for word in LOWER.findall(text))


def _unknown_words(names: Iterable[str], common: frozenset[str], parties: Parties) -> list[str]:
    """The words of the names of people: capitalized, two or three, and none that is a word of the language or of a known party."""
    found: set[str] = set()
    for name in names:
        words = [] if parties.find(name) else name.split()
        if len(words) in (2, 3) and all(CAPITALIZED.fullmatch(w) and w.lower() not in common for w in words):
            found.update(w for w in words if not parties.find(w))
    return sorted(found)


def _invented(rng: random.Random) -> str:
    """A name that nobody has: two or three syllables.

    >>> _invented(random.Random(1))
    'Pandor'
    """

    def syllable() -> str:
        return rng.choice("bdfghklmnprstvz") + rng.choice("aeiou") + rng.choice(("", "l", "n", "r", "s", "v"))

    return "".join(syllable() for _ in range(rng.randint(2, 3))).capitalize()


class Row(Struct, frozen=True):
    """F1 in per cent of one level: as the reports are, the mean over draws, and the least and the most of a draw."""

    level: str
    as_is: float
    swapped: float
    least: float
    most: float

    @property
    def difference(self) -> float:
        return self.swapped - self.as_is


def measured(cases: Sequence[Case], draws: int, seed: int = 1) -> list[Row]:
    """One row a level."""
    common = common_words(case.text for case in cases)
    rng = random.Random(seed)

    def scores(some: Sequence[Case]) -> dict[str, float]:
        found = [score_report(case.gold, tuple(map(scored, record.acts))) for case, record in zip(some, code_cases(some), strict=True)]
        return {level: total(found, level).f1 for level in LEVELS}

    before = scores(cases)
    after = [scores([swapped(case, common, rng) for case in cases]) for _ in range(draws)]
    rows = []
    for level in LEVELS:
        values = [one[level] for one in after]
        rows.append(Row(level, *(round(x, 1) for x in (before[level], sum(values) / draws, min(values), max(values)))))
    return rows


def main(arguments: Sequence[str]) -> None:
    ask = argparse.ArgumentParser(
        prog="python -m evaluation swaps", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--gold", type=Path, metavar="DIR", help=f"folder of reports coded by hand (default: {GOLD})")
    ask.add_argument("--corpus", choices=SPLITS, help="a split of the project's own coded reports instead")
    ask.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the folder of the data kit (default: %(default)s)")
    ask.add_argument("--draws", type=int, default=5, help="how often other parties are drawn (default: %(default)s)")
    ask.add_argument("--json", action="store_true", help="print the same figures as JSON")
    args = ask.parse_args(arguments)
    if args.draws < 1:
        ask.error(f"--draws {args.draws}: wanted 1 or more")
    try:
        cases = load_corpus(args.corpus, data=args.data) if args.corpus else load_folder(args.gold or GOLD, None)
        rows = measured(cases, args.draws)
    except VerbaleError as fault:
        print(f"evaluation swaps: {fault}", file=sys.stderr)
        raise SystemExit(2) from None
    if args.json:
        print(msgspec.json.encode({"f1_with_other_parties": rows}).decode())
        return
    print(f"{'F1':8}{'as is':>8}{'swapped':>9}{'least':>8}{'most':>8}{'change':>8}")
    for row in rows:
        print(f"{row.level:8}{row.as_is:8.1f}{row.swapped:9.1f}{row.least:8.1f}{row.most:8.1f}{row.difference:+8.1f}")
