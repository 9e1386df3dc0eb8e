"""What a saying says: the stretches of text that are its content."""

from __future__ import annotations

from verbale.codebook.ontology import load_ontology
from verbale.coding.syntax import Syntax
from verbale.reading import Event
from verbale.records import Span

CONTENT = ("ccomp", "xcomp", "parataxis", "advcl", "obj", "obl", "acl", "nmod")
"""Relations of what is said to the word that says so, likeliest first."""
MARKS = frozenset("PUNCT CCONJ".split())


class Contents:
    """Contents of the sayings of one reading: those of an attribution whose cue is the trigger, else the likeliest clause or phrase."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.words, self.sayings = syntax, syntax.words, load_ontology().sayings
        self._cued = {k: a for a in syntax.reading.attributions for first, last in a.cue for k in range(first, last) if a.content}

    def of(self, event: Event) -> tuple[Span, ...]:
        """The stretches of an event's content, in order; none for a deed."""
        if event.type not in self.sayings:
            return ()
        attribution = next((self._cued[k] for k in range(event.first, event.last) if k in self._cued), None)
        if attribution is not None:
            return tuple(Span(self.words[first].start, self.words[last - 1].end) for first, last in attribution.content)
        parties = {a.word for a in event.arguments}
        for relation in CONTENT:
            for child in self.syntax.of(event.word, relation):
                inside = self.syntax.subtree(child)
                if child in parties:
                    continue
                kept = [k for k in inside if self.words[k].upos not in MARKS] or list(inside)
                return (Span(self.words[kept[0]].start, self.words[kept[-1]].end),)
        return ()
