//! `http.send` from the first hop to the start of the answer's body.

use std::{borrow::Cow, sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{HeaderValue, Method, Response, StatusCode, header::TRANSFER_ENCODING, response::Parts};
use hyper::{body::Incoming, ext::ReasonPhrase};
use strait_abi::{ErrorCode, INLINE_BODY_BYTES, Redirect};
use tokio::time::timeout_at;
use url::Url;

use super::{
    decompress::{self, Decoder},
    exchange::exchange,
    outgoing::OutgoingBody,
    pool::Lease,
    redirect::{self, MOST_REDIRECTS},
    request::Send,
    times::Deadline,
};
use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    http::{
        IncomingResponse, ResponseHead, Rest,
        body::{BodyReader, IncomingBody},
        fields,
    },
};

/// Performs an `http.send`.
///
/// # Errors
///
/// `Denied` at any hop, those of connecting and of the exchange, `Invalid` for a redirect that cannot be followed or is an
/// error by the script's choice, `Protocol` for too many of them, `TooLarge` for a head beyond the limit, `TimedOut`.
///
/// # Cancel safety
///
/// Dropping the future gives the request up: an HTTP/1.1 connection is broken off, an HTTP/2 stream is reset.
pub(crate) async fn send(context: Arc<Context>, send: Send) -> CallResult {
    let Some(time) = send.times.total else { return follow(&context, send, None).await };
    let deadline = Deadline::after(time, send.url.to_string());
    let (at, late) = (deadline.at(), deadline.error());
    timeout_at(at, follow(&context, send, Some(deadline))).await.unwrap_or(Err(late))
}

/// Goes from hop to hop.
async fn follow(context: &Arc<Context>, mut send: Send, deadline: Option<Deadline>) -> CallResult {
    for hop in 0..=MOST_REDIRECTS {
        let body = std::mem::replace(&mut send.body, OutgoingBody::Empty);
        let again = body.again();
        let (response, lease) = exchange(context, &send, body).await?;
        let target = match send.redirect {
            Redirect::Manual => None,
            Redirect::Follow | Redirect::Error => redirect::location(response.status(), response.headers(), &send.url)?,
        };
        let Some(target) = target else {
            let url = (hop > 0).then_some(&send.url);
            return receive(context, &send, response, lease, url, deadline).await;
        };
        if send.redirect == Redirect::Error {
            let message = format!("{} redirects to {target}, and redirects were to be an error", send.url);
            return Err(NetError::new(ErrorCode::Invalid, message));
        }
        redirect::turn(&mut send, response.status(), target, again)?;
        discard(response.into_body(), lease).await;
    }
    let message = format!("more than {MOST_REDIRECTS} redirects, the last one to {}", send.url);
    Err(NetError::new(ErrorCode::Protocol, message))
}

/// Makes the answer of a response.
async fn receive(
    context: &Context,
    send: &Send,
    response: Response<Incoming>,
    lease: Lease,
    url: Option<&Url>,
    deadline: Option<Deadline>,
) -> CallResult {
    let (parts, body) = response.into_parts();
    if parts.status == StatusCode::SWITCHING_PROTOCOLS {
        let message = format!("{} switched to another protocol without being asked to", send.url);
        return Err(NetError::new(ErrorCode::Protocol, message));
    }
    if let Some(coding) = unasked_coding(&parts) {
        let message = format!("{} answered in the transfer coding `{coding}`, which was not asked for", send.url);
        return Err(NetError::new(ErrorCode::Protocol, message));
    }
    let head = head(&parts, url);
    let (length, limit) = (head.headers.len(), context.limits.header_bytes);
    if length > limit {
        let message = format!("{} answered with headers of {length} bytes, more than the {limit} allowed", send.url);
        return Err(NetError::new(ErrorCode::TooLarge, message));
    }
    let expected = http_body::Body::size_hint(&body).exact();
    let has_body = send.method != Method::HEAD && !http_body::Body::is_end_stream(&body);
    let codings = if send.decompress && has_body { decompress::codings(&parts.headers) } else { Vec::new() };
    let length = expected.filter(|_| codings.is_empty());
    let mut reader = match codings.is_empty() {
        true => BodyReader::response(body, lease, deadline),
        false => BodyReader::decoded(Decoder::new(IncomingBody::response(body, lease, deadline), &codings)),
    };
    let body = take_arrived(&mut reader, length).await;
    let rest = (!reader.is_finished()).then_some(Rest::Body(reader));
    Ok(Completion::Response(Box::new(IncomingResponse { head, body, rest })))
}

/// The transfer codings of a response if they are not just `chunked`. Others go only to who asks for them by `te` (RFC 9112
/// section 7.4), and nobody has undone them.
fn unasked_coding(parts: &Parts) -> Option<String> {
    let codings: Vec<_> = parts.headers.get_all(TRANSFER_ENCODING).iter().map(HeaderValue::as_bytes).collect();
    match codings[..] {
        [] => None,
        [coding] if coding.eq_ignore_ascii_case(b"chunked") => None,
        _ => Some(String::from_utf8_lossy(&codings.join(&b", "[..])).into_owned()),
    }
}

pub(super) fn head(parts: &Parts, url: Option<&Url>) -> ResponseHead {
    let reason = match parts.extensions.get::<ReasonPhrase>() {
        Some(reason) => Cow::Owned(reason.as_bytes().iter().map(|byte| char::from(*byte)).collect()),
        None if parts.version >= http::Version::HTTP_2 => Cow::Borrowed(""),
        // hyper keeps a phrase only when it is not the usual one.
        None => Cow::Borrowed(parts.status.canonical_reason().unwrap_or_default()),
    };
    ResponseHead {
        status: parts.status.as_u16(),
        reason,
        headers: fields::write_block(&parts.headers),
        url: url.map(Url::to_string),
    }
}

/// How long an answer waits for a body that may be small enough to go along with its head. A server writes both at once
/// more often than not, but the connection's task may hand the second over a moment after the first. A body that comes
/// along frees its connection, whether the script looks at it or not.
const BODY_GRACE: Duration = Duration::from_millis(1);

/// The start of a body whose length is known to be `length`, or unknown: all of it if it is small and there in time.
async fn take_arrived(reader: &mut BodyReader, length: Option<u64>) -> Bytes {
    let first = reader.take_ready(INLINE_BODY_BYTES);
    if reader.is_finished() || length.is_some_and(|length| length > INLINE_BODY_BYTES as u64) {
        return first;
    }
    // On the same thread, the connection's task is next.
    tokio::task::yield_now().await;
    let more = reader.take_ready(INLINE_BODY_BYTES - first.len());
    let mut body = match first.is_empty() {
        true => more,
        false => joined(first, &more),
    };
    if reader.is_finished() {
        return body;
    }
    let wait = async {
        while body.len() < INLINE_BODY_BYTES {
            match reader.read(INLINE_BODY_BYTES - body.len()).await {
                Ok(part) if part.is_empty() => break,
                Ok(part) => body = joined(std::mem::take(&mut body), &part),
                // It stays and shows in the script's read.
                Err(_) => break,
            }
        }
    };
    // What came in time is in `body`, and what comes later stays with the reader.
    let _ = tokio::time::timeout(BODY_GRACE, wait).await;
    body
}

fn joined(first: Bytes, more: &[u8]) -> Bytes {
    if more.is_empty() {
        return first;
    }
    let mut joined = BytesMut::from(first);
    joined.extend_from_slice(more);
    joined.freeze()
}

/// Reads a redirect's body if it is there already, which lets the next hop have the connection.
async fn discard(body: Incoming, lease: Lease) {
    let length = http_body::Body::size_hint(&body).exact();
    let mut reader = BodyReader::response(body, lease, None);
    drop(take_arrived(&mut reader, length).await);
}
