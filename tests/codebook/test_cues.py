"""Cues: the shipped files, and the loader with files of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verbale.codebook import Cue, load_cues, load_ontology
from verbale.errors import CodebookError


def folder(place: Path, content: str, name: str = "consult.yaml") -> Path:
    """A folder of cues with one file."""
    place.joinpath(name).write_text(content, encoding="utf-8")
    return place


def one(place: Path, cue: str) -> Cue:
    """The only cue of a file of CONSULT with the entry `cue`."""
    cues = load_cues(folder(place, f"type: CONSULT\nto: [with]\ncues:\n  - {cue}\n"))
    ((found,),) = cues.by_lemma.values()
    return found


SHIPPED = [cue for cues in load_cues().by_lemma.values() for cue in cues]


def test_every_type_has_cues() -> None:
    assert {cue.type for cue in SHIPPED} == {kind.name for kind in load_ontology().types}


def test_shipped_cues_can_fit() -> None:
    for cue in SHIPPED:
        assert cue.pos in ("verb", "noun", "adjective")
        assert cue.lemma == cue.lemma.lower(), cue  # a word is looked up by its lemma in small letters
        assert " " not in cue.lemma, cue
        assert all(re.fullmatch(r"[a-z'-]+", word) for word in (*cue.after, *cue.before)), cue
        assert not cue.only or cue.only - cue.exclude, cue  # would never fit
        assert "content" not in cue.needs or cue.content, cue  # so would this
        assert "recipient" not in cue.needs or cue.to, cue


def test_only_verbs_have_objects() -> None:
    assert [cue.pattern for cue in SHIPPED if cue.objects and cue.pos != "verb"] == []  # would never fit; a noun's words stand without "="


PREPOSITIONS = frozenset(
    "about against along among around as at behind between by for from in into near of off on outside over to toward towards under upon"
    " with".split()
)


def test_shipped_slots_are_known() -> None:
    for cue in SHIPPED:
        for slot in (*cue.to, *cue.by, *cue.content):
            base, _, inner = slot.partition(".")
            assert base in PREPOSITIONS | {"obj", "iobj", "subj", "poss", "amod", "clause"}, cue
            assert not inner or (base == "obj" and inner in PREPOSITIONS | {"poss", "amod"}), cue


@pytest.mark.parametrize(
    ("lemma", "kind"),
    [
        ("accuse", "ACCUSE"), ("demand", "REQUEST"), ("refuse", "REJECT"), ("threaten", "THREATEN"), ("apologize", "CONCEDE"),
        ("promise", "AGREE"), ("praise", "SUPPORT"), ("warn", "WARN"), ("deny", "DENY"), ("say", "STATE"), ("meet", "CONSULT"),
        ("withdraw", "RETREAT"), ("arrest", "COERCE"), ("shell", "ASSAULT"), ("deploy", "MOBILIZE"), ("demonstrate", "PROTEST"),
    ],
)  # fmt: skip
def test_plain_verbs_name_their_type(lemma: str, kind: str) -> None:
    assert kind in [cue.type for cue in load_cues().of("verb", lemma)]


def test_a_lemma_without_cues() -> None:
    assert load_cues().of("verb", "rain") == ()
    assert load_cues().of("noun", "accuse") == ()


def test_heavier_cues_come_first() -> None:
    for cues in load_cues().by_lemma.values():
        assert [cue.weight for cue in cues] == sorted((cue.weight for cue in cues), reverse=True)


def test_a_plain_pattern(tmp_path: Path) -> None:
    cue = one(tmp_path, "{verbs: [meet]}")
    assert cue == Cue("meet", "verb", "CONSULT", None, to=("with",), by=("subj",))
    assert cue.pattern == "meet"


@pytest.mark.parametrize(
    ("entry", "lemma", "after", "before", "objects"),
    [
        ("{verbs: [call off]}", "call", ("off",), (), set()),
        ("{verbs: ['take =part|place']}", "take", (), (), {"part", "place"}),
        ("{verbs: [withdraw from =treaty]}", "withdraw", ("from",), (), {"treaty"}),
        ("{nouns: [hunger strike]}", "strike", (), ("hunger",), set()),
        ("{adjectives: [ready]}", "ready", (), (), set()),
    ],
)
def test_patterns(tmp_path: Path, entry: str, lemma: str, after: tuple[str, ...], before: tuple[str, ...], objects: set[str]) -> None:
    cue = one(tmp_path, entry)
    assert (cue.lemma, cue.after, cue.before, cue.objects) == (lemma, after, before, objects)


@pytest.mark.parametrize("pattern", ["meet", "call off", "take up =part|place"])
def test_a_pattern_is_written_as_it_was_read(tmp_path: Path, pattern: str) -> None:
    assert one(tmp_path, f"{{verbs: ['{pattern}']}}").pattern == pattern


def test_every_field(tmp_path: Path) -> None:
    cue = one(
        tmp_path,
        "{verbs: [hold], mode: visit, to: [obj], by: [subj], content: [clause], only: [talk], not: [line], subject: [side],"
        " sectors: [GOV], needs: [actor], together: true, swap: true, inner: RETREAT}",
    )
    assert (cue.mode, cue.to, cue.by, cue.content) == ("visit", ("obj",), ("subj",), ("clause",))
    assert (cue.only, cue.exclude, cue.subject, cue.sectors, cue.needs) == ({"talk"}, {"line"}, {"side"}, {"GOV"}, {"actor"})
    assert (cue.together, cue.swap, cue.inner) == (True, True, "RETREAT")


@pytest.mark.parametrize(("own", "slots"), [("", ("with",)), (", to: [obj]", ("obj",)), (", to: []", ())])
def test_slots_of_its_own_replace_those_of_the_type(tmp_path: Path, own: str, slots: tuple[str, ...]) -> None:
    assert one(tmp_path, f"{{verbs: [meet]{own}}}").to == slots


def test_slots_of_a_noun(tmp_path: Path) -> None:
    assert one(tmp_path, "{nouns: [talk]}").by == ("poss", "by", "amod", "of")


def test_one_entry_may_hold_many_patterns(tmp_path: Path) -> None:
    cues = load_cues(folder(tmp_path, "type: CONSULT\ncues:\n  - {verbs: [meet, confer], nouns: [talk]}\n  - {verbs: [meet up]}\n"))
    assert set(cues.by_lemma) == {("verb", "meet"), ("verb", "confer"), ("noun", "talk")}
    assert [cue.after for cue in cues.of("verb", "meet")] == [("up",), ()]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("type: AID\ncues:\n  - {verbs: [meet]}\n", "type: CONSULT"),  # not the file's name
        ("type: MEETING\ncues:\n  - {verbs: [meet]}\n", "MEETING"),
        ("cues:\n  - {verbs: [meet]}\n", "'type' is missing"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], mode: sign}\n", "the mode 'sign'"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], needs: [speaker]}\n", "use actor, recipient, content"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], sectors: [GOV, UNO]}\n", "UNO is no sector"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], inner: TALK}\n", "inner 'TALK'"),
        ("type: CONSULT\ncues:\n  - {mode: visit}\n", "no verbs, nouns or adjectives"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], tone: mild}\n", "'tone' is not known"),
        ("type: CONSULT\ncues:\n  - {verbs: [meet], together: maybe}\n", "true or false"),
        ("type: CONSULT\ncues:\n  - meet\n", "wanted a mapping"),
        ("type: [CONSULT\n", "line"),
        ("", "empty"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(problem)) as caught:
        load_cues(folder(tmp_path, content))
    assert "consult.yaml" in str(caught.value)


def test_a_folder_without_cues(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"no cue files .*; give"):
        load_cues(tmp_path)
