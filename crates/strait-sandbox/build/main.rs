//! Builds the guests from source, pre-initialises them and compiles them to native code.
//!
//! What is left for run time is to map the code and the memory image. Each guest gives three files in `OUT_DIR`:
//! `NAME.wasm` as linked, `NAME.image.wasm` pre-initialised, `NAME.cwasm` compiled.

mod cargo;
#[path = "../src/compilation.rs"]
mod compilation;
mod custom_sections;
mod image;

use std::{env, fs, path::PathBuf};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let guests = manifest.join("../../guests");
    for name in ["js", "python"] {
        if let Err(error) = build_guest(name, &guests, &out) {
            // Cargo shows what a failed build script wrote, the guest's own compiler messages included.
            eprintln!("cannot build guests/{name}: {error:?}");
            std::process::exit(1);
        }
    }
}

fn build_guest(name: &str, guests: &std::path::Path, out: &std::path::Path) -> wasmtime::Result<()> {
    let linked = cargo::build(name, guests)?;
    let image = image::initialize(&linked)?;
    let compiled = image::compile(&image)?;
    fs::write(out.join(format!("{name}.wasm")), &linked)?;
    fs::write(out.join(format!("{name}.image.wasm")), &image)?;
    fs::write(out.join(format!("{name}.cwasm")), &compiled)?;
    Ok(())
}
