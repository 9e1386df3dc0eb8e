"""A checkpoint of training as a session, so that a reader can run on torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.export import card_of, load
from training.train import start_folder
from verbale.reader.pieces import Pieces
from verbale.reader.session import Session


class TorchSession(Session):
    """Runs the network of a checkpoint in 32 bits."""

    def __init__(self, checkpoint: Path, threads: int = 2) -> None:
        torch.set_num_threads(threads)
        self.net, _, _ = load(checkpoint)
        self.card = card_of(checkpoint, {})
        self.pieces = Pieces((start_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())

    @torch.no_grad()
    def outputs(self, batch: dict[str, np.ndarray]) -> list[np.ndarray[Any, Any]]:
        return [t.numpy() for t in self.net(*(torch.from_numpy(v) for v in batch.values()))]
