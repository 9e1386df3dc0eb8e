"""Words into windows that the network can read at once, and the windows' answers back into one row of words.

A window holds whole sentences, as far as their marks tell before reading, and begins with a few sentences of the window before
it, so that what a sentence leans on is seen. Where two windows overlap, the place at which the later one takes over is chosen after
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from verbale.reader.breaks import FINAL, MUST
from verbale.reader.words import Token

Flags = NDArray[np.bool_]

LIMIT = 382
"""Pieces of a window with its [CLS], as in training; the closing [SEP] comes on top."""
CONTEXT = 64
"""Pieces of the window before that are read again, at most."""

PAUSES = ((";", ":"), ("--", "—", "–", "-", ")", "]"), (",",))
"""Where a sentence too long for one window is cut, best first, after marks that end sentences."""


class Stretch(Struct, gc=False):
    """Words `[first, last)` that are never parted; `sure`: a sentence ends with them, else they were cut by force."""

    first: int
    last: int
    pieces: int
    sure: bool


class Window(Struct):
    """Words `[first, last)` read at once. `fresh` is where the words begin that no window before it reads."""

    first: int
    last: int
    fresh: int
    sure: bool
    pieces: int


class Part(Struct, gc=False):
    """Words `[first, last)` as window number `window` reads them; `ends`: a sentence ends with the last of them."""

    window: int
    first: int
    last: int
    ends: bool


def plan(
    tokens: Sequence[Token], breaks: Sequence[int], size: Callable[[str], int], limit: int = LIMIT, context: int = CONTEXT
) -> list[Window]:
    """The windows that cover `tokens`. `breaks` is 1 where a sentence must end, at the last word too; `size` gives a word's pieces."""
    stretches = _stretches(tokens, breaks, [size(t.text) for t in tokens], limit - 1)
    windows: list[Window] = []
    begin = fresh = 0
    while fresh < len(stretches):
        total = 1 + sum(s.pieces for s in stretches[begin:fresh])
        end = fresh
        while end < len(stretches) and total + stretches[end].pieces <= limit:
            total += stretches[end].pieces
            end += 1
        last = stretches[end - 1]
        windows.append(Window(stretches[begin].first, last.last, stretches[fresh].first, last.sure, total + 1))
        begin = fresh = end
        if end < len(stretches):
            room = min(context, limit - 1 - stretches[end].pieces)
            while begin > 0 and stretches[begin - 1].pieces <= room and stretches[begin - 1].sure:
                begin -= 1
                room -= stretches[begin].pieces
    return windows


def _stretches(tokens: Sequence[Token], breaks: Sequence[int], sizes: list[int], limit: int) -> list[Stretch]:
    """The words between breaks, those of more than `limit` pieces cut up."""
    found: list[Stretch] = []
    start = 0
    for i, stop in enumerate(breaks):
        if stop == MUST:
            total = sum(sizes[start : i + 1])
            if total <= limit:
                found.append(Stretch(start, i + 1, total, True))
            else:
                found += _cut(tokens, sizes, start, i + 1, limit)
            start = i + 1
    return found


def _cut(tokens: Sequence[Token], sizes: list[int], start: int, end: int, limit: int) -> list[Stretch]:
    """Parts of at most `limit` pieces of a stretch that is longer; each as long as can be up to the best mark in its last two thirds."""
    parts: list[Stretch] = []
    while start < end:
        total, stop = 0, start
        while stop < end and total + sizes[stop] <= limit:
            total += sizes[stop]
            stop += 1
        if stop < end:
            stop = _best_mark(tokens, start, stop)
        parts.append(Stretch(start, stop, sum(sizes[start:stop]), stop == end))
        start = stop
    return parts


def _best_mark(tokens: Sequence[Token], start: int, stop: int) -> int:
    least = start + (stop - start) // 3
    for marks in (FINAL, *PAUSES):
        for i in range(stop - 1, least, -1):
            if tokens[i].text in marks:
                return i + 1
    return stop


def join(windows: Sequence[Window], ends: Sequence[Flags]) -> list[Part]:
    """Which window decides on which words; the parts cover all words once, in order.

    `ends` holds for each window whether it ends a sentence after each of its words. In an overlap the later window takes over at a sentence
    end that both see, as near as can be to the middle, so that each sentence is read with most of what stands around it.
    """
    parts: list[Part] = []
    start = 0
    for n, window in enumerate(windows):
        stop, closed = window.last, window.sure
        if n + 1 < len(windows):
            after = windows[n + 1]
            stop = _takeover(window, after, ends[n], ends[n + 1], start)
            closed = bool(ends[n][stop - 1 - window.first]) if stop < window.last else window.sure or bool(ends[n][-1])
        if stop > start:
            parts.append(Part(n, start, stop, closed))
        start = stop
    return parts


def _takeover(window: Window, after: Window, ends: Flags, later: Flags, start: int) -> int:
    """The first word that the later window decides on."""
    middle = (after.first + window.last) / 2
    best, distance = window.last, float("inf")
    for at in range(max(after.first, start + 1), window.last + 1):
        here = at == window.last or ends[at - 1 - window.first]
        there = at == after.first or later[at - 1 - after.first]
        if here and there and abs(at - middle) < distance:
            best, distance = at, abs(at - middle)
    return best
