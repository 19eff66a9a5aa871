//! The calls that are under way.

use std::{cell::RefCell, collections::HashMap, time::Duration};

use strait_guest::{
    Calls,
    abi::{self, DecodeError, Handle, Operation, Replies, State},
};
use strait_python::{CallId, Engine};

use crate::host;

/// What a reply is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Continuation {
    /// The next sleeper is to be woken.
    Timer,
    /// The script computes on.
    Turn,
    /// A call of the script's.
    Call(CallId),
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
            Some(Continuation::Turn | Continuation::Nothing) => {}
            Some(Continuation::Call(call)) => {
                with(|under_way| under_way.sent.remove(&call));
                engine.complete(call, reply.map(host::data).map_err(|failure| host::exception(&failure)));
            }
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
    for call in engine.take_calls() {
        match host::operation(call.function, &call.arguments) {
            Ok(operation) => with(|under_way| {
                let id = under_way.calls.start(operation, Continuation::Call(call.id));
                under_way.sent.insert(call.id, id);
            }),
            Err(error) => {
                engine.complete(call.id, Err(error));
                is_answered = true;
            }
        }
    }
    for call in engine.take_aborted() {
        with(|under_way| {
            if let Some(id) = under_way.sent.remove(&call) {
                under_way.calls.cancel(id);
            }
        });
    }
    is_answered
}

/// Closes a handle; nobody waits for that.
pub(crate) fn release(handle: Handle) {
    with(|under_way| under_way.calls.start(Operation::HandleClose { handle }, Continuation::Nothing));
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

/// Asks for another turn as soon as everybody else has had theirs.
pub(crate) fn come_back() {
    with(|under_way| under_way.calls.start(Operation::Sleep { milliseconds: 0.0 }, Continuation::Turn));
}
