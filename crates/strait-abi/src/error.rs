//! Failure codes, and the error of a message that cannot be read.

use core::fmt;

use minicbor::{Decode, Encode};

/// Why a call failed. The text form ([`ErrorCode::as_str`]) is what scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(index_only)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The policy does not allow it.
    #[n(1)]
    Denied,
    /// The peer refused the connection (`ECONNREFUSED`).
    #[n(2)]
    Refused,
    /// The peer broke the connection off (`ECONNRESET`, `EPIPE`).
    #[n(3)]
    Reset,
    /// A time limit passed (`ETIMEDOUT`).
    #[n(4)]
    TimedOut,
    /// The name does not resolve.
    #[n(5)]
    Dns,
    /// The TLS handshake or the certificate was refused.
    #[n(6)]
    Tls,
    /// The handle is closed, or was never this sandbox's.
    #[n(7)]
    Closed,
    /// The other side of this call gave it up.
    #[n(8)]
    Aborted,
    /// A size limit was passed.
    #[n(9)]
    TooLarge,
    /// The call itself makes no sense: a bad URL, method, header or port.
    #[n(10)]
    Invalid,
    /// The host cannot do this at all.
    #[n(11)]
    Unsupported,
    /// The address is taken (`EADDRINUSE`).
    #[n(12)]
    InUse,
    /// No route to the peer (`ENETUNREACH`, `EHOSTUNREACH`).
    #[n(13)]
    Unreachable,
    /// The peer broke its protocol: not HTTP, a bad chunk, a truncated body.
    #[n(14)]
    Protocol,
    /// A budget of the sandbox is used up: handles, calls in flight, buffered bytes.
    #[n(15)]
    Limit,
    /// Anything else the system reports.
    #[n(16)]
    Io,
    /// A function of the embedder failed.
    #[n(17)]
    Host,
}

impl ErrorCode {
    /// The stable name, in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Refused => "refused",
            Self::Reset => "reset",
            Self::TimedOut => "timed-out",
            Self::Dns => "dns",
            Self::Tls => "tls",
            Self::Closed => "closed",
            Self::Aborted => "aborted",
            Self::TooLarge => "too-large",
            Self::Invalid => "invalid",
            Self::Unsupported => "unsupported",
            Self::InUse => "in-use",
            Self::Unreachable => "unreachable",
            Self::Protocol => "protocol",
            Self::Limit => "limit",
            Self::Io => "io",
            Self::Host => "host",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A message that is not what this crate writes.
#[derive(Debug)]
pub struct DecodeError {
    what: &'static str,
    source: Option<minicbor::decode::Error>,
}

impl DecodeError {
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, source: None }
    }

    pub(crate) fn caused(what: &'static str, source: minicbor::decode::Error) -> Self {
        Self { what, source: Some(source) }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "malformed {}", self.what)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for DecodeError {}
