//! Packs what the engine has of Python code: the modules of the standard library and the prelude.
//!
//! Each text is compressed by itself, so that an import unpacks no more than it needs.

mod comments;
mod pack;

use std::{env, fs, io, path::PathBuf};

/// What makes up the prelude, in the order in which it runs. All share one namespace.
const PRELUDE: [&str; 22] = [
    "iteration",
    "containers",
    "sets",
    "comparison",
    "operators",
    "sorting",
    "bytes",
    "codecs",
    "printing",
    "formatting",
    "percent",
    "attributes",
    "classes",
    "copying",
    "generics",
    "exceptions",
    "patterns",
    "ranges",
    "evaluation",
    "library",
    "tasks",
    "imports",
];

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let (library, prelude) = (manifest.join("lib"), manifest.join("src/prelude"));
    for watched in [&library, &prelude, &manifest.join("build")] {
        println!("cargo::rerun-if-changed={}", watched.display());
    }

    fs::write(out.join("library.rs"), pack::library(&library, &out)?)?;

    let texts =
        PRELUDE.map(|name| pack::text(&prelude.join(format!("{name}.py")), &out.join(format!("{name}.prelude.z"))));
    let texts: Vec<String> = texts.into_iter().collect::<io::Result<_>>()?;
    fs::write(out.join("prelude.rs"), format!("&[{}]", texts.join(", ")))
}
