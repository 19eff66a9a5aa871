//! A connection through a proxy: CONNECT (RFC 9110 section 9.3.6).

use futures_util::future;
use http::{
    HeaderValue, Method, Request, StatusCode, Uri,
    header::{HOST, PROXY_AUTHORIZATION},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use strait_abi::ErrorCode;

use super::{connect::Socket, origin::Origin, outgoing::OutgoingBody, proxy::Proxy};
use crate::NetError;

/// Asks the proxy at the other end of `socket` for a connection to an origin; the socket then leads there.
///
/// # Errors
///
/// `Protocol`, `Reset`: the proxy refused or did not answer as one. `Denied`: it wants a user name and password.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(super) async fn open(socket: Socket, origin: &Origin, proxy: &Proxy) -> Result<Socket, NetError> {
    let refused = |code, what: &str| NetError::new(code, format!("the proxy {proxy} {what}"));
    let broke = |_| refused(ErrorCode::Protocol, &format!("did not connect to {origin}"));
    let request = request(origin, proxy).map_err(broke)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await.map_err(|error| broke(error.into()))?;
    let asked = async move {
        // The sender goes after the answer, which lets a connection that did not become a tunnel end.
        sender.send_request(request).await.map(|response| response.status())
    };
    let (status, parts) = future::join(asked, connection.without_shutdown()).await;
    match status.map_err(|error| broke(error.into()))? {
        status if status.is_success() => {}
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            return Err(refused(ErrorCode::Denied, "wants a user name and password; give them in its URL"));
        }
        status => {
            let what = format!("answered {} when asked to connect to {origin}", status.as_u16());
            return Err(refused(ErrorCode::Unreachable, &what));
        }
    }
    let parts = parts.map_err(|error| broke(error.into()))?;
    // A TLS server says nothing before it is spoken to.
    match parts.read_buf.is_empty() {
        true => Ok(parts.io.into_inner()),
        false => Err(refused(ErrorCode::Protocol, "sent something before the tunnel was used")),
    }
}

type BoxedError = Box<dyn std::error::Error + Send + Sync>;

fn request(origin: &Origin, proxy: &Proxy) -> Result<Request<OutgoingBody>, BoxedError> {
    let target = origin.to_string();
    let mut request = Request::new(OutgoingBody::Empty);
    *request.method_mut() = Method::CONNECT;
    *request.uri_mut() = Uri::try_from(target.as_str())?;
    request.headers_mut().insert(HOST, HeaderValue::try_from(target)?);
    if let Some(authorization) = &proxy.authorization {
        request.headers_mut().insert(PROXY_AUTHORIZATION, authorization.clone());
    }
    Ok(request)
}
