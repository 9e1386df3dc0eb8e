"""What an installation takes on disk."""

from pathlib import Path

import pytest

import verbale
from bench.size import closure, installed


def names(requirements):
    return {one.metadata["Name"].lower() for one in closure(requirements)}


def test_dependencies_of_dependencies_count_each_once():
    found = [one.metadata["Name"].lower() for one in closure(["typer", "rich>=13"])]
    assert {"typer", "rich", "markdown-it-py", "mdurl"} <= set(found)
    assert len(found) == len(set(found))


def test_extras_that_nobody_asked_for_do_not_count():
    assert "pytest" not in names(["markdown-it-py"])


def test_markers_for_other_systems_do_not_count():
    assert names(["msgspec; python_version < '3'"]) == set()


def test_what_is_missing_is_named():
    with pytest.raises(RuntimeError, match="velden-brenn-hask"):
        closure(["velden-brenn-hask"])


def test_the_installation_holds_the_runtime_and_not_the_tools():
    sizes = {one.package: one.megabytes for one in installed()}
    assert {"verbale", "numpy", "onnxruntime", "msgspec"} <= sizes.keys()
    assert not {"torch", "pytest", "ruff"} & sizes.keys()
    model = sum(path.stat().st_size for path in (Path(verbale.__file__).parent / "reader" / "model").iterdir())
    assert model / 1e6 < sizes["verbale"] < model / 1e6 + 10
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
