"""`python corpus/check.py`: on the corpus, which must be clean, and on drafts."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import check
from corpus.pack import write_drafts

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_corpus_is_clean(data, capsys):
    assert check.main([]) == 0
    out = capsys.readouterr().out
    assert out.endswith("no faults\n")
    assert "words or more in common" in out


def test_without_the_data_kit_the_invented_reports_are_checked(tmp_path, capsys):
    assert check.main(["--data", str(tmp_path / "nowhere")]) == 0
    out = capsys.readouterr().out
    assert "real reports not checked: no data kit at" in out
    assert "wording not compared" in out
    assert "look:" not in out


def test_doubts_are_told_on_request(tmp_path, capsys):
    assert check.main(["--doubts", "--data", str(tmp_path / "nowhere")]) == 0
    assert "look: " in capsys.readouterr().out


def test_a_clean_draft(row, tmp_path, capsys):
    write_drafts([row], tmp_path)
    assert check.main([str(tmp_path / "brenn-talks.codes")]) == 0
    out = capsys.readouterr().out
    assert '@1 "They lie," said Gen. Ilan Brod' in out
    assert 'a5 [answer] ASSAULT conditional: Norland\'s army "his army" -> Ostania "they"; by Ilan Brod "he" in a4; if: if they' in out
    assert "a1 [accused] ACCUSE/allege actual: Norland -> Ostania; by -; about: shelling Brenn; when: on Monday = 2001-02-05" in out
    assert "brenn-talks: 1 reports, 3 sentences, 6 acts, 1 negated, 1 conditional, 2 with a condition, 2 with a speaker" in out


def test_a_draft_with_faults_and_doubts(row, tmp_path, capsys):
    write_drafts([row], tmp_path)
    path = tmp_path / "brenn-talks.codes"
    path.write_text(path.read_text().replace("ACCUSE/allege", "ACCUSE/violence").replace("; cx=diplomatic", "; cx=").replace("@2", "@7"))
    assert check.main(["--brief", str(path)]) == 1
    out = capsys.readouterr().out
    assert "FAULT a1: violence is no mode of ACCUSE" in out
    assert "FAULT line" in out
    assert "@1" not in out


def test_several_drafts_are_counted_together(row, tmp_path, capsys):
    write_drafts([row], tmp_path)
    path = str(tmp_path / "brenn-talks.codes")
    check.main(["--brief", path, path])
    assert "{'ACCUSE': 4, 'ASSAULT': 4, 'THREATEN': 2, 'AGREE': 2}" in capsys.readouterr().out


def test_a_draft_that_cannot_be_read(tmp_path, capsys):
    assert check.main([str(tmp_path / "nothing.codes")]) == 2
    assert "cannot read the draft" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["corpus/check.py"], ["-m", "corpus.check"]])
def test_it_runs_as_file_and_as_module(command):
    done = subprocess.run([sys.executable, *command, "--help"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0
    assert "--doubts" in done.stdout
