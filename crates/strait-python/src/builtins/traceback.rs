//! Tracebacks, and the frames they show.

use std::{any::Any, rc::Rc};

use crate::{
    compile::code::Code,
    heap::{
        dict::Dict,
        object::{ForeignObject, TracebackEntry},
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

/// A frame as a script sees it: where it stood, and the names of its module.
#[derive(Debug)]
struct FrameView {
    code: Rc<Code>,
    line: u32,
    globals: Value,
    locals: Value,
    back: Value,
}

impl ForeignObject for FrameView {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        [self.code.object.get(), self.globals, self.locals, self.back].into_iter().for_each(visit);
    }

    fn bytes(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_attributes(
        classes.traceback,
        &[
            (
                "tb_frame",
                |vm, value| {
                    let Some(entry) = outermost(vm, value) else { return Ok(Value::NONE) };
                    let line = entry.code.line(entry.pc);
                    Ok(frame_of(vm, &entry.code, line))
                },
                None,
            ),
            ("tb_next", next, Some(set_next)),
            (
                "tb_lineno",
                |vm, value| {
                    let line = outermost(vm, value).map_or(0, |entry| entry.code.line(entry.pc));
                    Ok(Value::small_unchecked(i64::from(line)))
                },
                None,
            ),
            (
                "tb_lasti",
                |vm, value| {
                    let place = outermost(vm, value).map_or(0, |entry| entry.pc);
                    Ok(Value::small_unchecked(i64::from(place) * 2))
                },
                None,
            ),
        ],
    );
    vm.add_methods(classes.frame, natives! { "clear"("self, /") => |_, _| Ok(Value::NONE); });
    vm.add_attributes(
        classes.frame,
        &[
            ("f_code", |vm, value| Ok(view(vm, value).map_or(Value::NONE, |frame| frame.code.object.get())), None),
            (
                "f_lineno",
                |vm, value| {
                    let line = view(vm, value).map_or(0, |frame| frame.line);
                    Ok(Value::small_unchecked(i64::from(line)))
                },
                None,
            ),
            ("f_lasti", |_, _| Ok(Value::small_unchecked(0)), None),
            ("f_globals", |vm, value| Ok(view(vm, value).map_or(Value::NONE, |frame| frame.globals)), None),
            ("f_locals", |vm, value| Ok(view(vm, value).map_or(Value::NONE, |frame| frame.locals)), None),
            ("f_builtins", |vm, _| Ok(Value::object(Kind::Dict, vm.built_in)), None),
            ("f_back", |vm, value| Ok(view(vm, value).map_or(Value::NONE, |frame| frame.back)), None),
            ("f_trace", |_, _| Ok(Value::NONE), None),
        ],
    );
}

fn view(vm: &Vm, value: Value) -> Option<&FrameView> {
    vm.heap.foreigns.get(value.of(Kind::Foreign)?).object.as_ref()?.as_any().downcast_ref()
}

/// A frame that is known by its code only.
fn frame_of(vm: &mut Vm, code: &Rc<Code>, line: u32) -> Value {
    let globals = vm.heap.new_dict(Dict::default());
    let locals = vm.heap.new_dict(Dict::default());
    let class = vm.classes.frame;
    let back = Value::NONE;
    vm.heap.foreign(class, FrameView { code: Rc::clone(code), line, globals, locals, back })
}

/// A frame of a generator that waits, `None` when it has ended.
pub(super) fn frame_of_generator(vm: &mut Vm, generator: Value) -> Value {
    let content = vm.heap.generators.get(generator.index());
    let running = vm.frames.iter().find(|frame| frame.generator == Some(generator));
    let (frame, registers) = match (content.frames.first(), running) {
        (Some(frame), _) => (frame.clone(), content.registers.clone()),
        (None, Some(frame)) => {
            let base = frame.base as usize;
            let end = base + usize::from(frame.code.registers);
            (frame.clone(), vm.stack.get(base..end).unwrap_or_default().to_vec())
        }
        (None, None) => return Value::NONE,
    };
    let code = Rc::clone(&frame.code);
    let line = code.line(frame.pc);
    let locals = variables(vm, &code, &registers);
    let globals = Value::object(Kind::Dict, frame.globals);
    let class = vm.classes.frame;
    vm.heap.foreign(class, FrameView { code, line, globals, locals, back: Value::NONE })
}

/// The frame of the function that runs, or of one that waits for it, `depth` calls further out. Frames of the library's
/// hidden part are not there.
pub(crate) fn running_frame(vm: &mut Vm, depth: usize) -> Option<Value> {
    let shown: Vec<usize> = (0..vm.frames.len()).filter(|&place| !vm.frames[place].code.flags.hidden).collect();
    let wanted = shown.len().checked_sub(depth.saturating_add(1))?;
    let mut back = Value::NONE;
    for &place in shown.get(..=wanted)? {
        let frame = vm.frames[place].clone();
        let locals = match frame.locals {
            Some(locals) => locals,
            None if !frame.code.flags.function => Value::object(Kind::Dict, frame.globals),
            None => {
                let base = frame.base as usize;
                let end = base + usize::from(frame.code.registers);
                let registers = vm.stack.get(base..end).unwrap_or_default().to_vec();
                variables(vm, &frame.code, &registers)
            }
        };
        let (line, globals) = (frame.code.line(frame.pc), Value::object(Kind::Dict, frame.globals));
        let class = vm.classes.frame;
        back = vm.heap.foreign(class, FrameView { code: Rc::clone(&frame.code), line, globals, locals, back });
    }
    Some(back)
}

/// The variables of a function, as a dictionary.
fn variables(vm: &mut Vm, code: &Code, registers: &[Value]) -> Value {
    let locals = vm.heap.new_dict(Dict::default());
    for (place, name) in code.variables.iter().copied().enumerate() {
        let value = registers.get(place).copied().unwrap_or(Value::UNBOUND);
        let value = value.of(Kind::Cell).map_or(value, |cell| vm.heap.cells.get(cell).0);
        if !value.is_unbound() {
            vm.set_name(locals.index(), name, value);
        }
    }
    locals
}

/// The first place of a traceback: entries stand innermost first.
fn outermost(vm: &Vm, value: Value) -> Option<TracebackEntry> {
    vm.heap.tracebacks.get(value.of(Kind::Traceback)?).last().cloned()
}

fn next(vm: &mut Vm, value: Value) -> Outcome {
    let entries = vm.heap.tracebacks.get(value.index());
    let rest = entries[..entries.len().saturating_sub(1)].to_vec();
    if rest.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap.new_traceback(rest)) }
}

fn set_next(vm: &mut Vm, value: Value, next: Value) -> Outcome<()> {
    let mut entries = match next.of(Kind::Traceback) {
        Some(index) => vm.heap.tracebacks.get(index).clone(),
        None if next.is_none() => Vec::new(),
        None => {
            let message = format!("expected traceback object or None, got '{}'", vm.type_name(next));
            return Err(vm.type_error(message));
        }
    };
    entries.extend(outermost(vm, value));
    *vm.heap.tracebacks.get_mut(value.index()) = entries;
    Ok(())
}
