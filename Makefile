# Thin: every target sets up what it needs, then calls one program.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
BROWSERS := chromium firefox-esr
FONTS := fonts-noto-core fontconfig

.PHONY: site serve test test-long check bench lock

site: .venv/.ready
	@echo "Checking the records and building the site ..."
	@$(BIN)/qantar build
	@echo "The site is in site/. To look at it: make serve"

serve: .venv/.ready
	@$(BIN)/qantar serve --port $(PORT)

check: .venv/.ready
	@$(BIN)/qantar check

test: .venv/.ready-test browser
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -m "not long" -n logical --dist loadfile --no-loadscope-reorder

test-long: .venv/.ready-test browser
	@$(BIN)/pytest

bench: .venv/.ready-test
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_search

# Names, versions and hashes only: no index, path or resolved address.
lock: .venv/.ready-test
	@$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate -q -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group build --group test --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate -q -o requirements-test.lock

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: apt-get install python3"; exit 3; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) -s package NAMES=python3-venv
	@$(PYTHON) -m venv .venv

.venv/.ready: requirements.lock pyproject.toml | .venv/bin/pip
	@echo "Setting up .venv; the first time takes a minute or two ..."
	@$(BIN)/pip install -q --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@$(BIN)/qantar schema --write
	@touch $@

.venv/.ready-test: requirements-test.lock .venv/.ready
	@$(BIN)/pip install -q --require-hashes -r requirements-test.lock
	@touch $@

.PHONY: browser package
# Debian's Firefox is firefox-esr; elsewhere the same browser is firefox.
browser:
	@{ command -v chromium && { command -v firefox-esr || command -v firefox; } && \
	    fc-list | grep -i noto; } >/dev/null 2>&1 || $(MAKE) -s package NAMES="$(BROWSERS) $(FONTS)"

# As root a missing system package is installed; otherwise the one command is named.
package:
	@if [ "$$(id -u)" = 0 ]; then \
	    echo "Installing $(NAMES) ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(NAMES) >/dev/null; \
	else echo "Missing: $(NAMES). Install with: sudo apt-get install $(NAMES)"; exit 3; fi
