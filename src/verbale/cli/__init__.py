"""The command line. `main` is the program `verbale`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `verbale` with the arguments, by default those that the program was given, and leave with its exit status.

    0: everything was read; 1: something could not be read or written; 2: wrong usage; 130: interrupted; 141: the reader of a pipe left.
    """
    try:
        # Here and not above, so that Ctrl-C while this loads ends as quietly as later.
        from verbale.cli.app import run

        status = run(arguments)
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
