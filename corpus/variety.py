"""How varied the invented reports are, beside real ones, and whether they share wording with the texts of the data kit.

A writer who has written a hundred reports repeats himself. The measures say how much: phrases that come back from report to report, how
many different words there are in a stretch of text, and how many different triggers in a number of acts; each beside the same measure on
Voice of America reports. The moving average of the type-token ratio is that of Covington and McFall 2010 (Journal of Quantitative
Linguistics 17(2)).
"""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from corpus.records import Row

PHRASE = 4
"""Words of a phrase whose return is counted."""
WINDOW = 500
"""Words of the window of the moving average."""
GRAM = 8
"""Words that must be the same before wording counts as shared with another text."""
ALLOWED = 12
"""The longest stretch of the same words that a report may share with a text of the data kit."""

_CLITIC = re.compile(r" (?=[’'](?:s|d|m|ll|re|ve)\b)| (?=n[’']t\b)", re.IGNORECASE)
"""The blank that tokens have before a clitic and text has not."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation.

    >>> words("Norland's minister: \\"No.\\"")
    ["norland's", 'minister', 'no']
    """
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _grams(tokens: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1)}


def returning(texts: Mapping[str, str], length: int = PHRASE) -> float:
    """The share of a text's different phrases that stand in another of the texts too, in per cent, over all texts.

    >>> returning({"a": "one two three four five", "b": "one two three four six", "c": "seven eight nine ten"})
    40.0
    """
    grams = [_grams(words(text), length) for text in texts.values()]
    held = Counter(gram for found in grams for gram in found)
    count = sum(map(len, grams))
    return 100 * sum(held[gram] > 1 for found in grams for gram in found) / count if count else 0.0


def closest(texts: Mapping[str, str], length: int = PHRASE) -> tuple[str, str, float]:
    """The two texts that share most, and the share of the smaller one's phrases that they share, in per cent; wants two texts or more."""
    grams = {name: _grams(words(text), length) for name, text in texts.items()}
    holders = defaultdict(list)
    for name, found in grams.items():
        for gram in found:
            holders[gram].append(name)
    shared: Counter[tuple[str, str]] = Counter(pair for names in holders.values() for pair in combinations(sorted(names), 2))
    scored = {pair: 100 * count / max(1, min(len(grams[pair[0]]), len(grams[pair[1]]))) for pair, count in shared.items()}
    (one, two), score = max(scored.items(), key=lambda item: item[1], default=(tuple(sorted(grams)[:2]), 0.0))
    return one, two, score


def type_token(texts: Iterable[str], window: int = WINDOW) -> float:
    """Different words among `window` words that follow each other, in per cent, averaged over all such windows of the joined texts.

    >>> type_token(["one two one two"], window=2), type_token(["one one two two"], window=4)
    (100.0, 50.0)
    """
    tokens = [word for text in texts for word in words(text)]
    window = min(window, len(tokens))
    if not window:
        return 0.0
    inside = Counter(tokens[:window])
    total, windows = len(inside), 1
    for gone, come in zip(tokens, tokens[window:], strict=False):
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        inside[come] += 1
        total, windows = total + len(inside), windows + 1
    return 100 * total / windows / window


def trigger_words(rows: Iterable[Row]) -> list[str]:
    """Every act's trigger in lower case, in order."""
    return [row.text[slice(*act.trigger)].lower() for row in rows for act in row.acts]


def different(found: Sequence[str], sample: int, tries: int = 50, seed: int = 1) -> float:
    """How many different ones there are among `sample` of them taken at random, on average over `tries`."""
    rng = random.Random(seed)
    sample = min(sample, len(found))
    return sum(len(set(rng.sample(found, sample))) for _ in range(tries)) / tries


class _Tagged(msgspec.Struct):
    tokens: list[str]
    pos: list[str]


def frequent_verbs(path: Path, count: int) -> list[str]:
    """The most frequent verb forms of the Voice of America data, by its own tags; `path` is voa_gmb.jsonl.gz."""
    forms: Counter[str] = Counter()
    for line in gzip.decompress(path.read_bytes()).splitlines():
        row = msgspec.json.decode(line, type=_Tagged)
        forms.update(token.lower() for token, tag in zip(row.tokens, row.pos, strict=True) if tag.startswith("VB") and token.isalpha())
    return [form for form, _ in forms.most_common(count)]


def kit_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Every text of the data kit and of the gold reports, with the name of its file."""
    for path in sorted((shared / "data").rglob("*.gz")):
        content = gzip.decompress(path.read_bytes()).decode("utf-8")
        if ".jsonl" in path.name:
            texts = (text for line in content.splitlines() for text in _strings(msgspec.json.decode(line)))
        else:
            texts = (line.removeprefix("# text = ") for line in content.splitlines() if line.startswith("# text = "))
        yield from ((path.name, text) for text in texts)
    for path in sorted((shared / "gold").rglob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8", errors="replace")


def _strings(value: Any) -> Iterator[str]:
    """The texts in a row of JSON: long strings, and tokens, those of all sentences together, as one text."""
    if isinstance(value, str):
        if value.count(" ") >= GRAM - 1:
            yield value
    elif isinstance(value, list):
        tokens = value
        if value and all(isinstance(item, list) for item in value):
            tokens = [word for sentence in value for word in sentence]
        if tokens and all(isinstance(word, str) for word in tokens):
            yield _CLITIC.sub("", " ".join(tokens))
        else:
            for item in value:
                yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def shared_wording(texts: Mapping[str, str], others: Iterable[tuple[str, str]]) -> list[tuple[int, str, str, str]]:
    """Stretches of `GRAM` words or more that a text shares with one of the others, longest first: length, text, other, words.

    >>> shared_wording({"a": "x one two three four five six seven eight y"}, [("b", "One, two, three, four, five, six, seven, eight.")])
    [(8, 'a', 'b', 'one two three four five six seven eight')]
    """
    tokens = {name: words(text) for name, text in texts.items()}
    places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for name, own in tokens.items():
        for at in range(len(own) - GRAM + 1):
            places[tuple(own[at : at + GRAM])].append((name, at))
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for other, text in others:
        theirs = words(text)
        for at in range(len(theirs) - GRAM + 1):
            for name, start in places.get(tuple(theirs[at : at + GRAM]), ()):
                own, length = tokens[name], GRAM
                while start + length < len(own) and at + length < len(theirs) and own[start + length] == theirs[at + length]:
                    length += 1
                found[name, other] = max(found.get((name, other), (0, "")), (length, " ".join(own[start : start + length])))
    return sorted(((length, name, other, said) for (name, other), (length, said) in found.items()), reverse=True)
