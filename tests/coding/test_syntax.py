"""Syntax: who is subject and object, over control, passives, relative clauses and coordination."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Ostania withdrew its troops.", "withdrew", ["Ostania"]),
        ("Ostania promised Norland to release the prisoners.", "release", ["Ostania"]),  # who promises does it
        ("Norland urged Ostania to release the prisoners.", "release", ["Ostania"]),  # who is urged does it
        ("Norland accused Ostania of shelling Brenn.", "shelling", ["Ostania"]),
        ("Norland called on Ostania to stop the attacks.", "stop", ["Ostania"]),
        ("Norland accused Ostania of failing to withdraw its troops.", "withdraw", ["Ostania"]),
        ("The bridge was shelled by Ostania.", "shelled", ["Ostania"]),
        ("Ostania was accused of shelling Brenn.", "accused", []),
        ("Ostania was accused of shelling Brenn.", "shelling", ["Ostania"]),
        ("The rebels captured by Ostania met the envoy.", "captured", ["Ostania"]),
        ("Norland praised the envoy who met the rebels.", "met", ["envoy"]),
        ("Sorvia praised Norland, which released the prisoners.", "released", ["Norland"]),
        ("The village that Ostania shelled lies in Hask.", "shelled", ["Ostania"]),
        ("Norland withdrew its troops and released the prisoners.", "released", ["Norland"]),
        ("Ostania left without releasing the prisoners.", "releasing", ["Ostania"]),
        ("Ostania hailed an offer by Norland to withdraw its troops.", "withdraw", ["Norland"]),
    ],
)
def test_subject(sample: Make, sentence: str, verb: str, subject: list[str]) -> None:
    it = sample(sentence)
    assert it.texts(it.syntax.subject(it.at(verb))) == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "objects"),
    [
        ("Ostania withdrew its troops.", "withdrew", ["troops"]),
        ("The bridge was shelled by Ostania.", "shelled", ["bridge"]),
        ("The rebels captured by Ostania met the envoy.", "captured", ["rebels"]),
        ("The village that Ostania shelled lies in Hask.", "shelled", ["village"]),
        ("Norland praised the envoy who met the rebels.", "met", ["rebels"]),
        ("The Ostanian foreign minister told the Norlandic envoy that the troops had withdrawn from Hask.", "withdrawn", []),
    ],
)
def test_objects(sample: Make, sentence: str, verb: str, objects: list[str]) -> None:
    it = sample(sentence)
    assert it.texts(it.syntax.objects(it.at(verb))) == objects


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("The bridge was shelled by Ostania.", "shelled", True),
        ("The rebels captured by Ostania met the envoy.", "captured", True),
        ("The rebels captured by Ostania met the envoy.", "met", False),
        ("Ostania has withdrawn its troops.", "withdrawn", False),
        ("Ostania is expected to withdraw its troops.", "expected", True),
        ("Ostania is expected to withdraw its troops.", "withdraw", False),
    ],
)
def test_passive(sample: Make, sentence: str, verb: str, passive: bool) -> None:
    it = sample(sentence)
    assert it.syntax.passive(it.at(verb)) is passive


@pytest.mark.parametrize(
    ("sentence", "word", "negator"),
    [
        ("Ostania has not withdrawn its troops.", "withdrawn", "not"),
        ("Ostania never withdrew its troops.", "withdrew", "never"),
        ("Ostania won't withdraw its troops.", "withdraw", "n't"),
        ("Ostania left without releasing the prisoners.", "releasing", "without"),
        ("Ostania left without releasing the prisoners.", "left", None),
        ("Ostania released no prisoners.", "prisoners", "no"),
        ("The talks between Norland and Ostania ended without agreement.", "agreement", "without"),
        ("Ostania will withdraw its troops.", "withdraw", None),
    ],
)
def test_negator(sample: Make, sentence: str, word: str, negator: str | None) -> None:
    it = sample(sentence)
    found = it.syntax.negator(it.at(word))
    assert (None if found is None else it.reading.words[found].text) == negator


@pytest.mark.parametrize(
    ("sentence", "noun", "owner"),
    [
        ("Sorvia's refusal angered Norland.", "refusal", ["Sorvia"]),
        ("Norland welcomed the release of the prisoners by Ostania.", "release", ["Ostania"]),
        ("Norland proposed a truce.", "truce", ["Norland"]),
        ("Ostania rejected the proposal.", "proposal", []),  # it answers another's
    ],
)
def test_who_stands_behind_a_noun(sample: Make, sentence: str, noun: str, owner: list[str]) -> None:
    it = sample(sentence)
    assert it.texts(it.syntax.owner(it.at(noun))) == owner


def test_prepositions(sample: Make) -> None:
    it = sample("Ostania shelled Brenn, according to Sorvian officials.")
    assert it.syntax.case(it.at("officials")) == "according to"
    it = sample("The talks between Norland and Ostania ended without agreement.")
    assert it.texts(it.syntax.oblique(it.at("talks"), "between")) == ["Norland"]
    assert it.syntax.case(it.at("Ostania")) == "between"  # that of the one before it
    assert it.syntax.oblique(it.at("talks"), "with") == []


def test_relations_and_subtrees(sample: Make) -> None:
    it = sample("Norland, Ostania and Sorvia met in Mirel.")
    assert it.texts(it.syntax.conjuncts(it.at("Norland"))) == ["Norland", "Ostania", "Sorvia"]
    assert it.texts(list(it.syntax.subtree(it.at("Sorvia")))) == ["and", "Sorvia"]
    assert it.texts(list(it.syntax.ancestors(it.at("Sorvia")))) == ["Norland", "met"]
    it = sample("The bridge was shelled by Ostania.")
    assert it.texts(it.syntax.of(it.at("shelled"), "nsubj")) == ["bridge"]
    assert it.texts(it.syntax.of(it.at("shelled"), "nsubj:pass")) == ["bridge"]
    assert it.syntax.of(it.at("shelled"), "nsubj:outer") == []
    assert it.syntax.rel(it.at("bridge")) == "nsubj"


def test_a_relative_pronoun_stands_for_its_noun(sample: Make) -> None:
    it = sample("Norland praised the envoy who met the rebels.")
    assert it.syntax.relative_antecedent(it.at("who")) == it.at("envoy")
    it = sample("Norland demanded that Ostania withdraw its troops from Hask.")
    assert it.syntax.relative_antecedent(it.at("that")) == it.at("that")  # opens a clause of content


def test_possessors_and_modifiers(sample: Make) -> None:
    it = sample("Ostania's president, Ivo Renn, rejected the plan.")
    assert it.texts(it.syntax.possessor(it.at("president"))) == ["Ostania"]
    it = sample("The Norlandic Foreign Ministry summoned the Ostanian ambassador.")
    assert it.texts(it.syntax.modifiers(it.at("Ministry"))) == ["Norlandic", "Foreign"]
