# Needs make and Python 3.11 or newer. Everything made here stays in this folder.
PYTHON ?= python3
PORT ?= 8000
# What `make bench` measures: ONLY= names goals, with commas; EVENTS_LARGE=1000000 adds a second log.
EVENTS ?= 100000
PLACES ?= 5000
ROUNDS ?= 3
ONLY ?=
EVENTS_LARGE ?= 0
NAME ?= latest
# What the tests need. With Spark, which is large and needs Java: TEST_EXTRAS=test,spark
TEST_EXTRAS ?= test
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# What the image installs: every file by its hash, for the processors that images are mostly built for.
IMAGE_EXTRAS := boundaries maps parquet traces
HASHED = $(VENV)/lock/bin/uv pip compile --quiet --no-header --no-annotate --generate-hashes --universal \
	--python-version 3.11 --constraints constraints.txt

# What the pages for browsers are made of; they are built whenever the package is installed.
DASHBOARD := $(shell find dashboard sample/queries -name node_modules -prune -o -type f -print)

# Each of some hundred processes that the tests start would compile the same sources again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test docs dashboard bench trust lint format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/installed ## load the sample and serve it on loopback, port 8000 or PORT=
	$(BIN)/timeline demo --port $(PORT)

test: $(VENV)/installed-test ## run every test, on SQLite and on PostgreSQL, on all cores
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

docs: $(VENV)/installed-test ## ask again what the docs show, and write down the answers
	$(BIN)/python -m tests.docs

dashboard: $(VENV)/installed-test ## build the pages for browsers anew, where their sources have changed

bench: $(VENV)/installed-bench ## measure beside peers, some minutes; EVENTS= PLACES= ROUNDS= ONLY= EVENTS_LARGE= NAME=
	$(BIN)/python -m benchmarks --events $(EVENTS) --places $(PLACES) --rounds $(ROUNDS) --only '$(ONLY)' \
		--events-large $(EVENTS_LARGE) --name $(NAME) $(ARGS)

trust: $(VENV)/installed-test ## try every promise of docs/trust.md many times; ONLY= ARGS=--quick
	$(BIN)/python -m trust --only '$(ONLY)' $(ARGS)

lint: $(VENV)/installed-dev ## check style, format, import contracts and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(VENV)/installed-dev ## rewrite the sources in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/lock/bin/uv ## resolve the newest versions into constraints.txt
	$(VENV)/lock/bin/uv pip compile --quiet --upgrade --universal --no-header --no-annotate \
		--all-extras pyproject.toml --output-file constraints.txt
	$(HASHED) $(IMAGE_EXTRAS:%=--extra %) pyproject.toml --output-file deploy/requirements.txt
	printf 'hatchling\nnodejs-wheel\n' | $(HASHED) - --output-file deploy/build-requirements.txt

clean: ## remove what the targets above have made
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage htmlcov \
		.import_linter_cache api/pages/dashboard dashboard/node_modules \
		tests/*/node_modules benchmarks/peers/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Conflict Timeline needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp is older than the files that say what to install and build exactly when they have changed since.
$(VENV)/installed: $(BIN)/python pyproject.toml constraints.txt $(DASHBOARD)
	$(PIP) install -c constraints.txt -e '.[boundaries,maps,parquet]'
	@touch $@

$(VENV)/installed-test: $(BIN)/python pyproject.toml constraints.txt $(DASHBOARD)
	$(PIP) install -c constraints.txt -e '.[$(TEST_EXTRAS)]'
	@touch $(VENV)/installed $@

$(VENV)/installed-bench: $(BIN)/python pyproject.toml constraints.txt $(DASHBOARD)
	$(PIP) install -c constraints.txt -e '.[$(TEST_EXTRAS),bench]'
	@touch $(VENV)/installed $(VENV)/installed-test $@

$(VENV)/installed-dev: $(BIN)/python pyproject.toml constraints.txt $(DASHBOARD)
	$(PIP) install -c constraints.txt -e '.[$(TEST_EXTRAS),dev]'
	@touch $(VENV)/installed $(VENV)/installed-test $@

$(VENV)/lock/bin/uv: $(BIN)/python
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
