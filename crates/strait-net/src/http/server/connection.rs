//! One connection of a listener: what its task, its exchanges and the listener know of it together.

use std::{
    future::poll_fn,
    net::SocketAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    task::{Context, Poll},
};

use futures_util::task::AtomicWaker;

use super::{reception::Reception, settings::Settings};
use crate::Limits;

/// What a listener, the task of one of its connections and that connection's exchanges share.
pub(super) struct Connection {
    pub(super) reception: Arc<Reception>,
    pub(super) peer: Arc<str>,
    /// Of a listener that asks for certificates: whether the client has shown one.
    authorized: OnceLock<bool>,
    /// Requests that came whose response has not ended: of HTTP/1.1 one or none.
    unanswered: AtomicU32,
    /// Parts of response bodies that hyper holds until the client takes them.
    unsent: AtomicU32,
    /// Changes with everything the client does: send a request head, take bytes.
    progress: AtomicU32,
    /// The connection is new, or something has come since the last response ended.
    head_begun: AtomicBool,
    is_http2: AtomicBool,
    lingers: AtomicBool,
    closing: AtomicBool,
    /// The connection's task, for when it is to close.
    waker: AtomicWaker,
}

/// The connection waits for the script, until the response has ended.
pub(super) struct Unanswered(Arc<Connection>);

/// The connection waits for the client, until a part of a response has been sent.
pub(super) struct Unsent(Arc<Connection>);

/// What a connection waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WaitsFor {
    /// A request head, of which something may have come.
    Head,
    /// The client to say anything, after a response.
    Request,
    /// The client to take a part of a response.
    Room,
    /// The script.
    Answer,
}

impl Connection {
    pub(super) fn new(reception: Arc<Reception>, peer: SocketAddr) -> Self {
        // An IPv4 peer of a socket that listens on `::` is an IPv4 peer.
        let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port()).to_string().into();
        let waker = AtomicWaker::new();
        let [unanswered, unsent, progress] = [(); 3].map(|()| AtomicU32::new(0));
        Self {
            reception,
            peer,
            authorized: OnceLock::new(),
            unanswered,
            unsent,
            progress,
            head_begun: AtomicBool::new(true),
            is_http2: AtomicBool::new(false),
            lingers: AtomicBool::new(false),
            closing: AtomicBool::new(false),
            waker,
        }
    }

    /// Ends the connection as soon as it has nothing to answer.
    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Release);
        self.waker.wake();
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    /// Ready when the connection is to end; only its task may ask.
    pub(super) fn poll_closing(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.waker.register(cx.waker());
        if self.is_closing() { Poll::Ready(()) } else { Poll::Pending }
    }

    /// Resolves when the connection is to end; only its task may ask.
    pub(super) async fn closing(&self) {
        poll_fn(|cx| self.poll_closing(cx)).await;
    }

    pub(super) fn limits(&self) -> &Limits {
        self.reception.limits()
    }

    pub(super) fn settings(&self) -> &Settings {
        self.reception.settings()
    }

    /// Of a listener that asks clients for a certificate: whether this one has shown one.
    pub(super) fn authorized(&self) -> Option<bool> {
        self.authorized.get().copied()
    }

    pub(super) fn set_authorized(&self, authorized: bool) {
        // The handshake is performed once.
        let _ = self.authorized.set(authorized);
    }

    /// Whether the client may still be sending what has been refused.
    pub(super) fn lingers(&self) -> bool {
        self.lingers.load(Ordering::Relaxed)
    }

    pub(super) fn set_lingers(&self) {
        self.lingers.store(true, Ordering::Relaxed);
    }

    /// The client sent something.
    pub(super) fn has_received(&self) {
        if !self.is_http2.load(Ordering::Relaxed) {
            self.head_begun.store(true, Ordering::Relaxed);
        }
    }

    /// The client speaks HTTP/2, so that what it sends between two requests is as a rule no part of one.
    pub(super) fn set_http2(&self) {
        self.is_http2.store(true, Ordering::Relaxed);
        self.head_begun.store(false, Ordering::Relaxed);
    }

    /// What it waits for, and a number that changes with the client's progress.
    ///
    /// The counters are read one by one while the connection's task moves them, so that the answer can be wrong for a
    /// moment; two equal ones some time apart are not.
    pub(super) fn waits_for(&self) -> (WaitsFor, u32) {
        let waits_for = match (self.unsent.load(Ordering::Relaxed), self.unanswered.load(Ordering::Relaxed)) {
            (0, 0) if self.head_begun.load(Ordering::Relaxed) => WaitsFor::Head,
            (0, 0) => WaitsFor::Request,
            (0, _) => WaitsFor::Answer,
            _ => WaitsFor::Room,
        };
        (waits_for, self.progress.load(Ordering::Relaxed))
    }

    pub(super) fn unanswered(self: &Arc<Self>) -> Unanswered {
        self.progress.fetch_add(1, Ordering::Relaxed);
        self.unanswered.fetch_add(1, Ordering::Relaxed);
        Unanswered(Arc::clone(self))
    }
}

impl Unanswered {
    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }

    /// The guard of a part of the response.
    pub(super) fn unsent(&self) -> Unsent {
        self.0.unsent.fetch_add(1, Ordering::Relaxed);
        Unsent(Arc::clone(&self.0))
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        self.0.head_begun.store(false, Ordering::Relaxed);
        self.0.unanswered.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Unsent {
    /// The client took some bytes.
    pub(super) fn progress(&self) {
        self.0.progress.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Unsent {
    fn drop(&mut self) {
        self.0.unsent.fetch_sub(1, Ordering::Relaxed);
    }
}
