"""What the program tells about its work, on standard error: complaints, and how far it has come."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verbale.pages.cells import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DEBUG = "VERBALE_DEBUG"
"""The environment variable that makes the program show the tracebacks of unexpected errors."""


def complain(message: str) -> None:
    """One clear line on standard error."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(f"verbale: error: {clean(message, encoding)}", file=sys.stderr, flush=True)


class Bar:
    """A progress bar on standard error, where that is a terminal: over `total` inputs, or, for a single one, over its reports once
    there are several, whose number nobody knows. Rich is loaded only when the bar is shown.
    """

    def __init__(self, total: int, allowed: bool) -> None:
        self._total = total
        self._allowed = allowed and sys.stderr.isatty()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._total > 1:
            self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()

    def now(self, read: int, inputs: int) -> None:
        """So many reports have been read, and so many inputs are done."""
        if read > 1:
            self._start()
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=inputs, description=f"{read:,} reports")

    def _start(self) -> None:
        if not self._allowed or self._progress is not None:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        end = (MofNCompleteColumn(), TimeRemainingColumn()) if self._total > 1 else (TimeElapsedColumn(),)
        self._progress = Progress(
            TextColumn("reading"), BarColumn(), *end, TextColumn("{task.description}"), console=Console(stderr=True), transient=True
        )
        self._task = self._progress.add_task("", total=self._total if self._total > 1 else None)
        self._progress.start()
