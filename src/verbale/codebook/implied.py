"""Word lists by which a plain saying does more than state: warns, accuses, threatens; and those that tell a report on sport."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from verbale.codebook.sources import ENTRIES, Item, read_yaml


class Implied(Struct, frozen=True):
    """Lemmas by what they tell of a saying whose content holds them; `sport` holds word forms."""

    harm: frozenset[str]
    wrong: frozenset[str]
    blame: frozenset[str]
    punishment: frozenset[str]
    arms: frozenset[str]
    arming: frozenset[str]
    sport: frozenset[str]


@cache
def load_implied(path: Path = ENTRIES / "implied.yaml") -> Implied:
    """The lists from their YAML file; `CodebookError` says where it is wrong.

    >>> "collapse" in load_implied().harm
    True
    """
    item = Item(read_yaml(path), str(path), Implied.__struct_fields__)
    return Implied(**{name: frozenset(item.texts(name)) for name in Implied.__struct_fields__})
