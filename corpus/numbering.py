"""The numbering of a report's sentences in codes by hand: the same for every coder, in the corpus as in the gold files.

It is a rule of thumb on purpose, so that it never changes: the reader's own sentences may differ, and scores compare by place.
"""

from __future__ import annotations

import re

_ABBREVIATED = frozenset(
    """mr mrs ms dr gen lt col maj capt sgt sen rep gov rev st jr sr prof brig adm cmdr amb min
    jan feb mar apr jun jul aug sep sept oct nov dec no vs etc inc ltd co corp approx est
    u.s u.n u.k e.u a.m p.m i.e e.g""".split()
)
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S[^\n]*)*")
_END = re.compile(r"[.!?][\"”’')\]]*(?=(\s+)[\"“‘'(\[]*[A-Z0-9])")
_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")


def number(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a report as `(start, end)` in characters, in order.

    The first line, the headline, is not coded. Paragraphs are divided by blank lines, and no sentence crosses one. A sentence ends at ".",
    "!" or "?" with the quotation marks and brackets after it, before white space and a capital or figure, unless the full stop belongs to
    an abbreviation or initial.

    >>> text = "Talks fail\\n\\nGen. Brod left. \\"Why?\\" he asked. Talks end.\\n\\nNobody knew"
    >>> [text[start:end] for start, end in number(text)]
    ['Gen. Brod left.', '"Why?" he asked.', 'Talks end.', 'Nobody knew']
    """
    found: list[tuple[int, int]] = []
    body = text.find("\n") + 1 or len(text)
    for paragraph in _PARAGRAPH.finditer(text, body):
        start = paragraph.start()
        for mark in _END.finditer(text, start, paragraph.end()):
            word = re.split(r"[\s(“\"‘']", text[start : mark.start()])[-1].lower()
            if word in _ABBREVIATED or (mark.group().startswith(".") and _INITIALS.fullmatch(word)):
                continue
            found.append((start, mark.end()))
            start = mark.end(1)
        if rest := text[start : paragraph.end()].rstrip():
            found.append((start, start + len(rest)))
    return tuple(found)
