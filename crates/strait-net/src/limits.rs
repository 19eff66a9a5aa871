//! What one sandbox may hold at once.

use std::time::Duration;

/// The budgets of one sandbox's network use. [`Limits::default`] suits a server script.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Open handles: listeners, connections, bodies, exchanges.
    pub handles: usize,
    /// Calls under way.
    pub calls: usize,
    /// Bytes of one header block, both ways.
    pub header_bytes: usize,
    /// Headers of one request that a server receives.
    pub headers: usize,
    /// Bytes of one request body that a server accepts; a longer one is answered with 413.
    pub request_body_bytes: u64,
    /// Bytes that one `stream.write` or one inline body may carry.
    pub write_bytes: usize,
    /// Bytes of one WebSocket message that is received, decompressed, or of one server-sent event. A longer one ends its
    /// connection, a WebSocket with code 1009.
    pub message_bytes: usize,
    /// Time a client may take to send a request head, with a TLS handshake before it.
    pub header_time: Duration,
    /// Time a client may take to send a request with its body; later it is answered with 408.
    pub request_time: Duration,
    /// Time a client's connection may be idle between two requests.
    pub idle_time: Duration,
    /// Connections of clients to the servers of a script; further ones wait in the system's backlog.
    pub server_connections: usize,
    /// Time a client may take none of the bytes of a response, or of WebSocket messages, that wait for it.
    pub stall_time: Duration,
    /// Time for name resolution, connecting and the TLS handshake together; of a WebSocket, with its own handshake.
    pub connect_time: Duration,
    /// Time from an HTTP request having been sent, with its body, to the head of its response.
    pub response_time: Option<Duration>,
    /// Time from the call of an HTTP request to the end of its response's body; an event source has no such limit.
    pub total_time: Option<Duration>,
    /// Time a WebSocket's peer may take to answer when the script closes it.
    pub close_time: Duration,
    /// HTTP client connections to one origin at a time; further requests wait for one to be free.
    pub connections_per_origin: usize,
    /// Time that answers under way get to be delivered when a script ends, and to be made when it is asked to end.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            handles: 16 * 1024,
            calls: 64 * 1024,
            header_bytes: 64 * 1024,
            request_body_bytes: u64::MAX,
            write_bytes: 64 * 1024 * 1024,
            message_bytes: 16 * 1024 * 1024,
            headers: 100,
            header_time: Duration::from_secs(60),
            request_time: Duration::from_secs(300),
            idle_time: Duration::from_secs(120),
            server_connections: 16 * 1024,
            stall_time: Duration::from_secs(60),
            connect_time: Duration::from_secs(30),
            response_time: None,
            total_time: None,
            close_time: Duration::from_secs(10),
            connections_per_origin: 256,
            drain_time: Duration::from_secs(5),
        }
    }
}
