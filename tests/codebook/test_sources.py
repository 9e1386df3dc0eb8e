"""Sources: YAML files read with care, and errors that name the place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verbale.codebook.sources import ENTRIES, Item, list_items, read_items, read_yaml
from verbale.errors import CodebookError

FIELDS = ("name", "size")


class Yaml12(yaml.SafeLoader):
    """The plain loader, for which "on", "no" and the like are words."""

    yaml_implicit_resolvers: ClassVar = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?i:true|false)$"), list("tTfF"))


def plainly(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)


def file(folder: Path, content: str | bytes) -> Path:
    path = folder / "sample.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "- {name: Velden, size: 3, open: yes, note: null, share: 0.5}",
        "a: &marked [1, 2]\nb: *marked",
        "text: \"quoted: 1\"\nother: 'no'\nblock: |\n  one\n  two\nfolded: >-\n  one\n  two",
        "- ~\n- 2005-05-24\n- 010\n- .5\n- -3\n- 'x'\n- on\n- N\n- ''\n-\n",
        "--- [Velden, Brenn]\n...\n",
        "2: one\ntrue: two",
    ],
)
def test_a_file_means_what_yaml_takes_it_for(tmp_path: Path, text: str) -> None:
    assert read_yaml(file(tmp_path, text)) == plainly(text)


WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | WORDS


@given(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abno", max_size=3), inner, max_size=4)))
def test_any_content_means_what_yaml_takes_it_for(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    text = yaml.safe_dump({"content": content}, allow_unicode=True)
    assert read_yaml(file(tmp_path_factory.getbasetemp(), text)) == plainly(text)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("null", "the file is empty"),
        (b"name: V\xe4lden", "not UTF-8 text (byte 7)"),
        ("a: [1, 2\nb: 3", "sample.yaml, line 2: not as YAML wants it"),
        ("a: 1\nb: 2\na: 3", "line 3: not as YAML wants it: the key 'a' is given twice"),
        ("- {a: 1, a: 1}", "the key 'a' is given twice"),
        ("a: *gone", "nothing is marked &gone"),
        ("a: !!python/name:os.system", "the tag 'tag:yaml.org,2002:python/name:os.system' is not allowed"),
        ("? [1, 2]\n: 3", "a key is a list or a mapping"),
        ("a: 1\n---\nb: 2", "line 2: not as YAML wants it: a second document begins"),
        ("a: \x07", "not as YAML wants it"),
        ("a: 2005-13-40", "not as YAML wants it"),
        ("[" * 5000, "not as YAML wants it"),
    ],
)
def test_a_fault_in_a_file_is_named(tmp_path: Path, content: str | bytes, says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        read_yaml(file(tmp_path, content))
    assert "sample.yaml" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"gone\.yaml: cannot be read \(No such file or directory\)"):
        read_yaml(tmp_path / "gone.yaml")


def test_the_fields_of_an_entry(tmp_path: Path) -> None:
    content = (
        "- {name: ' Velden ', size: 3, new: true, towns: [Hask, Brenn], rivers: 'Orm, Dale,', since: 1998, "
        "parts: [{name: East}], sector: ''}"
    )
    (item,) = read_items(file(tmp_path, content), ("name", "size", "new", "towns", "rivers", "since", "parts", "sector"))
    assert item.place.endswith("sample.yaml: entry 1 (' Velden ')")
    assert item.text("name") == item.optional("name") == "Velden"
    assert item.text("sector", empty=True) == ""
    assert item.optional("gone") is None
    assert item.number("size") == 3.0
    assert item.flag("new")
    assert not item.flag("gone")
    assert item.texts("towns") == ("Hask", "Brenn")
    assert item.texts("rivers") == ("Orm", "Dale")
    assert item.texts("gone") == ()
    assert (item.year("since"), item.year("gone")) == (1998, None)
    (part,) = item.items("parts", ("name",))
    assert part.text("name") == "East"
    assert part.place == f"{item.place}, parts 1 ('East')"


@pytest.mark.parametrize(
    ("field", "value", "asked", "says"),
    [
        ("name", None, "text", "the field 'name' is missing; add it"),
        ("name", 3, "text", "'name' holds 3, which YAML does not take for words; put it in quotes"),
        ("name", " ", "text", "'name' holds empty text"),
        ("name", False, "optional", "'name' holds False"),
        ("name", 3, "texts", "write a list, as in name: [one, two]"),
        ("name", ["Hask", True], "texts", "'name' holds True"),
        ("size", "yes", "flag", "write true or false"),
        ("size", True, "number", "write a number"),
        ("size", None, "number", "write a number"),
        ("size", 1998.5, "year", "write a year, as in size: 1998"),
        ("size", True, "year", "write a year"),
        ("size", 0, "year", "write a year"),
        ("size", 10000, "year", "write a year"),
    ],
)
def test_a_fault_in_a_field_is_named(field: str, value: Any, asked: str, says: str) -> None:
    item = Item({field: value}, "sample.yaml: entry 2", FIELDS)
    with pytest.raises(CodebookError, match=re.escape(says)) as caught:
        getattr(item, asked)(field)
    assert str(caught.value).startswith("sample.yaml: entry 2")


def test_a_list_in_a_field_must_be_one() -> None:
    with pytest.raises(CodebookError, match="write a list of entries"):
        Item({"parts": {"name": "East"}}, "sample", ("parts",)).items("parts", ("name",))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"name": "Velden"}, "sample: wanted a list of entries (lines that begin with '-'), found dict"),
        (["Velden"], "sample: entry 1: found 'Velden', wanted a mapping with the fields name, size"),
        ([{"name": "Velden", "colour": 1}], "sample: entry 1 ('Velden'): the field 'colour' is not known; use only name, size"),
    ],
)
def test_a_list_holds_mappings_of_known_fields(content: Any, says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)):
        list_items(content, "sample", FIELDS)


@pytest.mark.parametrize("path", sorted(ENTRIES.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_means_what_yaml_takes_it_for(path: Path) -> None:
    assert read_yaml(path) == plainly(path.read_text(encoding="utf-8"))
