//! The host's side of the four imports.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use minicbor::{Decoder, Encoder};
use strait_abi::{LoadAnswer, LoadRequest};
use wasmtime::{Caller, Error, Extern, Linker, ResourceLimiter, Result, bail};

use crate::{LimitReached, ModuleError, ModuleSource, Output, OutputStream};

/// The most functions that a guest's table holds.
pub(crate) const MOST_TABLE_ELEMENTS: usize = 16 * 1024;

/// What belongs to one instance.
pub(crate) struct Host {
    pub(crate) output: Box<dyn Output>,
    pub(crate) modules: Box<dyn ModuleSource>,
    /// The answer of the last `load`, until the guest has room for it.
    answer: Vec<u8>,
    /// The most linear memory there may be.
    pub(crate) memory_bytes: u64,
    /// Growth was refused: a failure that follows is about memory.
    pub(crate) memory_refused: bool,
    pub(crate) meter: CpuMeter,
}

impl Host {
    pub(crate) fn new(
        output: Box<dyn Output>,
        modules: Box<dyn ModuleSource>,
        memory_bytes: u64,
        cpu_time: Option<Duration>,
    ) -> Self {
        let meter = CpuMeter { limit: cpu_time, used: Duration::ZERO, since: None };
        Self { output, modules, answer: Vec::new(), memory_bytes, memory_refused: false, meter }
    }
}

/// Time spent in turns.
pub(crate) struct CpuMeter {
    pub(crate) limit: Option<Duration>,
    used: Duration,
    since: Option<Instant>,
}

impl CpuMeter {
    /// Time beyond the limit that a guest gets to stop by itself, which gives a better message: it knows where it is.
    const GRACE: Duration = Duration::from_millis(250);

    pub(crate) fn begin_turn(&mut self) {
        self.since = Some(Instant::now());
    }

    pub(crate) fn end_turn(&mut self) {
        if let Some(since) = self.since.take() {
            self.used += since.elapsed();
        }
    }

    /// The limit, when it and the grace are used up.
    pub(crate) fn exceeded(&self) -> Option<Duration> {
        let limit = self.limit?;
        let running = self.since.map_or(Duration::ZERO, |since| since.elapsed());
        (self.used + running > limit + Self::GRACE).then_some(limit)
    }
}

/// Why a turn was ended from outside; travels through wasmtime as an error.
#[derive(Debug)]
pub(crate) enum Stopped {
    Limit(LimitReached),
    OutputClosed,
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Limit(limit) => limit.fmt(f),
            Self::OutputClosed => f.write_str("nobody reads the script's output"),
        }
    }
}

impl std::error::Error for Stopped {}

impl ResourceLimiter for Host {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        let allowed = desired as u64 <= self.memory_bytes;
        self.memory_refused |= !allowed;
        Ok(allowed)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        // A guest's table holds its own functions and does not grow.
        Ok(desired <= MOST_TABLE_ELEMENTS)
    }
}

/// Defines the module `strait`.
pub(crate) fn link(linker: &mut Linker<Host>) -> Result<()> {
    linker.func_wrap("strait", "clock", clock)?;
    linker.func_wrap("strait", "random", random)?;
    linker.func_wrap("strait", "write", write)?;
    linker.func_wrap_async("strait", "load", |caller, parameters| Box::new(load(caller, parameters)))?;
    Ok(())
}

fn clock() -> f64 {
    // A clock before 1970 is no reason to fail.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn random(mut caller: Caller<'_, Host>, pointer: u32, length: u32) -> Result<()> {
    let (memory, _) = memory(&mut caller)?;
    getrandom::fill(range_mut(memory, pointer, length)?).map_err(|error| Error::msg(error.to_string()))
}

fn write(mut caller: Caller<'_, Host>, stream: u32, pointer: u32, length: u32) -> Result<()> {
    let (memory, host) = memory(&mut caller)?;
    let bytes = range_mut(memory, pointer, length)?;
    match stream {
        1 => host.output.write(OutputStream::Out, bytes).map_err(|_| Error::new(Stopped::OutputClosed)),
        2 => {
            // There is nowhere left to tell of a failure.
            let _ = host.output.write(OutputStream::Error, bytes);
            Ok(())
        }
        other => bail!("the guest wrote to stream {other}"),
    }
}

/// Answers a [`LoadRequest`]. An empty request asks again for the last answer, which did not fit.
async fn load(
    mut caller: Caller<'_, Host>,
    (request, request_length, answer, capacity): (u32, u32, u32, u32),
) -> Result<u32> {
    if request_length > 0 {
        let (memory, _) = memory(&mut caller)?;
        let request = range_mut(memory, request, request_length)?.to_vec();
        let answer = answer_load(caller.data_mut(), &request).await?;
        caller.data_mut().answer = answer;
    }
    let (memory, host) = memory(&mut caller)?;
    let length = u32::try_from(host.answer.len()).map_err(|_| Error::msg("a module is larger than any memory"))?;
    if length <= capacity {
        range_mut(memory, answer, length)?.copy_from_slice(&host.answer);
        host.answer = Vec::new();
    }
    Ok(length)
}

async fn answer_load(host: &mut Host, request: &[u8]) -> Result<Vec<u8>> {
    let request: LoadRequest<'_> = Decoder::new(request).decode().map_err(|error| Error::msg(error.to_string()))?;
    let mut found = host.modules.load(request.specifier, request.referrer, request.mode);
    if let Err(ModuleError::Remote(url)) = &found {
        // Waiting is free.
        host.meter.end_turn();
        found = host.modules.fetch(url).await;
        host.meter.begin_turn();
    }
    let answer = match &found {
        Ok(module) => LoadAnswer::Found { name: &module.name, kind: module.kind, source: &module.source },
        Err(ModuleError::NotFound(message)) => LoadAnswer::NotFound { message },
        Err(ModuleError::Denied(message)) => LoadAnswer::Denied { message },
        Err(ModuleError::Elsewhere(specifier) | ModuleError::Remote(specifier)) => LoadAnswer::Elsewhere { specifier },
    };
    let mut bytes = Vec::new();
    // Writing to a vector cannot fail.
    let _ = Encoder::new(&mut bytes).encode(&answer);
    Ok(bytes)
}

/// The guest's memory, and the state beside it.
fn memory<'a>(caller: &'a mut Caller<'_, Host>) -> Result<(&'a mut [u8], &'a mut Host)> {
    match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => Ok(memory.data_and_store_mut(caller)),
        _ => bail!("the guest does not export its memory"),
    }
}

fn range_mut(memory: &mut [u8], pointer: u32, length: u32) -> Result<&mut [u8]> {
    let start = pointer as usize;
    match memory.get_mut(start..start + length as usize) {
        Some(range) => Ok(range),
        None => bail!("the guest named bytes outside its memory"),
    }
}
