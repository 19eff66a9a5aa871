//! What can be seen of a program from outside while it stands between two slices: its global variables, and where each of its
//! tasks is.
//!
//! Everything here only reads: no code of a script's runs, nothing is made on the heap, and nothing is marked or cached. So a
//! program goes on as if nobody had looked. What is shown has a bound, whatever the program has.

mod globals;
mod show;
mod tasks;

pub(crate) use globals::globals;
pub(crate) use tasks::tasks;

use crate::{heap::value::Value, text::unicode::surrogate, vm::Vm};

/// Bytes of a name of a variable, function or file.
const MOST_NAME: usize = 200;

/// A task, or a coroutine that has none: what it does, and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskView {
    /// What it does.
    pub state: TaskViewState,
    /// What it waits for, if it waits: `sleep`, `event`, `task NAME`, `call NAME`, or `wake` for being woken by another task.
    pub waits_for: Option<String>,
    /// The qualified name of the function it began with.
    pub function: String,
    /// The place in that function's code: the number of the instruction that is next, or that waits for what it called.
    pub ip: u32,
    /// The frames, the one it began with first; of very many the last ones. Those of the engine's own are left out.
    pub frames: Vec<FrameView>,
}

/// What a task does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskViewState {
    /// It goes on at the next slice.
    Running,
    /// It stands in the queue.
    Ready,
    /// It waits.
    Waiting,
    /// It has not begun.
    New,
    /// A coroutine that a script drives by `send`, and that has yielded.
    Suspended,
}

/// The activation of a function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameView {
    /// Its qualified name, or `<module>` and the like.
    pub function: String,
    /// The file as tracebacks name it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The place in the code, as in [`TaskView`].
    pub ip: u32,
}

/// A name as it may be shown.
fn name(vm: &Vm, name: Value) -> String {
    text(vm.heap.text(name))
}

fn text(text: &str) -> String {
    let text = surrogate::replaced(text);
    text[..text.floor_char_boundary(MOST_NAME)].to_owned()
}
