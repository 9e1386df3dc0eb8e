"""Who the codebook knows: states, organizations, armed groups, people in office, and the words for roles.

They are kept as YAML under `entries/parties/`, one list a file; this module loads and checks them, and finds them in a text.
Forms are compared as `forms` says; those of five letters and more are also found in all capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from verbale.codebook.forms import Word, split_words, written_form
from verbale.codebook.ontology import load_ontology, read_sector
from verbale.codebook.roles import ROLE_FIELDS, Role, Roles, read_roles
from verbale.codebook.sources import ENTRIES, Item, read_items, read_yaml
from verbale.errors import CodebookError


class Known(Struct, frozen=True):
    """A party that the codebook knows; `country` and `sector` as in `records.Party`, `sector` empty where the words leave it open."""

    name: str
    country: str
    sector: str


class Found(Struct, frozen=True):
    """A stretch `[start, end)` of a text that names a known party, without a possessive 's.

    `form` is one of "name" (of a state, organization or group), "person" (full name), "capital", "seat" ("White House"), "region",
    "adjective", "demonym" or "surname".
    """

    start: int
    end: int
    form: str
    known: Known


class _Reading(Struct, frozen=True):
    """One meaning of a form. `since` and `until` are the years of a person's office; `source` is the list that it comes from."""

    form: str
    known: Known
    source: str
    place: str
    since: int = 0
    until: int = 9999


class _Hit(Struct, frozen=True, gc=False):
    """A stretch of a text and its reading; `both` where it may be an adjective or a demonym."""

    start: int
    end: int
    reading: _Reading
    both: bool


_FIELDS = {
    "states": ("code", "name", "names", "adjectives", "demonyms", "capitals", "seats", "regions"),
    "organizations": ("name", "names", "adjectives", "country", "sector"),
    "groups": ("name", "names", "adjectives", "country", "sector"),
    "people": ("name", "surname", "names", "country", "sector", "from", "to"),
    "roles": ROLE_FIELDS,
}
_RANK = {"name": 0, "person": 1, "capital": 2, "seat": 3, "region": 4, "adjective": 5, "demonym": 6, "surname": 7}  # lowest first


class Parties:
    """The known parties and roles, ready to be found; made by `load_parties`.

    >>> parties = load_parties()
    >>> [(found.form, found.known.country) for found in parties.find("Moscow's envoy flew to Afghanistan.")]
    [('capital', 'RUS'), ('name', 'AFG')]
    """

    def __init__(self, readings: Mapping[str, Sequence[_Reading]], roles: Roles, countries: frozenset[str]) -> None:
        self._readings = readings
        self._roles = roles
        self._countries = countries
        lengths: dict[str, int] = {}  # of the forms that begin with a word, as bits
        for written in readings:
            first, _, rest = written.partition(" ")
            key = first.upper()
            lengths[key] = lengths.get(key, 0) | 1 << (rest.count(" ") + 2 if rest else 1)
        self._lengths = lengths
        self._before_surname = _NO_FIRST_NAMES | roles.title_words()

    @property
    def known(self) -> tuple[Known, ...]:
        """Every party that some form names, each once, sorted by name."""
        found = {reading.known for readings in self._readings.values() for reading in readings}
        return tuple(sorted(found, key=lambda known: (known.name, known.country, known.sector)))

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role in the singular, sorted by its word."""
        return tuple(sorted(self._roles, key=lambda role: role.word))

    def find(self, text: str, year: int | None = None) -> tuple[Found, ...]:
        """The known parties in a text: longest match first, from left to right, not overlapping.

        `year` chooses among people of one name: whoever held office then, or else was nearest to it. A surname that still means
        several people is found only where they share a country, and names the party by the surname. After another capitalized word
        that is no title ("Walter Bush"), or before an unknown one ("Bush Avenue"), it is somebody else's. A word that is adjective
        and demonym is an adjective where a word follows that it can belong to.

        >>> [(found.form, found.known.name) for found in load_parties().find("An Afghan was led to Afghan officials.")]
        [('demonym', 'Afghanistan'), ('adjective', 'Afghanistan')]
        """
        words = split_words(text)
        hits: list[_Hit] = []
        place = 0
        while place < len(words):
            first = words[place].word
            for length in _counts(self._lengths.get(first.upper(), 0) | 2 * first.endswith(_POSSESSIVE)):
                hit = self._match(text, words[place : place + length], year) if place + length <= len(words) else None
                if hit is not None and not (hit.reading.form == "surname" and self._is_other(text, words, place, place + length, hits)):
                    hits.append(hit)
                    place += length - 1
                    break
            place += 1
        found: list[Found] = []
        following, phrase_end = len(text), len(text)
        for hit in reversed(hits):
            if text[hit.end : following].replace("\n", " ") not in _LINKS:
                phrase_end = hit.end
            following = hit.start
            form = hit.reading.form
            if hit.both:
                after = _AFTER.match(text, phrase_end)
                form = "adjective" if after and after[1].lower() not in _NO_NOUNS else "demonym"
            found.append(Found(hit.start, hit.end, form, hit.reading.known))
        return tuple(reversed(found))

    def role(self, words: Sequence[str]) -> Role | None:
        """The longest role, singular or plural, that ends at the last of these lower-cased words; hyphens may be words of their own.

        >>> load_parties().role(["the", "former", "deputy", "prime", "ministers"])
        Role(word='deputy prime minister', sector='GOV', person=False, title=True)
        """
        return self._roles.ending(words)

    def extended(self, paths: Sequence[Path]) -> Parties:
        """These parties and those of users' own files, each a YAML mapping with any of the five lists in the shipped formats.

        A form in an own file means only what the file says; only a surname leaves the form's other meanings as they are. An own
        organization, group or person of a known name adds its forms to the known ones, and its country and sector hold for all of them.
        A later file wins over an earlier one. `CodebookError` says what is wrong in a file.
        """
        parties = self
        for path in paths:
            own = Item(read_yaml(path), str(path), tuple(_FIELDS))
            parties = _add(parties, {name: own.items(name, fields) for name, fields in _FIELDS.items()})
        return parties

    def _match(self, text: str, words: Sequence[Word], year: int | None) -> _Hit | None:
        if not all(word.joined for word in words[1:]):
            return None
        start, end = words[0].start, words[-1].end
        written = " ".join([word.word for word in words])
        readings = self._read(text[start:end], written)
        if not readings and written.endswith(_POSSESSIVE):
            end -= 2
            readings = self._read(text[start:end], written[:-2])
        if not readings:
            return None
        form = readings[0].form
        if form in ("person", "surname"):
            chosen = _choose([reading for reading in readings if reading.form == form], text[start:end], year)
            return None if chosen is None else _Hit(start, end, chosen, both=False)
        forms = {reading.form for reading in readings}
        return _Hit(start, end, readings[0], both=form == "adjective" and "demonym" in forms)

    def _read(self, shown: str, written: str) -> Sequence[_Reading]:
        readings = self._readings.get(written)
        if readings is None and shown.isupper() and sum([letter.isalpha() for letter in shown]) >= 5:
            readings = self._loud.get(written.upper())
        return readings or ()

    @cached_property
    def _loud(self) -> dict[str, Sequence[_Reading]]:
        return {written.upper(): readings for written, readings in self._readings.items()}

    def _is_other(self, text: str, words: Sequence[Word], first: int, after: int, hits: Sequence[_Hit]) -> bool:
        """Whether the surname `words[first:after]` stands beside a capitalized word that makes it another name."""
        if first > 0 and not (hits and hits[-1].end > words[first - 1].start) and self._is_name_part(text, words, first - 1, first):
            return True
        known = after < len(words) and words[after].word.upper() in self._lengths
        return after < len(words) and not known and self._is_name_part(text, words, after, after)

    def _is_name_part(self, text: str, words: Sequence[Word], place: int, right: int) -> bool:
        word = words[place].word
        beside = text[words[right - 1].end : words[right].start].isspace() and words[right].joined
        return beside and word[0].isupper() and word.lower() not in self._before_surname


@cache
def load_parties(folder: Path = ENTRIES / "parties") -> Parties:
    """The parties and roles from their YAML files, checked; `CodebookError` says where a file is not as the codebook wants it.

    >>> load_parties().role(["peacekeepers"]).sector
    'MIL'
    """
    lists = {name: read_items(folder / f"{name}.yaml", fields) for name, fields in _FIELDS.items()}
    return _add(Parties({}, Roles({}), frozenset()), lists)


@cache
def _counts(bits: int) -> tuple[int, ...]:
    """The places of the set bits, highest first."""
    return tuple([place for place in range(bits.bit_length(), 0, -1) if bits >> place & 1])


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_POSSESSIVE = ("'s", "'S")
_NO_FIRST_NAMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december yesterday today earlier later meanwhile however then still yet so once only even both like unlike last "
    "but and or nor if when while where after before until since because although though as in on at by for from to with without under "
    "against that what why how which did does do has have had was were is are will would can could should might"
)
_NO_NOUNS = _set(
    "who whom whose which that is are was were be been has have had did does do will would could should can may might must said says told "
    "and or but nor in on at by from of to with for as than not also"
)
_LINKS = frozenset((" and ", " or ", ", ", ", and ", ", or ", "-", "–", "/"))
_AFTER = re.compile(r"(?:[^\S\n]*(?:\n[^\S\n]*)?|[-‐‑–])([^\W\d_]+)")


def _choose(readings: Sequence[_Reading], written: str, year: int | None) -> _Reading | None:
    """The reading whose years hold `year`, or the nearest; where several people remain, one for their common country, or None."""
    if year is not None and len(readings) > 1:
        distances = [max(reading.since - year, year - reading.until, 0) for reading in readings]
        readings = [reading for reading, distance in zip(readings, distances, strict=True) if distance == min(distances)]
    first = readings[0]
    if all(reading.known == first.known for reading in readings):
        return first
    if first.form == "person":
        return max(readings, key=lambda reading: reading.since)
    if any(reading.known.country != first.known.country for reading in readings):
        return None
    sectors = {reading.known.sector for reading in readings}
    return _Reading(first.form, Known(written, first.known.country, sectors.pop() if len(sectors) == 1 else ""), first.source, first.place)


def _add(base: Parties, lists: Mapping[str, Sequence[Item]]) -> Parties:
    """`base` with the entries of one more source, which win over its own."""
    codes: dict[str, str] = {}
    for item in lists["states"]:
        code = item.text("code")
        if not re.fullmatch("[A-Z]{3}", code):
            raise CodebookError(f"{item.place}: the code {code!r} is not three capital letters; write it as in GOV")
        if code in codes:
            raise CodebookError(f"{item.place}: the code {code} is already that of {codes[code]}; correct one of them")
        codes[code] = item.text("name")
    bodies = frozenset(body.code for body in load_ontology().bodies)
    countries = base._countries | codes.keys() | bodies
    own: dict[str, list[_Reading]] = {}
    for written, reading in _own_readings(lists, countries):
        others = own.get(written)
        if others is None:
            own[written] = [reading]
            continue
        for other in others:
            _check_clash(written, other, reading)
        others.append(reading)
        others.sort(key=lambda reading: _RANK[reading.form])
    return Parties(_merged(base._readings, own), base._roles.joined(read_roles(lists["roles"])), frozenset(countries))


def _own_readings(lists: Mapping[str, Sequence[Item]], countries: frozenset[str]) -> Iterator[tuple[str, _Reading]]:
    for item in lists["states"]:
        name, code = item.text("name"), item.text("code")
        state, people = Known(name, code, "GOV"), Known(name, code, "")
        yield from _forms_of(item, "states", "name", (name, *item.texts("names")), state)
        yield from _forms_of(item, "states", "capital", item.texts("capitals"), state)
        for seat in item.items("seats", ("form", "sector")):
            yield from _forms_of(seat, "states", "seat", (seat.text("form"),), Known(name, code, read_sector(seat)))
        yield from _forms_of(item, "states", "region", item.texts("regions"), people)
        yield from _forms_of(item, "states", "adjective", item.texts("adjectives"), people)
        yield from _forms_of(item, "states", "demonym", item.texts("demonyms"), people)
    for source in ("organizations", "groups"):
        for item in lists[source]:
            known = Known(item.text("name"), _country(item, countries), read_sector(item))
            yield from _forms_of(item, source, "name", (known.name, *item.texts("names")), known)
            yield from _forms_of(item, source, "adjective", item.texts("adjectives"), known)
    for item in lists["people"]:
        known = Known(item.text("name"), _country(item, countries), read_sector(item))
        since, until = item.year("from") or 0, item.year("to") or 9999
        if since > until:
            raise CodebookError(f"{item.place}: from {since} to {until} runs backwards; correct the years")
        yield from _forms_of(item, "people", "person", (known.name, *item.texts("names")), known, since, until)
        surname = item.optional("surname")
        yield from _forms_of(item, "people", "surname", (surname,) if surname else (), known, since, until)


def _forms_of(
    item: Item, source: str, form: str, forms: Iterable[str], known: Known, since: int = 0, until: int = 9999
) -> Iterator[tuple[str, _Reading]]:
    reading = _Reading(form, known, source, item.place, since, until)
    for shown in forms:
        written = written_form(shown)
        if written is None:
            raise CodebookError(
                f"{item.place}: the {form} {shown!r} cannot be found in a text; "
                "write the words of one name, parted by spaces or hyphens, a single word with a capital letter"
            )
        yield written, reading


def _check_clash(written: str, one: _Reading, other: _Reading) -> None:
    if one.form != other.form or one.known == other.known or one.form == "surname":
        return
    if one.form == "person" and (one.until < other.since or other.until < one.since):
        return
    meant = f"{one.known.name} {one.known.country} {one.known.sector}".strip()
    raise CodebookError(f"{other.place}: the {one.form} {written!r} already means {meant} by {one.place}; keep it in one of the two")


def _merged(shipped: Mapping[str, Sequence[_Reading]], own: Mapping[str, Sequence[_Reading]]) -> dict[str, Sequence[_Reading]]:
    changed = {(reading.source, reading.known.name): reading.known for readings in own.values() for reading in readings}
    merged: dict[str, Sequence[_Reading]] = dict(own)
    for written, readings in shipped.items():
        ours = own.get(written, ())
        if ours and ours[0].form != "surname":
            continue
        kept = [reading for reading in readings if not ours or reading.form != "surname"]
        merged[written] = [*[_changed(reading, changed) for reading in kept], *ours]
    return merged


def _changed(reading: _Reading, changed: Mapping[tuple[str, str], Known]) -> _Reading:
    known = None if reading.source == "states" else changed.get((reading.source, reading.known.name))
    return reading if known is None else _Reading(reading.form, known, reading.source, reading.place, reading.since, reading.until)


def _country(item: Item, countries: frozenset[str]) -> str:
    country = item.text("country", empty=True)
    if country and country not in countries:
        bodies = ", ".join(body.code for body in load_ontology().bodies)
        raise CodebookError(
            f'{item.place}: the country {country!r} is the code of no state in the codebook; write one (as in AFG), {bodies}, or ""'
        )
    return country
