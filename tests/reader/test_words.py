"""Words: each line marks with | where the treebanks cut inside what spaces leave together."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reader.words import passages
from verbale.records import Block, Report, Span

MARKED = [
    "Norland does|n't trust Ostania|'s envoys|.",
    "We|'ll see|, they|'ve left and I|'d stay|.",
    "It|’s Velden|’s turn|; she did|n’t come|.",
    "Hask can|not wait|, so the rebels are gon|na leave|.",
    "the leaders|' talks and the ministers|’ promises",
    "a Norlandic|-|Ostanian border|-|crossing deal",
    "anti-government and pro-Sorvian mid-July e-mail",
    "U.S. and U.N. envoys met in Brenn at 10 a.m. on Sept. 12|.",
    "Gen. Rell and Mr. W. Tarn of Velden Corp. met Lt. Oda|.",
    "He earned 1,000 crowns|, or |$|50|, up 3.5|%|.",
    "The |$|13.9|M loan and the 5|km road",
    "The clock showed 10:30 on the 3rd of May|, in the 1990s|.",
    "|\"|No|,|\"| he said|, |“|never|.|”",
    "Wait |... the talks |-- if any |-- failed|.",
    "The army|—|what is left of it|—|fled|.",
    "See https://velden.example/a?b=1 or write to desk@brenn.example|.",
    "the so|-|called |'|republic|'",
    "|(|Sorvia|) |[|sic|]",
    "Really|?! Yes|!!!",
    "O'Brenn and Sha'lan at five o'clock",
    "and|/|or since 9/11",
    "in the ’80s",
    "1. Talks begin|.",
    "R&D and AT&T",
    "Tomas Rell Jr. left|, etc. and so on|.",
    "They took guns|, tanks|, etc|.",
    "They live in the U.S.",
    "Take plan B|.",
    "She asked Gov|.",
]  # fmt: skip


def report(text: str, *skipped: Span) -> Report:
    return Report("1", text, (Block(0, len(text), "paragraph"),), skipped)


@pytest.mark.parametrize("marked", MARKED)
def test_words_are_cut_as_the_treebanks_cut_them(marked: str) -> None:
    text = marked.replace("|", "")
    found = [t.text for p in passages(report(text)) for t in p.tokens]
    assert found == marked.replace("|", " ").split()


def test_skipped_stretches_are_not_read_and_part_words() -> None:
    text = "Anna Velt (search) said so."
    tokens = passages(report(text, Span(9, 18)))[0].tokens
    assert [t.text for t in tokens] == ["Anna", "Velt", "said", "so", "."]
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]


def test_only_headlines_and_paragraphs_are_read() -> None:
    text = "Talks fail\n\nVELDEN -\n\nThey met.\n\nPhoto: A. Tarn"
    kinds = ("headline", "dateline", "paragraph", "credit")
    bounds = [(0, 10), (12, 20), (22, 31), (33, 47)]
    found = passages(Report("1", text, tuple(Block(a, b, k) for (a, b), k in zip(bounds, kinds, strict=True))))
    assert [(p.kind, [t.text for t in p.tokens]) for p in found] == [("headline", ["Talks", "fail"]), ("paragraph", ["They", "met", "."])]


def test_marks_without_ink_belong_to_no_word() -> None:
    assert [t.text for t in passages(report("\u200fVelden\u200b \u202eسلام\u202c \ufeff."))[0].tokens] == ["Velden", "سلام", "."]
    assert passages(report("\u200b \u200f\n\t")) == []


def test_pictures_stay_whole() -> None:
    assert [t.text for t in passages(report("Peace 👍🏽👩‍👩‍👧!"))[0].tokens] == ["Peace", "👍🏽", "👩‍👩‍👧", "!"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.lists(st.integers(0, 120), min_size=2, max_size=2))
def test_words_stand_where_they_say_and_leave_out_nothing_visible(text: str, cut: list[int]) -> None:
    first, last = sorted(min(c, len(text)) for c in cut)
    spans = (Span(first, last),) if first < last else ()
    tokens = [t for p in passages(report(text, *spans)) for t in p.tokens]
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(t.end <= first or t.start >= last for t in tokens) or first == last
    read = {i for t in tokens for i in range(t.start, t.end)}
    assert all(i in read for i, c in enumerate(text) if c.isalnum() and not (first <= i < last))
