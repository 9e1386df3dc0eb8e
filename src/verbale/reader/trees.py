"""Candidate governors into trees: one root, no cycle, and what grammar forbids mended.

Greedy choice first; where it is no tree, the best one over the candidates (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = -1e6
"""The score of an arc that nobody proposed; it is used only where no tree exists without it."""
ROOTS = 4
"""Roots tried where the greedy choice is no tree."""


def is_tree(heads: list[int]) -> bool:
    """Whether `heads` (-1 for root) has exactly one root and no cycle.

    >>> is_tree([1, -1, 1]), is_tree([1, 0, -1]), is_tree([-1, -1])
    (True, False, False)
    """
    if heads.count(-1) != 1:
        return False
    known = bytearray(len(heads))
    for start in range(len(heads)):
        i, path = start, []
        while i >= 0 and not known[i]:
            known[i] = 1
            path.append(i)
            i = heads[i]
        if i >= 0 and known[i] == 1:
            return False
        for j in path:
            known[j] = 2
    return True


def tree(heads: Ints, scores: Floats) -> list[int]:
    """The governors of a sentence of n words: a tree, -1 for its root.

    `heads` [n, K] are candidates, best first, -1 for root; those outside the sentence (less than -1, or n and more) are passed over.
    `scores` [n, K] are theirs.
    """
    n = len(heads)
    own = np.arange(n)[:, None]
    legal = (heads >= -1) & (heads < n) & (heads != own) & (scores > -5000.0)
    if legal[:, 0].all():
        greedy: list[int] = heads[:, 0].tolist()
        if is_tree(greedy):
            return greedy
    table = NEVER - np.abs(np.arange(-1, n)[None, :] - own).astype(np.float64)
    table[:, 0] = NEVER - n
    rows, columns = np.nonzero(legal)
    table[rows, heads[rows, columns] + 1] = scores[rows, columns]
    table[np.arange(n), np.arange(1, n + 1)] = -np.inf
    best: list[int] = []
    total = -np.inf
    for root in np.argsort(-table[:, 0], kind="stable")[:ROOTS]:
        one = table.copy()
        one[:, 0] = -np.inf
        one[root, 1:] = -np.inf
        one[root, 0] = table[root, 0]
        found = _arborescence(one)
        value = float(table[np.arange(n), found].sum())
        if value > total:
            best, total = [int(h) - 1 for h in found], value
    return best


def _arborescence(table: NDArray[np.float64]) -> Ints:
    """The best spanning tree. `table` [n, n + 1]: the score of each governor (column 0: root) of each word; gives a column a word."""
    n = len(table)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = table
    np.fill_diagonal(square, -np.inf)
    found: Ints = _edmonds(square)[1:]
    return found


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """`scores` [m, m] of governor (column) for node (row), node 0 the root; gives each node's governor (node 0's means nothing)."""
    m = len(scores)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(m, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    weight = scores[members, heads[members]]
    # The cycle becomes one node, the last; entering it at a member costs that member's arc within.
    entering = scores[np.ix_(members, outside)] - weight[:, None]
    leaving = scores[np.ix_(outside, members)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(0)
    smaller[:-1, -1] = leaving.max(1)
    smaller[0, :] = -np.inf
    inner = _edmonds(smaller)
    result = heads.copy()
    for position, node in enumerate(outside):
        if node == 0:
            continue
        chosen = inner[position]
        result[node] = members[leaving[position].argmax()] if chosen == len(outside) else outside[chosen]
    entry = inner[-1]
    broken = members[entering[:, entry].argmax()]
    result[broken] = outside[entry]
    return result


def _cycle(heads: Ints) -> list[int]:
    """The nodes of one cycle, or none; node 0 is the root."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        i = start
        while i and not seen[i]:
            seen[i] = start
            i = int(heads[i])
        if i and seen[i] == start:
            cycle = [i]
            j = int(heads[i])
            while j != i:
                cycle.append(j)
                j = int(heads[j])
            return cycle
    return []
