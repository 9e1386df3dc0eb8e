import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from verbale.pages.json import json_line, json_object
from verbale.records import Act, Record, Report, Span, Trigger


@pytest.mark.parametrize("write", [json_line, json_object])
def test_offsets_point_at_the_words(record: Record, write: object) -> None:
    assert callable(write)
    coded = json.loads(write(record))
    assert list(coded) == ["id", "published", "title", "outlet", "url", "text", "warnings", "sentences", "acts", "evidence", "silences"]
    assert coded["published"] == "2005-05-24"
    assert [coded["text"][start:end] for start, end in coded["sentences"]][2] == "The valley is known for its apples."
    for act, evidence in zip(coded["acts"], coded["evidence"], strict=True):
        assert coded["text"][act["trigger"]["start"] : act["trigger"]["end"]] == act["trigger"]["text"]
        assert evidence["act"] == act["id"]


def test_an_act_has_exactly_the_fields_of_the_codebook(record: Record) -> None:
    act = json.loads(json_line(record))["acts"][4]
    assert act == {
        "id": "a5",
        "sentence": 1,
        "trigger": {"text": "pull", "start": act["trigger"]["start"], "end": act["trigger"]["end"]},
        "type": "RETREAT",
        "mode": "withdraw",
        "actors": [{"text": "Ostania", "name": "Ostania", "country": "OST", "sector": "GOV"}],
        "recipients": [],
        "status": "conditional",
        "speakers": [{"text": "Ostanian Foreign Minister Ilva Teren", "name": "Ilva Teren", "country": "OST", "sector": "GOV"}],
        "within": "a4",
        "about": "",
        "condition": "if Norland opens the coastal road",
        "when": {"text": "this summer", "value": "2005-06-01/2005-08-31"},
        "where": "the Brenn valley",
        "contexts": ["military", "territory"],
    }


def test_both_shapes_hold_the_same_and_give_the_acts_back(record: Record) -> None:
    assert json.loads(json_line(record)) == json.loads(json_object(record))
    assert json_line(record).count(b"\n") == 0
    assert msgspec.json.decode(json_line(record), type=_Acts).acts == record.acts


class _Acts(msgspec.Struct):
    acts: tuple[Act, ...]


@pytest.mark.parametrize("write", [json_line, json_object])
def test_half_characters_survive_as_escapes(write: object) -> None:
    assert callable(write)
    text = "Norland \ud83d met “Sorvia”"
    act = Act("a1", 0, Trigger(text[8:13], 8, 13), "CONSULT", None, (), (), "actual")
    coded = json.loads(write(Record(Report("half", text, ()), (Span(0, len(text)),), (act,), ())))
    assert coded["text"] == text
    assert coded["acts"][0]["trigger"]["text"] == text[8:13]


def test_the_score_of_the_project_reads_it(record: Record, tmp_path: Path) -> None:
    tool = Path(__file__).parents[3] / "shared" / "tools" / "score_acts.py"
    if not tool.exists():
        pytest.skip("the project's score is not beside this checkout")
    (tmp_path / "velden.json").write_bytes(json_object(record))
    said = subprocess.run([sys.executable, str(tool), str(tmp_path), str(tmp_path)], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[0].split() == ["type", "P", "100.0", "R", "100.0", "F1", "100.0", "(9", "of", "9", "gold,", "9", "coded)"]
