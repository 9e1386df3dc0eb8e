"""What one `verbale read` costs from a cold start: a new process, the model loaded, one report read, coded and printed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

LAUNCH = Path(__file__).with_name("launch.py")
READ = (sys.executable, "-c", "from verbale.cli import main; main()", "read")


class Launched(Struct, frozen=True):
    """What `launch.py` tells of one run."""

    status: int
    seconds: float
    megabytes: float
    errors: str


class Start(Struct, frozen=True):
    """Runs of `verbale read` on one report: its words, the median and the longest wall time, and the most memory in MB."""

    words: int
    runs: int
    seconds: float
    longest: float
    megabytes: float


def cold_start(text: str, published: str, runs: int = 5, command: Sequence[str] = READ) -> Start:
    """`command FILE --published DAY`, run one after another. The files of verbale are in the system's cache from the second run on.

    Raises:
        RuntimeError: a run failed; the message has what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(text, encoding="utf-8")
        found = [launch([*command, str(report), "--published", published]) for _ in range(runs)]
    return Start(
        words=len(text.split()),
        runs=runs,
        seconds=statistics.median(one.seconds for one in found),
        longest=max(one.seconds for one in found),
        megabytes=max(one.megabytes for one in found),
    )


def launch(command: Sequence[str]) -> Launched:
    """Run a program once."""
    told = subprocess.run([sys.executable, "-I", "-S", str(LAUNCH), *command], capture_output=True, check=True).stdout
    found = msgspec.json.decode(told, type=Launched)
    if found.status:
        raise RuntimeError(f"{' '.join(command)} left with status {found.status}; make it run first: {found.errors.strip()[-2000:]}")
    return found
