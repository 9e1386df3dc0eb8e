"""Types and modes by how an act stands and what lies within it: "will not sign" is a REJECT, a promise to withdraw a CONCEDE.

Codebook, section 2.
"""

from __future__ import annotations

from verbale.coding.drafts import FRIENDLY, HOSTILE, Draft
from verbale.coding.sides import keys
from verbale.coding.status import Statuses
from verbale.coding.syntax import Syntax

FIGHTS = frozenset({"battle", "fighting", "fight", "clash", "assault", "offensive", "attack", "shelling", "gunfight"})
HELPS = frozenset({"help", "rescue", "assist", "evacuate", "deliver", "distribute", "aid", "shelter", "feed"})
YIELD, MEET, ASSIST = frozenset({"RETREAT", "CONCEDE"}), frozenset({"CONSULT"}), frozenset({"AID", "COOPERATE", "SUPPORT"})


class Shifts:
    """Splits refusals off negated acts, and settles types and modes."""

    def __init__(self, syntax: Syntax, statuses: Statuses) -> None:
        self.syntax, self.words, self.statuses = syntax, syntax.words, statuses

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
        mine = {h for s in self.syntax.subject(draft.word) for h in self.syntax.conjuncts(s)}
        refuser = tuple(s for s in draft.actors if s.head in mine) or draft.actors
        others = tuple(s for s in draft.actors if s not in refuser) or draft.recipients
        refusal = Draft(at, at, draft.last, "REJECT", None, refuser, others, "actual", (draft.word,), None)
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
        for purpose in self.syntax.of(draft.word, "xcomp", "advcl") if draft.type == "MOBILIZE" else ():
            if self.words[purpose].lemma in HELPS:
                draft.type, draft.mode = "AID", None
                draft.because("forces sent to help: aid", 0.9)
        if draft.mode == "seize" and not draft.noun and any(self.words[k].lemma in FIGHTS for k in self.syntax.subtree(draft.word)):
            draft.type, draft.mode = "ASSAULT", None
            draft.because("taken by fighting: an assault", 0.9)
        if draft.type == "CONCEDE" and draft.sighting is not None and draft.sighting.cue.lemma == "agree" and len(keys(draft.actors)) > 1:
            draft.type, draft.mode = "AGREE", "sign"
            draft.because("both sides agree: an agreement, not a concession", 0.9)
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
                if self.words[k].lemma in (
                    "stop",
                    "end",
                    "halt",
                    "cease",
                    "withdraw",
                    "release",
                    "free",
                    "lift",
                    "disarm",
                    "restraint",
                    "allow",
                ):
                    return "yield"
        return "change"
