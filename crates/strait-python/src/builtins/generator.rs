//! Generators, coroutines and asynchronous generators, as objects.

use crate::{
    heap::{
        object::{Flavour, GeneratorState},
        value::Value,
    },
    vm::{
        Vm,
        generator::Sent,
        native::{Escape, Getter, Outcome, Request, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    for class in [classes.generator, classes.coroutine] {
        vm.add_methods(
            class,
            natives! {
                "send"("self, value, /") => |_, args| Err(drive(args[0], Sent::Value(args[1]), false));
                "throw"("self, type, value=None, traceback=None, /") => throw;
                "close"("self, /") => close;
            },
        );
    }
    vm.add_methods(
        classes.generator,
        natives! {
            "__iter__"("self, /") => |_, args| Ok(args[0]);
            "__next__"("self, /") => |_, args| Err(drive(args[0], Sent::Value(Value::NONE), false));
        },
    );
    vm.add_methods(classes.coroutine, natives! { "__await__"("self, /") => await_by_hand; });
    vm.add_methods(
        classes.async_generator,
        natives! {
            "__aiter__"("self, /") => |_, args| Ok(args[0]);
            "__anext__"("self, /") => |vm, args| Ok(vm.async_step(args[0], Sent::Value(Value::NONE), false));
            "asend"("self, value, /") => |vm, args| Ok(vm.async_step(args[0], Sent::Value(args[1]), false));
            "athrow"("self, type, value=None, traceback=None, /") => async_throw;
            "aclose"("self, /") => |vm, args| {
                let error = vm.new_error(vm.classes.generator_exit, &[]);
                Ok(vm.async_step(args[0], Sent::Error(error), true))
            };
        },
    );
    for class in [classes.generator, classes.coroutine, classes.async_generator] {
        vm.add_attributes(
            class,
            &[
                (
                    "__name__",
                    |vm, value| Ok(vm.heap.generators.get(value.index()).name.unwrap_or(Value::NONE)),
                    Some(set_name),
                ),
                (
                    "__qualname__",
                    |vm, value| Ok(vm.heap.generators.get(value.index()).qualified_name.unwrap_or(Value::NONE)),
                    Some(set_qualified_name),
                ),
            ],
        );
    }
    let frame: Getter = |vm, value| Ok(super::traceback::frame_of_generator(vm, value));
    vm.add_attributes(
        classes.generator,
        &[
            ("gi_running", is_running, None),
            ("gi_suspended", is_suspended, None),
            ("gi_code", code, None),
            ("gi_frame", frame, None),
            ("gi_yieldfrom", |vm, value| Ok(vm.delegate_of(value)), None),
        ],
    );
    vm.add_attributes(
        classes.coroutine,
        &[
            ("cr_running", is_running, None),
            ("cr_suspended", is_suspended, None),
            ("cr_code", code, None),
            ("cr_frame", frame, None),
            ("cr_await", |vm, value| Ok(vm.delegate_of(value)), None),
            ("cr_origin", |_, _| Ok(Value::NONE), None),
        ],
    );
    vm.add_attributes(
        classes.async_generator,
        &[
            ("ag_running", is_running, None),
            ("ag_suspended", is_suspended, None),
            ("ag_code", code, None),
            ("ag_frame", frame, None),
            ("ag_await", |vm, value| Ok(vm.delegate_of(value)), None),
        ],
    );
}

fn is_running(vm: &mut Vm, value: Value) -> Outcome {
    Ok(Value::bool(vm.heap.generators.get(value.index()).state == GeneratorState::Running))
}

fn is_suspended(vm: &mut Vm, value: Value) -> Outcome {
    Ok(Value::bool(vm.heap.generators.get(value.index()).state == GeneratorState::Suspended))
}

fn checked_name(vm: &mut Vm, what: &str, value: Value) -> Outcome<()> {
    if vm.heap.content(value).is(crate::heap::value::Kind::Str) {
        return Ok(());
    }
    Err(vm.type_error(format!("{what} must be set to a string object")))
}

fn set_name(vm: &mut Vm, generator: Value, value: Value) -> Outcome<()> {
    checked_name(vm, "__name__", value)?;
    vm.heap.generators.get_mut(generator.index()).name = Some(value);
    Ok(())
}

fn set_qualified_name(vm: &mut Vm, generator: Value, value: Value) -> Outcome<()> {
    checked_name(vm, "__qualname__", value)?;
    vm.heap.generators.get_mut(generator.index()).qualified_name = Some(value);
    Ok(())
}

fn code(vm: &mut Vm, value: Value) -> Outcome {
    Ok(vm.heap.generators.get(value.index()).code.as_ref().map_or(Value::NONE, |code| code.object.get()))
}

/// Asks the loop to resume a generator; what it yields is the answer.
/// For `yield from coroutine.__await__()`.
fn await_by_hand(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.heap.generators.get_mut(args[0].index()).is_awaitable = true;
    Ok(args[0])
}

fn drive(generator: Value, sent: Sent, closes: bool) -> Escape {
    let (value, is_error) = match sent {
        Sent::Value(value) => (value, false),
        Sent::Error(error) => (error, true),
    };
    Escape::Call(Box::new(Request {
        callee: generator,
        arguments: smallvec::smallvec![value, Value::bool(is_error), Value::bool(closes)],
        keywords: Vec::new(),
        check: crate::vm::native::Check::Resume,
    }))
}

/// The exception that `throw(type, value)` means.
fn thrown(vm: &mut Vm, args: &[Value]) -> Outcome {
    match args[1].of(crate::heap::value::Kind::Class) {
        Some(class) if vm.is_subclass(class, vm.classes.base_exception) => {
            if vm.is_instance(args[2], vm.classes.base_exception) {
                return Ok(args[2]);
            }
            let arguments = if args[2].is_none() { &[] } else { &args[2..3] };
            Ok(vm.new_error(class, arguments))
        }
        _ if vm.is_instance(args[1], vm.classes.base_exception) => Ok(args[1]),
        _ => {
            let message = format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                vm.type_name(args[1])
            );
            Err(vm.type_error(message))
        }
    }
}

fn throw(vm: &mut Vm, args: &[Value]) -> Outcome {
    let error = thrown(vm, args)?;
    Err(drive(args[0], Sent::Error(error), false))
}

fn async_throw(vm: &mut Vm, args: &[Value]) -> Outcome {
    let error = thrown(vm, args)?;
    Ok(vm.async_step(args[0], Sent::Error(error), false))
}

fn close(vm: &mut Vm, args: &[Value]) -> Outcome {
    let generator = vm.heap.generators.get(args[0].index());
    match generator.state {
        GeneratorState::Finished => Ok(Value::NONE),
        GeneratorState::Running => {
            let what = if generator.flavour == Flavour::Coroutine { "coroutine" } else { "generator" };
            Err(vm.value_error(format!("{what} already executing")))
        }
        _ => {
            let error = vm.new_error(vm.classes.generator_exit, &[]);
            Err(drive(args[0], Sent::Error(error), true))
        }
    }
}
