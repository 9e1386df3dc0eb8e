"""Events: triggers with their type, mode and status, and what each points to.

A party stands in a role where the scores of all its mentions together (their log-sum-exp, as in training) pass a threshold: which of
"Norland", "it" and "the government" the network points to does not matter, as long as they are one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from verbale.reader.card import Calibration, Thresholds
from verbale.reader.labels import Labels
from verbale.reader.session import POINTERS, Marks
from verbale.reading import ROLES, Argument, Event

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

CLOSES, HOME = POINTERS.index("closes"), POINTERS.index("home")
FAINT = -6.0
"""Logits of arguments below this are not kept."""
KEPT = 3
"""How many of an event's likeliest recipients below the threshold are kept."""


class Sighted(Struct):
    """A trigger in one window; words count within the window. `sides` hold for each of `ROLES` mention heads with their logits; the
    pointers are words, -1 for none."""

    word: int
    last: int
    type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...]
    logit: float
    sides: tuple[list[tuple[int, float]], ...]
    within: int
    opens: int
    closes: int
    when: int
    where: int


class Triggers:
    """Reads triggers off a window's marks, by the labels, thresholds and calibration of a card."""

    def __init__(self, labels: Labels, thresholds: Thresholds, calibration: Calibration) -> None:
        self.labels, self.thresholds, self.calibration = labels, thresholds, calibration
        kinds = [mode.partition("/")[0] for mode in labels.mode]
        self._foreign = np.array([[kind != type for kind in kinds] for type in labels.act])

    def of(self, marks: Marks, mentions: Sequence[int], ends: Flags) -> list[Sighted]:
        """The triggers of one window; `mentions` are the heads of its parties' mentions, `ends` says after which words a sentence ends, the
        last one too."""
        shares = np.exp(marks.act - marks.act.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        found: list[Sighted] = []
        for word in np.flatnonzero(1 - shares[:, 0] >= self.thresholds.trigger).tolist():
            kind = int(shares[word, 1:].argmax()) + 1
            last = word + 1
            while last < len(shares) and marks.inside[last] > 0 and shares[last, 0] > 1 - self.thresholds.trigger:
                last += 1
            mode = np.where(self._foreign[kind], -np.inf, marks.mode[word]).argmax()
            scores = marks.roles[:, word]
            pointed = scores[len(ROLES) : HOME].argmax(1)
            pointers = [int(p) if p < len(shares) else -1 for p in pointed.tolist()]
            if pointers[1] >= 0:
                # the end of a condition stands behind its beginning, in the same sentence
                stop = pointers[1] + int(np.argmax(ends[pointers[1] :])) + 1
                pointers[2] = pointers[1] + int(scores[CLOSES, pointers[1] : stop].argmax())
            found.append(
                Sighted(
                    word, last, self.labels.act[kind], self.labels.mode[int(mode)].partition("/")[2] or None,
                    self.labels.status[int(marks.status[word].argmax())],
                    tuple(self.labels.context[c] for c in np.flatnonzero(marks.context[word] > 0).tolist()),
                    float(np.log(1 - shares[word, 0]) - np.log(shares[word, 0])),
                    tuple(self._sides(scores[r], mentions) for r in range(len(ROLES))),
                    *pointers,
                )
            )  # fmt: skip
        return found

    def _sides(self, scores: Floats, mentions: Sequence[int]) -> list[tuple[int, float]]:
        logits = scores[list(mentions)] - scores[-1] if mentions else []
        return [(m, float(s)) for m, s in zip(mentions, logits, strict=True) if s > FAINT]

    def assemble(self, sighted: Sequence[tuple[int, Sighted]], entity: Callable[[int], int]) -> tuple[Event, ...]:
        """The events of a report, in the order of their words. `sighted` gives each trigger with the report's index of its window's
        first word; `entity` says who a mention's head means."""
        at = {offset + s.word: n for n, (offset, s) in enumerate(sighted)}
        found = []
        for n, (offset, s) in enumerate(sighted):
            runs = [self._split(role, s.sides[r], offset, entity) for r, role in enumerate(ROLES)]
            arguments = [argument for chosen, _ in runs for argument in chosen]
            _, faint = runs[ROLES.index("recipient")]
            within = at.get(offset + s.within, -1) if s.within >= 0 else -1
            found.append(
                Event(
                    offset + s.word, offset + s.word, offset + s.last, s.type, s.mode, s.status, s.contexts, tuple(arguments),
                    within if within != n else -1, (offset + s.opens, offset + s.closes + 1) if s.opens >= 0 else None,
                    offset + s.when if s.when >= 0 else -1, offset + s.where if s.where >= 0 else -1, self._belief("trigger", s.logit),
                    tuple(faint[:KEPT]),
                )
            )  # fmt: skip
        return tuple(found)

    def _split(
        self, role: str, side: Sequence[tuple[int, float]], offset: int, entity: Callable[[int], int]
    ) -> tuple[list[Argument], list[Argument]]:
        """The parties that stand in a role, in the order of the text, and the others, likeliest first."""
        groups: dict[int, list[tuple[float, int]]] = {}
        for mention, logit in side:
            groups.setdefault(entity(offset + mention), []).append((logit, offset + mention))
        pooled = {e: float(np.logaddexp.reduce([logit for logit, _ in members])) for e, members in groups.items()}
        each, only = self.thresholds.of(role)
        ranked = sorted(pooled, key=lambda e: -pooled[e])
        chosen = {e for e in ranked if pooled[e] > each} or {e for e in ranked[:1] if pooled[e] > only}
        found = {e: Argument(role, max(groups[e])[1], self._belief(role, pooled[e])) for e in pooled}
        return [found[e] for e in pooled if e in chosen], [found[e] for e in ranked if e not in chosen]

    def _belief(self, kind: str, logit: float) -> float:
        """The share of marks of this kind and logit that are right."""
        a, b = self.calibration.get(kind, (1.0, 0.0))
        return round(float(1 / (1 + np.exp(-(a * logit + b)))), 4)
