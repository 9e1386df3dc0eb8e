"""Very long reports are coded in parts: nothing lost, indices and ids counted through."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.coding import code
from verbale.coding.parts import LIMIT, parts
from verbale.reading import Argument, Attribution, Event, Mention, Reading, Sentence, Word
from verbale.records import Block, Report

WORDS = ("Russia", "accused", "Ukraine", ".")


def long(sentences: int) -> tuple[Reading, Report]:
    """A report of one sentence again and again. Each accusation lies within the one before it, on whose sentence it depends, and is made on
    the word of Russia there."""
    text = " ".join(["Russia accused Ukraine ."] * sentences)
    words, found, mentions, cited, events = [], [], [], [], []
    for n in range(sentences):
        first, start = 4 * n, 25 * n
        for k, (word, rel) in enumerate(zip(WORDS, ("nsubj", "root", "obj", "punct"), strict=True)):
            at = text.index(word, start)
            upos = ("PROPN", "VERB", "PROPN", "PUNCT")[k]
            words.append(Word(word, at, at + len(word), word, upos, "NNP", -1 if k == 1 else first + 1, rel, n))
        found.append(Sentence(first, first + 4, start, start + 24, "paragraph"))
        mentions.append(Mention(first, first + 1, first, "place", 0, 1.0, first - 4 if n else -1))
        cited.append(Attribution(((first, first + 1),), ((first + 1, first + 2),), ((first + 2, min(first + 8, 4 * sentences)),), 1.0))
        speaker = (Argument("speaker", first - 4, 0.5),) if n else ()
        arguments = (Argument("actor", first, 0.9), Argument("recipient", first + 2, 0.9), *speaker)
        before = (first - 4, first - 1) if n else None
        when, where = max(first - 3, -1), max(first - 4, -1)
        faint = (Argument("recipient", first, 0.1), *((Argument("recipient", first - 2, 0.1),) if n else ()))
        rest = (n - 1, before, when, where, 1.0, faint)
        events.append(Event(first + 1, first + 1, first + 2, "ACCUSE", None, "actual", (), arguments, *rest))
    reading = Reading(tuple(words), tuple(found), tuple(mentions), tuple(cited), tuple(events))
    return reading, Report("long", text, (Block(0, len(text), "paragraph"),), published=date(2012, 5, 24))


def test_a_report_of_usual_length_is_one_part() -> None:
    reading, _ = long(LIMIT)
    assert list(parts(reading)) == [reading]


def test_a_part_points_only_into_itself() -> None:
    reading, _ = long(LIMIT + 20)
    first, second = parts(reading)
    assert [len(part.sentences) for part in (first, second)] == [LIMIT, 20]
    assert [len(part.events) for part in (first, second)] == [LIMIT, 20]
    alone, _ = long(20)
    shift = reading.sentences[LIMIT].start
    assert [(w.text, w.start - shift, w.head, w.sentence) for w in second.words] == [
        (w.text, w.start, w.head, w.sentence) for w in alone.words
    ]
    assert second.mentions == alone.mentions
    assert second.events == alone.events
    assert first.attributions[-1].content == ((4 * LIMIT - 2, 4 * LIMIT),)
    assert second.attributions[0] == Attribution((), (), ((0, 4),), 1.0)  # the rest of it
    assert second.attributions[1:] == alone.attributions


@pytest.mark.parametrize("sentences", [3, LIMIT + 20])
def test_parts_join_to_one_record(sentences: int) -> None:
    reading, report = long(sentences)
    record = code(reading, report)
    assert len(record.sentences) == sentences
    assert [act.id for act in record.acts] == [f"a{n}" for n in range(1, sentences + 1)]
    assert all(report.text[act.trigger.start : act.trigger.end] == "accused" for act in record.acts)
    assert [act.sentence for act in record.acts] == list(range(sentences))
    # what a part begins with lies within nothing
    assert [act.within for act in record.acts] == [f"a{n}" if n % LIMIT else None for n in range(sentences)]
