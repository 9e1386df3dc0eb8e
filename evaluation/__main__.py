"""`python -m evaluation reader|acts|swaps`: print the tables that the docs show; what stands after the name goes to that evaluation."""

from __future__ import annotations

import importlib
import sys

NAMES = ("reader", "acts", "swaps")


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        raise SystemExit(f"usage: python -m evaluation {'|'.join(NAMES)} [options]; add --help for the options of one")
    importlib.import_module(f"evaluation.{sys.argv[1]}").main(sys.argv[2:])


if __name__ == "__main__":
    main()
