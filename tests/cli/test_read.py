from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

BRENN = "BRENN, March 9, 2004 (Agency) - Norland sent an envoy to Ostania.\n\nThe envoy met the mayor of Hask.\n"
HASK = "HASK, March 10, 2004 (Agency) - Sorvia closed the bridge at Velden.\n"
LINES = "".join(json.dumps({"text": text, "published": "2004-03-09"}) + "\n" for text in (BRENN, HASK))


@pytest.fixture(autouse=True)
def reports(tmp_path: Path) -> None:
    (tmp_path / "brenn.txt").write_text(BRENN)
    (tmp_path / "hask.txt").write_text(HASK)
    (tmp_path / "lines.jsonl").write_text(LINES)


def test_a_table_by_default(verbale: Callable) -> None:
    ran = verbale("read", "brenn.txt")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[1] == "2004-03-09 · 2 sentences, 2 acts"
    assert "\nThe envoy met the mayor of Hask.\n  STATE" in ran.out


def test_one_report_is_an_object_and_several_are_a_list(verbale: Callable) -> None:
    assert json.loads(verbale("read", "brenn.txt", "--format", "json").out)["text"] == BRENN
    assert [item["text"] for item in json.loads(verbale("read", "brenn.txt", "hask.txt", "--format", "json").out)] == [BRENN, HASK]
    assert [item["text"] for item in json.loads(verbale("read", "lines.jsonl", "--format", "json").out)] == [BRENN, HASK]


def test_a_list_stays_a_list_where_reports_fail(verbale: Callable) -> None:
    ran = verbale("read", "gone.txt", "hask.txt", "--format", "json")
    assert [item["id"] for item in json.loads(ran.out)] == ["hask"]
    assert verbale("read", "gone.txt", "lost.txt", "--format", "json").out == "[]\n"


def test_json_lines_are_one_report_a_line(verbale: Callable) -> None:
    lines = verbale("read", "brenn.txt", "lines.jsonl", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["text"] for line in lines] == [BRENN, BRENN, HASK]


def test_several_reports_make_one_html_page(verbale: Callable) -> None:
    out = verbale("read", "brenn.txt", "hask.txt", "--format", "html").out
    assert out.count("<!doctype html>") == 1
    assert out.count("<article") == 2


def test_standard_input(verbale: Callable) -> None:
    ran = verbale("read", "-", "--format", "json", stdin=HASK.encode())
    assert json.loads(ran.out)["text"] == HASK


def test_the_publication_day_is_handed_on(verbale: Callable) -> None:
    assert json.loads(verbale("read", "hask.txt", "--published", "2005-05-24", "--format", "json").out)["published"] == "2005-05-24"


@pytest.mark.parametrize("day", ["24/5/2005", "2005-5-24", "2005-02-30", "20050524", "today"])
def test_another_form_of_day_is_refused_with_the_wanted_one(verbale: Callable, day: str) -> None:
    ran = verbale("read", "hask.txt", "--published", day)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("verbale: error: ")
    assert f"'{day}' is not a day; write year-month-day, as in 2005-05-24." in ran.err
    assert len(ran.err.splitlines()) == 1


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(verbale: Callable, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = verbale("read", "gone.txt", "empty.txt", "hask.txt")
    assert ran.status == 1
    assert [line.split(": ")[:3] for line in ran.err.splitlines()] == [
        ["verbale", "error", "gone.txt"],
        ["verbale", "error", "empty.txt"],
    ]
    assert "Sorvia closed the bridge" in ran.out


def test_a_report_on_which_the_coder_fails_is_named_and_the_rest_goes_on(
    verbale: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.txt").write_text("FAIL in Velden today.\n")
    ran = verbale("read", "bad.txt", "hask.txt", "--format", "jsonl")
    assert ran.status == 1
    assert ran.err.startswith("verbale: error: bad: RuntimeError: the coder stumbled over this report; left out")
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1
    assert len(ran.out.splitlines()) == 1
    monkeypatch.setenv("VERBALE_DEBUG", "1")
    assert "Traceback" in verbale("read", "bad.txt").err


def test_interruption_keeps_what_is_finished_and_ends_a_list(verbale: Callable, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("INTERRUPT the talks in Velden.\n")
    for form in ("json", "html"):
        ran = verbale("read", "hask.txt", "stop.txt", "brenn.txt", "--format", form)
        assert ran.status == 130
        assert ran.err == "verbale: stopped; 1 report is written\n"
        assert "closed the bridge at Velden" in ran.out
        assert "mayor" not in ran.out
    assert len(json.loads(verbale("read", "hask.txt", "stop.txt", "--format", "json").out)) == 1


def test_reasons_are_told_when_asked_for(verbale: Callable) -> None:
    assert "the stand-in" not in verbale("read", "hask.txt").out
    assert "because: the stand-in (1.00)" in verbale("read", "hask.txt", "--explain").out
    assert "the stand-in (1.00)" in verbale("read", "hask.txt", "--explain", "--format", "html").out


def test_parties_of_ones_own_reach_the_coder_and_bad_ones_are_refused(verbale: Callable, tmp_path: Path) -> None:
    ran = verbale("read", "hask.txt", "--parties", "mine.yaml")
    assert ran.status == 2
    assert ran.err.startswith("verbale: error: Invalid value for '--parties': mine.yaml: cannot be read")
    assert ran.out == ""


def test_paths_are_needed(verbale: Callable) -> None:
    ran = verbale("read")
    assert ran.status == 2
    assert ran.err == "verbale: error: Missing argument 'PATHS'. See 'verbale read --help'.\n"


def test_an_unknown_format_is_refused_with_the_known_ones(verbale: Callable) -> None:
    ran = verbale("read", "hask.txt", "--format", "xml")
    assert ran.status == 2
    for form in ("table", "json", "jsonl", "html"):
        assert f"'{form}'" in ran.err


def test_a_folder_gets_one_file_a_report(verbale: Callable, tmp_path: Path) -> None:
    ran = verbale("read", "brenn.txt", "lines.jsonl", "--format", "json", "--out", "coded/deep")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert sorted(os.listdir(tmp_path / "coded" / "deep")) == ["brenn.json", "lines-1.json", "lines-2.json"]
    assert json.loads((tmp_path / "coded/deep/lines-2.json").read_text())["text"] == HASK


def test_ids_of_lines_name_their_files(verbale: Callable, tmp_path: Path) -> None:
    lines = [{"text": BRENN, "id": "../../etc/x"}, {"text": HASK, "id": "../../etc/x"}, {"text": HASK, "id": "a b"}]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)))
    verbale("read", "many.jsonl", "--format", "json", "--out", "coded")
    assert sorted(os.listdir(tmp_path / "coded")) == ["many-.._.._etc_x-2.json", "many-.._.._etc_x.json", "many-a_b.json"]


def test_two_inputs_of_one_name_are_numbered(verbale: Callable, tmp_path: Path) -> None:
    for folder, name in (("a", "talks.txt"), ("b", "talks.txt"), ("c", "TALKS.txt"), ("d", "talks-2.txt")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / name).write_text(HASK.replace("Velden", folder))
    verbale("read", "in", "--format", "html", "--out", "coded")
    assert sorted(os.listdir(tmp_path / "coded")) == ["TALKS-3.html", "talks-2-2.html", "talks-2.html", "talks.html"]


def test_a_second_run_replaces_the_files_of_the_first(verbale: Callable, tmp_path: Path) -> None:
    verbale("read", "hask.txt", "--format", "json", "--out", "coded")
    (tmp_path / "hask.txt").write_text(BRENN)
    verbale("read", "hask.txt", "--format", "json", "--out", "coded")
    assert os.listdir(tmp_path / "coded") == ["hask.json"]
    assert json.loads((tmp_path / "coded/hask.json").read_text())["text"] == BRENN


@pytest.mark.parametrize(("name", "form"), [("hask.txt", "table"), ("lines.jsonl", "jsonl")])
def test_an_input_is_never_written_over(verbale: Callable, tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / "lines.jsonl").write_text(LINES.splitlines()[0])
    before = (tmp_path / name).read_text()
    assert verbale("read", name, "--format", form, "--out", ".").status == 0
    assert (tmp_path / name).read_text() == before
    stem, _, ending = name.partition(".")
    assert (tmp_path / f"{stem}-2.{ending}").exists()


def test_a_folder_that_cannot_be_made_is_told(verbale: Callable) -> None:
    ran = verbale("read", "brenn.txt", "--out", "hask.txt")
    assert ran.status == 1
    assert ran.err == "verbale: error: --out hask.txt: cannot be made (File exists); give a folder that you may write to\n"


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_half_done(verbale: Callable, tmp_path: Path) -> None:
    (tmp_path / "coded" / "hask.json").mkdir(parents=True)
    ran = verbale("read", "brenn.txt", "hask.txt", "--format", "json", "--out", "coded")
    assert ran.status == 1
    assert ran.err.startswith("verbale: error: coded/hask.json: cannot be written (")
    assert sorted(os.listdir(tmp_path / "coded")) == ["brenn.json", "hask.json"]
