"""The sentence as a coder sees it: who is subject, object and oblique of a verb, over control, passives, relatives and coordination.

Universal Dependencies v2 (de Marneffe et al. 2021). All functions take and give word indices over the whole report.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.reading import Reading, Word

OBLIQUE = frozenset({"obl", "nmod"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
OBJECT_CONTROL = frozenset(
    "accuse ask urge tell order force allow let permit press push persuade convince help enable cause lead get want expect call"
    " appeal invite encourage require request beg advise direct instruct warn blame criticize criticise condemn denounce praise"
    " suspect charge compel oblige prompt quote cite prevent bar ban stop keep forbid prohibit leave see hear find make have"
    " command implore exhort pressure commend thank fault".split()
)
"""Governing verbs whose object, not subject, does what the clause below says."""
DEEP = 30
"""Steps up a tree after which a subject is no longer looked for; no sentence of news goes so deep."""


ANSWERING = frozenset(
    "demand request urge require reject accept refuse consider discuss deny receive hear dismiss welcome condemn denounce"
    " criticize criticise oppose support approve study review ignore face back endorse praise rebuff answer escape survive suffer"
    " foil prevent avert avoid witness see watch fear call investigate mourn protest report describe drop meet cite mark follow"
    " break".split()
)
"""Verbs whose object noun is another's act ("rejected the offer"), so that their subject does not stand behind it."""


class Syntax:
    """A reading with its arcs turned round: children, subtrees, and the grammatical relations that coding asks for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words: tuple[Word, ...] = reading.words
        self._rels = [word.deprel.partition(":")[0] for word in self.words]
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head >= 0:
                self.children[word.head].append(i)
        self._cases: dict[int, str] = {}
        self._spans: dict[int, tuple[int, ...]] = {}

    def rel(self, i: int) -> str:
        """The relation of a word without its subtype."""
        return self._rels[i]

    def of(self, i: int, *relations: str) -> list[int]:
        """The children of `i` with one of these relations; one with a subtype ("nsubj:pass") matches that subtype only."""
        return [c for c in self.children[i] if self.words[c].deprel in relations or self.rel(c) in relations]

    def subtree(self, i: int) -> tuple[int, ...]:
        """All words below and with `i`, in order."""
        known = self._spans.get(i)
        if known is None:
            found, stack = [], [i]
            while stack:
                at = stack.pop()
                found.append(at)
                stack += self.children[at]
            known = self._spans[i] = tuple(sorted(found))
        return known

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        at = self.words[i].head
        while at >= 0:
            yield at
            at = self.words[at].head

    def conjuncts(self, i: int) -> list[int]:
        """`i` and the words coordinated with it, nominal ones for a noun."""
        found: list[int] = []
        stack = [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack += reversed(self.of(at, "conj"))
        return found

    def case(self, i: int) -> str:
        """The preposition of a noun ("on", "because of"), or ""; of a conjunct without one, that of the first conjunct."""
        known = self._cases.get(i)
        if known is None:
            known = self._cases[i] = self._case(i)
        return known

    def _case(self, i: int) -> str:
        at = i
        while True:
            marks = [c for c in self.children[at] if self.rel(c) in ("case", "mark") and self.words[c].lemma != "'s" and c < at]
            if marks:
                words = [self.words[marks[0]].text.lower()]
                words += [self.words[c].text.lower() for c in self.of(marks[0], "fixed")]
                return " ".join(words)
            if self.rel(at) != "conj" or self.words[at].head < 0:
                return ""
            at = self.words[at].head

    def passive(self, i: int) -> bool:
        """Whether the verb stands in the passive, or is a participle after a noun ("people detained in")."""
        while True:
            marks = {self.words[c].deprel for c in self.children[i]} & {"nsubj:pass", "aux:pass", "csubj:pass"}
            if marks:
                # a past tense without "be" or "get" is no passive, whatever its subject is called
                return "aux:pass" in marks or self.words[i].tag != "VBD"
            if self.rel(i) != "conj" or self.words[i].head < 0:
                break
            if self.of(i, "nsubj", "obj") or self.words[i].tag != "VBN":
                return False
            i = self.words[i].head
        if self.rel(i) == "acl" and "relcl" not in self.words[i].deprel and self.words[i].tag == "VBN":
            return True
        if self.rel(i) == "amod" and self.words[i].tag == "VBN":
            return True
        return self.rel(i) == "xcomp" and self.words[i].tag == "VBN" and not self.of(i, "obj")

    def relative_antecedent(self, i: int) -> int:
        """For a relative pronoun inside a relative clause, the noun that it stands for; else `i`."""
        word = self.words[i]
        if word.text.lower() in RELATIVE and word.upos in ("PRON", "DET", "SCONJ"):
            for a in self.ancestors(i):
                if self.rel(a) == "acl" and self.words[a].head >= 0:
                    return self.words[a].head
        return i

    def own_subject(self, i: int) -> list[int]:
        """The subject that hangs on the verb itself, with a relative pronoun replaced by its noun."""
        found = [c for c in self.children[i] if self.rel(c) == "nsubj" and self.words[c].deprel != "nsubj:outer"]
        if not found and self.words[i].upos == "VERB":
            # a title that the parser hung on the verb instead of on the name after it
            found = [
                c
                for c in self.children[i]
                if self.words[c].deprel in ("nmod:desc", "nmod:unmarked", "compound") and c < i and self.words[c].upos in ("NOUN", "PROPN")
            ]
        found.sort(key=lambda c: (not (c < i and self.of(c, "conj")), -c if c < i else c))
        return [self.relative_antecedent(c) for c in found[:1]]

    def agent(self, i: int) -> list[int]:
        """The "by" phrase of a passive."""
        return [c for c in self.of(i, "obl") if self.case(c) == "by" and self.words[c].upos in ("NOUN", "PROPN", "PRON")][:1]

    def subject(self, i: int, depth: int = 0) -> list[int]:
        """Who does what verb `i` says: at most one head noun, over control, coordination and relatives; [] where nobody is named."""
        if depth > 8:
            return []
        if self.passive(i):
            return self.agent(i)
        return self.surface_subject(i, depth)

    def surface_subject(self, i: int, depth: int) -> list[int]:
        """What stands as subject of `i`, of a passive too: its own, or over control, coordination and relative clauses."""
        own = self.own_subject(i)
        if own:
            return own
        rel, head = self.rel(i), self.words[i].head
        if head < 0 or depth > DEEP:
            return []
        if rel == "conj":
            if self.passive(head) and not self.passive(i):
                return self._patient(head, depth + 1)
            return self.subject(head, depth + 1) if self.words[head].upos in ("VERB", "AUX", "ADJ", "NOUN") else []
        if rel == "acl":
            if "relcl" in self.words[i].deprel:
                return [head] if self.words[i].upos in ("VERB", "ADJ", "NOUN") and not self.of(i, "nsubj") else []
            if self.words[i].tag == "VBG":
                return [head]
            return self.owner(head, depth + 1)
        if rel in ("xcomp", "advcl", "ccomp", "csubj", "parataxis", "dep"):
            if self.words[head].upos in ("NOUN", "PROPN") and rel in ("xcomp", "advcl") and not self.own_subject(head):
                return self.owner(head, depth + 1)
            if self.words[head].lemma in OBJECT_CONTROL and rel in ("xcomp", "advcl", "ccomp"):
                below = self.objects(head, depth + 1) or [
                    c for c in self.of(head, "obl") if self.case(c) in ("on", "upon", "to", "for", "with")
                ]
                if below and (rel != "advcl" or self.marked(i) in ("of", "for", "to", "as", "from", "with", "")):
                    return below[:1]
                if self.passive(head):
                    return self._patient(head, depth + 1)
            if self.passive(head):
                return self._patient(head, depth + 1) or self.agent(head)
            return self.surface_subject(head, depth + 1)
        return []

    def marked(self, i: int) -> str:
        """The word that marks the clause of `i` ("to", "that", "after"), or ""."""
        return next((self.words[c].text.lower() for c in self.of(i, "mark")), "")

    def _patient(self, i: int, depth: int) -> list[int]:
        """Whom a passive verb is done to."""
        own = self.own_subject(i)
        if own:
            return own
        rel, head = self.rel(i), self.words[i].head
        if head < 0 or depth > 8:
            return []
        if rel in ("acl", "amod"):
            return [head]
        if rel == "conj":
            return self._patient(head, depth + 1) if self.passive(head) else self.own_subject(head) or self.surface_subject(head, depth + 1)
        if rel in ("xcomp", "advcl", "ccomp"):
            return self.surface_subject(i, depth + 1)
        return []

    def objects(self, i: int, depth: int = 0) -> list[int]:
        """Head nouns of what is done: objects of an active verb, or the subject of a passive one."""
        if depth > 8:
            return []
        if self.passive(i):
            return self._patient(i, depth + 1) + self.of(i, "obj")
        found = [self.relative_antecedent(c) for c in self.of(i, "obj")]
        if not found and self.of(i, "xcomp", "ccomp"):
            # "urged Iran to halt …": the one addressed, whom the reader calls an indirect object
            found = self.of(i, "iobj")
        if not found and self.words[i].deprel == "acl:relcl" and self.own_subject(i) and not self.of(i, "ccomp"):
            head = self.words[i].head
            if self.own_subject(i)[0] != head and not any(self.words[c].text.lower() in ("where", "when", "why") for c in self.subtree(i)):
                found = [head]
        if not found and self.rel(i) == "xcomp" and self.words[self.words[i].head].deprel == "acl:relcl":
            above = self.words[i].head
            if self.own_subject(above) and not self.of(above, "obj") and self.own_subject(above)[0] != self.words[above].head:
                found = [self.words[above].head]
        if not found and self.rel(i) == "conj":
            later = [c for c in self.of(self.words[i].head, "obj") if c > i]
            found = later[:1]
        if not found:
            shared = [
                o
                for c in self.of(i, "conj")
                if self.words[c].upos == "VERB" and self.words[c].tag == self.words[i].tag
                for o in self.of(c, "obj")
            ]
            if (
                shared
                and not self.of(i, "ccomp", "xcomp", "obl")
                and all(self.words[c].lemma in ("and", "or", ",") for c in range(i + 1, self.of(i, "conj")[0]))
            ):
                found = shared
        return found

    def oblique(self, i: int, preposition: str) -> list[int]:
        """Nouns under `i` with this preposition (or a preposition that ends in it: "out of")."""
        found = [c for c in self.children[i] if self.rel(c) in OBLIQUE and self.case(c).split(" ")[-1] == preposition]
        return [self.relative_antecedent(c) for c in found]

    def possessor(self, i: int) -> list[int]:
        """Whose noun `i` is ("Norland's", "their")."""
        return [c for c in self.children[i] if self.words[c].deprel == "nmod:poss"]

    def modifiers(self, i: int) -> list[int]:
        """Adjectives and nouns before noun `i`."""
        return [
            c
            for c in self.children[i]
            if self.rel(c) in ("amod", "compound", "nmod", "nummod") and c < i and not self.case(c) and c not in self.possessor(i)
        ]

    def owner(self, noun: int, depth: int = 0) -> list[int]:
        """Who stands behind an act that a noun names: possessor, "by" phrase, or the subject of the verb that the noun is object of."""
        found = self.possessor(noun) or self.oblique(noun, "by")
        if found or depth > 8:
            return found
        head = self.words[noun].head
        if head >= 0 and self.rel(noun) in ("obj", "nsubj") and self.words[head].upos == "VERB" and self.words[head].lemma not in ANSWERING:
            if self.rel(noun) == "nsubj":
                return self.agent(head)
            return self.subject(head, depth + 1)
        if head >= 0 and self.rel(noun) == "conj":
            return self.owner(head, depth + 1)
        return []

    def negator(self, i: int) -> int | None:
        """The word that negates `i` in its own phrase ("not", "n't", "never", "no", "neither", "without"), if any."""
        for c in self.children[i]:
            word = self.words[c]
            text = word.text.lower()
            if text in ("not", "n't", "never", "neither", "nor", "hardly", "n’t") and c < i + 3:
                return c
            if text in ("no", "neither") and self.rel(c) in ("det", "advmod", "cc", "cc:preconj"):
                return c
            if text == "without" and self.rel(c) in ("mark", "case"):
                return c
            if word.deprel.startswith("aux"):
                inner = next((g for g in self.children[c] if self.words[g].text.lower() in ("not", "n't", "n’t", "never")), None)
                if inner is not None:
                    return inner
        return None
