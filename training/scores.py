"""Quick scores while training, on gold words and sentences."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from training.examples import Window, batches
from training.layers import HOME, IGNORE, SIDES
from training.losses import read
from training.network import FAR, Network
from verbale.reader.labels import Labels
from verbale.reader.session import POINTERS

JUDGED = ("mode", "status", "actor", "recipient", "speaker", "dyad")
"""What is judged of acts whose trigger is given."""


@torch.no_grad()
def dev_scores(net: Network, windows: list[Window], labels: Labels) -> dict[str, float]:
    """Quick scores on gold sentences of the dev windows: UPOS, LAS (no subtypes), sentence-end F1, mention and attribution-token F1; of
    acts F1 of triggers with their type, and on right triggers the share of right modes and statuses and of wholly right parties a role."""
    net.eval()
    base = np.array([labels.deprel.index(d.split(":")[0]) for d in labels.deprel])
    hit: dict[str, float] = {}

    def add(name: str, value: float) -> None:
        hit[name] = hit.get(name, 0.0) + float(value)

    for batch in batches(windows, 4096, None):
        b = {k: torch.from_numpy(v) for k, v in batch.items()}
        with torch.autocast("cpu", torch.bfloat16):
            x, y = read(net, b)
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
            if (b["act"] != IGNORE).any():
                _count_acts(net, b, y, add)
    net.train()
    scores = {name: 100 * hit[name] / hit["words"] for name in ("upos", "las") if "words" in hit}
    scores |= {name: 100 * hit[name] / hit["acts"] for name in JUDGED if hit.get("acts")}
    if hit.get("homes"):
        scores["home"] = 100 * hit["home"] / hit["homes"]
    for name in ("ends", "mention", "attribution", "act", "party", "within", "condition", "when", "where", "context"):
        if hit.get(name + " said"):
            scores[name] = 200 * hit[name + " hit"] / (hit[name + " said"] + hit[name + " gold"])
    return scores


def _count_acts(net: Network, b: dict[str, Tensor], y: Tensor, add: Callable[[str, float], None]) -> None:
    doing = net.acting(y)
    for name, said in (("act", net.act(doing).argmax(-1)), ("party", net.party(y).argmax(-1))):
        known = b[name] != IGNORE
        add(f"{name} hit", float(((said == b[name]) & (said > 0))[known].sum()))
        add(f"{name} said", float((said > 0)[known].sum()))
        add(f"{name} gold", float((b[name] > 0).sum()))
    pointed = net.roles(y).float()
    outside = torch.cat([b["sentence"] < 0, torch.zeros_like(b["sentence"][:, :1], dtype=torch.bool)], 1)
    row, word = b["home_row"], b["home_word"]
    told = pointed[row, HOME, word].masked_fill(outside[row], FAR).argmax(-1)
    add("homes", len(row))
    add("home", float(b["home"].gather(1, told[:, None]).sum()))
    row, word = b["row"], b["word"]
    if not len(row):
        return
    trigger = doing[row, word]
    add("acts", len(row))
    for name, head in (("mode", net.mode), ("status", net.status)):
        add(name, float((head(trigger).argmax(-1) == b[name][row, word]).sum()))
    about = (net.context(trigger) > 0).float()
    add("context hit", float((about * b["contexts"]).sum()))
    add("context said", float(about.sum()))
    add("context gold", float(b["contexts"].sum()))
    scores = pointed[row, :, word]
    sides = scores[:, :SIDES, :-1] - scores[:, :SIDES, -1:]
    member = b["member"][row]
    pooled = torch.where(member[:, None], sides[:, :, None, :], FAR).logsumexp(-1)
    right = ((pooled > 0) == b["sides"]).all(-1)
    for n, role in enumerate(POINTERS[:SIDES]):
        add(role, float(right[:, n].sum()))
    add("dyad", float(right[:, :2].all(-1).sum()))
    chosen = scores[:, SIDES:HOME].masked_fill(outside[row][:, None, :], FAR).argmax(-1)
    none = scores.shape[-1] - 1
    for name, n in (("within", 0), ("condition", 1), ("when", 3), ("where", 4)):
        gold = b["pointers"][:, n]
        known = gold != IGNORE
        add(f"{name} hit", float((known & (gold != none) & (chosen[:, n] == gold)).sum()))
        add(f"{name} said", float((known & (chosen[:, n] != none)).sum()))
        add(f"{name} gold", float((known & (gold != none)).sum()))
