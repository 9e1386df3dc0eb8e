from hypothesis import given
from hypothesis import strategies as st

from verbale.pages.marks import Mark, cut, marks
from verbale.records import Act, Evidence, Record, Report, Span, Trigger

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=12), st.lists(st.integers(1, 15), min_size=1, max_size=6))
def test_pieces_are_the_text_and_carry_every_mark_that_covers_them(marked: list[tuple[int, int]], sizes: list[int]) -> None:
    found = sorted(Mark(start, end, "actor", number) for number, (start, end) in enumerate(marked))
    stretches, at = [], 0
    for size in sizes:
        stretches.append(Span(at, at + size))
        at += size + 1
    for stretch, pieces in cut(stretches, found):
        assert [piece.start for piece in pieces] == [stretch.start, *[piece.end for piece in pieces[:-1]]]
        assert pieces[-1].end == stretch.end
        for piece in pieces:
            for place in range(piece.start, piece.end):
                assert set(piece.marks) == {mark for mark in found if mark.start <= place < mark.end}


def test_marks_name_their_act_and_those_beyond_the_text_are_left_out() -> None:
    acts = tuple(Act(f"a{n}", 0, Trigger("x", n, n + 1), "STATE", None, (), (), "actual") for n in range(2))
    evidence = (Evidence("a1", actors=(None, Span(3, 5)), content=(Span(5, 5),), condition=Span(4, 99)), Evidence("lost", (Span(0, 1),)))
    record = Record(Report("r", "x" * 9, (), skipped=(Span(7, 8),)), (Span(0, 9),), acts, evidence)
    assert marks(record) == [Mark(0, 1, "trigger", 0), Mark(1, 2, "trigger", 1), Mark(3, 5, "actor", 1), Mark(7, 8, "skipped", -1)]
