"""Windows: they hold what the network can read, and their parts cover all words once."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reader.windows import join, plan
from verbale.reader.words import Token

WORDS = ("talks", "Velden", ".", ",", ";", '"', "Rell", "and", "?", ")", "12")


def tokens(words: list[str]) -> list[Token]:
    found, at = [], 0
    for word in words:
        found.append(Token(word, at, at + len(word)))
        at += len(word) + 1
    return found


def stops(words: list[str]) -> list[int]:
    return [int(w == "." or n == len(words)) for n, w in enumerate(words, 1)]


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=400)


@settings(max_examples=100, deadline=None)
@given(texts, st.integers(13, 60), st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_parts_cover_all_words_once(words: list[str], limit: int, context: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = {w: 1 + len(w) % 3 for w in WORDS}
    windows = plan(tokens(words), stops(words), sizes.__getitem__, limit, context)
    assert all(2 + sum(sizes[w] for w in words[x.first : x.last]) <= limit + 1 for x in windows)
    assert all(a.last >= b.first > a.first and b.last > a.last for a, b in pairwise(windows))
    parts = join(windows, [rng.random(w.last - w.first) < 0.2 for w in windows])
    assert [i for p in parts for i in range(p.first, p.last)] == list(range(len(words)))
    assert all(windows[p.window].first <= p.first < p.last <= windows[p.window].last for p in parts)
    assert parts[-1].ends


def test_a_window_begins_with_the_sentences_before_it() -> None:
    sentence = ["Rell", "left", "Velden", "."]
    first, second = plan(tokens(sentence * 3), stops(sentence * 3), lambda _: 1, limit=9, context=4)
    assert (first.first, first.last, second.first, second.fresh, second.last) == (0, 8, 4, 8, 12)


def test_the_later_window_takes_over_at_an_end_that_both_see() -> None:
    sentence = ["Rell", "left", "Velden", "."]
    windows = plan(tokens(sentence * 4), stops(sentence * 4), lambda _: 1, limit=13, context=8)
    assert [(w.first, w.last) for w in windows] == [(0, 12), (4, 16)]
    ends = [np.array([False, False, False, True] * 3)] * 2
    assert [(p.window, p.first, p.last, p.ends) for p in join(windows, ends)] == [(0, 0, 8, True), (1, 8, 16, True)]


def test_a_sentence_longer_than_a_window_is_cut_at_its_best_mark_and_goes_on() -> None:
    words = ["talks"] * 7 + [";"] + ["talks"] * 9 + [","] + ["talks"] * 2 + ["."]
    windows = plan(tokens(words), stops(words), lambda _: 1, limit=13)
    parts = join(windows, [np.zeros(w.last - w.first, bool) for w in windows])
    assert [(p.first, p.last, p.ends) for p in parts] == [(0, 8, False), (8, 18, False), (18, 21, True)]
