"""The texts of the benchmark: enough of them, always the same, and never with the same parties."""

import pytest

from bench.texts import samples, words_of
from corpus.load import load_reports
from verbale.codebook import load_parties

ROWS = load_reports("train", only="invented")
TOTAL = sum(len(row.sentences) for row in ROWS)


def states(text):
    return {f.known.country for f in load_parties().find(text) if f.form == "name" and len(f.known.country) == 3}


def test_there_are_enough_sentences_and_no_more_reports_than_that_needs():
    found = samples(TOTAL + 1, seed=1)
    assert len(found) == len(ROWS) + 1
    assert sum(sample.sentences for sample in found) >= TOTAL + 1


def test_a_seed_gives_the_same_texts_and_another_one_others():
    assert samples(50, seed=1) == samples(50, seed=1)
    assert samples(50, seed=1)[0].text != samples(50, seed=2)[0].text


def test_a_report_comes_back_with_other_parties_and_the_same_paragraphs():
    first, *_, again = samples(TOTAL + 1, seed=1)
    assert states(first.text) != states(again.text)
    assert first.text.count("\n\n") == again.text.count("\n\n") == ROWS[0].text.count("\n\n")


def test_a_state_is_swapped_for_one_state_in_the_whole_report():
    row = next(row for row in ROWS if row.text.count("Armenia") > 1)
    text = samples(TOTAL, seed=5)[ROWS.index(row)].text
    assert "Armenia" not in text
    assert len(states(text)) <= len(states(row.text))


def test_a_report_of_so_many_words():
    found = samples(60, seed=1)
    assert len(words_of(found, 500).split()) == 500
    assert words_of(found, 500).startswith(found[0].text.split("\n\n")[0])
    with pytest.raises(ValueError, match="wanted 100000"):
        words_of(found, 100_000)
