"""Programs launched and measured."""

import sys

import pytest

from bench.start import cold_start, launch

SLEEP = "import time; b = bytearray(80_000_000); time.sleep(0.3)"


def test_time_and_memory_are_those_of_the_program_and_not_of_this_process():
    ballast = bytearray(b"x" * 300_000_000)
    small, large = launch([sys.executable, "-c", "pass"]), launch([sys.executable, "-c", SLEEP])
    assert len(ballast) == 300_000_000
    assert 5 < small.megabytes < 60
    assert 80 < large.megabytes < 200
    assert large.seconds > 0.3


def test_a_program_that_fails_is_told_with_its_words():
    with pytest.raises(RuntimeError, match=r"left with status 3.*no such day"):
        launch([sys.executable, "-c", "import sys; print('no such day', file=sys.stderr); sys.exit(3)"])


def test_the_report_and_its_date_are_given_to_every_run():
    same = "open(sys.argv[1], encoding='utf-8').read() == 'Três words here'"
    check = f"import sys; assert {same}; assert sys.argv[2:] == ['--published', '2005-05-24']"
    found = cold_start("Três words here", "2005-05-24", runs=2, command=(sys.executable, "-c", check))
    assert (found.words, found.runs) == (3, 2)
    assert 0 < found.seconds <= found.longest
