#!/bin/sh
# Measures strait beside the runtimes people would otherwise pick, in one run on one machine, and writes the table into
# bench/README.md. Needs python3, node, npm and wrk; on Debian as root they are installed.
set -eu
cd "$(dirname "$0")/.."
for tool in python3 node npm wrk taskset; do
    command -v "$tool" >/dev/null 2>&1 && continue
    case "$tool" in python3) package=python3 ;; node) package=nodejs ;; taskset) package=util-linux ;; *) package=$tool ;; esac
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package" >/dev/null
    else
        echo "bench: please install $package" >&2
        exit 1
    fi
done
cargo build --release --locked -p strait --bins --example sandboxes --example target --example load
# bun, deno and node's packages; a runtime that cannot be installed here is left out of the table.
mkdir -p target/bench
cp bench/package.json target/bench/
rm -rf target/bench/scripts
cp -r bench/scripts target/bench/
npm install --prefix target/bench --no-package-lock --no-audit --no-fund --silent || echo "bench: the other runtimes cannot be installed" >&2
# CPython's packages; without them there is no table of Python.
if ! python3 -m venv target/bench-python || ! target/bench-python/bin/python3 -m pip install -q --disable-pip-version-check -r bench/requirements.txt; then
    echo "bench: the packages of bench/requirements.txt cannot be installed" >&2
    rm -rf target/bench-python
fi
exec python3 bench/measure.py "$@"
