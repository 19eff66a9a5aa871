//! Items and slices of bytes, read, set and deleted.

use super::{byte, own};
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// `bytes[key]`.
pub(crate) fn bytes_item(vm: &mut Vm, object: Value, key: Value) -> Outcome {
    if object.is(Kind::MemoryView) {
        return super::view::get_item(vm, object, key);
    }
    let length = own(vm, object).len();
    if key.is(Kind::Slice) {
        let bounds = vm.bounds(key, length)?;
        vm.heap.reserve(bounds.count)?;
        vm.spend(bounds.count);
        let whole = own(vm, object);
        let start = bounds.start as usize;
        let part: Vec<u8> = match bounds.step {
            1 => whole.get(start..start + bounds.count).unwrap_or_default().to_vec(),
            _ => bounds.places().filter_map(|place| whole.get(place).copied()).collect(),
        };
        return Ok(super::like(vm, object, part));
    }
    let Some(place) = place(vm, object, key, length)? else { return Err(out_of_range(vm, object)) };
    let byte = own(vm, object).get(place).copied().unwrap_or_default();
    Ok(Value::small_unchecked(i64::from(byte)))
}

/// The place that a key means; nothing beyond the ends.
fn place(vm: &mut Vm, object: Value, key: Value, length: usize) -> Outcome<Option<usize>> {
    let what = if object.is(Kind::ByteArray) { "bytearray" } else { "bytes" };
    vm.place_within(key, length, what)
}

fn out_of_range(vm: &mut Vm, object: Value) -> Escape {
    vm.index_error(if object.is(Kind::ByteArray) { "bytearray index out of range" } else { "index out of range" })
}

/// `array[key] = value`, of a `bytearray` or a `memoryview`.
pub(crate) fn set_bytes_item(vm: &mut Vm, object: Value, key: Value, value: Value) -> Outcome<()> {
    let Some(index) = object.of(Kind::ByteArray) else { return super::view::set_item(vm, object, key, value) };
    let length = own(vm, object).len();
    if !key.is(Kind::Slice) {
        let place = place(vm, object, key, length)?;
        let byte = match byte(vm, value) {
            // A value with `__index__` is asked for it by the general way.
            Err(Escape::Call(_)) => return Err(Escape::Bail),
            other => other?,
        };
        let Some(place) = place else { return Err(out_of_range(vm, object)) };
        if let Some(target) = vm.heap.byte_arrays.get_mut(index).get_mut(place) {
            *target = byte;
        }
        return Ok(());
    }
    let bounds = vm.bounds(key, length)?;
    let content = vm.heap.content(value);
    let bytes = match content.kind() {
        Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView) => vm.wanted_bytes(value)?,
        Some(Kind::Str) | None => return Err(not_assignable(vm)),
        _ if vm.number_of(content).is_some() => return Err(not_assignable(vm)),
        _ => {
            // What gives numbers one after the other is made into bytes first.
            return Err(vm.prelude_call("_set_bytes_slice", &[object, key, value]));
        }
    };
    vm.spend(length);
    if bounds.step == 1 {
        if bytes.len() != bounds.count {
            vm.check_exports(object)?;
            vm.heap.reserve(bytes.len())?;
            vm.heap.charge(bytes.len());
        }
        let start = bounds.start as usize;
        vm.heap.byte_arrays.get_mut(index).splice(start..start + bounds.count, bytes);
        return Ok(());
    }
    if bytes.is_empty() {
        return delete_bytes(vm, object, key);
    }
    if bounds.count != bytes.len() {
        let message =
            format!("attempt to assign bytes of size {} to extended slice of size {}", bytes.len(), bounds.count);
        return Err(vm.value_error(message));
    }
    let array = vm.heap.byte_arrays.get_mut(index);
    for (place, byte) in bounds.places().zip(bytes) {
        if let Some(target) = array.get_mut(place) {
            *target = byte;
        }
    }
    Ok(())
}

fn not_assignable(vm: &mut Vm) -> Escape {
    vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
}

/// `del array[key]`.
pub(crate) fn delete_bytes(vm: &mut Vm, object: Value, key: Value) -> Outcome<()> {
    let Some(index) = object.of(Kind::ByteArray) else {
        super::view::check(vm, object)?;
        return Err(vm.type_error("cannot delete memory"));
    };
    let length = own(vm, object).len();
    if !key.is(Kind::Slice) {
        let Some(place) = place(vm, object, key, length)? else { return Err(out_of_range(vm, object)) };
        vm.check_exports(object)?;
        vm.heap.byte_arrays.get_mut(index).remove(place);
        return Ok(());
    }
    let bounds = vm.bounds(key, length)?;
    if bounds.count == 0 {
        return Ok(());
    }
    vm.check_exports(object)?;
    vm.spend(length);
    let array = vm.heap.byte_arrays.get_mut(index);
    if bounds.step == 1 {
        let start = bounds.start as usize;
        array.drain(start..start + bounds.count);
        return Ok(());
    }
    let mut doomed = vec![false; length];
    bounds.places().for_each(|place| doomed[place] = true);
    let mut place = 0;
    array.retain(|_| {
        place += 1;
        !doomed[place - 1]
    });
    Ok(())
}
