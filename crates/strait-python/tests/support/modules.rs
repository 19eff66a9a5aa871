//! Modules in folders, for a host's `load_module`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use strait_python::{Answers, Data, Engine, FunctionId};

/// The folders that are searched for modules.
#[derive(Clone, Debug, Default)]
pub struct Folders(pub Vec<PathBuf>);

impl Folders {
    /// Makes the loader known to an engine. Its host is to answer with [`Folders::load`].
    pub fn declare(engine: &mut Engine) -> FunctionId {
        engine.declare("_host", "load_module", "name, importer, search, /", Answers::AtOnce)
    }

    /// Answers `load_module(name, importer, search)`: `search` is the path of the package that the module is part of.
    pub fn load(&self, arguments: &[Data]) -> Data {
        match arguments {
            [Data::Str(name), _, Data::List(search)] => {
                let search = search.iter().filter_map(|folder| match folder {
                    Data::Str(folder) => Some(Path::new(folder)),
                    _ => None,
                });
                let last = name.rsplit('.').next().unwrap_or(name);
                find(last, search)
            }
            [Data::Str(name), ..] => find(name, self.0.iter().map(PathBuf::as_path)),
            _ => None,
        }
        .unwrap_or(Data::None)
    }
}

/// The first that there is of a package `name/__init__.py` and a file `name.py`.
fn find<'a>(name: &str, folders: impl Iterator<Item = &'a Path>) -> Option<Data> {
    if name.is_empty() || name.contains(['/', '\\', '.', '\0']) {
        return None;
    }
    for folder in folders {
        let package = folder.join(name);
        let file = package.join("__init__.py");
        if let Ok(text) = fs::read_to_string(&file) {
            return Some(module(&file, text, Some(&package)));
        }
        let file = folder.join(format!("{name}.py"));
        if let Ok(text) = fs::read_to_string(&file) {
            return Some(module(&file, text, None));
        }
    }
    None
}

fn module(file: &Path, text: String, package: Option<&Path>) -> Data {
    let path = package.map_or(Data::None, |package| Data::List(vec![Data::Str(package.display().to_string())]));
    Data::Dict(vec![
        ("file".into(), Data::Str(file.display().to_string())),
        ("text".into(), Data::Str(text)),
        ("path".into(), path),
    ])
}
