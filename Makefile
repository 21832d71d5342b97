# Thin over packaging/setup_env.py, which also works where make is missing.
PYTHON ?= python3
SETUP = $(PYTHON) packaging/setup_env.py

.PHONY: run test test-long lint lock contracts bundle deb

run: ## open the demo; without a display, its tour in the terminal (make run ARGS="...")
	@$(SETUP) run $(ARGS)

test: ## every check (make test ARGS="-k amounts" runs a part of the tests)
	@$(SETUP) test -- $(ARGS)

test-long: ## every check, with many more random examples
	@$(SETUP) test-long -- $(ARGS)

lint: ## format, lint, types, layers
	@$(SETUP) lint

lock: ## write the locked versions anew (needs uv)
	@$(SETUP) lock

contracts: ## compile the demo contracts
	@$(SETUP) node packaging/contracts/compile.mjs $(ARGS)

bundle: ## the program as a folder that needs no Python (Linux)
	@$(PYTHON) packaging/linux/build.py bundle

deb: ## the same as Debian packages
	@$(PYTHON) packaging/linux/build.py deb
