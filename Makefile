SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
# The first Python of at least 3.11 is taken; `make PYTHON=…` names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# An unchanged digest means an unchanged environment, whatever a checkout did to the time stamps.
STAMP := .venv/.installed-$(shell cat pyproject.toml constraints.txt sdk/hatch_build.py | cksum | cut -d ' ' -f 1)
# Two workers, for each holds an OPA; tests that share something costly name one xdist_group.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup
export PATH := $(CURDIR)/.tools/bin:$(PATH)

.PHONY: help
help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r name text; do printf '  %-15s %s\n' "$$name" "$$text"; done

.PHONY: venv
venv: $(STAMP) ## Create .venv with Buttress (editable), both cloud SDKs and the development tools
$(STAMP):
	@test -n "$(PYTHON)" || { echo 'error: no Python of 3.11 or newer on PATH; name one: make PYTHON=/path/to/python3' >&2; exit 2; }
	@echo "venv: installing into .venv (about a minute the first time)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]' --group dev
	@rm -f .venv/.installed-*
	@touch $@

.PHONY: tools
tools: $(STAMP) ## Build OPA and the Pulumi CLI from pinned Go modules (once a user) and link them into .tools/bin
	@$(BIN)/python -m buttress.toolchain --link .tools/bin >/dev/null

.PHONY: dev
dev: venv tools ## Everything needed to work on Buttress

.PHONY: demo
demo: dev ## Run the guided tour of the examples
	@$(BIN)/python examples/demo.py

# Prints 1 where a browser, Pango and npm's packages are there or could be installed, else nothing and the reason.
BROWSER := $(BIN)/python tests/browser/requirements.py

.PHONY: test
test: dev ## Run every test; those in a browser where one can be had (root on Debian gets it installed)
	@browser="$$($(BROWSER))"; BUTTRESS_BROWSER_TESTS=$$browser $(PYTEST)

.PHONY: test-policies
test-policies: dev ## Run the cases and the metadata tests of the checks
	@$(PYTEST) tests/policies

.PHONY: lint
lint: dev ## Lint, format check, types, layers, Rego
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@.tools/bin/opa check --strict policies
	@.tools/bin/opa fmt --fail --list policies

.PHONY: fmt
fmt: dev ## Format Python and Rego, and fix what ruff can fix
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@.tools/bin/opa fmt --write policies

.PHONY: types
types: venv ## Check types only
	@$(BIN)/mypy

.PHONY: docs
docs: dev ## Write the generated reference, and what the commands of our pages print
	@$(BIN)/python sdk/docs/generate.py
	@$(BIN)/python sdk/docs/transcripts.py

.PHONY: docs-check
docs-check: dev ## Fail if the generated reference is out of date (that of the transcripts is a test)
	@$(BIN)/python sdk/docs/generate.py --check

.PHONY: docs-images
docs-images: dev ## Take the picture of the report that the README shows
	@$(BROWSER) >/dev/null
	@$(BIN)/python sdk/docs/pictures.py

.PHONY: components
components: dev ## Write what is generated from the components: schema, checks that they satisfy, URNs
	@$(BIN)/python -m tests.write_components

.PHONY: wheel
wheel: dev ## Build dist/: the source archive, a pure wheel and a platform wheel that carries OPA
	@$(BIN)/python -m build --outdir dist >/dev/null
	@BUTTRESS_WHEEL_OPA="$$(readlink -f .tools/bin/opa)" $(BIN)/python -m build --wheel --outdir dist >/dev/null
	@ls -l dist

.PHONY: bench
bench: dev ## Print the measurements behind the performance budgets
	@$(BIN)/python tests/bench/bench.py

.PHONY: mutate
mutate: dev ## Delete and negate every line of every check: a case must notice (long)
	@$(BIN)/python tests/mutate.py

.PHONY: day-one
day-one: dev ## Change every argument of every component once on the stand-ins, and read the steps (long)
	@BUTTRESS_DAY_ONE=all $(BIN)/python -m pytest -q -n 2 tests/components/test_day_one.py

.PHONY: attack
attack: dev ## Change the cases of every check as a fixed list says: equal stays equal, worse does not pass (long)
	@$(BIN)/python -m tests.attack.run --write

.PHONY: clean
clean: ## Remove what was built here (not the tools in the user's cache)
	@rm -rf .venv .tools dist build out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
