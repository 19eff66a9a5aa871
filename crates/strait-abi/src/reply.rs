//! What a host answers.

use alloc::vec::Vec;
use minicbor::{Decode, Encode, bytes::ByteSlice};

use crate::{ErrorCode, Handle};

/// The successful answer to a call.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub enum Reply<'b> {
    /// It happened; there is nothing to tell.
    #[n(0)]
    Done,

    /// A new handle.
    #[n(2)]
    #[cbor(map)]
    Opened {
        /// Owned by the guest until it closes it.
        #[n(0)]
        handle: Handle,
    },

    /// Bytes of a stream; none at its end.
    #[n(3)]
    #[cbor(map)]
    Bytes {
        /// The bytes.
        #[cbor(b(0), with = "minicbor::bytes")]
        bytes: &'b [u8],
    },

    /// The answer to `http.send`.
    #[n(4)]
    #[cbor(map)]
    Response {
        /// 200 to 999.
        #[n(0)]
        status: u16,
        /// The reason phrase of HTTP/1.1, or empty.
        #[b(1)]
        reason: &'b str,
        /// Header block (see [`Operation`](crate::Operation)), names in lower case.
        #[b(2)]
        headers: &'b str,
        /// The URL that answered, when redirects were followed.
        #[b(3)]
        url: Option<&'b str>,
        /// The start of the body: all of it when `rest` is absent. At most [`INLINE_BODY_BYTES`](crate::INLINE_BODY_BYTES).
        #[cbor(b(4), with = "minicbor::bytes")]
        body: &'b [u8],
        /// Where to read the rest of the body.
        #[n(5)]
        rest: Option<Handle>,
    },

    /// The answer to `http.accept`.
    #[n(5)]
    #[cbor(map)]
    Request {
        /// Answer it by `http.respond`; read the rest of its body by `stream.read` when `more` is set.
        #[n(0)]
        exchange: Handle,
        /// The method, as it came.
        #[b(1)]
        method: &'b str,
        /// The request target, as it came: `/path?query`.
        #[b(2)]
        target: &'b str,
        /// Header block (see [`Operation`](crate::Operation)), names in lower case.
        #[b(3)]
        headers: &'b str,
        /// The start of the body: all of it when `more` is false. At most [`INLINE_BODY_BYTES`](crate::INLINE_BODY_BYTES).
        #[cbor(b(4), with = "minicbor::bytes")]
        body: &'b [u8],
        /// The rest of the body is read from the exchange.
        #[n(5)]
        more: bool,
        /// The peer's address, `address:port`.
        #[b(6)]
        peer: &'b str,
        /// 10, 11 or 20 for HTTP/1.0, HTTP/1.1, HTTP/2.
        #[n(7)]
        version: u8,
        /// On a listener that asks clients for a certificate: whether this one has shown one.
        #[n(8)]
        authorized: Option<bool>,
    },

    /// A listener or a UDP socket is open.
    #[n(6)]
    #[cbor(map)]
    Listening {
        /// Accept on it, or receive and send; close it to stop.
        #[n(0)]
        listener: Handle,
        /// Where it listens, `address:port` with the port that was chosen.
        #[b(1)]
        local: &'b str,
    },

    /// A connection is open.
    #[n(7)]
    #[cbor(map)]
    Connected {
        /// A byte stream both ways.
        #[n(0)]
        connection: Handle,
        /// Our end, `address:port`.
        #[b(1)]
        local: &'b str,
        /// The other end, `address:port`.
        #[b(2)]
        peer: &'b str,
    },

    /// The answer to `dns.resolve`, in the order to try them.
    #[n(8)]
    #[cbor(map)]
    Addresses {
        /// IP addresses as text.
        #[b(0)]
        addresses: Vec<&'b str>,
    },

    /// The answer to `host.call`.
    #[n(9)]
    #[cbor(map)]
    Value {
        /// One encoded CBOR value.
        #[cbor(b(0), with = "minicbor::bytes")]
        value: &'b [u8],
    },

    /// A WebSocket is open.
    #[n(10)]
    #[cbor(map)]
    WebSocket {
        /// To receive from, to send on; close it to give the connection up.
        #[n(0)]
        socket: Handle,
        /// The subprotocol that was chosen, or empty.
        #[b(1)]
        protocol: &'b str,
        /// The extensions in use, as `sec-websocket-extensions` writes them, or empty.
        #[b(2)]
        extensions: &'b str,
    },

    /// The answer to `ws.receive`, in the order the messages came.
    #[n(11)]
    #[cbor(map)]
    Messages {
        /// At least one.
        #[b(0)]
        messages: Vec<Message<'b>>,
    },

    /// The answer to `ws.receive` after the last message: the WebSocket is closed.
    #[n(12)]
    #[cbor(map)]
    Ended {
        /// The peer's code; 1005 when it gave none, 1006 when the connection broke (RFC 6455 section 7.4.1).
        #[n(0)]
        code: u16,
        /// The peer's reason, or empty.
        #[b(1)]
        reason: &'b str,
        /// Both sides sent a close frame.
        #[n(2)]
        clean: bool,
        /// Why the host gave the connection up, a sentence for people; absent when the peer did.
        #[b(3)]
        error: Option<&'b str>,
    },

    /// The answer to `sse.receive`, in the order it happened.
    #[n(13)]
    #[cbor(map)]
    Events {
        /// At least one.
        #[b(0)]
        events: Vec<SourceEvent<'b>>,
    },

    /// The answer to `udp.receive`, in the order they came.
    #[n(14)]
    #[cbor(map)]
    Datagrams {
        /// At least one.
        #[b(0)]
        datagrams: Vec<Datagram<'b>>,
    },

    /// A TLS handshake is done: the answer to `tcp.start_tls` and `tcp.accept_tls`.
    #[n(15)]
    #[cbor(map)]
    Secured {
        /// `TLSv1.2` or `TLSv1.3`.
        #[b(0)]
        version: &'b str,
        /// The cipher suite by its IANA name, such as `TLS_AES_128_GCM_SHA256`.
        #[b(1)]
        cipher: &'b str,
        /// The application protocol that was agreed on (RFC 7301).
        #[b(2)]
        alpn: Option<&'b str>,
        /// The name the client asked for (RFC 6066 section 3), as a server sees it.
        #[b(3)]
        server_name: Option<&'b str>,
        /// The peer's certificate and those it sent along, DER; none when it showed none.
        #[b(4)]
        certificates: Vec<&'b ByteSlice>,
        /// Why the peer's certificate is not to be trusted, a sentence; only where that was allowed.
        #[b(5)]
        unauthorized: Option<&'b str>,
    },

    /// The answer to `http.trailers`.
    #[n(21)]
    #[cbor(map)]
    Trailers {
        /// Header block, names in lower case; empty when there are no trailers.
        #[b(0)]
        trailers: &'b str,
    },
}

/// A UDP datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Datagram<'b> {
    /// The sender, `address:port`.
    #[b(0)]
    pub peer: &'b str,
    /// All of it; may be empty.
    #[cbor(b(1), with = "minicbor::bytes")]
    pub bytes: &'b [u8],
}

/// Something that happened to an event source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum SourceEvent<'b> {
    /// A connection is open, the first or another.
    #[n(0)]
    #[cbor(map)]
    Open {
        /// The URL that answered.
        #[b(0)]
        url: &'b str,
    },
    /// An event came.
    #[n(1)]
    #[cbor(map)]
    Message {
        /// Its type; `message` when the server gave none.
        #[b(0)]
        kind: &'b str,
        /// Its data lines, joined by line feeds.
        #[b(1)]
        data: &'b str,
        /// The last event id, or empty.
        #[b(2)]
        id: &'b str,
    },
    /// The connection broke or could not be made; another follows after the reconnection time.
    #[n(2)]
    #[cbor(map)]
    Interrupted {
        /// A sentence for people.
        #[b(0)]
        message: &'b str,
    },
    /// The source is closed: another attempt would end the same way.
    #[n(3)]
    #[cbor(map)]
    Failed {
        /// A sentence for people.
        #[b(0)]
        message: &'b str,
    },
}

/// A WebSocket message, whole and uncompressed; or a control frame, where these are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Message<'b> {
    /// UTF-8 text.
    #[n(0)]
    Text(#[b(0)] &'b str),
    /// Any bytes.
    #[n(1)]
    Binary(#[cbor(b(0), with = "minicbor::bytes")] &'b [u8]),
    /// The payload of a ping, which the host has answered. Received only.
    #[n(2)]
    Ping(#[cbor(b(0), with = "minicbor::bytes")] &'b [u8]),
    /// The payload of a pong. Received only.
    #[n(3)]
    Pong(#[cbor(b(0), with = "minicbor::bytes")] &'b [u8]),
}

/// The answer to a call that failed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Failure<'b> {
    /// What kind of failure; scripts match on it.
    #[n(0)]
    pub code: ErrorCode,
    /// A sentence for people: what was tried, what refused it, what to do. It may change.
    #[b(1)]
    pub message: &'b str,
}
