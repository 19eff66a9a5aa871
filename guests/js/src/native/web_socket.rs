//! WebSocket.

use rquickjs::{Ctx, Function, Result};
use strait_guest::abi::{Handle, Message, Operation};

use super::call;
use crate::bytes::{Bytes, Text};

pub(super) fn connect<'js>(
    ctx: Ctx<'js>,
    url: Text<'js>,
    protocols: Vec<String>,
    headers: Text<'js>,
    done: Function<'js>,
) -> f64 {
    let protocols = protocols.iter().map(String::as_str).collect();
    let operation = Operation::WsConnect { url: &url.as_str(), protocols, headers: &headers.as_str() };
    call(&ctx, operation, Some(done))
}

pub(super) fn upgrade<'js>(
    ctx: Ctx<'js>,
    exchange: f64,
    protocol: Option<Text<'js>>,
    headers: Text<'js>,
    done: Function<'js>,
) -> f64 {
    let protocol = protocol.as_ref().map(Text::as_str);
    let operation = Operation::HttpUpgrade {
        exchange: exchange as Handle,
        protocol: protocol.as_deref(),
        headers: &headers.as_str(),
    };
    call(&ctx, operation, Some(done))
}

pub(super) fn receive<'js>(ctx: Ctx<'js>, socket: f64, max_messages: u32, done: Function<'js>) -> f64 {
    call(&ctx, Operation::WsReceive { socket: socket as Handle, max_messages }, Some(done))
}

/// A string goes out as text, anything else as bytes.
pub(super) fn send<'js>(ctx: Ctx<'js>, socket: f64, data: Bytes<'js>, done: Function<'js>) -> f64 {
    let socket = socket as Handle;
    match &data {
        Bytes::Text(text) => {
            let text = text.as_str();
            call(&ctx, Operation::WsSend { socket, message: Message::Text(&text) }, Some(done))
        }
        bytes => call(&ctx, Operation::WsSend { socket, message: Message::Binary(bytes.as_slice()) }, Some(done)),
    }
}

/// A code of 0 is none.
pub(super) fn close<'js>(ctx: Ctx<'js>, socket: f64, code: u16, reason: Text<'js>, done: Function<'js>) -> Result<f64> {
    let code = (code != 0).then_some(code);
    let operation = Operation::WsClose { socket: socket as Handle, code, reason: &reason.as_str() };
    Ok(call(&ctx, operation, Some(done)))
}
