//! Runs a Strait guest.
//!
//! An [`Engine`] belongs to the process: it maps the guests' native code and counts time. A [`Sandbox`] is one instance of a
//! guest with its own memory, network service, limits and meters; [`Sandbox::run`] is the turn loop that ties the two
//! together. Sandboxes share nothing but the engine, so they spread over threads by being spawned there.

mod compilation;
mod end;
mod engine;
mod host;
mod image;
mod instance;
mod limits;
mod modules;
mod output;
mod sandbox;
mod ticker;

pub use end::{End, LimitReached, SandboxError};
pub use engine::{Engine, EngineOptions, Language};
pub use limits::Limits;
pub use modules::{Fetching, LoadedModule, ModuleError, ModuleSource, NoModules};
pub use output::{Output, OutputStream, Stdio};
pub use sandbox::{Sandbox, Script};
pub use strait_abi::{LoadMode, ModuleKind, Signal};
