"""JSON lines to reports: one report a line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from verbale.errors import ReportError
from verbale.records import Report
from verbale.reports.decoding import decode
from verbale.reports.texts import build_report

_WANTED = 'wanted {"text": "…"}, if you like with id, published, title, outlet and url'


def from_line(line: bytes, *, id: str, published: date | None = None) -> Report:
    """The report on one line: an object with `text`, and where told `id`, `published` (or `date`), `title`, `outlet` (or `source`), `url`.

    `ReportError` where the line is not JSON, lacks its text, or holds something of a wrong type.

    >>> from_line(b'{"text": "Norland agreed.", "published": "2005-05-24", "source": "Velden Post"}', id="one").outlet
    'Velden Post'
    """
    decoded = decode(line)
    return from_object(parse(decoded.text), id=id, published=published, warnings=decoded.warnings)


def parse(text: str) -> Any:
    """What a JSON text holds."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(f"not JSON ({error.msg}, column {error.colno}), {_WANTED}; correct it") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON that can be read ({error}), {_WANTED}; correct it") from error


def from_object(entry: Any, *, id: str, published: date | None = None, warnings: tuple[str, ...] = ()) -> Report:
    """The report that one JSON object holds."""
    if not isinstance(entry, dict):
        raise ReportError(f"{_type(entry)}, {_WANTED}; make it an object")
    if entry.get("text") is None:
        raise ReportError(f"an object without text, {_WANTED}; add the text")
    number = entry.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        entry = {**entry, "id": str(number)}
    return build_report(
        _words(entry, "text") or "",
        id=_words(entry, "id") or id,
        published=published,
        metadata=_words(entry, "published", "date"),
        title=_words(entry, "title"),
        outlet=_words(entry, "outlet", "source"),
        url=_words(entry, "url"),
        warnings=warnings,
    )


def _words(entry: dict[str, Any], *fields: str) -> str | None:
    """The first of these fields that is there and not null."""
    for field in fields:
        value = entry.get(field)
        if isinstance(value, str):
            return value
        if value is not None:
            raise ReportError(f"the field {field!r} is {_type(value)}, wanted words in quotes; correct it or leave it out")
    return None


def _type(value: object) -> str:
    if value is None:
        return "null"
    return {bool: "true or false", int: "a number", float: "a number", str: "words", list: "a list", dict: "an object"}[type(value)]
