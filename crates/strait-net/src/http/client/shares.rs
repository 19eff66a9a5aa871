//! The HTTP connections of a process, divided among its sandboxes.
//!
//! A sandbox may take another one as long as it holds fewer than are left. So one that wants all gets half, two get a third each,
//! and whatever the others want, one that holds none finds some left. Those that wait are served by how little they hold,
//! then by how long they have waited. What is left grows only when something is given back, and then whoever waits is looked at.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use super::permits::SandboxId;

/// What there is to divide.
pub(crate) struct Shares {
    limit: usize,
    /// Held for a few look-ups only, never across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    in_use: usize,
    /// The sandboxes that hold something or wait for it.
    holders: HashMap<SandboxId, Holder>,
    /// Those that wait: what they hold, and the first of their tickets.
    queue: BTreeSet<(usize, Ticket)>,
    /// Whose ticket it is.
    waiting: HashMap<Ticket, SandboxId>,
    last_ticket: Ticket,
}

/// Numbers those that wait in the order they came.
type Ticket = u64;

#[derive(Default)]
struct Holder {
    held: usize,
    waiting: BTreeMap<Ticket, oneshot::Sender<Share>>,
}

/// One connection of a sandbox; given back when dropped.
pub(super) struct Share {
    shares: Arc<Shares>,
    sandbox: SandboxId,
}

impl Shares {
    /// At most `limit` connections in all, and at least one.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), state: Mutex::default() }
    }

    /// Waits for a connection.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the place in the queue up.
    pub(super) async fn acquire(self: &Arc<Self>, sandbox: &SandboxId) -> Option<Share> {
        let (waiting, answer) = {
            let mut state = self.lock();
            let left = self.limit - state.in_use;
            let free = state.holders.get(sandbox).is_none_or(|holder| holder.waiting.is_empty() && holder.held < left);
            if free && left > 0 {
                state.in_use += 1;
                state.change(sandbox, |holder| holder.held += 1);
                return Some(self.share(sandbox));
            }
            let (sender, answer) = oneshot::channel();
            state.last_ticket += 1;
            let ticket = state.last_ticket;
            state.waiting.insert(ticket, sandbox.clone());
            state.change(sandbox, |holder| drop(holder.waiting.insert(ticket, sender)));
            (Waiting { shares: Arc::clone(self), ticket }, answer)
        };
        let share = answer.await.ok();
        drop(waiting);
        share
    }

    /// How many more there may be.
    pub(super) fn left(&self) -> usize {
        self.limit - self.lock().in_use
    }

    fn share(self: &Arc<Self>, sandbox: &SandboxId) -> Share {
        Share { shares: Arc::clone(self), sandbox: sandbox.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Changes what a sandbox holds or waits for, and its place in the queue with it.
    fn change(&mut self, sandbox: &SandboxId, change: impl FnOnce(&mut Holder)) {
        let holder = self.holders.entry(sandbox.clone()).or_default();
        if let Some(place) = holder.place() {
            self.queue.remove(&place);
        }
        change(holder);
        if let Some(place) = holder.place() {
            self.queue.insert(place);
        } else if holder.held == 0 {
            self.holders.remove(sandbox);
        }
    }

    /// Gives what is free to those that wait and may have it.
    fn grant(&mut self, limit: usize) -> Vec<(SandboxId, oneshot::Sender<Share>)> {
        let mut granted = Vec::new();
        while let Some((held, ticket)) = self.queue.first().copied()
            && held < limit - self.in_use
            && let Some(sandbox) = self.waiting.remove(&ticket)
        {
            let mut taken = None;
            self.change(&sandbox, |holder| {
                taken = holder.waiting.remove(&ticket);
                holder.held += 1;
            });
            self.in_use += 1;
            granted.extend(taken.map(|sender| (sandbox, sender)));
        }
        granted
    }
}

impl Holder {
    fn place(&self) -> Option<(usize, Ticket)> {
        self.waiting.first_key_value().map(|(ticket, _)| (self.held, *ticket))
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let granted = {
            let mut state = self.shares.lock();
            state.in_use -= 1;
            state.change(&self.sandbox, |holder| holder.held -= 1);
            state.grant(self.shares.limit)
        };
        for (sandbox, sender) in granted {
            // One that has just been given up drops its share, which goes to the next.
            let _ = sender.send(self.shares.share(&sandbox));
        }
    }
}

/// A place in the queue; given up when dropped.
struct Waiting {
    shares: Arc<Shares>,
    ticket: Ticket,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut state = self.shares.lock();
        if let Some(sandbox) = state.waiting.remove(&self.ticket) {
            state.change(&sandbox, |holder| drop(holder.waiting.remove(&self.ticket)));
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn take(shares: &Arc<Shares>, sandbox: &SandboxId) -> Option<Share> {
        shares.acquire(sandbox).now_or_never().flatten()
    }

    fn take_all(shares: &Arc<Shares>, sandbox: &SandboxId) -> Vec<Share> {
        std::iter::from_fn(|| take(shares, sandbox)).collect()
    }

    #[test]
    fn one_that_wants_all_gets_half() {
        let shares = Arc::new(Shares::new(100));
        let (greedy, second, third) = (SandboxId::new(), SandboxId::new(), SandboxId::new());
        let held = take_all(&shares, &greedy);
        assert_eq!(held.len(), 50);
        let more = take_all(&shares, &second);
        assert_eq!(more.len(), 25);
        assert_eq!(take_all(&shares, &third).len(), 13);
        drop((held, more));
        assert_eq!(shares.left(), 100);
        assert!(shares.lock().holders.is_empty());
    }

    #[test]
    fn one_alone_is_never_without() {
        let shares = Arc::new(Shares::new(0));
        let only = take(&shares, &SandboxId::new()).expect("one");
        let (second, third) = (SandboxId::new(), SandboxId::new());
        let (mut waits, mut behind) = (Box::pin(shares.acquire(&second)), Box::pin(shares.acquire(&third)));
        assert!((&mut waits).now_or_never().is_none());
        assert!((&mut behind).now_or_never().is_none());
        drop(only);
        assert!((&mut behind).now_or_never().is_none());
        let next = waits.now_or_never().flatten().expect("the first that waited");
        drop(next);
        assert!(behind.now_or_never().flatten().is_some());
    }

    #[test]
    fn those_with_the_least_come_first() {
        let shares = Arc::new(Shares::new(4));
        let (rich, poor) = (SandboxId::new(), SandboxId::new());
        let mut held = take_all(&shares, &rich);
        assert_eq!(held.len(), 2);
        let other = take_all(&shares, &poor);
        assert_eq!(other.len(), 1);
        let last = take(&shares, &SandboxId::new()).expect("one is left");
        let mut rich_waits = Box::pin(shares.acquire(&rich));
        assert!((&mut rich_waits).now_or_never().is_none());
        let newcomer = SandboxId::new();
        let mut new_waits = Box::pin(shares.acquire(&newcomer));
        assert!((&mut new_waits).now_or_never().is_none());
        held.pop();
        assert!((&mut rich_waits).now_or_never().is_none());
        assert!(new_waits.now_or_never().flatten().is_some(), "who holds nothing is served first");
        drop((last, other));
        assert!(rich_waits.now_or_never().flatten().is_some());
    }

    #[test]
    fn a_place_that_is_given_up_goes_to_the_next() {
        let shares = Arc::new(Shares::new(1));
        let only = take(&shares, &SandboxId::new()).expect("one");
        let (second, third) = (SandboxId::new(), SandboxId::new());
        let mut given_up = Box::pin(shares.acquire(&second));
        let mut behind = Box::pin(shares.acquire(&third));
        assert!((&mut given_up).now_or_never().is_none());
        assert!((&mut behind).now_or_never().is_none());
        drop(only);
        // It was granted and nobody took it.
        drop(given_up);
        drop(behind.now_or_never().flatten().expect("the next"));
        let state = shares.lock();
        assert!(state.holders.is_empty() && state.queue.is_empty() && state.waiting.is_empty() && state.in_use == 0);
    }
}
