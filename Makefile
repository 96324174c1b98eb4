# Each target sets itself up in .venv and hands over.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.ready

.PHONY: test clean

test: $(STAMP)
	$(VENV)/bin/python -m pytest

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -e . pytest
	touch $@

clean:
	rm -rf build $(VENV)
