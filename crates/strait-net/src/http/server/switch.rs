//! `http.switch`: a server's connection becomes a byte stream of another protocol.

use http::{
    HeaderValue, Response, StatusCode,
    header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING},
};
use strait_abi::ErrorCode;

use super::Exchange;
use crate::{
    Limits, NetError,
    completion::{CallResult, Completion},
    http::fields,
    stream::Stream,
};

const UPGRADES: HeaderValue = HeaderValue::from_static("Upgrade");

/// Answers a request at once; what remains is to wait until its connection is free.
///
/// # Errors
///
/// `Invalid`: the request asks for no other protocol, or the answer cannot be given, after which another may be; `Reset` when
/// the client is gone.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(crate) fn switch(
    exchange: &mut Exchange,
    status: u16,
    headers: &str,
    limits: &Limits,
) -> Result<impl Future<Output = CallResult> + Send + use<>, NetError> {
    let mut headers = fields::parse_block(headers, limits.header_bytes)?;
    let (upgraded, ()) = exchange.switch_protocols(|handshake| {
        let invalid = |message: String| Err(NetError::new(ErrorCode::Invalid, message));
        let Some(handshake) = handshake else {
            return invalid("this request does not ask for another protocol".to_owned());
        };
        let status = match (status, handshake.is_connect()) {
            (101, false) => StatusCode::SWITCHING_PROTOCOLS,
            (200..=299, true) => StatusCode::from_u16(status).unwrap_or(StatusCode::OK),
            (_, true) => return invalid(format!("a CONNECT is granted with a status from 200 to 299, not {status}")),
            (_, false) => return invalid(format!("another protocol is agreed to with the status 101, not {status}")),
        };
        // RFC 9110 sections 9.3.6 and 15.2: there is no content whose length could be said.
        headers.remove(CONTENT_LENGTH);
        headers.remove(TRANSFER_ENCODING);
        if status == StatusCode::SWITCHING_PROTOCOLS {
            headers.insert(CONNECTION, UPGRADES);
        }
        let mut response = Response::new(());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok((response, ()))
    })?;
    Ok(async move {
        let gone = |_| NetError::new(ErrorCode::Reset, "the client went away before it was answered");
        Ok(Completion::Opened(Stream::upgraded(upgraded.await.map_err(gone)?)))
    })
}
