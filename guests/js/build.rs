//! Bundles the JavaScript standard library in `lib/` and compiles it to the engine's bytecode, which the guest loads when its
//! image is made. Parsing there would leave what the parser used in the image. Where the guest has to be downloaded, the bundle
//! itself is half as large.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

#[path = "src/library.rs"]
mod library;

fn main() {
    for path in ["lib", "bundle.mjs", "package-lock.json", "src/library.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let bundle = out.join("lib.js");
    run_bundler(&bundle);
    let source = fs::read(&bundle).expect("the bundler wrote its output");
    fs::write(out.join("lib.bytecode"), library::compile(&source)).expect("OUT_DIR can be written");
}

fn run_bundler(output: &Path) {
    match Command::new("node").arg("bundle.mjs").arg(output).status() {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("bundling guests/js/lib failed ({status}); `make setup` installs what it needs"),
        Err(error) => panic!("cannot run node to bundle guests/js/lib: {error}; `make setup` installs it"),
    }
}
