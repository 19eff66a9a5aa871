//! The result of a match.

use smallvec::SmallVec;

/// Where a pattern and its groups matched, in bytes of the subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Captures {
    start: usize,
    end: usize,
    /// Start and end of each group from group 1 on.
    slots: Slots,
    last_group: u32,
}

/// Start and end of each group; few need no memory of their own.
pub(super) type Slots = SmallVec<[usize; 8]>;

/// A position that is none.
pub(super) const UNSET: usize = usize::MAX;

impl Captures {
    pub(super) fn new(start: usize, end: usize, slots: Slots, last_group: u32) -> Captures {
        Captures { start, end, slots, last_group }
    }

    /// Where the whole match starts.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where the whole match ends.
    pub fn end(&self) -> usize {
        self.end
    }

    /// The span of a group; group 0 is the whole match. None if the group did not match or does not exist.
    pub fn span(&self, group: usize) -> Option<(usize, usize)> {
        if group == 0 {
            return Some((self.start, self.end));
        }
        let slot = 2 * (group - 1);
        match (*self.slots.get(slot)?, *self.slots.get(slot + 1)?) {
            (UNSET, _) | (_, UNSET) => None,
            span => Some(span),
        }
    }

    /// Groups of the pattern, without group 0.
    pub fn group_count(&self) -> usize {
        self.slots.len() / 2
    }

    /// The bytes it holds beside its own.
    pub fn bytes(&self) -> usize {
        if self.slots.spilled() { self.slots.len() * size_of::<usize>() } else { 0 }
    }

    /// The number of the group that was closed last, as `re.Match.lastindex` gives it.
    pub fn last_index(&self) -> Option<usize> {
        (self.last_group != 0).then_some(self.last_group as usize)
    }
}
