# Each target sets itself up in .venv and hands over.
PYTHON ?= python3
VENV := .venv
BOOK := $(VENV)/.book-ready
TEST := $(VENV)/.test-ready
PROSE := $(VENV)/.prose-ready
READERS := $(VENV)/.readers-ready
PAGES := $(VENV)/.pages-ready

.PHONY: book test every-page bench fuzz repeat bare-machine lint prose paragraphs translate clean

book: $(BOOK)
	$(VENV)/bin/taiyaku build

test: $(TEST) $(READERS) $(PAGES)
	$(VENV)/bin/python -m pytest -n 2

# Ace by DAISY over every page of every EPUB that `make book` left in build/ (make test judges one whole, of the others a page of each kind).
every-page: $(TEST) $(PAGES)
	EVERY_PAGE=1 $(VENV)/bin/python -m pytest -n 2 --dist load tests/pages/test_ace.py

# Speed, growth and memory beside other tools, in a quarter of an hour; BENCH="cost growth" measures only these. The colophon shows them.
bench: $(TEST) $(PAGES)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[bench]'
	$(VENV)/bin/python -m benchmarks $(BENCH)

# Hostile cases for every door, N of them; with GUIDED=60 also a minute a door guided by coverage. Another SEED, other cases.
# RECORD=1 adds the runs to benchmarks/results/fuzz.json.
N ?= 100000
SEED ?= 1
fuzz: $(TEST)
	$(VENV)/bin/python -m benchmarks.fuzz --cases $(N) --seed $(SEED) $(if $(RECORD),--record)
ifdef GUIDED
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[fuzz]'
	$(VENV)/bin/python -m benchmarks.fuzz --guided $(GUIDED) $(if $(RECORD),--record)
endif

# The whole book from two clones under other circumstances, byte for byte (a quarter of an hour).
repeat: $(TEST)
	$(VENV)/bin/python -m benchmarks.repeat

# Both commands of the README on a bare Debian 12 in DIR (root, debootstrap and an hour).
bare-machine:
	benchmarks/bare-machine $(or $(DIR),/var/tmp/bare-machine)

lint: $(TEST)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	@if ! command -v npm >/dev/null; then echo "SKIP: the prose was not read (make prose needs Node 20 or newer)"; \
	else $(MAKE) --no-print-directory prose; fi

# The second readers: textlint for the Japanese, codespell and Harper for the English.
prose: $(PROSE)
	@ok=0; $(VENV)/bin/python lint/japanese.py || ok=1; $(VENV)/bin/python lint/english.py || ok=1; exit $$ok

paragraphs: $(BOOK)
	$(VENV)/bin/taiyaku paragraphs

translate: $(BOOK)
	$(VENV)/bin/taiyaku translate update

$(BOOK): pyproject.toml pins.txt
	@echo "setting up $(VENV) (once; a minute or two) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is needed: apt-get install python3-venv"; exit 1; }
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[kit]'
	@touch $@

$(TEST): $(BOOK)
	@echo "setting up what the tests need …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[kit,test]'
	@touch $@

# Readers of the exports that others wrote: programs that the tests run, in an environment of their own, never imported.
$(READERS): $(TEST) tests/export/readers/requirements.txt tests/export/readers/package-lock.json
	@echo "setting up the readers of the exports …"
	@$(PYTHON) -m venv $(VENV)/readers
	@$(VENV)/readers/bin/pip install --quiet --disable-pip-version-check -r tests/export/readers/requirements.txt
	@$(VENV)/readers/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: -d $(VENV)/readers pyslet==0.7.20170805
	@cp tests/export/readers/package.json tests/export/readers/package-lock.json $(VENV)/readers/
	@if command -v npm >/dev/null; then cd $(VENV)/readers && npm ci --silent; else echo "SKIP: GIFT is not read by gift-pegjs (needs Node 20 or newer)"; fi
	@touch $@

$(PROSE): $(BOOK) lint/package-lock.json
	@echo "setting up the second readers …"
	@command -v npm >/dev/null || { echo "make prose needs Node 20 or newer with npm"; exit 1; }
	@cd lint && npm ci --silent
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c pins.txt -e '.[prose]'
	@touch $@

$(PAGES): $(TEST) tests/pages/package-lock.json
	@echo "setting up the judges of the pages …"
	@mkdir -p $(VENV)/pages && cp tests/pages/package.json tests/pages/package-lock.json $(VENV)/pages/
	@if command -v npm >/dev/null; then cd $(VENV)/pages && npm ci --silent --ignore-scripts; else echo "SKIP: pages are not judged by axe, Nu and Lighthouse (needs Node 20 or newer)"; fi
	@touch $@

clean:
	rm -rf build lint/node_modules $(VENV)
