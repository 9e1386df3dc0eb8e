"""Counterparts: the other side, where the clause leaves it out."""

from __future__ import annotations

from collections.abc import Callable

from verbale.records import Record

Gives = Callable[..., None]
Coded = Callable[..., Record]


def test_a_refusal_answers_who_asked(gives: Gives) -> None:
    gives(
        ("Norland proposed a truce.", "Ostania rejected the proposal."),
        "REQUEST actual: Norland",
        "  RETREAT wanted: Norland",
        "REJECT actual: Ostania > Norland",
    )


def test_a_denial_answers_who_accused(gives: Gives) -> None:
    gives(
        ("Norland accused Ostania of shelling Brenn.", "Ostania denied the accusation."),
        "ACCUSE actual: Norland > Ostania",
        "  ASSAULT actual: Ostania",
        "DENY actual: Ostania > Norland",
    )


def test_a_promise_goes_to_the_other_side_of_before(coded: Coded) -> None:
    acts = coded("Ostania offered talks to Norland.", "It promised to withdraw its troops.").acts
    promise = next(act for act in acts if act.type == "CONCEDE")
    assert [party.name for party in promise.actors] == ["Ostania"]
    assert [party.name for party in promise.recipients] == ["Norland"]


def test_a_demand_goes_to_who_should_do_it(gives: Gives) -> None:
    gives(
        "Norland demanded that Ostania withdraw its troops from Hask.",
        "REQUEST actual: Norland > Ostania",
        "  RETREAT wanted: Ostania",
    )


def test_a_refusal_on_a_condition_goes_to_who_should_meet_it(coded: Coded) -> None:
    reject = coded("Ostania will not sign the treaty unless Norland withdraws from Hask.").acts[0]
    assert [party.name for party in reject.recipients] == ["Norland"]


def test_nobody_stands_opposite_to_oneself(coded: Coded) -> None:
    for sentences in (["Ostania withdrew its troops."], ["Ostania attacked Norland.", "Ostania agreed to withdraw its troops."]):
        for act in coded(*sentences).acts:
            assert not {party.country for party in act.actors} & {party.country for party in act.recipients}
            assert "troops" not in [party.name for party in act.recipients]


def test_what_was_filled_in_is_said_with_the_reason(coded: Coded) -> None:
    record = coded("Norland proposed a truce.", "Ostania rejected the proposal.")
    reject = next(proof for act, proof in zip(record.acts, record.evidence, strict=True) if act.type == "REJECT")
    assert any(reason.by.startswith("recipient from") and reason.score < 1 for reason in reject.reasons)


def test_who_wants_both_to_meet_is_no_side_of_the_meeting(gives: Gives) -> None:
    gives(
        "Sorvia demanded that Norland and Ostania meet.",
        "REQUEST actual: Sorvia > Norland, Ostania",
        "  CONSULT wanted: Norland, Ostania > nobody",
    )
