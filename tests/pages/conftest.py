"""A coded report for the pages: an invented one, with every field of an act used somewhere."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.records import Act, Block, Evidence, Party, Reason, Record, Report, Silence, Span, Trigger, When

HEADLINE = "Norland and Ostania part without a deal"
BODY = (
    "Norland accused Ostania on Tuesday of shelling the port of Hask, hours after envoys of the two countries met in Velden.",
    "Ostanian Foreign Minister Ilva Teren said “not one gun has fired from our side” and that her country would pull its troops "
    "back from the Brenn valley this summer if Norland opens the coastal road.",
    "The valley is known for its apples.",
    "A spokesman for the mediators, Oskar Lund, said Norland refused to release four Ostanian fishermen.",
    "Gunmen killed two guards near the road.",
)
TEXT = f"{HEADLINE}\n\nVELDEN, May 24 (Inland Press) - {BODY[0]} {BODY[1]}\n\n{BODY[2]} {BODY[3]}\n\n{BODY[4]}\n"

NORLAND = Party("Norland", "Norland", "NLD", "GOV")
OSTANIA = Party("Ostania", "Ostania", "OST", "GOV")
TEREN = Party("Ostanian Foreign Minister Ilva Teren", "Ilva Teren", "OST", "GOV")
LUND = Party("A spokesman for the mediators, Oskar Lund,", "Oskar Lund", "IGO", "GOV")


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def trigger(words: str, sentence: int) -> Trigger:
    span = at(words, at(BODY[sentence]).start)
    return Trigger(words, span.start, span.end)


@pytest.fixture
def record() -> Record:
    second, fourth = at(BODY[1]).start, at(BODY[3]).start
    dateline = at("VELDEN, May 24 (Inland Press) -")
    content = at("“not one gun has fired from our side”")
    pledge = at("her country would pull its troops back from the Brenn valley this summer if Norland opens the coastal road")
    acts = (
        Act("a1", 0, trigger("accused", 0), "ACCUSE", "allege", (NORLAND,), (OSTANIA,), "actual", when=When("on Tuesday", "2005-05-24")),
        Act(
            "a2",
            0,
            trigger("shelling", 0),
            "ASSAULT",
            "heavy-weapons",
            (OSTANIA,),
            (),
            "actual",
            (NORLAND,),
            "a1",
            where="the port of Hask",
        ),
        Act("a3", 0, trigger("met", 0), "CONSULT", None, (NORLAND, OSTANIA), (), "actual", where="Velden"),
        Act("a4", 1, trigger("said", 1), "STATE", None, (TEREN,), (), "actual", about="“not one gun has fired from our side”"),
        Act(
            "a5",
            1,
            trigger("pull", 1),
            "RETREAT",
            "withdraw",
            (OSTANIA,),
            (),
            "conditional",
            (TEREN,),
            "a4",
            condition="if Norland opens the coastal road",
            when=When("this summer", "2005-06-01/2005-08-31"),
            where="the Brenn valley",
            contexts=("military", "territory"),
        ),
        Act("a6", 1, trigger("opens", 1), "RETREAT", "access", (NORLAND,), (), "possible", (TEREN,), "a5", where="the coastal road"),
        Act(
            "a7", 3, trigger("refused", 3), "REJECT", "yield", (NORLAND,), (), "actual", (LUND,), about="to release four Ostanian fishermen"
        ),
        Act("a8", 3, trigger("release", 3), "RETREAT", "release", (NORLAND,), (OSTANIA,), "negated", (LUND,), "a7"),
        Act("a9", 4, trigger("killed", 4), "ASSAULT", None, (), (Party("two guards", "guards"),), "actual", (), "a7"),
    )
    evidence = (
        Evidence(
            "a1",
            (at("Norland", at(BODY[0]).start),),
            (at("Ostania", at(BODY[0]).start),),
            when=at("on Tuesday"),
            reasons=(Reason("cue word “accused”"),),
        ),
        Evidence("a2", (None,), speakers=(None,), where=at("the port of Hask"), reasons=(Reason("act head", 0.874),)),
        Evidence("a3", (None, None), where=at("Velden")),
        Evidence("a4", (at("Ostanian Foreign Minister Ilva Teren"),), content=(content, pledge)),
        Evidence(
            "a5",
            (at("her country"),),
            speakers=(at("Ostanian Foreign Minister Ilva Teren"),),
            condition=at("if Norland opens the coastal road"),
            when=at("this summer"),
            where=at("the Brenn valley"),
        ),
        Evidence("a6", (at("Norland", second),)),
        Evidence("a7", (at("Norland", fourth),), speakers=(at("A spokesman for the mediators, Oskar Lund"),)),
        Evidence("a8", (at("Norland", fourth),), (at("Ostanian", fourth),)),
        Evidence("a9", recipients=(at("two guards"),)),
    )
    report = Report(
        "velden",
        TEXT,
        blocks=(
            Block(0, len(HEADLINE), "headline"),
            Block(dateline.start, dateline.end, "dateline"),
            Block(at(BODY[0]).start, at(BODY[1]).end, "paragraph"),
            Block(at(BODY[2]).start, at(BODY[3]).end, "paragraph"),
            Block(at(BODY[4]).start, at(BODY[4]).end, "paragraph"),
        ),
        published=date(2005, 5, 24),
        title=HEADLINE,
        outlet="Inland Press",
        url="https://press.example/velden",
        warnings=("two characters were not UTF-8 and are shown as �",),
    )
    return Record(report, tuple(at(sentence) for sentence in BODY), acts, evidence, (Silence(2, "no word of it names an act"),))
