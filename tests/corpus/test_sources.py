"""Texts of real reports: read from files of every source's form, and joined."""

import gzip
import json

import pytest

from corpus.sources import FILES, Pointer, detokenized, digest, source_text
from verbale.errors import ReportError


@pytest.fixture
def kit(tmp_path):
    """A data kit with two sentences in every source."""
    tokens = [["Talks", "failed", "."], ["Nobody", "(", "or", "few", ")", "came", "."]]
    contents = {
        "voa": [{"id": 7, "text": "Talks failed."}, {"id": 8, "text": "Nobody (or few) came."}],
        "re3d": [{"doc": "D", "tokens": line} for line in tokens],
        "meantime": [{"id": "D", "sents": tokens}],
    }
    for source, path in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        if source == "gum":
            body = "# newdoc id = D\n# text = Talks failed.\n1\tTalks\n\n# text = Nobody (or few) came.\n"
        else:
            body = "\n".join(map(json.dumps, contents[source]))
        (tmp_path / path).write_bytes(gzip.compress(body.encode()))
    return tmp_path


@pytest.mark.parametrize(
    ("source", "document", "numbers"),
    [("voa", "", (7, 8)), ("gum", "D", (0, 1)), ("re3d", "D", (0, 1)), ("meantime", "D", (0, 1))],
)
def test_every_source_gives_its_sentences(kit, source, document, numbers):
    assert source_text(Pointer(source, document, numbers), "2001-02-03", kit) == "2001-02-03\n\nTalks failed.\n\nNobody (or few) came."
    assert source_text(Pointer(source, document, numbers[1:]), "x", kit) == "x\n\nNobody (or few) came."


def test_what_is_not_there_is_named(kit, tmp_path):
    with pytest.raises(ReportError, match="no source 'bbc': wanted one of voa, gum, re3d, meantime"):
        source_text(Pointer("bbc", "", (1,)), "", kit)
    with pytest.raises(ReportError, match=r"lacks sentence 9 of the reports \(1 in all\)"):
        source_text(Pointer("voa", "", (8, 9)), "", kit)
    with pytest.raises(ReportError, match="cannot read the texts of the real reports"):
        source_text(Pointer("gum", "D", (0,)), "", tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("24 , 000 men , he said .", "24,000 men, he said."),
        ("Ibrahim al - Hask ’ s U.S. - led army", "Ibrahim al-Hask’s U.S.-led army"),
        ("`` We left , '' he said", '"We left," he said'),
        ('" We left', '"We left'),
        ('we left . "', 'we left."'),
        ("it does n't cost $ 40 million", "it doesn't cost $40 million"),
        ("( a ) -LRB- b -RRB-", "(a) (b)"),
    ],
)
def test_tokens_as_running_text(tokens, text):
    assert detokenized(tokens.split()) == text


def test_a_digest_tells_texts_apart():
    assert digest("a") != digest("b")
    assert len(digest("a")) == 16
