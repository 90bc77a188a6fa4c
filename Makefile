# One word for each thing to do; `make` alone lists them.

# A pyenv shim may be on PATH and still fail, so take the first Python that runs.
BASE_PYTHON := $(shell for p in python3 /usr/bin/python3 /usr/local/bin/python3 python; do \
	$$p -c "" 2>/dev/null && echo $$p && break; done)
BOOTSTRAP = $(or $(BASE_PYTHON),$(error Python is missing. Debian: apt-get install python3)) dev/bootstrap.py
PYTHON = .venv/bin/python
UV = $(firstword $(wildcard .uv/bin/uv) uv)

# What production would say, with addresses where nothing answers.
PRODUCTION = SITE_URL=https://portal.example EMAIL_URL=smtp://127.0.0.1:1 \
	DEFAULT_FROM_EMAIL=portal@portal.example DATABASE_URL=postgres://portal@127.0.0.1:1/portal \
	REDIS_URL=redis://127.0.0.1:1/0 DEBUG=off \
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))")
MANAGE = $(PRODUCTION) $(PYTHON) -W ignore::RuntimeWarning manage.py

# The options of every lock file: for all platforms, by hash, and no trace of this machine.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help run test fast lint bench messages lock

help: ## list these words
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: ## start the portal here, with its servers and the demo centre (PORT=8000)
	@$(BOOTSTRAP) run
	@$(PYTHON) -m dev.run

# Several processes share the tests; of crowds who come at once, two are enough for a machine.
SHARED = -n auto --maxprocesses 4 --dist worksteal
CROWDED = -n 2 --dist worksteal

test: fast ## all tests, in real browsers and on real servers
	@$(PYTHON) -m pytest -m e2e $(SHARED)
	@$(PYTHON) -m pytest -m faults $(CROWDED)

fast: ## the tests of a few seconds: no browser, no killed servers
	@$(BOOTSTRAP) test
	@$(PYTHON) -m pytest -m "not e2e and not faults" $(SHARED)

lint: ## style, layers, migrations, translations, production settings
	@$(BOOTSTRAP) test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check {} +
	$(PYTHON) .venv/bin/lint-imports
	$(PYTHON) -m dev.messages --check
	@mkdir -p var/fonts
	@echo "manage.py makemigrations --check" && $(MANAGE) makemigrations --check --dry-run
	@echo "manage.py check --deploy" && $(MANAGE) check --deploy --fail-level WARNING

bench: ## how fast the main pages and sign-ups are
	@$(BOOTSTRAP) test
	@$(PYTHON) -m bench

messages: ## collect the texts to translate
	@$(BOOTSTRAP) test
	@$(PYTHON) -m dev.messages

lock: ## lock the packages that pyproject.toml names (UPGRADE=--upgrade takes newer ones)
	@$(BOOTSTRAP) test
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/portal.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra embedded -o requirements/embedded.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra embedded --extra dev -o requirements/dev.txt
	echo uv | $(COMPILE) $(UPGRADE) --no-annotate - -o requirements/uv.txt
