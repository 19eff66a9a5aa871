//! Opens listening sockets and those for UDP; nothing else in the crate does.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use socket2::{Domain, Socket, Type};
use strait_abi::ErrorCode;
use tokio::net::{TcpListener, TcpSocket, UdpSocket};

use crate::{NetError, context::Context, dns, udp::Role};

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

/// What a script chooses for a UDP socket.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BindOptions {
    /// Others may have the same address and port.
    pub(crate) reuse_address: bool,
    /// No IPv4 on an IPv6 socket.
    pub(crate) ipv6_only: bool,
}

/// Opens a UDP socket on `host`, an address or a name, if the policy allows it. Where listening is not allowed, port 0 gives a
/// socket that sends and hears from those it has sent to.
///
/// # Errors
///
/// Those of [`bind`].
///
/// # Cancel safety
///
/// Dropping the future opens nothing.
pub(crate) async fn bind_udp(
    context: &Context,
    host: &str,
    port: u16,
    options: BindOptions,
) -> Result<(UdpSocket, SocketAddr, Role), NetError> {
    let requested = SocketAddr::new(address_of(context, host).await?, port);
    let role = match context.policy.check_listen(requested) {
        Ok(()) => Role::Listener,
        Err(_) if port == 0 && context.policy.check_send().is_ok() => Role::Client,
        Err(denial) => return Err(denial.into()),
    };
    let opened = open_udp(requested, options).and_then(|socket| {
        let local = socket.local_addr()?;
        Ok((socket, local, role))
    });
    opened.map_err(|error| NetError::io(format_args!("cannot bind {requested}"), &error))
}

fn open_udp(address: SocketAddr, options: BindOptions) -> io::Result<UdpSocket> {
    let socket = Socket::new(Domain::for_address(address), Type::DGRAM, None)?;
    if options.reuse_address {
        socket.set_reuse_address(true)?;
    }
    if address.is_ipv6() {
        socket.set_only_v6(options.ipv6_only)?;
    }
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    UdpSocket::from_std(socket.into())
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
