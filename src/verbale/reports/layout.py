"""Where the blocks of a report are: headline, date, byline, dateline, paragraphs, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from verbale.records import Block
from verbale.reports.datelines import dateline_line, find_dateline
from verbale.reports.dates import date_line
from verbale.reports.furniture import is_byline, is_credit, is_notice, is_position

_BREAK = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_HEADLINE_WORDS = 25
_LONG_LINE = 90  # characters: nobody wraps lines by hand so wide
_NARROWEST = 60  # characters: nobody wraps news by hand so narrowly
_WRAPPED_SHARE = 0.3  # of line breaks inside sentences, from which lines are wrapped


class Line(NamedTuple):
    """A line of the report without the blanks around it, its words as readers see them, and whether it is indented."""

    start: int
    end: int
    words: str
    indented: bool


def lay_out(text: str, visible: str, headings: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """The blocks of `text`, in order; every character that is no white space is in exactly one.

    `visible` is the text with a blank for each character that readers must not see; `headings` are lines known to be headings.

    >>> text = "Talks resume\\n\\nThe envoys met.\\nThey spoke."
    >>> [(block.kind, text[block.start : block.end]) for block in lay_out(text, text)]
    [('headline', 'Talks resume'), ('paragraph', 'The envoys met.'), ('paragraph', 'They spoke.')]
    """
    chunks, blocks = _chunks(text, visible)
    lines = [line for chunk in chunks for line in chunk]
    top = _top(chunks, headings) if len(lines) > 1 else [*_lone(lines, headings)]
    blocks += top
    seen = len(top)
    chunks = _after(chunks, seen)
    opened = any(block.kind == "dateline" for block in top)
    for chunk in chunks:
        for start, end in _paragraphs(chunk, alone=len(chunks) == 1):
            words = visible[start:end].strip()
            if words in headings:
                blocks.append(Block(start, end, "headline"))
            elif is_credit(words):
                blocks.append(Block(start, end, "credit"))
            else:
                blocks += [Block(start, end, "paragraph")] if opened else _opening(text, visible, start, end)
                opened = True
    return tuple(sorted(blocks, key=lambda block: block.start))


def _chunks(text: str, visible: str) -> tuple[list[list[Line]], list[Block]]:
    """The lines between blank lines; lines on which readers see nothing part chunks too, and are blocks of their own."""
    chunks: list[list[Line]] = [[]]
    unseen: list[Block] = []
    for start, end in _lines(text):
        line = text[start:end]
        margin = len(line) - len(line.lstrip())
        start += margin
        end = start + len(line.strip())
        words = visible[start:end].strip()
        if words:
            chunks[-1].append(Line(start, end, words, margin >= 2 or line[:1] == "\t"))
            continue
        if chunks[-1]:
            chunks.append([])
        if start < end:
            unseen.append(Block(start, end, "credit"))
    return (chunks if chunks[-1] else chunks[:-1]), unseen


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _lone(lines: list[Line], headings: frozenset[str]) -> Iterator[Block]:
    """The block of a report of one line, where it is not running text."""
    for line in lines:
        if line.words in headings:
            yield Block(line.start, line.end, "headline")
        elif date_line(line.words) is not None:
            yield Block(line.start, line.end, "date")


def _top(chunks: list[list[Line]], headings: frozenset[str]) -> list[Block]:
    """The blocks before the running text, one a line: headline, date, byline, dateline, credits."""
    blocks: list[Block] = []
    titled = False
    for number, chunk in enumerate(chunks):
        for at, line in enumerate(chunk):
            kind = _top_kind(line.words, blocks, alone=len(chunk) == 1)
            if kind == "dateline" and chunk[at + 1 :] and chunk[at + 1].words[0] in "(-–—":
                return blocks  # it goes on in the next line
            if kind is None and not titled and _is_headline(line, chunk[at + 1 :], headings, parted=len(chunk) == 1):
                rest = (other for others in (chunk[at + 1 :], *chunks[number + 1 :]) for other in others)
                # After a date or byline, a last line is the report; a first line over nothing but furniture is its headline.
                if not blocks or any(_top_kind(other.words, blocks, alone=True) is None for other in rest):
                    kind, titled = "headline", True
            if kind is None:
                return blocks
            blocks.append(Block(line.start, line.end, kind))
    return blocks


def _top_kind(words: str, before: list[Block], alone: bool) -> str | None:
    if date_line(words) is not None:
        return "date"
    if is_byline(words) or (before and before[-1].kind == "byline" and is_position(words)):
        return "byline"
    if dateline_line(words) is not None:
        return "dateline"
    if is_notice(words) or (alone and is_credit(words)):
        return "credit"
    return None


def _is_headline(line: Line, below: list[Line], headings: frozenset[str], parted: bool) -> bool:
    """Whether a line at the top is a headline; `below` are the lines under it without a blank line between."""
    words = line.words
    if words in headings:
        return True
    if len(words) > 400 or len(words.split()) > _HEADLINE_WORDS or words[-1] in ",;:":
        return False
    if not parted and find_dateline(words) is not None:
        return False
    if _SENTENCE_END.search(words) and not _ABBREVIATION_END.search(words) and not (parted and words[-1] in "?!"):
        return False
    if not below:
        return True
    # In wrapped text, the next line's first word would not have fitted on this one.
    width = max(_NARROWEST, *(other.end - other.start for other in below))
    following = below[0].words
    return not following[0].islower() and len(words) + 1 + len(following.split(None, 1)[0]) <= width


def _after(chunks: list[list[Line]], seen: int) -> list[list[Line]]:
    """The chunks without their first `seen` lines."""
    left: list[list[Line]] = []
    for chunk in chunks:
        if rest := chunk[seen:]:
            left.append(rest)
        seen = max(0, seen - len(chunk))
    return left


def _paragraphs(chunk: list[Line], alone: bool) -> Iterator[tuple[int, int]]:
    """The paragraphs of a chunk; `alone` where the running text has no blank line."""
    if not _is_wrapped(chunk, alone):
        yield from ((line.start, line.end) for line in chunk)
        return
    indents = sum(line.indented for line in chunk) <= len(chunk) / 2  # else the whole chunk stands off the margin
    first = last = chunk[0]
    after_notice = is_notice(last.words)
    for line in chunk[1:]:
        notice = is_notice(line.words)
        opens = _SENTENCE_END.search(last.words[-8:]) is not None and ((indents and line.indented) or is_credit(line.words))
        if notice or after_notice or opens:
            yield first.start, last.end
            first = line
        last, after_notice = line, notice
    yield first.start, last.end


def _is_wrapped(chunk: list[Line], alone: bool) -> bool:
    """Whether the lines of a chunk belong together, so that a line break is only a space."""
    if len(chunk) == 1:
        return False
    ended = [_SENTENCE_END.search(line.words[-8:]) is not None for line in chunk]
    broken = sum(not end and after.words[0].islower() for end, after in zip(ended, chunk[1:], strict=False))
    if broken >= _WRAPPED_SHARE * (len(chunk) - 1):
        return True
    long = median(line.end - line.start for line in chunk) > _LONG_LINE
    whole = sum(ended[:-1]) > (len(chunk) - 1) / 2
    return not (long or whole) if alone else not (long and whole)


def _opening(text: str, visible: str, start: int, end: int) -> list[Block]:
    """The first paragraph, parted from the dateline that it begins with."""
    lead = len(visible[start:end]) - len(visible[start:end].lstrip())
    found = find_dateline(visible[start + lead : end])
    if found is None:
        return [Block(start, end, "paragraph")]
    part = start + lead + found.end
    body = part + len(text[part:end]) - len(text[part:end].lstrip())
    dateline = Block(start, part, "dateline")
    return [dateline, Block(body, end, "paragraph")] if body < end else [dateline]
