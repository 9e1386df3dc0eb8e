"""Scores with bootstrap intervals: counts by unit (sentence or document) in, per cent with a 95 % interval out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from verbale.reader.card import Score

RESAMPLES = 1000
SEED = 13


def f1(counts: Sequence[tuple[int, int, int]]) -> Score:
    """F1 in per cent of (hits, said, gold) counted by unit; the interval resamples units (percentile bootstrap, Efron 1979).

    >>> f1([(1, 2, 1), (1, 1, 2)]).value
    66.67
    """
    table = np.array(counts, dtype=np.float64)

    def score(sums: np.ndarray) -> np.ndarray:
        return 200 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1)

    rng = np.random.default_rng(SEED)
    n = len(table)
    sums = np.stack([table[rng.integers(0, n, n)].sum(0) for _ in range(RESAMPLES)])
    low, high = np.percentile(score(sums), (2.5, 97.5))
    return Score(round(float(score(table.sum(0))), 2), round(float(low), 2), round(float(high), 2))
