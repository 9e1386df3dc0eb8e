"""Circumstances: when, where and on what condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.records import Record, When

Gives = Callable[..., None]
Coded = Callable[..., Record]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Norland and Ostania will meet on Friday.", "CONSULT planned: Norland, Ostania; on 2005-05-27"),  # ahead
        ("Norland and Ostania met on Friday.", "CONSULT actual: Norland, Ostania; on 2005-05-20"),  # back
        ("Norland was to meet Ostania on Monday.", "CONSULT planned: Norland, Ostania; on 2005-05-30"),
        ("Ostania attacked Brenn last week.", "ASSAULT actual: Ostania; on 2005-05-15/2005-05-21"),
        ("Ostania attacked Brenn two days ago.", "ASSAULT actual: Ostania; on 2005-05-22"),
        ("Norland and Ostania signed a treaty in 1987.", "AGREE actual: Norland, Ostania; on 1987"),
        ("Norland and Ostania met on February 14.", "CONSULT actual: Norland, Ostania; on 2005-02-14"),
        ("Norland and Ostania met in May.", "CONSULT actual: Norland, Ostania; on 2005-05"),
        ("Ostania will withdraw its troops this summer.", "RETREAT planned: Ostania; on 2005-06-01/2005-08-31"),
        ("Ostania withdrew its troops.", "RETREAT actual: Ostania; on nothing"),
    ],
)
def test_when(gives: Gives, sentence: str, act: str) -> None:
    gives(sentence, act)


def test_a_time_belongs_to_the_act_that_it_hangs_on(gives: Gives) -> None:
    gives(
        "Norland accused Ostania on Monday of shelling Brenn.",
        "ACCUSE actual: Norland; on 2005-05-23",
        "  ASSAULT actual: Ostania; on nothing",
    )
    gives(
        "On Monday Ostania attacked Brenn and on Tuesday Norland attacked Lunde.",
        "ASSAULT actual: Ostania; on 2005-05-23",
        "ASSAULT actual: Norland; on 2005-05-24",
    )


def test_the_time_of_a_demand_that_is_said(gives: Gives) -> None:
    gives(
        "Sorvia said Thursday that Norland must release the prisoners.",
        "REQUEST/yield actual: Sorvia > Norland; on 2005-05-19",
        "  RETREAT wanted: Norland; by Sorvia; on nothing",
    )


def test_without_a_publication_date_the_words_stay(coded: Coded) -> None:
    assert coded("Norland and Ostania met on Friday.", published=None).acts[0].when == When("on Friday", None)
    assert coded("Norland and Ostania signed a treaty in 1987.", published=None).acts[0].when == When("in 1987", "1987")


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Norland and Ostania met in Mirel.", "CONSULT actual: Norland, Ostania; at Mirel"),
        ("Norland and Ostania held talks in Mirel.", "CONSULT actual: Norland, Ostania; at Mirel"),
        ("Gunmen killed four soldiers in Brenn.", "ASSAULT actual: Gunmen; at Brenn"),
        ("Rebels killed two soldiers near Brenn.", "ASSAULT actual: Rebels; at Brenn"),
        ("Norland and Ostania met in May.", "CONSULT actual: Norland, Ostania; at nothing"),
        pytest.param(
            "Ostania apologized to Norland.",
            "CONCEDE actual: Ostania > Norland; at nothing",
        ),
        ("Ostania attacked Norland.", "ASSAULT actual: Ostania; at nothing"),
    ],
)
def test_where(gives: Gives, sentence: str, act: str) -> None:
    gives(sentence, act)


def test_whom_one_calls_on_is_no_place(coded: Coded) -> None:
    assert coded("Norland called on Ostania to stop the attacks.").acts[0].where is None


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Ostania will withdraw its troops if Norland releases the prisoners.", "if Norland releases the prisoners"),
        ("If Norland releases the prisoners, Ostania will withdraw its troops.", "If Norland releases the prisoners"),
        ("Ostania will release the prisoners only after Norland lifts the blockade.", "only after Norland lifts the blockade"),
        ("Ostania would withdraw its troops in return for aid.", "in return for aid"),
        ("Ostania will withdraw its troops even if Norland attacks.", None),
    ],
)
def test_condition_words(coded: Coded, sentence: str, condition: str | None) -> None:
    act = next(act for act in coded(sentence).acts if act.actors[0].name == "Ostania")
    assert act.condition == condition
