"""Report text to words, as the English treebanks EWT and GUM (UD v2.16) cut it, with offsets into the report.

Only the visible text of headlines and paragraphs is read. Whether a stop after an abbreviation also ends a sentence is not decided
here: "U.S." is one word, and the sentence head says whether the sentence goes on.
"""

from __future__ import annotations

import re

from msgspec import Struct

from verbale.records import Report

READ_KINDS = ("headline", "paragraph")
"""The kinds of block that hold sentences."""


class Token(Struct, frozen=True, gc=False):
    """One word of the text: `text == report.text[start:end]`."""

    text: str
    start: int
    end: int


class Passage(Struct, frozen=True):
    """The words of one block, at least one; no sentence crosses its borders."""

    kind: str
    tokens: tuple[Token, ...]


INVISIBLE = "\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Marks without ink (control characters, direction marks, zero-width spaces): they part words and belong to none."""
CHUNK = re.compile(rf"[^\s{INVISIBLE}]{{1,1000}}")
"""What stands between spaces; more than 1,000 characters without one are no word and are read in parts."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "Adm Amb Archbp Asst Atty Bp Brig Capt Cmdr Cmdt Col Cpl Cpt Dep Det Dr Drs Fr Gen Gov Hon Insp Lt Ltd Maj Mlle Mme Mr Mrs Ms Msgr "
    "Pfc Pres Prof Pvt Rep Reps Rev Sen Sens Sgt Spc Spec Sr Jr St Sts Supt Hr Ing Dipl Ft Mt "
    "GEN COL CAPT LT MAJ SGT PVT MR MRS DR REV SEN GOV"
)
DAYS_AND_MONTHS = _words("Jan Feb Apr Aug Sept Sep Oct Nov Dec Mon Tue Tues Thu Thur Thurs")
STATES = _words(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mich Minn Mo Mont Neb Nev Okla Ont Ore Penn Penna Pa Que Tenn Tex "
    "Va Vt Wash Wis Wyo"
)
OTHERS = _words(
    "Assn Assoc Attn Ave Bhd Bldg Blvd Bros Co Corp Dept Dist Div Ed Eds Est Fig Figs Inc LLC LTD Intl Natl Nos Op Para Pp Rd Tel Univ Vol "
    "Vols al approx arrv ca cf dept div ect ed eds esp est etc et ext fig ft incl info intl lb lbs max mfg mi min mins misc mo oz pp pt "
    "resp seq tel viz vol vols vs yr yrs sq c v p"
)
ABBREVIATIONS = TITLES | DAYS_AND_MONTHS | STATES | OTHERS
"""Words that keep the stop after them."""
CLOSING = _words(
    "Inc Corp Co Ltd LTD Bros Jr Sr al Assn Dept Ave Blvd Rd Fla Calif Conn Mass Wash Tenn Mich Minn Ariz Ala Va Pa Ont Que Colo Okla "
    "Wis Jan Feb Aug Sept Oct Nov Dec ext"
)
"""Abbreviations that keep their stop at the end of a paragraph too: real ends of names and lists, seldom plain words."""
BEFORE_NUMBER = _words("No Nos Art Sec Ch Fig Mar Apr Jun Jul Sat Sun Wed Fri Mon Tue pp p v vs c ca art sec ch fig Vol vol")
"""Words that are abbreviations only before a number."""

PREFIXES = (
    "ante|anti|arch|audio|bi|bio|co|contra|counter|cross|cyber|de|e|eco|electro|ex|extra|geo|hydro|hyper|inter|intra|macro|mega|micro|mid|mini|"
    "mis|multi|neo|non|over|pan|para|peri|poly|post|pre|pro|proto|pseudo|psycho|quasi|re|semi|socio|sub|super|supra|trans|tri|ultra|un|uber"
)
"""Affixes that the treebanks leave joined by their hyphen ("anti-government", "mid-July")."""

DOMAINS = "com|org|net|gov|edu|mil|int|info|biz|tv|co\\.uk|co|uk|de|fr|ru|il|eu|io|ca|au|us"
FILES = "docx?|xlsx?|pptx?|pdf|txt|html?|jpe?g|gif|png|zip|exe|mp3|csv|jsp|php|asp"
UNITS = "am|pm|AM|PM|km|kg|mm|cm|m|M|MM|B|k|K|t|p|bn|mn|tn|mph|kph|ft|lbs?|GB|MB|hrs?|min|mins|hz|Hz|kHz|MHz|MW|g|mg|ml|x"
LETTER = "[^\\W\\d_]"
ALNUM = "[^\\W_]"
INSIDE = f"{ALNUM}[\\w\u0300-\u036f\u064b-\u065f\u0591-\u05c7\u200c\u200d\u00ad]*"
APOSTROPHE = "['’`´]"

PATTERNS = [
    # Addresses. Their last mark is given back below.
    ("address", r"(?:https?://|ftp://|www\.)[^\s<>\"“”]+"),
    ("address", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*"),
    ("address", rf"(?:[\w-]+\.)+(?:{DOMAINS})(?:/[^\s<>\"“”]*)?(?![\w.]*\w)"),
    ("address", r"[a-z]+(?:\.[a-z-]+){2,}(?!\w)"),
    ("whole", rf"[\w#-]+\.(?:{FILES})(?!\w)"),
    ("whole", r"[@#]" + LETTER + r"\w+"),
    # Runs of marks.
    ("whole", r"(?:Yahoo|Yum|Jeopardy)!"),
    ("whole", r"[:;=]['-]?[()DP](?=[.,!?]*$)"),
    ("whole", r"[.!?]{2,}|…+\.?|[-=]*-[-=]+|[!?]|\*{2,}|={2,}|_{2,}|\+{2,}|#{2,}|~{2,}|<{2,}|>{2,}|\${2,}|''|``|’’|‘‘|‘’"),
    # Numbers: telephone, date, clock, decades, ordinals.
    ("whole", r"\+?\d{1,2}-\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)|(?:\d{3}|\d)-\d{4}(?!\d)|\d{3}\.\d{3}\.\d{4}(?!\d)"),
    ("whole", r"\d{1,4}/\d{1,2}(?:/\d{1,4})?(?![\d/])"),
    ("whole", rf"\d*0{APOSTROPHE}s(?!\w)|['’]\d\ds?(?!\w)"),
    ("whole", r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|TH|ST|ND|RD)(?!\w)"),
    ("unit", rf"[.+]?\d+(?:[.,:]\d+)*(?=(?:{UNITS})(?!\w))"),
    ("whole", r"[.+]?\d+(?:[.,:]\d+)*(?!\w)|[.+]?\d+[.,:]\d+(?:[.,:]\d+)*"),
    # Acronyms and abbreviations with stops.
    ("whole", rf"(?:{LETTER}\.-?){{2,}}"),
    ("whole", r"(?:Ph\.D|M\.Sc|B\.Sc|Ed\.D|a\.k\.a)\.?"),
    ("whole", r"(?:US|C|A|NZ|HK|S)\$"),
    ("whole", r"[wW]/o?(?!\w)|[a-z]/[a-z](?!\w)"),
    ("whole", r"[A-Z]{1,4}(?:&[A-Z]{1,3})+(?!\w)"),
    ("word", rf"(?:(?:{PREFIXES})-)+(?={ALNUM})(?:{INSIDE})(?:{APOSTROPHE}{INSIDE})*"),
    ("word", rf"(?:{APOSTROPHE}(?=(?:em|til|cause|tis|twas|n|bout|round)(?!\w)))?{INSIDE}(?:{APOSTROPHE}{INSIDE})*"),
    # What is left is one mark; marks that are drawn as one picture stay together.
    ("whole", "[\U0001f1e6-\U0001f1ff]{2}"),
    ("whole", "[^\\w\\s][\ufe0f\u20e3\U0001f3fb-\U0001f3ff\u0300-\u036f]*(?:\u200d[^\\w\\s][\ufe0f\U0001f3fb-\U0001f3ff]*)*"),
    ("whole", "."),
]
SCANNER = re.compile("|".join(f"(?P<{kind}_{i}>{pattern})" for i, (kind, pattern) in enumerate(PATTERNS)), re.DOTALL)
PREFIXED = re.compile(rf"(?:(?:{PREFIXES})-)+{ALNUM}", re.IGNORECASE)
EMOTICON = re.compile(r"[>]?[:;=]['-]?[()DPp/\\|\[\]*3]+|<3|\^_?\^|[xX]D+")
TRAILING = re.compile(r"[.,;:!?'\"’”>\]*]+$")
NEGATION = re.compile(rf"(?i)(n{APOSTROPHE}t)$")
CLITIC = re.compile(rf"(?i)({APOSTROPHE}(?:s|ll|re|ve|d|m))$")
ITEM = re.compile(r"\d{1,2}\.")
"""The number of a list's item, which keeps its stop at the head of a paragraph."""
NO_CLITIC = frozenset(("o'", "ma'am"))
PARTED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2, "dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2,
    "arent": 3, "wasnt": 3, "werent": 4, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "aint": 2,
    "thats": 4, "whats": 4, "theres": 5, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4, "ive": 1, "im": 1, "youll": 3, "y'all": 2,
    "y’all": 2, "d'you": 2, "'tis": 2, "'twas": 2, "’tis": 2, "’twas": 2, "more'n": 4,
}  # fmt: skip
"""Words written as one that are two, with the length of the first."""


def passages(report: Report) -> list[Passage]:
    """The words of each headline and paragraph of `report`, in order; blocks without a word are left out.

    >>> from verbale.records import Block, Report, Span
    >>> text = "Gen. Sorin (search) can't leave Velden."
    >>> report = Report("1", text, (Block(0, len(text), "paragraph"),), skipped=(Span(10, 19),))
    >>> [t.text for t in passages(report)[0].tokens]
    ['Gen.', 'Sorin', 'ca', "n't", 'leave', 'Velden', '.']
    """
    found = []
    for block in report.blocks:
        if block.kind in READ_KINDS:
            tokens = _CUTTER.tokens(report.text, _visible(report, block.start, block.end))
            if tokens:
                found.append(Passage(block.kind, tuple(tokens)))
    return found


def _visible(report: Report, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of `[start, end)` that are not skipped."""
    parts = []
    for span in report.skipped:
        if span.end <= start or span.start >= end:
            continue
        if span.start > start:
            parts.append((start, span.start))
        start = max(start, span.end)
    if start < end:
        parts.append((start, end))
    return parts


class Cutter:
    """Cuts stretches of text; remembers how each chunk between spaces was cut."""

    def __init__(self, remembered: int = 100_000) -> None:
        self.remembered = remembered
        self._known: dict[tuple[str, bool, bool, bool], tuple[int, ...]] = {}

    def tokens(self, text: str, stretches: list[tuple[int, int]]) -> list[Token]:
        """The words of the `stretches` of `text`, which together are one paragraph."""
        chunks = [(m.start(), m.end()) for start, end in stretches for m in CHUNK.finditer(text, start, end)]
        found: list[Token] = []
        last = len(chunks) - 1
        for n, (start, end) in enumerate(chunks):
            chunk = text[start:end]
            number = n < last and text[chunks[n + 1][0]].isdigit()
            named = n > 0 and text[chunks[n - 1][0]].isupper()
            at = 0
            if n == 0 and last and ITEM.fullmatch(chunk):
                found.append(Token(chunk, start, end))
                continue
            for stop in self._cuts(chunk, n == last, number, named):
                found.append(Token(chunk[at:stop], start + at, start + stop))
                at = stop
        return found

    def _cuts(self, chunk: str, final: bool, number: bool, named: bool) -> tuple[int, ...]:
        """Where the words of a chunk end. `final`: the paragraph ends here; `number`: one follows; `named`: after a capitalised word."""
        if "." not in chunk:
            final = number = named = False
        key = (chunk, final, number, named)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > self.remembered:
                self._known.clear()
            known = self._known[key] = tuple(_cut(chunk, final, number, named))
        return known


_CUTTER = Cutter()


def _cut(chunk: str, final: bool, number: bool, named: bool) -> list[int]:
    if EMOTICON.fullmatch(chunk):
        return [len(chunk)]
    cuts: list[int] = []
    at = 0
    while at < len(chunk):
        match = SCANNER.match(chunk, at)
        assert match is not None  # the last pattern takes any character
        kind, end = str(match.lastgroup).split("_")[0], match.end()
        if at == 0 or chunk[at - 1] in "\"“('‘[":
            prefixed = PREFIXED.match(chunk, at)
            if prefixed and kind == "word":
                joined = re.compile(INSIDE).match(chunk, prefixed.end() - 1)
                end = max(end, joined.end()) if joined else end
        if kind == "address":
            end = _address_end(chunk, at, end)
        elif kind == "word" and chunk[end : end + 1] == "." and _keeps_stop(chunk, at, end, final, number, named):
            end += 1
        elif kind == "whole" and final and end == len(chunk) and _plain_initials(chunk[at:end]):
            end -= 1
        if kind == "word":
            cuts += [at + c for c in _clitics(chunk[at:end])]
        cuts.append(end)
        at = end
    return _rejoin(chunk, cuts)


def _address_end(chunk: str, start: int, end: int) -> int:
    trailing = TRAILING.search(chunk, start, end)
    if trailing and trailing.start() > start:
        end = trailing.start()
    while end > start + 1 and chunk[end - 1] == ")" and chunk.count(")", start, end) > chunk.count("(", start, end):
        end -= 1
    return end


def _keeps_stop(chunk: str, start: int, end: int, final: bool, number: bool, named: bool) -> bool:
    """Whether the word `[start, end)` keeps the stop after it."""
    word, rest = chunk[start:end], chunk[end + 1 :].rstrip("\"'”’)]")
    if rest and rest != "." and (rest[0].isalnum() or rest[0] == "."):
        # "J.Smith" parts after the initial; "end.The" after the word.
        return len(word) == 1 and word.isupper() and rest[0].isupper()
    closes = final and not rest
    if word in BEFORE_NUMBER and word not in ABBREVIATIONS:
        return number and not closes
    if word in ABBREVIATIONS:
        return word in CLOSING if closes else True
    if len(word) == 1 and word.isupper():
        return not closes and (word != "I" or named)
    return False


def _plain_initials(word: str) -> bool:
    """Whether a run of letters and stops is no acronym but ends in a plain stop; an acronym keeps its stop even at a paragraph's end."""
    return False if re.fullmatch(r"(?:[^\W\d_]\.)+", word) else word.endswith(".") and len(word) > 1 and word[-2].isdigit()


def _clitics(word: str) -> list[int]:
    """Where the parts of a contraction end, the last left out: "wouldn't" gives [5]."""
    low = word.lower()
    if low in PARTED:
        return [PARTED[low]]
    cuts: list[int] = []
    end = len(word)
    while True:
        match = NEGATION.search(word, 0, end) or CLITIC.search(word, 0, end)
        if match is None or match.start() == 0 or low in NO_CLITIC:
            return cuts[::-1]
        cuts.append(match.start())
        end = match.start()


def _rejoin(chunk: str, cuts: list[int]) -> list[int]:
    """Cuts with the hyphen of a broken-off word ("wh-") put back, as speech transcripts have it."""
    if len(cuts) == 2 and chunk[-1] == "-" and chunk[0].isalpha() and cuts[0] == len(chunk) - 1 and len(chunk) <= 4:
        return [cuts[1]]
    return cuts
