//! Taking bytes apart and putting them together.

use memchr::memmem;

use super::{is_space, like, own, unchanged};
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

fn list_of(vm: &mut Vm, like_value: Value, parts: Vec<Vec<u8>>) -> Value {
    let items = parts.into_iter().map(|part| like(vm, like_value, part)).collect();
    vm.heap.new_list(items)
}

pub(super) fn split(vm: &mut Vm, args: &[Value], from_right: bool) -> Outcome {
    let most = usize::try_from(vm.index_argument(args, 2)?).unwrap_or(usize::MAX);
    let separator = if args[1].is_none() { None } else { Some(vm.wanted_bytes(args[1])?) };
    if separator.as_ref().is_some_and(Vec::is_empty) {
        return Err(vm.value_error("empty separator"));
    }
    let length = own(vm, args[0]).len();
    vm.heap.reserve(length.saturating_mul(2))?;
    vm.spend(length);
    let whole = own(vm, args[0]);
    let parts = match (&separator, from_right) {
        (None, false) => at_space(whole, most),
        (None, true) => at_space_from_right(whole, most),
        (Some(separator), false) => at(whole, separator, most),
        (Some(separator), true) => at_from_right(whole, separator, most),
    };
    Ok(list_of(vm, args[0], parts))
}

fn at(whole: &[u8], separator: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), whole);
    while parts.len() < most
        && let Some(place) = memmem::find(rest, separator)
    {
        parts.push(rest[..place].to_vec());
        rest = &rest[place + separator.len()..];
    }
    parts.push(rest.to_vec());
    parts
}

fn at_from_right(whole: &[u8], separator: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), whole);
    while parts.len() < most
        && let Some(place) = memmem::rfind(rest, separator)
    {
        parts.push(rest[place + separator.len()..].to_vec());
        rest = &rest[..place];
    }
    parts.push(rest.to_vec());
    parts.reverse();
    parts
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|&byte| !is_space(byte)).unwrap_or(bytes.len());
    &bytes[start..]
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|&byte| !is_space(byte)).map_or(0, |last| last + 1);
    &bytes[..end]
}

fn at_space(whole: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), trim_start(whole));
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest.to_vec());
            break;
        }
        let end = rest.iter().position(|&byte| is_space(byte)).unwrap_or(rest.len());
        parts.push(rest[..end].to_vec());
        rest = trim_start(&rest[end..]);
    }
    parts
}

fn at_space_from_right(whole: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), trim_end(whole));
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest.to_vec());
            break;
        }
        let start = rest.iter().rposition(|&byte| is_space(byte)).map_or(0, |place| place + 1);
        parts.push(rest[start..].to_vec());
        rest = trim_end(&rest[..start]);
    }
    parts.reverse();
    parts
}

pub(super) fn split_lines(vm: &mut Vm, args: &[Value]) -> Outcome {
    let keep = vm.truth(args[1]).unwrap_or_default();
    let length = own(vm, args[0]).len();
    vm.heap.reserve(length.saturating_mul(2))?;
    vm.spend(length);
    let whole = own(vm, args[0]);
    let (mut parts, mut start, mut place) = (Vec::new(), 0, 0);
    while let Some(&byte) = whole.get(place) {
        place += 1;
        if !matches!(byte, b'\n' | b'\r') {
            continue;
        }
        let end = place - 1;
        if byte == b'\r' && whole.get(place) == Some(&b'\n') {
            place += 1;
        }
        parts.push(whole[start..if keep { place } else { end }].to_vec());
        start = place;
    }
    if start < whole.len() {
        parts.push(whole[start..].to_vec());
    }
    Ok(list_of(vm, args[0], parts))
}

pub(super) fn partition(vm: &mut Vm, args: &[Value], from_right: bool) -> Outcome {
    let separator = vm.wanted_bytes(args[1])?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let whole = own(vm, args[0]).to_vec();
    vm.spend(whole.len());
    let place = if from_right { memmem::rfind(&whole, &separator) } else { memmem::find(&whole, &separator) };
    let parts = match place {
        Some(place) => {
            let after = whole[place + separator.len()..].to_vec();
            [whole[..place].to_vec(), separator, after].map(|part| like(vm, args[0], part))
        }
        None => {
            let (same, one, other) =
                (unchanged(vm, args[0]), like(vm, args[0], Vec::new()), like(vm, args[0], Vec::new()));
            if from_right { [one, other, same] } else { [same, one, other] }
        }
    };
    Ok(vm.heap.tuple(&parts))
}

pub(super) fn join(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = match crate::builtins::list::drained(vm, args[1], 1) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut length = own(vm, args[0]).len().saturating_mul(items.len());
    for (place, &item) in items.iter().enumerate() {
        match vm.buffer(item).map(|bytes| bytes.len()) {
            Some(more) => length = length.saturating_add(more),
            None => {
                let message =
                    format!("sequence item {place}: expected a bytes-like object, {} found", vm.type_name(item));
                return Err(vm.type_error(message));
            }
        }
    }
    if let [only] = items.as_slice()
        && only.is(Kind::Bytes)
        && vm.heap.content(args[0]).is(Kind::Bytes)
    {
        return Ok(*only);
    }
    vm.heap.reserve(length)?;
    vm.spend(length);
    let mut joined = Vec::with_capacity(length);
    for (place, &item) in items.iter().enumerate() {
        if place > 0 {
            joined.extend_from_slice(own(vm, args[0]));
        }
        joined.extend_from_slice(&vm.buffer(item).unwrap_or_default());
    }
    Ok(like(vm, args[0], joined))
}
