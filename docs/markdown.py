"""Figures and text as Markdown: tables, blocks, and whatever a command printed as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Row = Sequence[object]


def rows(head: Row, body: Iterable[Row], numbers_from: int = 99) -> str:
    """A table in Markdown; columns from `numbers_from` on are set to the right.

    >>> print(rows(("a", "b"), [("x|y", 1)], numbers_from=1))
    | a | b |
    | --- | ---: |
    | x\\|y | 1 |
    """

    def line(cells: Row) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"

    rule = ["---:" if column >= numbers_from else "---" for column in range(len(head))]
    return "\n".join([line(head), line(rule), *map(line, body)])


def fenced(text: str, language: str = "text") -> str:
    """Text as a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def told(found: dict[str, Any], level: int) -> Iterable[str]:
    """A JSON object as Markdown: tables where its values are alike, headings for the rest."""
    plain = {name: value for name, value in found.items() if _is_cell(value)}
    if plain:
        yield rows(("", ""), [(_words(name), cell(value)) for name, value in plain.items()])
    tables: dict[tuple[str, ...], list[Row]] = {}
    for name, value in found.items():
        if isinstance(value, dict) and not _is_cell(value) and all(map(_is_cell, value.values())):
            tables.setdefault(tuple(value), []).append((_words(name), *map(cell, value.values())))
    for head, body in tables.items():
        yield rows(("", *map(_words, head)), body, numbers_from=1)
    for name, value in found.items():
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            yield f"{'#' * level} {_words(name).capitalize()}"
            yield rows(tuple(map(_words, value[0])), [tuple(map(cell, entry.values())) for entry in value], numbers_from=1)
        elif isinstance(value, dict) and not _is_cell(value) and not all(map(_is_cell, value.values())):
            yield f"{'#' * level} {_words(name).capitalize()}"
            yield from told(value, level + 1)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _is_cell(value: object) -> bool:
    if isinstance(value, dict):
        return "value" in value and all(isinstance(number, int | float) for number in value.values())
    return not isinstance(value, list) or not any(isinstance(entry, dict | list) for entry in value)


def cell(value: Any) -> str:
    """A number, words, or a score with its interval."""
    if isinstance(value, dict):
        return f"{value['value']:.1f} [{value['low']:.1f}, {value['high']:.1f}]" if "low" in value else f"{value['value']:.1f}"
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    if isinstance(value, float):
        return f"{value:,.1f}" if abs(value) >= 10 or round(value, 1) == value else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else "" if value is None else str(value)
