"""`verbale codebook`: look up what may be coded and who is known."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from verbale.cli.messages import complain
from verbale.pages.cells import clean, wrap

HELP = """Show what may be coded, or look a party up.

\b
Examples:
  verbale codebook types
  verbale codebook parties "the Afghan government"
"""


class Shelf(StrEnum):
    """What there is to look up."""

    types = "types"
    parties = "parties"


def codebook(
    shelf: Annotated[Shelf, typer.Argument(metavar="types|parties", help="The types of acts, or the known parties.", show_default=False)],
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="For parties: words to find them in.", show_default=False)] = None,
) -> None:
    """The command."""
    if shelf is Shelf.types and words:
        raise typer.BadParameter("types are listed without words, as in: verbale codebook types.", param_hint="'WORDS'")
    if shelf is Shelf.types:
        _types()
    elif words:
        _parties(words)
    else:
        raise typer.BadParameter("words to find parties in are missing, as in: verbale codebook parties Kabul.", param_hint="'WORDS'")


def _types() -> None:
    from verbale.codebook import load_ontology

    for type in load_ontology().types:
        typer.echo(f"{type.name:<10} {type.score:+5.1f}  {type.quad}")
        _say(type.definition, indent=4)
        if type.modes:
            _say("modes: " + ", ".join(mode.name for mode in type.modes), indent=4)


def _parties(words: str) -> None:
    from verbale.codebook import load_parties

    found = load_parties().find(words)
    for item in found:
        known = item.known
        codes = " ".join(code for code in (known.country, known.sector) if code)
        _say(f"{words[item.start : item.end]} ({item.form}) = {known.name} [{codes}]")
    if not found:
        complain(f"no party is known in {words!r}; add your own with 'verbale read --parties FILE'")
        raise typer.Exit(1)


def _say(text: str, indent: int = 0) -> None:
    for line in wrap(clean(text, getattr(sys.stdout, "encoding", None) or "utf-8"), 100 - indent):
        typer.echo(" " * indent + line)
