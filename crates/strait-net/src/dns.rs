//! Names to addresses, by the system's resolver.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs},
    sync::Arc,
};

use strait_abi::ErrorCode;
use strait_policy::NameVerdict;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Host;

use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    dial::within_connect_time,
};

/// Name look-ups at a time, of the whole process and of one sandbox. Each occupies a thread until the system answers, even
/// when the call that wanted it is given up; a script could otherwise use up the threads of all.
const LOOKUPS_OF_PROCESS: usize = 256;
const LOOKUPS_OF_SANDBOX: usize = 16;

/// The turns of look-ups.
pub(crate) struct Lookups {
    turns: Arc<Semaphore>,
}

impl Lookups {
    pub(crate) fn of_process() -> Self {
        Self { turns: Arc::new(Semaphore::new(LOOKUPS_OF_PROCESS)) }
    }

    pub(crate) fn of_sandbox() -> Self {
        Self { turns: Arc::new(Semaphore::new(LOOKUPS_OF_SANDBOX)) }
    }

    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed, so there is always a permit in the end.
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }
}

/// A host as a script names it, in the form that policy, resolver and TLS compare: a name in lower case ASCII (UTS 46),
/// or an address without brackets.
///
/// # Errors
///
/// `Invalid`: it is neither a name nor an address.
pub(crate) fn normalize_host(host: &str) -> Result<String, NetError> {
    if host.parse::<IpAddr>().is_ok() {
        return Ok(host.to_owned());
    }
    match Host::parse(host) {
        Ok(Host::Domain(name)) if !name.is_empty() => Ok(name),
        Ok(Host::Ipv4(address)) => Ok(address.to_string()),
        Ok(Host::Ipv6(address)) => Ok(address.to_string()),
        _ => Err(NetError::new(ErrorCode::Invalid, format!("`{}` is not a host name or address", host.escape_debug()))),
    }
}

/// The addresses of a normalized host, in the order to try them: overrides, or else the system's answer.
///
/// # Errors
///
/// `Dns`: there are none.
///
/// # Cancel safety
///
/// Dropping the future gives up the answer; the system's look-up runs to its end.
pub(crate) async fn lookup(context: &Context, host: &str, port: u16) -> Result<Vec<SocketAddr>, NetError> {
    if let Some(addresses) = context.network.overridden(host, port) {
        return Ok(addresses);
    }
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    if host == "localhost" || host.ends_with(".localhost") {
        // RFC 6761 section 6.3: these are this machine, whatever a name server would say.
        let addresses = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        return Ok(addresses.map(|address| SocketAddr::new(address, port)).to_vec());
    }
    let failed = |error: io::Error| NetError::new(ErrorCode::Dns, format!("cannot resolve {host}: {}", reason(&error)));
    // The sandbox's turn comes first, so that one sandbox never waits in more than a few places of the process's queue.
    let turns = (context.lookups.turn().await, context.network.lookups.turn().await);
    let name = host.to_owned();
    let lookup = tokio::task::spawn_blocking(move || {
        let _turns = turns;
        (name.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>)
    });
    match lookup.await {
        Ok(Ok(addresses)) if !addresses.is_empty() => Ok(addresses),
        Ok(Ok(_)) => Err(failed(io::Error::other("it has no address"))),
        Ok(Err(error)) => Err(failed(error)),
        // The runtime is shutting down.
        Err(_) => Err(NetError::new(ErrorCode::Aborted, format!("the look-up of {host} was given up"))),
    }
}

/// The addresses of a host as far as the policy lets the script see them: those it may connect to on some port.
///
/// # Errors
///
/// `Denied`, `Dns`, `TimedOut`, `Invalid`.
///
/// # Cancel safety
///
/// As [`lookup`].
pub(crate) async fn resolve(context: &Context, host: &str) -> Result<Vec<IpAddr>, NetError> {
    let host = normalize_host(host)?;
    let verdict = context.policy.check_lookup(&host)?;
    let found = lookup(context, &host, 0);
    let found = within_connect_time(context, || format!("the look-up of {host}"), found).await?;
    let mut addresses: Vec<IpAddr> = Vec::with_capacity(found.len());
    let mut denial = None;
    for address in found.into_iter().map(|found| found.ip()) {
        let checked = match verdict {
            NameVerdict::AnyAddress => Ok(()),
            NameVerdict::ByAddress => context.policy.check_found(&host, address),
        };
        match checked {
            Ok(()) if addresses.contains(&address) => {}
            Ok(()) => addresses.push(address),
            Err(error) => {
                denial.get_or_insert(error);
            }
        }
    }
    match denial {
        Some(denial) if addresses.is_empty() => Err(denial.into()),
        _ => Ok(addresses),
    }
}

/// Performs `dns.resolve`.
///
/// # Errors
///
/// Those of [`resolve`].
///
/// # Cancel safety
///
/// As [`resolve`].
pub(crate) async fn resolve_for_script(context: Arc<Context>, host: String) -> CallResult {
    resolve(&context, &host).await.map(Completion::Addresses)
}

/// The system's words without the wrapping that the standard library adds.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.strip_prefix("failed to lookup address information: ").unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_have_one_form() {
        for (host, expected) in [
            ("example.com", "example.com"),
            ("Example.COM", "example.com"),
            ("b\u{fc}cher.de", "xn--bcher-kva.de"),
            ("127.1", "127.0.0.1"),
            ("0x7f000001", "127.0.0.1"),
            ("::1", "::1"),
            ("[::1]", "::1"),
            ("my_host", "my_host"),
        ] {
            assert_eq!(normalize_host(host).as_deref(), Ok(expected));
        }
        for host in ["", "a b", "a/b", "[::1", "a\0b", "1.2.3.256"] {
            assert_eq!(normalize_host(host).unwrap_err().code(), ErrorCode::Invalid, "{host:?}");
        }
    }
}
