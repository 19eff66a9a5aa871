//! The calls that are under way.

use std::{cell::RefCell, time::Duration};

use strait_guest::{
    Calls,
    abi::{CallId, Operation, State},
};

/// What a reply is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Continuation {
    /// The next sleeper is to be woken.
    Timer,
}

/// The timer that is set, and for when.
type Timer = Option<(CallId, Duration)>;

thread_local! {
    static CALLS: RefCell<Calls<Continuation>> = RefCell::new(Calls::new());
    static TIMER: RefCell<Timer> = const { RefCell::new(None) };
}

/// Forgets the message of the turn before.
pub(crate) fn begin_turn() {
    CALLS.with(|calls| calls.borrow_mut().outbox().clear());
}

/// Ends the outgoing message; the host reads it before the next turn begins.
pub(crate) fn outgoing(state: State) -> *const [u8] {
    CALLS.with(|calls| calls.borrow_mut().outbox().finish(state) as *const [u8])
}

/// A reply came: what it is for, unless nobody waits for it any more.
pub(crate) fn replied(id: CallId) -> Option<Continuation> {
    let continuation = CALLS.with(|calls| calls.borrow_mut().table().remove(id))?;
    if continuation == Continuation::Timer {
        TIMER.with(|timer| timer.replace(None));
    }
    Some(continuation)
}

/// Sees to it that the host wakes the guest at a time, if it is to be woken at all. There is one timer only.
pub(crate) fn wake_at(until: Option<Duration>, now: Duration) {
    let set = TIMER.with(|timer| *timer.borrow());
    if set.map(|(_, when)| when) == until {
        return;
    }
    CALLS.with(|calls| {
        let mut calls = calls.borrow_mut();
        if let Some((id, _)) = set {
            calls.cancel(id);
        }
        let timer = until.map(|until| {
            let milliseconds = until.saturating_sub(now).as_secs_f64() * 1000.0;
            (calls.start(Operation::Sleep { milliseconds }, Continuation::Timer), until)
        });
        TIMER.with(|set| *set.borrow_mut() = timer);
    });
}
