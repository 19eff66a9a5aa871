//! The engine's host: the clock, the randomness and the modules of the sandbox.

use std::time::Duration;

use strait_guest::{clock, fill_random};
use strait_python::{Data, FunctionId, Host, HostError};

use crate::host;

/// The sandbox, as the engine sees it.
#[derive(Debug, Default)]
pub(crate) struct Sandbox {
    /// The latest time that was seen: the system's clock may be set back, time for a script does not go back.
    latest: Duration,
}

impl Host for Sandbox {
    fn monotonic(&mut self) -> Duration {
        self.latest = self.latest.max(self.wall_clock());
        self.latest
    }

    fn wall_clock(&mut self) -> Duration {
        Duration::try_from_secs_f64(clock() / 1000.0).unwrap_or_default()
    }

    fn fill_random(&mut self, buffer: &mut [u8]) {
        fill_random(buffer);
    }

    fn call(&mut self, function: FunctionId, arguments: Vec<Data>) -> Result<Data, HostError> {
        host::answer(function, &arguments)
    }
}
