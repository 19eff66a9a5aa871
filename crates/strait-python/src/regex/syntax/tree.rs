//! The parsed pattern: a list of sequences, each after those inside it, so that nothing has to walk it recursively.

use super::super::flags::Flags;

/// Items that match one after the other.
#[derive(Debug)]
pub(in super::super) struct Sequence {
    pub(in super::super) items: Vec<Item>,
    pub(in super::super) width: Width,
    /// The flags that hold for the items, with the default kind of characters.
    pub(in super::super) flags: Flags,
}

/// The place of a sequence in the list.
pub(in super::super) type SequenceId = usize;

/// One element of a pattern.
#[derive(Debug)]
pub(in super::super) enum Item {
    Literal(u32),
    /// A negated set of one character.
    NotLiteral(u32),
    /// `.`
    Any,
    Set(Set),
    At(At),
    Capture {
        group: u32,
        body: SequenceId,
    },
    /// A group that only groups. With `scoped` flags it stays apart from the items around it.
    Group {
        scoped: bool,
        body: SequenceId,
    },
    /// `(?>...)`
    Atomic(SequenceId),
    Look(Look),
    /// Alternatives, in order of preference.
    Branch(Vec<SequenceId>),
    Repeat(Repeat),
    Backreference {
        group: u32,
        width: Width,
    },
    /// `(?(1)yes|no)`
    Conditional {
        group: u32,
        yes: SequenceId,
        no: SequenceId,
    },
}

/// `[...]`
#[derive(Debug)]
pub(in super::super) struct Set {
    pub(in super::super) negated: bool,
    pub(in super::super) members: Vec<Member>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Member {
    Literal(u32),
    /// Both ends are members.
    Range(u32, u32),
    Category {
        category: Category,
        negated: bool,
    },
}

/// `\d`, `\s` and `\w`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(in super::super) enum Category {
    Digit,
    Space,
    Word,
}

/// Conditions on a position, before flags give them their exact meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum At {
    /// `^`
    Beginning,
    /// `\A`
    BeginningOfText,
    /// `$`
    End,
    /// `\Z`
    EndOfText,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
}

/// `(?=...)`, `(?!...)`, `(?<=...)` and `(?<!...)`.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Look {
    pub(in super::super) behind: bool,
    pub(in super::super) negative: bool,
    pub(in super::super) body: SequenceId,
}

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Repeat {
    pub(in super::super) min: u32,
    /// The largest count, or [`UNLIMITED`].
    pub(in super::super) max: u32,
    pub(in super::super) mode: Mode,
    pub(in super::super) body: SequenceId,
}

/// How a repetition chooses among the counts that match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Mode {
    /// Most first.
    Greedy,
    /// Fewest first.
    Lazy,
    /// Most, without alternatives.
    Possessive,
}

/// The count that means "any number": Python's `MAXREPEAT`.
pub(in super::super) const UNLIMITED: u32 = u32::MAX;

/// How many characters a part of a pattern can match. Both numbers stop growing at [`Width::LIMIT`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) struct Width {
    pub(in super::super) min: u64,
    pub(in super::super) max: u64,
}

impl Width {
    /// Larger than any subject, and what an unlimited repetition counts as.
    const LIMIT: u64 = u64::MAX;
    const ONE: Width = Width { min: 1, max: 1 };

    fn plus(self, other: Width) -> Width {
        Width { min: self.min.saturating_add(other.min), max: self.max.saturating_add(other.max) }
    }

    fn or(self, other: Width) -> Width {
        Width { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    fn times(self, min: u32, max: u32) -> Width {
        let most = match max {
            UNLIMITED if self.max > 0 => Width::LIMIT,
            max => self.max.saturating_mul(u64::from(max)),
        };
        Width { min: self.min.saturating_mul(u64::from(min)), max: most }
    }

    /// The width of items one after the other.
    pub(super) fn of_items(items: &[Item], sequences: &[Sequence]) -> Width {
        items.iter().map(|item| Width::of_item(item, sequences)).fold(Width::default(), Width::plus)
    }

    fn of_item(item: &Item, sequences: &[Sequence]) -> Width {
        match item {
            Item::Literal(_) | Item::NotLiteral(_) | Item::Any | Item::Set(_) => Width::ONE,
            Item::At(_) | Item::Look(_) => Width::default(),
            Item::Capture { body, .. } | Item::Group { body, .. } | Item::Atomic(body) => sequences[*body].width,
            Item::Branch(alternatives) => {
                let widths = alternatives.iter().map(|&alternative| sequences[alternative].width);
                widths.reduce(Width::or).unwrap_or_default()
            }
            Item::Repeat(repeat) => sequences[repeat.body].width.times(repeat.min, repeat.max),
            Item::Backreference { width, .. } => *width,
            Item::Conditional { yes, no, .. } => sequences[*yes].width.or(sequences[*no].width),
        }
    }
}
