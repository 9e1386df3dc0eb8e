"""Circumstances: the times and places that events point to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.records import Record, When

Coded = Callable[..., Record]


@pytest.mark.parametrize(
    ("sentence", "event", "value"),
    [
        ("Norland and Ostania will meet on Friday.", "meet CONSULT planned: Norland, Ostania; on Friday", "2005-05-27"),  # ahead
        ("Norland and Ostania met on Friday.", "met CONSULT actual: Norland, Ostania; on Friday", "2005-05-20"),  # back
        ("Norland was to meet Ostania on Monday.", "meet CONSULT planned: Norland, Ostania; on Monday", "2005-05-30"),
        ("Ostania attacked Brenn last week.", "attacked ASSAULT actual: Ostania; on week", "2005-05-15/2005-05-21"),
        ("Ostania attacked Brenn two days ago.", "attacked ASSAULT actual: Ostania; on days", "2005-05-22"),
        ("Norland and Ostania signed a treaty in 1987.", "signed AGREE/sign actual: Norland; on 1987", "1987"),
        ("Norland and Ostania met on February 14.", "met CONSULT actual: Norland, Ostania; on February", "2005-02-14"),
        ("Norland and Ostania met in May.", "met CONSULT actual: Norland, Ostania; on May", "2005-05"),
        ("Ostania will withdraw its troops this summer.", "withdraw RETREAT planned: Ostania; on summer", "2005-06-01/2005-08-31"),
        ("Ostania withdrew its troops.", "withdrew RETREAT actual: Ostania", None),
        ("Ostania withdrew its troops.", "withdrew RETREAT actual: Ostania; on troops", None),  # no time
    ],
)
def test_when(coded: Coded, sentence: str, event: str, value: str | None) -> None:
    when = coded(sentence, event).acts[0].when
    assert (when.value if when else None) == value


def test_without_a_publication_date_the_words_stay(coded: Coded) -> None:
    record = coded("Norland and Ostania met on Friday.", "met CONSULT actual: Norland; on Friday", published=None)
    assert record.acts[0].when == When("on Friday", None)


@pytest.mark.parametrize(
    ("sentence", "event", "where"),
    [
        ("Norland and Ostania met in Mirel.", "met CONSULT actual: Norland, Ostania; at Mirel", "Mirel"),
        ("Rebels killed two soldiers near Brenn.", "killed ASSAULT actual: Rebels > soldiers; at Brenn", "Brenn"),
        ("Ostania deployed troops along the border.", "deployed MOBILIZE actual: Ostania; at border", "the border"),
        ("Ostania attacked Norland.", "attacked ASSAULT actual: Ostania > Norland", None),
    ],
)
def test_where(coded: Coded, sentence: str, event: str, where: str | None) -> None:
    assert coded(sentence, event).acts[0].where == where
