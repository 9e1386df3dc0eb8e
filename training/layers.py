"""The coded layer of training documents: acts over words, seen through windows and stacked into batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from verbale.reader.labels import Labels
from verbale.reader.session import POINTERS

IGNORE = -100
"""A target that no loss counts."""
LABELS = ("act", "mode", "status", "context", "party")
"""The fields of `Labels` that acts need."""


class Coded(Struct):
    """One act; words count within the document, -1 for none. `parties` holds for actors, recipients and speakers the keys, each with the
    head word that names the party there (-1 where it is left to be understood)."""

    word: int
    last: int
    type: str
    mode: str
    status: str
    contexts: tuple[str, ...]
    parties: tuple[tuple[tuple[str, int], ...], ...]
    within: int = -1
    opens: int = -1
    closes: int = -1
    when: int = -1
    where: int = -1


class Layer(Struct):
    """The coded layer of a document. One entry a word: `body`, whether it stands in a sentence that was coded; `keys`, the parties that
    the mention with this head means; `sector`, that of the first of them; `name`, whether the word is part of a party's proper name;
    `home`, of the same heads, the words that tell the party's state or body: () where it has none, None where it is not known."""

    acts: list[Coded]
    body: list[bool]
    keys: list[tuple[str, ...]]
    sector: list[str]
    name: list[bool]
    home: list[tuple[int, ...] | None]


class View(Struct):
    """The coded layer over one window of W words.

    `act`, `mode`, `status`, `party`, `inside` [W] are label ids or `IGNORE`. `members` holds for each word the numbers of the parties that
    its mention means, counted within the window. `acts` are the triggers in the window: word, for each role its parties (number or -1,
    exact word or -1), pointers in the order of `POINTERS` after the roles (`IGNORE` for what lies outside, W for none), and context ids.
    `homes` are the heads of mentions with the words that tell their state or body, W for none.
    """

    act: np.ndarray
    mode: np.ndarray
    status: np.ndarray
    party: np.ndarray
    inside: np.ndarray
    members: list[list[int]]
    parties: int
    contexts: int
    acts: list[tuple[int, list[list[tuple[int, int]]], list[int], list[int]]]
    homes: list[tuple[int, list[int]]]


class Lens:
    """Looks at coded layers through windows, with the labels of a reader."""

    def __init__(self, labels: Labels) -> None:
        self.ids = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in LABELS}

    def view(self, layer: Layer, places: Sequence[int]) -> View:
        """The layer over the words of the document in `places`."""
        n, ids = len(places), self.ids
        here = {at: i for i, at in enumerate(places)}
        known = np.array([layer.body[at] for at in places], dtype=bool)
        keys: dict[str, int] = {}
        view = View(
            np.where(known, 0, IGNORE), np.full(n, IGNORE), np.full(n, IGNORE),
            np.array([ids["party"][f"party/{layer.sector[at]}"] if layer.keys[at] else 0 for at in places]),
            np.where(known, 0, IGNORE), [[keys.setdefault(k, len(keys)) for k in layer.keys[at]] for at in places], 0,
            len(ids["context"]), [], [],
        )  # fmt: skip
        view.parties = len(keys)
        for i, at in enumerate(places):
            home = layer.home[at]
            if home is not None:
                inside = [here[k] for k in home if k in here] if home else [n]
                view.homes += [(i, inside)] if inside else []
        for a in layer.acts:
            i = here.get(a.word, -1)
            if i < 0 or not known[i]:
                continue
            view.act[i], view.mode[i], view.status[i] = ids["act"][a.type], ids["mode"][f"{a.type}/{a.mode}"], ids["status"][a.status]
            for at in range(a.word + 1, a.last + 1):
                if at in here:
                    view.inside[here[at]] = 1
            sides = [[(keys.get(k, -1), here.get(word, -1)) for k, word in side] for side in a.parties]
            pointers = [n if w < 0 else here.get(w, IGNORE) for w in (a.within, a.opens, a.closes, a.when, a.where)]
            view.acts.append((i, sides, pointers, [ids["context"][c] for c in a.contexts]))
        return view


WORD_COLUMNS = ("act", "mode", "status", "party", "inside")
SIDES = 3
"""Roles of parties, the first of `POINTERS`."""
HOME = POINTERS.index("home")
"""The last of `POINTERS`, of mentions and not of triggers."""


def stack(views: Sequence[View | None], width: int) -> dict[str, Any]:
    """Views of B windows as one batch, padded to `width` words: the word columns [B, W]; "member" [B, K, W], whether a mention means a
    party; and for the A acts of all windows "row" and "word" [A], "sides" [A, 3, K], "exact" [A, 3, W], "pointers" [A, 5], "contexts"
    [A, C]; for the M mentions whose home is known "home_row" and "home_word" [M], "home" [M, W + 1] (last: none)."""
    k = max([1, *(v.parties for v in views if v is not None)])
    batch: dict[str, Any] = {name: np.full((len(views), width), IGNORE) for name in WORD_COLUMNS}
    batch["member"] = np.zeros((len(views), k, width), dtype=bool)
    acts = [(r, *act) for r, v in enumerate(views) if v is not None for act in v.acts]
    batch["row"] = np.array([a[0] for a in acts], dtype=np.int64)
    batch["word"] = np.array([a[1] for a in acts], dtype=np.int64)
    batch["sides"], batch["exact"] = np.zeros((len(acts), SIDES, k), dtype=bool), np.zeros((len(acts), SIDES, width), dtype=bool)
    batch["pointers"] = np.full((len(acts), HOME - SIDES), IGNORE)
    homes = [(r, *home) for r, v in enumerate(views) if v is not None for home in v.homes]
    batch["home_row"] = np.array([h[0] for h in homes], dtype=np.int64)
    batch["home_word"] = np.array([h[1] for h in homes], dtype=np.int64)
    batch["home"] = np.zeros((len(homes), width + 1), dtype=bool)
    for n, (r, _, words) in enumerate(homes):
        size = len(views[r].act)  # type: ignore[union-attr]
        batch["home"][n, [width if w == size else w for w in words]] = True
    batch["contexts"] = np.zeros((len(acts), next((v.contexts for v in views if v is not None), 0)), dtype=np.float32)
    for r, v in enumerate(views):
        if v is not None:
            for name in WORD_COLUMNS:
                batch[name][r, : len(v.act)] = getattr(v, name)
            for i, numbers in enumerate(v.members):
                batch["member"][r, numbers, i] = True
    for n, (r, _, sides, pointers, named) in enumerate(acts):
        size = len(views[r].act)  # type: ignore[union-attr]
        for role, parties in enumerate(sides):
            for number, word in parties:
                if number >= 0:
                    batch["sides"][n, role, number] = True
                if word >= 0:
                    batch["exact"][n, role, word] = True
        batch["pointers"][n] = [width if p == size else p for p in pointers]
        batch["contexts"][n, named] = 1
    return batch
