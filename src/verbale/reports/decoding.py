"""Bytes become text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from verbale.errors import ReportError

LIMIT = 10 * 1024 * 1024
"""The largest report that is read, in bytes (10 MB)."""

_CONTROL_SHARE = 0.1  # of control characters, above which bytes are no text

_MARKS = (  # byte order marks; UTF-32 first, since its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_FORMATS = (  # magic numbers: the format, and how to get text out of it
    (b"%PDF-", "a PDF document", "save its text as a .txt file (pdftotext does it) and give that"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt)", "save it as plain text and give that"),
    (b"{\\rtf", "an RTF document", "save it as plain text and give that"),
    (b"\x89PNG\r\n", "a PNG image", "give the report's text; verbale does not read images"),
    (b"\xff\xd8\xff", "a JPEG image", "give the report's text; verbale does not read images"),
    (b"GIF8", "a GIF image", "give the report's text; verbale does not read images"),
    (b"II*\0", "a TIFF image", "give the report's text; verbale does not read images"),
    (b"MM\0*", "a TIFF image", "give the report's text; verbale does not read images"),
    (b"\x1f\x8b", "gzip data", "unpack it (gunzip) and give what is inside"),
    (b"BZh", "bzip2 data", "unpack it (bunzip2) and give what is inside"),
    (b"\xfd7zXZ\0", "xz data", "unpack it (unxz) and give what is inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and give what is inside"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9][\w.:-]{1,30})""", re.IGNORECASE)
_KNOWN_CHARSETS = re.compile(  # others are no encodings of text, or are unsafe for pages
    r"(windows|cp)-?\d{3,4}|iso-?8859-?\d{1,2}|latin-?\d|koi8-[ru]|mac(intosh|-?roman)|gb(2312|k|18030)|big5(-hkscs)?"
    r"|shift[_-]?jis|sjis|euc[_-](jp|kr)|iso-2022-jp"
)


class Decoded(Struct, frozen=True):
    """Text, and what was odd about the bytes that it came from."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, page: bool = False) -> Decoded:
    """The text in `data`, without its byte order mark; with `page`, an HTML page's own word on its encoding counts.

    The order is: byte order mark, UTF-8, the page's declared encoding, Windows-1252. `ReportError` where the bytes are no text.

    >>> decode("“Peace”".encode("cp1252"))
    Decoded(text='“Peace”', warnings=('not UTF-8: read as Windows-1252; save the text as UTF-8 if letters look wrong',))
    """
    _refuse_formats(data)
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if mark is None and b"\0" in data:
        raise ReportError("binary data (it holds NUL bytes), wanted text; save it as UTF-8 text and give that")
    decoded = _with_mark(data, mark) if mark is not None else _without_mark(data, page)
    controls = sum(1 for _ in _CONTROLS.finditer(decoded.text))
    if controls > _CONTROL_SHARE * len(decoded.text):
        share = 100 * controls / len(decoded.text)
        raise ReportError(f"binary data ({share:.0f} % control characters), wanted text; save it as UTF-8 text and give that")
    return decoded


def mend(text: str) -> Decoded:
    """`text` with each lone surrogate, which no encoding can hold, replaced by U+FFFD: same length, same offsets.

    >>> mend("Vel\\ud800den").warnings
    ('1 lone surrogate, which is no character, was replaced by U+FFFD',)
    """
    mended, count = _SURROGATES.subn("\ufffd", text)
    if not count:
        return Decoded(text)
    words = "1 lone surrogate, which is no character, was" if count == 1 else f"{count} lone surrogates, which are no characters, were"
    return Decoded(mended, (f"{words} replaced by U+FFFD",))


def _refuse_formats(data: bytes) -> None:
    for magic, name, advice in _FORMATS:
        if data.startswith(magic):
            raise ReportError(f"looks like {name}, wanted plain text, HTML or JSON lines; {advice}")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise ReportError("looks like a WebP image, wanted plain text, HTML or JSON lines; give the report's text")
    if data.startswith(b"PK\x03\x04"):
        name, advice = "a ZIP archive", "unpack it and give what is inside"
        if b"word/" in data:
            name, advice = "a Word document (DOCX)", "save it as plain text and give that"
        elif b"opendocument" in data[:200]:
            name, advice = "an OpenDocument file", "save it as plain text and give that"
        raise ReportError(f"looks like {name}, wanted plain text, HTML or JSON lines; {advice}")


def _with_mark(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(text, (_loss(lost, encoding.removesuffix("-sig").upper()),))
    return Decoded(text)


def _without_mark(data: bytes, page: bool) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    # Windows-1252 text hardly ever holds two bytes that are one letter of UTF-8: mostly such letters means damaged UTF-8.
    if len(text) - lost - sum(1 for byte in data if byte < 0x80) > lost:
        return Decoded(text, (_loss(lost, "UTF-8"),))
    declared = _declared(data) if page else None
    warnings: tuple[str, ...] = ()
    if declared is not None:
        try:
            return Decoded(data.decode(declared))
        except (LookupError, UnicodeDecodeError):
            warnings = (f"the page declares the encoding {declared!r}, but is not in it",)
    text = data.decode("cp1252", "replace")
    warnings += ("not UTF-8: read as Windows-1252; save the text as UTF-8 if letters look wrong",)
    lost = text.count("\ufffd")
    return Decoded(text, (*warnings, _loss(lost, "Windows-1252")) if lost else warnings)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    if re.fullmatch(r"iso-?8859-?1|latin-?1|us-ascii|ascii", name):
        return "cp1252"  # as browsers do
    return name if _KNOWN_CHARSETS.fullmatch(name) else None


def _loss(count: int, encoding: str) -> str:
    return f"{count} stretch{'es' if count != 1 else ''} of bytes could not be read as {encoding}: replaced by U+FFFD"
