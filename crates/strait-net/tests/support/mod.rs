//! Stands for a script: makes calls on a service and waits for their outcomes, never for longer than a test may take.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod fetch;
pub mod server_cases;
pub mod web_socket;

use std::{collections::HashMap, net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::FutureExt;
use strait_abi::{CallId, ErrorCode, Handle, Operation};
use strait_net::{Limits, Network, NetworkOptions, Outcome, RequestHead, Secured, Service};
use strait_policy::Policy;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(10);

pub struct Script {
    pub service: Service,
    last: CallId,
    outcomes: HashMap<CallId, Outcome>,
}

impl Script {
    /// One that may do everything.
    pub fn new() -> Self {
        Self::with(Policy::everything(), Limits::default())
    }

    pub fn with(policy: Policy, limits: Limits) -> Self {
        Self::on(Arc::new(Network::new(NetworkOptions::default()).expect("the default options")), policy, limits)
    }

    pub fn on(network: Arc<Network>, policy: Policy, limits: Limits) -> Self {
        Self { service: Service::new(network, Arc::new(policy), limits), last: 0, outcomes: HashMap::new() }
    }

    /// Makes a call without waiting for it.
    pub fn start(&mut self, operation: Operation<'_>) -> CallId {
        self.last += 1;
        self.service.start(self.last, operation);
        self.last
    }

    /// Makes a call and waits for its outcome.
    pub async fn call(&mut self, operation: Operation<'_>) -> Outcome {
        let id = self.start(operation);
        self.outcome(id).await
    }

    /// Waits for the outcome of a call.
    pub async fn outcome(&mut self, id: CallId) -> Outcome {
        loop {
            if let Some(outcome) = self.outcomes.remove(&id) {
                return outcome;
            }
            timeout(PATIENCE, self.collect()).await.expect("a call to finish");
        }
    }

    /// The outcome of a call, if there is one without waiting.
    pub fn ready(&mut self, id: CallId) -> Option<Outcome> {
        let _ = self.collect().now_or_never();
        self.outcomes.remove(&id)
    }

    /// The requests among the outcomes that nobody has waited for.
    pub fn take_requests(&mut self) -> Vec<(CallId, Outcome)> {
        self.outcomes.extract_if(|_, outcome| matches!(outcome, Outcome::Request { .. })).collect()
    }

    /// Lets the service work until `done` says so.
    pub async fn until(&mut self, what: &str, mut done: impl FnMut(&Service) -> bool) {
        let wait = async {
            while !done(&self.service) {
                let _ = self.collect().now_or_never();
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("waited too long until {what}"));
    }

    /// Waits while the service goes on collecting outcomes.
    pub async fn during<T>(&mut self, wait: impl Future<Output = T>) -> T {
        let work = async {
            loop {
                self.collect().await;
            }
        };
        tokio::select! {
            biased;
            value = timeout(PATIENCE, wait) => value.expect("the other side to come to an end"),
            () = work => unreachable!("the loop has no end"),
        }
    }

    async fn collect(&mut self) {
        let mut batch = Vec::new();
        self.service.completed(&mut batch).await;
        self.outcomes.extend(batch);
    }

    /// Opens an HTTP server on a free port.
    pub async fn http_listen(&mut self) -> (Handle, SocketAddr) {
        listening(self.call(Operation::http_listen("127.0.0.1", 0)).await)
    }

    /// Opens a TCP server on a free port.
    pub async fn tcp_listen(&mut self) -> (Handle, SocketAddr) {
        listening(self.call(Operation::TcpListen { host: "127.0.0.1", port: 0 }).await)
    }

    /// Waits for a request.
    pub async fn accept(&mut self, listener: Handle) -> Request {
        Request::of(self.call(Operation::HttpAccept { listener }).await)
    }

    /// Answers a request at once.
    pub async fn respond(&mut self, exchange: Handle, status: u16, headers: &str, body: &str) -> Outcome {
        let body = body.as_bytes();
        self.call(Operation::HttpRespond { exchange, status, reason: None, headers, body, more: false }).await
    }

    /// Answers the head of a response that goes on.
    pub async fn respond_more(&mut self, exchange: Handle, status: u16, headers: &str, body: &str) -> Outcome {
        let body = body.as_bytes();
        self.call(Operation::HttpRespond { exchange, status, reason: None, headers, body, more: true }).await
    }

    pub async fn write(&mut self, stream: Handle, text: &str) -> Outcome {
        self.call(Operation::StreamWrite { stream, bytes: text.as_bytes() }).await
    }

    pub async fn shutdown(&mut self, stream: Handle) -> Outcome {
        self.call(Operation::StreamShutdown { stream, trailers: None }).await
    }

    pub async fn close(&mut self, handle: Handle) {
        done(&self.call(Operation::HandleClose { handle }).await);
    }

    /// One `stream.read`.
    pub async fn read(&mut self, stream: Handle) -> Outcome {
        self.call(Operation::StreamRead { stream, max_bytes: 1 << 20 }).await
    }

    /// Reads a stream to its end.
    pub async fn read_all(&mut self, stream: Handle) -> Vec<u8> {
        let mut all = Vec::new();
        loop {
            let part = bytes(self.read(stream).await);
            if part.is_empty() {
                return all;
            }
            all.extend_from_slice(&part);
        }
    }
}

/// A request that a script got.
#[derive(Debug)]
pub struct Request {
    pub exchange: Handle,
    pub head: RequestHead,
    pub body: Bytes,
    pub more: bool,
}

impl Request {
    #[track_caller]
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Request { exchange, head, body, more } => Self { exchange, head: *head, body, more },
            other => panic!("expected a request, got {other:?}"),
        }
    }
}

#[track_caller]
pub fn done(outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Done), "expected that it is done, got {outcome:?}");
}

#[track_caller]
pub fn bytes(outcome: Outcome) -> Bytes {
    match outcome {
        Outcome::Bytes(bytes) => bytes,
        other => panic!("expected bytes, got {other:?}"),
    }
}

#[track_caller]
pub fn listening(outcome: Outcome) -> (Handle, SocketAddr) {
    match outcome {
        Outcome::Listening(listener, local) => (listener, local),
        other => panic!("expected a listener, got {other:?}"),
    }
}

#[track_caller]
pub fn connected(outcome: Outcome) -> (Handle, SocketAddr, SocketAddr) {
    match outcome {
        Outcome::Connected { connection, local, peer } => (connection, local, peer),
        other => panic!("expected a connection, got {other:?}"),
    }
}

#[track_caller]
pub fn secured(outcome: Outcome) -> Secured {
    match outcome {
        Outcome::Secured(secured) => *secured,
        other => panic!("expected a TLS handshake that is done, got {other:?}"),
    }
}

#[track_caller]
pub fn datagrams(outcome: Outcome) -> Vec<(SocketAddr, Bytes)> {
    match outcome {
        Outcome::Datagrams(datagrams) => datagrams,
        other => panic!("expected datagrams, got {other:?}"),
    }
}

#[track_caller]
pub fn failed(outcome: &Outcome, code: ErrorCode, message: &str) {
    let failure = outcome.failure().unwrap_or_else(|| panic!("expected a failure, got {outcome:?}"));
    assert_eq!((failure.code, failure.message), (code, message));
}

#[track_caller]
pub fn failed_with(outcome: &Outcome, code: ErrorCode) {
    let failure = outcome.failure().unwrap_or_else(|| panic!("expected a failure, got {outcome:?}"));
    assert_eq!(failure.code, code, "{}", failure.message);
}
