"""Where a cue of the codebook fits a word, and who fills its slots."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verbale.codebook.cues import Cue, Cues
from verbale.coding.cast import Cast
from verbale.coding.sides import HANDS_ON, Side
from verbale.coding.syntax import Syntax
from verbale.records import Party, Span

POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
CONTAINERS = frozenset(
    "installment series number round wave package shipment list amount ton spate string lot kind form set load batch campaign".split()
)
CARRIED = frozenset({"between", "with", "against", "among"})


class Sighting(Struct):
    """One cue at one word, with its parties and the heads of its content. `first`, `last` are the trigger's words."""

    word: int
    cue: Cue
    first: int
    last: int
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    content: tuple[int, ...]
    objects: tuple[int, ...]
    fixed: bool = False
    """Whether the object noun belongs to the pattern ("held talks") and is no act of its own."""


class Sightings:
    """Finds the sightings of a reading, in text order."""

    def __init__(self, syntax: Syntax, cast: Cast, cues: Cues) -> None:
        self.syntax, self.words, self.cast, self.cues = syntax, syntax.words, cast, cues

    def __iter__(self) -> Iterator[Sighting]:
        for sentence in self.syntax.reading.sentences:
            if sentence.kind == "paragraph":
                for i in range(sentence.first, sentence.last):
                    sighting = self.at(i)
                    if sighting is not None:
                        yield sighting

    def at(self, i: int) -> Sighting | None:
        """The heaviest cue that fits word `i`, with its slots filled; None where none fits."""
        word = self.words[i]
        pos = POS.get(word.upos)
        if pos is None:
            return None
        if pos != "noun" and self.syntax.rel(i) == "amod":
            return None
        if pos == "verb" and self.syntax.rel(i) in ("compound", "case", "mark"):
            return None
        lemma = word.lemma.lower()
        cues = self.cues.of(pos, lemma)
        if word.tag == "VBN" and any(self.words[c].lemma == "be" for c in self.syntax.of(i, "aux", "cop")):
            cues = self.cues.of("adjective", word.text.lower()) + cues
        for cue in cues:
            found = self._fit(i, cue)
            if found is not None:
                return found
        return None

    def _fit(self, i: int, cue: Cue) -> Sighting | None:
        first, last = i, i + 1
        if cue.before:
            for k, wanted in enumerate(reversed(cue.before), 1):
                if i - k < 0 or self.words[i - k].text.lower() != wanted:
                    return None
                first = i - k
        place = i
        for wanted in cue.after:
            at = self._following(place, i, wanted)
            if at is None:
                return None
            place, last = at, max(last, at + 1) if at - i <= 2 else last
        objects = tuple(self.syntax.objects(i)) if cue.pos == "verb" else ()
        near = objects
        if cue.after and cue.pos == "verb":
            near += tuple(c for c in self.syntax.children[i] if self.syntax.rel(c) in ("obl", "xcomp", "advcl", "advmod"))
            near += tuple(
                g for c in self.syntax.children[i] if self.syntax.rel(c) in ("advmod", "compound") for g in self.syntax.of(c, "obl")
            )
        fixed = False
        if cue.objects:
            wider = near + tuple(c for c in self.syntax.of(i, "xcomp", "obl") if cue.after or not self.syntax.case(c))
            hit = next((o for o in wider if self._lemmas(o) & cue.objects), None)
            if hit is None:
                return None
            fixed = True
            if i < hit <= i + 3:
                last = hit + 1
        if cue.only:
            if cue.pos == "noun":
                pool = [c for p in ("of", "on", "to") for c in self.syntax.oblique(i, p)] + self.syntax.modifiers(i)
            else:
                pool = list(near) + [h for o in near for h in self.syntax.conjuncts(o)] + self.syntax.oblique(i, "with")
                pool += [n for o in objects if self.words[o].lemma in CONTAINERS for n in self.syntax.oblique(o, "of")]
            named = tuple(o for o in pool if self._lemmas(o) & cue.only)
            if not named:
                return None
            if cue.pos == "noun":
                near = objects = named
            fixed = True
        barred = (
            self.syntax.oblique(i, "of") + self.syntax.modifiers(i) if cue.pos == "noun" else near or tuple(self.syntax.of(i, "obj", "obl"))
        )
        if cue.exclude and any(self._lemmas(o) & cue.exclude for o in barred):
            return None
        if cue.mode == "abduct" and any(self.cast.nouns.described(o).kind in ("place", "state") for o in objects):
            return None
        if cue.subject:
            surface = self.syntax.surface_subject(i, 0)
            if not any(self._lemmas(o) & cue.subject for o in surface):
                return None
        if (
            cue.type == "THREATEN"
            and any(self.syntax.negator(c) is not None for c in self.syntax.of(i, "xcomp"))
            and cue.lemma != "threaten"
        ):
            # "vowed never to attack" is a promise
            return None
        content = self._content(i, cue, objects)
        if "content" in cue.needs and not content:
            return None
        if cue.lemma in ("want", "seek") and any(self.syntax.rel(c) == "xcomp" for c in content) and not objects:
            return None
        actors, recipients = self._sides(i, cue, objects)
        if cue.swap:
            actors, recipients = recipients, actors
        if cue.sectors and actors and not any(self._may_be(s, cue.sectors) for s in actors):
            return None
        if "actor" in cue.needs and not actors:
            return None
        if "recipient" in cue.needs and not recipients:
            return None
        return Sighting(i, cue, first, last, actors, recipients, content, near if fixed else objects, fixed)

    def _may_be(self, side: Side, sectors: frozenset[str]) -> bool:
        """Whether a party may be of one of these sectors: it is, nobody says, or a people's name may mean its citizens."""
        found = self.cast.nouns.found.get(side.head)
        return side.party.sector in ("", *sectors) or (found is not None and found.form == "demonym" and "CVL" in sectors)

    def _lemmas(self, o: int) -> frozenset[str]:
        """The lemmas of a noun and of what is compounded with it ("peace talks", "cease - fire")."""
        parts = [o, *self.syntax.of(o, "compound", "flat", "amod")]
        joined = {self.words[o].text.lower()}
        if o >= 2 and self.words[o - 1].text == "-":
            joined.add(f"{self.words[o - 2].text}-{self.words[o].text}".lower())
        return frozenset({self.words[p].lemma.lower() for p in parts} | joined)

    def _following(self, place: int, verb: int, wanted: str) -> int | None:
        reach = 7 if place == verb else 2
        for k in range(place + 1, min(place + reach, len(self.words))):
            if self.words[k].sentence != self.words[verb].sentence:
                return None
            if self.words[k].text.lower() == wanted:
                at, steps = self.words[k].head, 0
                while at >= 0 and steps < 3:
                    if at == verb:
                        return k
                    at, steps = self.words[at].head, steps + 1
            elif self.words[k].upos == "VERB" and self.words[k].head != verb:
                return None
        return None

    def _content(self, i: int, cue: Cue, objects: tuple[int, ...]) -> tuple[int, ...]:
        found: list[int] = []
        for slot in cue.content:
            if slot == "clause":
                for c in self.syntax.children[i]:
                    rel = self.syntax.rel(c)
                    mark = next((self.words[m].text.lower() for m in self.syntax.of(c, "mark")), "")
                    if (
                        (
                            rel == "ccomp"
                            or (rel == "xcomp" and self.words[c].upos in ("VERB", "ADJ", "NOUN"))
                            or (rel == "acl" and "relcl" not in self.words[c].deprel)
                        )
                        or (
                            rel == "advcl"
                            and mark in ("to", "of", "for", "as", "from", "that", "against", "on")
                            and c > i
                            and cue.type != "STATE"
                        )
                        or (rel == "parataxis" and cue.type == "STATE" and c > i)
                        or (rel == "advcl" and mark == "as" and cue.lemma in HANDS_ON)
                    ):
                        found.append(c)
                if (
                    cue.type in ("STATE", "WARN")
                    and not found
                    and self.syntax.rel(i) in ("parataxis", "advcl")
                    and self.words[i].head >= 0
                    and self.syntax.of(i, "nsubj")
                ):
                    found.append(self.words[i].head)
            elif slot == "obj":
                found += [o for o in objects if o not in found]
            elif slot.startswith("obj."):
                found += [n for o in objects for n in self.syntax.oblique(o, slot[4:])]
                found += [n for o in objects for n in self.syntax.of(o, "acl") if "relcl" not in self.words[n].deprel]
            else:
                found += [n for n in self.syntax.oblique(i, slot) if n not in found]
                found += [c for c in self.syntax.of(i, "advcl", "acl") if c not in found and self.syntax.marked(c) == slot]
        return tuple(found)

    def slot(self, i: int, name: str, objects: tuple[int, ...]) -> tuple[Side, ...]:
        """The parties in one slot of the cue at `i`."""
        base, _, inner = name.partition(".")
        if inner:
            return tuple(s for o in objects for s in self._nominal(o, inner))
        if base == "subj":
            return self._resolve(self.syntax.subject(i))
        if base == "obj":
            return self._resolve([o for o in objects if self.cast.nouns.described(o).kind != "" or self.words[o].upos == "PRON"])
        if base == "iobj":
            return self._resolve(self.syntax.of(i, "iobj"))
        found = self._nominal(i, base)
        for o in objects:
            # of a noun that names an act, what follows "of" may be whom it is done to ("demanded the release of the prisoners")
            if base != "of" or not self.cues.of("noun", self.words[o].lemma):
                found = found or self._resolve(self.syntax.oblique(o, base))
        above = self.words[i].head
        if not found and self.words[i].upos == "NOUN" and above >= 0 and self.syntax.rel(i) in ("obj", "nsubj") and base in CARRIED:
            # "clashes broke out between X and Y": the verb carries the noun's own phrase
            found = self._resolve(self.syntax.oblique(above, base))
        return found

    def _resolve(self, heads: list[int]) -> tuple[Side, ...]:
        found: list[Side] = []
        for head in heads:
            for side in self.cast.resolve(head):
                if all(side.party.name != s.party.name for s in found):
                    found.append(side)
        return tuple(found)

    def _nominal(self, i: int, slot: str) -> tuple[Side, ...]:
        if slot == "poss":
            return self._resolve(self.syntax.possessor(i))
        if slot == "amod":
            return self.before(i)
        found = self._resolve(self.syntax.oblique(i, slot))
        if not found:
            # "pull out of Gaza from", "ban on exports to Norland": a slot filled one noun further down
            found = tuple(
                s
                for n in self.syntax.oblique(i, slot)
                if not self.cast.nouns.described(n).kind
                for s in (self._resolve(self.syntax.possessor(n)) or self.before(n))
            )
        return found

    def before(self, i: int) -> tuple[Side, ...]:
        """States and bodies named by adjectives and nouns before noun `i` ("Israeli-Palestinian talks", "NATO air strikes")."""
        sides: list[Side] = []
        first, _ = self.cast.nouns.core(i)
        for k in range(first, i):
            found = self.cast.nouns.found.get(k)
            if found is None or self.cast.nouns.first_of[k] != k or found.form == "region":
                continue
            if self.words[k].head != i and self.syntax.rel(k) == "nmod" and self.words[k].deprel == "nmod:poss":
                continue
            above = self.words[k].head
            if above != i and self.words[above].head != i and self.words[above].upos == "NOUN":
                continue
            span = Span(self.words[k].start, self.words[k].end)
            if all(s.party.name != found.known.name for s in sides):
                sides.append(Side(Party(self.words[k].text, found.known.name, found.known.country, found.known.sector or "GOV"), k, span))
        for c in self.syntax.of(i, "compound", "amod"):
            if not sides and c < i:
                d = self.cast.nouns.described(c)
                if self.words[c].upos in ("NOUN", "PROPN") and d.kind in ("people", "body", "person") and (d.role or d.named):
                    sides += list(self.cast.single(c))
        return tuple(sides)

    def _sides(self, i: int, cue: Cue, objects: tuple[int, ...]) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        actors: tuple[Side, ...] = ()
        if cue.pos == "noun":
            for name in cue.by:
                actors = actors or self.slot(i, name, ())
            for o in objects:
                # "an end to Ostania's shelling", "the lifting of Norland's ban": who does what the noun after it names
                actors = actors or self.slot(o, "by", ()) or self.slot(o, "poss", ()) or self.before(o)
            if not actors:
                # "his arrest": where the possessor may be the one it is done to, he is not the doer
                actors = self._resolve([h for h in self.syntax.owner(i) if "poss" not in cue.to or h not in self.syntax.possessor(i)])
            verb = self.words[i].head
            if not actors and verb >= 0 and self.syntax.case(i) == "without":
                # "the talks between X and Y ended without agreement"
                actors = tuple(
                    s
                    for n in self.syntax.surface_subject(verb, 0)
                    for s in self.slot(n, "between", ()) or self.before(n) or self._resolve([n])
                )
        else:
            actors = self.slot(i, "subj", objects)
            if not actors and not self.syntax.passive(i):
                # "Norland's decision angered": the one behind a subject that is no party
                for n in self.syntax.subject(i):
                    if not self.cast.nouns.described(n).kind:
                        behind = [c for p in ("by", "from", "of", "between", "among") for c in self.syntax.oblique(n, p)][:1]
                        actors += self._resolve(self.syntax.possessor(n)) or self.before(n) or self._resolve(behind)
        recipients: tuple[Side, ...] = ()
        for name in cue.to:
            recipients = recipients or self.slot(i, name, objects)
        if not recipients and "obj" in cue.to:
            for o in objects:
                after = ("by",) if self.cues.of("noun", self.words[o].lemma) else ("of", "by")
                behind = [n for p in after for n in self.syntax.oblique(o, p)]
                recipients = recipients or self._resolve(self.syntax.possessor(o)) or self.before(o) or self._resolve(behind)
        if cue.pos == "noun" and cue.together and recipients and not actors:
            # "after a meeting with X": the one whose deed the meeting is told with
            verbs = [a for a in self.syntax.ancestors(i) if self.words[a].upos == "VERB"]
            if verbs and self.syntax.rel(i) in ("obl", "obj", "advcl", "nmod"):
                actors = self._resolve(self.syntax.subject(verbs[0]))
        recipients = tuple(r for r in recipients if all(r.party.name != a.party.name for a in actors))
        if cue.together:
            actors, recipients = actors + recipients, ()
        return actors, recipients
