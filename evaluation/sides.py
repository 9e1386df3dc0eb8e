"""Even-handedness: are the acts of one side of a conflict found as well as those of the other?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from evaluation.intervals import RESAMPLES, SEED
from evaluation.scoring import Agreement, Coded, ReportScore, Tally
from verbale.codebook.ontology import load_ontology

LEAST_ACTS = 3
"""Acts that a state must have in a report to be one of its two sides: below, a recall says nothing."""


class Outcome(Struct, frozen=True):
    """What became of one act by hand: found with its type, found with everything right."""

    type: bool
    full: bool


class Side(Struct, frozen=True):
    """The acts of one of a report's two main countries."""

    country: str
    outcomes: tuple[Outcome, ...]

    def recall(self, measure: str) -> Tally:
        """The acts found, at "type" or "full"."""
        count = len(self.outcomes)
        return Tally(sum(getattr(one, measure) for one in self.outcomes), count, count)


class Contest(Struct, frozen=True):
    """A report's two sides, the one that acts more often first."""

    id: str
    sides: tuple[Side, Side]


class Gap(Struct, frozen=True):
    """The difference between the sides' recalls in points, mean over reports, beside what chance makes of it.

    `by_chance` and `at_most` are the mean and the 95th percentile of the same figure when the found acts of a report are dealt
    at random to its acts: `points` above `at_most` are a leaning, fewer are none that can be seen.
    """

    points: float
    by_chance: float
    at_most: float


def contest(gold: Coded, score: ReportScore) -> Contest | None:
    """The two main countries of a report with what became of their acts; None where it has no two.

    They are the two states that are most often among the actors of the acts by hand. An act of both together shows nothing and is left
    out; each must have `LEAST_ACTS` others, and the second more acts than the third.
    """
    bodies = {body.code for body in load_ontology().bodies}
    actors = [{p.country for p in act.actors if p.country and p.country not in bodies} for act in gold.acts]
    ranked = Counter(country for countries in actors for country in sorted(countries)).most_common(3)
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[1][1] == ranked[2][1]):
        return None
    names = (ranked[0][0], ranked[1][0])
    found = {match.gold: match.agreement for match in score.matches}
    first, second = (
        Side(name, tuple(_outcome(i, found) for i, countries in enumerate(actors) if countries.intersection(names) == {name}))
        for name in names
    )
    if min(len(first.outcomes), len(second.outcomes)) < LEAST_ACTS:
        return None
    return Contest(gold.id, (first, second))


def _outcome(act: int, found: Mapping[int, Agreement]) -> Outcome:
    return Outcome(act in found, act in found and found[act].full)


def gap(contests: Sequence[Contest], measure: str) -> Gap:
    """The gap at "type" or "full" over reports, at least one.

    >>> right, wrong = Outcome(True, True), Outcome(False, False)
    >>> gap([Contest("r1", (Side("NOR", (right,) * 4), Side("OST", (right, right, wrong, wrong))))], "type").points
    50.0
    """
    rng = np.random.default_rng(SEED)
    real = np.zeros(len(contests))
    dealt = np.zeros((len(contests), RESAMPLES))
    for row, one in enumerate(contests):
        first, second = (np.array([getattr(o, measure) for o in side.outcomes], dtype=np.float64) for side in one.sides)
        real[row] = abs(first.mean() - second.mean())
        shuffled = rng.permuted(np.tile(np.concatenate([first, second]), (RESAMPLES, 1)), axis=1)
        dealt[row] = abs(shuffled[:, : len(first)].mean(1) - shuffled[:, len(first) :].mean(1))
    means = 100 * dealt.mean(0)
    return Gap(*(round(float(x), 1) for x in (100 * real.mean(), means.mean(), np.percentile(means, 95))))
