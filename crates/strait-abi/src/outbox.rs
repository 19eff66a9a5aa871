//! Writers that append to a buffer as things happen, so that a turn is encoded once and without a tree in between.

use alloc::vec::Vec;
use minicbor::Encoder;

use crate::{Call, CallId, Failure, Operation, Reply, Start, State};

/// Where a guest collects its calls during a turn.
#[derive(Debug)]
pub struct Outbox {
    message: Vec<u8>,
    cancelled: Vec<CallId>,
}

/// `array(3)` of an outgoing message, then the calls as an array of indefinite length.
const OUTGOING_HEAD: [u8; 2] = [0x83, 0x9f];
const BREAK: u8 = 0xff;

impl Outbox {
    /// An empty one.
    pub fn new() -> Self {
        Self { message: OUTGOING_HEAD.to_vec(), cancelled: Vec::new() }
    }

    /// Adds a call.
    pub fn call(&mut self, id: CallId, operation: Operation<'_>) {
        encode(&mut self.message, &Call { id, operation });
    }

    /// Gives a call up.
    pub fn cancel(&mut self, id: CallId) {
        self.cancelled.push(id);
    }

    /// Completes the message; the buffer is valid until [`Outbox::clear`].
    pub fn finish(&mut self, state: State) -> &[u8] {
        self.message.push(BREAK);
        encode(&mut self.message, &self.cancelled);
        encode(&mut self.message, &state);
        &self.message
    }

    /// Starts the next message in the same buffer.
    pub fn clear(&mut self) {
        /// A buffer that once held a large body is given back.
        const KEEP_BYTES: usize = 256 * 1024;
        self.message.clear();
        self.message.shrink_to(KEEP_BYTES);
        self.message.extend_from_slice(&OUTGOING_HEAD);
        self.cancelled.clear();
    }
}

impl Default for Outbox {
    fn default() -> Self {
        Self::new()
    }
}

/// Where a host writes the next incoming message.
#[derive(Debug, Default)]
pub struct Inbox {
    message: Vec<u8>,
}

impl Inbox {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes the start message.
    pub fn start(&mut self, start: &Start<'_>) -> &[u8] {
        self.message.clear();
        self.message.extend_from_slice(&[0x82, 0x00]);
        encode(&mut self.message, start);
        &self.message
    }

    /// Begins a message of exactly `count` outcomes.
    pub fn begin_replies(&mut self, count: usize) {
        self.message.clear();
        self.message.extend_from_slice(&[0x82, 0x01]);
        // Writing to a vector cannot fail.
        let _ = Encoder::new(&mut self.message).array(count as u64);
    }

    /// Adds an outcome.
    pub fn outcome(&mut self, id: CallId, outcome: Result<Reply<'_>, Failure<'_>>) {
        match outcome {
            Ok(reply) => encode(&mut self.message, &(id, reply)),
            Err(failure) => encode(&mut self.message, &(id, None::<()>, failure)),
        }
    }

    /// The message.
    pub fn bytes(&self) -> &[u8] {
        &self.message
    }
}

fn encode<T: minicbor::Encode<()>>(buffer: &mut Vec<u8>, value: &T) {
    // Writing to a vector cannot fail, and no value of this crate refuses to be encoded.
    let _ = Encoder::new(buffer).encode(value);
}
