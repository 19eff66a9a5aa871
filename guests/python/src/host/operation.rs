//! The functions of `_host`, each with the operation that it asks for.

use strait_guest::abi::{Message, Operation, Redirect, ServerTls};
use strait_python::{Data, HostError};

use super::{Arguments, Function};

const fn function(
    name: &'static str,
    signature: &'static str,
    operation: for<'a> fn(&Arguments<'a>) -> Result<Operation<'a>, HostError>,
) -> Function {
    Function { name, signature, operation }
}

/// In the order of the ABI.
pub(super) const FUNCTIONS: &[Function] = &[
    function("input_open", "", |_| Ok(Operation::InputOpen)),
    function(
        "http_send",
        "method, url, headers='', body=None, upload=None, redirect='follow', decompress=True, \
         connect_milliseconds=None, response_milliseconds=None, total_milliseconds=None, /",
        http_send,
    ),
    function("http_listen", "host, port, certificates=None, key=None, /", http_listen),
    function("http_accept", "listener, /", |arguments| Ok(Operation::HttpAccept { listener: arguments.handle(0)? })),
    function("http_respond", HTTP_RESPOND_SIGNATURE, http_respond),
    function("http_upgrade", "exchange, protocol=None, headers='', /", |arguments| {
        Ok(Operation::HttpUpgrade {
            exchange: arguments.handle(0)?,
            protocol: arguments.optional_text(1)?,
            headers: arguments.text(2)?,
            options: None,
        })
    }),
    function("tcp_connect", "host, port, /", |arguments| {
        Ok(Operation::TcpConnect { host: arguments.text(0)?, port: arguments.port(1)? })
    }),
    function("tcp_listen", "host, port, /", |arguments| {
        Ok(Operation::TcpListen { host: arguments.text(0)?, port: arguments.port(1)? })
    }),
    function("tcp_accept", "listener, /", |arguments| Ok(Operation::TcpAccept { listener: arguments.handle(0)? })),
    function("tcp_start_tls", "connection, server_name, /", |arguments| {
        Ok(Operation::TcpStartTls { connection: arguments.handle(0)?, server_name: arguments.text(1)?, tls: None })
    }),
    function("dns_resolve", "host, /", |arguments| Ok(Operation::DnsResolve { host: arguments.text(0)? })),
    function("stream_read", "stream, max_bytes=65536, /", |arguments| {
        Ok(Operation::StreamRead { stream: arguments.handle(0)?, max_bytes: arguments.number(1, "a number of bytes")? })
    }),
    function("stream_write", "stream, bytes, /", |arguments| {
        Ok(Operation::StreamWrite { stream: arguments.handle(0)?, bytes: arguments.bytes(1)? })
    }),
    function("stream_shutdown", "stream, /", |arguments| {
        Ok(Operation::StreamShutdown { stream: arguments.handle(0)?, trailers: None })
    }),
    function("handle_close", "handle, /", |arguments| Ok(Operation::HandleClose { handle: arguments.handle(0)? })),
    function("stream_open", "", |_| Ok(Operation::StreamOpen)),
    function("host_call", "module, function, arguments, /", |arguments| {
        Ok(Operation::HostCall {
            module: arguments.text(0)?,
            function: arguments.text(1)?,
            // From `encode`.
            arguments: arguments.bytes(2)?,
        })
    }),
    function("ws_connect", "url, protocols=(), headers='', /", |arguments| {
        Ok(Operation::WsConnect {
            url: arguments.text(0)?,
            protocols: arguments.texts(1)?,
            headers: arguments.text(2)?,
            options: None,
        })
    }),
    function("ws_receive", "socket, max_messages=1, /", |arguments| {
        Ok(Operation::WsReceive {
            socket: arguments.handle(0)?,
            max_messages: arguments.number(1, "a number of messages")?,
            control: None,
        })
    }),
    function("ws_send", "socket, message, /", ws_send),
    function("ws_close", "socket, code=None, reason='', /", |arguments| {
        Ok(Operation::WsClose {
            socket: arguments.handle(0)?,
            code: arguments.optional_number(1, "a close code")?,
            reason: arguments.text(2)?,
        })
    }),
    function("sse_connect", "url, headers='', last_event_id='', /", |arguments| {
        Ok(Operation::SseConnect {
            url: arguments.text(0)?,
            headers: arguments.text(1)?,
            last_event_id: arguments.text(2)?,
        })
    }),
    function("sse_receive", "source, max_events=1, /", |arguments| {
        Ok(Operation::SseReceive {
            source: arguments.handle(0)?,
            max_events: arguments.number(1, "a number of events")?,
        })
    }),
];

/// With certificates it is a server of HTTPS.
fn http_listen<'a>(arguments: &Arguments<'a>) -> Result<Operation<'a>, HostError> {
    let mut operation = Operation::http_listen(arguments.text(0)?, arguments.port(1)?);
    if let (Some(certificates), Operation::HttpListen { tls, .. }) = (arguments.optional_text(2)?, &mut operation) {
        let key = arguments.text(3)?;
        let protocols = Vec::new();
        *tls = Some(ServerTls { certificates, key, client_authorities: None, client_required: false, protocols });
    }
    Ok(operation)
}

pub(super) const HTTP_RESPOND_SIGNATURE: &str = "exchange, status, reason, headers, body, more=False, /";

pub(super) fn http_respond<'a>(arguments: &Arguments<'a>) -> Result<Operation<'a>, HostError> {
    Ok(Operation::HttpRespond {
        exchange: arguments.handle(0)?,
        status: arguments.number(1, "a status code")?,
        reason: arguments.optional_text(2)?,
        headers: arguments.text(3)?,
        body: arguments.bytes(4)?,
        more: arguments.flag(5)?,
    })
}
const MILLISECONDS: &str = "a number of milliseconds";

fn http_send<'a>(arguments: &Arguments<'a>) -> Result<Operation<'a>, HostError> {
    let redirect = match arguments.text(5)? {
        "follow" => Redirect::Follow,
        "error" => Redirect::Error,
        "manual" => Redirect::Manual,
        other => {
            let message = format!("redirect must be 'follow', 'error' or 'manual', not '{other}'");
            return Err(HostError::new("ValueError", message));
        }
    };
    Ok(Operation::HttpSend {
        method: arguments.text(0)?,
        url: arguments.text(1)?,
        headers: arguments.text(2)?,
        body: arguments.optional_bytes(3)?,
        upload: arguments.optional_handle(4)?,
        redirect,
        decompress: arguments.flag(6)?,
        connect_milliseconds: arguments.optional_number(7, MILLISECONDS)?,
        response_milliseconds: arguments.optional_number(8, MILLISECONDS)?,
        total_milliseconds: arguments.optional_number(9, MILLISECONDS)?,
        tls: None,
        upgrade: None,
    })
}

/// A text message of a `str`, a binary one of bytes.
fn ws_send<'a>(arguments: &Arguments<'a>) -> Result<Operation<'a>, HostError> {
    let message = match arguments.value(1) {
        Data::Str(text) => Message::Text(text),
        _ => Message::Binary(arguments.bytes(1)?),
    };
    Ok(Operation::WsSend { socket: arguments.handle(0)?, message })
}
