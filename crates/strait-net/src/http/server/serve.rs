//! The task of one connection: which protocol it is, and that protocol until the connection ends.

use std::{future::poll_fn, io, pin::Pin, sync::Arc};

use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::{net::TcpStream, sync::OwnedSemaphorePermit};

use super::{
    answering::Server,
    connection::Connection,
    wire::{Protocol, Wire},
};
use crate::Limits;

/// The least that hyper accepts as a limit of its buffer.
const LEAST_BUFFER_BYTES: usize = 8192;

/// Headers of a request for which hyper needs no memory of its own; its default.
const CHEAP_HEADERS: usize = 100;

/// Streams that a client may have open on a connection of HTTP/2 (RFC 9113 section 5.1.2): what a connection of HTTP/1.1 does
/// one after the other.
const STREAMS: u32 = 128;

/// Streams that a client reset before they were taken up, and streams reset for the client's errors: with more the
/// connection is ended (CVE-2023-44487, CVE-2025-8671).
const RESET_STREAMS: usize = 32;

/// Bytes of responses that one stream may hold ready.
const SEND_BUFFER_BYTES: usize = 256 * 1024;

/// Bytes of a request body that a client may send ahead of the script, for a stream and for a connection.
const STREAM_WINDOW_BYTES: u32 = 256 * 1024;
const CONNECTION_WINDOW_BYTES: u32 = 1024 * 1024;

/// Serves a connection until either side ends it; then the permit is free for another.
///
/// A client of HTTP/1.1 that ends its side is taken to be gone, as in Node.js: it is the one way to notice one that leaves
/// while the script works on its request.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(super) async fn serve(connection: Arc<Connection>, socket: TcpStream, _permit: OwnedSemaphorePermit) {
    // Without it a response may wait for the acknowledgement of the one before; the connection works all the same.
    let _ = socket.set_nodelay(true);
    let opened = tokio::select! {
        biased;
        () = connection.closing() => return,
        // Boxed: an idle connection is to hold no room for the handshake, nor for the other protocol.
        opened = Box::pin(open(&connection, socket)) => opened,
    };
    // What speaks no TLS, or is gone, has nobody to tell.
    let Ok((wire, protocol)) = opened else { return };
    let io = TokioIo::new(wire);
    let server = Server::new(Arc::clone(&connection));
    let limits = connection.limits();
    match protocol {
        Protocol::Http1 => {
            let serving = http1(limits).serve_connection(io, server).with_upgrades();
            drive(&connection, Box::pin(serving).as_mut(), |serving| serving.graceful_shutdown()).await;
        }
        Protocol::Http2 => {
            connection.set_http2();
            let serving = http2(limits).serve_connection(io, server);
            drive(&connection, Box::pin(serving).as_mut(), |serving| serving.graceful_shutdown()).await;
        }
    }
}

async fn open(connection: &Arc<Connection>, socket: TcpStream) -> io::Result<(Wire, Protocol)> {
    let mut wire = match &connection.settings().tls {
        Some(tls) => Wire::tls(socket, tls, Arc::clone(connection)).await?,
        None => Wire::plain(socket, Arc::clone(connection)),
    };
    let protocol = wire.protocol().await?;
    Ok((wire, protocol))
}

/// Lets a connection work, and end when it is asked to.
async fn drive<S>(connection: &Connection, mut serving: Pin<&mut S>, shut_down: impl Fn(Pin<&mut S>))
where
    S: Future,
{
    let mut is_shutting_down = false;
    // A connection's error is the client's: it has been answered with a 4xx, or it is gone.
    poll_fn(|cx| {
        if !is_shutting_down && connection.poll_closing(cx).is_ready() {
            is_shutting_down = true;
            shut_down(serving.as_mut());
        }
        serving.as_mut().poll(cx)
    })
    .await;
}

fn http1(limits: &Limits) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol.max_header_size(limits.header_bytes).max_buf_size(limits.header_bytes.max(LEAST_BUFFER_BYTES));
    if limits.headers != CHEAP_HEADERS {
        protocol.max_headers(limits.headers);
    }
    protocol
}

/// h2 itself bounds the CONTINUATION frames of a head (CVE-2024-27316) by the limit of the header list.
fn http2(limits: &Limits) -> http2::Builder<TokioExecutor> {
    let mut protocol = http2::Builder::new(TokioExecutor::new());
    protocol
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_pending_accept_reset_streams(RESET_STREAMS)
        .max_local_error_reset_streams(RESET_STREAMS)
        .max_send_buf_size(SEND_BUFFER_BYTES)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
        .max_header_list_size(u32::try_from(limits.header_bytes).unwrap_or(u32::MAX));
    protocol
}
