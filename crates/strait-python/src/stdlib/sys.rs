//! `_sys`: what `sys`, `os` and the standard streams need of the machine.

use crate::{
    heap::{
        object::Descriptor,
        value::{Kind, Value},
    },
    text::unicode::surrogate,
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_sys");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "exc_info"("") => exc_info;
            "_getframe"("depth=0, /") => get_frame;
            "_getframemodulename"("depth=0") => module_of_frame;
            "_caller"("depth, /") => caller;
            "_read_only"("cls, name, slot, /") => read_only;
            "exception"("") => |vm, _| Ok(vm.handling.unwrap_or(Value::NONE));
            "getrecursionlimit"("") => |vm, _| { let limit = vm.recursion_limit as i64; Ok(vm.heap.int(limit)) };
            "setrecursionlimit"("limit, /") => set_recursion_limit;
            "intern"("string, /") => intern;
            "getsizeof"("object, default=...") => |_, _| Ok(Value::small_unchecked(64));
            "getdefaultencoding"("") => |vm, _| Ok(vm.heap.name("utf-8"));
            "get_int_max_str_digits"("") => |vm, _| Ok(Value::small_unchecked(vm.max_str_digits as i64));
            "set_int_max_str_digits"("maxdigits") => set_int_max_str_digits;
            "exit"("code=None, /") => |vm, args| Err(vm.prelude_call("_exit", args));
            "write"("stream, text, /") => write;
            "write_bytes"("stream, data, /") => write_bytes;
            "read_line"("") => read_line;
            "library_names"("") => library_names;
            "environ"("") => environ;
        },
    );
    let modules = Value::object(Kind::Dict, vm.modules);
    let arguments = std::mem::take(&mut vm.arguments).iter().map(|text| vm.heap.str(text)).collect();
    let argv = vm.heap.new_list(arguments);
    for (name, value) in [("modules", modules), ("argv", argv)] {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, value);
    }
    module
}

fn write(vm: &mut Vm, args: &[Value]) -> Outcome {
    let text = vm.heap.content(args[1]);
    if args[0] == Value::small_unchecked(2) {
        let text = surrogate::replaced(vm.heap.text(text)).into_owned();
        vm.errors.extend_from_slice(text.as_bytes());
        return Ok(Value::NONE);
    }
    vm.print(text)
}

fn write_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = vm.bytes_of(args[1]).unwrap_or_default();
    let target = if args[0] == Value::small_unchecked(2) { &mut vm.errors } else { &mut vm.output };
    target.extend_from_slice(&bytes);
    Ok(Value::NONE)
}

/// A line of the standard input with its end, or `None` after the last. The host reads it, if it can.
fn read_line(vm: &mut Vm, _: &[Value]) -> Outcome {
    let (host, name) = (vm.heap.name("_host"), vm.heap.name("read_line"));
    let function = vm
        .get_name(vm.modules, host)
        .and_then(|module| module.of(Kind::Module))
        .and_then(|module| vm.get_name(vm.heap.modules.get(module).dict, name));
    match function {
        Some(function) => Err(Escape::call(function, &[])),
        None => Ok(Value::NONE),
    }
}

fn library_names(vm: &mut Vm, _: &[Value]) -> Outcome {
    let names: Vec<Value> = super::names().map(|name| vm.heap.str(name)).collect();
    Ok(vm.heap.new_list(names))
}

fn environ(vm: &mut Vm, _: &[Value]) -> Outcome {
    let dict = vm.heap.new_dict(crate::heap::dict::Dict::default());
    for (name, value) in vm.environment.clone() {
        let (name, value) = (vm.heap.str(&name), vm.heap.str(&value));
        vm.set_name(dict.index(), name, value);
    }
    Ok(dict)
}

fn get_frame(vm: &mut Vm, args: &[Value]) -> Outcome {
    let depth = usize::try_from(vm.index(args[0])?).unwrap_or_default();
    match crate::builtins::running_frame(vm, depth) {
        Some(frame) => Ok(frame),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// The name of the module of the function that runs, or of one that waits for it.
fn module_of_frame(vm: &mut Vm, args: &[Value]) -> Outcome {
    let depth = vm.index(args[0])?;
    let Some(place) = counted_frame(vm, depth) else { return Ok(Value::NONE) };
    Ok(vm.get_name(vm.frames[place].globals, vm.names.name).unwrap_or(Value::NONE))
}

/// Module, file, line and name of the function that runs, or of one that waits for it; `None` when there are not so many.
fn caller(vm: &mut Vm, args: &[Value]) -> Outcome {
    let depth = vm.index(args[0])?;
    let Some(place) = counted_frame(vm, depth) else { return Ok(Value::NONE) };
    let frame = &vm.frames[place];
    let (code, line) = (std::rc::Rc::clone(&frame.code), frame.code.line(frame.pc));
    let module = vm.get_name(frame.globals, vm.names.name).unwrap_or(Value::NONE);
    let file = vm.heap.str(&code.source.name);
    Ok(vm.heap.tuple(&[module, file, Value::small_unchecked(i64::from(line)), code.name]))
}

/// An attribute that gives what stands in a slot, and cannot be set.
fn read_only(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(class) = args[0].of(Kind::Class) else { return Err(vm.type_error("a class is needed")) };
    let (name, slot) = (intern(vm, &args[1..])?, intern(vm, &args[2..])?);
    Ok(vm.heap.new_descriptor(Descriptor::ReadOnly { name, slot, class }))
}

/// The place of a frame, counted from the innermost. Frames of the prelude are not there.
fn counted_frame(vm: &Vm, depth: i64) -> Option<usize> {
    let depth = usize::try_from(depth).unwrap_or_default();
    (0..vm.frames.len()).rev().filter(|&place| vm.frames[place].globals != vm.prelude).nth(depth)
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> Outcome {
    let parts = match vm.handling {
        Some(error) => [Vm::class_value(vm.class_of(error)), error, vm.traceback_of(error)],
        None => [Value::NONE; 3],
    };
    Ok(vm.heap.tuple(&parts))
}

fn set_int_max_str_digits(vm: &mut Vm, args: &[Value]) -> Outcome {
    const LEAST: i64 = 640;
    let limit = vm.index(args[0])?;
    if limit != 0 && limit < LEAST {
        return Err(vm.value_error("maxdigits must be 0 or larger than 640"));
    }
    vm.max_str_digits = limit as usize;
    Ok(Value::NONE)
}

fn set_recursion_limit(vm: &mut Vm, args: &[Value]) -> Outcome {
    let limit = vm.index(args[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    // A frame takes memory of the program's own; the limit of memory holds for them too.
    vm.recursion_limit = limit.clamp(1, 100_000) as usize;
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: &[Value]) -> Outcome {
    if !args[0].is(Kind::Str) {
        let message = format!("intern() argument must be str, not {}", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    }
    let text = vm.heap.text(args[0]).to_owned();
    Ok(vm.heap.name(&text))
}
