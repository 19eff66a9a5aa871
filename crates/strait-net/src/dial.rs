//! The one place that opens outgoing connections. The policy is checked here, on every address that is dialled.

use std::{collections::VecDeque, io, net::SocketAddr, time::Duration};

use futures_util::{StreamExt, stream::FuturesUnordered};
use strait_abi::ErrorCode;
use strait_policy::NameVerdict;
use tokio::net::TcpStream;

use crate::{NetError, context::Context, dns};

/// Time one address gets before the next is tried as well (RFC 8305 section 5, "Connection Attempt Delay").
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);

/// The most addresses of one name that are tried.
const ATTEMPTS: usize = 16;

/// Connects a sandbox to a host: a name, or an address without brackets.
///
/// # Errors
///
/// `Denied` by name or by address, `Invalid` for a host or port that cannot be, `Dns`, `TimedOut` after the limits'
/// connect time, and what the system says of the first address that was tried.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn dial(context: &Context, host: &str, port: u16) -> Result<TcpStream, NetError> {
    let host = dns::normalize_host(host)?;
    if port == 0 {
        return Err(NetError::new(ErrorCode::Invalid, "nothing can connect to port 0"));
    }
    let verdict = context.policy.check_name(&host, port)?;
    let connected = dial_checked(context, &host, port, verdict);
    within_connect_time(context, || format!("connecting to {}", authority(&host, port)), connected).await
}

/// As [`dial`], for a normalized host whose name has been checked, without a limit of time.
pub(crate) async fn dial_checked(
    context: &Context,
    host: &str,
    port: u16,
    verdict: NameVerdict,
) -> Result<TcpStream, NetError> {
    let addresses = allowed_addresses(context, host, port, verdict).await?;
    connect_any(host, port, addresses).await
}

/// The addresses of a host that the policy lets a script send datagrams to; with a limit of time.
///
/// # Errors
///
/// As [`dial`], but for connecting.
///
/// # Cancel safety
///
/// Dropping the future gives up the answer.
pub(crate) async fn destinations(context: &Context, host: &str, port: u16) -> Result<Vec<SocketAddr>, NetError> {
    let host = dns::normalize_host(host)?;
    if port == 0 {
        return Err(NetError::new(ErrorCode::Invalid, "nothing can be sent to port 0"));
    }
    let verdict = context.policy.check_name(&host, port)?;
    let found = allowed_addresses(context, &host, port, verdict);
    within_connect_time(context, || format!("the look-up of {host}"), found).await
}

/// The addresses of a normalized host whose name has been checked, as far as the policy allows them.
///
/// # Errors
///
/// `Dns`, `Denied`.
///
/// # Cancel safety
///
/// As [`dns::lookup`].
pub(crate) async fn allowed_addresses(
    context: &Context,
    host: &str,
    port: u16,
    verdict: NameVerdict,
) -> Result<Vec<SocketAddr>, NetError> {
    let mut addresses = dns::lookup(context, host, port).await?;
    if verdict == NameVerdict::ByAddress {
        let mut denial = None;
        addresses.retain(|address| match context.policy.check_address(host, port, address.ip()) {
            Ok(()) => true,
            Err(error) => {
                denial.get_or_insert(error);
                false
            }
        });
        match denial {
            Some(denial) if addresses.is_empty() => return Err(denial.into()),
            _ => {}
        }
    }
    Ok(addresses)
}

/// Connects to a host that the user chose and no policy judges: a proxy.
pub(crate) async fn dial_proxy(context: &Context, host: &str, port: u16) -> Result<TcpStream, NetError> {
    let addresses = dns::lookup(context, host, port).await?;
    connect_any(host, port, addresses).await
}

/// Gives `call` the limits' connect time.
///
/// # Errors
///
/// `TimedOut`, naming what `doing` says.
pub(crate) async fn within_connect_time<T>(
    context: &Context,
    doing: impl FnOnce() -> String,
    call: impl Future<Output = Result<T, NetError>>,
) -> Result<T, NetError> {
    within(context.limits.connect_time, doing, call).await
}

/// Gives `call` a time.
///
/// # Errors
///
/// `TimedOut`, naming what `doing` says.
pub(crate) async fn within<T>(
    limit: Duration,
    doing: impl FnOnce() -> String,
    call: impl Future<Output = Result<T, NetError>>,
) -> Result<T, NetError> {
    tokio::time::timeout(limit, call)
        .await
        .unwrap_or_else(|_| Err(NetError::new(ErrorCode::TimedOut, format!("{} took longer than {limit:?}", doing()))))
}

/// `host:port`, with brackets where an IPv6 address needs them.
pub(crate) fn authority(host: &str, port: u16) -> String {
    match host.contains(':') && !host.starts_with('[') {
        true => format!("[{host}]:{port}"),
        false => format!("{host}:{port}"),
    }
}

/// The first connection that succeeds, of attempts that start one after the other and then go on together (RFC 8305).
async fn connect_any(host: &str, port: u16, addresses: Vec<SocketAddr>) -> Result<TcpStream, NetError> {
    let mut waiting = alternate_families(addresses);
    let mut attempts = FuturesUnordered::new();
    let mut first_failure = None;
    loop {
        if let Some(address) = waiting.pop_front() {
            attempts.push(connect(address));
        }
        let finished = match waiting.is_empty() {
            true => attempts.next().await,
            false => match tokio::time::timeout(ATTEMPT_DELAY, attempts.next()).await {
                Ok(finished) => finished,
                Err(_) => continue,
            },
        };
        match finished {
            Some(Ok(socket)) => return Ok(socket),
            Some(Err(failure)) => {
                first_failure.get_or_insert(failure);
            }
            None => break,
        }
    }
    let target = authority(host, port);
    Err(match first_failure {
        Some((address, error)) if address.to_string() == target => {
            NetError::io(format!("cannot connect to {target}"), &error)
        }
        Some((address, error)) => NetError::io(format!("cannot connect to {target} at {}", address.ip()), &error),
        None => NetError::new(ErrorCode::Dns, format!("{host} has no address")),
    })
}

async fn connect(address: SocketAddr) -> Result<TcpStream, (SocketAddr, io::Error)> {
    let connected = async {
        let socket = TcpStream::connect(address).await?;
        // A request is written whole; waiting to fill a packet only delays it.
        socket.set_nodelay(true)?;
        Ok(socket)
    };
    connected.await.map_err(|error| (address, error))
}

/// Keeps the order of each family and starts with the first one's (RFC 8305 section 4).
fn alternate_families(addresses: Vec<SocketAddr>) -> VecDeque<SocketAddr> {
    let Some(first) = addresses.first().map(SocketAddr::is_ipv6) else { return VecDeque::new() };
    let (preferred, other): (VecDeque<_>, VecDeque<_>) =
        addresses.into_iter().partition(|address| address.is_ipv6() == first);
    let mut sources = [preferred, other];
    let mut ordered = VecDeque::new();
    while ordered.len() < ATTEMPTS && sources.iter().any(|source| !source.is_empty()) {
        ordered.extend(sources.iter_mut().filter_map(VecDeque::pop_front));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_alternate() {
        let check = |addresses: &[&str], expected: &[&str]| {
            let parse = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<SocketAddr>>();
            assert_eq!(alternate_families(parse(addresses)), parse(expected));
        };
        check(&[], &[]);
        check(&["1.1.1.1:1", "2.2.2.2:1"], &["1.1.1.1:1", "2.2.2.2:1"]);
        check(&["[::1]:1", "[::2]:1", "1.1.1.1:1"], &["[::1]:1", "1.1.1.1:1", "[::2]:1"]);
        check(&["1.1.1.1:1", "[::1]:1", "[::2]:1"], &["1.1.1.1:1", "[::1]:1", "[::2]:1"]);
    }
}
