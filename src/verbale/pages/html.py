"""Coded reports as one HTML page that needs nothing else: no script, no server, no other file.

The report's text stands on the left with what was found in it marked, each act beside its sentence on the right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template

from msgspec import Struct

from verbale.pages import phrases
from verbale.pages.explain import grounds, silences
from verbale.pages.marks import Piece, cut, marks
from verbale.pages.order import Placed, by_sentence
from verbale.records import Party, Record, Span

_FOLDER = Path(__file__).parent
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_EDGED = ("content",)  # marks whose first and last letter show
_SHARED = ("according to", "when", "where")  # fields of a note that share a line
_EXPLAINED = ("trigger", "because")  # what a note does not show anyway


class _Row(Struct, frozen=True):
    """A stretch of text that gets a row: a sentence with its number, or other text with the kind of its block.

    `opens` is true where a paragraph begins.
    """

    span: Span
    kind: str
    sentence: int | None
    opens: bool


def page(records: Sequence[Record], *, explain: bool = False) -> str:
    """The page of one report, or of several with a list of them at the top.

    With `explain`, acts show what they rest on, and sentences without acts why nothing was coded.
    """
    several = len(records) > 1
    sections = [_Section(record, number, several, explain) for number, record in enumerate(records, 1)]
    return Template((_FOLDER / "page.html").read_text(encoding="utf-8")).substitute(
        title=_text(f"{len(records)} reports" if several or not records else phrases.title(records[0])),
        style=(_FOLDER / "page.css").read_text(encoding="utf-8") + "".join(section.style() for section in sections),
        opening="".join(section.header() for section in sections) if len(sections) == 1 else _contents(sections),
        reports="\n".join(section.html(with_header=several) for section in sections),
    )


def _contents(sections: Sequence[_Section]) -> str:
    lines = []
    for section in sections:
        record = section.record
        outlet = f"<bdi>{_text(record.report.outlet)}</bdi>" if record.report.outlet else ""
        told = (_date(record.report.published), outlet, phrases.counts(record))
        facts = f'<span class="facts">{" · ".join(fact for fact in told if fact)}</span>'
        lines.append(f'<li><a href="#{section.key}"><bdi>{_text(phrases.title(record))}</bdi></a> {facts}</li>')
    return f'<nav aria-label="Reports"><h1>{len(sections)} reports</h1><ol>{"".join(lines)}</ol></nav>'


class _Section:
    """One report of the page in the making. `key` begins every name inside it, so that reports of one page do not meet."""

    def __init__(self, record: Record, number: int, several: bool, explain: bool) -> None:
        self.record = record
        self.key = f"r{number}"
        self.heading = "h2" if several else "h1"
        self.explain = explain
        self.placed = by_sentence(record)
        self.silences = silences(record) if explain else {}
        self.numbers = {act.id: index for index, act in enumerate(record.acts)}

    def style(self) -> str:
        """The rules that light up an act's words while its note is pointed at or was jumped to."""
        return "".join(
            f"#{self.key}:has(#{self.key}-{number}:is(:hover,:target)) .{self.key}-{number}{{background:var(--lit);color:var(--ink)}}\n"
            for number in range(len(self.record.acts))
        )

    def html(self, with_header: bool) -> str:
        """The section; without its header where that stands elsewhere."""
        return f'<article id="{self.key}">\n{self.header() if with_header else ""}\n{"".join(self._rows())}</article>'

    def header(self) -> str:
        """Outlet, date, title, counts, warnings."""
        report = self.record.report
        outlet = f"<bdi>{_text(report.outlet)}</bdi>" if report.outlet else ""
        if report.url and re.match(r"https?://", report.url, re.IGNORECASE):
            outlet = f'<a href="{_text(report.url)}" rel="noreferrer">{outlet or "source"}</a>'
        warnings = "".join(f"<li>{_text(warning)}</li>" for warning in report.warnings)
        return (
            f'<header><p class="facts">{" · ".join(fact for fact in (outlet, _date(report.published)) if fact)}</p>'
            f"<{self.heading}>{_text(phrases.title(self.record))}</{self.heading}>"
            f'<p class="facts">{phrases.counts(self.record)}</p>'
            + (f'<ul class="warnings" aria-label="Warnings">{warnings}</ul>' if warnings else "")
            + "</header>"
        )

    def _rows(self) -> Iterator[str]:
        rows = _rows(self.record)
        for row, (_, pieces) in zip(rows, cut([row.span for row in rows], marks(self.record)), strict=True):
            words = "".join(self._piece(piece) for piece in pieces)
            opens = " opens" if row.opens else ""
            if row.sentence is None:
                yield f'<div class="row other {row.kind}{opens}"><p>{words}</p></div>\n'
                continue
            notes = "".join(self._note(item) for item in self.placed.get(row.sentence, ()))
            beside = f'<ol class="acts">{notes}</ol>' if notes else ""
            if row.sentence in self.silences:
                beside = f'<p class="silence"><b>Nothing coded:</b> {_text(self.silences[row.sentence])}</p>'
            yield f'<div class="row{opens}" id="{self.key}-s{row.sentence}"><p class="sentence">{words}</p>{beside}</div>\n'

    def _piece(self, piece: Piece) -> str:
        text = _text(self.record.report.text[piece.start : piece.end])
        if not piece.marks:
            return text
        classes = list(dict.fromkeys(mark.kind for mark in piece.marks))
        for kind in _EDGED:
            same = [mark for mark in piece.marks if mark.kind == kind]
            classes += [f"{kind}-opens"] if any(mark.start == piece.start for mark in same) else []
            classes += [f"{kind}-closes"] if any(mark.end == piece.end for mark in same) else []
        classes += [f"{self.key}-{number}" for number in sorted({mark.act for mark in piece.marks if mark.act >= 0})]
        trigger = next((mark for mark in piece.marks if mark.kind == "trigger"), None)
        if trigger is not None:
            return f'<a class="{" ".join(classes)}" href="#{self.key}-{trigger.act}">{text}</a>'
        return f'<span class="{" ".join(classes)}">{text}</span>'

    def _note(self, item: Placed) -> str:
        act, evidence = item.act, item.evidence
        mode = f' <span class="mode">{_text(act.mode)}</span>' if act.mode else ""
        who = _parties(act.actors) or f'<span class="unnamed">{phrases.UNNAMED}</span>'
        to = f' <span class="to" role="img" aria-label="to">→</span> {_parties(act.recipients)}' if act.recipients else ""
        if evidence.inferred:
            to += ' <span class="inferred" title="not said in the clause: taken from the report around it">(inferred)</span>'
        told = act.about if act.about and not evidence.content else ""
        fields = [
            ("according to", _parties(act.speakers)),
            ("saying", _bdi(told)),
            ("condition", _bdi(act.condition)),
            ("when", _bdi(_when(act.when.text if act.when else None, phrases.when(act.when)))),
            ("where", _bdi(act.where)),
            ("contexts", _text(", ".join(act.contexts))),
        ]
        if item.elsewhere:
            outer = self.record.acts[self.numbers[item.elsewhere]]
            fields.append(("within", f'<a href="#{self.key}-{self.numbers[item.elsewhere]}">{_text(phrases.kind(outer))}</a>'))
        if self.explain:
            fields += [(ground.about, _bdi(ground.words)) for ground in grounds(self.record, item) if ground.about in _EXPLAINED]
        listed = "".join(_field(name, words) for name, words in fields if words)
        return (
            f'<li class="act depth{min(item.depth, 3)}" id="{self.key}-{item.number}"><p class="kind"><b>{_text(act.type)}</b>{mode} '
            f'<span class="status {_text(act.status)}">{_text(act.status)}</span></p>'
            f'<p class="who">{who}{to}</p>' + (f"<dl>{listed}</dl>" if listed else "") + "</li>"
        )


def _rows(record: Record) -> list[_Row]:
    """The whole text in rows: sentences, the other blocks, and whatever stands between; nothing but white space is left out.

    A headline that is shown as the page's title is not shown again.
    """
    text, title = record.report.text, phrases.title(record)
    blocks = sorted(record.report.blocks, key=lambda block: (block.start, block.end))
    firsts = [block.start for block in blocks]
    edges = sorted({edge for block in blocks for edge in (block.start, block.end)})
    opening = [block.start for block in blocks if block.kind == "paragraph"]
    rows: list[_Row] = []

    def opens(start: int, end: int) -> bool:
        return bisect_left(opening, start) < bisect_right(opening, end)

    def between(start: int, end: int) -> None:
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for first, last in pairwise([start, *inside, end]):
            words = text[first:last]
            near = bisect_right(firsts, first) - 1
            kind = blocks[near].kind if near >= 0 and last <= blocks[near].end else "rest"
            if words.strip() and not (kind == "headline" and words.strip() == title):
                rows.append(_Row(Span(last - len(words.lstrip()), first + len(words.rstrip())), kind, None, opens(first, first)))

    at = 0
    for number, span in sorted(enumerate(record.sentences), key=lambda entry: entry[1]):
        start, end = max(span.start, at), min(span.end, len(text))
        if start < end:
            between(at, start)
            rows.append(_Row(Span(start, end), "paragraph", number, opens(at, start)))
            at = end
    between(at, len(text))
    return rows


def _field(name: str, words: str) -> str:
    place = "shared" if name in _SHARED else "own"
    return f'<div class="{place}"><dt>{name}</dt> <dd>{words}</dd></div>'


def _parties(parties: Sequence[Party]) -> str:
    return ", ".join(
        f"<bdi>{_text(party.name or party.text)}</bdi>" + (f" <small>{_text(phrases.codes(party))}</small>" if phrases.codes(party) else "")
        for party in parties
    )


def _when(words: str | None, value: str) -> str:
    return f"{words} ({value})" if words and words != value else value


def _bdi(words: str | None) -> str:
    return f"<bdi>{_text(words)}</bdi>" if words else ""


def _date(day: date | None) -> str:
    """The day of publication in words."""
    return f'<time datetime="{day}">{day.day} {day:%B} {day.year}</time>' if day else "no date"


def _text(text: str) -> str:
    """Text as HTML; what no HTML page may hold is shown as the replacement sign."""
    return escape(_UNSHOWN.sub("\ufffd", text))
