//! Finding bytes in bytes.

use std::ops::Range;

use memchr::memmem;

use super::own;
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// The part of an object between two indices; `None` if it begins behind the end.
fn window(vm: &mut Vm, args: &[Value], first: usize) -> Outcome<Option<Range<usize>>> {
    let length = own(vm, args[0]).len() as i64;
    let mut limits = [0, length];
    for (place, limit) in limits.iter_mut().enumerate() {
        if !args[first + place].is_none() {
            *limit = match vm.index_argument(args, first + place) {
                // Beyond all lengths, in one direction or the other.
                Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.overflow_error) => {
                    match vm.integer_of(args[first + place]) {
                        Some(number) if number.sign() == num_bigint::Sign::Minus => i64::MIN,
                        _ => i64::MAX,
                    }
                }
                Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
                    return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
                }
                other => other?,
            };
            if *limit < 0 {
                *limit = limit.saturating_add(length).max(0);
            }
        }
    }
    let [start, end] = limits;
    let end = end.min(length);
    Ok(if start > end { None } else { Some(start as usize..end as usize) })
}

/// What is looked for: bytes, or one byte as a number.
fn wanted(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    if let Some(bytes) = vm.bytes_of(value) {
        return Ok(bytes);
    }
    if vm.integer_of(value).is_some() {
        return super::byte(vm, value).map(|byte| vec![byte]);
    }
    if vm.lookup_own(vm.class_of(value), vm.names.index).is_some() {
        return Err(Escape::Index(1));
    }
    let message = format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(value));
    Err(vm.type_error(message))
}

pub(super) fn found(vm: &mut Vm, args: &[Value], from_right: bool, must: bool) -> Outcome {
    let part = wanted(vm, args[1])?;
    let place = window(vm, args, 2)?.and_then(|window| {
        let searched = &own(vm, args[0])[window.clone()];
        let place = if from_right { memmem::rfind(searched, &part) } else { memmem::find(searched, &part) };
        place.map(|place| place + window.start)
    });
    vm.spend(own(vm, args[0]).len());
    match place {
        Some(place) => Ok(vm.heap.int(place as i64)),
        None if must => Err(vm.value_error("subsection not found")),
        None => Ok(Value::small_unchecked(-1)),
    }
}

/// How often a part is there, without overlaps.
pub(super) fn occurrences(whole: &[u8], part: &[u8]) -> usize {
    if part.is_empty() {
        return whole.len() + 1;
    }
    memmem::find_iter(whole, part).count()
}

pub(super) fn count(vm: &mut Vm, args: &[Value]) -> Outcome {
    let part = wanted(vm, args[1])?;
    let count = match window(vm, args, 2)? {
        Some(window) => occurrences(&own(vm, args[0])[window], &part),
        None => 0,
    };
    vm.spend(own(vm, args[0]).len());
    Ok(vm.heap.int(count as i64))
}

pub(super) fn affix(vm: &mut Vm, args: &[Value], is_prefix: bool) -> Outcome {
    let content = vm.heap.content(args[1]);
    let (choices, is_tuple) = match content.of(Kind::Tuple) {
        Some(tuple) => (vm.heap.tuples.get(tuple).to_vec(), true),
        None => (vec![args[1]], false),
    };
    let window = window(vm, args, 2)?;
    for choice in choices {
        let Some(part) = vm.bytes_of(choice) else {
            if is_tuple {
                return Err(vm.not_bytes(choice));
            }
            let name = if is_prefix { "startswith" } else { "endswith" };
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {}", vm.type_name(choice));
            return Err(vm.type_error(message));
        };
        let Some(window) = window.clone() else { continue };
        let searched = &own(vm, args[0])[window];
        if if is_prefix { searched.starts_with(&part) } else { searched.ends_with(&part) } {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
