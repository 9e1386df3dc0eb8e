"""Mentions from their head words, and who is who among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.reading import Mention, Word

LEFT_OUT = frozenset(
    (
        "case", "cc", "cc:preconj", "punct", "nsubj", "nsubj:outer", "cop", "advmod", "aux", "mark", "discourse", "parataxis", "reparandum",
        "list", "advcl", "obl", "dep", "orphan", "vocative", "dislocated", "csubj", "expl", "conj", "appos", "nmod",
    )
)  # fmt: skip
"""Relations of what stands left of a mention's head but outside the mention, in most of GUM's training mentions."""
RIGHT_OUT = frozenset(
    (
        "punct", "conj", "appos", "cc", "parataxis", "dep", "list", "orphan", "cop", "discourse", "advcl", "csubj", "vocative",
        "reparandum",
    )
)  # fmt: skip
"""The same on the right of the head."""


def spans(heads: Sequence[int], words: Sequence[Word]) -> list[tuple[int, int]]:
    """The range `[first, last)` of the mention that each of `heads` is head of: what it governs, without what GUM leaves outside."""
    wanted = set(heads)
    children: dict[int, list[int]] = {}
    governed = {words[h].sentence for h in wanted}
    low: dict[int, int] = {}
    high: dict[int, int] = {}
    members = [i for i, w in enumerate(words) if w.sentence in governed]
    for i in members:
        children.setdefault(words[i].head, []).append(i)
        low[i] = high[i] = i
    for i in _bottom_up(members, words):
        up = words[i].head
        if up >= 0:
            low[up] = min(low[up], low[i])
            high[up] = max(high[up], high[i])
    found = []
    for h in heads:
        first, last = h, h
        for child in children.get(h, ()):
            out = LEFT_OUT if child < h else RIGHT_OUT
            relation = words[child].deprel
            if relation in out or (child > h and relation == "case" and words[child].tag != "POS"):
                continue
            first, last = min(first, low[child]), max(last, high[child])
        while first < h and words[first].upos == "PUNCT" and words[first].text not in '"“(':
            first += 1
        while last > h and words[last].upos == "PUNCT" and words[last].text not in '"”)':
            last -= 1
        found.append((first, last + 1))
    return found


def _bottom_up(members: Sequence[int], words: Sequence[Word]) -> list[int]:
    depth: dict[int, int] = {}
    for start in members:
        path, i = [], start
        while i >= 0 and i not in depth:
            path.append(i)
            i = words[i].head
        level = depth[i] if i >= 0 else -1
        for j in reversed(path):
            level += 1
            depth[j] = level
    return sorted(members, key=lambda i: -depth[i])


class Entities:
    """Groups of mention heads that mean the same thing; a union-find over word indices.

    Names that cannot be one keep their groups apart: "the two sides" goes with the one of its two that it is linked to first, and does not
    make one of them.
    """

    def __init__(self, names: Mapping[int, set[str]]) -> None:
        self._up: dict[int, int] = {}
        self._names = {i: [name] for i, name in names.items()}

    def find(self, i: int) -> int:
        up = self._up.setdefault(i, i)
        while up != self._up[up]:
            self._up[up] = self._up[self._up[up]]
            up = self._up[up]
        self._up[i] = up
        return up

    def join(self, i: int, j: int) -> None:
        """Let the words `i` and `j` mean the same if they can; the earlier stands for both."""
        first, second = sorted((self.find(i), self.find(j)))
        mine, theirs = self._names.get(first, []), self._names.get(second, [])
        if first != second and all(may_be_one(name, other) for name in mine for other in theirs):
            self._up[second] = first
            self._names[first] = mine + [name for name in theirs if name not in mine]


def antecedents(scores: NDArray[np.float32], heads: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs (mention, earlier mention) that a window links: `scores` [W, W + 1] (last: new), `heads` the mention heads in order."""
    columns = np.array([*heads, scores.shape[1] - 1])
    table = scores[np.ix_(columns[:-1], columns)]
    found = []
    for n in range(1, len(heads)):
        best = int(table[n, :n].argmax())
        if table[n, best] > table[n, -1]:
            found.append((heads[n], heads[best]))
    return found


def name_words(words: Sequence[Word]) -> dict[int, set[str]]:
    """The proper nouns of each name, by the name's head word."""
    names: dict[int, set[str]] = {i: {w.text} for i, w in enumerate(words) if w.upos == "PROPN"}
    for w in words:
        if w.upos == "PROPN" and w.head in names and w.deprel.split(":")[0] in ("flat", "compound"):
            names[w.head].add(w.text)
    return names


def may_be_one(name: set[str], other: set[str]) -> bool:
    """Whether two names can mean the same: they share a word, or one is the other's initials."""
    return bool(name & other) or _initials(name, other) or _initials(other, name)


def same_names(heads: Sequence[int], names: dict[int, set[str]]) -> list[tuple[int, int]]:
    """Pairs (mention, earlier mention) with the same name, however far apart; links alone reach no further than a window."""
    first: dict[frozenset[str], int] = {}
    found = []
    for head in heads:
        if head in names:
            earlier = first.setdefault(frozenset(names[head]), head)
            if earlier != head:
                found.append((head, earlier))
    return found


def _initials(short: set[str], name: set[str]) -> bool:
    letters = "".join(short).replace(".", "") if len(short) == 1 else ""
    return letters.isupper() and sorted(letters) == sorted(w[0] for w in name if w[:1].isupper())


def assemble(
    heads: Sequence[int], types: Sequence[str], beliefs: Sequence[float], homes: Sequence[int], entities: Entities, words: Sequence[Word]
) -> tuple[Mention, ...]:
    """The mentions in order of their first word, the longer first; entities are numbered from 0 as they appear."""
    ranges = spans(heads, words)
    order = sorted(range(len(heads)), key=lambda n: (ranges[n][0], -ranges[n][1]))
    number: dict[int, int] = {}
    found = []
    for n in order:
        entity = number.setdefault(entities.find(heads[n]), len(number))
        found.append(Mention(*ranges[n], heads[n], types[n], entity, round(beliefs[n], 4), homes[n]))
    return tuple(found)
