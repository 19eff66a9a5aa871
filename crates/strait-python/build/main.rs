//! Packs what the engine has of Python code: the modules of the standard library and the prelude.
//!
//! Each text is compressed by itself, so that an import unpacks no more than it needs.

mod comments;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The best that the format gives for its time.
const LEVEL: u8 = 10;

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

/// A module of the library.
struct Module {
    name: String,
    path: PathBuf,
    is_package: bool,
}

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map(PathBuf::from).map_err(io::Error::other)?;
    let (library, prelude) = (manifest.join("lib"), manifest.join("src/prelude"));
    for watched in [&library, &prelude, &manifest.join("build")] {
        println!("cargo::rerun-if-changed={}", watched.display());
    }

    let mut modules = Vec::new();
    find(&library, "", &mut modules)?;
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    let mut table = String::from("&[\n");
    for Module { name, path, is_package } in modules {
        let text = pack(&path, &out.join(format!("{name}.z")))?;
        table.push_str(&format!("    Module {{ name: {name:?}, text: {text}, is_package: {is_package} }},\n"));
    }
    table.push(']');
    fs::write(out.join("library.rs"), table)?;

    let texts = PRELUDE.map(|name| pack(&prelude.join(format!("{name}.py")), &out.join(format!("{name}.prelude.z"))));
    let texts: Vec<String> = texts.into_iter().collect::<io::Result<_>>()?;
    fs::write(out.join("prelude.rs"), format!("&[{}]", texts.join(", ")))
}

/// Compresses a text, and gives the expression that stands for it.
fn pack(from: &Path, to: &Path) -> io::Result<String> {
    let code = comments::remove(&fs::read_to_string(from)?);
    fs::write(to, miniz_oxide::deflate::compress_to_vec(code.as_bytes(), LEVEL))?;
    Ok(format!("Packed {{ bytes: include_bytes!({to:?}), length: {} }}", code.len()))
}

fn find(folder: &Path, package: &str, modules: &mut Vec<Module>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let name = if package.is_empty() { stem.to_owned() } else { format!("{package}.{stem}") };
        if path.is_dir() {
            find(&path, &name, modules)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let (name, is_package) = if stem == "__init__" { (package.to_owned(), true) } else { (name, false) };
            modules.push(Module { name, path, is_package });
        }
    }
    Ok(())
}
