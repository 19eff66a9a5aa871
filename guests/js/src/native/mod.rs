//! The `native` object: what the JavaScript standard library asks of Rust. One file per family.

mod certificate;
mod cipher;
mod class;
mod commonjs;
mod compression;
mod derive;
mod digest;
mod event_source;
mod headers;
pub(crate) mod host;
mod http;
mod inspect;
mod install;
mod network;
mod secure;
mod system;
mod text;
mod text_decoder;
mod udp;
mod url;
mod utf8_decoder;
mod web_socket;

use std::cell::{Cell, RefCell};

use rquickjs::{Ctx, Exception, Function, Persistent, Result, prelude::Rest};
use strait_guest::{
    Calls, Output,
    abi::{CallId, Failure, Handle, Operation, Reply, State},
    write,
};

use crate::{engine, jobs, outcome};

pub(crate) use install::install;
pub(crate) use system::publish_start;

/// What waits for a call.
pub(crate) enum Continuation {
    /// A callback; `done(error, ...values)`.
    Done(Persistent<Function<'static>>),
    /// Nobody; the reply is dropped.
    Nobody,
    /// An answer given to a client that must get one, and whoever wants to know.
    Answer(Handle, Option<Persistent<Function<'static>>>),
    /// A server, for its next request.
    Accept(http::Server),
}

thread_local! {
    static CALLS: RefCell<Calls<Continuation>> = RefCell::new(Calls::new());
    static ENDING: Cell<Option<State>> = const { Cell::new(None) };
    static TICK_REQUESTED: Cell<bool> = const { Cell::new(false) };
}

/// Starts the outbox of a turn.
pub(crate) fn begin_turn() {
    CALLS.with(|calls| calls.borrow_mut().outbox().clear());
}

/// Ends the outgoing message; the host reads it before the next turn begins.
pub(crate) fn outgoing(state: State) -> *const [u8] {
    CALLS.with(|calls| calls.borrow_mut().outbox().finish(state) as *const [u8])
}

/// Makes a call and gives its id as JavaScript sees it.
fn call<'js>(ctx: &Ctx<'js>, operation: Operation<'_>, done: Option<Function<'js>>) -> f64 {
    let referenced = done.is_some();
    let continuation = match done {
        Some(done) => Continuation::Done(Persistent::save(ctx, done)),
        None => Continuation::Nobody,
    };
    start(operation, continuation, referenced)
}

/// Makes a call that keeps the program alive if it is `referenced`.
fn start(operation: Operation<'_>, continuation: Continuation, referenced: bool) -> f64 {
    CALLS.with(|calls| {
        let mut calls = calls.borrow_mut();
        let id = calls.start(operation, continuation);
        if !referenced {
            calls.table().set_referenced(id, false);
        }
        id as f64
    })
}

/// Hands an outcome to what waits for it.
pub(crate) fn deliver(ctx: &Ctx<'_>, id: CallId, outcome: std::result::Result<Reply<'_>, Failure<'_>>) {
    let continuation = CALLS.with(|calls| calls.borrow_mut().table().remove(id));
    let result = match continuation {
        Some(Continuation::Done(done)) => done.restore(ctx).and_then(|done| outcome::deliver(ctx, &done, outcome)),
        Some(Continuation::Answer(exchange, done)) => {
            http::answered(exchange, &outcome);
            match done {
                Some(done) => done.restore(ctx).and_then(|done| outcome::deliver(ctx, &done, outcome)),
                None => Ok(()),
            }
        }
        Some(Continuation::Accept(server)) => http::deliver(ctx, server, outcome),
        // A reply that crossed its cancellation, or that nobody wants.
        Some(Continuation::Nobody) | None => Ok(()),
    };
    jobs::catch(ctx, result);
}

/// Whether a call that keeps the program alive is outstanding.
pub(crate) fn is_waiting() -> bool {
    CALLS.with(|calls| calls.borrow_mut().table().is_waiting())
}

/// Whether the program has ended; no script code runs any more.
pub(crate) fn is_ending() -> bool {
    ENDING.get().is_some()
}

/// What the turn reports.
pub(crate) fn state() -> State {
    ENDING.get().unwrap_or(State::Waiting)
}

/// Ends the program.
pub(crate) fn end(exit_code: u8) {
    ENDING.set(Some(State::Finished { exit_code }));
}

/// Ends the program because its CPU time is used up, saying where it was.
pub(crate) fn end_out_of_time(stack: &str) {
    write(Output::Error, stack.as_bytes());
    ENDING.set(Some(State::OutOfTime));
}

/// Ends the program because its memory is used up; the error has been printed.
pub(crate) fn end_out_of_memory() {
    ENDING.set(Some(State::OutOfMemory));
}

/// Whether ticks are to be run; asking takes the request.
pub(crate) fn take_tick_request() -> bool {
    TICK_REQUESTED.replace(false)
}

/// Whether ticks are to be run.
pub(crate) fn is_tick_requested() -> bool {
    TICK_REQUESTED.get()
}

fn need_tick() {
    TICK_REQUESTED.set(true);
}

fn exit(ctx: Ctx<'_>, code: Rest<f64>) -> Result<()> {
    end(code.first().copied().unwrap_or(0.0) as i64 as u8);
    Err(engine::throw_uncatchable(&ctx, "exit"))
}

fn cancel(id: f64) {
    let continuation = CALLS.with(|calls| calls.borrow_mut().cancel(id as CallId));
    drop(continuation);
}

fn set_ref(id: f64, referenced: bool) {
    CALLS.with(|calls| calls.borrow_mut().table().set_referenced(id as CallId, referenced));
}

/// A port as JavaScript gives it.
fn port(ctx: &Ctx<'_>, port: f64) -> Result<u16> {
    if port.fract() == 0.0 && (0.0..=65535.0).contains(&port) {
        Ok(port as u16)
    } else {
        Err(Exception::throw_range(ctx, &format!("port {port} is not a whole number from 0 to 65535")))
    }
}
