"""Sentence ends by marks: in each line ¶ stands where a sentence must end, _ where one may; elsewhere none does but at the end."""

import pytest

from verbale.reader.breaks import MUST, NEVER, breaks
from verbale.reader.words import passages
from verbale.records import Block, Report

MARKED = [
    "Rell left.¶ Velt stayed.",
    'They met.¶ "We will not wait," he said.',
    'He said: "It is over."¶ The envoys left.',
    "Did it hold?¶ (No one knew.)¶ Yes!",
    "Is it Gen. Rell of the U.S. Army.",
    "The 10. Army left.¶ Then rain came.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_must_end_where_marks_say_so(marked: str) -> None:
    text = marked.replace("¶", "")
    tokens = passages(Report("1", text, (Block(0, len(text), "paragraph"),)))[0].tokens
    wanted = {len(part) for part in ("".join(marked.split("¶")[:n]) for n in range(1, marked.count("¶") + 1))} | {len(text)}
    assert {t.end for t, stop in zip(tokens, breaks(tokens), strict=True) if stop == MUST} == wanted


def test_no_sentence_ends_inside_what_stands_together() -> None:
    text = "She didn't go (yet)."
    tokens = passages(Report("1", text, (Block(0, len(text), "paragraph"),)))[0].tokens
    assert [t.text for t, stop in zip(tokens, breaks(tokens), strict=True) if stop == NEVER] == ["did", "(", "yet", ")"]
