//! The calls that are under way.

use std::{cell::RefCell, collections::HashMap, time::Duration};

use strait_guest::{
    Calls, Output,
    abi::{self, DecodeError, ErrorCode, Failure, Handle, Operation, Replies, Reply, Signal, State},
    write,
};
use strait_python::{CallId, Data, Engine, HostError};

use crate::{
    host,
    posts::Posts,
    reads::{Left, Reads},
};

/// What a reply is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Continuation {
    /// The next sleeper is to be woken.
    Timer,
    /// The user asks the script to end.
    Interrupt,
    /// A call of the script's.
    Call(CallId),
    /// A read of a stream, for who waits for it, and the bytes that are asked for. Nobody may.
    Read { call: Option<CallId>, stream: Handle, max_bytes: u32 },
    /// A write of so many bytes, which nobody waits for.
    Posted { stream: Handle, bytes: usize },
    /// The host is to send an answer to a request.
    Answer(Handle),
    /// Events for `receive()`.
    Events,
    /// Nothing is to be done any more.
    Nothing,
}

#[derive(Default)]
struct UnderWay {
    calls: Calls<Continuation>,
    /// The timer that is set, and for when.
    timer: Option<(abi::CallId, Duration)>,
    /// The script's calls, as the host knows them.
    sent: HashMap<CallId, abi::CallId>,
    reads: Reads,
    posts: Posts,
    /// Calls whose answers are on their way to their tasks, as far as something would be lost with them.
    delivered: Vec<(CallId, Delivered)>,
    events: Events,
}

/// What an answer brings.
#[derive(Clone, Copy, Debug)]
enum Delivered {
    /// A part of a stream.
    Part(Handle),
    /// A handle.
    Handle(Handle),
}

/// Whether the host sends events of its own.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Events {
    /// Nobody has asked for any yet, or all that came were received.
    #[default]
    Unasked,
    /// A call waits for them.
    Awaited,
    /// This host sends none.
    None,
}

thread_local! {
    static UNDER_WAY: RefCell<UnderWay> = RefCell::default();
}

fn with<T>(work: impl FnOnce(&mut UnderWay) -> T) -> T {
    UNDER_WAY.with(|under_way| work(&mut under_way.borrow_mut()))
}

/// Forgets the message of the turn before.
pub(crate) fn begin_turn() {
    with(|under_way| under_way.calls.outbox().clear());
}

/// Ends the outgoing message; the host reads it before the next turn begins.
pub(crate) fn outgoing(state: State) -> *const [u8] {
    with(|under_way| under_way.calls.outbox().finish(state) as *const [u8])
}

/// Brings replies to who waits for them.
///
/// # Errors
///
/// The host sent something that is no reply.
pub(crate) fn deliver(engine: &mut Engine, replies: Replies<'_>) -> Result<(), DecodeError> {
    for reply in replies {
        let (id, reply) = reply?;
        match with(|under_way| under_way.calls.table().remove(id)) {
            // The engine reads the clock itself.
            Some(Continuation::Timer) => with(|under_way| under_way.timer = None),
            Some(Continuation::Nothing) => {}
            Some(Continuation::Events) => {
                let events = match &reply {
                    Ok(_) => Events::Unasked,
                    Err(_) => Events::None,
                };
                with(|under_way| under_way.events = events);
                if let Ok(Reply::Value { value }) = reply {
                    host::texts(value).iter().for_each(|text| engine.push_event(text));
                }
            }
            Some(Continuation::Interrupt) => {
                // A host without signals refuses the call.
                if reply.is_ok() {
                    engine.interrupt();
                    await_interrupt();
                }
            }
            Some(Continuation::Call(call)) => {
                let opened = reply.as_ref().ok().and_then(host::handle);
                with(|under_way| {
                    under_way.sent.remove(&call);
                    under_way.delivered.extend(opened.map(|handle| (call, Delivered::Handle(handle))));
                });
                engine.complete(call, reply.map(host::data).map_err(|failure| host::exception(&failure)));
            }
            Some(Continuation::Read { call, stream, max_bytes }) => {
                let outcome = bytes(reply);
                let Some(call) = call else {
                    with(|under_way| under_way.reads.arrived(stream, outcome));
                    continue;
                };
                let shared = with(|under_way| {
                    under_way.sent.remove(&call);
                    under_way.delivered.push((call, Delivered::Part(stream)));
                    under_way.reads.share(stream, max_bytes as usize, outcome)
                });
                engine.complete(call, shared);
            }
            Some(Continuation::Posted { stream, bytes }) => {
                let failure = reply.err().map(|failure| host::exception(&failure));
                with(|under_way| under_way.posts.done(stream, bytes, failure));
            }
            Some(Continuation::Answer(exchange)) => answered(exchange, reply.err()),
            // Given up when the reply was on its way. What it opened nobody else would close.
            None => {
                if let Some(handle) = reply.ok().and_then(|reply| host::handle(&reply)) {
                    release(handle);
                }
            }
        }
    }
    Ok(())
}

/// Makes the calls that the script has made, and gives up those that nobody waits for any more. Whether one of them has its
/// answer already, so that the script can go on.
pub(crate) fn send(engine: &mut Engine) -> bool {
    let mut is_answered = false;
    for (call, answer) in engine.take_undelivered() {
        take_back(call, answer);
    }
    // First: a read that was given up is there for the next.
    for call in engine.take_aborted() {
        with(|under_way| under_way.give_up(call));
    }
    for call in engine.take_calls() {
        match host::operation(call.function, &call.arguments) {
            Ok(Operation::StreamRead { stream, max_bytes }) => is_answered |= read(engine, call.id, stream, max_bytes),
            Ok(operation) => with(|under_way| {
                if let Operation::HandleClose { handle } = operation {
                    under_way.forget(handle);
                }
                let id = under_way.calls.start(operation, Continuation::Call(call.id));
                under_way.sent.insert(call.id, id);
            }),
            Err(error) => {
                engine.complete(call.id, Err(error));
                is_answered = true;
            }
        }
    }
    is_answered
}

/// Nobody got an answer. What it brought of a stream is there for the next read, and what it opened is closed.
fn take_back(call: CallId, answer: Data) {
    let delivered = with(|under_way| under_way.delivered.iter().find(|(id, _)| *id == call).map(|&(_, what)| what));
    match (delivered, answer) {
        (Some(Delivered::Part(stream)), Data::Bytes(bytes)) => {
            with(|under_way| under_way.reads.put_back(stream, bytes));
        }
        (Some(Delivered::Handle(handle)), _) => release(handle),
        _ => {}
    }
}

/// Every task has what was delivered to it.
pub(crate) fn all_delivered() {
    with(|under_way| under_way.delivered.clear());
}

/// Reads a stream for a call of the script's. Whether there is something to be had without the host.
fn read(engine: &mut Engine, call: CallId, stream: Handle, max_bytes: u32) -> bool {
    let arrived = with(|under_way| {
        let continuation = Continuation::Read { call: Some(call), stream, max_bytes };
        match under_way.reads.take(stream) {
            Some(Left::Arrived(outcome)) => {
                under_way.delivered.push((call, Delivered::Part(stream)));
                return Some(under_way.reads.share(stream, max_bytes as usize, outcome));
            }
            Some(Left::UnderWay(id)) => {
                if let Some(left) = under_way.calls.table().get_mut(id) {
                    *left = continuation;
                    under_way.sent.insert(call, id);
                }
            }
            None => {
                let id = under_way.calls.start(Operation::StreamRead { stream, max_bytes }, continuation);
                under_way.sent.insert(call, id);
            }
        }
        None
    });
    match arrived {
        Some(outcome) => {
            engine.complete(call, outcome);
            true
        }
        None => false,
    }
}

/// What a read brought.
fn bytes(reply: Result<Reply<'_>, Failure<'_>>) -> Result<Vec<u8>, HostError> {
    match reply {
        Ok(Reply::Bytes { bytes }) => Ok(bytes.to_vec()),
        Ok(_) => Err(HostError::new("RuntimeError", "the host answered stream.read with something else")),
        Err(failure) => Err(host::exception(&failure)),
    }
}

impl UnderWay {
    /// Nobody waits for a call any more.
    fn give_up(&mut self, call: CallId) {
        let Some(id) = self.sent.remove(&call) else { return };
        if let Some(Continuation::Read { call, stream, .. }) = self.calls.table().get_mut(id)
            && self.reads.leave(*stream, id)
        {
            *call = None;
            return;
        }
        self.calls.cancel(id);
    }

    /// A stream is closed: what was read of it nobody will have.
    fn forget(&mut self, stream: Handle) {
        self.posts.forget(stream);
        if let Some(Left::UnderWay(id)) = self.reads.take(stream) {
            self.calls.cancel(id);
        }
    }
}

/// Writes to a stream; nobody waits for that. False when too much is under way already.
///
/// # Errors
///
/// An earlier write failed.
pub(crate) fn post(stream: Handle, bytes: &[u8]) -> Result<bool, HostError> {
    with(|under_way| {
        let has_room = under_way.posts.enter(stream, bytes.len())?;
        if has_room {
            let continuation = Continuation::Posted { stream, bytes: bytes.len() };
            under_way.calls.start(Operation::StreamWrite { stream, bytes }, continuation);
        }
        Ok(has_room)
    })
}

/// Whether writes that nobody waits for are under way.
pub(crate) fn has_posted(stream: Handle) -> bool {
    with(|under_way| under_way.posts.are_under_way(stream))
}

/// Answers a request; nobody waits for that.
pub(crate) fn answer(exchange: Handle, answer: Operation<'_>) {
    with(|under_way| under_way.calls.start(answer, Continuation::Answer(exchange)));
}

/// Looks at what became of an answer. One that the host refuses is replaced, or the client would wait for ever.
fn answered(exchange: Handle, failure: Option<Failure<'_>>) {
    let Some(failure) = failure else { return };
    if !matches!(failure.code, ErrorCode::Invalid | ErrorCode::TooLarge | ErrorCode::Unsupported) {
        // The client is gone.
        return;
    }
    let told = format!("an HTTP response was refused, and 500 sent in its place: {}\n", failure.message);
    write(Output::Error, told.as_bytes());
    let refusal = Operation::HttpRespond { exchange, status: 500, reason: None, headers: "", body: b"", more: false };
    with(|under_way| under_way.calls.start(refusal, Continuation::Nothing));
}

/// A task waits for an event: asks the host for those it may send. Whether any can come.
pub(crate) fn await_events() -> bool {
    with(|under_way| {
        if under_way.events == Events::Unasked {
            under_way.calls.start(Operation::HostReceive, Continuation::Events);
            under_way.events = Events::Awaited;
        }
        under_way.events == Events::Awaited
    })
}

/// Closes a handle; nobody waits for that.
pub(crate) fn release(handle: Handle) {
    with(|under_way| {
        under_way.forget(handle);
        under_way.calls.start(Operation::HandleClose { handle }, Continuation::Nothing);
    });
}

/// Waits for Ctrl-C, so that it does nothing else.
pub(crate) fn await_interrupt() {
    with(|under_way| {
        under_way.calls.start(Operation::SignalReceive { signal: Signal::Interrupt }, Continuation::Interrupt)
    });
}

/// Sees to it that the host wakes the guest at a time, if it is to be woken at all. There is one timer only.
pub(crate) fn wake_at(until: Option<Duration>, now: Duration) {
    with(|under_way| {
        let set = under_way.timer;
        if set.map(|(_, when)| when) == until {
            return;
        }
        if let Some((id, _)) = set {
            under_way.calls.cancel(id);
        }
        under_way.timer = until.map(|until| {
            let milliseconds = until.saturating_sub(now).as_secs_f64() * 1000.0;
            (under_way.calls.start(Operation::Sleep { milliseconds }, Continuation::Timer), until)
        });
    });
}
