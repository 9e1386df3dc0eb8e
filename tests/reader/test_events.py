"""Events: triggers and what they point to, read off a window's numbers."""

import numpy as np

from verbale.reader.card import Thresholds
from verbale.reader.events import Triggers
from verbale.reader.labels import Labels
from verbale.reader.session import POINTERS, Marks
from verbale.reading import Argument, Event

LABELS = Labels(
    upos=(), tag=(), deprel=(), mention=(), attribution=(), act=("", "ACCUSE", "ASSAULT"),
    mode=("ACCUSE/", "ACCUSE/allege", "ASSAULT/", "ASSAULT/aerial"), status=("actual", "planned"), context=("military", "legal"),
    party=("", "party/GOV"),
)  # fmt: skip
WORDS = "Norland accused it of having sent planes on Monday".split()


ENDS = np.array([False] * 4 + [True] + [False] * 3 + [True])
CALIBRATION = {"speaker": (2.0, -1.0)}


def marks(**told: dict[int, float] | dict[int, dict[str, float]]) -> Marks:
    """Marks of `WORDS`: nothing is seen but for triggers {word: {label: logit}}, their `modes`, `statuses` and `contexts` alike, `inside`
    {word: logit}, and for each pointer {trigger: {word: logit}}."""
    n = len(WORDS)
    empty = np.zeros((n, 0), np.float32)

    def table(name: str, labels: tuple[str, ...]) -> np.ndarray:
        found = np.full((n, len(labels)), -9.0, np.float32)
        for word, scores in told.get(name, {}).items():
            for label, score in scores.items():  # type: ignore[union-attr]
                found[word, labels.index(label)] = score
        return found

    act = table("act", LABELS.act)
    act[:, 0] = 0
    roles = np.full((len(POINTERS), n, n + 1), -9.0, np.float32)
    roles[:, :, n] = 0
    for r, pointer in enumerate(POINTERS):
        for trigger, scores in told.get(pointer, {}).items():
            for word, score in scores.items():  # type: ignore[union-attr]
                roles[r, trigger, word] = score
    inside = np.full(n, -9.0, np.float32)
    for word, score in told.get("inside", {}).items():
        inside[word] = score
    return Marks(
        np.zeros(n, np.float32), np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros((n, 0), np.int64), empty, empty, empty, empty,
        empty, empty, act, table("mode", LABELS.mode), table("status", LABELS.status), table("context", LABELS.context), inside,
        table("party", LABELS.party), roles,
    )  # fmt: skip


def read(told: Marks, mentions: list[int], entity: dict[int, int] | None = None, **thresholds: float) -> tuple[Event, ...]:
    triggers = Triggers(LABELS, Thresholds(**thresholds), CALIBRATION)
    known = entity or {}
    return triggers.assemble([(0, t) for t in triggers.of(told, mentions, ENDS)], lambda m: known.get(m, m))


ACCUSED, SENT = {1: {"ACCUSE": 5.0}}, {5: {"ASSAULT": 3.0}}


def test_a_trigger_has_a_mode_of_its_own_type_a_status_and_contexts() -> None:
    (event,) = read(
        marks(act=ACCUSED, mode={1: {"ASSAULT/aerial": 9, "ACCUSE/allege": 1}}, status={1: {"planned": 1}}, context={1: {"legal": 1}}), []
    )
    assert (event.type, event.mode, event.status, event.contexts) == ("ACCUSE", "allege", "planned", ("legal",))
    assert (event.word, event.first, event.last) == (1, 1, 2)
    assert 0.9 < event.score < 1


def test_a_trigger_may_have_several_words() -> None:
    (event,) = read(marks(act=SENT, inside={6: 2.0, 8: 2.0}), [])
    assert (event.first, event.last) == (5, 7)
    first, second = read(marks(act=SENT | {6: {"ACCUSE": 5.0}}, inside={6: 2.0}), [])
    assert (first.last, second.first) == (6, 6)


def test_parties_are_weighed_by_all_their_mentions() -> None:
    told = marks(act=ACCUSED, actor={1: {0: 4.0}}, recipient={1: {2: -0.5, 6: -0.4}})
    assert read(told, [0, 2, 6], only_recipient=0.0)[0].arguments == (Argument("actor", 0, 0.982),)
    found = read(told, [0, 2, 6], {2: 2, 6: 2})[0].arguments
    assert [(a.role, a.word) for a in found] == [("actor", 0), ("recipient", 6)]


def test_beliefs_are_calibrated() -> None:
    told = marks(act=ACCUSED, actor={1: {0: 1.0}}, speaker={1: {0: 1.0}})
    assert [(a.role, a.score) for a in read(told, [0])[0].arguments] == [("actor", 0.7311), ("speaker", 0.7311)]
    told = marks(act=ACCUSED, actor={1: {0: 2.0}}, speaker={1: {0: 2.0}})
    assert [a.score for a in read(told, [0])[0].arguments] == [0.8808, 0.9526]


def test_only_mentions_of_parties_take_part() -> None:
    assert read(marks(act=ACCUSED, actor={1: {0: 4.0, 8: 5.0}}), [0])[0].arguments[0].word == 0


def test_the_likeliest_party_is_taken_where_none_passes() -> None:
    told = marks(act=ACCUSED, actor={1: {0: -1.0, 2: -2.0}})
    assert [a.word for a in read(told, [0, 2])[0].arguments] == [0]
    assert read(told, [0, 2], only_actor=-0.5)[0].arguments == ()


def test_recipients_that_fall_short_are_kept_likeliest_first() -> None:
    told = marks(act=ACCUSED, recipient={1: {0: 4.0, 2: -2.0, 4: -3.0, 6: -1.5, 8: -2.5}})
    (event,) = read(told, [0, 2, 4, 6, 8])
    assert [a.word for a in event.arguments] == [0]
    assert [(a.role, a.word) for a in event.faint] == [("recipient", 6), ("recipient", 2), ("recipient", 8)]
    assert all(0 < a.score < 0.5 for a in event.faint)
    assert read(marks(act=ACCUSED, actor={1: {0: -1.0}}), [0], only_actor=0.0)[0].faint == ()


def test_pointers() -> None:
    pointed = {"within": {1: 3.0}, "when": {8: 2.0}, "where": {0: 2.0}, "opens": {3: 2.0}, "closes": {4: 2.0}}
    first, second = read(marks(act=ACCUSED | SENT, **{name: {5: scores} for name, scores in pointed.items()}), [])
    assert (first.within, first.condition, first.when, first.where) == (-1, None, -1, -1)
    assert (second.within, second.condition, second.when, second.where) == (0, (3, 5), 8, 0)


def test_a_condition_ends_in_its_sentence_behind_its_beginning() -> None:
    for closes in ({7: 9.0, 4: 1.0}, {1: 9.0, 4: 1.0}):
        told = marks(act=SENT, opens={5: {3: 2.0}}, closes={5: closes})
        assert read(told, [])[0].condition == (3, 5)


def test_a_pointer_to_what_is_no_trigger_is_dropped() -> None:
    assert read(marks(act=SENT, within={5: {1: 3.0}}), [])[0].within == -1


def test_the_threshold_decides_what_is_a_trigger() -> None:
    told = marks(act={1: {"ACCUSE": 0.5}})
    assert [len(read(told, [], trigger=t)) for t in (0.5, 0.7)] == [1, 0]
