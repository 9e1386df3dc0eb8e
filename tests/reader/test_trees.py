"""Trees: always one root and no cycle, and the best there is."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reader.grammar import Grammar
from verbale.reader.trees import ROOTS, is_tree, tree

DEPREL = ("root", "nsubj", "obj", "flat", "dep", "case")


@st.composite
def candidates(draw: st.DrawFn, most: int = 30, width: int = 4) -> tuple[np.ndarray, np.ndarray]:
    n = draw(st.integers(1, most))
    scores = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).normal(0, 5, (n, n + 1)).astype(np.float32)
    scores[np.arange(n), np.arange(1, n + 1)] = -1e4
    order = np.argsort(-scores, axis=1)[:, :width]
    return order - 1, np.take_along_axis(scores, order, 1)


@settings(max_examples=100, deadline=None)
@given(candidates())
def test_every_sentence_gets_a_tree(sentence: tuple[np.ndarray, np.ndarray]) -> None:
    assert is_tree(tree(*sentence))


@settings(max_examples=50, deadline=None)
@given(candidates(most=ROOTS, width=6))
def test_no_tree_is_better(sentence: tuple[np.ndarray, np.ndarray]) -> None:
    heads, scores = sentence
    value = [dict(zip(h.tolist(), s.tolist(), strict=True)) for h, s in zip(heads, scores, strict=True)]

    def total(found: tuple[int, ...]) -> float:
        return sum(value[i].get(h, -1e6) for i, h in enumerate(found))

    others = (list(o) for o in product(range(-1, len(heads)), repeat=len(heads)) if all(h != i for i, h in enumerate(o)))
    best = max(total(tuple(o)) for o in others if is_tree(o))
    assert total(tuple(tree(heads, scores))) >= best - 1e-3


@settings(max_examples=100, deadline=None)
@given(candidates(), st.integers(0, 2**32 - 1))
def test_grammar_keeps_the_tree_and_one_subject(sentence: tuple[np.ndarray, np.ndarray], seed: int) -> None:
    heads, scores = sentence
    relations = np.random.default_rng(seed).normal(0, 3, (*heads.shape, len(DEPREL))).astype(np.float32)
    found, labels = Grammar(DEPREL).parse(heads, scores, relations, relations.argmax(-1))
    assert is_tree(found)
    assert [label == 0 for label in labels] == [h < 0 for h in found]
    governors = [h for h, label in zip(found, labels, strict=True) if DEPREL[label] == "nsubj"]
    assert len(governors) == len(set(governors))


def test_candidates_outside_the_sentence_are_passed_over() -> None:
    heads = np.array([[-2, 1, 7], [9, -1, -2]])
    assert tree(heads, np.array([[9.0, 1.0, 8.0], [9.0, 2.0, 1.0]], np.float32)) == [1, -1]


def test_weaker_subject_becomes_what_it_is_next_best() -> None:
    heads = np.array([[1, -1], [-1, 0], [1, -1]])
    scores = np.array([[9, 0], [9, 0], [9, 0]], np.float32)
    relations = np.full((3, 2, len(DEPREL)), -9, np.float32)
    relations[:, :, 1] = 5
    relations[2, :, 1] = 4
    relations[2, :, 2] = 3
    assert Grammar(DEPREL).parse(heads, scores, relations, relations.argmax(-1)) == ([1, -1, 1], [1, 0, 2])
