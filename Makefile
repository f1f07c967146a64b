# `make` alone prints this menu.
PYTHON ?= python3
MANAGE  = .venv/bin/python manage.py
export PORT DATA_DIR

.DEFAULT_GOAL := help
.PHONY: help run test check check-content sync export editor bench lock

help:           ## this menu
	@echo "Small Moments" && grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*## /\t/' | expand -t 16

run:            ## open the house on http://127.0.0.1:8000 (PORT=, DATA_DIR= change that)
	@$(PYTHON) config/start.py run

test:           ## every check: lint, types, tests, a real browser, accessibility
	@$(PYTHON) config/start.py test

check:          ## the quick part of the tests
	@$(PYTHON) config/start.py check

check-content:  ## does everything in content/ follow the rules?
	@$(PYTHON) config/start.py venv
	@$(MANAGE) check_content

sync:           ## content/ into the database
	@$(MANAGE) sync_articles

export:         ## the database back into content/
	@$(MANAGE) export_articles

editor:         ## a staff account: make editor NAME=robin ROLE="editor publisher" (or clinician)
	@$(MANAGE) make_editor $(foreach role,$(ROLE),--role "$(role)") -- "$(NAME)"

bench:          ## measurements, not tests
	@$(PYTHON) config/start.py venv
	@.venv/bin/python -m tests.bench

lock:           ## new locks with hashes from pyproject.toml
	@$(PYTHON) config/start.py venv
	@.venv/bin/python -m pip install --quiet uv
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		-c requirements.txt --group test pyproject.toml -o requirements-test.txt
	@echo "Locked: $$(grep -c == requirements.txt) packages to run, $$(grep -c == requirements-test.txt) to test."
