//! Compresses the names.

use std::{env, fs, io, path::PathBuf};

/// The best that the format gives for its time.
const LEVEL: u8 = 10;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=names.txt");
    let out = env::var("OUT_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let names = fs::read("names.txt")?;
    fs::write(out.join("names.z"), miniz_oxide::deflate::compress_to_vec(&names, LEVEL))?;
    fs::write(out.join("length.rs"), names.len().to_string())
}
