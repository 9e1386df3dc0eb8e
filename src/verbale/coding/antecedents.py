"""Pronouns to the phrases that they stand for.

The reader's coreference links come first: of the mentions that it takes for the same, the one that says most. Where it links nothing, a
pronoun most often means the speaker of the saying whose content it stands in, or goes on with the subject before.
"""

from __future__ import annotations

from verbale.coding.nouns import Described, Nouns
from verbale.coding.sides import SPEAKER, SPEECH
from verbale.coding.syntax import RELATIVE, Syntax

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THINGS = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PLURAL = THEY | {"we", "us", "our"}
PRONOUNS = PERSONAL | THINGS | PLURAL


class Antecedents:
    """Finds the antecedents of one reading's pronouns."""

    def __init__(self, syntax: Syntax, nouns: Nouns) -> None:
        self.syntax, self.words, self.nouns = syntax, syntax.words, nouns
        self.entity = {m.head: m.entity for m in syntax.reading.mentions}
        self.members: dict[int, list[int]] = {}
        self._best: dict[int, list[int]] = {}
        for m in syntax.reading.mentions:
            self.members.setdefault(m.entity, []).append(m.head)

    def alike(self, i: int) -> list[int]:
        """The heads of all mentions that the reader takes to mean the same as word `i`, itself among them."""
        return self.members.get(self.entity.get(i, -1), [])

    def of(self, i: int, lowered: str) -> int | None:
        """The head of the phrase that pronoun `i` stands for, or None."""
        if lowered in RELATIVE:
            antecedent = self.syntax.relative_antecedent(i)
            return antecedent if antecedent != i else None
        linked = self._joined(i) if lowered in THEY else None
        if linked is None:
            linked = self._linked(i)
        if linked is not None or lowered not in PRONOUNS:
            return linked
        speaker = self._said_by(i, lowered)
        return speaker if speaker is not None else self._before(i, lowered)

    def _joined(self, i: int) -> int | None:
        """Where the nearest phrase before word `i` that means the same is one of several that are named together: the first of them; where
        it is "the sides" or "the parties": itself."""
        before = [h for h in self.alike(i) if h < i and self.words[h].upos in ("NOUN", "PROPN")]
        head = max(before, default=-1)
        if head < 0:
            return None
        if self.words[head].lemma in ("side", "party") and self.nouns.described(head).plural:
            return head
        first = self.words[head].head if self.syntax.rel(head) == "conj" else head
        others = self.syntax.conjuncts(first)
        either = any(self.words[c].lemma == "or" for other in others for c in self.syntax.of(other, "cc"))
        own = any(at in others for at in self.syntax.ancestors(i))
        return first if self.nouns.described(first).kind and len(others) > 1 and not either and not own else None

    def _linked(self, i: int) -> int | None:
        """Of the noun phrases that mean the same as word `i`, the one that says most of who it is: the last such before it, else the
        first."""
        entity = self.entity.get(i, -1)
        if entity not in self._best:
            told: dict[int, float] = {}
            for head in self.alike(i):
                if self.words[head].upos != "PRON":
                    d = self.nouns.described(head)
                    told[head] = 4 * (d.named and d.kind in ("person", "state", "body")) + 2 * d.named + bool(d.role) + 0.5 * bool(d.kind)
            top = max(told.values(), default=0.0)
            self._best[entity] = sorted(head for head, much in told.items() if much == top)
        most = [head for head in self._best[entity] if head != i]
        before = [head for head in most if head < i]
        return before[-1] if before else most[0] if most else None

    def _said_by(self, i: int, lowered: str) -> int | None:
        """The subject of the saying whose content clause the pronoun is subject in: "Norland said it would …"."""
        at = self.words[i].head
        if at < 0 or self.syntax.rel(i) != "nsubj" or lowered in SPEAKER:
            return None
        for _ in range(6):
            above = self.words[at].head
            if (
                above >= 0
                and self.syntax.rel(at) == "acl"
                and self.words[self.words[above].head].lemma in SPEECH
                and self.words[above].head >= 0
            ):
                # "said in a statement that it …"
                subject = self.syntax.own_subject(self.words[above].head)
                return subject[0] if subject and self._agrees(lowered, self.nouns.described(subject[0])) else None
            if above < 0 or self.syntax.rel(at) not in ("ccomp", "conj", "xcomp", "advcl", "parataxis"):
                return None
            if self.syntax.rel(at) == "ccomp" and self.words[above].upos == "VERB":
                subject = self.syntax.own_subject(above)
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
        return d.kind in ("people", "state", "body") or d.plural or bool(self.syntax.of(d.head, "conj"))

    def _before(self, i: int, lowered: str) -> int | None:
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
            value = (
                -2.0 * gap
                - (i - h) / 60
                + (2.5 if said else 0.0)
                + (1.5 if self.syntax.rel(h) == "nsubj" else 0.0)
                + (0.5 if d.named else 0.0)
            )
            if value > score:
                best, score = h, value
        return best
