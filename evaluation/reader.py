"""How well the reader reads: tags, trees, sentence ends, mentions and attributions on the test sets of the data kit.

    python -m evaluation reader                                         # the shipped 8-bit model
    python -m evaluation reader --checkpoint runs/twin/checkpoint.pt    # a checkpoint of training, in torch

UPOS, UAS and LAS as the CoNLL 2018 shared task scores them (relations without subtypes). "Gold" rows have the treebank's words and
sentences; "raw" rows only its text, and words are aligned by their offsets. Intervals are 95 % bootstrap intervals: over sentences with
gold words, over documents for raw text, mentions and attributions.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from evaluation.intervals import f1
from evaluation.treebank import Gold, read
from training.examples import Document, add_attributions, polnear, treebank
from verbale.reader import Reader
from verbale.reader.attributions import ROLES
from verbale.reader.card import Score
from verbale.reader.decoding import Draft
from verbale.reader.words import Passage, Token
from verbale.reading import Reading

Table = dict[str, Score]
Counts = list[tuple[int, int, int]]


class Published(Struct, frozen=True):
    """A figure as published, in per cent, without an interval."""

    value: float


TREEBANKS = {"EWT test": "en_ewt-test", "GUM test": "en_gum-test", "GUM NC test": "en_gum_nc-test", "PUD": "en_pud-test"}
PUBLISHED = {
    "rules": (10.7, 22.8, 5.6),
    "CoreNLP": (13.9, None, 17.5),
    "BERT": (81.1, 74.0, 68.9),
    "CofeNet": (83.2, 75.3, 72.9),
}
"""Exact F1 of source, cue and content on PolNeAR test as published, by systems trained on PolNeAR."""


def gold_draft(reader: Reader, words: Sequence[str], spans: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]) -> Draft:
    """A draft with given words and sentences."""
    tokens = [Token(w, a, b) for w, (a, b) in zip(words, spans, strict=True)]
    passages = [Passage("paragraph", tuple(tokens[a:b])) for a, b in sentences]
    ends = {b - 1 for _, b in sentences}
    return reader.draft(passages, [1 if i in ends else -1 for i in range(len(tokens))])


def base(relation: str) -> str:
    return relation.split(":")[0]


def parsing(documents: Sequence[Gold], readings: Sequence[Reading], keep: Callable[[str], bool] = lambda _: True) -> Table:
    """Scores with gold words and sentences; `keep` picks sentences by their id."""
    counts: dict[str, Counts] = {"UPOS": [], "UAS": [], "LAS": [], "lemma": []}
    for gold, reading in zip(documents, readings, strict=True):
        for (first, last), identity in zip(gold.sentences, gold.ids, strict=True):
            if not keep(identity):
                continue
            hits = dict.fromkeys(counts, 0)
            for i in range(first, last):
                word = reading.words[i]
                hits["UPOS"] += word.upos == gold.upos[i]
                hits["lemma"] += word.lemma == gold.lemmas[i] or gold.lemmas[i] == "_"
                if word.head == gold.heads[i]:
                    hits["UAS"] += 1
                    hits["LAS"] += base(word.deprel) == base(gold.deprels[i])
            for name, value in hits.items():
                counts[name].append((value, last - first, last - first))
    return {name: f1(rows) for name, rows in counts.items()}


def raw(documents: Sequence[Gold], readings: Sequence[Reading], keep: Callable[[str], bool] = lambda _: True) -> Table:
    """Scores from text alone. Documents count whole; `keep` picks them by the id of their first sentence."""
    counts: dict[str, Counts] = {"words": [], "sentences": [], "UPOS": [], "UAS": [], "LAS": []}
    for gold, reading in zip(documents, readings, strict=True):
        if not keep(gold.ids[0]):
            continue
        place = {(w.start, w.end): i for i, w in enumerate(reading.words)}
        match = [place.get(span, -1) for span in gold.spans]
        hits = dict.fromkeys(counts, 0)
        for i, j in enumerate(match):
            if j < 0:
                continue
            word = reading.words[j]
            hits["words"] += 1
            hits["UPOS"] += word.upos == gold.upos[i]
            head = match[gold.heads[i]] if gold.heads[i] >= 0 else -1
            if word.head == head and (gold.heads[i] < 0 or head >= 0):
                hits["UAS"] += 1
                hits["LAS"] += base(word.deprel) == base(gold.deprels[i])
        bounds = {(gold.spans[a][0], gold.spans[b - 1][1]) for a, b in gold.sentences}
        said = {(s.start, s.end) for s in reading.sentences}
        counts["sentences"].append((len(bounds & said), len(said), len(gold.sentences)))
        for name, value in hits.items():
            if name != "sentences":
                counts[name].append((value, len(reading.words), len(gold.words)))
    return {name: f1(rows) for name, rows in counts.items()}


def mentions(documents: Sequence[Document], readings: Sequence[Reading]) -> Table:
    """Head words of mentions: found at all, with the right type, and coreference links to the nearest earlier mention of the same thing."""
    heads, typed = [], []
    for document, reading in zip(documents, readings, strict=True):
        assert document.mention is not None
        gold = {(i, m) for i, m in enumerate(document.mention) if m}
        said = {(m.head, m.type) for m in reading.mentions}
        typed.append((len(gold & said), len(said), len(gold)))
        heads.append((len({i for i, _ in gold} & {i for i, _ in said}), len(said), len(gold)))
    return {"head": f1(heads), "head and type": f1(typed), "coreference B3": f1(b_cubed(documents, readings))}


def b_cubed(documents: Sequence[Document], readings: Sequence[Reading]) -> Counts:
    """B-cubed (Bagga and Baldwin 1998) over mention heads, in thousandths, so that counts stay whole numbers: both halves' averages are
    folded into one F1 by hits over said and gold."""
    rows = []
    for document, reading in zip(documents, readings, strict=True):
        assert document.mention is not None
        assert document.entity is not None
        truth = {i: e for i, (m, e) in enumerate(zip(document.mention, document.entity, strict=True)) if m}
        said = {m.head: m.entity for m in reading.mentions}
        precision, recall = _overlap(said, truth), _overlap(truth, said)
        p, r = precision / max(len(said), 1), recall / max(len(truth), 1)
        f = 2 * p * r / max(p + r, 1e-9)
        weight = len(truth)
        rows.append((round(1000 * f * weight), 1000 * weight, 1000 * weight))
    return rows


def _overlap(mine: dict[int, int], theirs: dict[int, int]) -> float:
    groups: dict[int, set[int]] = {}
    others: dict[int, set[int]] = {}
    for i, e in mine.items():
        groups.setdefault(e, set()).add(i)
    for i, e in theirs.items():
        others.setdefault(e, set()).add(i)
    return sum(len(groups[e] & others[theirs[i]]) / len(groups[e]) for i, e in mine.items() if i in theirs)


def spans_of(reader: Reader, document: Document) -> set[tuple[str, int, int]]:
    """The document's sources, cues and contents as word ranges; where its attributions nest, as training flattens them."""
    assert document.attribution is not None
    tags = reader.decoder.tags
    row = [tags.names.index(name) for name in document.attribution]
    return {(s.role, s.first, s.last) for s in tags.stretches(row, [1.0] * len(row))}


def document_draft(reader: Reader, document: Document) -> Draft:
    """A draft with the words and sentences of a training document."""
    words, sentences, spans, place = [], [], [], 0
    for item in document.items:
        sentences.append((len(words), len(words) + len(item.words)))
        words += item.words
    for word in words:
        spans.append((place, place + len(word)))
        place += len(word) + 1
    return gold_draft(reader, words, spans, sentences)


def count_spans(said: set[tuple[str, int, int]], gold: set[tuple[str, int, int]], role: str) -> tuple[int, int, int]:
    mine, truth = {s for s in said if s[0] == role}, {s for s in gold if s[0] == role}
    return len(mine & truth), len(mine), len(truth)


def attributions(reader: Reader, documents: Sequence[Document]) -> Table:
    """Exact spans of source, cue and content."""
    counts: dict[str, Counts] = {role: [] for role in ROLES}
    for document in documents:
        draft = document_draft(reader, document)
        (views,) = reader.views([draft])
        said = {(s.role, s.first, s.last) for s in reader.decoder.stretches(draft, views)}
        gold = spans_of(reader, document)
        for role, rows in counts.items():
            rows.append(count_spans(said, gold, role))
    return {name: f1(rows) for name, rows in counts.items()}


def evaluate(reader: Reader, data: Path) -> dict[str, Table]:
    """All tables, by the name of the test set."""
    return evaluate_syntax(reader, data) | evaluate_attributions(reader, data)


def evaluate_syntax(reader: Reader, data: Path) -> dict[str, Table]:
    """Words, sentences, tags, trees, lemmas, mentions and coreference on the treebanks' test sets."""
    tests: dict[str, Table] = {}
    for name, file in TREEBANKS.items():
        documents = read(data / f"ud/{file}.conllu.gz")
        drafts = [gold_draft(reader, g.words, g.spans, g.sentences) for g in documents]
        gold_readings = list(reader.decode(drafts))
        raw_readings = list(reader.read_many(g.report for g in documents))
        halves: Iterable[tuple[str, Callable[[str], bool]]] = [(name, lambda _: True)]
        if name == "PUD":
            halves = [("PUD news", lambda i: i.startswith("n")), ("PUD wiki", lambda i: i.startswith("w"))]
        for half, keep in halves:
            tests[f"{half}, gold"] = parsing(documents, gold_readings, keep)
            tests[f"{half}, raw"] = raw(documents, raw_readings, keep)
        if name.startswith("GUM"):
            tests[f"{name}, mentions"] = mentions(treebank(data / f"ud/{file}.conllu.gz"), gold_readings)
    return tests


def evaluate_attributions(reader: Reader, data: Path) -> dict[str, Table]:
    """Exact spans of sources, cues and contents on GUM's and PolNeAR's test sets."""
    tests: dict[str, Table] = {}
    gum = treebank(data / "ud/en_gum-test.conllu.gz")
    add_attributions(gum, data / "attribution/gum_rst_attribution-test.jsonl.gz")
    tests["GUM test, attribution"] = attributions(reader, gum)
    tests["PolNeAR test, attribution"] = attributions(reader, polnear(data / "attribution/polnear-test.jsonl.gz"))
    return tests


def show(tests: dict[str, Table]) -> str:
    """The tables as text, one block for each kind of measure."""
    blocks: dict[tuple[str, ...], list[str]] = {}
    for name, table in tests.items():
        cells = "".join(f"{s.value:8.2f} [{s.low:5.1f}, {s.high:5.1f}]" for s in table.values())
        blocks.setdefault(tuple(table), []).append(f"{name:28}{cells}")
    lines: list[str] = []
    for names, rows in blocks.items():
        lines += ["", " " * 28 + "".join(f"{n:>12}{'':11}" for n in names), *rows]
        if names[0] == "source":
            for system, values in PUBLISHED.items():
                cells = "".join(f"{v if v is not None else '-':>8}{'':15}" for v in values)
                lines.append(f"{'  PolNeAR, ' + system + ' (published)':28}{cells}")
    return "\n".join(lines)


def with_published(tests: dict[str, Table]) -> dict[str, dict[str, Score | Published | None]]:
    """The tables with a row for each system whose figures on PolNeAR are published."""
    beside = {
        f"PolNeAR test, {system} (published)": {
            role: None if value is None else Published(value) for role, value in zip(ROLES, values, strict=True)
        }
        for system, values in PUBLISHED.items()
    }
    return {name: dict(table) for name, table in tests.items()} | beside


def main(arguments: list[str]) -> None:
    ask = argparse.ArgumentParser(
        prog="python -m evaluation reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--model", type=Path, help="a model folder (default: the shipped one)")
    ask.add_argument("--checkpoint", type=Path, help="score this checkpoint in torch instead")
    ask.add_argument("--attributions", action="store_true", help="score attributions alone")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--json", action="store_true", help="print the same figures as JSON")
    args = ask.parse_args(arguments)
    if args.checkpoint:
        from evaluation.tuning import tune
        from training.checkpoints import TorchSession

        reader = tune(Reader.on(TorchSession(args.checkpoint, args.threads)), args.data)
    else:
        reader = Reader(args.model, args.threads)
    tests = (evaluate_attributions if args.attributions else evaluate)(reader, args.data)
    print(msgspec.json.format(msgspec.json.encode(with_published(tests))).decode() if args.json else show(tests))
