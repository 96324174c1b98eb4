# Each target sets itself up in .venv and hands over.
PYTHON ?= python3
VENV := .venv
BOOK := $(VENV)/.book-ready
TEST := $(VENV)/.test-ready

.PHONY: book test lint paragraphs translate clean

book: $(BOOK)
	$(VENV)/bin/taiyaku build

test: $(TEST)
	$(VENV)/bin/python -m pytest -n 2

lint: $(TEST)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

paragraphs: $(BOOK)
	$(VENV)/bin/taiyaku paragraphs

translate: $(BOOK)
	$(VENV)/bin/taiyaku translate update

$(BOOK): pyproject.toml pins.txt
	@echo "setting up $(VENV) (once; a minute or two) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is needed: apt-get install python3-venv"; exit 1; }
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e .
	@touch $@

$(TEST): $(BOOK)
	@echo "setting up what the tests need …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[test]'
	@touch $@

clean:
	rm -rf build $(VENV)
