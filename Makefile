# The commands of the project. `make help` lists them.
PYTHON ?= python3.11
MAIN := .venv
RASA := .venv-rasa
BIN := $(MAIN)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export RASA_TELEMETRY_ENABLED = false

.PHONY: help run demo setup train test check lint types imports format evaluate bench chaos day chromium clean python

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup       ## set up what is missing, start everything, print the address (PORT=8080)
	@$(BIN)/assistant up

demo: setup      ## residents on every channel, with fake channels: printed, kept in docs/demo.md
	@$(BIN)/python -m evaluation.demo

setup: $(MAIN)/.ready $(RASA)/.ready ## both environments and the trained models
	@$(BIN)/assistant train

test: setup      ## every test
	@$(BIN)/python -m pytest

check: setup lint types imports test ## lint, types, import contracts, records, tests

lint: $(MAIN)/.ready ## ruff, and the knowledge base
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/assistant kb check

types: $(MAIN)/.ready ## mypy --strict
	$(BIN)/mypy

imports: $(MAIN)/.ready ## who may import whom
	$(BIN)/lint-imports

format: $(MAIN)/.ready ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: setup  ## quality: a table and a report in var/reports (ARGS="--help" for more)
	@$(BIN)/python -m evaluation.quality $(ARGS)

bench: setup     ## speed, beside peers in the same run: a table and a report in var/reports
	@$(BIN)/python -m evaluation.search_speed $(ARGS)
	@$(BIN)/python -m evaluation.speed
	@$(BIN)/python -m evaluation.messaging_speed
	@$(BIN)/python -m evaluation.booking_speed
	@$(BIN)/python -m evaluation.booking_race
	@$(BIN)/python -m evaluation.hall_speed
	@$(BIN)/python -m evaluation.desk_speed

chaos: setup     ## kill -9 a hundred times while residents write: is anything lost? (half an hour)
	@$(BIN)/python -m evaluation.chaos $(ARGS)

day: setup       ## a day of 100,000 messages at speed: order, loss, memory (an hour and more)
	@$(BIN)/python -m evaluation.day $(ARGS)

chromium:        ## a browser for the page tests (Debian, Ubuntu)
	command -v chromium || { apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-core; }

clean:           ## models and data; the environments stay
	rm -rf models var

python:
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "Python 3.11 is needed and '$(PYTHON)' is not it. Install it, or name it: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }

$(MAIN)/.ready: requirements/main.txt pyproject.toml | python
	@echo "== environment 1 of 2: $(MAIN) (some minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(MAIN)
	@$(BIN)/pip install --progress-bar on -r requirements/main.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(RASA)/.ready: requirements/rasa.txt | python
	@echo "== environment 2 of 2: $(RASA), the Rasa server (some minutes the first time)"
	@test -x $(RASA)/bin/python || $(PYTHON) -m venv $(RASA)
	@$(RASA)/bin/pip install --progress-bar on --no-deps --ignore-requires-python -r requirements/rasa.txt
	@touch $@
