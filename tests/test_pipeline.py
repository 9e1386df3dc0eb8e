"""Pipeline: plain sentences about real states, read by the shipped model and coded; the main act of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from verbale import read
from verbale.pages.json import json_line
from verbale.pipeline import Coder
from verbale.reader import MODEL
from verbale.records import Party, Record
from verbale.reports import from_text

pytestmark = pytest.mark.skipif(
    not (MODEL / "reader.onnx").exists(), reason=f"the model is not in {MODEL}; train it or install the package"
)

THURSDAY = date(2012, 5, 24)


def names(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


MAIN = [
    ("Russia accused Ukraine of shelling a village near the border on Monday.", "ACCUSE", "actual", ["Russia"], ["Ukraine"], []),
    ("Russia accused Ukraine of shelling a village near the border on Monday.", "ASSAULT", "actual", ["Ukraine"], None, ["Russia"]),
    ("Iran refused to suspend its nuclear program.", "REJECT", "actual", ["Iran"], None, []),
    ("The United States urged North Korea to return to the talks.", "REQUEST", "actual", ["United States"], ["North Korea"], []),
    ("Israel will withdraw its troops from Lebanon next month.", "RETREAT", "planned", ["Israel"], ["Lebanon"], []),
    ("France and Germany signed a trade agreement in Berlin on Thursday.", "AGREE", "actual", ["France", "Germany"], [], []),
    ("Turkey denied that its troops had crossed the border.", "DENY", "actual", ["Turkey"], None, []),
    ("Pakistan promised to release the Indian pilot.", "CONCEDE", "actual", ["Pakistan"], None, []),
    ("Pakistan promised to release the Indian pilot.", "RETREAT", "planned", ["Pakistan"], None, ["Pakistan"]),
    ("China threatened to impose sanctions on Japan.", "THREATEN", "actual", ["China"], ["Japan"], []),
    ("China threatened to impose sanctions on Japan.", "SANCTION", "possible", ["China"], ["Japan"], ["China"]),
    ("Syria said Israel must withdraw from the Golan Heights.", "REQUEST", "actual", ["Syria"], ["Israel"], []),
    ("Syria said Israel must withdraw from the Golan Heights.", "RETREAT", "wanted", ["Israel"], None, ["Syria"]),
    ("The Egyptian president visited Saudi Arabia on Sunday.", "CONSULT", "actual", ["Egyptian president"], ["Saudi Arabia"], []),
    (
        "Hamas fired rockets at Israel, according to Israeli officials.",
        "ASSAULT",
        "actual",
        ["Hamas"],
        ["Israel"],
        ["Israeli officials"],
    ),
    ("Colombian rebels killed four soldiers in an ambush.", "ASSAULT", "actual", ["Colombian rebels"], ["soldiers"], []),
    ("Venezuela expelled the American ambassador.", "SANCTION", "actual", ["Venezuela"], ["American ambassador"], []),
    ("The United Nations condemned the attack on the convoy.", "ACCUSE", "actual", ["United Nations"], None, []),
    ("Serbia will not recognize Kosovo.", "REJECT", "actual", ["Serbia"], ["Kosovo"], []),
    ("Greece called on Turkey to stop the flights over its islands.", "REQUEST", "actual", ["Greece"], ["Turkey"], []),
    (
        "Ethiopia said it would release the prisoners if Eritrea withdrew its troops.",
        "RETREAT",
        "conditional",
        ["Ethiopia"],
        None,
        ["Ethiopia"],
    ),
    ("Sudan warned that war could break out.", "WARN", "actual", ["Sudan"], [], []),
    ("Japan sent food aid to Indonesia.", "AID", "actual", ["Japan"], ["Indonesia"], []),
    ("British police arrested three Russian diplomats.", "COERCE", "actual", ["British police"], ["Russian diplomats"], []),
    ("Saudi Arabia lifted its blockade of Qatar.", "CONCEDE", "actual", ["Saudi Arabia"], ["Qatar"], []),
    ("Poland recalled its ambassador from Belarus.", "SANCTION", "actual", ["Poland"], ["Belarus"], []),
    ("South Korea and North Korea exchanged fire across the border.", "ASSAULT", "actual", ["South Korea", "North Korea"], [], []),
    ("Germany praised Poland for its help.", "SUPPORT", "actual", ["Germany"], ["Poland"], []),
    (
        "Ukraine's president, Volodymyr Zelensky, rejected the Russian demand.",
        "REJECT",
        "actual",
        ["Volodymyr Zelensky"],
        ["Russia"],
        [],
    ),
    ("Russia deployed troops along the border with Georgia.", "MOBILIZE", "actual", ["Russia"], None, []),
    ("India and Pakistan failed to agree on a ceasefire.", "AGREE", "negated", ["India", "Pakistan"], [], []),
]
"""A sentence, and of its main act or of one within it the type, status, actors, recipients (None: not asked) and speakers."""


def test_most_main_acts_are_right() -> None:
    """The reader has learned, and slips; how often over whole reports is measured in docs/figures.md."""
    coder = Coder()
    found, right = [], []
    for sentence, kind, status, actors, recipients, speakers in MAIN:
        record = coder.code(from_text(sentence, published=THURSDAY))
        act = next((act for act in record.acts if act.type == kind), None)
        if act is not None:
            found.append(sentence)
            if (act.status, names(act.actors), names(act.speakers)) == (status, actors, speakers) and recipients in (
                None,
                names(act.recipients),
            ):
                right.append(sentence)
    assert len(found) >= 0.85 * len(MAIN), [row[0] for row in MAIN if row[0] not in found]
    assert len(right) >= 0.65 * len(MAIN), [row[0] for row in MAIN if row[0] not in right]


REPORT = """Norland and Ostania resume talks

VELDEN, May 24 (Agency) - France and Germany signed a trade agreement in Berlin on Monday.

The French president, Paul Martin, praised Germany. "Germany kept its word," he said.
"""


def report() -> Record:
    return read(REPORT, published=THURSDAY, title="Talks", outlet="Agency", url="https://velden.example/a")


def test_a_report_with_a_headline_and_a_dateline() -> None:
    record = report()
    kinds = [block.kind for block in record.report.blocks]
    assert kinds[0] == "headline"
    assert "dateline" in kinds
    sign, praise = record.acts[0], record.acts[1]
    assert (sign.type, sign.mode, sign.sentence, sign.where) == ("AGREE", "sign", 0, "Berlin")
    assert sign.when is not None
    assert sign.when.value == "2012-05-21"
    assert (praise.type, praise.sentence, [party.name for party in praise.actors]) == ("SUPPORT", 1, ["Paul Martin"])
    assert [(party.country, party.sector) for party in praise.actors] == [("FRA", "GOV")]
    assert all(record.report.text[act.trigger.start : act.trigger.end] == act.trigger.text for act in record.acts)


def test_what_is_known_of_the_report_stays() -> None:
    one = report().report
    assert (one.text, one.published, one.title, one.outlet, one.url) == (REPORT, THURSDAY, "Talks", "Agency", "https://velden.example/a")


def test_the_same_report_gives_the_same_record() -> None:
    assert json_line(report()) == json_line(report())


def test_a_headline_alone_is_not_coded() -> None:
    record = read("Russia accuses Ukraine of shelling\n\nMay 24, 2012\n")
    assert record.acts == ()
    assert record.sentences == ()
    assert record.report.warnings


def test_own_parties(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("states:\n- {code: NRL, name: Norland}\n- {code: OST, name: Ostania}\n", encoding="utf-8")
    sentence = "Norland accused Ostania of shelling a village."
    without, act = read(sentence, published=THURSDAY).acts[0], read(sentence, published=THURSDAY, parties=[own]).acts[0]
    assert [party.country for party in without.actors + without.recipients] == ["", ""]
    assert (act.type, [party.country for party in act.actors + act.recipients]) == ("ACCUSE", ["NRL", "OST"])


def test_many_reports_come_in_order_and_as_one_by_one() -> None:
    coder = Coder()
    texts = ["Iran refused to suspend its nuclear program.", "Germany praised Poland for its help.", REPORT] * 3
    reports = [from_text(text, id=str(n), published=THURSDAY) for n, text in enumerate(texts)]
    records = list(coder.code_many(reports))
    assert [record.report.id for record in records] == [str(n) for n in range(len(texts))]
    assert records[1].acts == coder.code(reports[1]).acts
    assert records[0].acts == records[3].acts


NEITHER = """\
The United States beat Russia in the hockey tournament.
The coach praised his team after the match in the Olympic stadium.
The striker scored twice in the second half as Brazil won the final.
The goalkeeper saved three penalties and kept Germany in the game.
The team defended its title in front of a large crowd in Rome.
Kenya's runners attacked early in the marathon and led from the start.
Shares in the airline rose two percent after it reported a higher profit.
The company opened a new factory near Madrid in March.
Oil prices fell on Tuesday as traders weighed weaker demand.
The bank raised its forecast for growth in the euro zone.
Heavy snow is expected in the mountains on Sunday.
A storm moved across the Baltic Sea toward Finland.
The river rose to its highest level in a decade after days of rain.
The museum shows paintings from the seventeenth century.
The actress won two awards for her role in the film.
Scientists in Japan have measured the mass of a new particle."""


def test_sport_business_and_weather_are_seldom_taken_for_politics() -> None:
    coded = [sentence for sentence in NEITHER.splitlines() if read(sentence, published=THURSDAY).acts]
    assert len(coded) <= len(NEITHER.splitlines()) / 8, coded


def test_a_long_report_is_coded_to_its_end() -> None:
    record = read("\n\n".join(["Russia accused Ukraine of shelling a village.", "Iran met Iraq in Baghdad."] * 40), published=THURSDAY)
    assert len({act.sentence for act in record.acts}) > 60
