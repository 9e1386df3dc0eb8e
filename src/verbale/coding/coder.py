"""Reading to record: the acts of one report, with speakers, status, conditions and the reason for each (codebook).

The order of work: cues are sighted; each becomes a draft with parties and status; drafts are put inside the sayings whose content they are;
sayings are retyped by what they say; what the codebook leaves out is dropped, with the reason; the rest is frozen into acts.
"""

from __future__ import annotations

from bisect import bisect_right

from verbale.codebook.cues import Cues, load_cues
from verbale.codebook.implied import load_implied
from verbale.codebook.parties import Parties, load_parties
from verbale.coding.cast import Cast
from verbale.coding.circumstances import Circumstances
from verbale.coding.counterparts import Counterparts
from verbale.coding.drafts import FRIENDLY, SAYINGS, Draft
from verbale.coding.implied import Implications
from verbale.coding.parts import joined, parts
from verbale.coding.repairs import repaired
from verbale.coding.shifts import Shifts
from verbale.coding.sides import SPEAKER, Side, lowered, names, same_side
from verbale.coding.sieve import Sieve
from verbale.coding.sightings import Sighting, Sightings
from verbale.coding.status import Statuses
from verbale.coding.syntax import Syntax
from verbale.coding.voices import Sources, direct, free_quotes, region_of, told_along
from verbale.coding.writing import Writing
from verbale.reading import Reading
from verbale.records import Record, Report

KEEPS_OBJECT = frozenset({"REJECT", "REQUEST", "ACCUSE", "DENY", "SUPPORT", "THREATEN", "WARN", "STATE"})
"""Types whose object noun stays an act of its own ("rejected the offer")."""
ASKING = frozenset({"THREATEN", "AGREE", "CONCEDE", "REJECT", "REQUEST"})
"""Sayings whose condition is something that the speaker asks for."""
INNER_STATUS = {
    "REQUEST": "wanted",
    "REJECT": "negated",
    "CONCEDE": "planned",
    "AGREE": "planned",
    "THREATEN": "possible",
    "WARN": "possible",
    "DENY": "negated",
}


def code(reading: Reading, report: Report, parties: Parties | None = None, cues: Cues | None = None) -> Record:
    """The record of one report.

    `reading` is what a reader marked in `report`; `parties` are those of the codebook, or with a user's own (`Parties.extended`).
    Acts come in the order of their triggers, with ids "a1", "a2", …; sentences are the body's.
    """
    parties, cues = parties or load_parties(), cues or load_cues()
    return joined([_Coding(part, report, parties, cues).record() for part in parts(reading)])


class _Coding:
    def __init__(self, reading: Reading, report: Report, parties: Parties, cues: Cues) -> None:
        reading = repaired(reading)
        self.reading, self.report, self.text = reading, report, report.text
        self.syntax = Syntax(reading)
        borders = [block.start for block in report.blocks]
        blocks = [bisect_right(borders, sentence.start) for sentence in reading.sentences]
        self.opening = frozenset(n for n, block in enumerate(blocks) if n == 0 or block != blocks[n - 1])
        self.words = reading.words
        year = report.published.year if report.published else None
        self.cast = Cast(self.syntax, parties, report.text, year)
        self.statuses = Statuses(self.syntax)
        self.circumstances = Circumstances(self.syntax, self.cast, report.text, report.published)
        self.shifts = Shifts(self.syntax, self.statuses)
        self.implications = Implications(self.syntax, self.cast, self.statuses, load_implied())
        self.sources = Sources(self.syntax, self.cast)
        self.drafts = self._draft(list(Sightings(self.syntax, self.cast, cues)))

    def _draft(self, sightings: list[Sighting]) -> list[Draft]:
        consumed = {
            h for s in sightings if s.fixed and (s.cue.type not in KEEPS_OBJECT or s.cue.objects) and s.cue.mode != "meet"
            for o in s.objects for h in self.syntax.conjuncts(o)
        }  # fmt: skip
        consumed |= {k for s in sightings for k in range(s.first, s.last) if k != s.word}
        drafts = []
        for s in sightings:
            noun = s.cue.pos == "noun"
            if s.word in consumed and (noun or any(t.first <= s.word < t.last and t.word != s.word for t in sightings)):
                continue
            draft = Draft(
                s.word, s.first, s.last, s.cue.type, s.cue.mode, s.actors, s.recipients, self.statuses.of(s.word), s.content, s, noun=noun
            )
            draft.because(f"cue {s.cue.pattern!r}")
            drafts.append(draft)
            if s.cue.inner is not None:
                drafts += self._inner(draft, s, s.cue.inner)
        return drafts

    def _inner(self, outer: Draft, s: Sighting, kind: str) -> list[Draft]:
        """The act that the object names within this one: "announced a truce"."""
        hit = next(
            (
                o
                for o in s.objects
                for h in self.syntax.conjuncts(o)
                if self.words[h].lemma in s.cue.only or self.words[h].text.lower() in s.cue.only
            ),
            None,
        )
        if hit is None:
            return []
        mode = "withdraw" if self.words[hit].lemma in ("withdrawal", "pullout", "pullback", "disengagement") else "ceasefire"
        inner = Draft(hit, hit, hit + 1, kind, mode, s.actors, s.recipients, "planned", (), None, noun=True)
        inner.because("what is announced")
        outer.content = (*outer.content, hit)
        return [inner]

    def record(self) -> Record:
        """All steps in order."""
        drafts = self.drafts
        by_word = {d.word: d for d in drafts}
        self._first_persons(drafts)
        for d in sorted(drafts, key=lambda d: d.word):
            if d.type in ("STATE", "WARN", "REQUEST", "ACCUSE") and d.content and not d.noun and d.actors:
                drafts += self.implications.of(d, by_word, self._accusers(d, drafts))
        drafts += self._quoted(drafts, by_word)
        for d in list(drafts):
            refusal = self.shifts.refusals(d)
            if refusal is not None:
                drafts.append(refusal)
        for d in drafts:
            if d.condition is None:
                d.condition = self._condition(d)
            terms = () if d.condition is None else self.syntax.subtree(d.condition)
            d.region = (region_of(self.syntax, d.word, d.content) | frozenset(terms)) if d.saying else frozenset()
        self._enclose(drafts)
        self._inherit(drafts)
        for d in drafts:
            self.shifts.settle(d, [e for e in drafts if e is not d and d in e.voices[-1:] and direct(self.syntax, e.word, d)])
        sieve = Sieve(self.syntax, self.cast, load_implied())
        sieve.sift(drafts)
        bare = {d.word for d in drafts if not d.actors and not d.recipients}
        Counterparts(self.syntax, self.cast, [d for d in drafts if not d.dropped]).fill()
        sieve.sift_filled(drafts, bare)
        return Writing(self.reading, self.report, self.circumstances, self.sources).record(drafts)

    def _first_persons(self, drafts: list[Draft]) -> None:
        """ "We will not …", said X: who speaks of himself is the speaker."""
        sayings = [(d, region_of(self.syntax, d.word, d.content)) for d in drafts if d.saying and d.actors and d.content]
        quotes = free_quotes(self.syntax, drafts, self.opening)
        for d in drafts:
            for field in ("actors", "recipients"):
                sides: tuple[Side, ...] = getattr(d, field)
                heads = [s.head for s in sides if s.head >= 0]
                if field == "actors" and not sides and not d.noun:
                    heads = self.syntax.subject(d.word)
                if not any(lowered(self.words[h].text) in SPEAKER for h in heads):
                    continue
                around = min(
                    (pair for pair in sayings if d.word in pair[1] and pair[0] is not d), key=lambda pair: len(pair[1]), default=None
                )
                speaker = around[0] if around is not None else quotes.get(self.words[d.word].sentence)
                if speaker is not None and speaker is not d:
                    setattr(d, field, speaker.actors)

    def _quoted(self, drafts: list[Draft], by_word: dict[int, Draft]) -> list[Draft]:
        """What quotations do that stand free of their speaker: "Norland must …" in a sentence of its own."""
        found: list[Draft] = []
        for n, speaker in free_quotes(self.syntax, drafts, self.opening).items():
            sentence = self.reading.sentences[n]
            root = next((k for k in range(sentence.first, sentence.last) if self.words[k].head < 0), None)
            if root is None or not speaker.actors:
                continue
            said = Draft(root, root, root + 1, "STATE", None, speaker.actors, (), "actual", (root,), None)
            found += self.implications.of(said, by_word, self._accusers(said, drafts))
            if said.type != "STATE" and root not in by_word:
                said.content = ()
                found.append(said)
        return found

    def _accusers(self, d: Draft, drafts: list[Draft]) -> tuple[Side, ...]:
        """Who accused the speaker of `d` in the two sentences before."""
        for e in sorted((e for e in drafts if e.word < d.word and e.type == "ACCUSE"), key=lambda e: -e.word):
            if (
                self.words[d.word].sentence - self.words[e.word].sentence in (1, 2)
                and same_side(e.recipients, d.actors)
                and not same_side(e.actors, d.actors)
            ):
                return e.actors
        return ()

    def _enclose(self, drafts: list[Draft]) -> None:
        quotes = free_quotes(self.syntax, drafts, self.opening)
        sayings = [d for d in drafts if d.region]
        for d in drafts:
            around = [
                s for s in sayings if s is not d and d.word in s.region and not (s.word in d.region and len(d.region) > len(s.region))
            ]
            around = [s for s in around if s.word != d.word or s.first < d.first]
            around = [s for s in around if not told_along(self.syntax, d.word, s)]
            around.sort(key=lambda s: -len(s.region))
            speaker = quotes.get(self.words[d.word].sentence)
            if speaker is not None and speaker not in around and speaker is not d:
                around.insert(0, speaker)
            d.voices = around

    def _inherit(self, drafts: list[Draft]) -> None:
        """What a saying makes of the acts that are its content: their status, and parties that the content leaves out."""
        for d in sorted(drafts, key=lambda d: len(d.voices)):
            if d.status == "actual" and self._in_condition(d, drafts):
                d.status = "possible"
            if not d.voices:
                continue
            outer = d.voices[-1]
            if d.status == "possible" and d.type in FRIENDLY and outer.type in ASKING and self._in_condition(d, drafts):
                d.status = "wanted"
                continue
            if not direct(self.syntax, d.word, outer):
                continue
            status = INNER_STATUS.get(outer.type)
            if outer.type == "AGREE" and outer.mode == "offer":
                status = "possible"
            if outer.type == "AGREE" and outer.mode == "sign" and d.type == "RETREAT":
                status = "planned"
            kept = d.status == "negated" and outer.type in ("REQUEST", "THREATEN") and not d.noun
            if status is not None and not kept and not (outer.type in ("AGREE", "CONCEDE") and d.status in ("negated", "conditional")):
                if outer.type in ("AGREE", "CONCEDE") and outer.status == "negated":
                    status = "negated"
                if outer.type == "REJECT" and outer.condition is not None:
                    status = "conditional"
                if outer.type in ("THREATEN", "AGREE", "CONCEDE") and (outer.condition is not None or d.condition is not None):
                    status = "conditional"
                    if outer.type == "THREATEN":
                        outer.condition = d.condition = outer.condition if outer.condition is not None else d.condition
                # an offer or demand that another side made stays made when it is refused
                anothers = d.noun and d.type in SAYINGS and outer.type not in ("REQUEST", "THREATEN", "CONCEDE")
                if not (anothers and (d.type != "AGREE" or (d.actors and not same_side(d.actors, outer.actors)))):
                    d.status = status
            if not d.actors and not d.noun:
                doer = outer.recipients if outer.type == "REQUEST" else outer.actors
                if outer.type in ("REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN") and not self.syntax.passive(d.word):
                    d.actors = doer
            if (
                d.noun
                and d.type != "CONSULT"
                and outer.type == "REQUEST"
                and outer.recipients
                and (not d.actors or names(d.actors) == names(outer.actors))
            ):
                d.actors = outer.recipients
            if outer.type == "REQUEST" and d.actors and not outer.recipients and not same_side(d.actors, outer.actors):
                outer.recipients = d.actors
            if outer.type in ("CONCEDE", "AGREE") and not outer.recipients and d.recipients:
                outer.recipients = tuple(r for r in d.recipients if r.party.name not in names(outer.actors))

    def _in_condition(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether the act stands in the clause that another act depends on, and not in a relative clause of it."""
        for e in drafts:
            if e.condition is not None and e is not d and d.word in self.syntax.subtree(e.condition):
                at = d.word
                while at != e.condition and "relcl" not in self.words[at].deprel:
                    at = self.words[at].head
                if at == e.condition:
                    return True
        return False

    def _condition(self, d: Draft) -> int | None:
        found = self.statuses.condition(d.word)
        at = d.word
        while found is None and self.syntax.rel(at) in ("xcomp", "obj", "nsubj", "conj", "obl") and self.words[at].head >= 0:
            # "would support talks if …", "is ready to sign if …": the clause that carries the act carries its condition
            at = self.words[at].head
            if self.words[at].upos not in ("VERB", "ADJ") or (
                at != d.word and self.statuses.modal(at) == "" and self.syntax.rel(d.word) != "xcomp"
            ):
                break
            found = self.statuses.condition(at)
        return found
