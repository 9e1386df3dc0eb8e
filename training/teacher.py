"""The teacher: the reader's heads on an encoder with eight times the weights in its layers, MPNet (Song et al. 2020), which never ships.

It learns acts from the same coded reports; the small reader then learns from what the teacher says of them, and of texts that nobody coded
(distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import FAR, Network, dropout

WIDTH, DEPTH, HEADS = 768, 12, 12
SHIFT, CLS, SEP, PAD = 4, 0, 2, 1
"""MPNet's vocabulary is BERT's after four pieces of its own, three of which stand for BERT's marks."""
BUCKETS, REACH = 32, 128
FROZEN = 3
"""Layers that stay as they were published, as do the embeddings: a fifth of the time of training is saved."""


def buckets(size: int) -> Tensor:
    """The relative position [size, size] of each piece as seen from each other, in `BUCKETS` classes (Raffel et al. 2020)."""
    places = torch.arange(size)
    n = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = exact + (torch.log(n.abs().clamp(min=1) / exact) / math.log(REACH / exact) * (half - exact)).long()
    return torch.where(n.abs() < exact, n.abs(), far.clamp(max=half - 1)) + half * (n < 0)


class Layer(nn.Module):
    """One layer of MPNet's encoder."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.share = share

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [B, P, H], `bias` [B, heads, P, P] added to the attention scores."""
        b, p, _ = x.shape
        q, k, v = (f(x).view(b, p, HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, p, WIDTH)
        x = self.norm1(x + dropout(self.o(mixed), self.share, self.training))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x))), self.share, self.training))


class MPNet(nn.Module):
    """MPNet-base in the place of the reader's encoder: the same inputs, two mixes of its layers side by side, [B, P, 2H]."""

    def __init__(self, shapes: int, share: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30527, WIDTH, padding_idx=PAD)
        self.position = nn.Embedding(514, WIDTH)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.shape = nn.Embedding(shapes, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.layers = nn.ModuleList(Layer(share) for _ in range(DEPTH))
        self.mix = nn.Parameter(torch.linspace(-2.0, 2.0, DEPTH + 1))
        self.mix_acts = nn.Parameter(torch.linspace(-2.0, 2.0, DEPTH + 1))
        self.share = share
        for part in (self.word, self.position, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """`pieces`, of BERT's vocabulary, and `shapes` [B, P], 0 at padding."""
        own = torch.where(pieces == 101, CLS, torch.where(pieces == 102, SEP, torch.where(pieces == 0, PAD, pieces + SHIFT)))
        p = pieces.shape[1]
        x = self.word(own) + self.position.weight[2 : p + 2] + self.shape(shapes)
        x = dropout(self.norm(x), self.share, self.training)
        bias = self.relative(buckets(p)).permute(2, 0, 1)[None] + (pieces == 0)[:, None, None, :] * FAR
        first, second = self.mix.softmax(0), self.mix_acts.softmax(0)
        mixed, acting = first[0] * x, second[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed, acting = mixed + first[i + 1] * x, acting + second[i + 1] * x
        return torch.cat([mixed, acting], -1)

    def load(self, tensors: dict[str, Tensor]) -> None:
        """Start from the published weights, named as in MPNet's `model.safetensors`."""

        def copy(module: nn.Module, name: str) -> None:
            for part, value in module.named_parameters():
                value.data.copy_(tensors[f"{name}.{part}"])

        copy(self.word, "embeddings.word_embeddings")
        copy(self.position, "embeddings.position_embeddings")
        copy(self.norm, "embeddings.LayerNorm")
        copy(self.relative, "encoder.relative_attention_bias")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for part in "qkvo":
                copy(getattr(layer, part), f"{at}attention.attn.{part}")
            copy(layer.norm1, at + "attention.LayerNorm")
            copy(layer.up, at + "intermediate.dense")
            copy(layer.down, at + "output.dense")
            copy(layer.norm2, at + "output.LayerNorm")


def teacher(sizes: dict[str, int]) -> Network:
    """A network with MPNet as its encoder."""
    return Network(sizes, encoder=MPNet(sizes["shape"]), width=WIDTH)
