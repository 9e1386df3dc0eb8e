"""The house: layers, sizes and names of files, docstrings and their samples, and what is in the wheel."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import verbale

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "verbale"
FOLDERS = ("src", "training", "evaluation", "bench", "corpus", "docs", "tests")
CODE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
MODULES = sorted(module.name for module in pkgutil.walk_packages(verbale.__path__, "verbale."))
DRAWERS = {"util", "utils", "utilities", "helper", "helpers", "common", "misc", "manager", "tools", "stuff"}
BESIDE = ("evaluation", "bench", "corpus", "docs")
NEVER_SHIPPED = {"torch", "training", "evaluation", "bench", "corpus"}


def name_of(path: Path) -> str:
    """A file's path, as the name of a test."""
    return str(path.relative_to(ROOT))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every file of the installed package, parsed."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_imports_run_downward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_module_has_its_layer() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
    layers = {name.strip() for layer in contract["layers"] for name in layer.replace(":", "|").split("|")}
    assert layers == {name for name in MODULES if name.count(".") == 1}


def test_the_package_reaches_nothing_that_is_not_installed_with_it() -> None:
    imported = {
        (str(path), name.partition(".")[0])
        for path, tree in trees()
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not [(path, name) for path, name in imported if name in NEVER_SHIPPED]


def test_importing_everything_does_not_load_torch() -> None:
    program = f"import importlib, sys\nfor name in {MODULES!r}: importlib.import_module(name)\nsys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_files_are_short_and_named_by_a_noun(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < 400, "probably two nouns: split the file by noun"
    assert not DRAWERS & set(path.stem.removeprefix("test_").split("_")), "a drawer, not a noun"


def test_what_is_public_has_a_docstring() -> None:
    missing = []
    for path, tree in trees():
        missing += [str(path)] if not ast.get_docstring(tree) else []
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                missing.append(f"{path}: {node.name}")
    assert not missing


def test_packages_name_their_verbs() -> None:
    missing = [
        str(path)
        for path, tree in trees()
        if path.name == "__init__.py"
        and not any(isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__" for node in tree.body)
    ]
    assert not missing


@pytest.mark.parametrize("name", ["verbale", *MODULES])
def test_samples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("path", [path for path in CODE if path.parent.name in BESIDE and ">>>" in path.read_text("utf-8")], ids=name_of)
def test_samples_beside_the_package_run(path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "doctest", str(path)], capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_the_package_is_in_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hatchling.build import build_wheel

    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        shipped = set(wheel.namelist())
    there = {path.relative_to(ROOT / "src").as_posix() for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {"verbale/py.typed", "verbale/reader/model/reader.onnx", "verbale/pages/page.css"} <= there
    assert there == {name for name in shipped if name.startswith("verbale/")}
    licences = {name.partition(".dist-info/licenses/")[2] for name in shipped}
    assert {"LICENSE", "src/verbale/reader/model/LICENSE"} <= licences
