"""Text for a grid of equal cells, as a terminal has it: cleaned, measured, wrapped.

A report's text is not to be trusted with a terminal: control characters and marks of direction would move the cursor or turn the
line around, so they are taken out here.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN = {
    ord(letter): plain
    for letters, plain in (("‘’‚", "'"), ("“”„«»", '"'), ("–", "-"), ("—", "--"), ("…", "..."), ("•", "*"), ("→", "->"))
    for letter in letters
}
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r".*[/\-]")


def clean(text: str, encoding: str = "utf-8") -> str:
    """One line of text that a terminal of that encoding can show: no control characters, no marks of direction, single spaces.

    Letters that the encoding lacks lose their accents, quotes and dashes become plain ones, anything else becomes a question mark.

    >>> clean("The “Norland”\\n  caf\\u00e9\\x1b[2J", "ascii")
    'The "Norland" cafe[2J'
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join([letter if letter.isspace() or letter.isprintable() else _unprintable(letter) for letter in text])
    text = _SPACES.sub(" ", text).strip()
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join([letter if _fits(letter, encoding) else _nearest(letter, encoding) for letter in text])
    return text


def _unprintable(letter: str) -> str:
    # Surrogates and unassigned letters show as the replacement sign; controls and marks of direction vanish.
    return "\ufffd" if unicodedata.category(letter) in ("Cs", "Co", "Cn") else ""


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _nearest(letter: str, encoding: str) -> str:
    plain = letter.translate(_PLAIN)
    if plain == letter:
        plain = "".join([part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)])
    return plain if plain and _fits(plain, encoding) else "?"


def width(text: str) -> int:
    """How many cells a text takes: two for wide letters of East Asia, none for combining ones.

    >>> width("Norland"), width("北"), width("e\\u0301")
    (7, 2, 1)
    """
    if text.isascii():
        return len(text)
    return sum([_cells(letter) for letter in text])


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many cells, broken between words; a longer word is broken after a slash or hyphen, else where it must.

    >>> wrap("ASSAULT/heavy-weapons", 14)
    ['ASSAULT/heavy-', 'weapons']
    """
    if width(text) <= columns:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = width(word)
        if line and used + 1 + size <= columns:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        while size > columns:
            head = _head(word, columns)
            lines.append(head)
            word = word[len(head) :]
            size = width(word)
        line, used = word, size
    if line or not lines:
        lines.append(line)
    return lines


def _head(word: str, columns: int) -> str:
    """The longest beginning of a word that fits, at least one letter."""
    used, end = 0, 0
    while end < len(word) and used + width(word[end]) <= columns:
        used += width(word[end])
        end += 1
    head = word[: max(end, 1)]
    at_sign = _BREAKS.match(head)
    return at_sign.group() if at_sign else head
