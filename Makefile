# Plain `make` lists the targets.
PYTHON ?= python3
DATA ?= data
PORT ?= 8501
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run demo test lint unit browser replicas bench docs messages clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/app  ## show the dashboard of DATA (data) on http://127.0.0.1:8501
	@test -e "$(DATA)" || { echo "There is no file or folder called \"$(DATA)\": say DATA=path/to/your/folder."; exit 2; }
	@CITIES_DATA="$(DATA)" $(BIN)/streamlit run dashboard.py --server.port $(PORT)

demo:  ## show an invented programme of three years, in which every feature can be seen
	@$(MAKE) --no-print-directory run DATA=data/examples/demo-2019-2021

test: .venv/dev lint unit browser replicas  ## install what the tests need, and run them all

lint: .venv/dev  ## style, types and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tests/deploy/audit.py

unit: .venv/dev .venv/s3/made  ## tests without a browser; LibreOffice, installed where it may be, opens what is exported
	@sh tests/install_office.sh
	@$(BIN)/pytest tests --ignore tests/browser --ignore tests/deploy/test_replicas.py -n 3 --dist worksteal

browser: .venv/dev  ## tests in a real Chromium, installed where there is none
	@sh tests/browser/install.sh $(BIN)/playwright
	@$(BIN)/pytest tests/browser -n 2 --dist worksteal

replicas: .venv/dev  ## two processes behind a real nginx and PostgreSQL, nginx installed where there is none
	@sh tests/browser/install.sh $(BIN)/playwright
	@sh tests/deploy/install_nginx.sh
	@$(BIN)/pytest tests/deploy/test_replicas.py

bench: .venv/dev  ## measured speed, as ratios to a floor
	@sh tests/browser/install.sh $(BIN)/playwright
	@$(BIN)/python -m benchmarks

docs: .venv/app  ## write the data dictionary anew from the declarations
	@$(BIN)/python -m loaders dictionary > docs/data-dictionary.md

messages: .venv/app  ## gather the words to translate into the catalogues
	@$(BIN)/python -m locales

clean:  ## remove the environment and what tools left behind
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/app: requirements.txt
	@$(PYTHON) -c 'pass' 2>/dev/null || { echo "Python is missing: install Python 3.11 or newer, then try again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or newer, and $(PYTHON) is older: install a newer one, or name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: on Debian or Ubuntu, run: sudo apt install python3-venv"; exit 1; }
	@echo "Making .venv (once; it takes a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/app requirements-dev.txt requirements-bucket.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/s3/made: .venv/app tests/requirements-s3.txt
	@$(PYTHON) -m venv .venv/s3
	@.venv/s3/bin/pip install --quiet --disable-pip-version-check -r tests/requirements-s3.txt
	@touch $@
