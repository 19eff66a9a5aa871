//! A request that asks for another protocol on a connection of its own (RFC 9110 section 7.8).

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Request, Response, Uri,
    header::HOST,
    uri::{Authority, PathAndQuery},
};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use strait_abi::ErrorCode;
use url::{Position, Url};

use super::{
    connect::{self, Purpose},
    connection::http1_builder,
    exchange::{Route, host_and_port, unanswered},
    noted::Noted,
    origin::Origin,
    outgoing::OutgoingBody,
};
use crate::{NetError, context::Context, dial::within_connect_time};

/// Sends a request by HTTP/1.1 and gives its response and who answered. After a response of status 101, or of 2xx to
/// CONNECT, the connection is had by [`hyper::upgrade::on`]. Through a proxy it goes as a tunnel (RFC 6455 section 4.1). All of it has the limits' connect
/// time.
///
/// # Errors
///
/// `Denied`, those of connecting and of a connection that breaks. Any status is a success.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn upgrade(
    context: &Context,
    method: Method,
    url: &Url,
    headers: HeaderMap,
    body: OutgoingBody,
) -> Result<(Response<Incoming>, Arc<Origin>), NetError> {
    let origin = Origin::of(url, None)?;
    let route = Route::find(context, &origin)?;
    let request = request(method, url, headers, body)?;
    let asked = async {
        let transport = connect::open(context, &origin, &route, Purpose::Upgrade).await?.transport;
        let transport = Noted::new(transport, origin.to_string());
        let note = transport.note();
        let (mut sender, connection) =
            http1_builder().handshake(TokioIo::new(transport)).await.map_err(|error| unanswered(&origin, &error))?;
        // Failures show in the response; the task ends when the connection is handed over or broken off.
        tokio::spawn(async move { drop(connection.with_upgrades().await) });
        let sent = sender.send_request(request).await;
        sent.map_err(|error| note.get().cloned().unwrap_or_else(|| unanswered(&origin, &error)))
    };
    let response = within_connect_time(context, || format!("opening a connection to {origin}"), asked).await?;
    Ok((response, origin))
}

/// The request as it goes to the server: in origin-form, or for CONNECT in authority-form (RFC 9112 section 3.2).
fn request(
    method: Method,
    url: &Url,
    mut headers: HeaderMap,
    body: OutgoingBody,
) -> Result<Request<OutgoingBody>, NetError> {
    let cannot = |_| NetError::new(ErrorCode::Invalid, format!("{url} cannot be sent in a request line"));
    let target = Bytes::copy_from_slice(url[Position::BeforePath..Position::AfterQuery].as_bytes());
    let (uri, host) = if method == Method::CONNECT {
        let authority = Authority::from_maybe_shared(target.slice(1..)).map_err(|error| cannot(error.into()))?;
        let host = HeaderValue::try_from(authority.as_str());
        (Uri::from(authority), host)
    } else {
        let target = PathAndQuery::from_maybe_shared(target).map_err(|error| cannot(error.into()))?;
        (Uri::from(target), HeaderValue::try_from(host_and_port(url)))
    };
    if !headers.contains_key(HOST) {
        headers.insert(HOST, host.map_err(|error| cannot(http::Error::from(error)))?);
    }
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
