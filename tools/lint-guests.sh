#!/bin/sh
# Clippy on the code that runs inside the sandbox, for the target it runs on. Where there is no Wasm standard library by
# rustup, clippy cannot check that code; the build still compiles it.
set -eu
cd "$(dirname "$0")/../guests"
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
    echo "lint: SKIPPED guests: rustup has no wasm32-unknown-unknown here" >&2
    exit 0
fi
first() { for tool in "$@"; do command -v "$tool" && return; done; }
export CC_wasm32_unknown_unknown="${CC_wasm32_unknown_unknown:-$(first clang-19 clang)}"
export AR_wasm32_unknown_unknown="${AR_wasm32_unknown_unknown:-$(first llvm-ar-19 llvm-ar)}"
cargo clippy --release --locked --target wasm32-unknown-unknown -- -D warnings
