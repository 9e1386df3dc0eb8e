"""Beliefs: which are right, how well they are calibrated, and how they are fitted."""

import numpy as np
import pytest

from evaluation.confidence import Belief, beliefs, fitted, reliability
from evaluation.scoring import Act, Coded, Party, Trigger
from verbale import records
from verbale.records import Evidence, Reason, Record, Report, Span

TEXT = "Norland accused Ostania. It met Sorvia."


def record() -> Record:
    norland, ostania = records.Party("Norland", "Norland"), records.Party("Ostania", "Ostania")
    acts = (
        records.Act("a1", 0, records.Trigger("accused", 8, 15), "ACCUSE", None, (norland,), (ostania,), "actual"),
        records.Act("a2", 1, records.Trigger("met", 28, 31), "CONSULT", None, (norland,), (), "actual"),
    )
    proofs = (
        Evidence("a1", reasons=(Reason("trigger of ACCUSE", 0.9), Reason("actor Norland", 0.8), Reason("recipient Ostania", 0.6))),
        Evidence("a2", reasons=(Reason("trigger of CONSULT", 0.3), Reason("actor Norland", 0.8))),
    )
    return Record(Report("r", TEXT, ()), (Span(0, 24), Span(25, len(TEXT))), acts, proofs)


def test_an_act_is_right_if_matched_and_its_parties_if_they_stand_there() -> None:
    hand = Act("ACCUSE", Trigger(8, 15), 0, None, (Party("Norland"),), (Party("Sorvia"),))
    gold = Coded("r", ((0, 24), (25, len(TEXT))), (hand,))
    assert beliefs([gold], [record()]) == [
        Belief("trigger", 0.9, True), Belief("actor", 0.8, True), Belief("recipient", 0.6, False), Belief("trigger", 0.3, False),
    ]  # fmt: skip


def test_reliability_groups_beliefs_by_size() -> None:
    rows = reliability([Belief("trigger", n / 10, n > 5) for n in range(1, 11)])
    assert [(row.kind, row.beliefs) for row in rows] == [("trigger", 2)] * 5
    assert [row.mean_belief for row in rows] == [15.0, 35.0, 55.0, 75.0, 95.0]
    assert [row.right for row in rows] == [0.0, 0.0, 50.0, 100.0, 100.0]


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.5, 1.0), (2.0, -1.0)])
def test_a_fit_finds_the_curve_that_made_the_answers(slope: float, shift: float) -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 2, 6000)
    right = rng.random(6000) < 1 / (1 + np.exp(-(slope * logits + shift)))
    made = [Belief("trigger", float(1 / (1 + np.exp(-x))), bool(y)) for x, y in zip(logits, right, strict=True)]
    a, b = fitted(made)["trigger"]
    assert a == pytest.approx(slope, abs=0.1)
    assert b == pytest.approx(shift, abs=0.1)


def test_nothing_to_fit_leaves_beliefs_as_they_are() -> None:
    assert fitted([]) == dict.fromkeys(("trigger", "actor", "recipient", "speaker"), (1.0, 0.0))
