"""Let a teacher tell what it sees in coded reports, and in texts that nobody coded.

    python -m training.tell --data ../shared/data --teacher runs/teacher/checkpoint.pt --start runs/again/checkpoint.pt --out runs/told

Writes OUT/coded-N.pt and OUT/raw-N.pt: batches of windows, each with what the teacher says (`training.distil.Told`), and OUT/told.json,
the SHA-256 of all that they rest on. The texts are Voice of America's reports in the data kit, without the sentences that the corpus holds
back for dev and test. An interrupted run goes on; a folder that rests on something else is refused.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import msgspec
import torch
from rich.progress import track

from corpus.load import load_reports
from corpus.sources import read_source
from training.checkpoints import reader_of
from training.distil import tell
from training.examples import Document, Item, Windows, batches, digest, party_names
from training.teacher import teacher
from training.train import ACTS_BUDGET, MANIFEST, Rests, read_corpus, sizes_of
from verbale.reader import Reader
from verbale.reader.labels import Labels
from verbale.reports import from_text

RAW = "raw/voa_gmb.jsonl.gz"
RUN = 14
"""Most sentences of a text: the kit keeps their order, and not where reports end."""


def raw_documents(data: Path, reader: Reader) -> list[Document]:
    """Texts that nobody coded: runs of the kit's sentences, in the words that the reader sees."""
    held = {
        number
        for row in load_reports("dev", "test", data=data)
        if row.source is not None and row.source.source == "voa"
        for number in row.source.sentences
    }
    sentences = read_source("voa", data)[""]
    runs: list[list[int]] = []
    for number in sorted(sentences.keys() - held):
        if runs and runs[-1][-1] == number - 1 and len(runs[-1]) < RUN:
            runs[-1].append(number)
        else:
            runs.append([number])
    documents = []
    for run in runs:
        reading = reader.read(from_text(" ".join(sentences[n] for n in run), id=f"voa-{run[0]}"))
        items = [Item([w.text for w in reading.words[s.first : s.last]]) for s in reading.sentences]
        if items:
            documents.append(Document(f"voa-{run[0]}", items))
    return documents


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--teacher", type=Path, required=True, help="checkpoint of training.train --teacher")
    ask.add_argument("--start", type=Path, required=True, help="the reader's checkpoint in whose words the texts are seen")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--coded", type=int, default=2, help="how many times the coded reports are cut into windows")
    ask.add_argument("--raw", type=int, default=1, help="the same of the texts that nobody coded")
    ask.add_argument("--seed", type=int, default=7)
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_flush_denormal(True)
    reader = reader_of(args.start)
    coded, _, data = read_corpus(args.data, args.start)
    rests = Rests(digest(args.teacher), digest(args.start), data | {RAW: digest(args.data / RAW)}, args.seed)
    manifest = args.out / MANIFEST
    if manifest.exists() and msgspec.json.decode(manifest.read_bytes(), type=Rests) != rests:
        raise SystemExit(f"{args.out} holds what was told by another teacher, or of other texts: give another folder, or empty it")
    manifest.write_bytes(msgspec.json.encode(rests))
    raw = raw_documents(args.data, reader)
    state = torch.load(args.teacher, weights_only=False)
    labels = msgspec.convert(state["labels"], Labels)
    net = teacher(sizes_of(labels))
    net.load_state_dict(state["net"])
    windows = Windows(labels, reader.session.pieces, party_names(coded))
    for kind, documents, rounds in (("coded", coded, args.coded), ("raw", raw, args.raw)):
        for n in range(rounds):
            path = args.out / f"{kind}-{n}.pt"
            if path.exists():
                continue
            seed = 1000 * args.seed + n
            found = []
            for batch in track(list(batches(windows.epoch(documents, seed), ACTS_BUDGET, seed)), path.name):
                found.append((batch, tell(net, {name: torch.from_numpy(values) for name, values in batch.items()})))
            torch.save(found, path.with_suffix(".part"))
            path.with_suffix(".part").rename(path)


if __name__ == "__main__":
    main()
