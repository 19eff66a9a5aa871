//! Packs the part of the library that only a guest can have: what talks to the host.

#[path = "../../crates/strait-python/build/comments.rs"]
mod comments;
#[path = "../../crates/strait-python/build/pack.rs"]
mod pack;

use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let library = manifest.join("lib");
    for watched in [library.clone(), manifest.join("../../crates/strait-python/build")] {
        println!("cargo::rerun-if-changed={}", watched.display());
    }
    fs::write(out.join("library.rs"), pack::library(&library, &out)?)
}
