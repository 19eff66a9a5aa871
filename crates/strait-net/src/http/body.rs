//! Reading a body: of a response (decoded or not), of a request that a server received, or of an upload.
//!
//! A body is pulled. Nothing is taken from the connection before someone asks, apart from the one chunk that hyper
//! holds ready, so a body of any size needs little memory and a slow reader slows its peer down.

use std::{
    error::Error,
    io,
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http_body::Body;
use hyper::body::Incoming;
use strait_abi::ErrorCode;
use tokio::sync::{mpsc, oneshot};

use super::{
    client::{Deadline, Decoder, Lease, http2_error},
    fields,
};
use crate::{NetError, error::code_of_io, stream::BodyPart};

/// A body that is read in pieces of the reader's choice.
///
/// An error stays: every later read fails with it.
pub(crate) struct BodyReader {
    source: Source,
    /// Read from the source and not yet asked for.
    leftover: Bytes,
    /// What came after the end.
    trailers: Option<HeaderMap>,
}

enum Source {
    Ended,
    Failed(NetError),
    Incoming(Box<IncomingBody>),
    Decoded(Box<Decoder>),
    Upload(mpsc::Receiver<BodyPart>),
}

impl Source {
    fn incoming(body: IncomingBody) -> Self {
        Self::Incoming(Box::new(body))
    }
}

impl BodyReader {
    /// The body of a request that a server received; it fails with `TooLarge` when it passes `limit_bytes`, and tells
    /// `excess`, which is dropped when it has come to its end.
    pub(crate) fn request(body: Incoming, limit_bytes: u64, excess: oneshot::Sender<()>) -> Self {
        let excess = Some(excess);
        Self::new(Source::incoming(IncomingBody {
            body,
            side: Side::Request,
            left: limit_bytes,
            excess,
            lease: None,
            trailers: None,
            deadline: None,
        }))
    }

    /// The body of a response. The connection it comes from is free for the next request when the body has ended.
    ///
    /// Reads after the `deadline` fail with `TimedOut`.
    pub(crate) fn response(body: Incoming, lease: Lease, deadline: Option<Deadline>) -> Self {
        Self::new(Source::incoming(IncomingBody::response(body, lease, deadline)))
    }

    /// The body of a response that comes on a connection of its own.
    pub(crate) fn of_own_connection(body: Incoming) -> Self {
        let side = Side::Response;
        Self::new(Source::incoming(IncomingBody {
            body,
            side,
            left: u64::MAX,
            excess: None,
            lease: None,
            trailers: None,
            deadline: None,
        }))
    }

    /// The body of a response, decoded.
    pub(crate) fn decoded(decoder: Decoder) -> Self {
        Self::new(Source::Decoded(Box::new(decoder)))
    }

    /// What a script writes, as a request's body.
    pub(crate) fn upload(parts: mpsc::Receiver<BodyPart>) -> Self {
        Self::new(Source::Upload(parts))
    }

    fn new(source: Source) -> Self {
        let mut reader = Self { source, leftover: Bytes::new(), trailers: None };
        if let Source::Incoming(incoming) = &mut reader.source
            && incoming.settle()
        {
            reader.source = Source::Ended;
        }
        reader
    }

    /// Whether everything has been read, and there are no trailers to be read yet.
    pub(crate) fn is_finished(&self) -> bool {
        self.has_ended() && self.trailers.is_none()
    }

    fn has_ended(&self) -> bool {
        self.leftover.is_empty() && matches!(self.source, Source::Ended)
    }

    /// The trailer section (RFC 9110 section 6.5) as a header block, empty when there is none. That of a body that is decoded is
    /// not kept.
    ///
    /// # Errors
    ///
    /// `Invalid`: the body has not been read to its end.
    pub(crate) fn trailers(&self) -> Result<String, NetError> {
        match self.has_ended() {
            true => Ok(self.trailers.as_ref().map(fields::write_block).unwrap_or_default()),
            false => {
                Err(NetError::new(ErrorCode::Invalid, "the trailers of a body come after it: read it to its end first"))
            }
        }
    }

    /// The trailers, to be sent on.
    pub(crate) fn take_trailers(&mut self) -> Option<HeaderMap> {
        self.trailers.take()
    }

    /// The next bytes, at least one and at most `max_bytes` (which is not zero); none at the end.
    ///
    /// # Errors
    ///
    /// `Reset` or `Protocol` when the peer broke off, `TooLarge` past the limit, `TimedOut`, `Aborted` for an upload given up.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no byte.
    pub(crate) async fn read(&mut self, max_bytes: usize) -> Result<Bytes, NetError> {
        std::future::poll_fn(|cx| self.poll_read(cx, max_bytes)).await
    }

    /// As [`BodyReader::read`].
    pub(crate) fn poll_read(&mut self, cx: &mut Context<'_>, max_bytes: usize) -> Poll<Result<Bytes, NetError>> {
        if self.leftover.is_empty() {
            self.leftover = ready!(self.poll_chunk(cx))?;
        }
        Poll::Ready(Ok(match self.leftover.len() <= max_bytes {
            true => std::mem::take(&mut self.leftover),
            false => self.leftover.split_to(max_bytes),
        }))
    }

    /// What has arrived already, at most `max_bytes`. A failure shows in the next read.
    pub(crate) fn take_ready(&mut self, max_bytes: usize) -> Bytes {
        let mut cx = Context::from_waker(Waker::noop());
        let mut first = Bytes::new();
        let mut joined = BytesMut::new();
        while first.len().max(joined.len()) < max_bytes {
            let left = max_bytes - first.len().max(joined.len());
            let bytes = match self.poll_read(&mut cx, left) {
                Poll::Ready(Ok(bytes)) if !bytes.is_empty() => bytes,
                _ => break,
            };
            if first.is_empty() {
                first = bytes;
            } else {
                if joined.is_empty() {
                    joined.extend_from_slice(&first);
                }
                joined.extend_from_slice(&bytes);
            }
        }
        if joined.is_empty() { first } else { joined.freeze() }
    }

    /// The next chunk of the source; an empty one is its end.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Bytes, NetError>> {
        let polled = match &mut self.source {
            Source::Ended => return Poll::Ready(Ok(Bytes::new())),
            Source::Failed(error) => return Poll::Ready(Err(error.clone())),
            Source::Incoming(incoming) => {
                let chunk = ready!(incoming.poll_chunk(cx));
                self.trailers = incoming.trailers.take();
                if incoming.settle() {
                    self.source = Source::Ended;
                }
                chunk
            }
            Source::Decoded(decoder) => ready!(decoder.poll_chunk(cx)),
            Source::Upload(parts) => match ready!(parts.poll_recv(cx)) {
                Some(BodyPart::Data(bytes)) => Ok(bytes),
                Some(BodyPart::End(trailers)) => {
                    self.trailers = trailers;
                    Ok(Bytes::new())
                }
                None => Err(NetError::new(ErrorCode::Aborted, "the body was given up before its end")),
            },
        };
        match &polled {
            Ok(chunk) if chunk.is_empty() => self.source = Source::Ended,
            Ok(_) => {}
            Err(error) => self.source = Source::Failed(error.clone()),
        }
        Poll::Ready(polled)
    }
}

/// A body as hyper receives it.
pub(crate) struct IncomingBody {
    body: Incoming,
    side: Side,
    /// Bytes it may still bring.
    left: u64,
    /// Of a request: told when there are more, dropped at the end.
    excess: Option<oneshot::Sender<()>>,
    /// Of a response: the connection it comes from, given back at the end of the body and given up when the body is
    /// dropped before.
    lease: Option<Lease>,
    /// They come after the last of the data, and the end after them.
    trailers: Option<HeaderMap>,
    /// When it has to have ended.
    deadline: Option<Deadline>,
}

/// Whose body it is; it words the errors.
#[derive(Clone, Copy)]
enum Side {
    Request,
    Response,
}

impl IncomingBody {
    pub(crate) fn response(body: Incoming, lease: Lease, deadline: Option<Deadline>) -> Self {
        let lease = Some(lease);
        Self { body, side: Side::Response, left: u64::MAX, excess: None, lease, trailers: None, deadline }
    }

    /// The next chunk; an empty one is the end.
    pub(crate) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Bytes, NetError>> {
        if let Some(deadline) = &mut self.deadline
            && let Poll::Ready(late) = deadline.poll_passed(cx)
        {
            // The connection is of no more use to anyone.
            self.lease = None;
            return Poll::Ready(Err(late));
        }
        loop {
            let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => {
                    self.give_back();
                    return Poll::Ready(Ok(Bytes::new()));
                }
                Some(Err(error)) => return Poll::Ready(Err(broken_body(&error, self.side))),
                Some(Ok(frame)) => frame,
            };
            let data = match frame.into_data() {
                Ok(data) => data,
                Err(frame) => {
                    self.trailers = frame.into_trailers().ok();
                    continue;
                }
            };
            if data.is_empty() {
                continue;
            }
            match self.left.checked_sub(data.len() as u64) {
                Some(left) => self.left = left,
                None => {
                    if let Some(excess) = self.excess.take() {
                        // Nobody is left to tell when the request has been answered.
                        let _ = excess.send(());
                    }
                    return Poll::Ready(Err(NetError::new(ErrorCode::TooLarge, "the body is larger than allowed")));
                }
            }
            return Poll::Ready(Ok(data));
        }
    }

    /// Gives the connection back when the body is known to have ended, which for one of unknown length is only when
    /// its end has been read. Returns whether it is.
    pub(crate) fn settle(&mut self) -> bool {
        let ended = self.body.is_end_stream();
        if ended {
            self.give_back();
        }
        ended
    }

    fn give_back(&mut self) {
        self.excess = None;
        if let Some(lease) = self.lease.take() {
            lease.give_back();
        }
    }
}

/// What a failed read of a body means to the script.
fn broken_body(error: &hyper::Error, side: Side) -> NetError {
    let (peer, what, truncated) = match side {
        Side::Request => ("client", "request", ErrorCode::Reset),
        Side::Response => ("server", "response", ErrorCode::Protocol),
    };
    let system = std::iter::successors(error.source(), |source| (*source).source())
        .find_map(|source| source.downcast_ref::<io::Error>());
    match system {
        Some(system) if matches!(system.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
            NetError::new(
                ErrorCode::Protocol,
                format!("the {what} body is malformed: {}", system.to_string().to_lowercase()),
            )
        }
        Some(system) if system.kind() != io::ErrorKind::UnexpectedEof => {
            let message = format!("the connection broke before the whole {what} body arrived");
            match code_of_io(system) {
                ErrorCode::Reset => NetError::new(ErrorCode::Reset, message),
                _ => NetError::io(message, system),
            }
        }
        Some(_) => {
            NetError::new(truncated, format!("the {peer} closed the connection before the whole {what} body arrived"))
        }
        None if error.is_incomplete_message() => {
            NetError::new(truncated, format!("the {peer} closed the connection before the whole {what} body arrived"))
        }
        None if http2_error(error).is_some_and(h2::Error::is_library) => {
            NetError::new(ErrorCode::Protocol, format!("the {peer} broke the rules of HTTP/2 in the {what} body"))
        }
        // HTTP/2: the peer reset the stream, or the connection as a whole failed.
        None => NetError::new(ErrorCode::Reset, format!("the {peer} broke off the {what} body")),
    }
}
