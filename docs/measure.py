"""Measure anew what docs/figures.md shows.

    python docs/measure.py                 # everything that the package and the data alone give
    python docs/measure.py acts bench      # some of it

Runs each command and writes what it prints to docs/figures/NAME.json, with the command and the SHA-256 of the model that it measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from verbale.reader import MODEL

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "figures"
COMMANDS = {
    "acts": ("python", "-m", "evaluation", "acts", "--by-type", "--json"),
    "test": ("python", "-m", "evaluation", "acts", "--corpus", "test", "--by-type", "--json"),
    "swaps": ("python", "-m", "evaluation", "swaps", "--json"),
    "reader": ("python", "-m", "evaluation", "reader", "--json"),
    "bench": ("python", "-m", "bench", "--json"),
    "twin": ("python", "-m", "evaluation", "reader", "--checkpoint", "runs/twin/checkpoint.pt", "--attributions", "--json"),
}
USUAL = ("acts", "test", "swaps", "reader", "bench")
"""What is measured where nothing is named; the twin needs a training of its own (docs/training.md)."""


def model_hash() -> str:
    """The SHA-256 of the shipped network, as its card has it."""
    digest: str = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))["files"]["reader.onnx"]
    return digest


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(COMMANDS)} (default: {', '.join(USUAL)})")
    names = ask.parse_args().names or USUAL
    for name in names:
        if name not in COMMANDS:
            ask.error(f"nothing is called {name!r}; wanted {', '.join(COMMANDS)}")
    for name in names:
        command = COMMANDS[name]
        print(" ".join(command), flush=True)
        done = subprocess.run([sys.executable, *command[1:]], stdout=subprocess.PIPE, cwd=ROOT, check=True)
        found = {"command": " ".join(command), "model": model_hash(), "measured": json.loads(done.stdout)}
        FIGURES.mkdir(exist_ok=True)
        (FIGURES / f"{name}.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
