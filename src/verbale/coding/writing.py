"""Drafts to records: acts with ids and offsets, the evidence of each, and why a sentence has none."""

from __future__ import annotations

from verbale.coding.circumstances import Circumstances
from verbale.coding.drafts import Draft
from verbale.coding.sides import HANDS_ON, Side, keys, names, same_side
from verbale.coding.voices import Sources
from verbale.reading import Reading
from verbale.records import Act, Evidence, Party, Record, Report, Silence, Span, Trigger, When


class Writing:
    """Freezes the drafts of one reading."""

    def __init__(self, reading: Reading, report: Report, circumstances: Circumstances, sources: Sources) -> None:
        self.reading, self.report, self.text, self.words = reading, report, report.text, reading.words
        self.circumstances, self.sources = circumstances, sources

    def record(self, drafts: list[Draft]) -> Record:
        """The record: acts of all drafts that are kept, in text order, with evidence, and a reason for each sentence without acts."""
        kept = sorted((d for d in drafts if not d.dropped), key=lambda d: (self.words[d.first].start, d.last))
        ids = {id(d): f"a{n}" for n, d in enumerate(kept, 1)}
        body = [n for n, s in enumerate(self.reading.sentences) if s.kind == "paragraph"]
        number = {n: k for k, n in enumerate(body)}
        taken: dict[int, int] = {}
        for d in sorted(kept, key=lambda d: d.sighting is None):
            for k in range(d.first, d.last):
                taken.setdefault(k, d.word)
        for d in kept:
            # the time of a plain saying that what it says replaced: "said Thursday that Norland must …"
            if d.sighting is None and d.voices and d.voices[-1].dropped:
                taken.setdefault(d.voices[-1].word, d.word)
        acts, evidence = [], []
        for d in kept:
            act, proof = self._act(d, ids, number, taken)
            acts.append(act)
            evidence.append(proof)
        sentences = tuple(Span(self.reading.sentences[n].start, self.reading.sentences[n].end) for n in body)
        busy = {act.sentence for act in acts}
        silences = [Silence(k, self._silence(n, drafts)) for n, k in number.items() if k not in busy]
        return Record(self.report, sentences, tuple(acts), tuple(evidence), tuple(silences))

    def _act(self, d: Draft, ids: dict[int, str], number: dict[int, int], taken: dict[int, int]) -> tuple[Act, Evidence]:
        start, end = self.words[d.first].start, self.words[d.last - 1].end
        speakers = self._speakers(d)
        within = next((ids[id(v)] for v in reversed(d.voices) if id(v) in ids and v is not d), None)
        condition = self.circumstances.span(d.condition) if d.condition is not None else None
        time = self.circumstances.when(d, taken)
        place = self.circumstances.where(d)
        about = ""
        content: tuple[Span, ...] = ()
        if d.saying and d.region:
            inside = sorted(d.region)
            content = (Span(self.words[inside[0]].start, self.words[inside[-1]].end),)
            about = self.text[content[0].start : content[0].end].strip(" ,") if len(inside) < 60 else ""
        key = ids[id(d)]

        def records(sides: tuple[Side, ...]) -> tuple[Party, ...]:
            return tuple(s.party for s in sides)

        act = Act(
            id=key,
            sentence=number[self.words[d.word].sentence],
            trigger=Trigger(self.text[start:end], start, end),
            type=d.type,
            mode=d.mode,
            actors=records(d.actors),
            recipients=records(d.recipients),
            status=d.status,
            speakers=records(speakers),
            within=within,
            about=about,
            condition=self.text[condition.start : condition.end] if condition else None,
            when=When(self.text[time.start : time.end], time.value) if time is not None else None,
            where=self.text[place.start : place.end] if place is not None else None,
        )
        when = Span(time.start, time.end) if time is not None else None
        spans = [tuple(s.span for s in sides) for sides in (d.actors, d.recipients, speakers)]
        return act, Evidence(key, spans[0], spans[1], spans[2], content, condition, when, place, tuple(d.reasons), d.inferred)

    def _speakers(self, d: Draft) -> tuple[Side, ...]:
        """Who vouches for the act, outermost first; of an act of saying, its own speaker is left to `actors`."""
        chain: list[Side] = list(self.sources.of(d.word))
        for n, voice in enumerate(d.voices):
            inner = [*d.voices[n + 1 :], d]
            own = d.saying and d.status == "actual" and names(voice.actors) == names(d.actors)
            mutual = voice.type == "AGREE" and len(keys(voice.actors)) > 1
            if own or mutual or any(_anothers(e, voice) for e in inner):
                continue
            handed_on = voice.recipients if voice.sighting is not None and voice.sighting.cue.lemma in HANDS_ON else ()
            chain += [s for s in voice.actors + handed_on if all(s.party.name != c.party.name for c in chain)]
        return tuple(chain)

    def _silence(self, n: int, drafts: list[Draft]) -> str:
        here = [d for d in drafts if self.words[d.word].sentence == n and d.dropped]
        if here:
            return "; ".join(f"{self.words[d.word].text!r} ({d.type}): {d.dropped}" for d in here)
        return "no cue of the codebook"


def _anothers(inner: Draft, outer: Draft) -> bool:
    """Whether `outer` only answers or names a saying of somebody else ("rejected the offer"), and so does not vouch for it."""
    return inner.noun and inner.saying and outer.type != "STATE" and bool(inner.actors) and not same_side(inner.actors, outer.actors)
