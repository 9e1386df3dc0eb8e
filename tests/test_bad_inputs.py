"""Bad inputs: whatever bytes a file holds, the whole path gives a whole record or says what is wrong, and loses nothing.

The default run tries some; `VERBALE_BAD_INPUTS=2000 python -m pytest tests/test_bad_inputs.py` tries 2,000.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from verbale.codebook import load_ontology
from verbale.pages.json import json_line
from verbale.pipeline import Coder
from verbale.reader import MODEL
from verbale.records import Record, Report
from verbale.reports import Unread, read_source

pytestmark = pytest.mark.skipif(
    not (MODEL / "reader.onnx").exists(), reason=f"the model is not in {MODEL}; train it or install the package"
)

EXAMPLES = int(os.environ.get("VERBALE_BAD_INPUTS", "200"))
SUFFIXES = st.sampled_from([".txt", ".txt", ".txt", ".html", ".jsonl", ".json", ""])
DATES = st.none() | st.dates() | st.just(date.min) | st.just(date.max)

SENTENCES = st.sampled_from(
    ["Russia accused Ukraine of shelling a village on Monday. ", "He said the two sides would meet if Turkey withdrew its troops. ",
     "It denied the accusation. ", "“We will not sign,” the minister told reporters, “unless they leave.” ", "Both sides rejected it. ",
     "The agency quoted the envoy as saying that Iran could attack. ", "Rebels killed four soldiers, according to officials. ",
     "France and Germany signed a deal, and Spain, which had refused, did not. "]
)  # fmt: skip
WORDS = st.sampled_from(
    "said that not will Russia Ukraine's accused of to the attack talks and , who he they both it unless withdrew if agreed : ; - — ( ) "
    "according Monday in 1987 yesterday U.S. Mr. n't 's told quoted as saying two sides minister no never denied its troops on February "
    "30 ſept 3".split()
)
QUOTES = st.sampled_from(['"', "“", "”", "‘", "’", "'", "``", "''", "«", "»", "„"])
MARKS = st.sampled_from(
    ["\u202e", "\u202d", "\u200f", "\u2067", "\u2069", "\u200b", "\u00ad", "\ufeff", "\u2028", "\x85", "\0", "\r", "\t", "\u0301", "\u3000",
     "שלום", "محادثات", "会谈", "🕊", "\U0010ffff", "\ufffe", "x" * 400, "ǅ", "ﬁ", "İ"]
)  # fmt: skip
NOISE = st.text(st.characters(), max_size=20)  # lone surrogates too
HEADLINES = st.lists(
    st.sampled_from(["Russia, Ukraine resume talks", "RUSSIA ACCUSES UKRAINE", "May 5, 2004", "By Jane Doe", "Photo: x"]), min_size=1
)

PROSE = st.lists(SENTENCES | WORDS.map(lambda word: word + " ") | QUOTES | MARKS | NOISE | st.just("\n\n"), min_size=3, max_size=30).map(
    "".join
)
NESTED = st.lists(QUOTES | SENTENCES, max_size=40).map("".join)
SALAD = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
LONG = st.tuples(st.lists(WORDS, min_size=1, max_size=8), st.integers(50, 700)).map(lambda pair: " ".join(pair[0] * pair[1]))
TEXTS = st.one_of(PROSE, PROSE, PROSE, NESTED, SALAD, NOISE, HEADLINES.map("\n\n".join))
BYTES = st.one_of(
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=300),
    st.tuples(TEXTS, st.binary(min_size=1, max_size=4), st.integers(0, 400)).map(
        lambda it: it[0].encode("utf-8", "replace")[: it[2]] + it[1] + it[0].encode("utf-8", "replace")[it[2] :]
    ),
    TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("cp1252", "replace")),
    st.lists(TEXTS, max_size=3).map(lambda texts: "\n".join(json.dumps({"text": text}) for text in texts).encode()),
    st.tuples(TEXTS, DATES).map(lambda it: json.dumps({"text": it[0], "published": str(it[1])}).encode()),
    st.lists(TEXTS | st.sampled_from(["<p>", "</p>", "<div>", "<!--", "<script>", "&#xD800;", "&#0;"]), max_size=8).map(
        lambda parts: ("<html><body><article><p>" + "".join(parts)).encode("utf-8", "surrogatepass")
    ),
)


@cache
def coder() -> Coder:
    return Coder(threads=1)


@cache
def types() -> dict[str, set[str | None]]:
    return {kind.name: {None, *(mode.name for mode in kind.modes)} for kind in load_ontology().types}


def read(data: bytes, suffix: str, published: date | None) -> Iterator[Record | Unread]:
    """The whole path of one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(data)
        for one in read_source(path, published=published):
            yield coder().code(one) if isinstance(one, Report) else one


def check(record: Record) -> None:
    """A record holds together: ids, offsets, words, and the acts that lie within others."""
    text, statuses = record.report.text, {status.name for status in load_ontology().statuses}
    ids = [act.id for act in record.acts]
    assert len(set(ids)) == len(ids)
    assert [proof.act for proof in record.evidence] == ids
    end = 0
    for sentence in record.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
    told = {act.sentence for act in record.acts} | {silence.sentence for silence in record.silences}
    assert told == set(range(len(record.sentences)))  # no sentence is lost
    above = {act.id: act.within for act in record.acts}
    for act, proof in zip(record.acts, record.evidence, strict=True):
        assert act.mode in types()[act.type]
        assert act.status in statuses
        assert act.trigger.start < act.trigger.end
        assert act.trigger.text == text[act.trigger.start : act.trigger.end]
        chain, at = {act.id}, act.within
        while at is not None:
            assert at in above  # an act of this record
            assert at not in chain  # and no cycle
            chain.add(at)
            at = above[at]
        spans = [span for spans in (proof.actors, proof.recipients, proof.speakers, proof.content) for span in spans if span is not None]
        spans += [span for span in (proof.condition, proof.when, proof.where) if span is not None]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        for words, place in ((act.condition, proof.condition), (act.when and act.when.text, proof.when), (act.where, proof.where)):
            assert words == (None if place is None else text[place.start : place.end])


def check_json(record: Record) -> None:
    """What is written can be read again, and holds what the record holds."""
    line = json_line(record)
    assert b"\n" not in line
    found = json.loads(line)
    assert found["text"] == record.report.text
    assert [act["id"] for act in found["acts"]] == [act.id for act in record.acts]
    assert [act["trigger"]["text"] for act in found["acts"]] == [act.trigger.text for act in record.acts]


def whole_path(data: bytes, suffix: str, published: date | None) -> list[Record | Unread]:
    found = list(read(data, suffix, published))
    assert found, "neither a record nor a word on why not"
    for one in found:
        if isinstance(one, Unread):
            assert one.source
            assert ";" in one.problem  # what was given and wanted; what to do
        else:
            check(one)
            check_json(one)
    return found


QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 200,  # the default run is the same every time
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@QUICK
@given(BYTES, SUFFIXES, DATES)
@example(b"", ".txt", None)
@example(b"\xff\xfe", ".txt", None)
@example(b"\xed\xa0\x80 Russia accused Ukraine.", ".txt", None)
@example(b'{"text": "Russia accused \\ud800 Ukraine of lying."}', ".jsonl", None)
@example("“““Russia ““accused”” Ukraine”” of ‘lying”.".encode(), ".txt", date.min)
@example("\u202eRussia accused\u202d Ukraine of lying yesterday.".encode(), ".txt", date.min)
@example(b"Russia will meet Ukraine next week, tomorrow, in December.", ".txt", date.max)
@example(b"Russia accuses Ukraine\n\nUkraine accuses Russia\n", ".txt", None)
def test_any_bytes_give_a_record_or_a_reason(data: bytes, suffix: str, published: date | None) -> None:
    whole_path(data, suffix, published)


@settings(QUICK, max_examples=max(2, EXAMPLES // 100))
@given(LONG)
def test_sentences_without_end(text: str) -> None:
    whole_path((text + ".").encode(), ".txt", date(2012, 5, 24))


@pytest.mark.parametrize(
    "text",
    [
        "Russia accused Ukraine of " + "lying and " * 2500 + "lying.",
        "Russia said that " * 1700 + "Ukraine lied.",
        "Russia refused to agree to refuse to " * 800 + "meet Ukraine unless it withdrew.",
    ],
    ids=["coordination", "chain of sayings", "control"],
)
def test_a_sentence_of_five_thousand_words(text: str) -> None:
    (record,) = whole_path(text.encode(), ".txt", date(2012, 5, 24))
    assert isinstance(record, Record)
    assert record.report.text == text
    assert record.sentences


def test_quotes_in_quotes() -> None:
    (record,) = whole_path(("“" * 500 + "Russia accused Ukraine." + "”" * 500).encode(), ".txt", None)
    assert isinstance(record, Record)
    assert [act.type for act in record.acts] == ["ACCUSE"]


def test_only_headlines() -> None:
    (record,) = whole_path(b"Russia accuses Ukraine of shelling\n\nMay 24, 2012\n", ".txt", None)
    assert isinstance(record, Record)
    assert (record.sentences, record.acts) == ((), ())
    assert record.report.warnings


@pytest.mark.parametrize("data", [b"\xfe\xff", b"\xff\xfe", b"\xff\xfe\n\0"])
def test_a_byte_order_mark_alone(data: bytes) -> None:
    whole_path(data, ".jsonl", None)


def test_no_report_of_many_is_lost() -> None:
    lines = [{"text": "Russia accused Ukraine of lying."}, {"text": ""}, {"words": "none"}, {"text": "Iran refused to meet Iraq."}, 7]
    found = whole_path("\n".join(json.dumps(line) for line in lines).encode(), ".jsonl", None)
    assert len(found) == len(lines)
    assert [isinstance(one, Record) for one in found] == [True, False, False, True, False]
