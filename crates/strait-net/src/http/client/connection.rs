//! One connection that speaks HTTP, from the dialling to the request on it.

use std::net::IpAddr;

use http::{Request, Response};
use hyper::{
    body::Incoming,
    client::conn::{TrySendError, http1, http2},
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use super::{
    exchange::Route,
    origin::{Origin, Scheme},
    outgoing::OutgoingBody,
    transport::Transport,
    tunnel,
};
use crate::{
    NetError,
    context::Context,
    dial::{dial_checked, dial_proxy, within_connect_time},
    tls::Alpn,
};

/// The most header lines of a response. hyper's own limit of 100 is less than some sites send.
pub(super) const HEADER_LINES: usize = 256;

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
    /// Connects, within the limits' connect time.
    ///
    /// # Errors
    ///
    /// Those of [`dial_checked`], of the TLS handshake and of the proxy.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub(super) async fn open(context: &Context, origin: &Origin, route: &Route) -> Result<Self, NetError> {
        let opened = Self::open_unlimited(context, origin, route);
        within_connect_time(context, || format!("connecting to {origin}"), opened).await
    }

    async fn open_unlimited(context: &Context, origin: &Origin, route: &Route) -> Result<Self, NetError> {
        let (socket, peer) = match &route.proxy {
            None => {
                let socket = dial_checked(context, &origin.host, origin.port, route.verdict).await?;
                let peer = socket.peer_addr().ok().map(|peer| peer.ip());
                (socket, peer)
            }
            Some(proxy) => {
                let socket = dial_proxy(context, &proxy.host, proxy.port).await?;
                match origin.scheme {
                    Scheme::Http => (socket, None),
                    Scheme::Https => (tunnel::open(socket, origin, proxy).await?, None),
                }
            }
        };
        let sender = match origin.scheme {
            Scheme::Http => Sender::http1(Transport::Plain(socket), origin).await?,
            Scheme::Https => Sender::secure(context, socket, origin).await?,
        };
        Ok(Self { sender, peer })
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
    async fn secure(context: &Context, socket: TcpStream, origin: &Origin) -> Result<Self, NetError> {
        let peer = origin.to_string();
        let tls = context.network.tls.connect(socket, &origin.host, &peer, Alpn::Http).await?;
        let speaks_http2 = tls.get_ref().1.alpn_protocol() == Some(b"h2");
        let transport = Transport::Tls(Box::new(tls));
        match speaks_http2 {
            true => Self::http2(transport, origin).await,
            false => Self::http1(transport, origin).await,
        }
    }

    async fn http1(transport: Transport, origin: &Origin) -> Result<Self, NetError> {
        let mut builder = http1::Builder::new();
        builder.max_headers(HEADER_LINES);
        let handshake = builder.handshake(TokioIo::new(transport)).await;
        let (sender, connection) = handshake.map_err(|error| super::exchange::unanswered(origin, &error))?;
        // The task reports failures to whoever waits for the response; nobody else wants to know.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self::Http1(sender))
    }

    async fn http2(transport: Transport, origin: &Origin) -> Result<Self, NetError> {
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
