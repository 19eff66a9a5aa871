//! From a request of hyper's to the script, and its answer back.

use std::{
    future::pending,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderValue, Request, Response, StatusCode, Version, header};
use hyper::{
    body::{Body, Incoming},
    service::Service,
};
use strait_abi::INLINE_BODY_BYTES;
use tokio::sync::oneshot;

use super::{
    body::{BrokenOff, ResponseBody},
    connection::{Connection, Unanswered},
    exchange::Exchange,
    request, response,
};
use crate::{
    http::{IncomingRequest, body::BodyReader},
    ws::Handshake,
};

/// What hyper asks for the answer to each request.
pub(super) struct Server(Arc<Connection>);

impl Server {
    pub(super) fn new(connection: Arc<Connection>) -> Self {
        Self(connection)
    }
}

impl Service<Request<Incoming>> for Server {
    type Response = Response<ResponseBody>;
    type Error = BrokenOff;
    type Future = Answering;

    /// Delivers a request. One without a body is delivered before anything is waited for.
    fn call(&self, mut request: Request<Incoming>) -> Answering {
        let unanswered = self.0.unanswered();
        let version = request.version();
        let answer = match request::refusal(&request, self.0.limits()) {
            Some(status) => {
                self.0.set_lingers();
                Answer::Refused(status)
            }
            None if request.body().is_end_stream() => {
                let handshake = Handshake::of(&mut request);
                Answer::Awaited(self.0.deliver(&request, None, Bytes::new(), handshake))
            }
            None => Answer::WithBody(Box::pin(answer_with_body(Arc::clone(&self.0), request))),
        };
        Answering { answer, version, unanswered: Some(unanswered) }
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
        let head = request::head(request, Arc::clone(&self.peer), self.authorized());
        self.reception.deliver(IncomingRequest { head, exchange, body });
        response
    }
}

/// Delivers a request together with the part of its body that came with its head.
///
/// Until it is answered, a body that is too long, or takes too long, is the host's to answer.
async fn answer_with_body(
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, BrokenOff> {
    let (parts, incoming) = request.into_parts();
    let (excess, exceeded) = oneshot::channel();
    let mut reader = BodyReader::request(incoming, connection.limits().request_body_bytes, excess);
    // Reading is what makes hyper send 100 (RFC 9110 section 10.1.1), which is the script's to decide.
    let body = match parts.headers.contains_key(header::EXPECT) {
        true => Bytes::new(),
        false => reader.take_ready(INLINE_BODY_BYTES),
    };
    let rest = (!reader.is_finished()).then_some(reader);
    let is_complete = rest.is_none();
    let response = connection.deliver(&Request::from_parts(parts, ()), rest, body, None);
    if is_complete {
        return response.await.map_err(|_| BrokenOff);
    }
    let refused = async {
        match tokio::time::timeout(connection.settings().request_time, exceeded).await {
            Ok(Ok(())) => StatusCode::PAYLOAD_TOO_LARGE,
            Err(_) => StatusCode::REQUEST_TIMEOUT,
            // It has come to its end, or nobody reads it.
            Ok(Err(_)) => pending().await,
        }
    };
    let mut refused = pin!(refused);
    let status = tokio::select! {
        biased;
        response = response => match response {
            Ok(response) => return Ok(response),
            // A script that gives up a body which is too long learned of that before its client did.
            Err(_) => refused.now_or_never().ok_or(BrokenOff)?,
        },
        status = &mut refused => status,
    };
    connection.set_lingers();
    Ok(response::refusal(status))
}

/// Waits for the answer to a request.
///
/// hyper drops it when the client goes away, which closes the exchange's channel. It fails when the script gave the
/// exchange up; then hyper breaks the connection off.
pub(super) struct Answering {
    answer: Answer,
    version: Version,
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
        let Self { answer, version, unanswered } = self.get_mut();
        let mut response = match answer {
            Answer::Refused(status) => response::refusal(*status),
            Answer::Awaited(response) => ready!(Pin::new(response).poll(cx)).map_err(|_| BrokenOff)?,
            Answer::WithBody(response) => ready!(response.as_mut().poll(cx))?,
        };
        let unanswered = unanswered.take();
        // A connection of HTTP/2 ends by a GOAWAY instead (RFC 9113 section 8.2.2).
        let is_last = unanswered.as_ref().is_some_and(|unanswered| unanswered.connection().is_closing());
        if is_last && *version != Version::HTTP_2 && response.status() != StatusCode::SWITCHING_PROTOCOLS {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response.body_mut().unanswered = unanswered;
        Poll::Ready(Ok(response))
    }
}
