"""Sightings: where a pattern fits a word, and who fills its slots; with cues of the tests' own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from verbale.codebook import load_cues
from verbale.coding.sightings import Sighting, Sightings

Make = Callable[..., Any]
See = Callable[..., list[Sighting]]


@pytest.fixture
def see(sample: Make, tmp_path: Path) -> See:
    """`see(sentence, *cues)`: the sightings of these cues, entries of a file of CONSULT."""

    number = count()

    def look(sentence: str, *cues: str, to: str = "[with]") -> list[Sighting]:
        folder = tmp_path / str(next(number))  # a folder is loaded once
        folder.mkdir()
        lines = "\n".join(f"  - {cue}" for cue in cues)
        folder.joinpath("consult.yaml").write_text(f"type: CONSULT\nto: {to}\ncues:\n{lines}\n", encoding="utf-8")
        it = sample(sentence)
        return list(Sightings(it.syntax, it.cast, load_cues(folder)))

    return look


def actors(sighting: Sighting) -> list[str]:
    return [side.party.name for side in sighting.actors]


def recipients(sighting: Sighting) -> list[str]:
    return [side.party.name for side in sighting.recipients]


@pytest.mark.parametrize(
    ("sentence", "cue", "fits"),
    [
        ("Ostania attacked Norland.", "{verbs: [attack]}", True),
        ("Ostania attacked Norland.", "{nouns: [attack]}", False),  # another part of speech
        ("Sorvia condemned the attack.", "{nouns: [attack]}", True),
        ("Ostania called off a meeting with Norland.", "{verbs: [call off]}", True),
        ("Norland called on Ostania to stop the attacks.", "{verbs: [call off]}", False),
        ("Norland and Ostania took part in the talks.", "{verbs: ['take =part']}", True),
        ("Norland and Ostania took part in the talks.", "{verbs: ['take =place']}", False),
        ("Ostania pulled out of the treaty with Norland.", "{verbs: ['pull out of =treaty|deal']}", True),
        ("Ostania lifted the blockade of Hask.", "{verbs: [lift], only: [blockade, siege]}", True),
        ("Ostania lifted the blockade of Hask.", "{verbs: [lift], only: [curfew]}", False),
        ("Ostania lifted the blockade of Hask.", "{verbs: [lift], not: [blockade]}", False),
        ("Norland and Ostania signed a ceasefire agreement.", "{verbs: [sign], only: [ceasefire]}", True),  # compounded with the object
        ("The talks between Norland and Ostania broke down.", "{verbs: [break down], subject: [talk]}", True),
        ("The talks between Norland and Ostania broke down.", "{verbs: [break down], subject: [car]}", False),
        ("Ostania refused to withdraw its troops.", "{verbs: [refuse], content: [clause], needs: [content]}", True),
        ("Ostania rejected the proposal.", "{verbs: [reject], content: [clause], needs: [content]}", False),
        ("It rained in Brenn.", "{verbs: [rain], needs: [actor]}", False),
        ("Ostania apologized to Norland.", "{verbs: [apologize], to: [for], needs: [recipient]}", False),
        ("Students demonstrated against Norland.", "{verbs: [demonstrate], sectors: [EDU]}", True),
        ("Students demonstrated against Norland.", "{verbs: [demonstrate], sectors: [MIL]}", False),
        ("Norland and Ostania signed a ceasefire agreement.", "{nouns: [ceasefire agreement]}", True),
        ("The talks between Norland and Ostania ended without agreement.", "{nouns: [ceasefire agreement]}", False),
        ("Norlandic troops shot three Ostanian villagers.", "{verbs: [villager]}", False),
    ],
)
def test_a_pattern_fits_or_not(see: See, sentence: str, cue: str, fits: bool) -> None:
    assert [sighting.cue.pos for sighting in see(sentence, cue)] == ([cue[1 : cue.index("s:")]] if fits else [])


def test_the_heavier_pattern_is_taken(see: See) -> None:
    (found,) = see("Ostania called off a meeting with Norland.", "{verbs: [call]}", "{verbs: [call off], only: [meeting]}")
    assert found.cue.pattern == "call off"
    (found,) = see("Ostania called off a meeting with Norland.", "{verbs: [call]}")
    assert found.cue.pattern == "call"


@pytest.mark.parametrize(
    ("sentence", "cue", "who", "to"),
    [
        ("Ostania attacked Norland.", "{verbs: [attack], to: [obj]}", ["Ostania"], ["Norland"]),
        ("The prisoners were released by Ostania.", "{verbs: [release], to: [with]}", ["Ostania"], []),
        ("Ostania apologized to Norland.", "{verbs: [apologize], to: [obj, to]}", ["Ostania"], ["Norland"]),
        ("Norland recalled its ambassador from Ostania.", "{verbs: [recall], to: [obj.from]}", ["Norland"], ["Ostania"]),
        ("Norland and Ostania met in Mirel.", "{verbs: [meet], together: true}", ["Norland", "Ostania"], []),
        ("Norland was to meet Ostania on Monday.", "{verbs: [meet], together: true, to: [obj]}", ["Norland", "Ostania"], []),
        ("Norland hosted the Ostanian president.", "{verbs: [host], swap: true, to: [obj]}", ["Ostanian president"], ["Norland"]),
        ("Norland welcomed the release of the prisoners by Ostania.", "{nouns: [release], by: [by]}", ["Ostania"], []),
        ("Sorvia's refusal angered Norland.", "{nouns: [refusal], by: [poss]}", ["Sorvia"], []),
        ("Norland rejected the Ostanian offer of talks.", "{nouns: [offer], by: [amod]}", ["Ostania"], []),
        ("The talks between Norland and Ostania broke down.", "{nouns: [talk], by: [between], together: true}", ["Norland", "Ostania"], []),
    ],
)
def test_slots(see: See, sentence: str, cue: str, who: list[str], to: list[str]) -> None:
    (found,) = see(sentence, cue)
    assert (actors(found), recipients(found)) == (who, to)


def test_the_files_own_slots_hold_where_a_cue_has_none(see: See) -> None:
    (found,) = see("Ostania attacked Norland.", "{verbs: [attack]}", to="[obj]")
    assert recipients(found) == ["Norland"]
    assert see("Ostania attacked Norland.", "{verbs: [attack], to: [for]}", to="[obj]")[0].recipients == ()


def test_trigger_words(see: See, sample: Make) -> None:
    for sentence, cue, trigger in (
        ("Ostania attacked Norland.", "{verbs: [attack]}", "attacked"),
        ("Ostania called off a meeting with Norland.", "{verbs: [call off]}", "called off"),
        ("Norland and Ostania held talks in Mirel.", "{verbs: ['hold =talk']}", "held talks"),
        ("Norland and Ostania signed a ceasefire agreement.", "{nouns: [ceasefire agreement]}", "ceasefire agreement"),
    ):
        (found,) = see(sentence, cue)
        words = sample(sentence).reading.words
        assert " ".join(word.text for word in words[found.first : found.last]) == trigger


def test_a_noun_in_the_pattern_is_no_act_of_its_own(see: See) -> None:
    (found,) = see("Norland and Ostania held talks in Mirel.", "{verbs: ['hold =talk']}")
    assert found.fixed


def test_content(see: See, sample: Make) -> None:
    for sentence, cue, content in (
        ("Ostania refused to withdraw its troops.", "{verbs: [refuse], content: [clause]}", ["withdraw"]),
        ("Norland accused Ostania of shelling Brenn.", "{verbs: [accuse], content: [clause]}", ["shelling"]),
        ("Ostania denied that it had shelled Brenn.", "{verbs: [deny], content: [clause]}", ["shelled"]),
        ("Norland proposed a truce.", "{verbs: [propose], content: [obj]}", ["truce"]),
        ("Norland proposed a truce.", "{verbs: [propose], content: [clause]}", []),
        ("Ostania shelled Brenn, Norland said.", "{verbs: [say], content: [clause]}", ["shelled"]),
    ):
        (found,) = see(sentence, cue)
        assert sample(sentence).texts(list(found.content)) == content


def test_headlines_are_not_looked_at(sample: Make, tmp_path: Path) -> None:
    tmp_path.joinpath("consult.yaml").write_text("type: CONSULT\ncues:\n  - {verbs: [attack]}\n", encoding="utf-8")
    it = sample("Ostania attacked Norland.")
    sentence = msgspec.structs.replace(it.reading.sentences[0], kind="headline")
    it.syntax.reading = msgspec.structs.replace(it.reading, sentences=(sentence,))
    assert list(Sightings(it.syntax, it.cast, load_cues(tmp_path))) == []
