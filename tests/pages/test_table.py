import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.pages.cells import width
from verbale.pages.table import Look, table
from verbale.records import Act, Party, Record, Report, Span, Trigger, When

ANSI = re.compile(r"\x1b\[\d*m")


def test_acts_stand_under_their_sentence_with_inner_ones_indented(record: Record) -> None:
    lines = table(record, Look(160)).splitlines()
    assert lines[:3] == [
        "Norland and Ostania part without a deal",
        "2005-05-24 · Inland Press · 5 sentences, 9 acts",
        "▲ two characters were not UTF-8 and are shown as �",
    ]
    assert lines[4].split("  ")[1:3] == ["ACT", ""]
    start = lines.index(
        "Norland accused Ostania on Tuesday of shelling the port of Hask, hours after envoys of the two countries met in Velden."
    )
    assert [re.split(r"\s{2,}", line.strip()) for line in lines[start + 1 : start + 4]] == [
        ["ACCUSE/allege", "actual", "Norland → Ostania", "2005-05-24"],
        ["└ ASSAULT/heavy-weapons", "actual", "Ostania", "Norland", "the port of Hask"],
        ["CONSULT", "actual", "Norland, Ostania", "Velden"],
    ]
    assert "    └ RETREAT/access" in "\n".join(lines)


def test_sentences_without_acts_are_left_out_unless_asked_for(record: Record) -> None:
    assert "apples" not in table(record)
    explained = table(record, explain=True)
    assert "The valley is known for its apples.\n  nothing coded: no word of it names an act\n" in explained
    assert "    because: cue word “accused” (1.00)\n" in explained


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 160])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_too_long_and_no_word_is_lost(record: Record, columns: int, explain: bool) -> None:
    page = table(record, Look(columns), explain=explain)
    assert max(width(line) for line in page.splitlines()) <= columns
    told = " ".join(" ".join([act.type, act.mode or "", act.status, act.condition or "", act.where or ""]) for act in record.acts)
    assert columns < 60 or {word for word in re.split(r"[\s-]", told) if word not in page} == set()


def test_a_column_without_room_becomes_a_line_below(record: Record) -> None:
    assert "CONDITION" in table(record, Look(160))
    narrow = table(record, Look(80))
    assert "CONDITION" not in narrow
    assert "      condition: if Norland opens the coastal road\n" in narrow


def test_colour_adds_nothing_but_colour(record: Record) -> None:
    plain, coloured = table(record, explain=True), table(record, Look(colour=True), explain=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert "\n".join(line.rstrip() for line in ANSI.sub("", coloured).splitlines()) + "\n" == plain


def test_a_plain_terminal_gets_plain_letters(record: Record) -> None:
    page = table(record, Look(100, encoding="ascii"), explain=True)
    page.encode("ascii")
    assert "Norland -> Ostania" in page
    assert "- RETREAT/withdraw" in page


def test_a_report_without_acts_has_a_header_and_no_headings() -> None:
    assert table(Record(Report("hask", "Rain.", ()), (Span(0, 5),), (), ())) == "hask\nno date · 1 sentence, 0 acts\n"


def test_what_a_report_says_cannot_reach_the_terminal(record: Record) -> None:
    report = msgspec.structs.replace(record.report, title="Talks\x1b]0;taken over\x07", outlet="\u202ePress", warnings=("\x1b[2J",))
    page = table(msgspec.structs.replace(record, report=report), explain=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


words = st.text(max_size=30)


@given(words, words, words, st.none() | words, st.integers(40, 120), st.sampled_from(["utf-8", "ascii"]))
def test_any_words_fit(name: str, kind: str, where: str, condition: str | None, columns: int, encoding: str) -> None:
    party = Party(name, name)
    when = When(where, None)
    act = Act("a", 0, Trigger("x", 0, 1), kind, where, (party, party), (party,), name, (party,), None, kind, condition, when, where)
    page = table(Record(Report(name, "x" * 9, ()), (Span(0, 9),), (act,), ()), Look(columns, encoding=encoding), explain=True)
    page.encode(encoding)
    assert max(width(line) for line in page.splitlines()) <= columns
