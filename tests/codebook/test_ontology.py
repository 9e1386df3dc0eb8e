"""The ontology: what the codebook promises of it, and files that may be wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from verbale.codebook.ontology import CLASSES, EventType, load_ontology, read_sector
from verbale.codebook.sources import ENTRIES, Item
from verbale.errors import CodebookError

SHIPPED = load_ontology()

MODES = {
    "AGREE": "sign promise offer accept",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
    "crowd-control unconventional",
    "WARN": "",
    "DENY": "",
    "STATE": "",
}
"""The types and modes of the codebook, section 2."""


def test_the_types_are_those_of_the_codebook() -> None:
    assert {found.name for found in SHIPPED.types} == set(MODES)


@pytest.mark.parametrize("name", MODES)
def test_the_modes_are_those_of_the_codebook(name: str) -> None:
    found = SHIPPED.type(name)
    assert found is not None
    assert {mode.name for mode in found.modes} == set(MODES[name].split())
    assert found.mode("no such mode") is None


def test_what_is_new_is_marked() -> None:
    assert {found.name for found in SHIPPED.types if found.new} == {"WARN", "DENY", "STATE"}
    agree = SHIPPED.type("AGREE")
    assert agree is not None
    assert all(mode.new for mode in agree.modes)


def test_sectors_statuses_sayings_and_bodies_are_those_of_the_codebook() -> None:
    sectors = "GOV MIL COP SPY JUD LEG PTY OPP REB PRM UAF CRM CVL REF REL BUS LAB AGR EDU MED JRN ELI SOC PRE UNK"
    assert [sector.code for sector in SHIPPED.sectors] == sectors.split()
    assert [status.name for status in SHIPPED.statuses] == ["actual", "planned", "conditional", "possible", "wanted", "negated"]
    assert SHIPPED.sayings == ("THREATEN", "REJECT", "REQUEST", "ACCUSE", "CONCEDE", "AGREE", "SUPPORT", "WARN", "DENY", "STATE")
    assert {body.code for body in SHIPPED.bodies} == {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC"}
    assert len(SHIPPED.contexts) == 37


@pytest.mark.parametrize("found", SHIPPED.types, ids=lambda found: found.name)
def test_each_type_has_examples_that_mark_their_trigger(found: EventType) -> None:
    assert found.quad in CLASSES
    assert found.examples
    for example in found.examples:
        assert example.text[example.trigger.start : example.trigger.end] == example.trigger.text
        assert example.trigger.text.strip() == example.trigger.text != ""
        assert "[" not in example.text


@pytest.mark.parametrize("found", SHIPPED.types, ids=lambda found: found.name)
def test_scores_agree_with_the_class(found: EventType) -> None:
    for score in (found.score, *(mode.score for mode in found.modes)):
        assert -10 <= score <= 10
        assert score == 0 or (score > 0) == found.quad.endswith("cooperation")


def test_scores_of_types_and_modes() -> None:
    agree = SHIPPED.type("AGREE")
    assert agree is not None
    assert SHIPPED.score("AGREE") == agree.score
    assert SHIPPED.score("AGREE", "sign") == agree.modes[0].score
    with pytest.raises(CodebookError, match=r"the type 'GREET' is not in the codebook; use one of .*AGREE"):
        SHIPPED.score("GREET")
    with pytest.raises(CodebookError, match=r"AGREE has no mode 'nod'; its modes: sign, promise"):
        SHIPPED.score("AGREE", "nod")
    with pytest.raises(CodebookError, match=r"STATE has no mode 'nod'; its modes: none"):
        SHIPPED.score("STATE", "nod")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped ontology, to be spoiled."""
    return Path(shutil.copytree(ENTRIES / "ontology", tmp_path / "ontology"))


def test_a_copy_of_the_shipped_files_is_the_same_ontology(folder: Path) -> None:
    assert load_ontology(folder) == SHIPPED


AGREE = """name: AGREE
class: verbal cooperation
score: 3
definition: "Agrees."
modes: [{name: sign, score: 4, definition: "Signs."}]
examples: [{text: "Norland [signed] it.", mode: sign}]
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: AGREE", "name: NOD", "('NOD'): the name is not the file's name in capitals; write name: AGREE"),
        ("name: AGREE", "name: agree", "the name is not the file's name in capitals"),
        ("verbal cooperation", "talk", "the class 'talk' is not known; write one of verbal cooperation"),
        ("score: 3", "score: 11", "the score 11 is off the scale"),
        ("score: 4", "score: -10.5", "modes 1 ('sign'): the score -10.5 is off the scale"),
        ("score: 3", "score: much", "'score' is 'much'; write a number"),
        ("modes: [", "modes: [{name: sign, score: 1, definition: Signs.}, ", "'sign' is given 2 times; keep one of them"),
        ("mode: sign}", "mode: nod}", "examples 1: the mode 'nod' is not one of the type's (sign)"),
        ("[signed]", "signed", "'Norland signed it.' does not mark one trigger"),
        ("[signed]", "[signed", "does not mark one trigger"),
        ("[signed]", "[]", "does not mark one trigger"),
        ("[signed]", "]signed[", "does not mark one trigger"),
        ("[signed]", "[signed] [on]", "does not mark one trigger"),
        ("[signed]", "[ signed]", "'Norland [ signed] it.' marks blanks"),
        ('definition: "Agrees."\n', "", "the field 'definition' is missing; add it"),
        ("modes:", "mode:", "the field 'mode' is not known"),
    ],
)
def test_a_fault_in_a_type_is_named(folder: Path, old: str, new: str, says: str) -> None:
    path = folder / "types" / "agree.yaml"
    path.write_text(AGREE, encoding="utf-8")
    assert load_ontology(folder).score("AGREE", "sign") == 4
    load_ontology.cache_clear()
    assert old in AGREE
    path.write_text(AGREE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        load_ontology(folder)
    assert "agree.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sayings.yaml", "- GREET", "'GREET' is not a type of this codebook; use "),
        ("sayings.yaml", "- STATE\n- STATE", "'STATE' is given 2 times"),
        ("sayings.yaml", "STATE", "wanted a list of type names, strongest first, found str"),
        ("sayings.yaml", "- [STATE]", "['STATE'] is not a type of this codebook"),
        ("sectors.yaml", "- {code: Gov, name: government, definition: Rules.}", "the code 'Gov' is not three capital letters"),
        ("sectors.yaml", "- {code: ÄBC, name: government, definition: Rules.}", "the code 'ÄBC' is not three capital letters"),
        ("sectors.yaml", "- {code: GOV, name: a, definition: b}\n- {code: GOV, name: c, definition: d}", "'GOV' is given 2 times"),
        ("bodies.yaml", "- {code: UNO, name: a, definition: b}\n- {code: UNO, name: c, definition: d}", "'UNO' is given 2 times"),
        ("contexts.yaml", "- {name: a, definition: b}\n- {name: a, definition: d}", "'a' is given 2 times"),
        ("statuses.yaml", "- {name: a, definition: b}", "('a'): the field 'signs' is missing"),
        ("statuses.yaml", "- {name: a, definition: b, signs: c}\n- {name: a, definition: b, signs: c}", "'a' is given 2 times"),
    ],
)
def test_a_fault_in_a_list_is_named(folder: Path, name: str, content: str, says: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        load_ontology(folder)
    assert name in str(caught.value)


def test_a_folder_without_types_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"types: no type files \(\*\.yaml\)"):
        load_ontology(tmp_path)


@pytest.mark.parametrize("sector", ["GOV", "UNK", ""])
def test_a_sector_of_the_codebook_is_read(sector: str) -> None:
    assert read_sector(Item({"sector": sector}, "sample", ("sector",))) == sector


@pytest.mark.parametrize(("sector", "says"), [("gov", "the sector 'gov' is not in the codebook"), (None, "'sector' is missing")])
def test_any_other_sector_is_refused(sector: str | None, says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)):
        read_sector(Item({"sector": sector}, "sample", ("sector",)))
