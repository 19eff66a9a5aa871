//! WebSocket.

use rquickjs::{Ctx, Function, Object, Result};
use strait_guest::abi::{Handle, Message, Operation, WebSocketOptions};

use super::call;
use crate::bytes::{Bytes, Text};

pub(super) fn connect<'js>(
    ctx: Ctx<'js>,
    url: Text<'js>,
    protocols: Vec<String>,
    headers: Text<'js>,
    options: Option<Object<'js>>,
    done: Function<'js>,
) -> Result<f64> {
    let options = options.map(read_options).transpose()?;
    let protocols = protocols.iter().map(String::as_str).collect();
    let operation = Operation::WsConnect { url: &url.as_str(), protocols, headers: &headers.as_str(), options };
    Ok(call(&ctx, operation, Some(done)))
}

pub(super) fn upgrade<'js>(
    ctx: Ctx<'js>,
    exchange: f64,
    protocol: Option<Text<'js>>,
    headers: Text<'js>,
    options: Option<Object<'js>>,
    done: Function<'js>,
) -> Result<f64> {
    let options = options.map(read_options).transpose()?;
    let protocol = protocol.as_ref().map(Text::as_str);
    let operation = Operation::HttpUpgrade {
        exchange: exchange as Handle,
        protocol: protocol.as_deref(),
        headers: &headers.as_str(),
        options,
    };
    Ok(call(&ctx, operation, Some(done)))
}

/// What the library has checked: whole numbers that fit.
fn read_options(options: Object<'_>) -> Result<WebSocketOptions> {
    Ok(WebSocketOptions {
        message_bytes: options.get("messageBytes")?,
        compress: options.get("compress")?,
        compress_from_bytes: options.get("compressFrom")?,
        ping_milliseconds: options.get("pingMilliseconds")?,
    })
}

/// With `control`, messages include pings and pongs from here on.
pub(super) fn receive<'js>(ctx: Ctx<'js>, socket: f64, max_messages: u32, control: bool, done: Function<'js>) -> f64 {
    let control = control.then_some(true);
    call(&ctx, Operation::WsReceive { socket: socket as Handle, max_messages, control }, Some(done))
}

/// Sends a ping, or a pong.
pub(super) fn ping<'js>(ctx: Ctx<'js>, socket: f64, payload: Bytes<'js>, is_pong: bool, done: Function<'js>) -> f64 {
    let pong = is_pong.then_some(true);
    call(&ctx, Operation::WsPing { socket: socket as Handle, payload: payload.as_slice(), pong }, Some(done))
}

/// A string goes out as text, as do bytes that are said to be one in UTF-8; other bytes as they are.
pub(super) fn send<'js>(ctx: Ctx<'js>, socket: f64, data: Bytes<'js>, is_text: bool, done: Function<'js>) -> f64 {
    let socket = socket as Handle;
    let text = match &data {
        Bytes::Text(text) => text.as_str(),
        bytes if is_text => String::from_utf8_lossy(bytes.as_slice()),
        bytes => {
            let message = Message::Binary(bytes.as_slice());
            return call(&ctx, Operation::WsSend { socket, message }, Some(done));
        }
    };
    call(&ctx, Operation::WsSend { socket, message: Message::Text(&text) }, Some(done))
}

/// A code of 0 is none.
pub(super) fn close<'js>(ctx: Ctx<'js>, socket: f64, code: u16, reason: Text<'js>, done: Function<'js>) -> Result<f64> {
    let code = (code != 0).then_some(code);
    let operation = Operation::WsClose { socket: socket as Handle, code, reason: &reason.as_str() };
    Ok(call(&ctx, operation, Some(done)))
}
