"""Coder: sentences with a checked tree, then the acts that the codebook demands of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from verbale.codebook import load_ontology
from verbale.coding import code
from verbale.reading import Reading
from verbale.records import Record, Report

Gives = Callable[..., None]
Coded = Callable[..., Record]
SENTENCES = [
    " ".join(token.rpartition("_")[0].partition("_")[0].partition("=")[0] for token in line.split())
    for line in Path(__file__).with_name("trees.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_an_accusation_holds_what_it_alleges(gives: Gives) -> None:
    gives(
        "Norland accused Ostania of shelling Brenn.",
        "ACCUSE/allege actual: Norland > Ostania; by nobody; trigger accused",
        "  ASSAULT/heavy-weapons actual: Ostania; by Norland; trigger shelling",
    )
    gives(
        "Norland accused Ostania of failing to withdraw its troops.",
        "ACCUSE actual: Norland > Ostania",
        "  RETREAT/withdraw negated: Ostania; by Norland",
    )
    gives("The Union of Northern States condemned Ostania.", "ACCUSE/disapprove actual: Union of Northern States > Ostania")


def test_a_passive_accusation_has_no_accuser(gives: Gives) -> None:
    gives("Ostania was accused of shelling Brenn.", "ACCUSE actual: nobody > Ostania; by nobody", "  ASSAULT actual: Ostania; by nobody")


@pytest.mark.parametrize(
    ("sentence", "request_", "content"),
    [
        (
            "Norland demanded that Ostania withdraw its troops from Hask.",
            "REQUEST/yield actual: Norland > Ostania",
            "  RETREAT/withdraw wanted: Ostania; by Norland; at Hask",
        ),
        (
            "Norland urged Ostania to release the prisoners.",
            "REQUEST/yield actual: Norland > Ostania",
            "  RETREAT wanted: Ostania; by Norland",
        ),
        (
            "Ostania wants Norland to withdraw its troops.",
            "REQUEST/yield actual: Ostania > Norland",
            "  RETREAT wanted: Norland; by Ostania",
        ),
        (
            "Norland called on Ostania to stop the attacks.",
            "REQUEST/yield actual: Norland > Ostania",
            "  RETREAT/ceasefire wanted: Ostania; by Norland",
        ),
        (
            "Sorvia demanded that Norland and Ostania meet.",
            "REQUEST/meet actual: Sorvia > Norland, Ostania",
            "  CONSULT wanted: Norland, Ostania > nobody; by Sorvia",
        ),
        ("Norland proposed a truce.", "REQUEST actual: Norland", "  RETREAT/ceasefire wanted: Norland; by Norland"),
    ],
)
def test_what_is_demanded_is_wanted_of_those_who_should_do_it(gives: Gives, sentence: str, request_: str, content: str) -> None:
    gives(sentence, request_, content)


def test_a_demanded_release_is_not_the_prisoners_deed(gives: Gives) -> None:
    gives("Norland demanded the release of the prisoners.", "REQUEST/yield actual: Norland", "  RETREAT/release wanted: nobody; by Norland")


@pytest.mark.parametrize(
    ("sentence", "refusal", "content"),
    [
        ("Ostania refused to withdraw its troops.", "REJECT/yield actual: Ostania", "  RETREAT/withdraw negated: Ostania; by Ostania"),
        (
            "Ostania refused to meet the Norlandic envoy.",
            "REJECT/meet actual: Ostania > Norlandic envoy",
            "  CONSULT negated: Ostania, Norlandic envoy > nobody; by Ostania",
        ),
        (
            "Ostania ruled out talks with Norland.",
            "REJECT/meet actual: Ostania > Norland",
            "  CONSULT negated: Ostania, Norland; by Ostania",
        ),
        ("Ostania called off a meeting with Norland.", "REJECT/meet actual: Ostania > Norland", "  CONSULT negated: Ostania, Norland"),
        (
            "Ostania won't withdraw its troops.",
            "REJECT/yield actual: Ostania; trigger won't withdraw",
            "  RETREAT negated: Ostania; by Ostania",
        ),
        pytest.param(
            "Ostania will not meet the Norlandic envoy.",
            "REJECT/meet actual: Ostania > Norlandic envoy",
            "  CONSULT negated: Ostania, Norlandic envoy",
        ),
    ],
)
def test_what_is_refused_is_negated_within_the_refusal(gives: Gives, sentence: str, refusal: str, content: str) -> None:
    gives(sentence, refusal, content)


def test_a_refused_offer_is_the_others(coded: Coded) -> None:
    reject, offer = coded("Norland rejected the Ostanian offer of talks.").acts[:2]
    assert (reject.type, reject.mode, reject.status, [party.name for party in reject.recipients]) == (
        "REJECT",
        "meet",
        "actual",
        ["Ostania"],
    )
    assert (offer.type, offer.mode, offer.within) == ("AGREE", "offer", reject.id)
    assert [party.name for party in offer.actors] == ["Ostania"]


def test_a_refusal_on_a_condition(coded: Coded) -> None:
    reject, sign, withdraw = coded("Ostania will not sign the treaty unless Norland withdraws from Hask.").acts
    assert (reject.type, reject.status, reject.condition) == ("REJECT", "actual", "unless Norland withdraws from Hask")
    assert (sign.type, sign.mode, sign.status, sign.within) == ("AGREE", "sign", "conditional", reject.id)
    assert (withdraw.type, withdraw.status, [party.name for party in withdraw.actors]) == ("RETREAT", "wanted", ["Norland"])
    assert withdraw.within in (reject.id, sign.id)


@pytest.mark.parametrize(
    ("sentence", "promise", "content"),
    [
        (
            "Ostania promised to withdraw its troops from Hask.",
            "CONCEDE actual: Ostania",
            "  RETREAT/withdraw planned: Ostania; by Ostania; at Hask",
        ),
        (
            "Ostania promised Norland to release the prisoners.",
            "CONCEDE actual: Ostania > Norland",
            "  RETREAT/release planned: Ostania; by Ostania",
        ),
        ("Ostania agreed to withdraw its troops.", "CONCEDE actual: Ostania", "  RETREAT/withdraw planned: Ostania; by Ostania"),
        ("Ostania declared a ceasefire.", "CONCEDE actual: Ostania", "  RETREAT/ceasefire planned: Ostania; by Ostania"),
    ],
)
def test_a_promise_to_give_way_is_a_concession(gives: Gives, sentence: str, promise: str, content: str) -> None:
    gives(sentence, promise, content)


def test_a_plain_planned_deed_stands_alone(gives: Gives) -> None:
    gives("Ostania will withdraw its troops this summer.", "RETREAT/withdraw planned: Ostania; by nobody; on 2005-06-01/2005-08-31")
    gives("Norland was to meet Ostania on Monday.", "CONSULT planned: Norland, Ostania > nobody; on 2005-05-30")


def test_what_is_offered_is_possible(gives: Gives) -> None:
    gives("Ostania offered to release the prisoners.", "AGREE/offer actual: Ostania", "  RETREAT/release possible: Ostania; by Ostania")
    gives("Ostania offered talks to Norland.", "AGREE/offer actual: Ostania > Norland", "  CONSULT possible: Ostania, Norland > nobody")


def test_an_agreement_has_both_sides_as_actors(gives: Gives) -> None:
    gives("Norland and Ostania signed the treaty.", "AGREE/sign actual: Norland, Ostania > nobody")
    gives("Norland and Ostania signed a ceasefire agreement.", "AGREE/sign actual: Norland, Ostania > nobody")
    gives("Norland and Ostania failed to agree.", "AGREE negated: Norland, Ostania > nobody")


def test_what_is_agreed_is_vouched_for_as_the_agreement_is(gives: Gives) -> None:
    gives(
        "Norland and Ostania agreed to meet in Mirel.",
        "AGREE actual: Norland, Ostania > nobody; by nobody",
        "  CONSULT planned: Norland, Ostania; by nobody; at Mirel",
    )


def test_talks_without_agreement(coded: Coded) -> None:
    acts = coded("The talks between Norland and Ostania ended without agreement.").acts
    assert [[party.name for party in act.actors] for act in acts if (act.type, act.status) == ("AGREE", "negated")] == [
        ["Norland", "Ostania"]
    ]


def test_one_side_that_does_not_agree_rejects(gives: Gives) -> None:
    gives("Ostania did not agree to the plan.", "REJECT actual: Ostania")


def test_of_a_visit_the_host_is_recipient(gives: Gives) -> None:
    gives("The Ostanian president visited Norland.", "CONSULT/visit actual: Ostanian president > Norland")
    gives("Norland hosted the Ostanian president.", "CONSULT/visit actual: Ostanian president > Norland")


def test_meetings_and_mediation(gives: Gives) -> None:
    gives("Norland, Ostania and Sorvia met in Mirel.", "CONSULT actual: Norland, Ostania, Sorvia > nobody; at Mirel")
    gives("Norland and Ostania held talks in Mirel.", "CONSULT actual: Norland, Ostania > nobody; at Mirel; trigger held talks")
    gives("Sorvia mediated between Norland and Ostania.", "CONSULT/third-party actual: Sorvia > Norland, Ostania")


def test_threats(gives: Gives) -> None:
    gives(
        "Norland threatened to expel the Ostanian ambassador.",
        "THREATEN actual: Norland > Ostanian ambassador",
        "  SANCTION/expel possible: Norland > Ostanian ambassador; by Norland",
    )


def test_a_threat_on_a_condition(gives: Gives) -> None:
    gives(
        "Ostania threatened to attack Norland unless the prisoners were released.",
        "THREATEN/violence actual: Ostania > Norland",
        "  ASSAULT conditional: Ostania > Norland; by Ostania; if unless the prisoners were released",
        "  RETREAT/release wanted: nobody; by Ostania",
    )


def test_what_is_denied_is_negated(gives: Gives) -> None:
    gives("Ostania denied that it had shelled Brenn.", "DENY actual: Ostania; by nobody", "  ASSAULT negated: Ostania; by Ostania")


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        (
            "Ostania will withdraw its troops if Norland releases the prisoners.",
            ["RETREAT conditional: Ostania; if if Norland releases the prisoners", "RETREAT/release possible: Norland"],
        ),
        (
            "If Norland releases the prisoners, Ostania will withdraw its troops.",
            ["RETREAT/release possible: Norland", "RETREAT conditional: Ostania; if If Norland releases the prisoners"],
        ),
        (
            "Ostania will withdraw its troops once Norland lifts the blockade.",
            ["RETREAT conditional: Ostania; if once Norland lifts the blockade", "CONCEDE possible: Norland"],
        ),
        pytest.param(
            "Ostania will release the prisoners only after Norland lifts the blockade.",
            ["RETREAT conditional: Ostania; if only after Norland lifts the blockade", "CONCEDE possible: Norland"],
        ),
        pytest.param(
            "Ostania will release the prisoners as soon as Norland lifts the blockade.",
            ["RETREAT conditional: Ostania; if as soon as Norland lifts the blockade", "CONCEDE possible: Norland"],
        ),
        ("Ostania would withdraw its troops in return for aid.", ["RETREAT conditional: Ostania; if in return for aid"]),
    ],
)
def test_a_deed_on_a_condition(gives: Gives, sentence: str, acts: list[str]) -> None:
    gives(sentence, *acts)


def test_a_saying_whose_content_is_coded_is_no_statement(gives: Gives) -> None:
    gives(
        "Ostanian officials said Norlandic troops had withdrawn from Hask.",
        "RETREAT/withdraw actual: Norlandic troops; by Ostanian officials; at Hask",
    )


def test_a_saying_to_somebody_is_a_statement(gives: Gives) -> None:
    gives(
        "The Ostanian foreign minister told the Norlandic envoy that the troops had withdrawn from Hask.",
        "STATE actual: Ostanian foreign minister > Norlandic envoy; by nobody",
        "  RETREAT/withdraw actual: troops; by Ostanian foreign minister",
    )


def test_a_run_of_statements_is_coded_once(gives: Gives) -> None:
    gives(
        ("Ostania attacked Norland.", "The Norlandic president said that the harvest was good.", "He said that the rivers were high."),
        "ASSAULT actual: Ostania > Norland",
        "STATE actual: Norlandic president; trigger said",
    )


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Gunmen killed four soldiers in Brenn.", "ASSAULT actual: Gunmen > soldiers; at Brenn"),
        ("Four Ostanian soldiers were killed by rebels.", "ASSAULT actual: rebels > Ostanian soldiers"),
        ("The bridge was shelled by Ostania.", "ASSAULT/heavy-weapons actual: Ostania > nobody"),
        ("Norlandic troops shot three Ostanian villagers.", "ASSAULT/firearms actual: Norlandic troops > Ostanian villagers"),
        ("Ostania and Norland exchanged fire.", "ASSAULT actual: Ostania, Norland > nobody"),
        ("Norlandic police arrested three Ostanians.", "COERCE/arrest actual: Norlandic police > Ostanians"),
        ("The prisoners were released by Ostania.", "RETREAT/release actual: Ostania"),
        ("Ostania lifted the blockade of Hask.", "CONCEDE actual: Ostania"),
        ("Ostania apologized to Norland.", "CONCEDE actual: Ostania > Norland"),
        ("Norland recalled its ambassador from Ostania.", "SANCTION/withdraw actual: Norland > Ostania"),
        ("Ostania pulled out of the treaty with Norland.", "SANCTION actual: Ostania > Norland"),
        ("Ostania deployed troops along the border.", "MOBILIZE/troops actual: Ostania"),
        ("Norland sent aid to Ostania.", "AID actual: Norland > Ostania"),
        ("Students demonstrated against Norland.", "PROTEST/demo actual: Students > Norland"),
    ],
)
def test_deeds(gives: Gives, sentence: str, act: str) -> None:
    gives(sentence, act)


def test_talks_that_broke_down(coded: Coded) -> None:
    acts = coded("The talks between Norland and Ostania broke down.").acts
    assert [[party.name for party in act.actors] for act in acts if act.type == "SANCTION"] == [["Norland", "Ostania"]]


def test_of_a_noun_that_names_an_act_the_doer_is_not_who_speaks_of_it(coded: Coded) -> None:
    first, saying, *others = coded("Ostania attacked Norland.", "Sorvia condemned the attack.").acts
    assert (first.type, saying.type) == ("ASSAULT", "ACCUSE")
    assert "Sorvia" not in [party.name for act in others for party in act.actors]


@pytest.mark.parametrize("sentence", ["It rained in Brenn.", "The farmer met the teacher."])
def test_a_sentence_without_acts_says_why(coded: Coded, sentence: str) -> None:
    record = coded(sentence)
    assert record.acts == ()
    assert [silence.sentence for silence in record.silences] == [0]
    assert record.silences[0].reason


def test_no_reading_gives_no_acts() -> None:
    record = code(Reading((), ()), Report("empty", "", ()))
    assert (record.sentences, record.acts, record.evidence, record.silences) == ((), (), (), ())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_record_is_whole(coded: Coded, sentence: str) -> None:
    record = coded("Ostania attacked Norland.", sentence, "The two sides signed a treaty.")
    text, ontology = record.report.text, load_ontology()
    ids = [act.id for act in record.acts]
    assert len(set(ids)) == len(ids)
    assert [proof.act for proof in record.evidence] == ids
    assert [act.trigger.start for act in record.acts] == sorted(act.trigger.start for act in record.acts)
    assert {act.sentence for act in record.acts} | {silence.sentence for silence in record.silences} == set(range(len(record.sentences)))
    for act, proof in zip(record.acts, record.evidence, strict=True):
        kind = ontology.type(act.type)
        assert kind is not None
        assert act.mode is None or act.mode in [mode.name for mode in kind.modes]
        assert act.status in [status.name for status in ontology.statuses]
        assert act.trigger.text == text[act.trigger.start : act.trigger.end] != ""
        span = record.sentences[act.sentence]
        assert span.start <= act.trigger.start < act.trigger.end <= span.end
        assert act.within is None or act.within in ids
        assert act.actors or act.recipients
        assert proof.reasons
        for parties, spans in ((act.actors, proof.actors), (act.recipients, proof.recipients), (act.speakers, proof.speakers)):
            for party, place in zip(parties, spans, strict=True):
                assert place is None or party.text == text[place.start : place.end]
        for words, place in ((act.condition, proof.condition), (act.when and act.when.text, proof.when), (act.where, proof.where)):
            assert words == (None if place is None else text[place.start : place.end])


def test_the_same_input_gives_the_same_record(coded: Coded) -> None:
    one, two = (coded("Norland accused Ostania of shelling Brenn.", "Sorvia condemned the attack.") for _ in range(2))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
