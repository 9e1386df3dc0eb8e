"""Relations of a tree's arcs, and what English grammar forbids in it.

A predicate has one subject, and the words of a name stand side by side; where the reader's first choice breaks a rule, the weaker arc takes
its next best governor or relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.reader.trees import tree

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SUBJECTS = ("nsubj", "nsubj:pass")


class Grammar:
    """Trees with relations over the label inventory `deprel`."""

    def __init__(self, deprel: Sequence[str]) -> None:
        self.names = tuple(deprel)
        self.root = self.names.index("root")
        self.subjects = frozenset(i for i, name in enumerate(deprel) if name in SUBJECTS)
        self.flat = frozenset(i for i, name in enumerate(deprel) if name.split(":")[0] == "flat")

    def parse(self, heads: Ints, scores: Floats, relations: Floats, best: Ints) -> tuple[list[int], list[int]]:
        """Governors (-1 for root) and relation ids of a sentence of n words.

        `heads` and `scores` [n, K] are candidate governors, counted within the sentence; `relations` [n, K, L] the logits of relations
        under each and `best` [n, K] the best of each.
        """
        chosen = tree(heads, scores)
        n = len(chosen)
        governor = np.array(chosen)
        at = (heads == governor[:, None]).argmax(1)
        labels: list[int] = best[np.arange(n), at].tolist()
        for i, head in enumerate(chosen):
            if head < 0:
                labels[i] = self.root
            elif labels[i] == self.root:
                row = relations[i, at[i]].copy()
                row[self.root] = -np.inf
                labels[i] = int(row.argmax())
        wrong = self._second_subjects(chosen, labels, scores, relations, at) + self._broken_names(chosen, labels)
        for i in wrong:
            self._mend(i, chosen, labels, heads, scores, relations)
        return chosen, labels

    def _second_subjects(self, heads: list[int], labels: list[int], scores: Floats, relations: Floats, at: Ints) -> list[int]:
        """Words that are a subject where the same predicate has a better one."""
        subjects = [i for i, label in enumerate(labels) if label in self.subjects]
        count = Counter(heads[i] for i in subjects)
        weaker: list[int] = []
        for head, number in count.items():
            if number > 1:
                belief = {
                    i: _log_softmax(scores[i])[at[i]] + _log_softmax(relations[i, at[i]])[labels[i]] for i in subjects if heads[i] == head
                }
                strongest = max(belief, key=belief.__getitem__)
                weaker += [i for i in belief if i != strongest]
        return weaker

    def _broken_names(self, heads: list[int], labels: list[int]) -> list[int]:
        return [i for i, label in enumerate(labels) if label in self.flat and not _beside(i, heads[i], heads)]

    def _mend(self, i: int, chosen: list[int], labels: list[int], heads: Ints, scores: Floats, relations: Floats) -> None:
        """Give word `i` its best governor and relation that break no rule; it stays as it is where there is none."""
        taken = {chosen[j] for j, label in enumerate(labels) if label in self.subjects and j != i}
        arcs = _log_softmax(scores[i])
        best, found = -np.inf, None
        for k, head in enumerate(heads[i].tolist()):
            if not 0 <= head < len(chosen) or head == i or scores[i, k] < -5000 or _above(head, i, chosen) or chosen[i] < 0:
                continue
            beliefs = arcs[k] + _log_softmax(relations[i, k])
            for label in np.argsort(-beliefs)[:6].tolist():
                if label == self.root or (label in self.subjects and head in taken):
                    continue
                if label in self.flat and not _beside(i, head, chosen):
                    continue
                if beliefs[label] > best:
                    best, found = beliefs[label], (head, label)
                break
        if found is not None:
            chosen[i], labels[i] = found


def _log_softmax(row: Floats) -> NDArray[np.float64]:
    shifted = row.astype(np.float64) - row.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))


def _above(low: int, high: int, heads: list[int]) -> bool:
    """Whether `high` governs `low`, directly or not."""
    for _ in heads:
        if low == high:
            return True
        if low < 0:
            return False
        low = heads[low]
    return True


def _beside(i: int, head: int, heads: list[int]) -> bool:
    """Whether all words between `i` and its governor hang on that governor or on `i`."""
    return all(_above(j, head, heads) or _above(j, i, heads) for j in range(min(i, head) + 1, max(i, head)))
