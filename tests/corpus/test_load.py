"""Loading the corpus: splits, kinds, texts that are joined, and what is said where something is missing."""

import json

import msgspec
import pytest

from corpus import load
from corpus.load import SPLITS, load_reports, load_second, read_rows, with_text, write
from corpus.sources import Pointer, digest
from verbale.errors import ReportError


def test_the_splits_hold_both_kinds_and_share_no_report():
    rows = {split: read_rows(split) for split in SPLITS}
    ids = [row.id for found in rows.values() for row in found]
    assert len(set(ids)) == len(ids)
    assert all({row.invented for row in found} == {True, False} for found in rows.values())
    assert len(rows["train"]) > 4 * max(len(rows["dev"]), len(rows["test"]))


def test_real_reports_carry_no_text():
    rows = [row for split in SPLITS for row in read_rows(split) if not row.invented]
    assert rows
    assert not [row.id for row in rows if row.text]


def test_no_sentence_of_a_source_is_coded_twice():
    sources = [row.source for split in SPLITS for row in read_rows(split) if not row.invented]
    places = [(source.source, source.document, n) for source in sources for n in source.sentences]
    assert len(places) == len(set(places)) > 3000


def test_real_reports_get_the_text_that_was_coded(data):
    for row in load_reports(only="real", data=data):
        assert digest(row.text) == row.source.digest


def test_another_text_is_refused(row, tmp_path, monkeypatch):
    pointed = msgspec.structs.replace(row, text="", source=Pointer("voa", "", (1,), digest("as coded")))
    monkeypatch.setattr(load, "source_text", lambda *_: "as coded")
    assert with_text(pointed).text == "as coded"
    monkeypatch.setattr(load, "source_text", lambda *_: "as changed")
    with pytest.raises(ReportError, match=r"brenn-talks: its text in .* is not the one that was coded"):
        with_text(pointed)


def test_a_row_with_neither_text_nor_source_is_refused(row):
    with pytest.raises(ReportError, match="neither text nor source"):
        with_text(msgspec.structs.replace(row, text=""))


def test_invented_reports_need_no_data_kit(tmp_path):
    assert load_reports("dev", only="invented", data=tmp_path)
    with pytest.raises(ReportError, match="load only the invented reports"):
        load_reports("dev", data=tmp_path)


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ReportError, match="there is no split 'gold': ask for train, dev, test"):
        load_reports("gold")
    with pytest.raises(ReportError, match=r"cannot read .*dev\.jsonl"):
        read_rows("dev", tmp_path)
    (tmp_path / "dev.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(ReportError, match=r"dev\.jsonl, line 1: wanted one coded report"):
        read_rows("dev", tmp_path)


def test_second_codings_take_the_texts_of_the_first():
    first = load_reports(only="invented")
    second = load_second(first)
    assert second
    texts = {row.id: row.text for row in first}
    assert all(row.text == texts[row.id] for row in second)
    assert load_second([]) == []


def test_the_written_files_are_those_of_the_gold_folder(row, tmp_path):
    assert write([row], tmp_path) == (1, 6)
    coded = json.loads((tmp_path / "acts" / "brenn-talks.json").read_text())
    text = (tmp_path / "text" / "brenn-talks.txt").read_text()
    for act in coded["acts"]:
        assert text[act["trigger"]["start"] : act["trigger"]["end"]] == act["trigger"]["text"]
    assert coded["attributions"][0]["content"] == [list(row.attributions[0].content[0])]
    assert coded["mentions"][0]["keys"] == ["NOR"]


def test_the_command(tmp_path, capsys):
    load.main([str(tmp_path), "--split", "dev", "--only", "invented"])
    count = len(list((tmp_path / "acts").glob("*.json")))
    assert capsys.readouterr().out.startswith(f"{count} reports, ")
    with pytest.raises(SystemExit, match="error: cannot read the texts"):
        load.main([str(tmp_path), "--data", str(tmp_path / "nowhere")])
