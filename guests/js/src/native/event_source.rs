//! Server-Sent Events.

use rquickjs::{Ctx, Function};
use strait_guest::abi::{Handle, Operation};

use super::call;
use crate::bytes::Text;

pub(super) fn connect<'js>(ctx: Ctx<'js>, url: Text<'js>, headers: Text<'js>, done: Function<'js>) -> f64 {
    let operation = Operation::SseConnect { url: &url.as_str(), headers: &headers.as_str(), last_event_id: "" };
    call(&ctx, operation, Some(done))
}

pub(super) fn receive<'js>(ctx: Ctx<'js>, source: f64, max_events: u32, done: Function<'js>) -> f64 {
    call(&ctx, Operation::SseReceive { source: source as Handle, max_events }, Some(done))
}
