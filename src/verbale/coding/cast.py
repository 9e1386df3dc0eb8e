"""Who is who in a report: pronouns, short names, roles and "the two sides" resolved to parties (codebook, section 4)."""

from __future__ import annotations

from msgspec import Struct

from verbale.codebook.parties import Parties
from verbale.coding.nouns import Described, Nouns
from verbale.coding.syntax import Syntax
from verbale.records import Party, Span

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THINGS = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "we", "us", "our"})
SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "ours", "mine"})
SIDES = frozenset({"side", "country", "party", "nation", "government", "leader", "president", "state", "neighbor", "neighbour", "rival", "capital", "man",
                   "minister", "enemy", "delegation", "official", "foe", "power", "negotiator", "premier", "diplomat"})  # fmt: skip
DUAL = frozenset({"two", "both", "three"})
RESIDENT = frozenset("GOV MIL COP JUD LEG SPY OPP REB PRM PTY CVL LAB EDU SOC".split())
"""Sectors whose unqualified roles ("the army", "rebels") belong to the state that the report speaks of."""


BODIES = frozenset("UNO IGO EUR NGO MNC IMG".split())
"""Codes that stand in a country's place; bodies are seldom one of "the two sides"."""


SPEECH = frozenset("say add tell note warn urge stress insist explain describe call accuse deny announce state argue claim reiterate reply respond".split())
"""Verbs whose pronoun subject most often goes on with the speaker before."""


class Side(Struct, frozen=True):
    """A party in one place: the record, the head word (-1 for parties meant by "the two sides"), and its stretch of text."""

    party: Party
    head: int
    span: Span | None


class Known(Struct):
    """Somebody met in the report: the fullest name, country, sector, and where."""

    name: str
    country: str
    sector: str
    head: int
    person: bool
    role: str
    plural: bool


class Cast:
    """Resolves noun heads of one reading to parties. `resolve` gives all parties that a phrase names, coordination included."""

    def __init__(self, syntax: Syntax, parties: Parties, text: str, year: int | None) -> None:
        self.syntax, self.words, self.text = syntax, syntax.words, text
        self.nouns = Nouns(syntax, parties, text, year)
        self.met: list[Known] = []
        self._resolved: dict[tuple[int, int], tuple[Side, ...]] = {}
        self._busy: set[int] = set()
        self._shares: dict[str, float] = {}
        self.entity = {m.head: m.entity for m in syntax.reading.mentions}
        self.members: dict[int, list[int]] = {}
        for m in syntax.reading.mentions:
            self.members.setdefault(m.entity, []).append(m.head)
        for i, word in enumerate(self.words):
            if word.upos in ("NOUN", "PROPN") and syntax.rel(i) not in ("flat", "compound", "goeswith"):
                self._meet(i)
        self.met.sort(key=lambda k: k.head)

    def _meet(self, i: int) -> None:
        d = self.nouns.described(i)
        if d.kind in ("person", "state", "body", "people") and (d.named or d.role):
            country, sector = self._attached(i, d)
            self.met.append(Known(d.name, country, sector, i, d.kind == "person", d.role, d.plural))

    def _attached(self, i: int, d: Described) -> tuple[str, str]:
        """Country and sector by the words themselves, then by what hangs on them: apposition, possessor, "of/for/in" phrases."""
        country, sector = d.country, d.sector
        if country and sector:
            return country, sector
        linked = self.syntax.of(i, "appos") + ([self.words[i].head] if self.syntax.rel(i) == "appos" else [])
        if self.syntax.rel(i) == "nsubj" and self.syntax.of(self.words[i].head, "cop"):
            linked.append(self.words[i].head)
        for other in linked:
            o = self.nouns.described(other)
            if o.kind in ("person", "people", "body") and other not in self._busy:
                self._busy.add(other)
                c, s = self._attached(other, o)
                self._busy.discard(other)
                country, sector = country or c, sector or s
        if not country or not sector:
            near = self.syntax.possessor(i) + [c for p in ("of", "for", "in", "from", "at", "to") for c in self.syntax.oblique(i, p) if not d.first <= c < d.last]
            for other in near:
                o = self.nouns.described(other)
                if o.kind and other not in self._busy and other != i:
                    self._busy.add(other)
                    c, s = self._attached(other, o)
                    self._busy.discard(other)
                    country = country or c
                    if o.kind in ("body", "people") and d.role and not sector:
                        sector = s
                    elif o.kind in ("state", "person") and d.role and not sector:
                        sector = s
        return country, sector

    def resolve(self, i: int, depth: int = 0) -> tuple[Side, ...]:
        """The parties that the phrase with head `i` names, with those coordinated with it; () where it names none."""
        found: list[Side] = []
        first, last = self.nouns.core(i)
        heads = self.syntax.conjuncts(i)
        # "the rivals Norland and Ostania": the second name hangs on the first, not on the noun
        heads += [c for k in range(i + 1, last) for c in self.syntax.of(k, "conj")]
        for head in heads:
            if head == i or self.words[head].upos in ("NOUN", "PROPN", "PRON"):
                for side in self.single(head, depth):
                    if all(s.party.name != side.party.name or s.party.country != side.party.country for s in found):
                        found.append(side)
        return tuple(found)

    def single(self, i: int, depth: int = 0) -> tuple[Side, ...]:
        """As `resolve`, without coordination."""
        if depth > 4 or i in self._busy:
            return ()
        self._busy.add(i)
        try:
            return self._single(i, depth)
        finally:
            self._busy.discard(i)

    def _single(self, i: int, depth: int) -> tuple[Side, ...]:
        word = self.words[i]
        lowered = word.text.lower()
        if word.upos == "PRON" or lowered in PERSONAL | THINGS | PLURAL:
            return self._pronoun(i, lowered, depth)
        d = self.nouns.described(i)
        if word.lemma.lower() in SIDES and self._dual(i, d) and not d.country:
            pair = self._pair(i, word.lemma.lower())
            if pair:
                return pair
            if word.lemma.lower() in ("side", "party"):
                return ()
        if not d.kind or d.kind == "place":
            if d.kind == "place" and (d.country or (word.upos == "PROPN" and word.deprel in ("nsubj", "obj", "iobj", "conj", "nmod:poss", "obl:agent"))):
                return (self._side(i, d, d.name, d.country, ""),)
            if word.upos in ("NOUN", "ADJ") and word.lemma in ("other", "each") and self.syntax.rel(i) in ("obj", "obl"):
                return ()
            return ()
        adjectives = self._coordinated_adjectives(i, d)
        if adjectives:
            return adjectives
        country, sector = self._attached(i, d)
        name = d.name
        bodies = self._from_bodies(i, d) if d.plural and not d.named and not d.country else ()
        if bodies:
            return bodies
        own = self._own_bearer(i, d) if d.kind == "person" and d.named else None
        if own is not None:
            name, country, sector = own.name, own.country or country, own.sector or sector
        elif d.kind == "person" and d.named:
            full = self._fuller(name, i)
            if full is not None:
                name, country, sector = full.name, country or full.country, sector or full.sector
        elif d.kind == "person":
            holder = self._holder(i, d)
            if holder is not None:
                name, country, sector = holder.name, country or holder.country, holder.sector or sector
        elif not d.named:
            again = self._again(i, d)
            if again is not None:
                name, country, sector = again.name, country or again.country, sector or again.sector
        if not d.named and not country and (sector in RESIDENT or d.kind == "person" or (d.role and not sector)):
            country = self._topic(i)
        if d.kind == "body" and not d.named and not d.role:
            return ()
        if d.kind == "body" and not sector and not country and not d.named:
            return ()
        if d.role and not sector and d.kind == "person":
            sector = "GOV" if country else ""
        return (self._side(i, d, name, country, sector),)

    def _side(self, i: int, d: Described, name: str, country: str, sector: str) -> Side:
        span = Span(self.words[d.first].start, self.words[d.last - 1].end)
        return Side(Party(self.text[span.start : span.end], name, country, sector), i, span)

    def _dual(self, i: int, d: Described) -> bool:
        below = [self.words[c] for c in self.syntax.children[i]]
        return d.plural and (any(w.text.lower() in DUAL for w in below) or (self.words[i].lemma in ("side", "party", "delegation") and any(w.text.lower() == "the" for w in below)))

    def _pair(self, i: int, lemma: str) -> tuple[Side, ...]:
        """The last two parties of different countries (persons for "the two leaders")."""
        if lemma in ("side", "country", "party", "nation", "government", "state", "neighbor", "neighbour", "rival", "delegation", "enemy", "foe"):
            joined = self._joined(i)
            if joined:
                return joined
        persons = lemma in ("leader", "president", "man", "minister", "official", "premier", "negotiator", "diplomat")
        chosen: list[Known] = []
        for known in reversed([k for k in self.met if k.head < i]):
            if known.plural and persons:
                continue
            if (persons and not known.person) or not known.country or known.country in BODIES or known.sector == "JRN":
                continue
            if any(k.country == known.country for k in chosen):
                if not persons:
                    continue
                continue
            chosen.append(known)
            if len(chosen) == 2:
                break
        if len(chosen) < 2:
            return self._pair(i, "side") if persons else ()
        d = self.nouns.described(i)
        span = Span(self.words[d.first].start, self.words[i].end)
        words = self.text[span.start : span.end]
        return tuple(Side(Party(words, k.name, k.country, k.sector), i, span) for k in reversed(chosen))

    def _joined(self, i: int) -> tuple[Side, ...]:
        """The last two names joined by "and" ("Norland and Ostania") before word `i`, in this sentence or the three before."""
        for known in reversed([k for k in self.met if k.head < i and self.words[i].sentence - self.words[k.head].sentence <= 3]):
            linked = [k for k in self.met if k.head in self.syntax.of(known.head, "conj") and k.head < i]
            if known.country and not known.person and linked and linked[0].country and linked[0].country != known.country and not linked[0].person:
                pair = (known, linked[0])
                d = self.nouns.described(i)
                span = Span(self.words[d.first].start, self.words[i].end)
                return tuple(Side(Party(self.text[span.start : span.end], k.name, k.country, k.sector), i, span) for k in pair)
        return ()

    def _coordinated_adjectives(self, i: int, d: Described) -> tuple[Side, ...]:
        """ "Israeli and Palestinian officials": one party for each adjective."""
        states = [(n, c, f) for n, c, f in self.nouns.countries(i, d.first, i) if f in ("adjective", "name", "demonym")]
        linked = any(self.words[k].text.lower() in ("and", "-", "&") for k in range(d.first, i))
        if len({c for _, c, _ in states}) < 2 or not linked:
            return ()
        sides = []
        for n, c, _ in states:
            at = next(k for k in range(d.first, i) if k in self.nouns.found and self.nouns.found[k].known.name == n)
            span = Span(self.words[at].start, self.words[at].end)
            tail = self.words[i].text
            sides.append(Side(Party(self.text[span.start : span.end], f"{self.words[at].text} {tail}", c, d.sector or "GOV"), i, span))
        return tuple(sides)

    def _from_bodies(self, i: int, d: Described) -> tuple[Side, ...]:
        """ "officials from the United Nations and the African Union": one party for each body."""
        for other in (c for p in ("from", "of") for c in self.syntax.oblique(i, p)):
            heads = self.syntax.conjuncts(other)
            bodies = [self.nouns.described(h) for h in heads]
            if len(heads) > 1 and all(b.kind in ("state", "body") and b.country for b in bodies):
                span = Span(self.words[d.first].start, self.words[i].end)
                return tuple(Side(Party(self.text[span.start : span.end], f"{b.name} {self.words[i].text}", b.country, d.sector or b.sector), i, span) for b in bodies)
        return ()

    def _pronoun(self, i: int, lowered: str, depth: int) -> tuple[Side, ...]:
        if lowered in ("who", "which", "that", "whom", "whose"):
            antecedent = self.syntax.relative_antecedent(i)
            return self.resolve(antecedent, depth + 1) if antecedent != i else ()
        if lowered in ("both", "each"):
            return self._pair(i, "side")
        if lowered not in PERSONAL | THINGS | PLURAL:
            return ()
        speaker = self._said_by(i, lowered)
        if speaker is not None:
            return self._as(self.resolve(speaker, depth + 1), i, Span(self.words[i].start, self.words[i].end))
        entity = self.entity.get(i)
        span = Span(self.words[i].start, self.words[i].end)
        if entity is not None:
            for head in sorted((h for h in self.members[entity] if h < i and self.words[h].upos != "PRON"), reverse=True):
                d = self.nouns.described(head)
                if d.kind and self._agrees(lowered, d):
                    return self._as(self.resolve(head, depth + 1), i, span)
        return self._as(self._before(i, lowered, depth), i, span)

    def _said_by(self, i: int, lowered: str) -> int | None:
        """The subject of the saying whose content clause the pronoun is subject in: "Norland said it would …"."""
        at = self.words[i].head
        if at < 0 or self.syntax.rel(i) != "nsubj" or lowered in SPEAKER:
            return None
        for _ in range(6):
            above = self.words[at].head
            if above < 0 or self.syntax.rel(at) not in ("ccomp", "conj", "xcomp", "advcl", "parataxis"):
                return None
            if self.syntax.rel(at) == "ccomp" and self.words[above].upos == "VERB":
                subject = self.syntax._own_subject(above)
                if subject and subject[0] != i:
                    d = self.nouns.described(subject[0])
                    if d.kind and self._agrees(lowered, d) and not self.syntax.passive(above):
                        return subject[0]
                    if self.words[subject[0]].upos == "PRON":
                        return subject[0] if self.words[subject[0]].text.lower() == lowered else None
                    return None
            at = above
        return None

    def _agrees(self, lowered: str, d: Described) -> bool:
        if lowered in PERSONAL:
            return d.kind == "person"
        if lowered in THINGS:
            return d.kind in ("state", "body", "place") or (d.kind == "people" and not d.plural)
        return d.kind in ("people", "state", "body") or d.plural

    def _as(self, sides: tuple[Side, ...], i: int, span: Span) -> tuple[Side, ...]:
        words = self.words[i].text
        return tuple(Side(Party(words, s.party.name, s.party.country, s.party.sector), i, span) for s in sides)

    def _before(self, i: int, lowered: str, depth: int) -> tuple[Side, ...]:
        """The nearest earlier phrase that agrees: subjects of this and the two sentences before first, then any."""
        sentence = self.words[i].sentence
        speaks = self.syntax.rel(i) == "nsubj" and self.words[self.words[i].head].lemma in SPEECH
        best, score = None, -99.0
        above = set(self.syntax.ancestors(i))
        for h in range(max(0, i - 120), i):
            if self.words[h].upos not in ("NOUN", "PROPN") or self.syntax.rel(h) in ("flat", "compound") or h in above:
                continue
            gap = sentence - self.words[h].sentence
            if gap > 2:
                continue
            d = self.nouns.described(h)
            if not d.kind or not self._agrees(lowered, d) or d.kind == "place":
                continue
            said = speaks and self.syntax.rel(h) == "nsubj" and self.words[self.words[h].head].lemma in SPEECH
            value = -2.0 * gap - (i - h) / 60 + (2.5 if said else 0.0) + (1.5 if self.syntax.rel(h) == "nsubj" else 0.0) + (0.5 if d.named else 0.0)
            if value > score:
                best, score = h, value
        return self.resolve(best, depth + 1) if best is not None else ()

    def _fuller(self, name: str, i: int) -> Known | None:
        """Another mention of the same person with more words; its country and sector, and those of all its mentions."""
        mine = name.split(" ")
        best: Known | None = None
        for known in self.met:
            if not known.person or not known.name or not known.country and known.name == name:
                continue
            theirs = known.name.split(" ")
            if mine == theirs or (set(mine) <= set(theirs) and mine[-1] in theirs) or (len(mine) == 1 and mine[0].lower() == theirs[-1].lower()):
                if best is None or (bool(known.country), len(theirs)) > (bool(best.country), len(best.name.split(" "))):
                    best = known
        return best

    def _own_bearer(self, i: int, d: Described) -> Known | None:
        """For a bare surname: the person whom this report itself names in full; it goes before a well-known bearer of the name."""
        found = self.nouns.found.get(i)
        if found is None or found.form != "surname":
            return None
        last = self.words[i].text.lower()
        for known in self.met:
            parts = known.name.split(" ")
            if known.person and len(parts) > 1 and parts[-1].lower() == last and known.name != found.known.name and known.name in self.text:
                return known
        return None

    def _holder(self, i: int, d: Described) -> Known | None:
        """Who holds the role "the minister": the apposition's name, or the last named person with that role (and country)."""
        for other in self.syntax.of(i, "appos") + ([self.words[i].head] if self.syntax.rel(i) == "appos" else []):
            o = self.nouns.described(other)
            if o.kind == "person" and o.named:
                full = self._fuller(o.name, other)
                return full or Known(o.name, o.country, o.sector, other, True, d.role, False)
        definite = any(self.words[c].text.lower() in ("the", "this", "that") for c in self.syntax.of(i, "det")) or bool(self.syntax.possessor(i)) or d.country
        if not definite or not d.role:
            return None
        for known in reversed(self.met):
            same = known.role.split(" ")[-1:] == d.role.split(" ")[-1:]
            if known.person and known.name != d.name and known.head != i and same and known.name[:1].isupper() and (not d.country or d.country == known.country):
                if known.head < i or d.country:
                    return known
        return None

    def _again(self, i: int, d: Described) -> Known | None:
        """An earlier group of the same kind with a country ("rebels" after "Darfur rebels"); for "the group", the last body named."""
        lemma = self.words[i].lemma
        definite = any(self.words[c].text.lower() in ("the", "this", "its", "their") for c in self.syntax.children[i])
        if lemma in ("group", "movement", "organization", "organisation", "agency", "alliance", "bloc", "faction", "militia") and definite and not d.country:
            for known in reversed(self.met):
                if known.head < i and not known.person and known.sector not in ("", "GOV", "CVL") or (known.head < i and known.country in ("IGO", "UNO", "NGO", "EUR")):
                    return known
        for known in reversed(self.met):
            if known.head < i and not known.person and known.country and self.words[known.head].lemma == lemma and (not d.country or d.country == known.country):
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

    def _topic(self, i: int) -> str:
        """The state spoken of where a role has none of its own: the nearest before it in its sentence, else the last subject, else the first named."""
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
