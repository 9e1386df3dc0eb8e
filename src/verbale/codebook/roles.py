"""Words for offices and kinds of people ("prime minister", "gunmen"), and the sector that they tell.

They are kept in `entries/parties/roles.yaml`; `parties.load_parties` reads them together with the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from verbale.codebook.ontology import read_sector
from verbale.codebook.sources import Item
from verbale.errors import CodebookError

ROLE_FIELDS = ("role", "plural", "sector", "person", "title")


class Role(Struct, frozen=True):
    """A word for an office or a kind of people.

    `word` is the singular; `sector` is empty where the role takes that of the body it belongs to ("spokesman"). `person` is true
    for one person, false for bodies and groups (a plural is a group); `title` is true where the word can stand before a name.
    """

    word: str
    sector: str
    person: bool
    title: bool


class Roles:
    """The known roles, found by their words in singular and plural.

    >>> roles = read_roles([Item({"role": "prime minister", "sector": "GOV", "person": True}, "sample", ROLE_FIELDS)])
    >>> roles.ending(["the", "two", "prime", "ministers"])
    Role(word='prime minister', sector='GOV', person=False, title=False)
    """

    def __init__(self, by_key: Mapping[str, Role]) -> None:
        self._by_key = dict(by_key)
        self._longest = max((key.count(" ") + 1 for key in by_key), default=0)

    def __iter__(self) -> Iterator[Role]:
        """Every role in the singular, in the order of the files."""
        return iter([role for key, role in self._by_key.items() if key == _key([role.word])])

    def ending(self, words: Sequence[str]) -> Role | None:
        """The longest role that ends at the last of these lower-cased words; hyphens may be words of their own."""
        if not words or not _key(words[-1:]):
            return None
        pieces = _key(words[-2 * self._longest :]).split(" ")
        for length in range(min(len(pieces), self._longest), 0, -1):
            role = self._by_key.get(" ".join(pieces[-length:]))
            if role is not None:
                return role
        return None

    def title_words(self) -> frozenset[str]:
        """Every single word of the roles that can stand before a name ("prime", "ministers", "gen")."""
        return frozenset(word for key, role in self._by_key.items() if role.title for word in key.split(" "))

    def joined(self, own: Roles) -> Roles:
        """These roles and `own`, which win."""
        return Roles(self._by_key | own._by_key)


def read_roles(items: Iterable[Item]) -> Roles:
    """The roles of a list of entries; `CodebookError` where one is given twice or not in small letters."""
    by_key: dict[str, Role] = {}
    for item in items:
        word = item.text("role")
        plural = item.optional("plural") or _plural(word)
        role = Role(word, read_sector(item), item.flag("person"), item.flag("title"))
        for shown in (word, plural):
            if shown != shown.lower() or not _key([shown]):
                raise CodebookError(f"{item.place}: the role {shown!r} is not in small letters; write {shown.lower()!r}")
            if _key([shown]) in by_key:
                other = by_key[_key([shown])].word
                raise CodebookError(f"{item.place}: {shown!r} is already a role, or the plural of one ({other!r}); keep one of them")
        by_key[_key([plural])] = Role(word, role.sector, person=False, title=role.title)
        by_key[_key([word])] = role
    return Roles(by_key)


def _key(words: Sequence[str]) -> str:
    """The words as compared: "secretary-general", "secretary - general" and "gen." lose hyphens and full stops."""
    return " ".join(" ".join(words).replace("-", " ").replace(".", " ").replace("’", "'").replace(" 's", "'s").split())


def _plural(word: str) -> str:
    if word.endswith("."):
        return _plural(word[:-1]) + "."
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if re.search("[^aeiou]y$", word) else word + "s"
