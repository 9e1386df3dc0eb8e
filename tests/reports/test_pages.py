import subprocess
import sys
from datetime import date

import pytest

from verbale.errors import ReportError
from verbale.reports import from_html

PAGE = """<!DOCTYPE html><html><head><title>Norland and Sorvia resume talks | Velden Post</title>
<meta charset="utf-8"><meta property="og:site_name" content="Velden Post">
<meta property="article:published_time" content="1988-05-24T10:00:00Z"><link rel="canonical" href="https://velden.example/a/1"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Norland and Sorvia resume talks</h1>
<p>BRENN, May 24 (Agency) - Norland and Sorvia resumed their talks on Tuesday, the ministry said in a statement.</p>
<p>The minister, Ada Lorn <a href="/s">(search)</a>, said the border would open. “We want peace,” she said in the capital.</p>
<h2>What comes next</h2><p>The next round is planned for June in Hask, where both delegations will stay for a week.</p>
</article><footer>Copyright 1988 Velden Post</footer></body></html>"""


def test_a_page() -> None:
    report = from_html(PAGE.encode(), id="a")
    assert [(block.kind, report.text[block.start : block.end].split()[0]) for block in report.blocks] == [
        ("headline", "Norland"), ("dateline", "BRENN,"), ("paragraph", "Norland"), ("paragraph", "The"), ("headline", "What"),
        ("paragraph", "The"),
    ]  # fmt: skip
    assert [report.text[span.start : span.end] for span in report.skipped] == [" (search)"]
    assert (report.id, report.title, report.outlet, report.url) == (
        "a", "Norland and Sorvia resume talks", "Velden Post", "https://velden.example/a/1"
    )  # fmt: skip
    assert report.published == date(1988, 5, 24)
    assert report.warnings == ()


def test_arguments_come_before_the_page() -> None:
    report = from_html(PAGE, published=date(1988, 5, 25), url="https://mirror.example/b")
    assert (report.published, report.url) == (date(1988, 5, 25), "https://mirror.example/b")


def test_a_page_in_windows_1252_says_so() -> None:
    report = from_html(PAGE.replace('<meta charset="utf-8">', "").encode("cp1252"))
    assert "“We want peace,”" in report.text
    assert report.warnings == ("not UTF-8: read as Windows-1252; save the text as UTF-8 if letters look wrong",)


def test_a_page_with_surrogates_and_controls() -> None:
    report = from_html(PAGE.replace("statement", "state\ud800\x00ment"))
    assert "state\ufffd ment" in report.text
    assert report.warnings == ("1 lone surrogate, which is no character, was replaced by U+FFFD",)


@pytest.mark.parametrize("page", ["", "<html>", "<html><body><script>let x = 1;</script></body></html>"])
def test_no_main_text(page: str) -> None:
    with pytest.raises(ReportError, match="no main text was found in the HTML page, wanted a page with a report; save"):
        from_html(page)


def test_plain_text_does_not_wait_for_the_page_reader() -> None:
    code = "import sys; from verbale.reports import from_text; from_text('Norland agreed.'); print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
