"""How fast and how large verbale is on this machine.

    python -m bench [--sentences N] [--json]

One process; the network uses two threads. The texts are the project's own reports with parties swapped at random; each pass reads its own.
Speeds depend on the machine and on what else it does: compare figures of one run, such as reading with the bare network.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import msgspec
import onnxruntime
from msgspec import Struct

from bench.size import Package, installed
from bench.stages import STAGES, Pass, peak_memory, read_and_code, read_only
from bench.start import Start, cold_start
from bench.texts import samples, words_of
from verbale.pipeline import Coder

THREADS = 2
WORDS = 500
LARGEST = 5


class Speed(Struct, frozen=True):
    """One pass over the sentences. `times_bare_network` is its time over that of the ONNX session alone, within the same pass."""

    sentences: int
    sentences_per_second: float
    times_bare_network: float
    slowest_stage: str


class Share(Struct, frozen=True):
    """A stage's seconds, and its share of a pass in per cent."""

    stage: str
    reading_seconds: float
    reading_percent: float
    both_seconds: float
    both_percent: float


class Bench(Struct, frozen=True):
    """All that is measured. Memory and disk in MB."""

    processors: int
    load_before: float | None
    threads: int
    onnxruntime: str
    speed: dict[str, Speed]
    stages: tuple[Share, ...]
    peak_memory: float | None
    cold_start: Start
    installed: float
    largest_packages: tuple[Package, ...]


def measure(sentences: int) -> Bench:
    """Run everything. The cold start comes first, while nothing else of ours runs."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    first, second, warm = samples(sentences, seed=1), samples(sentences, seed=2), samples(1, seed=3)
    start = cold_start(words_of(samples(100, seed=4), WORDS), first[0].published.isoformat())
    coder = Coder(threads=THREADS)
    read_and_code(coder, warm)
    reading, both = read_only(coder, first), read_and_code(coder, second)
    packages = installed()
    return Bench(
        processors=_processors(),
        load_before=load,
        threads=THREADS,
        onnxruntime=onnxruntime.__version__,
        speed={"reading": _speed(reading), "reading and coding": _speed(both)},
        stages=tuple(_share(name, reading, both) for name in (*STAGES, "other")),
        peak_memory=peak_memory(),
        cold_start=start,
        installed=sum(one.megabytes for one in packages),
        largest_packages=tuple(packages[:LARGEST]),
    )


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _speed(done: Pass) -> Speed:
    return Speed(done.sentences, round(done.rate, 1), round(done.seconds / done.stages["ONNX session"], 2), done.slowest)


def _share(name: str, reading: Pass, both: Pass) -> Share:
    alone, together = reading.stages.get(name, 0.0), both.stages.get(name, 0.0)
    return Share(
        name, round(alone, 3), round(100 * alone / reading.seconds, 1), round(together, 3), round(100 * together / both.seconds, 1)
    )


def show(found: Bench) -> str:
    """The figures as text."""
    load = "" if found.load_before is None else f", load {found.load_before:.1f} before it began"
    lines = [f"one process, {found.threads} threads, {found.processors} processors{load}, ONNX Runtime {found.onnxruntime}", ""]
    lines.append(f"{'':20}{'sentences':>10}{'a second':>10}{'x network':>11}  slowest stage")
    for name, speed in found.speed.items():
        numbers = f"{speed.sentences:10,}{speed.sentences_per_second:10,.0f}{speed.times_bare_network:11.2f}"
        lines.append(f"{name:20}{numbers}  {speed.slowest_stage}")
    lines += ["", f"{'seconds (share)':20}{'reading':>16}{'reading and coding':>22}"]
    for one in found.stages:
        alone, together = f"{one.reading_seconds:.2f} ({one.reading_percent:4.1f} %)", f"{one.both_seconds:.2f} ({one.both_percent:4.1f} %)"
        lines.append(f"{one.stage:20}{alone:>16}{together:>22}")
    start = found.cold_start
    lines.append("")
    if found.peak_memory is not None:
        lines.append(f"peak memory of this process    {found.peak_memory:6.0f} MB")
    spread = f"median of {start.runs}, longest {start.longest:.2f}"
    lines.append(f"verbale read, {start.words} words, cold {start.seconds:6.2f} s ({spread}), {start.megabytes:.0f} MB")
    largest = ", ".join(f"{one.package} {one.megabytes:.0f}" for one in found.largest_packages)
    lines.append(f"installed                      {found.installed:6.0f} MB ({largest}, …)")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sentences", type=int, default=2000, metavar="N", help="at least so many in each pass (default: %(default)s)")
    ask.add_argument("--json", action="store_true", help="print the same figures as JSON")
    args = ask.parse_args(arguments)
    if args.sentences < 1:
        ask.error(f"--sentences {args.sentences}: wanted 1 or more")
    try:
        found = measure(args.sentences)
    except (RuntimeError, OSError) as fault:
        print(f"error: {fault}", file=sys.stderr)
        raise SystemExit(1) from fault
    print(msgspec.json.format(msgspec.json.encode(found)).decode() if args.json else show(found))


if __name__ == "__main__":
    main()
