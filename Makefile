# run: the dashboard.  test: lint and the tests.  test-all: more seeds, widths and appearances too.  The rest serves maintainers.
PYTHON ?= python3
PORT   ?= 8501
# Whoever runs it on their own machine sees all; `python serve.py` alone shows what is open.
LEDGER_AUDIENCE ?= restricted
VENV   := .venv
ENGINE := .venv-engine
PY     := $(VENV)/bin/python
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK    = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
          --no-emit-index-url --constraints requirements.txt

# Dozens of Pythons start in a test run: what one has compiled the next ones read, also where the environment says to keep nothing.
export PYTHONDONTWRITEBYTECODE :=

# One worker takes the browser tests, which come first; those that compute go to the others (tests/conftest.py).
WORKERS = --ignore=tests/soak --ignore=tests/engine -n auto --dist loadfile --no-loadscope-reorder

.PHONY: run build test test-all test-engine messages lock bench soak screenshots clean

run: $(VENV)/.runtime
	$(PY) -m etl build --if-needed --lenient
	PORT=$(PORT) LEDGER_AUDIENCE=$(LEDGER_AUDIENCE) $(PY) serve.py

build: $(VENV)/.runtime
	$(PY) -m etl build

# Types are read beside the tests, on one core: alone they would leave the others idle. What is said of them stands last.
test: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	@types=$$(mktemp); $(PY) -m mypy > $$types 2>&1 & read=$$!; \
	$(PY) -m pytest $(WORKERS) -m "not more"; tests=$$?; \
	wait $$read; kinds=$$?; cat $$types; rm $$types; exit $$((tests + kinds))

test-all: $(VENV)/.dev
	$(PY) -m pytest $(WORKERS)

# The same queries on an engine past one machine, in an environment of its own.
test-engine: $(ENGINE)/.engine
	$(ENGINE)/bin/python -m pytest tests/engine

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
	rm -rf $(VENV) $(ENGINE) data/build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(VENV)/bin/python
	$(INSTALL) -r requirements.lock
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) -r requirements-dev.lock
	touch $@

$(ENGINE)/.engine: requirements-engine.lock
	$(PYTHON) -m venv $(ENGINE)
	$(ENGINE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-engine.lock
	touch $@

# Writes the lock files: what pyproject.toml needs, at the versions of requirements.txt, with hashes and without a host.
lock: $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --group engine --constraints requirements-dev.lock --constraints requirements-engine.txt --output-file requirements-engine.lock
