"""A record as a table for the terminal: one line an act, under the sentence that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from verbale.pages import phrases
from verbale.pages.cells import clean, width, wrap
from verbale.pages.explain import grounds, silences
from verbale.pages.order import Placed, by_sentence
from verbale.records import Record


class Look(Struct, frozen=True):
    """How a table is set: `columns` of the terminal (at least 40), ANSI `colour` or none, its `encoding`."""

    columns: int = 100
    colour: bool = False
    encoding: str = "utf-8"


class _Column(Struct, frozen=True):
    """A column: its heading, the cells that it wants to have at least and at most, and its word on a line of its own."""

    heading: str
    least: int
    most: int
    label: str = ""


_COLUMNS = (
    _Column("ACT", 19, 32),
    _Column("STATUS", 11, 11),
    _Column("WHO → TO WHOM", 22, 46),
    _Column("ACCORDING TO", 14, 30, "according to"),
    _Column("CONDITION", 20, 36, "condition"),
    _Column("WHEN", 10, 24, "when"),
    _Column("WHERE", 10, 24, "where"),
)
_YIELDING = (4, 6, 5, 3)  # columns that move below their act where the table is too narrow for them, first to go first
_GAP = 2
_INDENT = 2

_BOLD, _DIM = "1", "2"
_STATUS_COLOURS = {"planned": "34", "conditional": "35", "possible": "33", "wanted": "36", "negated": "31"}


def table(record: Record, look: Look | None = None, *, explain: bool = False) -> str:
    """A record as lines of text, the last with a line's end.

    With `explain`, each act is followed by what it rests on, and sentences without acts are shown with why nothing was coded.
    """
    setter = _Setter(record, look or Look())
    lines = [*setter.header(), "", *setter.body(explain)]
    return "\n".join(line.rstrip(" ") for line in lines).rstrip("\n") + "\n"


class _Setter:
    """One table in the making."""

    def __init__(self, record: Record, look: Look) -> None:
        self.record = record
        self.look = look
        unicode = clean("→└·", look.encoding) == "→└·"
        self.arrow, self.branch, self.dot, self.mark = ("→", "└ ", " · ", "▲ ") if unicode else ("->", "- ", " | ", "! ")
        self.placed = by_sentence(record)
        self.rows = {item.number: self._row(item) for items in self.placed.values() for item in items}
        self.widths = _widths(list(self.rows.values()), look.columns - _INDENT)

    def header(self) -> Iterator[str]:
        """Title, date, outlet, counts, warnings."""
        report = self.record.report
        for line in wrap(self._clean(phrases.title(self.record)), self.look.columns):
            yield self._style(line, _BOLD)
        facts = [str(report.published) if report.published else "no date", self._clean(report.outlet or ""), phrases.counts(self.record)]
        yield from wrap(self.dot.join(fact for fact in facts if fact), self.look.columns)
        for warning in report.warnings:
            for number, line in enumerate(wrap(self._clean(warning), self.look.columns - 2)):
                yield self._style(("  " if number else self.mark) + line, "33")

    def body(self, explain: bool) -> Iterator[str]:
        """The headings, and each sentence with its acts."""
        if self.rows:
            headings = [column.heading.replace("→", self.arrow) for column in _COLUMNS]
            yield from self._grid(headings, [_DIM] * len(headings))
            yield ""
        why = silences(self.record) if explain else {}
        for number in sorted({*self.placed, *why}):
            yield from self._sentence(number)
            for item in self.placed.get(number, ()):
                row = self.rows[item.number]
                yield from self._grid(row, [_BOLD, _STATUS_COLOURS.get(item.act.status, ""), "", "", "", "", ""])
                yield from self._below(row, item)
                if explain:
                    for ground in grounds(self.record, item):
                        yield from self._labelled(ground.about, ground.words, self._inset(item))
            if number in why:
                yield from self._labelled("nothing coded", why[number], _INDENT)
            yield ""

    def _row(self, item: Placed) -> list[str]:
        act = item.act
        who = phrases.names(act.actors) or phrases.UNNAMED
        doubt = " (?)" if item.evidence.inferred else ""
        branch = "  " * min(item.depth - 1, 3) + self.branch if item.depth else ""
        cells = [
            phrases.kind(act),
            act.status,
            (f"{who} {self.arrow} {phrases.names(act.recipients)}" if act.recipients else who) + doubt,
            phrases.names(act.speakers),
            act.condition or "",
            phrases.when(act.when),
            act.where or "",
        ]
        return [branch + self._clean(cells[0]), *[self._clean(cell) for cell in cells[1:]]]

    def _sentence(self, number: int) -> Iterator[str]:
        if 0 <= number < len(self.record.sentences):
            span = self.record.sentences[number]
            for line in wrap(self._clean(self.record.report.text[span.start : span.end]), self.look.columns):
                yield self._style(line, _DIM)

    def _grid(self, cells: Sequence[str], styles: Sequence[str]) -> Iterator[str]:
        """One row of the table, over as many lines as its longest cell."""
        wrapped = {index: _wrap_indented(cells[index], columns) for index, columns in self.widths.items()}
        for line in range(max(len(lines) for lines in wrapped.values())):
            parts = []
            for index, lines in wrapped.items():
                text = lines[line] if line < len(lines) else ""
                parts.append(self._style(text, styles[index]) + " " * (self.widths[index] - width(text)))
            yield " " * _INDENT + (" " * _GAP).join(parts)

    def _below(self, row: Sequence[str], item: Placed) -> Iterator[str]:
        """The fields of an act whose columns had no room."""
        for index, column in enumerate(_COLUMNS):
            if row[index] and index not in self.widths:
                yield from self._labelled(column.label, row[index], self._inset(item))

    def _labelled(self, label: str, words: str, inset: int) -> Iterator[str]:
        head = f"{label}: "
        for number, line in enumerate(wrap(self._clean(words), max(self.look.columns - inset - len(head), 16))):
            yield " " * inset + (" " * len(head) if number else self._style(head, _DIM)) + line

    def _inset(self, item: Placed) -> int:
        return _INDENT + 2 + 2 * min(item.depth, 4)

    def _clean(self, text: str) -> str:
        return clean(text, self.look.encoding)

    def _style(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.look.colour and code and text.strip() else text


def _wrap_indented(text: str, columns: int) -> list[str]:
    """The lines of a cell; those after the first keep its indentation."""
    words = text.lstrip(" ")
    start = len(text) - len(words)
    for branch in ("└ ", "- "):
        if words.startswith(branch):
            lines = wrap(words[2:], max(columns - start - 2, 4))
            return [" " * start + branch + lines[0], *[" " * (start + 2) + line for line in lines[1:]]]
    return wrap(text, columns)


def _widths(rows: Sequence[Sequence[str]], columns: int) -> Mapping[int, int]:
    """How wide each column is; columns that are empty, or that the table has no room for, are not there."""
    wanted = {
        index: min(max(max(width(row[index]) for row in rows), len(column.heading)), column.most)
        for index, column in enumerate(_COLUMNS)
        if any(row[index] for row in rows)
    }
    least = {index: min(want, max(_COLUMNS[index].least, len(_COLUMNS[index].heading))) for index, want in wanted.items()}
    for index in _YIELDING:
        if sum(least.values()) + _GAP * (len(least) - 1) <= columns:
            break
        least.pop(index, None)
    widths = dict(least)
    room = columns - sum(widths.values()) - _GAP * max(len(widths) - 1, 0)
    while room and widths:
        if room < 0:
            index = max(widths, key=lambda index: widths[index])
        else:
            index = max(widths, key=lambda index: wanted[index] - widths[index])
            if widths[index] == wanted[index]:
                break
        step = 1 if room > 0 else -1
        widths[index] += step
        room -= step
    return widths
