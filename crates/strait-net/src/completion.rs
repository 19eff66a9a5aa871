//! What a finished call brings, before its resources have handles; and the queue on which other tasks deliver it.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Mutex, MutexGuard, PoisonError},
    task::Waker,
};

use bytes::Bytes;
use strait_abi::{CallId, Handle};

use crate::{
    NetError,
    http::{IncomingRequest, IncomingResponse, server::HttpListener},
    sse::{EventSource, SseEvent},
    stream::Stream,
    tcp::{Secured, TcpListening},
    udp::UdpSocket,
    ws::{Received, WebSocket, WebSocketHead},
};

/// The result of a call as the code that performs it produces it. [`Service`](crate::Service) gives each resource in it
/// a handle and turns it into an [`Outcome`](crate::Outcome).
pub(crate) enum Completion {
    Done,
    Opened(Stream),
    Bytes(Bytes),
    Trailers(String),
    Response(Box<IncomingResponse>),
    Request(IncomingRequest),
    HttpListening(HttpListener, SocketAddr),
    TcpListening(TcpListening, SocketAddr),
    Connected {
        stream: Stream,
        local: SocketAddr,
        peer: SocketAddr,
    },
    Secured(Box<Secured>),
    UdpBound(UdpSocket, SocketAddr),
    /// The handle is the socket's own.
    UdpConnected {
        socket: Handle,
        local: SocketAddr,
        peer: SocketAddr,
    },
    Datagrams(Vec<(SocketAddr, Bytes)>),
    Addresses(Vec<IpAddr>),
    WebSocket {
        socket: WebSocket,
        head: Box<WebSocketHead>,
    },
    Received(Received),
    EventSource(Box<EventSource>),
    Events(Vec<SseEvent>),
}

pub(crate) type CallResult = Result<Completion, NetError>;

/// Completions that come from tasks other than the sandbox's own: a listener's connections.
#[derive(Default)]
pub(crate) struct CompletionQueue {
    /// Held for a push or a swap only, never across an await.
    state: Mutex<QueueState>,
}

#[derive(Default)]
struct QueueState {
    finished: Vec<(CallId, CallResult)>,
    waker: Option<Waker>,
}

impl CompletionQueue {
    /// Delivers a completion and wakes the sandbox.
    pub(crate) fn push(&self, id: CallId, result: CallResult) {
        let waker = {
            let mut state = self.lock();
            state.finished.push((id, result));
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Takes back what was delivered for a call, if nobody has collected it.
    pub(crate) fn take(&self, id: CallId) -> Option<CallResult> {
        let mut state = self.lock();
        let found = state.finished.iter().position(|(finished, _)| *finished == id)?;
        Some(state.finished.remove(found).1)
    }

    /// Drops everything delivered and not collected.
    pub(crate) fn clear(&self) {
        // The completions are dropped after the lock: their resources may have something to say.
        let finished = std::mem::take(&mut self.lock().finished);
        drop(finished);
    }

    /// Moves everything delivered into `finished`; when that is nothing, `waker` is woken by the next delivery.
    pub(crate) fn drain(&self, finished: &mut Vec<(CallId, CallResult)>, waker: &Waker) {
        let mut state = self.lock();
        if state.finished.is_empty() {
            match &mut state.waker {
                Some(known) => known.clone_from(waker),
                none => *none = Some(waker.clone()),
            }
        } else {
            finished.append(&mut state.finished);
        }
    }

    fn lock(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
