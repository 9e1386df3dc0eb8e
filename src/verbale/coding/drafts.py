"""Acts in the making: mutable while rules look at each other's results, frozen into records at the end."""

from __future__ import annotations

from msgspec import Struct, field

from verbale.coding.sides import Side
from verbale.coding.sightings import Sighting
from verbale.records import Reason

SAYINGS = frozenset({"THREATEN", "REJECT", "REQUEST", "ACCUSE", "CONCEDE", "AGREE", "SUPPORT", "WARN", "DENY", "STATE"})
HOSTILE = frozenset({"ASSAULT", "SANCTION", "COERCE", "THREATEN", "MOBILIZE"})
FRIENDLY = frozenset({"AGREE", "CONCEDE", "RETREAT", "CONSULT", "COOPERATE", "AID", "SUPPORT"})


class Draft(Struct, eq=False):
    """One act before it is settled. Word indices throughout; `voices` are the enclosing sayings, outermost first."""

    word: int
    first: int
    last: int
    type: str
    mode: str | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    status: str
    content: tuple[int, ...]
    sighting: Sighting | None
    reasons: list[Reason] = field(default_factory=list)
    region: frozenset[int] = frozenset()
    voices: list[Draft] = field(default_factory=list)
    condition: int | None = None
    dropped: str = ""
    noun: bool = False
    inferred: bool = False

    def because(self, why: str, score: float = 1.0) -> None:
        self.reasons.append(Reason(why, score))

    @property
    def saying(self) -> bool:
        return self.type in SAYINGS
