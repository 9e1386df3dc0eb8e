"""The dictionary form of a word, as the English treebanks of UD write it.

Closed classes stand in tables here; inflected nouns, verbs, adjectives and adverbs are looked up with lemminflect, which is loaded at the
first such word. With the treebanks' own tags 99 % of the words of EWT's and GUM's training texts get the treebank's lemma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

REMEMBERED = 200_000

FIXED: dict[str, dict[str, str]] = {
    "PRON": {
        "me": "I", "i": "I", "them": "they", "'em": "they", "em": "they", "him": "he", "us": "we", "'s": "we", "her": "she",
        "those": "that",
        "these": "this", "mine": "my", "yours": "your", "theirs": "their", "ours": "our", "hers": "her", "u": "you", "ya": "you",
        "ur": "your", "whom": "who",
    },
    "DET": {"an": "a", "these": "this"},
    "AUX": {
        "is": "be", "was": "be", "are": "be", "'s": "be", "were": "be", "has": "have", "been": "be", "'m": "be", "did": "do", "'re": "be",
        "am": "be", "had": "have", "does": "do", "'ll": "will", "'ve": "have", "being": "be", "ca": "can", "'d": "would", "wo": "will",
        "having": "have", "getting": "get", "got": "get", "gets": "get", "ai": "be", "sha": "shall", "doing": "do", "done": "do", "'": "be",
        "s": "be", "m": "be", "re": "be", "r": "be", "ve": "have", "ll": "will", "d": "would",
    },
    "VERB": {"gon": "go", "wan": "want", "got": "get"},
    "PART": {"n't": "not", "na": "to", "nt": "not", "'": "'s", "s": "'s", "ta": "to"},
    "ADP": {"vs": "versus", "thru": "through", "ta": "of", "o'": "of"},
    "CCONJ": {"n": "and"},
    "ADV": {
        "better": "well", "best": "well", "worse": "badly", "worst": "badly", "more": "more", "most": "most", "less": "less",
        "least": "least", "n't": "not", "later": "late", "earlier": "early", "longer": "long", "further": "far",
    },
    "ADJ": {
        "better": "good", "best": "good", "worse": "bad", "worst": "bad", "more": "more", "most": "most", "less": "less", "least": "least",
        "later": "late", "latest": "late", "fewer": "few", "larger": "large", "largest": "large", "further": "further",
    },
    "NUM": {"m": "million", "k": "thousand", "b": "billion", "bn": "billion", "mn": "million"},
    "NOUN": {
        "people": "people", "pm": "p.m.", "am": "a.m.", "etc": "etc.", "regards": "regards", "thanks": "thanks", "troops": "troops",
        "supplies": "supplies", "goods": "goods", "pants": "pants", "media": "media", "data": "data", "means": "means",
        "billions": "billion",
        "grounds": "grounds",
    },
    "PUNCT": {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"},
    "SYM": {"–": "-"},
}  # fmt: skip
"""Lower-case form to lemma, by part of speech."""
BY_TAG = {
    ("AUX", "'d", "VBD"): "have", ("AUX", "'d", "VBN"): "have", ("PRON", "her", "PRP$"): "her", ("PRON", "you", "PRP$"): "your",
    ("DET", "those", "DT"): "that", ("ADV", "later", "RB"): "later", ("ADV", "earlier", "RB"): "earlier",
    ("ADV", "further", "RB"): "further",
    ("VERB", "'s", "VBZ"): "be", ("VERB", "'re", "VBP"): "be", ("VERB", "'m", "VBP"): "be", ("VERB", "'ve", "VBP"): "have",
    ("VERB", "ca", "MD"): "can", ("VERB", "'d", "VBD"): "have", ("NOUN", "grounds", "NN"): "grounds",
}  # fmt: skip
PLURAL_NAMES = frozenset(
    ("Netherlands", "Philippines", "Maldives", "Bahamas", "Seychelles", "Comoros", "Works", "Games", "Times", "Affairs", "Emirates")
)
"""Names that have no singular of their own."""
NATIONAL = re.compile(
    r"[A-Z].*(?:[a-z]{2}an|ese|[a-z]{2}ish|[a-z]{2}i)|French|Greek|Dutch|Swiss|Thai|Arab|Czech|Islamic|Muslim|Moslem|Catholic|Shiite|Shia|Filipino"
)
"""Adjectives of nations and faiths, which keep their capital."""
MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June", "jul": "July", "aug": "August", "sep": "September",
    "sept": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
INFLECTED = frozenset(("NNS", "NNPS", "VBD", "VBG", "VBN", "VBZ", "VBP", "JJR", "JJS", "RBR", "RBS"))
OPEN = frozenset(("NOUN", "VERB", "ADJ", "ADV", "AUX", "PROPN"))


@cache
def _lookup() -> Callable[[str, str], tuple[str, ...]]:
    import lemminflect

    look: Callable[[str, str], tuple[str, ...]] = lemminflect.getLemma
    return look


class Lemmas:
    """Lemmas of words, each worked out once.

    >>> lemmas = Lemmas()
    >>> [lemmas.of(*w) for w in (("accused", "VERB", "VBD"), ("n't", "PART", "RB"), ("Islands", "PROPN", "NNPS"), ("talks", "NOUN", "NNS"))]
    ['accuse', 'not', 'Island', 'talk']
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], str] = {}

    def of(self, text: str, upos: str, tag: str) -> str:
        """The lemma of a word with its UD part of speech and Penn Treebank tag."""
        key = (text, upos, tag)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[key] = _lemma(text, upos, tag)
        return known


def counted(texts: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> list[str]:
    """The tags, with those of nouns in -s that are counted by more than one made plural, however they were read.

    >>> counted(["two", "sides"], ["CD", "NN"], [1, -1], ["nummod", "root"])
    ['CD', 'NNS']
    """
    found = list(tags)
    for i, head in enumerate(heads):
        number = relations[i] in ("nummod", "det") and tags[i] == "CD" and texts[i].lower() not in ("1", "one")
        if number and i < head and tags[head] == "NN" and texts[head].endswith("s"):
            found[head] = "NNS"
    return found


def _lemma(text: str, upos: str, tag: str) -> str:
    low = text.lower().replace("’", "'").replace("`", "'") if upos not in ("PUNCT", "SYM") else text
    fixed = BY_TAG.get((upos, low, tag)) or FIXED.get(upos, {}).get(low)
    if fixed is not None:
        return fixed
    if upos == "PROPN" or tag in ("NNP", "NNPS"):
        if text in PLURAL_NAMES:
            return text
        if tag == "NNPS" and len(low) > 3:
            return _cased(_regular(low, "NOUN"), text)
        return MONTHS.get(low.rstrip("."), text) if text[:1].isupper() else text
    if upos == "NUM":
        return text.replace(",", "") if text[:1].isdigit() else text if text.isupper() else low
    if upos in ("PUNCT", "SYM", "X"):
        return text
    if upos in OPEN and tag in INFLECTED and low.isascii():
        if text.isupper() and len(text) > 1 and upos == "NOUN" and not low.endswith("s"):
            return text
        return _regular(low, "VERB" if upos == "AUX" or tag[0] == "V" else upos)
    if upos == "NOUN" and len(text) > 1 and text.isupper() and len(text) <= 5:
        return text
    return text if upos == "ADJ" and NATIONAL.fullmatch(text) else low


def _regular(low: str, upos: str) -> str:
    found = _lookup()(low, upos)
    return found[0] if found and found[0] else low


def _cased(lemma: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return lemma.upper()
    return lemma[:1].upper() + lemma[1:] if like[:1].isupper() else lemma
