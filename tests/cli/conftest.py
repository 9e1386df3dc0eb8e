"""The program in this process, with a coder that needs no model."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from verbale.cli.app import run

STAND_IN = Path(__file__).with_name("stand_in.py")


class Ran(NamedTuple):
    """What a run left: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def verbale(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Callable[..., Ran]:
    """Runs `verbale` in an empty folder: `verbale("read", "-", stdin=b"…")`."""
    spec = importlib.util.spec_from_file_location("stand_in", STAND_IN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "verbale.pipeline", module)
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = run(arguments)
        captured = capsysbinary.readouterr()
        return Ran(status, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return ran
