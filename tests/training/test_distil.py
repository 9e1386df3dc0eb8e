"""What a teacher tells, and the losses that it makes."""

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: nothing can be taught (extra `training`)")

from corpus.load import load_reports  # noqa: E402
from training.coded import documents  # noqa: E402
from training.distil import SHARES, tell, told_losses  # noqa: E402
from training.examples import Windows, batches  # noqa: E402
from training.losses import read  # noqa: E402
from training.network import Network  # noqa: E402
from training.teacher import BUCKETS, buckets  # noqa: E402
from training.train import sizes_of  # noqa: E402
from verbale.reader import Reader  # noqa: E402


@pytest.fixture(scope="module")
def taught():
    """Two networks, and a batch of coded windows of unlike length."""
    reader = Reader(threads=1)
    labels = reader.session.card.labels
    windows = Windows(labels, reader.session.pieces).epoch(documents(load_reports("dev", only="invented")[:1], reader), 1, noise=False)
    batch = next(batches(windows, 2000, None))
    torch.manual_seed(3)
    networks = [Network(sizes_of(labels)).eval() for _ in range(2)]
    return *networks, {name: torch.from_numpy(values) for name, values in batch.items()}


def loss(network, batch, told):
    with torch.no_grad():
        return told_losses(network, batch, told, *read(network, batch))


def test_nobody_says_more_like_a_network_than_itself(taught) -> None:
    one, other, batch = taught
    told = tell(one, batch)
    own, foreign = loss(one, batch, told), loss(other, batch, told)
    assert own.keys() == foreign.keys() == SHARES.keys()
    assert all(own[name] < foreign[name] for name in own)


def test_all_coded_triggers_are_told(taught) -> None:
    one, _, batch = taught
    told = tell(one, batch)
    places = set(zip(told["row"].tolist(), told["word"].tolist(), strict=True))
    assert set(zip(batch["row"].tolist(), batch["word"].tolist(), strict=True)) <= places
    assert len(told["mode"]) == len(told["roles"]) == len(places)


def test_padding_changes_nothing(taught) -> None:
    one, other, batch = taught
    longer = dict(batch)
    for name in ("pieces", "shapes"):
        longer[name] = torch.nn.functional.pad(batch[name], (0, 5))
    longer["word_of_piece"] = torch.nn.functional.pad(batch["word_of_piece"], (0, 5), value=-1)
    before, after = loss(other, batch, tell(one, batch)), loss(other, longer, tell(one, longer))
    assert all(float(before[name]) == pytest.approx(float(after[name]), rel=0.05) for name in before)


def test_places_far_apart_share_a_class_and_sides_differ() -> None:
    found = buckets(300)
    assert (int(found.min()), int(found.max())) == (0, BUCKETS - 1)
    assert found[10, 7] == 3
    assert found[7, 10] == 3 + BUCKETS // 2
    assert found[290, 0] == found[299, 0]
    assert found[0, 0] == 0
    rng = random.Random(2)
    for _ in range(50):
        near, far = sorted(rng.sample(range(300), 2))
        assert found[299, 299 - near] <= found[299, 299 - far]
