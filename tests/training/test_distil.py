"""What a teacher tells, and the losses that it makes."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: nothing can be taught (extra `training`)")

from corpus.load import load_reports  # noqa: E402
from training.coded import documents  # noqa: E402
from training.distil import SHARES, tell, told_losses  # noqa: E402
from training.examples import Windows, batches  # noqa: E402
from training.layers import IGNORE  # noqa: E402
from training.losses import read  # noqa: E402
from training.network import Network  # noqa: E402
from training.train import Feed, loss_of, sizes_of  # noqa: E402
from verbale.reader import Reader  # noqa: E402


@pytest.fixture(scope="module")
def windows() -> tuple[Windows, list]:
    reader = Reader(threads=1)
    return Windows(reader.session.card.labels, reader.session.pieces), documents(load_reports("dev", only="invented")[:1], reader)


@pytest.fixture(scope="module")
def batch(windows) -> dict:
    """Coded windows of unlike length."""
    return next(batches(windows[0].epoch(windows[1], 1, noise=False), 2000, None))


@pytest.fixture(scope="module")
def networks(windows) -> list[Network]:
    """Two untrained networks; the first takes next to nothing for a trigger or a party."""
    torch.manual_seed(3)
    labels = Reader(threads=1).session.card.labels
    found = [Network(sizes_of(labels)).eval() for _ in range(2)]
    found[0].act.bias.data[0] = found[0].party[-1].bias.data[0] = 12.0
    return found


def tensors(batch: dict) -> dict:
    return {name: torch.from_numpy(values) for name, values in batch.items()}


def loss(network: Network, b: dict, told: dict) -> dict[str, float]:
    with torch.no_grad():
        return {name: float(part) for name, part in told_losses(network, b, told, *read(network, b)).items()}


def test_nobody_says_more_like_a_network_than_itself(networks, batch) -> None:
    one, other = networks
    b = tensors(batch)
    told = tell(other, b)
    own, foreign = loss(other, b, told), loss(one, b, told)
    assert own.keys() == foreign.keys() == SHARES.keys()
    assert all(own[name] < foreign[name] for name in own)


def test_coded_triggers_are_told_however_unlikely(networks, batch) -> None:
    b = tensors(batch)
    told = tell(networks[0], b)
    places = sorted(zip(told["row"].tolist(), told["word"].tolist(), strict=True))
    assert places == sorted(set(zip(b["row"].tolist(), b["word"].tolist(), strict=True)))
    assert len(told["party_row"]) == 0
    assert len(told["mode"]) == len(told["roles"]) == len(places)


def test_padding_is_not_told_and_not_learned(networks, batch) -> None:
    one, other = networks
    b = tensors(batch)
    told = tell(other, b)
    outside = b["sentence"] < 0
    assert outside.any(), "windows of one length test nothing here"
    assert not outside[told["row"].long(), told["word"].long()].any()
    assert not outside[told["party_row"].long(), told["party_word"].long()].any()
    changed = {name: values.clone() for name, values in told.items()}
    for name in ("act", "party", "inside"):
        changed[name][outside] += 7
    beyond = torch.cat([outside, torch.zeros_like(outside[:, :1])], 1)
    changed["roles"] += 7 * beyond[told["row"].long()][:, None, :]
    changed["home"] += 7 * beyond[told["party_row"].long()]
    assert loss(one, b, changed) == loss(one, b, told)


def test_a_mention_means_none_that_follows(networks, batch) -> None:
    one, other = networks
    b = tensors(batch)
    told = tell(other, b)
    changed = told | {"same": told["same"].clone()}
    width = b["sentence"].shape[1]
    follows = torch.arange(width)[None, :] >= told["party_word"].long()[:, None]
    changed["same"][:, :width][follows] += 7
    assert loss(one, b, changed)["parties"] == loss(one, b, told)["parties"]


def test_what_a_teacher_told_is_read_back_and_learned(windows, networks, batch, tmp_path) -> None:
    cut, coded = windows
    told = tell(networks[1], tensors(batch))
    plain = {name: values for name, values in batch.items() if name != "act"} | {"act": batch["act"] * 0 + IGNORE}
    torch.save([(batch, told)], tmp_path / "coded-0.pt")
    torch.save([(plain, told)], tmp_path / "raw-0.pt")
    feed = Feed(cut, [], coded, {"coded": [tmp_path / "coded-0.pt"], "raw": [tmp_path / "raw-0.pt"]}, seed=1)
    found = feed.epoch(0)
    assert len(found) == 2
    parts = [loss_of(networks[0], b, tales)[1].keys() for b, tales in found]
    untold = loss_of(networks[0], batch, None)[1].keys()
    taught = {f"told {name}" for name in SHARES}
    assert sorted(map(len, parts)) == sorted(
        [len(taught | untold), len(taught | {name for name in untold if name in ("attribution", "links")})]
    )
    total, _ = loss_of(networks[0].train(), *found[0])
    total.backward()
    networks[0].eval()
    assert networks[0].roles.weight.grad.abs().sum() > 0
