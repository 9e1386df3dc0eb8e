"""Readings made by hand, so that coding is tested without the model: sentences as in `trees.txt`, invented parties as in `parties.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct, structs

from verbale.codebook import load_parties
from verbale.codebook.parties import Parties
from verbale.coding import code
from verbale.coding.cast import Cast
from verbale.coding.syntax import Syntax
from verbale.reading import Argument, Event, Mention, Reading, Sentence, Word
from verbale.records import Block, Party, Record, Report

FOLDER = Path(__file__).parent
PUBLISHED = date(2005, 5, 24)  # a Tuesday
UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VBP": "VERB",
    "VBZ": "VERB", "MD": "AUX", "IN": "ADP", "DT": "DET", "JJ": "ADJ", "RB": "ADV", "CD": "NUM", "CC": "CCONJ", "TO": "PART", "POS": "PART",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "RP": "ADP",
}  # fmt: skip
TOKEN = re.compile(
    r"(?P<text>[^_=]+)(?:=(?P<lemma>[^_]+))?_(?P<tag>[^_/@]+)(?:/(?P<upos>[A-Z]+))?"
    r"(?:_(?P<rel>[a-z:]+)>(?P<head>[^@]+))?(?:@(?P<type>[a-z]+)(?:#(?P<entity>\w+))?)?"
)


class Token(Struct, frozen=True):
    """One word of a tree; `head` counts from 0 in the sentence, -1 for the root."""

    text: str
    lemma: str
    tag: str
    upos: str
    head: int
    deprel: str
    type: str | None
    entity: str | None


def parse(line: str) -> list[Token]:
    """The words of one line of `trees.txt`."""
    found = [match for token in line.split() if (match := TOKEN.fullmatch(token))]
    assert len(found) == len(line.split()), f"not as the notation wants it: {[t for t in line.split() if not TOKEN.fullmatch(t)]}"
    texts = [match["text"] for match in found]
    root = next(n for n, match in enumerate(found) if match["head"] is None and match["tag"] in UPOS)

    def place(head: str) -> int:
        if head in texts:
            return texts.index(head)
        text, _, number = head.rpartition(".")
        return [n for n, word in enumerate(texts) if word == text][int(number) - 1]

    tokens = []
    for n, match in enumerate(found):
        lemma = match["lemma"] or (match["text"] if match["tag"].startswith("NNP") else match["text"].lower())
        head = place(match["head"]) if match["head"] else -1 if n == root else root
        rel = match["rel"] or ("root" if n == root else "punct")
        upos = match["upos"] or UPOS.get(match["tag"], "PUNCT")
        tokens.append(Token(match["text"], lemma, match["tag"], upos, head, rel, match["type"], match["entity"]))
    return tokens


@cache
def trees() -> dict[str, list[Token]]:
    lines = [line for line in (FOLDER / "trees.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {"".join(token.text for token in tokens): tokens for tokens in map(parse, lines)}


@cache
def parties() -> Parties:
    return load_parties().extended([FOLDER / "parties.yaml"])


def make(sentences: tuple[str, ...], published: date | None) -> tuple[Reading, Report]:
    """The reading and the report of sentences, each of which has a tree; all in one paragraph."""
    text = " ".join(sentences)
    words: list[Word] = []
    found: list[Sentence] = []
    mentions: list[Mention] = []
    entities: dict[str, int] = {}
    at = 0
    for number, sentence in enumerate(sentences):
        tokens = trees().get(sentence.replace(" ", ""))
        assert tokens is not None, f"{sentence!r} has no tree; write one into {FOLDER / 'trees.txt'}"
        first = len(words)
        for token in tokens:
            start = text.index(token.text, at)
            at = start + len(token.text)
            if token.type is not None:
                label = token.entity if token.entity and token.entity.isalpha() else f"{number} {token.entity or len(words)}"
                entity = entities.setdefault(label, len(entities))
                mentions.append(Mention(len(words), len(words) + 1, len(words), token.type, entity, 1.0))
            head = token.head + first if token.head >= 0 else -1
            words.append(Word(token.text, start, at, token.lemma, token.upos, token.tag, head, token.deprel, number))
        found.append(Sentence(first, len(words), words[first].start, at, "paragraph"))
    report = Report("report", text, (Block(0, len(text), "paragraph"),), published=published)
    return Reading(tuple(words), tuple(found), tuple(mentions)), report


class Sample(Struct):
    """Some sentences with the parts of coding that look at them; words are named by their text."""

    reading: Reading
    report: Report
    syntax: Syntax
    cast: Cast

    def at(self, word: str, place: int = 1) -> int:
        """The index of a word, the `place`-th with this text."""
        return [n for n, other in enumerate(self.reading.words) if other.text == word][place - 1]

    def texts(self, found: list[int]) -> list[str]:
        return [self.reading.words[n].text for n in found]

    def parties(self, word: str, place: int = 1) -> list[str]:
        """Whom the phrase with this head means, each as `shown_party` writes it."""
        return [shown_party(side.party) for side in self.cast.resolve(self.at(word, place))]


def shown_party(party: Party) -> str:
    return f"{party.name} ({party.country} {party.sector})".replace("( ", "(")


@pytest.fixture
def sample() -> Callable[..., Sample]:
    """`sample(*sentences)`: the sentences for a look at syntax, nouns and cast."""

    def build(*sentences: str, published: date | None = PUBLISHED) -> Sample:
        reading, report = make(sentences, published)
        syntax = Syntax(reading)
        return Sample(reading, report, syntax, Cast(syntax, parties(), report.text, 2005))

    return build


def place(words: tuple[Word, ...], text: str) -> int:
    """The index of a word by its text; "Norland.2" is the second one."""
    name, _, number = text.rpartition(".") if re.search(r"\.\d$", text) else (text, "", "1")
    return [n for n, word in enumerate(words) if word.text == name][int(number) - 1]


EVENT = re.compile(
    r"(?P<trigger>[^:]*) (?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))? (?P<status>[a-z]+)(?:: (?P<actors>[^>;]*?))?(?: > (?P<recipients>[^;]*?))?"
    r"(?P<rest>(?:; (?:by|in|if|on|at|about|sure|perhaps) [^;]+)*)"
)


def events(reading: Reading, lines: tuple[str, ...]) -> tuple[Event, ...]:
    """The events of these lines: `trigger TYPE/mode status: actors > recipients; by speakers; in outer; if first..last; on word; at word;
    about contexts; sure belief; perhaps recipients`. Trigger and the rest are words of the reading, commas between them; a trigger of two
    words is `first..last`."""
    read = []
    for line in lines:
        match = EVENT.fullmatch(line)
        assert match is not None, f"{line!r} is not as the notation wants it"
        read.append((match, dict(part.split(" ", 1) for part in match["rest"].split("; ") if part)))  # type: ignore[arg-type]
    triggers = [match["trigger"].split("..")[0] for match, _ in read]

    def bounds(words: str) -> tuple[int, int]:
        first, _, last = words.partition("..")
        return place(reading.words, first), place(reading.words, last or first) + 1

    found = []
    for match, rest in read:
        sides = (("actor", match["actors"]), ("recipient", match["recipients"]), ("speaker", rest.get("by")))
        arguments = tuple(Argument(role, place(reading.words, word), 0.9) for role, side in sides if side for word in side.split(", "))
        first, last = bounds(match["trigger"])
        found.append(
            Event(
                first, first, last, match["type"], match["mode"], match["status"], tuple(rest.get("about", "").split()), arguments,
                triggers.index(rest["in"]) if "in" in rest else -1, bounds(rest["if"]) if "if" in rest else None,
                place(reading.words, rest["on"]) if "on" in rest else -1, place(reading.words, rest["at"]) if "at" in rest else -1,
                float(rest.get("sure", "0.8")),
                tuple(Argument("recipient", place(reading.words, word), 0.2) for word in rest.get("perhaps", "").split(", ") if word),
            )
        )  # fmt: skip
    return tuple(found)


@pytest.fixture
def coded() -> Callable[..., Record]:
    """`coded(sentences, *events, published=...)`: the record of sentences that have trees, with these events in them."""

    def build(sentences: str | tuple[str, ...], *lines: str, published: date | None = PUBLISHED) -> Record:
        reading, report = make((sentences,) if isinstance(sentences, str) else sentences, published)
        return code(structs.replace(reading, events=events(reading, lines)), report, parties())

    return build
