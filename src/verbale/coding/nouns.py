"""Noun phrases as parties: what a phrase says of whom it names — name, country, sector — by its own words.

Codebook, section 4. What the words leave open (pronouns, short names, "the two sides") is settled by `cast`, over the report.
"""

from __future__ import annotations

import re

from msgspec import Struct

from verbale.codebook.parties import Found, Parties
from verbale.codebook.roles import Role
from verbale.coding.sides import lowered
from verbale.coding.syntax import Syntax
from verbale.reading import Mention

NATIONAL = ("name", "adjective", "demonym", "capital", "seat")
PARTICLES = frozenset("al el bin ibn abu de da di la le van von der den ben ul ur -".split())
GOVERNMENTS = frozenset("government administration cabinet regime leadership country nation state republic authorities authority".split())
GROUPS = frozenset(
    "group organization organisation movement faction party company body union alliance coalition agency force militia".split()
)
BARE = frozenset({"bank", "board", "power", "post", "guard", "crew", "artillery", "brigade", "battalion", "convoy"})
"""Role words that name a party only with a word before them ("central bank")."""
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "II", "III"})
CHAMBERS = frozenset({"House", "Senate", "Congressional"})
"""Capitalised words before a party's name that are no part of it."""
UNNAMED = frozenset("who which that it they he she we i you them him her us me".split())


class Described(Struct, frozen=True):
    """What one noun phrase says by its own words. `kind`: "state", "person", "body", "people" or "" for what is no party.

    `named` is true where the phrase gives a proper name; `role` is its role word ("minister"); `plural` its number.
    """

    head: int
    first: int
    last: int
    kind: str
    name: str
    country: str
    sector: str
    named: bool
    plural: bool
    role: str = ""


class Nouns:
    """Describes noun phrases of one reading; each head is described once."""

    def __init__(self, syntax: Syntax, parties: Parties, text: str, year: int | None) -> None:
        self.syntax, self.words, self.parties, self.text = syntax, syntax.words, parties, text
        starts = {word.start: i for i, word in enumerate(self.words)}
        self.found: dict[int, Found] = {}
        self.first_of: dict[int, int] = {}
        for found in parties.find(text, year):
            if found.form == "surname" and text[found.end : found.end + 4].lower() == " of ":
                continue
            at = starts.get(found.start)
            if at is None:
                continue
            end = at
            while end < len(self.words) and self.words[end].start < found.end:
                end += 1
            if self._part_of_other(found, at, end):
                continue
            for k in range(at, end):
                self.found[k], self.first_of[k] = found, at
        self.mention: dict[int, Mention] = {m.head: m for m in syntax.reading.mentions}
        self._known: dict[int, Described] = {}

    def _part_of_other(self, found: Found, at: int, end: int) -> bool:
        """Whether a known name is only part of another: "Henry" in "Henry Ramos", "Democratic Party" in "National Democratic Party"."""
        if found.form == "surname":
            after = end < len(self.words) and self.words[end].upos == "PROPN" and self.words[end].text not in SUFFIXES
            if after and self.syntax.rel(end) == "flat" and self.words[end].head in (at, end - 1):
                return True
            last = at - 1
            given = last >= 0 and self.words[last].upos == "PROPN" and last not in self.found
            joined = given and self.words[last].sentence == self.words[at].sentence and (
                (self.syntax.rel(last) == "flat" and self.words[last].head == at)
                or (self.syntax.rel(at) == "flat" and self.words[at].head == last)
            )  # fmt: skip
            return joined and self.parties.role([self.words[last].text.lower()]) is None
        if found.known.sector == "PTY" and at > 0:
            before = self.words[at - 1]
            opens = at == 1 or self.words[at - 2].sentence != before.sentence
            proper = before.upos == "PROPN" or before.tag == "NNP" or (before.upos == "ADJ" and not opens)
            named = before.text[:1].isupper() and proper and at - 1 not in self.found
            return named and at <= before.head < end and before.text not in CHAMBERS
        return False

    def described(self, head: int) -> Described:
        known = self._known.get(head)
        if known is None:
            known = self._known[head] = self._describe(head)
        return known

    def core(self, head: int) -> tuple[int, int]:
        """Words `[first, last)` of the phrase without what follows the name: determiner, modifiers, head, and the rest of the name."""
        last = head + 1
        while True:
            more = [c for c in range(last, min(last + 2, len(self.words))) if self._continues(c, head)]
            if not more and last == head + 1 and last + 2 < len(self.words) and self.words[last].text.lower() in ("of", "for"):
                # "Secretary of State Jane Doe" where the name hangs on the title
                more = [
                    c for c in range(last + 2, min(last + 4, len(self.words))) if self.words[c].upos == "PROPN" and self._continues(c, head)
                ]
            if not more:
                break
            last = more[0] + 1
        first = head
        below = set(self.syntax.subtree(head))
        while first > 0 and first - 1 in below and self._may_precede(first - 1):
            first -= 1
        while first < head and self.words[first].upos in ("CCONJ", "PUNCT", "ADP", "SCONJ"):
            first += 1
        if first in self.first_of and self.found[first].form == "name":
            first = min(first, self.first_of[first])
        if first > 0 and self.words[first - 1].text == "-" and first - 1 in below:
            while first > 0 and first - 1 in below:
                first -= 1
        return first, last

    def _may_precede(self, k: int) -> bool:
        word = self.words[k]
        if word.upos in ("PUNCT", "AUX", "ADV", "PRON", "INTJ") and word.deprel != "nmod:poss":
            return False
        if word.upos in ("ADP", "SCONJ"):
            return word.text.lower() in ("of", "for") and k > 0 and self.words[k - 1].upos in ("NOUN", "PROPN")
        return word.upos != "VERB" or word.tag in ("VBN", "VBG", "JJ")

    def _continues(self, c: int, head: int) -> bool:
        word = self.words[c]
        at, steps = c, 0
        while at != head and steps < 6:
            if self.syntax.rel(at) not in ("flat", "compound", "goeswith", "punct", "appos"):
                return False
            if self.syntax.rel(at) == "punct" and word.text not in ("-", ".", "'"):
                return False
            if self.syntax.rel(at) == "appos" and (self.words[at].upos != "PROPN" or self.words[c - 1].upos == "PUNCT"):
                return False
            at, steps = self.words[at].head, steps + 1
        return at == head

    def role_of(self, first: int, last: int) -> tuple[Role, int, int] | None:
        """The last role word inside `[first, last)` with its place."""
        for end in range(last, first, -1):
            lowered = [self.words[k].text.lower() for k in range(max(first, end - 4), end)]
            found = self.parties.role(lowered)
            if found is not None and found.word not in ("dr.", "dr"):
                size = len(found.word.split())
                return found, max(first, end - size), end
        return None

    def countries(self, head: int, first: int, last: int) -> list[tuple[str, str, str]]:
        """(name, country, form) of every state or body named before the head noun, in order."""
        found: list[tuple[str, str, str]] = []
        for k in range(first, last):
            f = self.found.get(k)
            if f is not None and self.first_of[k] == k and f.known.country:
                entry = (f.known.name, f.known.country, f.form)
                if entry not in found:
                    found.append(entry)
        return found

    def _describe(self, head: int) -> Described:
        words = self.words
        first, last = self.core(head)
        word = words[head]
        plural = word.tag in ("NNS", "NNPS")

        def made(kind: str, name: str = "", country: str = "", sector: str = "", named: bool = False, role: str = "") -> Described:
            return Described(head, first, last, kind, name, country, sector, named, plural, role)

        if word.upos == "PRON" or lowered(word.text) in UNNAMED:
            return made("")
        found = self.found.get(head) or next(
            (self.found[k] for k in range(head, last) if k in self.found and self.found[k].form in ("person", "surname")), None
        )
        role = self.role_of(first, last)
        if found is None and last - 1 > head and last - 1 in self.found and self.found[last - 1].form == "name":
            found = self.found[last - 1]
        if found is not None:
            known = found.known
            if found.form in ("person", "surname"):
                name = self.proper_name(head, first, last) if found.form == "person" else known.name
                return made("person", name or known.name, known.country, known.sector, True, role[0].word if role else "")
            covers = self.first_of.get(head, head)
            ends = max(k for k in range(covers, last) if self.found.get(k) is found) + 1 if head in self.found else last
            if (
                found.form in NATIONAL
                and known.sector in ("", "GOV", "LEG", "MIL")
                and ends >= last
                and (found.form != "adjective" or word.upos != "ADJ")
            ):
                people = found.form == "demonym" or (found.form == "adjective" and word.tag in ("NNS", "NNPS", "NNP"))
                counted = any(words[k].upos == "NUM" for k in range(first, head))
                name = word.text if people and plural else self._name(found)
                return made(
                    "people" if people and counted else "state",
                    name,
                    known.country,
                    "CVL" if people and counted else known.sector or "GOV",
                    True,
                )
            if found.form == "region" and ends >= last:
                return made("place", self.text[found.start : found.end], known.country, "", True)
            if found.form in NATIONAL and found.form != "adjective" and known.sector not in ("", "GOV") and ends >= last:
                return made("body", self._name(found), known.country, known.sector, True)
            if found.form in ("name", "adjective") and known.country and known.sector and ends >= last and known.sector != "GOV":
                return made("body", known.name, known.country, known.sector, True)
        proper = self.proper_name(head, first, last)
        around = self.countries(head, first, last)
        country = around[0][1] if around else ""
        if proper and role is not None and role[2] <= self._start_of(proper, first, last) and (role[0].person or role[0].title):
            return made("person", proper, country, role[0].sector, True, role[0].word)
        mention = self.mention.get(head)
        kind = mention.type if mention is not None else ""
        if (
            role is not None
            and role[2] == last
            and not (word.lemma in BARE and last - first < 2 + (self.words[first].upos in ("DET", "ADP", "PRON")))
        ):
            person = role[0].person and not plural
            body = " ".join(
                words[k].text
                for k in range(first, last)
                if words[k].upos not in ("DET", "PUNCT", "NUM") and words[k].text not in ("'s", "'")
            )
            if word.lemma in GOVERNMENTS and around:
                return made("state", around[0][0], country, "GOV", True, role[0].word)
            sector = role[0].sector or next(
                (self.found[k].known.sector for k in range(first, head) if k in self.found and self.found[k].form != "region"), ""
            )
            if not sector and country and role[0].word not in ("man", "woman"):
                sector = "GOV"
            return made("person" if person else "people", self.phrase(head, first, last) or body, country, sector, False, role[0].word)
        if found is not None and found.known.sector and found.form in ("name", "adjective", "seat"):
            return made("body", self.phrase(head, first, last), found.known.country, found.known.sector, True)
        if word.upos == "PROPN":
            if kind == "person":
                return made("person", proper or word.text, country, role[0].sector if role else "", True, role[0].word if role else "")
            if kind == "organization":
                return made("body", self.phrase(head, first, last), country, role[0].sector if role else "", True)
            if kind == "place":
                return made("place", proper or word.text, country, "", True)
        if (
            role is not None
            and role[2] < last
            and (kind in ("person", "organization") or word.lemma in GROUPS)
            and role[0].sector
            and not role[0].title
        ):
            return made("people", self.phrase(head, first, last), country, role[0].sector, False, role[0].word)
        if kind == "person":
            return made("people" if plural else "person", self.phrase(head, first, last), country, "CVL", False, word.lemma)
        if kind == "organization" or word.lemma in GROUPS:
            return made("body", self.phrase(head, first, last), country, "", False, word.lemma)
        return made("")

    def _name(self, found: Found) -> str:
        """The name of a known party; of a seat ("the White House") its own, since who sits there is not all of the state."""
        return " ".join(self.text[found.start : found.end].split()) if found.form == "seat" else found.known.name

    def phrase(self, head: int, first: int, last: int) -> str:
        """The phrase as a name: without determiner and number at its start, with states in their usual form left as written."""
        a = first
        while a < last - 1 and (
            self.words[a].upos in ("DET", "NUM", "PUNCT", "ADP", "SCONJ", "CCONJ", "PRON")
            or self.words[a].tag in ("PDT", "JJR", "JJS", "RBS")
        ):
            a += 1
        return re.sub(r"\s+", " ", self.text[self.words[a].start : self.words[last - 1].end]).strip()

    def _start_of(self, proper: str, first: int, last: int) -> int:
        head = proper.split(" ")[0]
        return next((k for k in range(last - 1, first - 1, -1) if self.words[k].text == head or head.startswith(self.words[k].text)), first)

    def proper_name(self, head: int, first: int, last: int) -> str:
        """The personal or proper name at the end of the phrase, without titles; "" where it has none."""
        b = last
        a = b
        while a > first and (
            self.words[a - 1].upos == "PROPN" or (self.words[a - 1].text.lower() in PARTICLES and a < b) or self.words[a - 1].tag == "NNP"
        ):
            a -= 1
        if a == b:
            return ""
        role = None
        for end in range(b, a, -1):
            lowered = [self.words[k].text.lower() for k in range(max(first, end - 5), end)]
            role = self.parties.role(lowered)
            if role is not None and end < b:
                a = end
                break
            if role is not None and end == b:
                return ""
        while a < b and (self.words[a].text in ("-", "'s") or (a in self.found and self.found[a].form == "adjective")):
            a += 1
        if a >= b:
            return ""
        return re.sub(r"\s+", " ", self.text[self.words[a].start : self.words[b - 1].end]).strip()
