# What there is to do: `make help`. Everything is kept in .venv, .cache and instance, beside this file.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
UV := .cache/uv/bin/uv
ALL_TESTS := -m pytest -n auto --dist loadgroup
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
	--python-version 3.11 --group install pyproject.toml

# Markers, written last, that hold the folder's place. An environment without one was interrupted, one
# with another place was moved: scripts in it no longer work. Both are made anew, as is one without Python.
READY := .venv/ready
READY_FOR_TESTS := .venv/ready-for-tests
BROKEN := $(shell [ "$$(cat $(READY) 2>&1)" = "$$(pwd -P)" ] && $(BIN)/python -c "" 2>/dev/null || echo broken)

.DEFAULT_GOAL := help
.PHONY: broken run dev test test-postgresql coverage lint format messages bench bench-load bench-beside bench-filter dist lock browser clean help

run: $(READY) ## serve the site on this machine (PORT=8123 chooses the port)
	@exec $(BIN)/flask serve --port "$(PORT)"

dev: $(READY) ## the same, starting again by itself whenever a file changes
	@$(BIN)/flask db upgrade
	@exec $(BIN)/flask --debug run --port "$(PORT)" --extra-files "$$(find opinion static -type f | paste -s -d :)"

test: lint browser ## everything that must be right: lint, then all tests
	$(BIN)/python $(ALL_TESTS)

test-postgresql: browser ## all tests, each site on PostgreSQL
	$(BIN)/python $(ALL_TESTS) --database postgresql

coverage: browser ## all tests, and which lines none of them runs: half as long again
	@rm -f .cache/coverage/*
	$(BIN)/coverage run $(ALL_TESTS)
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(READY_FOR_TESTS) ## style, types, layers, dependencies, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter
	$(BIN)/deptry .
	$(BIN)/djlint --quiet --lint templates

format: $(READY_FOR_TESTS) ## lay the code out, and mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(READY_FOR_TESTS) ## bring the catalogues of translations up to date
	$(BIN)/python -m tests.catalogues

bench: $(READY) ## how fast it is, beside its ceilings (see docs/performance.md; SHORT=1: only a glance)
	@$(BIN)/python -m bench $(if $(SHORT),--short)

bench-load: $(READY) ## how much of a large site’s load it carries
	@$(BIN)/python -m bench.replaying $(if $(SHORT),--short)

bench-beside: $(READY) ## how fast it is beside WordPress and Isso (ISSO=FOLDER with its environment)
	@$(BIN)/python -m bench.beside $(if $(SHORT),--short) $(if $(ISSO),"$(ISSO)")

bench-filter: $(READY) ## how right the learning filter is (COMMENTS=FOLDER with tables, OTHERS=FOLDER)
	@$(BIN)/python -m bench.learning_filter "$(COMMENTS)" $(OTHERS)

browser: $(READY_FOR_TESTS)
	@$(BIN)/python -m tests.browser.chromium

dist: $(READY) ## build the wheel, for a server (see docs/deploying.md)
	@rm -rf dist
	$(BIN)/hatchling build --target wheel

lock: $(UV) ## write down the newest versions of what the project depends on
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra oidc --extra postgresql --group test --group lint -c requirements.lock -o requirements-dev.lock

clean: ## take away what can be made again; the instance folder stays
	rm -rf .venv .cache dist

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

$(READY): requirements.lock pyproject.toml $(BROKEN)
	$(call install,requirements.lock,what the site needs)
	@pwd -P > $@

$(READY_FOR_TESTS): requirements-dev.lock requirements.lock pyproject.toml $(BROKEN)
	$(call install,requirements-dev.lock,what the site and its tests need)
	@pwd -P | tee $(READY) > $@

$(UV):
	@$(FIND_PYTHON); "$$python" -m venv --clear .cache/uv
	@.cache/uv/bin/python -m pip --quiet --disable-pip-version-check install uv

define install
	@if [ -n "$(BROKEN)" ]; then \
	  $(FIND_PYTHON); \
	  echo "Making the environment in .venv with $$("$$python" -V) ..."; \
	  "$$python" -m venv --clear .venv; \
	fi
	@rm -f $(READY) $(READY_FOR_TESTS)
	@echo "Installing $(2) (a minute at most, the first time) ..."
	@$(PIP) install --require-hashes -r $(1)
	@$(PIP) install --no-deps --no-build-isolation --editable .
endef

# Sets $python to the first of PYTHON and python3.14 to python3.11 that will do, or says what is missing.
define FIND_PYTHON
set -e; python=; \
for candidate in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
  if "$$candidate" -c "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; \
  then python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
  if "$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then \
    echo "Python's venv is missing: on Debian and Ubuntu, “apt install python3-venv” brings it."; \
  else \
    echo "Opinion needs Python 3.11 or later; here is $$("$(PYTHON)" -V 2>/dev/null || echo none)." \
      "“make run PYTHON=/path/to/python3” names another one."; \
  fi >&2; \
  exit 1; \
fi
endef
