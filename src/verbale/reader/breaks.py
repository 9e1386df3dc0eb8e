"""Where sentences must or must not end by their marks and spaces alone, which the network does not see.

A stop that is a word of its own, a space and a capital end a sentence 99 times of 100 in EWT's and GUM's paragraphs; nothing ends before a
word that stands right behind another. All else is left to the network.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.reader.words import Token

MUST, OPEN, NEVER = 1, 0, -1

FINAL = frozenset((".", "!", "?", "?!", "!?", "!!", "!!!", "??"))
CLOSERS = frozenset(('"', "”", "’", "'", "''", "’’", ")", "]", "»"))
OPENERS = frozenset(('"', "“", "‘", "'", "(", "[", "«", "``"))


def breaks(tokens: Sequence[Token]) -> list[int]:
    """For each word of a paragraph whether a sentence must (1) or must not (-1) end with it, 0 where marks do not tell.

    >>> from verbale.reader.words import Token
    >>> breaks([Token("Stop", 0, 4), Token(".", 4, 5), Token("Now", 6, 9), Token("go", 10, 12)])
    [-1, 1, 0, 1]
    """
    found = [_break(tokens, i) for i in range(len(tokens) - 1)]
    return [*found, MUST] if tokens else []


def _break(tokens: Sequence[Token], i: int) -> int:
    here, after = tokens[i], tokens[i + 1]
    if after.start == here.end:
        return OPEN if here.text in FINAL and after.text not in CLOSERS else NEVER
    mark = i
    while mark > 0 and tokens[mark].text in CLOSERS and tokens[mark].start == tokens[mark - 1].end:
        mark -= 1
    if tokens[mark].text not in FINAL or (mark and tokens[mark - 1].text.isdigit() and len(tokens[mark - 1].text) < 3):
        return OPEN
    begins = after.text
    if begins in OPENERS and i + 2 < len(tokens) and tokens[i + 2].start == after.end:
        begins = tokens[i + 2].text
    return MUST if begins[0].isupper() else OPEN
