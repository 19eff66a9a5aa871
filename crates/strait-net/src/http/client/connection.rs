//! One connection that speaks HTTP, from the dialling to the request on it.

use std::{net::IpAddr, time::Duration};

use http::{Request, Response};
use hyper::{
    body::Incoming,
    client::conn::{TrySendError, http1, http2},
};
use hyper_util::rt::{TokioExecutor, TokioIo};

use super::{
    connect::{self, Opened, Purpose, Transport},
    exchange::Route,
    noted::{Note, Noted},
    origin::Origin,
    outgoing::OutgoingBody,
};
use crate::{NetError, context::Context, dial::within};

/// The most header lines of a response. hyper's own limit of 100 is less than some sites send.
const HEADER_LINES: usize = 256;

/// The most bytes of a response head that are read over HTTP/2; HTTP/1.1 has hyper's own limit of some 400 KiB. What a
/// sandbox accepts is checked after that.
const HEADER_BYTES: u32 = 256 * 1024;

/// Bytes of one body that may wait to be read over HTTP/2, and bytes of all bodies of a connection. The second is large
/// so that bodies which nobody reads do not stop the others of the same sandbox.
const STREAM_WINDOW_BYTES: u32 = 512 * 1024;
const CONNECTION_WINDOW_BYTES: u32 = 16 * 1024 * 1024;

/// A connection to an origin.
pub(super) struct Connection {
    pub(super) sender: Sender,
    /// Whom it leads to; unknown behind a proxy.
    pub(super) peer: Option<IpAddr>,
    /// What TLS says became of it.
    pub(super) note: Note,
}

/// The way to send requests on it. The connection itself is a task that ends when the last way to it is gone and what is
/// under way has finished.
pub(super) enum Sender {
    Http1(Http1),
    Http2(Http2),
}

pub(super) type Http1 = http1::SendRequest<OutgoingBody>;
pub(super) type Http2 = http2::SendRequest<OutgoingBody>;

/// A request that got no response, and the request itself if it never left.
pub(super) type Unanswered = TrySendError<Request<OutgoingBody>>;

impl Connection {
    /// Connects, within `time`.
    ///
    /// # Errors
    ///
    /// Those of [`connect::open`], and `TimedOut`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub(super) async fn open(
        context: &Context,
        origin: &Origin,
        route: &Route,
        time: Duration,
    ) -> Result<Self, NetError> {
        let opened = async {
            let Opened { transport, peer, speaks_http2 } =
                connect::open(context, origin, route, Purpose::Requests).await?;
            let transport = Noted::new(transport, origin.to_string());
            let note = transport.note();
            let sender = match speaks_http2 {
                true => Sender::http2(transport, origin).await?,
                false => Sender::http1(transport, origin).await?,
            };
            Ok(Self { sender, peer, note })
        };
        within(time, || format!("connecting to {origin}"), opened).await
    }

    /// Sends one request and waits for the head of its response.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future breaks an HTTP/1.1 connection off and resets an HTTP/2 stream.
    pub(super) async fn send(&mut self, request: Request<OutgoingBody>) -> Result<Response<Incoming>, Unanswered> {
        match &mut self.sender {
            Sender::Http1(sender) => sender.try_send_request(request).await,
            Sender::Http2(sender) => sender.try_send_request(request).await,
        }
    }
}

impl Sender {
    async fn http1(transport: Noted<Transport>, origin: &Origin) -> Result<Self, NetError> {
        let handshake = http1_builder().handshake(TokioIo::new(transport)).await;
        let (sender, connection) = handshake.map_err(|error| super::exchange::unanswered(origin, &error))?;
        // The task reports failures to whoever waits for the response; nobody else wants to know.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self::Http1(sender))
    }

    async fn http2(transport: Noted<Transport>, origin: &Origin) -> Result<Self, NetError> {
        let mut builder = http2::Builder::new(TokioExecutor::new());
        builder
            .max_header_list_size(HEADER_BYTES)
            .initial_stream_window_size(STREAM_WINDOW_BYTES)
            .initial_connection_window_size(CONNECTION_WINDOW_BYTES);
        let handshake = builder.handshake(TokioIo::new(transport)).await;
        let (sender, connection) = handshake.map_err(|error| super::exchange::unanswered(origin, &error))?;
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self::Http2(sender))
    }
}

/// How HTTP/1.1 is read. A folded line is one line, as RFC 9112 section 5.2 demands of a user agent.
pub(super) fn http1_builder() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.max_headers(HEADER_LINES).allow_obsolete_multiline_headers_in_responses(true);
    builder
}
