# Targets for people: setup build run test lint bench web demo-web test-web. Each sets up what is missing by itself.

.PHONY: setup build run test lint bench bench-python web demo-web test-web clean
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
	$(MAKE) test-web

# The npm package's web/dist: the guests as pages load them.
web: $(READY) web/node_modules/.package-lock.json
	cargo build -p strait-sandbox --locked
	cd web && npm run --silent build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error

# Serves the demonstration page of the npm package, on port 8010 unless PORT says otherwise.
demo-web: web
	cd web && npm run --silent demo

# What needs Chromium is skipped, and says so, where there is none.
test-web: web
	cd web && npm run --silent check && node demo/build.mjs && npm test --silent

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
	rm -rf guests/target guests/js/node_modules web/node_modules web/dist web/demo/dist
