import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.pages.html import page
from verbale.records import Act, Block, Evidence, Party, Reason, Record, Report, Silence, Span, Trigger, When

VOID = {"meta", "link", "br"}


class Seen(HTMLParser):
    """What is on a page: whether its tags close in order, the names in it, links, and the text of each element by class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if "href" in known else []
        if tag not in VOID:
            self.open.append((tag, known.get("class", "")))
            for name in {tag, *known.get("class", "").split()}:
                self.text.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for name in {name for tag, classes in self.open for name in (tag, *classes.split())}:
            self.text[name][-1] += data


def test_the_page_holds_the_whole_text_once(record: Record) -> None:
    seen = Seen(page([record]))
    text = record.report.text
    assert seen.text["h1"] == ["Norland and Ostania part without a deal"]
    assert seen.text["sentence"] == [text[span.start : span.end] for span in record.sentences]
    assert seen.text["other"] == ["VELDEN, May 24 (Inland Press) -"]
    assert seen.text["title"] == ["Norland and Ostania part without a deal"]


def test_actors_triggers_content_and_conditions_are_marked(record: Record) -> None:
    seen = Seen(page([record]))
    in_text = [item for item in seen.text["trigger"] if item != "word"]
    assert in_text == [act.trigger.text for act in record.acts]
    assert "her country" in seen.text["actor"]
    assert "".join(seen.text["condition"][1:]) == "if Norland opens the coastal road"
    assert "".join(seen.text["content"][1:]).startswith("“not one gun has fired from our side”her country would pull")


def test_marks_over_one_another_are_cut_at_their_borders(record: Record) -> None:
    html = page([record])
    assert '<span class="actor condition content r1-3 r1-4 r1-5">Norland</span>' in html
    assert '<a class="trigger condition content r1-3 r1-4 r1-5" href="#r1-5">opens</a>' in html


def test_contexts_stand_in_the_note(record: Record) -> None:
    assert page([record]).count("<dt>contexts</dt>") == 1
    assert "<dd>military, territory</dd>" in page([record])


def test_each_act_stands_beside_its_sentence_and_links_lead_somewhere(record: Record) -> None:
    html = page([record])
    rows = re.findall(r'<div class="row[^"]*" id="r1-s(\d)">(.*?)</div>\n', html, re.DOTALL)
    assert [(int(number), re.findall(r'id="r1-(\d)"', row)) for number, row in rows] == [
        (0, ["0", "1", "2"]),
        (1, ["3", "4", "5"]),
        (2, []),
        (3, ["6", "7"]),
        (4, ["8"]),
    ]
    seen = Seen(html)
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_the_page_needs_nothing_else(record: Record) -> None:
    html = page([record, record], explain=True)
    seen = Seen(html)
    assert not seen.tags & {"script", "link", "img", "iframe", "object"}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_several_reports_are_listed_and_share_no_names(record: Record) -> None:
    seen = Seen(page([record, record]))
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.text["h1"] == ["2 reports"]
    assert len(seen.text["h2"]) == 2
    assert "#r2" in seen.links


def test_reasons_and_silences_are_told_when_asked_for(record: Record) -> None:
    assert "cue word" not in page([record])
    explained = page([record], explain=True)
    assert "cue word “accused” (1.00)" in explained
    assert "<b>Nothing coded:</b> no word of it names an act" in explained


def test_date_outlet_and_warnings_are_in_the_header(record: Record) -> None:
    header = Seen(page([record])).text["header"][0]
    assert header == (
        "Inland Press · 24 May 2005Norland and Ostania part without a deal5 sentences, 9 acts"
        "two characters were not UTF-8 and are shown as �"
    )
    assert "no date" in page([Record(Report("hask", "", ()), (), (), ())])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//press.example", 'x" onclick="alert(1)'])
def test_only_web_addresses_become_links(record: Record, url: str) -> None:
    report = msgspec.structs.replace(record.report, url=url)
    html = page([msgspec.structs.replace(record, report=report)])
    assert "onclick" not in html
    assert not [link for link in Seen(html).links if not link.startswith("#")]


def test_text_outside_all_blocks_is_shown_too() -> None:
    record = Record(Report("r", "Before. Inside. After.", (Block(8, 15, "paragraph"),)), (Span(8, 15),), (), ())
    seen = Seen(page([record]))
    assert seen.text["row"] == ["Before.", "Inside.", "After."]
    assert seen.text["rest"] == ["Before.", "After."]


words = st.text(max_size=12)
offsets = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(
    words, st.text(min_size=10, max_size=40), st.lists(offsets, max_size=5), st.lists(offsets, max_size=6), st.lists(offsets, max_size=5)
)
def test_any_words_and_offsets_make_a_sound_page(
    name: str, text: str, sentences: list[Span], spans: list[Span], blocks: list[Span]
) -> None:
    party = Party(name, name, name, name)
    acts = tuple(
        Act(
            f"a{n}",
            n % 3,
            Trigger(name, span.start, span.end),
            name,
            name,
            (party,),
            (party,),
            name,
            (party,),
            "a0",
            name,
            name,
            When(name, name),
            name,
        )
        for n, span in enumerate(spans)
    )
    evidence = tuple(
        Evidence(f"a{n}", (span,), (span,), (None,), (span, span), span, span, span, (Reason(name),)) for n, span in enumerate(spans)
    )
    made = tuple(
        Block(span.start, span.end, kind)
        for span, kind in zip(blocks, ["headline", "paragraph", "credit", "date", "paragraph"], strict=False)
    )
    report = Report(name, text, made, tuple(spans[:1]), title=name, outlet=name, url=name, warnings=(name,))
    record = Record(report, tuple(sentences), acts, evidence, (Silence(0, name),))
    html = page([record], explain=True)
    html.encode("utf-8")
    seen = Seen(html)
    assert len(seen.ids) == len(set(seen.ids))
    if not sentences and not made:
        assert "".join(seen.text.get("row", [])) == re.sub(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "�", text.strip()
        )
