"""Reports with their blocks marked: `[kind|words]`; what stands between blocks is white space."""

import re

import pytest

from verbale.reports import from_text

MARK = re.compile(r"\[(headline|date|byline|dateline|paragraph|credit)\|(.*?)\]", re.DOTALL)

MARKED = {
    "headline, blank line, paragraphs": """[headline|Norland and Sorvia agree to talk]

[paragraph|Norland agreed on Monday to talk.]

[paragraph|Sorvia had asked for it.]
""",
    "headline then date line then byline": """[headline|Norland opens the bridge]
[date|Tuesday, May 5, 2015]
[byline|By JANE DOE, Associated Press Writer]

[paragraph|The bridge at Brenn is open.]
""",
    "date line then headline": "[date|2015-05-05]\n\n[headline|Will Norland open the bridge?]\n\n[paragraph|Norland said no.]",
    "a date alone over the text": "[date|5 May 2015]\n\n[paragraph|Norland said no.]\n\n[paragraph|Sorvia said yes.]",
    "position under a byline": "[headline|Talks end]\n[byline|By Jane Doe]\n[byline|Staff Writer]\n\n[paragraph|The talks ended.]",
    "dateline with agency": """[headline|Talks end]

[dateline|GENEVA, March 9 (Agency) -] [paragraph|The talks ended.]

[paragraph|NORLAND - It stays.]
""",
    "dateline with dash": "[dateline|VELDEN, Norland (AP) —] [paragraph|The talks ended.]\n\n[paragraph|All left.]",
    "dateline in small letters": "[dateline|Velden, 4 April 2019 –] [paragraph|The talks ended.]",
    "dateline of a day": "[dateline|4 April 2019 –] [paragraph|The talks ended.]",
    "dateline on its own line": "[headline|Talks end]\n\n[dateline|NEW VELDEN, March 9]\n\n[paragraph|The talks ended.]",
    "dateline over a line's end": """[dateline|NEW VELDEN, Norland, Tuesday, March 9
(Agency) --] [paragraph|The talks ended
in the night.]""",
    "no dateline: an aside": "[paragraph|Norland - unlike Sorvia - stayed.]\n\n[paragraph|Others left.]",
    "no dateline: an aside in capitals": "[paragraph|NORGAS — the gas firm — stayed.]\n\n[paragraph|Others left.]",
    "credits between paragraphs": """[headline|Norland opens the bridge]

[credit|Image: The bridge at Brenn. Photo: Jane Doe]

[paragraph|The bridge is open.]

[credit|Advertisement]

[credit|(Photo by Jane Doe)]

[paragraph|Photographs of it were printed.]

[credit|Read more: Bridges of Norland]

[credit|(Reporting by Jane Doe; editing by Ada Lorn)]

[credit|Jane Doe in Velden contributed to this report.]

[credit|Share this article]

[credit|* * *]

[credit|Copyright 2015 Velden Post. All rights reserved.]
""",
    "hard-wrapped, no blank line": """[headline|Norland opens the bridge]
[dateline|BRENN, March 9 (Agency) -] [paragraph|The bridge between Norland and Sorvia is open
again after a year, the ministry said in a statement on Tuesday. The
envoys of both sides walked over it.]
""",
    "hard-wrapped, no headline": "[paragraph|The bridge between Norland and Sorvia is open again after a year,\nthe ministry said.]",
    "hard-wrapped and indented": """[paragraph|The bridge between Norland and Sorvia is open again, the ministry
said in a statement.]
   [paragraph|The envoys of both sides walked over it on Tuesday and were met by
a crowd.]
""",
    "one line a paragraph": "[headline|Talks end]\n[paragraph|The talks ended.]\n[paragraph|“We leave,” he said.]\n[paragraph|All left.]",
    "long lines, one a paragraph": "\n".join(f"[paragraph|{'The envoys of Norland and Sorvia met ' * 4}in Brenn{end}]" for end in ".:."),
    "Windows line ends": "[headline|Talks end]\r\n\r\n[paragraph|The talks ended\r\nin the night.]\r\n\r\n[paragraph|All left.]\r\n",
    "old Macintosh line ends": "[headline|Talks end]\r\r[paragraph|The talks ended.]\r\r[paragraph|All left.]",
    "one line": "[paragraph|Norland and Sorvia agree to talk]",
    "headline ends in an abbreviation": "[headline|Norland turns to the U.N.]\n\n[paragraph|It asked for help.]",
    "a first sentence is no headline": "[paragraph|Norland agreed to talk.]\n\n[paragraph|Sorvia did not.]",
    "a long first line is no headline": f"[paragraph|{'word ' * 25}word]\n\n[paragraph|Sorvia did not.]",
    "25 words are a headline": f"[headline|{'word ' * 24}word]\n\n[paragraph|Sorvia did not.]",
    "blank lines hold spaces and marks": "[headline|Talks end]\n \t\n[paragraph|The talks ended.]\n\u00a0\n[paragraph|All left.]",
    "a line of marks": "[headline|Talks end]\n\n[credit|\u200b\ufeff]\n[paragraph|The talks ended.]",
    "a line that is an address": "[headline|Talks end]\n\n[credit|https://velden.example/a]\n\n[paragraph|The talks ended.]",
    "a date in the text is text": "[headline|Talks end]\n\n[paragraph|The talks ended.]\n\n[paragraph|May 5, 2015]",
}


@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED.keys())
def test_blocks(marked: str) -> None:
    wanted = [(found[1], found[2]) for found in MARK.finditer(marked)]
    text = MARK.sub(lambda found: found[2], marked)
    report = from_text(text)
    assert report.text == text
    assert [(block.kind, text[block.start : block.end]) for block in report.blocks] == wanted


def test_only_a_headline_is_told() -> None:
    report = from_text("Norland and Sorvia agree\n2015-05-05\n")
    assert [block.kind for block in report.blocks] == ["headline", "date"]
    assert report.warnings == ("only a headline: there is no running text under it, so nothing is coded",)


def test_no_running_text_is_told() -> None:
    assert "no running text: only credit, date, so nothing is coded" in from_text("2015-05-05\n\nAdvertisement\n").warnings


def test_a_title_is_a_headline_though_it_is_a_sentence() -> None:
    report = from_text("Norland agrees.\n\nIt will talk.", title="Norland agrees.")
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]
