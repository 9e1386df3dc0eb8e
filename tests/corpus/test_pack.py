"""Drafts into the corpus and back."""

import msgspec
import pytest

from corpus import pack
from corpus.load import SPLITS, read_rows
from corpus.pack import put_in, read_drafts, second_only, write_drafts
from corpus.sources import Pointer, digest
from verbale.errors import ReportError


@pytest.fixture
def folder(tmp_path):
    """An empty corpus."""
    for split in SPLITS:
        (tmp_path / f"{split}.jsonl").write_bytes(b"")
    return tmp_path


def test_a_draft_comes_back_as_it_was(row, tmp_path):
    write_drafts([row], tmp_path)
    assert read_drafts(tmp_path) == [row]


def test_a_real_report_comes_back_without_its_text(row, tmp_path):
    pointed = msgspec.structs.replace(row, source=Pointer("voa", "", (1, 2)))
    write_drafts([pointed], tmp_path)
    found = read_drafts(tmp_path)[0]
    assert (found.text, found.source) == ("", Pointer("voa", "", (1, 2), digest(row.text)))
    (tmp_path / "brenn-talks.source").write_text("{}")
    with pytest.raises(ReportError, match="wanted where a report's text stands"):
        read_drafts(tmp_path)


def test_faults_stop_everything(row, tmp_path):
    write_drafts([row, msgspec.structs.replace(row, id="other", manner="")], tmp_path)
    with pytest.raises(ReportError, match=r"1 faults; .*nothing was written:\n  other: no manner"):
        read_drafts(tmp_path)
    with pytest.raises(ReportError, match="no drafts"):
        read_drafts(tmp_path / "nowhere")


def test_new_reports_go_where_they_are_sent_and_old_ones_stay(row, folder):
    other = msgspec.structs.replace(row, id="a-report")
    assert put_in([row], "dev", folder) == {"train": 0, "dev": 1, "test": 0}
    mended = msgspec.structs.replace(row, topic="mended")
    assert put_in([mended, other], "train", folder) == {"train": 1, "dev": 1, "test": 0}
    assert read_rows("dev", folder) == [mended]
    put_in([msgspec.structs.replace(other, id="zz")], "train", folder)
    assert [found.id for found in read_rows("train", folder)] == ["a-report", "zz"]


def test_a_real_report_stays_without_its_text_and_keeps_its_text(row, folder):
    real = msgspec.structs.replace(row, text="", source=Pointer("voa", "", (1, 2), digest(row.text)))
    put_in([real], "dev", folder)
    with pytest.raises(ReportError, match="brenn-talks is a real report"):
        put_in([row], "train", folder)
    with pytest.raises(ReportError, match="the text of brenn-talks is not the one"):
        put_in([msgspec.structs.replace(real, source=Pointer("voa", "", (1, 2), digest("other")))], "train", folder)
    assert read_rows("dev", folder) == [real]


def test_second_codings_lose_text_and_source_and_want_a_first(row, folder):
    with pytest.raises(ReportError, match="no first coding of brenn-talks"):
        second_only([row], folder)
    put_in([row], "dev", folder)
    assert [found.text for found in second_only([row], folder)] == [""]
    assert put_in(second_only([row], folder), "second", folder) == {"second": 1}


def test_the_whole_way_by_command(tmp_path, capsys):
    name = next(row.id for row in read_rows("dev") if row.invented)
    pack.main(["out", str(tmp_path), name])
    assert capsys.readouterr().out == f"1 reports: {tmp_path}\n"
    assert {path.suffix for path in tmp_path.iterdir()} == {".txt", ".codes"}
    with pytest.raises(SystemExit, match="error: no report 'nobody' in the corpus"):
        pack.main(["out", str(tmp_path), "nobody"])
    with pytest.raises(SystemExit, match="error: no drafts"):
        pack.main(["in", str(tmp_path / "nowhere")])
