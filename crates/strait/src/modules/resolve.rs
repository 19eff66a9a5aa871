//! Node's resolution algorithm, by `oxc_resolver`.

use std::path::{Component, Path, PathBuf};

use oxc_resolver::{ModuleType, ResolveError, ResolveOptions, Resolver};
use strait_sandbox::{LoadMode, ModuleKind};
use url::Url;

/// A module's file.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// What its name or its package says it is.
    pub(super) kind: Option<ModuleKind>,
}

/// Resolves specifiers for `import` and for `require`, which may choose differently inside a package.
pub(super) struct NodeResolver {
    import: Resolver,
    require: Resolver,
}

impl NodeResolver {
    pub(super) fn new() -> Self {
        let options = |condition: &str| ResolveOptions {
            condition_names: ["strait", "node", condition, "default"].map(str::to_owned).to_vec(),
            extensions: [".js", ".mjs", ".cjs", ".json"].map(str::to_owned).to_vec(),
            main_fields: vec!["main".to_owned()],
            builtin_modules: false,
            module_type: true,
            ..ResolveOptions::default()
        };
        let import = Resolver::new(options("import"));
        let require = import.clone_with_options(options("require"));
        Self { import, require }
    }

    /// # Errors
    ///
    /// Why there is no such module, to follow the sentence that says so; empty when there is nothing to add.
    pub(super) fn resolve(&self, specifier: &str, referrer: &Path, mode: LoadMode) -> Result<Found, String> {
        let resolver = match mode {
            LoadMode::Import | LoadMode::Python => &self.import,
            LoadMode::Require => &self.require,
        };
        let folder = referrer.parent().unwrap_or(referrer);
        let specifier = match Url::parse(specifier) {
            Ok(url) if url.scheme() == "file" => match url.to_file_path() {
                Ok(path) => path.display().to_string(),
                Err(()) => return Err(": it is not the URL of a local file".into()),
            },
            Ok(url) if matches!(url.scheme(), "http" | "https" | "data" | "npm" | "jsr") => {
                return Err(format!(
                    ": `{}:` modules are not supported; install it and import it by name",
                    url.scheme()
                ));
            }
            _ => specifier.to_owned(),
        };
        match resolver.resolve(folder, &specifier) {
            Ok(resolution) => {
                let kind = resolution.module_type().map(module_kind).transpose()?;
                Ok(Found { path: resolution.into_path_buf(), kind })
            }
            Err(ResolveError::NotFound(_)) => Err(String::new()),
            Err(error) => Err(format!(": {error}")),
        }
    }
}

fn module_kind(module_type: ModuleType) -> Result<ModuleKind, String> {
    match module_type {
        ModuleType::Module => Ok(ModuleKind::Module),
        ModuleType::CommonJs => Ok(ModuleKind::CommonJs),
        ModuleType::Json => Ok(ModuleKind::Json),
        ModuleType::Wasm | ModuleType::Addon => {
            Err(": native add-ons and WebAssembly modules are not supported".into())
        }
    }
}

/// The path that a relative or absolute specifier names, with `.` and `..` taken out; nothing for a package's name.
pub(super) fn file_path(specifier: &str, referrer: &Path) -> Option<PathBuf> {
    let is_path =
        ["./", "../", "/"].iter().any(|start| specifier.starts_with(start)) || matches!(specifier, "." | "..");
    let path = match specifier.strip_prefix("file://") {
        Some(_) => Url::parse(specifier).ok()?.to_file_path().ok()?,
        None if is_path => referrer.parent().unwrap_or(referrer).join(specifier),
        None => return None,
    };
    Some(plain(&path))
}

/// A path with `.` and `..` taken out.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The `type` of a `package.json`; nothing when it says none, or is not JSON.
pub(super) fn package_type(text: &str) -> Option<ModuleKind> {
    let package: serde_json::Value = serde_json::from_str(text).ok()?;
    match package.get("type")?.as_str()? {
        "module" => Some(ModuleKind::Module),
        "commonjs" => Some(ModuleKind::CommonJs),
        _ => None,
    }
}
