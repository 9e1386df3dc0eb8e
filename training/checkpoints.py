"""Checkpoints of training: loaded as a network, described as a card, run as a reader's session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from training.network import Network
from training.train import START, sizes_of, start_folder
from verbale.reader import Reader
from verbale.reader.attributions import Weights
from verbale.reader.card import Card, Thresholds
from verbale.reader.labels import Labels
from verbale.reader.pieces import Pieces
from verbale.reader.session import Session

ATTRIBUTIONS = (
    "Start: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), after MiniLM (Wang et al. 2020).",
    "UD English EWT v2.16, Silveira et al. 2014, CC BY-SA 4.0.",
    "UD English GUM v11 (UD v2.16), Zeldes 2017, annotations CC BY 4.0; only documents whose texts are CC BY, CC BY-SA or public domain.",
    "GUM's RST attribution relations, Zeldes 2017, CC BY 4.0.",
    "Taught by a network that learned from the corpus alone and starts from all-mpnet-base-v2 (sentence-transformers, Apache-2.0), after"
    " MPNet (Song et al. 2020); both read Voice of America's reports too (public domain).",
    "verbale's corpus of coded reports, CC BY 4.0; its real reports are of Voice of America (public domain), GUM, re3d and MEANTIME.",
)


def load(path: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network of a checkpoint, ready to read, its labels, and all else that the checkpoint keeps."""
    state = torch.load(path, map_location="cpu", weights_only=False)
    labels = msgspec.convert(state["labels"], Labels)
    net = Network(sizes_of(labels))
    net.load_state_dict(state["net"])
    return net.eval(), labels, state


def card_of(state: dict[str, Any], labels: Labels, files: dict[str, str]) -> Card:
    """The card of a checkpoint's model in these files (name to SHA-256), without weights, sample and test scores."""
    settings = dict(state["settings"])
    return Card(
        name="verbale reader, MiniLM-L6, 8 bits",
        licence="CC BY-SA 4.0",
        attributions=ATTRIBUTIONS,
        files=files,
        labels=labels,
        transitions=tuple(tuple(round(float(v), 4) for v in row) for row in state["net"]["transitions"]),
        weights=Weights(),
        thresholds=Thresholds(),
        calibration={},
        data=state["hashes"],
        start=START,
        seed=int(settings.pop("seed")),
        settings=settings | {"epoch": str(state["epoch"])},
        dev=state["dev"],
    )


class TorchSession(Session):
    """Runs the network of a checkpoint in 32 bits."""

    def __init__(self, checkpoint: Path, threads: int = 2) -> None:
        torch.set_num_threads(threads)
        self.threads = 1
        self.net, labels, state = load(checkpoint)
        self.card = card_of(state, labels, {})
        self.pieces = Pieces((start_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())

    @torch.no_grad()
    def outputs(self, batch: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [t.numpy() for t in self.net(*(torch.from_numpy(v) for v in batch.values()))]


def reader_of(checkpoint: Path) -> Reader:
    """A reader on the network of a checkpoint, for its words and trees alone: it sees no acts, and a checkpoint that knows none yet would
    see them everywhere."""
    session = TorchSession(checkpoint)
    session.card = msgspec.structs.replace(session.card, thresholds=Thresholds(trigger=2.0))
    return Reader.on(session)
