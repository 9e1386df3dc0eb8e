"""Treebanks as running text: paragraphs into a report, gold words with their offsets in it."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from verbale.records import Block, Report


class Gold(Struct):
    """One document of a CoNLL-U file as text and as truth; lists run over its words, heads count within the document (-1 for roots)."""

    report: Report
    sentences: list[tuple[int, int]]
    """Word range of each sentence."""
    ids: list[str]
    """`sent_id` of each sentence."""
    words: list[str]
    spans: list[tuple[int, int]]
    """Offsets of each word in the report's text; words of a contraction that cannot be told apart share its offsets."""
    upos: list[str]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]


def read(path: Path) -> list[Gold]:
    """The documents of a gzipped CoNLL-U file; a file without paragraph marks (PUD) gives one paragraph a document."""
    documents: list[Gold] = []
    text = ""
    starts: list[int] = []
    rows: list[list[str]] = []
    identity, paragraph, document, sentence_id = "", True, True, ""

    def close() -> None:
        if documents:
            bounds = [*starts, len(text)]
            blocks = tuple(Block(a, b, "paragraph") for a, b in pairwise(bounds))
            documents[-1].report = Report(identity, text, blocks)

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc"):
                document = paragraph = True
                next_identity = line.split("=", 1)[1].strip()
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# sent_id"):
                sentence_id = line.split("=", 1)[1].strip()
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                if document:
                    close()
                    text, starts, document, identity = "", [], False, next_identity
                    documents.append(Gold(Report("", "", ()), [], [], [], [], [], [], [], [], []))
                if paragraph:
                    text = text.rstrip() + "\n\n" if text else ""
                    starts.append(len(text))
                    paragraph = False
                text = _add(documents[-1], rows, sentence_id, text)
                rows = []
    close()
    return documents


def _add(gold: Gold, rows: list[list[str]], sentence_id: str, text: str) -> str:
    """Append one sentence to `gold`; gives the text with it."""
    first = len(gold.words)
    covered, at, span_end = 0, 0, 0
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        if "-" in number:
            begin, end = (int(n) for n in number.split("-"))
            parts = [r[1] for r in rows if r[0].isdigit() and begin <= int(r[0]) <= end]
            joined = "".join(parts) == row[1]
            covered, at = end, len(text)
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            span_end = at + len(row[1])
            continue
        if int(number) <= covered:
            span = (at, at + len(row[1])) if joined else (at, span_end)
            at += len(row[1]) if joined else 0
        else:
            span = (len(text), len(text) + len(row[1]))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        gold.words.append(row[1])
        gold.spans.append(span)
        gold.lemmas.append(row[2])
        gold.upos.append(row[3])
        gold.tags.append(row[4])
        gold.heads.append(first + int(row[6]) - 1 if row[6] != "0" else -1)
        gold.deprels.append(row[7])
    gold.sentences.append((first, len(gold.words)))
    gold.ids.append(sentence_id)
    return text
