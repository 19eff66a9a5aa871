//! What becomes of the head of a request.

use std::sync::Arc;

use http::{HeaderMap, Method, Request, StatusCode, Uri, Version, header, uri::Authority};
use hyper::body::{Body, Incoming};

use crate::{
    Limits,
    http::{RequestHead, fields},
};

/// The status of a request that no script gets to see.
pub(super) fn refusal(request: &Request<Incoming>, limits: &Limits) -> Option<StatusCode> {
    let names_one_host = match request.version() {
        Version::HTTP_2 => names_one_authority(request.uri(), request.headers()),
        version => names_one_host(version, request.headers()),
    };
    if !names_one_host {
        return Some(StatusCode::BAD_REQUEST);
    }
    if !is_framed_in_one_way(request.headers()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    // A tunnel takes the whole connection, which one of HTTP/2 is for many requests.
    if *request.method() == Method::CONNECT && request.version() != Version::HTTP_11 {
        return Some(StatusCode::NOT_IMPLEMENTED);
    }
    if !is_target(request.method(), request.uri()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    if request.headers().len() > limits.headers {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    if request.body().size_hint().lower() > limits.request_body_bytes {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    None
}

/// RFC 9112 section 3.2: a request of HTTP/1.1 has exactly one Host, an older one at most one, and it is valid.
fn names_one_host(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        (None, _) => version != Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// RFC 9113 section 8.3.1: a request of HTTP/2 has an authority, or else a Host; one that has both has them alike.
fn names_one_authority(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (uri.authority(), hosts.next(), hosts.next()) {
        (Some(authority), None, _) => is_host(authority.as_str().as_bytes()),
        (Some(authority), Some(host), None) => {
            is_host(host.as_bytes()) && authority.as_str().as_bytes().eq_ignore_ascii_case(host.as_bytes())
        }
        (None, Some(host), None) => is_host(host.as_bytes()),
        (None, None, _) | (_, _, Some(_)) => false,
    }
}

/// RFC 9110 section 7.2: `uri-host [ ":" port ]`, which is an authority without its user. It may be empty.
fn is_host(value: &[u8]) -> bool {
    if value.is_empty() {
        return true;
    }
    let Ok(authority) = Authority::try_from(value) else { return false };
    let after_host = authority.as_str().strip_prefix(authority.host());
    match after_host.and_then(|rest| rest.strip_prefix(':')) {
        Some(port) => port.is_empty() || authority.port_u16().is_some(),
        // With a user, the host is not at the beginning.
        None => after_host == Some(""),
    }
}

/// Whether nobody before this server can have read the body's length differently: a transfer coding is `chunked` and nothing
/// else. RFC 9112 section 6.1 knows others, which nobody sends; what is sent is an attempt to smuggle a request.
fn is_framed_in_one_way(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (Some(coding), None) => coding.as_bytes().eq_ignore_ascii_case(b"chunked"),
        (first, _) => first.is_none(),
    }
}

/// RFC 9112 section 3.2: a path, an absolute URI, or, with OPTIONS, an asterisk.
fn is_target(method: &Method, uri: &Uri) -> bool {
    if *method == Method::CONNECT {
        // RFC 9112 section 3.2.3: a host and a port.
        return uri.scheme().is_none() && uri.port_u16().is_some();
    }
    match uri.path() {
        "*" => *method == Method::OPTIONS,
        path => path.starts_with('/') && (uri.scheme().is_some() || uri.authority().is_none()),
    }
}

/// A head as scripts see it.
pub(super) fn head<B>(request: &Request<B>, peer: Arc<str>, authorized: Option<bool>) -> Box<RequestHead> {
    let uri = request.uri();
    let is_http2 = request.version() == Version::HTTP_2;
    let target = match (uri.scheme(), uri.path_and_query()) {
        (None, Some(target)) => target.as_str().to_owned(),
        // The scheme and the authority of HTTP/2 are no part of its target.
        (Some(_), Some(target)) if is_http2 => target.as_str().to_owned(),
        // RFC 9112 section 3.2.2: a server accepts the absolute form although only proxies are sent it.
        _ => uri.to_string(),
    };
    let mut headers = fields::write_block(request.headers());
    if is_http2
        && let Some(authority) = uri.authority()
        && !request.headers().contains_key(header::HOST)
    {
        headers.insert_str(0, &format!("host: {authority}\r\n"));
    }
    let version = match request.version() {
        Version::HTTP_10 => 10,
        Version::HTTP_2 => 20,
        _ => 11,
    };
    Box::new(RequestHead { method: request.method().clone(), target, headers, peer, version, authorized })
}
