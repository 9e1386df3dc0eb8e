"""Why acts were coded, and why a sentence has none, in words."""

from __future__ import annotations

from msgspec import Struct

from verbale.pages.order import Placed
from verbale.pages.phrases import codes
from verbale.records import Party, Record, Span


class Ground(Struct, frozen=True):
    """One line of an explanation: what it tells about ("actors", "because"), and that in words."""

    about: str
    words: str


def grounds(record: Record, placed: Placed) -> list[Ground]:
    """What an act rests on: its trigger, its parties with the words that name them, its content, and the reasons with their scores."""
    text, act, evidence = record.report.text, placed.act, placed.evidence
    found = [Ground("trigger", f"{_quoted(act.trigger.text)} ({act.id})")]
    for about, parties, spans in (
        ("actors", act.actors, evidence.actors),
        ("recipients", act.recipients, evidence.recipients),
        ("speakers", act.speakers, evidence.speakers),
    ):
        if parties:
            beside = (*spans, *[None] * (len(parties) - len(spans)))
            found.append(Ground(about, "; ".join(_party(text, party, span) for party, span in zip(parties, beside, strict=False))))
    if evidence.content:
        found.append(Ground("content", " … ".join(_quoted(text[span.start : span.end]) for span in evidence.content)))
    if act.when and act.when.text and act.when.value:
        found.append(Ground("when", f"{_quoted(act.when.text)} = {act.when.value}"))
    if act.within:
        found.append(Ground("within", act.within))
    if act.contexts:
        found.append(Ground("contexts", ", ".join(act.contexts)))
    found += [Ground("because", f"{reason.by} ({reason.score:.2f})") for reason in evidence.reasons]
    return found


def _party(text: str, party: Party, span: Span | None) -> str:
    words = text[span.start : span.end] if span is not None else ""
    known = f"{party.name} [{codes(party)}]" if codes(party) else party.name
    return f"{_quoted(words)} = {known}" if words and words != party.name else known


def _quoted(words: str) -> str:
    return words if words[:1] in ("“", '"') else f"“{words}”"


def silences(record: Record) -> dict[int, str]:
    """Why nothing was coded in each sentence that has no act."""
    said = {silence.sentence: silence.reason for silence in record.silences}
    busy = {act.sentence for act in record.acts}
    return {number: said.get(number, "no reason was given") for number in range(len(record.sentences)) if number not in busy}
