//! Modules from files, as Node and as Python find them.

mod manifest;
mod python;
mod remote;
mod resolve;
mod syntax;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use strait_net::Network;
use strait_policy::Policy;
use strait_sandbox::{Fetching, LoadMode, LoadedModule, ModuleError, ModuleKind, ModuleSource};

use remote::Fetcher;
use resolve::{Found, NodeResolver};
use syntax::script_kind;

/// Finds modules by the rules of Node or of Python, under a policy: a script may import what lies in its project, and what
/// `--allow-read` or `--dir` allows beyond.
pub struct FileModules {
    main: Main,
    policy: Policy,
    /// Directories under another name: what the script writes, and where it is.
    mounts: Vec<(PathBuf, PathBuf)>,
    /// Made when the first module is asked for.
    resolver: Option<NodeResolver>,
    fetcher: Option<Fetcher>,
}

struct Main {
    /// As error positions show it.
    name: String,
    path: PathBuf,
}

impl FileModules {
    /// For the script `name` in the file `path`. Its project is the nearest folder above with a `package.json` (in Python, a
    /// `packages.json`), or else its own folder.
    ///
    /// # Errors
    ///
    /// The path cannot be made absolute.
    pub fn new(name: impl Into<String>, path: &Path, mut policy: Policy) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let folder = path.parent().unwrap_or(&path);
        let manifest = match path.extension() {
            Some(extension) if extension == "py" => "packages.json",
            _ => "package.json",
        };
        let project = folder.ancestors().find(|folder| folder.join(manifest).is_file()).unwrap_or(folder);
        policy.allow_read(project);
        for folder in project.ancestors().skip(1) {
            policy.allow_read(folder.join("node_modules"));
        }
        Ok(Self { main: Main { name: name.into(), path }, policy, mounts: Vec::new(), resolver: None, fetcher: None })
    }

    /// Lets Python import from URLs, where the policy allows connecting to them. Modules whose content is pinned by
    /// `#sha256-` are kept in the user's cache folder.
    pub fn fetch_by(&mut self, network: Arc<Network>) {
        self.fetcher = Some(Fetcher::new(network, Arc::new(self.policy.clone())));
    }

    /// Lets the script import from `host` under the name `guest`.
    ///
    /// # Errors
    ///
    /// `host` does not exist.
    pub fn mount(&mut self, guest: impl Into<PathBuf>, host: &Path) -> io::Result<()> {
        let host = host.canonicalize()?;
        self.policy.allow_read(&host);
        self.mounts.push((guest.into(), host));
        Ok(())
    }

    /// The file that a referrer's name stands for.
    fn path_of(&self, referrer: &str) -> PathBuf {
        if referrer.is_empty() || referrer == self.main.name { self.main.path.clone() } else { PathBuf::from(referrer) }
    }

    /// A path of the script's in terms of the real file system.
    fn mounted(&self, path: &Path) -> Option<PathBuf> {
        let inside = |(guest, host): &(PathBuf, PathBuf)| path.strip_prefix(guest).ok().map(|rest| host.join(rest));
        self.mounts.iter().find_map(inside)
    }

    fn check(&self, path: &Path) -> Result<(), ModuleError> {
        self.policy.check_read(path).map_err(|denial| ModuleError::Denied(denial.to_string()))
    }
}

impl ModuleSource for FileModules {
    fn load(&mut self, specifier: &str, referrer: &str, mode: LoadMode) -> Result<LoadedModule, ModuleError> {
        if mode == LoadMode::Python {
            return self.load_python(specifier, referrer);
        }
        let referrer_path = self.path_of(referrer);
        let specifier_path = resolve::file_path(specifier, &referrer_path);
        let mounted = specifier_path.as_deref().and_then(|path| self.mounted(path));
        if let Some(path) = mounted.as_ref().or(specifier_path.as_ref()) {
            // Asked before looking, so that a script cannot learn which files exist where it may not read.
            self.check(path)?;
        }
        let specifier_text = mounted.map_or_else(|| specifier.to_owned(), |path| path.display().to_string());
        let resolver = self.resolver.get_or_insert_with(NodeResolver::new);
        let Found { path, kind } = resolver.resolve(&specifier_text, &referrer_path, mode).map_err(|reason| {
            ModuleError::NotFound(format!("cannot find module `{specifier}` imported from {referrer}{reason}"))
        })?;
        self.check(&path)?;
        let source = fs::read_to_string(&path)
            .map_err(|error| ModuleError::NotFound(format!("cannot read {}: {error}", path.display())))?;
        let is_js = path.extension().is_some_and(|extension| extension == "js");
        let is_of_package =
            mode == LoadMode::Require || path.components().any(|part| part.as_os_str() == "node_modules");
        let kind = match kind {
            None | Some(ModuleKind::CommonJs) if is_js && is_of_package => {
                declared_kind(&path).unwrap_or_else(|| syntax::kind_in_package(&source))
            }
            Some(kind) => kind,
            None => script_kind(&path, &source),
        };
        let name = if path == self.main.path { self.main.name.clone() } else { path.display().to_string() };
        Ok(LoadedModule { name, kind, source: without_byte_order_mark(source) })
    }

    fn fetch<'a>(&'a mut self, url: &'a str) -> Fetching<'a> {
        Box::pin(async move {
            match &self.fetcher {
                Some(fetcher) => fetcher.fetch(url).await,
                None => {
                    Err(ModuleError::NotFound(format!("could not fetch module '{url}': this script has no network")))
                }
            }
        })
    }
}

/// Text files from some editors begin with a byte order mark, which is not part of the text.
fn without_byte_order_mark(source: String) -> String {
    match source.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => source,
    }
}

/// What a script file is, by its name, its package and its syntax.
pub fn kind_of_main(path: &Path, source: &str) -> ModuleKind {
    let is_js = path.extension().is_some_and(|extension| extension == "js");
    is_js.then(|| declared_kind(path)).flatten().unwrap_or_else(|| script_kind(path, source))
}

/// What the nearest `package.json` says of its `.js` files.
fn declared_kind(path: &Path) -> Option<ModuleKind> {
    let package = path.ancestors().skip(1).map(|folder| folder.join("package.json")).find(|file| file.is_file())?;
    resolve::package_type(&fs::read_to_string(package).ok()?)
}
