//! The sleeping calls of one sandbox: any number of them behind a single timer of the runtime.

use std::{
    collections::BTreeSet,
    pin::Pin,
    task::{self, Poll},
    time::Duration,
};

use strait_abi::CallId;
use tokio::time::{Instant, Sleep};

use crate::number_map::NumberMap;

/// As good as never, and still an instant the runtime can represent.
const FAR_AWAY: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 30);

/// Sleeping calls, woken in the order of their deadlines, equal ones in the order of their ids.
#[derive(Default)]
pub(crate) struct Timers {
    order: BTreeSet<(Instant, CallId)>,
    deadlines: NumberMap<Instant>,
    /// The runtime's timer. It is set to the earliest deadline, or to an earlier moment when that call was cancelled.
    alarm: Option<Pin<Box<Sleep>>>,
    /// Everybody else has had a turn since something was found to be due already.
    has_yielded: bool,
}

impl Timers {
    /// Lets a call sleep. A time that is not finite or negative counts as zero.
    pub(crate) fn start(&mut self, id: CallId, milliseconds: f64) {
        let time = match milliseconds.is_finite() && milliseconds > 0.0 {
            true => Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(FAR_AWAY).min(FAR_AWAY),
            false => Duration::ZERO,
        };
        let deadline = Instant::now() + time;
        self.order.insert((deadline, id));
        self.deadlines.insert(id, deadline);
    }

    /// Gives a call up. Harmless for one that does not sleep.
    pub(crate) fn cancel(&mut self, id: CallId) {
        if let Some(deadline) = self.deadlines.remove(&id) {
            self.order.remove(&(deadline, id));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.deadlines.len()
    }

    /// Hands every call whose time has come to `wake`, at most `limit` of them, and arranges for the task to be woken
    /// when the next one's has.
    pub(crate) fn poll(&mut self, cx: &mut task::Context<'_>, limit: usize, mut wake: impl FnMut(CallId)) {
        let mut woken = 0;
        while let Some(&(earliest, _)) = self.order.first() {
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(earliest)));
            if alarm.deadline() != earliest && (alarm.deadline() > earliest || alarm.is_elapsed()) {
                alarm.as_mut().reset(earliest);
            }
            if alarm.as_mut().poll(cx) == Poll::Pending {
                if earliest > Instant::now() {
                    return;
                }
                // The runtime's timer counts whole milliseconds. What is due waits for nothing but everybody else's turn.
                if !std::mem::replace(&mut self.has_yielded, true) {
                    cx.waker().wake_by_ref();
                    return;
                }
            }
            self.has_yielded = false;
            let now = Instant::now().max(alarm.deadline());
            while let Some(&(deadline, id)) = self.order.first()
                && deadline <= now
            {
                if woken == limit {
                    cx.waker().wake_by_ref();
                    return;
                }
                self.order.pop_first();
                self.deadlines.remove(&id);
                wake(id);
                woken += 1;
            }
        }
    }
}
