"""What readers must not see inside a report: link debris, addresses, footnote marks, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verbale.records import Block, Span

_PHRASES = r"""search | (?:read\ )? (?:the\ )? full\ (?:story|text|article) | (?:read\ )? more | link | (?:related\ )? story
    | click\ here | video | audio"""

_DEBRIS = re.compile(
    rf"""
    (?P<marked> \( (?: {_PHRASES} ) \) | \[ (?: {_PHRASES} | citation\ needed | \d{{1,3}} ) \]
      | \( (?: photo | image | picture )s? \  (?: by | courtesy | credit ) \b [^()\n\r]{{0,120}} \) )
  | (?P<address> (?: (?<!\w) https?:// | (?<![\w.@/]) www\. ) [^\s<>"“”\[\]{{}}|\\^]+ )
  | (?P<hidden> [\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+ )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = ".,;:!?'’*_"  # belongs to the sentence, not to the address that stands before it


def find_debris(text: str) -> tuple[Span, ...]:
    """The stretches of `text` that readers must not see; sorted, disjoint, each within one line.

    Marks and addresses take the spaces before them along, so that the rest reads normally.

    >>> text = "Ada Lorn (search) spoke[12], see https://velden.example/a."
    >>> [text[span.start : span.end] for span in find_debris(text)]
    [' (search)', '[12]', ' https://velden.example/a']
    """
    spans: list[Span] = []
    for found in _DEBRIS.finditer(text):
        start, end = found.span()
        if found.lastgroup == "address":
            end = _address_end(text, start, end)
            if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
                start, end = start - 1, end + 1
        if found.lastgroup != "hidden":
            floor = spans[-1].end if spans else 0
            while start > floor and text[start - 1] in " \t\xa0":
                start -= 1
        if spans and spans[-1].end == start:
            start = spans.pop().start
        spans.append(Span(start, end))
    return tuple(spans)


def _address_end(text: str, start: int, end: int) -> int:
    closing = _CLOSING if "(" in text[start:end] else _CLOSING + ")"
    while end > start and text[end - 1] in closing:
        end -= 1
    return end


def masked(text: str, skipped: Sequence[Span]) -> str:
    """`text` at the same length, with a blank for each skipped character.

    >>> masked("a (search) b", [Span(1, 10)])
    'a          b'
    """
    parts: list[str] = []
    done = 0
    for span in skipped:
        parts += text[done : span.start], " " * (span.end - span.start)
        done = span.end
    return "".join((*parts, text[done:]))


def within(skipped: Sequence[Span], blocks: Sequence[Block]) -> Iterator[Span]:
    """The parts of `skipped` that lie inside `blocks`; both are sorted."""
    at = 0
    for span in skipped:
        while at < len(blocks) and blocks[at].end <= span.start:
            at += 1
        for block in blocks[at:]:
            if block.start >= span.end:
                break
            yield Span(max(span.start, block.start), min(span.end, block.end))
