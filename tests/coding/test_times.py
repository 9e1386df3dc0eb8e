"""Times: phrases of news and the days, months, years and intervals that they mean."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.coding.times import Time, find_times

TUESDAY = date(2005, 5, 24)
JANUARY = date(2006, 1, 3)  # a Tuesday
VALUE = re.compile(r"\d{4}(-\d{2}(-\d{2}(/\d{4}-\d{2}-\d{2})?)?)?")


def values(text: str, published: date | None = TUESDAY, future: bool = False) -> list[str | None]:
    return [time.value for time in find_times(text, 0, len(text), published, future)]


@pytest.mark.parametrize(
    ("phrase", "published", "value"),
    [
        # weekdays look back to the last one, and the day itself is today
        ("on Monday", TUESDAY, "2005-05-23"),
        ("late Monday", TUESDAY, "2005-05-23"),
        ("Tuesday", TUESDAY, "2005-05-24"),
        ("on Wednesday", TUESDAY, "2005-05-18"),
        ("Sunday night", TUESDAY, "2005-05-22"),
        ("early on Saturday", TUESDAY, "2005-05-21"),
        ("last Friday", TUESDAY, "2005-05-20"),
        ("last Tuesday", TUESDAY, "2005-05-17"),
        ("next Friday", TUESDAY, "2005-05-27"),
        ("next Tuesday", TUESDAY, "2005-05-31"),
        ("on Saturday", JANUARY, "2005-12-31"),
        # days by name
        ("today", TUESDAY, "2005-05-24"),
        ("yesterday", TUESDAY, "2005-05-23"),
        ("tomorrow", TUESDAY, "2005-05-25"),
        ("tonight", TUESDAY, "2005-05-24"),
        ("this morning", TUESDAY, "2005-05-24"),
        ("yesterday", date(2006, 1, 1), "2005-12-31"),
        # weeks run from Sunday to Saturday
        ("this week", TUESDAY, "2005-05-22/2005-05-28"),
        ("last week", TUESDAY, "2005-05-15/2005-05-21"),
        ("next week", TUESDAY, "2005-05-29/2005-06-04"),
        ("last week", JANUARY, "2005-12-25/2005-12-31"),
        ("last weekend", TUESDAY, "2005-05-21/2005-05-22"),
        ("next weekend", TUESDAY, "2005-05-28/2005-05-29"),
        # months, years, seasons
        ("this month", TUESDAY, "2005-05"),
        ("last month", TUESDAY, "2005-04"),
        ("last month", JANUARY, "2005-12"),
        ("next month", TUESDAY, "2005-06"),
        ("last year", TUESDAY, "2004"),
        ("this year", TUESDAY, "2005"),
        ("next year", TUESDAY, "2006"),
        ("this summer", TUESDAY, "2005-06-01/2005-08-31"),
        ("last summer", TUESDAY, "2004-06-01/2004-08-31"),
        ("next winter", TUESDAY, "2006-12-01/2007-02-28"),
        ("this spring", TUESDAY, "2005-03-01/2005-05-31"),
        ("last autumn", TUESDAY, "2004-09-01/2004-11-30"),
        # dates, whose year is the one nearest before
        ("on February 14", TUESDAY, "2005-02-14"),
        ("February 14, 2004", TUESDAY, "2004-02-14"),
        ("on Feb. 14", TUESDAY, "2005-02-14"),
        ("on 14 February", TUESDAY, "2005-02-14"),
        ("14 February 1999", TUESDAY, "1999-02-14"),
        ("on May 3rd", TUESDAY, "2005-05-03"),
        ("on December 28", JANUARY, "2005-12-28"),
        ("on 2005-05-09", TUESDAY, "2005-05-09"),
        ("on February 30", TUESDAY, None),  # no such day
        ("on 2004-99-99", TUESDAY, None),
        ("on ſept 3", TUESDAY, None),  # a long s
        ("yesterday", date.min, None),  # outside of the calendar
        ("next week", date.max, None),
        ("ten years ago", date.min, None),
        ("in March", TUESDAY, "2005-03"),
        ("in December", JANUARY, "2005-12"),
        ("since October 1999", TUESDAY, "1999-10"),
        ("last March", TUESDAY, "2005-03"),
        ("in 1987", TUESDAY, "1987"),
        ("in the 1990s", TUESDAY, "1990-01-01/1999-12-31"),
        # so long ago
        ("two days ago", TUESDAY, "2005-05-22"),
        ("a week ago", TUESDAY, "2005-05-17"),
        ("three months ago", TUESDAY, "2005-02"),
        ("ten years ago", TUESDAY, "1995"),
        ("two decades ago", TUESDAY, None),  # too vague
        # without a publication date only what is told in full
        ("on Monday", None, None),
        ("last week", None, None),
        ("two days ago", None, None),
        ("on February 14", None, None),
        ("on February 14, 2004", None, "2004-02-14"),
        ("in March 2004", None, "2004-03"),
        ("in 1987", None, "1987"),
    ],
)
def test_value(phrase: str, published: date | None, value: str | None) -> None:
    assert values(f"They met {phrase}.", published) == [value]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("on Monday", "2005-05-30"),
        ("on Friday", "2005-05-27"),
        ("Tuesday", "2005-05-24"),
        ("next Tuesday", "2005-05-31"),
        ("tomorrow", "2005-05-25"),
        ("on February 14", "2006-02-14"),
        ("on June 1", "2005-06-01"),
        ("in March", "2006-03"),
        ("in August", "2005-08"),
        ("before July 2006", "2006-07"),
        ("next year", "2006"),
    ],
)
def test_value_of_what_lies_ahead(phrase: str, value: str) -> None:
    assert values(f"They will meet {phrase}.", TUESDAY, future=True) == [value]


@pytest.mark.parametrize("text", ["They may march on.", "The second man spoke.", "Room 1987 was shut.", "A sunny day it was.", ""])
def test_no_time(text: str) -> None:
    assert values(text) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "They met late Monday in Brenn, and again two days ago."
    assert [text[time.start : time.end] for time in find_times(text, 0, len(text), TUESDAY)] == ["late Monday", "two days ago"]
    inside = list(find_times(text, 31, len(text), TUESDAY))
    assert inside == [Time(text.index("two"), text.index("."), "2005-05-22")]


PHRASES = st.sampled_from(
    "on in last next this past two 3 900 99999 a days weeks month ago later earlier Monday tuesday May March Feb. Sept 29 31 0 2004 "
    "1987 1990s the ſept ſunday weeK summer winter week weekend year today tomorrow 0000-99-99 2004-02-30 , . - 14th".split()
) | st.text(max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(PHRASES, max_size=12).map(" ".join), st.none() | st.dates(), st.booleans())
def test_any_text_gives_legal_values(text: str, published: date | None, future: bool) -> None:
    end = 0
    for time in find_times(text, 0, len(text), published, future):
        assert end <= time.start < time.end <= len(text)
        end = time.end
        if time.value is None:
            continue
        assert VALUE.fullmatch(time.value)
        days = [date.fromisoformat(part) for part in time.value.split("/") if len(part) == 10]
        assert days == sorted(days)
        assert len(time.value) != 7 or 1 <= int(time.value[5:]) <= 12


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_weekdays_are_within_a_week(published: date, day: str) -> None:
    back = date.fromisoformat(values(f"on {day}", published)[0] or "")
    ahead = date.fromisoformat(values(f"on {day}", published, future=True)[0] or "")
    assert f"{back:%A}" == f"{ahead:%A}" == day
    assert 0 <= (published - back).days < 7
    assert 0 <= (ahead - published).days < 7
