PYTHON ?= python3

.PHONY: run test lint

run test lint:
	@$(PYTHON) dev.py $@
