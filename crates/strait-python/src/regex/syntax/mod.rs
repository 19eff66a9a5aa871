//! From pattern text to a tree, with CPython's errors.

mod escape;
mod extension;
mod group;
mod inline_flags;
mod parser;
mod repeat;
mod set;
mod tokens;
mod tree;

pub(super) use escape::simple_escape;
pub(super) use parser::{Parsed, parse};
pub(super) use tokens::{Token, Tokens, char_count};
pub(super) use tree::{At, Category, Item, Look, Member, Mode, Repeat, Sequence, SequenceId, Set, UNLIMITED};

/// One more than the largest group number a reference may name, however few groups there are.
pub(super) const MAX_GROUPS: u64 = 1_073_741_823;
