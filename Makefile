# Every target sets itself up in .venv; needed are only Python 3.11 or newer, git and make.
#   make demo      reads a bundled example and prints its acts
#   make test      ruff, mypy, import-linter, pytest
#   make bench     sentences a second
#   make docs      writes the generated parts of README.md and docs/ anew
#   make figures   measures everything anew, then make docs (needs ../shared/data and ../shared/gold, see docs/training.md)
#   make train     trains, exports and scores the reader anew (needs the data kit)

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
DATA ?= ../shared/data

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: demo test bench docs figures train clean

demo: .venv/verbale
	@$(BIN)/verbale read examples/river-talks.txt --parties examples/parties.yaml

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

bench: .venv/dev
	$(BIN)/python -m bench

docs: .venv/dev
	$(BIN)/python docs/generate.py

figures: .venv/dev
	$(BIN)/python docs/measure.py
	$(BIN)/python -m corpus.measure
	$(BIN)/python docs/generate.py

train: .venv/training
	$(BIN)/python -m training.train --data $(DATA) --out runs/first
	$(BIN)/python -m training.train --data $(DATA) --out runs/reader --start runs/first/checkpoint.pt --rate 0.5 --average 0.995 --epochs 4 --seed 2
	$(BIN)/python -m training.train --data $(DATA) --out runs/acts --acts --start runs/reader/checkpoint.pt --rate 0.7 --average 0.995 --epochs 14 --seed 3
	$(BIN)/python -m training.train --data $(DATA) --out runs/again --acts --start runs/acts/checkpoint.pt --rate 0.5 --average 0.995 --epochs 12 --seed 4
	$(BIN)/python -m training.weights runs/mpnet
	$(BIN)/python -m training.train --data $(DATA) --out runs/teacher --acts --start runs/again/checkpoint.pt --teacher runs/mpnet --epochs 8 --hold 6 --seed 11
	$(BIN)/python -m training.tell --data $(DATA) --teacher runs/teacher/checkpoint.pt --start runs/again/checkpoint.pt --out runs/told --raw 2
	$(BIN)/python -m training.train --data $(DATA) --out runs/taught --acts --start runs/again/checkpoint.pt --told runs/told --rate 0.7 --average 0.995 --epochs 12 --seed 21
	$(BIN)/python -m training.export --data $(DATA) --checkpoint runs/taught/checkpoint.pt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Each of these files says that .venv holds what pyproject.toml asks for; `dev` and `training` hold the package too.
.venv/verbale: .venv/pip pyproject.toml
	@echo "Installing verbale into .venv; this takes a minute."
	@$(PIP) --editable .
	@touch $@

.venv/dev: .venv/pip pyproject.toml
	@echo "Installing verbale and its tools for development into .venv; this takes a few minutes."
	@$(PIP) --editable ".[dev]"
	@touch $@ .venv/verbale

.venv/training: .venv/pip pyproject.toml
	@echo "Installing verbale and its tools for training into .venv; this takes some minutes."
	@$(PIP) --editable ".[dev,training]"
	@touch $@ .venv/dev .venv/verbale

.venv/pip:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@
