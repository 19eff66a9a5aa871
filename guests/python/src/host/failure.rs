//! Failures of the host, as exceptions.

use strait_guest::abi::{ErrorCode, Failure};
use strait_python::{Data, HostError};

/// The exception of a failure: of the class that CPython raises for the like, with its `errno` where there is one, and
/// with the failure's own code as the attribute `code`.
pub(crate) fn exception(failure: &Failure<'_>) -> HostError {
    let (class, number) = class(failure.code);
    let message = Data::Str(failure.message.to_owned());
    let arguments = match number {
        Some(number) => vec![Data::Int(number), message],
        None => vec![message],
    };
    HostError { class: class.into(), arguments, code: Some(failure.code.as_str().to_owned()) }
}

/// The numbers are Linux's; that of `gaierror` is `EAI_NONAME`.
const fn class(code: ErrorCode) -> (&'static str, Option<i64>) {
    match code {
        ErrorCode::Denied => ("PermissionError", Some(13)),
        ErrorCode::Refused => ("ConnectionRefusedError", Some(111)),
        ErrorCode::Reset => ("ConnectionResetError", Some(104)),
        ErrorCode::TimedOut => ("TimeoutError", Some(110)),
        ErrorCode::Dns => ("socket.gaierror", Some(-2)),
        ErrorCode::Tls => ("ssl.SSLError", Some(1)),
        ErrorCode::Closed => ("OSError", Some(9)),
        ErrorCode::Aborted => ("ConnectionAbortedError", Some(103)),
        ErrorCode::TooLarge => ("OSError", Some(90)),
        ErrorCode::Invalid => ("ValueError", None),
        ErrorCode::Unsupported => ("OSError", Some(95)),
        ErrorCode::InUse => ("OSError", Some(98)),
        ErrorCode::Unreachable => ("OSError", Some(113)),
        ErrorCode::Protocol => ("ConnectionError", Some(71)),
        ErrorCode::Limit => ("OSError", Some(24)),
        ErrorCode::Host => ("RuntimeError", None),
        _ => ("OSError", Some(5)),
    }
}
