//! The body of a response.

use std::{
    error::Error,
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;

use super::connection::{Unanswered, Unsent};
use crate::stream::BodyPart;

/// What hyper sends after a head.
pub(super) struct ResponseBody {
    content: Content,
    /// Released with the body, which hyper drops when it has taken the end of it.
    pub(super) unanswered: Option<Unanswered>,
}

enum Content {
    Empty,
    Whole(Bytes),
    Parts { first: Bytes, rest: mpsc::Receiver<BodyPart> },
}

impl ResponseBody {
    pub(super) fn empty() -> Self {
        Self { content: Content::Empty, unanswered: None }
    }

    pub(super) fn whole(bytes: Bytes) -> Self {
        let content = if bytes.is_empty() { Content::Empty } else { Content::Whole(bytes) };
        Self { content, unanswered: None }
    }

    /// A body that goes on after `first` with what comes by `rest`.
    pub(super) fn parts(first: Bytes, rest: mpsc::Receiver<BodyPart>) -> Self {
        Self { content: Content::Parts { first, rest }, unanswered: None }
    }
}

impl Body for ResponseBody {
    type Data = Part;
    type Error = BrokenOff;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Part>, BrokenOff>>> {
        let body = self.get_mut();
        let bytes = match &mut body.content {
            Content::Empty => return Poll::Ready(None),
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                body.content = Content::Empty;
                bytes
            }
            Content::Parts { first, .. } if !first.is_empty() => std::mem::take(first),
            Content::Parts { rest, .. } => match ready!(rest.poll_recv(cx)) {
                Some(BodyPart::Data(bytes)) => bytes,
                Some(BodyPart::End(trailers)) => {
                    body.content = Content::Empty;
                    return Poll::Ready(trailers.map(|trailers| Ok(Frame::trailers(trailers))));
                }
                None => return Poll::Ready(Some(Err(BrokenOff))),
            },
        };
        let unsent = body.unanswered.as_ref().map(Unanswered::unsent);
        Poll::Ready(Some(Ok(Frame::data(Part { bytes, unsent }))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.content, Content::Empty)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Empty => SizeHint::with_exact(0),
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Parts { .. } => SizeHint::default(),
        }
    }
}

/// Bytes on their way to the client.
pub(super) struct Part {
    bytes: Bytes,
    unsent: Option<Unsent>,
}

impl Buf for Part {
    fn remaining(&self) -> usize {
        self.bytes.remaining()
    }

    fn chunk(&self) -> &[u8] {
        self.bytes.chunk()
    }

    fn advance(&mut self, count: usize) {
        self.bytes.advance(count);
        if let Some(unsent) = &self.unsent {
            unsent.progress();
        }
    }
}

/// The script gave a body up before its end. hyper breaks the connection off, so that the client can tell.
#[derive(Debug)]
pub(super) struct BrokenOff;

impl fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response was given up before its end")
    }
}

impl Error for BrokenOff {}
