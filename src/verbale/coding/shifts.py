"""What a saying does by what it says: "said X must go" is a REQUEST, "said X has failed to" an ACCUSE, "will not sign" a REJECT (codebook, section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.coding.cast import Cast
from verbale.coding.drafts import FRIENDLY, HOSTILE, Draft, same_side
from verbale.coding.status import DUTY, OPEN, Statuses
from verbale.coding.syntax import Syntax

HARM = frozenset(
    "collapse worsen escalate undermine destroy suffer explode spread deteriorate jeopardize jeopardise destabilize destabilise endanger die starve derail"
    " backfire erupt trigger spark provoke harm damage hurt threaten doom complicate inflame fuel unravel plunge aggravate flare spiral hamper".split()
)
WRONG = frozenset("fail violate breach ignore break renege flout lie mislead undermine sabotage refuse exploit steal rig cheat interfere meddle provoke obstruct stall".split())
GUILT = frozenset("responsible guilty behind blame illegal unlawful wrong irresponsible unacceptable unfair unjust illegitimate".split())
NEGATIVE = frozenset(
    "genocide illegal crime criminal aggression terrorist terrorism violate violation lie false unfair unjust unacceptable wrong irresponsible dangerous reckless"
    " provocation provocative threat obstacle hypocrisy hypocritical shameful disgrace absurd ridiculous baseless interfere interference meddle ignore neglect"
    " abuse oppress undermine sabotage destabilize fail failure refuse break breach deceive cheat exploit arrogant brutal barbaric cowardly unhelpful illegitimate"
    " fraudulent rigged sham bias biased discriminate insult guilty responsible blame corrupt little massacre atrocity outrageous disappointing inadequate"
    " insufficient counterproductive disproportionate inflammatory".split()
)
YIELD, MEET, ASSIST = frozenset({"RETREAT", "CONCEDE"}), frozenset({"CONSULT"}), frozenset({"AID", "COOPERATE", "SUPPORT"})


class Shifts:
    """Rewrites types by content, over all drafts of a reading; new acts come back from `split`."""

    def __init__(self, syntax: Syntax, cast: Cast, statuses: Statuses) -> None:
        self.syntax, self.words, self.cast, self.statuses = syntax, syntax.words, cast, statuses

    def clauses(self, head: int) -> Iterator[int]:
        """A content clause and those coordinated with it, and what raising verbs pass on ("begin to", "be going to")."""
        for c in self.syntax.conjuncts(head):
            if self.words[c].upos in ("VERB", "ADJ", "AUX", "NOUN"):
                yield c

    def split(self, said: Draft, by_word: dict[int, Draft]) -> list[Draft]:
        """Acts that the content of a plain saying makes of it; `said` itself is retyped where its main clause does."""
        found: list[Draft] = []
        for head in said.content:
            if said.type == "WARN" and self.syntax.rel(head) == "xcomp" and said.recipients:
                said.type = "REQUEST"
                said.because("warns somebody to do: a demand", 0.7)
            for clause in self.clauses(head):
                act = self._duty(said, clause)
                if act is not None:
                    found.append(act)
                elif said.type == "STATE":
                    self._retype(said, clause, by_word)
        return found

    def _duty(self, said: Draft, clause: int) -> Draft | None:
        """ "X said that Y must, should, has to …": X's REQUEST to Y, at the modal."""
        trigger = next((c for c in self.syntax.children[clause] if self.words[c].text.lower() in DUTY and self.words[c].deprel.startswith("aux")), None)
        if trigger is None and self.words[clause].lemma in ("have", "need") and self.syntax.of(clause, "xcomp"):
            inner = self.syntax.of(clause, "xcomp")[0]
            if any(self.words[m].text.lower() == "to" for m in self.syntax.of(inner, "mark")):
                trigger = clause
        if trigger is None or not said.actors:
            return None
        doer = self.syntax._surface(clause, 0) if not self.syntax.passive(clause) else self.syntax.agent(clause)
        sides = tuple(s for d in doer for s in self.cast.resolve(d))
        if sides and all(same_side((s,), said.actors) for s in sides):
            return None
        negated = self.syntax.negator(clause) is not None
        act = Draft(trigger, trigger, trigger + 1 + negated, "REQUEST", None, said.actors, sides, "actual", (clause,), None)
        act.because(f"said with {self.words[trigger].text!r}: a demand", 0.8)
        return act

    def _retype(self, said: Draft, clause: int, by_word: dict[int, Draft]) -> None:
        modal = self.statuses.modal(clause)
        subject = tuple(s for d in self.syntax._surface(clause, 0) for s in self.cast.resolve(d))
        own = bool(subject) and same_side(subject, said.actors)
        inner = by_word.get(clause)
        negated = self.syntax.negator(clause) is not None
        lemma = self.words[clause].lemma.lower()
        if own and modal in ("will", "would", "shall") and not negated and inner is not None:
            if inner.type in ("AID", "CONSULT", "COOPERATE", "SUPPORT"):
                said.type, said.mode, said.recipients = "AGREE", "promise", said.recipients or inner.recipients
                said.because("says that it will: a promise", 0.7)
                return
            if inner.type in HOSTILE and self.statuses.condition(clause) is not None:
                said.type, said.recipients = "THREATEN", said.recipients or inner.recipients
                said.because("says that it will do harm if: a threat", 0.8)
                return
        if subject and not own and not negated and modal == "" and (lemma in WRONG or (inner is None and self.words[clause].lemma in GUILT)):
            said.type, said.mode = "ACCUSE", "allege"
            said.recipients = subject
            said.because(f"says that somebody {lemma!r}: an accusation", 0.7)
            return
        if modal == "" and not own:
            other = subject or tuple(s for d in self.syntax._surface(clause, 0) for p in self.syntax.possessor(d) for s in self.cast.resolve(p))
            if other and not same_side(other, said.actors) and any(s.party.country for s in other) and self._negative(clause):
                said.type, said.mode = "ACCUSE", "disapprove"
                said.recipients = other
                said.because("speaks ill of another party's conduct: an accusation", 0.6)
                return
        if not own and modal in OPEN | {"would", "will"} and not negated:
            harm = lemma in HARM or (inner is not None and inner.type in ("ASSAULT",) and modal in OPEN)
            if harm:
                said.type, said.mode = "WARN", None
                said.because(f"says that harm {modal} follow: a warning", 0.6)

    def _negative(self, clause: int) -> bool:
        """Whether the predicate of a clause finds fault: a word of blame at its head, complement or object."""
        near = [clause, *self.syntax.of(clause, "xcomp", "obj", "advmod", "obl", "amod", "cop")]
        near += [c for o in self.syntax.of(clause, "obj") for c in self.syntax.of(o, "amod", "compound")]
        return any(self.words[k].lemma.lower() in NEGATIVE for k in near)

    def refusals(self, draft: Draft) -> Draft | None:
        """ "will not sign": the refuser's REJECT at the modal, with the refused act within it."""
        if draft.noun or draft.status != "negated" or draft.type not in FRIENDLY or not draft.actors:
            return None
        modal = self.statuses.modal(draft.word)
        if modal not in ("will", "would", "can"):
            return None
        if modal == "can" and draft.type not in ("AGREE", "CONCEDE"):
            return None
        if draft.type == "AGREE" and draft.mode != "sign":
            at = next(c for c in self.syntax.children[draft.word] if self.words[c].deprel.startswith("aux"))
            draft.type, draft.mode, draft.status, draft.first = "REJECT", None, "actual", at
            draft.because("will not agree: a refusal", 0.8)
            return None
        at = next(c for c in self.syntax.children[draft.word] if self.words[c].deprel.startswith("aux"))
        refusal = Draft(at, at, draft.last, "REJECT", None, draft.actors, draft.recipients, "actual", (draft.word,), None)
        refusal.condition = self.statuses.condition(draft.word)
        refusal.because(f"{self.words[at].text} not {self.words[draft.word].text}: a refusal", 0.8)
        return refusal

    def settle(self, draft: Draft, inner: list[Draft]) -> None:
        """Modes and types that follow from the acts within: what is asked, refused or promised."""
        kinds = [d.type for d in inner]
        if draft.type == "AGREE" and draft.mode in (None, "promise", "accept") and "RETREAT" in kinds:
            one = len({s.party.country or s.party.name for s in draft.actors}) == 1
            if one and all(d.status != "negated" for d in inner if d.type == "RETREAT"):
                draft.type, draft.mode = "CONCEDE", None
                draft.because("what is promised is to give way", 0.9)
        if draft.type == "AGREE" and draft.status == "negated" and not draft.noun and len({s.party.name for s in draft.actors}) == 1:
            draft.type, draft.mode, draft.status = "REJECT", None, "actual"
            draft.because("one side does not agree: a refusal", 0.8)
        if draft.type == "AGREE" and draft.mode is None and draft.sighting is not None and draft.sighting.cue.lemma == "agree":
            draft.mode = "promise" if draft.content and self.words[draft.content[0]].upos == "VERB" else "accept" if draft.content else None
        if draft.type in ("REQUEST", "REJECT") and draft.mode is None:
            draft.mode = self._asked(draft, kinds)
        if draft.type == "THREATEN" and draft.mode is None:
            first = next((d for d in inner if d.type in HOSTILE), None)
            modes = {"ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict"}
            if first is not None:
                draft.mode = "relations" if first.type == "SANCTION" and first.mode == "discontinue" else modes.get(first.type, "restrict")

    def _asked(self, draft: Draft, kinds: list[str]) -> str:
        for kind in kinds:
            if kind in YIELD or kind == "ASSAULT":
                return "yield"
            if kind in MEET:
                return "meet"
            if kind in ASSIST:
                return "assist"
        for head in draft.content:
            for k in self.syntax.subtree(head)[:6]:
                if self.words[k].lemma in ("talk", "negotiation", "meeting", "dialogue", "table", "summit"):
                    return "meet"
                if self.words[k].lemma in ("help", "aid", "assistance", "support", "cooperate"):
                    return "assist"
                if self.words[k].lemma in ("stop", "end", "halt", "cease", "withdraw", "release", "free", "lift", "disarm", "restraint", "allow"):
                    return "yield"
        return "change"
