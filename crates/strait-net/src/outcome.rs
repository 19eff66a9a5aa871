//! What a finished call tells the guest.

use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use strait_abi::{ByteSlice, CallId, Datagram, Failure, Handle, Inbox, Message, Reply, SourceEvent};

use crate::{
    NetError,
    http::{RequestHead, ResponseHead},
    sse::SseEvent,
    tcp::Secured,
    ws::{WebSocketEnd, WebSocketHead, WebSocketMessage},
};

/// The answer to one call, owned, with handles in place of resources.
#[derive(Debug)]
pub enum Outcome {
    /// It happened.
    Done,
    /// A new handle.
    Opened(Handle),
    /// Bytes of a stream; none at its end.
    Bytes(Bytes),
    /// The answer to `http.trailers`: a header block.
    Trailers(String),
    /// The answer to `http.send`.
    Response {
        /// Status, reason, headers, final URL.
        head: Box<ResponseHead>,
        /// The start of the body.
        body: Bytes,
        /// Where the rest is read.
        rest: Option<Handle>,
    },
    /// The answer to `http.accept`.
    Request {
        /// To answer it by.
        exchange: Handle,
        /// Method, target, headers, peer.
        head: Box<RequestHead>,
        /// The start of the body.
        body: Bytes,
        /// Whether the rest is read from the exchange.
        more: bool,
    },
    /// A listener is open.
    Listening(Handle, SocketAddr),
    /// A connection is open.
    Connected {
        /// The byte stream.
        connection: Handle,
        /// Our end.
        local: SocketAddr,
        /// The other end.
        peer: SocketAddr,
    },
    /// The answer to `udp.receive`: at least one datagram with its sender.
    Datagrams(Vec<(SocketAddr, Bytes)>),
    /// A TLS handshake is done.
    Secured(Box<Secured>),
    /// The answer to `dns.resolve`.
    Addresses(Vec<IpAddr>),
    /// A WebSocket is open.
    WebSocket {
        /// To receive from and to send on.
        socket: Handle,
        /// What the handshake agreed on.
        head: Box<WebSocketHead>,
    },
    /// The answer to `ws.receive`: at least one message.
    Messages(Vec<WebSocketMessage>),
    /// The answer to `ws.receive` after the last message.
    Ended(WebSocketEnd),
    /// The answer to `sse.receive`: at least one thing.
    Events(Vec<SseEvent>),
    /// The answer to `host.call`: one encoded CBOR value.
    Value(Bytes),
    /// It failed.
    Failed(NetError),
}

impl Outcome {
    /// Appends this outcome to the next incoming message.
    pub fn write(&self, id: CallId, inbox: &mut Inbox) {
        match self {
            Self::Done => inbox.outcome(id, Ok(Reply::Done)),
            Self::Opened(handle) => inbox.outcome(id, Ok(Reply::Opened { handle: *handle })),
            Self::Bytes(bytes) => inbox.outcome(id, Ok(Reply::Bytes { bytes })),
            Self::Trailers(trailers) => inbox.outcome(id, Ok(Reply::Trailers { trailers })),
            Self::Response { head, body, rest } => inbox.outcome(
                id,
                Ok(Reply::Response {
                    status: head.status,
                    reason: &head.reason,
                    headers: &head.headers,
                    url: head.url.as_deref(),
                    body,
                    rest: *rest,
                }),
            ),
            Self::Request { exchange, head, body, more } => inbox.outcome(
                id,
                Ok(Reply::Request {
                    exchange: *exchange,
                    method: head.method.as_str(),
                    target: &head.target,
                    headers: &head.headers,
                    body,
                    more: *more,
                    peer: &head.peer,
                    version: head.version,
                    authorized: head.authorized,
                }),
            ),
            Self::Listening(listener, local) => {
                inbox.outcome(id, Ok(Reply::Listening { listener: *listener, local: &local.to_string() }));
            }
            Self::Connected { connection, local, peer } => inbox.outcome(
                id,
                Ok(Reply::Connected { connection: *connection, local: &local.to_string(), peer: &peer.to_string() }),
            ),
            Self::Datagrams(datagrams) => {
                let peers: Vec<String> = datagrams.iter().map(|(peer, _)| peer.to_string()).collect();
                let datagrams =
                    datagrams.iter().zip(&peers).map(|((_, bytes), peer)| Datagram { peer, bytes }).collect();
                inbox.outcome(id, Ok(Reply::Datagrams { datagrams }));
            }
            Self::Secured(secured) => inbox.outcome(
                id,
                Ok(Reply::Secured {
                    version: secured.version,
                    cipher: &secured.cipher,
                    alpn: secured.alpn.as_deref(),
                    server_name: secured.server_name.as_deref(),
                    certificates: secured.certificates.iter().map(|der| <&ByteSlice>::from(&**der)).collect(),
                    unauthorized: secured.unauthorized.as_deref(),
                }),
            ),
            Self::Addresses(addresses) => {
                let texts: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
                let addresses = texts.iter().map(String::as_str).collect();
                inbox.outcome(id, Ok(Reply::Addresses { addresses }));
            }
            Self::WebSocket { socket, head } => inbox.outcome(
                id,
                Ok(Reply::WebSocket { socket: *socket, protocol: &head.protocol, extensions: &head.extensions }),
            ),
            Self::Messages(messages) => {
                let messages = messages.iter().map(as_message).collect();
                inbox.outcome(id, Ok(Reply::Messages { messages }));
            }
            Self::Ended(end) => inbox.outcome(
                id,
                Ok(Reply::Ended { code: end.code, reason: &end.reason, clean: end.clean, error: end.error.as_deref() }),
            ),
            Self::Events(events) => {
                let events = events.iter().map(as_source_event).collect();
                inbox.outcome(id, Ok(Reply::Events { events }));
            }
            Self::Value(value) => inbox.outcome(id, Ok(Reply::Value { value })),
            Self::Failed(error) => inbox.outcome(id, Err(error.as_failure())),
        }
    }

    /// The failure, if it is one.
    pub fn failure(&self) -> Option<Failure<'_>> {
        match self {
            Self::Failed(error) => Some(error.as_failure()),
            _ => None,
        }
    }
}

fn as_message(message: &WebSocketMessage) -> Message<'_> {
    match message {
        // The reader has checked that it is UTF-8.
        WebSocketMessage::Text(text) => Message::Text(std::str::from_utf8(text).unwrap_or_default()),
        WebSocketMessage::Binary(bytes) => Message::Binary(bytes),
        WebSocketMessage::Ping(payload) => Message::Ping(payload),
        WebSocketMessage::Pong(payload) => Message::Pong(payload),
    }
}

fn as_source_event(event: &SseEvent) -> SourceEvent<'_> {
    match event {
        SseEvent::Open { url } => SourceEvent::Open { url },
        SseEvent::Message { kind, data, id } => SourceEvent::Message { kind, data, id },
        SseEvent::Interrupted { message } => SourceEvent::Interrupted { message },
        SseEvent::Failed { message } => SourceEvent::Failed { message },
    }
}
