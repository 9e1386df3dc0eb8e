"""The YAML files that the codebook is kept in, read with care.

A fault in a file is a `CodebookError` that names the file, the place in it, what was found and what to do.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml

from verbale.errors import CodebookError

ENTRIES = Path(__file__).parent / "entries"
"""The folder of the files that come with verbale."""

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeys(_BaseLoader):  # type: ignore[misc]
    """YAML's safe loader, which also refuses a key given twice: plain YAML would drop the first one in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            seen: set[Any] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} is given twice", key.start_mark)
                seen.add(key.value)
        return mapping


def read_yaml(path: Path) -> Any:
    """What one YAML file holds; `CodebookError` where it is missing, empty, not UTF-8 or not YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8 text (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); give the path of a YAML file") from error
    try:
        content = yaml.load(text, Loader=_UniqueKeys)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else "?"
        raise CodebookError(f"{path}, line {line}: not as YAML wants it: {error.problem}; correct that line") from error
    except (yaml.YAMLError, ValueError) as error:
        raise CodebookError(f"{path}: not as YAML wants it: {error}; correct the file") from error
    if content is None:
        raise CodebookError(f"{path}: the file is empty; write entries into it or leave it out")
    return content


class Item:
    """One mapping of a YAML file, whose fields are asked for by name and type.

    `place` says where it stands ("states.yaml: entry 3 ('Norland')"), for the error messages; `known` are the fields it may have.
    """

    def __init__(self, content: Any, place: str, known: tuple[str, ...]) -> None:
        if not isinstance(content, Mapping):
            raise CodebookError(f"{place}: found {content!r}, wanted a mapping with the fields {', '.join(known)}")
        name = content.get("name", content.get("code"))
        self.place = f"{place} ({name!r})" if name is not None else place
        self._content = content
        for field in content:
            if field not in known:
                raise CodebookError(f"{self.place}: the field {field!r} is not known; use only {', '.join(known)}")

    def text(self, field: str, default: str | None = None) -> str:
        """A field that holds words; required where there is no `default`."""
        value = self._content.get(field, default)
        if value is None:
            raise CodebookError(f"{self.place}: the field {field!r} is missing; add it")
        return self._words(field, value)

    def optional(self, field: str) -> str | None:
        """A field that holds words, null, or is left out."""
        value = self._content.get(field)
        return None if value is None else self._words(field, value)

    def texts(self, field: str) -> tuple[str, ...]:
        """A field that holds a list of words, or the same in one string with commas between; empty where it is left out."""
        value = self._content.get(field, [])
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

    def items(self, field: str, known: tuple[str, ...]) -> list[Item]:
        """A field that holds a list of mappings, each with the fields `known`."""
        value = self._content.get(field, [])
        if not isinstance(value, list):
            raise CodebookError(f"{self.place}: {field!r} is {value!r}; write a list of entries")
        return [Item(content, f"{self.place}, {field} {number}", known) for number, content in enumerate(value, 1)]

    def _words(self, field: str, value: Any) -> str:
        if not isinstance(value, str):
            raise CodebookError(f"{self.place}: {field!r} holds {value!r}, which YAML does not take for words; put it in quotes")
        value = value.strip()
        if not value:
            raise CodebookError(f"{self.place}: {field!r} holds empty text; write it out or leave the field out")
        return value


def read_items(path: Path, known: tuple[str, ...]) -> list[Item]:
    """The entries of a file that is one list of mappings."""
    return list_items(read_yaml(path), str(path), known)


def list_items(content: Any, place: str, known: tuple[str, ...]) -> list[Item]:
    """The entries of a list of mappings that was read from `place`."""
    if not isinstance(content, list):
        raise CodebookError(f"{place}: wanted a list of entries (lines that begin with '-'), found {type(content).__name__}")
    return [Item(entry, f"{place}: entry {number}", known) for number, entry in enumerate(content, 1)]
