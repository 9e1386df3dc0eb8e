"""Roles: words for offices and kinds of people, in singular and plural."""

from __future__ import annotations

import re

import pytest

from verbale.codebook.parties import load_parties
from verbale.codebook.roles import ROLE_FIELDS, Role, Roles, read_roles
from verbale.codebook.sources import Item
from verbale.errors import CodebookError


def roles(*entries: dict[str, object]) -> Roles:
    return read_roles([Item(entry, f"sample: entry {number}", ROLE_FIELDS) for number, entry in enumerate(entries, 1)])


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("the reeve", Role("reeve", "JUD", True, True)),
        ("two reeves", Role("reeve", "JUD", False, True)),
        ("the high reeve", Role("high reeve", "GOV", True, False)),
        ("high - reeves", Role("high reeve", "GOV", False, False)),
        ("the high-reeve", Role("high reeve", "GOV", True, False)),
        ("watchmen", Role("watchman", "COP", False, False)),
        ("lt. gen.", Role("lt. gen.", "MIL", True, True)),
        ("lt gen", Role("lt. gen.", "MIL", True, True)),
        ("lt. gens.", Role("lt. gen.", "MIL", False, True)),
        ("river companies", Role("company", "BUS", False, False)),
        ("hill watch", Role("watch", "", False, False)),
        ("watches", Role("watch", "", False, False)),
        ("reeve of velden", None),
        ("reeve -", None),
        ("men", None),
        ("", None),
    ],
)
def test_the_longest_role_at_the_end_is_found(words: str, role: Role | None) -> None:
    known = roles(
        {"role": "reeve", "sector": "JUD", "person": True, "title": True},
        {"role": "high reeve", "sector": "GOV", "person": True},
        {"role": "watchman", "plural": "watchmen", "sector": "COP", "person": True},
        {"role": "lt. gen.", "sector": "MIL", "person": True, "title": True},
        {"role": "company", "sector": "BUS"},
        {"role": "watch", "sector": ""},
    )
    assert known.ending(words.split()) == role


def test_no_role_is_found_where_none_is_known() -> None:
    assert roles().ending(["reeve"]) is None
    assert list(roles()) == []


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([{"role": "Reeve", "sector": "JUD"}], "entry 1 ('Reeve'): the role 'Reeve' is not in small letters; write 'reeve'"),
        ([{"role": "reeve", "plural": "Reeves", "sector": "JUD"}], "write 'reeves'"),
        ([{"role": "reeve", "sector": "JUD"}, {"role": "reeve", "sector": "GOV"}], "entry 2 ('reeve'): 'reeve' is already a role"),
        ([{"role": "reeve", "sector": "JUD"}, {"role": "reeves", "sector": "GOV"}], "the plural of one ('reeve')"),
        ([{"role": "reeve"}], "the field 'sector' is missing"),
        ([{"role": "reeve", "sector": "LAW"}], "the sector 'LAW' is not in the codebook"),
        ([{"role": "reeve", "sector": "JUD", "title": "yes"}], "write true or false"),
        ([{"role": "reeve", "sector": "JUD", "country": "NRL"}], "the field 'country' is not known"),
    ],
)
def test_a_fault_in_an_entry_is_named(entries: list[dict[str, object]], says: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(says)):
        roles(*entries)


@pytest.mark.parametrize(
    ("words", "sector", "person", "title"),
    [
        ("the deputy prime minister", "GOV", True, True),
        ("interior ministry", "GOV", False, False),
        ("army spokesmen", "MIL", False, True),
        ("a spokesman", "", True, True),
        ("masked gunmen", "UAF", False, False),
        ("lt. col.", "MIL", True, True),
        ("brig. gen.", "MIL", True, True),
        ("secretary - general", "GOV", True, True),
        ("mrs.", "", True, True),
        ("security forces", "COP", False, False),
        ("rebel fighters", "REB", False, False),
        ("villagers", "CVL", False, False),
        ("lawmakers", "LEG", False, False),
        ("aid workers", "SOC", False, False),
        ("port workers", "LAB", False, False),
        ("grand ayatollah", "REL", True, True),
        ("news agency", "JRN", False, False),
        ("side", "", False, False),
        ("refugees", "REF", False, False),
        ("crown prince", "GOV", True, True),
        ("peacekeepers", "MIL", False, False),
        ("chief prosecutor", "JUD", True, True),
    ],
)
def test_the_shipped_roles(words: str, sector: str, person: bool, title: bool) -> None:
    role = load_parties().role(words.split())
    assert role is not None
    assert (role.sector, role.person, role.title) == (sector, person, title)
