//! The way to an origin: directly or through a proxy, with TLS where the origin has it.

use std::net::IpAddr;

use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_util::either::Either;

use super::{
    exchange::Route,
    origin::{Origin, Scheme},
    proxy::{Protocol, Proxy},
    socks, tunnel,
};
use crate::{
    NetError,
    context::Context,
    dial::{dial_checked, dial_proxy},
    tls::Alpn,
};

/// What leads to the next peer: a socket, or TLS to a proxy on one.
pub(super) type Socket = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// What HTTP runs on: that, or TLS to the origin on it.
pub(super) type Transport = Either<Socket, Box<TlsStream<Socket>>>;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Requests, which an HTTP proxy may forward.
    Requests,
    /// Another protocol after a request, which needs a tunnel (RFC 6455 section 4.1).
    Upgrade,
}

/// A way that is open.
pub(super) struct Opened {
    pub(super) transport: Transport,
    /// Whom it leads to; unknown where a proxy resolves the name.
    pub(super) peer: Option<IpAddr>,
    pub(super) speaks_http2: bool,
}

/// Opens it, without a limit of time.
///
/// # Errors
///
/// Those of [`dial_checked`], of the TLS handshakes and of the proxy.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(super) async fn open(
    context: &Context,
    origin: &Origin,
    route: &Route,
    purpose: Purpose,
) -> Result<Opened, NetError> {
    let (socket, peer) = match &route.proxy {
        None => {
            let socket = dial_checked(context, &origin.host, origin.port, route.verdict).await?;
            let peer = socket.peer_addr().ok().map(|peer| peer.ip());
            (Socket::Left(socket), peer)
        }
        Some(proxy) => match proxy.protocol {
            Protocol::Socks5 { .. } => socks::open(context, origin, route, proxy).await?,
            Protocol::Http | Protocol::Https => {
                let socket = reach(context, proxy).await?;
                match purpose == Purpose::Requests && origin.scheme == Scheme::Http {
                    true => (socket, None),
                    false => (tunnel::open(socket, origin, proxy).await?, None),
                }
            }
        },
    };
    if origin.scheme == Scheme::Http {
        return Ok(Opened { transport: Transport::Left(socket), peer, speaks_http2: false });
    }
    let alpn = match purpose {
        Purpose::Requests => Alpn::Http,
        Purpose::Upgrade => Alpn::Http1,
    };
    let name = origin.to_string();
    let tls = context.network.tls.connect(socket, &origin.host, &name, alpn, origin.tls.as_deref()).await?;
    let speaks_http2 = tls.get_ref().1.alpn_protocol() == Some(b"h2");
    Ok(Opened { transport: Transport::Right(Box::new(tls)), peer, speaks_http2 })
}

/// Connects to a proxy.
async fn reach(context: &Context, proxy: &Proxy) -> Result<Socket, NetError> {
    let socket = dial_proxy(context, &proxy.host, proxy.port).await?;
    if proxy.protocol != Protocol::Https {
        return Ok(Socket::Left(socket));
    }
    let peer = format!("the proxy {proxy}");
    let tls = context.network.tls.connect(socket, &proxy.host, &peer, Alpn::None, None).await?;
    Ok(Socket::Right(Box::new(tls)))
}
