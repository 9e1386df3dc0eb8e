"""The open texts that the coded real reports stand on: which sentences a source holds, and how they are put together.

Nothing of these texts is kept in the project. A stand-off row names a source, a document in it and sentences of that document;
`source_text` reads them from the folder `shared/data` and joins them. docs/training.md says where anybody gets the files.

The sources are `voa` (Voice of America news, one document, sentences by their number), `gum` (Wikinews reports and interviews of the UD
English GUM treebank), `re3d` (official statements on Syria and Iraq) and `meantime` (Wikinews, the first sentences of each report). The
last two hold tokens only; `detokenized` writes them as running text.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from verbale.errors import ReportError

FILES = {
    "voa": "raw/voa_gmb.jsonl.gz",
    "gum": "ud/en_gum-train.conllu.gz",
    "re3d": "ner/re3d_open.jsonl.gz",
    "meantime": "ner/meantime_en-entity_coref.jsonl.gz",
}


class Pointer(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the text of a real report stands: a source of `FILES`, the document (empty for "voa") and its sentences.

    `sentences` are sentence numbers: for "voa" those of the file, else positions in the document, from 0. `digest` is that of the joined
    text.
    """

    source: str
    document: str
    sentences: tuple[int, ...]
    digest: str = ""


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of a text's SHA-256, by which a text is known to be the one that was coded."""
    return sha256(text.encode("utf-8")).hexdigest()[:16]


class _Voa(Struct):
    id: int
    text: str


class _Tagged(Struct):
    doc: str
    tokens: list[str]


class _Meantime(Struct):
    id: str
    sents: list[list[str]]


def source_text(pointer: Pointer, opening: str, data: Path) -> str:
    """The text of a report: `opening` as the line that is not coded, then every sentence as a paragraph of its own.

    `data` is the folder of the data kit (`shared/data`). Raises `ReportError` where the file is missing or damaged or lacks a sentence.

    >>> source_text(Pointer("voa", "", (80, 81)), "2004-12-19", Path("../shared/data"))    # doctest: +SKIP
    """
    if pointer.source not in FILES:
        raise ReportError(f"there is no source {pointer.source!r}: wanted one of {', '.join(FILES)}")
    documents = read_source(pointer.source, data)
    held = documents.get(pointer.document, {})
    absent = [number for number in pointer.sentences if number not in held]
    if absent:
        raise ReportError(
            f"{data / FILES[pointer.source]} lacks sentence {absent[0]} of {pointer.document or 'the reports'} ({len(absent)} in all): "
            "use the data that were coded (docs/training.md)"
        )
    return "\n\n".join([opening, *(held[number] for number in pointer.sentences)])


@cache
def read_source(source: str, data: Path) -> dict[str, dict[int, str]]:
    """Every sentence of a source, by document and number."""
    path = data / FILES[source]
    found: dict[str, dict[int, str]] = {}
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        for document, number, text in _SENTENCES[source](lines):
            held = found.setdefault(document, {})
            held[len(held) if number is None else number] = text
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, msgspec.MsgspecError) as fault:
        advice = "give the folder of the data kit as --data (docs/training.md says where it comes from), or load only the invented reports"
        raise ReportError(f"cannot read the texts of the real reports at {path} ({fault}): {advice}") from fault
    return found


def _voa(lines: list[str]) -> Iterator[tuple[str, int | None, str]]:
    for line in lines:
        row = msgspec.json.decode(line, type=_Voa)
        yield "", row.id, row.text


def _gum(lines: list[str]) -> Iterator[tuple[str, int | None, str]]:
    document = ""
    for line in lines:
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ").strip()
        elif line.startswith("# text = "):
            yield document, None, line.removeprefix("# text = ").strip()


def _re3d(lines: list[str]) -> Iterator[tuple[str, int | None, str]]:
    for line in lines:
        row = msgspec.json.decode(line, type=_Tagged)
        yield row.doc, None, detokenized(row.tokens)


def _meantime(lines: list[str]) -> Iterator[tuple[str, int | None, str]]:
    for line in lines:
        row = msgspec.json.decode(line, type=_Meantime)
        for tokens in row.sents:
            yield row.id, None, detokenized(tokens)


_SENTENCES = {"voa": _voa, "gum": _gum, "re3d": _re3d, "meantime": _meantime}
_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"[\u200e\u200f]", ""),
        (r"``|''", '"'),
        (r"-LRB- ?", "("),
        (r" ?-RRB-", ")"),
        (r"(?<=\d) , (?=\d{3}\b)", ","),
        (r"(?<=\d) \. (?=\d)", "."),
        (r"(?:(?<=\w)|(?<=\w\.)) - (?=\w)", "-"),
        (r" (?=[,.;:!?)%\]])", ""),
        (r"(?<=[(\[$£€]) ", ""),
        (r" (?=[’'](?:s|t|re|ve|ll|d|m)?(?:\s|$))", ""),
        (r"(?<=[’'])\s(?=(?:s|t|re|ve|ll|d|m)\b)", ""),
        (r" (?=n['’]t\b)", ""),
        (r'(^|[\s(])" ([^"]*?) "', r'\1"\2"'),
        (r'^" ', '"'),
        (r' "$', '"'),
        (r"‘ ", "‘"),
        (r"“ ", "“"),
        (r" ”", "”"),
        (r"\s+", " "),
    )
)


def detokenized(tokens: list[str]) -> str:
    """Tokens as running text: punctuation drawn to its word, hyphens and thousands closed.

    >>> detokenized(["The", "minister", "said", "24", ",", "000", "troops", "(", "of", "al", "-", "Hask", "’", "s", ")", "left", "."])
    'The minister said 24,000 troops (of al-Hask’s) left.'
    """
    text = " ".join(tokens)
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return text.strip()
