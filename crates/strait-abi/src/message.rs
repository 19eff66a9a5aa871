//! The two batches that cross the boundary in a turn.

use alloc::vec::Vec;
use minicbor::{Decode, Decoder, Encode};

use crate::{Call, CallId, DecodeError, Failure, ModuleKind, Reply};

/// A message from host to guest.
#[derive(Debug)]
pub enum Incoming<'b> {
    /// The first message: the script.
    Start(Start<'b>),
    /// Every later one: what has finished.
    Replies(Replies<'b>),
}

impl<'b> Incoming<'b> {
    /// Reads the frame of a message; replies are decoded one by one by iterating over [`Replies`].
    ///
    /// # Errors
    ///
    /// The bytes are not a message.
    pub fn decode(bytes: &'b [u8]) -> Result<Self, DecodeError> {
        let mut decoder = Decoder::new(bytes);
        let malformed = |source| DecodeError::caused("incoming message", source);
        if decoder.array().map_err(malformed)? != Some(2) {
            return Err(DecodeError::new("incoming message: not a pair"));
        }
        match decoder.u8().map_err(malformed)? {
            0 => {
                let start = decoder.decode().map_err(|source| DecodeError::caused("start message", source))?;
                match decoder.position() == bytes.len() {
                    true => Ok(Self::Start(start)),
                    false => Err(DecodeError::new("start message: trailing bytes")),
                }
            }
            1 => {
                let left = decoder.array().map_err(malformed)?;
                let left = left.ok_or(DecodeError::new("replies: indefinite length"))?;
                Ok(Self::Replies(Replies { decoder, left }))
            }
            _ => Err(DecodeError::new("incoming message: unknown kind")),
        }
    }
}

/// The script and its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Start<'b> {
    /// The script's file name as the user gave it; it appears in error positions.
    #[b(0)]
    pub file: &'b str,
    /// The script's text.
    #[b(1)]
    pub source: &'b str,
    /// What the text is.
    #[n(2)]
    pub kind: ModuleKind,
    /// The arguments after the file name.
    #[b(3)]
    pub arguments: Vec<&'b str>,
    /// The environment the policy lets the script see: name, value, name, value.
    #[b(4)]
    pub environment: Vec<&'b str>,
    /// The CPU time the script may use, in milliseconds; the guest stops itself with a traceback just before the host
    /// would end it without one.
    #[n(5)]
    pub cpu_milliseconds: Option<u64>,
    /// The memory the sandbox may use, in bytes.
    #[n(6)]
    pub memory_bytes: u64,
    /// The script's URL, for scripts that look for files beside themselves.
    #[b(7)]
    pub url: &'b str,
    /// How much of its stack in linear memory the guest may use, in bytes, where the host's own stack ends before that.
    #[n(16)]
    pub stack_bytes: Option<u32>,
}

/// The outcomes of calls, decoded one at a time.
#[derive(Debug)]
pub struct Replies<'b> {
    decoder: Decoder<'b>,
    left: u64,
}

impl<'b> Iterator for Replies<'b> {
    type Item = Result<(CallId, Result<Reply<'b>, Failure<'b>>), DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            let rest = self.decoder.input().len() != self.decoder.position();
            self.decoder.set_position(self.decoder.input().len());
            return rest.then(|| Err(DecodeError::new("replies: trailing bytes")));
        }
        self.left -= 1;
        let item = decode_outcome(&mut self.decoder);
        if item.is_err() {
            self.left = 0;
            self.decoder.set_position(self.decoder.input().len());
        }
        Some(item.map_err(|source| DecodeError::caused("reply", source)))
    }
}

/// An outcome is `[id, reply]` or `[id, null, failure]`.
fn decode_outcome<'b>(
    decoder: &mut Decoder<'b>,
) -> Result<(CallId, Result<Reply<'b>, Failure<'b>>), minicbor::decode::Error> {
    let length = decoder.array()?;
    let id = decoder.u64()?;
    match length {
        Some(2) => Ok((id, Ok(decoder.decode()?))),
        Some(3) => {
            decoder.null()?;
            Ok((id, Err(decoder.decode()?)))
        }
        _ => Err(minicbor::decode::Error::message("an outcome has two or three items")),
    }
}

/// A message from guest to host.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Outgoing<'b> {
    /// New calls, in the order they were made.
    #[b(0)]
    pub calls: Vec<Call<'b>>,
    /// Calls given up. An id that has finished already, or never was, is ignored.
    #[n(1)]
    pub cancelled: Vec<CallId>,
    /// Whether the guest goes on.
    #[n(2)]
    pub state: State,
}

impl<'b> Outgoing<'b> {
    /// Reads a whole message.
    ///
    /// # Errors
    ///
    /// The bytes are not a message, or more than one.
    pub fn decode(bytes: &'b [u8]) -> Result<Self, DecodeError> {
        let mut decoder = Decoder::new(bytes);
        let outgoing = decoder.decode().map_err(|source| DecodeError::caused("outgoing message", source))?;
        match decoder.position() == bytes.len() {
            true => Ok(outgoing),
            false => Err(DecodeError::new("outgoing message: trailing bytes")),
        }
    }
}

/// What a guest is doing after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum State {
    /// Waiting for replies. With no call outstanding this is the end too, with exit code 0.
    #[n(0)]
    Waiting,
    /// Done; no further turn is taken.
    #[n(1)]
    Finished {
        /// The exit code.
        #[n(0)]
        exit_code: u8,
    },
    /// Stopped by itself because its CPU time is used up, having said where.
    #[n(2)]
    OutOfTime,
    /// Stopped by itself because its memory is used up, having said where.
    #[n(3)]
    OutOfMemory,
    /// It could go on, and lets the host have its turn. The next message comes without waiting for a reply.
    #[n(4)]
    Preempted,
}
