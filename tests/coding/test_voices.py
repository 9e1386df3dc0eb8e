"""Voices: who vouches for an act, outermost first (codebook, section 5)."""

from __future__ import annotations

from collections.abc import Callable

Gives = Callable[..., None]
QUOTED = "“Ostania attacked Brenn again.”"


def test_the_report_itself(gives: Gives) -> None:
    gives("Ostania attacked Norland.", "ASSAULT actual: Ostania > Norland; by nobody")


def test_a_speaker_before_and_after(gives: Gives) -> None:
    gives("Ostanian officials said Norlandic troops had withdrawn from Hask.", "RETREAT actual: Norlandic troops; by Ostanian officials")
    gives("Ostania shelled Brenn, Norland said.", "ASSAULT actual: Ostania; by Norland")
    gives("“Ostania attacked Brenn again,” the Norlandic president said.", "ASSAULT actual: Ostania; by Norlandic president")
    gives("Ostania did not attack Brenn, the Ostanian president said.", "ASSAULT negated: Ostania; by Ostanian president")


def test_according_to(gives: Gives) -> None:
    gives("Ostania shelled Brenn, according to Sorvian officials.", "ASSAULT actual: Ostania; by Sorvian officials")


def test_a_saying_handed_on(gives: Gives) -> None:
    gives(
        "The Velden News Agency quoted the Norlandic defense minister as saying that Ostania shelled Brenn.",
        "ASSAULT actual: Ostania; by Velden News Agency, Norlandic defense minister",
    )


def test_a_saying_told_by_another(gives: Gives) -> None:
    gives(
        "Ostania said Norland had accused Sorvia of shelling Brenn.",
        "ACCUSE actual: Norland > Sorvia; by Ostania",
        "  ASSAULT actual: Sorvia; by Ostania, Norland",
    )


def test_an_unnamed_source_is_a_party(gives: Gives) -> None:
    gives(
        "An Ostanian official said on condition of anonymity that Norlandic troops had withdrawn from Hask.",
        "RETREAT actual: Norlandic troops; by Ostanian official; if nothing",
    )


def test_a_free_quotation_is_the_speakers_before(gives: Gives) -> None:
    gives(
        ("Norland accused Ostania of shelling Brenn.", QUOTED),
        "ACCUSE actual: Norland > Ostania; by nobody",
        "  ASSAULT actual: Ostania; by Norland",
        "  ASSAULT actual: Ostania; by Norland",
    )


def test_a_free_quotation_is_the_speakers_after(gives: Gives) -> None:
    gives(
        (QUOTED, "The Union of Northern States condemned Ostania."),
        "  ASSAULT actual: Ostania; by Union of Northern States",
        "ACCUSE actual: Union of Northern States > Ostania; by nobody",
    )


def test_what_is_quoted_of_oneself(gives: Gives) -> None:
    gives(
        "“We attacked Brenn,” the Ostanian president told the Velden News Agency.",
        "ASSAULT actual: Ostanian president; by Ostanian president",
    )


def test_who_speaks_of_it_vouches_for_nothing_else(gives: Gives) -> None:
    gives(
        ("Ostania shelled Brenn, Norland said.", "Ostania released the prisoners."),
        "ASSAULT actual: Ostania; by Norland",
        "RETREAT actual: Ostania; by nobody",
    )
