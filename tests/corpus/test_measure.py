"""The figures on the corpus's card: current, counted rightly, and large enough."""

import json

import msgspec
import pytest

from corpus.load import SPLITS, load_reports, load_second, read_rows
from corpus.measure import FIGURES, agreement, agreements, counts, spread, tallies
from corpus.rules import doubts
from corpus.sources import Pointer
from verbale.codebook import load_ontology

FOUND = json.loads(FIGURES.read_text(encoding="utf-8"))


def test_counting_a_small_report(row):
    assert counts([row]) == {
        "reports": 1,
        "sentences": 3,
        "words": 31,
        "acts": 6,
        "negated": 1,
        "conditional": 1,
        "conditions": 2,
        "acts with a speaker": 2,
        "acts within another": 2,
        "parties": 4,
        "mentions": 8,
        "attributions": 3,
    }
    assert tallies([row], "type") == {"ACCUSE": 2, "ASSAULT": 2, "AGREE": 1, "THREATEN": 1}
    assert tallies([row], "contexts") == {"military": 5, "diplomatic": 1, "territory": 1}
    assert spread([row], "published") == {"2000s": 1}
    assert spread([row, row], "manner") == {"agency": 2}


def test_a_coding_agrees_with_itself(row):
    found = agreement([row], [row])
    assert {shares["f1"]["value"] for shares in found["levels"].values()} == {100.0}


def test_two_codings_are_compared_by_kind(row):
    real = msgspec.structs.replace(row, id="real", source=Pointer("voa", "", (1,)))
    other = msgspec.structs.replace(real, acts=real.acts[1:])
    found = agreements([row, real], [row, other])
    assert [found[kind]["reports"] for kind in ("all", "invented", "real")] == [2, 1, 1]
    assert found["invented"]["levels"]["full"]["f1"]["value"] == 100.0
    assert found["real"]["levels"]["type"]["f1"]["value"] == pytest.approx(100 * 2 * 5 / (5 + 6), abs=0.1)
    assert found["invented"]["levels"]["type"]["f1"]["value"] > found["all"]["levels"]["type"]["f1"]["value"]


def test_the_card_is_current():
    for split in SPLITS:
        stored = read_rows(split)
        assert FOUND["counts"][split]["reports"] == len(stored)
        assert FOUND["counts"][split]["acts"] == sum(len(row.acts) for row in stored)
        assert FOUND["types"][split] == tallies(stored, "type")
    rows = load_reports(only="invented")
    assert FOUND["counts"]["invented"] == counts(rows)
    second = load_second(rows)
    assert FOUND["second"]["reports"] >= len(second)


def test_the_card_is_current_for_the_real_reports_too(data):
    rows = load_reports(data=data)
    assert FOUND["counts"]["all"] == counts(rows)
    assert (FOUND["statuses"], FOUND["contexts"]) == (tallies(rows, "status"), tallies(rows, "contexts"))
    assert (FOUND["manners"], FOUND["decades"]) == (spread(rows, "manner"), spread(rows, "published"))
    assert FOUND["doubts"] == sum(len(doubts(row)) for row in rows)
    second = load_second(rows)
    assert FOUND["second"] == {"reports": len(second), "acts": sum(len(row.acts) for row in second)}
    assert FOUND["agreement"] == agreements(rows, second)
    assert FOUND["agreement"]["all"]["reports"] == sum(FOUND["agreement"][kind]["reports"] for kind in ("invented", "real"))


def test_every_type_is_there_often_enough_to_learn_from():
    types = FOUND["types"]["all"]
    assert set(types) == {kind.name for kind in load_ontology().types}
    assert min(types.values()) >= 120


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("reports", 320),
        ("sentences", 6500),
        ("acts", 9000),
        ("conditional", 350),
        ("negated", 700),
        ("conditions", 400),
        ("acts with a speaker", 3500),
    ],
)
def test_the_corpus_is_large_enough(what, least):
    assert FOUND["counts"]["all"][what] >= least
