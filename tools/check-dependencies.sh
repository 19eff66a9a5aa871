#!/bin/sh
# Licences and sources of all dependencies by deny.toml, as far as it can be checked without the network.
set -eu
cd "$(dirname "$0")/.."
if ! command -v cargo-deny >/dev/null 2>&1; then
    echo "lint: SKIPPED deny.toml: cargo-deny is not installed (cargo install cargo-deny)" >&2
    exit 0
fi
cargo deny --offline --locked check licenses bans sources
