//! The question and the answer of the `load` import: the source of a module.

use minicbor::{Decode, Encode};

/// Asks for a module.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LoadRequest<'b> {
    /// As the script wrote it.
    #[b(0)]
    pub specifier: &'b str,
    /// The name of the module that asks, as an earlier answer or the start message gave it.
    #[b(1)]
    pub referrer: &'b str,
    /// Which rules resolve it.
    #[n(2)]
    pub mode: LoadMode,
}

/// How a module was asked for; packages may answer differently to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum LoadMode {
    /// An `import` statement or expression.
    #[n(0)]
    Import,
    /// CommonJS `require`.
    #[n(1)]
    Require,
    /// Python's `import`: the specifier is a name without dots, a path (that of a package's folder and a name in it, too), or a URL.
    #[n(2)]
    Python,
}

/// The module, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum LoadAnswer<'b> {
    /// Found.
    #[n(0)]
    #[cbor(map)]
    Found {
        /// The module's own name: the same module always has the same one.
        #[b(0)]
        name: &'b str,
        /// What the source is.
        #[n(1)]
        kind: ModuleKind,
        /// The source text.
        #[b(2)]
        source: &'b str,
    },
    /// There is no such module.
    #[n(1)]
    #[cbor(map)]
    NotFound {
        /// A sentence for people; empty when there is no more to say.
        #[b(0)]
        message: &'b str,
    },
    /// The policy does not allow reading it.
    #[n(2)]
    #[cbor(map)]
    Denied {
        /// A sentence for people.
        #[b(0)]
        message: &'b str,
    },
    /// The specifier stands for another one, which the guest may know itself or ask for.
    #[n(3)]
    #[cbor(map)]
    Elsewhere {
        /// That other one.
        #[b(0)]
        specifier: &'b str,
    },
}

/// What a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum ModuleKind {
    /// An ECMAScript module.
    #[n(0)]
    Module,
    /// A CommonJS module.
    #[n(1)]
    CommonJs,
    /// JSON text.
    #[n(2)]
    Json,
    /// Python source.
    #[n(3)]
    Python,
}
