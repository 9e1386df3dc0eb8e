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


COMPLEMENTS = frozenset("obj obl nsubj nsubj:pass compound nmod".split())
"""Relations in which a word names the same act as its governor, where both are triggers of one type."""
BESIDE = frozenset("after before following since despite over during".split())
"""Before a noun that tells of another act."""


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
    return structs.replace(reading, words=tuple(words), events=_once(reading, words))


def _once(reading: Reading, words: list[Word]) -> tuple[Event, ...]:
    """The events, of those that tell one act only the surest, with what it leaves open as the others have it."""
    events = reading.events
    entity = {mention.head: mention.entity for mention in reading.mentions}
    at = {event.word: n for n, event in enumerate(events)}
    head = [
        n if (m := at.get(words[event.word].head)) is None or _apart(n, m, reading, words, entity) else m for n, event in enumerate(events)
    ]
    groups: dict[int, list[int]] = {}
    for n in range(len(events)):
        top = n
        while head[top] != top:
            top = head[top]
        groups.setdefault(top, []).append(n)
    # the governor before its complements, if it is as sure as they are
    best = {top: max(group, key=lambda n: (events[n].score, n == top)) for top, group in groups.items()}
    kept = sorted(best.values())
    place = {n: kept.index(best[top]) for top, group in groups.items() for n in group}
    found = []
    for group in sorted(groups.values(), key=lambda group: place[group[0]]):
        mine = kept[place[group[0]]]
        event = events[mine]
        for other in [events[n] for n in group if n != mine]:
            roles = {a.role for a in event.arguments}
            event = structs.replace(
                event,
                arguments=event.arguments + tuple(a for a in other.arguments if a.role not in roles),
                within=event.within if event.within >= 0 and event.within not in group else other.within,
                condition=event.condition or other.condition,
                when=event.when if event.when >= 0 else other.when,
                where=event.where if event.where >= 0 else other.where,
                faint=event.faint or other.faint,
            )
        outside = event.within >= 0 and event.within not in group
        found.append(structs.replace(event, within=place[event.within] if outside else -1))
    return tuple(found)


def _apart(n: int, m: int, reading: Reading, words: list[Word], entity: dict[int, int]) -> bool:
    """Whether event `n` is another act than event `m`, whose trigger governs its own."""
    mine, other = reading.events[n], reading.events[m]
    actors = [{entity.get(a.word, -1 - a.word) for a in e.arguments if a.role == "actor"} for e in (mine, other)]
    between = {word.lemma for i, word in enumerate(words) if word.head == mine.word and word.deprel == "case"}
    return (
        mine.type != other.type
        or mine.status != other.status
        or words[mine.word].deprel not in COMPLEMENTS
        or n == other.within
        or m == mine.within
        or (all(actors) and actors[0].isdisjoint(actors[1]))
        or not between.isdisjoint(BESIDE)
    )


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
