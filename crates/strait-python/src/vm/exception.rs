//! Exceptions on their way: raising, finding a handler, and what they pass.

use super::{
    Vm,
    frame::Then,
    native::{Escape, Outcome},
    run::Stop,
};
use crate::{
    compile::op::Op,
    heap::{
        object::{Flavour, GeneratorState, Traceback},
        value::{Kind, Value},
    },
};

/// A traceback longer than this keeps its outermost and innermost part.
const MOST_ENTRIES: usize = 2000;

impl Vm {
    /// `raise value from cause`.
    pub(crate) fn raise(&mut self, value: Value, cause: Option<Value>) -> Escape {
        let base = self.classes.base_exception;
        if let Some(class) = value.of(Kind::Class) {
            if self.is_subclass(class, base) {
                return Escape::call(value, &[]);
            }
            return self.type_error("exceptions must derive from BaseException");
        }
        if !self.is_instance(value, base) {
            return self.type_error("exceptions must derive from BaseException");
        }
        if let Some(cause) = cause {
            let cause = match cause.of(Kind::Class) {
                Some(class) if self.is_subclass(class, base) => self.new_error(class, &[]),
                _ => cause,
            };
            if !cause.is_none() && !self.is_instance(cause, base) {
                return self.type_error("exception causes must derive from BaseException");
            }
            if let Some(content) = self.exception_mut(value) {
                content.cause = cause;
                content.suppress_context = true;
            }
        }
        Escape::Raise(value)
    }

    /// A bare `raise`.
    pub(crate) fn raise_again(&mut self) -> Escape {
        match self.handling {
            Some(error) => self.reraise(error),
            None => self.runtime_error("No active exception to reraise"),
        }
    }

    /// Raises an exception that was caught, from where it was raised.
    pub(crate) fn reraise(&mut self, error: Value) -> Escape {
        Escape::Raise(error)
    }

    /// Whether an exception is of a class, or of one of a tuple of classes.
    pub(crate) fn exception_matches(&mut self, error: Value, types: Value) -> Outcome<bool> {
        let class = self.class_of(error);
        let mut pending = vec![types];
        let mut matches = false;
        while let Some(types) = pending.pop() {
            match types.kind() {
                Some(Kind::Class) if self.is_subclass(types.index(), self.classes.base_exception) => {
                    matches |= self.is_subclass(class, types.index());
                }
                Some(Kind::Tuple) if pending.len() < 1000 => pending.extend(self.heap.tuples.get(types.index())),
                _ => {
                    return Err(
                        self.type_error("catching classes that do not inherit from BaseException is not allowed")
                    );
                }
            }
        }
        Ok(matches)
    }

    pub(crate) fn traceback_of(&mut self, error: Value) -> Value {
        let Some(content) = self.exception(error) else { return Value::NONE };
        if let Some(shown) = content.shown {
            return shown;
        }
        if content.traceback.is_empty() {
            return Value::NONE;
        }
        let traceback = Traceback::new(&content.traceback);
        let shown = self.heap.new_traceback(traceback);
        if let Some(content) = self.exception_mut(error) {
            content.shown = Some(shown);
        }
        shown
    }

    /// Finds the handler of an exception, taking frames off on the way. Gives how the task ended when there is none.
    pub(crate) fn unwind(&mut self, error: Value) -> Option<Stop> {
        let mut error = error;
        // An exception that is raised again has noted this place already, and what was handled when it was raised first.
        let mut is_again = self.stands_at_reraise();
        if !is_again {
            self.set_context(error);
        }
        loop {
            let Some(frame) = self.frames.last() else { return Some(Stop::Failed(error)) };
            let (code, pc) = (std::rc::Rc::clone(&frame.code), frame.pc);
            let is_noted = std::mem::take(&mut is_again);
            if !code.flags.hidden {
                self.note_place(error, is_noted);
            }
            // One by which a task is cancelled for good stops for nothing but `finally` and `with`.
            let is_final = self.dying == Some(error);
            let handler = code
                .handlers
                .iter()
                .find(|handler| (handler.start..handler.end).contains(&pc) && !(is_final && handler.catches));
            if let Some(handler) = handler {
                self.store(handler.register, error);
                self.jump_to(handler.target as usize);
                return None;
            }
            match self.leave_frame(error) {
                Left::On(next) => error = next,
                Left::Caught => return None,
                Left::Ended(stop) => return Some(stop),
            }
        }
    }

    fn stands_at_reraise(&self) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let instruction = frame.code.instructions[frame.pc as usize];
        match instruction.op {
            Op::Reraise | Op::EndAsyncFor => true,
            Op::Raise => instruction.x == 0,
            _ => false,
        }
    }

    /// Takes the top frame off, and sees whether whoever waits for it takes the exception as an answer.
    fn leave_frame(&mut self, mut error: Value) -> Left {
        let Some(frame) = self.frames.pop() else { return Left::Ended(Stop::Failed(error)) };
        if frame.code.flags.handles {
            self.handling = frame.handling;
        }
        if let Some(generator) = frame.generator {
            let finished = self.heap.generators.get_mut(generator.index());
            finished.state = GeneratorState::Finished;
            finished.registers = Vec::new();
            let flavour = finished.flavour;
            error = self.without_stop_iteration(error, flavour);
        }
        match frame.then {
            Then::Task => Left::Ended(Stop::Failed(error)),
            Then::Next if frame.generator.is_none() && self.is_instance(error, self.classes.stop_iteration) => {
                self.exhausted();
                Left::Caught
            }
            Then::Delegate if frame.generator.is_none() && self.is_instance(error, self.classes.stop_iteration) => {
                let value = self.stop_value(error);
                self.delegate_over(value)
            }
            Then::Closing(then) => {
                let is_end = self.is_instance(error, self.classes.generator_exit)
                    || self.is_instance(error, self.classes.stop_iteration);
                if !is_end {
                    return Left::On(error);
                }
                match *then {
                    // The outer generator goes on with the exception it was closed by.
                    Then::Raise(_) => Left::On(error),
                    then => match self.resume(then, Value::NONE) {
                        Ok(()) => Left::Caught,
                        Err(Escape::Raise(next)) => Left::On(next),
                        Err(_) => Left::On(error),
                    },
                }
            }
            _ => Left::On(error),
        }
    }

    fn delegate_over(&mut self, value: Value) -> Left {
        let frame = &self.frames[self.frames.len() - 1];
        let register = frame.code.instructions[frame.pc as usize].a;
        self.store(register, value);
        self.advance();
        Left::Caught
    }

    /// The value of a `StopIteration`.
    pub(crate) fn stop_value(&self, error: Value) -> Value {
        let Some(content) = self.exception(error) else { return Value::NONE };
        if let Some(&value) = content.fields.first() {
            return value;
        }
        let args = content.args;
        self.heap.items(args).and_then(|args| args.first().copied()).unwrap_or(Value::NONE)
    }

    /// `StopIteration` must not leave a generator as if it were its end (PEP 479).
    fn without_stop_iteration(&mut self, error: Value, flavour: Flavour) -> Value {
        let is_stop = self.is_instance(error, self.classes.stop_iteration);
        let is_async_stop =
            flavour == Flavour::AsyncGenerator && self.is_instance(error, self.classes.stop_async_iteration);
        if !is_stop && !is_async_stop {
            return error;
        }
        let what = match flavour {
            Flavour::Generator => "generator",
            Flavour::Coroutine => "coroutine",
            Flavour::AsyncGenerator => "async generator",
        };
        let which = if is_stop { "StopIteration" } else { "StopAsyncIteration" };
        let text = self.heap.str(&format!("{what} raised {which}"));
        let replaced = self.new_error(self.classes.runtime_error, &[text]);
        if let Some(content) = self.exception_mut(replaced) {
            content.cause = error;
            content.context = error;
            content.suppress_context = true;
        }
        replaced
    }

    /// An exception raised while another is handled refers to it.
    fn set_context(&mut self, error: Value) {
        let Some(handling) = self.handling else { return };
        if handling == error {
            return;
        }
        // Never a circle: the new one is taken out of the chain of the one being handled.
        let mut at = handling;
        for _ in 0..10_000 {
            let Some(context) = self.exception(at).map(|content| content.context) else { break };
            if context == error {
                if let Some(content) = self.exception_mut(at) {
                    content.context = Value::NONE;
                }
                break;
            }
            if context.is_none() {
                break;
            }
            at = context;
        }
        if let Some(content) = self.exception_mut(error)
            && content.context.is_none()
        {
            content.context = handling;
        }
    }

    /// Adds the place of the top frame to a traceback. One that is there already gets the present values of the variables.
    fn note_place(&mut self, error: Value, is_again: bool) {
        let Some(entry) = self.traceback_entry(self.frames.len().saturating_sub(1)) else { return };
        let Some(content) = self.exception_mut(error) else { return };
        if is_again {
            if let Some(noted) = content.traceback.iter_mut().rfind(|noted| noted.mark == entry.mark) {
                noted.variables = entry.variables;
                content.shown = None;
            }
        } else if content.traceback.len() < MOST_ENTRIES {
            // Most are caught where they are raised.
            if content.traceback.is_empty() {
                content.traceback.reserve_exact(1);
            }
            content.traceback.push(entry);
            content.shown = None;
        }
    }
}

/// What became of a frame that an exception left.
enum Left {
    /// The exception goes on.
    On(Value),
    /// Whoever waited takes it as an answer.
    Caught,
    Ended(Stop),
}
