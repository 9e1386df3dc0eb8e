"""The short notation in which a coder writes down what a report says: read into a row of the corpus, and written from one.

A report NAME has two files: NAME.txt, whose first line is the headline (not coded), and NAME.codes beside it:

    published 2005-05-24
    manner agency
    topic talks on a withdrawal
    party ISR: Israel, ISR, GOV
    party PAL: Palestinians, PSE, GOV

    @0
    m ISR=Israeli; PAL=Palestinian; PAL=the Palestinians
    q the Palestinians | warned | that chaos … the pullout
    a1 [meeting] CONSULT actual ISR PAL ; when=late Monday (2005-05-23) ; cx=diplomatic
    a2 [warned] WARN actual PAL ; about=chaos … the pullout ; cx=diplomatic military
    a3 [pullout] RETREAT/withdraw planned ISR > PAL ; by=PAL ; in=a2 ; where=Gaza ; if=if both agree ; cx=military

`@N` opens sentence N (`corpus.numbering`). `m` names the mentions of parties there, from left to right: KEY=words, or KEY+KEY=words for
several. `q` is an attribution: source | cue | content, the first two may be empty, `//` divides pieces. An act is: id, [trigger], TYPE or
TYPE/mode, status, the actors' keys and after `>` the recipients'; then fields after ` ; `: by (outermost > innermost), in, about, if, when
(with its date in brackets), where, cx (contexts). A party of an act is KEY, its nearest mention in the sentence, or KEY={words}, which says
other words; KEY={} is a party that the sentence mentions, and not for this act.

In all quotations `…` stands for words left out in the middle, `words#2` is their second occurrence in the sentence, `@8: words` stand in
sentence 8, and `*` is a whole sentence.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from corpus.numbering import number
from corpus.quoting import NotFound, QuotedText, numbered, occurrences
from corpus.records import Act, Attribution, Mention, Name, Role, Row, Span, Time
from verbale.errors import ReportError

_ACT = re.compile(
    r"(?P<id>a\d+\w?)\s+\[(?P<trigger>[^\]]+)\]\s+(?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))?\s+"
    r"(?P<status>[a-z]+)\b(?P<parties>[^;]*)(?P<rest>(?: ;.*)?)"
)
_PARTY = re.compile(r"(?P<key>[A-Z][A-Z0-9_]*)(?:=\{(?P<words>[^}]*)\})?")
_NAME = re.compile(r"(?P<key>[A-Z][A-Z0-9_]*): (?P<name>.+), ?(?P<country>[A-Z]{3}|), ?(?P<sector>[A-Z]{3})")
_QUOTED = {"about": "about", "if": "condition", "where": "where"}
_FIELDS = ("by", "in", "about", "if", "when", "where", "cx")
_HEADS = ("published", "manner", "topic")


def _nearest(mentions: Sequence[Mention], key: str, sentence: Span, trigger: int) -> Span | None:
    """The mention of a party in a sentence that an act's bare key means: the last before the trigger, else the first after it."""
    here = [m for m in mentions if sentence[0] <= m.start and m.end <= sentence[1] and key in m.keys]
    near = min(here, key=lambda m: (m.start > trigger, abs(m.start - trigger)), default=None)
    return None if near is None else (near.start, near.end)


def read_codes(name: str, text: str, codes: str) -> tuple[Row, list[str]]:
    """The row of a report from its text and its codes, and what is wrong with them, one line each.

    Acts and attributions are in the order of their sentences. A line that cannot be understood is left out of the row.

    >>> row, faults = read_codes("r", "Talks\\n\\nNorland left.", "party N: Norland, , GOV\\n@0\\nm N=Norland\\na1 [left] RETREAT actual N")
    >>> row.acts[0].trigger, row.acts[0].actors, faults
    ((15, 19), (Role(key='N', words=(7, 14)),), [])
    """
    reading = _Reading(text)
    reading.read(codes)
    found = reading.found

    def sentence(place: int) -> int:
        return bisect([start for start, _ in reading.text.sentences], place)

    row = Row(
        id=name,
        **reading.heads,
        sentences=tuple(reading.text.sentences),
        parties=reading.parties,
        acts=tuple(sorted(found["acts"], key=lambda act: act.sentence)),
        mentions=tuple(found["mentions"]),
        attributions=tuple(sorted(found["attributions"], key=lambda found: sentence(_anchor(found)[0]))),
        text=text,
    )
    return row, reading.faults


class _Reading:
    """Codes being read line by line."""

    def __init__(self, text: str) -> None:
        self.text = QuotedText(text, number(text))
        self.heads = dict.fromkeys(_HEADS, "")
        self.parties: dict[str, Name] = {}
        self.found: dict[str, list[Any]] = {"acts": [], "mentions": [], "attributions": []}
        self.faults: list[str] = []
        self.at, self.last_mention = -1, 0

    def read(self, codes: str) -> None:
        """Read every line; acts last, since their parties may be mentioned further down."""
        acts: list[tuple[int, int, str]] = []
        for place, line in enumerate(codes.splitlines(), start=1):
            line = line.strip()
            if re.match(r"a\d+\w?\s", line):
                acts.append((place, self.at, line))
            elif line and not line.startswith("#"):
                self._try(place, line)
        for place, self.at, line in acts:
            self._try(place, line)

    def _try(self, place: int, line: str) -> None:
        word, _, rest = line.partition(" ")
        known = {"m": self._mentions, "q": self._attribution, "party": self._party}
        try:
            if line.startswith("@"):
                self._open(line)
            elif word in _HEADS:
                self.heads[word] = rest.strip()
            elif word in known:
                known[word](rest.strip())
            else:
                self._act(line)
        except NotFound as fault:
            self.faults.append(f"line {place}: {fault}")

    def _party(self, line: str) -> None:
        match = _NAME.fullmatch(line)
        if match is None:
            raise NotFound(f"wanted 'party KEY: name, COUNTRY, SECTOR' (the country may be empty), got {line!r}")
        if match["key"] in self.parties:
            raise NotFound(f"party {match['key']} twice")
        self.parties[match["key"]] = Name(match["name"], match["country"], match["sector"])

    def _open(self, line: str) -> None:
        match = re.fullmatch(r"@\s*(\d+)", line)
        self.at = -1  # what follows a wrong number belongs to no sentence
        if match is None or int(match[1]) >= len(self.text.sentences):
            raise NotFound(f"no sentence {line!r}; there are {len(self.text.sentences)}, from @0")
        self.at = int(match[1])
        self.last_mention = self.text.sentences[self.at][0]

    def _here(self) -> Span:
        if self.at < 0:
            raise NotFound("this line stands before the first @N, or after a wrong one")
        return self.text.sentences[self.at]

    def _known(self, key: str) -> str:
        if key not in self.parties:
            raise NotFound(f"unknown party {key!r}")
        return key

    def _mentions(self, line: str) -> None:
        start, end = self._here()
        for entry in filter(None, (part.strip() for part in line.split(";"))):
            keys, mark, words = (part.strip() for part in entry.partition("="))
            if not mark:
                raise NotFound(f"mention {entry!r}: wanted KEY=words")
            quoted, which = numbered(words)
            spans = occurrences(self.text.text, quoted, start if quoted != words else self.last_mention, end)
            if len(spans) <= which:
                raise NotFound(f"mention {words!r} is not in sentence {self.at} after the mention before it")
            self.last_mention = spans[which][1]
            self.found["mentions"].append(Mention(*spans[which], tuple(self._known(key.strip()) for key in keys.split("+"))))

    def _attribution(self, line: str) -> None:
        self._here()
        parts = line.split("|")
        if len(parts) != 3:
            raise NotFound(f"attribution: wanted 'source | cue | content', got {len(parts)} parts")
        source, cue, content = (
            tuple(self.text.find(piece.strip(), self.at, "attribution:") for piece in part.split("//") if piece.strip()) for part in parts
        )
        if not content:
            raise NotFound("an attribution needs a content")
        self.found["attributions"].append(Attribution(content, source, cue))

    def _roles(self, line: str, trigger: int) -> tuple[Role, ...]:
        if rest := _PARTY.sub("", line).replace(",", " ").strip():
            raise NotFound(f"cannot read {rest!r} among the parties: wanted KEY or KEY={{words}}, with a space between")
        found = []
        for match in _PARTY.finditer(line):
            key, words = self._known(match["key"]), match["words"]
            near = _nearest(self.found["mentions"], key, self._here(), trigger)
            if words is None:
                found.append(Role(key, near))
            else:
                found.append(Role(key, self.text.find(words, self.at, f"party {key}", anywhere=True) if words else None))
        return tuple(found)

    def _act(self, line: str) -> None:
        match = _ACT.fullmatch(line)
        if match is None:
            wanted = f"'a1 [trigger] TYPE/mode status ACTORS > RECIPIENTS ; field=…', or {', '.join(_HEADS)}, party, @N, m, q"
            raise NotFound(f"cannot read {line!r}: wanted {wanted}")
        self._here()
        trigger = self.text.find(match["trigger"], self.at, f"{match['id']}: trigger")
        actors, _, recipients = match["parties"].partition(">")
        fields: dict[str, Any] = {}
        for field in filter(None, (part.strip() for part in match["rest"].split(" ;"))):
            name, _, value = (part.strip() for part in field.partition("="))
            if name not in _FIELDS or not value or name in fields:
                raise NotFound(f"{match['id']}: cannot read the field {field!r}; wanted one each of {', '.join(_FIELDS)}")
            fields[name] = value
        quoted = {to: self.text.find(fields[name], self.at, name, anywhere=True) for name, to in _QUOTED.items() if name in fields}
        self.found["acts"].append(
            Act(
                id=match["id"],
                sentence=self.at,
                trigger=trigger,
                type=match["type"],
                status=match["status"],
                mode=match["mode"],
                actors=self._roles(actors, trigger[0]),
                recipients=self._roles(recipients, trigger[0]),
                speakers=tuple(role for part in fields.get("by", "").split(">") for role in self._roles(part, trigger[0])),
                within=fields.get("in"),
                when=self._time(fields["when"]) if "when" in fields else None,
                contexts=tuple(fields.get("cx", "").split()),
                **quoted,
            )
        )

    def _time(self, value: str) -> Time:
        match = re.fullmatch(r"(?P<words>.*?)\s*\((?P<date>[^()]*)\)", value, re.DOTALL)
        words, date = (match["words"], match["date"].strip()) if match else (value, "")
        return Time(self.text.find(words, self.at, "when", anywhere=True) if words else None, date or None)


def write_codes(row: Row) -> str:
    """The codes of a row that has its text; `read_codes` makes the same row of them. `ReportError` where a quotation cannot be written.

    >>> row, _ = read_codes("r", "Talks\\n\\nNorland left.", "party N: Norland, , GOV\\n@0\\nm N=Norland\\na1 [left] RETREAT actual N")
    >>> print(write_codes(row))
    published
    manner
    topic
    party N: Norland, , GOV
    <BLANKLINE>
    @0
    m N=Norland
    a1 [left] RETREAT actual N
    <BLANKLINE>
    """
    try:
        return "\n".join(_lines(row)) + "\n"
    except NotFound as fault:
        raise ReportError(f"{row.id}: {fault}; correct the row") from fault


def _lines(row: Row) -> Iterator[str]:
    text = QuotedText(row.text, row.sentences)
    for word in _HEADS:
        yield f"{word} {getattr(row, word)}".rstrip()
    for key, name in row.parties.items():
        yield f"party {key}: {', '.join(msgspec.structs.astuple(name))}"
    for at, (start, end) in enumerate(row.sentences):
        mentions = [m for m in row.mentions if start <= m.start < end]
        quotes = [q for q in row.attributions if start <= _anchor(q)[0] < end]
        acts = [act for act in row.acts if act.sentence == at]
        if not (mentions or quotes or acts):
            continue
        yield f"\n@{at}"
        if mentions:
            yield "m " + "; ".join(_mentions(mentions, text, at))
        for found in quotes:
            parts = [" // ".join(text.quote(piece, at, ("|", "//")) for piece in part) for part in (found.source, found.cue, found.content)]
            yield " ".join(["q", *" | ".join(parts).split()])
        for act in acts:
            yield _act_line(act, row, text)


def _anchor(found: Attribution) -> Span:
    """The piece in whose sentence an attribution is written down."""
    return (found.cue or found.source or found.content)[0]


def _mentions(mentions: Sequence[Mention], text: QuotedText, at: int) -> Iterator[str]:
    start, end = text.sentences[at]
    last = start
    for mention in mentions:
        span = (mention.start, mention.end)
        for words in text.wordings(span):
            whole, after = occurrences(text.text, words, start, end), occurrences(text.text, words, last, end)
            if ";" not in words and span in whole:
                yield "+".join(mention.keys) + "=" + words + ("" if after[:1] == [span] else f"#{whole.index(span) + 1}")
                break
        else:
            raise NotFound(f"the mention {text.text[slice(*span)]!r} cannot be quoted")
        last = mention.end


def _act_line(act: Act, row: Row, text: QuotedText) -> str:
    at = act.sentence

    def roles(given: Sequence[Role]) -> list[str]:
        return [
            role.key
            if role.words == _nearest(row.mentions, role.key, row.sentences[at], act.trigger[0])
            else f"{role.key}={{{text.quote(role.words, at, '{}', anywhere=True)}}}"
            if role.words is not None
            else f"{role.key}={{}}"
            for role in given
        ]

    kind = act.type + (f"/{act.mode}" if act.mode else "")
    parts = [act.id, f"[{text.quote(act.trigger, at, '[]')}]", kind, act.status, *roles(act.actors)]
    if act.recipients:
        parts += [">", *roles(act.recipients)]
    fields = []
    if act.speakers:
        fields.append("by=" + " > ".join(roles(act.speakers)))
    if act.within:
        fields.append(f"in={act.within}")
    fields += [f"{name}={text.quote(span, at, anywhere=True)}" for name, to in _QUOTED.items() if (span := getattr(act, to)) is not None]
    if act.when is not None:
        words = "" if act.when.words is None else text.quote(act.when.words, at, "()", anywhere=True)
        fields.append(f"when={words} ({act.when.value or ''})")
    if act.contexts:
        fields.append("cx=" + " ".join(act.contexts))
    return " ; ".join([" ".join(parts), *fields])
