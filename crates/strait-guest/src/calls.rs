//! The calls a guest waits for.

use strait_abi::{CallId, Operation, Outbox};

/// What waits for each outstanding call, by id.
///
/// An id is a slot number and the slot's generation, so ids are never reused although slots are, and looking one up costs
/// an index.
#[derive(Debug)]
pub struct CallTable<T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    referenced: usize,
}

#[derive(Debug)]
struct Slot<T> {
    generation: u64,
    waiting: Option<Waiting<T>>,
}

#[derive(Debug)]
struct Waiting<T> {
    continuation: T,
    referenced: bool,
}

/// Bits of an id that hold the slot. The rest, 29 bits of what a double holds exactly, is the generation.
const SLOT_BITS: u32 = 24;

impl<T> CallTable<T> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { slots: Vec::new(), free: Vec::new(), referenced: 0 }
    }

    /// Whether a call that keeps the program alive is outstanding.
    pub fn is_waiting(&self) -> bool {
        self.referenced > 0
    }

    /// Enters a call and gives its id.
    pub fn insert(&mut self, continuation: T) -> CallId {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot { generation: 0, waiting: None });
            (self.slots.len() - 1) as u32
        });
        let entry = &mut self.slots[slot as usize];
        entry.generation += 1;
        entry.waiting = Some(Waiting { continuation, referenced: true });
        self.referenced += 1;
        entry.generation << SLOT_BITS | u64::from(slot)
    }

    /// Ends a call: its continuation, if it was outstanding.
    pub fn remove(&mut self, id: CallId) -> Option<T> {
        let slot = self.slot(id)?;
        let waiting = self.slots[slot].waiting.take()?;
        self.free.push(slot as u32);
        self.referenced -= usize::from(waiting.referenced);
        Some(waiting.continuation)
    }

    /// The continuation of an outstanding call.
    pub fn get_mut(&mut self, id: CallId) -> Option<&mut T> {
        let slot = self.slot(id)?;
        self.slots[slot].waiting.as_mut().map(|waiting| &mut waiting.continuation)
    }

    /// Says whether an outstanding call keeps the program alive.
    pub fn set_referenced(&mut self, id: CallId, referenced: bool) {
        if let Some(slot) = self.slot(id)
            && let Some(waiting) = &mut self.slots[slot].waiting
            && waiting.referenced != referenced
        {
            waiting.referenced = referenced;
            if referenced { self.referenced += 1 } else { self.referenced -= 1 }
        }
    }

    fn slot(&self, id: CallId) -> Option<usize> {
        let slot = (id & ((1 << SLOT_BITS) - 1)) as usize;
        (self.slots.get(slot)?.generation == id >> SLOT_BITS).then_some(slot)
    }
}

impl<T> Default for CallTable<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The call table together with the outbox that the calls leave by.
#[derive(Debug)]
pub struct Calls<T> {
    table: CallTable<T>,
    outbox: Outbox,
}

impl<T> Calls<T> {
    /// No calls.
    pub fn new() -> Self {
        Self { table: CallTable::new(), outbox: Outbox::new() }
    }

    /// Makes a call; `continuation` is given back when its reply comes.
    pub fn start(&mut self, operation: Operation<'_>, continuation: T) -> CallId {
        let id = self.table.insert(continuation);
        self.outbox.call(id, operation);
        id
    }

    /// Gives a call up; its continuation is dropped. Harmless for one that is over.
    pub fn cancel(&mut self, id: CallId) -> Option<T> {
        let continuation = self.table.remove(id)?;
        self.outbox.cancel(id);
        Some(continuation)
    }

    /// The table.
    pub fn table(&mut self) -> &mut CallTable<T> {
        &mut self.table
    }

    /// The outbox.
    pub fn outbox(&mut self) -> &mut Outbox {
        &mut self.outbox
    }
}

impl<T> Default for Calls<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::CallTable;

    #[test]
    fn an_id_is_not_reused_when_its_slot_is() {
        let mut table = CallTable::new();
        let first = table.insert("first");
        assert_eq!(table.remove(first), Some("first"));
        let second = table.insert("second");
        assert_ne!(first, second);
        assert_eq!(table.remove(first), None);
        assert_eq!(table.remove(second), Some("second"));
    }

    #[test]
    fn an_unreferenced_call_does_not_keep_the_program_alive() {
        let mut table = CallTable::new();
        let id = table.insert(());
        table.set_referenced(id, false);
        table.set_referenced(id, false);
        assert!(!table.is_waiting());
        table.set_referenced(id, true);
        assert!(table.is_waiting());
        table.remove(id);
        assert!(!table.is_waiting());
    }
}
