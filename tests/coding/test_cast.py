"""Cast: pronouns, short names, roles and "the two sides", resolved to parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
TALKS = "Norland and Ostania held talks in Mirel."
BOTH = ["Norland (NRL GOV)", "Ostania (OST GOV)"]


@pytest.mark.parametrize(
    ("sentences", "head", "parties"),
    [
        # names, capitals, governments
        (["Velden accused Torvik of lying."], "Velden", ["Norland (NRL GOV)"]),
        (["The Ostanian government released the prisoners."], "government", ["Ostania (OST GOV)"]),
        (["The Grey House praised Ostania."], "House", ["Grey House (NRL GOV)"]),
        (["The Union of Northern States condemned Ostania."], "Union", ["Union of Northern States (IGO GOV)"]),
        (["The Hask Liberation Front attacked Ostania."], "Front", ["Hask Liberation Front (NRL REB)"]),
        # coordination
        (["Norland, Ostania and Sorvia met in Mirel."], "Norland", ["Norland (NRL GOV)", "Ostania (OST GOV)", "Sorvia (SRV GOV)"]),
        (["Norland and its neighbor Sorvia condemned Ostania."], "Norland", ["Norland (NRL GOV)", "Sorvia (SRV GOV)"]),
        (
            ["Norlandic and Ostanian officials met in Mirel."],
            "officials",
            ["Norlandic officials (NRL GOV)", "Ostanian officials (OST GOV)"],
        ),
        # apposition and role
        (["Jana Holt, the foreign minister of Norland, met the Ostanian envoy."], "Jana", ["Jana Holt (NRL GOV)"]),
        (["Ostania's president, Ivo Renn, rejected the plan."], "president", ["Ivo Renn (OST GOV)"]),
        (["Ostanian President Ivo Renn visited Norland."], "Ivo", ["Ivo Renn (OST GOV)"]),
        # relative pronouns
        (["Sorvia praised Norland, which released the prisoners."], "which", ["Norland (NRL GOV)"]),
        (["The rebels, who shelled Brenn, demanded talks with Norland."], "who", ["rebels (NRL REB)"]),
        # later mentions
        (["Ostanian President Ivo Renn visited Norland.", "Renn met the Norlandic foreign minister."], "Renn.2", ["Ivo Renn (OST GOV)"]),
        (["Ostanian President Ivo Renn visited Norland.", "He praised Norland."], "He", ["Ivo Renn (OST GOV)"]),
        (["Ostania released the prisoners.", "It accused Norland of torturing the prisoners."], "It", ["Ostania (OST GOV)"]),
        ([TALKS, "They signed a treaty."], "They", BOTH),
        ([TALKS, "The two sides signed a treaty."], "sides", BOTH),
        (["Norland and Ostania praised Sorvia.", "They condemned the rebels."], "They", BOTH),
        ([TALKS, "The two sides left Ostania.", "They condemned the rebels."], "They", BOTH),
        (
            ["Norland and Ostania praised Sorvia.", "Ostania's envoys left.", "They condemned the rebels."],
            "They",
            ["Ostania (OST GOV)"],
        ),
        pytest.param(
            [TALKS, "Both rejected the plan."],
            "Both",
            BOTH,
        ),
        (
            ["The Hask Liberation Front attacked Ostania.", "The group released the prisoners."],
            "group",
            ["Hask Liberation Front (NRL REB)"],
        ),
        pytest.param(
            ["Jana Holt, the foreign minister of Norland, met the Ostanian envoy.", "The foreign minister praised Sorvia."],
            "minister.2",
            ["Jana Holt (NRL GOV)"],
        ),
        # what the reader takes for one party has its name
        (["Border Watch accused Ostania of shelling Brenn.", "The watchdog praised Norland."], "watchdog", ["Border Watch (SOC)"]),
        (["The watchdog praised Norland.", "Border Watch accused Ostania of shelling Brenn."], "watchdog", ["Border Watch (SOC)"]),
        (["The watchdog praised Norland."], "watchdog", ["watchdog (NRL SOC)"]),
        (["Border Watch accused Ostania of shelling Brenn.", "The network praised Norland."], "network", ["Border Watch ()"]),
        # documents stand for whoever issued them
        (["Norland's statement condemned Ostania."], "statement", ["Norland (NRL GOV)"]),
        (["A statement by the rebels condemned Ostania."], "statement", ["rebels (OST REB)"]),
        (["A UNS statement condemned Ostania."], "statement", ["Union of Northern States (IGO GOV)"]),
        # parties of no one state
        (["Arab leaders praised Norland."], "leaders", ["Arab leaders ()"]),
        ([TALKS, "European negotiators met in Mirel."], "negotiators", ["European negotiators (EUR )"]),
        # known names that are part of others
        (["Social Democrats met in Mirel."], "Democrats", ["Social Democrats ()"]),
        (["Henry Ramos met in Mirel."], "Henry", ["Henry Ramos ()"]),
        # no parties
        (["Norland and Ostania signed the treaty."], "treaty", []),
        (["It rained in Brenn."], "It", []),
        (["The two sides signed a treaty."], "sides", []),  # nobody is named before
    ],
)
def test_whom_a_phrase_means(sample: Make, sentences: list[str], head: str, parties: list[str]) -> None:
    word, _, place = head.partition(".")
    assert sample(*sentences).parties(word, int(place or 1)) == parties


def test_the_two_leaders_are_persons_of_both_states(sample: Make) -> None:
    it = sample("Norland's president and Ostania's prime minister met in Mirel.", "The two leaders signed a treaty.")
    assert [party.rpartition(" (")[2] for party in it.parties("leaders")] == ["NRL GOV)", "OST GOV)"]


@pytest.mark.parametrize(
    ("sentence", "head", "country", "sector"),
    [
        ("A spokesman for the Norlandic government accused Ostania of lying.", "spokesman", "NRL", "GOV"),
        ("Norland's troops attacked Lunde.", "troops", "NRL", "MIL"),
        ("Ostania withdrew its troops.", "troops", "OST", "MIL"),
        ("An Ostanian official said on condition of anonymity that Norlandic troops had withdrawn from Hask.", "official", "OST", "GOV"),
    ],
)
def test_state_and_sector_from_what_hangs_on_the_phrase(sample: Make, sentence: str, head: str, country: str, sector: str) -> None:
    it = sample(sentence)
    assert [(side.party.country, side.party.sector) for side in it.cast.resolve(it.at(head))] == [(country, sector)]


@pytest.mark.parametrize(
    ("sentences", "head", "words"),
    [
        ([TALKS, "The two sides signed a treaty."], "sides", ["The two sides", "The two sides"]),
        ([TALKS, "They signed a treaty."], "They", ["They", "They"]),
        (["Ostanian President Ivo Renn visited Norland."], "Ivo", ["Ostanian President Ivo Renn"]),
        (["Norland praised the envoy who met the rebels."], "envoy", ["the envoy"]),
    ],
)
def test_the_words_are_those_of_the_place(sample: Make, sentences: list[str], head: str, words: list[str]) -> None:
    it = sample(*sentences)
    sides = it.cast.resolve(it.at(head))
    assert [side.party.text for side in sides] == words
    assert all(side.span is not None and it.report.text[side.span.start : side.span.end] == side.party.text for side in sides)
