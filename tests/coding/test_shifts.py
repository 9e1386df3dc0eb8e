"""Shifts: a saying is typed by what it says."""

from __future__ import annotations

from collections.abc import Callable

Gives = Callable[..., None]


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


def test_a_breach_that_is_said_is_an_accusation_by_who_says_it(gives: Gives) -> None:
    gives("Norland said Ostania had violated the truce.", "ACCUSE/allege actual: Norland > Ostania; by nobody")


def test_says_that_it_will_help_is_a_promise(gives: Gives) -> None:
    gives("Ostania said it would help Norland.", "AGREE/promise actual: Ostania > Norland", "  AID planned: Ostania > Norland; by Ostania")


def test_says_that_it_will_do_harm_if_is_a_threat(gives: Gives) -> None:
    gives(
        "Norland said it would attack Ostania if the talks failed.",
        "THREATEN/violence actual: Norland > Ostania",
        "  ASSAULT conditional: Norland > Ostania; by Norland; if if the talks failed",
    )


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
    gives("Norland agreed with Ostania to exchange prisoners.", "AGREE/promise actual: Norland, Ostania > nobody", "  COOPERATE planned: Norland")


def test_offers_and_calls_that_are_answered(gives: Gives) -> None:
    gives(
        "Ostania hailed an offer by Norland to withdraw its troops.",
        "SUPPORT actual: Ostania > Norland; by nobody",
        "  AGREE/offer actual: Norland",
        "    RETREAT possible: Norland",
    )
