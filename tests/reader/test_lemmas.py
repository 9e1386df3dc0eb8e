"""Lemmas as the treebanks write them."""

import pytest

from verbale.reader.lemmas import Lemmas, counted

TRUTH = [
    ("accused", "VERB", "VBD", "accuse"), ("met", "VERB", "VBD", "meet"), ("withdrawn", "VERB", "VBN", "withdraw"),
    ("says", "VERB", "VBZ", "say"), ("shelling", "VERB", "VBG", "shell"), ("Leaves", "VERB", "VBZ", "leave"),
    ("countries", "NOUN", "NNS", "country"), ("talks", "NOUN", "NNS", "talk"), ("men", "NOUN", "NNS", "man"),
    ("Islands", "PROPN", "NNPS", "Island"), ("Velden", "PROPN", "NNP", "Velden"), ("Sept.", "PROPN", "NNP", "September"),
    ("largest", "ADJ", "JJS", "large"), ("worse", "ADJ", "JJR", "bad"), ("Sorvian", "ADJ", "JJ", "Sorvian"),
    ("National", "ADJ", "NNP", "National"), ("wo", "AUX", "MD", "will"), ("n’t", "PART", "RB", "not"), ("’s", "AUX", "VBZ", "be"),
    ("'s", "PART", "POS", "'s"), ("’s", "PART", "POS", "'s"), ("her", "PRON", "PRP", "she"), ("her", "PRON", "PRP$", "her"),
    ("them", "PRON", "PRP", "they"), ("1,000", "NUM", "CD", "1000"), ("“", "PUNCT", "``", '"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "upos", "tag", "lemma"), TRUTH)
def test_lemma(text: str, upos: str, tag: str, lemma: str) -> None:
    assert Lemmas().of(text, upos, tag) == lemma


def test_what_is_counted_by_more_than_one_is_plural() -> None:
    def tags(number: str, noun: str, tag: str = "NN", relation: str = "nummod") -> list[str]:
        return counted([number, noun], ["CD", tag], [1, -1], [relation, "root"])

    assert tags("two", "sides") == tags("12", "ships") == ["CD", "NNS"]
    assert tags("one", "gas") == tags("1", "gas") == tags("two", "people") == ["CD", "NN"]
    assert tags("2008", "crisis", relation="compound") == ["CD", "NN"]
    assert tags("two", "Emirates", "NNP") == ["CD", "NNP"]
    assert counted(["gas", "ten"], ["NN", "CD"], [-1, 0], ["root", "nummod"]) == ["NN", "CD"]
