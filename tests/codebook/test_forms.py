"""Forms: how the words of names and of texts are told apart and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.codebook.forms import split_words, written_form


@given(st.text(alphabet=st.sampled_from("ab Zé'’-.\nÚS&_1"), max_size=40))
def test_words_stand_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for word in split_words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.word
        end = word.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.N.'s men", ["the", "U.N", "s", "men"]),
        ("N'Djamena and Sana’a", ["N'Djamena", "and", "Sana'a"]),
        ("São Tomé", ["Sao", "Tome"]),
        ("Sa\u0303o Tome\u0301", ["Sao", "Tome"]),  # accents as characters of their own
        ("Ali Al-Wadi of AL", ["Ali", "al", "Wadi", "of", "AL"]),
    ],
)
def test_words_are_compared_without_accents_and_dots(text: str, words: list[str]) -> None:
    assert [word.word for word in split_words(text)] == words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a b", True),
        ("a \n b", True),
        ("a\n\nb", False),
        ("a-b", True),
        ("a–\nb", True),
        ("a & b", True),
        ("a' b", True),
        ("a, b", False),
        ("a. b", False),
        ("a.b", True),
        ("A. b", True),
        ("Mt. b", True),
        ("St.\n\nb", False),
        ("a (b", False),
    ],
)
def test_words_of_one_name_are_parted_by_little(text: str, joined: bool) -> None:
    assert split_words(text)[1].joined is joined


@pytest.mark.parametrize("shown", ["", "norland", "...", "Velden, Brenn", "the (north)", "Al"])
def test_some_words_are_no_form(shown: str) -> None:
    assert written_form(shown) is None


@pytest.mark.parametrize(
    ("shown", "form"),
    [
        ("17 March", "17 March"),
        ("Brenn's  Own", "Brenn's Own"),
        ("de la Marr", "de la Marr"),
        ("G8",) * 2,
        ("Orm.net", "Orm net"),
        ("hill folk",) * 2,
    ],
)
def test_a_form_is_its_words(shown: str, form: str) -> None:
    assert written_form(shown) == form
