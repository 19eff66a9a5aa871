//! What the tests share: a host without a network whose clock goes on only when everybody sleeps.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod modules;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use strait_python::{Data, Ended, Engine, FunctionId, Host, HostError};

use self::modules::Folders;

/// The clock of such a host, which was started a second ago.
#[derive(Clone)]
pub struct Clock(Arc<AtomicU64>);

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(1_000_000_000)))
    }
}

impl Clock {
    pub fn set(&self, now: Duration) {
        self.0.store(now.as_nanos() as u64, Ordering::Relaxed);
    }

    pub fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}

/// The host: its clock, how many bytes of its randomness were used, and where it finds modules.
struct Virtual(Clock, u64, Option<(FunctionId, Folders)>);

impl Host for Virtual {
    fn monotonic(&mut self) -> Duration {
        self.0.now()
    }

    fn wall_clock(&mut self) -> Duration {
        Duration::from_secs(1_760_000_000) + self.0.now()
    }

    fn fill_random(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            self.1 += 1;
            *byte = (self.1.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u8;
        }
    }

    fn call(&mut self, function: FunctionId, arguments: Vec<Data>) -> Result<Data, HostError> {
        if let Some((load, folders)) = &self.2
            && *load == function
        {
            return Ok(folders.load(&arguments));
        }
        // The one function that tests declare gives its argument back.
        Ok(arguments.into_iter().next().unwrap_or(Data::None))
    }
}

/// An engine with such a host.
pub fn engine() -> (Engine, Clock) {
    let mut engine = Engine::new();
    let clock = Clock::default();
    engine.set_host(Box::new(Virtual(clock.clone(), 0, None)));
    (engine, clock)
}

/// The same; scripts can import what lies in these folders.
pub fn engine_with_modules(folders: Vec<PathBuf>) -> (Engine, Clock) {
    let mut engine = Engine::new();
    let clock = Clock::default();
    let load = Folders::declare(&mut engine);
    engine.set_host(Box::new(Virtual(clock.clone(), 0, Some((load, Folders(folders))))));
    (engine, clock)
}

/// Lets time pass until the program ends, or waits for something else than a time.
pub fn finish(engine: &mut Engine, clock: &Clock, mut ended: Ended) -> Ended {
    while let Ended::Waiting(waiting) = ended
        && let Some(until) = waiting.until
    {
        clock.set(until);
        ended = engine.resume();
    }
    ended
}
