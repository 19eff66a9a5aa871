//! HTTP client and server.

use rquickjs::{
    Ctx, Exception, FromJs, Function, Object, Persistent, Result, Value,
    function::{Args, FromParam, ParamRequirement, ParamsAccessor},
    prelude::Opt,
};
use strait_guest::{
    Output,
    abi::{ErrorCode, Failure, Handle, Operation, Redirect, Reply, ServerTls, TlsOptions},
};

use super::{CALLS, Continuation, call, port};
use crate::{
    bytes::{Bytes, Text},
    outcome::buffer,
};

/// Accepts that a server keeps outstanding, so that many requests share a turn when the machine is busy.
const ACCEPTS: usize = 64;

/// A listener and the callback that takes its requests.
#[derive(Clone)]
pub(crate) struct Server {
    listener: Handle,
    on_request: Persistent<Function<'static>>,
}

/// The arguments of `native.httpSend`, before the callback.
pub(super) struct SendArguments<'js> {
    method: Text<'js>,
    url: Text<'js>,
    headers: Text<'js>,
    body: Bytes<'js>,
    upload: f64,
    redirect: u32,
}

impl<'js> FromParam<'js> for SendArguments<'js> {
    fn param_requirement() -> ParamRequirement {
        (0..6).fold(ParamRequirement::none(), |sum, _| sum.combine(ParamRequirement::single()))
    }

    fn from_param<'a>(params: &mut ParamsAccessor<'a, 'js>) -> Result<Self> {
        Ok(Self {
            method: Text::from_param(params)?,
            url: Text::from_param(params)?,
            headers: Text::from_param(params)?,
            body: Bytes::from_param(params)?,
            upload: f64::from_param(params)?,
            redirect: u32::from_param(params)?,
        })
    }
}

/// The last argument of `native.httpSend`: how TLS is set up.
pub(super) struct TlsArguments<'js> {
    ca: Option<Text<'js>>,
    cert: Option<Text<'js>>,
    key: Option<Text<'js>>,
    server_name: Option<Text<'js>>,
    insecure: bool,
}

impl<'js> FromJs<'js> for TlsArguments<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Self> {
        let options = Object::from_js(ctx, value)?;
        Ok(Self {
            ca: options.get("ca")?,
            cert: options.get("cert")?,
            key: options.get("key")?,
            server_name: options.get("serverName")?,
            insecure: options.get("insecure")?,
        })
    }
}

pub(super) fn send<'js>(
    ctx: Ctx<'js>,
    arguments: SendArguments<'js>,
    done: Function<'js>,
    tls: Opt<Option<TlsArguments<'js>>>,
) -> Result<f64> {
    let tls = tls.0.flatten();
    let text = |text: for<'a> fn(&'a TlsArguments<'js>) -> &'a Option<Text<'js>>| {
        tls.as_ref().and_then(|tls| text(tls).as_ref()).map(Text::as_str)
    };
    let (ca, cert) = (text(|tls| &tls.ca), text(|tls| &tls.cert));
    let (key, server_name) = (text(|tls| &tls.key), text(|tls| &tls.server_name));
    let redirect = match arguments.redirect {
        0 => Redirect::Follow,
        1 => Redirect::Error,
        2 => Redirect::Manual,
        _ => return Err(Exception::throw_range(&ctx, "redirect is 0, 1 or 2")),
    };
    let operation = Operation::HttpSend {
        method: &arguments.method.as_str(),
        url: &arguments.url.as_str(),
        headers: &arguments.headers.as_str(),
        body: arguments.body.as_option(),
        upload: (arguments.upload != 0.0).then_some(arguments.upload as Handle),
        redirect,
        decompress: true,
        connect_milliseconds: None,
        response_milliseconds: None,
        total_milliseconds: None,
        tls: tls.as_ref().map(|tls| {
            Box::new(TlsOptions {
                ca: ca.as_deref(),
                cert: cert.as_deref(),
                key: key.as_deref(),
                server_name: server_name.as_deref(),
                alpn: Vec::new(),
                insecure: tls.insecure,
            })
        }),
        upgrade: None,
    };
    Ok(call(&ctx, operation, Some(done)))
}

/// `native.httpListen(host, port, limits, tls, done)`: `limits` and `tls` are objects with the fields of the operation, or `tls` is
/// undefined.
pub(super) fn listen<'js>(
    ctx: Ctx<'js>,
    host: Text<'js>,
    number: f64,
    limits: Object<'js>,
    tls: Option<Object<'js>>,
    done: Function<'js>,
) -> Result<f64> {
    let port = port(&ctx, number)?;
    // A conversion from a number saturates.
    let whole = |name: &str| Ok::<_, rquickjs::Error>(limits.get::<_, Option<f64>>(name)?.map(|number| number as u64));
    let tls = tls.map(Tls::read).transpose()?;
    let operation = Operation::HttpListen {
        host: &host.as_str(),
        port,
        tls: tls.as_ref().map(Tls::as_abi),
        header_milliseconds: whole("header")?,
        request_milliseconds: whole("request")?,
        idle_milliseconds: whole("idle")?,
        max_connections: whole("connections")?.map(|most| u32::try_from(most).unwrap_or(u32::MAX)),
    };
    Ok(call(&ctx, operation, Some(done)))
}

/// The TLS side of a server, as JavaScript gives it.
struct Tls {
    certificates: String,
    key: String,
    client_authorities: Option<String>,
    client_required: bool,
    protocols: Vec<String>,
}

impl Tls {
    fn read(object: Object<'_>) -> Result<Self> {
        Ok(Self {
            certificates: object.get("certificates")?,
            key: object.get("key")?,
            client_authorities: object.get("clientAuthorities")?,
            client_required: object.get("clientRequired")?,
            protocols: object.get("protocols")?,
        })
    }

    fn as_abi(&self) -> ServerTls<'_> {
        ServerTls {
            certificates: &self.certificates,
            key: &self.key,
            client_authorities: self.client_authorities.as_deref(),
            client_required: self.client_required,
            protocols: self.protocols.iter().map(String::as_str).collect(),
        }
    }
}

pub(super) fn trailers<'js>(ctx: Ctx<'js>, stream: f64, done: Function<'js>) -> f64 {
    call(&ctx, Operation::HttpTrailers { stream: stream as Handle }, Some(done))
}

/// As `send`, for a request that asks to have its connection for another protocol.
pub(super) fn send_for_connection<'js>(
    ctx: Ctx<'js>,
    method: Text<'js>,
    url: Text<'js>,
    headers: Text<'js>,
    body: Bytes<'js>,
    done: Function<'js>,
) -> f64 {
    let operation = Operation::HttpSend {
        method: &method.as_str(),
        url: &url.as_str(),
        headers: &headers.as_str(),
        body: body.as_option(),
        upload: None,
        redirect: Redirect::Manual,
        decompress: false,
        connect_milliseconds: None,
        response_milliseconds: None,
        total_milliseconds: None,
        tls: None,
        upgrade: Some(true),
    };
    call(&ctx, operation, Some(done))
}

/// Answers a request by handing its connection over.
pub(super) fn switch<'js>(ctx: Ctx<'js>, exchange: f64, status: u16, headers: Text<'js>, done: Function<'js>) -> f64 {
    let operation = Operation::HttpSwitch { exchange: exchange as Handle, status, headers: &headers.as_str() };
    call(&ctx, operation, Some(done))
}

/// Starts accepting. It ends when the listener is closed.
pub(super) fn serve<'js>(ctx: Ctx<'js>, listener: f64, on_request: Function<'js>) {
    let server = Server { listener: listener as Handle, on_request: Persistent::save(&ctx, on_request) };
    for _ in 0..ACCEPTS {
        accept(server.clone());
    }
}

fn accept(server: Server) {
    CALLS.with(|calls| {
        let operation = Operation::HttpAccept { listener: server.listener };
        calls.borrow_mut().start(operation, Continuation::Accept(server));
    });
}

/// Hands a request to its server and asks for the next.
pub(super) fn deliver<'js>(
    ctx: &Ctx<'js>,
    server: Server,
    outcome: std::result::Result<Reply<'_>, Failure<'_>>,
) -> Result<()> {
    let request = match outcome {
        Ok(request) => request,
        // The client went away before its request was taken; the listener is still there.
        Err(failure) if failure.code == ErrorCode::Limit => {
            accept(server);
            return Ok(());
        }
        Err(_) => return Ok(()),
    };
    let on_request = server.on_request.clone().restore(ctx)?;
    accept(server);
    let Reply::Request { exchange, method, target, headers, body, more, peer, version, authorized } = request else {
        return Err(Exception::throw_internal(ctx, "the host answered http.accept with something else"));
    };
    let mut arguments = Args::new(ctx.clone(), 9);
    arguments.push_arg(exchange as f64)?;
    arguments.push_arg(method)?;
    arguments.push_arg(target)?;
    arguments.push_arg(headers)?;
    if body.is_empty() {
        arguments.push_arg(rquickjs::Undefined)?;
    } else {
        arguments.push_arg(buffer(ctx, body)?)?;
    }
    arguments.push_arg(more)?;
    arguments.push_arg(peer)?;
    arguments.push_arg(version)?;
    if let Some(authorized) = authorized {
        arguments.push_arg(authorized)?;
    }
    on_request.call_arg(arguments)
}

/// The arguments of `native.httpRespond`, before the callback.
pub(super) struct RespondArguments<'js> {
    exchange: f64,
    status: u16,
    reason: Option<Text<'js>>,
    headers: Text<'js>,
    body: Bytes<'js>,
    more: bool,
}

impl<'js> FromParam<'js> for RespondArguments<'js> {
    fn param_requirement() -> ParamRequirement {
        (0..6).fold(ParamRequirement::none(), |sum, _| sum.combine(ParamRequirement::single()))
    }

    fn from_param<'a>(params: &mut ParamsAccessor<'a, 'js>) -> Result<Self> {
        Ok(Self {
            exchange: f64::from_param(params)?,
            status: u16::from_param(params)?,
            reason: Option::from_param(params)?,
            headers: Text::from_param(params)?,
            body: Bytes::from_param(params)?,
            more: bool::from_param(params)?,
        })
    }
}

pub(super) fn respond<'js>(ctx: Ctx<'js>, arguments: RespondArguments<'js>, done: Opt<Option<Function<'js>>>) -> f64 {
    let reason = arguments.reason.as_ref().map(Text::as_str);
    let operation = Operation::HttpRespond {
        exchange: arguments.exchange as Handle,
        status: arguments.status,
        reason: reason.as_deref(),
        headers: &arguments.headers.as_str(),
        body: arguments.body.as_slice(),
        more: arguments.more,
    };
    let done = done.0.flatten().map(|done| Persistent::save(&ctx, done));
    let referenced = done.is_some();
    super::start(operation, Continuation::Answer(arguments.exchange as Handle, done), referenced)
}

/// Looks at what became of an answer. One that the host refuses is replaced, or the client would wait for ever.
pub(super) fn answered(exchange: Handle, outcome: &std::result::Result<Reply<'_>, Failure<'_>>) {
    let Err(failure) = outcome else { return };
    if !matches!(failure.code, ErrorCode::Invalid | ErrorCode::TooLarge | ErrorCode::Unsupported) {
        // The client is gone.
        return;
    }
    let told = format!("an HTTP response was refused, and 500 sent in its place: {}\n", failure.message);
    super::write(Output::Error, told.as_bytes());
    let refusal = Operation::HttpRespond { exchange, status: 500, reason: None, headers: "", body: b"", more: false };
    super::start(refusal, Continuation::Nobody, false);
}
