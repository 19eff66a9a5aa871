//! `http.send` with `upgrade`: the answer may be a byte stream of another protocol.

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderMap, Method, StatusCode,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING, USER_AGENT},
};
use strait_abi::{ErrorCode, Operation};
use url::Url;

use super::{
    origin::Origin,
    outgoing::OutgoingBody,
    request::{DEFAULT_USER_AGENT, move_credentials},
    send::head,
    upgrade::upgrade,
};
use crate::{
    Limits, NetError,
    completion::{CallResult, Completion},
    context::Context,
    http::{IncomingResponse, Rest, body::BodyReader, fields},
    stream::Stream,
};

/// A request that may end in another protocol, checked.
pub(crate) struct Switch {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: OutgoingBody,
}

impl Switch {
    /// Checks an [`Operation::HttpSend`].
    ///
    /// # Errors
    ///
    /// `Invalid` for a URL, method or header that cannot be sent; `TooLarge`.
    pub(crate) fn parse(operation: &Operation<'_>, limits: &Limits) -> Result<Self, NetError> {
        let invalid = |message: String| NetError::new(ErrorCode::Invalid, message);
        let Operation::HttpSend { method, url, headers, body, upload: None, .. } = operation else {
            return Err(invalid("a request that asks for another protocol has its body at once".to_owned()));
        };
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|_| invalid(format!("`{}` is not an HTTP method", method.escape_debug())))?;
        let mut url = Url::parse(url)
            .map_err(|error| invalid(format!("`{}` is not an absolute URL: {error}", url.escape_debug())))?;
        Origin::of(&url, None)?;
        url.set_fragment(None);
        let mut headers = fields::parse_block(headers, limits.header_bytes)?;
        move_credentials(&mut url, &mut headers)?;
        // The host frames the body.
        headers.remove(CONTENT_LENGTH);
        headers.remove(TRANSFER_ENCODING);
        headers.entry(USER_AGENT).or_insert(DEFAULT_USER_AGENT);
        let body = match body {
            Some(bytes) if bytes.len() > limits.write_bytes => {
                let (length, limit) = (bytes.len(), limits.write_bytes);
                let message = format!("a body of {length} bytes is more than the {limit} that go at once");
                return Err(NetError::new(ErrorCode::TooLarge, message));
            }
            None | Some([]) => OutgoingBody::Empty,
            Some(bytes) => OutgoingBody::Whole(Bytes::copy_from_slice(bytes)),
        };
        Ok(Self { method, url, headers, body })
    }
}

/// Sends the request on a connection of its own.
///
/// # Errors
///
/// `Denied`, those of connecting and of a connection that breaks. Any status is a success.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn switch(context: Arc<Context>, switch: Switch) -> CallResult {
    let Switch { method, url, headers, body } = switch;
    let is_connect = method == Method::CONNECT;
    let (response, origin) = upgrade(&context, method, &url, headers, body).await?;
    let status = response.status();
    if status == StatusCode::SWITCHING_PROTOCOLS || (is_connect && status.is_success()) {
        let (parts, _) = response.into_parts();
        let head = head(&parts, None);
        let response = http::Response::from_parts(parts, ());
        let gone = |_| NetError::new(ErrorCode::Reset, format!("{origin} closed the connection after answering"));
        let upgraded = hyper::upgrade::on(response).await.map_err(gone)?;
        let rest = Some(Rest::Connection(Stream::upgraded(upgraded)));
        return Ok(Completion::Response(Box::new(IncomingResponse { head, body: Bytes::new(), rest })));
    }
    let (parts, body) = response.into_parts();
    let head = head(&parts, None);
    let rest = BodyReader::of_own_connection(body);
    let rest = (!rest.is_finished()).then_some(Rest::Body(rest));
    Ok(Completion::Response(Box::new(IncomingResponse { head, body: Bytes::new(), rest })))
}
