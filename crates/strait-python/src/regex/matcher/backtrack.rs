//! The backtrack stack: places to try again, and changes to take back on the way there.

use super::super::error::OutOfSteps;
use super::super::program::Instruction;
use super::{Matcher, State};

#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    /// Go on here.
    Resume(State),
    /// Try the branches of an alternation from number `next` on.
    Alternative { pc: u32, next: u32, at: usize },
    /// Give back characters of a run that ends at `at`, as far as `low`.
    Shorten { pc: u32, low: usize, at: usize },
    /// Take more characters into a run that ends at `at`, `left` at most.
    Lengthen { pc: u32, left: u32, at: usize },
    /// Run the body of a loop once more.
    RunLoop { pc: u32, at: usize },
    /// Set a slot back.
    Slot { slot: u32, old: usize },
    /// Set the end of a group back, and which group was closed last.
    Close { slot: u32, last_group: u32, old: usize },
    /// Set a register back.
    Register { number: u32, count: u32, last: usize },
    /// The start of a lookaround or an atomic group, which was entered at `at`. The instruction at `pc` says which.
    Barrier { pc: u32, at: usize, outer: usize },
}

/// No lookaround or atomic group is open.
pub(super) const NO_BARRIER: usize = usize::MAX;

/// Entries after which the stack does not grow: a hundred megabytes.
const MAX_ENTRIES: usize = 1 << 22;

impl Entry {
    fn is_undo(&self) -> bool {
        matches!(self, Entry::Slot { .. } | Entry::Close { .. } | Entry::Register { .. })
    }
}

impl<const TEXT: bool> Matcher<'_, TEXT> {
    #[inline]
    pub(super) fn push(&mut self, entry: Entry) -> Result<(), OutOfSteps> {
        self.charge(1)?;
        if self.stack.len() == self.stack.capacity() {
            self.grow()?;
        }
        self.stack.push(entry);
        Ok(())
    }

    #[cold]
    fn grow(&mut self) -> Result<(), OutOfSteps> {
        if self.stack.len() >= MAX_ENTRIES {
            return Err(OutOfSteps);
        }
        self.stack.try_reserve(1).map_err(|_| OutOfSteps)
    }

    /// Keeps what is about to change. That is in vain if there is nowhere to go back to.
    #[inline]
    pub(super) fn push_undo(&mut self, entry: Entry) -> Result<(), OutOfSteps> {
        if self.stack.is_empty() { Ok(()) } else { self.push(entry) }
    }

    /// Goes back to the latest place to try again. None if there is none left.
    pub(super) fn backtrack(&mut self) -> Result<Option<State>, OutOfSteps> {
        while let Some(entry) = self.stack.pop() {
            let resumed = match entry {
                Entry::Resume(state) => Some(state),
                Entry::Alternative { pc, next, at } => self.alternative(State { pc: pc as usize, at }, next)?,
                Entry::Shorten { pc, low, at } => self.shorten(pc as usize, low, at)?,
                Entry::Lengthen { pc, at, left } => self.lengthen(pc as usize, at, left)?,
                Entry::RunLoop { pc, at } => self.run_loop(State { pc: pc as usize, at })?,
                Entry::Barrier { pc, at, outer } => {
                    self.barrier = outer;
                    match self.program.instructions[pc as usize] {
                        Instruction::Look { negative: true, end, .. } => Some(State { pc: end as usize, at }),
                        _ => None,
                    }
                }
                undo => {
                    self.undo(undo);
                    None
                }
            };
            if resumed.is_some() {
                return Ok(resumed);
            }
        }
        Ok(None)
    }

    /// Starts a part that is left as a whole, or not at all.
    pub(super) fn push_barrier(&mut self, State { pc, at }: State) -> Result<(), OutOfSteps> {
        let index = self.stack.len();
        self.push(Entry::Barrier { pc: pc as u32, at, outer: self.barrier })?;
        self.barrier = index;
        Ok(())
    }

    /// Drops the places to try again since the innermost barrier, and the barrier. The changes stay and can still be
    /// taken back. Returns where the part started.
    pub(super) fn commit(&mut self) -> Result<usize, OutOfSteps> {
        let barrier = self.barrier;
        let at = self.leave_barrier();
        self.charge((self.stack.len() - barrier) / 4)?;
        let mut kept = barrier;
        if barrier > 0 {
            for index in barrier + 1..self.stack.len() {
                if self.stack[index].is_undo() {
                    self.stack[kept] = self.stack[index];
                    kept += 1;
                }
            }
        }
        self.stack.truncate(kept);
        Ok(at)
    }

    /// Takes back the changes since the innermost barrier, and drops everything from it on.
    pub(super) fn abandon(&mut self) {
        let barrier = self.barrier;
        self.leave_barrier();
        while self.stack.len() > barrier {
            if let Some(entry) = self.stack.pop() {
                self.undo(entry);
            }
        }
    }

    /// Makes the enclosing barrier the innermost one, and returns where the part that ends started.
    fn leave_barrier(&mut self) -> usize {
        let Entry::Barrier { at, outer, .. } = self.stack[self.barrier] else { return 0 };
        self.barrier = outer;
        at
    }

    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Slot { slot, old } => self.slots[slot as usize] = old,
            Entry::Close { slot, old, last_group } => {
                self.slots[slot as usize] = old;
                self.last_group = last_group;
            }
            Entry::Register { number, count, last } => self.restore_register(number, count, last),
            _ => {}
        }
    }
}
