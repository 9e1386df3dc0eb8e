"""News phrases of time, and the days they mean, counted from the publication date (codebook, `when`).

Weeks run from Sunday to Saturday, as in American news; seasons are those of the northern half, whole months.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_BEFORE = r"(?:(?:earlier|later|late|early|on|in|since|until|by|before|after|from|over)\s+){0,3}"
PATTERN = re.compile(
    rf"""\b(?P<all>{_BEFORE}(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?(?!\d)
    | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\b(?:\.?,?\s+(?P<year2>\d{{4}}))?
    | (?:(?P<step>last|next|this|past)\s+)?(?P<weekday>{"|".join(DAYS)})(?:\s+(?:morning|afternoon|evening|night))?
    | (?P<near>today|tonight|yesterday|tomorrow)
    | (?:this\s+)(?P<part>morning|afternoon|evening)
    | (?P<which>last|next|this|past|coming|previous)\s+(?P<unit>week(?:end)?|month|year|spring|summer|autumn|fall|winter|{_MONTH})\b
    | (?P<count>\d+|{"|".join(NUMBERS)})\s+(?P<ago>day|week|month|year|decade)s?\s+(?P<way>ago|earlier|later)
    | (?:in|since|until|by|last|during|before|after)\s+(?:(?:early|late|mid)[\s-])?(?P<month3>{_MONTH})\b(?:\s+(?P<year3>\d{{4}}))?
    | (?P<month4>{_MONTH})\s+(?P<year4>\d{{4}})
    | (?:in|since|until|by|during|of)\s+(?P<year5>(?:19|20)\d\d)\b
    | (?:in\s+)?(?:the\s+)(?P<decade>(?:19|20)\d0)s
    ))""",
    re.VERBOSE | re.IGNORECASE,
)
VALUE = re.compile(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d(?:/\d{4}-\d\d-\d\d)?)?)?")
AMBIGUOUS = frozenset({"may", "march", "mar", "jan", "dec", "sep"})


class Time(Struct, frozen=True):
    """One phrase of time: its offsets in the text, and the day, month, year or interval that it means, or None."""

    start: int
    end: int
    value: str | None


def find_times(text: str, start: int, end: int, published: date | None, future: bool = False) -> Iterator[Time]:
    """The phrases of time in `text[start:end]`; `future` says that the act lies ahead ("will meet Monday").

    >>> from datetime import date
    >>> [t.value for t in find_times("They met late Monday.", 0, 21, date(2005, 5, 24))]
    ['2005-05-23']
    """
    for match in PATTERN.finditer(text, start, end):
        name = match["month3"] or match["month4"] or ""
        if name.lower() in AMBIGUOUS and not name[0].isupper():
            continue
        try:
            value = value_of(match, published, future)
        except (
            ValueError,
            OverflowError,
            KeyError,
        ):  # no such day, one outside of the calendar, or letters that only look like a name (ſept)
            value = None
        yield Time(match.start("all"), match.end("all"), value if value and VALUE.fullmatch(value) else None)


def value_of(match: re.Match[str], published: date | None, future: bool) -> str | None:
    """The value of one match of `PATTERN`."""
    if match["iso"]:
        return date.fromisoformat(match["iso"]).isoformat()
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if match[month]:
            return _day(MONTHS[match[month].lower()], int(match[day]), match[year], published, future)
    for month, year in (("month3", "year3"), ("month4", "year4")):
        if match[month]:
            return _month(MONTHS[match[month].lower()], match[year], published, future)
    if match["year5"]:
        return match["year5"]
    if match["decade"]:
        first = int(match["decade"])
        return f"{first}-01-01/{first + 9}-12-31"
    if published is None:
        return None
    if match["near"] or match["part"]:
        step = {"yesterday": -1, "tomorrow": 1}.get((match["near"] or "").lower(), 0)
        return (published + timedelta(step)).isoformat()
    if match["weekday"]:
        return _weekday(DAYS.index(match["weekday"].lower()), (match["step"] or "").lower(), published, future).isoformat()
    if match["unit"]:
        return _unit(match["which"].lower(), match["unit"].lower(), published)
    return _ago(match, published)


def _weekday(day: int, step: str, published: date, future: bool) -> date:
    back = (published.weekday() - day) % 7
    if step == "next" or (future and step != "last"):
        ahead = (day - published.weekday()) % 7
        return published + timedelta(ahead or (7 if step == "next" else 0))
    if step in ("last", "past") and back == 0:
        back = 7
    return published - timedelta(back)


def _day(month: int, day: int, year: str | None, published: date | None, future: bool) -> str | None:
    if year is None and published is None:
        return None
    try:
        if year is not None:
            return date(int(year), month, day).isoformat()
        assert published is not None
        found = date(published.year, month, day)
        if not future and found > published + timedelta(45):
            found = date(published.year - 1, month, day)
        if future and found < published:
            found = date(published.year + 1, month, day)
    except ValueError:
        return None
    return found.isoformat()


def _month(month: int, year: str | None, published: date | None, future: bool) -> str | None:
    if year is not None:
        return f"{int(year):04d}-{month:02d}"
    if published is None:
        return None
    at = published.year
    if future and month < published.month:
        at += 1
    if not future and month > published.month:
        at -= 1
    return f"{at:04d}-{month:02d}"


def _unit(which: str, unit: str, published: date) -> str | None:
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "week":
        sunday = published - timedelta((published.weekday() + 1) % 7) + timedelta(7 * step)
        return f"{sunday.isoformat()}/{(sunday + timedelta(6)).isoformat()}"
    if unit == "weekend":
        saturday = published - timedelta((published.weekday() + 2) % 7) + timedelta(7 * max(step, 0))
        return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"
    if unit == "month":
        at = published.year * 12 + published.month - 1 + step
        return f"{at // 12:04d}-{at % 12 + 1:02d}"
    if unit == "year":
        return str(published.year + step)
    if unit in SEASONS:
        first, last = SEASONS[unit]
        year = published.year + (step if step > 0 else 0)
        if step < 0:
            year = published.year if date(published.year, last, 28) < published and first < last else published.year - 1
        end = year + (last < first)
        return f"{year}-{first:02d}-01/{end}-{last:02d}-{calendar.monthrange(end, last)[1]}"
    month = MONTHS[unit]
    year = published.year
    if step < 0 and month >= published.month:
        year -= 1
    if step > 0 and month <= published.month:
        year += 1
    return f"{year:04d}-{month:02d}"


def _ago(match: re.Match[str], published: date) -> str | None:
    if match["way"].lower() != "ago":
        return None
    count = NUMBERS.get(match["count"].lower()) if not match["count"].isdigit() else int(match["count"])
    if count is None or count > 500:
        return None
    unit = match["ago"].lower()
    if unit == "day":
        return (published - timedelta(count)).isoformat()
    if unit == "week":
        return None if count > 3 else (published - timedelta(7 * count)).isoformat()
    if unit == "month":
        at = published.year * 12 + published.month - 1 - count
        return f"{at // 12:04d}-{at % 12 + 1:02d}"
    return str(published.year - count) if unit == "year" else None
