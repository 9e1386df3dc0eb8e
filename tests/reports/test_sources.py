import io
import sys
from datetime import date
from pathlib import Path

import pytest

from verbale.records import Report
from verbale.reports import Unread, expand, read_source
from verbale.reports.decoding import LIMIT
from verbale.reports.pages import from_html

PARAGRAPH = "Norland and Sorvia resumed their talks on the bridge at Brenn on Tuesday, the foreign ministry said in a statement."
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{PARAGRAPH}</p></article></body></html>"


def read(folder: Path, name: str, data: bytes | str) -> list[Report | Unread]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_source(path))


def problem(found: list[Report | Unread]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Unread)
    return found[0].problem


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", PARAGRAPH), ("a", PARAGRAPH), ("a.html", PAGE), ("a.htm", PAGE), ("a.txt", PAGE), ("a", "\n <!DOCTYPE html>" + PAGE),
     ("a", '<?xml version="1.0" encoding="utf-8"?>' + PAGE), ("a.html", PARAGRAPH)],
)  # fmt: skip
def test_formats(tmp_path: Path, name: str, data: str) -> None:
    (report,) = read(tmp_path, name, data)
    assert isinstance(report, Report)
    assert (report.id, report.text.strip()) == ("a", PARAGRAPH)


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '\ufeff{"text": "Norland agreed.", "id": "n", "published": "2005-05-24", "title": "T", "outlet": "O", "url": "u"}',
        "",
        "{broken",
        '{"title": "no text"}',
        '{"text": 5}',
        '{"text": "Sorvia agreed.", "date": "24 May 2005", "source": "Velden Post", "id": 7, "extra": [1]}',
        "[1, 2]",
        '{"text": " "}',
        '{"text": "Hask agreed\\ud800.", "published": ["x"]}',
        '{"text": "Hask agreed\\ud800.", "published": null}',
    ]
    found = read(tmp_path, "r.jsonl", "\r\n".join(lines))
    reports = [one for one in found if isinstance(one, Report)]
    assert [(one.id, one.text, one.published, one.outlet) for one in reports] == [
        ("n", "Norland agreed.", date(2005, 5, 24), "O"),
        ("7", "Sorvia agreed.", date(2005, 5, 24), "Velden Post"),
        ("r-10", "Hask agreed\ufffd.", None, None),
    ]
    unread = [(one.source.removeprefix(str(tmp_path)), one.problem.split(",")[0]) for one in found if isinstance(one, Unread)]
    assert unread == [
        ("/r.jsonl, line 3", "not JSON (Expecting property name enclosed in double quotes"),
        ("/r.jsonl, line 4", "an object without text"),
        ("/r.jsonl, line 5", "the field 'text' is a number"),
        ("/r.jsonl, line 7", "a list"),
        ("/r.jsonl, line 8", "empty (no letters in it)"),
        ("/r.jsonl, line 9", "the field 'published' is a list"),
    ]


def test_lines_in_other_encodings(tmp_path: Path) -> None:
    line = '{"text": "“Peace” in Vélden."}\n'
    (sixteen,) = read(tmp_path, "r.jsonl", line.encode("utf-16"))
    (windows,) = read(tmp_path, "s.ndjson", line.encode("cp1252"))
    assert isinstance(sixteen, Report)
    assert isinstance(windows, Report)
    assert sixteen.text == windows.text == "“Peace” in Vélden."
    assert windows.warnings[0].startswith("not UTF-8: read as Windows-1252")


@pytest.mark.parametrize(
    "data",
    [
        '{"text": "A b."}\n{"text": "C d."}', '[{"text": "A b."},\n {"text": "C d."}]', '[\n{"text": "A b."},\n{"text": "C d."}\n]',
        '\n\n[{"text": "A b."}, {"text": "C d."}]',
    ],
)  # fmt: skip
def test_json_files(tmp_path: Path, data: str) -> None:
    assert [one.text if isinstance(one, Report) else one.problem for one in read(tmp_path, "r.json", data)] == ["A b.", "C d."]


def test_a_broken_first_line_does_not_lose_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, "r.json", '{"text"\n{"text": "A b."}')
    assert [type(one) for one in found] == [Unread, Report]


def test_an_object_over_many_lines(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "r.json", '{\n  "text": "A b."\n}')
    assert isinstance(report, Report)
    assert report.id == "r"
    assert problem(read(tmp_path, "e.json", "[]")).startswith("an empty list")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\u200b\ufeff\u00a0".encode()])
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_empty(tmp_path: Path, name: str, data: bytes) -> None:
    assert problem(read(tmp_path, name, data)).startswith("empty (no letters in it), wanted a report's text; give")


def test_empty_in_other_formats(tmp_path: Path) -> None:
    assert problem(read(tmp_path, "a.jsonl", "\n\n")).startswith("empty (no letters in it), wanted reports as JSON lines")
    assert problem(read(tmp_path, "a.html", "")).startswith("empty")
    assert problem(read(tmp_path, "b.html", "<html></html>")).startswith("no main text was found")


def test_binary(tmp_path: Path) -> None:
    assert problem(read(tmp_path, "a.txt", b"%PDF-1.4\n%\xe2\xe3\0")).startswith("looks like a PDF document")
    assert problem(read(tmp_path, "a.txt", b"\x7fELF\0\0")).startswith("binary data (it holds NUL bytes)")


def test_the_largest_report(tmp_path: Path) -> None:
    data = (PARAGRAPH.encode() + b"\n\n") * (LIMIT // (len(PARAGRAPH) + 2) + 1)
    (report,) = read(tmp_path, "a.txt", b"a" * LIMIT)
    assert isinstance(report, Report)
    assert len(report.text) == LIMIT
    assert problem(read(tmp_path, "a.txt", data[: LIMIT + 1])) == (
        "10.0 MB (10,485,761 bytes), wanted at most 10 MB (10,485,760 bytes); split it into single reports, or into JSON lines"
    )


def test_a_line_too_long_and_the_next(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", b'{"text": "' + b"a" * LIMIT + b'"}\n{"text": "Norland agreed."}\n')
    assert [type(one) for one in found] == [Unread, Report]
    assert isinstance(found[0], Unread)
    assert found[0].source.endswith("a.jsonl, line 1")


@pytest.mark.parametrize(
    ("data", "texts"), [(b"Norland agreed.\nSorvia did.", ["Norland agreed.\nSorvia did."]), (b'\n{"text": "A b."}\n', ["A b."])]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = list(read_source(None, published=date(2005, 5, 24)))
    assert [(one.text, one.published) for one in found if isinstance(one, Report)] == [(text, date(2005, 5, 24)) for text in texts]


def test_standard_input_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * (LIMIT + 1))))
    assert problem(list(read_source(None))).startswith("more than 10 MB, wanted at most 10 MB")


def test_expand(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "in/c.jsonl", "in/d.htm", "e.pdf", "f.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "empty").mkdir()
    found = expand([str(tmp_path), "-", str(tmp_path / "e.pdf"), str(tmp_path / "gone.txt"), str(tmp_path / "empty"), "\0"])
    assert found[:6] == (*(tmp_path / name for name in ("a.HTML", "b.txt", "in/c.jsonl", "in/d.htm")), None, tmp_path / "e.pdf")
    assert [one.problem for one in found[6:] if isinstance(one, Unread)] == [
        "no such file or folder; check the path",
        "a folder without reports, wanted *.txt, *.html, *.htm, *.jsonl; give the files' names",
        "no such file or folder; check the path",
    ]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert problem(list(read_source(tmp_path / "gone.txt"))) == "no such file; check the path"
    assert problem(list(read_source(tmp_path))) == "a folder, wanted a file; give the files in it"
    assert problem(list(read_source(Path("a\0b")))).startswith("the file cannot be read (embedded null byte)")


def test_a_page_reader_that_does_not_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert problem(read(tmp_path, "a.html", PAGE)).startswith("HTML pages need trafilatura, which does not load (")


def test_a_fault_of_the_page_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_html(PAGE).text == PARAGRAPH  # the page itself is good

    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert problem(read(tmp_path, "a.html", PAGE)).startswith("the HTML page could not be taken apart (RecursionError('too deep'))")
