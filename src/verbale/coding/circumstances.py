"""When, where and on what condition: the circumstances that hang on an act."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from verbale.coding.cast import Cast
from verbale.coding.drafts import Draft
from verbale.coding.syntax import Syntax
from verbale.coding.times import Time, find_times
from verbale.records import Span

PLACE_CASES = frozenset("in at near outside inside across around on along into to from over throughout".split())


class Dated(Struct, frozen=True):
    """A phrase of time and the word of the sentence that it hangs on."""

    time: Time
    word: int


class Circumstances:
    """Looks up times and places of acts in one reading."""

    def __init__(self, syntax: Syntax, cast: Cast, text: str, published: date | None) -> None:
        self.syntax, self.cast, self.text, self.published = syntax, cast, text, published
        self._times: dict[int, list[Dated]] = {}

    def _of_sentence(self, n: int, future: bool) -> list[Dated]:
        key = 2 * n + future
        if key not in self._times:
            sentence = self.syntax.reading.sentences[n]
            found = []
            for time in find_times(self.text, sentence.start, sentence.end, self.published, future):
                inside = [k for k in range(sentence.first, sentence.last) if time.start <= self.syntax.words[k].start < time.end]
                if inside:
                    found.append(Dated(time, max((k for k in inside if self.syntax.words[k].head not in inside), default=inside[-1])))
            self._times[key] = found
        return self._times[key]

    def when(self, draft: Draft, taken: dict[int, int]) -> Time | None:
        """The phrase of time that hangs on the act's word, on the verb that carries it, or inside its own phrase.

        `taken` maps the words of all acts to their draft's word: a phrase goes to the nearest act above it.
        """
        n = self.syntax.words[draft.word].sentence
        ahead = draft.status in ("planned", "wanted", "conditional", "possible") and self.syntax.words[draft.word].tag != "VBD"
        for dated in self._of_sentence(n, ahead):
            at = dated.word
            owner = taken.get(at)
            for a in self.syntax.ancestors(at):
                if owner is not None:
                    break
                owner = taken.get(a)
                if owner is None and self.syntax.words[a].upos in ("VERB", "AUX"):
                    # a light verb carries its object's time: "talks were held Monday"
                    owner = next((taken[c] for c in self.syntax.of(a, "obj", "nsubj:pass", "xcomp") if c in taken), None)
                    if owner is None and self.syntax.rel(a) not in ("xcomp", "ccomp", "conj"):
                        break
            if owner == draft.word:
                return dated.time
        first = self.syntax.words[draft.word].head
        if (
            self.syntax.rel(draft.word) == "conj"
            and first >= 0
            and not self.syntax.of(draft.word, "nsubj")
            and self.syntax.words[first].upos == "VERB"
        ):
            # "said on Sunday … and insisted": one time for both
            for dated in self._of_sentence(n, ahead):
                if self.syntax.words[dated.word].head == first and dated.word < draft.word:
                    return dated.time
        return None

    def where(self, draft: Draft) -> Span | None:
        """The place phrase that hangs on the act, without its preposition."""
        holders = [draft.word, *(draft.sighting.objects if draft.sighting is not None and draft.sighting.fixed else ())]
        for holder in holders:
            for c in self.syntax.children[holder]:
                if self.syntax.rel(c) in ("obl", "nmod") and self.syntax.case(c) in PLACE_CASES and self._is_place(c):
                    if draft.saying and self.syntax.case(c) in ("on", "to"):
                        continue
                    if any(s.head == c for s in draft.recipients if s.party.sector not in ("GOV", "")):
                        continue
                    first, last = self.cast.nouns.core(c)
                    while first < last - 1 and self.syntax.words[first].upos in ("ADP", "SCONJ"):
                        first += 1
                    return Span(self.syntax.words[first].start, self.syntax.words[last - 1].end)
        return None

    def _is_place(self, c: int) -> bool:
        found = self.cast.nouns.found.get(c)
        mention = self.cast.nouns.mention.get(c)
        if found is not None and found.form in ("region", "capital", "name") and len(found.known.country) == 3:
            return found.known.country not in ("UNO", "IGO", "EUR", "NGO", "MNC", "IMG") and found.known.sector in ("", "GOV")
        return mention is not None and mention.type == "place" and self.syntax.words[c].upos in ("PROPN", "NOUN")

    def span(self, head: int) -> Span:
        """The stretch of text of a clause, without a comma at its edges."""
        words = list(self.syntax.subtree(head))
        while len(words) > 1 and self.syntax.words[words[0]].upos == "PUNCT" and self.syntax.words[words[0]].text not in ('"', "“"):
            words.pop(0)
        while len(words) > 1 and self.syntax.words[words[-1]].upos == "PUNCT" and self.syntax.words[words[-1]].text not in ('"', "”", ")"):
            words.pop()
        at = words[0]
        if at > 0 and self.syntax.words[at - 1].text.lower() == "only":
            at -= 1
        return Span(self.syntax.words[at].start, self.syntax.words[words[-1]].end)
