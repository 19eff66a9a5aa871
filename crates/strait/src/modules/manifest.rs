//! `packages.json`: which names a Python project gives to its modules.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

const FILE: &str = "packages.json";

/// How many folders are searched, and how many manifests lead to one another.
const MOST_STEPS: usize = 32;

/// What a name stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Alias {
    /// A file of the project.
    File(PathBuf),
    /// A URL.
    Url(String),
    /// A module of a web page, by its URL: there is none here.
    Host(String),
}

/// What the manifests say of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// What it stands for.
    Found(Alias),
    /// Nothing; the manifest that was asked first.
    NotDeclared(PathBuf),
    /// No manifest belongs to the folder.
    NoManifest,
}

#[derive(Debug, Default)]
struct Manifest {
    imports: BTreeMap<String, String>,
    host: BTreeMap<String, String>,
    extends: Option<String>,
}

/// Asks the nearest manifest at or above `folder` what `name` stands for, and those that it extends. Only files that
/// `may_read` lets through are looked at.
///
/// # Errors
///
/// A manifest that cannot be read; the text says which and why.
pub(super) fn resolve(name: &str, folder: &Path, may_read: impl Fn(&Path) -> bool) -> Result<Answer, String> {
    let file = |folder: &Path| Some(folder.join(FILE)).filter(|file| may_read(file) && file.is_file());
    let Some(first) = folder.ancestors().take(MOST_STEPS).find_map(file) else { return Ok(Answer::NoManifest) };
    let mut next = Some(first.clone());
    for _ in 0..MOST_STEPS {
        let Some(path) = next else { break };
        let manifest = Manifest::read(&path)?;
        let folder = path.parent().unwrap_or(&path);
        if let Some(target) = manifest.imports.get(name) {
            return Ok(Answer::Found(match is_url(target) {
                true => Alias::Url(target.clone()),
                false => Alias::File(super::resolve::plain(&folder.join(target))),
            }));
        }
        if let Some(url) = manifest.host.get(name) {
            return Ok(Answer::Found(Alias::Host(url.clone())));
        }
        next = manifest.extends.and_then(|extended| file(&super::resolve::plain(&folder.join(extended))));
    }
    Ok(Answer::NotDeclared(first))
}

fn is_url(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}

impl Manifest {
    fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("cannot read '{}': {error}", path.display()))?;
        let wrong = |what: &str| format!("'{}' is no manifest: {what}", path.display());
        let json: Value = serde_json::from_str(&text).map_err(|error| wrong(&error.to_string()))?;
        let Value::Object(fields) = json else { return Err(wrong("it must be an object")) };
        let names = |key: &str| names(&fields, key).ok_or_else(|| wrong(&format!("`{key}` must give names to texts")));
        let extends = match fields.get("extends") {
            None | Some(Value::Null) => None,
            Some(Value::String(folder)) => Some(folder.clone()),
            Some(_) => return Err(wrong("`extends` must be a folder")),
        };
        // An older name of the same field.
        let mut host = names("system")?;
        host.extend(names("host")?);
        Ok(Self { imports: names("imports")?, host, extends })
    }
}

fn names(fields: &Map<String, Value>, key: &str) -> Option<BTreeMap<String, String>> {
    match fields.get(key) {
        None | Some(Value::Null) => Some(BTreeMap::new()),
        Some(Value::Object(names)) => {
            names.iter().map(|(name, target)| Some((name.clone(), target.as_str()?.to_owned()))).collect()
        }
        Some(_) => None,
    }
}
