"""Everybody met in one report: who a short name, a role or "the two sides" means (codebook, section 4)."""

from __future__ import annotations

from msgspec import Struct

from verbale.coding.nouns import NATIONAL, Described, Nouns
from verbale.coding.sides import BODIES
from verbale.coding.syntax import Syntax

JOINT = frozenset("side country party nation government state neighbor neighbour rival delegation enemy foe".split())
STATES = frozenset("country nation state government capital".split())
PERSONS = frozenset("leader president man minister official premier negotiator diplomat".split())
GROUPS = frozenset("group movement organization organisation agency alliance bloc faction militia".split())


class Known(Struct):
    """Somebody met in the report: name, country, sector, head word, whether a person, the role word, and whether many."""

    name: str
    country: str
    sector: str
    head: int
    person: bool
    role: str
    plural: bool


class Register:
    """All that the report's noun phrases say of parties, in text order."""

    def __init__(self, syntax: Syntax, nouns: Nouns, text: str, met: list[Known]) -> None:
        self.syntax, self.words, self.nouns, self.text = syntax, syntax.words, nouns, text
        self.met = sorted(met, key=lambda k: k.head)
        self._shares: dict[str, float] = {}

    def pair(self, i: int, lemma: str) -> tuple[Known, ...]:
        """Whom "the two sides" means: the last two names joined by "and", else the last two of different countries."""
        joined = self._joined(i) if lemma in JOINT else ()
        if joined:
            return joined
        persons = lemma in PERSONS
        chosen: list[Known] = []
        for known in reversed([k for k in self.met if k.head < i]):
            unfit = (persons and (known.plural or not known.person)) or known.country in BODIES or known.sector == "JRN"
            if known.country and not unfit and all(k.country != known.country for k in chosen):
                chosen.append(known)
            if len(chosen) == 2:
                return tuple(self._as_state(k) if lemma in STATES else k for k in reversed(chosen))
        return self.pair(i, "side") if persons else ()

    def _as_state(self, known: Known) -> Known:
        name = self.state(known.country)
        return Known(name, known.country, "GOV", known.head, False, "", False) if name else known

    def _joined(self, i: int) -> tuple[Known, ...]:
        """The last two names joined by "and" ("Norland and Ostania") before word `i`, in this sentence or the three before."""
        for known in reversed([k for k in self.met if k.head < i and self.words[i].sentence - self.words[k.head].sentence <= 3]):
            linked = [k for k in self.met if k.head in self.syntax.of(known.head, "conj") and k.head < i]
            fit = known.country and not known.person and self.syntax.case(known.head) != "by"
            if (
                fit
                and linked
                and not linked[0].person
                and linked[0].country
                and (linked[0].country, linked[0].sector) != (known.country, known.sector)
            ):
                return (known, linked[0])
        return ()

    def fuller(self, name: str) -> Known | None:
        """Another mention of the same person with more words; its country and sector, and those of all its mentions."""
        mine = name.split(" ")
        best: Known | None = None
        for known in self.met:
            if not known.person or not known.name or (not known.country and known.name == name):
                continue
            theirs = known.name.split(" ")
            if (
                mine == theirs
                or (set(mine) <= set(theirs) and mine[-1] in theirs)
                or (len(mine) == 1 and mine[0].lower() == theirs[-1].lower())
            ) and (best is None or (bool(known.country), len(theirs)) > (bool(best.country), len(best.name.split(" ")))):
                best = known
        return best

    def own_bearer(self, i: int, d: Described) -> Known | None:
        """For a bare surname: the person whom this report itself names in full; it goes before a well-known bearer of the name."""
        found = self.nouns.found.get(i)
        if found is None or found.form != "surname":
            return None
        last = self.words[i].text.lower()
        for known in self.met:
            parts = known.name.split(" ")
            bears = known.person and len(parts) > 1 and last in (parts[-1].lower(), parts[0].lower())
            if bears and known.name != found.known.name and known.name in self.text:
                return known
        return None

    def holder(self, i: int, d: Described) -> Known | None:
        """Who holds the role "the minister": the apposition's name, or the last named person with that role (and country)."""
        named = [c for p in ("of", "for") for n in self.syntax.oblique(i, p) for c in self.syntax.of(n, "appos")]
        for other in named + self.syntax.of(i, "appos") + ([self.words[i].head] if self.syntax.rel(i) == "appos" else []):
            o = self.nouns.described(other)
            if o.kind == "person" and o.named:
                full = self.fuller(o.name)
                return full or Known(o.name, o.country, o.sector, other, True, d.role, False)
        beside = self._beside(i)
        if beside:
            return self.fuller(beside) or Known(beside, d.country, d.sector, i, True, d.role, False)
        definite = (
            any(self.words[c].text.lower() in ("the", "this", "that") for c in self.syntax.of(i, "det"))
            or bool(self.syntax.possessor(i))
            or d.country
        )
        if not definite or not d.role:
            return None
        for known in reversed(self.met):
            same = known.role.split(" ")[-1:] == d.role.split(" ")[-1:]
            if (
                known.person
                and known.name != d.name
                and known.head != i
                and same
                and known.name[:1].isupper()
                and (not d.country or d.country == known.country)
            ) and (known.head < i or d.country):
                return known
        return None

    def _beside(self, i: int) -> str:
        """The name between commas after a role ("the foreign minister of Sorvia, Imre Tolland, said"), however the parser hung it."""
        comma = next((k for k in range(i + 1, min(i + 6, len(self.words))) if self.words[k].text == ","), None)
        if comma is None or any(self.words[k].upos == "VERB" for k in range(i, comma)):
            return ""
        last = comma + 1
        while last < len(self.words) and self.words[last].upos == "PROPN":
            last += 1
        closed = last < len(self.words) and (self.words[last].text == "," or self.words[last].upos in ("VERB", "AUX"))
        known = [self.nouns.found[k].form for k in range(comma, last) if k in self.nouns.found]
        if not 3 <= last - comma <= 5 or not closed or any(form != "person" for form in known):
            return ""
        return self.text[self.words[comma + 1].start : self.words[last - 1].end]

    def again(self, i: int, d: Described) -> Known | None:
        """An earlier group of the same kind with a country ("rebels" after "Darfur rebels"); for "the group", the last body named."""
        lemma = self.words[i].lemma
        definite = any(self.words[c].text.lower() in ("the", "this", "its", "their") for c in self.syntax.children[i])
        if lemma in GROUPS and definite and not d.country:
            for known in reversed(self.met):
                if (known.head < i and not known.person and known.sector not in ("", "GOV", "CVL")) or (
                    known.head < i and known.country in ("IGO", "UNO", "NGO", "EUR")
                ):
                    return known
        for known in reversed(self.met):
            if (
                known.head < i
                and not known.person
                and known.country
                and self.words[known.head].lemma == lemma
                and (not d.country or d.country == known.country)
            ):
                return known
        return None

    def _share(self, country: str) -> float:
        """The share of a state in all the report's mentions of states."""
        if not self._shares:
            counts: dict[str, int] = {}
            for k, found in self.nouns.found.items():
                if self.nouns.first_of[k] == k and found.known.country and found.known.country not in BODIES:
                    counts[found.known.country] = counts.get(found.known.country, 0) + 1
            total = sum(counts.values()) or 1
            self._shares = {c: n / total for c, n in counts.items()}
        return self._shares.get(country, 0.0)

    def state(self, country: str) -> str:
        """The usual name of a state that the report names in some form, by its code; "" where it does not."""
        forms = (f.known.name for f in self.nouns.found.values() if f.known.country == country and f.form in NATIONAL and f.form != "seat")
        return next(forms, "")

    def topic(self, i: int) -> str:
        """The state spoken of where a role has none of its own: near in the text, often named, by a place or capital first."""
        sentence = self.words[i].sentence
        best, score = "", -99.0
        for k, found in self.nouns.found.items():
            if self.nouns.first_of[k] != k or found.known.country in BODIES or not found.known.country or found.known.sector == "JRN":
                continue
            gap = sentence - self.words[k].sentence
            if gap < 0 or (gap == 0 and k > i + 12):
                continue
            near = {"region": 1.5, "capital": 1.0, "name": 0.8, "adjective": 0.6}.get(found.form, 0.0)
            value = near - 0.6 * gap + (0.4 if gap == 0 and k < i else 0.0) + 4.0 * self._share(found.known.country)
            if value > score:
                best, score = found.known.country, value
        return best
