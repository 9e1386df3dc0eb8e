"""The network's numbers into a `Reading`: sentences, trees, lemmas, mentions, attributions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from verbale.reader.attributions import Stretch, Tags, anchors, group
from verbale.reader.card import Card
from verbale.reader.grammar import Grammar
from verbale.reader.lemmas import Lemmas
from verbale.reader.mentions import Entities, antecedents, assemble
from verbale.reader.session import Marks
from verbale.reader.windows import Part, Window, join
from verbale.reader.words import Passage, Token
from verbale.reading import Mention, Reading, Sentence, Word

Flags = NDArray[np.bool_]


class Draft(Struct):
    """One report on its way: its words, the windows over them, and where sentences must (1) or must not (-1) end."""

    passages: list[Passage]
    tokens: list[Token]
    windows: list[Window]
    breaks: list[int]

    def inputs(self) -> list[tuple[list[str], list[int]]]:
        """What the session reads of each window."""
        return [([t.text for t in self.tokens[w.first : w.last]], self.breaks[w.first : w.last]) for w in self.windows]


class Decoder:
    """Decodes what a model with this card says."""

    def __init__(self, card: Card) -> None:
        self.labels = card.labels
        self.grammar = Grammar(card.labels.deprel)
        self.tags = Tags(card.labels.attribution, card.transitions)
        self.lemmas = Lemmas()

    def decode(self, draft: Draft, marks: Sequence[Marks], rows: Sequence[list[int]]) -> Reading:
        """The reading of a report from the marks of its windows and the windows' rows of attribution tags."""
        if not draft.tokens:
            return Reading((), ())
        ends = self._ends(draft, marks)
        parts = join(draft.windows, ends)
        words, sentences = self._syntax(draft, parts, marks, ends)
        stretches, anchor = self._stretches(draft, parts, marks, rows)
        return Reading(words, sentences, self._mentions(draft, parts, marks, words), group(stretches, anchor))

    def stretches(self, draft: Draft, marks: Sequence[Marks], rows: Sequence[list[int]]) -> list[Stretch]:
        """The sources, cues and contents of a report one by one, those too that belong to no attribution."""
        return self._stretches(draft, join(draft.windows, self._ends(draft, marks)), marks, rows)[0]

    def _ends(self, draft: Draft, marks: Sequence[Marks]) -> list[Flags]:
        """Where each window ends its sentences."""
        ends = []
        for window, mark in zip(draft.windows, marks, strict=True):
            breaks = np.array(draft.breaks[window.first : window.last])
            ends.append(((mark.ends > 0) & (breaks >= 0)) | (breaks > 0))
        return ends

    def _syntax(
        self, draft: Draft, parts: Sequence[Part], marks: Sequence[Marks], ends: Sequence[Flags]
    ) -> tuple[tuple[Word, ...], tuple[Sentence, ...]]:
        tokens, labels = draft.tokens, self.labels
        heads: list[int] = []
        relations: list[str] = []
        upos: list[str] = []
        tag: list[str] = []
        bounds: list[tuple[int, int]] = []
        begin, roots = 0, []
        for part in parts:
            window, mark = draft.windows[part.window], marks[part.window]
            first, last = part.first - window.first, part.last - window.first
            best = mark.relations[first:last].argmax(-1)
            upos += [labels.upos[u] for u in mark.upos[first:last].tolist()]
            tag += [labels.tag[t] for t in mark.tag[first:last].tolist()]
            stops = (np.flatnonzero(ends[part.window][first:last]) + first + 1).tolist()
            if not stops or stops[-1] != last:
                stops.append(last)
            start = first
            for stop in stops:
                candidates = mark.heads[start:stop]
                inside = np.where(candidates < 0, -1, candidates - start)
                inside = np.where((candidates >= 0) & (inside < 0), -2, inside)
                chosen, names = self.grammar.parse(
                    inside, mark.head_scores[start:stop], mark.relations[start:stop], best[start - first : stop - first]
                )
                base = window.first + start
                root = base + chosen.index(-1)
                heads += [base + h if h >= 0 else -1 for h in chosen]
                relations += [labels.deprel[r] for r in names]
                roots.append(root)
                start = stop
                if stop < last or part.ends:
                    # A sentence read in several parts hangs on the root of the first.
                    for other in roots[1:]:
                        heads[other], relations[other] = roots[0], "parataxis"
                    bounds.append((begin, window.first + stop))
                    begin, roots = window.first + stop, []
        lemmas = [self.lemmas.of(t.text, u, x) for t, u, x in zip(tokens, upos, tag, strict=True)]
        for i, head in enumerate(heads):
            # "'s" is "has" before a participle that it helps to a perfect.
            if upos[i] == "AUX" and relations[i] == "aux" and lemmas[i] == "be" and tokens[i].text[1:] == "s" and tag[head] == "VBN":
                lemmas[i] = "have"
        words: list[Word] = []
        sentences: list[Sentence] = []
        kind = [p.kind for p in draft.passages for _ in p.tokens]
        for number, (first, last) in enumerate(bounds):
            for i in range(first, last):
                t = tokens[i]
                words.append(Word(t.text, t.start, t.end, lemmas[i], upos[i], tag[i], heads[i], relations[i], number))
            sentences.append(Sentence(first, last, tokens[first].start, tokens[last - 1].end, kind[first]))
        return tuple(words), tuple(sentences)

    def _mentions(self, draft: Draft, parts: Sequence[Part], marks: Sequence[Marks], words: tuple[Word, ...]) -> tuple[Mention, ...]:
        entities = Entities()
        heads: list[int] = []
        types: list[str] = []
        beliefs: list[float] = []
        for part in parts:
            window, mark = draft.windows[part.window], marks[part.window]
            kinds = mark.mention.argmax(1)
            here: list[int] = np.flatnonzero(kinds).tolist()
            own = range(part.first - window.first, part.last - window.first)
            scores = mark.mention - mark.mention.max(1, keepdims=True)
            shares = np.exp(scores)
            for i in here:
                if i in own:
                    heads.append(window.first + i)
                    types.append(self.labels.mention[kinds[i]])
                    beliefs.append(float(1.0 / shares[i].sum()))
            for later, earlier in antecedents(mark.coreference, here, own):
                entities.join(window.first + later, window.first + earlier)
        return assemble(heads, types, beliefs, entities, words)

    def _stretches(
        self, draft: Draft, parts: Sequence[Part], marks: Sequence[Marks], rows: Sequence[list[int]]
    ) -> tuple[list[Stretch], list[int]]:
        """Stretches in order, and the first word of what holds each one's attribution together."""
        stretches: list[Stretch] = []
        anchor: list[int] = []
        for part in parts:
            window, mark = draft.windows[part.window], marks[part.window]
            row = rows[part.window]
            if not any(row):
                continue
            found = self.tags.stretches(row, self.tags.beliefs(mark.attribution, row).tolist())
            offset = window.first
            for s, a in zip(found, anchors(found, mark.links), strict=True):
                first, last = max(s.first + offset, part.first), min(s.last + offset, part.last)
                if first >= last:
                    continue
                if first > s.first + offset and stretches and stretches[-1].role == s.role and stretches[-1].last == first:
                    # The stretch began before this window took over: one stretch, as the window before linked it.
                    stretches[-1] = Stretch(s.role, stretches[-1].first, last, (stretches[-1].score + s.score) / 2)
                    continue
                stretches.append(Stretch(s.role, first, last, s.score))
                anchor.append(first if a == s.first else a + offset)
        known = {s.first for s in stretches}
        return stretches, [a if a in known else s.first for a, s in zip(anchor, stretches, strict=True)]
