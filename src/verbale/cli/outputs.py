"""Where coded reports go: to standard output as they come, or into a folder, one file each."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from verbale.errors import VerbaleError
from verbale.pages import Look, json_line, json_object, page, table
from verbale.records import Record


class Format(StrEnum):
    """How coded reports are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class Output(Protocol):
    """Takes records one by one, then is closed, also where the work was broken off: what it took is then complete."""

    def take(self, record: Record, name: str) -> None:
        """Write one record; `name` is the name of a file for it, without an ending."""

    def close(self) -> None:
        """Write what is still to write."""


class WriteError(VerbaleError):
    """A file cannot be written."""


def standard_output(form: Format, several: bool, explain: bool) -> Output:
    """The output for a format; `several` makes a list of what else would be a single object."""
    if form is Format.table:
        return _Tables(explain)
    if form is Format.html:
        return _Page(explain)
    return _Objects(several) if form is Format.json else _Lines()


class _Tables:
    def __init__(self, explain: bool) -> None:
        self._explain = explain
        self._look = _terminal_look()
        self._first = True

    def take(self, record: Record, name: str) -> None:
        rule = "" if self._first else "\n" + ("-" * self._look.columns) + "\n\n"
        self._first = False
        _write((rule + table(record, self._look, explain=self._explain)).encode(self._look.encoding))

    def close(self) -> None:
        pass


class _Objects:
    """One JSON object, or a list of them that is written as they come."""

    def __init__(self, several: bool) -> None:
        self._several = several
        self._open = False

    def take(self, record: Record, name: str) -> None:
        if self._several:
            _write(b",\n" if self._open else b"[\n")
            self._open = True
            _write(json_object(record).rstrip(b"\n"))
        else:
            _write(json_object(record))

    def close(self) -> None:
        if self._several:
            _write(b"\n]\n" if self._open else b"[]\n")


class _Lines:
    def take(self, record: Record, name: str) -> None:
        _write(json_line(record) + b"\n")

    def close(self) -> None:
        pass


class _Page:
    """One page of all reports, written at the end, since its list of reports stands at the top."""

    def __init__(self, explain: bool) -> None:
        self._explain = explain
        self._records: list[Record] = []

    def take(self, record: Record, name: str) -> None:
        self._records.append(record)

    def close(self) -> None:
        if self._records:
            _write(page(self._records, explain=self._explain).encode("utf-8"))


def _write(content: bytes) -> None:
    # In pieces, since an unbuffered stream (PYTHONUNBUFFERED) may take only a part of what it is given.
    rest = memoryview(content)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]
    sys.stdout.buffer.flush()


def _terminal_look() -> Look:
    """How wide standard output is, and whether it takes colours: see https://no-color.org."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not sys.stdout.isatty():
        return Look(100, False, encoding)
    columns = os.get_terminal_size(sys.stdout.fileno()).columns or 100
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(min(max(columns, 40), 160), colour, encoding)


class Folder:
    """A folder with one file a report, each there either whole or not at all.

    No two reports of one run get one name, nor does a report that of an input: the next one is numbered. Files of an earlier
    run are replaced.
    """

    def __init__(self, folder: Path, form: Format, explain: bool, inputs: Iterable[Path]) -> None:
        self._folder = folder
        self._form = form
        self._explain = explain
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"--out {folder}: cannot be made ({error.strerror}); give a folder that you may write to") from error
        here = folder.resolve()
        # Compared without case, since some file systems do not tell "Brenn" from "brenn".
        self._taken = {path.name.casefold() for path in (path.resolve() for path in inputs) if path.parent == here}

    def take(self, record: Record, name: str) -> None:
        path = self._folder / self._free(name)
        content = self._content(record)
        draft = path.with_name(f".{path.name[:60]}.{uuid4().hex}.tmp")
        try:
            try:
                draft.write_bytes(content)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise WriteError(f"{path}: cannot be written ({error.strerror}); make room or give another folder with --out") from error

    def close(self) -> None:
        pass

    def _free(self, name: str) -> str:
        ending = "txt" if self._form is Format.table else self._form.value
        plain = safe_name(name)
        number, free = 1, f"{plain}.{ending}"
        while free.casefold() in self._taken:
            number += 1
            free = f"{plain}-{number}.{ending}"
        self._taken.add(free.casefold())
        return free

    def _content(self, record: Record) -> bytes:
        if self._form is Format.table:
            return table(record, Look(), explain=self._explain).encode("utf-8")
        if self._form is Format.html:
            return page([record], explain=self._explain).encode("utf-8")
        return json_object(record) if self._form is Format.json else json_line(record) + b"\n"


_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # names that Windows keeps for itself


def safe_name(name: str) -> str:
    """A name that every file system takes: letters, digits, "-", "_" and ".", at most 180 bytes, and never hidden.

    >>> safe_name("../reports/May 24: Brenn"), safe_name("nul"), safe_name("...")
    ('reports_May_24_Brenn', 'nul_', 'report')
    """
    plain = re.sub(r"[^\w.\-]+", "_", unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode("utf-8"))
    plain = plain.encode("utf-8")[:180].decode("utf-8", "ignore").lstrip("._-").rstrip("._") or "report"
    return f"{plain}_" if _DEVICES.match(plain) else plain
