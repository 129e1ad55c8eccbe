# One file for every routine. Works with GNU make 3.81 (macOS) and later, in a folder whose path holds blanks,
# and may be run twice: what is done already is not done again.
#
# PYTHON=/path/to/python     use this Python (3.11 or newer) instead of the first one found
# TORCH_INDEX=URL            take PyTorch from this package index, such as its own one of CPU builds
# ARGS="-k words"            more arguments for pytest
# OUT=folder                 where `make demo` writes

SHELL := /bin/sh
VENV  := .venv
READY := $(VENV)/.ready
OUT   ?= cxresearch-demo

# Whatever else is installed on this machine stays out: only constraints.txt decides.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIREMENT PIP_CONSTRAINT

.PHONY: help setup demo test lint check lab wheel bench clean

help: ## List these targets.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name about; do \
	  printf '  %-12s %s\n' "$$name" "$$about"; done

setup: $(READY) ## Make .venv and install cxresearch with the tested versions of everything.

$(READY): pyproject.toml constraints.txt
	@if [ -n "$(PYTHON)" ]; then set -- "$(PYTHON)"; \
	else set -- python3.14 python3.13 python3.12 python3.11 python3; fi; \
	found=; \
	for candidate in "$$@"; do \
	  if "$$candidate" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    found=$$candidate; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "cxresearch needs Python 3.11 or newer, and none was found as: $$*." >&2; \
	  echo "Install one (python.org, your package manager, or conda), or run: make setup PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	if $(VENV)/bin/python -c 'import sys, pip; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	  echo "Using $(VENV)."; \
	else \
	  version=$$("$$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "Making $(VENV) with Python $$version."; \
	  "$$found" -m venv --clear $(VENV) >/dev/null 2>&1 \
	  || { "$$found" -m venv --clear --without-pip $(VENV) >/dev/null 2>&1 \
	       && "$$found" -m pip --python $(VENV)/bin/python install pip; } \
	  || { echo "This Python cannot make a virtual environment with pip in it." >&2; \
	       echo "On Debian and Ubuntu run: sudo apt install python$$version-venv" >&2; \
	       echo "Then run make again." >&2; exit 1; }; \
	fi
	@echo "Installing the tested versions. The first time this downloads a lot (mostly PyTorch) and takes minutes."
	$(VENV)/bin/python -m pip install --disable-pip-version-check -c constraints.txt --no-deps $(if $(TORCH_INDEX),--index-url "$(TORCH_INDEX)") torch
	$(VENV)/bin/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $(READY)

demo: setup ## Do the main job on the bundled, invented interviews and say where to look.
	@$(VENV)/bin/cxresearch demo --out "$(OUT)"

test: setup ## Run every test.
	@OMP_NUM_THREADS=1 $(VENV)/bin/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: setup ## Check format, style, types and layers.
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

check: lint test ## Everything that a change must pass.

lab: setup ## Copy the notebooks to cxresearch-lab and open them in JupyterLab.
	$(VENV)/bin/cxresearch lab

wheel: setup ## Build the wheel into dist.
	$(VENV)/bin/python -m build --wheel --no-isolation

bench: setup ## Run every benchmark.
	@for script in benchmarks/*.py; do \
	  [ -e "$$script" ] || { echo "There are no benchmarks yet."; break; }; \
	  echo "== $$script"; $(VENV)/bin/python "$$script" || exit 1; \
	done

clean: ## Remove what make made; your studies and cxresearch-demo stay.
	rm -rf $(VENV) build dist .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find cxresearch tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
