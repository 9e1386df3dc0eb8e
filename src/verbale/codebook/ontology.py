"""What may be coded: event types with their modes, contexts, sectors, statuses, and the codes of bodies without a state.

The types, modes, contexts and sectors are those of the PLOVER ontology, manual 0.8 (2021), and verbale's additions, marked `new`.
They are kept as YAML under `entries/ontology/`, one file a type; this module only loads and checks them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from verbale.codebook.sources import ENTRIES, Item, read_items, read_yaml
from verbale.errors import CodebookError
from verbale.records import Trigger

CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""The four classes of event types, in the order of the usual quad codes 1 to 4."""


class Mode(Struct, frozen=True):
    """A finer kind of one event type. `score` as in `EventType`; `new` marks modes that PLOVER lacks."""

    name: str
    definition: str
    score: float
    new: bool
    ours: bool


class Example(Struct, frozen=True):
    """A sentence that holds an act of one type, with the trigger and its offsets in the sentence."""

    text: str
    trigger: Trigger
    mode: str | None


class EventType(Struct, frozen=True):
    """One type of act.

    `quad` is one of `CLASSES`. `score` runs from -10 (hostile) to +10 (friendly); `ours` marks a score that verbale set by
    that scale, not one printed in the manual. `new` marks types that PLOVER lacks; `rules` settle the borderline cases.
    """

    name: str
    quad: str
    definition: str
    score: float
    new: bool
    ours: bool
    modes: tuple[Mode, ...]
    rules: tuple[str, ...]
    examples: tuple[Example, ...]

    def mode(self, name: str) -> Mode | None:
        """The mode of that name, or None."""
        return next((mode for mode in self.modes if mode.name == name), None)


class Context(Struct, frozen=True):
    """What an act is about ("military", "legal")."""

    name: str
    definition: str


class Sector(Struct, frozen=True):
    """What kind of party somebody is ("GOV", "REB")."""

    code: str
    name: str
    definition: str


class Body(Struct, frozen=True):
    """A code that stands in the place of a country for bodies that belong to no one state ("UNO")."""

    code: str
    name: str
    definition: str


class Status(Struct, frozen=True):
    """How a report presents an act; `signs` are typical words for it."""

    name: str
    definition: str
    signs: str


class Ontology(Struct, frozen=True):
    """All that may be coded. `sayings` names the types that are acts of saying, strongest first."""

    types: tuple[EventType, ...]
    sayings: tuple[str, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    statuses: tuple[Status, ...]
    bodies: tuple[Body, ...]

    def type(self, name: str) -> EventType | None:
        """The event type of that name ("AGREE"), or None."""
        return next((found for found in self.types if found.name == name), None)

    def score(self, type: str, mode: str | None = None) -> float:
        """The score of a type, or of one of its modes; `CodebookError` where there is no such type or mode.

        >>> load_ontology().score("RETREAT", "ceasefire")
        8.0
        """
        found = self.type(type)
        if found is None:
            raise CodebookError(f"the type {type!r} is not in the codebook; use one of {', '.join(t.name for t in self.types)}")
        if mode is None:
            return found.score
        finer = found.mode(mode)
        if finer is None:
            names = ", ".join(m.name for m in found.modes) or "none, it has no modes"
            raise CodebookError(f"{type} has no mode {mode!r}; its modes: {names}")
        return finer.score


@cache
def load_ontology(folder: Path = ENTRIES / "ontology") -> Ontology:
    """The ontology from its YAML files, checked; `CodebookError` says where a file is not as the codebook wants it.

    >>> ontology = load_ontology()
    >>> [mode.name for mode in ontology.type("AGREE").modes]
    ['sign', 'promise', 'offer', 'accept']
    """
    paths = sorted((folder / "types").glob("*.yaml"))
    if not paths:
        raise CodebookError(f"{folder / 'types'}: no type files (*.yaml); give the folder of a codebook, with one file a type")
    types = tuple([_read_type(path) for path in paths])
    ontology = Ontology(
        types=types,
        sayings=_read_sayings(folder / "sayings.yaml", tuple(t.name for t in types)),
        contexts=tuple(
            Context(item.text("name"), item.text("definition")) for item in read_items(folder / "contexts.yaml", ("name", "definition"))
        ),
        sectors=tuple(Sector(*_coded(item)) for item in read_items(folder / "sectors.yaml", _CODED)),
        statuses=tuple(
            Status(item.text("name"), item.text("definition"), item.text("signs"))
            for item in read_items(folder / "statuses.yaml", ("name", "definition", "signs"))
        ),
        bodies=tuple(Body(*_coded(item)) for item in read_items(folder / "bodies.yaml", _CODED)),
    )
    _once([t.name for t in ontology.types], folder / "types")
    _once([c.name for c in ontology.contexts], folder / "contexts.yaml")
    _once([s.code for s in ontology.sectors], folder / "sectors.yaml")
    _once([s.name for s in ontology.statuses], folder / "statuses.yaml")
    _once([b.code for b in ontology.bodies], folder / "bodies.yaml")
    return ontology


def read_sector(item: Item) -> str:
    """The field `sector` of an entry: one of the shipped sectors, or empty; `CodebookError` for anything else."""
    sector = item.text("sector", empty=True)
    if sector and sector not in _sector_codes():
        codes = ", ".join(_sector_codes())
        raise CodebookError(f'{item.place}: the sector {sector!r} is not in the codebook; write one of {codes}, or "" for none')
    return sector


@cache
def _sector_codes() -> tuple[str, ...]:
    return tuple([sector.code for sector in load_ontology().sectors])


_CODED = ("code", "name", "definition")
_TYPE = ("name", "class", "new", "score", "ours", "definition", "modes", "rules", "examples")
_MODE = ("name", "new", "score", "ours", "definition")


def _coded(item: Item) -> tuple[str, str, str]:
    code = item.text("code")
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise CodebookError(f"{item.place}: the code {code!r} is not three capital letters; write it as in GOV")
    return code, item.text("name"), item.text("definition")


def _read_type(path: Path) -> EventType:
    item = Item(read_yaml(path), str(path), _TYPE)
    name, quad = item.text("name"), item.text("class")
    if name.lower() != path.stem or not name.isupper():
        raise CodebookError(
            f"{item.place}: the name is not the file's name in capitals; write name: {path.stem.upper()} or rename the file"
        )
    if quad not in CLASSES:
        raise CodebookError(f"{item.place}: the class {quad!r} is not known; write one of {', '.join(CLASSES)}")
    modes = tuple(
        Mode(mode.text("name"), mode.text("definition"), _score(mode), mode.flag("new"), mode.flag("ours"))
        for mode in item.items("modes", _MODE)
    )
    _once([mode.name for mode in modes], path)
    known = {mode.name for mode in modes}
    return EventType(
        name=name,
        quad=quad,
        definition=item.text("definition"),
        score=_score(item),
        new=item.flag("new"),
        ours=item.flag("ours"),
        modes=modes,
        rules=item.texts("rules"),
        examples=tuple(_example(example, known) for example in item.items("examples", ("text", "mode"))),
    )


def _score(item: Item) -> float:
    score = item.number("score")
    if not -10 <= score <= 10:
        raise CodebookError(f"{item.place}: the score {score:g} is off the scale; write a number from -10 to 10")
    return score


def _example(item: Item, modes: set[str]) -> Example:
    marked = item.text("text")
    if marked.count("[") != 1 or marked.count("]") != 1 or marked.index("[") + 1 >= marked.index("]"):
        raise CodebookError(f"{item.place}: {marked!r} does not mark one trigger; put it in brackets, as in 'They [met] on Monday.'")
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    trigger = Trigger(text[start:end], start, end)
    if trigger.text != trigger.text.strip():
        raise CodebookError(f"{item.place}: {marked!r} marks blanks; put the brackets close to the trigger's words")
    mode = item.optional("mode")
    if mode is not None and mode not in modes:
        names = ", ".join(sorted(modes)) or "it has none"
        raise CodebookError(f"{item.place}: the mode {mode!r} is not one of the type's ({names}); correct it or write null")
    return Example(text, trigger, mode)


def _read_sayings(path: Path, types: tuple[str, ...]) -> tuple[str, ...]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise CodebookError(f"{path}: wanted a list of type names, strongest first, found {type(content).__name__}")
    for name in content:
        if name not in types:
            raise CodebookError(f"{path}: {name!r} is not a type of this codebook; use {', '.join(types)}")
    _once(content, path)
    return tuple(content)


def _once(names: list[str], path: Path) -> None:
    for name in names:
        if names.count(name) > 1:
            raise CodebookError(f"{path}: {name!r} is given {names.count(name)} times; keep one of them")
