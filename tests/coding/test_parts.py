"""Very long reports are coded in parts: nothing lost, indices and ids counted through."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.coding import code
from verbale.coding.parts import LIMIT, parts
from verbale.reader import Reader
from verbale.reports import from_text


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def test_a_report_of_usual_length_is_one_part(reader: Reader) -> None:
    reading = reader.read(from_text("Russia accused Ukraine of lying. Iran met Iraq.", published=date(2012, 5, 24)))
    assert list(parts(reading)) == [reading]


def test_parts_join_to_one_record(reader: Reader) -> None:
    text = "\n\n".join(["Russia accused Ukraine of lying."] * (LIMIT + 20))
    report = from_text(text, published=date(2012, 5, 24))
    reading = reader.read(report)
    assert [len(part.sentences) for part in parts(reading)] == [LIMIT, 20]
    record = code(reading, report)
    assert len(record.sentences) == LIMIT + 20
    assert [act.id for act in record.acts] == [f"a{n}" for n in range(1, len(record.acts) + 1)]
    assert all(text[act.trigger.start : act.trigger.end] == act.trigger.text for act in record.acts)
    starts = [record.sentences[act.sentence] for act in record.acts]
    assert all(s.start <= act.trigger.start < s.end for s, act in zip(starts, record.acts, strict=True))
    assert {act.within for act in record.acts} - {None} <= {act.id for act in record.acts}
