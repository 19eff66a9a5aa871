//! Lists the modules of the standard library that are written in Python.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let library = manifest.join("lib");
    println!("cargo::rerun-if-changed={}", library.display());
    let mut modules = Vec::new();
    find(&library, "", &mut modules)?;
    modules.sort();
    let mut table = String::from("&[\n");
    for (name, path, is_package) in modules {
        table.push_str(&format!("    ({name:?}, include_str!({path:?}), {is_package}),\n"));
    }
    table.push(']');
    fs::write(out.join("library.rs"), table)
}

fn find(folder: &Path, package: &str, modules: &mut Vec<(String, PathBuf, bool)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let name = if package.is_empty() { stem.to_owned() } else { format!("{package}.{stem}") };
        if path.is_dir() {
            find(&path, &name, modules)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            match stem {
                "__init__" => modules.push((package.to_owned(), path, true)),
                _ => modules.push((name, path, false)),
            }
        }
    }
    Ok(())
}
