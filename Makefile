# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet
# The tests of one file stay together, so that what they share is made once; the files come in the order of
# tests/conftest.py, the longest first.
PYTEST := $(RUN) pytest -n auto --dist loadfile --no-loadscope-reorder

# The tests start many processes: where nothing may be compiled once for all, each compiles the whole program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test whole quick random check format lint types contract hooks bench fuzz

demo: $(UV)  ## the overview of the built-in example, with no network
	@$(RUN) --no-dev kamerstem overview --from example 36470-VI

test: $(UV)  ## all but what goes over all official data, or tries by the hundred
	@$(PYTEST) -m "not whole"

whole: $(UV)  ## every test
	@$(PYTEST)

quick: $(UV)  ## without what starts a server, a browser, an office or a reader of its own, and without the properties
	@$(PYTEST) -m "not slow and not whole and not hypothesis" --ignore tests/engines --ignore tests/web

random: $(UV)  ## the properties with examples that were not tried before
	@$(PYTEST) -m hypothesis --hypothesis-profile random

check: $(UV) format lint types contract whole

format: $(UV)
	@$(RUN) ruff format --check .

lint: $(UV)
	@$(RUN) ruff check .

types: $(UV)
	@$(RUN) mypy

contract: $(UV)
	@$(RUN) lint-imports

hooks: $(UV)  ## git runs prek.toml before each commit
	@$(RUN) prek install

bench: $(UV)
	@$(RUN) --group bench python -m benchmarks

fuzz: $(UV)
	@$(RUN) python -m benchmarks.fuzz

.tools/bin/uv: .ci/uv.txt
	@command -v python3 >/dev/null || { echo "python3 is missing: install it with 'apt-get install python3'" >&2; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing: install it with 'apt-get install python3-venv'" >&2; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kamerstem needs Python 3.11 or later" >&2; exit 1; }
	@echo "Making .tools with uv" >&2
	@python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r .ci/uv.txt && touch $@
