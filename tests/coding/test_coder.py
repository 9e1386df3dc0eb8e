"""Coder: events of a checked reading to acts, with who is meant, the times, and the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from verbale.coding import code
from verbale.reading import Argument, Attribution, Event, Mention, Reading, Sentence, Word
from verbale.records import Block, Party, Reason, Record, Report, Span

Coded = Callable[..., Record]
SHELLING = "Norland accused Ostania of shelling Brenn."


def names(sides: tuple[Party, ...]) -> list[str]:
    return [party.name for party in sides]


def test_an_event_is_an_act_with_its_evidence(coded: Coded) -> None:
    record = coded(
        SHELLING,
        "accused ACCUSE/allege actual: Norland > Ostania; about military diplomatic",
        "shelling ASSAULT/heavy-weapons actual: Ostania; by Norland; in accused",
    )
    accuse, assault = record.acts
    text = record.report.text
    assert (accuse.id, accuse.sentence, accuse.type, accuse.mode, accuse.status) == ("a1", 0, "ACCUSE", "allege", "actual")
    assert (names(accuse.actors), names(accuse.recipients), names(accuse.speakers)) == (["Norland"], ["Ostania"], [])
    assert [(p.text, p.country, p.sector) for p in accuse.actors] == [("Norland", "NRL", "GOV")]
    assert (accuse.trigger.text, text[accuse.trigger.start : accuse.trigger.end]) == ("accused", "accused")
    assert (accuse.within, accuse.contexts) == (None, ("military", "diplomatic"))
    assert (assault.id, assault.within, names(assault.speakers)) == ("a2", "a1", ["Norland"])
    proof = record.evidence[0]
    assert (proof.act, proof.actors, proof.recipients) == ("a1", (Span(0, 7),), (Span(16, 23),))
    assert proof.reasons == (Reason("trigger of ACCUSE", 0.8), Reason("actor Norland", 0.9), Reason("recipient Ostania", 0.9))
    assert not proof.inferred


def test_who_is_meant_is_looked_up_over_the_report(coded: Coded) -> None:
    record = coded(
        ("Ostanian President Ivo Renn visited Norland.", "He praised Norland."),
        "visited CONSULT/visit actual: Ivo > Norland",
        "praised SUPPORT actual: He > Norland.2",
    )
    assert [names(act.actors) for act in record.acts] == [["Ivo Renn"]] * 2
    assert [p.text for p in record.acts[1].actors] == ["He"]


def test_a_name_for_two_stands_for_both(coded: Coded) -> None:
    record = coded(("Norland and Ostania held talks in Mirel.", "They signed a treaty."), "signed AGREE/sign actual: They")
    assert names(record.acts[0].actors) == ["Norland", "Ostania"]


def test_a_phrase_that_nothing_is_known_of_is_a_party_by_its_words(coded: Coded) -> None:
    record = coded("The village that Ostania shelled lies in Hask.", "shelled ASSAULT actual: Ostania > village")
    assert [(p.name, p.text) for p in record.acts[0].recipients] == [("village", "village")]


def test_the_same_party_twice_counts_once(coded: Coded) -> None:
    sentences = ("Ostania released the prisoners.", "It accused Norland of torturing the prisoners.")
    record = coded(sentences, "released RETREAT actual: Ostania, It")
    assert names(record.acts[0].actors) == ["Ostania"]


def triggers(record: Record) -> list[str]:
    return [act.trigger.text for act in record.acts]


def test_a_verb_and_its_noun_tell_one_act(coded: Coded) -> None:
    sentence = "Norland and Ostania held talks in Mirel."
    assert triggers(coded(sentence, "held CONSULT/meet actual: Norland, Ostania", "talks CONSULT/meet actual: Norland")) == ["held"]
    assert triggers(coded(sentence, "held CONSULT/meet actual; sure 0.6", "talks CONSULT/meet actual; sure 0.7")) == ["talks"]
    assert triggers(coded(sentence, "held CONSULT/meet actual", "talks AGREE/sign actual")) == ["held", "talks"]
    assert triggers(coded(sentence, "held CONSULT/meet actual", "talks CONSULT/meet planned")) == ["held", "talks"]


def test_of_acts_told_more_than_once_the_surest_stays_with_what_the_others_have(coded: Coded) -> None:
    record = coded(
        "Norland held a round of talks with Ostania.",
        "held CONSULT/meet actual: Norland; sure 0.9", "round CONSULT/meet actual; sure 0.5",
        "talks CONSULT/meet actual: Norland; by Ostania; sure 0.8",
    )  # fmt: skip
    assert triggers(record) == ["held"]
    assert (names(record.acts[0].actors), names(record.acts[0].speakers)) == (["Norland"], ["Ostania"])


def test_of_acts_told_more_than_once_likely_recipients_stay(coded: Coded) -> None:
    told = "demanded REQUEST actual: rebels; sure 0.9", "talks REQUEST actual; perhaps Norland; sure 0.8"
    record = coded("The rebels, who shelled Brenn, demanded talks with Norland.", *told)
    assert triggers(record) == ["demanded"]
    assert names(record.acts[0].recipients) == ["Norland"]


def test_what_lies_in_an_act_told_twice_lies_in_the_one_kept(coded: Coded) -> None:
    record = coded(
        ("Norland and Ostania held talks in Mirel.", "They signed a treaty."),
        "held STATE actual: Norland", "talks STATE actual: Norland", "signed AGREE/sign planned: They; in talks",
    )  # fmt: skip
    assert [(act.trigger.text, act.within) for act in record.acts] == [("held", None), ("signed", "a1")]


def test_a_noun_beside_a_verb_tells_another_act(coded: Coded) -> None:
    record = coded(
        "Ostania attacked Hask after a rebel attack on Brenn.", "attacked ASSAULT actual: Ostania > Hask", "attack ASSAULT actual"
    )
    assert triggers(record) == ["attacked", "attack"]
    sentence = "Sorvia rejected the rejection of the treaty by Ostania."
    record = coded(sentence, "rejected REJECT/change actual: Sorvia", "rejection REJECT/change actual: Ostania")
    assert triggers(record) == ["rejected", "rejection"]
    record = coded(sentence, "rejected REJECT/change actual: Sorvia", "rejection REJECT/change actual; in rejected")
    assert [act.within for act in record.acts] == [None, "a1"]


def test_all_who_meet_are_actors(coded: Coded) -> None:
    record = coded("Renn met the Norlandic foreign minister.", "met CONSULT/meet actual: Renn > minister")
    assert (len(record.acts[0].actors), record.acts[0].recipients) == (2, ())
    record = coded("The Ostanian president visited Norland.", "visited CONSULT/visit actual: president > Norland")
    assert names(record.acts[0].recipients) == ["Norland"]


def test_nobody_is_actor_and_recipient(coded: Coded) -> None:
    record = coded("Ostania attacked Norland.", "attacked ASSAULT actual: Ostania > Ostania, Norland")
    act = record.acts[0]
    assert (names(act.actors), names(act.recipients)) == (["Ostania"], ["Norland"])


def test_what_is_addressed_to_somebody_has_the_likeliest_recipient(coded: Coded) -> None:
    def sides(*lines: str) -> tuple[list[str], list[str]]:
        sentences = ("Norland, Ostania and Sorvia met in Mirel.", "Norland demanded that Ostania withdraw its troops from Hask.")
        record = coded(sentences, *lines)
        return names(record.acts[0].actors), names(record.acts[0].recipients)

    told = "demanded REQUEST actual: Norland.2"
    assert sides(told) == (["Norland"], [])
    assert sides(told + "; perhaps Norland, Sorvia, Ostania") == (["Norland"], ["Sorvia"])
    assert sides(told + " > Norland; perhaps Sorvia") == (["Norland"], ["Sorvia"])
    assert sides(told + " > Ostania; perhaps Sorvia") == (["Norland"], ["Ostania"])
    assert sides("withdraw RETREAT wanted: Ostania.2; perhaps Norland") == (["Ostania"], [])


def test_a_pronoun_for_nobody_is_no_party(coded: Coded) -> None:
    assert coded("It rained in Brenn.", "rained STATE actual: It").acts[0].actors == ()


def test_speakers_come_outermost_first_and_whoever_says_what_an_act_lies_in_is_one(coded: Coded) -> None:
    sentence = "Ostania said Norland had accused Sorvia of shelling Brenn."
    said, accused, shelling = (
        "said STATE actual: Ostania", "accused ACCUSE/allege actual: Norland > Sorvia; in said", "shelling ASSAULT actual: Sorvia",
    )  # fmt: skip
    record = coded(sentence, said, accused, f"{shelling}; by Norland, Ostania; in accused")
    assert [names(act.speakers) for act in record.acts] == [[], ["Ostania"], ["Ostania", "Norland"]]
    record = coded(sentence, said, accused, f"{shelling}; by Ostania; in accused")
    assert names(record.acts[2].speakers) == ["Ostania", "Norland"]


def test_an_agreement_of_several_hands_its_own_speakers_on(coded: Coded) -> None:
    sentence = "Norland and Ostania agreed to meet in Mirel."
    meet = "meet CONSULT planned: Norland, Ostania; in agreed"
    assert coded(sentence, "agreed AGREE/promise actual: Norland, Ostania", meet).acts[1].speakers == ()
    assert names(coded(sentence, "agreed AGREE/promise actual: Norland", meet).acts[1].speakers) == ["Norland"]
    assert names(coded(sentence, "agreed AGREE/offer actual: Norland, Ostania", meet).acts[1].speakers) == ["Norland", "Ostania"]


def test_nothing_lies_in_a_deed(coded: Coded) -> None:
    record = coded(SHELLING, "accused ACCUSE actual: Norland; in shelling", "shelling ASSAULT actual: Ostania")
    assert record.acts[0].within is None
    assert record.acts[0].speakers == ()


def test_where_somebody_belongs_is_told_by_the_words_the_reader_points_to(sample: Callable[..., Any]) -> None:
    it = sample("Norland and Ostania met in Mirel.", "The farmer met the teacher.")
    farmer = it.at("farmer")
    event = Event(farmer + 1, farmer + 1, farmer + 2, "CONSULT", None, "actual", (), (Argument("actor", farmer, 1.0),))
    others = tuple(m for m in it.reading.mentions if m.head != farmer)
    for home, country in ((it.at("Norland"), "NRL"), (it.at("Ostania"), "OST")):
        mention = Mention(farmer - 1, farmer + 1, farmer, "person", 9, 1.0, home)
        reading = structs.replace(it.reading, mentions=(*others, mention), events=(event,))
        assert [p.country for p in code(reading, it.report, it.cast.nouns.parties).acts[0].actors] == [country]


def test_acts_come_in_the_order_of_the_text(coded: Coded) -> None:
    record = coded(SHELLING, "shelling ASSAULT actual: Ostania; in accused", "accused ACCUSE actual: Norland")
    assert [(act.id, act.type, act.within) for act in record.acts] == [("a1", "ACCUSE", None), ("a2", "ASSAULT", "a1")]


def test_a_ring_is_cut(coded: Coded) -> None:
    record = coded(SHELLING, "accused ACCUSE actual; in shelling", "shelling DENY actual; in accused")
    assert [act.within for act in record.acts] == ["a2", None]


def test_what_is_said_is_the_content_of_the_saying(coded: Coded) -> None:
    record = coded("Norland said Ostania must withdraw its troops.", "said STATE actual: Norland")
    assert record.acts[0].about == "Ostania must withdraw its troops"
    assert coded("Ostania withdrew its troops.", "withdrew RETREAT actual: Ostania").acts[0].about == ""


def test_an_attribution_tells_the_content() -> None:
    text = "Yes said no"
    words = (
        Word("Yes", 0, 3, "yes", "INTJ", "UH", 1, "ccomp", 0), Word("said", 4, 8, "say", "VERB", "VBD", -1, "root", 0),
        Word("no", 9, 11, "no", "INTJ", "UH", 1, "parataxis", 0),
    )  # fmt: skip
    sentences = (Sentence(0, 3, 0, len(text), "paragraph"),)
    said = Attribution((), ((1, 2),), ((0, 1), (2, 3)), 1.0)
    reading = Reading(words, sentences, (), (said,), (Event(1, 1, 2, "STATE", None, "actual"),))
    record = code(reading, Report("r", text, (Block(0, len(text), "paragraph"),)))
    assert record.acts[0].about == "Yes … no"


def test_a_condition_is_told_in_the_reports_words(coded: Coded) -> None:
    record = coded(
        "Ostania will not sign the treaty unless Norland withdraws from Hask.", "sign AGREE/sign conditional: Ostania; if unless..Hask"
    )
    assert record.acts[0].condition == "unless Norland withdraws from Hask"
    span = record.evidence[0].condition
    assert span is not None
    assert record.report.text[span.start : span.end] == record.acts[0].condition


def test_a_side_from_another_sentence_is_inferred(coded: Coded) -> None:
    sentences = ("Ostania attacked Norland.", "Sorvia condemned the attack.")
    record = coded(sentences, "condemned ACCUSE/disapprove actual: Sorvia > Ostania")
    assert record.evidence[0].inferred
    assert not coded(sentences, "attacked ASSAULT actual: Ostania > Norland").evidence[0].inferred


def test_a_sentence_without_acts_says_so(coded: Coded) -> None:
    record = coded(("It rained in Brenn.", SHELLING), "accused ACCUSE actual: Norland")
    assert [(silence.sentence, bool(silence.reason)) for silence in record.silences] == [(0, True)]


@pytest.mark.parametrize("kind", ["headline", "paragraph"])
def test_only_the_body_is_coded(kind: str) -> None:
    word = Word("Talks", 0, 5, "talk", "NOUN", "NNS", -1, "root", 0)
    reading = Reading((word,), (Sentence(0, 1, 0, 5, kind),), events=(Event(0, 0, 1, "CONSULT", None, "actual"),))
    assert len(code(reading, Report("r", "Talks", (Block(0, 5, kind),))).acts) == (kind == "paragraph")
