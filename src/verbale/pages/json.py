"""A record as JSON: the report, its sentences, and acts with exactly the codebook's fields."""

from __future__ import annotations

import json
from datetime import date

import msgspec
from msgspec import Struct

from verbale.records import Act, Evidence, Record, Silence, Span


class Coded(Struct, frozen=True):
    """What stands in the file. Offsets are code points into `text`; `evidence` runs beside `acts`."""

    id: str
    published: date | None
    title: str | None
    outlet: str | None
    url: str | None
    text: str
    warnings: tuple[str, ...]
    sentences: tuple[Span, ...]
    acts: tuple[Act, ...]
    evidence: tuple[Evidence, ...]
    silences: tuple[Silence, ...]


def json_line(record: Record) -> bytes:
    """A record as one JSON object in one line of UTF-8, without a line's end.

    Half characters (lone surrogates), which UTF-8 cannot hold, are written as JSON's escapes.

    >>> from verbale.records import Report
    >>> json_line(Record(Report("a", "", ()), (), (), ()))[:34]
    b'{"id":"a","published":null,"title"'
    """
    return _encode(_coded(record))


def json_object(record: Record) -> bytes:
    """The same object for eyes and for comparing files: one line a field, and one line an act, evidence or silence."""
    coded = _coded(record)
    fields = []
    for name in Coded.__struct_fields__:
        value = getattr(coded, name)
        if name in ("acts", "evidence", "silences") and value:
            lines = b",\n".join([b"    " + _encode(item) for item in value])
            fields.append(b'  "%s": [\n%s\n  ]' % (name.encode(), lines))
        else:
            fields.append(b'  "%s": %s' % (name.encode(), _encode(value)))
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


def _coded(record: Record) -> Coded:
    report = record.report
    return Coded(
        id=report.id,
        published=report.published,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        text=report.text,
        warnings=report.warnings,
        sentences=record.sentences,
        acts=record.acts,
        evidence=record.evidence,
        silences=record.silences,
    )


def _encode(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode("ascii")
