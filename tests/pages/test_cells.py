from hypothesis import given
from hypothesis import strategies as st

from verbale.pages.cells import clean, width, wrap


def test_nothing_that_moves_a_cursor_survives() -> None:
    assert clean("Hask\x1b[31m fell\r\n\x07at\u202e dawn\u2069") == "Hask[31m fell at dawn"


def test_half_characters_show_as_the_replacement_sign() -> None:
    assert clean("Brenn \ud800") == "Brenn \ufffd"


def test_letters_that_an_encoding_lacks_become_their_nearest() -> None:
    assert clean("“Véldén” — 北 …", "ascii") == '"Velden" -- ? ...'
    assert clean("Vélden “1”", "latin-1") == 'Vélden "1"'


def test_wide_letters_take_two_cells() -> None:
    assert wrap("北京北京", 5) == ["北京", "北京"]


def test_a_letter_wider_than_the_column_is_still_printed() -> None:
    assert wrap("北京", 1) == ["北", "京"]


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit_and_hold_every_letter(text: str, columns: int) -> None:
    line = clean(text)
    lines = wrap(line, columns)
    assert all(width(part) <= columns for part in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "utf-8"]))
def test_cleaned_text_can_always_be_written(text: str, encoding: str) -> None:
    line = clean(text, encoding)
    line.encode(encoding)
    assert all(letter == " " or letter.isprintable() for letter in line)
