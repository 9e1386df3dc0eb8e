"""Syntax: passives, prepositions, relations and subtrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


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


def test_possessors(sample: Make) -> None:
    it = sample("Ostania's president, Ivo Renn, rejected the plan.")
    assert it.texts(it.syntax.possessor(it.at("president"))) == ["Ostania"]
