import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.cli.outputs import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report", "report"),
        ("Brenn 9 March", "Brenn_9_March"),
        ("../../etc/passwd", "etc_passwd"),
        (".hidden", "hidden"),
        ("CON", "CON_"),
        ("lpt1.x", "lpt1.x_"),
        ("Véldén-北京", "Véldén-北京"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "report"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_a_file_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode("utf-8")) <= 200
    assert not set(safe) & set('/\\:*?"<>|\0\n ')
    assert not safe.startswith((".", "-"))
