"""Plain text to report."""

from __future__ import annotations

from datetime import date

from verbale.errors import ReportError
from verbale.records import Block, Report, Span
from verbale.reports.datelines import dateline_line, find_dateline
from verbale.reports.dates import date_line, publication
from verbale.reports.debris import find_debris, masked, within
from verbale.reports.decoding import mend
from verbale.reports.layout import lay_out

_TOP_LINES = 3


def from_text(
    text: str,
    *,
    id: str = "report",
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Report:
    """The report that `text` is, with its layout; its text stays as given, to the character (only lone surrogates become U+FFFD).

    The publication date is `published`, or else what a date line or dateline at the top tells.
    `ReportError` where the text is empty.

    >>> report = from_text("Bridge opens\\nBy Jane Doe\\n\\nThe bridge was opened on Monday.")
    >>> [block.kind for block in report.blocks]
    ['headline', 'byline', 'paragraph']
    >>> report.warnings
    ('no publication date: relative dates stay unresolved; give --published YYYY-MM-DD',)
    """
    return build_report(text, id=id, published=published, title=title, outlet=outlet, url=url)


def build_report(
    text: str,
    *,
    id: str,
    published: date | None = None,
    metadata: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    headings: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Report:
    """`from_text` for what has more to tell: `metadata` is a date in words, `headings` are lines known to be headings."""
    text, odd = (mended := mend(text)).text, mended.warnings
    spans = find_debris(text)
    visible = masked(text, spans)
    if not text.strip() or (not visible.strip() and not any(map(str.isprintable, text.strip()))):
        raise ReportError("empty (no letters in it), wanted a report's text; give a file with text in it")
    known = frozenset(" ".join(heading.split()) for heading in (*headings, title or "") if heading.strip())
    blocks = lay_out(text, visible, known)
    found = publication(published, metadata, *_dated(visible, blocks))
    return Report(
        id=id,
        text=text,
        blocks=blocks,
        skipped=tuple(Span(span.start, span.end) for span in within(spans, blocks)),
        published=found.day,
        title=title,
        outlet=outlet,
        url=url,
        warnings=(*warnings, *odd, *_body_warnings(blocks), *found.warnings),
    )


def _dated(visible: str, blocks: tuple[Block, ...]) -> tuple[list[str], list[str], list[str]]:
    """The days of date lines, the days of datelines, and the words of the first lines that are no running text."""
    lines: list[str] = []
    datelines: list[str] = []
    for block in blocks:
        words = visible[block.start : block.end].strip() if block.kind in ("date", "dateline") else ""
        if block.kind == "date" and (day := date_line(words)):
            lines.append(day)
        elif block.kind == "dateline" and (found := dateline_line(words) or find_dateline(words)) and found.day:
            datelines.append(found.day)
    top = [visible[block.start : block.end] for block in blocks[:_TOP_LINES] if block.kind != "paragraph"]
    return lines, datelines, top


def _body_warnings(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    kinds = {block.kind for block in blocks}
    if "paragraph" in kinds:
        return ()
    if "headline" in kinds:
        return ("only a headline: there is no running text under it, so nothing is coded",)
    return (f"no running text: only {', '.join(sorted(kinds))}, so nothing is coded",)
