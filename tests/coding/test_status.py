"""Status: how a sentence presents an act (codebook, section 3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.coding.status import Statuses

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "word", "status"),
    [
        ("Ostania withdrew its troops.", "withdrew", "actual"),
        ("Ostania has withdrawn its troops.", "withdrawn", "actual"),
        ("Ostania is withdrawing its troops.", "withdrawing", "actual"),
        ("The bridge was shelled by Ostania.", "shelled", "actual"),
        ("Norland withdrew its troops and released the prisoners.", "released", "actual"),
        ("Sorvia praised Norland, which released the prisoners.", "released", "actual"),
        ("Ostania will withdraw its troops.", "withdraw", "planned"),
        ("Ostania plans to withdraw its troops.", "withdraw", "planned"),
        ("Ostania is to withdraw its troops.", "withdraw", "planned"),
        ("Norland was to meet Ostania on Monday.", "meet", "planned"),
        ("Ostania promised to withdraw its troops from Hask.", "withdraw", "planned"),
        ("Norland and Ostania agreed to meet in Mirel.", "meet", "planned"),
        ("Norland welcomed a planned meeting between Ostania and Sorvia.", "meeting", "planned"),
        ("Ostania will withdraw its troops even if Norland attacks.", "withdraw", "planned"),  # no condition
        ("Ostania will withdraw its troops if Norland releases the prisoners.", "withdraw", "conditional"),
        ("If Norland releases the prisoners, Ostania will withdraw its troops.", "withdraw", "conditional"),
        ("Ostania will withdraw its troops once Norland lifts the blockade.", "withdraw", "conditional"),
        ("Ostania will release the prisoners only after Norland lifts the blockade.", "release", "conditional"),
        pytest.param(
            "Ostania will release the prisoners as soon as Norland lifts the blockade.",
            "release",
            "conditional",
        ),
        ("Ostania would withdraw its troops in return for aid.", "withdraw", "conditional"),
        ("Ostania may withdraw its troops.", "withdraw", "possible"),
        ("Ostania could withdraw its troops.", "withdraw", "possible"),
        ("Ostania is expected to withdraw its troops.", "withdraw", "possible"),
        ("Norland considered withdrawing its troops.", "withdrawing", "possible"),
        ("Norland threatened to expel the Ostanian ambassador.", "expel", "possible"),
        ("Ostania offered to release the prisoners.", "release", "possible"),
        ("Sorvia fears an attack by Ostania.", "attack", "possible"),
        pytest.param(
            "Sorvia hopes that Norland and Ostania will meet.",
            "meet",
            "possible",
        ),
        ("Ostania will withdraw its troops if Norland releases the prisoners.", "releases", "possible"),
        ("Ostania must withdraw its troops.", "withdraw", "wanted"),
        ("Norland urged Ostania to release the prisoners.", "release", "wanted"),
        ("Ostania wants Norland to withdraw its troops.", "withdraw", "wanted"),
        ("Ostania has not withdrawn its troops.", "withdrawn", "negated"),
        ("Ostania did not withdraw its troops.", "withdraw", "negated"),
        ("Ostania never withdrew its troops.", "withdrew", "negated"),
        ("Ostania won't withdraw its troops.", "withdraw", "negated"),
        ("Ostania failed to withdraw its troops.", "withdraw", "negated"),
        ("Ostania refused to withdraw its troops.", "withdraw", "negated"),
        ("Ostania left without releasing the prisoners.", "releasing", "negated"),
        ("Ostania left without releasing the prisoners.", "left", "actual"),
        ("Ostania released no prisoners.", "released", "negated"),
        pytest.param(
            "Neither Norland nor Ostania signed the treaty.",
            "signed",
            "negated",
        ),
        ("The talks between Norland and Ostania ended without agreement.", "agreement", "negated"),
        ("Norland accused Ostania of failing to withdraw its troops.", "withdraw", "negated"),
    ],
)
def test_status(coded: Callable[..., Any], sample: Make, sentence: str, word: str, status: str) -> None:
    it = sample(sentence)
    at = it.reading.words[it.at(word)]
    found = [act.status for act in coded(sentence).acts if act.trigger.end == at.end or act.trigger.start == at.start]
    # where the word is an act, the whole of coding decides (what a saying makes of its content); else the syntax alone
    assert (found[-1] if found else Statuses(it.syntax).of(it.at(word))) == status


@pytest.mark.parametrize(
    ("sentence", "word", "condition"),
    [
        ("Ostania will withdraw its troops if Norland releases the prisoners.", "withdraw", "releases"),
        ("Ostania will not sign the treaty unless Norland withdraws from Hask.", "sign", "withdraws"),
        ("Ostania will withdraw its troops once Norland lifts the blockade.", "withdraw", "lifts"),
        ("Ostania would withdraw its troops in return for aid.", "withdraw", "return"),
        ("Ostania will withdraw its troops even if Norland attacks.", "withdraw", None),
        ("An Ostanian official said on condition of anonymity that Norlandic troops had withdrawn from Hask.", "said", None),
        ("Ostania will withdraw its troops.", "withdraw", None),
    ],
)
def test_condition(sample: Make, sentence: str, word: str, condition: str | None) -> None:
    it = sample(sentence)
    found = Statuses(it.syntax).condition(it.at(word))
    assert (None if found is None else it.reading.words[found].text) == condition


@pytest.mark.parametrize(
    ("sentence", "word", "modal"),
    [
        ("Ostania will withdraw its troops.", "withdraw", "will"),
        ("Ostania won't withdraw its troops.", "withdraw", "will"),
        ("Ostania could withdraw its troops.", "withdraw", "could"),
        ("Ostania did not withdraw its troops.", "withdraw", ""),
    ],
)
def test_modal(sample: Make, sentence: str, word: str, modal: str) -> None:
    it = sample(sentence)
    assert Statuses(it.syntax).modal(it.at(word)) == modal
