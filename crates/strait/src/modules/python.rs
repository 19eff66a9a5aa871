//! Modules as Python finds them: beside the script, in packages, by path, by a project's `packages.json`, by URL.

use std::{
    fs,
    path::{Path, PathBuf},
};

use strait_sandbox::{LoadedModule, ModuleError, ModuleKind};
use url::Url;

use super::{
    FileModules,
    manifest::{self, Alias, Answer},
    resolve::{self, plain},
    without_byte_order_mark,
};

impl FileModules {
    /// A name without slashes is one that `import` has: an alias, or a module beside the script. Anything else is a path, from
    /// the module that asks, or a URL.
    ///
    /// A package answers with its `__init__.py`; a folder without one with its own name, which ends in a slash, and no text.
    pub(super) fn load_python(&self, specifier: &str, referrer: &str) -> Result<LoadedModule, ModuleError> {
        if let Some(url) = remote(specifier, referrer)? {
            return Err(ModuleError::Remote(url));
        }
        let referrer = self.path_of(referrer);
        if specifier.contains(['/', '\\']) {
            let path = resolve::file_path(specifier, &referrer).unwrap_or_else(|| {
                // A path without a dot in front is one from the module that asks, too.
                plain(&referrer.parent().unwrap_or(&referrer).join(specifier))
            });
            let path = self.mounted(&path).unwrap_or(path);
            return self.python_file(&path)?.ok_or_else(|| {
                ModuleError::NotFound(format!("no module at '{specifier}': {} is not there", path.display()))
            });
        }
        let folder = referrer.parent().unwrap_or(&referrer);
        let may_read = |path: &Path| self.check(path).is_ok();
        let answer = manifest::resolve(specifier, folder, may_read).map_err(ModuleError::NotFound)?;
        match answer {
            Answer::Found(Alias::Url(url)) => Err(ModuleError::Elsewhere(url)),
            Answer::Found(Alias::File(path)) => self.python_file(&path)?.ok_or_else(|| {
                ModuleError::NotFound(format!("no module '{specifier}': {} is not there", path.display()))
            }),
            Answer::Found(Alias::Host(url)) => Err(ModuleError::NotFound(format!(
                "module '{specifier}' is one of a web page ('{url}'), and here is no page"
            ))),
            Answer::NotDeclared(_) | Answer::NoManifest => {
                let beside = self.main.path.parent().unwrap_or(&self.main.path).join(specifier);
                match (self.python_file(&beside)?, answer) {
                    (Some(module), _) => Ok(module),
                    (None, Answer::NotDeclared(manifest)) => Err(ModuleError::NotFound(format!(
                        "alias '{specifier}' not declared in '{}'",
                        manifest.display()
                    ))),
                    // There is nothing to add to what Python says itself.
                    (None, _) => Err(ModuleError::NotFound(String::new())),
                }
            }
        }
    }

    /// The module at a path, which may lack its ending.
    fn python_file(&self, path: &Path) -> Result<Option<LoadedModule>, ModuleError> {
        // Asked before looking, so that a script cannot learn which files exist where it may not read.
        self.check(path)?;
        let candidates = match path.extension() {
            Some(extension) if extension == "py" => vec![path.to_owned()],
            _ => vec![path.join("__init__.py"), with_ending(path)],
        };
        if let Some(file) = candidates.into_iter().find(|file| file.is_file()) {
            // It may be a link to somewhere else.
            let real = file.canonicalize().unwrap_or_else(|_| file.clone());
            self.check(&real)?;
            let source = fs::read_to_string(&real)
                .map_err(|error| ModuleError::NotFound(format!("cannot read '{}': {error}", file.display())))?;
            return Ok(Some(module(file.display().to_string(), source)));
        }
        Ok(path.is_dir().then(|| module(format!("{}/", path.display()), String::new())))
    }
}

fn module(name: String, source: String) -> LoadedModule {
    LoadedModule { name, kind: ModuleKind::Python, source: without_byte_order_mark(source) }
}

fn with_ending(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".py");
    name.into()
}

/// The URL that a specifier names, by itself or seen from a module that came from one.
fn remote(specifier: &str, referrer: &str) -> Result<Option<String>, ModuleError> {
    if let Ok(url) = Url::parse(specifier) {
        return match url.scheme() {
            "http" | "https" => Ok(Some(url.into())),
            // A drive's letter is no scheme.
            "file" => Ok(None),
            scheme if scheme.len() == 1 => Ok(None),
            scheme => Err(ModuleError::NotFound(format!(
                "no module at '{specifier}': modules are imported by name, by path or from http and https URLs, not from '{scheme}:'"
            ))),
        };
    }
    match Url::parse(referrer) {
        Ok(base) if matches!(base.scheme(), "http" | "https") && specifier.contains('/') => {
            Ok(base.join(specifier).ok().map(String::from))
        }
        _ => Ok(None),
    }
}
