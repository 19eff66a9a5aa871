//! Reads of streams that nobody waits for any more.
//!
//! A read that its task gives up (a timeout, a cancellation) is not given up on the host: what it brings would be lost, and
//! the next read would go on behind a gap. It is left under way, and the next read of the stream takes it over, or takes what
//! it brought.

use std::collections::HashMap;

use strait_guest::abi::{CallId, Handle};
use strait_python::{Data, HostError};

/// What a read gave.
pub(crate) type Outcome = Result<Vec<u8>, HostError>;

/// A read that is left.
#[derive(Debug)]
pub(crate) enum Left {
    /// It is under way.
    UnderWay(CallId),
    /// This is what it brought; at most one read's worth.
    Arrived(Outcome),
}

/// At most one for each stream: whoever reads next takes it.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    left: HashMap<Handle, Left>,
}

impl Reads {
    /// Keeps a read that is under way for the next who reads the stream. False when another one is kept already.
    pub(crate) fn leave(&mut self, stream: Handle, call: CallId) -> bool {
        let is_first = !self.left.contains_key(&stream);
        if is_first {
            self.left.insert(stream, Left::UnderWay(call));
        }
        is_first
    }

    /// Keeps what a read brought that was left under way.
    pub(crate) fn arrived(&mut self, stream: Handle, outcome: Outcome) {
        if let (Some(Left::Arrived(Ok(kept))), Ok(bytes)) = (self.left.get_mut(&stream), &outcome) {
            kept.extend_from_slice(bytes);
        } else {
            self.left.insert(stream, Left::Arrived(outcome));
        }
    }

    /// The read that is kept for a stream.
    pub(crate) fn take(&mut self, stream: Handle) -> Option<Left> {
        if self.left.is_empty() {
            return None;
        }
        self.left.remove(&stream)
    }

    /// What a read gives that asks for at most so many bytes. The rest is kept.
    pub(crate) fn share(&mut self, stream: Handle, max_bytes: usize, outcome: Outcome) -> Result<Data, HostError> {
        let mut bytes = outcome?;
        if bytes.len() > max_bytes {
            let rest = bytes.split_off(max_bytes);
            self.left.insert(stream, Left::Arrived(Ok(rest)));
        }
        Ok(Data::Bytes(bytes))
    }

    /// Puts back what a read brought for somebody who did not get it: it comes before all that is kept.
    pub(crate) fn put_back(&mut self, stream: Handle, mut bytes: Vec<u8>) {
        if let Some(Left::Arrived(Ok(rest))) = self.left.remove(&stream) {
            bytes.extend_from_slice(&rest);
        }
        self.left.insert(stream, Left::Arrived(Ok(bytes)));
    }
}
