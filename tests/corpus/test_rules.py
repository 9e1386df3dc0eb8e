"""The rules that a program can check: each one broken once in a small report that is clean before."""

import pytest

from corpus.notation import read_codes
from corpus.rules import doubts, faults


@pytest.fixture
def broken(text, codes):
    """Faults and doubts of the report with some lines changed."""

    def check(*changes):
        changed = codes
        for line, wrong in changes:
            assert line in changed
            changed = changed.replace(line, wrong)
        row, unread = read_codes("brenn-talks", text, changed)
        assert unread == []
        return faults(row), doubts(row)

    return check


def test_the_report_is_clean(row):
    assert faults(row) == []
    assert doubts(row) == []


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        ("published 2001-02-06", "published 2001-02", "published '2001-02': wanted YYYY-MM-DD"),
        ("published 2001-02-06", "published 2001-13-06", "published '2001-13-06'"),
        ("manner agency", "manner", "no manner"),
        ("topic border talks", "topic", "no topic"),
        ("party OST: Ostania, , GOV", "party OST: Ostania, , XYZ", "'XYZ' is no sector"),
        ("party OST: Ostania, , GOV", "party OST: Ostania, SUN, GOV", "'SUN' is no country's code"),
        ("party OST: Ostania, , GOV", "party OST: Norland, , GOV", "party 'Norland' has 2 keys"),
        ("a6 [did not agree]", "a5 [did not agree]", "a5 names 2 acts"),
        ("ACCUSE/allege", "SCOLD", "a1: SCOLD is no type"),
        ("ACCUSE/allege", "ACCUSE/violence", "a1: violence is no mode of ACCUSE; wanted one of allege, disapprove, investigate"),
        ("AGREE negated", "AGREE refused", "a6: refused is no status"),
        ("cx=military territory", "cx=military land", "a2: land is no context"),
        ("cx=military territory", "cx=military military", "a2: a context twice"),
        ("by=BRO ; in=a4 ; if=if they shell again", "by=BRO ; in=a4", "a5: conditional without a condition"),
        ("(2001-02-05)", "(5 February)", "a1: date '5 February'"),
        ("AGREE negated NOR OST", "AGREE negated NOR NOR", "a6: a party twice"),
        ("AGREE negated NOR OST", "AGREE negated NOR OST > NOR", "a6: NOR is actor and recipient"),
        ("by=BRO ; in=a4", "by=BRO > BRO ; in=a4", "a5: a party twice"),
        ("in=a1 ; where=Brenn", "in=a1 ; about=Brenn ; where=Brenn", "a2: about, of a ASSAULT"),
        ("in=a4", "in=a9", "a5: lies in a9, which is no act"),
        ("in=a4", "in=a5", "a5: lies in itself"),
        ("by=BRO ; in=a4", "by=NOR ; in=a4", "a5: lies in a4, and no actor of that (BRO) is its speaker"),
        ("m NOR+OST=The two sides", "m NOR+OST=The two sides; OST=sides#1", "overlap"),
    ],
)
def test_faults(broken, line, wrong, told):
    assert told in "\n".join(broken((line, wrong))[0])


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        (" ; cx=diplomatic", "", "a6: no contexts"),
        ("ACCUSE/allege actual NOR > OST", "ACCUSE/allege actual NOR", "a1: ACCUSE without a recipient"),
        ("ACCUSE/disapprove actual BRO > OST={They}", "STATE actual", "a3: STATE without an actor"),
        ("AGREE negated NOR OST", "CONSULT negated NOR > OST", "a6: CONSULT has all sides as actors, unless it is a visit"),
        ("by=BRO ; in=a4", "by=OST BRO ; in=a2", "a5: lies in a2, of type ASSAULT, which is no act of saying"),
        ("a1 [accused] ACCUSE/allege", "a1 [accused] REQUEST", "a2: actual in the REQUEST a1; expected wanted or negated or conditional"),
        ("actual BRO > OST ; if", "actual BRO > OST ; by=NOR ; if", "a5: lies in a4, and NOR, who speaks there, is not among its speakers"),
        ("OST > NOR ; by=NOR", "OST > NOR={accused} ; by=NOR", "a2: 'accused' is no mention of NOR"),
        ("; ARM=his army", "", "party ARM is never mentioned"),
    ],
)
def test_doubts(broken, line, wrong, told):
    assert told in broken((line, wrong))[1]


def test_a_reporting_verb_that_is_neither_coded_nor_a_cue(broken):
    recoded = ("a3 [said] ACCUSE/disapprove", "a3 [lie] ACCUSE/disapprove")
    assert broken(recoded)[1] == []
    assert broken(recoded, ('q Gen. Ilan Brod | said | "They lie,"\n', ""))[1] == [
        "sentence 1: 'said' is neither the trigger of an act nor the cue of an attribution"
    ]


def test_states_of_one_speaker_side_by_side(broken):
    states = "a3 [lie] STATE actual BRO ; cx=military\na7 [said] STATE actual BRO ; cx=military"
    found = broken(('a3 [said] ACCUSE/disapprove actual BRO > OST={They} ; about="They lie," ; cx=military', states))[1]
    assert found == ["a3 a7: STATE next to STATE of the same speaker; coded once for a run on one subject"]


def test_the_same_act_twice(broken):
    found = broken(("a6 [did not agree]", "a7 [did not agree] AGREE negated NOR OST ; cx=diplomatic\na6 [did not agree]"))[1]
    assert found == ["a7 a6: the same trigger, type, status and parties"]


def test_a_condition_that_no_act_has(broken):
    open_threat = ("actual BRO > OST ; if=if they shell again", "actual BRO > OST")
    assert broken(open_threat)[1] == []
    loose = ("ASSAULT conditional ARM > OST ; by=BRO ; in=a4 ; if=if they shell again", "ASSAULT possible ARM > OST ; by=BRO ; in=a4")
    assert broken(open_threat, loose)[1] == ["sentence 1: 'if' is in no condition"]
