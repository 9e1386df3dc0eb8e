"""What the codebook leaves out: acts without parties, retellings, purposes, statements whose content is coded (sections 1 and 2)."""

from __future__ import annotations

from verbale.codebook.implied import Implied
from verbale.coding.cast import Cast
from verbale.coding.counterparts import MUTUAL
from verbale.coding.drafts import Draft
from verbale.coding.sides import HANDS_ON, Side, names
from verbale.coding.syntax import Syntax

POLITICAL = frozenset("GOV MIL COP SPY JUD LEG PTY OPP REB PRM UAF".split())
HARMS = frozenset({"kill", "wound", "injure", "hurt", "die", "maim"})
SPORT = 4
"""Different words of sport from which on a report may be about sport."""
SPORT_SHARE = 0.015
"""The share of such words among all from which on it is."""


class Sieve:
    """Marks drafts as dropped, each with the reason that `--explain` shows."""

    def __init__(self, syntax: Syntax, cast: Cast, lists: Implied) -> None:
        self.syntax, self.words, self.cast, self.lists = syntax, syntax.words, cast, lists

    def sift(self, drafts: list[Draft]) -> None:
        """The first pass, before missing recipients are filled in."""
        for d in drafts:
            d.dropped = self._reason(d, drafts)
        played = [text for text in (word.text.lower() for word in self.words) if text in self.lists.sport]
        sport = len(set(played)) >= SPORT and len(played) > SPORT_SHARE * len(self.words)
        political = any(
            not d.dropped and d.type != "STATE" and any(s.party.sector in POLITICAL for s in d.actors + d.recipients) for d in drafts
        )
        if sport or not political:
            for d in drafts:
                d.dropped = d.dropped or "no act between political parties in this report"
        self._statements(drafts)

    def sift_filled(self, drafts: list[Draft], bare: set[int]) -> None:
        """The second pass: `bare` are the words of acts that had no party of their own before."""
        for d in drafts:
            if not d.dropped and not d.actors and not d.recipients:
                d.dropped = "no party is named"
            elif not d.dropped and d.noun and d.word in bare and self._told(d, drafts):
                d.dropped = "told before in this report"

    def _reason(self, d: Draft, drafts: list[Draft]) -> str:
        sides = d.actors + d.recipients
        if not sides:
            mutual = d.noun and d.sighting is not None and d.sighting.cue.lemma in MUTUAL
            return "" if mutual else "no party is named"
        if not any(s.party.country or s.party.sector not in ("", "CVL") or self._proper(s) for s in sides) and d.type not in (
            "ASSAULT",
            "PROTEST",
        ):
            return "no party that the codebook knows"
        if d.saying and not d.actors and not (d.type == "ACCUSE" and d.recipients):
            return "nobody says it"
        if self._purpose(d, drafts):
            return "the purpose of an act of the same kind"
        if self._harm_told(d, drafts):
            return "the harm of an attack told already"
        if (d.noun or self.syntax.rel(d.word) == "acl") and self._told(d, drafts):
            return "told before in this report"
        return ""

    def _proper(self, side: Side) -> bool:
        """Whether a party that no file knows is at least a proper name."""
        kind = self.cast.nouns.described(side.head).kind if side.head >= 0 else ""
        return kind in ("place", "body", "person") and self.words[side.head].upos == "PROPN"

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
            others = {s.party.country for s in d.recipients} - {s.party.country for s in e.recipients}
            if not d.actors and e.word < d.word and 0 <= gap <= 2 and not (e.recipients and others):
                return True
        return False

    def _told(self, d: Draft, drafts: list[Draft]) -> bool:
        """Whether an earlier act of this type has the same parties, or this noun ("the meeting") points back at one."""
        definite = any(
            self.words[c].text.lower() in ("the", "this", "that", "these", "those", "such") for c in self.syntax.children[d.word]
        )
        mine = names(d.actors)
        for e in drafts:
            if e is d or e.dropped or e.type != d.type or e.word >= d.word:
                continue
            theirs = names(e.actors)
            near = self.words[d.word].sentence - self.words[e.word].sentence <= 1
            if (
                (mine == theirs or (mine and mine <= theirs))
                and (e.status == d.status or definite)
                and (definite or near or d.type in ("CONSULT", "AGREE"))
            ):
                return True
            if not mine and definite:
                return True
        return False

    def _statements(self, drafts: list[Draft]) -> None:
        """STATE only where something said is not itself coded, or a party is addressed; once for a run with the same speaker."""
        last: Draft | None = None
        for d in sorted((d for d in drafts if d.type == "STATE" and not d.dropped), key=lambda d: d.word):
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
            elif last is not None and self._goes_on(d, last):
                d.dropped = "goes on with the statement before"
            if not d.dropped or d.dropped.startswith("goes on"):
                last = d

    def _goes_on(self, d: Draft, last: Draft) -> bool:
        near = self.words[d.word].sentence - self.words[last.word].sentence <= 1
        return near and names(last.actors) == names(d.actors) and (not d.recipients or names(d.recipients) == names(last.recipients))
