"""A small invented report with its codes, and the corpus itself."""

import pytest

from corpus.load import DATA
from corpus.notation import read_codes

TEXT = (
    "Talks fail\n\n"
    'Norland accused Ostania on Monday of shelling Brenn. "They lie," said Gen. Ilan Brod, '
    "and if they shell again, he warned, his army will answer.\n\n"
    "The two sides did not agree.\n"
)

CODES = """published 2001-02-06
manner agency
topic border talks
party NOR: Norland, , GOV
party OST: Ostania, , GOV
party BRO: Ilan Brod, , MIL
party ARM: Norland's army, , MIL

@0
m NOR=Norland; OST=Ostania
q Norland | accused | of shelling Brenn
a1 [accused] ACCUSE/allege actual NOR > OST ; about=shelling Brenn ; when=on Monday (2001-02-05) ; cx=military
a2 [shelling] ASSAULT/heavy-weapons actual OST > NOR ; by=NOR ; in=a1 ; where=Brenn ; cx=military territory

@1
m OST=They; BRO=Gen. Ilan Brod; OST=they; BRO=he; ARM=his army
q Gen. Ilan Brod | said | "They lie,"
q he | warned | if they shell again // his army will answer
a3 [said] ACCUSE/disapprove actual BRO > OST={They} ; about="They lie," ; cx=military
a4 [warned] THREATEN/violence actual BRO > OST ; if=if they shell again ; cx=military
a5 [answer] ASSAULT conditional ARM > OST ; by=BRO ; in=a4 ; if=if they shell again ; cx=military

@2
m NOR+OST=The two sides
a6 [did not agree] AGREE negated NOR OST ; cx=diplomatic
"""


@pytest.fixture
def text():
    """The report."""
    return TEXT


@pytest.fixture
def codes():
    """Its codes."""
    return CODES


@pytest.fixture
def row():
    """Its row."""
    found, faults = read_codes("brenn-talks", TEXT, CODES)
    assert faults == []
    return found


@pytest.fixture
def data():
    """The folder of the data kit."""
    if not DATA.is_dir():
        pytest.skip(f"the data kit {DATA} is not here")
    return DATA
