"""The program: its commands, and how it ends."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from verbale.cli import codebook, read
from verbale.cli.messages import DEBUG, complain
from verbale.errors import VerbaleError

_HELP = """Reads news reports of a negotiation and keeps who did what to whom, on whose word.

\b
  verbale read report.txt --published 2005-05-24
  verbale read page.html *.txt reports.jsonl --format html > acts.html
  cat report.txt | verbale read -
  verbale read reports/ --format json --out coded/
  verbale codebook types

'verbale read --help' says more."""

app = typer.Typer(name="verbale", help=_HELP, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("read", help=read.HELP)(read.read)
app.command("codebook", help=codebook.HELP)(codebook.codebook)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"verbale {version('verbale')}")
        except PackageNotFoundError:
            typer.echo("verbale (run from its source, not installed)")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    """What happens before any command: without one, the help is shown."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status, see `verbale.cli.main`."""
    try:
        status = app(None if arguments is None else list(arguments), prog_name="verbale", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except (BrokenPipeError, SystemExit):
        # Whoever read the output has left (`verbale read … | head`), for which typer leaves with SystemExit, and for nothing else.
        _let_go()
        return 141
    except VerbaleError as error:
        complain(str(error))
        return 1
    except OSError as error:
        _let_go()
        complain(f"the output cannot be written ({error.strerror or error}); make room, or write it elsewhere")
        return 1
    except Exception as error:
        usage = getattr(error, "format_message", None)
        if usage is None:
            if os.environ.get(DEBUG):
                traceback.print_exc()
            complain(f"{type(error).__name__}: {error}; this is a fault of verbale, please report it ({DEBUG}=1 shows more)")
            return 1
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "verbale"
        complain(f"{usage()} See '{command} --help'.")
        return int(getattr(error, "exit_code", 2))
    return status if isinstance(status, int) else 0


def _let_go() -> None:
    """Let the null device take what Python still holds for standard output, which it would fail to write once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
