//! One connection of a listener: reads requests, delivers them, waits for their answers.

use std::{
    future::poll_fn,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_util::task::AtomicWaker;
use http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::{
    body::{Body, Incoming},
    server::conn::http1,
    service::Service,
};
use hyper_util::rt::TokioIo;
use strait_abi::INLINE_BODY_BYTES;
use tokio::{net::TcpStream, sync::oneshot};

use super::{
    body::{BrokenOff, ResponseBody},
    exchange::Exchange,
    reception::Reception,
    request, response,
};
use crate::{
    http::{IncomingRequest, body::BodyReader},
    ws::Handshake,
};

/// The least that hyper accepts as a limit of its buffer.
const LEAST_BUFFER_BYTES: usize = 8192;

/// Serves a connection until either side ends it.
///
/// A client that ends its side is taken to be gone, as in Node.js: it is the one way to notice one that leaves while the
/// script works on its request.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(super) async fn serve(connection: Arc<Connection>, socket: TcpStream) {
    // Without it a response may wait for the acknowledgement of the one before; the connection works all the same.
    let _ = socket.set_nodelay(true);
    let header_bytes = connection.reception.limits().header_bytes;
    let mut protocol = http1::Builder::new();
    protocol.max_header_size(header_bytes).max_buf_size(header_bytes.max(LEAST_BUFFER_BYTES));
    let serving = protocol.serve_connection(TokioIo::new(socket), Server(Arc::clone(&connection)));
    let mut serving = pin!(serving.with_upgrades());
    let mut is_last_request = false;
    // A connection's error is the client's: it has been answered with a 4xx, or it is gone.
    let _ = poll_fn(|cx| {
        if !is_last_request {
            connection.waker.register(cx.waker());
            if connection.is_closing() {
                is_last_request = true;
                serving.as_mut().graceful_shutdown();
            }
        }
        serving.as_mut().poll(cx)
    })
    .await;
}

/// What a listener, the task of one of its connections and that connection's exchanges share.
pub(super) struct Connection {
    reception: Arc<Reception>,
    peer: Arc<str>,
    /// Requests that came whose response has not ended: one or none.
    unanswered: AtomicU32,
    /// Parts of a response body that hyper holds until the client takes them.
    unsent: AtomicU32,
    /// Changes with everything the client does: send a request head, take bytes.
    progress: AtomicU32,
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
    /// A request head.
    Head,
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
        Self { reception, peer, unanswered, unsent, progress, closing: AtomicBool::new(false), waker }
    }

    /// Ends the connection as soon as it has nothing to answer.
    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Release);
        self.waker.wake();
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    /// What it waits for, and a number that changes with the client's progress.
    ///
    /// The counters are read one by one while the connection's task moves them, so that the answer can be wrong for a
    /// moment; two equal ones some time apart are not.
    pub(super) fn waits_for(&self) -> (WaitsFor, u32) {
        let waits_for = match (self.unsent.load(Ordering::Relaxed), self.unanswered.load(Ordering::Relaxed)) {
            (0, 0) => WaitsFor::Head,
            (0, _) => WaitsFor::Answer,
            _ => WaitsFor::Room,
        };
        (waits_for, self.progress.load(Ordering::Relaxed))
    }

    fn unanswered(self: &Arc<Self>) -> Unanswered {
        self.progress.fetch_add(1, Ordering::Relaxed);
        self.unanswered.fetch_add(1, Ordering::Relaxed);
        Unanswered(Arc::clone(self))
    }
}

impl Unanswered {
    /// The guard of a part of the response.
    pub(super) fn unsent(&self) -> Unsent {
        self.0.unsent.fetch_add(1, Ordering::Relaxed);
        Unsent(Arc::clone(&self.0))
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
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

/// What hyper asks for the answer to each request.
struct Server(Arc<Connection>);

impl Service<Request<Incoming>> for Server {
    type Response = Response<ResponseBody>;
    type Error = BrokenOff;
    type Future = Answering;

    /// Delivers a request. One without a body is delivered before anything is waited for.
    fn call(&self, mut request: Request<Incoming>) -> Answering {
        let unanswered = self.0.unanswered();
        let answer = match request::refusal(&request, self.0.reception.limits()) {
            Some(status) => Answer::Refused(status),
            None if request.body().is_end_stream() => {
                let handshake = Handshake::of(&mut request);
                Answer::Awaited(self.0.deliver(&request, None, Bytes::new(), handshake))
            }
            None => Answer::WithBody(Box::pin(answer_with_body(Arc::clone(&self.0), request))),
        };
        Answering { answer, unanswered: Some(unanswered) }
    }
}

impl Connection {
    /// Lets the script have a request, and says where its response comes.
    fn deliver<B>(
        &self,
        request: &Request<B>,
        rest: Option<BodyReader>,
        body: Bytes,
        handshake: Option<Handshake>,
    ) -> oneshot::Receiver<Response<ResponseBody>> {
        let (responder, response) = oneshot::channel();
        let exchange = Exchange::new(responder, request.method(), rest, handshake);
        let head = request::head(request, Arc::clone(&self.peer));
        self.reception.deliver(IncomingRequest { head, exchange, body });
        response
    }
}

/// Delivers a request together with the part of its body that came with its head.
async fn answer_with_body(
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, BrokenOff> {
    let (parts, incoming) = request.into_parts();
    let limit = connection.reception.limits().request_body_bytes;
    // A body that says its length has been compared with the limit; another is counted as it is read.
    let is_counted = limit != u64::MAX && incoming.size_hint().exact().is_none();
    let (excess, exceeded) = is_counted.then(oneshot::channel).unzip();
    let mut reader = BodyReader::request(incoming, limit, excess);
    // Reading is what makes hyper send 100 (RFC 9110 section 10.1.1), which is the script's to decide.
    let body = match parts.headers.contains_key(header::EXPECT) {
        true => Bytes::new(),
        false => reader.take_ready(INLINE_BODY_BYTES),
    };
    let rest = (!reader.is_finished()).then_some(reader);
    let response = connection.deliver(&Request::from_parts(parts, ()), rest, body, None);
    let Some(exceeded) = exceeded else { return response.await.map_err(|_| BrokenOff) };
    tokio::select! {
        biased;
        response = response => response.map_err(|_| BrokenOff),
        Ok(()) = exceeded => Ok(response::refusal(StatusCode::PAYLOAD_TOO_LARGE)),
    }
}

/// Waits for the answer to a request.
///
/// hyper drops it when the client goes away, which closes the exchange's channel. It fails when the script gave the
/// exchange up; then hyper breaks the connection off.
struct Answering {
    answer: Answer,
    /// Goes on with the response body.
    unanswered: Option<Unanswered>,
}

enum Answer {
    Refused(StatusCode),
    Awaited(oneshot::Receiver<Response<ResponseBody>>),
    WithBody(Pin<Box<dyn Future<Output = Result<Response<ResponseBody>, BrokenOff>> + Send>>),
}

impl Future for Answering {
    type Output = Result<Response<ResponseBody>, BrokenOff>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { answer, unanswered } = self.get_mut();
        let mut response = match answer {
            Answer::Refused(status) => response::refusal(*status),
            Answer::Awaited(response) => ready!(Pin::new(response).poll(cx)).map_err(|_| BrokenOff)?,
            Answer::WithBody(response) => ready!(response.as_mut().poll(cx))?,
        };
        let unanswered = unanswered.take();
        let is_last = unanswered.as_ref().is_some_and(|unanswered| unanswered.0.is_closing());
        if is_last && response.status() != StatusCode::SWITCHING_PROTOCOLS {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response.body_mut().unanswered = unanswered;
        Poll::Ready(Ok(response))
    }
}
