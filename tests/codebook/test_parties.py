"""Parties: sentences with the truth marked in them, "[words|COUNTRY form]", and the files that may be wrong."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from verbale.codebook.ontology import load_ontology
from verbale.codebook.parties import Known, Parties, load_parties
from verbale.codebook.sources import ENTRIES, read_yaml
from verbale.errors import CodebookError

FILES = {
    "states": """
- {code: NRL, name: Norland, names: [N.L., Kingdom of Norland], adjectives: [Norlandic], demonyms: [Norlandic, Norlander, Norlanders],
   capitals: [Velden], seats: [{form: Grey House, sector: GOV}, {form: Old Diet, sector: LEG}], regions: [St. Orm, Upper Hask, Hask]}
- {code: OST, name: Ostania, adjectives: [Ostanian], demonyms: [Ostanian, Ostanians], capitals: [Brenn]}
- {code: SRV, name: Sorvia-Lund, names: [Sôrvia], adjectives: [Sorvian], demonyms: [Sorvians], capitals: [Sorvia City]}
""",
    "organizations": "- {name: League of Rivers, names: [LR], country: IGO, sector: GOV, adjectives: [Riverine]}",
    "groups": """
- {name: Hill Front, names: [Front of the Hills, Ansar al-Wadi, Hill Martyrs' Brigades], adjectives: [Hillist], country: NRL, sector: REB}
""",
    "people": """
- {name: Anna Torv, surname: Torv, country: NRL, sector: GOV, from: 1990, to: 1999}
- {name: Jon Torv, surname: Torv, country: OST, sector: MIL, from: 2004, to: 2010}
- {name: Ivo al-Marr, surname: Marr, names: [Abu Ivo], country: OST, sector: REB, from: 2001}
- {name: Mina Marr, surname: Marr, country: OST, sector: GOV, from: 2000}
- {name: Rita van Dorn, surname: van Dorn, country: OST, sector: GOV}
- {name: Pelle Hask, surname: Hask, country: NRL, sector: GOV, from: 2000, to: 2005}
- {name: Pelle Hask, country: NRL, sector: ELI, from: 2006}
""",
    "roles": "- {role: president, sector: GOV, person: true, title: true}\n- {role: gen., sector: MIL, person: true, title: true}\n",
}


def write(folder: Path, **changed: str) -> Path:
    for name, content in (FILES | changed).items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def parties(tmp_path: Path) -> Parties:
    return load_parties(write(tmp_path))


@pytest.fixture(scope="module")
def shipped() -> Parties:
    return load_parties()


def marked(sentence: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The sentence without its marks, and (start, end, country, form) of each mark."""
    text, truth = "", []
    for plain, words, country, form in re.findall(r"([^\[]*)(?:\[([^|\]]+)\|(\w*) (\w+)\])?", sentence):
        text += plain
        if words:
            truth.append((len(text), len(text) + len(words), country, form))
            text += words
    return text, truth


def check(parties: Parties, sentence: str, year: int | None = None) -> None:
    text, truth = marked(sentence)
    found = [(found.start, found.end, found.known.country, found.form) for found in parties.find(text, year)]
    assert [(text[start:end], *rest) for start, end, *rest in found] == [(text[start:end], *rest) for start, end, *rest in truth]
    assert found == truth


@pytest.mark.parametrize(
    "sentence",
    [
        "Envoys from [Norland|NRL name] came to [Brenn|OST capital] on Monday.",
        "[Norland|NRL name]’s army left [Upper Hask|NRL region], not [Hask|NRL region]'s plain.",
        "The [Kingdom\nof Norland|NRL name] wrote to the [League  of Rivers|IGO name].",
        "Kingdom\n\nof [Norland|NRL name]",
        "The [N.L.|NRL name]-led force and [N.L|NRL name] monitors; talks in the [N.L.|NRL name] ended.",
        "The border of [Norland|NRL name]-[Ostania|OST name] was shut.",
        "[Sorvia Lund|SRV name] and [Sorvia‑Lund|SRV name] and [Sorvia|SRV name] are one, and so is [Sôrvia|SRV name].",
        "[Sorvia City|SRV capital] wrote.",
        "The [Grey House|NRL seat] asked the [Old Diet|NRL seat].",
        "Troops took [St. Orm|NRL region]. Orm fell; then [St Orm|NRL region] fell.",
        "NORLANDIA and norland, Norlandish and Norland_x are nobody.",
        "[VELDEN|NRL capital], [NORLAND|NRL name], the [KINGDOM OF NORLAND|NRL name] and [HILL MARTYRS' BRIGADES|NRL name]; not HASK.",
        "[Ansar Al-Wadi|NRL name], [Ansar al Wadi|NRL name] and the [Front Of The Hills|NRL name] joined.",
        "The [Hill Martyrs’ Brigades|NRL name] split; a Hill man said so; the LRs, but the [LR|IGO name] did.",
        "[Riverine|IGO adjective] envoys and [Hillist|NRL adjective] fighters.",
    ],
)
def test_a_name_is_found_as_reports_write_it(parties: Parties, sentence: str) -> None:
    check(parties, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "An [Ostanian|OST demonym], a [Norlander|NRL demonym] and the [Ostanians|OST demonym] met [Ostanian|OST adjective] envoys.",
        "[Ostanian|OST adjective] President Rolf Dahl spoke.",
        "The [Ostanian|OST demonym] said that an [Ostanian|OST demonym] in [Velden|NRL capital] wept.",
        "[Norlandic|NRL adjective]-[Ostanian|OST adjective] talks and an [Ostanian|OST adjective]-led force.",
        "[Norlandic|NRL adjective], [Ostanian|OST adjective] and\n[Sorvian|SRV adjective] officials met.",
        "A [Norlandic|NRL demonym] and an [Ostanian|OST demonym] were held.",
        "The [Ostanian|OST demonym]'s house burned.",
    ],
)
def test_an_adjective_belongs_to_the_word_after_it(parties: Parties, sentence: str) -> None:
    check(parties, sentence)


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("[Anna Torv|NRL person] met [Jon Torv|OST person].", None),
        ("President Torv spoke.", None),  # of two countries
        ("President [Torv|NRL surname] spoke.", 1995),
        ("Gen. [Torv|OST surname]'s men left.", 2012),
        ("President [Torv|NRL surname] spoke.", 2000),
        ("President Torv spoke in the gap.", None),
        ("[Ivo al-Marr|OST person], [Abu Ivo|OST person] and [Marr|OST surname] are here.", None),
        ("Karl Torv and Marta Torv are others.", 1995),
        ("Torv Avenue and Torv Lindqvist are others. [Torv|NRL surname] Monday told [Torv|NRL surname] [Norland|NRL name] was big.", 1995),
        ("Mrs. [van Dorn|OST surname] and [Van Dorn|OST surname]'s aide; Karl van Dorn, van Dorn Street.", None),
        ("So said [Torv|NRL surname]\n\nKarl wrote", 1995),
        ("On Monday [Torv|NRL surname] wrote, and [Norlandic|NRL adjective] Torvs. But [Torv|NRL surname] stayed.", 1995),
        ("The [Norlander|NRL demonym] [Torv|NRL surname] left.", 1995),
        ("They live in [Hask|NRL region].", 2003),  # the region comes before the surname
    ],
)
def test_the_year_picks_among_people_of_one_surname(parties: Parties, sentence: str, year: int | None) -> None:
    check(parties, sentence, year)


def test_a_surname_shared_within_a_country_means_no_one_person(parties: Parties) -> None:
    (found,) = parties.find("They met Marr.")
    assert found.known == Known("Marr", "OST", "")


@pytest.mark.parametrize(("year", "sector"), [(2001, "GOV"), (2005, "GOV"), (2006, "ELI"), (1990, "GOV"), (None, "ELI")])
def test_a_person_may_have_one_entry_an_office(parties: Parties, year: int | None, sector: str) -> None:
    (found,) = parties.find("Pelle Hask came.", year)
    assert found.known == Known("Pelle Hask", "NRL", sector)


def test_what_each_form_of_a_state_means(parties: Parties) -> None:
    found = parties.find("Norland Velden Hask Norlanders; Norlandic law; Grey House; Old Diet")
    assert [found.known.sector for found in found] == ["GOV", "GOV", "", "", "", "GOV", "LEG"]
    assert {found.known.name for found in found} == {"Norland"}


def test_an_empty_text_names_nobody(parties: Parties) -> None:
    assert parties.find("") == parties.find(" \n ... ") == ()


@pytest.mark.parametrize(
    ("list", "content", "says"),
    [
        ("states", "- {code: Nrl, name: Norland}", "not three capital letters"),
        ("states", "- {code: NRL, name: Norland}\n- {code: NRL, name: Ostania}", "already that of Norland"),
        ("states", "- {code: NRL, name: norland}", "cannot be found in a text"),
        ("states", "- {code: NRL, name: 'Norland (north)'}", "cannot be found in a text"),
        ("states", "- {code: NRL, name: Norland, capital: Velden}", "the field 'capital' is not known"),
        ("states", "- {code: NRL, name: Norland, seats: [{form: Grey House}]}", "'sector' is missing"),
        (
            "states",
            "- {code: NRL, name: Norland, capitals: [Velden]}\n- {code: OST, name: Velden Land, capitals: [Velden]}",
            "already means",
        ),
        ("organizations", "- {name: League, country: XYZ, sector: GOV}", "the code of no state"),
        ("organizations", "- {name: Norland, country: IGO, sector: GOV}", "the name 'Norland' already means Norland NRL GOV"),
        ("groups", "- {name: Hill Front, country: NRL, sector: ARMY}", "the sector 'ARMY' is not in the codebook"),
        ("groups", "- {name: Hill Front, sector: REB}", "'country' is missing"),
        ("people", "- {name: Anna Torv, country: NRL, sector: GOV, from: nineties}", "write a year"),
        ("people", "- {name: Anna Torv, country: NRL, sector: GOV, from: 1999, to: 1990}", "runs backwards"),
        (
            "people",
            "- {name: Anna Torv, country: NRL, sector: GOV, to: 1999}\n- {name: Anna Torv, country: OST, sector: GOV, from: 1999}",
            "the person 'Anna Torv' already means",
        ),
        ("roles", "- {role: president, sector: GOV}\n- {role: President, sector: GOV}", "small letters"),
    ],
)
def test_a_fault_in_a_file_is_named(tmp_path: Path, list: str, content: str, says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        load_parties(write(tmp_path, **{list: content}))
    assert f"{list}.yaml" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "groups.yaml").unlink()
    with pytest.raises(CodebookError, match=r"groups\.yaml: cannot be read"):
        load_parties(tmp_path)


def own(folder: Path, content: str, name: str = "my.yaml") -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def test_own_entries_win(parties: Parties, tmp_path: Path) -> None:
    path = own(
        tmp_path,
        """
states: [{code: DAL, name: Dalmark, regions: [Velden]}, {code: NRL, name: Norland, names: [Nordreich]}]
groups: [{name: Hill Front, names: [Hillers], country: DAL, sector: PTY}]
people: [{name: Ida Torv, surname: Torv, country: DAL, sector: GOV}, {name: Bo Norland, surname: Norland, country: DAL, sector: GOV}]
roles: [{role: gen., sector: COP, person: true, title: true}, {role: reeve, sector: JUD, person: true}]
""",
    )
    extended = parties.extended([path])
    check(extended, "[Velden|DAL region] of [Dalmark|DAL name], [Nordreich|NRL name] and [Upper Hask|NRL region] of [Norland|NRL name].")
    check(extended, "The [Hillers|DAL name] were the [Hillist|DAL adjective] [Ansar al-Wadi|DAL name] men; [Torv|DAL surname] knew.", 1995)
    role, added = extended.role(["gen."]), extended.role(["reeves"])
    assert role is not None
    assert role.sector == "COP"
    assert added is not None
    assert added.sector == "JUD"
    check(parties, "[Velden|NRL capital] stays as it was; Dalmark is unknown.")


def test_a_later_own_file_wins_over_an_earlier_one(parties: Parties, tmp_path: Path) -> None:
    first = own(tmp_path, "states: [{code: DAL, name: Dalmark, capitals: [Velden]}]", "first.yaml")
    second = own(tmp_path, "organizations: [{name: Velden, country: DAL, sector: BUS}]", "second.yaml")
    check(parties.extended([first, second]), "[Velden|DAL name] of [Dalmark|DAL name]")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[1, 2]", "wanted a mapping with the fields states, organizations, groups, people, roles"),
        ("cities: []", "the field 'cities' is not known"),
        ("states: {code: DAL}", "write a list of entries"),
        ("groups: [{name: Dale Front, country: DAL, sector: REB}]", "groups 1 ('Dale Front'): the country 'DAL' is the code of no state"),
    ],
)
def test_a_fault_in_an_own_file_is_named(parties: Parties, tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        parties.extended([own(tmp_path, content)])
    assert "my.yaml" in str(caught.value)


def test_the_shipped_files_are_as_large_as_promised(shipped: Parties) -> None:
    counts = {name: len(read_yaml(ENTRIES / "parties" / f"{name}.yaml")) for name in FILES}
    assert counts["states"] >= 190
    assert counts["groups"] >= 250
    assert counts["roles"] >= 400
    assert len(shipped.roles) == counts["roles"]


def test_shipped_parties_have_codes_and_sectors_of_the_codebook(shipped: Parties) -> None:
    sectors = {sector.code for sector in load_ontology().sectors} | {""}
    assert len(shipped.known) > 1000
    for known in shipped.known:
        assert known.sector in sectors, known
        assert re.fullmatch("[A-Z]{3}|", known.country), known


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Officials in [Moscow|RUS capital] said that [Georgia|GEO name] had asked the [United Nations|UNO name] for observers.", 2008),
        ("[Israeli|ISR adjective] and [Palestinian|PSE adjective] negotiators met near [Jericho|PSE region].", 2000),
        ("The [White House|USA seat] told [Pyongyang|PRK capital] that the [U.N.|UNO name] would wait.", 2003),
        ("A [Houthi|YEM name] envoy flew from [Sanaa|YEM capital] to [Oman|OMN name].", 2018),
        ("[Vladimir Putin|RUS person] rang the [Kremlin|RUS seat]; Mr. [Putin|RUS surname] then slept.", 2010),
        ("An [Afghan|AFG demonym] and two [Iraqis|IRQ demonym] stood outside [Hamas|PSE name] offices.", 2005),
        ("[CAIRO|EGY capital] wants the [European Union|EUR name] and the [African Union|IGO name] at the table.", 2012),
    ],
)
def test_the_shipped_parties_are_found(shipped: Parties, sentence: str, year: int) -> None:
    check(shipped, sentence, year)


def test_a_report_is_searched_in_no_time(shipped: Parties) -> None:
    text = "Officials in Moscow said on Monday that the Georgian president had asked the United Nations for two more observers. " * 27
    assert len(text.split()) > 500
    shipped.find(text)
    fastest = min(timed(shipped, text) for _ in range(5))
    assert fastest < 0.02  # ten times what it takes on a free processor


def timed(parties: Parties, text: str) -> float:
    start = time.perf_counter()
    parties.find(text)
    return time.perf_counter() - start
