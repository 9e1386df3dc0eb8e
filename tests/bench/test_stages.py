"""Where the benchmark's time goes: stages inside stages, and the steps of the real path."""

from datetime import date

import pytest

from bench.stages import STAGES, Pass, Stopwatch, peak_memory, read_and_code, read_only
from bench.texts import Sample
from verbale.pipeline import Coder
from verbale.reader import MODEL

TEXT = "Norland accused Iran of shelling Brenn on Monday.\n\nIran denied it."


class Clock:
    """Time that passes only when told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_stage_inside_another_counts_for_itself_alone():
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 1
    with watch.stage("decoding"):
        clock.now += 2
        with watch.stage("ONNX session"):
            clock.now += 4
        clock.now += 8
    clock.now += 16
    assert watch.stop() == {"other": 17, "decoding": 10, "ONNX session": 4}


def test_a_timed_function_returns_what_it_did_and_counts_when_it_fails():
    clock = Clock()
    watch = Stopwatch(clock)

    def work(step, fail=False):
        clock.now += step
        if fail:
            raise ValueError("fails")
        return step

    timed = watch.timed("coding", work)
    assert timed(2) == 2
    with pytest.raises(ValueError, match="fails"):
        timed(3, fail=True)
    clock.now += 1
    assert watch.stop() == {"coding": 5, "other": 1}


def test_rate_and_slowest_stage():
    done = Pass(100, 4.0, {"decoding": 1.0, "ONNX session": 2.5, "other": 0.5})
    assert (done.rate, done.slowest) == (25.0, "ONNX session")


def test_peak_memory_is_that_of_a_python_process():
    peak = peak_memory()
    assert peak is None or 10 < peak < 100_000


@pytest.mark.skipif(not (MODEL / "reader.onnx").exists(), reason="the reader's model is not built: python -m training.export")
def test_every_stage_of_the_real_path_is_seen_and_nothing_stays_patched():
    coder = Coder(threads=1)
    samples = [Sample(TEXT, date(2005, 5, 24), 2)] * 3
    reading, both = read_only(coder, samples), read_and_code(coder, samples)
    assert set(both.stages) == {*STAGES, "other"}
    assert set(reading.stages) == {*STAGES, "other"} - {"party finding", "coding"}
    for done in (reading, both):
        assert done.sentences == 6
        assert sum(done.stages.values()) == pytest.approx(done.seconds, rel=0.05)
    assert all(name not in vars(coder.reader.session) for name in ("run", "outputs"))
    assert "find" not in vars(coder.parties)


def test_lost_reports_stop_the_benchmark():
    class Reader:
        draft = decode = staticmethod(lambda *_: None)
        session = type("Session", (), {"run": None, "outputs": None})()
        decoder = type("Decoder", (), {"decode": None, "tags": type("Tags", (), {"best": None})()})()

        def read_many(self, reports):
            yield next(iter(reports))

    coder = type("Coder", (), {"reader": Reader(), "parties": type("Parties", (), {"find": None})()})()
    with pytest.raises(RuntimeError, match="2 reports went in and 1 came out"):
        read_only(coder, [Sample(TEXT, date(2005, 5, 24), 2)] * 2)
