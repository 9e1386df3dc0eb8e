from dataclasses import dataclass

import pytest

from verbale.pages.order import by_sentence
from verbale.records import Act, Record, Report, Span, Trigger


@dataclass
class Made:
    """An act of a test: which sentence, where its trigger stands, within which other."""

    id: str
    sentence: int
    start: int
    within: str | None = None


def coded(*made: Made) -> Record:
    acts = tuple(Act(m.id, m.sentence, Trigger("x", m.start, m.start + 1), "STATE", None, (), (), "actual", within=m.within) for m in made)
    return Record(Report("r", "x" * 100, ()), (Span(0, 50), Span(50, 100)), acts, ())


def shown(record: Record) -> list[tuple[int, str, int]]:
    return [(sentence, item.act.id, item.depth) for sentence, items in by_sentence(record).items() for item in items]


def test_inner_acts_follow_their_outer_one_and_all_stand_by_their_triggers() -> None:
    record = coded(Made("c", 0, 30), Made("b2", 0, 25, "b"), Made("b", 0, 20), Made("b1", 0, 10, "b"), Made("b11", 0, 12, "b1"))
    assert shown(record) == [(0, "b", 0), (0, "b1", 1), (0, "b11", 2), (0, "b2", 1), (0, "c", 0)]


def test_an_act_within_one_of_another_sentence_is_one_deep_and_names_it() -> None:
    record = coded(Made("a", 0, 1), Made("b", 1, 60, "a"), Made("c", 1, 70, "b"))
    assert shown(record) == [(0, "a", 0), (1, "b", 1), (1, "c", 2)]
    assert [item.elsewhere for item in by_sentence(record)[1]] == ["a", None]


@pytest.mark.parametrize("outers", [("b", "c", "a"), ("a", "b", "c"), ("gone", "a", "gone"), ("b", "a", "b")])
def test_no_act_is_lost_in_a_ring_or_within_an_act_that_is_not_there(outers: tuple[str, str, str]) -> None:
    record = coded(Made("a", 0, 1, outers[0]), Made("b", 0, 2, outers[1]), Made("c", 0, 3, outers[2]))
    assert sorted(id for _, id, _ in shown(record)) == ["a", "b", "c"]
