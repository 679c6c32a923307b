# One command for each thing; `make help` lists them. CARGO_TARGET_DIR is honoured throughout.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

DATA ?= synaq-data
ARGS ?=

.PHONY: help run test bench fmt check setup openapi

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The dev profile: a release build takes far longer, and what computes is optimised in both.
run: ## build and start the service on http://127.0.0.1:8080 (DATA=folder, ARGS="more options")
	@scripts/setup.sh build
	@cargo build --bin synaq || { echo 'make run: the build failed (above)' >&2; exit 1; }
	@cargo run --quiet --bin synaq -- serve --data $(DATA) $(ARGS)

test: ## everything: formatting, lints, all tests on SQLite and on a throw-away PostgreSQL
	@scripts/setup.sh test
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	scripts/with-postgres.sh cargo test --locked
	@if command -v cargo-deny >/dev/null; then cargo deny --offline check licenses bans sources; fi
	@echo 'make test: everything passed, on SQLite and on PostgreSQL.'

# Not part of `make test`: it needs a release build and a machine that does nothing else.
bench: ## how fast it is: the service, then the assembly engine (ARGS="--quick --json FILE")
	@scripts/setup.sh test
	scripts/with-postgres.sh cargo bench --locked --quiet --bench figures -- $(ARGS)
	cargo bench --locked --quiet --bench assembly -- $(filter --quick,$(ARGS))

fmt: ## format the code
	cargo fmt

check: ## formatting and lints only
	@scripts/setup.sh build
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

setup: ## install what is missing, or say what it is
	@scripts/setup.sh test
	@echo 'make setup: everything is here.'

# Into a new file first: a failed build must not empty the committed one.
openapi: ## write openapi.yaml anew from the code
	@cargo run --quiet --bin synaq -- openapi > openapi.yaml.new || { rm -f openapi.yaml.new; exit 1; }
	@mv openapi.yaml.new openapi.yaml
