//! The body of a request on its way out.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use strait_abi::ErrorCode;
use tokio_util::sync::CancellationToken;

use crate::{NetError, http::body::BodyReader};

/// The most of an upload that goes out as one frame.
const FRAME_BYTES: usize = 64 * 1024;

/// A request's body.
pub(crate) enum OutgoingBody {
    /// There is none. This is also what is left of one that has been sent.
    Empty,
    Whole(Bytes),
    Upload(Upload),
}

/// What a script or another body supplies bit by bit.
pub(crate) struct Upload {
    reader: BodyReader,
    /// Bytes still to come when the head promises a length.
    left: Option<u64>,
    ended: CancellationToken,
}

/// Tells whether an upload has been sent to its end; until then its connection cannot take another request, even if the
/// response is complete.
#[derive(Clone)]
pub(super) struct UploadProgress(CancellationToken);

impl OutgoingBody {
    pub(super) fn upload(reader: BodyReader) -> Self {
        Self::Upload(Upload { reader, left: None, ended: CancellationToken::new() })
    }

    /// Holds an upload to the length that the head promises.
    pub(super) fn promise(&mut self, length: u64) {
        if let Self::Upload(upload) = self {
            upload.left = Some(length);
        }
    }

    /// The same body once more, if it is at hand.
    pub(super) fn again(&self) -> Option<Self> {
        match self {
            Self::Empty => Some(Self::Empty),
            Self::Whole(bytes) => Some(Self::Whole(bytes.clone())),
            Self::Upload(_) => None,
        }
    }

    pub(super) fn progress(&self) -> Option<UploadProgress> {
        match self {
            Self::Upload(upload) => Some(UploadProgress(upload.ended.clone())),
            _ => None,
        }
    }
}

impl UploadProgress {
    pub(super) fn has_ended(&self) -> bool {
        self.0.is_cancelled()
    }

    /// Waits until it has.
    pub(super) async fn ended(&self) {
        self.0.cancelled().await;
    }
}

impl Body for OutgoingBody {
    type Data = Bytes;
    type Error = NetError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, NetError>>> {
        let body = self.get_mut();
        let upload = match body {
            Self::Upload(upload) => upload,
            other => {
                return Poll::Ready(match std::mem::replace(other, Self::Empty) {
                    Self::Whole(bytes) => Some(Ok(Frame::data(bytes))),
                    _ => None,
                });
            }
        };
        let bytes = ready!(upload.reader.poll_read(cx, FRAME_BYTES))?;
        if let Some(left) = &mut upload.left {
            // A body of another length would make the peer take one request for two (RFC 9112 section 11.2).
            let wrong = match left.checked_sub(bytes.len() as u64) {
                None => Some("longer"),
                Some(1..) if bytes.is_empty() => Some("shorter"),
                Some(rest) => {
                    *left = rest;
                    None
                }
            };
            if let Some(wrong) = wrong {
                let message = format!("the request body is {wrong} than its content-length");
                return Poll::Ready(Some(Err(NetError::new(ErrorCode::Invalid, message))));
            }
        }
        if bytes.is_empty() {
            upload.ended.cancel();
            let trailers = upload.reader.take_trailers();
            *body = Self::Empty;
            return Poll::Ready(trailers.map(|trailers| Ok(Frame::trailers(trailers))));
        }
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Empty)
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty => SizeHint::with_exact(0),
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Upload(_) => SizeHint::default(),
        }
    }
}
