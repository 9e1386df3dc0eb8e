"""How the report presents an act: negation, modals, conditions, and verbs that carry a plan, a wish or a failure (codebook, section 3)."""

from __future__ import annotations

from verbale.coding.syntax import Syntax

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
OPEN = frozenset({"could", "may", "might", "can", "ca"})
DUTY = frozenset({"must", "should", "ought", "need"})
PLANNED = frozenset(
    "plan intend vow pledge promise agree prepare decide schedule due set slate mean arrange determine propose undertake resolve"
    " pend commit swear".split()
)
HOPED = frozenset(
    "hope want wish try seek consider threaten attempt aim like ready willing able expect likely unlikely fear risk think offer"
    " desire prefer mull contemplate eager keen reluctant free weigh hesitate look tend believe suspect struggle".split()
)
FAILED = frozenset(
    "fail refuse decline avoid abstain unable unwilling stop cease prevent prohibit forbid refrain neglect bar block reject oppose"
    " avert impossible deny halt".split()
)
WANTING = frozenset("ask urge demand call request appeal order insist press need require want beg plead implore".split())
CONDITIONS = frozenset({"if", "unless", "until", "once", "provided", "providing"})
EXCHANGES = (
    "in return for", "in exchange for", "on condition", "on the condition", "on the understanding", "only after", "only if",
    "in case of", "in the event", "subject to", "pending", "provided", "as long as", "so long as", "only on condition",
    "only in return", "only in exchange", "in the absence",
)  # fmt: skip
"""Openings of a phrase that states on what an act depends."""
NOUN_PLANNED = frozenset(
    {
        "planned",
        "upcoming",
        "scheduled",
        "forthcoming",
        "future",
        "promised",
        "pending",
        "next",
        "impending",
        "imminent",
        "coming",
        "proposed",
    }
)
NOUN_POSSIBLE = frozenset(
    {"possible", "potential", "likely", "threatened", "alleged", "would-be", "prospective", "feared", "eventual", "any"}
)


class Statuses:
    """Statuses of words in one reading, by syntax alone; what a saying makes of its content is the coder's."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.words = syntax, syntax.words

    def of(self, i: int, depth: int = 0) -> str:
        """The status of the act that word `i` names."""
        word = self.words[i]
        if word.upos in ("NOUN", "PROPN"):
            return self._noun(i, depth)
        own = self._own(i)
        if (
            own == "planned"
            and self.syntax.rel(i) == "ccomp"
            and self.words[word.head].lemma in ("hope", "expect", "fear", "worry", "predict")
        ):
            return "possible"
        if own is not None:
            return own
        return self._above(i, depth)

    def modal(self, i: int) -> str:
        """The modal verb of `i` in lower case, or ""."""
        for c in self.syntax.children[i]:
            text = self.words[c].text.lower()
            if self.words[c].deprel.startswith("aux") and (text in FUTURE | OPEN | DUTY | {"would", "'d"}):
                return "will" if text in FUTURE else "can" if text == "ca" else text
        return ""

    def _own(self, i: int) -> str | None:
        syntax = self.syntax
        if syntax.negator(i) is not None:
            return "negated"
        if any(self.words[c].text.lower() == "no" for o in syntax.of(i, "obj", "nsubj") for c in syntax.of(o, "det")):
            return "negated"
        for o in syntax.of(i, "nsubj"):
            if self.words[o].text.lower() in ("nobody", "none", "nothing", "neither") or any(
                self.words[c].text.lower() == "neither" for c in syntax.children[o]
            ):
                return "negated"
        condition = self.condition(i)
        mark = self.mark(i)
        if mark in CONDITIONS and syntax.rel(i) == "advcl":
            return "possible"
        modal = self.modal(i)
        perfect = any(self.words[c].text.lower() == "have" and self.words[c].deprel.startswith("aux") for c in syntax.children[i])
        if modal in ("will", "would", "'d"):
            return "conditional" if condition is not None else "planned"
        if modal in OPEN:
            if modal == "could" and perfect:
                return "possible"
            return "conditional" if condition is not None else "possible"
        if modal in DUTY:
            return "wanted"
        if condition is not None and (self._to(i) or self.words[i].tag in ("VB", "VBP", "VBZ")):
            return "conditional"
        return None

    def mark(self, i: int) -> str:
        found = [c for c in self.syntax.of(i, "mark", "advmod") if self.words[c].text.lower() in CONDITIONS]
        return self.words[found[0]].text.lower() if found else ""

    def condition(self, i: int) -> int | None:
        """The head of the clause that the act at `i` depends on ("if …", "until …", "only after …", "in return for …"), or None."""
        syntax = self.syntax
        for c in syntax.children[i]:
            rel = syntax.rel(c)
            if rel == "advmod" and self.words[c].lemma in ("soon", "long") and syntax.of(c, "advcl"):
                return c
            if rel == "advcl":
                marks = [self.words[m].text.lower() for m in syntax.of(c, "mark", "advmod")]
                before = self.words[min(syntax.subtree(c))]
                if any(m in CONDITIONS for m in marks):
                    at = min(syntax.subtree(c))
                    if (
                        (at > 0 and self.words[at - 1].text.lower() == "even")
                        or before.text.lower() == "even"
                        or (("until" in marks) and syntax.negator(i) is None and not self.modal(i))
                    ):
                        continue
                    return c
                if ("after" in marks or "when" in marks) and self._only(c):
                    return c
                if marks[:2] == ["as", "soon"] or ("long" in marks and "as" in marks):
                    return c
            if rel == "obl":
                case = syntax.case(c)
                words = [self.words[k].text.lower() for k in syntax.subtree(c)]
                if "anonymity" in words:
                    continue
                if " ".join(words[:4]).startswith(EXCHANGES) or (case == "after" and self._only(c)):
                    return c
                if (
                    case == "until"
                    and syntax.negator(i) is not None
                    and any(self.words[k].tag == "NNS" or self.words[k].upos == "VERB" for k in syntax.subtree(c))
                ):
                    return c
                if case == "without" and self.modal(i) and self.modal(i) != "must":
                    return c
        return None

    def _only(self, c: int) -> bool:
        at = min(self.syntax.subtree(c))
        return any(self.words[k].text.lower() == "only" for k in (at - 1, at, at + 1) if 0 <= k < len(self.words))

    def _to(self, i: int) -> bool:
        return any(self.words[c].text.lower() == "to" for c in self.syntax.of(i, "mark"))

    def _above(self, i: int, depth: int) -> str:
        syntax, head = self.syntax, self.words[i].head
        marks = [c for c in syntax.of(i, "mark") if self.words[c].text.lower() == "to"]
        before = list(range(max(0, marks[0] - 3), marks[0])) if marks else []
        while before and self.words[before[-1]].upos in ("ADV", "PART"):
            before.pop()
        if before and self.words[before[-1]].lemma == "be":
            return "planned"
        if head < 0 or depth > 6:
            return "actual"
        rel = syntax.rel(i)
        governor = self.words[head]
        if rel == "conj" and governor.upos in ("VERB", "ADJ") and not syntax.of(i, "nsubj"):
            shared = self.words[i].tag in ("VB", "VBG", "VBN") or governor.tag == self.words[i].tag
            return self.of(head, depth + 1) if shared and not syntax.of(i, "aux") else "actual"
        if rel in ("xcomp", "ccomp") or (rel in ("advcl", "acl") and (self._to(i) or syntax.marked(i) in ("of", "for", "from", "to"))):
            lemma = governor.lemma.lower()
            bare = self._to(i) or self.words[i].tag == "VBG" or rel == "xcomp"
            if bare and lemma in FAILED:
                return "negated" if self.of(head, depth + 1) != "negated" or lemma not in ("fail", "refuse") else "actual"
            if bare and lemma in PLANNED:
                return "negated" if syntax.negator(head) is not None else "planned"
            if bare and lemma in WANTING:
                return "wanted"
            if bare and lemma in HOPED:
                refused = syntax.negator(head) is not None and lemma in ("able", "want", "consider", "ready", "willing")
                return "negated" if refused else "possible"
            if lemma == "be" and self._to(i):
                return "planned"
            if lemma in ("have",) and self._to(i):
                return "wanted"
            if bare and rel == "xcomp" and governor.upos in ("VERB", "AUX", "ADJ"):
                return self.of(head, depth + 1)
            if rel in ("advcl", "acl") and self._to(i):
                return "possible" if governor.upos in ("NOUN", "ADJ") else "planned"
        if rel == "advcl" and self.words[i].tag == "VBG" and syntax.marked(i) in ("without",):
            return "negated"
        if (
            rel == "advcl"
            and self.words[i].tag == "VBG"
            and syntax.marked(i) in ("before",)
            and self.of(head, depth + 1) in ("planned", "possible")
        ):
            return "planned"
        if rel == "conj" and governor.upos in ("NOUN", "PROPN"):
            return self.of(head, depth + 1)
        return "actual"

    def _noun(self, i: int, depth: int) -> str:
        syntax = self.syntax
        below = [self.words[c].text.lower() for c in syntax.children[i] if c < i]
        if "no" in below or syntax.case(i) == "without":
            return "negated"
        if any(w in NOUN_PLANNED for w in below):
            return "planned"
        if any(w in NOUN_POSSIBLE for w in below):
            return "possible"
        head = self.words[i].head
        if head < 0 or depth > 6:
            return "actual"
        rel, governor = syntax.rel(i), self.words[head]
        lemma = governor.lemma.lower()
        if rel == "conj":
            return self.of(head, depth + 1)
        if rel in ("obj", "nsubj", "obl") and governor.upos == "VERB":
            if rel == "nsubj" and not syntax.passive(head):
                return "negated" if lemma in ("collapse", "crumble", "unravel", "founder", "disintegrate", "fail") else "actual"
            if lemma in ("cancel", "postpone", "prevent", "avert", "avoid", "boycott", "scrap", "foil", "thwart", "abandon"):
                return "negated" if lemma not in ("prevent", "avert", "avoid", "foil", "thwart") else "possible"
            if lemma in HOPED | PLANNED and rel == "obj":
                return "possible" if lemma in HOPED else "planned"
            if rel == "obl" and syntax.case(i) in (
                "after",
                "since",
                "during",
                "following",
                "despite",
                "at",
                "amid",
                "over",
                "in",
                "because of",
                "for",
                "on",
            ):
                return "actual"
            status = self.of(head, depth + 1)
            return status if status in ("planned", "possible", "conditional", "negated", "wanted") else "actual"
        if rel == "nmod" and governor.upos == "NOUN":
            if lemma in ("plan", "prospect", "preparation", "schedule"):
                return "planned" if lemma != "prospect" else "possible"
            if lemma in ("possibility", "fear", "threat", "risk", "hope", "chance", "danger", "resumption"):
                return "possible"
            if lemma in ("lack", "absence", "suspension", "cancellation"):
                return "negated"
        return "actual"
