//! Opens listening sockets; nothing else in the crate does.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use strait_abi::ErrorCode;
use tokio::net::{TcpListener, TcpSocket};

use crate::{NetError, context::Context, dns};

/// Connections that may wait to be accepted; the system may allow fewer.
const BACKLOG: u32 = 1024;

/// Opens a listening socket on `host`, an address or a name, if the policy allows it.
///
/// # Errors
///
/// The policy does not allow it, the name does not resolve to an address of this machine, the port is taken.
///
/// # Cancel safety
///
/// Dropping the future opens nothing.
pub(crate) async fn bind(context: &Context, host: &str, port: u16) -> Result<(TcpListener, SocketAddr), NetError> {
    let requested = SocketAddr::new(address_of(context, host).await?, port);
    context.policy.check_listen(requested)?;
    let opened = open(requested).and_then(|listener| {
        let local = listener.local_addr()?;
        Ok((listener, local))
    });
    opened.map_err(|error| NetError::io(format_args!("cannot listen on {requested}"), &error))
}

fn open(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Elsewhere the option lets a second program take the port over.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// `localhost` is the IPv4 loopback address (RFC 6761 section 6.3 lets it be answered without asking). Another name is
/// resolved as any name that a script asks for, which its policy must allow.
async fn address_of(context: &Context, host: &str) -> Result<IpAddr, NetError> {
    if let Ok(address) = host.parse() {
        return Ok(address);
    }
    if host.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let addresses = dns::resolve(context, host).await?;
    addresses.first().copied().ok_or_else(|| NetError::new(ErrorCode::Dns, format!("`{host}` has no address")))
}

/// Refuses new connections at once, also while an accept still holds the socket.
pub(crate) fn stop_listening(socket: &TcpListener) {
    // A socket that cannot be shut down stops listening when it is dropped, which is soon.
    let _ = rustix::net::shutdown(socket, rustix::net::Shutdown::Both);
}
