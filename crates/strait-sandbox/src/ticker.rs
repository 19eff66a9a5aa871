//! The clock that interrupts guests: a thread that advances the engine's epoch while any guest runs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, Thread},
    time::Duration,
};

use wasmtime::Engine;

/// How often a running guest is looked at.
pub(crate) const TICK: Duration = Duration::from_millis(5);

/// Ticks without any turn after which the thread sleeps until the next turn, so that an idle server costs nothing.
const IDLE_TICKS: u32 = 20;

/// Advances the epoch while turns are taken. The thread ends when the ticker is dropped.
pub(crate) struct Ticker {
    shared: Arc<Shared>,
    thread: Thread,
}

#[derive(Default)]
struct Shared {
    /// Turns begun since the thread last looked.
    begun: AtomicUsize,
    /// Turns under way.
    running: AtomicUsize,
    asleep: AtomicBool,
    ended: AtomicBool,
}

impl Ticker {
    pub(crate) fn start(engine: Engine) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let thread = thread::Builder::new().name("strait-ticker".into()).spawn({
            let shared = Arc::clone(&shared);
            move || tick(&engine, &shared)
        })?;
        Ok(Self { shared, thread: thread.thread().clone() })
    }

    /// Says that a turn runs until the guard is dropped.
    pub(crate) fn turn(&self) -> Turn<'_> {
        self.shared.running.fetch_add(1, Ordering::SeqCst);
        self.shared.begun.fetch_add(1, Ordering::SeqCst);
        if self.shared.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
        Turn { shared: &self.shared }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

/// A turn under way.
pub(crate) struct Turn<'a> {
    shared: &'a Shared,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.shared.running.fetch_sub(1, Ordering::SeqCst);
    }
}

fn tick(engine: &Engine, shared: &Shared) {
    let mut idle = 0;
    while !shared.ended.load(Ordering::SeqCst) {
        thread::sleep(TICK);
        engine.increment_epoch();
        let busy = shared.begun.swap(0, Ordering::SeqCst) > 0 || shared.running.load(Ordering::SeqCst) > 0;
        idle = if busy { 0 } else { idle + 1 };
        if idle >= IDLE_TICKS {
            sleep_until_a_turn(shared);
            idle = 0;
        }
    }
}

/// A turn that begins after `asleep` is set unparks the thread; one that began before is seen here. Both sides use one
/// total order, so no turn falls between.
fn sleep_until_a_turn(shared: &Shared) {
    shared.asleep.store(true, Ordering::SeqCst);
    while shared.begun.load(Ordering::SeqCst) == 0 && !shared.ended.load(Ordering::SeqCst) {
        thread::park();
    }
    shared.asleep.store(false, Ordering::SeqCst);
}
