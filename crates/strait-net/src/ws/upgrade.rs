//! `http.upgrade`: a server's request becomes a WebSocket.

use std::sync::Arc;

use http::{Method, Request, Version};
use hyper::{body::Incoming, upgrade::OnUpgrade};
use strait_abi::{ErrorCode, WebSocketOptions};

use super::{Role, connection, handshake::Offered};
use crate::{
    Limits, NetError,
    completion::{CallResult, Completion},
    context::Context,
    http::{fields, server::Exchange},
};

/// What is kept of a request that asks for another protocol.
pub(crate) struct Handshake {
    offered: Result<Offered, String>,
    is_connect: bool,
    upgraded: OnUpgrade,
}

impl Handshake {
    /// Takes the connection that a request asks to have, if it does.
    pub(crate) fn of(request: &mut Request<Incoming>) -> Option<Self> {
        let is_connect = *request.method() == Method::CONNECT;
        let asks = request.headers().contains_key(http::header::UPGRADE);
        if request.version() != Version::HTTP_11 || !(asks || is_connect) {
            return None;
        }
        let offered = Offered::read(request.method(), request.version(), request.headers());
        Some(Self { offered, is_connect, upgraded: hyper::upgrade::on(request) })
    }

    /// Whether it is a CONNECT, which asks for a tunnel.
    pub(crate) fn is_connect(&self) -> bool {
        self.is_connect
    }
}

/// Answers a request with 101 at once; what remains is to wait until the connection is the WebSocket's.
///
/// # Errors
///
/// `Invalid`: the request asks for no WebSocket, or the answer cannot be given, after which another may be; `Reset` when the
/// client is gone.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(crate) fn accept(
    context: &Arc<Context>,
    exchange: &mut Exchange,
    protocol: Option<&str>,
    headers: &str,
    options: &WebSocketOptions,
) -> Result<impl Future<Output = CallResult> + Send + use<>, NetError> {
    let limits: &Limits = &context.limits;
    let headers = fields::parse_block(headers, limits.header_bytes)?;
    let (upgraded, (head, agreement)) = exchange.switch_protocols(|handshake| {
        let no_handshake =
            |why: &str| NetError::new(ErrorCode::Invalid, format!("this request is no WebSocket handshake: {why}"));
        let Some(handshake) = handshake else { return Err(no_handshake("it has no `upgrade` header")) };
        let offered = handshake.offered.as_ref().map_err(|why| no_handshake(why))?;
        let (response, head, agreement) = offered.answer(protocol, headers, options.compress != Some(false))?;
        Ok((response, (head, agreement)))
    })?;
    let (context, options) = (Arc::clone(context), *options);
    Ok(async move {
        let gone = |_| NetError::new(ErrorCode::Reset, "the client went away during the WebSocket handshake");
        let upgraded = upgraded.await.map_err(gone)?;
        let socket = connection::start(upgraded, Role::Server, agreement, &options, &context.limits);
        Ok(Completion::WebSocket { socket, head: Box::new(head) })
    })
}

impl Handshake {
    /// The connection, once the answer has been sent.
    pub(crate) fn into_upgraded(self) -> OnUpgrade {
        self.upgraded
    }
}
