"""How the words of a name are compared with those of a text.

Word by word and case as written, but: a space, a line break, a hyphen or "&" between the words of a name are the same, so are the kinds of
apostrophe, letters with and without accents, "U.S." and "U.S", and "al" and "Al" or other particles.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct


class Word(Struct, frozen=True, gc=False):
    """A word of a text: offsets, the word as compared, and whether only a space, hyphen or the like parts it from the one before."""

    start: int
    end: int
    word: str
    joined: bool


def split_words(text: str) -> list[Word]:
    """The words of a text, in order.

    >>> [(word.word, word.joined) for word in split_words("Ansar al-Wadi’s U.S. envoy, São")]
    [('Ansar', True), ('al', True), ("Wadi's", True), ('U.S', True), ('envoy', True), ('Sao', False)]
    """
    words: list[Word] = []
    last, end = "", 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start]
        joined = gap in (" ", ".") or _JOINT.fullmatch(gap) is not None
        if not joined and gap[0] == "." and not gap[1:].strip(" \n") and gap.count("\n") < 2:
            joined = _ABBREVIATED.fullmatch(last) is not None
        last, end = match[0], match.end()
        words.append(Word(start, end, _fold(last), joined))
    return words


def written_form(shown: str) -> str | None:
    """A form as its words are compared with a text's, with spaces between them.

    None where it cannot serve as one: a single word without capital letter and digit, or words that other marks part.

    >>> written_form("Velden-Brenn Al Hask")
    'Velden Brenn al Hask'
    """
    if shown.isascii() and shown.replace(" ", "").isalpha():  # nearly all of them: a short way
        written = " ".join([_SMALL.get(word, word) for word in shown.split()])
    else:
        words = split_words(shown)
        if not all(word.joined for word in words[1:]):
            return None
        written = " ".join([word.word for word in words])
    return written if " " in written or written != written.lower() or any(letter.isdigit() for letter in written) else None


def _fold(word: str) -> str:
    if not word.isascii():
        word = "".join([letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)])
        word = re.sub("[’‘ʼ`]", "'", word)
    return _SMALL.get(word, word).removesuffix(".")


_WORD = re.compile(
    r"(?:[A-Z]\.)+[A-Z]\b\.?"  # U.S., U.N
    r"|[^\W_][\w\u0300-\u036f]*(?:['’‘ʼ`][^\W_][\w\u0300-\u036f]*)*"
)
_JOINT = re.compile(r"['’]?[^\S\n]*(?:\n[^\S\n]*)?|\s?[-‐‑–]\s?|\s?&\s?")
_ABBREVIATED = re.compile(r"(?:St|Ste|Mt|Ft|Dr|Jr|Sr|No|[A-Z])")
_SMALL = {
    word.capitalize(): word
    for word in ("al", "el", "as", "ash", "ul", "ud", "bin", "ibn", "de", "da", "do", "dos", "del", "di", "la", "le", "der", "den", "von")
}
_SMALL |= {word.capitalize(): word for word in ("van", "of", "the", "and", "for", "in", "on", "to")}
