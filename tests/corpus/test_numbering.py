"""The numbering of sentences: by hand, and against the tool by which the gold files were numbered."""

import importlib.util
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.load import DATA, load_reports
from corpus.numbering import number

TOOL = DATA.parent / "tools" / "sentences.py"


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ("Talks ended. Nobody signed.", ["Talks ended.", "Nobody signed."]),
        ("He met Gen. Brod. Both left.", ["He met Gen. Brod.", "Both left."]),
        ("The U.S. envoy left. J. Brod stayed.", ["The U.S. envoy left.", "J. Brod stayed."]),
        ('"We left." He smiled.', ['"We left."', "He smiled."]),
        ('He asked: "Why?" "Because."', ['He asked: "Why?"', '"Because."']),
        ("It fell 3.5 per cent. 12 died.", ["It fell 3.5 per cent.", "12 died."]),
        ("At 5 p.m. on Monday it ended.", ["At 5 p.m. on Monday it ended."]),
        ("one.\n\nTwo", ["one.", "Two"]),
        ("one line\nand the next. End.", ["one line\nand the next.", "End."]),
    ],
)
def test_sentences(body, sentences):
    text = "Headline. Not coded.\n\n" + body
    assert [text[start:end] for start, end in number(text)] == sentences


def test_a_headline_alone_has_no_sentences():
    assert number("Talks fail") == number("") == ()


@given(st.lists(st.sampled_from(["A", "b", ". ", ".", "! ", "?", '"', "\n", "\n\n", " ", "Mr. ", "U.S. ", "no. ", "(", ") ", "1", "” "])))
def test_sentences_are_in_order_and_hold_every_letter_of_the_body(parts):
    text = "Headline\n" + "".join(parts)
    found = number(text)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    left = list(text[9:])
    for start, end in found:
        left[start - 9 : end - 9] = [" "] * (end - start)
    assert "".join(left).strip() == ""


@pytest.mark.skipif(not TOOL.exists(), reason=f"the shared tool {TOOL} is not here")
def test_the_numbers_are_those_of_the_gold_files():
    spec = importlib.util.spec_from_file_location("sentences", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for row in load_reports(only="invented"):
        assert number(row.text) == tuple(map(tuple, tool.sentences(row.text))), row.id
