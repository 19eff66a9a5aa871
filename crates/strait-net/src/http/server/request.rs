//! What becomes of the head of a request.

use std::sync::Arc;

use http::{Method, Request, StatusCode, Version, header};
use hyper::body::{Body, Incoming};

use crate::{
    Limits,
    http::{RequestHead, fields},
};

/// The status of a request that no script gets to see.
pub(super) fn refusal(request: &Request<Incoming>, limits: &Limits) -> Option<StatusCode> {
    // RFC 9112 section 3.2: a request of HTTP/1.1 without exactly one Host is answered with 400.
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let has_one = hosts.next().is_some() && hosts.next().is_none();
    if !has_one && (request.version() == Version::HTTP_11 || request.headers().contains_key(header::HOST)) {
        return Some(StatusCode::BAD_REQUEST);
    }
    // This is an origin server: there is nothing it could tunnel to (RFC 9110 section 9.3.6).
    if *request.method() == Method::CONNECT {
        return Some(StatusCode::NOT_IMPLEMENTED);
    }
    if request.body().size_hint().lower() > limits.request_body_bytes {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    None
}

/// A head as scripts see it.
pub(super) fn head<B>(request: &Request<B>, peer: Arc<str>) -> Box<RequestHead> {
    let uri = request.uri();
    let target = match (uri.scheme(), uri.path_and_query()) {
        (None, Some(target)) => target.as_str().to_owned(),
        // RFC 9112 section 3.2.2: a server accepts the absolute form although only proxies are sent it.
        _ => uri.to_string(),
    };
    Box::new(RequestHead {
        method: request.method().clone(),
        target,
        headers: fields::write_block(request.headers()),
        peer,
        version: if request.version() == Version::HTTP_10 { 10 } else { 11 },
    })
}
