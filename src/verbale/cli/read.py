"""`verbale read`: reports in, acts out."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.interrupts import held
from verbale.cli.messages import DEBUG, Bar, complain
from verbale.cli.outputs import Folder, Format, Output, standard_output
from verbale.errors import CodebookError, VerbaleError

if TYPE_CHECKING:
    from verbale.codebook import Parties
    from verbale.pipeline import Coder
    from verbale.records import Record, Report
    from verbale.reports import Unread

HELP = """Read reports and print who did what to whom, on whose word.

PATHS are files (plain text, HTML pages, JSON lines with "text", "published", "title", "outlet", "url"), folders of them, or - for
standard input.

\b
Examples:
  verbale read report.txt --published 2005-05-24
  verbale read report.txt --explain
  verbale read page.html *.txt reports.jsonl --format html > acts.html
  cat report.txt | verbale read - --format json | jq .acts
  verbale read reports/ --format json --out coded/
  verbale read report.txt --parties my.yaml

\b
Exit status:
  0  everything was read        2  wrong usage
  1  something was not, see standard error; everything else was
"""


def _day(written: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise typer.BadParameter(f"{written!r} is not a day; write year-month-day, as in 2005-05-24.")


def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Files, folders, or - for standard input.", show_default=False)],
    published: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar="YYYY-MM-DD",
            help="Day of publication of every report given, even if it tells another; relative dates count from it.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How acts are written.", case_sensitive=False)] = Format.table,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write into this folder, one file a report.", show_default=False),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell why each act was coded, and why a sentence has none (json and jsonl always do).")
    ] = False,
    parties: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Parties of your own (YAML); may be repeated.", show_default=False),
    ] = None,
) -> None:
    """The command; raises `typer.Exit` with its exit status."""
    from verbale.reports import expand

    work = _Work(expand(paths), published, tuple(parties or ()), form, out, explain)
    try:
        work.do()
    except KeyboardInterrupt:
        told = "1 report is written" if work.written == 1 else f"{work.written:,} reports are written"
        print(f"verbale: stopped; {told}", file=sys.stderr)
        raise typer.Exit(130) from None
    raise typer.Exit(1 if work.failed else 0)


class _Work:
    """One run over all inputs. `written` counts the reports that are written, `failed` the inputs and reports that could not be."""

    def __init__(
        self,
        inputs: Sequence[Path | Unread | None],
        published: date | None,
        parties: tuple[Path, ...],
        form: Format,
        out: Path | None,
        explain: bool,
    ) -> None:
        self._inputs = inputs
        self._published = published
        self._parties = self._load(parties)
        self._form = form
        self._explain = explain
        self._output: Output | None = (
            Folder(out, form, explain, (path for path in inputs if isinstance(path, Path))) if out is not None else None
        )
        self._bar = Bar(len(inputs), allowed=out is not None or not sys.stdout.isatty())
        self._coder: Coder | None = None
        self._several = len(inputs) > 1
        self.written = 0
        self.failed = 0

    def do(self) -> None:
        """Read, code and write everything."""
        with self._bar:
            try:
                for done, place in enumerate(self._inputs):
                    for report, name in self._reports(place):
                        record = self._code(report)
                        if record is not None:
                            self._write(record, name)
                        self._bar.now(self.written, done)
                    self._bar.now(self.written, done + 1)
            finally:
                with held():
                    self._close()

    @staticmethod
    def _load(parties: tuple[Path, ...]) -> Parties | None:
        if not parties:
            return None
        from verbale.codebook import load_parties

        try:
            return load_parties().extended(parties)
        except CodebookError as error:
            raise typer.BadParameter(f"{error}.", param_hint="'--parties'") from error

    def _reports(self, place: Path | Unread | None) -> Iterator[tuple[Report, str]]:
        """The reports of one input (None: standard input), each with a name for its file; what cannot be read is complained of."""
        from verbale.reports import Unread, read_source

        stem = place.stem if isinstance(place, Path) else "stdin"
        try:
            items = iter([place]) if isinstance(place, Unread) else read_source(place, published=self._published)
            head = list(islice(items, 2))
            many = len(head) > 1
            self._several = many or len(self._inputs) > 1
            for item in chain(head, items):
                if isinstance(item, Unread):
                    self._complain(f"{item.source}: {item.problem}")
                else:
                    yield item, _name(stem, item.id, many)
        except Exception as error:
            self._fault(str(place or "standard input"), error)

    def _code(self, report: Report) -> Record | None:
        if self._coder is None:
            # The model is loaded for the first report, so that a wrong path is told at once.
            from verbale.pipeline import Coder

            self._coder = Coder(self._parties)
        try:
            return self._coder.code(report)
        except Exception as error:
            self._fault(report.id, error)
            return None

    def _write(self, record: Record, name: str) -> None:
        if self._output is None:
            self._output = standard_output(self._form, self._several, self._explain)
        with held():
            self._output.take(record, name)
            self.written += 1

    def _close(self) -> None:
        if self._output is None and self._several:
            self._output = standard_output(self._form, True, self._explain)  # so that a list of nothing is a list
        if self._output is not None:
            self._output.close()

    def _fault(self, what: str, error: Exception) -> None:
        if os.environ.get(DEBUG):
            traceback.print_exception(error)
        if isinstance(error, VerbaleError):
            self._complain(f"{what}: {error}")
        else:
            self._complain(f"{what}: {type(error).__name__}: {error}; left out, please report this fault of verbale ({DEBUG}=1 shows more)")

    def _complain(self, message: str) -> None:
        self.failed += 1
        complain(message)


def _name(stem: str, id: str, many: bool) -> str:
    """NAME, or NAME-ID for one of several reports in one input; an id that tells the name already does not repeat it."""
    if not many:
        return stem
    return id if id.startswith(stem) else f"{stem}-{id}"
