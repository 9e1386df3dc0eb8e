import pytest

from verbale.reports.furniture import is_byline, is_credit


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe", "By JANE DOE, Associated Press Writer", "by Jane Doe and John Roe in Velden", "By Our Correspondent",
     "By Jane O’Doe | Velden Post", "By Jan van der Doe", "By Jane Doe for the Velden Post", "By Jane Doe, jane@velden.example"],
)  # fmt: skip
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["By Monday the talks had failed", "By May", "By Jane Doe, the talks were saved", "By signing the treaty", "Bystanders watched",
     "By Norland, Sorvia means its friends"],
)  # fmt: skip
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "words",
    ["Image: x", "Photo: x", "Photo by Jane Doe", "(Photo by Jane Doe)", "FILE - In this photo, envoys meet.", "Image caption The bridge",
     "Read more:", "Read more", "ADVERTISEMENT", "© 2005 Velden Post", "(c) 2005 Velden Post", "Copyright Velden Post",
     "Reporting by Jane Doe; editing by Ada Lorn", "Share this article", "Share on Facebook", "-30-", "Updated 4:05 p.m.", "###", "Ends",
     "Some information for this report was provided by Agency."],
)  # fmt: skip
def test_credits(words: str) -> None:
    assert is_credit(words)


@pytest.mark.parametrize(
    "words",
    ["Images of the bridge shocked Velden.", "Copyright talks failed on Monday.", "Share prices fell in Norland.", "Credit markets fell.",
     "Print workers struck in Brenn.", "Envoys contributed to this week’s talks.", "(The minister left.)", "Photo: " + "word " * 60],
)  # fmt: skip
def test_no_credits(words: str) -> None:
    assert not is_credit(words)
