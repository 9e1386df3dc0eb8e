"""Reading to record: the acts of one report, with speakers, status, conditions and the reason for each (codebook).

The order of work: cues are sighted; each becomes a draft with parties and status; drafts are put inside the sayings whose content they are;
sayings are retyped by what they say; what the codebook leaves out is dropped, with the reason; the rest is frozen into acts.
"""

from __future__ import annotations

from verbale.codebook.cues import Cues, load_cues
from verbale.codebook.implied import load_implied
from verbale.codebook.parties import Parties, load_parties
from verbale.coding.cast import SPEAKER, Cast, Side
from verbale.coding.circumstances import Circumstances
from verbale.coding.counterparts import MUTUAL, Counterparts
from verbale.coding.drafts import FRIENDLY, SAYINGS, Draft, names, same_side
from verbale.coding.implied import Implications
from verbale.coding.repairs import repaired
from verbale.coding.shifts import Shifts
from verbale.coding.sightings import Sighting, Sightings
from verbale.coding.status import Statuses
from verbale.coding.syntax import Syntax
from verbale.coding.voices import Sources, direct, free_quotes, region_of
from verbale.reading import Reading
from verbale.records import Act, Evidence, Party, Record, Report, Silence, Span, Trigger, When

KEEPS_OBJECT = frozenset({"REJECT", "REQUEST", "ACCUSE", "DENY", "SUPPORT", "THREATEN", "WARN", "STATE"})
"""Types whose object noun stays an act of its own ("rejected the offer")."""
HANDS_ON = frozenset({"quote", "cite"})
"""Verbs whose object is the one who speaks ("the agency quoted the minister as saying")."""
HARMS = frozenset({"kill", "wound", "injure", "hurt", "die", "maim"})
ASKING = frozenset({"THREATEN", "AGREE", "CONCEDE", "REJECT", "REQUEST"})
"""Sayings whose condition is something that the speaker asks for."""
INNER_STATUS = {"REQUEST": "wanted", "REJECT": "negated", "CONCEDE": "planned", "AGREE": "planned", "THREATEN": "possible", "WARN": "possible", "DENY": "negated"}
POLITICAL = frozenset("GOV MIL COP SPY JUD LEG PTY OPP REB PRM UAF".split())


def code(reading: Reading, report: Report, parties: Parties | None = None, cues: Cues | None = None) -> Record:
    """The record of one report.

    `reading` is what a reader marked in `report`; `parties` are those of the codebook, or with a user's own (`Parties.extended`).
    Acts come in the order of their triggers, with ids "a1", "a2", …; sentences are the body's.
    """
    return _Coding(reading, report, parties or load_parties(), cues or load_cues()).record()


class _Coding:
    def __init__(self, reading: Reading, report: Report, parties: Parties, cues: Cues) -> None:
        reading = repaired(reading)
        self.reading, self.report, self.text = reading, report, report.text
        self.syntax = Syntax(reading)
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
            draft = Draft(s.word, s.first, s.last, s.cue.type, s.cue.mode, s.actors, s.recipients, self.statuses.of(s.word), s.content, s, noun=noun)
            draft.because(f"cue {s.cue.pattern!r}")
            drafts.append(draft)
            if s.cue.inner is not None:
                drafts += self._inner(draft, s)
        return drafts

    def _inner(self, outer: Draft, s: Sighting) -> list[Draft]:
        """The act that the object names within this one: "announced a truce"."""
        hit = next((o for o in s.objects for h in self.syntax.conjuncts(o) if self.words[h].lemma in s.cue.only or self.words[h].text.lower() in s.cue.only), None)
        if hit is None:
            return []
        mode = "withdraw" if self.words[hit].lemma in ("withdrawal", "pullout", "pullback", "disengagement") else "ceasefire"
        inner = Draft(hit, hit, hit + 1, s.cue.inner or "RETREAT", mode, s.actors, s.recipients, "planned", (), None, noun=True)
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
        self._drop(drafts)
        bare = {id(d): not d.actors and not d.recipients for d in drafts}
        Counterparts(self.syntax, self.cast, [d for d in drafts if not d.dropped]).fill()
        for d in drafts:
            if not d.dropped and not d.actors and not d.recipients:
                d.dropped = "no party is named"
            elif not d.dropped and d.noun and bare[id(d)] and self._told(d, drafts):
                d.dropped = "told before in this report"
        kept = sorted((d for d in drafts if not d.dropped), key=lambda d: (self.words[d.first].start, d.last))
        return self._freeze(kept, drafts)

    def _first_persons(self, drafts: list[Draft]) -> None:
        """ "We will not …", said X: who speaks of himself is the speaker."""
        sayings = [(d, region_of(self.syntax, d.word, d.content)) for d in drafts if d.saying and d.actors and d.content]
        quotes = free_quotes(self.syntax, drafts)
        for d in drafts:
            for field in ("actors", "recipients"):
                sides: tuple[Side, ...] = getattr(d, field)
                if not any(s.head >= 0 and self.words[s.head].text.lower() in SPEAKER for s in sides):
                    continue
                around = min((pair for pair in sayings if d.word in pair[1] and pair[0] is not d), key=lambda pair: len(pair[1]), default=None)
                speaker = around[0] if around is not None else quotes.get(self.words[d.word].sentence)
                if speaker is not None and speaker is not d:
                    setattr(d, field, speaker.actors)

    def _accusers(self, d: Draft, drafts: list[Draft]) -> tuple[Side, ...]:
        """Who accused the speaker of `d` in the two sentences before."""
        for e in sorted((e for e in drafts if e.word < d.word and e.type == "ACCUSE"), key=lambda e: -e.word):
            if self.words[d.word].sentence - self.words[e.word].sentence in (1, 2) and same_side(e.recipients, d.actors) and not same_side(e.actors, d.actors):
                return e.actors
        return ()

    def _enclose(self, drafts: list[Draft]) -> None:
        quotes = free_quotes(self.syntax, drafts)
        sayings = [d for d in drafts if d.region]
        for d in drafts:
            around = [s for s in sayings if s is not d and d.word in s.region and not (s.word in d.region and len(d.region) > len(s.region))]
            around = [s for s in around if s.word != d.word or s.first < d.first]
            around.sort(key=lambda s: -len(s.region))
            speaker = quotes.get(self.words[d.word].sentence)
            if speaker is not None and speaker not in around and speaker is not d:
                around.insert(0, speaker)
            d.voices = around

    def _inherit(self, drafts: list[Draft]) -> None:
        """What a saying makes of the acts that are its content: their status, and parties that the content leaves out."""
        for d in sorted(drafts, key=lambda d: len(d.voices)):
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
            if status is not None and not (outer.type in ("AGREE", "CONCEDE") and d.status in ("negated", "conditional")):
                if outer.type in ("AGREE", "CONCEDE") and outer.status == "negated":
                    status = "negated"
                if outer.type == "REJECT" and outer.condition is not None:
                    status = "conditional"
                if outer.type in ("THREATEN", "AGREE", "CONCEDE") and (outer.condition is not None or d.condition is not None):
                    status = "conditional"
                    if outer.type == "THREATEN":
                        outer.condition = d.condition = outer.condition if outer.condition is not None else d.condition
                if not (d.noun and outer.type in ("AGREE", "REJECT", "WARN", "SUPPORT", "DENY") and d.type in SAYINGS and d.type != "AGREE"):
                    d.status = status
            if not d.actors and not d.noun:
                doer = outer.recipients if outer.type == "REQUEST" else outer.actors
                if outer.type in ("REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN") and not self.syntax.passive(d.word):
                    d.actors = doer
            if d.noun and outer.type == "REQUEST" and outer.recipients and (not d.actors or names(d.actors) == names(outer.actors)):
                d.actors = outer.recipients if d.type not in ("CONSULT",) else d.actors
            if outer.type == "REQUEST" and d.actors and not outer.recipients and not same_side(d.actors, outer.actors):
                outer.recipients = d.actors
            if outer.type in ("CONCEDE", "AGREE") and not outer.recipients and d.recipients:
                outer.recipients = tuple(r for r in d.recipients if r.party.name not in names(outer.actors))

    def _in_condition(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether the act stands in the clause that another act depends on."""
        return any(e.condition is not None and e is not d and d.word in self.syntax.subtree(e.condition) for e in drafts)

    def _condition(self, d: Draft) -> int | None:
        found = self.statuses.condition(d.word)
        at = d.word
        while found is None and self.syntax.rel(at) in ("xcomp", "obj", "nsubj", "conj", "obl") and self.words[at].head >= 0:
            # "would support talks if …", "is ready to sign if …": the clause that carries the act carries its condition
            at = self.words[at].head
            if self.words[at].upos not in ("VERB", "ADJ") or (at != d.word and self.statuses.modal(at) == "" and self.syntax.rel(d.word) != "xcomp"):
                break
            found = self.statuses.condition(at)
        return found

    def _drop(self, drafts: list[Draft]) -> None:
        for d in drafts:
            sides = d.actors + d.recipients
            if not sides and not (d.noun and d.sighting is not None and d.sighting.cue.lemma in MUTUAL):
                d.dropped = "no party is named"
            elif not sides:
                continue
            elif not any(s.party.country or s.party.sector not in ("", "CVL") or self._proper(s) for s in sides) and d.type not in ("ASSAULT", "PROTEST"):
                d.dropped = "no party that the codebook knows"
            elif d.saying and not d.actors and not (d.type == "ACCUSE" and d.recipients):
                d.dropped = "nobody says it"
            elif self._purpose(d, drafts):
                d.dropped = "the purpose of an act of the same kind"
            elif self._harm_told(d, drafts):
                d.dropped = "the harm of an attack told already"
            elif (d.noun or self.syntax.rel(d.word) == "acl") and self._told(d, drafts):
                d.dropped = "told before in this report"
        sport = load_implied().sport
        about_sport = len({w.text.lower() for w in self.words} & sport) >= 4
        political = not about_sport and any(not d.dropped and d.type != "STATE" and any(s.party.sector in POLITICAL for s in d.actors + d.recipients) for d in drafts)
        if not political:
            for d in drafts:
                d.dropped = d.dropped or "no act between political parties in this report"
        self._drop_statements(drafts)

    def _proper(self, side: Side) -> bool:
        """Whether a party that no file knows is at least a proper name of a place or body."""
        return side.head >= 0 and self.words[side.head].upos == "PROPN" and self.cast.nouns.described(side.head).kind in ("place", "body")

    def _purpose(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether the act only says what another one of its kind was for ("marched … to protest …")."""
        if self.syntax.rel(d.word) != "advcl" or d.status != "planned":
            return False
        kinds = {d.type} | ({"PROTEST"} if d.type in ("ACCUSE", "REQUEST") else set())
        return any(e.word == self.words[d.word].head and e.type in kinds for e in drafts if e is not d)

    def _harm_told(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether a "killed" or "wounded" without a doer of its own only tells what an attack just coded did."""
        if d.type != "ASSAULT" or d.noun or self.words[d.word].lemma not in HARMS:
            return False
        governor = self.words[d.word].head
        for e in drafts:
            if e is d or e.dropped or e.type != "ASSAULT":
                continue
            if e.word == governor and self.syntax.rel(d.word) in ("advcl", "acl", "conj"):
                if not e.recipients:
                    e.recipients = d.recipients
                return True
            gap = self.words[d.word].sentence - self.words[e.word].sentence
            if not d.actors and e.word < d.word and 0 <= gap <= 2 and not (d.recipients and e.recipients and {s.party.country for s in d.recipients} - {s.party.country for s in e.recipients}):
                return True
        return False

    def _told(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether an earlier act of this type has the same parties, or this noun ("the meeting") points back at one."""
        definite = any(self.words[c].text.lower() in ("the", "this", "that", "these", "those", "such") for c in self.syntax.children[d.word])
        mine = names(d.actors)
        for e in drafts:
            if e is d or e.dropped or e.type != d.type or e.word >= d.word:
                continue
            theirs = names(e.actors)
            near = self.words[d.word].sentence - self.words[e.word].sentence <= 1
            if (mine == theirs or (mine and mine <= theirs)) and (e.status == d.status or definite) and (definite or near or d.type in ("CONSULT", "AGREE")):
                return True
            if not mine and definite:
                return True
        return False

    def _drop_statements(self, drafts: list[Draft]) -> None:
        """STATE only where something said is not itself coded, or a party is addressed; once for a run with the same speaker."""
        last: Draft | None = None
        for d in sorted((d for d in drafts if d.type == "STATE"), key=lambda d: d.word):
            if d.dropped:
                continue
            coded = [e for e in drafts if not e.dropped and e is not d and e.type != "STATE" and d in e.voices]
            main = {c for h in d.content for c in self.syntax.conjuncts(h)}
            main |= {x for c in main for x in self.syntax.of(c, "xcomp", "obj")}
            addressed = any(r.party.sector not in ("JRN", "") for r in d.recipients)
            if d.sighting is not None and d.sighting.cue.lemma in HANDS_ON:
                d.dropped = "hands on another's saying"
            elif not d.content and not addressed:
                d.dropped = "a word of saying without what is said"
            elif any(e.word in main or self.words[e.word].head in main for e in coded) and not addressed:
                d.dropped = "what is said is coded itself"
            elif not any(s.party.sector for s in d.actors):
                d.dropped = "the speaker is no party"
            elif last is not None and names(last.actors) == names(d.actors) and self.words[d.word].sentence - self.words[last.word].sentence <= 1 and not (d.recipients and names(d.recipients) != names(last.recipients)):
                d.dropped = "goes on with the statement before"
                last = d
            if not d.dropped:
                last = d

    def _speakers(self, d: Draft) -> tuple[Side, ...]:
        chain: list[Side] = []
        for s in self.sources.of(d.word):
            chain.append(s)
        for voice in d.voices:
            if voice.type == "STATE" or not voice.dropped or voice.type in SAYINGS:
                if d.type in SAYINGS and d.status == "actual" and same_names(voice.actors, d.actors):
                    continue
                handed_on = voice.recipients if voice.sighting is not None and voice.sighting.cue.lemma in HANDS_ON else ()
                chain += [s for s in voice.actors + handed_on if all(s.party.name != c.party.name for c in chain)]
        return tuple(chain)

    def _freeze(self, kept: list[Draft], drafts: list[Draft]) -> Record:
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
        key = f"a{len(ids)}" if id(d) not in ids else ids[id(d)]

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
        return act, Evidence(key, spans[0], spans[1], spans[2], content, condition, when, place, tuple(d.reasons))

    def _silence(self, n: int, drafts: list[Draft]) -> str:
        here = [d for d in drafts if self.words[d.word].sentence == n and d.dropped]
        if here:
            return "; ".join(f"{self.words[d.word].text!r} ({d.type}): {d.dropped}" for d in here)
        return "no cue of the codebook"


def same_names(a: tuple[Side, ...], b: tuple[Side, ...]) -> bool:
    """Whether two lists name the same parties."""
    return names(a) == names(b)


