"""The program as a shell runs it: pipes, signals, full disks, terminals."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.cli.app import app

PROGRAM = [sys.executable, str(Path(__file__).with_name("stand_in.py"))]
BUFFERING = [{}, {"PYTHONUNBUFFERED": "1"}]
HASK = "HASK, March 10, 2004 (Agency) - Sorvia closed the bridge at Velden.\n"


def environment(**told: str) -> dict[str, str]:
    """This environment without what changes how the program writes, and with `told`."""
    changing = ("NO_COLOR", "COLUMNS", "CI", "TERM", "PYTHONUNBUFFERED", "PYTHONIOENCODING")
    return {**{name: value for name, value in os.environ.items() if name not in changing}, **told}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--help"], "cat report.txt | verbale read -"), (["read", "--help"], "verbale read reports/ --format json --out coded/")],
)
def test_help_shows_examples(arguments: list[str], told: str) -> None:
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == 0
    assert f"  {told}\n" in ran.output


def test_without_a_command_the_help_is_shown(verbale: Callable) -> None:
    ran = verbale()
    assert ran.status == 2
    assert "Usage: verbale" in ran.out
    assert ran.err == ""


def test_the_version_is_told(verbale: Callable) -> None:
    ran = verbale("--version")
    assert ran.status == 0
    assert re.fullmatch(r"verbale (\d+\.\d+\.\d+\S*|\(run from its source, not installed\))\n", ran.out)


def test_an_unknown_option_is_a_line_on_standard_error(verbale: Callable) -> None:
    ran = verbale("read", "--nonsense")
    assert ran.status == 2
    assert ran.err.startswith("verbale: error: No such option: --nonsense")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
@pytest.mark.parametrize("buffering", BUFFERING)
def test_a_reader_that_leaves_ends_the_program_quietly(tmp_path: Path, form: str, buffering: dict[str, str]) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"text": HASK * 40}) + "\n" for _ in range(100)))
    command = [*PROGRAM, "read", str(path), "--format", form]
    with subprocess.Popen(command, env=environment(**buffering), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(30) == 141


def test_interruption_from_the_keyboard(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HASK)
    (tmp_path / "b.txt").write_text("WAIT in Velden for the envoy.\n")
    program = subprocess.Popen(
        [*PROGRAM, "read", "a.txt", "b.txt", "--format", "json"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stderr is not None
    assert program.stderr.readline() == b"waiting\n"
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert program.returncode == 130
    assert [item["id"] for item in json.loads(out)] == ["a"]
    assert err == b"verbale: stopped; 1 report is written\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs Linux's /dev/full")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
@pytest.mark.parametrize("buffering", BUFFERING)
def test_a_full_disk_is_told(tmp_path: Path, form: str, buffering: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(HASK)
    with open("/dev/full", "wb") as full:
        command = [*PROGRAM, "read", "a.txt", "--format", form]
        ran = subprocess.run(command, cwd=tmp_path, env=environment(**buffering), stdout=full, stderr=subprocess.PIPE, timeout=30)
    assert ran.returncode == 1
    assert ran.stderr == b"verbale: error: the output cannot be written (No space left on device); make room, or write it elsewhere\n"


def on_terminal(arguments: list[str], folder: Path, stream: str, **told: str) -> str:
    """What the program shows with one of its streams on a terminal of 90 columns; the other goes nowhere."""
    ours, theirs = pty.openpty()
    pty_size = subprocess.run(["stty", "cols", "90", "rows", "24"], stdin=theirs, check=False)
    assert pty_size.returncode == 0
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    program = subprocess.Popen([*PROGRAM, *arguments], cwd=folder, env=environment(TERM="xterm", **told), **streams)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux says so where the other side is closed
        pass
    os.close(ours)
    assert program.wait(30) == 0
    return shown.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        HASK + "\nThe envoys of Norland spoke for a long time about the bridge at Velden and the road to the port of Brenn.\n"
    )
    coloured = on_terminal(["read", "a.txt"], tmp_path, "stdout")
    assert "\x1b[1mSTATE\x1b[0m" in coloured
    plain = on_terminal(["read", "a.txt"], tmp_path, "stdout", NO_COLOR="1")
    assert "\x1b" not in plain
    assert 80 < max(map(len, plain.splitlines())) <= 90


def test_a_terminal_that_is_not_unicode_gets_plain_letters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("HASK, March 10, 2004 (Agency) - Sorvia “closed” the bridge at Véldén.\n")
    ran = subprocess.run(
        [*PROGRAM, "read", "a.txt"], cwd=tmp_path, capture_output=True, env=environment(PYTHONIOENCODING="ascii"), timeout=30
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b'Sorvia "closed" the bridge at Velden.' in ran.stdout


def test_json_is_utf_8_whatever_the_terminal_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("HASK, March 10, 2004 (Agency) - Sorvia “closed” the bridge.\n", encoding="utf-8")
    command = [*PROGRAM, "read", "a.txt", "--format", "json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment(PYTHONIOENCODING="ascii"), timeout=30)
    assert "“closed”" in ran.stdout.decode("utf-8")


def test_progress_is_shown_for_several_reports_on_a_terminal_only(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(HASK)
    assert "3/3" in on_terminal(["read", ".", "--format", "json", "--out", "coded"], tmp_path, "stderr")
    assert on_terminal(["read", "a.txt", "--format", "json"], tmp_path, "stderr") == ""
    (tmp_path / "many.jsonl").write_text(json.dumps({"text": HASK}) + "\n" + json.dumps({"text": HASK}) + "\n")
    assert "2 reports" in on_terminal(["read", "many.jsonl", "--format", "json"], tmp_path, "stderr")
    ran = subprocess.run([*PROGRAM, "read", "a.txt", "b.txt"], cwd=tmp_path, capture_output=True, timeout=30)
    assert ran.stderr == b""
