"""The shipped model: it reads any text, its offsets hold, and a folder that is not its card's is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import ReaderError
from verbale.reader import MODEL, Reader, load_reader
from verbale.reader.card import CARD, GRAPH, paragraphs
from verbale.reader.trees import is_tree
from verbale.reading import Reading
from verbale.records import Block, Report, Span

STORY = (
    "Norland and Ostania agree to talks\n\n"
    "Norland's foreign minister, Anna Velt, said on Monday that Ostania (search) had withdrawn its troops from Hask. "
    "She didn't say when the talks would begin.\n\n"
    'Gen. Tomas Rell met the U.S. envoy in Velden. "We will not negotiate under fire," he told reporters.'
)


def report(text: str, *skipped: Span) -> Report:
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block(at, at + len(part), "headline" if n == 0 and "\n\n" in text else "paragraph"))
        at += len(part) + 2
    return Report("1", text, tuple(blocks), skipped)


def check(text: str, reading: Reading) -> None:
    """What holds of any reading."""
    words = reading.words
    assert all(text[w.start : w.end] == w.text for w in words)
    assert [i for s in reading.sentences for i in range(s.first, s.last)] == list(range(len(words)))
    for n, s in enumerate(reading.sentences):
        assert (s.start, s.end) == (words[s.first].start, words[s.last - 1].end)
        assert all(words[i].sentence == n for i in range(s.first, s.last))
        assert is_tree([words[i].head - s.first if words[i].head >= 0 else -1 for i in range(s.first, s.last)])
        assert [words[i].deprel == "root" for i in range(s.first, s.last)] == [words[i].head < 0 for i in range(s.first, s.last)]
    for m in reading.mentions:
        assert 0 <= m.first <= m.head < m.last <= len(words)
        assert 0 <= m.score <= 1
    for a in reading.attributions:
        assert a.content
        assert all(0 <= first < last <= len(words) for first, last in (*a.source, *a.cue, *a.content))


def test_a_report_is_read() -> None:
    reading = load_reader().read(report(STORY, Span(STORY.index(" (search)"), STORY.index(" had"))))
    check(STORY, reading)
    words = reading.words
    assert [s.kind for s in reading.sentences] == ["headline"] + ["paragraph"] * 4
    assert "search" not in [w.text for w in words]
    by_text = {w.text: w for w in words}
    assert (by_text["said"].lemma, by_text["said"].upos, by_text["n't"].lemma) == ("say", "VERB", "not")
    assert words[by_text["withdrawn"].head].text == "said"
    velt = next(m for m in reading.mentions if words[m.head].text in ("Anna", "Velt"))
    rell = next(m for m in reading.mentions if words[m.head].text in ("Tomas", "Rell"))
    pronouns = {words[m.head].text: m.entity for m in reading.mentions if words[m.head].upos == "PRON"}
    assert velt.type == rell.type == "person"
    assert velt.entity != rell.entity
    assert pronouns["She"] == velt.entity or pronouns["he"] == rell.entity
    said = next(a for a in reading.attributions if any(words[i].text == "said" for first, last in a.cue for i in range(first, last)))
    assert any(words[i].text == "withdrawn" for first, last in said.content for i in range(first, last))


def test_reports_read_together_are_read_as_alone() -> None:
    stories = [STORY, "One word", "", "Velden burns. " * 60]
    reader = load_reader()
    together = list(reader.read_many(report(s) for s in stories))
    for story, reading in zip(stories, together, strict=True):
        check(story, reading)
        assert [w.text for w in reading.words] == [w.text for w in reader.read(report(story)).words]


HARD = {
    "a sentence of 5,000 words": "and ".join(["the talks in Velden failed "] * 1000),
    "5,000 words with commas": "the talks, the war, " * 1000,
    "one endless word": "a" * 20_000,
    "only marks": '?!... --- "" ((( ,,, ' * 40,
    "emoji": "👩‍👩‍👧 🇳🇴 👍🏽 " * 30,
    "right to left": "\u202bقال الوزير إن المحادثات فشلت.\u202c וגם \u200f" * 20,
    "nested quotes": "\"'“‘He said \"she said 'no'\"’”'\" " * 20,
    "lone surrogates": "\ud800 talks \udfff failed.",
    "nothing": " \n ",
    "combining marks": "e\u0301\u0301\u0301 " * 50,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_texts_are_read(text: str) -> None:
    check(text, load_reader().read(report(text)))


def test_a_sentence_longer_than_a_window_stays_one() -> None:
    text = "The envoys said that the talks had " + "failed in Velden and " * 120 + "failed in Brenn."
    reading = load_reader().read(report(text))
    assert len(reading.sentences) < 12
    check(text, reading)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.booleans())
def test_any_text_is_read(text: str, quoted: bool) -> None:
    text = f'"{text}," Rell said.' if quoted else text
    check(text, load_reader().read(report(text)))


def test_eight_bits_read_the_sample_as_the_network_does() -> None:
    sample = load_reader().session.card.sample
    assert sample is not None
    words = load_reader().read(paragraphs(sample.text)).words
    assert tuple(w.text for w in words) == sample.words
    pairs = list(zip(words, sample.upos, sample.heads, sample.deprels, strict=True))
    assert sum(w.upos == upos for w, upos, _, _ in pairs) >= 0.96 * len(pairs)
    assert sum((w.head, w.deprel) == (head, deprel) for w, _, head, deprel in pairs) >= 0.9 * len(pairs)


def test_a_changed_graph_is_refused(tmp_path: Path) -> None:
    for file in MODEL.iterdir():
        shutil.copy(file, tmp_path)
    with (tmp_path / GRAPH).open("ab") as graph:
        graph.write(b"x")
    with pytest.raises(ReaderError, match=r"SHA-256.*its card says"):
        Reader(tmp_path)


def test_missing_and_broken_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="wanted a model folder"):
        Reader(tmp_path)
    (tmp_path / CARD).write_text("{}")
    with pytest.raises(ReaderError, match="not a reader's card"):
        Reader(tmp_path)
    shutil.copy(MODEL / CARD, tmp_path)
    with pytest.raises(ReaderError, match="missing"):
        Reader(tmp_path)


def test_reading_needs_neither_torch_nor_trafilatura() -> None:
    code = "import sys; from verbale.reader import load_reader; load_reader(); print(*{m.split('.')[0] for m in sys.modules})"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "onnxruntime" in modules
    assert not {"torch", "trafilatura", "scipy", "spacy", "lemminflect"} & set(modules)
