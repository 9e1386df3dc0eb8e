"""The network's numbers into a `Reading`: sentences, trees, lemmas, mentions, attributions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from verbale.reader.attributions import Stretch, Tags, anchors, exits, group
from verbale.reader.card import Card
from verbale.reader.events import HOME, Sighted, Triggers
from verbale.reader.grammar import Grammar
from verbale.reader.lemmas import Lemmas, counted
from verbale.reader.mentions import Entities, antecedents, assemble, name_words, same_names
from verbale.reader.session import Floats, Ints, Marks
from verbale.reader.windows import Part, Window, join
from verbale.reader.words import Passage, Token
from verbale.reading import Event, Mention, Reading, Sentence, Word

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


class View(Struct):
    """What one window says, short enough that the windows of the longest report stay in memory; words count within the window.

    `ends`, `upos`, `tag`, `heads`, `head_scores`, `relations` as in `Marks`, relations in half precision. `mentions` are head words with
    their types, beliefs and homes (-1 for none), `antecedents` pairs (mention, earlier mention), `anchors` run beside `stretches`;
    `triggers` are in order.
    """

    ends: Flags
    upos: Ints
    tag: Ints
    heads: Ints
    head_scores: Floats
    relations: Floats
    mentions: list[int]
    types: list[int]
    beliefs: list[float]
    homes: list[int]
    antecedents: list[tuple[int, int]]
    stretches: list[Stretch]
    anchors: list[int]
    triggers: list[Sighted]


class Decoder:
    """Decodes what a model with this card says."""

    def __init__(self, card: Card) -> None:
        self.labels = card.labels
        self.grammar = Grammar(card.labels.deprel)
        self.tags = Tags(card.labels.attribution, card.transitions, card.weights)
        self.triggers = Triggers(card.labels, card.thresholds, card.calibration)
        self.thresholds = card.thresholds
        self.lemmas = Lemmas()

    def views(self, marks: Sequence[Marks], inputs: Sequence[tuple[Sequence[str], Sequence[int]]]) -> list[View]:
        """The views of windows from their marks; `inputs` are the words and breaks that each window was read with."""
        ends = []
        for mark, (_, stops) in zip(marks, inputs, strict=True):
            breaks = np.array(stops)
            ends.append(((mark.ends > 0) & (breaks >= 0)) | (breaks > 0))
        places = [exits(words, end.tolist()) for (words, _), end in zip(inputs, ends, strict=True)]
        rows = self.tags.best([m.attribution for m in marks], places)
        return [self._view(*each) for each in zip(marks, ends, rows, strict=True)]

    def _view(self, mark: Marks, ends: Flags, row: list[int]) -> View:
        kinds = mark.mention.argmax(1)
        none = np.exp(mark.party - mark.party.max(1, keepdims=True))
        parties = none[:, 0] / none.sum(1) < 1 - self.thresholds.party
        kinds = np.where(parties & (kinds == 0), mark.mention[:, 1:].argmax(1) + 1, kinds)
        mentions: list[int] = np.flatnonzero(kinds).tolist()
        homes = self._homes(mark.roles[HOME, mentions], parties[mentions])
        logits = mark.mention[mentions]
        shares = np.exp(logits[np.arange(len(mentions)), kinds[mentions]]) / np.exp(logits).sum(1)
        stretches = self.tags.stretches(row, self.tags.beliefs(mark.attribution, row).tolist()) if any(row) else []
        sentence: list[int] = (np.cumsum(ends) - ends).tolist()
        return View(
            ends=ends,
            upos=mark.upos,
            tag=mark.tag,
            heads=mark.heads,
            head_scores=mark.head_scores,
            relations=mark.relations.astype(np.float16),
            mentions=mentions,
            types=kinds[mentions].tolist(),
            beliefs=shares.tolist(),
            homes=homes,
            antecedents=antecedents(mark.coreference, mentions),
            stretches=stretches,
            anchors=anchors(stretches, mark.links, sentence),
            triggers=self.triggers.of(mark, np.flatnonzero(parties).tolist(), np.append(ends[:-1], True)),
        )

    def _homes(self, scores: Floats, parties: Flags) -> list[int]:
        """For each mention the word that tells where it belongs, -1 where none is likely enough: `scores` [M, W + 1]; `parties` [M] says
        whether it is a party's."""
        if not len(scores):
            return []
        best = scores.argmax(1)
        shares = 1 / np.exp(scores - scores.max(1, keepdims=True)).sum(1)
        sure = parties & (best < scores.shape[1] - 1) & (shares >= self.thresholds.home)
        return [int(word) if found else -1 for word, found in zip(best.tolist(), sure.tolist(), strict=True)]

    def decode(self, draft: Draft, views: Sequence[View]) -> Reading:
        """The reading of a report from the views of its windows."""
        if not draft.tokens:
            return Reading((), ())
        parts = join(draft.windows, [v.ends for v in views])
        words, sentences = self._syntax(draft, parts, views)
        stretches, anchor = self._stretches(draft, parts, views)
        names = name_words(words)
        entities = Entities(names)
        mentions = self._mentions(draft, parts, views, words, names, entities)
        return Reading(words, sentences, mentions, group(stretches, anchor), self._events(draft, parts, views, entities))

    def stretches(self, draft: Draft, views: Sequence[View]) -> list[Stretch]:
        """The sources, cues and contents of a report one by one, those too that belong to no attribution."""
        return self._stretches(draft, join(draft.windows, [v.ends for v in views]), views)[0]

    def _syntax(self, draft: Draft, parts: Sequence[Part], views: Sequence[View]) -> tuple[tuple[Word, ...], tuple[Sentence, ...]]:
        tokens, labels = draft.tokens, self.labels
        heads: list[int] = []
        relations: list[str] = []
        upos: list[str] = []
        tag: list[str] = []
        bounds: list[tuple[int, int]] = []
        begin, roots = 0, []
        for part in parts:
            window, view = draft.windows[part.window], views[part.window]
            first, last = part.first - window.first, part.last - window.first
            best = view.relations[first:last].argmax(-1)
            upos += [labels.upos[u] for u in view.upos[first:last].tolist()]
            tag += [labels.tag[t] for t in view.tag[first:last].tolist()]
            stops = (np.flatnonzero(view.ends[first:last]) + first + 1).tolist()
            if not stops or stops[-1] != last:
                stops.append(last)
            start = first
            for stop in stops:
                candidates = view.heads[start:stop]
                inside = np.where(candidates < 0, -1, candidates - start)
                inside = np.where((candidates >= 0) & (inside < 0), -2, inside)
                chosen, names = self.grammar.parse(
                    inside, view.head_scores[start:stop], view.relations[start:stop], best[start - first : stop - first]
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
        tag = counted([t.text for t in tokens], tag, heads, relations)
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

    def _events(self, draft: Draft, parts: Sequence[Part], views: Sequence[View], entities: Entities) -> tuple[Event, ...]:
        sighted = [
            (draft.windows[part.window].first, trigger)
            for part in parts
            for trigger in views[part.window].triggers
            if part.first <= draft.windows[part.window].first + trigger.word < part.last
        ]
        return self.triggers.assemble(sighted, entities.find)

    def _mentions(
        self,
        draft: Draft,
        parts: Sequence[Part],
        views: Sequence[View],
        words: tuple[Word, ...],
        names: dict[int, set[str]],
        entities: Entities,
    ) -> tuple[Mention, ...]:
        heads: list[int] = []
        types: list[str] = []
        beliefs: list[float] = []
        homes: list[int] = []
        links: list[tuple[int, int]] = []
        for part in parts:
            window, view = draft.windows[part.window], views[part.window]
            own = range(part.first - window.first, part.last - window.first)
            for i, kind, belief, home in zip(view.mentions, view.types, view.beliefs, view.homes, strict=True):
                if i in own:
                    heads.append(window.first + i)
                    types.append(self.labels.mention[kind])
                    beliefs.append(belief)
                    homes.append(window.first + home if home >= 0 else -1)
            links += [(window.first + later, window.first + earlier) for later, earlier in view.antecedents if later in own]
        for later, earlier in same_names(heads, names) + links:
            entities.join(later, earlier)
        return assemble(heads, types, beliefs, homes, entities, words)

    def _stretches(self, draft: Draft, parts: Sequence[Part], views: Sequence[View]) -> tuple[list[Stretch], list[int]]:
        """Stretches in order, and the first word of what holds each one's attribution together."""
        stretches: list[Stretch] = []
        anchor: list[int] = []
        for part in parts:
            offset, view = draft.windows[part.window].first, views[part.window]
            for s, a in zip(view.stretches, view.anchors, strict=True):
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
