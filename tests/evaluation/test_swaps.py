"""Reports with other parties in them: the text and the acts by hand change together."""

import random
from datetime import date

import pytest

from evaluation.acts import Case
from evaluation.scoring import Act, Coded, Party, Trigger
from evaluation.swaps import Swap, common_words, states, swapped
from verbale.codebook import load_parties

TEXT = (
    "Russia accused Ukraine of shelling a village, Lev Marrok said. The Russian envoy left Kyiv on Monday. RUSSIA DENIED IT. "
    "Nicolas Sarkozy spoke with Marrok; Sarkozy then called the French ambassador."
)
COMMON = common_words([TEXT])


def case() -> Case:
    words = {word: TEXT.index(word) for word in ("accused", "left", "called")}
    first, second = TEXT.index("The Russian"), TEXT.index("RUSSIA DENIED")
    third = TEXT.index("Nicolas")
    acts = (
        Act("ACCUSE", Trigger(words["accused"], words["accused"] + 7), 0, None, (Party("Russia", "Russia", "RUS"),),
            (Party("Ukraine", "Ukraine", "UKR"),), "actual", (Party("Lev Marrok", "Lev Marrok", ""),)),
        Act("CONSULT", Trigger(words["left"], words["left"] + 4), 1, None, (Party("Russian envoy", "The Russian envoy", "RUS"),)),
        Act("CONSULT", Trigger(words["called"], words["called"] + 6), 3, None, (Party("Nicolas Sarkozy", "Sarkozy", "FRA"),)),
    )  # fmt: skip
    sentences = ((0, first - 1), (first, second - 1), (second, third - 1), (third, len(TEXT)))
    return Case(Coded("r", sentences, acts), date(2010, 5, 4), TEXT)


@pytest.mark.parametrize("seed", range(12))
def test_text_and_acts_change_together(seed: int) -> None:
    found = swapped(case(), COMMON, random.Random(seed))
    assert not {"Russia", "Ukraine", "Kyiv", "Sarkozy", "Marrok", "RUSSIA"} & set(found.text.replace(".", " ").replace(",", " ").split())
    accuse, left, called = found.gold.acts
    assert [found.text[a.trigger.start : a.trigger.end] for a in found.gold.acts] == ["accused", "left", "called"]
    for act in found.gold.acts:
        start, end = found.gold.sentences[act.sentence]
        assert start <= act.trigger.start < end
    assert [found.text[start:end][-1] for start, end in found.gold.sentences] == ["."] * 4
    assert accuse.actors[0].name in found.text
    assert accuse.speakers[0].name in found.text
    assert accuse.actors[0].country == left.actors[0].country != "RUS"
    assert len({accuse.actors[0].country, accuse.recipients[0].country, called.actors[0].country}) == 3
    assert called.actors[0].name in found.text
    assert left.actors[0].name.endswith(" envoy")


def test_a_known_person_becomes_one_of_the_new_state_where_there_is_one() -> None:
    seen = []
    for seed in range(40):
        swap = Swap([], COMMON, 2010, random.Random(seed))
        name = swap.text("Nicolas Sarkozy")
        found = load_parties().find(name, 2010)
        if found:
            assert found[0].known.country == swap.codes["FRA"]
            seen.append(name)
    assert seen


def test_groups_keep_name_and_country_where_their_state_changes() -> None:
    swap = Swap([], COMMON, 2010, random.Random(1))
    assert swap.text("Palestine accused Nigeria, Hamas and Boko Haram.").endswith("Hamas and Boko Haram.")
    assert swap.party(Party("Hamas", "Hamas", "PSE")) == Party("Hamas", "Hamas", "PSE")
    assert swap.party(Party("Boko Haram", "the group", "NGA")) == Party("Boko Haram", "the group", "NGA")
    assert swap.party(Party("women held by Boko Haram", "women", "NGA")).country == swap.codes["NGA"] != "NGA"


def test_a_bare_surname_follows_the_full_name_in_the_report() -> None:
    text = "Nasser Yousef met reporters. Yousef said little."
    assert load_parties().find("Yousef", 2005)[0].known.name != "Nasser Yousef"
    swap = Swap([], COMMON, 2005, random.Random(1))
    assert "Yousef" not in swap.text(text)
    assert swap.party(Party("Nasser Yousef", "Yousef", "PSE")).text != "Yousef"


def test_organizations_and_unknown_words_stay() -> None:
    swap = Swap(["United Nations", "Islamic Jihad", "Boko Haram", "Lev Marrok"], COMMON, 2010, random.Random(1))
    text = "The United Nations, Islamic Jihad, Boko Haram and the rebels of Hamas met."
    assert swap.text(text) == text
    assert swap.text("Lev Marrok") != "Lev Marrok"


def test_states_have_words_of_every_form() -> None:
    assert all(state.form(kind) for state in states().values() for kind in ("name", "capital", "adjective", "demonym", "region", "seat"))
