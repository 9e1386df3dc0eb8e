"""Mentions: the words of a mention round its head, and who is who."""

import numpy as np

from verbale.reader.mentions import Entities, antecedents, may_be_one, name_words, same_names, spans
from verbale.reading import Word


def words(*rows: tuple[str, str, int, str]) -> list[Word]:
    found, at = [], 0
    for text, upos, head, deprel in rows:
        found.append(Word(text, at, at + len(text), text, upos, "", head, deprel, 0))
        at += len(text) + 1
    return found


def test_a_mention_keeps_its_modifiers_and_leaves_preposition_and_apposition_out() -> None:
    row = words(
        ("with", "ADP", 3, "case"), ("the", "DET", 3, "det"), ("foreign", "ADJ", 3, "amod"), ("minister", "NOUN", -1, "root"),
        ("of", "ADP", 5, "case"), ("Norland", "PROPN", 3, "nmod"), (",", "PUNCT", 7, "punct"), ("Velt", "PROPN", 3, "appos"),
    )  # fmt: skip
    assert spans([3, 5, 7], row) == [(1, 6), (5, 6), (7, 8)]


def test_a_mention_at_the_head_of_a_clause_is_not_the_clause() -> None:
    row = words(
        ("Rell", "PROPN", 3, "nsubj"),
        ("is", "AUX", 3, "cop"),
        ("an", "DET", 3, "det"),
        ("envoy", "NOUN", -1, "root"),
        (".", "PUNCT", 3, "punct"),
    )
    assert spans([0, 3], row) == [(0, 1), (2, 4)]


def test_links_go_to_the_best_earlier_mention_unless_new_is_better() -> None:
    scores = np.zeros((5, 6), np.float32)
    scores[3, 1], scores[4, 3], scores[4, 5] = 2, 1, 4
    assert antecedents(scores, [1, 3, 4]) == [(3, 1)]
    assert antecedents(scores, []) == antecedents(scores, [3]) == []


def test_two_names_mean_the_same_only_if_they_share_a_word_or_initials() -> None:
    row = words(
        ("Tomas", "PROPN", -1, "root"), ("Rell", "PROPN", 0, "flat"), ("Rell", "PROPN", -1, "root"), ("Velden", "PROPN", -1, "root"),
        ("he", "PRON", -1, "root"), ("Norland", "PROPN", 6, "compound"), ("Union", "PROPN", -1, "root"), ("N.U.", "PROPN", -1, "root"),
    )  # fmt: skip
    names = name_words(row)
    assert may_be_one(names[2], names[0])
    assert not may_be_one(names[3], names[0])
    assert may_be_one(names[7], names[6])
    assert 4 not in names


def test_the_same_name_means_the_same_however_far_apart() -> None:
    names = {0: {"Tomas", "Rell"}, 3: {"Velden"}, 90: {"Velden"}, 400: {"Rell", "Tomas"}}
    assert same_names([0, 3, 7, 90, 400], names) == [(90, 3), (400, 0)]


def test_entities_join_through_a_third() -> None:
    entities = Entities({})
    entities.join(9, 4)
    entities.join(4, 1)
    assert entities.find(9) == entities.find(1) == 1
    assert entities.find(7) == 7


def test_what_may_mean_either_of_two_names_does_not_make_one_of_them() -> None:
    entities = Entities({0: {"Norland"}, 2: {"Ostania"}, 20: {"Norland", "Republic"}})
    for later, earlier in ((9, 2), (9, 0), (12, 9), (20, 12), (20, 0)):
        entities.join(later, earlier)
    assert entities.find(9) == entities.find(12) == entities.find(2) == 2
    assert entities.find(20) == entities.find(0) == 0
