//! What all sandboxes of a process share.

use std::sync::Arc;

use strait_abi::ModuleKind;
use wasmtime::{InstanceAllocationStrategy, InstancePre, Linker, PoolingAllocationConfig};

use crate::{
    SandboxError,
    compilation::shared_config,
    host::{self, Host},
    image,
    ticker::Ticker,
};

/// How an [`Engine`] is set up.
#[derive(Clone, Debug)]
pub struct EngineOptions {
    /// The most sandboxes alive at a time. One reserves no more than it needs; more than one reserves address space for all,
    /// which makes a new sandbox a matter of microseconds.
    pub max_sandboxes: u32,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self { max_sandboxes: 1000 }
    }
}

/// The WebAssembly engine with the guests' code. Clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    wasmtime: wasmtime::Engine,
    javascript: InstancePre<Host>,
    python: InstancePre<Host>,
    ticker: Ticker,
}

/// Which guest runs a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// QuickJS-ng.
    JavaScript,
    /// Strait's own engine.
    Python,
}

impl Language {
    /// The language of a source text.
    pub const fn of(kind: ModuleKind) -> Self {
        match kind {
            ModuleKind::Python => Self::Python,
            _ => Self::JavaScript,
        }
    }
}

impl Engine {
    /// Maps the guests' code and starts the clock that interrupts them.
    ///
    /// # Errors
    ///
    /// The system refuses the address space, the thread, or running code from this executable; or this processor lacks
    /// instructions that the code was compiled for.
    pub fn new(options: &EngineOptions) -> Result<Self, SandboxError> {
        let failed = |source| SandboxError::new("cannot start the WebAssembly engine", source);
        let mut config = shared_config().map_err(failed)?;
        config.with_custom_code_memory(Some(image::code_memory()));
        if options.max_sandboxes > 1 {
            config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool(options.max_sandboxes)));
        }
        let wasmtime = wasmtime::Engine::new(&config).map_err(failed)?;
        let mut linker = Linker::new(&wasmtime);
        host::link(&mut linker).map_err(failed)?;
        let prepare =
            |module: wasmtime::Result<_>| module.and_then(|module| linker.instantiate_pre(&module)).map_err(failed);
        let javascript = prepare(image::javascript(&wasmtime))?;
        let python = prepare(image::python(&wasmtime))?;
        let ticker = Ticker::start(wasmtime.clone()).map_err(|error| failed(error.into()))?;
        Ok(Self { inner: Arc::new(Inner { wasmtime, javascript, python, ticker }) })
    }

    pub(crate) fn wasmtime(&self) -> &wasmtime::Engine {
        &self.inner.wasmtime
    }

    pub(crate) fn guest(&self, language: Language) -> &InstancePre<Host> {
        match language {
            Language::JavaScript => &self.inner.javascript,
            Language::Python => &self.inner.python,
        }
    }

    pub(crate) fn ticker(&self) -> &Ticker {
        &self.inner.ticker
    }
}

/// Slots that stay warm between sandboxes.
const WARM_SLOTS: u32 = 100;

fn pool(sandboxes: u32) -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_core_instances(sandboxes);
    pool.total_memories(sandboxes);
    pool.total_tables(sandboxes);
    pool.total_stacks(sandboxes);
    pool.table_elements(host::MOST_TABLE_ELEMENTS);
    // A used slot keeps the pages it dirtied, with the image's content put back, so that the next sandbox in it need not fault
    // them in again.
    pool.linear_memory_keep_resident(8 << 20);
    pool.max_unused_warm_slots(WARM_SLOTS.min(sandboxes));
    pool
}
