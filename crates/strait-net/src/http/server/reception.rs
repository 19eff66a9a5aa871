//! Where the requests of a listener's connections meet the calls that wait for one.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use strait_abi::CallId;
use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

use super::settings::Settings;
use crate::{
    Limits, NetError,
    completion::{Completion, CompletionQueue},
    http::IncomingRequest,
};

/// Shared by a listener and its connections. Either calls wait or requests do, never both.
pub(super) struct Reception {
    queue: Arc<CompletionQueue>,
    limits: Limits,
    settings: Settings,
    closing: CancellationToken,
    /// Held for a push or a pop only, never across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Calls that wait for a request, the oldest first.
    waiting: VecDeque<CallId>,
    /// Requests that wait for a call, the oldest first: at most one of each connection.
    backlog: VecDeque<IncomingRequest>,
    closed: bool,
}

impl Reception {
    pub(super) fn new(queue: Arc<CompletionQueue>, limits: Limits, settings: Settings) -> Self {
        Self { queue, limits, settings, closing: CancellationToken::new(), state: Mutex::default() }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Resolves when the listener is closed.
    pub(super) fn closing(&self) -> WaitForCancellationFuture<'_> {
        self.closing.cancelled()
    }

    /// Hands a request to the call that has waited longest, or lets it wait. A closed listener refuses it.
    pub(super) fn deliver(&self, request: IncomingRequest) {
        let mut state = self.lock();
        if state.closed {
            drop(state);
            return request.exchange.refuse();
        }
        match state.waiting.pop_front() {
            Some(id) => {
                drop(state);
                self.queue.push(id, Ok(Completion::Request(request)));
            }
            None => state.backlog.push_back(request),
        }
    }

    /// Hands the request that has waited longest to a call, or lets the call wait.
    pub(super) fn accept(&self, id: CallId) {
        let mut state = self.lock();
        while let Some(request) = state.backlog.pop_front() {
            // A client that went away while it waited needs no answer.
            if !request.exchange.is_abandoned() {
                drop(state);
                return self.queue.push(id, Ok(Completion::Request(request)));
            }
        }
        state.waiting.push_back(id);
    }

    /// Lets a call wait no longer.
    pub(super) fn cancel_accept(&self, id: CallId) {
        self.lock().waiting.retain(|waiting| *waiting != id);
    }

    /// Takes back a request that a cancelled call got. It is the oldest of those that wait.
    pub(super) fn put_back(&self, request: IncomingRequest) {
        let mut state = self.lock();
        match state.waiting.pop_front() {
            _ if state.closed => {
                drop(state);
                request.exchange.refuse();
            }
            Some(id) => {
                drop(state);
                self.queue.push(id, Ok(Completion::Request(request)));
            }
            None => state.backlog.push_front(request),
        }
    }

    /// Fails the calls that wait, refuses the requests that do, and tells the connections.
    pub(super) fn close(&self, error: &NetError) {
        let waiting = std::mem::take(&mut self.lock().waiting);
        for id in waiting {
            self.queue.push(id, Err(error.clone()));
        }
        self.stop();
    }

    /// Refuses the requests that wait, and tells the connections.
    pub(super) fn stop(&self) {
        let backlog = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.backlog)
        };
        for request in backlog {
            request.exchange.refuse();
        }
        self.closing.cancel();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
