# Targets for people: setup build run test lint bench. Each sets up what is missing by itself.

.PHONY: setup build run test lint bench bench-python clean
.DEFAULT_GOAL := build

# Written by `setup`; it is run again when what it installs changes.
READY := target/.setup-done

setup: $(READY)

$(READY): tools/setup.sh guests/js/package-lock.json
	tools/setup.sh
	@mkdir -p $(@D) && touch $@

build: $(READY)
	cargo build --release

# A script that serves HTTP and fetches from itself: it needs nothing outside.
run: build
	target/release/strait run --allow-listen=127.0.0.1 --allow-net=loopback examples/hello-server.js

test: $(READY)
	cargo test --workspace --locked

lint: $(READY)
	cargo fmt --check
	cd guests && cargo fmt --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	tools/lint-guests.sh
	tools/check-dependencies.sh

bench: build
	bench/run.sh

# The programs of bench/python, natively and in the sandbox, against the machine's python3.
bench-python: build
	cargo build --release -p strait-python --example strait-python
	python3 bench/python/run.py --engine native=target/release/examples/strait-python --engine sandbox='target/release/strait run' --rounds 3

clean:
	cargo clean
	rm -rf guests/target guests/js/node_modules
