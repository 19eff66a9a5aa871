//! The compiled form of a pattern.

use super::class::Class;
use super::scan::Finder;
use super::syntax::Mode;

/// Instructions with the tables they refer to by number.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) literals: Vec<u8>,
    pub(super) classes: Vec<Class>,
    /// What [`Filter`]s refer to: one entry per byte.
    pub(super) filters: Vec<[bool; 256]>,
    pub(super) branches: Vec<Branch>,
    pub(super) loops: Vec<Loop>,
    pub(super) search: Search,
    /// Capture groups, without group 0.
    pub(super) groups: usize,
    /// The least number of bytes a match takes.
    pub(super) min_bytes: usize,
}

/// One step of the matcher. Each either fails or moves to the next one, unless it says otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) enum Instruction {
    Byte(u8),
    /// Bytes of `literals`.
    Literal {
        start: u32,
        length: u32,
    },
    /// ASCII of `literals`, in lower case, that matches without regard to case.
    FoldedLiteral {
        start: u32,
        length: u32,
    },
    /// One character of a class.
    Class(u32),
    /// A run of characters of a class.
    Span {
        class: u32,
        min: u32,
        max: u32,
        follow: Filter,
        mode: Mode,
    },
    Assertion(Assertion),
    /// Starts a capture group, by its number.
    Open(u32),
    Close(u32),
    Jump(u32),
    /// Goes to `preferred`, and to `other` if that fails later.
    Split {
        preferred: Target,
        other: Target,
    },
    /// The branches from `start` on, in order of preference.
    Alternation {
        start: u32,
        count: u32,
    },
    /// Prepares a loop whose body can be empty, or that counts.
    LoopStart(u32),
    /// Goes back to the loop's body, or on.
    LoopNext(u32),
    /// Starts an assertion on the text ahead, or on that behind.
    Look {
        end: u32,
        behind: Option<u32>,
        negative: bool,
    },
    LookEnd {
        negative: bool,
    },
    AtomicStart,
    AtomicEnd,
    Backreference {
        group: u32,
        fold: Fold,
    },
    /// Goes on if the group has matched, and to `otherwise` if not.
    IfGroup {
        group: u32,
        otherwise: u32,
    },
    Accept,
}

/// A place to go on at, and the bytes that can follow there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) at: u32,
    pub(super) filter: Filter,
}

pub(super) type Branch = Target;

/// A set of bytes of which the next one must be, by its number; or no condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Filter(u32);

/// A loop that needs registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loop {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) lazy: bool,
    pub(super) body: Target,
    /// What can follow after the loop.
    pub(super) exit: Filter,
}

/// A condition on a position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Assertion {
    TextStart,
    LineStart,
    TextEnd,
    LineEnd,
    /// At the end, or before a newline at the end.
    LastLineEnd,
    Boundary {
        unicode: bool,
        negated: bool,
    },
}

/// How a backreference compares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fold {
    Exact,
    Ascii,
    Unicode,
}

/// How a search finds the positions worth trying.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) start: Start,
    /// A string every match contains.
    pub(super) required: Option<Finder>,
}

/// Where a match can start.
#[derive(Debug)]
pub(super) enum Start {
    Anywhere,
    /// At the start of the subject only.
    OfText,
    OfLine,
    /// Where one of these bytes is, and a character of the class, if there is one.
    Byte {
        table: Box<[bool; 256]>,
        class: Option<u32>,
    },
    Literal(Finder),
    /// This many bytes after where a string starts, which a lookbehind wants.
    After {
        literal: Finder,
        length: usize,
    },
    /// In a run of characters of a class that ends at a byte, which is not of the class.
    RunBefore {
        class: u32,
        byte: u8,
    },
}

impl Filter {
    pub(super) const NONE: Filter = Filter(u32::MAX);

    pub(super) fn number(number: u32) -> Filter {
        Filter(number)
    }

    /// Which of the program's filters this is.
    #[inline]
    pub(super) fn index(self) -> Option<usize> {
        (self != Filter::NONE).then_some(self.0 as usize)
    }
}
