"""Cue words: which verbs, nouns and adjectives name an act of which type, and where its parties stand.

Kept as YAML under `entries/cues/`, one file a type; this module only loads and checks them. A file is a mapping

    type: REJECT
    to: [from, by]                     # where the recipient stands, first that is filled; a cue's own `to` replaces it
    cues:
      - {verbs: [refuse, call off, take =part], mode: yield, content: [clause, obj], only: [...], not: [...]}

Patterns: `refuse` a lemma; `call off` a lemma with words that must follow it; `take =part|place` a lemma with one of these objects;
`withdraw from =treaty` both. Of nouns the last word is the head: `hunger strike`.

Slots: `obj`, `iobj`, `subj`, `poss` ("Norland's"), `amod` ("Norland" before a noun), a preposition ("against"), or any of these on
the object noun (`obj.against`: "imposed a ban on X" is `obj.on`). `clause` (only in `content`) is a clause that depends on the cue.

Fields of a cue: `verbs` | `nouns` | `adjectives`; `mode`; `to` recipient slots; `by` actor slots (a verb's actor is its subject);
`content` slots whose acts are the content of this one; `only` and `not` lemmas that the object must or must not have (of a noun: its
"of" phrase or compound); `subject` lemmas that the subject must have; `sectors` those an actor may have; `needs` what must be filled
(actor, recipient, content); `together` all sides are actors; `swap` actor and recipient change places; `inner` a type that the object
itself names within this act ("announced a truce").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from verbale.codebook.ontology import load_ontology
from verbale.codebook.sources import ENTRIES, Item, read_yaml
from verbale.errors import CodebookError

NEEDS = ("actor", "recipient", "content")


class Cue(Struct, frozen=True):
    """One pattern that names an act. `after` are the words that must follow the lemma, `objects` lemmas one of which must be its object."""

    lemma: str
    pos: str
    type: str
    mode: str | None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    together: bool = False
    swap: bool = False
    inner: str | None = None

    @property
    def pattern(self) -> str:
        """The pattern as the file writes it."""
        objects = ["=" + "|".join(sorted(self.objects))] if self.objects else []
        return " ".join([*self.before, self.lemma, *self.after, *objects])

    @property
    def weight(self) -> int:
        """How much the pattern asks for; where two cues fit one word the heavier is taken."""
        return 2 * len(self.after) + 2 * len(self.before) + 3 * bool(self.objects) + 2 * bool(self.only) + bool(self.subject)


class Cues(Struct, frozen=True):
    """All cues, by part of speech ("verb", "noun", "adjective") and lemma, heaviest first."""

    by_lemma: dict[tuple[str, str], tuple[Cue, ...]]

    def of(self, pos: str, lemma: str) -> tuple[Cue, ...]:
        """The cues of one lemma.

        >>> [cue.type for cue in load_cues().of("verb", "accuse")]
        ['ACCUSE']
        """
        return self.by_lemma.get((pos, lemma), ())


@cache
def load_cues(folder: Path = ENTRIES / "cues") -> Cues:
    """The cues from their YAML files, checked against the ontology; `CodebookError` says where a file is wrong."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise CodebookError(f"{folder}: no cue files (*.yaml); give the folder of a codebook, with one file a type")
    found: dict[tuple[str, str], list[Cue]] = {}
    for path in paths:
        for cue in _read(path):
            found.setdefault((cue.pos, cue.lemma), []).append(cue)
    return Cues({key: tuple(sorted(cues, key=lambda c: -c.weight)) for key, cues in found.items()})


_CUE = (
    "verbs", "nouns", "adjectives", "mode", "to", "by", "content", "only", "not", "subject", "sectors", "needs", "together", "swap",
    "inner",
)  # fmt: skip


def _read(path: Path) -> Iterable[Cue]:
    top = Item(read_yaml(path), str(path), ("type", "to", "cues"))
    kind = load_ontology().type(top.text("type"))
    if kind is None or kind.name.lower() != path.stem:
        raise CodebookError(
            f"{path}: the type {top.text('type')!r} is not one of the codebook, or not the file's name; write type: {path.stem.upper()}"
        )
    modes = {mode.name for mode in kind.modes}
    for item in top.items("cues", _CUE):
        mode = item.optional("mode")
        if mode is not None and mode not in modes:
            raise CodebookError(
                f"{item.place}: the mode {mode!r} is not one of {kind.name}'s ({', '.join(sorted(modes)) or 'none'}); correct it"
            )
        needs = frozenset(item.texts("needs"))
        if needs - set(NEEDS):
            raise CodebookError(f"{item.place}: needs {', '.join(sorted(needs - set(NEEDS)))!r} is not known; use {', '.join(NEEDS)}")
        sectors = frozenset(item.texts("sectors"))
        if unknown := sectors - {sector.code for sector in load_ontology().sectors}:
            raise CodebookError(f"{item.place}: {', '.join(sorted(unknown))} is no sector; use the codes of ontology/sectors.yaml")
        inner = item.optional("inner")
        if inner is not None and load_ontology().type(inner) is None:
            raise CodebookError(f"{item.place}: inner {inner!r} is not a type; use one of the codebook's")
        patterns = [(pos, text) for pos in ("verb", "noun", "adjective") for text in item.texts(pos + "s")]
        if not patterns:
            raise CodebookError(f"{item.place}: no verbs, nouns or adjectives; give at least one pattern")
        for pos, text in patterns:
            head = [word for word in text.split() if not word.startswith("=")]
            objects = frozenset(part for word in text.split() if word.startswith("=") for part in word[1:].split("|"))
            noun = pos == "noun"
            yield Cue(
                lemma=head[-1] if noun else head[0],
                pos=pos,
                type=kind.name,
                mode=mode,
                after=() if noun else tuple(head[1:]),
                before=tuple(head[:-1]) if noun else (),
                objects=objects,
                to=item.texts("to", top.texts("to")),
                by=item.texts("by") or (("poss", "by", "amod", "of") if noun else ("subj",)),
                content=item.texts("content"),
                only=frozenset(item.texts("only")),
                exclude=frozenset(item.texts("not")),
                subject=frozenset(item.texts("subject")),
                sectors=sectors,
                needs=needs,
                together=item.flag("together"),
                swap=item.flag("swap"),
                inner=inner,
            )
