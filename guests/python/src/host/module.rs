//! Modules of the script's own, which the host finds.

use strait_guest::{
    abi::{LoadAnswer, LoadMode, LoadRequest},
    load as ask,
};
use strait_python::{Data, HostError};

/// `search` is the path of the package that the module is to be part of, if it is of one.
pub(super) const SIGNATURE: &str = "name, importer, search, /";

/// Answers `load_module`: a dictionary of `file`, `text` and, of a package, `path`; one of `specifier` when the name stands for
/// another; or nothing when there is no such module.
///
/// # Errors
///
/// The host has more to say than that there is none.
pub(super) fn load(arguments: &[Data]) -> Result<Data, HostError> {
    let [Data::Str(name), importer, search] = arguments else {
        return Err(HostError::new("TypeError", "load_module() takes a name, an importer and a path"));
    };
    let referrer = match importer {
        Data::Str(file) => file,
        _ => "",
    };
    let Data::List(folders) = search else {
        return find(name, referrer).map(|found| found.unwrap_or(Data::None));
    };
    let last = name.rsplit('.').next().unwrap_or(name);
    for folder in folders {
        let Data::Str(folder) = folder else { continue };
        match find(&format!("{folder}/{last}"), referrer) {
            Ok(Some(found)) => return Ok(found),
            // The package's name and the module's say enough.
            Err(error) if error.class == NOT_FOUND => {}
            Ok(None) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Data::None)
}

const NOT_FOUND: &str = "ModuleNotFoundError";

fn find(specifier: &str, referrer: &str) -> Result<Option<Data>, HostError> {
    let request = LoadRequest { specifier, referrer, mode: LoadMode::Python };
    ask(&request, |answer| match answer {
        LoadAnswer::Found { name, source, .. } => Ok(Some(found(name, source))),
        LoadAnswer::NotFound { message: "" } => Ok(None),
        LoadAnswer::NotFound { message } => Err(HostError::new(NOT_FOUND, message)),
        LoadAnswer::Denied { message } => Err(HostError::new("ImportError", message)),
        LoadAnswer::Elsewhere { specifier } => Ok(Some(Data::Dict(vec![("specifier".into(), text(specifier))]))),
    })
}

fn found(name: &str, source: &str) -> Data {
    let mut fields = vec![("file".into(), text(name)), ("text".into(), text(source))];
    if let Some(folder) = name.strip_suffix("/__init__.py").or(name.strip_suffix('/')) {
        fields.push(("path".into(), Data::List(vec![text(folder)])));
    }
    Data::Dict(fields)
}

fn text(text: &str) -> Data {
    Data::Str(text.to_owned())
}
