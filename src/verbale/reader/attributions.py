"""Attributions: the best row of tags, its stretches, and which source, cue and content belong together.

Content ends where its clause does, so leaving it costs extra where no mark stands.
Tags are chosen as a whole row (Viterbi 1967) with the transition scores that the network learned (a linear-chain CRF, Lafferty et
al. 2001).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from verbale.reading import Attribution

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4
AWAY = 3.0
"""Picked on GUM dev: with it 89 % of sources, 91 % of cues and 84 % of contents link as annotated, without it 73, 89 and 76."""
MARKS = frozenset((".", ",", ";", ":", "!", "?", '"', "”", "’", ")", "]", "—", "–", "--", "...", "…"))
CONJUNCTIONS = frozenset(("and", "but", "because", "according", "so"))


class Stretch(Struct, frozen=True):
    """Words `[first, last)` in one role, with the reader's belief in it, from 0 to 1."""

    role: str
    first: int
    last: int
    score: float


class Weights(Struct, frozen=True):
    """What the row of tags pays besides the network's scores; picked on dev, kept on the card.

    `stay`: the cost of leaving content where no mark stands; `close`: the gain of leaving it with its sentence; `outside`: taken from the
    score of being in no attribution.
    """

    stay: float = 0.0
    close: float = 0.0
    outside: float = 0.0


def exits(words: Sequence[str], ends: Sequence[bool]) -> list[int]:
    """How well content may end with each word: 0 no mark, 1 a conjunction follows, 2 a mark, 3 the sentence ends."""
    found = []
    for here, after, end in zip(words, [*words[1:], ""], ends, strict=True):
        if end:
            found.append(3)
        elif here in MARKS or (after in MARKS and after not in (".", ",")):
            found.append(2)
        else:
            found.append(int(after in CONJUNCTIONS))
    return found


class Tags:
    """The tag inventory of attribution with its transitions; "I-" follows only its own "B-" or "I-"."""

    def __init__(self, names: Sequence[str], transitions: Sequence[Sequence[float]], weights: Weights | None = None) -> None:
        self.names = tuple(names)
        self.roles = tuple(name.partition("-")[2] for name in names)
        self.begins = tuple(name.startswith("B-") for name in names)
        weights = weights or Weights()
        self._costs = np.array([weights.stay, weights.stay / 2, 0, -weights.close], np.float32)
        self._outside = np.array([weights.outside if name == "O" else 0 for name in names], np.float32)
        self._leaves = np.array([[a == "content" and names[j] != "I-content" for j in range(len(names))] for a in self.roles], np.float32)
        self._moves = np.array(transitions, dtype=np.float32)
        self._first = np.zeros(len(names), np.float32)
        for to, name in enumerate(names):
            if name.startswith("I-"):
                self._first[to] = FORBIDDEN
                for start in range(len(names)):
                    if self.roles[start] != self.roles[to]:
                        self._moves[start, to] = FORBIDDEN

    def best(self, windows: Sequence[Floats], places: Sequence[Sequence[int]]) -> list[list[int]]:
        """The best row of tag ids for each window of scores [W, T]; `places` [W] are the window's `exits`."""
        if not windows:
            return []
        sizes = [len(w) for w in windows]
        n, width, tags = len(windows), max(sizes), len(self.names)
        scores = np.zeros((width, n, tags), np.float32)
        costs = np.zeros((width, n, 1, 1), np.float32)
        for i, (w, place) in enumerate(zip(windows, places, strict=True)):
            scores[: len(w), i] = w - self._outside
            costs[: len(w), i, 0, 0] = self._costs[list(place)]
        back = np.zeros((width, n, tags), np.int8)
        totals = np.zeros((width, n, tags), np.float32)
        total = scores[0] + self._first
        totals[0] = total
        for t in range(1, width):
            paths = total[:, :, None] + (self._moves - costs[t - 1] * self._leaves)
            back[t] = paths.argmax(1)
            total = paths.max(1) + scores[t]
            totals[t] = total
        found = []
        for i, size in enumerate(sizes):
            tag = int(totals[size - 1, i].argmax()) if size else 0
            row = [tag] * size
            for t in range(size - 1, 0, -1):
                tag = int(back[t, i, tag])
                row[t - 1] = tag
            found.append(row)
        return found

    def beliefs(self, scores: Floats, row: Sequence[int]) -> Floats:
        """How far the scores [W, T] of each word alone agree with the role of its tag in `row`, from 0 to 1."""
        shifted = np.exp(scores - scores.max(1, keepdims=True))
        shares = shifted / shifted.sum(1, keepdims=True)
        same = np.array([[a == b for b in self.roles] for a in self.roles])
        return np.asarray((shares * same[np.array(row, dtype=np.int64)]).sum(1), dtype=np.float32)

    def stretches(self, row: Sequence[int], beliefs: Sequence[float]) -> list[Stretch]:
        """The stretches of a row of tags, in order."""
        found: list[Stretch] = []
        start = 0
        for i in range(1, len(row) + 1):
            here = self.roles[row[i - 1]]
            if i == len(row) or self.begins[row[i]] or self.roles[row[i]] != here:
                if here:
                    found.append(Stretch(here, start, i, float(sum(beliefs[start:i]) / (i - start))))
                start = i
        return found


def anchors(stretches: Sequence[Stretch], scores: Floats, sentence: Sequence[int]) -> list[int]:
    """For each of a window's stretches the first word of the cue or source that holds its attribution together, itself where that is it.

    `scores` [W, W + 1] link first words to first words (last: none); `sentence` [W] numbers each word's sentence. An anchor loses
    `AWAY` for each sentence that it stands away.
    """
    found = []
    for s in stretches:
        roles = {"cue": ("cue",), "source": ("cue", "source"), "content": ("cue", "source")}[s.role]
        row, begin, end = scores[s.first], sentence[s.first], sentence[s.last - 1]
        worth = {
            o.first: row[o.first] - AWAY * min(abs(sentence[o.first] - begin), abs(sentence[o.first] - end))
            for o in stretches
            if o.role in roles and o.first != s.first
        }
        best = max(worth, key=worth.__getitem__, default=-1)
        if best >= 0 and row[-1] >= worth[best]:
            # Content without a voice is rare: it takes the likeliest cue or source of its own sentence.
            near = [p for p in worth if s.role == "content" and sentence[p] in (begin, end)]
            best = max(near, key=worth.__getitem__, default=-1)
        found.append(best if best >= 0 else s.first)
    return found


def group(stretches: Sequence[Stretch], anchor: Sequence[int]) -> tuple[Attribution, ...]:
    """Attributions of stretches with the same anchor, in order; what has no content is left out."""
    up = {s.first: a for s, a in zip(stretches, anchor, strict=True)}

    def top(first: int) -> int:
        seen = set()
        while up.get(first, first) != first and first not in seen:
            seen.add(first)
            first = up[first]
        return min(seen) if first in seen else first

    groups: dict[int, list[Stretch]] = {}
    for s in stretches:
        groups.setdefault(top(s.first), []).append(s)
    found = []
    for members in groups.values():
        by_role = {role: tuple((s.first, s.last) for s in members if s.role == role) for role in ROLES}
        if by_role["content"]:
            score = sum(s.score for s in members) / len(members)
            found.append(Attribution(by_role["source"], by_role["cue"], by_role["content"], round(score, 4)))
    return tuple(sorted(found, key=lambda a: min(first for first, _ in (*a.source, *a.cue, *a.content))))
