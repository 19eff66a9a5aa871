//! HTTP: what the client and the server have in common.

use std::{borrow::Cow, sync::Arc};

use bytes::Bytes;

use self::body::BodyReader;
use crate::stream::Stream;

pub(crate) mod body;
pub(crate) mod body_writer;
pub(crate) mod client;
pub(crate) mod fields;
pub(crate) mod server;

/// The head of a request that a server received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHead {
    /// The method, as it came.
    pub method: http::Method,
    /// The request target, as it came: `/path?query`.
    pub target: String,
    /// Header block (see [`Operation`](strait_abi::Operation)), names in lower case.
    pub headers: String,
    /// The peer's address, `address:port`; all requests of a connection share it.
    pub peer: Arc<str>,
    /// 10, 11 or 20 for HTTP/1.0, HTTP/1.1, HTTP/2.
    pub version: u8,
    /// On a listener that asks clients for a certificate: whether this one has shown one.
    pub authorized: Option<bool>,
}

/// The head of a response that a client received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHead {
    /// 200 to 999.
    pub status: u16,
    /// The reason phrase of HTTP/1.1, or empty.
    pub reason: Cow<'static, str>,
    /// Header block (see [`Operation`](strait_abi::Operation)), names in lower case.
    pub headers: String,
    /// The URL that answered, when redirects were followed.
    pub url: Option<String>,
}

/// A request to answer.
pub(crate) struct IncomingRequest {
    pub(crate) head: Box<RequestHead>,
    /// The way to answer it, and the part of its body that is not in `body`.
    pub(crate) exchange: server::Exchange,
    /// The start of the body.
    pub(crate) body: Bytes,
}

/// The answer to a request.
pub(crate) struct IncomingResponse {
    pub(crate) head: ResponseHead,
    /// The start of the body.
    pub(crate) body: Bytes,
    /// What follows `body`.
    pub(crate) rest: Option<Rest>,
}

/// What follows the head of a response and the start of its body.
pub(crate) enum Rest {
    /// The rest of the body.
    Body(BodyReader),
    /// Another protocol.
    Connection(Stream),
}
