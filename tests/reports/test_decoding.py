import codecs

import pytest

from verbale.errors import ReportError
from verbale.reports.decoding import decode, mend

TEXT = "“Peace in Vélden,” she said"
CP1252 = "not UTF-8: read as Windows-1252; save the text as UTF-8 if letters look wrong"


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), TEXT.encode("utf-16"), codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
     TEXT.encode("utf-32")],
)  # fmt: skip
def test_unicode(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.warnings == ()


def test_windows_1252_is_named() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert decoded.text == TEXT
    assert decoded.warnings == (CP1252,)


def test_bytes_that_windows_1252_lacks() -> None:
    decoded = decode(b"Caf\xe9 \x81 \x8d")
    assert decoded.text == "Café \ufffd \ufffd"
    assert decoded.warnings == (CP1252, "2 stretches of bytes could not be read as Windows-1252: replaced by U+FFFD")


def test_damaged_utf8_stays_utf8() -> None:
    decoded = decode(TEXT.encode() + b"\xe2\x80")
    assert decoded.text == TEXT + "\ufffd"
    assert decoded.warnings == ("1 stretch of bytes could not be read as UTF-8: replaced by U+FFFD",)


def test_damaged_utf16() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8")
    assert decoded.text == "ab\ufffd"
    assert decoded.warnings == ("1 stretch of bytes could not be read as UTF-16: replaced by U+FFFD",)


def test_a_page_declares_its_encoding() -> None:
    page = '<meta charset="windows-1251"><p>Мир</p>'
    assert decode(page.encode("cp1251"), page=True).text == page
    assert "Мир" not in decode(page.encode("cp1251")).text
    latin = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">“Peace”'
    assert decode(latin.encode("cp1252"), page=True).text == latin


def test_a_page_that_declares_wrongly() -> None:
    decoded = decode(b'<meta charset="gb2312"><p>Caf\xe9</p>', page=True)
    assert "Café" in decoded.text
    assert decoded.warnings == ("the page declares the encoding 'gb2312', but is not in it", CP1252)
    assert decode(b'<meta charset="unicode_escape"><p>Caf\xe9 \\q</p>', page=True).warnings == (CP1252,)


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"%PDF-1.7 x", "looks like a PDF document, wanted plain text, HTML or JSON lines; save its text as a .txt file"),
     (b"PK\x03\x04 word/document.xml", "looks like a Word document"), (b"PK\x03\x04 x", "looks like a ZIP archive"),
     (b"\x89PNG\r\n\x1a\n", "looks like a PNG image"), (b"\xff\xd8\xff\xe0", "looks like a JPEG image"),
     (b"RIFF\0\0\0\0WEBP", "looks like a WebP image"), (b"\x1f\x8b\x08", "looks like gzip data"),
     (b"ab\0c", "binary data (it holds NUL bytes), wanted text; save it as UTF-8 text and give that"),
     (b"\x01" * 2 + b"a" * 8, "binary data (20 % control characters)")],
)  # fmt: skip
def test_what_is_no_text(data: bytes, problem: str) -> None:
    with pytest.raises(ReportError) as caught:
        decode(data)
    assert str(caught.value).startswith(problem)


def test_few_control_characters_are_text() -> None:
    assert decode(b"\x01" + b"a\t\r\n" * 3).text.startswith("\x01a")


def test_lone_surrogates_keep_the_length() -> None:
    mended = mend("Vel\ud800\udc00den\udfff \U0001f54a")
    assert mended.text == "Vel\ufffd\ufffdden\ufffd \U0001f54a"
    assert mended.warnings == ("3 lone surrogates, which are no characters, were replaced by U+FFFD",)
    assert mend("Velden").warnings == ()
