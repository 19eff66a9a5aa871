//! The library's entry: a process-wide runtime that runs scripts.

use std::{error::Error, fmt, sync::Arc};

use strait_net::{Input, Network, NetworkOptions, Signals};
use strait_policy::Policy;
use strait_sandbox::{
    End, Engine, EngineOptions, Language, Limits, ModuleSource, NoModules, Output, Sandbox, SandboxError, Script, Stdio,
};

/// How a [`Runtime`] is set up.
#[derive(Debug, Default)]
pub struct RuntimeOptions {
    /// The most sandboxes alive at a time, and how they are allocated.
    pub engine: EngineOptions,
    /// What all sandboxes share of the network: certificates, name overrides, proxies.
    pub network: NetworkOptions,
}

/// How one script runs.
pub struct Options {
    /// What it may reach; nothing unless allowed.
    pub policy: Policy,
    /// What it may use.
    pub limits: Limits,
    /// Where its imports come from; nowhere by default.
    pub modules: Box<dyn ModuleSource>,
    /// Where its output goes; the process's own streams by default.
    pub output: Box<dyn Output>,
    /// What the script reads as its standard input; nothing by default.
    pub input: Input,
    /// How the script is reached while it runs: signals, and the wish that it end.
    pub signals: Signals,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            limits: Limits::default(),
            modules: Box::new(NoModules),
            output: Box::new(Stdio),
            input: Input::default(),
            signals: Signals::default(),
        }
    }
}

/// The engine and the network service that scripts share. Clones are the same runtime.
#[derive(Clone)]
pub struct Runtime {
    engine: Engine,
    network: Arc<Network>,
}

impl Runtime {
    /// Starts the engine and the network service.
    ///
    /// # Errors
    ///
    /// The system refuses what the engine needs, or a network option cannot be used, such as a certificate file.
    pub fn new(options: &RuntimeOptions) -> Result<Self, StartError> {
        let network = Network::new(options.network.clone()).map_err(|error| StartError(Box::new(error)))?;
        let engine = Engine::new(&options.engine).map_err(|error| StartError(Box::new(error)))?;
        Ok(Self { engine, network: Arc::new(network) })
    }

    /// The network service, for what fetches modules.
    pub fn network(&self) -> Arc<Network> {
        Arc::clone(&self.network)
    }

    /// Runs a script in a sandbox of its own, to its end.
    ///
    /// # Errors
    ///
    /// No sandbox can be made, or a defect of the guest ended it. An error of the script is an [`End`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the script where it is and gives up its connections.
    pub async fn run(&self, script: &Script, options: Options) -> Result<End, SandboxError> {
        let Options { policy, limits, modules, output, input, signals } = options;
        let sandbox = Sandbox::new(
            &self.engine,
            Language::of(script.kind),
            Arc::clone(&self.network),
            Arc::new(policy),
            limits,
            modules,
            output,
        )
        .await?;
        sandbox.with_signals(signals).with_input(input).run(script).await
    }
}

/// Why a [`Runtime`] could not start.
#[derive(Debug)]
pub struct StartError(Box<dyn Error + Send + Sync>);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
