"""The coders' notation: what a line means, what is wrong with one, and that writing undoes reading."""

import msgspec
import pytest

from corpus.load import SPLITS, load_reports, load_second
from corpus.notation import read_codes, write_codes
from corpus.quoting import QuotedText, occurrences
from corpus.records import Role, gold


def said(row, span):
    return None if span is None else row.text[slice(*span)]


def test_every_field_of_an_act(row):
    accused, shelled, _, warned, answered, agreed = row.acts
    assert (accused.type, accused.mode, accused.status, accused.sentence) == ("ACCUSE", "allege", "actual", 0)
    assert (said(row, accused.trigger), said(row, accused.about)) == ("accused", "shelling Brenn")
    assert (said(row, accused.when.words), accused.when.value) == ("on Monday", "2001-02-05")
    assert (shelled.within, [role.key for role in shelled.speakers], said(row, shelled.where)) == ("a1", ["NOR"], "Brenn")
    assert shelled.contexts == ("military", "territory")
    assert said(row, answered.condition) == said(row, warned.condition) == "if they shell again"
    assert [role.key for role in agreed.actors] == ["NOR", "OST"]
    assert agreed.recipients == ()


def test_a_party_is_its_last_mention_before_the_trigger_or_the_words_that_are_named(row):
    assert [said(row, act.recipients[0].words) for act in row.acts[2:5]] == ["They", "they", "they"]
    assert {said(row, role.words) for role in row.acts[5].actors} == {"The two sides"}


def test_a_party_that_the_sentence_does_not_name_has_no_words(row, text, codes):
    assert row.acts[1].recipients[0] == Role("NOR", row.acts[0].actors[0].words)
    codes = codes.replace("AGREE negated NOR OST", "AGREE negated NOR OST > BRO")
    assert read_codes("r", text, codes)[0].acts[5].recipients == (Role("BRO"),)


def test_attributions_may_have_pieces(row):
    assert [said(row, piece) for piece in row.attributions[2].content] == ["if they shell again", "his army will answer"]
    assert [said(row, piece) for piece in row.attributions[1].content] == ['"They lie,"']


def test_mentions_may_mean_several(row):
    assert [(said(row, (m.start, m.end)), m.keys) for m in row.mentions][-1] == ("The two sides", ("NOR", "OST"))


def test_the_row_in_the_form_of_the_gold_files(row, text):
    act = gold(row)["acts"][4]
    assert act["trigger"] == {"text": "answer", "start": text.index("answer"), "end": text.index("answer") + 6}
    assert act["actors"] == [{"text": "his army", "name": "Norland's army", "country": "", "sector": "MIL"}]
    assert act["condition"] == "if they shell again"
    assert act["when"] is None
    with pytest.raises(ValueError, match="has no text yet"):
        gold(msgspec.structs.replace(row, text=""))


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        ("@0", "@7", "there are 3, from @0"),
        ("party NOR: Norland, , GOV", "party NOR Norland", "wanted 'party KEY: name, COUNTRY, SECTOR'"),
        ("party OST: Ostania, , GOV", "party NOR: Ostania, , GOV", "party NOR twice"),
        ("m NOR=Norland; OST=Ostania", "m OST=Ostania; NOR=Norland", "after the mention before it"),
        ("m NOR=Norland; OST=Ostania", "m NOR Norland", "wanted KEY=words"),
        ("m NOR+OST=The two sides", "m NOR+SOR=The two sides", "unknown party 'SOR'"),
        ("q Norland | accused | of shelling Brenn", "q Norland | accused", "got 2 parts"),
        ("q Norland | accused | of shelling Brenn", "q Norland | accused | ", "needs a content"),
        ("q Norland | accused | of shelling Brenn", "q Sorvia | accused | of shelling Brenn", "'Sorvia' is not in sentence 0"),
        ("a6 [did not agree] AGREE", "a6 [agreed] AGREE", "trigger 'agreed' is not in sentence 2"),
        ("a6 [did not agree] AGREE negated NOR OST", "a6 [did not agree] AGREE negated NOR, ost", "cannot read 'ost' among the parties"),
        ("a6 [did not agree] AGREE negated", "a6 did not agree AGREE negated", "wanted 'a1 [trigger]"),
        ("in=a1 ; where=Brenn", "in=a1 ; place=Brenn", "cannot read the field 'place=Brenn'"),
        ("where=Brenn", "where=Velden", "where 'Velden' is not in the text"),
        ("[did not agree]", "[did not agree#0]", "trigger 'did not agree#0' is not in sentence 2"),
        ("m NOR=Norland; OST=Ostania", "m NOR=Norland#0; OST=Ostania", "mention 'Norland#0' is not in sentence 0"),
        ("@2", "@9", "this line stands before the first @N"),
        ("topic border talks", "subject border talks", "wanted 'a1 [trigger]"),
    ],
)
def test_what_is_wrong_with_a_line(line, wrong, told, text, codes):
    assert line in codes
    _, faults = read_codes("r", text, codes.replace(line, wrong))
    assert told in "\n".join(faults)


def test_a_line_before_the_first_sentence_is_named(text):
    assert read_codes("r", text, "party NOR: Norland, , GOV\nm NOR=Norland")[1] == [
        "line 2: this line stands before the first @N, or after a wrong one"
    ]


def test_writing_undoes_reading(row):
    assert read_codes(row.id, row.text, write_codes(row)) == (row, [])


@pytest.mark.parametrize("split", SPLITS)
def test_writing_undoes_reading_in_the_whole_corpus(split):
    rows = load_reports(split, only="invented")
    assert rows
    for row in [*rows, *load_second(rows)]:
        again, faults = read_codes(row.id, row.text, write_codes(row))
        assert faults == []
        assert msgspec.structs.replace(again, source=row.source) == row


def test_quotations():
    text = QuotedText("he said he left. He said so. she left, he said", ((0, 16), (17, 28), (29, 46)))
    assert text.find("he#2", 0, "") == (8, 10)
    assert text.find("@2: left", 0, "") == (33, 37)
    assert text.find("said … left", 0, "") == (3, 15)
    assert text.find("*", 1, "") == (17, 28)
    assert text.find("she", 0, "", anywhere=True) == (29, 32)
    assert text.quote((8, 10), 0) == "he#2"
    assert text.quote((29, 46), 0) == "@2: *"
    assert occurrences("the then", "the", 0, 8) == [(0, 3)]


def test_a_slash_in_a_source_is_no_division():
    text = "Norland lied\n\nThe report (RL/2004) says that Norland lied.\n"
    codes = "published 2004-05-11\n\n@0\nq The report (RL/2004) | says | Norland lied\n"
    row, wrong = read_codes("slash", text, codes)
    assert not wrong
    assert "q The report (RL/2004) | says | Norland lied" in write_codes(row)
