//! What can follow a part of a pattern. That decides where backtracking can be left out: a run of characters need not
//! be shortened if what follows cannot start with one of them.

use super::ByteSet;
use super::node::{Kind, Node};

#[derive(Clone, Copy, Debug)]
pub(super) struct Follow {
    /// The bytes it can start with.
    pub(super) first: ByteSet,
    pub(super) then: Then,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Then {
    /// At least one byte, of `first`.
    Bytes,
    /// Possibly nothing, or a condition.
    Anything,
    /// Nothing that a shorter match of this part would change.
    Nothing,
}

impl Follow {
    /// The end of the pattern, or of a part that is not tried another way once it has matched.
    pub(super) const DONE: Follow = Follow { first: ByteSet::EMPTY, then: Then::Nothing };

    /// What follows the part before `node`, if this follows `node`.
    pub(super) fn before(self, node: &Node) -> Follow {
        match (&node.kind, node.can_be_empty(), self.then) {
            (Kind::Sequence(parts), ..) if parts.is_empty() => self,
            (_, false, _) => Follow { first: node.first, then: Then::Bytes },
            (_, true, Then::Bytes) => Follow { first: self.first.union(node.first), then: Then::Bytes },
            _ => Follow { first: self.first.union(node.first), then: Then::Anything },
        }
    }

    /// What follows one run of a loop's body, if this follows the loop.
    pub(super) fn in_loop(self, body: &Node) -> Follow {
        let then = if self.then == Then::Bytes { Then::Bytes } else { Then::Anything };
        Follow { first: self.first.union(body.first), then }
    }
}
