"""The codebook's borderline cases (section 2, notes): one sentence each, and the type that they are settled as."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.records import Record

Gives = Callable[..., None]
Coded = Callable[..., Record]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Norland invited the Ostanian president to Velden.", ["AGREE/offer actual: Norland > Ostanian president"]),
        (
            "Sorvia called for talks between Norland and Ostania.",
            ["REQUEST/meet actual: Sorvia > Norland, Ostania", "  CONSULT wanted: Norland, Ostania; by Sorvia"],
        ),
        (
            "Norland extended its truce with the rebels.",
            ["CONCEDE actual: Norland > rebels", "  RETREAT/ceasefire planned: Norland; by Norland"],
        ),
        ("The rebels accepted the ceasefire.", ["CONCEDE actual: rebels", "  RETREAT/ceasefire planned: rebels; by rebels"]),
        ("Ostania regretted the deaths of the Norlandic soldiers.", ["CONCEDE actual: Ostania"]),
        (
            "Sorvia expressed concern about the Ostanian attacks.",
            ["ACCUSE/disapprove actual: Sorvia > Ostania", "  ASSAULT actual: Ostania; by Sorvia"],
        ),
        (
            "Norland complained that Ostania had closed the border.",
            ["ACCUSE/disapprove actual: Norland > Ostania", "  COERCE/restrict actual: Ostania; by Norland"],
        ),
        ("The Ostanian president declined to comment.", []),
        ("Ostania seized a Norlandic ship.", ["COERCE/seize actual: Ostania > Norland"]),
        ("Sorvian peacekeepers patrolled Brenn.", ["MOBILIZE/troops actual: Sorvian peacekeepers"]),
        ("Ostania walked out of the talks with Norland.", ["SANCTION/discontinue actual: Ostania > Norland"]),
        ("Norland will impose sanctions on Ostania in June.", ["SANCTION planned: Norland > Ostania; on 2005-06"]),
        ("Sorvia eased sanctions against Norland.", ["CONCEDE actual: Sorvia > Norland"]),
        ("A court issued a warrant for the Ostanian general.", ["THREATEN/arrest actual: court > Ostanian general"]),
        ("Norland presented a list of prisoners to Ostania.", ["COOPERATE actual: Norland > Ostania"]),
        ("The Ostanian prime minister resigned.", ["RETREAT/resign actual: Ostanian prime minister > nobody"]),
        ("Norland allowed Sorvian observers into Brenn.", ["RETREAT/access actual: Norland"]),
        ("Norland supported the Ostanian plan.", ["SUPPORT actual: Norland > Ostania"]),
        ("Norland banned imports from Ostania.", ["COERCE/restrict actual: Norland > Ostania"]),
        ("The rebels laid down their arms.", ["RETREAT/disarm actual: rebels"]),
        ("The rebels abducted a Sorvian engineer.", ["ASSAULT/abduct actual: rebels > Sorvian engineer"]),
        ("Norland telephoned Ostania.", ["CONSULT/phone actual: Norland, Ostania > nobody"]),
    ],
)
def test_settled(gives: Gives, sentence: str, acts: list[str]) -> None:
    gives(sentence, *acts)


def test_to_ratify_is_to_support(coded: Coded) -> None:
    act = coded("Norland ratified a treaty with Ostania.").acts[0]
    assert (act.type, [party.name for party in act.actors]) == ("SUPPORT", ["Norland"])


def test_a_place_taken_by_fighting_is_an_assault(coded: Coded) -> None:
    act = coded("Rebels captured Brenn after a battle with the army.").acts[0]
    assert (act.type, act.trigger.text, [party.name for party in act.actors]) == ("ASSAULT", "captured", ["Rebels"])


def test_only_people_are_abducted(coded: Coded) -> None:
    assert coded("Rebels captured Brenn after a battle with the army.").acts[0].mode != "abduct"


def test_troops_sent_to_rescue_are_aid(coded: Coded) -> None:
    assert [act.type for act in coded("Sorvia sent troops to rescue the hostages.").acts] == ["AID"]


def test_a_vow_to_do_harm_is_a_threat(coded: Coded) -> None:
    threat, attack = coded("Ostania vowed to attack Norland.").acts
    assert (threat.type, threat.mode, [party.name for party in threat.recipients]) == ("THREATEN", "violence", ["Norland"])
    assert (attack.type, attack.within) == ("ASSAULT", threat.id)
    assert attack.status in ("planned", "possible")


def test_protest_in_a_report_of_political_acts(gives: Gives) -> None:
    gives(
        ("Ostania attacked Norland.", "Workers went on strike in Velden."),
        "ASSAULT actual: Ostania > Norland",
        "PROTEST/strike actual: Workers; at Velden",
    )


def test_both_sides_of_an_exchange_are_actors(coded: Coded) -> None:
    exchange = coded("Norland and Ostania held talks in Mirel.", "The two sides exchanged prisoners.").acts[1]
    assert [party.name for party in exchange.actors] == ["Norland", "Ostania"]


def test_an_act_told_again_is_coded_once(gives: Gives) -> None:
    gives(
        ("Ostania attacked Norland.", "Sorvia condemned the attack."),
        "ASSAULT actual: Ostania > Norland",
        "ACCUSE/disapprove actual: Sorvia",
    )
