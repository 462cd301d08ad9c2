# Every target prints its own help line: `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CLIENT := vscode-client
NODE_STAMP := $(CLIENT)/node_modules/.installed
VSIX := $(CLIENT)/dist/piptrust.vsix
PYZ := dist/piptrust.pyz
LUA := tools/lua
LUA_STAMP := $(LUA)/node_modules/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-vscode screenshots test lint types unit editors test-editors oracle format docs words lock vsix pyz bench clean

help: ## show this help
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(NODE_STAMP): $(CLIENT)/package-lock.json $(CLIENT)/.npmrc
	npm --prefix $(CLIENT) ci --ignore-scripts --loglevel=error
	@touch $@

$(LUA_STAMP): $(LUA)/package-lock.json $(LUA)/.npmrc
	npm --prefix $(LUA) ci --ignore-scripts --loglevel=error
	@touch $@

# The server's sources and pages, and all of the client's that is not made.
$(VSIX): $(STAMP) $(NODE_STAMP) pyproject.toml $(shell git ls-files server docs/rules docs/causes bundle $(CLIENT))
	$(BIN)/python $(CLIENT)/bundle/build.py
	$(BIN)/python $(CLIENT)/bundle/package.py $@

vsix: $(VSIX) ## the VS Code extension with everything in it: vscode-client/dist/piptrust.vsix

$(PYZ): $(STAMP) pyproject.toml $(shell git ls-files server docs/rules docs/causes bundle)
	$(BIN)/python bundle/pyz.py $@

pyz: $(PYZ) ## all of piptrust in one file, for machines without a working pip: dist/piptrust.pyz

setup: $(STAMP) ## build the environment in .venv (locked, with hashes)

demo: setup ## check a folder of broken files, fix them, and watch pip accept the result
	$(BIN)/python demo/run.py

demo-vscode: setup $(VSIX) ## open a project behind an intercepting proxy in a real VS Code
	command -v code >/dev/null || PYTHON=$(BIN)/python tests/editors/install.sh code-server
	$(BIN)/python demo/vscode.py

screenshots: editors $(VSIX) ## take the pictures of the extension's README anew
	$(BIN)/python $(CLIENT)/images/make_screenshots.py

test: lint types unit test-editors ## everything: style, types, tests

lint: setup $(NODE_STAMP) $(LUA_STAMP) ## style and format (ruff, eslint, luacheck, stylua)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	npm --prefix $(CLIENT) run --silent lint
	cd neovim-client && ../$(LUA)/lint.sh .
	node $(LUA)/format.mjs --check neovim-client

types: setup $(NODE_STAMP) ## types (pyright, strict on server/; tsc, strict)
	$(BIN)/pyright --warnings
	npm --prefix $(CLIENT) run --silent types

unit: setup $(VSIX) $(PYZ) ## the tests that need no editor (vitest for the extension's decisions, pytest for all else)
	npm --prefix $(CLIENT) run --silent unit
	$(BIN)/python -m pytest -n 2 -q --ignore=tests/editors

editors: setup ## install the real editors that the tests drive (pinned, into a cache)
	PYTHON=$(BIN)/python tests/editors/install.sh all

# By itself: Playwright keeps the event loop of its thread, and two workbenches at once gain nothing on two cores.
test-editors: editors $(VSIX) ## the tests in real editors (VS Code, Neovim, Helix, Emacs)
	$(BIN)/python -m pytest -q tests/editors

oracle: setup ## run the whole matrix of real pips beside the probe
	PIPTRUST_ORACLE=all $(BIN)/python -m pytest tests/oracle -n 2 -q

format: setup $(LUA_STAMP) ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	node $(LUA)/format.mjs neovim-client

docs: setup ## rewrite the generated parts of the documentation
	$(BIN)/python docs/generate.py
	$(BIN)/python $(CLIENT)/bundle/rules_schema.py

words: setup ## collect the messages and compile the catalogues of other languages
	$(BIN)/python server/piptrust/locale/make_catalogues.py

lock: setup ## resolve requirements-dev.lock and the bundle's lock anew (needs uv on PATH)
	UV_PYTHON_DOWNLOADS=never uv pip compile pyproject.toml --group dev --extra terminal --generate-hashes --universal \
	  --python-version 3.10 --no-header --upgrade -o requirements-dev.lock

	UV_PYTHON_DOWNLOADS=never uv pip compile bundle/requirements.in --python-version 3.9 --only-binary :all: --generate-hashes \
	  --no-header --no-annotate --upgrade -o bundle/requirements.lock

bench: setup ## benchmarks, as ratios beside peers
	$(BIN)/python benchmarks/run.py

clean: ## remove everything that the other targets made
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .hypothesis
	rm -rf $(CLIENT)/node_modules $(CLIENT)/dist $(CLIENT)/bundled $(LUA)/node_modules
