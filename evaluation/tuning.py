"""Picks the few weights of decoding that training does not learn, on dev documents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import msgspec
from msgspec import structs

from corpus.records import Row
from evaluation.acts import cases_of
from evaluation.confidence import beliefs, fitted
from evaluation.reader import count_spans, document_draft, spans_of
from evaluation.scoring import score_report, scored, total
from training.examples import Document, add_attributions, polnear, treebank
from verbale.coding import code
from verbale.reader import Reader
from verbale.reader.attributions import ROLES, Weights
from verbale.reader.card import Card
from verbale.reader.decoding import Decoder
from verbale.reader.words import passages
from verbale.records import Record
from verbale.reports import from_text

STAY, CLOSE, OUTSIDE = (0.0, 2.0, 4.0), (0.0, 1.0, 2.0, 3.0), (0.0, 0.15, 0.3, 0.45, 0.6)
LOGITS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
THRESHOLDS = {
    "trigger": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6), "party": (0.3, 0.4, 0.5, 0.6), "home": (0.4, 0.6, 0.8, 1.0),
    "actor": LOGITS, "recipient": LOGITS, "speaker": LOGITS,
    **{f"only_{role}": (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0) for role in ("actor", "recipient", "speaker")},
}  # fmt: skip
"""What is tried of each threshold, one after the other."""
AIMS = ("type", "dyad", "full")
"""The F1 scores whose mean, over invented and over real reports, picks the thresholds."""


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
            for role, counts in sums.items():
                for i, n in enumerate(count_spans(said, truth, role)):
                    counts[i] += n
        score = sum(2 * hits / max(said_ + gold_, 1) for hits, said_, gold_ in sums.values())
        if score > best:
            best, card = score, tried
    reader.session.card = card
    return Reader.on(reader.session)


def tune_acts(reader: Reader, rows: Iterable[Row]) -> Reader:
    """The reader with the thresholds of events whose mean F1 of `AIMS` is best on coded reports, each picked in its turn, and with beliefs
    calibrated on the same reports. Invented and real reports count alike, though real ones hold fewer acts."""
    rows = list(rows)
    kinds = [[n for n, row in enumerate(rows) if row.invented == invented] for invented in (True, False)]
    cases = cases_of(rows)
    golds = [case.gold for case in cases]
    reports = [from_text(case.text, id=case.gold.id, published=case.published) for case in cases]
    drafts = [reader.draft(passages(report)) for report in reports]
    inputs = [draft.inputs() for draft in drafts]
    marks = [reader.session.run(some) for some in inputs]

    def records(card: Card) -> list[Record]:
        decoder = Decoder(card)
        each = zip(reports, drafts, inputs, marks, strict=True)
        return [code(decoder.decode(draft, decoder.views(mark, some)), report) for report, draft, some, mark in each]

    def worth(card: Card) -> float:
        scores = [score_report(gold, tuple(map(scored, record.acts))) for gold, record in zip(golds, records(card), strict=True)]
        return sum(total([scores[n] for n in kind], aim).f1 for kind in kinds if kind for aim in AIMS)

    card = reader.session.card
    best = worth(card)
    for name, values in THRESHOLDS.items():
        for value in values:
            tried = structs.replace(card, thresholds=structs.replace(card.thresholds, **{name: value}))
            reached = worth(tried)
            if reached > best:
                best, card = reached, tried
    reader.session.card = structs.replace(card, calibration=fitted(beliefs(golds, records(card))))
    return Reader.on(reader.session)
