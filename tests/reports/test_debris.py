"""Sentences with what readers must not see marked `⟦so⟧`."""

import re

import pytest

from verbale.records import Block, Span
from verbale.reports import from_text
from verbale.reports.debris import find_debris, within

MARKED = [
    "Ada Lorn⟦ (search)⟧ said that Sorvia⟦  (search)⟧, too, would come.",
    "The pact[of 1998] holds⟦[12]⟧ and⟦ [link]⟧ binds.⟦ (Full story)⟧ It stays.",
    "See⟦ https://velden.example/a?b=(c)⟧. Or⟦ (www.velden.example)⟧, or⟦ http://x.example/z⟧, he said.",
    "Vel⟦\u200b⟧den and⟦ [1][2]⟧ Bre⟦\u00ad⟧nn⟦\u202e⟧.",
    "⟦(search) ⟧".replace(" ⟧", "⟧ ") + "Lorn came.",
    "The bridge⟦ (Photo by Jane Doe)⟧ stands (for now).",
    "Mail w@www.example or the (search) party".replace(" (search)", "⟦ (search)⟧") + " went.",
    "He said [the bridge] (in Brenn) is [1,2] open.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_skipped(marked: str) -> None:
    wanted = re.findall(r"⟦(.*?)⟧", marked)
    text = re.sub("[⟦⟧]", "", marked)
    report = from_text(text)
    assert [text[span.start : span.end] for span in report.skipped] == wanted
    assert report.text == text


def test_spans_are_cut_to_blocks() -> None:
    blocks = [Block(0, 3, "dateline"), Block(5, 9, "paragraph"), Block(9, 12, "paragraph")]
    assert list(within([Span(1, 2), Span(3, 6), Span(8, 10), Span(12, 14)], blocks)) == [Span(1, 2), Span(5, 6), Span(8, 9), Span(9, 10)]


def test_skipped_spans_stand_inside_blocks() -> None:
    text = "GENEVA, March 9 (Agency) - (search) The talks ended."
    report = from_text(text)
    assert [block.kind for block in report.blocks] == ["dateline", "paragraph"]
    assert [text[span.start : span.end] for span in report.skipped] == ["(search)"]


def test_many_marks_take_no_square_time() -> None:
    text = " " * 400_000 + " (" * 200_000 + "(search)"
    assert len(find_debris(text)) == 1
