"""Report to reading: a small neural reader that runs on any CPU.

    from verbale.reader import load_reader

    reading = load_reader().read(report)

One pass of the network over a report's headlines and paragraphs gives sentence ends, parts of speech, trees, mentions and attributions.
The modules in the order of the data: `words`, `breaks`, `windows`, `session`, `decoding` (with `trees`, `grammar`, `lemmas`, `mentions`,
`attributions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from verbale.reader.breaks import breaks
from verbale.reader.decoding import Decoder, Draft, View
from verbale.reader.session import Session
from verbale.reader.windows import plan
from verbale.reader.words import Passage, passages
from verbale.reading import Reading
from verbale.records import Report

__all__ = ["Reader", "load_reader"]

MODEL = Path(__file__).parent / "model"
"""The folder of the model that comes with the package."""
AHEAD = 32
"""Windows read together by `read_many`, so that windows of like length share a batch."""


class Reader:
    """Reads reports with one loaded model. `model` is a model folder (default: the one that comes with the package), `threads` the
    processor threads that the network uses.

    Raises:
        ReaderError: the model's files are missing or not those that its card describes.
    """

    def __init__(self, model: Path | None = None, threads: int = 2) -> None:
        self.session = Session(model if model is not None else MODEL, threads)
        self.decoder = Decoder(self.session.card)

    @classmethod
    def on(cls, session: Session) -> Reader:
        """A reader on a session that is already there, such as one that runs the network in another way."""
        reader = cls.__new__(cls)
        reader.session, reader.decoder = session, Decoder(session.card)
        return reader

    def read(self, report: Report) -> Reading:
        """The reading of one report; empty for a report without a headline or paragraph."""
        return next(self.read_many([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The readings of many reports, in order. Faster than one at a time, since their windows are read together."""
        drafts: list[Draft] = []
        waiting = 0
        for report in reports:
            drafts.append(self.draft(passages(report)))
            waiting += len(drafts[-1].windows)
            if waiting >= AHEAD:
                yield from self.decode(drafts)
                drafts, waiting = [], 0
        yield from self.decode(drafts)

    def draft(self, found: list[Passage], stops: list[int] | None = None) -> Draft:
        """The windows over words of passages. `stops`, one a word, says where sentences must (1) or must not (-1) end; else marks tell."""
        tokens = [t for p in found for t in p.tokens]
        if stops is None:
            stops = [stop for p in found for stop in breaks(p.tokens)]
        of = self.session.pieces.of
        return Draft(found, tokens, plan(tokens, stops, lambda word: len(of(word))), stops)

    def decode(self, drafts: list[Draft]) -> Iterator[Reading]:
        """The readings of drafts, whose windows are read together."""
        for draft, views in zip(drafts, self.views(drafts), strict=True):
            yield self.decoder.decode(draft, views)

    def views(self, drafts: list[Draft]) -> list[list[View]]:
        """What the windows of each draft say."""
        inputs = [window for draft in drafts for window in draft.inputs()]
        found: list[View] = []
        for start in range(0, len(inputs), AHEAD):
            some = inputs[start : start + AHEAD]
            found += self.decoder.views(self.session.run(some), some)
        each = iter(found)
        return [[next(each) for _ in draft.windows] for draft in drafts]


@cache
def load_reader() -> Reader:
    """The reader that comes with the package, loaded once."""
    return Reader()
