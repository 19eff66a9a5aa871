//! What a guest can ask for.

use minicbor::{Decode, Encode};

use crate::{CallId, Handle, Message, TlsOptions};
use alloc::{boxed::Box, vec::Vec};

/// One call: its id, and what is asked.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Call<'b> {
    /// Chosen by the guest; the reply carries it.
    #[n(0)]
    pub id: CallId,
    /// What is asked.
    #[b(1)]
    pub operation: Operation<'b>,
}

/// What a guest asks the host to do. Each gets exactly one [`Reply`](crate::Reply) or
/// [`Failure`](crate::Failure), unless it is cancelled first.
///
/// Header blocks are field lines as RFC 9112 section 5 writes them, `name: value CR LF` each, in order, names as given,
/// without the empty line at the end. Bytes of a value above 0x7F are written as the code points of the same number.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub enum Operation<'b> {
    /// `time.sleep`: replies [`Done`](crate::Reply::Done) after a time.
    #[n(1)]
    #[cbor(map)]
    Sleep {
        /// How long, in milliseconds. Not finite or negative counts as zero.
        #[n(0)]
        milliseconds: f64,
    },

    /// `signal.receive`: waits for a signal that the user sends the script. Replies [`Done`](crate::Reply::Done).
    ///
    /// While a call waits for a signal, that signal does nothing else: it does not end the script.
    #[n(2)]
    #[cbor(map)]
    SignalReceive {
        /// Which.
        #[n(0)]
        signal: Signal,
    },

    /// `input.open`: the standard input of the script, as a stream that can only be read. Replies
    /// [`Opened`](crate::Reply::Opened).
    ///
    /// It can be opened once; where the embedder gives none it is empty.
    #[n(3)]
    InputOpen,

    /// `http.send`: sends one request, follows redirects, replies [`Response`](crate::Reply::Response).
    ///
    /// Cancelling gives up the connection (HTTP/1.1) or resets the stream (HTTP/2).
    #[n(16)]
    #[cbor(map)]
    HttpSend {
        /// An RFC 9110 method, as it goes on the wire.
        #[b(0)]
        method: &'b str,
        /// An absolute `http` or `https` URL.
        #[b(1)]
        url: &'b str,
        /// Header block.
        #[b(2)]
        headers: &'b str,
        /// The whole request body, when `upload` is absent. Absent: no body.
        #[cbor(b(3), with = "minicbor::bytes")]
        body: Option<&'b [u8]>,
        /// A handle from `stream.open` whose written bytes are the body; it belongs to the request from then on for
        /// reading, and to the guest for writing.
        #[n(4)]
        upload: Option<Handle>,
        /// What a redirect status does.
        #[n(5)]
        redirect: Redirect,
        /// Decode `content-encoding` (gzip, deflate, br, zstd) and ask for it when the headers do not.
        #[n(6)]
        decompress: bool,
        /// Milliseconds for each connection that has to be made: look-up, connecting, TLS. Absent: the host's. Passing any of
        /// the three times is `timed-out`; zero counts as one.
        #[n(7)]
        connect_milliseconds: Option<u64>,
        /// Milliseconds from a request having been sent, with its body, to the head of its response; for each redirect anew.
        /// Absent: the host's.
        #[n(8)]
        response_milliseconds: Option<u64>,
        /// Milliseconds from the call to the end of the response's body, all in all. Absent: the host's.
        #[n(9)]
        total_milliseconds: Option<u64>,
        /// How TLS is set up, for `https`. A redirect to another origin gets neither the certificate nor the name.
        #[b(10)]
        tls: Option<Box<TlsOptions<'b>>>,
        /// The headers ask for another protocol on this connection (RFC 9110 section 7.8), or the method is CONNECT, whose
        /// target is the URL's path without its first slash. The `rest` of a 101, or of a 2xx to CONNECT, is then a byte
        /// stream both ways. Redirects are not followed, and there is no upload.
        #[n(12)]
        upgrade: Option<bool>,
    },

    /// `http.listen`: opens an HTTP server, replies [`Listening`](crate::Reply::Listening).
    #[n(17)]
    #[cbor(map)]
    HttpListen {
        /// An IP address, or a name that resolves to one: `0.0.0.0`, `::`, `localhost`.
        #[b(0)]
        host: &'b str,
        /// Zero asks the system for a free one.
        #[n(1)]
        port: u16,
        /// Absent: HTTP without TLS.
        #[b(2)]
        tls: Option<ServerTls<'b>>,
        /// Milliseconds a client may take to send a request head. Absent or zero: the host's limit, which no listener exceeds.
        #[n(3)]
        header_milliseconds: Option<u64>,
        /// Milliseconds a client may take to send a request with its body. Absent or zero: the host's limit.
        #[n(4)]
        request_milliseconds: Option<u64>,
        /// Milliseconds a connection may be idle between two requests. Absent or zero: the host's limit.
        #[n(5)]
        idle_milliseconds: Option<u64>,
        /// Connections open at a time; further ones are closed at once. Absent: the host's limit, above which they wait.
        #[n(6)]
        max_connections: Option<u32>,
    },

    /// `http.accept`: waits for the next request on a listener, replies [`Request`](crate::Reply::Request).
    ///
    /// A guest keeps several of these outstanding. Cancelling one leaves the request for the next.
    #[n(18)]
    #[cbor(map)]
    HttpAccept {
        /// From `http.listen`.
        #[n(0)]
        listener: Handle,
    },

    /// `http.respond`: answers a request, replies [`Done`](crate::Reply::Done) when the head is taken.
    ///
    /// The exchange is finished by it unless `more` is set; then `stream.write` on the exchange adds to the body and
    /// `stream.shutdown` ends it.
    #[n(19)]
    #[cbor(map)]
    HttpRespond {
        /// From `http.accept`.
        #[n(0)]
        exchange: Handle,
        /// 200 to 999, or an interim status 102, 103.
        #[n(1)]
        status: u16,
        /// The reason phrase; absent for the usual one.
        #[b(2)]
        reason: Option<&'b str>,
        /// Header block.
        #[b(3)]
        headers: &'b str,
        /// The first or only part of the body.
        #[cbor(b(4), with = "minicbor::bytes")]
        body: &'b [u8],
        /// More of the body follows by `stream.write`.
        #[n(5)]
        more: bool,
    },

    /// `http.upgrade`: answers a request by making its connection a WebSocket (RFC 6455 section 4.2). Replies
    /// [`WebSocket`](crate::Reply::WebSocket); the exchange is over.
    ///
    /// A request that does not ask for one fails with `invalid` and may be answered otherwise.
    #[n(20)]
    #[cbor(map)]
    HttpUpgrade {
        /// From `http.accept`.
        #[n(0)]
        exchange: Handle,
        /// One of the subprotocols that the client offered.
        #[b(1)]
        protocol: Option<&'b str>,
        /// Header block. What belongs to the handshake is the host's.
        #[b(2)]
        headers: &'b str,
        /// What the connection is to be like. Absent: as the host has it.
        #[n(3)]
        options: Option<WebSocketOptions>,
    },

    /// `http.switch`: answers a request by handing its connection over: with 101 one that asks for another protocol (RFC 9110
    /// section 7.8), with 2xx a CONNECT (section 9.3.6). Replies [`Opened`](crate::Reply::Opened) with a byte stream; the
    /// exchange is over.
    ///
    /// A request that does not ask for it fails with `invalid` and may be answered otherwise.
    #[n(22)]
    #[cbor(map)]
    HttpSwitch {
        /// From `http.accept`.
        #[n(0)]
        exchange: Handle,
        /// 101, or 200 to 299 for a CONNECT.
        #[n(1)]
        status: u16,
        /// Header block.
        #[b(2)]
        headers: &'b str,
    },

    /// `http.trailers`: the trailer section of a body that has been read to its end (RFC 9110 section 6.5). Replies
    /// [`Trailers`](crate::Reply::Trailers), empty when there is none.
    #[n(21)]
    #[cbor(map)]
    HttpTrailers {
        /// An exchange (its request body) or a response body.
        #[n(0)]
        stream: Handle,
    },

    /// `tcp.connect`: opens a connection, replies [`Connected`](crate::Reply::Connected).
    #[n(32)]
    #[cbor(map)]
    TcpConnect {
        /// A host name or an IP address (IPv6 without brackets).
        #[b(0)]
        host: &'b str,
        /// 1 to 65535.
        #[n(1)]
        port: u16,
    },

    /// `tcp.listen`: opens a listener, replies [`Listening`](crate::Reply::Listening).
    #[n(33)]
    #[cbor(map)]
    TcpListen {
        /// As for `http.listen`.
        #[b(0)]
        host: &'b str,
        /// Zero asks the system for a free one.
        #[n(1)]
        port: u16,
    },

    /// `tcp.accept`: waits for the next connection, replies [`Connected`](crate::Reply::Connected).
    #[n(34)]
    #[cbor(map)]
    TcpAccept {
        /// From `tcp.listen`.
        #[n(0)]
        listener: Handle,
    },

    /// `tcp.start_tls`: a TLS client handshake on a connection, which keeps its handle. Replies
    /// [`Secured`](crate::Reply::Secured). No other call may be under way on it.
    #[n(35)]
    #[cbor(map)]
    TcpStartTls {
        /// From `tcp.connect`.
        #[n(0)]
        connection: Handle,
        /// The name or address the peer's certificate must be for.
        #[b(1)]
        server_name: &'b str,
        /// What the guest chooses; a server name in it takes the place of the one above.
        #[b(2)]
        tls: Option<TlsOptions<'b>>,
    },

    /// `udp.bind`: opens a UDP socket, replies [`Listening`](crate::Reply::Listening).
    ///
    /// Port 0 needs a permission to send, any other one to listen. Without a permission to listen, only datagrams of those
    /// to whom the socket has sent are received.
    #[n(36)]
    #[cbor(map)]
    UdpBind {
        /// As for `http.listen`.
        #[b(0)]
        host: &'b str,
        /// Zero asks the system for a free one.
        #[n(1)]
        port: u16,
        /// Other sockets may have the same address and port (`SO_REUSEADDR`). Absent: no.
        #[n(2)]
        reuse_address: Option<bool>,
        /// An IPv6 socket that takes no IPv4 datagrams. Absent: no.
        #[n(3)]
        ipv6_only: Option<bool>,
    },

    /// `udp.receive`: waits for datagrams, replies [`Datagrams`](crate::Reply::Datagrams).
    ///
    /// Cancelling loses none. What arrives while no call waits is kept by the system, up to its limit.
    #[n(37)]
    #[cbor(map)]
    UdpReceive {
        /// From `udp.bind`.
        #[n(0)]
        socket: Handle,
        /// At most this many; zero counts as one.
        #[n(1)]
        max_datagrams: u32,
    },

    /// `udp.send`: sends one datagram, replies [`Done`](crate::Reply::Done) when the system has taken it.
    #[n(38)]
    #[cbor(map)]
    UdpSend {
        /// From `udp.bind`.
        #[n(0)]
        socket: Handle,
        /// A host name or an IP address (IPv6 without brackets). Absent: the peer that the socket is connected to.
        #[b(1)]
        host: Option<&'b str>,
        /// 1 to 65535; zero when `host` is absent.
        #[n(2)]
        port: u16,
        /// At most 65,507 over IPv4.
        #[cbor(b(3), with = "minicbor::bytes")]
        bytes: &'b [u8],
    },

    /// `udp.connect`: fixes the peer of a UDP socket, or takes it back. Replies [`Connected`](crate::Reply::Connected) with the
    /// socket's own handle, or [`Done`](crate::Reply::Done) without a host.
    #[n(39)]
    #[cbor(map)]
    UdpConnect {
        /// From `udp.bind`.
        #[n(0)]
        socket: Handle,
        /// As for `udp.send`. Absent: no peer any more.
        #[b(1)]
        host: Option<&'b str>,
        /// 1 to 65535; zero when `host` is absent.
        #[n(2)]
        port: u16,
    },

    /// `udp.options`: sets those that are present, replies [`Done`](crate::Reply::Done).
    #[n(40)]
    #[cbor(map)]
    UdpOptions {
        /// From `udp.bind`.
        #[n(0)]
        socket: Handle,
        /// Sending to broadcast addresses.
        #[n(1)]
        broadcast: Option<bool>,
        /// Hops of a datagram, 1 to 255.
        #[n(2)]
        ttl: Option<u32>,
        /// Hops of a multicast datagram, 0 to 255.
        #[n(3)]
        multicast_ttl: Option<u32>,
        /// Whether this machine receives what it sends to a group.
        #[n(4)]
        multicast_loop: Option<bool>,
        /// A group to join, an IP address. Needs a permission to listen.
        #[b(5)]
        join: Option<&'b str>,
        /// A group to leave.
        #[b(6)]
        leave: Option<&'b str>,
        /// The IPv4 address of the interface that `join` and `leave` mean.
        #[b(7)]
        interface: Option<&'b str>,
    },

    /// `tcp.options`: sets those that are present on a connection, plain or TLS. Replies [`Done`](crate::Reply::Done).
    #[n(41)]
    #[cbor(map)]
    TcpOptions {
        /// From `tcp.connect` or `tcp.accept`.
        #[n(0)]
        connection: Handle,
        /// Send small writes at once (`TCP_NODELAY`). A new connection does.
        #[n(1)]
        no_delay: Option<bool>,
        /// Probe an idle connection. A new connection does not.
        #[n(2)]
        keep_alive: Option<bool>,
        /// Milliseconds before the first probe; zero leaves it to the system.
        #[n(3)]
        keep_alive_delay: Option<u32>,
        /// Closing the connection resets it, and what is unsent is dropped.
        #[n(4)]
        reset_on_close: Option<bool>,
    },

    /// `tcp.accept_tls`: a TLS handshake as the server, on a connection that keeps its handle. Replies
    /// [`Secured`](crate::Reply::Secured). No other call may be under way on it.
    #[n(42)]
    #[cbor(map)]
    TcpAcceptTls {
        /// From `tcp.accept` or `tcp.connect`.
        #[n(0)]
        connection: Handle,
        /// The server's certificate and those that link it to an authority, PEM.
        #[b(1)]
        cert: &'b str,
        /// Its private key, PEM, not encrypted.
        #[b(2)]
        key: &'b str,
        /// Authorities of clients, PEM. Absent: no certificate is asked for.
        #[b(3)]
        client_ca: Option<&'b str>,
        /// A client without a certificate is accepted too.
        #[n(4)]
        client_optional: bool,
        /// The application protocols spoken (RFC 7301), the preferred one first; none are negotiated when empty.
        #[b(5)]
        alpn: Vec<&'b str>,
    },

    /// `dns.resolve`: replies [`Addresses`](crate::Reply::Addresses).
    #[n(48)]
    #[cbor(map)]
    DnsResolve {
        /// A host name, or an address, which resolves to itself.
        #[b(0)]
        host: &'b str,
    },

    /// `stream.read`: replies [`Bytes`](crate::Reply::Bytes) with at least one byte, or none at the end of the stream.
    ///
    /// Cancelling loses no byte.
    #[n(64)]
    #[cbor(map)]
    StreamRead {
        /// A connection, an exchange (its request body) or a response body.
        #[n(0)]
        stream: Handle,
        /// At most this many bytes.
        #[n(1)]
        max_bytes: u32,
    },

    /// `stream.write`: replies [`Done`](crate::Reply::Done) when all bytes are taken.
    ///
    /// Calls on one stream are carried out in the order they were made.
    #[n(65)]
    #[cbor(map)]
    StreamWrite {
        /// A connection, an exchange (its response body) or an upload.
        #[n(0)]
        stream: Handle,
        /// What to write.
        #[cbor(b(1), with = "minicbor::bytes")]
        bytes: &'b [u8],
    },

    /// `stream.shutdown`: no more writes; what was written is delivered, then the end of the stream. Replies
    /// [`Done`](crate::Reply::Done).
    #[n(66)]
    #[cbor(map)]
    StreamShutdown {
        /// As for `stream.write`.
        #[n(0)]
        stream: Handle,
        /// Header block: the trailer section of a body (RFC 9110 section 6.5). A connection has none.
        #[b(1)]
        trailers: Option<&'b str>,
    },

    /// `handle.close`: gives up a handle of any kind. Replies [`Done`](crate::Reply::Done), also for one already closed.
    ///
    /// Calls under way on it fail with `closed`. A listener stops listening; a connection with unsent bytes is reset.
    #[n(67)]
    #[cbor(map)]
    HandleClose {
        /// The handle.
        #[n(0)]
        handle: Handle,
    },

    /// `stream.open`: a pipe whose written bytes become the body of an `http.send`. Replies
    /// [`Opened`](crate::Reply::Opened).
    #[n(68)]
    StreamOpen,

    /// `ws.connect`: opens a WebSocket (RFC 6455). Replies [`WebSocket`](crate::Reply::WebSocket).
    #[n(96)]
    #[cbor(map)]
    WsConnect {
        /// Absolute, `ws` or `wss` (`http` and `https` count as these), without a fragment.
        #[b(0)]
        url: &'b str,
        /// The subprotocols to offer, the preferred one first: tokens, each once. The server has to choose one of them.
        #[b(1)]
        protocols: Vec<&'b str>,
        /// Header block. What belongs to the handshake is the host's.
        #[b(2)]
        headers: &'b str,
        /// What the connection is to be like. Absent: as the host has it.
        #[n(3)]
        options: Option<WebSocketOptions>,
    },

    /// `ws.receive`: waits for messages. Replies [`Messages`](crate::Reply::Messages), and after the last one
    /// [`Ended`](crate::Reply::Ended), as often as it is asked.
    ///
    /// The host answers pings whether or not the guest receives. It reads ahead up to a limit, after which the peer has to
    /// wait. It answers the peer's close when the guest has received what came before and asks for more, or after a time.
    #[n(97)]
    #[cbor(map)]
    WsReceive {
        /// From `ws.connect` or `http.upgrade`.
        #[n(0)]
        socket: Handle,
        /// At most this many messages; zero counts as one.
        #[n(1)]
        max_messages: u32,
        /// From here on the messages include the peer's pings and pongs.
        #[n(2)]
        control: Option<bool>,
    },

    /// `ws.send`: sends a message. Replies [`Done`](crate::Reply::Done) when the system has taken all of it.
    ///
    /// Calls on one WebSocket are carried out in the order they were made. Fails with `closed` once it is closing.
    #[n(98)]
    #[cbor(map)]
    WsSend {
        /// As for `ws.receive`.
        #[n(0)]
        socket: Handle,
        /// What to send.
        #[b(1)]
        message: Message<'b>,
    },

    /// `ws.close`: begins the closing handshake, after the messages sent before. Replies [`Done`](crate::Reply::Done) when
    /// that is taken; the end itself is the reply of `ws.receive`. A peer that does not answer is given up after a time.
    #[n(99)]
    #[cbor(map)]
    WsClose {
        /// As for `ws.receive`.
        #[n(0)]
        socket: Handle,
        /// 1000 to 1003, 1007 to 1014 or 3000 to 4999; absent for none.
        #[n(1)]
        code: Option<u16>,
        /// At most 123 bytes; empty without a code.
        #[b(2)]
        reason: &'b str,
    },

    /// `ws.ping`: sends a ping, or a pong that nobody asked for (RFC 6455 section 5.5). Replies [`Done`](crate::Reply::Done) when
    /// the system has taken it.
    #[n(102)]
    #[cbor(map)]
    WsPing {
        /// As for `ws.receive`.
        #[n(0)]
        socket: Handle,
        /// At most 125 bytes.
        #[cbor(b(1), with = "minicbor::bytes")]
        payload: &'b [u8],
        /// A pong.
        #[n(2)]
        pong: Option<bool>,
    },

    /// `sse.connect`: an event source (WHATWG HTML, "Server-sent events"). Replies [`Opened`](crate::Reply::Opened) at once; the
    /// first `sse.receive` connects.
    #[n(100)]
    #[cbor(map)]
    SseConnect {
        /// Absolute, `http` or `https`.
        #[b(0)]
        url: &'b str,
        /// Header block. `accept` and `cache-control` have the standard's values unless they are in it.
        #[b(1)]
        headers: &'b str,
        /// What the first `last-event-id` header says; empty for none.
        #[b(2)]
        last_event_id: &'b str,
    },

    /// `sse.receive`: waits until something has happened. Replies [`Events`](crate::Reply::Events).
    ///
    /// The host reconnects by itself. Nothing is read while no call waits. After an event that failed it fails with `closed`.
    #[n(101)]
    #[cbor(map)]
    SseReceive {
        /// From `sse.connect`.
        #[n(0)]
        source: Handle,
        /// At most this many events; zero counts as one.
        #[n(1)]
        max_events: u32,
    },

    /// `host.call`: a function that the embedder registered. Replies [`Value`](crate::Reply::Value).
    #[n(80)]
    #[cbor(map)]
    HostCall {
        /// The registered module.
        #[b(0)]
        module: &'b str,
        /// The function in it.
        #[b(1)]
        function: &'b str,
        /// The arguments: one encoded CBOR array.
        #[cbor(b(2), with = "minicbor::bytes")]
        arguments: &'b [u8],
    },

    /// `host.receive`: waits for texts that the embedder or the page sends the script. Replies [`Value`](crate::Reply::Value): an
    /// array of them, at least one. Cancelling loses none.
    #[n(81)]
    HostReceive,
}

impl<'b> Operation<'b> {
    /// An `http.listen` without TLS, under the host's limits.
    pub fn http_listen(host: &'b str, port: u16) -> Self {
        Self::HttpListen {
            host,
            port,
            tls: None,
            header_milliseconds: None,
            request_milliseconds: None,
            idle_milliseconds: None,
            max_connections: None,
        }
    }

    /// The name people see, `area.verb`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sleep { .. } => "time.sleep",
            Self::SignalReceive { .. } => "signal.receive",
            Self::InputOpen => "input.open",
            Self::HttpSend { .. } => "http.send",
            Self::HttpListen { .. } => "http.listen",
            Self::HttpAccept { .. } => "http.accept",
            Self::HttpRespond { .. } => "http.respond",
            Self::HttpUpgrade { .. } => "http.upgrade",
            Self::HttpTrailers { .. } => "http.trailers",
            Self::HttpSwitch { .. } => "http.switch",
            Self::TcpConnect { .. } => "tcp.connect",
            Self::TcpListen { .. } => "tcp.listen",
            Self::TcpAccept { .. } => "tcp.accept",
            Self::TcpStartTls { .. } => "tcp.start_tls",
            Self::UdpBind { .. } => "udp.bind",
            Self::UdpReceive { .. } => "udp.receive",
            Self::UdpSend { .. } => "udp.send",
            Self::UdpConnect { .. } => "udp.connect",
            Self::UdpOptions { .. } => "udp.options",
            Self::TcpOptions { .. } => "tcp.options",
            Self::TcpAcceptTls { .. } => "tcp.accept_tls",
            Self::DnsResolve { .. } => "dns.resolve",
            Self::StreamRead { .. } => "stream.read",
            Self::StreamWrite { .. } => "stream.write",
            Self::StreamShutdown { .. } => "stream.shutdown",
            Self::HandleClose { .. } => "handle.close",
            Self::StreamOpen => "stream.open",
            Self::HostCall { .. } => "host.call",
            Self::HostReceive => "host.receive",
            Self::WsConnect { .. } => "ws.connect",
            Self::WsReceive { .. } => "ws.receive",
            Self::WsSend { .. } => "ws.send",
            Self::WsClose { .. } => "ws.close",
            Self::WsPing { .. } => "ws.ping",
            Self::SseConnect { .. } => "sse.connect",
            Self::SseReceive { .. } => "sse.receive",
        }
    }
}

/// What a user sends a running script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Signal {
    /// SIGINT: Ctrl-C.
    #[n(2)]
    Interrupt,
    /// SIGTERM: end, in order.
    #[n(15)]
    Terminate,
}

/// The TLS side of an HTTP server.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ServerTls<'b> {
    /// The certificate chain in PEM, the server's own first.
    #[b(0)]
    pub certificates: &'b str,
    /// The private key in PEM: PKCS #8, PKCS #1 or SEC 1, not encrypted.
    #[b(1)]
    pub key: &'b str,
    /// Certificates in PEM of the authorities that vouch for clients. Absent: clients are not asked for a certificate.
    #[b(2)]
    pub client_authorities: Option<&'b str>,
    /// A client without a certificate is refused; one with a certificate that is not valid always is.
    #[n(3)]
    pub client_required: bool,
    /// ALPN protocols in order of preference (RFC 7301). Empty: `h2`, `http/1.1`.
    #[b(4)]
    pub protocols: Vec<&'b str>,
}

/// What a WebSocket is to be like. Every field is optional.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WebSocketOptions {
    /// The most bytes of a message from the peer. Absent or above the host's limit: that limit.
    #[n(0)]
    pub message_bytes: Option<u32>,
    /// Whether permessage-deflate (RFC 7692) is offered, or accepted. Absent: yes.
    #[n(1)]
    pub compress: Option<bool>,
    /// Messages shorter than this are sent as they are. Absent: the host decides.
    #[n(2)]
    pub compress_from_bytes: Option<u32>,
    /// Milliseconds of silence after which the host sends a ping; as long again without a sign of the peer breaks the
    /// connection off. Absent or zero: it sends none.
    #[n(3)]
    pub ping_milliseconds: Option<u32>,
}

/// What `http.send` does with a 301, 302, 303, 307 or 308 that names a location (WHATWG fetch, "HTTP-redirect fetch").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Redirect {
    /// Go there, at most 20 times.
    #[n(0)]
    #[default]
    Follow,
    /// Fail with `invalid`.
    #[n(1)]
    Error,
    /// Reply with the redirect itself.
    #[n(2)]
    Manual,
}
