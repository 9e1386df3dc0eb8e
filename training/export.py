"""Export a checkpoint: one 8-bit ONNX file with its vocabulary and card.

    python -m training.export --checkpoint runs/reader/checkpoint.pt

Writes reader.onnx, vocabulary.txt, card.json and LICENSE into the package's model folder (or --out), then scores the exported model on the
test sets of the data kit and puts the scores on the card (skip with --unscored).
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import tempfile
import warnings
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.load import load_reports
from evaluation.reader import evaluate, show
from evaluation.tuning import tune, tune_acts
from training.checkpoints import ATTRIBUTIONS, TorchSession
from training.network import HIDDEN, Network, Output
from training.train import start_folder
from verbale.reader import Reader
from verbale.reader.card import CARD, GRAPH, VOCABULARY, Card, Sample, paragraphs

MODEL = Path(__file__).parent.parent / "src/verbale/reader/model"
OPSET = 20
SAMPLE = """Norland and Ostania agree to talks

Norland's foreign minister, Anna Velt, said on Monday that Ostania had withdrawn most of its troops from Hask. She didn't say when the \
talks, which Sorvia will host, would begin.

Gen. Tomas Rell met the U.S. envoy in Velden and accused the rebels of shelling two villages near Brenn, killing at least 1,200 people. \
"We will not negotiate under fire," he told reporters, unless the ceasefire holds until May 10."""
"""An invented report, kept on the card with the network's reading of it."""
INPUTS = ("pieces", "shapes", "word_of_piece", "breaks")
LICENCE_TEXT = """The files of this folder (reader.onnx, vocabulary.txt, card.json) are a model trained by the verbale project.

They are licensed under the Creative Commons Attribution-ShareAlike 4.0 International licence (CC BY-SA 4.0):
https://creativecommons.org/licenses/by-sa/4.0/legalcode

Credit, as the licences of the model's sources ask:
"""


def example(windows: int = 3, pieces: int = 23, words: int = 17, seed: int = 0) -> dict[str, np.ndarray]:
    """A batch of random windows with padding in all but the first."""
    rng = np.random.default_rng(seed)
    batch = {
        "pieces": rng.integers(1000, 20000, (windows, pieces)),
        "shapes": rng.integers(1, 9, (windows, pieces)),
        "word_of_piece": np.full((windows, pieces), -1),
        "breaks": np.full((windows, words), 2),
    }
    for i in range(windows):
        count = words - 2 * i
        used = min(pieces, count + 2 + i)
        batch["pieces"][i, used:] = 0
        batch["shapes"][i, used:] = 0
        batch["word_of_piece"][i, 1 : used - 1] = np.minimum(np.arange(used - 2), count - 1)
        batch["breaks"][i, :count] = 0
        batch["breaks"][i, count // 2] = 1
        batch["breaks"][i, count - 1] = 1
    return {name: values.astype(np.int64) for name, values in batch.items()}


def write_graph(net: Network, path: Path) -> None:
    """The network as a 32-bit ONNX graph with free numbers of windows, pieces and words."""
    axes = {name: torch.export.Dim(name, min=1, max=top) for name, top in (("windows", 1024), ("length", 512), ("width", 512))}
    batch = tuple(torch.from_numpy(v) for v in example().values())
    two = {0: axes["windows"], 1: axes["length"]}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net, batch, str(path), input_names=list(INPUTS), output_names=list(Output.NAMES), opset_version=OPSET, dynamo=True,
            dynamic_shapes=(two, two, two, {0: axes["windows"], 1: axes["width"]}), external_data=False, verbose=False,
        )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, one scale a column; activations are quantised as they come.

    The weights of the roles, a small matrix a role, stay in 32 bits, as ONNX Runtime multiplies no stack of matrices in 8. The first
    layer's attention output does too: its inputs are so large that processors without VNNI, which add products of 8 bits in 16, overflow
    there (emulated on the sample: 4 % mean error, elsewhere under 0.5 %).
    """
    model = onnx.load(source)
    model.graph.ClearField("value_info")
    clean = source.with_suffix(".clean.onnx")
    onnx.save(model, clean)
    shapes = {i.name: tuple(i.dims) for i in model.graph.initializer}
    outputs = [n.name for n in model.graph.node if n.op_type == "MatMul" and shapes.get(n.input[1]) == (HIDDEN, HIDDEN)]
    logging.getLogger().setLevel(logging.ERROR)
    stacked = [n.name for n in model.graph.node if n.op_type == "MatMul" and len(shapes.get(n.input[1], ())) > 2]
    quantize_dynamic(
        clean, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[*outputs[:1], *stacked],
    )  # fmt: skip


def export(checkpoint: Path, folder: Path, data: Path) -> Card:
    """Write the model folder of `checkpoint`, with weights and thresholds picked on the dev files of `data` and the corpus's dev split; the
    card has no test scores yet."""
    session = TorchSession(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        write_graph(session.net, full)
        quantise(full, folder / GRAPH)
    (folder / VOCABULARY).write_bytes((start_folder() / "vocab.txt").read_bytes())
    (folder / "LICENSE").write_text(LICENCE_TEXT + "".join(f"- {a}\n" for a in ATTRIBUTIONS), encoding="utf-8")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, VOCABULARY)}
    words = Reader.on(session).read(paragraphs(SAMPLE)).words
    sample = Sample(SAMPLE, *(tuple(getattr(w, name) for w in words) for name in ("text", "upos", "head", "deprel")))
    write_card(msgspec.structs.replace(session.card, files=files, sample=sample), folder)
    # Weights and thresholds are picked on the graph that ships.
    reader = tune(Reader(folder), data)
    if any(name.startswith("corpus/") for name in session.card.data):
        reader = tune_acts(reader, load_reports("dev", data=data))
    write_card(reader.session.card, folder)
    return reader.session.card


def write_card(card: Card, folder: Path) -> None:
    (folder / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--checkpoint", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=MODEL)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--unscored", action="store_true", help="leave the test scores off the card")
    args = ask.parse_args()
    card = export(args.checkpoint, args.out, args.data)
    size = (args.out / GRAPH).stat().st_size / 1e6
    print(f"{args.out / GRAPH}: {size:.1f} MB, epoch {card.settings['epoch']}", flush=True)
    if not args.unscored:
        tests = evaluate(Reader(args.out), args.data)
        write_card(msgspec.structs.replace(card, tests=tests), args.out)
        print(show(tests))


if __name__ == "__main__":
    main()
