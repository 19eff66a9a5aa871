//! Modules written in Python, compressed. The build script of the guest includes this file too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::comments;

/// The best that the format gives for its time.
const LEVEL: u8 = 10;

/// A module of the library.
struct Module {
    name: String,
    path: PathBuf,
    is_package: bool,
}

/// Packs the modules in a folder, and gives the expression that stands for their table.
pub(crate) fn library(folder: &Path, out: &Path) -> io::Result<String> {
    let mut modules = Vec::new();
    find(folder, "", &mut modules)?;
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    let mut table = String::from("&[\n");
    for Module { name, path, is_package } in modules {
        let text = text(&path, &out.join(format!("{name}.z")))?;
        table.push_str(&format!("    Module {{ name: {name:?}, text: {text}, is_package: {is_package} }},\n"));
    }
    table.push(']');
    Ok(table)
}

/// Compresses a text, and gives the expression that stands for it.
///
/// Each text is the answer of a function of its own, `packed_` and its name: what is never called can be left out of what a
/// page loads first (web/tools/split).
pub(crate) fn text(from: &Path, to: &Path) -> io::Result<String> {
    let code = comments::remove(&fs::read_to_string(from)?);
    fs::write(to, miniz_oxide::deflate::compress_to_vec(code.as_bytes(), LEVEL))?;
    let stem = to.file_stem().unwrap_or_default().to_string_lossy();
    let function = format!("packed_{}", stem.replace(|character: char| !character.is_ascii_alphanumeric(), "_"));
    let body = format!(
        "#[allow(non_snake_case)] #[inline(never)] fn {function}() -> &'static [u8] {{ include_bytes!({to:?}) }}"
    );
    Ok(format!("Packed {{ bytes: {{ {body} {function} }}, length: {} }}", code.len()))
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
