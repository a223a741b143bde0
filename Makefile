# Everything a developer or a planner with make does. `make help` lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= build

.DEFAULT_GOAL := help
.PHONY: help build lint test check format docs schemas lock wheel benchmark clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

# The stamps hold what was installed; they are made anew when the dependencies change.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

build: $(VENV)/.run ## build every strategy into build/
	$(BIN)/strategia build --out $(OUT)

lint: $(VENV)/.run ## check every strategy
	$(BIN)/strategia lint

test: $(VENV)/.test ## run all tests (installs what they need)
	$(BIN)/python -X warn_default_encoding -m pytest -n auto

check: $(VENV)/.test ## ruff, mypy and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.test schemas ## write the generated pages, pictures and schemas anew
	$(BIN)/python tools/make_rules_page.py
	$(BIN)/python tools/make_keys_page.py
	$(BIN)/python tools/make_pictures.py

schemas: $(VENV)/.run ## write schemas/ anew
	$(BIN)/strategia schemas --lang fi

lock: ## pin the dependencies with hashes, without addresses
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe --extra test --output-file requirements-test.lock pyproject.toml

wheel: $(VENV)/.test ## build the wheel into dist/
	$(BIN)/python -m build --wheel

benchmark: $(VENV)/.test ## measure speed as ratios
	$(BIN)/python benchmarks/run.py

clean: ## remove what was made
	rm -rf $(OUT) dist $(VENV) .pytest_cache .mypy_cache .ruff_cache
