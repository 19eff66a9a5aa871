//! What a listener is asked to be, within the limits of its sandbox.

use std::time::Duration;

use strait_abi::{ErrorCode, Operation};

use super::tls::{self, ServerTls};
use crate::{Limits, NetError};

/// How a listener treats its connections.
pub(super) struct Settings {
    pub(super) tls: Option<ServerTls>,
    /// Time to send a request head, of a TLS connection also for the handshake.
    pub(super) header_time: Duration,
    /// Time to send a request with its body.
    pub(super) request_time: Duration,
    /// Time without a request after the one before.
    pub(super) idle_time: Duration,
    /// Time to take a part of a response.
    pub(super) stall_time: Duration,
    /// Further connections are closed at once.
    pub(super) max_connections: usize,
}

/// An `http.listen`, checked.
pub(crate) struct Listen {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) settings: Settings,
}

impl Listen {
    /// # Errors
    ///
    /// `Invalid`: another operation, a certificate, key or protocol that cannot be used.
    pub(crate) fn parse(operation: &Operation<'_>, limits: &Limits) -> Result<Self, NetError> {
        let Operation::HttpListen {
            host,
            port,
            tls,
            header_milliseconds,
            request_milliseconds,
            idle_milliseconds,
            max_connections,
        } = operation
        else {
            return Err(NetError::new(ErrorCode::Invalid, "this is not an http.listen"));
        };
        let settings = Settings {
            tls: tls.as_ref().map(tls::configure).transpose()?,
            header_time: within(*header_milliseconds, limits.header_time),
            request_time: within(*request_milliseconds, limits.request_time),
            idle_time: within(*idle_milliseconds, limits.idle_time),
            stall_time: limits.stall_time,
            max_connections: max_connections.map_or(usize::MAX, |most| most as usize),
        };
        Ok(Self { host: (*host).to_owned(), port: *port, settings })
    }
}

impl Settings {
    /// The shortest of the times that a client has for something.
    pub(super) fn least_time(&self) -> Duration {
        self.header_time.min(self.idle_time).min(self.stall_time)
    }
}

/// What was asked for, if it is not more than the limit. Zero asks for no limit at all, which is not to be had.
fn within(milliseconds: Option<u64>, limit: Duration) -> Duration {
    match milliseconds {
        None | Some(0) => limit,
        Some(milliseconds) => Duration::from_millis(milliseconds).min(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_listener_exceeds_the_limits() {
        let limit = Duration::from_secs(30);
        assert_eq!(within(None, limit), limit);
        assert_eq!(within(Some(0), limit), limit);
        assert_eq!(within(Some(u64::MAX), limit), limit);
        assert_eq!(within(Some(5), limit), Duration::from_millis(5));
    }
}
