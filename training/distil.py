"""What a teacher says of a batch of windows, kept small, and the losses of a reader that is to say the same (Hinton et al. 2015).

All are cross-entropies: they do not fall to nothing, but to what the teacher itself is unsure of.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.layers import HOME, SIDES
from training.losses import read
from training.network import FAR, Network

LIKELY = 0.1
"""Words that the teacher takes for triggers, and for heads of parties, with at least this belief are learned in full."""
SHARES = {
    "act": 1.0, "party": 0.3, "inside": 0.1, "mode": 0.5, "status": 0.5, "context": 0.2, "pointers": 1.0, "sides": 0.7, "parties": 0.5,
    "home": 0.5,
}  # fmt: skip
"""Share of each mark in the loss. "sides" is a sum over the likely parties of a window, the others are means."""

Told = dict[str, Tensor]
"""What the teacher says of a batch of B windows of W words, all scores: of every word "act", "party" [B, W, ..] and "inside" [B, W]; of T
likely triggers "row", "word" [T], "mode", "status", "context" [T, ..], "roles" [T, R, W + 1] (all of `POINTERS` but the last); of M likely
parties "party_row", "party_word" [M], "same" [M, W + 1] as in coreference, "home" [M, W + 1]."""


@torch.no_grad()
def tell(teacher: Network, b: dict[str, Tensor]) -> Told:
    """What the teacher says of a batch of `examples.stack`, in half precision."""
    teacher.eval()
    with torch.autocast(b["pieces"].device.type, torch.bfloat16):
        x, y = read(teacher, b)
        doing = teacher.acting(y)
        act, party, roles, same = teacher.act(doing).float(), teacher.party(y).float(), teacher.roles(y).float(), teacher.coreference(x)
        there = b["sentence"] >= 0
        likely = there & (1 - act.softmax(-1)[..., 0] > LIKELY)
        likely[b["row"], b["word"]] = True
        row, word = likely.nonzero(as_tuple=True)
        party_row, party_word = (there & (1 - party.softmax(-1)[..., 0] > LIKELY)).nonzero(as_tuple=True)
        trigger = doing[row, word]
        told = {
            "act": act, "party": party, "inside": teacher.inside(doing).squeeze(-1), "mode": teacher.mode(trigger),
            "status": teacher.status(trigger), "context": teacher.context(trigger), "roles": roles[row, :HOME, word],
            "same": same[party_row, party_word], "home": roles[party_row, HOME, party_word],
        }  # fmt: skip
    places = {"row": row, "word": word, "party_row": party_row, "party_word": party_word}
    return {k: v.half() for k, v in told.items()} | {k: v.short() for k, v in places.items()}


def _soft(scores: Tensor, taught: Tensor) -> Tensor:
    """Cross-entropy of scores [.., L] for the teacher's: [..]."""
    return -(taught.softmax(-1) * scores.float().log_softmax(-1)).sum(-1)


def _mean(values: Tensor, weights: Tensor) -> Tensor:
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)


def told_losses(net: Network, b: dict[str, Tensor], told: Told, x: Tensor, y: Tensor) -> dict[str, Tensor]:
    """One loss a mark, from the word vectors `x` and `y` of the batch."""
    t = {k: v.long() if v.dtype == torch.int16 else v.float() for k, v in told.items()}
    doing = net.acting(y)
    there = (b["sentence"] >= 0).float()
    out = {
        "act": _mean(_soft(net.act(doing), t["act"]), there),
        "party": _mean(_soft(net.party(y), t["party"]), there),
        "inside": _mean(_cross(net.inside(doing).squeeze(-1), t["inside"]), there),
    }
    outside = torch.cat([b["sentence"] < 0, torch.zeros_like(b["sentence"][:, :1], dtype=torch.bool)], 1)
    roles = net.roles(y).float()
    row, word = t["party_row"], t["party_word"]
    if len(row):
        named = torch.zeros_like(b["sentence"], dtype=torch.bool)
        named[row, word] = True
        earlier = torch.arange(named.shape[1], device=word.device)[None, :] < word[:, None]
        barred = torch.cat([~(named[row] & earlier), torch.zeros_like(earlier[:, :1])], 1)
        same = net.coreference(x)[row, word].float()
        out["parties"] = _soft(same.masked_fill(barred, FAR), t["same"].masked_fill(barred, FAR)).mean()
        far = outside[row]
        out["home"] = _soft(roles[row, HOME, word].masked_fill(far, FAR), t["home"].masked_fill(far, FAR)).mean()
    row, word = t["row"], t["word"]
    if not len(row):
        return out
    belief = 1 - t["act"][row, word].softmax(-1)[..., 0]
    trigger = doing[row, word]
    out["mode"] = _mean(_soft(net.mode(trigger), t["mode"]), belief)
    out["status"] = _mean(_soft(net.status(trigger), t["status"]), belief)
    out["context"] = _mean(_cross(net.context(trigger), t["context"]).sum(-1), belief)
    far = outside[row][:, None, :]
    mine, theirs = roles[row, :HOME, word], t["roles"]
    out["pointers"] = _mean(_soft(mine[:, SIDES:].masked_fill(far, FAR), theirs[:, SIDES:].masked_fill(far, FAR)).mean(-1), belief)
    if len(t["party_row"]):
        sides = _cross(mine[:, :SIDES, :-1] - mine[:, :SIDES, -1:], theirs[:, :SIDES, :-1] - theirs[:, :SIDES, -1:])
        out["sides"] = _mean((sides * named[row][:, None, :]).sum(-1).mean(-1), belief)
    return out


def _cross(scores: Tensor, taught: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(scores.float(), taught.sigmoid(), reduction="none")
