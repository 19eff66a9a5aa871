//! Tasks: programs within the program, each with its own frames. Only one runs; the others wait for their turn, for a call
//! of the host's, for a time, or for each other.

use super::{
    frame::{Frame, Then},
    native::Escape,
};
use crate::{
    heap::{collect::Marker, value::Value},
    host::{CallId, Data, FunctionId},
};

/// A task. One without frames and without a start stands for a single wait, as `gather(sleep(1))` makes it.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) state: TaskState,
    /// What it begins with: a coroutine, or a function and its arguments.
    pub(crate) start: Option<Start>,
    pub(crate) stack: Vec<Value>,
    pub(crate) frames: Vec<Frame>,
    /// The exception being handled.
    pub(crate) handling: Option<Value>,
    /// What is to be done with the value it waits for.
    pub(crate) then: Then,
    /// What it goes on with, once it is ready.
    pub(crate) delivery: Result<Value, Value>,
    /// The call whose answer that is.
    pub(crate) answered: Option<CallId>,
    /// What it waits for.
    pub(crate) waits_for: WaitsFor,
    /// An exception to be raised where it would wait next.
    pub(crate) pending: Option<Value>,
    /// The exception by which it is cancelled for good: only what `finally` and `with` ask for is still done.
    pub(crate) dying: Option<Value>,
    /// Frames of the tasks that wait for this one, which count for the limit of recursion.
    pub(crate) below: usize,
    pub(crate) outcome: Option<Result<Value, Value>>,
    /// Tasks that wait for its end.
    pub(crate) waiters: Vec<Value>,
    /// The object of the library that it belongs to, or `None`.
    pub(crate) owner: Value,
    /// The values of context variables.
    pub(crate) context: Value,
}

/// What a task begins with.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) callee: Value,
    pub(crate) arguments: Box<[Value]>,
    /// Names of the last arguments.
    pub(crate) keywords: Box<[Value]>,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            state: TaskState::New,
            start: None,
            stack: Vec::new(),
            frames: Vec::new(),
            handling: None,
            then: Then::Discard,
            delivery: Ok(Value::NONE),
            answered: None,
            waits_for: WaitsFor::Nothing,
            pending: None,
            dying: None,
            below: 0,
            outcome: None,
            waiters: Vec::new(),
            owner: Value::NONE,
            context: Value::NONE,
        }
    }
}

impl Task {
    pub(crate) fn trace(&self, to: &mut Marker) -> usize {
        if let Some(start) = &self.start {
            to.value(start.callee);
            to.values(&start.arguments);
            to.values(&start.keywords);
        }
        to.values(&self.stack);
        self.frames.iter().for_each(|frame| to.frame(frame));
        to.option(self.handling);
        self.then.trace(to);
        for outcome in [Some(self.delivery), self.outcome].into_iter().flatten() {
            to.value(outcome.unwrap_or_else(|error| error));
        }
        if let WaitsFor::Task { task, .. } = self.waits_for {
            to.value(task);
        }
        to.option(self.pending);
        to.option(self.dying);
        to.values(&self.waiters);
        to.value(self.owner);
        to.value(self.context);
        size_of::<Self>() + self.stack.capacity() * 8 + self.frames.capacity() * size_of::<Frame>()
    }
}

/// What a task is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum TaskState {
    /// Not started, and not to be started yet.
    #[default]
    New,
    /// It stands in the queue.
    Ready,
    Running,
    Waiting,
    Finished,
}

/// What a task asks to wait for.
#[derive(Debug)]
pub(crate) enum Wait {
    /// That all who are ready have had their turn.
    Turn,
    /// A time, in nanoseconds from now.
    Sleep(u64),
    /// The end of another task, but not longer than so many nanoseconds. With `raises`, its value or exception is the
    /// answer; else whether it has ended.
    Task { task: Value, timeout: Option<u64>, raises: bool },
    /// A call of the host's.
    Call { function: FunctionId, arguments: Vec<Data> },
    /// The next event that the host brings.
    Event,
    /// That another task wakes it.
    Wake,
}

/// What a waiting task waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WaitsFor {
    Nothing,
    /// The timer with this number.
    Timer(u64),
    Task {
        task: Value,
        /// Its value or exception is the answer; else whether it has ended.
        raises: bool,
        /// The timer that ends the wait too.
        timer: Option<u64>,
    },
    Call {
        id: CallId,
        function: FunctionId,
    },
    Event,
    Wake,
}

/// A task that is to wait, and what the answer is for.
#[derive(Debug)]
pub(crate) struct Parked {
    pub(crate) wait: Wait,
    pub(crate) then: Then,
}

impl From<Wait> for Escape {
    fn from(wait: Wait) -> Self {
        Self::Park(Box::new(wait))
    }
}
