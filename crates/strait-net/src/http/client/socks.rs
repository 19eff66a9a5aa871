//! A connection through a SOCKS5 proxy (RFC 1928, with user name and password by RFC 1929).

use std::net::IpAddr;

use strait_abi::ErrorCode;
use tokio::net::TcpStream;
use tokio_socks::{Error, TargetAddr, tcp::Socks5Stream};

use super::{
    connect::Socket,
    exchange::Route,
    origin::Origin,
    proxy::{Credentials, Protocol, Proxy},
};
use crate::{
    NetError,
    context::Context,
    dial::{allowed_addresses, dial_proxy},
    error::code_of_io,
};

/// The most addresses of one name that the proxy is asked to connect to.
const ATTEMPTS: usize = 4;

/// Connects to an origin, and says to which of its addresses where that is known.
///
/// # Errors
///
/// Those of reaching the proxy, and what it answers; `Denied` where no address of the origin is allowed.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(super) async fn open(
    context: &Context,
    origin: &Origin,
    route: &Route,
    proxy: &Proxy,
) -> Result<(Socket, Option<IpAddr>), NetError> {
    if matches!(proxy.protocol, Protocol::Socks5 { resolves_names: true }) {
        let target = match origin.host.parse::<IpAddr>() {
            Ok(address) => TargetAddr::Ip((address, origin.port).into()),
            Err(_) => TargetAddr::Domain(origin.host.as_str().into(), origin.port),
        };
        return Ok((Socket::Left(ask(context, origin, proxy, target).await?), None));
    }
    let addresses = allowed_addresses(context, &origin.host, origin.port, route.verdict).await?;
    let mut first_failure = None;
    for address in addresses.into_iter().take(ATTEMPTS) {
        match ask(context, origin, proxy, TargetAddr::Ip(address)).await {
            Ok(socket) => return Ok((Socket::Left(socket), Some(address.ip()))),
            Err(error) => {
                first_failure.get_or_insert(error);
            }
        }
    }
    Err(first_failure.unwrap_or_else(|| NetError::new(ErrorCode::Dns, format!("{} has no address", origin.host))))
}

async fn ask(context: &Context, origin: &Origin, proxy: &Proxy, target: TargetAddr<'_>) -> Result<TcpStream, NetError> {
    let socket = dial_proxy(context, &proxy.host, proxy.port).await?;
    let connected = match &proxy.credentials {
        Some(Credentials { name, password }) => {
            Socks5Stream::connect_with_password_and_socket(socket, target, name, password).await
        }
        None => Socks5Stream::connect_with_socket(socket, target).await,
    };
    connected.map(Socks5Stream::into_inner).map_err(|error| refused(origin, proxy, &error))
}

/// RFC 1928 section 6, in words.
fn refused(origin: &Origin, proxy: &Proxy, error: &Error) -> NetError {
    let (code, what) = match error {
        Error::ConnectionRefused => (ErrorCode::Refused, format!("says that {origin} refused the connection")),
        Error::HostUnreachable | Error::NetworkUnreachable | Error::TtlExpired => {
            (ErrorCode::Unreachable, format!("cannot reach {origin}"))
        }
        Error::ConnectionNotAllowedByRuleset => (ErrorCode::Denied, format!("does not allow {origin}")),
        Error::NoAcceptableAuthMethods if proxy.credentials.is_none() => {
            (ErrorCode::Denied, "wants a user name and password; give them in its URL".to_owned())
        }
        Error::NoAcceptableAuthMethods | Error::PasswordAuthFailure(_) | Error::InvalidAuthValues(_) => {
            (ErrorCode::Denied, "does not take the user name and password of its URL".to_owned())
        }
        Error::GeneralSocksServerFailure => (ErrorCode::Unreachable, format!("could not connect to {origin}")),
        Error::AddressTypeNotSupported => {
            (ErrorCode::Unreachable, format!("does not know the kind of address of {origin}"))
        }
        Error::InvalidTargetAddress(_) => (ErrorCode::Invalid, format!("cannot be asked for {origin}")),
        Error::Io(error) if code_of_io(error) == ErrorCode::Reset => {
            (ErrorCode::Reset, "closed the connection before answering".to_owned())
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            (ErrorCode::Reset, "closed the connection before answering".to_owned())
        }
        _ => (ErrorCode::Protocol, "does not speak SOCKS5".to_owned()),
    };
    NetError::new(code, format!("the proxy {proxy} {what}"))
}
