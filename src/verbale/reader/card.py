"""The card of a trained reader: what it was made of, what its numbers mean, how well it reads; and the check of its files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from verbale.errors import ReaderError
from verbale.reader.attributions import Weights
from verbale.reader.labels import Labels
from verbale.records import Block, Report

GRAPH, VOCABULARY, CARD = "reader.onnx", "vocabulary.txt", "card.json"
"""The files of a model folder."""


class Thresholds(Struct, frozen=True):
    """From what on an event is one, and a party an argument of it; picked on dev, kept on the card.

    `trigger`, `party` and `home` are shares from 0 to 1; the others are logits. Where no party passes for a role, the likeliest is taken
    if its logit is above `only_actor` and so on.
    """

    trigger: float = 0.5
    party: float = 0.5
    actor: float = 0.0
    recipient: float = 0.0
    speaker: float = 0.0
    only_actor: float = -1.5
    only_recipient: float = -1.5
    only_speaker: float = -1.5
    home: float = 0.5

    def of(self, role: str) -> tuple[float, float]:
        """The thresholds of a role's logit: for each party, and for the likeliest where none passes."""
        return getattr(self, role), getattr(self, f"only_{role}")


Calibration = dict[str, tuple[float, float]]
"""For "trigger" and each role (a, b): a mark of logit x is right with a share of 1 / (1 + exp(-(a x + b))), as fitted on dev."""


class Score(Struct, frozen=True):
    """A measured share in per cent, with the 95 % interval of a bootstrap."""

    value: float
    low: float
    high: float


class Sample(Struct, frozen=True):
    """An invented text, its paragraphs parted by blank lines, and the words that the network in 32 bits read in it."""

    text: str
    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]


class Card(Struct, frozen=True):
    """What stands in `card.json`.

    `files` and `data` give the SHA-256 of the model's files and of the training data; `transitions` [from][to] are the attribution
    head's learned scores, in the order of `labels.attribution`, and `weights` what decoding adds to them; `thresholds` say from what on
    there is an act, `calibration` what its marks are worth; `sample` is there to test that a runtime reads as the network did; `tests`
    holds one table a test set.
    """

    name: str
    licence: str
    attributions: tuple[str, ...]
    files: dict[str, str]
    labels: Labels
    transitions: tuple[tuple[float, ...], ...]
    weights: Weights
    thresholds: Thresholds
    calibration: Calibration
    data: dict[str, str]
    start: str
    seed: int
    settings: dict[str, str]
    dev: dict[str, dict[str, float]]
    sample: Sample | None = None
    tests: dict[str, dict[str, Score]] = {}


def paragraphs(text: str) -> Report:
    """A report of a plain text with blank lines between its paragraphs."""
    bounds, at = [], 0
    for part in text.split("\n\n"):
        bounds.append(Block(at, at + len(part), "paragraph"))
        at += len(part) + 2
    return Report("", text, tuple(bounds))


def load_card(folder: Path) -> Card:
    """The card of the model in `folder`, after its files were checked.

    Raises:
        ReaderError: a file is missing, the card is not a card, or a file is not the one that the card describes.
    """
    path = folder / CARD
    if not path.is_file():
        raise ReaderError(
            f"{folder}: no {CARD}; wanted a model folder. Make one with `python -m training.export`, or install the package anew."
        )
    try:
        card = msgspec.json.decode(path.read_bytes(), type=Card)
    except msgspec.MsgspecError as error:
        raise ReaderError(f"{path}: not a reader's card ({error}). Export the model again or install the package anew.") from error
    for name in (GRAPH, VOCABULARY):
        file = folder / name
        if not file.is_file():
            raise ReaderError(f"{file}: missing; the card describes it. Export the model again or install the package anew.")
        found, wanted = hashlib.sha256(file.read_bytes()).hexdigest(), card.files.get(name)
        if found != wanted:
            raise ReaderError(f"{file} has SHA-256 {found}, its card says {wanted}. Export the model again or install the package anew.")
    return card
