# run: the dashboard.  test: lint and the tests.  test-all: more seeds, widths and appearances too.  The rest serves maintainers.
PYTHON ?= python3
PORT   ?= 8501
# Whoever runs it on their own machine sees all; `python serve.py` alone shows what is open.
LEDGER_AUDIENCE ?= restricted
VENV   := .venv
PY     := $(VENV)/bin/python

.PHONY: run build test test-all messages bench soak screenshots clean

run: $(VENV)/.runtime
	$(PY) -m etl build --if-needed
	PORT=$(PORT) LEDGER_AUDIENCE=$(LEDGER_AUDIENCE) $(PY) serve.py

build: $(VENV)/.runtime
	$(PY) -m etl build

test: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m pytest --ignore=tests/soak -n auto --dist loadfile -m "not more"

test-all: $(VENV)/.dev
	$(PY) -m pytest --ignore=tests/soak -n auto --dist loadfile

messages: $(VENV)/.dev
	$(PY) locale/extract.py

bench: $(VENV)/.dev
	$(PY) -m etl build --if-needed
	$(PY) -m bench

soak: $(VENV)/.dev
	$(PY) -m pytest tests/soak

screenshots: $(VENV)/.dev
	$(PY) docs/take_screenshots.py

clean:
	rm -rf $(VENV) data/build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
