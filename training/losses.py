"""The loss of each task over a batch of `examples.stack`."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.layers import HOME, IGNORE, SIDES
from training.network import FAR, Network, crf_loss

WEIGHTS = {
    "ends": 0.5, "tags": 1.0, "arcs": 1.0, "labels": 1.0, "mention": 0.5, "coreference": 0.3, "attribution": 0.15, "links": 0.3,
    "act": 1.0, "inside": 0.1, "party": 0.3, "mode": 0.5, "status": 0.5, "context": 0.5, "sides": 1.0, "exact": 0.5, "pointers": 1.0,
    "parties": 0.5, "home": 0.5,
}  # fmt: skip
"""Share of each task in the loss; the CRF's loss is a sum over a window's words divided by the words, the others are means."""


def cross(scores: Tensor, target: Tensor) -> Tensor:
    """Mean cross-entropy of scores [.., L] for targets [..], those of `IGNORE` left out."""
    return F.cross_entropy(scores.float().flatten(0, -2), target.flatten(), ignore_index=IGNORE)


def linking(scores: Tensor, right: Tensor, mentions: Tensor) -> Tensor:
    """Marginal log-likelihood of all right antecedents of each mention, or of "new": `scores` [B, W, W + 1], `right` [B, W, W] whether two
    words mean the same, `mentions` [B, W] -> mean."""
    w = mentions.shape[1]
    earlier = torch.ones(w, w, dtype=torch.bool, device=scores.device).tril(-1)
    allowed = earlier[None] & mentions[:, None, :] & mentions[:, :, None]
    right = right & allowed
    new = ~right.any(-1, keepdim=True)
    allowed, right = torch.cat([allowed, torch.ones_like(new)], -1), torch.cat([right, new], -1)
    scores = scores.float()
    total = torch.where(allowed, scores, FAR).logsumexp(-1)
    gold = torch.where(right, scores, FAR).logsumexp(-1)
    return (total - gold)[mentions].mean() if mentions.any() else scores.sum() * 0


def thresholded(scores: Tensor, gold: Tensor, known: Tensor) -> Tensor:
    """Loss of choosing a set by scores above 0 (Su et al. 2022, "ZLPR"): log(1 + sum exp wrong) + log(1 + sum exp -right), over the last
    dimension, `known` entries only."""
    zero = torch.zeros_like(scores[..., :1])
    wrong = torch.where(known & ~gold, scores, FAR)
    right = torch.where(known & gold, -scores, FAR)
    return torch.cat([zero, wrong], -1).logsumexp(-1) + torch.cat([zero, right], -1).logsumexp(-1)


def missed(scores: Tensor, right: Tensor) -> Tensor:
    """Negative log-likelihood of any right answer: scores and `right` [.., L] -> [..]."""
    return scores.logsumexp(-1) - torch.where(right, scores, FAR).logsumexp(-1)


def read(net: Network, b: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """The word vectors of a batch, for syntax and for acts."""
    return net.words(b["pieces"], b["shapes"], b["word_of_piece"], torch.arange(b["ends"].shape[1], device=b["ends"].device))


def losses(net: Network, b: dict[str, Tensor], x: Tensor, y: Tensor) -> dict[str, Tensor]:
    """One loss a task, from the word vectors `x` and `y` of the batch; tasks that it does not annotate are left out."""
    out: dict[str, Tensor] = {}
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
        entity = b["entity"]
        out["coreference"] = linking(net.coreference(x), entity[:, :, None] == entity[:, None, :], entity >= 0)
    rows = (b["attribution"] != IGNORE).any(1)
    padding = torch.cat([b["sentence"] < 0, torch.zeros_like(rows)[:, None]], 1)
    if rows.any():
        tags, mask = b["attribution"][rows], b["attribution"][rows] != IGNORE
        out["attribution"] = crf_loss(net.attribution(x[rows]), net.transitions, tags.clamp(min=0), mask) / mask.sum()
        if (b["link"] != IGNORE).any():
            scores = net.links(x).float()
            out["links"] = cross(scores.masked_fill(padding[:, None, :], FAR), b["link"])
    if (b["act"] != IGNORE).any():
        out |= _acts(net, b, x, y, padding)
    return out


def _acts(net: Network, b: dict[str, Tensor], x: Tensor, y: Tensor, padding: Tensor) -> dict[str, Tensor]:
    doing = net.acting(y)
    known = b["act"] != IGNORE
    out = {
        "act": cross(net.act(doing), b["act"]),
        "inside": F.binary_cross_entropy_with_logits(net.inside(doing).squeeze(-1).float()[known], b["inside"][known].float()),
        "party": cross(net.party(y), b["party"]),
    }
    member = b["member"]
    mentions = member.any(1)
    share = (member.transpose(1, 2).float() @ member.float()) > 0
    out["parties"] = linking(net.coreference(x), share, mentions)
    pointed = net.roles(y).float()
    row, word = b["home_row"], b["home_word"]
    if len(row):
        out["home"] = missed(pointed[row, HOME, word].masked_fill(padding[row], FAR), b["home"]).mean()
    row, word = b["row"], b["word"]
    if not len(row):
        return out
    trigger = doing[row, word]
    out["mode"] = cross(net.mode(trigger), b["mode"][row, word])
    out["status"] = cross(net.status(trigger), b["status"][row, word])
    out["context"] = thresholded(net.context(trigger).float(), b["contexts"] > 0, torch.ones_like(b["contexts"], dtype=torch.bool)).mean()
    scores = pointed[row, :, word]
    out["pointers"] = cross(scores[:, SIDES:HOME].masked_fill(padding[row][:, None, :], FAR), b["pointers"])
    sides = scores[:, :SIDES, :-1] - scores[:, :SIDES, -1:]
    pooled = torch.where(member[row][:, None], sides[:, :, None, :], FAR).logsumexp(-1)
    there = member[row].any(-1)[:, None, :].expand(-1, SIDES, -1)
    out["sides"] = thresholded(pooled, b["sides"], there).mean()
    anywhere = mentions[row][:, None, :].expand(-1, SIDES, -1)
    exact = b["exact"] & anywhere
    logits = torch.where(anywhere, sides, FAR)
    told = exact.any(-1)
    out["exact"] = missed(logits, exact)[told].mean() if told.any() else sides.sum() * 0
    return out
