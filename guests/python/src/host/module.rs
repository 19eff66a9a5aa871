//! Modules of the script's own, which the host finds.

use strait_guest::{
    abi::{LoadAnswer, LoadMode, LoadRequest},
    load as ask,
};
use strait_python::{Data, HostError};

/// `search` is the path of the package that the module is to be part of, if it is of one.
pub(super) const SIGNATURE: &str = "name, importer, search, /";

/// Answers `load_module`: a dictionary of `file`, `text` and `path` (of a package), or nothing when there is no such module.
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
    match search {
        Data::List(folders) => {
            let last = name.rsplit('.').next().unwrap_or(name);
            for folder in folders {
                let Data::Str(folder) = folder else { continue };
                let found = find(&format!("{folder}/{last}"), referrer)?;
                if found != Data::None {
                    return Ok(found);
                }
            }
            Ok(Data::None)
        }
        _ => find(name, referrer),
    }
}

fn find(specifier: &str, referrer: &str) -> Result<Data, HostError> {
    let request = LoadRequest { specifier, referrer, mode: LoadMode::Import };
    ask(&request, |answer| match answer {
        LoadAnswer::Found { name, source, .. } => Ok(Data::Dict(vec![
            ("file".into(), Data::Str(name.to_owned())),
            ("text".into(), Data::Str(source.to_owned())),
        ])),
        LoadAnswer::NotFound { .. } => Ok(Data::None),
        LoadAnswer::Denied { message } => Err(HostError::new("ImportError", message)),
    })
}
