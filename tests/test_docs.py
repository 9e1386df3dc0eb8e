"""What README and docs claim is run or compared: commands, Python blocks, links, generated parts."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "corpus" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
PROGRAM = [sys.executable, "-c", "from verbale.cli import main; main()"]
NEEDS_TORCH = ("training.train", "training.export", "training.tell")


def name_of(path: Path) -> str:
    """A page's path, as the name of a test."""
    return str(path.relative_to(ROOT))


def blocks(path: Path, language: str) -> list[str]:
    """The blocks of code of one page."""
    return [found["body"] for found in BLOCK.finditer(path.read_text(encoding="utf-8")) if found["language"] == language]


def commands() -> list[str]:
    """Every command that a page shows, once."""
    lines = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    return sorted({part.strip() for line in lines for part in re.sub(r"\s#.*| >.*", "", line).split("|") if part.strip()})


@cache
def help_of(*command: str) -> str:
    """What a command's --help prints."""
    done = subprocess.run([*command, "--help"], capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(words: list[str]) -> str:
    """The text that must name a command's options: its help, or its file where running it needs torch."""
    if words[0] == "verbale":
        return help_of(*PROGRAM, words[1])
    assert words[0] == "python"
    if words[1] != "-m":
        return help_of(sys.executable, words[1])
    if words[2] in NEEDS_TORCH:
        return (ROOT / words[2].replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
    return help_of(sys.executable, *words[1:3], *[word for word in words[3:4] if not word.startswith("-")])


@pytest.mark.parametrize("command", commands())
def test_commands_exist_with_their_options(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "make":
        assert re.search(rf"^{re.escape(words[1])}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif words[0] not in ("pip", "cat"):
        options = {word for word in words if word.startswith("--")}
        assert options <= set(re.findall(r"--[a-z-]+", told(words)))
    for word in words:
        if word.startswith("examples/"):
            assert (ROOT / word).is_file()


def test_there_are_commands_of_each_kind() -> None:
    assert {"make", "pip", "verbale", "python"} <= {command.split()[0] for command in commands()}


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=name_of)
def test_python_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = blocks(page, "python")
    sample = doctest.DocTestParser().get_doctest("\n".join(found), {}, name_of(page), str(page), 0)
    assert len(sample.examples) >= len(found), "a block without a sample"
    assert doctest.DocTestRunner().run(sample).failed == 0


def anchors(page: Path) -> set[str]:
    """The names by which links reach a page's headings."""
    return {re.sub(r"[^\w -]", "", found).strip().lower().replace(" ", "-") for found in HEADING.findall(page.read_text("utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for found in LINK.finditer(BLOCK.sub("", page.read_text(encoding="utf-8"))):
        place, _, anchor = found["target"].partition("#")
        if place.startswith("http"):
            continue
        target = page.parent / place if place else page
        assert target.exists(), found["target"]
        if anchor:
            assert anchor in anchors(target), found["target"]


def test_pages_that_the_code_names_are_there() -> None:
    code = [path for folder in ("src", "training", "evaluation", "bench", "corpus") for path in (ROOT / folder).rglob("*.py")]
    named = {(str(path.relative_to(ROOT)), page) for path in code for page in re.findall(r"docs/[\w/-]+\.md", path.read_text("utf-8"))}
    assert named
    assert not [(path, page) for path, page in sorted(named) if not (ROOT / page).is_file()]


def test_figures_are_those_of_the_shipped_model() -> None:
    """The twin's are not: it goes on from a checkpoint, and is measured where somebody has trained one."""
    shipped = json.loads((ROOT / "src" / "verbale" / "reader" / "model" / "card.json").read_text("utf-8"))["files"]["reader.onnx"]
    paths = sorted((ROOT / "docs" / "figures").glob("*.json"))
    figures = {path.stem: json.loads(path.read_text("utf-8")) for path in paths if path.stem != "twin"}
    assert "acts" in figures
    assert {name: found["model"] for name, found in figures.items()} == dict.fromkeys(figures, shipped)


def test_generated_parts_are_current() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
