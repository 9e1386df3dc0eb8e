"""Even-handedness: who the two sides of a report are, and what a gap between them is worth."""

import pytest

from evaluation.scoring import Act, Coded, Party, Trigger, score_report
from evaluation.sides import Contest, Outcome, Side, contest, gap

NORLAND, OSTANIA, SORVIA = (Party(name, country=name[:3].upper()) for name in ("Norland", "Ostania", "Sorvia"))
COUNCIL = Party("Security Council", country="UNO")


def report(*actors: tuple[Party, ...]) -> Coded:
    acts = tuple(Act("ACCUSE", Trigger(10 * i, 10 * i + 5), i, actors=who, status="actual") for i, who in enumerate(actors))
    return Coded("r1", tuple((10 * i, 10 * i + 10) for i in range(len(acts))), acts)


def found(gold: Coded, said=None) -> Contest | None:
    return contest(gold, score_report(gold, gold.acts if said is None else said))


def test_the_two_states_that_act_most_are_the_sides_the_busier_first():
    one = found(report(*[(OSTANIA,)] * 3, *[(NORLAND,)] * 4, (SORVIA,), *[(COUNCIL,)] * 9))
    assert one is not None
    assert [(side.country, len(side.outcomes)) for side in one.sides] == [("NOR", 4), ("OST", 3)]


def test_acts_of_both_sides_together_are_left_out():
    one = found(report(*[(OSTANIA,)] * 3, *[(NORLAND,)] * 3, *[(NORLAND, OSTANIA)] * 5))
    assert one is not None
    assert [len(side.outcomes) for side in one.sides] == [3, 3]


@pytest.mark.parametrize(
    "actors",
    [
        [(NORLAND,)] * 9,
        [(NORLAND,)] * 9 + [(OSTANIA,)] * 2,
        [(NORLAND,)] * 9 + [(OSTANIA,)] * 4 + [(SORVIA,)] * 4,
        [(NORLAND,)] * 9 + [(COUNCIL,)] * 4,
        [(NORLAND, OSTANIA)] * 9,
        [],
    ],
    ids=["one side", "too few acts", "a tie for the second side", "a body is no side", "only acts together", "no acts"],
)
def test_a_report_without_two_sides(actors):
    assert found(report(*actors)) is None


def test_recall_counts_the_acts_found_and_those_right_in_all():
    gold = report(*[(NORLAND,)] * 4, *[(OSTANIA,)] * 3)
    wrong = Act("ACCUSE", Trigger(0, 5), actors=(SORVIA,), status="actual")
    one = found(gold, (wrong, gold.acts[1], gold.acts[4]))
    assert one is not None
    first, second = one.sides
    assert (first.recall("type").hits, first.recall("full").hits, first.recall("full").gold) == (2, 1, 4)
    assert (second.recall("type").hits, second.recall("full").hits, second.recall("full").gold) == (1, 1, 3)


def sides(first: str, second: str) -> Contest:
    def side(country: str, marks: str) -> Side:
        return Side(country, tuple(Outcome(mark == "+", False) for mark in marks))

    return Contest("r", (side("NOR", first), side("OST", second)))


def test_a_leaning_stands_out_from_chance():
    leaning = gap([sides("+" * 12, "-" * 12)] * 4, "type")
    assert leaning.points == 100
    assert leaning.at_most < 50


def test_an_even_hand_lies_below_chance():
    even = gap([sides("+-" * 6, "+-" * 6)] * 4, "type")
    assert even.points == 0 < even.by_chance < even.at_most


def test_nothing_found_is_no_leaning():
    nothing = gap([sides("+" * 5, "-" * 5)], "full")
    assert (nothing.points, nothing.by_chance, nothing.at_most) == (0, 0, 0)
