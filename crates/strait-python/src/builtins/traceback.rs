//! Tracebacks, and the frames they show.

use std::{any::Any, rc::Rc};

use crate::{
    heap::{
        object::{ForeignObject, Traceback, TracebackEntry},
        value::{Kind, Value},
    },
    vm::{
        Vm,
        frame::Frame,
        native::{Outcome, natives},
    },
};

/// A frame as a script sees it: a place that it stood at, and how to find it as long as it is there.
#[derive(Debug)]
struct FrameView {
    entry: TracebackEntry,
    /// Where the exception came to next, if one passed the frame.
    outer: Option<(Rc<[TracebackEntry]>, usize)>,
}

impl ForeignObject for FrameView {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        let outer = self.outer.iter().flat_map(|(entries, place)| entries.get(*place..).unwrap_or_default());
        for entry in outer.chain([&self.entry]) {
            visit(entry.code.object.get());
            visit(Value::object(Kind::Dict, entry.globals));
            entry.locals.into_iter().for_each(&mut *visit);
            entry.variables.iter().flat_map(|values| values.iter().copied()).for_each(&mut *visit);
        }
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
                    let Some(index) = value.of(Kind::Traceback) else { return Ok(Value::NONE) };
                    let Traceback { entries, shown } = vm.heap.tracebacks.get(index).clone();
                    Ok(frame_at(vm, &entries, shown.saturating_sub(1)))
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
            ("f_code", |vm, value| Ok(entry(vm, value).map_or(Value::NONE, |entry| entry.code.object.get())), None),
            (
                "f_lineno",
                |vm, value| {
                    let Some(entry) = entry(vm, value) else { return Ok(Value::NONE) };
                    let line = entry.code.line(present_place(vm, &entry));
                    Ok(Value::small_unchecked(i64::from(line)))
                },
                None,
            ),
            (
                "f_lasti",
                |vm, value| {
                    let Some(entry) = entry(vm, value) else { return Ok(Value::NONE) };
                    Ok(Value::small_unchecked(i64::from(present_place(vm, &entry)) * 2))
                },
                None,
            ),
            (
                "f_globals",
                |vm, value| Ok(entry(vm, value).map_or(Value::NONE, |entry| Value::object(Kind::Dict, entry.globals))),
                None,
            ),
            (
                "f_locals",
                |vm, value| {
                    let Some(entry) = entry(vm, value) else { return Ok(Value::NONE) };
                    Ok(vm.names_of_entry(&entry))
                },
                None,
            ),
            ("f_builtins", |vm, _| Ok(Value::object(Kind::Dict, vm.built_in)), None),
            ("f_back", back, None),
            ("f_trace", |_, _| Ok(Value::NONE), None),
        ],
    );
}

fn view(vm: &Vm, value: Value) -> Option<&FrameView> {
    vm.heap.foreigns.get(value.of(Kind::Foreign)?).object.as_ref()?.as_any().downcast_ref()
}

fn entry(vm: &Vm, value: Value) -> Option<TracebackEntry> {
    view(vm, value).map(|view| view.entry.clone())
}

/// The instruction that a frame stands at, or that it stood at when it was seen last.
fn present_place(vm: &Vm, entry: &TracebackEntry) -> u32 {
    vm.marked_frame(entry.mark).map_or(entry.pc, |place| vm.frames[place].pc)
}

fn new_frame(vm: &mut Vm, entry: TracebackEntry, outer: Option<(Rc<[TracebackEntry]>, usize)>) -> Value {
    let class = vm.classes.frame;
    vm.heap.foreign(class, FrameView { entry, outer })
}

/// One of the frames that an exception passed.
fn frame_at(vm: &mut Vm, entries: &Rc<[TracebackEntry]>, place: usize) -> Value {
    match entries.get(place).cloned() {
        Some(entry) => new_frame(vm, entry, Some((Rc::clone(entries), place + 1))),
        None => Value::NONE,
    }
}

/// The frame that waits for a frame, or waited for it when an exception passed.
fn back(vm: &mut Vm, value: Value) -> Outcome {
    let Some(view) = view(vm, value) else { return Ok(Value::NONE) };
    let outer = view.outer.clone();
    if let Some(place) = vm.marked_frame(view.entry.mark) {
        return Ok(shown_below(vm, place).map_or(Value::NONE, |below| view_of_running(vm, below)));
    }
    Ok(outer.map_or(Value::NONE, |(entries, place)| frame_at(vm, &entries, place)))
}

/// The next frame further out that is not of the library's hidden part.
fn shown_below(vm: &Vm, place: usize) -> Option<usize> {
    vm.frames.iter().take(place).rposition(|frame| !frame.code.flags.hidden)
}

fn view_of_running(vm: &mut Vm, place: usize) -> Value {
    match vm.traceback_entry(place) {
        Some(entry) => new_frame(vm, entry, None),
        None => Value::NONE,
    }
}

/// A frame of a generator that waits or runs, `None` when it has ended.
pub(super) fn frame_of_generator(vm: &mut Vm, generator: Value) -> Value {
    if let Some(place) = vm.frames.iter().position(|frame| frame.generator == Some(generator)) {
        return view_of_running(vm, place);
    }
    let content = vm.heap.generators.get(generator.index());
    let Some(frame) = content.frames.first().cloned() else { return Value::NONE };
    let registers = content.registers.clone();
    let values = frame.code.variables_at(frame.pc);
    let values: Vec<_> = values.map(|(_, place)| registers.get(place).copied().unwrap_or(Value::UNBOUND)).collect();
    let Frame { code, pc, globals, locals, mark, .. } = frame;
    let entry = TracebackEntry { code, pc, globals, locals, variables: Some(values.into()), mark };
    new_frame(vm, entry, None)
}

/// The frame of the function that runs, or of one that waits for it, `depth` calls further out. Frames of the library's
/// hidden part are not there.
pub(crate) fn running_frame(vm: &mut Vm, depth: usize) -> Option<Value> {
    let shown = (0..vm.frames.len()).rev().filter(|&place| !vm.frames[place].code.flags.hidden).nth(depth)?;
    Some(view_of_running(vm, shown))
}

/// The first place of a traceback: entries stand innermost first.
fn outermost(vm: &Vm, value: Value) -> Option<TracebackEntry> {
    vm.heap.tracebacks.get(value.of(Kind::Traceback)?).shown().last().cloned()
}

fn next(vm: &mut Vm, value: Value) -> Outcome {
    let Traceback { entries, shown } = vm.heap.tracebacks.get(value.index()).clone();
    let shown = shown.saturating_sub(1);
    if shown == 0 { Ok(Value::NONE) } else { Ok(vm.heap.new_traceback(Traceback { entries, shown })) }
}

fn set_next(vm: &mut Vm, value: Value, next: Value) -> Outcome<()> {
    let mut entries = match next.of(Kind::Traceback) {
        Some(index) => vm.heap.tracebacks.get(index).shown().to_vec(),
        None if next.is_none() => Vec::new(),
        None => {
            let message = format!("expected traceback object or None, got '{}'", vm.type_name(next));
            return Err(vm.type_error(message));
        }
    };
    entries.extend(outermost(vm, value));
    *vm.heap.tracebacks.get_mut(value.index()) = Traceback::new(&entries);
    Ok(())
}
