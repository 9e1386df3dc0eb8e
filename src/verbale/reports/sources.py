"""Where reports come from: files, folders and standard input, each in the format that it is in."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from verbale.errors import ReportError
from verbale.records import Report
from verbale.reports.decoding import LIMIT, decode
from verbale.reports.jsonlines import from_line, from_object, parse
from verbale.reports.pages import from_html
from verbale.reports.texts import build_report

_IN_FOLDERS = (".txt", ".html", ".htm", ".jsonl")
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson", ".json")
_PAGE_START = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[a-zA-Z!?/]")


class Unread(Struct, frozen=True):
    """An input that could not be read: which one, and what was given, what was wanted, what to do."""

    source: str
    problem: str


def expand(paths: Sequence[str]) -> tuple[Path | Unread | None, ...]:
    """The places to read that a user's words name, in their order: files as they are, all reports in a folder (`*.txt`, `*.html`,
    `*.htm`, `*.jsonl`, folders inside it too, sorted), and None, which is standard input, for "-".

    >>> expand(["-", "no/such/file.txt"])
    (None, Unread(source='no/such/file.txt', problem='no such file or folder; check the path'))
    """
    places: list[Path | Unread | None] = []
    for path in paths:
        if path == "-":
            places.append(None)
        elif os.path.isdir(path):
            places += _inside(path)
        elif os.path.exists(path):
            places.append(Path(path))
        else:
            places.append(Unread(path, "no such file or folder; check the path"))
    return tuple(places)


def _inside(folder: str) -> Iterator[Path | Unread]:
    faults: list[OSError] = []
    found = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=faults.append)
        for name in names
        if name.lower().endswith(_IN_FOLDERS)
    ]
    yield from sorted(found)
    for fault in faults:
        yield Unread(str(fault.filename), f"the folder cannot be read ({fault.strerror}); check who may read it")
    if not found and not faults:
        yield Unread(folder, f"a folder without reports, wanted {', '.join('*' + suffix for suffix in _IN_FOLDERS)}; give the files' names")


def read_source(path: Path | None, *, published: date | None = None) -> Iterator[Report | Unread]:
    """The reports of one file, or of standard input where `path` is None; what cannot be read comes as an `Unread` in its place.

    The format follows from the suffix and the content: an HTML page, JSON lines (see `jsonlines.from_line`), else plain text.
    `published` holds for every report of the source. A report's id is the file's name without suffix, with the number of its line
    in JSON lines that tell none. Files of JSON lines may have any size; each report in them, and any other file, at most 10 MB.
    """
    if path is None:
        yield from _read(sys.stdin.buffer, "standard input", "stdin", "", published)
        return
    try:
        with open(path, "rb") as stream:
            yield from _read(stream, str(path), path.stem, path.suffix.lower(), published)
    except IsADirectoryError:
        yield Unread(str(path), "a folder, wanted a file; give the files in it")
    except FileNotFoundError:
        yield Unread(str(path), "no such file; check the path")
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        reason = getattr(error, "strerror", None) or error
        yield Unread(str(path), f"the file cannot be read ({reason}); check its path and who may read it")


def _read(stream: BinaryIO, source: str, name: str, suffix: str, published: date | None) -> Iterator[Report | Unread]:
    head = [stream.readline(LIMIT + 1)]
    size = len(head[0])
    while head[-1] and not head[-1].strip() and size <= LIMIT:
        head.append(stream.readline(LIMIT + 1))
        size += len(head[-1])
    if suffix in _LINES or (suffix not in (*_PAGES, ".txt") and _is_report_line(head[-1])):
        yield from _read_lines(stream, head, source, name, suffix, published)
        return
    try:
        data = _whole(stream, head, "split it into single reports, or into JSON lines")
        if _PAGE_START.match(data[:8192]) or (suffix in _PAGES and _TAG.search(data)):
            yield from_html(data, id=name, published=published)
        else:
            decoded = decode(data)
            yield build_report(decoded.text, id=name, published=published, warnings=decoded.warnings)
    except ReportError as error:
        yield Unread(source, str(error))


def _read_lines(
    stream: BinaryIO, head: list[bytes], source: str, name: str, suffix: str, published: date | None
) -> Iterator[Report | Unread]:
    """The reports of JSON lines, after the lines of `head`; a file .json may also hold one object or list over many lines."""
    empty = Unread(source, "empty (no letters in it), wanted reports as JSON lines; give a file with lines in it")
    if not head[-1].strip():
        yield empty
        return
    try:
        if head[0].startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = decode(_whole(stream, head, "save it as UTF-8")).text
            if not text.strip():
                yield empty
                return
            head, stream = [], io.BytesIO(text.encode("utf-8"))
        elif suffix == ".json" and not _is_object(head[-1]):
            data = _whole(stream, head, "write its reports as JSON lines")
            try:
                content = parse(decode(data).text)
            except ReportError:
                if not any(map(_is_object, data.splitlines())):
                    raise
                head, stream = [], io.BytesIO(data)  # JSON lines, of which some are faulty
            else:
                yield from _read_entries(content if isinstance(content, list) else [content], source, name, published)
                return
    except ReportError as error:
        yield Unread(source, str(error))
        return
    for number, line in enumerate(chain(head, iter(lambda: stream.readline(LIMIT + 1), b"")), 1):
        if len(line) > LIMIT:
            yield Unread(f"{source}, line {number}", "a line of more than 10 MB, wanted at most 10 MB a report; split it")
            while line and not line.endswith(b"\n"):
                line = stream.readline(LIMIT)
        elif line.strip():
            try:
                yield from_line(line, id=f"{name}-{number}", published=published)
            except ReportError as error:
                yield Unread(f"{source}, line {number}", str(error))


def _read_entries(entries: list[Any], source: str, name: str, published: date | None) -> Iterator[Report | Unread]:
    if not entries:
        yield Unread(source, "an empty list, wanted reports in it; give a file with reports")
    for number, entry in enumerate(entries, 1):
        try:
            yield from_object(entry, id=f"{name}-{number}" if len(entries) > 1 else name, published=published)
        except ReportError as error:
            yield Unread(f"{source}, entry {number}", str(error))


def _whole(stream: BinaryIO, head: list[bytes], advice: str) -> bytes:
    """All that the stream holds, after `head`; `ReportError` where that is too much."""
    begun = b"".join(head)
    data = begun + stream.read(max(0, LIMIT + 1 - len(begun)))
    if len(data) <= LIMIT:
        return data
    try:
        size = os.fstat(stream.fileno()).st_size
    except OSError:  # a stream without a file
        size = 0
    told = f"{size / 1024 / 1024:.1f} MB ({size:,} bytes)" if size > LIMIT else "more than 10 MB"
    raise ReportError(f"{told}, wanted at most 10 MB ({LIMIT:,} bytes); {advice}")


def _is_report_line(line: bytes) -> bool:
    """Whether a line is a JSON object with a text in it."""
    return b'"text"' in line and _is_object(line)


def _is_object(line: bytes) -> bool:
    if not line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(parse(line.decode("utf-8-sig", "replace")), dict)
    except ReportError:
        return False
