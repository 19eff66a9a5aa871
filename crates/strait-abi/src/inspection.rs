//! What a guest tells of the program in it, where it exports `strait_inspect`.

use alloc::vec::Vec;
use minicbor::{Decode, Encode, Encoder};

/// An answer of `strait_inspect`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inspection<'b> {
    /// Number 0: the global variables.
    Globals(Vec<Variable<'b>>),
    /// Number 1: the tasks that have not ended.
    Tasks(Vec<TaskView<'b>>),
}

impl Inspection<'_> {
    /// The answer as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes);
        // Writing to a vector cannot fail.
        let _ = match self {
            Self::Globals(variables) => encoder.encode(variables).map(|_| ()),
            Self::Tasks(tasks) => encoder.encode(tasks).map(|_| ()),
        };
        bytes
    }
}

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Variable<'b> {
    /// Its name.
    #[b(0)]
    pub name: &'b str,
    /// The representation of its value, which may be cut.
    #[b(1)]
    pub value: &'b str,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TaskView<'b> {
    /// What it does.
    #[n(0)]
    pub state: TaskViewState,
    /// The function it began with.
    #[b(1)]
    pub function: &'b str,
    /// The number of the instruction in that function's code at which it is.
    #[n(2)]
    pub ip: u32,
    /// Its frames, the one it began with first.
    #[b(3)]
    pub frames: Vec<FrameView<'b>>,
    /// What it waits for, if it waits.
    #[b(4)]
    pub waits_for: Option<&'b str>,
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum TaskViewState {
    /// It goes on in the next turn.
    #[n(0)]
    Running,
    /// It goes on when those before it have stopped.
    #[n(1)]
    Ready,
    /// It waits.
    #[n(2)]
    Waiting,
    /// It has not begun.
    #[n(3)]
    New,
    /// It has yielded to the code that drives it.
    #[n(4)]
    Suspended,
}

/// The activation of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct FrameView<'b> {
    /// The function.
    #[b(0)]
    pub function: &'b str,
    /// The file it is from.
    #[b(1)]
    pub file: &'b str,
    /// The line at which it is, from 1.
    #[n(2)]
    pub line: u32,
    /// The number of the instruction at which it is.
    #[n(3)]
    pub ip: u32,
}
