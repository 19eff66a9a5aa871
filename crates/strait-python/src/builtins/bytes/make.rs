//! Making `bytes` and `bytearray`.

use num_traits::ToPrimitive as _;

use super::own;
use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Check, Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(
        classes.bytes,
        natives! { "__new__"("cls, source=..., encoding=..., errors=...") => new_bytes, twin "_bytes_of_items"; },
    );
    vm.add_methods(
        classes.bytes,
        natives! { "__bytes__"("self, /") => |vm, args| { let bytes = own(vm, args[0]).into(); Ok(vm.heap.new_bytes(bytes)) }; },
    );
    vm.add_static_methods(classes.bytearray, natives! { "__new__"("cls, *args, **kwargs") => new_byte_array; });
    vm.add_methods(
        classes.bytearray,
        natives! { "__init__"("self, source=..., encoding=..., errors=...") => init_byte_array, twin "_bytearray_of_items"; },
    );
}

fn new_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    if class == vm.classes.bytes && args[1].is(Kind::Bytes) && args[2].is_unbound() && args[3].is_unbound() {
        return Ok(args[1]);
    }
    let bytes = match made(vm, args, "bytes") {
        // What the call gives is the object itself, or what one of a derived class is made from.
        Err(Escape::Call(request)) if class != vm.classes.bytes => {
            let arguments: Vec<Value> = [args[0], request.callee].into_iter().chain(request.arguments).collect();
            return Err(vm.prelude_call("_new_bytes", &arguments));
        }
        other => other?,
    };
    let value = vm.heap.new_bytes(bytes.into());
    Ok(vm.with_class(class, value))
}

/// An empty array: `__init__` fills it.
fn new_byte_array(vm: &mut Vm, args: &[Value]) -> Outcome {
    let value = vm.heap.new_byte_array(Vec::new());
    Ok(vm.with_class(args[0].index(), value))
}

fn init_byte_array(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = match made(vm, args, "bytearray") {
        Err(Escape::Call(request)) => {
            let arguments: Vec<Value> = [args[0], request.callee].into_iter().chain(request.arguments).collect();
            return Err(vm.prelude_call("_init_bytearray", &arguments));
        }
        other => other?,
    };
    vm.check_exports(args[0])?;
    vm.heap.charge(bytes.len());
    *super::array::array(vm, args[0]) = bytes;
    Ok(Value::NONE)
}

/// The bytes that a constructor's arguments mean.
fn made(vm: &mut Vm, args: &[Value], name: &str) -> Outcome<Vec<u8>> {
    let (source, encoding, errors) = (args[1], args[2], args[3]);
    let content = vm.heap.content(source);
    if content.is(Kind::Str) {
        if encoding.is_unbound() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let errors = if errors.is_unbound() { vm.heap.name("strict") } else { errors };
        return crate::builtins::codec::encoded(vm, content, encoding, errors);
    }
    if !encoding.is_unbound() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if !errors.is_unbound() {
        return Err(vm.type_error("errors without a string argument"));
    }
    if source.is_unbound() {
        return Ok(Vec::new());
    }
    let class = vm.class_of(source);
    let special = vm.heap.name("__bytes__");
    if let Some(method) = vm.lookup_own(class, special) {
        return Err(Escape::call_checked(method, &[source], Check::Bytes));
    }
    if let Some(length) = vm.buffer(content).map(|bytes| bytes.len()) {
        vm.heap.reserve(length)?;
        vm.spend(length);
        return Ok(vm.bytes_of(content).unwrap_or_default());
    }
    if content.is(Kind::MemoryView) {
        return Err(vm.not_bytes(source));
    }
    if let Some(count) = vm.integer_of(content) {
        return zeros(vm, &count);
    }
    if vm.lookup_own(class, vm.names.index).is_some() {
        return Err(Escape::Index(1));
    }
    let items = match crate::builtins::list::drained(vm, source, 1) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            let message = format!("cannot convert '{}' object to {name}", vm.type_name(source));
            return Err(vm.type_error(message));
        }
        other => other?,
    };
    let word = if name == "bytes" { "bytes" } else { "byte" };
    numbers(vm, &items, &format!("{word} must be in range(0, 256)"))
}

fn zeros(vm: &mut Vm, count: &num_bigint::BigInt) -> Outcome<Vec<u8>> {
    let Some(count) = count.to_i64() else {
        return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer"));
    };
    if count < 0 {
        return Err(vm.value_error("negative count"));
    }
    let count = saturated(count);
    vm.heap.reserve(count)?;
    vm.spend(count);
    Ok(vec![0; count])
}

/// The bytes that a list of numbers means.
pub(crate) fn numbers(vm: &mut Vm, items: &[Value], message: &str) -> Outcome<Vec<u8>> {
    vm.fuel -= items.len() as i64;
    let mut bytes = Vec::with_capacity(items.len());
    for &item in items {
        let number = match item.as_small() {
            Some(number) => u8::try_from(number).ok(),
            None => match vm.integer_of(item) {
                Some(number) => number.to_u8(),
                None => match vm.index(item) {
                    // A list of a script's numbers: the prelude makes plain ones of them.
                    Err(Escape::Call(_)) => return Err(Escape::Bail),
                    other => u8::try_from(other?).ok(),
                },
            },
        };
        match number {
            Some(byte) => bytes.push(byte),
            None => return Err(vm.value_error(message)),
        }
    }
    Ok(bytes)
}

pub(super) fn from_hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[1]);
    if !content.is(Kind::Str) {
        let message = format!("fromhex() argument must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    let bytes = match crate::text::bytes_from_hex(vm.heap.text(content)) {
        Ok(bytes) => bytes,
        Err(error) => return Err(crate::builtins::number::text_error(vm, &error)),
    };
    vm.spend(bytes.len());
    let class = args[0].index();
    if class == vm.classes.bytearray {
        return Ok(vm.heap.new_byte_array(bytes));
    }
    let value = vm.heap.new_bytes(bytes.into());
    if class == vm.classes.bytes { Ok(value) } else { Err(Escape::call(args[0], &[value])) }
}
