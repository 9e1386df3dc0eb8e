"""Datelines: the place, day and agency before a report's first words."""

from __future__ import annotations

import re

from msgspec import Struct

from verbale.reports.dates import DAY, WEEKDAY

_LONGEST = 140

_DASH = re.compile(r"\s*[—–―]+\s*|\s*--+\s*|\s+-\s+|(?<=\))\s*-+\s*|:\s+|\s+-$|:$")
_AGENCY = re.compile(r"\s*\((?P<agency>[^()\n]{1,40})\)\s*,?")
_END_DAY = re.compile(rf"(?:^|[,\s])\s*(?P<day>{DAY}|{WEEKDAY})\s*[,.]?$")
_PLACE = re.compile(r"[^\W\d_][\w.'’/-]*")
_SMALL = frozenset(("and", "of", "the", "de", "la", "el", "al", "near", "in", "on", "upon", "du", "des", "der", "am"))


class Dateline(Struct, frozen=True):
    """A dateline: its words end at `end` (its dash belongs to it); `day` are the words of its day, if it tells one."""

    end: int
    day: str | None


def find_dateline(text: str) -> Dateline | None:
    """The dateline that `text` begins with, where there is one.

    A dateline ends in a dash (or, with a day or agency, a colon). Its place is in capitals, or it has an agency in brackets, or a day.

    >>> find_dateline("GENEVA, March 9 (Agency) - The talks went on.")
    Dateline(end=26, day='March 9')
    >>> find_dateline("Norland - unlike Sorvia - stayed."), find_dateline("NORLAND — unlike Sorvia — stayed.")
    (None, None)
    """
    opening = text[:_LONGEST]
    for found in _DASH.finditer(opening):
        dash = found[0].strip()
        following = text[found.end() : found.end() + 3].lstrip("\"'“‘«([")[:1]
        parts = _parts(opening[: found.start()])
        if parts is None:
            return None
        place, day, agency = parts
        if dash == ":" and (not place or not (day or agency)):
            return None
        capitals = _in_capitals(place)
        told = agency or (capitals and day is not None) or ((capitals or day is not None) and not following.islower())
        if _is_place(place) and told and (place or (day is not None and not _only_weekday(day))):
            return Dateline(found.start() + len(found[0].rstrip()), day)
        if not _is_place(place):
            return None
    return None


def dateline_line(line: str) -> Dateline | None:
    """The dateline that a whole line is: "GENEVA, March 9"; it must tell a day, or else end as datelines do."""
    if len(line) > _LONGEST:
        return None
    found = find_dateline(line)
    if found is not None and found.end == len(line):
        return found
    parts = _parts(line)
    if parts is None:
        return None
    place, day, agency = parts
    if not place or not _is_place(place) or not (_in_capitals(place) or len(place.split()) <= 4):
        return None
    if (day is not None and not _only_weekday(day)) or (agency and _in_capitals(place)):
        return Dateline(len(line), day)
    return None


def _parts(head: str) -> tuple[str, str | None, bool] | None:
    """Place, day and whether an agency is named; None where `head` is no dateline."""
    rest, agencies = _AGENCY.subn("", head)
    rest = rest.strip().rstrip(",")
    if agencies > 1 or "(" in rest or ")" in rest:
        return None
    found = _END_DAY.search(rest)
    if found is None:
        return rest, None, bool(agencies)
    return rest[: found.start()].strip().rstrip(","), found["day"], bool(agencies)


def _is_place(place: str) -> bool:
    """Whether the words can be a place, with its region or a second place; the empty place can."""
    words = place.replace(",", " ").split()
    if words and words[0] in _SMALL:
        return False
    return len(words) <= 8 and all(word in _SMALL or (word[0].isupper() and _PLACE.fullmatch(word)) for word in words)


def _in_capitals(place: str) -> bool:
    """Whether the place's first part is in capitals: "NEW VELDEN, Norland"."""
    first = place.split(",")[0]
    return first.isupper() and sum(map(str.isalpha, first)) >= 3


def _only_weekday(day: str) -> bool:
    return not any(character.isdigit() for character in day)
