//! How a script's run came to its end.

use std::{error::Error, fmt, time::Duration};

/// The end of a run that the script's own doing brought about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The script finished, or asked to exit.
    Exited(u8),
    /// A limit stopped it.
    Limit(LimitReached),
    /// Nobody reads its output any more.
    OutputClosed,
    /// It was asked to end, and its servers have answered what was under way, or had the time for it.
    Drained,
}

/// The limit that stopped a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitReached {
    /// It computed longer than it may.
    CpuTime(Duration),
    /// It needs more memory than it may have, in bytes.
    Memory(u64),
    /// It recursed deeper than the native stack allows.
    Stack,
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CpuTime(limit) => {
                write!(f, "the script used up its {} s of CPU time; allow more with --cpu-time", limit.as_secs_f64())
            }
            Self::Memory(bytes) => write!(
                f,
                "the script needs more than its {} MiB of memory; allow more with --memory",
                bytes / (1024 * 1024)
            ),
            Self::Stack => f.write_str("the script recursed deeper than its stack allows"),
        }
    }
}

/// A run that could not begin, or that a defect of a guest or the host ended.
#[derive(Debug)]
pub struct SandboxError {
    doing: &'static str,
    source: wasmtime::Error,
}

impl SandboxError {
    pub(crate) fn new(doing: &'static str, source: impl Into<wasmtime::Error>) -> Self {
        Self { doing, source: source.into() }
    }

    pub(crate) fn guest(what: impl fmt::Display) -> Self {
        Self::new("the guest broke its contract", wasmtime::Error::msg(what.to_string()))
    }
}

impl fmt::Display for SandboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:#}", self.doing, self.source)
    }
}

impl Error for SandboxError {}
