#!/bin/sh
# Brings what the build needs: a C compiler for WebAssembly, a Rust standard library for it, node and the npm packages of
# the JavaScript standard library. What is there already is left alone. As root, missing tools come from Debian's packages.
set -eu
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }

# Debian packages, when running as root on a machine that has apt.
install() {
    if [ "$(id -u)" = 0 ] && have apt-get; then
        if [ -z "${apt_updated:-}" ]; then
            apt-get update -qq
            apt_updated=1
        fi
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "setup: please install: $*" >&2
        exit 1
    fi
}

have cargo || { echo "setup: please install Rust 1.95 or newer (rustup.rs)" >&2; exit 1; }
have cc || install gcc libc6-dev
have make || install make
have clang-19 || have clang || install clang-19
have llvm-ar-19 || have llvm-ar || install llvm-19
have node || install nodejs
have npm || install npm
have curl || install curl # a test asks the sample server as its document does

# Takes the guests apart for pages; without it they stay in one piece.
if ! have wasm-split; then
    if [ "$(id -u)" = 0 ] && have apt-get; then
        install binaryen
    else
        echo "setup: without binaryen the guests that pages load are twice as large" >&2
    fi
fi

# The Wasm target of rustup; where that cannot be had, Debian's compiler builds a standard library along with the guest.
wasm_library="$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
if [ ! -d "$wasm_library" ]; then
    if ! have rustup || ! rustup target add wasm32-unknown-unknown; then
        [ -d /usr/lib/rustlib/src/rust/library ] && have wasm-ld-19 || install rustc-web rust-web-src lld-19
    fi
fi

(cd guests/js && npm ci --no-audit --no-fund --loglevel=error)
cargo fetch --locked
(cd guests && cargo fetch --locked)

# Packages from PyPI that a test of the Python engine uses: wheels, unpacked. Without them the test is skipped.
pypi=target/pypi
wanted=crates/strait-python/tests/pypi/requirements.txt
unpack_packages() {
    rm -rf "$pypi.new" && mkdir -p "$pypi.new/wheels" || return
    have python3 && python3 -m pip --version >/dev/null 2>&1 || return
    python3 -m pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
        --python-version 3.12 --implementation cp --abi cp312 --abi none --platform manylinux2014_x86_64 \
        -d "$pypi.new/wheels" -r "$wanted" >/dev/null 2>&1 || return
    for wheel in "$pypi.new"/wheels/*.whl; do
        python3 -m zipfile -e "$wheel" "$pypi.new" || return
    done
    cp "$wanted" "$pypi.new/requirements.txt" && rm -rf "$pypi" "$pypi.new/wheels" && mv "$pypi.new" "$pypi"
}
if ! cmp -s "$wanted" "$pypi/requirements.txt"; then
    unpack_packages || echo "setup: the packages from PyPI could not be had (python3 with pip fetches them); the test that uses them will be skipped" >&2
fi

# A browser and an optimizer for the npm package in web/. Without them its guests are larger and its tests are skipped.
for tool in chromium wasm-opt; do
    have $tool && continue
    case $tool in
    wasm-opt) package=binaryen ;;
    *) package=$tool ;;
    esac
    (install "$package") || echo "setup: going on without $package" >&2
done
