//! UDP.

use rquickjs::{Ctx, Function, Object, Result};
use strait_guest::abi::{Handle, Operation};

use super::{call, port};
use crate::bytes::{Bytes, Text};

pub(super) fn bind<'js>(
    ctx: Ctx<'js>,
    host: Text<'js>,
    number: f64,
    reuse_address: bool,
    ipv6_only: bool,
    done: Function<'js>,
) -> Result<f64> {
    let port = port(&ctx, number)?;
    let operation = Operation::UdpBind {
        host: &host.as_str(),
        port,
        reuse_address: Some(reuse_address),
        ipv6_only: Some(ipv6_only),
    };
    Ok(call(&ctx, operation, Some(done)))
}

pub(super) fn receive<'js>(ctx: Ctx<'js>, socket: f64, max_datagrams: u32, done: Function<'js>) -> f64 {
    call(&ctx, Operation::UdpReceive { socket: socket as Handle, max_datagrams }, Some(done))
}

/// Without a host the datagram goes to the peer.
pub(super) fn send<'js>(
    ctx: Ctx<'js>,
    socket: f64,
    host: Option<Text<'js>>,
    number: f64,
    bytes: Bytes<'js>,
    done: Function<'js>,
) -> Result<f64> {
    let port = port(&ctx, number)?;
    let host = host.as_ref().map(Text::as_str);
    let bytes = bytes.as_slice();
    let operation = Operation::UdpSend { socket: socket as Handle, host: host.as_deref(), port, bytes };
    Ok(call(&ctx, operation, Some(done)))
}

/// Without a host the peer is taken back.
pub(super) fn connect<'js>(
    ctx: Ctx<'js>,
    socket: f64,
    host: Option<Text<'js>>,
    number: f64,
    done: Function<'js>,
) -> Result<f64> {
    let port = port(&ctx, number)?;
    let host = host.as_ref().map(Text::as_str);
    let operation = Operation::UdpConnect { socket: socket as Handle, host: host.as_deref(), port };
    Ok(call(&ctx, operation, Some(done)))
}

/// The options that the object has.
pub(super) fn options<'js>(ctx: Ctx<'js>, socket: f64, options: Object<'js>, done: Function<'js>) -> Result<f64> {
    let join: Option<String> = options.get("join")?;
    let leave: Option<String> = options.get("leave")?;
    let interface: Option<String> = options.get("interface")?;
    let operation = Operation::UdpOptions {
        socket: socket as Handle,
        broadcast: options.get("broadcast")?,
        ttl: options.get("ttl")?,
        multicast_ttl: options.get("multicastTtl")?,
        multicast_loop: options.get("multicastLoop")?,
        join: join.as_deref(),
        leave: leave.as_deref(),
        interface: interface.as_deref(),
    };
    Ok(call(&ctx, operation, Some(done)))
}
