"""Coding never breaks, whatever a reader gives: random words, arcs, tags, mentions, attributions and events."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.codebook import load_ontology
from verbale.coding import code
from verbale.reading import ROLES, Argument, Attribution, Event, Mention, Reading, Sentence, Word
from verbale.records import Block, Record, Report

VOCABULARY = (
    "Russia Ukraine Turkey Moscow rebels soldiers minister president Smith he they it who that both sides two said accused refused agreed "
    "withdraw attack shelling talks agreement of to with by will not would must if unless until according after Monday "
    "today 1987 , “ ” 's and no its troops treaty release prisoners offered quoted saying plan each other group army"
).split()
TAGS = {
    "VERB": "VBD VB VBG VBN VBZ",
    "NOUN": "NN NNS",
    "PROPN": "NNP",
    "PRON": "PRP WDT",
    "ADP": "IN",
    "AUX": "MD VBD",
    "ADJ": "JJ",
    "PUNCT": ",",
}
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent xcomp ccomp advcl acl acl:relcl conj appos nmod nmod:poss compound amod det mark case aux "
    "aux:pass cop flat advmod parataxis punct cc fixed csubj dep nummod"
).split()
LEMMAS = {
    "said": "say", "accused": "accuse", "refused": "refuse", "agreed": "agree", "offered": "offer", "quoted": "quote", "saying": "say",
    "sides": "side", "talks": "talk", "troops": "troop", "rebels": "rebel", "soldiers": "soldier", "shelling": "shell",
}  # fmt: skip


def build(seed: int, size: int, sentences: int) -> tuple[Reading, Report]:
    """A reading of random words; the arcs of each sentence make a tree."""
    chance = random.Random(seed)
    words: list[Word] = []
    found: list[Sentence] = []
    mentions: list[Mention] = []
    text = ""
    for number in range(sentences):
        first = len(words)
        order = list(range(size))
        chance.shuffle(order)
        heads = {order[0]: -1} | {order[n]: order[chance.randrange(n)] for n in range(1, size)}
        for n in range(size):
            word = chance.choice(VOCABULARY)
            start = len(text)
            text += word + " "
            upos = chance.choice(list(TAGS))
            head = heads[n] + first if heads[n] >= 0 else -1
            rel = chance.choice(RELATIONS) if head >= 0 else "root"
            lemma = LEMMAS.get(word, word)
            words.append(Word(word, start, start + len(word), lemma, upos, chance.choice(TAGS[upos].split()), head, rel, number))
            if upos in ("NOUN", "PROPN", "PRON") and chance.random() < 0.5:
                kind = chance.choice(["person", "organization", "place", "event"])
                mentions.append(Mention(first + n, first + n + 1, first + n, kind, chance.randrange(4), 1.0))
        kind = "headline" if chance.random() < 0.1 else "paragraph"
        found.append(Sentence(first, len(words), words[first].start, words[-1].end, kind))
    report = Report("random", text, (Block(0, len(text), "paragraph"),), published=date(2005, 5, 24))
    count = len(words)

    def stretch() -> tuple[int, int]:
        first = chance.randrange(count)
        return first, chance.randint(first + 1, count)

    events = []
    triggers = chance.sample(range(count), min(count, chance.randrange(8)))
    for at in triggers:
        kind = chance.choice(load_ontology().types)
        mode = chance.choice([None, *(m.name for m in kind.modes)])
        arguments = tuple(Argument(chance.choice(ROLES), chance.randrange(count), chance.random()) for _ in range(chance.randrange(5)))
        events.append(
            Event(
                at, at, min(count, at + chance.randint(1, 3)), kind.name, mode, chance.choice(load_ontology().statuses).name, (), arguments,
                chance.randrange(-1, len(triggers)), chance.choice([None, stretch()]), chance.randrange(-1, count),
                chance.randrange(-1, count), chance.random(),
                tuple(Argument("recipient", chance.randrange(count), chance.random()) for _ in range(chance.randrange(4))),
            )
        )  # fmt: skip
    cited = tuple(Attribution((stretch(),), (stretch(),), (stretch(), stretch()), 1.0) for _ in range(chance.randrange(3)))
    return Reading(tuple(words), tuple(found), tuple(mentions), cited, tuple(events)), report


def check(record: Record) -> None:
    text = record.report.text
    ids = {act.id: act for act in record.acts}
    assert len(ids) == len(record.acts) == len(record.evidence)
    assert {act.sentence for act in record.acts} | {silence.sentence for silence in record.silences} == set(range(len(record.sentences)))
    for act in record.acts:
        assert act.trigger.text == text[act.trigger.start : act.trigger.end]
        seen, at = set(), act
        while at.within is not None:
            assert at.id not in seen
            seen.add(at.id)
            at = ids[at.within]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(1, 4))
def test_any_tree(seed: int, size: int, sentences: int) -> None:
    reading, report = build(seed, size, sentences)
    check(code(reading, report))


@pytest.mark.parametrize("relation", ["conj", "xcomp", "ccomp", "nmod", "appos", "flat", "acl:relcl", "nmod:poss", "compound", "advcl"])
@pytest.mark.parametrize("word", ["accused", "rebels"])
def test_a_very_deep_tree(relation: str, word: str) -> None:
    upos, tag = {"accused": ("VERB", "VBD")}.get(word, ("NOUN", "NNS"))
    size = 1050
    step = len(word) + 1
    words = tuple(
        Word(word, n * step, n * step + step - 1, LEMMAS.get(word, word), upos, tag, n - 1, relation if n else "root", 0)
        for n in range(size)
    )
    text = f"{word} " * size
    events = tuple(Event(n, n, n + 1, "ACCUSE", None, "actual", (), (Argument("actor", size - 1 - n, 1.0),), n - 1) for n in range(size))
    reading = Reading(words, (Sentence(0, size, 0, len(text) - 1, "paragraph"),), events=events)
    check(code(reading, Report("deep", text, (Block(0, len(text), "paragraph"),))))
