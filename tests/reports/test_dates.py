from datetime import date, datetime

import pytest

from verbale.reports import from_text
from verbale.reports.dates import NO_DATE, date_line, publication

MARCH = date(2004, 3, 9)


@pytest.mark.parametrize(
    "words",
    ["2004-03-09", "2004/3/9", "March 9, 2004", "9 March 2004", "09 Mar 2004", "Tues., Mar. 9, 2004", "Tuesday 9th of March, 2004",
     "MARCH 9 2004", "Published: March 9, 2004, 10:30 GMT", "2004-03-09T10:30:00Z", "Last updated on 9 March 2004 at 4:05 p.m.",
     "Posted March 9, 2004 | 10:30", "March 9, 2004 Tuesday"],
)  # fmt: skip
def test_date_lines(words: str) -> None:
    report = from_text(f"Talks end\n{words}\n\nThe talks ended.")
    assert [block.kind for block in report.blocks] == ["headline", "date", "paragraph"]
    assert report.published == MARCH
    assert report.warnings == ()


@pytest.mark.parametrize("words", ["May 5 was calm", "March 2004", "9 March 2004 and after", "In May 2004", "2004-03-099", "Sun 99"])
def test_lines_that_are_no_date_alone(words: str) -> None:
    assert date_line(words) is None


@pytest.mark.parametrize(
    "written",
    ["2004-03-09", "2004-03-09T23:10:00+02:00", "20040309", "Tue, 09 Mar 2004 10:00:00 GMT", "March 9, 2004"],
)
def test_metadata(written: str) -> None:
    assert publication(None, written, ["May 5, 2015"], [], []).day == MARCH


def test_the_argument_comes_first() -> None:
    assert publication(MARCH, "2015-05-05", ["2016-05-05"], [], []).day == MARCH
    found = publication(datetime(2004, 3, 9, 10, 30), None, [], [], []).day
    assert type(found) is date
    assert found == MARCH


def test_a_date_line_comes_before_a_dateline() -> None:
    assert from_text("2004-03-09\n\nBRENN, March 8, 2004 (Agency) - Talks ended.").published == MARCH


@pytest.mark.parametrize("dateline", ["GENEVA, March 9, 2004 (Agency) -", "Velden, 9 March 2004 –", "GENEVA (Agency), 2004-03-09 --"])
def test_dateline_with_a_year(dateline: str) -> None:
    assert from_text(f"{dateline} The talks ended.").published == MARCH


def test_dateline_without_a_year_stays_unresolved() -> None:
    report = from_text("GENEVA, March 9 (Agency) - The talks of 1998 were remembered.")
    assert report.published is None
    assert report.warnings == (NO_DATE,)


def test_dateline_takes_the_year_of_the_metadata_or_the_top() -> None:
    assert publication(None, "2004", [], ["March 9"], []).day == MARCH
    assert publication(None, "2004-03", [], ["9 March"], ["Talks of 1998"]).day == MARCH
    report = from_text("Norland: 2004 in talks\n\nGENEVA, March 9 (Agency) - The talks ended.")
    assert report.published == MARCH
    assert report.warnings == (
        "the publication date 2004-03-09 has its year from the report's first lines; give --published if it is another",
    )


def test_two_years_at_the_top_tell_none() -> None:
    assert publication(None, None, [], ["March 9"], ["Talks of 1998 and 2004"]).day is None


@pytest.mark.parametrize(
    ("line", "warning"),
    [("February 30, 2004", "the date line is no possible date ('February 30, 2004'): ignored"),
     ("2004-13-01", "the date line is no possible date ('2004-13-01'): ignored"),
     ("March 9, 1804", "the date line ('March 9, 1804') is not in the years 1900 to 2100: ignored")],
)  # fmt: skip
def test_impossible_dates(line: str, warning: str) -> None:
    report = from_text(f"{line}\n\nThe talks ended.")
    assert report.published is None
    assert report.warnings == (warning, NO_DATE)


def test_an_impossible_date_gives_way_to_the_next() -> None:
    found = publication(None, "2004-02-30", ["March 9, 2004"], [], [])
    assert found.day == MARCH
    assert found.warnings == ("the date of the metadata is no possible date ('2004-02-30'): ignored",)


def test_other_oddities_are_told() -> None:
    assert publication(None, "yesterday", [], [], []).warnings == (
        "the date 'yesterday' of the metadata was not understood: write YYYY-MM-DD",
        NO_DATE,
    )
    assert publication(date(1804, 3, 9), "2004-03-09", [], [], []).day == MARCH


def test_a_leap_day() -> None:
    assert publication(None, None, ["February 29, 2004"], [], []).day == date(2004, 2, 29)
    assert publication(None, None, ["February 29, 2005"], [], []).day is None
