//! Replies as the arguments of the callbacks that wait for them.

use rquickjs::{Array, ArrayBuffer, Ctx, Function, Object, Result, Value, convert::List, function::Args};
use strait_guest::abi::{self, ErrorCode, Failure, Message, Reply, SourceEvent};

use crate::{engine, native::host};

/// Calls `done(error, ...values)`.
pub(crate) fn deliver<'js>(
    ctx: &Ctx<'js>,
    done: &Function<'js>,
    outcome: std::result::Result<Reply<'_>, Failure<'_>>,
) -> Result<()> {
    match outcome {
        Ok(reply) => succeed(ctx, done, reply),
        Err(failure) => {
            let make_error: Function<'js> = engine::hook(ctx, |hooks| hooks.make_error.clone())?;
            let error: Value<'js> = make_error.call((failure.code.as_str(), failure.message))?;
            done.call((error,))
        }
    }
}

fn succeed<'js>(ctx: &Ctx<'js>, done: &Function<'js>, reply: Reply<'_>) -> Result<()> {
    let none = Value::new_undefined(ctx.clone());
    match reply {
        Reply::Done => done.call(()),
        Reply::Opened { handle } => done.call((none, handle as f64)),
        // The end of a stream is told by `undefined`.
        Reply::Bytes { bytes: [] } => done.call((none,)),
        Reply::Bytes { bytes } => done.call((none, buffer(ctx, bytes)?)),
        Reply::Trailers { trailers } => done.call((none, trailers)),
        Reply::Response { status, reason, headers, url, body, rest } => {
            let mut arguments = Args::new(ctx.clone(), 7);
            arguments.push_arg(none)?;
            arguments.push_arg(status)?;
            arguments.push_arg(reason)?;
            arguments.push_arg(headers)?;
            arguments.push_arg(url)?;
            arguments.push_arg(buffer(ctx, body)?)?;
            arguments.push_arg(rest.unwrap_or(0) as f64)?;
            done.call_arg(arguments)
        }
        Reply::Listening { listener, local } => done.call((none, listener as f64, local)),
        Reply::Connected { connection, local, peer } => done.call((none, connection as f64, local, peer)),
        Reply::Addresses { addresses } => done.call((none, addresses)),
        Reply::Value { value } => match abi::Value::decode(value) {
            Ok(value) => done.call((none, host::to_js(ctx, value)?)),
            Err(error) => {
                let make_error: Function<'js> = engine::hook(ctx, |hooks| hooks.make_error.clone())?;
                let code = ErrorCode::Host.as_str();
                let error: Value<'js> = make_error.call((code, format!("the host's answer is of no use: {error}")))?;
                done.call((error,))
            }
        },
        Reply::WebSocket { socket, protocol, extensions } => done.call((none, socket as f64, protocol, extensions)),
        Reply::Messages { messages } => {
            let list = Array::new(ctx.clone())?;
            for (index, message) in messages.into_iter().enumerate() {
                match message {
                    Message::Text(text) => list.set(index, text)?,
                    Message::Binary(bytes) => list.set(index, buffer(ctx, bytes)?)?,
                    // What is no message is a pair.
                    Message::Ping(payload) => list.set(index, List(("ping", buffer(ctx, payload)?)))?,
                    Message::Pong(payload) => list.set(index, List(("pong", buffer(ctx, payload)?)))?,
                }
            }
            done.call((none, list))
        }
        // The end is told by `undefined` in place of messages.
        Reply::Ended { code, reason, clean, error } => done.call((none.clone(), none, code, reason, clean, error)),
        // Each event is four values: what it is, and up to three texts.
        Reply::Events { events } => {
            let list = Array::new(ctx.clone())?;
            for (index, event) in events.into_iter().enumerate() {
                let (what, texts) = match event {
                    SourceEvent::Open { url } => ("open", [url, "", ""]),
                    SourceEvent::Message { kind, data, id } => ("message", [kind, data, id]),
                    SourceEvent::Interrupted { message } => ("interrupted", [message, "", ""]),
                    SourceEvent::Failed { message } => ("failed", [message, "", ""]),
                };
                list.set(index * 4, what)?;
                for (offset, text) in texts.into_iter().enumerate() {
                    list.set(index * 4 + 1 + offset, text)?;
                }
            }
            done.call((none, list))
        }
        // Each datagram is two values: the sender and the bytes.
        Reply::Datagrams { datagrams } => {
            let list = Array::new(ctx.clone())?;
            for (index, datagram) in datagrams.into_iter().enumerate() {
                list.set(index * 2, datagram.peer)?;
                list.set(index * 2 + 1, buffer(ctx, datagram.bytes)?)?;
            }
            done.call((none, list))
        }
        Reply::Secured { version, cipher, alpn, server_name, certificates, unauthorized } => {
            let list = Array::new(ctx.clone())?;
            for (index, certificate) in certificates.into_iter().enumerate() {
                list.set(index, buffer(ctx, certificate)?)?;
            }
            let secured = Object::new(ctx.clone())?;
            secured.set("version", version)?;
            secured.set("cipher", cipher)?;
            secured.set("alpn", alpn)?;
            secured.set("serverName", server_name)?;
            secured.set("certificates", list)?;
            secured.set("unauthorized", unauthorized)?;
            done.call((none, secured))
        }
        // Requests go to the server's own callback; see native/http.rs.
        Reply::Request { .. } => Ok(()),
    }
}

/// A new `ArrayBuffer` with a copy of `bytes`.
pub(crate) fn buffer<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<ArrayBuffer<'js>> {
    ArrayBuffer::new_copy(ctx.clone(), bytes)
}
