//! The methods that change a `bytearray`.

use super::{byte, make::numbers, own};
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.bytearray;
    vm.add_methods(
        class,
        natives! {
            "append"("self, item, /") => append;
            "clear"("self, /") => |vm, args| { vm.check_exports(args[0])?; array(vm, args[0]).clear(); Ok(Value::NONE) };
            "copy"("self, /") => |vm, args| { let copy = own(vm, args[0]).to_vec(); Ok(vm.heap.new_byte_array(copy)) };
            "extend"("self, iterable_of_ints, /") => extend, twin "_bytearray_extend";
            "insert"("self, index, item, /") => insert;
            "pop"("self, index=-1, /") => pop;
            "remove"("self, value, /") => remove;
            "reverse"("self, /") => |vm, args| { array(vm, args[0]).reverse(); Ok(Value::NONE) };
            "__setitem__"("self, key, value, /") => |vm, args| { let content = vm.heap.content(args[0]); super::set_bytes_item(vm, content, args[1], args[2]).map(|()| Value::NONE) };
            "__delitem__"("self, key, /") => |vm, args| { let content = vm.heap.content(args[0]); super::delete_bytes(vm, content, args[1]).map(|()| Value::NONE) };
            "__iadd__"("self, value, /") => |vm, args| { add(vm, args[0], args[1]).map(|()| args[0]) };
        },
    );
}

pub(super) fn array(vm: &mut Vm, value: Value) -> &mut Vec<u8> {
    let content = vm.heap.content(value);
    vm.heap.byte_arrays.get_mut(content.index())
}

/// Makes room for so many more bytes.
fn room(vm: &mut Vm, target: Value, more: usize) -> Outcome<()> {
    Ok(vm.heap.room_in_byte_array(vm.heap.content(target).index(), more)?)
}

fn append(vm: &mut Vm, args: &[Value]) -> Outcome {
    let byte = argument(vm, args, 1)?;
    vm.check_exports(args[0])?;
    room(vm, args[0], 1)?;
    array(vm, args[0]).push(byte);
    Ok(Value::NONE)
}

/// The byte that an argument stands for.
fn argument(vm: &mut Vm, args: &[Value], place: usize) -> Outcome<u8> {
    match byte(vm, args[place]) {
        Err(Escape::Call(_)) => Err(Escape::Index(place)),
        other => other,
    }
}

fn extend(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = match vm.bytes_of(args[1]) {
        Some(bytes) => bytes,
        None => {
            let items = match crate::builtins::list::drained(vm, args[1], 1) {
                Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
                    let message = format!("can't extend bytearray with {}", vm.type_name(args[1]));
                    return Err(vm.type_error(message));
                }
                other => other?,
            };
            numbers(vm, &items, "byte must be in range(0, 256)")?
        }
    };
    if bytes.is_empty() {
        return Ok(Value::NONE);
    }
    grow(vm, args[0], &bytes)?;
    Ok(Value::NONE)
}

fn grow(vm: &mut Vm, target: Value, bytes: &[u8]) -> Outcome<()> {
    vm.check_exports(target)?;
    room(vm, target, bytes.len())?;
    vm.spend(bytes.len());
    array(vm, target).extend(bytes);
    Ok(())
}

/// `array += bytes`.
pub(crate) fn add(vm: &mut Vm, target: Value, other: Value) -> Outcome<()> {
    match vm.bytes_of(other) {
        Some(bytes) => grow(vm, target, &bytes),
        None if vm.heap.content(other).is(Kind::MemoryView) => Err(vm.not_bytes(other)),
        None => {
            let message = format!("can't concat {} to bytearray", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> Outcome {
    let index = vm.index_argument(args, 1)?;
    let byte = argument(vm, args, 2)?;
    vm.check_exports(args[0])?;
    room(vm, args[0], 1)?;
    let bytes = array(vm, args[0]);
    let length = bytes.len() as i64;
    let place = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    bytes.insert(place as usize, byte);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Outcome {
    let index = vm.index_argument(args, 1)?;
    let length = own(vm, args[0]).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let place = if index < 0 { index.saturating_add(length as i64) } else { index };
    match usize::try_from(place) {
        Ok(place) if place < length => {
            vm.check_exports(args[0])?;
            let byte = array(vm, args[0]).remove(place);
            Ok(Value::small_unchecked(i64::from(byte)))
        }
        _ => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: &[Value]) -> Outcome {
    let wanted = argument(vm, args, 1)?;
    match own(vm, args[0]).iter().position(|&byte| byte == wanted) {
        Some(place) => {
            vm.check_exports(args[0])?;
            array(vm, args[0]).remove(place);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}
