"""Attributions: rows of tags that may be, their stretches, and which of them belong together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reader.attributions import Stretch, Tags, Weights, anchors, exits, group
from verbale.reading import Attribution

NAMES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
TAGS = Tags(NAMES, np.zeros((7, 7)).tolist())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_inside_follows_only_its_own(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = [rng.normal(0, 3, (n, 7)).astype(np.float32) for n in sizes]
    rows = TAGS.best(scores, [rng.integers(0, 4, n).tolist() for n in sizes])
    assert [len(r) for r in rows] == sizes
    for row in rows:
        for before, here in zip([0, *row], row, strict=False):
            assert not NAMES[here].startswith("I-") or NAMES[before][2:] == NAMES[here][2:]


def test_transitions_count() -> None:
    moves = np.zeros((7, 7))
    moves[0, 1] = -9
    scores = np.zeros((2, 7), np.float32)
    scores[0, 0] = scores[1, 1] = 5
    assert TAGS.best([scores], [[0, 0]]) == [[0, 1]]
    assert Tags(NAMES, moves.tolist()).best([scores], [[0, 0]]) != [[0, 1]]


def test_leaving_content_costs_where_no_mark_stands() -> None:
    words = ["that", "talks", "failed", ",", "Rell", "left", "."]
    places = exits(words, [False] * 6 + [True])
    assert places == [0, 0, 0, 2, 0, 0, 3]
    scores = np.zeros((7, 7), np.float32)
    scores[0, 5] = scores[1, 6] = 4
    scores[2:, 0] = 1
    free, bound = TAGS.best([scores], [places]), Tags(NAMES, np.zeros((7, 7)).tolist(), Weights(stay=5)).best([scores], [places])
    assert free == [[5, 6, 0, 0, 0, 0, 0]]
    assert bound == [[5, 6, 6, 6, 0, 0, 0]]
    assert Tags(NAMES, np.zeros((7, 7)).tolist(), Weights(outside=2)).best([scores], [places])[0][2:] != free[0][2:]


def test_stretches_begin_at_b_and_at_a_change_of_role() -> None:
    found = TAGS.stretches([1, 2, 1, 4, 0, 5, 6], [1.0, 0.5, 1, 1, 1, 0.4, 0.6])
    assert found == [
        Stretch("source", 0, 2, 0.75), Stretch("source", 2, 3, 1.0), Stretch("cue", 3, 4, 1.0), Stretch("content", 5, 7, 0.5)
    ]  # fmt: skip


def test_source_and_content_join_the_cue_that_they_link_to() -> None:
    stretches = [Stretch(r, a, b, 1.0) for r, a, b in (("source", 0, 1), ("cue", 1, 2), ("content", 2, 4), ("source", 5, 6), ("cue", 6, 7))]
    links = np.zeros((8, 9), np.float32)
    links[0, 1] = links[2, 1] = links[5, 6] = 3
    links[1, 8] = links[6, 8] = 3
    anchor = anchors(stretches, links, [0] * 8)
    assert anchor == [1, 1, 1, 6, 6]
    assert group(stretches, anchor) == (Attribution(((0, 1),), ((1, 2),), ((2, 4),), 1.0),)


def test_content_without_a_voice_takes_one_of_its_own_sentence_only() -> None:
    stretches = [Stretch("cue", 0, 1, 1.0), Stretch("content", 1, 3, 1.0), Stretch("content", 4, 6, 1.0)]
    links = np.zeros((7, 8), np.float32)
    links[:, 7] = 1
    assert anchors(stretches, links, [0, 0, 0, 0, 1, 1, 1]) == [0, 0, 4]


def test_links_in_a_circle_end() -> None:
    stretches = [Stretch("cue", 0, 1, 1.0), Stretch("cue", 1, 2, 1.0), Stretch("content", 2, 3, 0.5)]
    assert len(group(stretches, [1, 0, 1])) == 1
