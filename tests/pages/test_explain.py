from verbale.pages.explain import grounds, silences
from verbale.pages.order import by_sentence
from verbale.records import Record


def told(record: Record, act: str) -> dict[str, str]:
    placed = next(item for items in by_sentence(record).values() for item in items if item.act.id == act)
    return {ground.about: ground.words for ground in grounds(record, placed)}


def test_an_act_rests_on_words_and_reasons_with_scores(record: Record) -> None:
    assert told(record, "a1") == {
        "trigger": "“accused” (a1)",
        "actors": "Norland [NLD GOV]",
        "recipients": "Ostania [OST GOV]",
        "when": "“on Tuesday” = 2005-05-24",
        "because": "cue word “accused” (1.00)",
    }
    assert told(record, "a2")["because"] == "act head (0.87)"


def test_words_are_set_beside_what_they_mean(record: Record) -> None:
    assert told(record, "a5")["actors"] == "“her country” = Ostania [OST GOV]"
    assert told(record, "a9")["recipients"] == "“two guards” = guards"


def test_contexts_are_told_where_there_are_some(record: Record) -> None:
    assert told(record, "a5")["contexts"] == "military, territory"
    assert "contexts" not in told(record, "a1")


def test_content_in_pieces_is_quoted_once(record: Record) -> None:
    assert told(record, "a4")["content"].startswith("“not one gun has fired from our side” … “her country would")


def test_each_sentence_without_acts_says_why(record: Record) -> None:
    assert silences(record) == {2: "no word of it names an act"}
    assert silences(Record(record.report, record.sentences, record.acts[1:3], ()))[4] == "no reason was given"
