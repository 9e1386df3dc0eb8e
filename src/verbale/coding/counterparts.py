"""To whom, where the clause does not say: the other side as the report has it.

News names the addressee once and then takes it as known: "Norland offered talks … It also promised …". Coders fill it in; so does this
module, from what is answered, the acts within, the condition, the sentence, and the acts before between the same parties, in that order.
"""

from __future__ import annotations

from verbale.coding.cast import Cast
from verbale.coding.drafts import Draft
from verbale.coding.sides import BODIES, Side, keys
from verbale.coding.syntax import Syntax
from verbale.coding.voices import direct
from verbale.records import Party

ADDRESSED = frozenset("REQUEST REJECT DENY THREATEN ACCUSE AGREE CONCEDE RETREAT SANCTION AID COOPERATE MOBILIZE COERCE ASSAULT".split())
"""Types that have a recipient in nearly every coded act."""
ON_PEOPLE = frozenset({"ASSAULT", "COERCE", "AID", "RETREAT", "ACCUSE"})
"""Types that people without office may be at the receiving end of where nobody says so."""
MUTUAL = frozenset("fighting clash battle violence hostility talk negotiation".split())
"""Nouns of what two sides do together, often told without them."""
ANSWERS = frozenset(
    "offer proposal demand request call plan invitation idea appeal condition term suggestion draft ultimatum initiative overture"
    " accusation charge claim allegation report".split()
)


def other(party: Party, sides: tuple[Side, ...]) -> bool:
    """Whether a party may stand opposite `sides`: of another country, or of another kind in the same one."""
    for s in sides:
        mine = s.party
        if mine.name == party.name:
            return False
        if (
            mine.country
            and mine.country == party.country
            and (
                mine.sector == party.sector
                or "" in (mine.sector, party.sector)
                or {mine.sector, party.sector} <= {"GOV", "MIL", "COP", "LEG", "JUD"}
            )
        ):
            return False
    return bool(party.country or party.sector not in ("", "CVL", "JRN"))


class Counterparts:
    """Finds the other side of acts whose clause leaves it out. `drafts` are those that are kept, in text order."""

    def __init__(self, syntax: Syntax, cast: Cast, drafts: list[Draft]) -> None:
        self.syntax, self.cast, self.drafts = syntax, cast, sorted(drafts, key=lambda d: d.word)

    def fill(self) -> None:
        """Set empty recipients (of meetings with one side: the second actor), and say so in the act's reasons."""
        for d in self.drafts:
            if not d.actors and not d.recipients and d.noun and d.sighting is not None and d.sighting.cue.lemma in MUTUAL:
                d.actors = self._last_pair(d)
                if d.actors:
                    d.inferred = True
                    d.because("the sides of the last act between two", 0.4)
            if not d.actors or d.recipients:
                continue
            mutual = len(d.actors) > 1 and d.sighting is not None and (d.sighting.cue.together or d.sighting.cue.lemma in MUTUAL)
            if d.type in ADDRESSED and len(keys(d.actors)) == 1 and not mutual:
                found, why = self._opposite(d)
                if found:
                    d.recipients = found
                    d.inferred = True
                    d.because(f"recipient from {why}", 0.5)
            elif d.type == "CONSULT" and d.mode is None and len(d.actors) == 1 and d.actors[0].party.country not in BODIES:
                found, why = self._opposite(d)
                if found:
                    d.actors += found
                    d.inferred = True
                    d.because(f"other side from {why}", 0.5)

    def _last_pair(self, d: Draft) -> tuple[Side, ...]:
        """The two sides of the last act of such a kind before that had two."""
        kinds = ("ASSAULT",) if d.type == "ASSAULT" else ("CONSULT", "AGREE")
        for e in reversed([e for e in self.drafts if e.word < d.word and e.type in kinds]):
            sides = e.actors + e.recipients if d.type == "ASSAULT" else e.actors
            if e.actors and len(keys(sides) | {s.party.sector for s in sides}) > 1 and len(sides) > 1:
                return sides
        return ()

    def _opposite(self, d: Draft) -> tuple[tuple[Side, ...], str]:
        for within, why in (
            (self._answered(d), "what is answered"),
            (self._inside(d), "the act within"),
            (self._condition(d), "the condition"),
            (self._outside(d), "the saying around it"),
            (self._sentence(d) if d.type != "DENY" else (), "the sentence"),
            (self._before(d) if d.type != "DENY" else (), "the acts before"),
        ):
            chosen = tuple(
                s
                for s in within
                if other(s.party, d.actors) and (d.type in ON_PEOPLE or s.party.sector not in ("CVL", "REF", "LAB", "AGR", "EDU"))
            )
            if chosen:
                return chosen, why
        return (), ""

    def _answered(self, d: Draft) -> tuple[Side, ...]:
        """A refusal, denial or acceptance answers the last request, offer or accusation that came from somebody else."""
        if d.type not in ("REJECT", "DENY", "AGREE", "CONCEDE") or (d.type == "AGREE" and d.mode != "accept"):
            return ()
        wanted = ("ACCUSE", "STATE", "THREATEN") if d.type == "DENY" else ("REQUEST", "AGREE", "ACCUSE")
        objects = [o for o in (d.sighting.objects if d.sighting is not None else ()) if self.syntax.words[o].lemma in ANSWERS]
        if d.type != "DENY" and not objects:
            return ()
        for e in reversed([e for e in self.drafts if e.word != d.word and e.word < max([d.word, *objects]) + 1]):
            if e.type in wanted and any(other(s.party, d.actors) for s in e.actors):
                return e.actors
        return ()

    def _inside(self, d: Draft) -> tuple[Side, ...]:
        found: list[Side] = []
        for e in self.drafts:
            if d in e.voices[-1:] and direct(self.syntax, e.word, d):
                sides = e.actors + e.recipients if d.type != "THREATEN" else e.recipients
                found += [s for s in sides if all(s.party.name != f.party.name for f in found)]
        return tuple(found)

    def _condition(self, d: Draft) -> tuple[Side, ...]:
        if d.condition is None:
            return ()
        return tuple(s for h in self.syntax.subject(d.condition) for s in self.cast.resolve(h))

    def _outside(self, d: Draft) -> tuple[Side, ...]:
        """For content: the one to whom, or by whom, it is said."""
        if not d.voices or not direct(self.syntax, d.word, d.voices[-1]):
            return ()
        outer = d.voices[-1]
        if outer.type == "STATE":
            return outer.recipients
        mine = keys(d.actors)
        theirs = keys(outer.actors)
        return outer.recipients if mine & theirs else outer.actors

    def _sentence(self, d: Draft) -> tuple[Side, ...]:
        sentence = self.syntax.reading.sentences[self.syntax.words[d.word].sentence]
        spoken = {s.head for v in d.voices for s in v.actors}
        best: tuple[Side, ...] = ()
        nearest = 99
        for k in range(sentence.first, sentence.last):
            if self.syntax.words[k].upos not in ("NOUN", "PROPN", "ADJ") or k in spoken or abs(k - d.word) >= nearest:
                continue
            described = self.cast.nouns.described(k)
            if described.kind in ("state", "body", "people", "person") and (described.named or described.role):
                sides = tuple(s for s in self.cast.single(k) if other(s.party, d.actors) and s.party.sector not in ("JRN", "CVL"))
                if sides:
                    best, nearest = sides, abs(k - d.word)
        return best

    def _before(self, d: Draft) -> tuple[Side, ...]:
        mine = keys(d.actors)
        score: dict[str, float] = {}
        side: dict[str, Side] = {}
        for e in self.drafts:
            if e.word >= d.word and not (e.recipients and e.actors):
                continue
            for a, b in ((e.actors, e.recipients), (e.recipients, e.actors), (e.actors, e.actors)):
                if mine & keys(a):
                    for s in b:
                        if other(s.party, d.actors):
                            gap = abs(self.syntax.words[d.word].sentence - self.syntax.words[e.word].sentence)
                            key = s.party.country or s.party.name
                            score[key] = score.get(key, 0.0) + 1.0 / (1 + gap)
                            side.setdefault(key, s)
        if not score:
            return ()
        return (side[max(score, key=lambda k: score[k])],)
