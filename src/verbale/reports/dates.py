"""Days as news writes them, and the day on which a report was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

YEARS = range(1900, 2101)
"""The years that are believed."""

NO_DATE = "no publication date: relative dates stay unresolved; give --published YYYY-MM-DD"

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?i:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r)?(?:s)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)"
_TH = r"(?:st|nd|rd|th)?"
DAY = rf"""(?i:(?:{WEEKDAY},?\s+)?(?:\b\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}(?!\d)|\b{_MONTH}\s+\d{{1,2}}{_TH}\b(?:,?\s+\d{{4}}\b)?
|\b\d{{1,2}}{_TH}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}}\b)?))""".replace("\n", "")
"""A day in words or figures, as a pattern without groups: "2004-03-09", "Tuesday, March 9, 2004", "9th of March", "09 Mar 2004"."""

_PARTS = re.compile(
    rf"""(?: {WEEKDAY} ,? \s+ )? (?:
    (?P<iso_year>\d{{4}}) [-/] (?P<iso_month>\d{{1,2}}) [-/] (?P<iso_day>\d{{1,2}}) (?!\d)
  | (?P<compact> \d{{8}} ) (?!\d)
  | (?P<month>{_MONTH}) \s+ (?P<day>\d{{1,2}}) {_TH} \b (?: ,? \s+ (?P<year>\d{{4}}) \b )?
  | (?P<first_day>\d{{1,2}}) {_TH} \s+ (?: of \s+ )? (?P<then_month>{_MONTH}) (?: ,? \s+ (?P<then_year>\d{{4}}) \b )? )""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_TIME = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{4})?\s*(?:[ap]\.?\s?m\.?)?(?:\s*(?:[a-z]{1,4}|[+-]\d{2}:?\d{2}))?(?:\s+time)?"
_DATE_LINE = re.compile(
    rf"[\W_]*(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified|date|dated)\b[\s:]*(?:on\b|at\b)?\s*)?(?P<date>{DAY})"
    rf"(?:,?\s+{WEEKDAY})?(?:[T\s,|·•–—-]*(?:at\s+)?{_TIME})?[\W_]*",
    re.IGNORECASE | re.ASCII,
)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)", re.ASCII)


class Day(Struct, frozen=True):
    """A day as written: `words`, and its parts, which need not make a possible date; `year` is None where it is not told."""

    words: str
    year: int | None
    month: int
    day: int


class Published(Struct, frozen=True):
    """The publication date, or None, and what was odd about how it was found."""

    day: date | None
    warnings: tuple[str, ...] = ()


def read_day(words: str) -> Day | None:
    """The day that `words` begin with, or None.

    >>> read_day("Tues., 9 March 2004")
    Day(words='Tues., 9 March 2004', year=2004, month=3, day=9)
    """
    found = _PARTS.match(words)
    if found is None:
        return None
    if found["iso_year"]:
        return Day(found[0], int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"]))
    if compact := found["compact"]:
        return Day(found[0], int(compact[:4]), int(compact[4:6]), int(compact[6:]))
    month, day, year = found["month"] or found["then_month"], found["day"] or found["first_day"], found["year"] or found["then_year"]
    return Day(found[0], int(year) if year else None, 1 + _MONTH_NAMES.index(month[:3].lower()), int(day))


def date_line(line: str) -> str | None:
    """The day's words of a line that is a date and nothing else (a word such as "Published" and the time of day may stand with it).

    >>> date_line("Published: May 5, 2015, 10:30 GMT"), date_line("May 5 was calm")
    ('May 5, 2015', None)
    """
    found = _DATE_LINE.fullmatch(line) if len(line) <= 80 else None
    return found["date"] if found else None


def publication(given: date | None, metadata: str | None, lines: Sequence[str], datelines: Sequence[str], top: Sequence[str]) -> Published:
    """When a report was published, by the first of these that tells it.

    `given` by the caller; `metadata` of the page or line; the words of date `lines`; the words of `datelines`, whose year, where
    they have none, is looked for in `metadata` and then in the `top` lines of the report.

    >>> publication(None, None, [], ["March 9"], ["Talks of 2004 resume"]).day
    datetime.date(2004, 3, 9)
    """
    warnings: list[str] = []
    if given is not None:
        day = given.date() if isinstance(given, datetime) else given
        if day.year in YEARS:
            return Published(day)
        warnings.append(_beyond("the given publication date", day.isoformat()))
    if metadata is not None and metadata.strip():
        written = read_day(metadata.strip())
        if written is None and not re.fullmatch(r"\s*\d{4}(?:-\d{2})?\s*", metadata, re.ASCII):
            warnings.append(f"the date {_short(metadata)} of the metadata was not understood: write YYYY-MM-DD")
        if written is not None and (found := _possible(written, "the date of the metadata", warnings)):
            return Published(found, tuple(warnings))
    for words in lines:
        written = read_day(words)
        if written is not None and written.year is not None and (found := _possible(written, "the date line", warnings)):
            return Published(found, tuple(warnings))
    year, where = _year_elsewhere(metadata, [*lines, *top])
    for words in (*datelines, *lines):
        written = read_day(words)
        if written is None or (written.year is None and year is None) or (written.year is not None and words in lines):
            continue
        borrowed = written.year is None
        if borrowed:
            written = Day(f"{written.words}, {year}", year, written.month, written.day)
        if found := _possible(written, "the dateline", warnings):
            if borrowed:
                warnings.append(f"the publication date {found} has its year from {where}; give --published if it is another")
            return Published(found, tuple(warnings))
    return Published(None, (*warnings, NO_DATE))


def _possible(written: Day, what: str, warnings: list[str]) -> date | None:
    if written.year is None or written.year not in YEARS:
        warnings.append(_beyond(what, written.words))
        return None
    try:
        return date(written.year, written.month, written.day)
    except ValueError:
        warnings.append(f"{what} is no possible date ({_short(written.words)}): ignored")
        return None


def _year_elsewhere(metadata: str | None, lines: Sequence[str]) -> tuple[int | None, str]:
    """The one year that the metadata or else the lines name, and where; None where they name none or several."""
    for where, texts in (("the metadata", [metadata or ""]), ("the report's first lines", lines)):
        years = {int(year) for text in texts for year in _YEAR.findall(text)}
        if len(years) == 1:
            return years.pop(), where
    return None, ""


def _beyond(what: str, words: str) -> str:
    return f"{what} ({_short(words)}) is not in the years {YEARS.start} to {YEARS.stop - 1}: ignored"


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else words[:40] + "…")
