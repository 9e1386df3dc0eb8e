"""Sentences a second of reading and of reading + coding, and where the time goes, on many reports read together (`Coder.code_many`)."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from msgspec import Struct

from bench.texts import Sample
from verbale import pipeline
from verbale.pipeline import Coder
from verbale.records import Report
from verbale.reports import from_text

STAGES = ("report cleaning", "words and windows", "ONNX session", "decoding", "party finding", "coding")
OTHER = "other"
Item = TypeVar("Item")


class Pass(Struct, frozen=True):
    """One pass over the texts: its sentences, its wall time, and the seconds spent in each stage (and in none of them)."""

    sentences: int
    seconds: float
    stages: dict[str, float]

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds

    @property
    def slowest(self) -> str:
        """The stage that takes most of the time."""
        return max(self.stages, key=lambda name: self.stages[name])


class Stopwatch:
    """Seconds by stage. A stage inside another one counts for itself alone."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        self._clock = clock
        self._running = [OTHER]
        self._since = clock()

    def _switch(self) -> None:
        now = self._clock()
        name = self._running[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what happens inside for a stage."""
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, counted for a stage."""

        def counted(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                return work(*given, **named)

        return counted

    def stop(self) -> dict[str, float]:
        """The seconds so far."""
        self._switch()
        return dict(self.seconds)


@contextmanager
def watched(coder: Coder, watch: Stopwatch) -> Generator[None]:
    """Has the coder's steps counted while the context lasts."""
    reader = coder.reader
    places: list[tuple[Any, str, str]] = [
        (reader, "draft", "words and windows"),
        # What is left of a run without the network is making its batches: pieces, shapes, padding.
        (reader.session, "run", "words and windows"),
        (reader.session, "outputs", "ONNX session"),
        (reader.decoder, "decode", "decoding"),
        (reader.decoder.tags, "best", "decoding"),
        (coder.parties, "find", "party finding"),
        (pipeline, "code", "coding"),
    ]
    with ExitStack() as stack:
        for owner, name, stage in places:
            stack.enter_context(patch.object(owner, name, watch.timed(stage, getattr(owner, name))))
        yield


def read_only(coder: Coder, samples: Sequence[Sample]) -> Pass:
    """Text to readings."""
    return _pass(coder, samples, coder.reader.read_many, "reading")


def read_and_code(coder: Coder, samples: Sequence[Sample]) -> Pass:
    """Text to records."""
    return _pass(coder, samples, coder.code_many, "reading and coding")


def _pass(coder: Coder, samples: Sequence[Sample], work: Callable[[Iterable[Report]], Iterable[object]], task: str) -> Pass:
    watch = Stopwatch()
    clean = watch.timed("report cleaning", from_text)
    with watched(coder, watch):
        begun = time.perf_counter()
        reports = (clean(s.text, published=s.published) for s in samples)
        count = sum(1 for _ in shown(work(reports), len(samples), task))
        seconds = time.perf_counter() - begun
    if count != len(samples):
        raise RuntimeError(f"{task}: {len(samples)} reports went in and {count} came out; what was measured is not the whole work")
    return Pass(sum(s.sentences for s in samples), seconds, watch.stop())


def shown(items: Iterable[Item], total: int, task: str) -> Iterator[Item]:
    """The items, with a progress bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, total=total, description=task, console=Console(stderr=True), transient=True)


def peak_memory() -> float | None:
    """The most memory that this process has held, in MB; None where the system does not tell.

    From /proc and not from `getrusage`, whose figure a program inherits from the one that started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6
