//! Where `import` and `require` find modules.

use std::pin::Pin;

use strait_abi::{LoadMode, ModuleKind};

/// A module that is on its way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Result<LoadedModule, ModuleError>> + Send + 'a>>;

/// Finds the source of modules for one sandbox. Called while a guest runs, so it should answer soon.
pub trait ModuleSource: Send {
    /// Resolves `specifier` as seen from the module `referrer` and reads it.
    ///
    /// # Errors
    ///
    /// There is no such module, or it may not be read.
    fn load(&mut self, specifier: &str, referrer: &str, mode: LoadMode) -> Result<LoadedModule, ModuleError>;

    /// Fetches a module that [`ModuleSource::load`] said is [`ModuleError::Remote`]. Only its own sandbox waits.
    ///
    /// # Errors
    ///
    /// It cannot be had.
    fn fetch<'a>(&'a mut self, url: &'a str) -> Fetching<'a> {
        let message = format!("could not fetch module '{url}': this script's modules do not come from URLs");
        Box::pin(async { Err(ModuleError::NotFound(message)) })
    }
}

/// A module's source.
#[derive(Clone, Debug)]
pub struct LoadedModule {
    /// The module's own name: the same module always has the same one. Error positions show it.
    pub name: String,
    /// What the source is.
    pub kind: ModuleKind,
    /// The source text.
    pub source: String,
}

/// Why a module cannot be had; the text is for people.
#[derive(Clone, Debug)]
pub enum ModuleError {
    /// There is none. An empty text leaves the words to the language.
    NotFound(String),
    /// The policy does not allow reading it.
    Denied(String),
    /// It goes by another specifier, which the guest may know itself or ask for.
    Elsewhere(String),
    /// It is at this URL, and to be fetched.
    Remote(String),
}

/// No modules beside the built-in ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoModules;

impl ModuleSource for NoModules {
    fn load(&mut self, specifier: &str, _referrer: &str, mode: LoadMode) -> Result<LoadedModule, ModuleError> {
        if mode == LoadMode::Python {
            return Err(ModuleError::NotFound(String::new()));
        }
        Err(ModuleError::NotFound(format!(
            "there is no module `{specifier}`: this script has no folder to load modules from"
        )))
    }
}
