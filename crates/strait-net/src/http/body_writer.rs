//! The writing end of a body whose parts come from a script one by one.

use bytes::Bytes;
use http::HeaderMap;
use strait_abi::ErrorCode;
use tokio::sync::mpsc;

use crate::{NetError, stream::BodyPart};

/// Feeds a request or response body. Dropped before [`BodyWriter::end`], it breaks the body off.
pub(crate) struct BodyWriter {
    parts: mpsc::Sender<BodyPart>,
    /// Bytes still to come when the head promised a length.
    left: Option<u64>,
}

impl BodyWriter {
    /// A writer into `parts`, of exactly `length` bytes if that is known.
    pub(crate) fn new(parts: mpsc::Sender<BodyPart>, length: Option<u64>) -> Self {
        Self { parts, left: length }
    }

    /// Adds a part once there is room for it.
    ///
    /// # Errors
    ///
    /// `Reset` when the peer takes no more; `Invalid` when the body would become longer than its head promised.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future adds nothing.
    pub(crate) async fn write(&mut self, bytes: Bytes) -> Result<(), NetError> {
        if bytes.is_empty() {
            return if self.parts.is_closed() && self.left != Some(0) { Err(body_gone()) } else { Ok(()) };
        }
        let left = match self.left.map(|left| left.checked_sub(bytes.len() as u64)) {
            Some(None) => {
                let message = "this body is longer than its content-length header says";
                return Err(NetError::new(ErrorCode::Invalid, message));
            }
            Some(Some(left)) => Some(left),
            None => None,
        };
        let room = self.parts.reserve().await.map_err(|_| body_gone())?;
        room.send(BodyPart::Data(bytes));
        self.left = left;
        Ok(())
    }

    /// Ends the body, with a trailer section if there is one and the protocol has room for it.
    ///
    /// # Errors
    ///
    /// `Reset` when the peer takes no more; `Invalid` when the head promised a longer body, which is broken off.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the body open.
    pub(crate) async fn end(&mut self, trailers: Option<HeaderMap>) -> Result<(), NetError> {
        match self.left {
            // A body of a known length has ended when that many bytes have been sent, and its reader may be gone.
            Some(0) => {
                let _ = self.parts.send(BodyPart::End(trailers)).await;
                Ok(())
            }
            Some(left) => {
                let message =
                    format!("this body ends {left} bytes before the length that its content-length header says");
                Err(NetError::new(ErrorCode::Invalid, message))
            }
            None => self.parts.send(BodyPart::End(trailers)).await.map_err(|_| body_gone()),
        }
    }
}

fn body_gone() -> NetError {
    NetError::new(ErrorCode::Reset, "the peer no longer takes this body")
}
