//! WebSocket (RFC 6455) with permessage-deflate (RFC 7692), as client and as server.
//!
//! A handshake ([`handshake`]) leaves a connection whose bytes are frames ([`frames`], [`deflate`]). From then on a task owns
//! it ([`connection`]): it answers pings and closing handshakes whatever the script does meanwhile, and meets the script's
//! calls in a [`WebSocket`] ([`socket`]). It reads no further ahead than a bounded number of messages, so a script that does
//! not receive slows its peer, and it takes messages to send only while the peer takes bytes.
//!
//! The frame codec is tungstenite's. Its connection is not used because it has no compression; the libraries that have it
//! either inflate without a limit or are not licensed as this project is.

mod connect;
mod connection;
mod deflate;
mod frames;
mod handshake;
mod socket;
mod upgrade;

pub(crate) use connect::{Connect, connect};
pub(crate) use socket::{Received, WebSocket};
pub(crate) use upgrade::{Handshake, accept};

use bytes::Bytes;

/// A message, whole and uncompressed, or a control frame that the script sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebSocketMessage {
    /// UTF-8 text.
    Text(Bytes),
    /// Any bytes.
    Binary(Bytes),
    /// A ping, which the connection answers.
    Ping(Bytes),
    /// A pong.
    Pong(Bytes),
}

impl WebSocketMessage {
    /// Its payload.
    pub fn payload(&self) -> &Bytes {
        match self {
            Self::Text(payload) | Self::Binary(payload) | Self::Ping(payload) | Self::Pong(payload) => payload,
        }
    }
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebSocketEnd {
    /// The peer's code; 1005 when it gave none, 1006 when the connection broke (RFC 6455 section 7.4.1).
    pub code: u16,
    /// The peer's reason, or empty.
    pub reason: String,
    /// Both sides sent a close frame.
    pub clean: bool,
    /// Why this side gave the connection up, a sentence for people; nothing when the peer did.
    pub error: Option<String>,
}

/// What a handshake agreed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebSocketHead {
    /// The subprotocol, or empty.
    pub protocol: String,
    /// The extensions, as `sec-websocket-extensions` writes them, or empty.
    pub extensions: String,
}

/// Which end of a connection this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Masks its frames (RFC 6455 section 5.1).
    Client,
    /// Does not.
    Server,
}
