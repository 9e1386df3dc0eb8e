"""Quotations: words by which a coder says where something stands in a report, found in its text and made from places in it.

Words stand for their first occurrence, as whole words, in the sentence at hand. `…` stands for words left out in the middle, `words#2` is
the second occurrence, `@8: words` stand in sentence 8, and `*` is a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Span

_LONG = 12
"""Quotations of more words than this are written with their middle left out."""


class NotFound(Exception):
    """A quotation that is not in the text, or a place that no quotation says."""


def occurrences(text: str, words: str, start: int, end: int) -> list[Span]:
    """Where `words` stand in `text[start:end]`, as whole words, in order; "a … b" runs from an "a" to the next "b".

    >>> occurrences("he said he left", "he", 0, 15), occurrences("he said he left", "said … left", 0, 15)
    ([(0, 2), (8, 10)], [(3, 15)])
    """
    first, _, last = (part.strip() for part in words.partition("…"))
    found = []
    for match in re.finditer(_whole(first), text[start:end]) if first else ():
        stop = match.end()
        if last:
            tail = re.search(_whole(last), text[start + stop : end])
            if tail is None:
                continue
            stop += tail.end()
        found.append((start + match.start(), start + stop))
    return found


def _whole(words: str) -> str:
    opens, closes = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return opens + r"\s+".join(map(re.escape, words.split())) + closes


class QuotedText:
    """A report's text, in which quotations are found, and from which they are made."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text, self.sentences = text, sentences

    def find(self, words: str, at: int, what: str, anywhere: bool = False) -> Span:
        """Where a quotation stands: in sentence `at` or the one that it names; with `anywhere`, in the nearest sentence that has it."""
        named = re.match(r"@(\d+):\s*", words)
        if named:
            at, words, anywhere = int(named[1]), words[named.end() :], False
        if at >= len(self.sentences):
            raise NotFound(f"{what}: no sentence {at}; the last is {len(self.sentences) - 1}")
        near = sorted(range(len(self.sentences)), key=lambda n: (abs(n - at), n)) if anywhere else [at]
        for n in near:
            if words == "*":
                return self.sentences[n]
            quoted, which = numbered(words)
            spans = occurrences(self.text, quoted, *self.sentences[n])
            if which < len(spans):
                return spans[which]
        raise NotFound(f"{what} {words!r} is not in {'the text' if anywhere else f'sentence {at}'}")

    def sentence(self, span: Span) -> int:
        """The sentence that holds a span."""
        return next(n for n, (start, end) in enumerate(self.sentences) if start <= span[0] and span[1] <= end)

    def quote(self, span: Span, at: int, never: Sequence[str] = (), anywhere: bool = False) -> str:
        """A quotation that `find` turns into the span again; it holds none of the marks `never`."""
        n = self.sentence(span)
        place = f"@{n}: "
        if span == self.sentences[n]:
            return "*" if n == at and not anywhere else place + "*"
        for words in self.wordings(span):
            if any(mark in words for mark in never):
                continue
            spans = occurrences(self.text, words, *self.sentences[n])
            if span not in spans:
                continue
            which = spans.index(span)
            quoted = words + (f"#{which + 1}" if which or numbered(words)[1] else "")
            for said in (quoted, place + quoted):
                try:
                    if self.find(said, at, "", anywhere) == span:
                        return said
                except NotFound:
                    continue
        raise NotFound(f"{self.text[slice(*span)]!r} cannot be quoted")

    def wordings(self, span: Span) -> Iterator[str]:
        """Ways to quote a span, best first; each may stand for other places too."""
        words = self.text[slice(*span)].split()
        whole = " ".join(words)
        if len(words) <= _LONG:
            yield whole
        for length in range(3, len(words) // 2):
            yield f"{' '.join(words[:length])} … {' '.join(words[-length:])}"
        yield whole
        for length in (2, 1):
            yield f"{' '.join(words[:length])} … {' '.join(words[-length:])}"


def numbered(words: str) -> tuple[str, int]:
    """Words without their "#2", and the place among occurrences that it asks for, from 0."""
    match = re.fullmatch(r"(.*\S)#([1-9]\d*)", words, re.DOTALL)
    return (match[1], int(match[2]) - 1) if match else (words, 0)
