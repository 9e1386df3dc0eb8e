"""What a program can check of a coded report: faults, which break the codebook, and doubts, which a coder should look at again.

The rules are those of the codebook (docs/codebook.md) that need no understanding of the text: legal codes, offsets that hold, trees of
`within`, speakers that fit the act around, parties that are named and used. A doubt may be right as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

from corpus.numbering import number
from corpus.records import Act, Role, Row, Span
from verbale.codebook import load_ontology
from verbale.codebook.sources import ENTRIES, read_yaml

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_DATE = re.compile(rf"{_DAY}(/{_DAY})?")
_NAMED = ("ACCUSE", "THREATEN")
"""Sayings that are hardly ever made to nobody."""
_REPORTING = frozenset(
    """accused agreed alleged announced appealed asked blamed called claimed complained condemned criticised criticized declined demanded
    denied insisted offered ordered pledged promised proposed refused rejected said says threatened told urged vowed warned""".split()
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|until|provided that|on condition|as long as|only when|only after)\b", re.IGNORECASE)
_CONTENT_STATUS = {"REQUEST": ("wanted", "negated", "conditional"), "REJECT": ("negated", "conditional", "wanted")}


@cache
def countries() -> frozenset[str]:
    """The codes that a party's country may have: those of the states in the codebook's list, and of bodies that belong to none."""
    states = {str(item["code"]) for item in read_yaml(ENTRIES / "parties" / "states.yaml")}
    return frozenset(states | {body.code for body in load_ontology().bodies})


@cache
def modes() -> dict[str, frozenset[str]]:
    """The modes of every type."""
    return {kind.name: frozenset(mode.name for mode in kind.modes) for kind in load_ontology().types}


def faults(row: Row) -> list[str]:
    """What breaks the codebook or the format in a report that has its text; one line each, empty where it is clean."""
    return [*_row_faults(row), *_layer_faults(row), *(fault for act in row.acts for fault in _act_faults(row, act)), *_tree_faults(row)]


def _row_faults(row: Row) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", row.published) is None:
        yield f"published {row.published!r}: wanted YYYY-MM-DD"
    for field in ("manner", "topic"):
        if not getattr(row, field):
            yield f"no {field}"
    if row.sentences != number(row.text):
        yield "the sentences are not those of corpus/numbering.py"
    sectors = {sector.code for sector in load_ontology().sectors}
    for key, name in row.parties.items():
        if name.sector not in sectors:
            yield f"party {key}: {name.sector!r} is no sector"
        if name.country and name.country not in countries():
            yield f"party {key}: {name.country!r} is no country's code (a state that is no more has its successor's; unknown: none)"
    for name, count in Counter(row.parties.values()).items():
        if count > 1:
            yield f"party {name.name!r} has {count} keys"
    for used, count in Counter(act.id for act in row.acts).items():
        if count > 1:
            yield f"{used} names {count} acts"


def _layer_faults(row: Row) -> Iterator[str]:
    text = row.text
    for one, two in pairwise(sorted(row.mentions, key=lambda m: (m.start, m.end))):
        if two.start < one.end:
            yield f"mentions {text[one.start : one.end]!r} and {text[two.start : two.end]!r} overlap"
    for mention in row.mentions:
        if not _in_sentence(row, (mention.start, mention.end)):
            yield f"mention {text[mention.start : mention.end]!r} is in no sentence"
        if unknown := [key for key in mention.keys if key not in row.parties]:
            yield f"mention {text[mention.start : mention.end]!r}: unknown party {unknown[0]}"
    for found in row.attributions:
        for piece in (*found.source, *found.cue, *found.content):
            if not _in_sentence(row, piece):
                yield f"attribution: {text[slice(*piece)]!r} is in no sentence"


def _in_sentence(row: Row, span: Span) -> bool:
    return span[0] < span[1] and any(start <= span[0] and span[1] <= end for start, end in row.sentences)


def _act_faults(row: Row, act: Act) -> Iterator[str]:
    ontology = load_ontology()
    if act.type not in modes():
        yield f"{act.id}: {act.type} is no type"
    elif act.mode is not None and act.mode not in modes()[act.type]:
        yield f"{act.id}: {act.mode} is no mode of {act.type}; wanted one of {', '.join(sorted(modes()[act.type])) or 'none'}"
    if act.status not in {status.name for status in ontology.statuses}:
        yield f"{act.id}: {act.status} is no status"
    if unknown := set(act.contexts) - {context.name for context in ontology.contexts}:
        yield f"{act.id}: {min(unknown)} is no context"
    if len(set(act.contexts)) < len(act.contexts):
        yield f"{act.id}: a context twice"
    if act.status == "conditional" and act.condition is None:
        yield f"{act.id}: conditional without a condition"
    if act.when is not None and act.when.value is not None and _DATE.fullmatch(act.when.value) is None:
        yield f"{act.id}: date {act.when.value!r}: wanted YYYY, YYYY-MM, YYYY-MM-DD or two of them with a slash"
    if not 0 <= act.sentence < len(row.sentences):
        yield f"{act.id}: there is no sentence {act.sentence}"
    elif not row.sentences[act.sentence][0] <= act.trigger[0] < act.trigger[1] <= row.sentences[act.sentence][1]:
        yield f"{act.id}: its trigger is not in sentence {act.sentence}"
    spans = [span for span in (act.about, act.condition, act.where, act.when and act.when.words) if span is not None]
    for span in [*spans, *(role.words for role in (*act.actors, *act.recipients, *act.speakers) if role.words is not None)]:
        if not _in_sentence(row, span):
            yield f"{act.id}: characters {span} are in no sentence"
    for role in (*act.actors, *act.recipients, *act.speakers):
        if role.key not in row.parties:
            yield f"{act.id}: unknown party {role.key}"
    actors, recipients = _keys(act.actors), _keys(act.recipients)
    if any(len(set(keys)) < len(keys) for keys in (actors, recipients, _keys(act.speakers))):
        yield f"{act.id}: a party twice"
    if act.about is not None and act.type not in load_ontology().sayings:
        yield f"{act.id}: about, of a {act.type}, which is no act of saying"
    if both := set(actors) & set(recipients):
        yield f"{act.id}: {min(both)} is actor and recipient"


def _keys(roles: Sequence[Role]) -> list[str]:
    return [role.key for role in roles]


def _tree_faults(row: Row) -> Iterator[str]:
    acts = {act.id: act for act in row.acts}
    for act in row.acts:
        if act.within is None:
            continue
        outer = acts.get(act.within)
        if outer is None:
            yield f"{act.id}: lies in {act.within}, which is no act"
            continue
        above = [act.id]
        while outer is not None and outer.id not in above:
            above.append(outer.id)
            outer = acts.get(outer.within or "")
        if outer is not None:
            yield f"{act.id}: lies in itself, by way of {' in '.join(above)}"
        outer = acts[act.within]
        # A mutual AGREE hands its own speakers on (codebook, section 5).
        if outer.type != "AGREE" and outer.actors and not set(_keys(outer.actors)) & set(_keys(act.speakers)):
            yield f"{act.id}: lies in {outer.id}, and no actor of that ({', '.join(_keys(outer.actors))}) is its speaker"


def doubts(row: Row) -> list[str]:
    """What a coder should look at once more in a report that has its text; one line each."""
    return [*_act_doubts(row), *_neighbours(row), *_uncoded(row), *_unmentioned(row)]


def _act_doubts(row: Row) -> Iterator[str]:
    acts = {act.id: act for act in row.acts}
    sayings = {*load_ontology().sayings}
    for act in row.acts:
        if not act.contexts:
            yield f"{act.id}: no contexts"
        if act.type in _NAMED and not act.recipients:
            yield f"{act.id}: {act.type} without a recipient"
        if act.type in sayings and act.type != "AGREE" and not act.actors:
            yield f"{act.id}: {act.type} without an actor"
        if act.type == "CONSULT" and act.recipients and act.mode != "visit":
            yield f"{act.id}: CONSULT has all sides as actors, unless it is a visit"
        outer = acts.get(act.within or "")
        if outer is None:
            continue
        if outer.type not in sayings:
            yield f"{act.id}: lies in {outer.id}, of type {outer.type}, which is no act of saying"
        # Those who agree with one another hand their own speakers on (codebook, section 5).
        mutual = outer.type == "AGREE" and len(outer.actors) > 1
        spoken = _keys(act.speakers)
        lost = next((key for key in _keys((*outer.speakers, *outer.actors)) if key not in spoken), None)
        if lost is not None and not mutual:
            yield f"{act.id}: lies in {outer.id}, and {lost}, who speaks there, is not among its speakers"
        if act.status not in _CONTENT_STATUS.get(outer.type, (act.status,)):
            yield f"{act.id}: {act.status} in the {outer.type} {outer.id}; expected {' or '.join(_CONTENT_STATUS[outer.type])}"


def _neighbours(row: Row) -> Iterator[str]:
    states = [act for act in row.acts if act.type == "STATE"]
    for one, two in pairwise(sorted(states, key=lambda act: act.trigger)):
        if two.sentence - one.sentence <= 1 and _parties(one) == _parties(two):
            yield f"{one.id} {two.id}: STATE next to STATE of the same speaker; coded once for a run on one subject"
    for one, two in combinations(row.acts, 2):
        if (one.trigger, one.type, one.status) == (two.trigger, two.type, two.status) and _parties(one) == _parties(two):
            yield f"{one.id} {two.id}: the same trigger, type, status and parties"


def _parties(act: Act) -> tuple[list[str], list[str]]:
    return _keys(act.actors), _keys(act.recipients)


def _uncoded(row: Row) -> Iterator[str]:
    text = row.text
    marked = [*(act.trigger for act in row.acts), *(cue for found in row.attributions for cue in found.cue)]
    conditions = [act.condition for act in row.acts if act.condition is not None]
    for at, (start, end) in enumerate(row.sentences):
        for word in re.finditer(r"\w+", text[start:end]):
            if word[0].lower() in _REPORTING and not _covered(start + word.start(), marked):
                yield f"sentence {at}: {word[0]!r} is neither the trigger of an act nor the cue of an attribution"
        for word in _CONDITIONAL.finditer(text[start:end]):
            if not _covered(start + word.start(), conditions):
                yield f"sentence {at}: {word[0]!r} is in no condition"


def _covered(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _unmentioned(row: Row) -> Iterator[str]:
    mentioned = {key for mention in row.mentions for key in mention.keys}
    for key in row.parties:
        if key not in mentioned:
            yield f"party {key} is never mentioned"
    text = row.text
    for act in row.acts:
        for role in (*act.actors, *act.recipients, *act.speakers):
            if role.words is not None and not any(
                mention.start < role.words[1] and role.words[0] < mention.end and role.key in mention.keys for mention in row.mentions
            ):
                yield f"{act.id}: {text[slice(*role.words)]!r} is no mention of {role.key}"
