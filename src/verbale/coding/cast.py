"""Who is who in a report: pronouns, short names, roles and "the two sides" resolved to parties (codebook, section 4)."""

from __future__ import annotations

from verbale.codebook.parties import Parties
from verbale.coding.antecedents import PLURAL, PRONOUNS, Antecedents
from verbale.coding.nouns import Described, Nouns
from verbale.coding.register import Known, Register
from verbale.coding.sides import BODIES, Side, lowered
from verbale.coding.syntax import RELATIVE, Syntax
from verbale.records import Party, Span

SIDES = frozenset(
    "side country party nation government leader president state neighbor neighbour rival capital man minister enemy delegation"
    " official foe power negotiator premier diplomat".split()
)
"""Nouns that mean parties named before, where two or both of them are spoken of."""
QUANTITIES = frozenset(
    "thousand hundred dozen ten million score number some many several one first most half majority all handful rest".split()
)
"""Words that count those after "of" ("thousands of demonstrators")."""
DUAL = frozenset({"two", "both", "three"})
DEEP = 30
"""Phrases looked into at once, after which no further one is; no sentence of news goes so deep."""
RESIDENT = frozenset("GOV MIL COP JUD LEG SPY OPP REB PRM PTY CVL LAB EDU SOC".split())
"""Sectors whose unqualified roles ("the army", "rebels") belong to the state that the report speaks of."""


WIDER = {"european": "EUR", "international": "IGO", "world": "IGO", "global": "IGO", "multinational": "IGO"}
"""Words before parties that belong to no one state, with the code of the body that they stand for."""
WIDE = frozenset("western foreign arab african asian latin neighboring neighbouring".split())
"""The same before several parties ("Arab leaders"), where no body stands for them."""
DOCUMENTS = frozenset("statement report resolution communique letter survey study declaration editorial website memo".split())
"""Words that stand for whoever issued them."""
STATES = frozenset("country nation state government power".split())
"""Several of these are not those of the state that the report speaks of."""


class Cast:
    """Resolves noun heads of one reading to parties. `resolve` gives all parties that a phrase names, coordination included."""

    def __init__(self, syntax: Syntax, parties: Parties, text: str, year: int | None) -> None:
        self.syntax, self.words, self.text = syntax, syntax.words, text
        self.nouns = Nouns(syntax, parties, text, year)
        self._homes: dict[int, dict[str, int]] = {}
        for mention in syntax.reading.mentions:
            found = self.nouns.found.get(mention.home)
            if found is not None and found.known.country:
                codes = self._homes.setdefault(mention.entity, {})
                codes[found.known.country] = codes.get(found.known.country, 0) + 1
        self._busy: set[int] = set()
        met: list[Known] = []
        for i, word in enumerate(self.words):
            if word.upos in ("NOUN", "PROPN") and syntax.rel(i) not in ("flat", "compound", "goeswith"):
                d = self.nouns.described(i)
                if d.kind in ("person", "state", "body", "people") and (d.named or d.role):
                    country, sector = self._attached(i, d)
                    role = d.role or next((self.nouns.described(c).role for c in syntax.of(i, "appos")), "")
                    met.append(Known(d.name, country, sector, i, d.kind == "person", role, d.plural))
        self.register = Register(syntax, self.nouns, text, met)
        self.antecedents = Antecedents(syntax, self.nouns)

    def _attached(self, i: int, d: Described) -> tuple[str, str]:
        """Country and sector by the words themselves, then by what hangs on them: apposition, possessor, "of/for/in" phrases."""
        country, sector = d.country, d.sector
        if (country and sector) or len(self._busy) > DEEP:
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
            near = self.syntax.possessor(i) + [
                c for p in ("of", "for", "in", "from", "at", "to") for c in self.syntax.oblique(i, p) if not d.first <= c < d.last
            ]
            for other in near:
                o = self.nouns.described(other)
                if o.kind and other not in self._busy and other != i:
                    self._busy.add(other)
                    c, s = self._attached(other, o)
                    self._busy.discard(other)
                    country = country or c
                    if d.role and not sector and o.kind != "place":
                        sector = s
        return country, sector

    def resolve(self, i: int, depth: int = 0) -> tuple[Side, ...]:
        """The parties that the phrase with head `i` names, with those coordinated with it; () where it names none."""
        found: list[Side] = []
        _first, last = self.nouns.core(i)
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

    def bare(self, i: int) -> Side:
        """The phrase with head `i` as a party by its own words, where nothing else is known of it."""
        d = self.nouns.described(i)
        first, last = self.nouns.core(i)
        while first < i and self.words[first].upos in ("DET", "PUNCT"):
            first += 1
        span = Span(self.words[first].start, self.words[last - 1].end)
        words = self.text[span.start : span.end]
        country, sector = self._attached(i, d)
        return Side(Party(words, d.name or words, country or self._home(i), sector), i, span)

    def _home(self, i: int) -> str:
        """The code of the state or body to which the reader takes the party with head `i` to belong; "" where it sees none."""
        mention = self.nouns.mention.get(i)
        if mention is None:
            return ""
        codes = self._homes.get(mention.entity)
        return max(codes, key=codes.__getitem__) if codes else ""

    def _named_elsewhere(self, i: int, d: Described, depth: int) -> Party | None:
        """The person or body that the reader takes the phrase to mean, by the nearest mention with a name, earlier ones first."""
        for head in sorted(self.antecedents.alike(i), key=lambda head: (head > i, abs(head - i))):
            other = self.nouns.described(head)
            alike = other.kind == ("person" if d.kind == "person" else "body")
            if other.named and alike and (not d.country or other.country in ("", d.country)):
                sides = self.single(head, depth + 1)
                if len(sides) == 1:
                    return sides[0].party
        return None

    def _single(self, i: int, depth: int) -> tuple[Side, ...]:
        word = self.words[i]
        plain = lowered(word.text)
        if (word.upos == "PRON" and plain != "US") or plain in PRONOUNS or (plain in ("both", "each") and word.upos == "DET"):
            return self._pronoun(i, plain, depth)
        d = self.nouns.described(i)
        if word.lemma.lower() in DOCUMENTS:
            issuer = self._issuer(i, depth)
            if issuer:
                return issuer
        if word.lemma.lower() in QUANTITIES:
            counted = self.syntax.oblique(i, "of")
            if counted:
                return self.single(counted[0], depth + 1)
        if word.lemma.lower() in SIDES and self._dual(i, d) and not d.country:
            pair = self.register.pair(i, word.lemma.lower())
            if pair:
                span = Span(self.words[d.first].start, self.words[i].end)
                return tuple(Side(Party(self.text[span.start : span.end], k.name, k.country, k.sector), i, span) for k in pair)
            if word.lemma.lower() in ("side", "party"):
                return ()
        if not d.kind or d.kind == "place":
            if d.kind == "place" and (
                d.country or (word.upos == "PROPN" and word.deprel in ("nsubj", "obj", "iobj", "conj", "nmod:poss", "obl:agent"))
            ):
                return (self._side(i, d, d.name, d.country, ""),)
            return ()
        adjectives = self._coordinated_adjectives(i, d)
        if adjectives:
            return adjectives
        country, sector = self._attached(i, d)
        name = d.name
        bodies = self._from_bodies(i, d) if d.plural and not d.named and not d.country else ()
        if bodies:
            return bodies
        own = self.register.own_bearer(i, d) if d.kind == "person" and d.named else None
        if own is not None:
            name, country, sector = own.name, own.country or country, own.sector or sector
        elif d.kind == "person" and d.named:
            full = self.register.fuller(name)
            if full is not None:
                name, country, sector = full.name, country or full.country, sector or full.sector
        elif d.kind == "person":
            holder = self.register.holder(i, d)
            if holder is not None:
                name, country, sector = holder.name, country or holder.country, holder.sector or sector
        elif not d.named:
            again = self.register.again(i, d)
            if again is not None:
                name, country, sector = again.name, country or again.country, sector or again.sector
        namesake = self._named_elsewhere(i, d, depth) if name == d.name and not d.named and not d.plural else None
        if namesake is not None:
            name, country, sector = namesake.name, d.country or namesake.country or country, namesake.sector or sector
        country = country or self._home(i)
        before = {self.words[k].text.lower() for k in range(d.first, i)}
        country = country or next((code for word, code in WIDER.items() if word in before), "")
        strange = d.plural and (word.lemma.lower() in STATES or not before.isdisjoint(WIDE))
        resident = sector in RESIDENT or d.kind == "person" or (d.role and not sector)
        if not d.named and namesake is None and not country and resident and not strange:
            country = self.register.topic(i)
        if country and not d.plural and not d.named and d.last - d.first <= 2 and word.lemma.lower() in ("government", "regime", "country"):
            name, sector = self.register.state(country) or name, "GOV"
        if d.kind == "body" and not d.named and not d.role:
            return ()
        if d.kind == "body" and not sector and not country and not d.named and namesake is None:
            return ()
        if d.role and not sector and d.kind == "person":
            sector = "GOV" if country else ""
        return (self._side(i, d, name, country, sector),)

    def _issuer(self, i: int, depth: int) -> tuple[Side, ...]:
        """Whose document it is: "Norland's statement", "its statement", "a UN report", "a statement by Norland"."""
        bodies = [d for c in self.syntax.of(i, "compound") if (d := self.nouns.described(c)).kind == "body" or d.country in BODIES]
        near = self.syntax.possessor(i) + [d.head for d in bodies]
        near += [c for p in ("by", "from") for c in self.syntax.oblique(i, p)]
        return next((sides for c in near if (sides := self.resolve(c, depth + 1))), ())

    def _side(self, i: int, d: Described, name: str, country: str, sector: str) -> Side:
        span = Span(self.words[d.first].start, self.words[d.last - 1].end)
        return Side(Party(self.text[span.start : span.end], name, country, sector), i, span)

    def _dual(self, i: int, d: Described) -> bool:
        below = [self.words[c] for c in self.syntax.children[i]]
        if not any(w.text.lower() in ("the", "both", "these", "those") for w in below):
            return False
        return d.plural and (
            any(w.text.lower() in DUAL for w in below)
            or (self.words[i].lemma in ("side", "party", "delegation") and any(w.text.lower() == "the" for w in below))
        )

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
                return tuple(
                    Side(
                        Party(self.text[span.start : span.end], f"{b.name} {self.words[i].text}", b.country, d.sector or b.sector), i, span
                    )
                    for b in bodies
                )
        return ()

    def _pronoun(self, i: int, pronoun: str, depth: int) -> tuple[Side, ...]:
        span = Span(self.words[i].start, self.words[i].end)
        if pronoun in ("both", "each"):
            return tuple(Side(Party(self.words[i].text, k.name, k.country, k.sector), i, span) for k in self.register.pair(i, "side"))
        antecedent = self.antecedents.of(i, pronoun)
        if antecedent is None:
            return ()
        sides = self.resolve(antecedent, depth + 1) if pronoun in PLURAL else self.single(antecedent, depth + 1)
        if pronoun in RELATIVE:
            return sides
        return tuple(Side(Party(self.words[i].text, s.party.name, s.party.country, s.party.sector), i, span) for s in sides)
