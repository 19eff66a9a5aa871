//! Replies of the host, as values of a script.

use strait_guest::abi::{Handle, Message, Reply, SourceEvent};
use strait_python::Data;

/// A reply's value: nothing, its one field, or the list of its fields.
pub(crate) fn data(reply: Reply<'_>) -> Data {
    match reply {
        Reply::Done => Data::None,
        Reply::Opened { handle } => number(handle),
        Reply::Bytes { bytes } => Data::Bytes(bytes.to_vec()),
        Reply::Response { status, reason, headers, url, body, rest } => Data::List(vec![
            number(status),
            text(reason),
            text(headers),
            url.map_or(Data::None, text),
            Data::Bytes(body.to_vec()),
            rest.map_or(Data::None, number),
        ]),
        Reply::Request { exchange, method, target, headers, body, more, peer, version, .. } => Data::List(vec![
            number(exchange),
            text(method),
            text(target),
            text(headers),
            Data::Bytes(body.to_vec()),
            Data::Bool(more),
            text(peer),
            number(version),
        ]),
        Reply::Listening { listener, local } => Data::List(vec![number(listener), text(local)]),
        Reply::Connected { connection, local, peer } => Data::List(vec![number(connection), text(local), text(peer)]),
        // Each with its sender.
        Reply::Datagrams { datagrams } => Data::List(
            datagrams
                .into_iter()
                .map(|datagram| Data::List(vec![text(datagram.peer), Data::Bytes(datagram.bytes.to_vec())]))
                .collect(),
        ),
        Reply::Secured { version, cipher, alpn, server_name, certificates, unauthorized } => Data::List(vec![
            text(version),
            text(cipher),
            alpn.map_or(Data::None, text),
            server_name.map_or(Data::None, text),
            Data::List(certificates.into_iter().map(|der| Data::Bytes(der.to_vec())).collect()),
            unauthorized.map_or(Data::None, text),
        ]),
        Reply::Trailers { trailers } => text(trailers),
        Reply::Addresses { addresses } => Data::List(addresses.into_iter().map(text).collect()),
        Reply::Value { value } => super::value::decoded(value),
        Reply::WebSocket { socket, protocol, extensions } => {
            Data::List(vec![number(socket), text(protocol), text(extensions)])
        }
        // A list of messages, or the end as a dictionary.
        Reply::Messages { messages } => Data::List(messages.into_iter().map(message).collect()),
        Reply::Ended { code, reason, clean, error } => Data::Dict(vec![
            ("code".into(), number(code)),
            ("reason".into(), text(reason)),
            ("was_clean".into(), Data::Bool(clean)),
            ("error".into(), error.map_or(Data::None, text)),
        ]),
        Reply::Events { events } => Data::List(events.into_iter().map(event).collect()),
    }
}

/// The handle that a reply brings, which somebody has to close.
pub(crate) fn handle(reply: &Reply<'_>) -> Option<Handle> {
    match *reply {
        Reply::Opened { handle } => Some(handle),
        Reply::Response { rest, .. } => rest,
        Reply::Request { exchange, .. } => Some(exchange),
        Reply::Listening { listener, .. } => Some(listener),
        Reply::Connected { connection, .. } => Some(connection),
        Reply::WebSocket { socket, .. } => Some(socket),
        _ => None,
    }
}

fn number(number: impl TryInto<i64>) -> Data {
    Data::Int(number.try_into().unwrap_or(i64::MAX))
}

fn text(text: &str) -> Data {
    Data::Str(text.to_owned())
}

fn message(message: Message<'_>) -> Data {
    match message {
        Message::Text(content) => text(content),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => Data::Bytes(bytes.to_vec()),
    }
}

/// What happened, and its fields.
fn event(event: SourceEvent<'_>) -> Data {
    Data::List(match event {
        SourceEvent::Open { url } => vec![text("open"), text(url)],
        SourceEvent::Message { kind, data, id } => vec![text("message"), text(kind), text(data), text(id)],
        SourceEvent::Interrupted { message } => vec![text("interrupted"), text(message)],
        SourceEvent::Failed { message } => vec![text("failed"), text(message)],
    })
}
