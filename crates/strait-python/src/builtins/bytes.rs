//! `bytes` and `bytearray`: making them, and their commonest methods.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(
        classes.bytes,
        natives! { "__new__"("cls, source=..., encoding=..., errors=...") => new_bytes; },
    );
    vm.add_static_methods(
        classes.bytearray,
        natives! { "__new__"("cls, source=..., encoding=..., errors=...") => new_byte_array; },
    );
    for class in [classes.bytes, classes.bytearray] {
        vm.add_methods(
            class,
            natives! {
                "decode"("self, encoding='utf-8', errors='strict'") => decode;
                "hex"("self, sep=..., bytes_per_sep=1") => hex;
                "__bytes__"("self, /") => |vm, args| { let bytes = vm.bytes_of(args[0]).unwrap_or_default(); Ok(vm.heap.new_bytes(bytes.into())) };
            },
        );
        vm.add_class_methods(class, natives! { "fromhex"("cls, string, /") => from_hex; });
    }
    vm.add_methods(
        classes.bytearray,
        natives! {
            "append"("self, item, /") => append;
            "extend"("self, iterable, /") => extend;
            "clear"("self, /") => |vm, args| { array(vm, args[0]).clear(); Ok(Value::NONE) };
            "pop"("self, index=-1, /") => pop;
        },
    );
}

fn array(vm: &mut Vm, value: Value) -> &mut Vec<u8> {
    let content = vm.heap.content(value);
    vm.heap.byte_arrays.get_mut(content.index())
}

/// The bytes that a constructor's arguments mean.
fn made(vm: &mut Vm, args: &[Value]) -> Outcome<Vec<u8>> {
    let source = args[1];
    if source.is_unbound() {
        return Ok(Vec::new());
    }
    let content = vm.heap.content(source);
    if content.is(Kind::Str) {
        if args[2].is_unbound() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        return match vm.heap.text(args[2]).to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "ascii" => Ok(vm.heap.text(content).as_bytes().to_vec()),
            _ => Err(Escape::Bail),
        };
    }
    if let Some(bytes) = vm.bytes_of(content) {
        return Ok(bytes);
    }
    let class = vm.class_of(source);
    let name = vm.heap.name("__bytes__");
    if let Some(method) = vm.lookup_own(class, name) {
        return Err(Escape::call_checked(method, &[source], crate::vm::native::Check::Bytes));
    }
    if vm.integer_of(content).is_some() {
        let count = vm.index(content)?;
        let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
        vm.heap.reserve(count)?;
        return Ok(vec![0; count]);
    }
    let items = match super::list::drained(vm, source, 1) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            let message = format!("cannot convert '{}' object to bytes", vm.type_name(source));
            return Err(vm.type_error(message));
        }
        other => other?,
    };
    items.into_iter().map(|item| byte(vm, item)).collect()
}

fn byte(vm: &mut Vm, value: Value) -> Outcome<u8> {
    let number = vm.index(value)?;
    u8::try_from(number).map_err(|_| vm.value_error("bytes must be in range(0, 256)"))
}

fn new_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = made(vm, args)?;
    let value = vm.heap.new_bytes(bytes.into());
    Ok(vm.with_class(args[0].index(), value))
}

fn new_byte_array(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = made(vm, args)?;
    let value = vm.heap.new_byte_array(bytes);
    Ok(vm.with_class(args[0].index(), value))
}

fn decode(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = vm.bytes_of(args[0]).unwrap_or_default();
    let encoding = vm.heap.text(args[1]).to_ascii_lowercase().replace('_', "-");
    let text = match encoding.as_str() {
        "utf-8" | "utf8" => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if vm.heap.text(args[2]) == "replace" => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            Err(error) => {
                let place = error.utf8_error().valid_up_to();
                let byte = error.as_bytes()[place];
                let message =
                    format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {place}: invalid start byte");
                return Err(vm.error(vm.classes.unicode_decode_error, &message));
            }
        },
        "ascii" | "us-ascii" => match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => bytes.iter().map(|&byte| byte as char).collect(),
            Some(place) => {
                let message = format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {place}: ordinal not in range(128)",
                    bytes[place]
                );
                return Err(vm.error(vm.classes.unicode_decode_error, &message));
            }
        },
        "latin-1" | "latin1" | "iso-8859-1" => bytes.iter().map(|&byte| byte as char).collect(),
        _ => {
            let message = format!("unknown encoding: {}", vm.heap.text(args[1]));
            return Err(vm.error(vm.classes.lookup_error, &message));
        }
    };
    Ok(vm.heap.string(text))
}

fn hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = vm.bytes_of(args[0]).unwrap_or_default();
    let mut out = String::new();
    let groups = if args[1].is_unbound() {
        None
    } else {
        let count = vm.index(args[2])?;
        let separator = vm.heap.text(args[1]);
        match crate::text::HexGroups::new(separator, count) {
            Ok(groups) => Some(groups),
            Err(error) => return Err(super::number::text_error(vm, &error)),
        }
    };
    crate::text::write_hex(&bytes, groups, &mut out);
    Ok(vm.heap.string(out))
}

fn from_hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let found = crate::text::bytes_from_hex(vm.heap.text(args[1]));
    match found {
        Ok(bytes) => {
            let is_bytes = vm.is_subclass(args[0].index(), vm.classes.bytes);
            let value = if is_bytes { vm.heap.new_bytes(bytes.into()) } else { vm.heap.new_byte_array(bytes) };
            Ok(vm.with_class(args[0].index(), value))
        }
        Err(error) => Err(super::number::text_error(vm, &error)),
    }
}

fn append(vm: &mut Vm, args: &[Value]) -> Outcome {
    let byte = byte(vm, args[1])?;
    vm.heap.charge(1);
    array(vm, args[0]).push(byte);
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = match vm.bytes_of(args[1]) {
        Some(bytes) => bytes,
        None => {
            let items = super::list::drained(vm, args[1], 1)?;
            items.into_iter().map(|item| byte(vm, item)).collect::<Outcome<Vec<u8>>>()?
        }
    };
    vm.heap.charge(bytes.len());
    array(vm, args[0]).extend(bytes);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Outcome {
    let index = vm.index(args[1])?;
    let bytes = array(vm, args[0]);
    let place = if index < 0 { index + bytes.len() as i64 } else { index };
    match usize::try_from(place) {
        Ok(place) if place < bytes.len() => {
            let byte = bytes.remove(place);
            Ok(Value::small_unchecked(i64::from(byte)))
        }
        _ => Err(vm.index_error("pop index out of range")),
    }
}
