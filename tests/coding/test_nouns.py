"""Nouns: what a phrase says of a party by its own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "head", "kind", "name", "country", "sector"),
    [
        ("Norland accused Ostania of shelling Brenn.", "Norland", "state", "Norland", "NRL", "GOV"),
        ("The Ostanian government released the prisoners.", "government", "state", "Ostania", "OST", "GOV"),
        ("Velden accused Torvik of lying.", "Torvik", "state", "Ostania", "OST", "GOV"),  # the capital for the state
        ("Norland accused Ostania of shelling Brenn.", "Brenn", "place", "Brenn", "NRL", ""),
        ("The Ostanian president visited Norland.", "president", "person", "Ostanian president", "OST", "GOV"),
        ("Ostanian President Ivo Renn visited Norland.", "Ivo", "person", "Ivo Renn", "OST", "GOV"),
        ("Jana Holt, the foreign minister of Norland, met the Ostanian envoy.", "envoy", "person", "Ostanian envoy", "OST", "GOV"),
        ("Norlandic troops shot three Ostanian villagers.", "troops", "people", "Norlandic troops", "NRL", "MIL"),
        ("Norlandic troops shot three Ostanian villagers.", "villagers", "people", "Ostanian villagers", "OST", "CVL"),
        ("Norlandic police arrested three Ostanians.", "Ostanians", "people", "Ostanians", "OST", "CVL"),
        ("Norlandic police arrested three Ostanians.", "police", "people", "Norlandic police", "NRL", "COP"),
        ("Ostanian officials said Norlandic troops had withdrawn from Hask.", "officials", "people", "Ostanian officials", "OST", "GOV"),
        ("The Hask Liberation Front attacked Ostania.", "Front", "body", "Hask Liberation Front", "NRL", "REB"),
        ("The Union of Northern States condemned Ostania.", "Union", "state", "Union of Northern States", "IGO", "GOV"),
        (
            "The Norlandic Foreign Ministry summoned the Ostanian ambassador.",
            "Ministry",
            "people",
            "Norlandic Foreign Ministry",
            "NRL",
            "GOV",
        ),
        ("Gunmen killed four soldiers in Brenn.", "Gunmen", "people", "Gunmen", "", "UAF"),
        ("Gunmen killed four soldiers in Brenn.", "soldiers", "people", "soldiers", "", "MIL"),
        ("The farmer met the teacher.", "farmer", "person", "farmer", "", "AGR"),
        ("Norland and Ostania signed the treaty.", "treaty", "", "", "", ""),
        ("It rained in Brenn.", "It", "", "", "", ""),
    ],
)
def test_described(sample: Make, sentence: str, head: str, kind: str, name: str, country: str, sector: str) -> None:
    it = sample(sentence)
    found = it.cast.nouns.described(it.at(head))
    assert (found.name, found.country, found.sector) == (name, country, sector)
    assert bool(found.kind) is bool(kind)
    if kind in ("person", "place"):
        assert found.kind == kind


def test_number_and_role(sample: Make) -> None:
    it = sample("Norlandic troops shot three Ostanian villagers.")
    assert it.cast.nouns.described(it.at("villagers")).plural
    it = sample("The Ostanian president visited Norland.")
    president = it.cast.nouns.described(it.at("president"))
    assert (president.role, president.plural, president.named) == ("president", False, False)
    it = sample("Ostanian President Ivo Renn visited Norland.")
    assert it.cast.nouns.described(it.at("Ivo")).named


@pytest.mark.parametrize(
    ("sentence", "head", "words"),
    [
        ("Ostanian President Ivo Renn visited Norland.", "Ivo", "Ostanian President Ivo Renn"),
        ("Norland praised the envoy who met the rebels.", "envoy", "the envoy"),  # without the relative clause
        ("The Union of Northern States condemned Ostania.", "Union", "The Union"),
        ("Norlandic troops shot three Ostanian villagers.", "villagers", "three Ostanian villagers"),
        ("Ostania's president, Ivo Renn, rejected the plan.", "president", "Ostania's president"),
    ],
)
def test_the_words_of_a_phrase(sample: Make, sentence: str, head: str, words: str) -> None:
    it = sample(sentence)
    first, last = it.cast.nouns.core(it.at(head))
    assert it.report.text[it.reading.words[first].start : it.reading.words[last - 1].end] == words


def test_states_before_a_noun(sample: Make) -> None:
    it = sample("Norlandic and Ostanian officials met in Mirel.")
    head = it.at("officials")
    assert [country for _, country, _ in it.cast.nouns.countries(head, 0, head)] == ["NRL", "OST"]
