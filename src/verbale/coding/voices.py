"""Who says what in a report: which acts are the content of which sayings, and the chain of speakers (codebook, sections 2 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.coding.cast import Cast
from verbale.coding.drafts import Draft
from verbale.coding.sides import Side
from verbale.coding.syntax import Syntax

QUOTES = frozenset({'"', "“", "”", "``", "''"})
OUTSIDE = frozenset("after since because when while as before during following despite amid although though where until".split())


def region_of(syntax: Syntax, word: int, content: Iterable[int]) -> frozenset[int]:
    """The words of a saying's content, without the saying itself."""
    inside: set[int] = set()
    own = set(syntax.subtree(word))
    for head in content:
        words = set(syntax.subtree(head))
        if word in words:
            words -= own
        if syntax.rel(head) in ("xcomp", "advcl") and word < head:
            # "agreed to withdraw … after nine hours of talks": the circumstance is the saying's, not the content's
            words -= {k for c in syntax.children[head] if c > head and _circumstance(syntax, c) for k in syntax.subtree(c)}
        inside |= words
    return frozenset(inside - {word})


def _circumstance(syntax: Syntax, i: int) -> bool:
    marks = {syntax.words[m].text.lower() for m in syntax.of(i, "mark", "case")}
    return syntax.rel(i) in ("obl", "advcl") and bool(marks & {"after", "during", "following", "since", "amid", "despite", "when", "while"})


def _participle(syntax: Syntax, i: int) -> bool:
    """Whether the word is a participle after a noun ("the men seized in May"), not a clause ("reports that they had crossed")."""
    return syntax.rel(i) == "acl" and syntax.words[i].tag in ("VBN", "VBD") and not syntax.of(i, "mark", "nsubj", "aux")


def told_along(syntax: Syntax, inner: int, outer: Draft) -> bool:
    """Whether the act at `inner` is background that the report itself tells inside somebody's words: in a relative clause or a participle
    after a noun ("denounced the men who attacked …", "the sailors seized in May")."""
    at = inner
    while at >= 0 and at not in outer.content:
        word = syntax.words[at]
        if "relcl" in word.deprel or _participle(syntax, at):
            return True
        at = word.head
    return False


def direct(syntax: Syntax, inner: int, outer: Draft) -> bool:
    """Whether the act at `inner` is itself what `outer` is about, and not a circumstance told along with it."""
    at = inner
    for _ in range(12):
        if at in outer.content:
            return True
        rel = syntax.rel(at)
        if "relcl" in syntax.words[at].deprel or rel in ("parataxis", "appos"):
            return False
        if _participle(syntax, at):
            return False
        if rel in ("advcl", "obl", "nmod"):
            marks = [syntax.words[m].text.lower() for m in syntax.of(at, "mark", "advmod", "case")]
            if any(m in OUTSIDE for m in marks):
                return False
        at = syntax.words[at].head
        if at < 0:
            return False
    return False


class Sources:
    """Voices that no verb of saying gives: "according to X", and quotations that stand free of their speaker."""

    def __init__(self, syntax: Syntax, cast: Cast) -> None:
        self.syntax, self.cast = syntax, cast
        self.said: list[tuple[frozenset[int], tuple[Side, ...]]] = []
        for i, word in enumerate(syntax.words):
            if word.text.lower() == "according" and i + 1 < len(syntax.words) and syntax.words[i + 1].text.lower() == "to":
                self._according(i)

    def _according(self, i: int) -> None:
        syntax = self.syntax
        noun = next((a for a in syntax.ancestors(i) if syntax.words[a].upos in ("NOUN", "PROPN", "PRON")), None)
        if noun is None:
            noun = next((c for c in syntax.children[i] if syntax.words[c].upos in ("NOUN", "PROPN", "PRON")), None)
        if noun is None:
            return
        sides = self.cast.resolve(noun)
        if not sides:
            sides = tuple(
                s for p in syntax.possessor(noun) + syntax.oblique(noun, "by") + syntax.oblique(noun, "from") for s in self.cast.resolve(p)
            )
        if not sides:
            d = self.cast.nouns.described(noun)
            sides = self.cast.single(noun) if d.kind else ()
        above = syntax.words[noun].head if syntax.words[noun].head != i else syntax.words[i].head
        if sides and above >= 0:
            self.said.append((frozenset(syntax.subtree(above)) - frozenset(syntax.subtree(noun)), sides))

    def of(self, word: int) -> tuple[Side, ...]:
        """The sources by "according to" of one word, those of the smallest stretch around it."""
        around = [(len(region), n) for n, (region, _) in enumerate(self.said) if word in region]
        return self.said[min(around)[1]][1] if around else ()


def free_quotes(syntax: Syntax, drafts: list[Draft], opening: frozenset[int]) -> dict[int, Draft]:
    """For each sentence that stands in quotation marks without a saying of its own: the saying whose speaker goes on talking.

    A quotation may open in one sentence and close in a later one, and goes on over a paragraph's end only where the next paragraph opens
    with a mark of its own. The speaker is the one named in the sentence before, else in the sentence after. `opening` are the sentences
    that open a paragraph.
    """
    sayings: dict[int, Draft] = {}
    for d in drafts:
        if d.saying and d.actors and not d.noun and d.type != "AGREE":
            sayings[syntax.words[d.word].sentence] = d
    spoken: dict[int, Draft] = {}
    inside = False
    for n, sentence in enumerate(syntax.reading.sentences):
        texts = [syntax.words[k].text for k in range(sentence.first, sentence.last)]
        if sentence.kind != "paragraph":
            inside = False
            continue
        if n in opening:
            inside = False
        opened = inside or (bool(texts) and texts[0] in QUOTES)
        for text in texts:
            if text in ("“", "``"):
                inside = True
            elif text in ("”", "''"):
                inside = False
            elif text == '"':
                inside = not inside
        whole = opened and (texts[-1] in QUOTES or inside or (len(texts) > 1 and texts[-2] in QUOTES))
        own = sayings.get(n)
        if whole and own is None:
            previous = spoken.get(n - 1) or sayings.get(n - 1)
            following = sayings.get(n + 1)
            chosen = previous or following
            if chosen is not None:
                spoken[n] = chosen
    return spoken
