"""The table of `python -m bench`."""

import json

import msgspec
import pytest

from bench import __main__ as program
from bench.__main__ import Bench, Share, Speed, main, show
from bench.size import Package
from bench.start import Start

FOUND = Bench(
    processors=2,
    load_before=0.1,
    threads=2,
    onnxruntime="1.22.0",
    speed={"reading": Speed(2007, 612.4, 1.31, "ONNX session")},
    stages=(Share("ONNX session", 2.5, 76.2, 2.6, 51.0),),
    peak_memory=312.0,
    cold_start=Start(500, 5, 1.21, 1.4, 251.0),
    installed=231.4,
    largest_packages=(Package("numpy", 70.0),),
)


def test_the_table_names_the_slowest_stage():
    out = show(FOUND)
    assert "2,007       612       1.31  ONNX session" in out
    assert "verbale read, 500 words, cold   1.21 s (median of 5, longest 1.40), 251 MB" in out
    assert "231 MB (numpy 70, …)" in out


def test_json_has_every_figure(monkeypatch, capsys):
    monkeypatch.setattr(program, "measure", lambda sentences: FOUND)
    main(["--json"])
    assert msgspec.convert(json.loads(capsys.readouterr().out), Bench) == FOUND


def test_the_sentences_asked_for_are_measured(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(program, "measure", lambda sentences: asked.append(sentences) or FOUND)
    main([])
    main(["--sentences", "50"])
    assert asked == [2000, 50]


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_wrong_numbers_are_refused(number):
    with pytest.raises(SystemExit) as stop:
        main(["--sentences", number])
    assert stop.value.code == 2
