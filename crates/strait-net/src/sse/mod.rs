//! Server-Sent Events as a client (WHATWG HTML, section "Server-sent events"): `sse.connect` and `sse.receive`.
//!
//! There is no task: a receive connects, reads and waits as the [`source`] needs it, so a script that does not receive slows
//! the server. The [`parser`] knows nothing of connections.

mod parser;
mod source;

pub(crate) use source::{EventSource, Open};

/// Something that happened to an event source, in the order it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SseEvent {
    /// A connection is open, the first or another.
    Open {
        /// The URL that answered.
        url: String,
    },
    /// An event came.
    Message {
        /// Its type; `message` when the server gave none.
        kind: String,
        /// Its data lines, joined by line feeds.
        data: String,
        /// The last event id, this event's or an earlier one's; or empty.
        id: String,
    },
    /// The connection broke or could not be made; the next one follows after the reconnection time.
    Interrupted {
        /// A sentence for people.
        message: String,
    },
    /// The source is closed, for a reason that another attempt would meet again.
    Failed {
        /// A sentence for people.
        message: String,
    },
}
