"""When, where and on what condition: the circumstances that hang on an act."""

from __future__ import annotations

from datetime import date

from verbale.coding.cast import Cast
from verbale.coding.syntax import Syntax
from verbale.coding.times import Time, find_times
from verbale.reading import Event
from verbale.records import Span


class Circumstances:
    """Looks up times and places of events in one reading."""

    def __init__(self, syntax: Syntax, cast: Cast, text: str, published: date | None) -> None:
        self.syntax, self.cast, self.text, self.published = syntax, cast, text, published
        self._times: dict[tuple[int, bool], tuple[Time, ...]] = {}

    def when(self, event: Event, ahead: bool) -> Time | None:
        """The phrase of time that the event points into; `ahead` says that it lies in the future of the report."""
        if event.when < 0:
            return None
        word = self.syntax.words[event.when]
        key = word.sentence, ahead
        if key not in self._times:
            sentence = self.syntax.reading.sentences[word.sentence]
            self._times[key] = tuple(find_times(self.text, sentence.start, sentence.end, self.published, ahead))
        return next((time for time in self._times[key] if time.start < word.end and word.start < time.end), None)

    def where(self, event: Event) -> Span | None:
        """The place phrase that the event points to, without its preposition."""
        if event.where < 0:
            return None
        first, last = self.cast.nouns.core(event.where)
        while first < last - 1 and self.syntax.words[first].upos in ("ADP", "SCONJ"):
            first += 1
        return Span(self.syntax.words[first].start, self.syntax.words[last - 1].end)
