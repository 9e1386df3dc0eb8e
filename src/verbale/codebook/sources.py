"""The YAML files that the codebook is kept in, read with care.

A fault in a file is a `CodebookError` that names the file, the place in it, what was found and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from verbale.errors import CodebookError

ENTRIES = Path(__file__).parent / "entries"
"""The folder of the files that come with verbale."""


def read_yaml(path: Path) -> Any:
    """What one YAML file holds; `CodebookError` where it is missing, empty, not UTF-8 or not YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8 text (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); give the path of a YAML file") from error
    try:
        content = _Builder(text).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else "?"
        raise CodebookError(f"{path}, line {line}: not as YAML wants it: {error.problem}; correct that line") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CodebookError(f"{path}: not as YAML wants it: {error}; correct the file") from error
    if content is None:
        raise CodebookError(f"{path}: the file is empty; write entries into it or leave it out")
    return content


class _Builder:
    """Builds what a YAML text holds from the parser's events: three times as fast as yaml.load, which makes nodes of them first.

    Plain words mean what YAML's safe loader takes them for, save that "on", "no" and the like are words, as in YAML 1.2. Refused are
    a key given twice, for which YAML would drop the first one in silence, a tag and a second document.
    """

    def __init__(self, text: str) -> None:
        self._next: Callable[[], Any] = _Loader(text).get_event
        self._anchored: dict[str, Any] = {}

    def document(self) -> Any:
        """What the one document of the text holds; None where there is none."""
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        content = self._value(self._next())
        self._next()  # the document's end
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            raise _fault("a second document begins", after)
        return content

    def _value(self, event: Any) -> Any:
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:  # nearly all of them: a short way
            return _plain(event.value) if event.implicit[0] else event.value
        if type(event) is yaml.AliasEvent:
            if event.anchor not in self._anchored:
                raise _fault(f"nothing is marked &{event.anchor}", event)
            return self._anchored[event.anchor]
        if event.tag is not None:
            raise _fault(f"the tag {event.tag!r} is not allowed", event)
        value: Any
        if type(event) is yaml.SequenceStartEvent:
            value = self._list()
        elif type(event) is yaml.MappingStartEvent:
            value = self._mapping()
        else:
            value = _plain(event.value) if event.implicit[0] else event.value
        if event.anchor is not None:
            self._anchored[event.anchor] = value
        return value

    def _list(self) -> list[Any]:
        values = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._value(event)
            if type(key) is not str and not isinstance(key, Hashable):
                raise _fault("a key is a list or a mapping", event)
            if key in values:
                raise _fault(f"the key {key!r} is given twice", event)
            values[key] = self._value(self._next())
        return values


def _fault(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_WORDS = frozenset(("true", "false", "null"))


def _plain(value: str) -> Any:
    """What YAML takes an unquoted word for; as in YAML 1.2, "on", "no" and the like are words."""
    return value if value[:1].isalpha() and value.lower() not in _NOT_WORDS else _number_or_other(value)


@lru_cache(1024)
def _number_or_other(value: str) -> Any:
    return yaml.load(value, Loader=_Loader)


class Item:
    """One mapping of a YAML file, whose fields are asked for by name and type.

    `place` says where it stands ("states.yaml: entry 3 ('Norland')"), for the error messages; `known` are the fields it may have.
    """

    def __init__(self, content: Any, place: str, known: tuple[str, ...]) -> None:
        if not isinstance(content, Mapping):
            raise CodebookError(f"{place}: found {content!r}, wanted a mapping with the fields {', '.join(known)}")
        name = next((content[field] for field in _NAMING if field in content), None)
        self.place = f"{place} ({name!r})" if name is not None else place
        self._content = content
        for field in content:
            if field not in known:
                raise CodebookError(f"{self.place}: the field {field!r} is not known; use only {', '.join(known)}")

    def text(self, field: str, empty: bool = False) -> str:
        """A field that holds words; with `empty`, it may also be written as ""."""
        value = self._content.get(field)
        if value is None:
            raise CodebookError(f"{self.place}: the field {field!r} is missing; add it")
        return "" if empty and value == "" else self._words(field, value)

    def optional(self, field: str) -> str | None:
        """A field that holds words, null, or is left out."""
        value = self._content.get(field)
        return None if value is None else self._words(field, value)

    def texts(self, field: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A field that holds a list of words, or the same in one string with commas between; `default` where it is left out."""
        if field not in self._content:
            return default
        value = self._content[field]
        if isinstance(value, str):
            value = [part for part in (part.strip() for part in value.split(",")) if part]
        if not isinstance(value, list):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write a list, as in {field}: [one, two]")
        return tuple([self._words(field, item) for item in value])

    def flag(self, field: str) -> bool:
        """A field that holds true or false; false where it is left out."""
        value = self._content.get(field, False)
        if not isinstance(value, bool):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write true or false")
        return value

    def number(self, field: str) -> float:
        """A field that holds a number."""
        value = self._content.get(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write a number")
        return float(value)

    def year(self, field: str) -> int | None:
        """A field that holds a year, from 1 to 9999, null, or is left out."""
        value = self._content.get(field)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9999):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write a year, as in {field}: 1998")
        return value

    def items(self, field: str, known: tuple[str, ...]) -> list[Item]:
        """A field that holds a list of mappings, each with the fields `known`."""
        value = self._content.get(field, [])
        if not isinstance(value, list):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write a list of entries")
        return [Item(content, f"{self.place}, {field} {number}", known) for number, content in enumerate(value, 1)]

    def _words(self, field: str, value: Any) -> str:
        if not isinstance(value, str):
            raise CodebookError(f"{self.place}: {field!r} holds {value!r}, which YAML does not take for words; put it in quotes")
        words = value.strip()
        if not words:
            raise CodebookError(f"{self.place}: {field!r} holds empty text; write it out or leave the field out")
        return words


_NAMING = ("name", "code", "role", "form")  # the fields that tell entries apart, in error messages


def read_items(path: Path, known: tuple[str, ...]) -> list[Item]:
    """The entries of a file that is one list of mappings."""
    return list_items(read_yaml(path), str(path), known)


def list_items(content: Any, place: str, known: tuple[str, ...]) -> list[Item]:
    """The entries of a list of mappings that was read from `place`."""
    if not isinstance(content, list):
        raise CodebookError(f"{place}: wanted a list of entries (lines that begin with '-'), found {type(content).__name__}")
    return [Item(entry, f"{place}: entry {number}", known) for number, entry in enumerate(content, 1)]
