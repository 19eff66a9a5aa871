//! Writes to streams that nobody waits for.
//!
//! A server that answers with a few bytes need not be woken when they are taken. So much may be under way without anybody
//! waiting; who has more to write makes calls that wait, and so does who closes the stream: calls on it are carried out in
//! their order.

use std::collections::HashMap;

use strait_guest::abi::Handle;
use strait_python::HostError;

/// Bytes of one stream that may be under way.
const MOST_BYTES: usize = 64 * 1024;

/// What is under way on one stream.
#[derive(Debug, Default)]
struct Posted {
    writes: usize,
    bytes: usize,
    /// Why one of them failed.
    failure: Option<HostError>,
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    streams: HashMap<Handle, Posted>,
}

impl Posts {
    /// Enters a write. False when so much is under way that whoever writes has to wait.
    ///
    /// # Errors
    ///
    /// An earlier one failed.
    pub(crate) fn enter(&mut self, stream: Handle, bytes: usize) -> Result<bool, HostError> {
        let posted = self.streams.entry(stream).or_default();
        if let Some(failure) = &posted.failure {
            return Err(failure.clone());
        }
        let has_room = posted.bytes + bytes <= MOST_BYTES;
        if has_room {
            posted.writes += 1;
            posted.bytes += bytes;
        }
        Ok(has_room)
    }

    /// A write has been done, or has failed.
    pub(crate) fn done(&mut self, stream: Handle, bytes: usize, failure: Option<HostError>) {
        // One that is closed is nobody's concern.
        let Some(posted) = self.streams.get_mut(&stream) else { return };
        posted.writes -= 1;
        posted.bytes -= bytes;
        posted.failure = posted.failure.take().or(failure);
    }

    /// Whether writes are under way.
    pub(crate) fn are_under_way(&self, stream: Handle) -> bool {
        self.streams.get(&stream).is_some_and(|posted| posted.writes > 0)
    }

    /// The stream is closed.
    pub(crate) fn forget(&mut self, stream: Handle) {
        self.streams.remove(&stream);
    }
}
