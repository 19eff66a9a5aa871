//! What the collector has found and not yet looked into.

use std::rc::Rc;

use super::{
    object::TracebackEntry,
    value::{Kind, Value},
};
use crate::{compile::code::Code, vm::frame::Frame};

/// Containers of more items are looked into bit by bit, so that what is pending stays small.
pub(super) const PART: usize = 4096;

/// Values that were reached and not yet looked into.
#[derive(Debug, Default)]
pub(crate) struct Marker {
    pub(super) pending: Vec<Value>,
    /// Large containers, and up to which place they have been looked into.
    pub(super) large: Vec<(Value, usize)>,
}

impl Marker {
    pub(crate) fn value(&mut self, value: Value) {
        if value.is_object() {
            self.pending.push(value);
        }
    }

    pub(crate) fn option(&mut self, value: Option<Value>) {
        if let Some(value) = value {
            self.value(value);
        }
    }

    pub(crate) fn values(&mut self, values: &[Value]) {
        self.pending.extend(values.iter().filter(|value| value.is_object()));
    }

    /// The items of a container, now or bit by bit.
    pub(super) fn some(&mut self, container: Value, items: &[Value]) {
        if items.len() > PART {
            self.large.push((container, 0));
        } else {
            self.values(items);
        }
    }

    pub(crate) fn frame(&mut self, frame: &Frame) {
        self.code(&frame.code);
        self.value(Value::object(Kind::Dict, frame.globals));
        self.option(frame.function);
        self.option(frame.locals);
        self.option(frame.handling);
        self.option(frame.generator);
        frame.then.trace(self);
    }

    pub(crate) fn code(&mut self, code: &Rc<Code>) {
        self.value(code.object.get());
    }

    pub(crate) fn traceback(&mut self, entries: &[TracebackEntry]) {
        for entry in entries {
            self.code(&entry.code);
            self.value(Value::object(Kind::Dict, entry.globals));
            self.option(entry.locals);
            self.values(entry.variables.as_deref().unwrap_or_default());
        }
    }
}
