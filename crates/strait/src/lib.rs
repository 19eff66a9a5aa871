//! Runs scripts in WebAssembly sandboxes that have the network.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use strait::{Options, Runtime, Script};
//!
//! let runtime = Runtime::new(&Default::default())?;
//! let mut options = Options::default();
//! options.policy.allow_net("api.example.com")?;
//! let script = Script::new("hello.js", "console.log(await (await fetch('https://api.example.com/')).text())");
//! let end = runtime.run(&script, options).await?;
//! println!("{end:?}");
//! # Ok(())
//! # }
//! ```
//!
//! A [`Runtime`] belongs to the process; each [`Runtime::run`] is one sandbox with its own memory, policy and limits. It is
//! driven by the task that awaits it, on a tokio runtime with I/O and time enabled.
#![forbid(unsafe_code)]

mod modules;
mod runtime;

pub use modules::{FileModules, kind_of_main};
pub use runtime::{Options, Runtime, RuntimeOptions, StartError};
pub use strait_net::{CaCerts, ClientCert, Input, Network, NetworkOptions, Proxies, Resolve, Signals};
pub use strait_policy::{Policy, RuleError};
pub use strait_sandbox::{
    End, Fetching, LimitReached, Limits, LoadMode, LoadedModule, ModuleError, ModuleKind, ModuleSource, NoModules,
    Output, OutputStream, SandboxError, Script, Signal, Stdio,
};
