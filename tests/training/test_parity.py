"""The exported graph says what the network says."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip(
    "torch", reason="torch is not installed: the exported graph cannot be compared with the network (extra `training`)"
)
pytest.importorskip("onnx", reason="onnx is not installed: the network cannot be exported (extra `training`)")

import onnxruntime  # noqa: E402

from training.export import INPUTS, example, quantise, write_graph  # noqa: E402
from training.network import Network, Output  # noqa: E402
from training.train import sizes_of  # noqa: E402
from verbale.reader import MODEL  # noqa: E402
from verbale.reader.card import load_card  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(5)
    return Network(sizes_of(load_card(MODEL).labels)).eval()


@pytest.fixture(scope="module")
def graph(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "full.onnx"
    write_graph(network, path)
    return path


def run(path: Path, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert [i.name for i in session.get_inputs()] == list(INPUTS)
    return dict(zip(Output.NAMES, session.run(None, batch), strict=True))


@pytest.mark.parametrize("size", [(1, 12, 6), (3, 23, 17), (5, 255, 190)], ids=str)
def test_graph_equals_network(network: Network, graph: Path, size: tuple[int, int, int]) -> None:
    batch = example(*size, seed=sum(size))
    batch["breaks"][0, 1] = -1
    with torch.no_grad():
        wanted = dict(zip(Output.NAMES, (t.numpy() for t in network(*(torch.from_numpy(v) for v in batch.values()))), strict=True))
    found = run(graph, batch)
    real = batch["breaks"] != 2
    for name in Output.NAMES:
        assert found[name].shape == wanted[name].shape, name
        if name in ("heads", "labels"):
            continue
        a, b = ((x.swapaxes(1, 2) if name == "roles" else x)[real] for x in (found[name], wanted[name]))
        np.testing.assert_allclose(a, b, atol=2e-3, rtol=1e-3, err_msg=name)
    # Candidates of equal score may change places; the best of a word may not, and what is said of the same candidate must agree.
    possible = real & (wanted["head_scores"][..., 0] - wanted["head_scores"][..., 1] > 1e-2)
    assert possible.any()
    assert (found["heads"][possible][:, 0] == wanted["heads"][possible][:, 0]).all()
    np.testing.assert_allclose(found["labels"][possible][:, 0], wanted["labels"][possible][:, 0], atol=2e-3, rtol=1e-3)


def test_a_break_keeps_arcs_apart_and_no_break_lets_them_join(graph: Path) -> None:
    batch = example(1, 14, 10)
    batch["breaks"][0] = [-1, -1, -1, -1, 1, -1, -1, -1, -1, 1]
    heads, scores = (run(graph, batch)[name][0] for name in ("heads", "head_scores"))
    inside = [set(heads[i][scores[i] > -5000].tolist()) - {10} for i in range(10)]
    assert all(inside[i] <= set(range(5)) for i in range(5))
    assert all(inside[i] <= set(range(5, 10)) for i in range(5, 10))
    batch["breaks"][0, 4] = -1
    heads, scores = (run(graph, batch)[name][0] for name in ("heads", "head_scores"))
    assert any(set(heads[i][scores[i] > -5000].tolist()) & set(range(5, 10)) for i in range(5))


def test_eight_bits_stay_near(graph: Path, tmp_path: Path) -> None:
    quantise(graph, tmp_path / "small.onnx")
    assert (tmp_path / "small.onnx").stat().st_size < 30e6
    batch = example(2, 40, 30, seed=9)
    full, small = run(graph, batch), run(tmp_path / "small.onnx", batch)
    real = batch["breaks"] != 2
    for name in ("upos", "mention", "attribution", "act", "status", "party"):
        a, b = full[name][real], small[name][real]
        assert np.abs(a - b).max() < 0.2 * np.abs(a).max() + 0.05, name
        assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.98, name
