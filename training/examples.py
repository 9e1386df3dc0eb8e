"""Training examples: treebank and attribution files into documents, documents into windows of word pieces.

Reads the files of the data kit (see docs/training.md): CoNLL-U with GUM's `Entity=` mentions, GUM's attribution JSONL, PolNeAR's JSONL.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct, field

from training.layers import IGNORE, Layer, Lens, View
from training.layers import stack as stack_views
from verbale.reader.labels import Labels
from verbale.reader.pieces import Pieces, shape
from verbale.reader.windows import LIMIT
from verbale.reading import MENTION_TYPES


class Item(Struct):
    """One sentence: words and, where the file has them, their targets. Word indices count within the document."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Index in the sentence of each word's governor, -1 for the root."""
    deprels: list[str] = field(default_factory=list)
    paragraph: bool = False
    """Whether a paragraph ends with this sentence."""


class Document(Struct):
    """A text in order. Lists run over all its words; None where the file does not annotate the layer."""

    id: str
    items: list[Item]
    mention: list[str] | None = None
    """Type of the mention that each word is head of, "" for none."""
    entity: list[int] | None = None
    """Coreference group of that mention, -1 for none."""
    attribution: list[str] | None = None
    """BIO tags of source, cue and content."""
    link: list[int] | None = None
    """For the first word of a source, cue or content stretch: the first word of what holds the attribution together (the cue, else the
    source), -1 where it is that word itself; `IGNORE` elsewhere."""
    coded: Layer | None = None
    """The acts of a coded report."""


def digest(path: Path) -> str:
    """The file's SHA-256, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def treebank(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file, with mentions where it is GUM's."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    misc: list[str] = []
    begins_paragraph = False
    for line in lines(path):
        if line.startswith("# newdoc id"):
            documents.append(Document(line.split("=", 1)[1].strip(), []))
            misc = []
        elif line.startswith("# newpar"):
            begins_paragraph = True
        elif line[:1].isdigit():
            row = line.rstrip("\n").split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line.strip() and rows:
            document = documents[-1]
            if begins_paragraph and document.items:
                document.items[-1].paragraph = True
            begins_paragraph = False
            document.items.append(
                Item([r[1] for r in rows], [r[3] for r in rows], [r[4] for r in rows], [int(r[6]) - 1 for r in rows], [r[7] for r in rows])
            )
            misc += [r[9] for r in rows]
            if "Entity=" in "".join(misc):
                add_mentions(document, misc)
            rows = []
    return documents


def add_mentions(document: Document, misc: list[str]) -> None:
    """Set `mention` and `entity` from GUM's `Entity=` brackets, up to the last sentence read."""
    count = sum(len(i.words) for i in document.items)
    document.mention, document.entity = [""] * count, [-1] * count
    governor: list[int] = []
    for item in document.items:
        first = len(governor)
        governor += [first + h if h >= 0 else -1 for h in item.heads]
    open_: dict[str, list[tuple[int, str]]] = {}
    spans: list[tuple[int, int, str, str]] = []
    for i, cell in enumerate(misc):
        found = re.search(r"(?:^|\|)Entity=([^|]+)", cell)
        for bracket in re.findall(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)", found[1] if found else ""):
            single, opening, closing = bracket
            if single or opening:
                group, kind = (single or opening).split("-")[:2]
                if single:
                    spans.append((i, i + 1, group, kind))
                else:
                    open_.setdefault(group, []).append((i, kind))
            elif open_.get(closing):
                start, kind = open_[closing].pop()
                spans.append((start, i + 1, closing, kind))
    for start, end, group, kind in sorted(spans, key=lambda s: s[1] - s[0], reverse=True):
        head = next((i for i in range(start, end) if not start <= governor[i] < end), start)
        if kind in MENTION_TYPES:
            document.mention[head] = kind
            document.entity[head] = int(re.sub(r"\D.*", "", group) or -1)


def flatten(count: int, attributions: Iterable[dict[str, list[list[int]]]]) -> tuple[list[str], list[int]]:
    """BIO tags and links of attributions given as word ranges; where they nest, the shorter wins, and source and cue over content."""
    tags, link, owner = ["O"] * count, [IGNORE] * count, [-1] * count
    stretches = []
    for n, a in enumerate(attributions):
        anchor = min((s for s, _ in a["cue"] or a["source"]), default=-1)
        stretches += [(role == "content", e - s, role, s, e, n, anchor) for role in ("content", "source", "cue") for s, e in a[role]]
    for _, _, role, start, end, n, anchor in sorted(stretches, key=lambda s: (not s[0], -s[1])):
        for i in range(start, min(end, count)):
            tags[i], owner[i] = role, n * 3 + ("source", "cue", "content").index(role)
            link[i] = anchor if anchor != i else -1
    final = list(tags)
    for i, tag in enumerate(tags):
        if tag != "O":
            begins = i == 0 or owner[i] != owner[i - 1]
            final[i] = ("B-" if begins else "I-") + tag
            if not begins:
                link[i] = IGNORE
    return final, [v if t.startswith("B-") else IGNORE for v, t in zip(link, final, strict=True)]


def add_attributions(documents: list[Document], path: Path) -> None:
    """Set `attribution` and `link` of the documents named in GUM's attribution file."""
    by_id = {d.id: d for d in documents}
    for line in lines(path):
        row = json.loads(line)
        document = by_id[row["id"]]
        words = [w for item in document.items for w in item.words]
        if words != row["tokens"]:
            raise ValueError(f"{path.name}: the words of {row['id']} differ from the treebank's; use files of one version")
        document.attribution, document.link = flatten(len(words), row["attributions"])


def polnear(path: Path) -> list[Document]:
    """PolNeAR's documents: words and attributions only."""
    documents = []
    for line in lines(path):
        row = json.loads(line)
        if not row.get("sents"):
            continue
        spans = [tuple(t) for s in row["sents"] for t in s]
        items = [Item([row["text"][a:b] for a, b in s]) for s in row["sents"] if s]

        def to_words(pieces: list[list[int]], spans: list[tuple[int, int]] = spans) -> list[list[int]]:
            inside = [[i for i, (a, b) in enumerate(spans) if a < end and b > start] for start, end in pieces]
            return [[i[0], i[-1] + 1] for i in inside if i]

        attributions = [{role: to_words(a[role]) for role in ("source", "cue", "content")} for a in row["attributions"]]
        tags, link = flatten(len(spans), attributions)
        documents.append(Document(row["id"], items, attribution=tags, link=link))
    return documents


MASKED = 0.3
"""Share of a coded report's windows in which names are replaced."""


def party_names(documents: Iterable[Document]) -> list[str]:
    """All words that are part of the name of a party in coded reports, each once."""
    found = set()
    for d in documents:
        if d.coded is not None:
            words = (word for item in d.items for word in item.words)
            found |= {word for word, named in zip(words, d.coded.name, strict=True) if named}
    return sorted(found)


class Window(Struct):
    """Consecutive sentences of one document as arrays: pieces [P], words [W]; targets hold `IGNORE` where a layer is missing."""

    pieces: np.ndarray
    shapes: np.ndarray
    word_of_piece: np.ndarray
    words: dict[str, np.ndarray]
    coded: View | None = None

    @property
    def size(self) -> int:
        return len(self.pieces)


class Windows:
    """Cuts documents into windows of at most `limit` pieces, at random places, with some noise; one call is one epoch.

    The noise: some windows hold one to three sentences, lack the last full stop, or are all capitals; in `MASKED` of those of coded
    reports the names of parties are replaced by others from `names`, so that the network leans on what is said and not on who says it.
    """

    def __init__(self, labels: Labels, pieces: Pieces, names: Sequence[str] = (), limit: int = LIMIT) -> None:
        self.pieces, self.names, self.limit, self.lens = pieces, names, limit, Lens(labels)
        self.ids = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "tag", "deprel", "mention", "attribution")
        }

    def cut(self, document: Document, rng: random.Random, noise: bool) -> Iterator[Window]:
        sizes = [sum(len(self.pieces.of(w)) for w in item.words) for item in document.items]
        offsets = np.cumsum([0] + [len(i.words) for i in document.items])
        start = 0
        while start < len(sizes):
            roll = rng.random() if noise else 1.0
            most = rng.choice((1, 1, 2, 3)) if roll < 0.2 else 10_000
            limit = rng.randint(120, self.limit) if noise else self.limit
            end, total = start + 1, sizes[start]
            while end < len(sizes) and end - start < most and total + sizes[end] <= limit:
                total += sizes[end]
                end += 1
            yield self.window(document, start, end, int(offsets[start]), rng, noise)
            start = end

    def window(self, document: Document, start: int, end: int, offset: int, rng: random.Random, noise: bool) -> Window:
        pieces, shapes, members = [self.pieces.cls], [0], [-1]
        columns: dict[str, list[int]] = {
            n: [] for n in ("ends", "breaks", "sentence", "upos", "tag", "head", "deprel", "mention", "entity", "attribution", "link")
        }
        loud = noise and rng.random() < 0.03
        last = document.items[end - 1]
        bare = (
            noise
            and end - start <= 2
            and rng.random() < 0.3
            and len(last.words) > 3
            and bool(last.upos)
            and last.upos[-1] == "PUNCT"
            and last.heads.count(len(last.words) - 1) == 0
        )
        masked = noise and document.coded is not None and rng.random() < MASKED
        others: dict[str, str] = {}
        count, at = 0, offset
        places: list[int] = []
        full = False
        for n, item in enumerate(document.items[start:end]):
            size = len(item.words) - (bare and n == end - start - 1)
            first = count
            for i, word in enumerate(item.words[:size]):
                if masked and document.coded is not None and document.coded.name[at]:
                    if word not in others:
                        others[word] = rng.choice([name for name in rng.sample(self.names, len(others) + 1) if name not in others.values()])
                    word = others[word]
                found = self.pieces.of(word)
                full = full or len(pieces) + len(found) > self.limit + 1
                if full:
                    break
                pieces += found
                shapes += [shape(word.upper() if loud else word)] * len(found)
                members += [count] * len(found)
                for name, targets in (("upos", item.upos), ("tag", item.tags)):
                    columns[name].append(self.ids[name][targets[i]] if targets else IGNORE)
                label = item.deprels[i] if item.deprels else ""
                known = self.ids["deprel"]
                columns["deprel"].append(known.get(label, known.get(label.split(":")[0], IGNORE)) if label else IGNORE)
                head = item.heads[i] if item.heads else IGNORE
                columns["head"].append(IGNORE if head == IGNORE or head >= size else -1 if head < 0 else first + head)
                columns["mention"].append(self.ids["mention"][document.mention[at]] if document.mention else IGNORE)
                columns["entity"].append(document.entity[at] if document.entity else IGNORE)
                columns["attribution"].append(self.ids["attribution"][document.attribution[at]] if document.attribution else IGNORE)
                link = document.link[at] if document.link else IGNORE
                columns["link"].append(link if link < 0 else link - at + count)
                columns["ends"].append(int(i == size - 1) if item.upos else IGNORE)
                columns["breaks"].append(int(i == size - 1))
                columns["sentence"].append(n)
                places.append(at)
                count, at = count + 1, at + 1
            at += len(item.words) - size
        columns["head"] = [h if h < count else IGNORE for h in columns["head"]]
        columns["link"] = [v if v < count and (v >= -1 or v == IGNORE) else IGNORE for v in columns["link"]]
        arrays = {name: np.array(values, dtype=np.int64) for name, values in columns.items()}
        return Window(
            np.array([*pieces, self.pieces.sep], dtype=np.int64),
            np.array([*shapes, 0], dtype=np.int64),
            np.array([*members, -1], dtype=np.int64),
            arrays,
            self.lens.view(document.coded, places) if document.coded is not None else None,
        )

    def epoch(self, documents: list[Document], seed: int, noise: bool = True) -> list[Window]:
        rng = random.Random(seed)
        return [w for d in documents for w in self.cut(d, rng, noise)]


def batches(windows: list[Window], budget: int, seed: int | None) -> Iterator[dict[str, np.ndarray]]:
    """Padded batches of windows of like length with at most `budget` pieces (padding counted), in random order for a `seed`."""
    rng = random.Random(seed)
    order = sorted(windows, key=lambda w: w.size + (rng.random() * 30 if seed is not None else 0))
    groups: list[list[Window]] = [[]]
    longest = 0
    for w in order:
        longest = max(longest, w.size)
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = w.size
        groups[-1].append(w)
    if seed is not None:
        rng.shuffle(groups)
    for group in groups:
        if group:
            yield stack(group)


def stack(group: list[Window]) -> dict[str, np.ndarray]:
    """One padded batch: "pieces", "shapes", "word_of_piece" [B, P], word columns [B, W]; heads and links of -1 become W (root, none)."""
    p, w = max(g.size for g in group), max(len(g.words["ends"]) for g in group)
    fill: dict[str, Any] = {"breaks": 2, "sentence": -1}
    batch = {
        "pieces": np.zeros((len(group), p), dtype=np.int64),
        "shapes": np.zeros((len(group), p), dtype=np.int64),
        "word_of_piece": np.full((len(group), p), -1, dtype=np.int64),
    }
    for name in group[0].words:
        batch[name] = np.full((len(group), w), fill.get(name, IGNORE), dtype=np.int64)
    for i, g in enumerate(group):
        batch["pieces"][i, : g.size], batch["shapes"][i, : g.size], batch["word_of_piece"][i, : g.size] = (
            g.pieces,
            g.shapes,
            g.word_of_piece,
        )
        for name, values in g.words.items():
            batch[name][i, : len(values)] = values
    for name in ("head", "link"):
        batch[name][batch[name] == -1] = w
    return batch | stack_views([g.coded for g in group], w)
