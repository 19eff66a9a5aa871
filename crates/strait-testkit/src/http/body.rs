//! Bodies of answers.

use std::{io, time::Duration};

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use http_body_util::{BodyExt, Full, StreamBody, combinators::BoxBody};
use hyper::body::Frame;

pub(super) type AnswerBody = BoxBody<Bytes, io::Error>;

/// All of it at once, with a `content-length`.
pub(super) fn whole(bytes: impl Into<Bytes>) -> AnswerBody {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed()
}

/// Part by part, without one.
pub(super) fn parts(parts: impl Stream<Item = io::Result<Bytes>> + Send + Sync + 'static) -> AnswerBody {
    BodyExt::boxed(StreamBody::new(parts.map(|part| part.map(Frame::data))))
}

/// `count` times the same part, each after an interval.
pub(super) fn drip(part: &'static str, count: usize, interval: Duration) -> AnswerBody {
    parts(stream::iter(0..count).then(move |_| async move {
        tokio::time::sleep(interval).await;
        Ok(Bytes::from_static(part.as_bytes()))
    }))
}

/// A part, then the connection breaks off.
pub(super) fn broken(part: &'static str) -> AnswerBody {
    let parts_then_error = [Ok(Bytes::from_static(part.as_bytes())), Err(io::Error::other("broken off by the route"))];
    // The yield lets the part go out before the failure is seen.
    parts(stream::iter(parts_then_error).then(async |part| {
        if part.is_err() {
            tokio::task::yield_now().await;
        }
        part
    }))
}
