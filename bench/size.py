"""What an installation takes on disk: verbale and all it depends on, without the extras for development and training."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from msgspec import Struct
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import verbale

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


class Package(Struct, frozen=True):
    """An installed package and what its files take on disk, in MB."""

    package: str
    megabytes: float


def installed() -> list[Package]:
    """verbale and its dependencies, all the way down, largest first. Python itself and pip are not counted.

    Raises:
        RuntimeError: a dependency is not installed.
    """
    sizes = [Package("verbale", _size(_tree(Path(verbale.__file__).parent)))]
    for found in closure(_wanted()):
        sizes.append(Package(canonicalize_name(found.metadata["Name"]), _size(_files(found))))
    return sorted(sizes, key=lambda one: -one.megabytes)


def closure(wanted: Iterable[str]) -> list[Distribution]:
    """The distributions that requirements ask for on this machine, and those that they ask for in turn, each once."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    left = [(Requirement(line), "") for line in wanted]
    while left:
        requirement, extra = left.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        try:
            package = found.setdefault(name, distribution(name))
        except PackageNotFoundError as fault:
            raise RuntimeError(
                f"{name}, which {requirement} asks for, is not installed; install verbale's dependencies (make bench)"
            ) from fault
        for one in ("", *requirement.extras):
            if (name, one) not in seen:
                seen.add((name, one))
                left += [(Requirement(line), one) for line in package.requires or ()]
    return list(found.values())


def _wanted() -> list[str]:
    try:
        return [line for line in distribution("verbale").requires or () if "extra ==" not in line]
    except PackageNotFoundError:  # run from its source
        import tomllib

        project: dict[str, Any] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
        return list(project["dependencies"])


def _files(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        yield Path(str(package.locate_file(file)))


def _tree(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix != ".pyc")


def _size(files: Iterable[Path]) -> float:
    """The room that files and their compiled forms take, in MB, counted in whole blocks as `du` does; folders are left out."""
    every: set[Path] = set()
    for path in files:
        every.add(path)
        if path.suffix == ".py":
            every.add(Path(importlib.util.cache_from_source(str(path))))
    total = 0
    for path in every:
        if path.is_file():
            status = path.stat()
            total += status.st_size if sys.platform == "win32" else status.st_blocks * 512
    return total / 1e6
