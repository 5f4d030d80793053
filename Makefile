# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet

.PHONY: demo test check format lint types contract bench fuzz

demo: $(UV)  ## the overview of the built-in example, with no network
	@$(RUN) --no-dev kamerstem overview --from example 36470-VI

test: $(UV)
	@$(RUN) pytest -n auto

check: $(UV) format lint types contract test

format: $(UV)
	@$(RUN) ruff format --check .

lint: $(UV)
	@$(RUN) ruff check .

types: $(UV)
	@$(RUN) mypy

contract: $(UV)
	@$(RUN) lint-imports

bench: $(UV)
	@$(RUN) --group bench python -m benchmarks

fuzz: $(UV)
	@$(RUN) python -m benchmarks.fuzz

.tools/bin/uv:
	@command -v python3 >/dev/null || { echo "python3 is missing: install it with 'apt-get install python3'" >&2; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing: install it with 'apt-get install python3-venv'" >&2; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kamerstem needs Python 3.11 or later" >&2; exit 1; }
	@echo "Making .tools with uv" >&2
	@python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv
