"""The sentence as a coder sees it: who is subject and oblique of a word, what stands under it, over relatives and coordination.

Universal Dependencies v2 (de Marneffe et al. 2021). All functions take and give word indices over the whole report.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.reading import Reading, Word

OBLIQUE = frozenset({"obl", "nmod"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


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

    def oblique(self, i: int, preposition: str) -> list[int]:
        """Nouns under `i` with this preposition (or a preposition that ends in it: "out of")."""
        found = [c for c in self.children[i] if self.rel(c) in OBLIQUE and self.case(c).split(" ")[-1] == preposition]
        return [self.relative_antecedent(c) for c in found]

    def possessor(self, i: int) -> list[int]:
        """Whose noun `i` is ("Norland's", "their")."""
        return [c for c in self.children[i] if self.words[c].deprel == "nmod:poss"]
