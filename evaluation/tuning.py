"""Picks the few weights of decoding that training does not learn, on dev documents."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import msgspec

from evaluation.reader import count_spans, document_draft, spans_of
from training.examples import Document, add_attributions, polnear, treebank
from verbale.reader import Reader
from verbale.reader.attributions import ROLES, Weights
from verbale.reader.decoding import Decoder

STAY, CLOSE, OUTSIDE = (0.0, 2.0, 4.0), (0.0, 1.0, 2.0, 3.0), (0.0, 0.15, 0.3, 0.45, 0.6)


def dev_documents(reader: Reader, data: Path) -> list[Document]:
    """The dev documents of the attributions that the reader's model was trained on."""
    if any("polnear" in name for name in reader.session.card.data):
        return polnear(data / "attribution/polnear-dev.jsonl.gz")
    documents = treebank(data / "ud/en_gum-dev.conllu.gz")
    add_attributions(documents, data / "attribution/gum_rst_attribution-dev.jsonl.gz")
    return documents


def tune(reader: Reader, data: Path) -> Reader:
    """The reader with the attribution weights whose mean exact-span F1 of source, cue and content is best on dev."""
    documents = dev_documents(reader, data)
    drafts = [document_draft(reader, d) for d in documents]
    inputs = [d.inputs() for d in drafts]
    marks = [reader.session.run(i) for i in inputs]
    gold = [spans_of(reader, d) for d in documents]
    best, card = -1.0, reader.session.card
    for values in product(STAY, CLOSE, OUTSIDE):
        tried = msgspec.structs.replace(reader.session.card, weights=Weights(*values))
        decoder = Decoder(tried)
        sums = {role: [0, 0, 0] for role in ROLES}
        for draft, some, mark, truth in zip(drafts, inputs, marks, gold, strict=True):
            said = {(s.role, s.first, s.last) for s in decoder.stretches(draft, decoder.views(mark, some))}
            for role, total in sums.items():
                for i, n in enumerate(count_spans(said, truth, role)):
                    total[i] += n
        score = sum(2 * hits / max(said_ + gold_, 1) for hits, said_, gold_ in sums.values())
        if score > best:
            best, card = score, tried
    reader.session.card = card
    return Reader.on(reader.session)
