//! The contract between a Strait guest and its host.
//!
//! A guest is a state machine: the host hands in a batch of replies and gets back a batch of calls. This crate
//! defines both batches, every call and every reply, and how they are written as CBOR (RFC 8949) with numeric field
//! keys. `docs/abi.md` describes the same bytes for someone who writes a guest or a host in another language.
//!
//! Nothing here does I/O. Decoding borrows from the message, so a chunk of a body is copied once, where it is kept.
//!
//! Numbers that cross the boundary are never reused: a retired one stays retired.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod call;
mod error;
mod inspection;
mod load;
mod message;
mod outbox;
mod reply;
mod tls;
mod value;

pub use call::{Call, Operation, Redirect, ServerTls, Signal, WebSocketOptions};
pub use error::{DecodeError, ErrorCode};
pub use inspection::{FrameView, Inspection, TaskView, TaskViewState, Variable};
pub use load::{LoadAnswer, LoadMode, LoadRequest, ModuleKind};
pub use message::{Incoming, Outgoing, Replies, Start, State};
pub use minicbor::bytes::ByteSlice;
pub use outbox::{Inbox, Outbox};
pub use reply::{Datagram, Failure, Message, Reply, SourceEvent};
pub use tls::TlsOptions;
pub use value::Value;

/// The version a guest returns from `strait_abi_version` and a host accepts.
pub const ABI_VERSION: u32 = 1;

/// Names one call of a guest. Chosen by the guest, never reused by it.
pub type CallId = u64;

/// Names a resource that the host keeps for a guest: a listener, a connection, a body.
///
/// Owned by one sandbox and never reused in its lifetime. Zero is not a handle. Using a closed or foreign handle is an
/// error reply with [`ErrorCode::Closed`].
pub type Handle = u64;

/// The largest body, in bytes, that travels inside the message it belongs to; what is left is read from a handle.
pub const INLINE_BODY_BYTES: usize = 64 * 1024;
