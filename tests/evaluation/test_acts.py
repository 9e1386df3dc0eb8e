"""`python -m evaluation acts`: what it reads, what it prints, and how it stops."""

import json
import re
from datetime import date

import msgspec
import pytest

from evaluation import acts
from evaluation.scoring import LEVELS, Coded, scored
from verbale.reader import MODEL
from verbale.records import Act, Evidence, Party, Record, Span, Trigger

TEXT = "Norland accuses Ostania\r\n\r\nNorland accused Ostania on Monday. Ostania denied it."
NORLAND, OSTANIA = Party("Norland", "Norland", "NOR", "GOV"), Party("Ostania", "Ostania", "OST", "GOV")
ACCUSED = Act("a1", 0, Trigger("accused", 35, 42), "ACCUSE", None, (NORLAND,), (OSTANIA,), "actual")
DENIED = Act("a2", 1, Trigger("denied", 70, 76), "DENY", None, (OSTANIA,), (NORLAND,), "actual")
SENTENCES = ((27, 61), (62, 80))


@pytest.fixture
def gold(tmp_path):
    """A folder of two coded reports, of which the second has no acts."""
    for folder in ("acts", "text", "predicted"):
        (tmp_path / folder).mkdir()
    for name, coded in (("brenn-1", (ACCUSED, DENIED)), ("brenn-2", ())):
        row = {"id": name, "published": "2005-05-24", "sentences": SENTENCES, "acts": coded}
        (tmp_path / "acts" / f"{name}.json").write_bytes(msgspec.json.encode(row))
        (tmp_path / "text" / f"{name}.txt").write_bytes(TEXT.encode())
    return tmp_path


def predict(folder, name, *coded):
    (folder / "predicted" / f"{name}.json").write_bytes(msgspec.json.encode({"acts": coded}))


def shares(out: str, measure: str) -> list[str]:
    """Precision, recall and F1 as printed before their intervals."""
    line = next(line for line in out.splitlines() if line.startswith(measure + " "))
    return re.findall(r"([\d.]+) \[", line)


def run(capsys, *arguments) -> str:
    acts.main([str(a) for a in arguments])
    return capsys.readouterr().out


def test_texts_keep_their_line_ends_so_that_offsets_hold(gold):
    case = acts.load_folder(gold, None)[0]
    assert case.text == TEXT
    assert [case.text[a.trigger.start : a.trigger.end] for a in case.gold.acts] == ["accused", "denied"]
    assert case.published == date(2005, 5, 24)


def test_the_folder_of_the_codes_itself_will_do(gold):
    assert acts.load_folder(gold / "acts", None) == acts.load_folder(gold, gold / "text")


def test_acts_that_are_there_are_scored_without_texts(gold, capsys):
    predict(gold, "brenn-1", ACCUSED)
    (gold / "text" / "brenn-1.txt").unlink()
    out = run(capsys, "--gold", gold, "--predicted", gold / "predicted", "--by-type", "--by-report")
    assert "2 reports, 2 acts by hand, 1 coded" in out
    lines = {line.split()[0]: line.split() for line in out.splitlines() if line}
    assert shares(out, "full") == ["100.0", "50.0", "66.7"]
    assert lines["ACCUSE"] == ["ACCUSE", "100.0", "100.0", "100.0", "100.0", "1", "1"]
    assert lines["DENY"][1:4] == ["0.0"] * 3
    assert lines["brenn-1"][1:] == ["66.7", "66.7", "66.7", "66.7", "2", "1"]
    assert lines["here"][1] == "66.7"


def test_json_has_the_figures_of_the_text(gold, capsys):
    predict(gold, "brenn-1", ACCUSED)
    found = json.loads(run(capsys, "--gold", gold, "--predicted", gold / "predicted", "--by-type", "--json"))
    assert found["acts_by_hand"] == 2
    assert found["levels"]["full"]["f1"]["value"] == 66.7
    assert found["accuracy_of_matched_acts"]["status"]["of"] == 1
    assert [row["type"] for row in found["by_type"]] == ["ACCUSE", "DENY"]
    assert "by_report" not in found


def test_tables_by_type_and_report_come_only_when_asked_for(gold, capsys):
    predict(gold, "brenn-1", ACCUSED)
    out = run(capsys, "--gold", gold, "--predicted", gold / "predicted")
    assert "ACCUSE" not in out
    assert "brenn-1" not in out


def test_other_coders_stand_beside_it(gold, capsys):
    predict(gold, "brenn-1", ACCUSED)
    out = run(capsys, "--gold", gold, "--predicted", gold / "predicted")
    line = next(line for line in out.splitlines() if line.startswith("UniversalPetrarch, PETRARCH-1"))
    assert line.split()[5:9] == ["29.1", "4.8", "-", "2.9"]


def test_figures_are_the_same_from_run_to_run(gold, capsys):
    predict(gold, "brenn-1", ACCUSED)
    arguments = ("--gold", gold, "--predicted", gold / "predicted")
    assert run(capsys, *arguments) == run(capsys, *arguments)


def test_texts_are_coded_with_their_date_and_nothing_else(gold, monkeypatch, capsys):
    seen = []

    class Fake:
        def code_many(self, reports):
            for report in reports:
                seen.append((report.id, report.text, report.published))
                yield Record(report, tuple(Span(*s) for s in SENTENCES), (ACCUSED, DENIED), (Evidence("a1"), Evidence("a2")))

    monkeypatch.setattr("verbale.pipeline.Coder", Fake)
    out = run(capsys, "--gold", gold)
    assert seen == [(name, TEXT, date(2005, 5, 24)) for name in ("brenn-1", "brenn-2")]
    assert "2 acts by hand, 4 coded" in out


@pytest.mark.skipif(not (MODEL / "reader.onnx").exists(), reason="the reader's model is not built: python -m training.export")
def test_the_whole_path_finds_a_plain_accusation():
    case = acts.Case(Coded("brenn-1", SENTENCES, (scored(ACCUSED), scored(DENIED))), date(2005, 5, 24), TEXT.replace("Ostania", "Iran"))
    assert "ACCUSE" in [a.type for a in acts.code_cases([case])[0].acts]


def test_the_invented_reports_need_no_shared_data_and_agree_with_themselves(tmp_path, capsys):
    cases = acts.load_corpus("dev", "invented")
    assert all(case.text and case.published for case in cases)
    for case in cases:
        (tmp_path / f"{case.gold.id}.json").write_bytes(msgspec.json.encode({"acts": case.gold.acts}))
    out = run(capsys, "--corpus", "dev", "--only", "invented", "--predicted", tmp_path)
    for measure in LEVELS:
        assert shares(out, measure) == ["100.0"] * 3


def stops(capsys, *arguments) -> str:
    with pytest.raises(SystemExit) as stop:
        acts.main([str(a) for a in arguments])
    assert stop.value.code == 2
    return capsys.readouterr().err


def test_a_missing_gold_folder_is_named(tmp_path, capsys):
    assert f"no coded reports in {tmp_path / 'gold'}" in stops(capsys, "--gold", tmp_path / "gold")


def test_a_missing_text_is_named(gold, capsys):
    (gold / "text" / "brenn-2.txt").unlink()
    assert "brenn-2.txt cannot be read" in stops(capsys, "--gold", gold)


def test_a_damaged_code_file_is_named(gold, capsys):
    (gold / "acts" / "brenn-2.json").write_text('{"sentences": [], "acts": [{"type": "ACCUSE"}]}')
    err = stops(capsys, "--gold", gold, "--predicted", gold / "predicted")
    assert "brenn-2.json: not a coded report" in err
    assert "trigger" in err


def test_predictions_for_other_reports_are_refused(gold, capsys):
    predict(gold, "hask-1", ACCUSED)
    assert "no file for any of the 2 reports" in stops(capsys, "--gold", gold, "--predicted", gold / "predicted")
    assert "there is no folder" in stops(capsys, "--gold", gold, "--predicted", gold / "nowhere")


def test_corpus_and_gold_exclude_each_other(gold, capsys):
    assert "leave out --gold" in stops(capsys, "--corpus", "dev", "--gold", gold)
    assert "say which split" in stops(capsys, "--only", "real")
