"""The reader's network: one shared MiniLM encoder and one light head a task.

Shapes in the docstrings: B windows, P pieces a window, W words a window, H = 384 hidden.
The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020); words are the mean of their pieces over a
learned mix of layers (Peters et al. 2018); arcs are scored biaffinely (Dozat and Manning 2017); coreference links words to words
(Dobrovolskii 2021); attribution spans are decoded with learned transitions (a linear-chain CRF, Lafferty et al. 2001). Acts are read off
single words too: the head word of the trigger says what is done, and points to who does it (event extraction without spans, as in
Dobrovolskii's coreference).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from verbale.reader.session import POINTERS, WORD_MARKS

HIDDEN, LAYERS, ATTENTION_HEADS = 384, 6, 12
CANDIDATES = 4
"""Governors kept for each word, best first: enough for a tree in all but a few sentences in ten thousand."""
FAR = -1e4
"""The score of what cannot be; finite, since the exported graph is quantised."""


_NOISE = np.random.Generator(np.random.SFC64())


def seed_dropout(seed: int) -> None:
    """Start the noise of `dropout` anew."""
    global _NOISE
    _NOISE = np.random.Generator(np.random.SFC64(seed))


def dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """As torch's, with the share in 256ths and noise by the byte: on a processor torch draws it so slowly that it took a fourth of the
    time of training."""
    if not training or not share:
        return x
    if x.is_cuda:
        return F.dropout(x, share)
    cut = round(256 * share)
    kept = torch.from_numpy(_NOISE.integers(0, 256, x.shape, dtype=np.uint8)) >= cut
    return x * kept * (256 / (256 - cut))


class Layer(nn.Module):
    """One layer of BERT's encoder; without dropout of attention, which costs more time than it gains."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [B, P, H], `bias` [B, 1, 1, P] added to the attention scores (`FAR` at padding)."""
        b, p, _ = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, p, HIDDEN)
        x = self.norm1(x + dropout(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6 with a shape embedding; gives two learned mixes of its layers, for syntax and for acts, side by side: [B, P, 2H]."""

    def __init__(self, shapes: int, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN, padding_idx=0)
        self.position = nn.Embedding(512, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.shape = nn.Embedding(shapes, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS + 1))
        self.mix_acts = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS + 1))
        self.dropout = dropout

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """`pieces` and `shapes` [B, P], 0 at padding."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.segment + self.shape(shapes)
        x = dropout(self.norm(x), self.dropout, self.training)
        bias = (pieces == 0).to(x.dtype)[:, None, None, :] * FAR
        weights, others = self.mix.softmax(0), self.mix_acts.softmax(0)
        mixed, acting = weights[0] * x, others[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed, acting = mixed + weights[i + 1] * x, acting + others[i + 1] * x
        return torch.cat([mixed, acting], -1)

    def load_minilm(self, tensors: dict[str, Tensor]) -> None:
        """Start from the published weights, named as in BERT's `model.safetensors`."""
        embeddings = "embeddings."
        self.word.weight.data.copy_(tensors[embeddings + "word_embeddings.weight"])
        self.position.weight.data.copy_(tensors[embeddings + "position_embeddings.weight"])
        self.segment.data.copy_(tensors[embeddings + "token_type_embeddings.weight"][0])
        _copy(self.norm, tensors, embeddings + "LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).data.copy_(
                    torch.cat([tensors[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")])
                )
            _copy(layer.out, tensors, at + "attention.output.dense")
            _copy(layer.norm1, tensors, at + "attention.output.LayerNorm")
            _copy(layer.up, tensors, at + "intermediate.dense")
            _copy(layer.down, tensors, at + "output.dense")
            _copy(layer.norm2, tensors, at + "output.LayerNorm")


def _copy(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(tensors[name + ".weight"])
    module.bias.data.copy_(tensors[name + ".bias"])


class Mlp(nn.Module):
    """A projection with GELU and dropout on both sides: [.., n] -> [.., m]."""

    def __init__(self, n: int, m: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(n, m)
        self.dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        x = dropout(x, self.dropout, self.training)
        return dropout(F.gelu(self.linear(x)), self.dropout, self.training)


class Biaffine(nn.Module):
    """Scores of every word for every other: [B, W, n] -> [B, W, W'], W' = W or W + 1 with a learned "none" in the last place."""

    def __init__(self, n: int, m: int, dropout: float, none: bool) -> None:
        super().__init__()
        self.left, self.right = Mlp(n, m, dropout), Mlp(n, m, dropout)
        self.weight = nn.Linear(m, m, bias=False)
        self.prior = nn.Linear(m, 1, bias=False)
        self.none = nn.Parameter(torch.randn(m) * 0.05) if none else None
        nn.init.xavier_uniform_(self.weight.weight, 0.3)

    def forward(self, x: Tensor) -> Tensor:
        left, right = self.left(x), self.right(x)
        if self.none is not None:
            right = torch.cat([right, self.none.expand(x.shape[0], 1, -1)], 1)
        return self.weight(left) @ right.transpose(1, 2) + self.prior(right).transpose(1, 2)


class Roles(nn.Module):
    """Biaffine scores of every word for every other in each of R roles: [B, W, n] -> [B, R, W, W + 1] (last: none)."""

    def __init__(self, n: int, roles: int, m: int, dropout: float) -> None:
        super().__init__()
        self.roles, self.m = roles, m
        self.left, self.right = Mlp(n, roles * m, dropout), Mlp(n, roles * m, dropout)
        self.weight = nn.Parameter(torch.randn(roles, m, m) * 0.3 / m**0.5)
        self.prior = nn.Parameter(torch.randn(roles, m) * 0.05)
        self.none = nn.Parameter(torch.randn(roles, 1, m) * 0.05)

    def forward(self, x: Tensor) -> Tensor:
        b, w, _ = x.shape
        left = self.left(x).view(b, w, self.roles, self.m).transpose(1, 2)
        right = self.right(x).view(b, w, self.roles, self.m).transpose(1, 2)
        right = torch.cat([right, self.none.expand(b, -1, -1, -1).to(right.dtype)], 2)
        return (left @ self.weight + self.prior[:, None, :]) @ right.transpose(2, 3)


class Output(nn.Module):
    """What the network says of each word; the names are those of the exported graph's outputs."""

    NAMES = (
        "ends", "upos", "tag", "heads", "head_scores", "labels", "mention", "coreference", "attribution", "links",
        *WORD_MARKS, "roles",
    )  # fmt: skip


class Network(nn.Module):
    """Encoder and heads. `sizes` gives the number of labels of each kind (`verbale.reader.labels`) and of word shapes; another `encoder`
    gives two mixes of `width` numbers a piece."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.33, encoder: nn.Module | None = None, width: int = HIDDEN) -> None:
        super().__init__()
        self.encoder = encoder or Encoder(sizes["shape"])
        self.width = width
        self.case = nn.Embedding(sizes["shape"], 16)
        n = width + 16
        self.ends = nn.Sequential(Mlp(n, 128, dropout), nn.Linear(128, 1))
        self.tagging = Mlp(n, 384, dropout)
        self.upos, self.tag = nn.Linear(384, sizes["upos"]), nn.Linear(384, sizes["tag"])
        self.arcs = Biaffine(n, 320, dropout, none=True)
        self.label_dependent, self.label_head = Mlp(n, 256, dropout), Mlp(n, 256, dropout)
        self.root = nn.Parameter(torch.randn(256) * 0.05)
        self.label_sum, self.label_product = nn.Linear(256, sizes["deprel"]), nn.Linear(256, sizes["deprel"])
        self.mention = nn.Sequential(Mlp(n, 256, dropout), nn.Linear(256, sizes["mention"]))
        self.coreference = Biaffine(n, 128, dropout, none=True)
        self.attribution = nn.Sequential(Mlp(n, 256, dropout), nn.Linear(256, sizes["attribution"]))
        self.transitions = nn.Parameter(torch.zeros(sizes["attribution"], sizes["attribution"]))
        self.links = Biaffine(n, 128, dropout, none=True)
        self.acting = Mlp(n, 384, dropout)
        self.act, self.mode, self.status, self.context = (nn.Linear(384, sizes[k]) for k in ("act", "mode", "status", "context"))
        self.inside = nn.Linear(384, 1)
        self.party = nn.Sequential(Mlp(n, 256, dropout), nn.Linear(256, sizes["party"]))
        self.roles = Roles(n, len(POINTERS), 64, dropout)

    def words(self, pieces: Tensor, shapes: Tensor, word_of_piece: Tensor, width: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors for syntax and for acts, each [B, W, H + 16]; `word_of_piece` [B, P] is the word's index, -1 for marks and padding;
        `width` [W] is arange(W)."""
        mixed = self.encoder(pieces, shapes)
        member = (word_of_piece[:, None, :] == width[None, :, None]).to(mixed.dtype)
        member = member / member.sum(-1, keepdim=True).clamp(min=1)
        both, case = member @ mixed, member @ self.case(shapes).to(mixed.dtype)
        return torch.cat([both[..., : self.width], case], -1), torch.cat([both[..., self.width :], case], -1)

    def label_scores(self, x: Tensor, heads: Tensor) -> Tensor:
        """Label scores [B, W, K, L] of each word under each of its candidate governors `heads` [B, W, K] (W = root)."""
        dependent, head = self.label_dependent(x), self.label_head(x)
        head = torch.cat([head, self.root.expand(x.shape[0], 1, -1).to(head.dtype)], 1)
        b, w, k = heads.shape
        chosen = head.gather(1, heads.reshape(b, w * k, 1).expand(-1, -1, head.shape[-1])).view(b, w, k, -1)
        dependent = dependent[:, :, None, :]
        return self.label_sum(F.gelu(dependent + chosen)) + self.label_product(dependent * chosen)

    def arc_scores(self, x: Tensor, sentence: Tensor) -> Tensor:
        """Arc scores [B, W, W + 1] (last = root) with `FAR` outside the word's own `sentence` [B, W] (-1 at padding) and on itself."""
        same = sentence[:, :, None] == sentence[:, None, :]
        itself = torch.eye(x.shape[1], dtype=torch.bool, device=x.device)
        allowed = torch.cat([same & ~itself, torch.ones_like(same[:, :, :1])], 2)
        return torch.where(allowed, self.arcs(x).float(), torch.full((), FAR))

    def forward(self, pieces: Tensor, shapes: Tensor, word_of_piece: Tensor, breaks: Tensor) -> tuple[Tensor, ...]:
        """The exported graph. `breaks` [B, W]: 1 where a sentence must end (a paragraph's last word), -1 where none may (gold
        sentences), 2 at padding, else 0.

        Gives, by `Output.NAMES`: sentence-end logits [B, W]; upos, tag logits; candidate governors [B, W, K] (W = root) with scores
        and label logits [B, W, K, L]; mention logits; coreference [B, W, W + 1] (last = new); attribution logits; links [B, W, W + 1];
        act, mode, status, context logits; inside logits [B, W]; party logits; roles [B, R, W, W + 1] (last = none).
        """
        width = torch.arange(breaks.shape[1])
        x, y = self.words(pieces, shapes, word_of_piece, width)
        doing = self.acting(y)
        ends = self.ends(x).squeeze(-1)
        stop = (((ends > 0) & (breaks >= 0)) | (breaks > 0)).long()
        sentence = stop.cumsum(1) - stop
        sentence = torch.where(breaks == 2, -1 - width[None, :], sentence)
        arcs = self.arc_scores(x, sentence)
        scores, heads = arcs.topk(CANDIDATES, dim=-1)
        hidden = self.tagging(x)
        return (
            ends, self.upos(hidden), self.tag(hidden), heads, scores, self.label_scores(x, heads), self.mention(x),
            self.coreference(x), self.attribution(x), self.links(x), self.act(doing), self.mode(doing), self.status(doing),
            self.context(doing), self.inside(doing).squeeze(-1), self.party(y), self.roles(y),
        )  # fmt: skip


def crf_loss(scores: Tensor, transitions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
    """Negative log-likelihood of the gold tag paths, summed over windows.

    `scores` [B, W, T], `transitions` [T, T] (from, to), `gold` [B, W], `mask` [B, W] true at words (a prefix of each row).
    """
    with torch.autocast(scores.device.type, enabled=False):
        scores, transitions = scores.float(), transitions.float()
        steps, ongoing = scores.unbind(1), mask[:, :, None].unbind(1)
        total = steps[0]
        for step, going in zip(steps[1:], ongoing[1:], strict=True):
            total = torch.where(going, torch.logsumexp(total[:, :, None] + transitions, 1) + step, total)
        emitted = (scores.gather(2, gold[:, :, None]).squeeze(2) * mask).sum()
        moved = (transitions[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum()
        return torch.logsumexp(total, 1).sum() - emitted - moved
