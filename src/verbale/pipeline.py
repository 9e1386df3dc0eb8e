"""The whole path for one report or many: report, reading, acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import tee
from pathlib import Path

from verbale.codebook.parties import Parties, load_parties
from verbale.coding import code
from verbale.reader import Reader
from verbale.records import Record, Report
from verbale.reports import from_text


class Coder:
    """Reads and codes reports with one loaded model. `parties` default to the shipped ones; `threads` are those of the model."""

    def __init__(self, parties: Parties | None = None, threads: int = 2) -> None:
        self.parties = parties if parties is not None else load_parties()
        self.reader = Reader(threads=threads)

    def code(self, report: Report) -> Record:
        """The record of one report."""
        return code(self.reader.read(report), report, self.parties)

    def code_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        """The records of many reports, in order. Faster than one at a time, since the model reads several together."""
        ahead, behind = tee(reports)
        for reading, report in zip(self.reader.read_many(ahead), behind, strict=True):
            yield code(reading, report, self.parties)


@cache
def _coder(parties: tuple[Path, ...]) -> Coder:
    return Coder(load_parties().extended(parties) if parties else None)


def read(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    parties: Sequence[Path] = (),
) -> Record:
    """Read and code one report given as plain text.

    `published` is the publication date, from which relative dates are counted; without it, a date line or dateline in the text is used.
    `parties` are YAML files of your own parties. Offsets in the record count characters of `text`. The model is loaded once.

    >>> record = read("Norland accused Ostania of shelling Brenn.", parties=[Path("examples/parties.yaml")])
    >>> [(act.type, act.actors[0].name) for act in record.acts]
    [('ACCUSE', 'Norland'), ('ASSAULT', 'Ostania')]
    """
    return _coder(tuple(parties)).code(from_text(text, published=published, title=title, outlet=outlet, url=url))
