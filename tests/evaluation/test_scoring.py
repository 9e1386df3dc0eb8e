"""The measures of evaluation.scoring on acts small enough to count by hand, and against the tool that scores the gold reports."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from corpus.load import DATA, load_reports, write
from corpus.records import gold
from evaluation.acts import load_folder, load_predicted
from evaluation.scoring import (
    ACCURACIES,
    LEVELS,
    Act,
    Coded,
    Party,
    Tally,
    Trigger,
    When,
    compare,
    name_words,
    pair,
    same_countries,
    same_names,
    score_report,
    scored,
    total,
    total_types,
)
from verbale import records

NORLAND = Party("Norland", country="NOR")
OSTANIA = Party("Ostania", country="OST")
BROD = Party("Ilan Brod", country="NOR")
SENTENCES = ((0, 50), (51, 100))


def act(kind="ACCUSE", at=8, **fields) -> Act:
    fields = {"actors": (NORLAND,), "recipients": (OSTANIA,), "status": "actual", "sentence": int(at > 50)} | fields
    return Act(kind, Trigger(at, at + 7), **fields)


def score(gold, said):
    return score_report(Coded("r1", SENTENCES, tuple(gold)), tuple(said))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("the Norland's Officials", {"norland"}),
        ("Côte d'Ivoire", {"cote", "d", "ivoire"}),
        ("Sorvian rebels", {"sorvian", "rebel"}),
        ("the Taos", {"tao"}),
        ("Las Sals", {"las", "sal"}),
        ("the President", {"the", "president"}),
        ("", set()),
    ],
)
def test_names_are_compared_by_their_telling_words(name, words):
    assert name_words(name) == words


def test_lists_of_parties_are_the_same_when_each_finds_its_like():
    assert same_names((NORLAND, OSTANIA), (OSTANIA, NORLAND))
    assert same_names((), ())
    assert not same_names((NORLAND,), ())
    assert not same_names((NORLAND, OSTANIA), (NORLAND,))
    assert same_names((BROD,), (Party("Brod"),))


def test_words_stand_in_for_a_missing_name():
    assert same_names((Party("", "the Ostania envoy"),), (OSTANIA,))


def test_countries_decide_where_both_have_one_and_names_where_not():
    assert same_countries((NORLAND,), (Party("its army", country="NOR"),))
    assert not same_countries((NORLAND,), (Party("Norland", country="SRV"),))
    assert same_countries((NORLAND,), (Party("Norland army"),))
    assert not same_countries((NORLAND,), (Party("gunmen"),))


def test_full_needs_dyad_status_and_speakers_but_not_the_names():
    hand = act(speakers=(BROD,))
    same = act(actors=(BROD,), speakers=(Party("Brod"),))
    assert compare(hand, same).full
    assert not compare(hand, same).party
    assert not compare(hand, act(speakers=(BROD,), status="negated")).full
    assert not compare(hand, act()).full


def test_an_act_counts_in_the_sentence_of_its_trigger_whatever_it_says():
    assert score([act()], [act(at=20, sentence=1)]).type == Tally(1, 1, 1)
    assert score([act()], [act(at=60, sentence=0)]).type == Tally(0, 1, 1)


def test_a_trigger_between_sentences_matches_nothing():
    assert score([act()], [act(at=50)]).type == Tally(0, 1, 1)


def test_pairs_are_one_to_one_and_the_best_agreement_goes_first():
    gold = Coded("r1", SENTENCES, (act(at=8), act(at=30)))
    said = (act(at=30), act(at=8))
    assert [(m.gold, m.said) for m in pair(gold, said)] == [(0, 1), (1, 0)]
    assert len(pair(gold, said[:1])) == 1


def test_parties_weigh_more_than_status_and_speakers():
    stranger = act(recipients=(NORLAND,))
    known = act(status="negated", speakers=(BROD,))
    assert [m.said for m in pair(Coded("r1", SENTENCES, (act(),)), (stranger, known))] == [1]


def test_equals_are_paired_in_the_order_of_the_lists():
    gold = Coded("r1", SENTENCES, (act(at=8), act(at=8)))
    assert [(m.gold, m.said) for m in pair(gold, (act(at=8), act(at=8)))] == [(0, 0), (1, 1)]


def test_counts_of_a_small_report():
    gold = [
        act(mode="allege", when=When("2005-05-24"), condition="unless it leaves"),
        act("REQUEST", at=60, mode="yield", when=When(None)),
        act("REJECT", at=70),
    ]
    said = [
        act(mode="disapprove", when=When("2005-05-24"), condition="unless"),
        act("REQUEST", at=60, mode="yield", recipients=(), condition="if"),
        act("AID", at=70),
        act("AID", at=80),
    ]
    found = score(gold, said)
    assert (found.type, found.dyad, found.party, found.full) == (Tally(2, 4, 3), Tally(1, 4, 3), Tally(1, 4, 3), Tally(1, 4, 3))
    assert (found.mode, found.status, found.speakers, found.date) == (Tally(1, 2, 2), Tally(2, 2, 2), Tally(2, 2, 2), Tally(1, 1, 1))
    assert found.condition == Tally(1, 2, 1)
    assert [(t.name, t.type, t.full.hits) for t in found.types] == [
        ("ACCUSE", Tally(1, 1, 1), 1),
        ("AID", Tally(0, 2, 0), 0),
        ("REJECT", Tally(0, 0, 1), 0),
        ("REQUEST", Tally(1, 1, 1), 0),
    ]


def test_totals_add_acts_and_not_reports():
    scores = [score([act()], [act()]), score([act(), act(at=60)], [])]
    assert total(scores, "type") == Tally(1, 1, 3)
    assert total_types(scores)[0].type == Tally(1, 1, 3)


def test_shares_of_nothing_are_zero():
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_what_is_scored_of_a_record():
    party = records.Party("Brod", "Ilan Brod", "NOR", "GOV")
    whole = records.Act(
        "a1", 0, records.Trigger("left", 3, 7), "RETREAT", "withdraw", (party,), (), "actual", when=records.When("on Friday", "2005-05-20")
    )
    found = scored(whole)
    assert (found.trigger, found.actors, found.date) == (Trigger(3, 7), (Party("Ilan Brod", "Brod", "NOR"),), "2005-05-20")


# Against the tool: what it prints for spoilt copies of the coded reports is what our counts say.

TOOL = DATA.parent / "tools" / "score_acts.py"
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def spoil(acts, text, rng):
    """A copy of the acts with faults of every kind that the measures look at."""
    names = [p for a in acts for p in (*a["actors"], *a["recipients"])] or [{"text": "x", "name": "x", "country": "", "sector": ""}]
    out = []
    for one in acts:
        a = json.loads(json.dumps(one))
        if rng.random() < 0.2:
            continue
        for field in ("actors", "recipients", "speakers"):
            roll = rng.random()
            if roll < 0.1:
                a[field] = []
            elif roll < 0.2:
                a[field] = [*a[field], rng.choice(names)]
            elif roll < 0.4 and a[field]:
                p = rng.choice(a[field])
                p["name"] = rng.choice([p["name"].split()[-1], "the " + p["name"] + "s", p["name"].upper(), ""])
                p["country"] = rng.choice([p["country"], "", "NOR"])
        if rng.random() < 0.1:
            a["type"] = rng.choice(["ACCUSE", "STATE", "REQUEST"])
        if rng.random() < 0.15:
            a["status"] = rng.choice(["actual", "negated", "planned"])
        if rng.random() < 0.2:
            a["mode"] = rng.choice([None, "promise", "withdraw"])
        if rng.random() < 0.2:
            a["condition"] = rng.choice([None, "", "if it rains"])
        if rng.random() < 0.2:
            a["when"] = rng.choice([None, {"text": "then", "value": "2005-05-24"}, {"text": "then", "value": None}])
        if rng.random() < 0.3:
            start = max(0, a["trigger"]["start"] + rng.randint(-60, 60))
            a["trigger"] = {"text": text[start : start + 5], "start": start, "end": start + 5}
        out += [a] * (2 if rng.random() < 0.1 else 1)
    rng.shuffle(out)
    return out


def prf(t: Tally) -> list[str]:
    return [f"{t.precision:.1f}", f"{t.recall:.1f}", f"{t.f1:.1f}"]


def our_figures(scores) -> dict[str, list[str]]:
    found = {}
    for name in LEVELS:
        t = total(scores, name)
        found[name] = [*prf(t), str(t.hits), str(t.gold), str(t.said)]
    found["condition"] = prf(total(scores, "condition"))
    for name in ACCURACIES:
        found[name] = [f"{total(scores, name).precision:.1f}"]
    for name in ("mode", "date"):
        found[name].append(str(total(scores, name).gold))
    for one in total_types(scores):
        found[one.name] = [*prf(one.type), f"{one.full.recall:.1f}", str(one.type.gold)]
    return found


def their_figures(printed: str) -> dict[str, list[str]]:
    found = {}
    for line in printed.splitlines():
        parts = re.split(r"   (?=[a-z]+ +[\d.]+ %)", line) if line.startswith("status") else [line]
        for part in parts:
            name, rest = part.split(maxsplit=1)
            found[name] = NUMBER.findall(rest.replace("F1", ""))
    return found


@pytest.mark.skipif(not TOOL.exists(), reason=f"the shared scoring tool {TOOL} is not here")
@pytest.mark.parametrize(("split", "seed"), [("dev", 1), ("dev", 2), ("test", 3), ("test", 4)])
def test_figures_are_those_of_the_shared_tool(split: str, seed: int, tmp_path: Path):
    rng = random.Random(seed)
    reports = load_reports(split, only="invented")
    write(reports, tmp_path)
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    for report in reports[1:]:  # the first has no file: a report without acts
        (predicted / f"{report.id}.json").write_bytes(msgspec.json.encode({"acts": spoil(gold(report)["acts"], report.text, rng)}))
    command = [sys.executable, str(TOOL), str(tmp_path / "acts"), str(predicted), "--by-type"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    cases = load_folder(tmp_path, None)
    said = load_predicted(predicted, [case.gold.id for case in cases])
    scores = [score_report(case.gold, acts) for case, acts in zip(cases, said, strict=True)]
    theirs = their_figures(printed)
    assert our_figures(scores) == theirs
    assert 0 < float(theirs["full"][2]) < float(theirs["dyad"][2]) < float(theirs["type"][2]) < 100
