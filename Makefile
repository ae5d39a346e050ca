# Everything is done inside .venv; `make` alone lists what there is to do.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet
# Pyright otherwise asks at every start whether there is a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: help
help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(VENV)/.command ## the whole pipeline on made-up data: the results of 2023
	@$(RUN)/lookdeeper demo

.PHONY: serve
serve: $(VENV)/.command ## the forms' pages and all schedules, until Ctrl-C
	@$(RUN)/lookdeeper serve

.PHONY: test
test: lint types imports unit ## everything that must hold: style, types, imports, tests

.PHONY: lint
lint: $(VENV)/.tools ## of these, the style
	@$(RUN)/ruff check
	@$(RUN)/ruff format --check

.PHONY: types
types: $(VENV)/.tools ## the types
	@$(RUN)/pyright

.PHONY: imports
imports: $(VENV)/.tools ## who may import whom
	@$(RUN)/lint-imports

.PHONY: unit
unit: $(VENV)/.tools ## the tests; ARGS="-k vilnius" passes words on to pytest
	@$(RUN)/python -m pytest -q -n 2 --dist loadgroup $(ARGS)

.PHONY: bench
bench: $(VENV)/.tools ## how long a night takes with a hundred thousand responses
	@$(RUN)/python tests/bench $(ARGS)

.PHONY: soak
soak: $(VENV)/.tools ## a coordinator and the pipeline play against each other for thousands of steps
	@LOOKDEEPER_TEST_STEPS=$${STEPS:-20000} $(RUN)/python -m pytest -q tests/flows/test_coordinator_and_pipeline.py

.PHONY: soak-letters
soak-letters: $(VENV)/.tools ## mail runs killed five hundred times, and a mail server with bad days
	@LOOKDEEPER_TEST_KILLS=$${KILLS:-500} LOOKDEEPER_TEST_LETTERS=$${LETTERS:-500} \
		$(RUN)/python -m pytest -q -s tests/flows/test_mailing_killed.py tests/flows/test_mailing_faults.py

.PHONY: soak-google
soak-google: $(VENV)/.tools ## a night of a hundred organisations in Google's spreadsheets, a thousand answers each
	@LOOKDEEPER_TEST_ORGANISATIONS=$${ORGANISATIONS:-100} \
		$(RUN)/python -m pytest -q tests/flows/test_google_programme.py -k quota

.PHONY: bench-matching
bench-matching: $(VENV)/.tools ## how right and how fast matching is, on made-up people (ARGS="10000 100000 --peers PYTHON")
	@$(RUN)/python tests/bench/matching $(ARGS)

.PHONY: pictures
pictures: $(VENV)/.tools ## the README's pictures, from the sample (after make demo)
	@$(RUN)/python tests/project/make_pictures.py

.PHONY: word-template
word-template: $(VENV)/.tools ## the summary's template for Word as it was first; overwrites what was edited in it
	@$(RUN)/python tests/project/make_word_template.py

.PHONY: lock
lock: ## choose the newest versions that fit, and write both lock files
	@$(call check-python)
	@there=$$(mktemp -d); trap 'rm -rf "$$there"' EXIT; \
	$(PYTHON) -m venv "$$there"; \
	"$$there/bin/python" -m pip --disable-pip-version-check --quiet install uv; \
	compile() { "$$there/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-strip-extras --no-header --no-annotate pyproject.toml "$$@"; }; \
	printf 'hatchling\neditables\n' | compile - | awk '$(bare-too)' >"$$there/requirements.lock"; \
	compile --extra test --constraint "$$there/requirements.lock" | awk '$(bare-too)' >"$$there/tests.lock"; \
	cp "$$there/requirements.lock" requirements.lock; \
	cp "$$there/tests.lock" tests/requirements.lock

# What is locked with extras is locked without them, too: pip 23, which Debian 12 has, otherwise looks for newer ones.
define bare-too
function put() { if (pin ~ /\[/) { bare = pin; sub(/\[[^]]*\]/, "", bare); printf "%s%s", bare, hashes }; \
	printf "%s%s", pin, hashes; hashes = "" } \
/^[^ ]/ { put(); pin = $$0 "\n"; next } { hashes = hashes $$0 "\n" } END { put() }
endef

.PHONY: clean
clean: ## remove the environment and what tools left behind; var/ stays: people's work lies there
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage dist
	@find config flows forms tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The environment: made anew when a locked version changes, and never otherwise.
$(VENV)/.locked: requirements.lock
	@$(call check-python)
	@echo "Making the environment in $(VENV): a minute or two, once."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

# The command `lookdeeper`, of the code as it stands here.
$(VENV)/.command: pyproject.toml $(VENV)/.locked
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@$(RUN)/python -m compileall -q config flows forms
	@touch $@

$(VENV)/.tools: tests/requirements.lock $(VENV)/.command
	@$(PIP) install --require-hashes --requirement tests/requirements.lock
	@touch $@

define check-python
	command -v $(PYTHON) >/dev/null \
		|| { echo "There is no $(PYTHON). Install Python 3.11 or newer, or name yours: make PYTHON=python3.12 …" >&2; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is too old: $$($(PYTHON) --version). Python 3.11 or newer is needed; name yours: make PYTHON=python3.12 …" >&2; exit 1; }; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
endef
