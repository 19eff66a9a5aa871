//! The error of one call.

use std::{error::Error, fmt, io};

use strait_abi::{ErrorCode, Failure};
use strait_policy::Denial;

/// Why a call failed: a code that scripts match on, and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetError {
    code: ErrorCode,
    message: String,
}

impl NetError {
    /// An error with its sentence: lower case, no full stop, what was tried and what refused it.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What the system said while `doing` (such as "cannot connect to 127.0.0.1:80").
    pub fn io(doing: impl fmt::Display, error: &io::Error) -> Self {
        Self::new(code_of_io(error), format!("{doing}: {}", plain_io(error)))
    }

    /// The handle is closed or foreign.
    pub(crate) fn closed(what: &str) -> Self {
        Self::new(ErrorCode::Closed, format!("this {what} is closed"))
    }

    /// The code.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// As it crosses the boundary.
    pub fn as_failure(&self) -> Failure<'_> {
        Failure { code: self.code, message: &self.message }
    }
}

impl fmt::Display for NetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for NetError {}

impl From<Denial> for NetError {
    fn from(denial: Denial) -> Self {
        Self::new(ErrorCode::Denied, denial.to_string())
    }
}

/// The code for an error of the operating system.
pub(crate) fn code_of_io(error: &io::Error) -> ErrorCode {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::ConnectionRefused => ErrorCode::Refused,
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::NotConnected => ErrorCode::Reset,
        Kind::TimedOut => ErrorCode::TimedOut,
        Kind::AddrInUse => ErrorCode::InUse,
        Kind::NetworkUnreachable | Kind::HostUnreachable | Kind::NetworkDown => ErrorCode::Unreachable,
        Kind::UnexpectedEof => ErrorCode::Protocol,
        _ => ErrorCode::Io,
    }
}

/// The system's words without the number that `io::Error` appends.
fn plain_io(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
