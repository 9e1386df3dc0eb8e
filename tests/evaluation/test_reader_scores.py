"""Scores of reading: counted by hand on two invented sentences."""

import gzip
import json
from pathlib import Path

import msgspec
import pytest

from evaluation.intervals import f1
from evaluation.reader import PUBLISHED, parsing, raw, show, with_published
from evaluation.treebank import Gold, read
from verbale.reading import Reading, Sentence, Word

ROWS = """# newdoc id = d1
# sent_id = s1
# newpar
1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_
1\tcan\tcan\tAUX\tMD\t_\t3\taux\t_\t_
2\tnot\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = s2
# newpar
1\tVelden\tVelden\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tburns\tburn\tVERB\tVBZ\t_\t0\troot\t_\t_

"""


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    path = tmp_path / "small.conllu.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(ROWS)
    (document,) = read(path)
    return document


def reading(*rows: tuple[str, int, int, str, int, str]) -> Reading:
    words = [Word(t, a, b, t.lower(), u, "", h, d, 0) for t, a, b, u, h, d in rows]
    return Reading(tuple(words), (Sentence(0, len(words), words[0].start, words[-1].end, "paragraph"),))


RIGHT = (
    ("can", 0, 3, "AUX", 2, "aux"), ("not", 3, 6, "PART", 2, "advmod"), ("go", 7, 9, "VERB", -1, "root"), (".", 9, 10, "PUNCT", 2, "punct"),
    ("Velden", 12, 18, "PROPN", 5, "nsubj:outer"), ("burns", 19, 24, "NOUN", -1, "root"),
)  # fmt: skip


def test_a_treebank_becomes_text_with_offsets(gold: Gold) -> None:
    assert gold.report.text.strip() == "cannot go.\n\nVelden burns"
    assert [gold.report.text[a:b] for a, b in gold.spans] == gold.words == ["can", "not", "go", ".", "Velden", "burns"]
    assert (gold.sentences, gold.heads) == ([(0, 4), (4, 6)], [2, 2, -1, 2, 5, -1])
    assert gold.report.blocks[0].start == 0


def test_gold_words_are_compared_one_by_one_without_subtypes(gold: Gold) -> None:
    table = parsing([gold], [reading(*RIGHT)])
    assert {k: table[k].value for k in ("UPOS", "UAS", "LAS")} == {"UPOS": 83.33, "UAS": 100.0, "LAS": 100.0}
    assert parsing([gold], [reading(*RIGHT)], lambda i: i == "s2")["UPOS"].value == 50.0


def test_raw_words_are_aligned_by_offsets(gold: Gold) -> None:
    joined = (("cannot", 0, 6, "AUX", 1, "aux"), *((t, a, b, u, h - 1 if h >= 0 else h, d) for t, a, b, u, h, d in RIGHT[2:]))
    table = raw([gold], [reading(*joined)])
    # Four words agree of five said and six true; all four hang where they should.
    assert table["words"].value == table["UAS"].value == table["LAS"].value == round(800 / 11, 2)
    assert table["UPOS"].value == round(600 / 11, 2)
    assert table["sentences"].value == 0


def test_an_interval_holds_its_score_and_narrows_with_more_units() -> None:
    few, many = f1([(1, 1, 2), (2, 2, 2)] * 5), f1([(1, 1, 2), (2, 2, 2)] * 200)
    assert few.low <= few.value <= few.high
    assert few.value == many.value == round(600 / 7, 2)
    assert many.high - many.low < few.high - few.low


def test_published_figures_stand_beside_polnear() -> None:
    text = show({"PolNeAR test, attribution": {"source": f1([(1, 1, 1)]), "cue": f1([(1, 1, 1)]), "content": f1([(1, 1, 2)])}})
    assert "CofeNet (published)" in text
    assert "66.67" in text


def test_published_figures_stand_in_the_json_too() -> None:
    told = json.loads(msgspec.json.encode(with_published({"PUD, gold": {"LAS": f1([(1, 1, 1)])}})))
    assert told["PUD, gold"] == {"LAS": {"value": 100.0, "low": 100.0, "high": 100.0}}
    assert told["PolNeAR test, CoreNLP (published)"] == {"source": {"value": 13.9}, "cue": None, "content": {"value": 17.5}}
    assert len(told) == 1 + len(PUBLISHED)
