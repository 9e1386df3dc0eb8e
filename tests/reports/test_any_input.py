"""Whatever comes in, nothing breaks and nothing is lost."""

import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import ReportError
from verbale.records import Report
from verbale.reports import Unread, from_html, from_text, read_source

PIECES = st.sampled_from(
    ["Norland agreed to talk. ", "Talks resume", "\n", "\n\n", "\r\n", "\r", "  ", "\t", "\u00a0", "\u2028", "2015-05-05",
     "February 30, 2004", "May 5", "GENEVA, March 9 (Agency) - ", "VELDEN — ", "By Jane Doe", "Photo: x", "(Photo by Jane Doe)",
     "Advertisement", " (search)", "[12]", "(", ")", "[", "https://velden.example/a", "www.", "\u200b", "\u202e", "\ufeff", "\u2066",
     "\ud800", "\udfff", "\0", "“", "”", '"', "'", "—", " - ", ":", "* * *", "word " * 400, "x" * 3000, "é", "\U0001f54a", "שלום", "<p>",
     "{", "By", "1", "Published: "]
)  # fmt: skip
TAGS = st.sampled_from(["<p>", "</p>", "<div>", "<article>", "<h1>", "</html>", "<!--", "-->", "<script>", "&#0;", "&#xD800;", "&"])
TEXTS = st.lists(PIECES | st.text(st.characters(), max_size=8), max_size=25).map("".join)


def check(report: Report) -> None:
    """Blocks and skipped spans are sorted, disjoint and within bounds, and no visible character is outside of blocks."""
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end
        assert not report.text[end : block.start].strip()
        assert report.text[block.start].strip()
        assert report.text[block.end - 1].strip()
        end = block.end
    assert end <= len(report.text)
    assert not report.text[end:].strip()
    end = 0
    for span in report.skipped:
        assert end <= span.start < span.end
        assert any(block.start <= span.start and span.end <= block.end for block in report.blocks)
        end = span.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    try:
        report = from_text(text)
    except ReportError:
        assert not any(character.isalnum() for character in text)
        return
    assert report.text == "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    check(report)


def read_bytes(data: bytes) -> list[Report | Unread]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(read_source(None))


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300)
    | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | TEXTS.map(lambda text: text.encode("utf-16", "replace"))
)
def test_any_bytes(data: bytes) -> None:
    found = read_bytes(data)
    assert found
    for one in found:
        if isinstance(one, Report):
            check(one)
        else:
            assert ";" in one.problem  # what was given and wanted; what to do


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.binary(max_size=4), st.integers(0, 1000))
def test_broken_utf8(text: str, dirt: bytes, at: int) -> None:
    data = text.replace("\0", "").encode("utf-8", "replace")
    at = min(at, len(data))
    for one in read_bytes(data[:at] + dirt + data[at:]):
        if isinstance(one, Report):
            check(one)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | PIECES, max_size=25))
def test_any_page(parts: list[str]) -> None:
    try:
        report = from_html("<html><body>" + "".join(parts))
    except ReportError:
        return
    assert report.blocks
    check(report)
