//! Frames: the functions that are running or waiting, and what is to become of their results.

use std::rc::Rc;

use super::native::Check;
use crate::{
    compile::{code::Code, op::Op},
    heap::{
        collect::Marker,
        object::Construction,
        value::{Kind, Value},
    },
};

/// One activation of a function.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) code: Rc<Code>,
    /// The next instruction; while something this frame called is running, the instruction that called it.
    pub(crate) pc: u32,
    /// Where its registers begin on the task's stack.
    pub(crate) base: u32,
    pub(crate) function: Option<Value>,
    /// The module's names: a dictionary.
    pub(crate) globals: u32,
    /// The dictionary of a class body's or `exec`'s names.
    pub(crate) locals: Option<Value>,
    /// What was being handled when it was entered, to be restored when it is left.
    pub(crate) handling: Option<Value>,
    /// The generator or coroutine whose first frame this is.
    pub(crate) generator: Option<Value>,
    /// What objects that show it to scripts find it by; 0 when there are none.
    pub(crate) mark: u32,
    pub(crate) then: Then,
}

impl Frame {
    /// How many registers hold something that is still to be used. While a frame calls, those above the arguments hold what
    /// is over; at other places all may be in use.
    pub(crate) fn used_registers(&self) -> usize {
        let all = usize::from(self.code.registers);
        let Some(instruction) = self.code.instructions.get(self.pc as usize) else { return all };
        let window = usize::from(instruction.a) + usize::from(instruction.b);
        match instruction.op {
            Op::Call => all.min(window + 1),
            Op::CallMethod => all.min(window + 2),
            _ => all,
        }
    }
}

/// What is done with the result of a frame, by the one below it.
#[derive(Clone, Debug, Default)]
pub(crate) enum Then {
    /// Into a register.
    Store(u16),
    #[default]
    Discard,
    /// It is what `__init__` returned: nothing; the instance goes into the register.
    Init(u16, Value),
    /// The same, for other places to go on at.
    Initialised(Box<(Value, Then)>),
    /// It is what `__new__` returned.
    Constructed(Box<(Construction, Then)>),
    /// It decides a jump, or a `not`: the interrupted instruction goes on with its truth.
    Decide,
    /// It is what `__bool__` or `__len__` returned; the interrupted instruction goes on with that truth.
    Truth { from_length: bool },
    /// It is what a special method of an operator returned; the number says which was asked.
    Operator(u8),
    /// It is the next item of a loop.
    Next,
    /// It is the next item of what a generator delegates to.
    Delegate,
    /// Whether an item is contained.
    Contained,
    /// A list of the right length, to be taken apart.
    Unpacked,
    /// The exception that `raise` is to raise, and its cause.
    Raise(Option<Value>),
    /// What a generator yields to `next` or `send`; when it ends, `StopIteration`.
    Generator(Box<Then>),
    /// The same, into a register.
    Sent(u16),
    /// What an asynchronous generator yields; when it ends, `StopAsyncIteration`.
    AsyncItem(Box<Then>),
    /// A generator is being closed, and must end.
    Closing(Box<Then>),
    /// Checked and converted before it goes on.
    Checked(Check, Box<Then>),
    /// A list of what an argument's iteration gave: the native function is called again with it.
    Retry(Box<Retry>),
    /// The interrupted instruction is done once more.
    Again,
    /// A function of the host's has answered, in its own terms: `await` of it is done.
    Awaited,
    /// The end of a task.
    Task,
}

impl Then {
    pub(crate) fn trace(&self, to: &mut Marker) {
        match self {
            Self::Init(_, instance) => to.value(*instance),
            Self::Checked(_, then) | Self::Generator(then) | Self::AsyncItem(then) | Self::Closing(then) => {
                then.trace(to)
            }
            Self::Raise(cause) => to.option(*cause),
            Self::Initialised(parts) => {
                to.value(parts.0);
                parts.1.trace(to);
            }
            Self::Constructed(parts) => {
                to.value(Value::object(Kind::Class, parts.0.class));
                to.values(&parts.0.arguments);
                parts.1.trace(to);
            }
            Self::Retry(retry) => {
                to.value(retry.native);
                to.values(&retry.arguments);
                retry.then.trace(to);
            }
            _ => {}
        }
    }
}

/// A native function that waits for one of its arguments to be made into a list.
#[derive(Clone, Debug)]
pub(crate) struct Retry {
    pub(crate) native: Value,
    pub(crate) arguments: Vec<Value>,
    pub(crate) place: usize,
    pub(crate) then: Then,
}
