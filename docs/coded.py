"""The generated parts that tell of the corpus: its card (corpus/README.md), and coded reports as marked-up text (docs/coded-reports.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from corpus.load import load_reports
from corpus.measure import FIGURES
from corpus.records import Act, Role, Row, Span
from docs.markdown import cell, rows

SHOWN = ("oslo-truce", "durayhimi-access", "ijevan-swap", "council-redeployment", "dundee-buses")
"""The reports that docs/coded-reports.md shows: invented ones, of different manners."""


@cache
def figures() -> Any:
    """What `python -m corpus.measure` wrote."""
    return json.loads(FIGURES.read_text(encoding="utf-8"))


def counts() -> str:
    """Counts by split and kind, then manners and decades."""
    found = figures()["counts"]
    body = [(name, *[cell(found[split][name]) for split in found]) for name in found["all"]]
    manners, decades = figures()["manners"], figures()["decades"]
    return "\n\n".join(
        [
            rows(("", *found), body, numbers_from=1),
            f"By manner: {_listed(manners)}. By decade: {_listed(decades)}.",
        ]
    )


def _listed(found: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in found.items())


def types() -> str:
    """Acts by type and split, by status, and by context."""
    found = figures()["types"]
    table = rows(("type", *found), [(name, *[found[split].get(name, 0) for split in found]) for name in found["all"]], numbers_from=1)
    told = f"The checker lists {figures()['doubts']:,} doubts (`python corpus/check.py --doubts`), most of them right as they are."
    lists = (f"By status: {_listed(figures()['statuses'])}.", f"By context: {_listed(figures()['contexts'])}.")
    return "\n\n".join([table, *lists, told])


def agreement() -> str:
    """Agreement of the two codings, by kind of report, and by type over all."""
    found, second = figures()["agreement"], figures()["second"]
    every, kinds = found["all"], list(found)
    sizes = [
        ("reports", *[cell(found[kind]["reports"]) for kind in kinds]),
        ("acts", *[cell(found[kind]["acts_by_hand"]) for kind in kinds]),
    ]
    levels = [(f"{name}, F1", *[cell(found[kind]["levels"][name]["f1"]) for kind in kinds]) for name in every["levels"]]
    fields = [
        (f"{name}, per cent of acts alike in type", *[_share(found[kind]["accuracy_of_matched_acts"].get(name)) for kind in kinds])
        for name in every["accuracy_of_matched_acts"]
    ]
    types = [tuple(map(cell, row.values())) for row in every["by_type"]]
    return "\n\n".join(
        [
            f"{second['reports']} reports, {every['acts_by_hand']:,} acts in the corpus, {second['acts']:,} in the second coding.",
            rows(("", *kinds), sizes + levels + fields, numbers_from=1),
            "By type, over all of them, so mostly over the invented ones, which hold most acts:",
            rows([name.replace("_", " ") for name in every["by_type"][0]], types, numbers_from=1),
        ]
    )


def _share(found: dict[str, Any] | None) -> str:
    return f"{cell(found['accuracy'])} of {found['of']:,}" if found is not None else ""


def variety() -> str:
    """The invented reports beside real news, and shared wording."""
    found, shared = figures()["variety"], figures()["shared wording"]
    body = [
        ("words compared", cell(found["words compared"]["invented"]), cell(found["words compared"]["voa"])),
        ("phrases of four words that come back in another report, per cent", *_pair(found["returning phrases"])),
        ("the same, shared by the closest two reports, per cent", *_pair(found["closest two"])),
        ("different words in 500 (moving type-token ratio), per cent", *_pair(found["type-token ratio"])),
        ("different triggers in 500 acts", *_pair(found["different triggers"])),
        (f"of the {found['frequent verbs']['of']} most frequent verb forms of real news", cell(found["frequent verbs"]["invented"]), ""),
    ]
    told = (
        f"The closest two are {' and '.join(found['closest two']['which'])}. Against all texts of the data kit and the gold reports: "
        f"{shared['stretches']} stretches of {shared['gram']} words or more in common, the longest of {shared['longest']}."
    )
    return "\n\n".join([rows(("", "invented", "real"), body, numbers_from=1), told])


def _pair(found: dict[str, Any]) -> tuple[str, str]:
    return cell(float(found["invented"])), cell(float(found["voa"] if "voa" in found else found["real"]))


# Coded reports as marked-up text


def reports() -> str:
    """The reports of `SHOWN`: every sentence with its triggers set bold and the words of parties in italics, and below it what is coded."""
    held = {row.id: row for row in load_reports(only="invented")}
    return "\n\n".join(part for name in SHOWN for part in _report(held[name]))


def _report(row: Row) -> Iterator[str]:
    yield f"## {escape(row.text.splitlines()[0])}"
    yield f"*{row.manner}, {row.published}; {row.topic}* (`{row.id}`)"
    for at, sentence in enumerate(row.sentences):
        acts = [act for act in row.acts if act.sentence == at]
        yield "> " + _marked(row, sentence, acts)
        if acts:
            yield "\n".join("- " + _told(row, act) for act in acts)


def _marked(row: Row, sentence: Span, acts: Sequence[Act]) -> str:
    """The sentence in HTML: `<b>` around triggers, each with its acts' ids after it, `<i>` around mentions of parties."""
    start, end = sentence
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for trigger in sorted({act.trigger for act in acts}):
        names = " ".join(act.id for act in acts if act.trigger == trigger)
        opening[trigger[0]] = opening.get(trigger[0], "") + "<b>"
        closing[trigger[1]] = f"</b><sup>{names}</sup>" + closing.get(trigger[1], "")
    for mention in row.mentions:
        crossed = any(act.trigger[0] < mention.end and mention.start < act.trigger[1] for act in acts)
        if start <= mention.start and mention.end <= end and not crossed:
            opening[mention.start] = opening.get(mention.start, "") + "<i>"
            closing[mention.end] = "</i>" + closing.get(mention.end, "")
    text = "".join(closing.get(at, "") + opening.get(at, "") + escape(row.text[at : at + 1]) for at in range(start, end + 1) if at < end)
    return (text + closing.get(end, "")).replace("\n", " ")


def _voices(row: Row, act: Act) -> str:
    """Who vouches for an act, outermost first; those who made the outer saying together stand side by side."""
    outer = next((other for other in row.acts if other.id == act.within), None)
    joint = [role.key for role in outer.actors] if outer is not None else []
    told = ""
    for before, role in zip((None, *act.speakers), act.speakers, strict=False):
        together = before is not None and before.key in joint and role.key in joint
        told += ("" if before is None else ", " if together else " > ") + row.parties[role.key].name
    return told


def _told(row: Row, act: Act) -> str:
    """An act in one line."""

    def names(roles: Sequence[Role]) -> str:
        return ", ".join(row.parties[role.key].name for role in roles) or "nobody named"

    parts = [f"`{act.id}` **{act.type}**{'/' + act.mode if act.mode else ''}, {act.status}: {names(act.actors)}"]
    if act.recipients:
        parts.append(f" → {names(act.recipients)}")
    if act.speakers:
        parts.append(f"; on the word of {_voices(row, act)}")
    if act.within:
        parts.append(f"; within `{act.within}`")
    for name, span in (("about", act.about), ("if", act.condition), ("where", act.where)):
        if span is not None:
            parts.append(f"; *{name}:* {escape(' '.join(row.text[slice(*span)].split()))}")
    if act.when is not None and act.when.value:
        parts.append(f"; *when:* {act.when.value}")
    if act.contexts:
        parts.append(f" ({', '.join(act.contexts)})")
    return "".join(parts)
