//! What a user sends a running script: the signals that it waits for, and the wish that it end.

use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use strait_abi::{CallId, Signal};
use tokio_util::sync::CancellationToken;

use crate::completion::{Completion, CompletionQueue};

/// The way to reach one script from outside; clones reach the same one.
#[derive(Clone, Default)]
pub struct Signals {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    /// Held for a push or a search only, never across an await.
    state: Mutex<State>,
    draining: CancellationToken,
    serves: AtomicBool,
}

#[derive(Default)]
struct State {
    /// Calls that wait for a signal; of one script, so that there are few.
    waiting: Vec<Waiting>,
    /// Delivered to a script that has not had its turn since.
    delivered: Vec<Signal>,
    /// Came while the one before was being delivered. More of the same kind are one, as in POSIX.
    pending: Vec<Signal>,
}

struct Waiting {
    id: CallId,
    signal: Signal,
    queue: Arc<CompletionQueue>,
}

impl Signals {
    /// Hands a signal to the script, if it waits for that signal. Returns whether it does; otherwise the signal has its usual
    /// meaning, which is the caller's to carry out.
    pub fn send(&self, signal: Signal) -> bool {
        let mut state = self.lock();
        if state.delivered.contains(&signal) {
            if !state.pending.contains(&signal) {
                state.pending.push(signal);
            }
            return true;
        }
        state.deliver(signal)
    }

    /// Asks the script's servers to end: they stop listening and answer what is under way.
    pub fn drain(&self) {
        self.inner.draining.cancel();
    }

    /// Whether the script has listened with a server, so that there may be something to drain.
    pub fn serves(&self) -> bool {
        self.inner.serves.load(Ordering::Acquire)
    }

    /// Resolves when the servers are to end.
    pub async fn draining(&self) {
        self.inner.draining.cancelled().await;
    }

    pub(crate) fn set_serves(&self) {
        self.inner.serves.store(true, Ordering::Release);
    }

    /// Lets a call wait for a signal; its completion comes by the queue.
    pub(crate) fn wait(&self, id: CallId, signal: Signal, queue: Arc<CompletionQueue>) {
        self.lock().waiting.push(Waiting { id, signal, queue });
    }

    /// Lets a call wait no longer.
    pub(crate) fn cancel(&self, id: CallId) {
        self.lock().waiting.retain(|waiting| waiting.id != id);
    }

    /// The script has had its turn: it waits again, or no longer.
    pub(crate) fn turn_over(&self) {
        let mut state = self.lock();
        if state.delivered.is_empty() {
            return;
        }
        state.delivered.clear();
        for signal in std::mem::take(&mut state.pending) {
            state.deliver(signal);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn deliver(&mut self, signal: Signal) -> bool {
        let mut is_awaited = false;
        for waiting in self.waiting.extract_if(.., |waiting| waiting.signal == signal) {
            waiting.queue.push(waiting.id, Ok(Completion::Done));
            is_awaited = true;
        }
        if is_awaited {
            self.delivered.push(signal);
        }
        is_awaited
    }
}

impl fmt::Debug for Signals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signals").field("draining", &self.inner.draining.is_cancelled()).finish_non_exhaustive()
    }
}
