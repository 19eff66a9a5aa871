//! The connections of a process that no request is using, and the HTTP/2 connections that several may use.
//!
//! Sandboxes pass idle connections on to each other. Two things keep that safe: a connection is handed only to a sandbox
//! whose policy allows the address it leads to under the name it was made for, and an HTTP/2 connection serves one
//! sandbox at a time, so that no sandbox can use up the flow-control window of another.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use futures_util::FutureExt;
use tokio::{sync::Semaphore, time::Instant};

use super::{
    connection::{Connection, Http1, Http2, Sender},
    noted::Note,
    origin::{Origin, Scheme},
    outgoing::UploadProgress,
    permits::{Permit, SandboxId},
};

/// How long a connection may be idle. Servers commonly close after 60 s or more; before that, reuse is worth it.
const IDLE_TIME: Duration = Duration::from_secs(30);

/// How often idle connections are looked through.
const SWEEP_INTERVAL: Duration = Duration::from_secs(5);

/// Idle connections kept, of one origin and of all; further ones are closed.
const IDLE_PER_ORIGIN: usize = 256;
const IDLE_IN_ALL: usize = 512;

/// Time for a connection that came back to be ready for the next request. Its task needs microseconds; one that takes
/// longer is still sending a body that the server did not wait for.
const READY_TIME: Duration = Duration::from_millis(50);

/// The connections of a process.
#[derive(Default)]
pub(crate) struct Pool {
    /// Held for a look-up only, never across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    origins: HashMap<Arc<Origin>, Bucket>,
    /// In all origins.
    idle: usize,
    /// Whether a task looks through them.
    is_swept: bool,
}

/// What is known of one origin.
struct Bucket {
    idle: Vec<Idle>,
    shared: Vec<Shared>,
    protocol: Protocol,
    /// One at a time dials an origin that may speak HTTP/2, so that the others can share what it gets.
    turn: Arc<Semaphore>,
}

struct Idle {
    sender: Http1,
    peer: Option<IpAddr>,
    since: Instant,
}

/// An HTTP/2 connection.
struct Shared {
    sender: Http2,
    peer: Option<IpAddr>,
    sandbox: SandboxId,
    /// Held by each request on it.
    users: Arc<()>,
    /// When it was first seen without users.
    idle_since: Option<Instant>,
}

/// What an origin answered to ALPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    Unknown,
    Http1,
    Http2,
}

/// A connection that one request is using, with the request's place in the sandbox's budget. Dropping it gives both up: an
/// HTTP/1.1 connection is closed.
pub(crate) struct Lease {
    pool: Arc<Pool>,
    origin: Arc<Origin>,
    sender: Option<Http1>,
    peer: Option<IpAddr>,
    upload: Option<UploadProgress>,
    _user: Option<Arc<()>>,
    /// Freed after the connection has been given back, so that whoever waits for it finds the connection.
    _permit: Permit,
}

/// A connection found or made, and who else knows of it.
pub(super) struct Leased {
    pub(super) connection: Connection,
    user: Option<Arc<()>>,
}

impl Pool {
    /// A connection to an origin that leads to an allowed address, if there is one.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes at most one idle connection.
    pub(super) async fn checkout(
        &self,
        origin: &Arc<Origin>,
        sandbox: &SandboxId,
        allows: impl Fn(Option<IpAddr>) -> bool,
    ) -> Option<Leased> {
        if let Some(shared) = self.share(origin, sandbox, &allows) {
            return Some(shared);
        }
        while let Some(Idle { mut sender, peer, .. }) = self.take_idle(origin, &allows) {
            if is_ready(&mut sender).await {
                return Some(Leased {
                    connection: Connection { sender: Sender::Http1(sender), peer, note: Note::default() },
                    user: None,
                });
            }
        }
        None
    }

    /// The turn to dial an origin, when others should wait for what comes of it.
    pub(super) fn turn(self: &Arc<Self>, origin: &Arc<Origin>) -> Option<Arc<Semaphore>> {
        if origin.scheme == Scheme::Http {
            return None;
        }
        let mut state = self.lock();
        self.keep_swept(&mut state);
        let bucket = state.bucket(origin);
        (bucket.protocol != Protocol::Http1).then(|| Arc::clone(&bucket.turn))
    }

    /// Closes what nobody uses, as far as it is more than there is `room` for, those that were idle longest first.
    pub(super) fn make_room(&self, room: usize) {
        let mut state = self.lock();
        let excess = state.unused().saturating_sub(room);
        for _ in 0..excess {
            state.close_oldest();
        }
    }

    /// Forgets an HTTP/2 connection on which a request failed.
    pub(super) fn discard(&self, origin: &Origin, leased: &Leased) {
        if let Some(user) = &leased.user
            && let Some(bucket) = self.lock().origins.get_mut(origin)
        {
            bucket.shared.retain(|shared| !Arc::ptr_eq(&shared.users, user));
        }
    }

    /// Takes note of a connection that was made, or that there is none to share.
    pub(super) fn admit(
        self: &Arc<Self>,
        origin: &Arc<Origin>,
        sandbox: &SandboxId,
        connection: Option<Connection>,
    ) -> Option<Leased> {
        if origin.scheme == Scheme::Http {
            return connection.map(|connection| Leased { connection, user: None });
        }
        let mut state = self.lock();
        let bucket = state.bucket(origin);
        let Some(Connection { sender: Sender::Http2(sender), peer, note }) = connection else {
            // After a failure too: those who wait then find out for themselves at the same time.
            bucket.protocol = Protocol::Http1;
            return connection.map(|connection| Leased { connection, user: None });
        };
        bucket.protocol = Protocol::Http2;
        let user = Arc::new(());
        bucket.shared.push(Shared {
            sender: sender.clone(),
            peer,
            sandbox: sandbox.clone(),
            users: Arc::clone(&user),
            idle_since: None,
        });
        Some(Leased { connection: Connection { sender: Sender::Http2(sender), peer, note }, user: Some(user) })
    }

    fn share(
        &self,
        origin: &Arc<Origin>,
        sandbox: &SandboxId,
        allows: impl Fn(Option<IpAddr>) -> bool,
    ) -> Option<Leased> {
        let mut state = self.lock();
        let bucket = state.origins.get_mut(origin)?;
        bucket.shared.retain(|shared| !shared.sender.is_closed());
        let shared = bucket
            .shared
            .iter_mut()
            .find(|shared| (shared.sandbox == *sandbox || shared.is_unused()) && allows(shared.peer))?;
        shared.sandbox = sandbox.clone();
        shared.idle_since = None;
        let sender = Sender::Http2(shared.sender.clone());
        let connection = Connection { sender, peer: shared.peer, note: Note::default() };
        Some(Leased { connection, user: Some(Arc::clone(&shared.users)) })
    }

    /// The connection that was idle for the shortest time, which is the most likely to be open still.
    fn take_idle(&self, origin: &Arc<Origin>, allows: impl Fn(Option<IpAddr>) -> bool) -> Option<Idle> {
        let mut state = self.lock();
        let bucket = state.origins.get_mut(origin)?;
        let position = bucket.idle.iter().rposition(|idle| allows(idle.peer) && idle.is_fresh())?;
        let idle = bucket.idle.remove(position);
        state.idle -= 1;
        Some(idle)
    }

    fn give_back(self: &Arc<Self>, origin: &Arc<Origin>, sender: Http1, peer: Option<IpAddr>) {
        if sender.is_closed() {
            return;
        }
        let mut state = self.lock();
        if state.idle >= IDLE_IN_ALL || state.bucket(origin).idle.len() >= IDLE_PER_ORIGIN {
            return;
        }
        state.bucket(origin).idle.push(Idle { sender, peer, since: Instant::now() });
        state.idle += 1;
        self.keep_swept(&mut state);
    }

    /// Sees to it that a task closes what is idle for too long. It ends when nothing is left, or with the pool.
    fn keep_swept(self: &Arc<Self>, state: &mut State) {
        if state.is_swept {
            return;
        }
        state.is_swept = true;
        let mut sweep = Sweep { pool: Arc::downgrade(self), is_over: false };
        tokio::spawn(async move {
            while !sweep.is_over {
                tokio::time::sleep(SWEEP_INTERVAL).await;
                let Some(pool) = sweep.pool.upgrade() else { return };
                sweep.is_over = pool.lock().sweep();
            }
        });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The task that looks through a pool. If it ends before its time, because its runtime does, the next connection starts
/// another.
struct Sweep {
    pool: Weak<Pool>,
    is_over: bool,
}

impl Drop for Sweep {
    fn drop(&mut self) {
        if !self.is_over
            && let Some(pool) = self.pool.upgrade()
        {
            pool.lock().is_swept = false;
        }
    }
}

impl State {
    fn bucket(&mut self, origin: &Arc<Origin>) -> &mut Bucket {
        self.origins.entry(Arc::clone(origin)).or_insert_with(|| Bucket {
            idle: Vec::new(),
            shared: Vec::new(),
            protocol: Protocol::Unknown,
            turn: Arc::new(Semaphore::new(1)),
        })
    }

    /// Connections that no request is using.
    fn unused(&self) -> usize {
        let shared = self.origins.values().flat_map(|bucket| &bucket.shared);
        self.idle + shared.filter(|shared| shared.is_unused()).count()
    }

    /// Closes the one that was idle for the longest time; HTTP/2 connections go last, since they serve many.
    fn close_oldest(&mut self) {
        let first = |bucket: &Bucket| bucket.idle.first().map(|idle| idle.since);
        let oldest =
            self.origins.values_mut().filter(|bucket| !bucket.idle.is_empty()).min_by_key(|bucket| first(bucket));
        if let Some(bucket) = oldest {
            bucket.idle.remove(0);
            self.idle -= 1;
            return;
        }
        let mut buckets = self.origins.values_mut();
        if let Some(bucket) = buckets.find(|bucket| bucket.shared.iter().any(Shared::is_unused)) {
            bucket.shared.retain(|shared| !shared.is_unused());
        }
    }

    /// Closes what is idle for too long and forgets origins without connections. Returns whether nothing is left; then
    /// the pool counts as not swept.
    fn sweep(&mut self) -> bool {
        let now = Instant::now();
        self.origins.retain(|_, bucket| {
            bucket.idle.retain(|idle| idle.is_fresh() && !idle.sender.is_closed());
            bucket.shared.retain_mut(|shared| shared.is_wanted(now));
            // Requests that wait for their turn hold it too.
            !bucket.idle.is_empty() || !bucket.shared.is_empty() || Arc::strong_count(&bucket.turn) > 1
        });
        self.idle = self.origins.values().map(|bucket| bucket.idle.len()).sum();
        self.is_swept = !self.origins.is_empty();
        !self.is_swept
    }
}

impl Idle {
    fn is_fresh(&self) -> bool {
        self.since.elapsed() < IDLE_TIME
    }
}

impl Shared {
    fn is_unused(&self) -> bool {
        Arc::strong_count(&self.users) == 1
    }

    fn is_wanted(&mut self, now: Instant) -> bool {
        if !self.is_unused() {
            self.idle_since = None;
        } else if *self.idle_since.get_or_insert(now) + IDLE_TIME <= now {
            return false;
        }
        !self.sender.is_closed()
    }
}

impl Leased {
    /// Ties the connection to the response that came on it.
    pub(super) fn into_lease(
        self,
        pool: &Arc<Pool>,
        origin: &Arc<Origin>,
        permit: Permit,
        upload: Option<UploadProgress>,
    ) -> Lease {
        let Self { connection: Connection { sender, peer, .. }, user } = self;
        let sender = match sender {
            Sender::Http1(sender) => Some(sender),
            Sender::Http2(_) => None,
        };
        Lease { pool: Arc::clone(pool), origin: Arc::clone(origin), sender, peer, upload, _user: user, _permit: permit }
    }
}

impl Lease {
    /// Returns a connection whose response has been read to its end.
    pub(crate) fn give_back(mut self) {
        let is_sent = self.upload.as_ref().is_none_or(UploadProgress::has_ended);
        if let Some(sender) = self.sender.take()
            && is_sent
        {
            self.pool.give_back(&self.origin, sender, self.peer);
        }
    }
}

/// Waits for the connection's task to be done with the request before.
async fn is_ready(sender: &mut Http1) -> bool {
    match sender.ready().now_or_never() {
        Some(ready) => ready.is_ok(),
        None => matches!(tokio::time::timeout(READY_TIME, sender.ready()).await, Ok(Ok(()))),
    }
}
