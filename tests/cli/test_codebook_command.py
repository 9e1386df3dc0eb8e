from collections.abc import Callable

from verbale.codebook import load_ontology


def test_every_type_is_shown_with_its_modes(verbale: Callable) -> None:
    ran = verbale("codebook", "types")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")] == [type.name for type in load_ontology().types]
    assert "    modes: sign, promise, offer, accept\n" in ran.out


def test_a_party_is_looked_up(verbale: Callable) -> None:
    ran = verbale("codebook", "parties", "Moscow's envoy flew to Afghanistan.")
    assert ran.status == 0
    assert ran.out == "Moscow (capital) = Russia [RUS GOV]\nAfghanistan (name) = Afghanistan [AFG GOV]\n"


def test_an_unknown_party_is_told(verbale: Callable) -> None:
    ran = verbale("codebook", "parties", "Norland")
    assert ran.status == 1
    assert "no party is known in 'Norland'" in ran.err


def test_words_are_needed_for_parties(verbale: Callable) -> None:
    ran = verbale("codebook", "parties")
    assert ran.status == 2
    assert "words to find parties in are missing" in ran.err


def test_types_take_no_words(verbale: Callable) -> None:
    ran = verbale("codebook", "types", "ACCUSE")
    assert ran.status == 2
    assert "without words" in ran.err
