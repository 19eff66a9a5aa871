//! What the host may ask about the program between two turns.

use strait_guest::abi::{FrameView, Inspection, TaskView, TaskViewState, Variable};
use strait_python::Engine;

/// The numbers of the questions.
const GLOBALS: u32 = 0;
const TASKS: u32 = 1;

/// The answer to a question; nothing for one that is not known.
pub(crate) fn answer(engine: &Engine, what: u32) -> Vec<u8> {
    match what {
        GLOBALS => {
            let globals = engine.globals();
            let variables = globals.iter().map(|(name, value)| Variable { name, value });
            Inspection::Globals(variables.collect()).encode()
        }
        TASKS => {
            let tasks = engine.tasks();
            Inspection::Tasks(tasks.iter().map(task).collect()).encode()
        }
        _ => Vec::new(),
    }
}

fn task(task: &strait_python::TaskView) -> TaskView<'_> {
    TaskView {
        state: match task.state {
            strait_python::TaskViewState::Running => TaskViewState::Running,
            strait_python::TaskViewState::Ready => TaskViewState::Ready,
            strait_python::TaskViewState::Waiting => TaskViewState::Waiting,
            strait_python::TaskViewState::New => TaskViewState::New,
            strait_python::TaskViewState::Suspended => TaskViewState::Suspended,
        },
        function: &task.function,
        ip: task.ip,
        frames: task.frames.iter().map(frame).collect(),
        waits_for: task.waits_for.as_deref(),
    }
}

fn frame(frame: &strait_python::FrameView) -> FrameView<'_> {
    FrameView { function: &frame.function, file: &frame.file, line: frame.line, ip: frame.ip }
}
