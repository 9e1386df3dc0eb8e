"""Coded reports as training documents, and what a window shows of them."""

import random

import pytest

from corpus.load import load_reports
from training.coded import documents
from training.examples import Windows, batches, party_names
from training.layers import IGNORE
from verbale.reader import Reader
from verbale.reader.session import POINTERS

ROWS = load_reports("dev", only="invented")[:3]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(scope="module")
def found(reader: Reader) -> list:
    return documents(ROWS, reader)


def words_of(document) -> list[str]:
    return [word for item in document.items for word in item.words]


def test_triggers_and_parties_stand_on_their_words(found: list) -> None:
    for row, document in zip(ROWS, found, strict=True):
        words = words_of(document)
        assert len(document.coded.acts) == len(row.acts)
        for act, coded in zip(row.acts, document.coded.acts, strict=True):
            assert words[coded.word] in row.text[act.trigger[0] : act.trigger[1]]
            assert [key for key, _ in coded.parties[0]] == [role.key for role in act.actors]
            if act.within is not None:
                outer = next(n for n, other in enumerate(row.acts) if other.id == act.within)
                assert coded.within == document.coded.acts[outer].word
            if act.condition is not None:
                assert words[coded.opens] == row.text[act.condition[0] :].split()[0].strip(",.")
        for mention in row.mentions:
            inside = [word for word, keys in zip(words, document.coded.keys, strict=True) if keys == mention.keys]
            assert any(word in row.text[mention.start : mention.end] for word in inside)


def test_only_words_of_names_count_as_names(found: list) -> None:
    names = party_names(found)
    assert names == sorted(set(names))
    assert all(name[0].isupper() or not name.isalpha() for name in names)
    assert not {"President", "Minister"} & set(names)


def test_windows_cover_each_act_once(reader: Reader, found: list) -> None:
    windows = Windows(reader.session.card.labels, reader.session.pieces, party_names(found))
    plain = windows.epoch(found, 1, noise=False)
    assert sum(len(w.coded.acts) for w in plain) == sum(len(row.acts) for row in ROWS)
    for batch in batches(plain, 2000, None):
        width = batch["act"].shape[1]
        for n, (row, word) in enumerate(zip(batch["row"], batch["word"], strict=True)):
            assert batch["act"][row, word] > 0
            assert batch["status"][row, word] != IGNORE
            # a party that is seen as a side is one of those that mentions in the window mean
            sides = batch["sides"][n].any(0)
            assert batch["member"][row].any(1)[sides].all()
            assert (batch["pointers"][n] <= width).all()
        assert batch["pointers"].shape[1] == POINTERS.index("home") - 3
        for n, (row, word) in enumerate(zip(batch["home_row"], batch["home_word"], strict=True)):
            assert batch["member"][row, :, word].any()
            assert batch["home"][n].any()


def test_names_are_replaced_alike_in_a_window(reader: Reader, found: list, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.examples.MASKED", 1.0)
    others = ["Zzyzx" + letter for letter in "abcdefghijklmnopqrstuvwxyz"]
    windows = Windows(reader.session.card.labels, reader.session.pieces, others)
    document = found[0]
    words = words_of(document)
    known = {tuple(reader.session.pieces.of(name)) for name in others}
    window = windows.window(document, 0, 12, 0, random.Random(1), noise=True)
    named = [at for at in range(len(window.words["ends"])) if document.coded.name[at]]
    assert named
    became = {(words[at], tuple(window.pieces[window.word_of_piece == at].tolist())) for at in named}
    assert {new for _, new in became} <= known
    assert len(became) == len({word for word, _ in became}) == len({new for _, new in became})
    again = windows.window(document, 0, 12, 0, random.Random(1), noise=False)
    assert not any(tuple(again.pieces[again.word_of_piece == at].tolist()) in known for at in named)
