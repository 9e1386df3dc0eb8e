"""What a saying does by what it says: "said X must go" is a REQUEST, "said X has failed to" an ACCUSE, "said it will strike if" a THREATEN.

Codebook, section 2: acts of saying are coded by what the saying does; where two fit, the stronger one.
"""

from __future__ import annotations

from verbale.codebook.implied import Implied
from verbale.coding.cast import Cast
from verbale.coding.drafts import FRIENDLY, HOSTILE, Draft
from verbale.coding.sides import Side, same_side
from verbale.coding.status import DUTY, OPEN, Statuses
from verbale.coding.syntax import Syntax

AHEAD = frozenset({"will", "would", "shall"})


class Implications:
    """Reads the content clauses of plain sayings; retypes a saying, or splits a demand or refusal off it."""

    def __init__(self, syntax: Syntax, cast: Cast, statuses: Statuses, words: Implied) -> None:
        self.syntax, self.words, self.cast, self.statuses, self.lists = syntax, syntax.words, cast, statuses, words

    def of(self, said: Draft, by_word: dict[int, Draft], accusers: tuple[Side, ...]) -> list[Draft]:
        """The acts that the content of `said` makes of it besides itself; `said` is retyped where its main clause does.

        `by_word` are the acts sighted, by word; `accusers` those who accused the speaker just before.
        """
        found: list[Draft] = []
        for head in said.content:
            if said.type == "WARN" and self.syntax.rel(head) == "xcomp" and said.recipients:
                faces = any(self.words[c].lemma in ("face", "risk", "suffer") for c in self.syntax.conjuncts(head))
                said.type = "THREATEN" if faces else "REQUEST"
                said.because("warns somebody to do: a demand, or a threat where he would face the rest", 0.7)
            for clause in self.syntax.conjuncts(head):
                if self.words[clause].upos not in ("VERB", "ADJ", "AUX", "NOUN"):
                    continue
                act = self._duty(said, clause)
                if act is None and said.type == "STATE":
                    act = self._refused(said, clause, by_word)
                if act is not None:
                    found.append(act)
                elif said.type == "STATE":
                    self._retype(said, clause, by_word, accusers)
                elif said.type == "WARN" and self._threatened(said, clause, by_word):
                    said.type = "THREATEN"
                    said.because("warns of what it will do itself: a threat", 0.8)
        return found

    def _subject(self, clause: int) -> tuple[Side, ...]:
        return tuple(s for d in self.syntax.surface_subject(clause, 0) for s in self.cast.resolve(d))

    def _own(self, clause: int, subject: tuple[Side, ...], said: Draft) -> bool:
        """Whether the clause is about the speaker himself."""
        return any(self.words[d].text.lower() in ("we", "i") for d in self.syntax.surface_subject(clause, 0)) or (
            bool(subject) and same_side(subject, said.actors)
        )

    def _threatened(self, said: Draft, clause: int, by_word: dict[int, Draft]) -> bool:
        """Whether somebody warns of a hostile deed of his own: "warned that it would strike"."""
        inner = by_word.get(clause)
        own = self._own(clause, self._subject(clause), said)
        return own and inner is not None and inner.type in HOSTILE and self.statuses.modal(clause) in AHEAD

    def _auxiliary(self, clause: int) -> int:
        return next((c for c in self.syntax.children[clause] if self.words[c].deprel.startswith("aux")), clause)

    def _duty(self, said: Draft, clause: int) -> Draft | None:
        """ "X said that Y must, should, has to …": X's REQUEST to Y, at the modal."""
        trigger = next(
            (c for c in self.syntax.children[clause] if self.words[c].text.lower() in DUTY and self.words[c].deprel.startswith("aux")), None
        )
        if trigger is None and self.words[clause].lemma in ("have", "need") and self.syntax.of(clause, "xcomp"):
            inner = self.syntax.of(clause, "xcomp")[0]
            if any(self.words[m].text.lower() == "to" for m in self.syntax.of(inner, "mark")):
                trigger = clause
        if trigger is None or not said.actors:
            return None
        doer = self.syntax.surface_subject(clause, 0) if not self.syntax.passive(clause) else self.syntax.agent(clause)
        sides = tuple(s for d in doer for s in self.cast.resolve(d))
        if sides and all(same_side((s,), said.actors) for s in sides):
            return None
        negated = self.syntax.negator(clause) is not None
        act = Draft(trigger, trigger, trigger + 1 + negated, "REQUEST", None, said.actors, sides, "actual", (clause,), None)
        act.because(f"said with {self.words[trigger].text!r}: a demand", 0.8)
        return act

    def _refused(self, said: Draft, clause: int, by_word: dict[int, Draft]) -> Draft | None:
        """ "said it will not …", of a verb that no cue covers: the speaker's REJECT, at the modal."""
        if (
            clause in by_word
            or self.words[clause].upos != "VERB"
            or self.statuses.modal(clause) not in AHEAD
            or self.syntax.negator(clause) is None
        ):
            return None
        if self.syntax.passive(clause) or not self._own(clause, self._subject(clause), said):
            return None
        at = self._auxiliary(clause)
        act = Draft(
            at,
            at,
            clause + 1 if clause - at < 4 else at + 1,
            "REJECT",
            None,
            said.actors,
            said.recipients,
            "actual",
            tuple(self.syntax.of(clause, "xcomp", "ccomp", "obj")),
            None,
        )
        act.condition = self.statuses.condition(clause)
        act.because(f"says that it will not {self.words[clause].text}: a refusal", 0.6)
        return act

    def _near(self, clause: int) -> frozenset[str]:
        """Lemmas of the clause's head, complements and objects, with what qualifies them."""
        near = [clause, *self.syntax.of(clause, "xcomp", "obj", "advmod", "obl", "amod", "cop", "nmod")]
        near += [c for o in near[1:] for c in self.syntax.of(o, "amod", "compound", "obj", "conj")]
        return frozenset(self.words[k].lemma.lower() for k in near)

    def _retype(self, said: Draft, clause: int, by_word: dict[int, Draft], accusers: tuple[Side, ...]) -> None:
        modal = self.statuses.modal(clause)
        subject = self._subject(clause)
        own = self._own(clause, subject, said)
        inner = by_word.get(clause)
        negated = self.syntax.negator(clause) is not None
        near = self._near(clause)
        lemma = self.words[clause].lemma.lower()

        def turn(kind: str, mode: str | None, why: str, score: float, recipients: tuple[Side, ...] = ()) -> None:
            said.type, said.mode = kind, mode
            said.recipients = said.recipients if said.recipients and not recipients else recipients
            said.because(why, score)

        ahead = modal in AHEAD and not negated
        if own and ahead and inner is not None and inner.type in ("AID", "CONSULT", "COOPERATE", "SUPPORT"):
            return turn("AGREE", "promise", "says that it will: a promise", 0.7, said.recipients or inner.recipients)
        condition = self.statuses.condition(clause) is not None
        if (
            own
            and ahead
            and (
                (inner is not None and inner.type in HOSTILE and condition)
                or (
                    near & self.lists.punishment
                    and (inner is None or inner.type not in FRIENDLY)
                    and (condition or near & {"retaliate", "revenge", "avenge", "retaliation", "punish"})
                )
            )
        ):
            return turn(
                "THREATEN",
                None,
                "says that it will do harm: a threat",
                0.7,
                said.recipients or (inner.recipients if inner is not None else ()),
            )
        if (
            subject
            and not own
            and ahead
            and near & {"consequence", "price", "regret", "pay"}
            and near & {"face", "pay", "regret", "suffer"}
        ):
            return turn("THREATEN", None, "says that another will pay for it: a threat", 0.6, subject)
        if (
            accusers
            and (negated or near & {"no", "untrue", "peaceful", "false", "baseless", "unfounded", "nothing", "only"})
            and modal not in AHEAD
        ):
            return turn("DENY", None, "answers an accusation: a denial", 0.6, accusers)
        together = any(by_word[x].type in ("AGREE", "CONSULT") for x in self.syntax.of(clause, "xcomp") if x in by_word)
        if modal == "" and subject and not own and not negated:
            if lemma in self.lists.wrong and not together:
                return turn("ACCUSE", "allege", f"says that somebody {lemma!r}: an accusation", 0.7, subject)
            if near & self.lists.arming and near & self.lists.arms:
                return turn("ACCUSE", "allege", "says that another arms for war or helps those who do: an accusation", 0.6, subject)
        if modal == "" and not own:
            other = subject or tuple(
                s for d in self.syntax.surface_subject(clause, 0) for p in self.syntax.possessor(d) for s in self.cast.resolve(p)
            )
            blamed = near & self.lists.blame and not (lemma == "fail" and together)
            if other and not same_side(other, said.actors) and any(s.party.country for s in other) and blamed:
                return turn("ACCUSE", "disapprove", "speaks ill of another party's conduct: an accusation", 0.6, other)
        if (
            not own
            and not negated
            and (modal in OPEN or modal in AHEAD)
            and (
                lemma in self.lists.harm
                or near & {"chaos", "bloodshed", "disaster", "catastrophe", "famine", "anarchy"}
                or (inner is not None and inner.type == "ASSAULT" and modal in OPEN)
            )
        ):
            return turn("WARN", None, f"says that harm {modal} follow: a warning", 0.6)
        return None
