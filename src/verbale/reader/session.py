"""The network on ONNX Runtime: windows of pieces in, numbers for each word out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from msgspec import Struct
from numpy.typing import NDArray

from verbale.errors import ReaderError
from verbale.reader.card import GRAPH, VOCABULARY, load_card
from verbale.reader.pieces import Pieces, shape

BATCH_PIECES = 384
"""Pieces a batch, one full window or several short ones: larger batches leave the processor's cache and lose."""
LEAST_WORDS = 4
"""The graph picks the best governors of a word and needs as many places to choose from."""

WORD_MARKS = ("act", "mode", "status", "context", "inside", "party")
"""The marks of acts that are numbers of single words, in the order of the graph's outputs."""
POINTERS = ("actor", "recipient", "speaker", "within", "opens", "closes", "when", "where", "home")
"""What a trigger points to: the heads of its parties, the trigger of the saying around it, the first and last word of its condition, a
word of its time and of its place; and what the head of a party's mention points to: a word that tells the state or body it belongs to."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Marks(Struct):
    """What the network says of one window's W words.

    `ends` [W] logits; `upos`, `tag` [W] label ids; `heads` [W, K] candidate governors in the window, -1 for root, with `head_scores` [W, K]
    and `relations` [W, K, L] label logits; `mention` [W, M] logits; `coreference` [W, W + 1] and `links` [W, W + 1] (last: none);
    `attribution` [W, T] logits; `act`, `mode`, `status`, `context`, `party` logits by the labels of the card, `inside` [W] whether a word
    goes on with the trigger before it; `roles` [R, W, W + 1] scores of words for each word's roles (last: none), by `POINTERS`.
    """

    ends: Floats
    upos: Ints
    tag: Ints
    heads: Ints
    head_scores: Floats
    relations: Floats
    mention: Floats
    coreference: Floats
    attribution: Floats
    links: Floats
    act: Floats
    mode: Floats
    status: Floats
    context: Floats
    inside: Floats
    party: Floats
    roles: Floats


class Session:
    """A loaded model. `threads` is the number of batches that are read side by side, each on a processor thread of its own: for a network
    of this size that is faster than several threads in one batch.

    Raises:
        ReaderError: the model's files are missing, differ from its card, or are no graph of this reader.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self.card = load_card(folder)
        self.pieces = Pieces((folder / VOCABULARY).read_text(encoding="utf-8").splitlines())
        self.threads = threads
        self._threads: ThreadPoolExecutor | None = None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own kinds, which share no base but this
            raise ReaderError(
                f"{folder / GRAPH}: ONNX Runtime cannot load it ({error}). Install the package anew, or onnxruntime>=1.22."
            ) from error

    def run(self, windows: Sequence[tuple[Sequence[str], Sequence[int]]]) -> list[Marks]:
        """The marks of each window, in the order given. A window is its words and their breaks: 1 where a sentence must end, -1 where none
        may, 0 where the network decides."""
        sizes = [sum(len(self.pieces.of(w)) for w in words) + 2 for words, _ in windows]
        found: list[Marks | None] = [None] * len(windows)
        groups = _groups(sizes)

        def read(group: list[int]) -> list[Marks]:
            return self._batch([windows[i] for i in group], max(sizes[i] for i in group))

        batches = map(read, groups) if self.threads == 1 or len(groups) == 1 else self._pool().map(read, groups)
        for group, batch in zip(groups, batches, strict=True):
            for i, marks in zip(group, batch, strict=True):
                found[i] = marks
        return [m for m in found if m is not None]

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.threads)
        return self._threads

    def outputs(self, batch: dict[str, Ints]) -> list[NDArray[Any]]:
        """The graph's outputs for a batch of its inputs."""
        found: list[NDArray[Any]] = self._session.run(None, batch)
        return found

    def _batch(self, windows: list[tuple[Sequence[str], Sequence[int]]], length: int) -> list[Marks]:
        width = max(LEAST_WORDS, *(len(words) for words, _ in windows))
        pieces = np.zeros((len(windows), length), np.int64)
        shapes = np.zeros((len(windows), length), np.int64)
        members = np.full((len(windows), length), -1, np.int64)
        breaks = np.full((len(windows), width), 2, np.int64)
        for row, (words, stops) in enumerate(windows):
            ids, kinds, owners = [self.pieces.cls], [0], [-1]
            for n, word in enumerate(words):
                found, kind = self.pieces.of(word), shape(word)
                ids += found
                kinds += [kind] * len(found)
                owners += [n] * len(found)
            ids.append(self.pieces.sep)
            pieces[row, : len(ids)] = ids
            shapes[row, : len(kinds)] = kinds
            members[row, : len(owners)] = owners
            breaks[row, : len(words)] = stops
        ends, upos, tag, heads, scores, relations, mention, coreference, attribution, links, *acts, roles = self.outputs(
            {"pieces": pieces, "shapes": shapes, "word_of_piece": members, "breaks": breaks}
        )
        upos, tag = upos.argmax(-1), tag.argmax(-1)
        heads = np.where(heads == width, -1, heads)
        found_marks = []
        for row, (words, _) in enumerate(windows):
            n = len(words)
            found_marks.append(
                Marks(
                    ends=ends[row, :n],
                    upos=upos[row, :n],
                    tag=tag[row, :n],
                    heads=heads[row, :n],
                    head_scores=scores[row, :n],
                    relations=relations[row, :n],
                    mention=mention[row, :n],
                    coreference=np.concatenate([coreference[row, :n, :n], coreference[row, :n, width:]], 1),
                    attribution=attribution[row, :n],
                    links=np.concatenate([links[row, :n, :n], links[row, :n, width:]], 1),
                    **{name: scores[row, :n] for name, scores in zip(WORD_MARKS, acts, strict=True)},
                    roles=np.concatenate([roles[row, :, :n, :n], roles[row, :, :n, width:]], 2),
                )
            )
        return found_marks


def _groups(sizes: list[int]) -> list[list[int]]:
    """Indices grouped by like size, so that little is padded."""
    groups: list[list[int]] = []
    for i in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        if groups and sizes[groups[-1][0]] * (len(groups[-1]) + 1) <= BATCH_PIECES:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups
