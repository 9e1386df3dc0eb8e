"""Beliefs against what is right: is an act that the reader gives 0.8 right four times in five?

An act is right where it is matched on type with one coded by hand; a party in it where the matched act has one of the same country (or
name, where one has no country) in that role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from evaluation.scoring import Coded, Party, same_country, score_report, scored
from verbale.records import Record

ROLES = {"actor": "actors", "recipient": "recipients", "speaker": "speakers"}
BINS = 5


class Belief(Struct, frozen=True):
    """What the reader believed of a trigger or of a party in a role, from 0 to 1, and whether it was right."""

    kind: str
    share: float
    right: bool


class Row(Struct, frozen=True):
    """Beliefs of one kind that lie together: how many, their mean, and the share that was right, both in per cent."""

    kind: str
    beliefs: int
    mean_belief: float
    right: float


def beliefs(golds: Sequence[Coded], records: Iterable[Record]) -> list[Belief]:
    """All beliefs in the acts of records of reports that were coded by hand too."""
    found = []
    for gold, record in zip(golds, records, strict=True):
        hands = {m.said: gold.acts[m.gold] for m in score_report(gold, tuple(map(scored, record.acts))).matches}
        for n, (act, proof) in enumerate(zip(record.acts, record.evidence, strict=True)):
            hand = hands.get(n)
            for reason in proof.reasons:
                kind, _, name = reason.by.partition(" ")
                if kind == "trigger":
                    found.append(Belief(kind, reason.score, hand is not None))
                elif hand is not None:
                    party = next(p for p in getattr(act, ROLES[kind]) if p.name == name)
                    there: tuple[Party, ...] = getattr(hand, ROLES[kind])
                    found.append(
                        Belief(kind, reason.score, any(same_country(Party(party.name, party.text, party.country), p) for p in there))
                    )
    return found


def reliability(found: Sequence[Belief]) -> list[Row]:
    """For each kind, its beliefs in `BINS` groups of like size from the least to the greatest."""
    rows = []
    for kind in ("trigger", *ROLES):
        own = sorted((b for b in found if b.kind == kind), key=lambda b: b.share)
        for group in np.array_split(np.arange(len(own)), BINS) if own else ():
            some = [own[i] for i in group]
            if some:
                shares = (sum(b.share for b in some), sum(b.right for b in some))
                rows.append(Row(kind, len(some), *(round(100 * s / len(some), 1) for s in shares)))
    return rows


def fitted(found: Sequence[Belief]) -> dict[str, tuple[float, float]]:
    """For each kind (a, b), so that 1 / (1 + exp(-(a x + b))) is the share right among beliefs of logit x: logistic regression by Newton's
    method, with a faint pull to (1, 0) (Platt 1999)."""
    answer = {}
    for kind in ("trigger", *ROLES):
        own = [b for b in found if b.kind == kind]
        shares = np.clip([b.share for b in own], 1e-4, 1 - 1e-4)
        x = np.stack([np.log(shares / (1 - shares)), np.ones(len(own))], 1)
        y = np.array([b.right for b in own], dtype=float)
        start = w = np.array([1.0, 0.0])

        def cost(w: np.ndarray, x: np.ndarray = x, y: np.ndarray = y, start: np.ndarray = start) -> float:
            return float(np.logaddexp(0, -(2 * y - 1) * (x @ w)).sum() + ((w - start) ** 2).sum() / 2)

        for _ in range(50):
            p = np.exp(-np.logaddexp(0, -x @ w))
            slope = x.T @ (y - p) - (w - start)
            step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(2), slope)
            while cost(w + step) > cost(w) and abs(step).max() > 1e-9:
                step = step / 2
            w = w + step
        answer[kind] = (round(float(w[0]), 4), round(float(w[1]), 4))
    return answer
