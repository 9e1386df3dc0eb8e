"""Shifts: a saying is typed by what it says."""

from __future__ import annotations

from collections.abc import Callable

from verbale.records import Record

Gives = Callable[..., None]
Coded = Callable[..., Record]


def test_must_and_should_are_demands(gives: Gives) -> None:
    gives(
        "Norland said Ostania must withdraw its troops.",
        "REQUEST/yield actual: Norland > Ostania; by nobody; trigger must",
        "  RETREAT/withdraw wanted: Ostania; by Norland",
    )
    gives(
        "Norland said that Ostania should stop the shelling of Brenn.",
        "REQUEST/yield actual: Norland > Ostania; trigger should",
        "  RETREAT/ceasefire wanted: Ostania; by Norland",
    )


def test_a_breach_that_is_said_is_an_accusation_by_who_says_it(coded: Coded) -> None:
    accusation, *others = coded("Norland said Ostania had violated the truce.").acts
    assert (accusation.type, accusation.mode, accusation.status) == ("ACCUSE", "allege", "actual")
    assert ([party.name for party in accusation.actors], [party.name for party in accusation.recipients]) == (["Norland"], ["Ostania"])
    assert "ACCUSE" not in [act.type for act in others]
    assert all([party.name for party in act.speakers] == ["Norland"] for act in others)


def test_says_that_it_will_help_is_a_promise(gives: Gives) -> None:
    gives("Ostania said it would help Norland.", "AGREE/promise actual: Ostania > Norland", "  AID planned: Ostania > Norland; by Ostania")


def test_says_that_it_will_do_harm_if_is_a_threat(coded: Coded) -> None:
    threat, attack = coded("Norland said it would attack Ostania if the talks failed.").acts[:2]
    assert (threat.type, threat.mode, [party.name for party in threat.recipients]) == ("THREATEN", "violence", ["Ostania"])
    assert (attack.type, attack.status, attack.within) == ("ASSAULT", "conditional", threat.id)
    assert "if the talks failed" in (threat.condition, attack.condition)


def test_harm_that_may_follow_is_a_warning(gives: Gives) -> None:
    gives("Sorvia said that war could erupt.", "WARN actual: Sorvia; by nobody")
    gives("Sorvia warned that chaos could follow.", "WARN actual: Sorvia; by nobody")
    gives("Sorvia fears that Ostania may attack Norland.", "WARN actual: Sorvia", "  ASSAULT possible: Ostania > Norland; by Sorvia")


def test_says_that_it_will_not_is_a_refusal(gives: Gives) -> None:
    gives(
        "Norland said it would not negotiate with the rebels.",
        "REJECT/meet actual: Norland > rebels; by nobody",
        "  CONSULT negated: Norland, rebels; by Norland",
    )


def test_the_mode_of_a_demand_or_refusal_is_what_it_is_about(gives: Gives) -> None:
    gives("Ostania refused to withdraw its troops.", "REJECT/yield actual: Ostania", "  RETREAT negated: Ostania")
    gives("Ostania ruled out talks with Norland.", "REJECT/meet actual: Ostania", "  CONSULT negated: Ostania, Norland")
    gives("The rebels, who shelled Brenn, demanded talks with Norland.",
          "ASSAULT actual: rebels; by nobody", "REQUEST/meet actual: rebels > Norland", "  CONSULT wanted: rebels, Norland")  # fmt: skip
    gives("The Norlandic Foreign Ministry summoned the Ostanian ambassador.",
          "REQUEST actual: Norlandic Foreign Ministry > Ostanian ambassador")  # fmt: skip


def test_to_agree_to_give_way_is_to_concede(gives: Gives) -> None:
    gives("Ostania agreed to withdraw its troops.", "CONCEDE actual: Ostania", "  RETREAT planned: Ostania")


def test_an_agreement_with_somebody_has_both_as_actors(coded: Coded) -> None:
    agreement = coded("Norland agreed with Ostania to exchange prisoners.").acts[0]
    assert agreement.type == "AGREE"
    assert [party.name for party in agreement.actors] == ["Norland", "Ostania"]


def test_offers_and_calls_that_are_answered(gives: Gives) -> None:
    gives(
        "Ostania hailed an offer by Norland to withdraw its troops.",
        "SUPPORT actual: Ostania > Norland; by nobody",
        "  AGREE/offer actual: Norland",
        "    RETREAT possible: Norland",
    )
