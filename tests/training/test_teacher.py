"""MPNet in the place of the reader's encoder."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: there is no teacher (extra `training`)")

from training import teacher  # noqa: E402
from training.teacher import BUCKETS, MPNet, buckets  # noqa: E402


def test_places_far_apart_share_a_class_and_sides_differ() -> None:
    found = buckets(300)
    assert (int(found.min()), int(found.max())) == (0, BUCKETS - 1)
    assert [int(found[0, 0]), int(found[10, 7]), int(found[7, 10])] == [0, 3, 3 + BUCKETS // 2]
    assert found[290, 0] == found[299, 0]
    rising = [int(found[299, 299 - gap]) for gap in range(300)]
    assert rising == sorted(rising)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> MPNet:
    monkeypatch.setattr(teacher, "WIDTH", 24)
    monkeypatch.setattr(teacher, "DEPTH", 2)
    torch.manual_seed(4)
    return MPNet(5).eval()


def test_padding_changes_nothing(small: MPNet) -> None:
    pieces = torch.tensor([[101, 2000, 3000, 4000, 102]])
    longer = torch.nn.functional.pad(pieces, (0, 4))
    with torch.no_grad():
        one, other = small(pieces, torch.zeros_like(pieces)), small(longer, torch.zeros_like(longer))
    assert one.shape == (1, 5, 48)
    assert torch.allclose(one, other[:, :5], atol=1e-5)


def test_order_matters(small: MPNet) -> None:
    pieces = torch.tensor([[101, 2000, 3000, 4000, 102], [101, 3000, 2000, 4000, 102]])
    with torch.no_grad():
        found = small(pieces, torch.zeros_like(pieces))
    assert not torch.allclose(found[0, 3], found[1, 3], atol=1e-4)


def test_published_weights_find_their_places(small: MPNet) -> None:
    names = {"word": "embeddings.word_embeddings", "position": "embeddings.position_embeddings", "norm": "embeddings.LayerNorm",
             "relative": "encoder.relative_attention_bias"}  # fmt: skip
    for n in range(2):
        at = f"encoder.layer.{n}."
        names |= {f"layers.{n}.{part}": f"{at}attention.attn.{part}" for part in "qkvo"}
        names |= {f"layers.{n}.norm1": at + "attention.LayerNorm", f"layers.{n}.norm2": at + "output.LayerNorm"}
        names |= {f"layers.{n}.up": at + "intermediate.dense", f"layers.{n}.down": at + "output.dense"}
    mine = dict(small.named_parameters())
    published = {f"{there}.{part}": torch.randn_like(mine[f"{here}.{part}"])
                 for here, there in names.items() for part in ("weight", "bias") if f"{here}.{part}" in mine}  # fmt: skip
    small.load(published)
    for here, there in names.items():
        for part in ("weight", "bias"):
            if f"{here}.{part}" in mine:
                assert torch.equal(mine[f"{here}.{part}"], published[f"{there}.{part}"])
    assert set(mine) - {f"{here}.{part}" for here in names for part in ("weight", "bias")} == {"mix", "mix_acts", "shape.weight"}
