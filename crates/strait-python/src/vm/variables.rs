//! The variables of frames by name, as `locals()` and `f_locals` show them.

use std::rc::Rc;

use super::{Vm, frame::Frame};
use crate::{
    compile::code::Code,
    heap::{
        object::TracebackEntry,
        value::{Kind, Value},
    },
};

impl Code {
    /// Names and registers of the variables at a place: those of the function, those of functions around it, and those of
    /// the comprehensions that are under way.
    pub(crate) fn variables_at(&self, pc: u32) -> impl Iterator<Item = (Value, usize)> {
        let own = self.variables.iter().enumerate().map(|(place, &name)| (name, place));
        let free = usize::from(self.free_start)..;
        let free = self.free.iter().zip(free).map(|(&name, place)| (name, place));
        own.chain(free).chain(self.inner_variables_at(pc))
    }

    /// The same, only of comprehensions.
    pub(crate) fn inner_variables_at(&self, pc: u32) -> impl Iterator<Item = (Value, usize)> {
        let active = self.inner_variables.iter().filter(move |inner| (inner.start..inner.end).contains(&pc));
        active.map(|inner| (inner.name, usize::from(inner.register)))
    }
}

impl Vm {
    /// The names of a frame, as a dictionary. That of a module, class body or `exec` is the one that the frame uses.
    pub(crate) fn names_of_frame(&mut self, frame: &Frame) -> Value {
        let code = Rc::clone(&frame.code);
        let base = frame.base as usize;
        let value_at = |vm: &Self, register| vm.stack.get(base + register).copied().unwrap_or(Value::UNBOUND);
        if code.flags.function {
            let values: Vec<Value> =
                code.variables_at(frame.pc).map(|(_, register)| value_at(self, register)).collect();
            return self.names_with_values(&code, frame.pc, &values);
        }
        let names = frame.locals.unwrap_or(Value::object(Kind::Dict, frame.globals));
        let inner: Vec<_> =
            code.inner_variables_at(frame.pc).map(|(name, register)| (name, value_at(self, register))).collect();
        let (false, Some(dict)) = (inner.is_empty(), names.of(Kind::Dict)) else { return names };
        let copied = self.heap.dicts.get(dict).copy();
        let copied = self.heap.new_dict(copied);
        self.add_names(copied, inner);
        copied
    }

    /// The variables of a function that were kept by [`Self::kept_variables`], as a dictionary.
    pub(crate) fn names_with_values(&mut self, code: &Code, pc: u32, values: &[Value]) -> Value {
        let dict = self.heap.new_dict(crate::heap::dict::Dict::default());
        let named = code.variables_at(pc).zip(values).map(|((name, _), &value)| (name, value)).collect();
        self.add_names(dict, named);
        dict
    }

    /// The names of a frame that an exception passed: those of now, as long as the frame is there.
    pub(crate) fn names_of_entry(&mut self, entry: &TracebackEntry) -> Value {
        if let Some(place) = self.marked_frame(entry.mark) {
            let frame = self.frames[place].clone();
            return self.names_of_frame(&frame);
        }
        if entry.code.flags.function {
            let values = entry.variables.as_deref().unwrap_or_default();
            return self.names_with_values(&entry.code, entry.pc, values);
        }
        entry.locals.unwrap_or(Value::object(Kind::Dict, entry.globals))
    }

    fn add_names(&mut self, dict: Value, named: Vec<(Value, Value)>) {
        for (name, value) in named {
            let value = value.of(Kind::Cell).map_or(value, |cell| self.heap.cells.get(cell).0);
            if !value.is_unbound() {
                self.set_name(dict.index(), name, value);
            }
        }
    }

    /// Makes a frame one that can be found again; the number is what it is found by.
    pub(crate) fn mark_frame(&mut self, place: usize) -> u32 {
        let next = self.frame_marks.wrapping_add(1).max(1);
        let Some(frame) = self.frames.get_mut(place) else { return 0 };
        if frame.mark == 0 {
            frame.mark = next;
            self.frame_marks = next;
        }
        frame.mark
    }

    /// The place of a frame of the running task that was marked, as long as it is there.
    pub(crate) fn marked_frame(&self, mark: u32) -> Option<usize> {
        self.frames.iter().rposition(|frame| mark != 0 && frame.mark == mark)
    }

    /// What a traceback says of a frame of the running task.
    pub(crate) fn traceback_entry(&mut self, place: usize) -> Option<TracebackEntry> {
        let mark = self.mark_frame(place);
        let frame = self.frames.get(place)?;
        let variables = if frame.code.flags.function { kept_variables(frame, &self.stack) } else { None };
        self.heap.charge(size_of::<TracebackEntry>() + variables.as_ref().map_or(0, |values| values.len() * 8));
        let Frame { pc, globals, locals, .. } = *frame;
        Some(TracebackEntry { code: Rc::clone(&frame.code), pc, globals, locals, variables, mark })
    }
}

/// What the variables of a function have for values now: what `f_locals` shows when it is over.
fn kept_variables(frame: &Frame, stack: &[Value]) -> Option<Rc<[Value]>> {
    let registers = stack.get(frame.base as usize..)?;
    let code = &frame.code;
    if code.free.is_empty() && code.inner_variables.is_empty() {
        let own = registers.get(..code.variables.len())?;
        return (!own.is_empty()).then(|| own.into());
    }
    let value_at = |(_, register): (Value, usize)| registers.get(register).copied().unwrap_or(Value::UNBOUND);
    Some(code.variables_at(frame.pc).map(value_at).collect())
}
