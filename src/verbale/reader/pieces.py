"""Words into the pieces and shapes that the encoder reads.

WordPiece as in BERT (Devlin et al. 2019; Wu et al. 2016), uncased: longest match first over a fixed vocabulary.
Since the vocabulary knows no capitals, each word also carries its shape.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

SHAPES = ("none", "lower", "title", "caps", "mixed", "initial", "number", "alphanumeric", "punctuation")
"""The shapes of a word, in the order of their ids; "none" stands for padding and the marks [CLS] and [SEP]."""

PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "\u2011": "-", "\u2010": "-"}
)
MAX_PIECES = 12
"""Pieces kept of one word; the rest of a longer one (a web address, a garbled line) is not read."""


def shape(word: str) -> int:
    """The id in `SHAPES` of a word's letter case and kind.

    >>> [SHAPES[shape(w)] for w in ("talks", "Geneva", "UN", "McKay", "A", "1994", "F16", "--")]
    ['lower', 'title', 'caps', 'mixed', 'initial', 'number', 'alphanumeric', 'punctuation']
    """
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 5 if len(word) == 1 else 3
        return 2 if word[0].isupper() and word[1:].islower() else 4
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 6
    if any(c.isalpha() for c in word):
        letters = "".join(c for c in word if c.isalpha())
        return 3 if letters.isupper() else 1 if letters.islower() else 2 if letters[:1].isupper() and letters[1:].islower() else 4
    return 8


class Pieces:
    """The vocabulary, and the pieces of each word met so far.

    `vocabulary` lists the pieces by id, as BERT's `vocab.txt` does.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = self.ids["[CLS]"], self.ids["[SEP]"], self.ids["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word, at least one and at most `MAX_PIECES`."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            known = self._known[word] = self._split(word)
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.translate(PLAIN).lower()[:200])
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf", "Cs"))
        found: list[int] = []
        for part in _at_punctuation(plain):
            found += self._longest(part)
        return tuple(found[:MAX_PIECES]) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            end = len(part)
            while end > start and prefix + part[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self.ids[prefix + part[start:end]])
            start = end
        return found


def _at_punctuation(word: str) -> list[str]:
    """The word cut at every punctuation mark, as BERT's basic tokeniser does."""
    parts, run = [], ""
    for c in word:
        if c.isalnum():
            run += c
        else:
            if run:
                parts.append(run)
            if not c.isspace():
                parts.append(c)
            run = ""
    return [*parts, run] if run else parts
