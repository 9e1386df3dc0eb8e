"""Slips that a reader makes often in news and that syntax alone can see: mended before anything is read off the tree.

1. "X said that Y had done A and called on Z": the second finite verb, hung on the content, goes back to the saying.
2. "X and Y agreed": a first name that was not joined to the second becomes the subject, the second its conjunct.
3. "filed charges", "held talks": a verb and its noun, both marked as triggers of one type, are one act; the surer mark stays.
"""

from __future__ import annotations

from msgspec import structs

from verbale.reading import Event, Reading, Word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SAYING = frozenset(
    "call urge accuse blame add warn demand ask reject promise vow express condemn praise offer deny insist pledge threaten appeal"
    " welcome criticize criticise denounce stress note announce apologize apologise thank propose suggest refuse invite support"
    " endorse question describe defend reiterate repeat order say tell claim".split()
)
"""Verbs that go with a saying before them rather than with what is said."""
LOOSE = frozenset({"obl", "dislocated", "vocative", "nsubj", "compound", "nmod", "obl:unmarked", "parataxis", "dep"})


COMPLEMENTS = frozenset("obj obl nsubj nsubj:pass xcomp compound nmod".split())
"""Relations in which a word names the same act as its governor, where both are triggers of one type."""


def repaired(reading: Reading) -> Reading:
    """The reading with mended heads, relations and events; its words keep their places."""
    words = list(reading.words)
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(i)
    for i, word in enumerate(words):
        if word.deprel.startswith("conj") and word.upos == "VERB" and word.tag in FINITE:
            _back_to_saying(i, words, children)
        elif word.deprel.startswith("nsubj") and word.upos == "PROPN":
            _joined_subject(i, words, children)
    return structs.replace(reading, words=tuple(words), events=_once(reading.events, words))


def _once(events: tuple[Event, ...], words: list[Word]) -> tuple[Event, ...]:
    """The events without those that a governor or complement of the same type tells already."""
    at = {event.word: n for n, event in enumerate(events)}
    same: dict[int, int] = {}
    for n, event in enumerate(events):
        m = at.get(words[event.word].head)
        if m is not None and events[m].type == event.type and words[event.word].deprel in COMPLEMENTS:
            loser, winner = (n, m) if event.score <= events[m].score else (m, n)
            if loser not in same and _end(same, winner) != loser:
                same[loser] = winner
    kept = [n for n in range(len(events)) if n not in same]
    place = {n: k for k, n in enumerate(kept)}

    def outer(n: int) -> int:
        within = _end(same, events[n].within)
        return place[within] if within >= 0 and within != n else -1

    return tuple(structs.replace(events[n], within=outer(n)) for n in kept)


def _end(same: dict[int, int], n: int) -> int:
    while n in same:
        n = same[n]
    return n


def _back_to_saying(i: int, words: list[Word], children: list[list[int]]) -> None:
    content = words[i].head
    saying = words[content].head
    if (
        saying < 0
        or words[content].deprel.partition(":")[0] not in ("ccomp", "xcomp")
        or words[saying].upos != "VERB"
        or not saying < content < i
    ):
        return
    if (
        words[i].lemma not in SAYING
        or words[saying].tag != words[i].tag
        or any(words[c].deprel.startswith(("nsubj", "aux", "mark")) for c in children[i])
    ):
        return
    carried = [c for c in children[content] if words[c].deprel.startswith("aux")]
    if carried or words[content].tag not in FINITE:
        words[i] = structs.replace(words[i], head=saying)
        children[content].remove(i)
        children[saying].append(i)


def _joined_subject(i: int, words: list[Word], children: list[list[int]]) -> None:
    verb = words[i].head
    first = i - 2
    if verb < i or first < 0 or words[i - 1].text.lower() != "and" or words[i - 1].head not in (i, verb):
        return
    while first >= 0 and words[first].head not in (verb, i) and words[first].sentence == words[i].sentence and words[first].upos == "PROPN":
        first -= 1
    if first < 0 or words[first].upos != "PROPN" or words[first].head not in (verb, i) or words[first].deprel not in LOOSE:
        return
    if any(words[c].deprel in ("case", "cop") for c in children[first]):
        return
    children[words[first].head].remove(first)
    words[first] = structs.replace(words[first], head=verb, deprel=words[i].deprel)
    children[verb][children[verb].index(i)] = first
    words[i] = structs.replace(words[i], head=first, deprel="conj")
    children[first].append(i)
