"""Lines of a report that are no news: bylines, photo credits, links to other pages, notices."""

from __future__ import annotations

import re

_MOST_WORDS = 60  # in a credit; what is longer is running text, whatever it begins with

_NAME = r"(?:[A-Z][\w.'’-]*|[a-z]{1,2}[-'’][A-Z]\w+)(?:\s+(?:(?:de|da|di|del|der|den|van|von|bin|ibn|al|el|la|le)\s+)*[A-Z][\w.'’-]*){0,4}"
_BYLINE = re.compile(
    rf"(?:by|BY|By)\s+(?:(?:our|a)\s+)?(?:{_NAME})(?P<rest>(?:\s*[,|/&(]|\s+(?:and|in|for|at|of|with|[|–—-])\s).*)?",
)
_BYLINE_WORDS = re.compile(
    r"(?:[A-Z(@][\w.'’()@-]*|[\W_]+|and|in|for|of|the|at|with|writer|reporter|staff|correspondent|editor|special|chief|contributor|to"
    r"|\S+@\S+|\d{1,2}[:.]\d{2}|al|bin|de|der|van|von)"
)
_POSITION = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){0,4}(?:[Ss]taff(?: [Ww]riter| [Rr]eporter)?|(?:[Pp]ress )?[Ww]riter|[Cc]orrespondent|[Ee]ditor)s?"
)

_LABELLED = re.compile(  # what follows is not read, however long its line
    r"""(?: (?: file\ photo | (?:image|photo|picture|video|photograph)s?
                (?: \ (?:caption|credit|source|copyright|courtesy|illustration)s? )? | caption | credits? | graphic | illustration )
            \s* (?: : | [—–] | \s - \s )
      | FILE \s* [:–—-]
      | (?:image|photo|picture)\ (?:caption|credit|source|copyright) \b
      | (?: image | photo | photograph | picture | video | illustration )s? \ (?: by | courtesy\ of | credit )\b
      | (?: read\ more | read\ also | also\ read | see\ also | more\ on\ this(?:\ story)? | related (?:\ stories | \ articles | \ coverage)?
          | recommended | editors?['’]s?\ picks? | don['’]t\ miss | most\ read | trending | tags | topics | keywords | filed\ under
          | watch | listen ) \s* [:|»>]
      | copyright \b (?! \s+ (?: law | infring | case | claim | protect | treat | dispute | rule | talks | holder)) | © | \(c\) \s* \d{4}
      | all\ rights\ reserved
      | (?: additional\ | further\ )? (?: reporting | writing | editing | graphics ) \ by \b
      | (?: written | edited | compiled | translated ) \ by \b
      )""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(  # the whole line, up to its final mark
    r"""(?: advertisements? | skip\ advertisement | sponsored(?:\ content)? | (?:story|article)\ continues\ (?:below|after)\b.{0,40}
      | continue\ reading\b.{0,60} | share (?:\ (?: this | on | via | the | with )\b.{0,50})? | tweet(?:\ this)? | e-?mail(?:\ this.{0,20})?
      | (?:last\ )? updated (?:\ at)? \ \d{1,2}[:.]\d\d.{0,20} | print(?:\ this.{0,20})?
      | comments?(?:\ \(\d+\))? | (?: post | leave )\ a\ comment | follow\ us\b.{0,60} | click\ here\b.{0,60}
      | sign\ up\ (?:for|to)\b.{0,80} | subscribe\ (?:to|now)\b.{0,80} | subscribe | (?:read\ )?(?:the\ )?full\ story | read\ more
      | related(?:\ stories|\ articles)? | see\ also | back\ to\ top | loading | read\ also | most\ read | trending | ends? | \(ends?\)
      | -\s*30\s*- | \(more\) | mtf )""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:contribut(?:ed|ing)(?:\s+\w+){0,2}\s+(?:to|for)\s+(?:this|the)\s+(?:report|story|article|piece)"
    r"|(?:some\s+)?information\s+(?:for|in)\s+this\s+(?:report|story|article)\b|this\s+(?:report|story|article)\s+was\s+"
    r"(?:written|edited|produced|compiled|first\s+published|originally\s+published))",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether a line names the report's writers.

    >>> is_byline("By JANE DOE, Associated Press Writer"), is_byline("By Monday the talks had failed")
    (True, False)
    """
    if len(line) > 160:
        return False
    found = _BYLINE.fullmatch(line)
    if found is None or line.endswith(("?", "!")) or _is_time(line):
        return False
    return all(_BYLINE_WORDS.fullmatch(word.rstrip(",;|.")) for word in (found["rest"] or "").split() if word.rstrip(",;|."))


def _is_time(line: str) -> bool:
    return re.match(r"(?i:by)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
                    r"|September|October|November|December)\b(?!\s+[A-Z])", line) is not None  # fmt: skip


def is_position(line: str) -> bool:
    """Whether a line tells a writer's position and nothing else: "Associated Press Writer"."""
    return len(line) <= 60 and _POSITION.fullmatch(line) is not None


def is_credit(words: str) -> bool:
    """Whether a line or paragraph is furniture: a photo credit or caption, a link to other pages, a notice, a rule of signs.

    >>> is_credit("(Reporting by Jane Doe; editing by Ada Lorn)"), is_credit("Image: the bridge in Velden"), is_credit("* * *")
    (True, True, True)
    >>> is_credit("Images of the bridge shocked Velden.")
    False
    """
    if len(words) > 600:
        return False
    if not any(character.isalnum() for character in words):
        return True
    if len(words.split()) > _MOST_WORDS:
        return False
    if words[0] in "([" and words[-1] in ")]" and words[1:-1].strip():
        words = words[1:-1].strip()
    return _LABELLED.match(words) is not None or is_notice(words) or _CONTRIBUTED.search(words) is not None


def is_notice(line: str) -> bool:
    """Whether a line is one of the fixed notices of pages: "Advertisement", "Share this article"."""
    if len(line) > 120:
        return False
    return _WHOLE.fullmatch(line) is not None or _WHOLE.fullmatch(line.strip(" \t\xa0*_-–—»>|:.…")) is not None
