//! Timers, TCP, DNS and byte streams.

use rquickjs::{Ctx, Exception, Function, Result, prelude::Opt};
use strait_guest::abi::{Handle, Operation, Signal};

use super::{call, port};
use crate::bytes::{Bytes, Text};

pub(super) fn sleep<'js>(ctx: Ctx<'js>, milliseconds: f64, done: Function<'js>) -> f64 {
    call(&ctx, Operation::Sleep { milliseconds }, Some(done))
}

pub(super) fn tcp_connect<'js>(ctx: Ctx<'js>, host: Text<'js>, number: f64, done: Function<'js>) -> Result<f64> {
    let port = port(&ctx, number)?;
    Ok(call(&ctx, Operation::TcpConnect { host: &host.as_str(), port }, Some(done)))
}

pub(super) fn tcp_listen<'js>(ctx: Ctx<'js>, host: Text<'js>, number: f64, done: Function<'js>) -> Result<f64> {
    let port = port(&ctx, number)?;
    Ok(call(&ctx, Operation::TcpListen { host: &host.as_str(), port }, Some(done)))
}

pub(super) fn tcp_accept<'js>(ctx: Ctx<'js>, listener: f64, done: Function<'js>) -> f64 {
    call(&ctx, Operation::TcpAccept { listener: listener as Handle }, Some(done))
}

pub(super) fn dns_resolve<'js>(ctx: Ctx<'js>, host: Text<'js>, done: Function<'js>) -> f64 {
    call(&ctx, Operation::DnsResolve { host: &host.as_str() }, Some(done))
}

pub(super) fn input_open<'js>(ctx: Ctx<'js>, done: Function<'js>) -> f64 {
    call(&ctx, Operation::InputOpen, Some(done))
}

pub(super) fn stream_open<'js>(ctx: Ctx<'js>, done: Function<'js>) -> f64 {
    call(&ctx, Operation::StreamOpen, Some(done))
}

pub(super) fn stream_read<'js>(ctx: Ctx<'js>, stream: f64, max_bytes: f64, done: Function<'js>) -> f64 {
    let max_bytes = max_bytes.clamp(1.0, f64::from(u32::MAX)) as u32;
    call(&ctx, Operation::StreamRead { stream: stream as Handle, max_bytes }, Some(done))
}

pub(super) fn stream_write<'js>(ctx: Ctx<'js>, stream: f64, bytes: Bytes<'js>, done: Opt<Function<'js>>) -> f64 {
    call(&ctx, Operation::StreamWrite { stream: stream as Handle, bytes: bytes.as_slice() }, done.0)
}

pub(super) fn stream_shutdown<'js>(
    ctx: Ctx<'js>,
    stream: f64,
    done: Opt<Function<'js>>,
    trailers: Opt<Option<Text<'js>>>,
) -> f64 {
    let trailers = trailers.0.flatten();
    let trailers = trailers.as_ref().map(Text::as_str);
    call(&ctx, Operation::StreamShutdown { stream: stream as Handle, trailers: trailers.as_deref() }, done.0)
}

/// `native.signalReceive(number, done)`; the numbers are those of POSIX.
pub(super) fn signal_receive<'js>(ctx: Ctx<'js>, number: u32, done: Function<'js>) -> Result<f64> {
    let signal = match number {
        2 => Signal::Interrupt,
        15 => Signal::Terminate,
        _ => return Err(Exception::throw_range(&ctx, "a script can wait for the signals 2 and 15")),
    };
    Ok(call(&ctx, Operation::SignalReceive { signal }, Some(done)))
}

pub(super) fn close<'js>(ctx: Ctx<'js>, handle: f64) {
    call(&ctx, Operation::HandleClose { handle: handle as Handle }, None);
}
