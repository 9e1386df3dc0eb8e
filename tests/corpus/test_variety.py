"""Measures of variety and of shared wording, counted by hand."""

import gzip
import json

import pytest

from corpus.variety import closest, different, frequent_verbs, kit_texts, returning, shared_wording, trigger_words, type_token, words

ONE = "the envoy left the town at dawn"
TWO = "the envoy left the town by night"
OTHER = "nobody heard of any shelling there"


def test_words_keep_their_apostrophes():
    assert words("Norland’s men -- 12 of them -- didn't.") == ["norland's", "men", "12", "of", "them", "didn't"]


def test_returning_phrases():
    # Four phrases of four words in each; "the envoy left the" and "envoy left the town" are in two of the three texts.
    assert returning({"a": ONE, "b": TWO}) == pytest.approx(100 * 4 / 8)
    assert returning({"a": ONE, "b": OTHER}) == 0
    assert returning({}) == 0


def test_the_closest_two():
    assert closest({"a": ONE, "b": OTHER, "c": TWO}) == ("a", "c", 50.0)
    assert closest({"a": ONE, "b": OTHER})[2] == 0


def test_type_token_ratio():
    assert type_token(["a a b", "b"], window=2) == pytest.approx(100 * (1 + 2 + 1) / 3 / 2)
    assert type_token(["a b c"], window=500) == 100
    assert type_token([]) == 0


def test_triggers(row):
    assert trigger_words([row]) == ["accused", "shelling", "said", "warned", "answer", "did not agree"]
    assert different(["a", "a", "a"], 2) == 1
    assert 1 < different(["a", "a", "b"], 2) < 2
    assert different(["a", "b"], 500) == 2


def test_frequent_verbs(tmp_path):
    rows = [{"tokens": ["He", "said", "Talks"], "pos": ["PRP", "VBD", "NNS"]}, {"tokens": ["Said", "left"], "pos": ["VBD", "VBD"]}]
    path = tmp_path / "voa.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert frequent_verbs(path, 1) == ["said"]
    assert frequent_verbs(path, 9) == ["said", "left"]


def test_wording_shared_with_other_texts():
    said = "one two three four five six seven eight nine"
    found = shared_wording({"a": f"x {said} y", "b": "z"}, [("n", f"{said}, ten"), ("m", f"{said} y"), ("o", said[:30])])
    assert found == [(10, "a", "m", f"{said} y"), (9, "a", "n", said)]


def test_every_kind_of_file_of_the_kit_is_read(tmp_path):
    kit = tmp_path / "data"
    kit.mkdir()
    (tmp_path / "gold").mkdir()
    long = "one two three four five six seven eight"
    (kit / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": long, "sents": [["a", "b"]], "short": "one two"}).encode()))
    (kit / "b.conllu.gz").write_bytes(gzip.compress(b"# text = one two\n1\tone\n"))
    (tmp_path / "gold" / "c.txt").write_text("gold words")
    assert list(kit_texts(tmp_path)) == [("a.jsonl.gz", long), ("a.jsonl.gz", "a b"), ("b.conllu.gz", "one two"), ("c.txt", "gold words")]


def test_tokens_are_compared_as_a_text_would_be(tmp_path):
    rows = [
        {"tokens": ["Norland", "'s", "men", "did", "n't", "go"]},
        {"sents": [["They", "’ve", "left"], ["It", "'s", "over"]], "at": [[1, 2]]},
    ]
    (tmp_path / "data").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "data" / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    found = [text for _, text in kit_texts(tmp_path)]
    assert found == ["Norland's men didn't go", "They’ve left It's over"]
    assert [words(text) for text in found] == [["norland's", "men", "didn't", "go"], ["they've", "left", "it's", "over"]]
