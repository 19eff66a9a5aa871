//! `_traceback`: what the module `traceback` asks the machine.

use crate::{
    heap::{
        object::TracebackEntry,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Outcome, natives},
        traceback::caret_line,
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_traceback");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "entries"("tb, capture_locals, /") => entries;
            "stack"("") => stack;
            "scope"("tb, /") => scope;
            "builtins"("") => |vm, _| Ok(Value::object(Kind::Dict, vm.built_in));
            "carets"("line, start, end, is_single, /") => carets;
            "distance"("a, b, most, /") => distance;
            "is_library"("name, /") => is_library;
            "source_lines"("file, /") => source_lines;
        },
    );
    for (name, class) in [("TracebackType", vm.classes.traceback), ("FrameType", vm.classes.frame)] {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, Vm::class_value(class));
    }
    module
}

/// File, line, last line, first and last byte, name, the line's text, and local variables.
fn entry(vm: &mut Vm, code: &crate::compile::code::Code, pc: u32, locals: Value) -> Value {
    let source = &code.source;
    let position = code.position(pc);
    let (line, end_line) = (source.line(position.start), source.line(position.end));
    let [start, end] =
        [(position.start, line), (position.end, end_line)].map(|(at, line)| at.saturating_sub(source.line_start(line)));
    let file = vm.heap.str(&source.name);
    let text = if source.is_file { format!("{}\n", source.line_text(line)) } else { String::new() };
    let text = vm.heap.string(text);
    let name = code.name;
    let numbers = [line, end_line, start, end].map(|number| Value::small_unchecked(i64::from(number)));
    let [line, end_line, start, end] = numbers;
    vm.heap.tuple(&[file, line, end_line, start, end, name, text, locals])
}

fn entries(vm: &mut Vm, args: &[Value]) -> Outcome {
    let places = places(vm, args[0])?;
    let with_locals = vm.truth(args[1]).unwrap_or_default();
    let list = places
        .iter()
        .rev()
        .map(|place| {
            let locals = if with_locals { vm.names_of_entry(place) } else { Value::NONE };
            entry(vm, &place.code, place.pc, locals)
        })
        .collect();
    Ok(vm.heap.new_list(list))
}

fn places(vm: &mut Vm, traceback: Value) -> Outcome<Vec<TracebackEntry>> {
    match traceback.of(Kind::Traceback) {
        Some(index) => Ok(vm.heap.tracebacks.get(index).shown().to_vec()),
        None => {
            let message = format!("expected a traceback, not '{}'", vm.type_name(traceback));
            Err(vm.type_error(message))
        }
    }
}

/// The places where the present functions stand, the outermost first.
fn stack(vm: &mut Vm, _: &[Value]) -> Outcome {
    let shown = vm.frames.iter().filter(|frame| !frame.code.flags.hidden);
    let places: Vec<_> = shown.map(|frame| (std::rc::Rc::clone(&frame.code), frame.pc)).collect();
    let list = places.iter().map(|(code, pc)| entry(vm, code, *pc, Value::NONE)).collect();
    Ok(vm.heap.new_list(list))
}

/// Of the innermost place: the names of its variables, those of its module, and what `self` was.
fn scope(vm: &mut Vm, args: &[Value]) -> Outcome {
    let places = places(vm, args[0])?;
    let Some(place) = places.first() else {
        let (names, module) = (vm.heap.new_list(Vec::new()), vm.heap.new_list(Vec::new()));
        return Ok(vm.heap.tuple(&[names, module, Value::NONE]));
    };
    let values = place.variables.as_deref().unwrap_or_default();
    let known = vm.names_with_values(&place.code, place.pc, values).index();
    let own = vm.heap.name("self");
    let myself = vm.get_name(known, own);
    let is_known = |name: &Value| vm.heap.text(*name) != "self" || myself.is_some();
    let variables = place.code.variables.iter().chain(&place.code.free).copied().filter(is_known).collect();
    let names = vm.heap.new_list(variables);
    let myself = myself.unwrap_or(Value::NONE);
    Ok(vm.heap.tuple(&[names, Value::object(Kind::Dict, place.globals), myself]))
}

fn carets(vm: &mut Vm, args: &[Value]) -> Outcome {
    let line = vm.heap.text(vm.heap.content(args[0])).to_owned();
    let (Ok(start), Ok(end)) = (usize::try_from(vm.index(args[1])?), usize::try_from(vm.index(args[2])?)) else {
        return Ok(Value::NONE);
    };
    let is_single = vm.truth(args[3]).unwrap_or_default();
    Ok(match caret_line(line.trim_end_matches('\n'), start, end, is_single) {
        Some(carets) => vm.heap.string(carets),
        None => Value::NONE,
    })
}

/// How far two names are from each other; more than `most` if it is more.
fn distance(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [a, b] = [args[0], args[1]].map(|text| vm.heap.text(vm.heap.content(text)).chars().collect::<Vec<char>>());
    let most = usize::try_from(vm.index(args[2])?).unwrap_or_default();
    vm.fuel -= (a.len() * b.len() / 16) as i64;
    Ok(Value::small_unchecked(crate::text::distance(&a, &b, most) as i64))
}

fn is_library(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(vm.heap.content(args[0])).to_owned();
    Ok(Value::bool(super::names().any(|known| known == name)))
}

/// The lines of a file that the engine has run, or `None`.
fn source_lines(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(vm.heap.content(args[0])).to_owned();
    let Some(source) = vm.source_text(&name) else { return Ok(Value::NONE) };
    let lines = source.text.lines().map(|line| vm.heap.str(line)).collect();
    Ok(vm.heap.new_list(lines))
}
