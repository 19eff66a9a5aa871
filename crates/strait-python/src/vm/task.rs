//! Tasks: programs within the program, each with its own frames. Only one runs; the others wait for their turn, for a call
//! of the host's, for a time, or for each other.

use super::frame::{Frame, Then};
use crate::heap::{collect::Marker, value::Value};

/// A task.
#[derive(Debug, Default)]
pub(crate) struct Task {
    pub(crate) stack: Vec<Value>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) state: TaskState,
    pub(crate) handling: Option<Value>,
    /// What is to be done with the value it waits for.
    pub(crate) then: Then,
    /// What it ended with.
    pub(crate) result: Option<Value>,
    pub(crate) error: Option<Value>,
    /// Tasks that wait for its end.
    pub(crate) waiters: Vec<Value>,
}

impl Task {
    pub(crate) fn trace(&self, to: &mut Marker) -> usize {
        to.values(&self.stack);
        self.frames.iter().for_each(|frame| to.frame(frame));
        to.option(self.handling);
        self.then.trace(to);
        to.option(self.result);
        to.option(self.error);
        to.values(&self.waiters);
        256 + self.stack.capacity() * 8 + self.frames.capacity() * size_of::<Frame>()
    }
}

/// What a task is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum TaskState {
    #[default]
    Ready,
    Running,
    Waiting,
    Finished,
}

/// What a task waits for.
#[derive(Debug)]
pub(crate) enum Wait {
    /// A time, in seconds from now.
    Sleep(f64),
    /// A call of the host's.
    Call { function: u32, arguments: Vec<Value> },
    /// The next turn.
    Turn,
}
