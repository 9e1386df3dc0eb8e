"""The label inventory of a reader: what occurs in the treebanks, and what the codebook allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.examples import Document
from verbale.codebook.ontology import load_ontology
from verbale.reader.labels import Labels
from verbale.reading import MENTION_TYPES


def act_labels() -> dict[str, tuple[str, ...]]:
    """The labels of the heads for acts, by the fields of `Labels`; they are the codebook's."""
    known = load_ontology()
    return {
        "act": ("", *(t.name for t in known.types)),
        "mode": tuple(f"{t.name}/{mode}" for t in known.types for mode in ("", *(m.name for m in t.modes))),
        "status": tuple(s.name for s in known.statuses),
        "context": tuple(c.name for c in known.contexts),
        "party": ("", *(f"party/{code}" for code in ("", *(s.code for s in known.sectors)))),
    }


def label_inventory(documents: Iterable[Document], rare: int = 15) -> Labels:
    """The labels that occur; a relation's subtype met fewer than `rare` times falls back to the relation."""
    documents = list(documents)
    deprels = Counter(d for doc in documents for item in doc.items for d in item.deprels)
    kept = {d for d, n in deprels.items() if n >= rare} | {d.split(":")[0] for d in deprels}
    return Labels(
        upos=tuple(sorted({u for doc in documents for item in doc.items for u in item.upos})),
        tag=tuple(sorted({t for doc in documents for item in doc.items for t in item.tags})),
        deprel=tuple(sorted(kept)),
        mention=("", *MENTION_TYPES),
        attribution=("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
        **act_labels(),
    )
