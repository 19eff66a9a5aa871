//! What the sequences have in common: items, slices, containment, joining and repeating.

use crate::{
    compile::op::BinaryOperator,
    heap::{
        object::{Range, View},
        string::Str,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// `sequence[key]`.
pub(crate) fn sequence_item(vm: &mut Vm, object: Value, key: Value) -> Outcome {
    let index = object.index();
    let slice = key.is(Kind::Slice);
    match object.kind() {
        Some(Kind::List) => {
            let length = vm.heap.lists.get(index).len();
            if slice {
                let bounds = vm.bounds(key, length)?;
                vm.heap.reserve(bounds.count * 8)?;
                let items = vm.heap.lists.get(index);
                let part = bounds.pick(items);
                return Ok(vm.heap.new_list(part));
            }
            let place = vm.place(key, length, "list")?;
            Ok(vm.heap.lists.get(index)[place])
        }
        Some(Kind::Tuple) => {
            let length = vm.heap.tuples.get(index).len();
            if slice {
                let bounds = vm.bounds(key, length)?;
                if bounds.step == 1 && bounds.count == length {
                    return Ok(object);
                }
                let items = vm.heap.tuples.get(index);
                let part = bounds.pick(items).into();
                return Ok(vm.heap.new_tuple(part));
            }
            let place = vm.place(key, length, "tuple")?;
            Ok(vm.heap.tuples.get(index)[place])
        }
        Some(Kind::Str) => {
            let length = vm.heap.strs.get(index).len();
            if slice {
                let bounds = vm.bounds(key, length)?;
                return Ok(slice_text(vm, object, bounds));
            }
            let place = vm.place(key, length, "string")?;
            let text = vm.heap.strs.get(index).slice(place, place + 1).to_owned();
            Ok(vm.heap.string(text))
        }
        Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView) => super::bytes::bytes_item(vm, object, key),
        Some(Kind::Range) => {
            let range = *vm.heap.ranges.get(index);
            if slice {
                return match range_part(vm, range, key)? {
                    Some(part) => Ok(vm.heap.new_range(part)),
                    None => Err(vm.prelude_call("_range_part", &[object, key])),
                };
            }
            match vm.wide_place(key, range.len(), "range") {
                Ok(Some(place)) => Ok(vm.heap.int(range.at(place))),
                // So is a number beyond 64 bits.
                Err(Escape::Raise(error)) if !vm.is_instance(error, vm.classes.index_error) => {
                    Err(Escape::Raise(error))
                }
                Ok(None) | Err(Escape::Raise(_)) => Err(vm.index_error("range object index out of range")),
                Err(escape) => Err(escape),
            }
        }
        _ => Err(vm.not_subscriptable(object)),
    }
}

/// A part of a range, unless a number is too large for it.
fn range_part(vm: &mut Vm, range: Range, key: Value) -> Outcome<Option<Range>> {
    let Some(length) = i64::try_from(range.len()).ok().filter(|_| vm.has_small_parts(key)) else { return Ok(None) };
    let bounds = vm.wide_bounds(key, length)?;
    let at = |place: i64| range.start.checked_add(place.checked_mul(range.step)?);
    let part =
        || Some(Range { start: at(bounds.start)?, stop: at(bounds.stop)?, step: range.step.checked_mul(bounds.step)? });
    Ok(part())
}

fn slice_text(vm: &mut Vm, object: Value, bounds: crate::vm::item::Bounds) -> Value {
    let text = vm.heap.strs.get(object.index());
    if bounds.step == 1 {
        let start = bounds.start as usize;
        let part = text.slice(start, start + bounds.count);
        if part.len() <= 1 {
            let part = part.to_owned();
            return vm.heap.string(part);
        }
        let part = Str::with_chars(part, bounds.count);
        return vm.heap.new_str(part);
    }
    let part: String = if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        bounds.places().map(|place| bytes[place] as char).collect()
    } else {
        let characters: Vec<char> = text.as_str().chars().collect();
        bounds.places().map(|place| characters[place]).collect()
    };
    vm.heap.string(part)
}

/// `sequence[key] = value`.
pub(crate) fn set_sequence_item(vm: &mut Vm, object: Value, content: Value, key: Value, value: Value) -> Outcome<()> {
    let index = content.index();
    match content.kind() {
        Some(Kind::List) => {
            let length = vm.heap.lists.get(index).len();
            if key.is(Kind::Slice) {
                return set_slice(vm, index, key, value);
            }
            let Some(place) = vm.place_within(key, length, "list")? else {
                return Err(vm.index_error("list assignment index out of range"));
            };
            vm.heap.lists.get_mut(index)[place] = value;
            Ok(())
        }
        Some(Kind::ByteArray | Kind::MemoryView) => super::bytes::set_bytes_item(vm, content, key, value),
        _ => {
            let message = format!("'{}' object does not support item assignment", vm.type_name(object));
            Err(vm.type_error(message))
        }
    }
}

fn set_slice(vm: &mut Vm, list: u32, key: Value, value: Value) -> Outcome<()> {
    let length = vm.heap.lists.get(list).len();
    let bounds = vm.bounds(key, length)?;
    let items = match vm.items_of(value) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            return Err(vm.type_error("can only assign an iterable"));
        }
        other => other?,
    };
    if bounds.step == 1 {
        if vm.heap.room_in_list(list, items.len().saturating_sub(bounds.count)).is_err() {
            return Err(Escape::Raise(vm.memory_error()));
        }
        let start = bounds.start as usize;
        let end = start.max(bounds.stop.max(bounds.start) as usize);
        match vm.heap.lists.get_mut(list).get_mut(start..end) {
            Some(part) if part.len() == items.len() => part.copy_from_slice(&items),
            _ => {
                vm.heap.lists.get_mut(list).splice(start..end, items);
            }
        }
        return Ok(());
    }
    if bounds.count != items.len() {
        let message =
            format!("attempt to assign sequence of size {} to extended slice of size {}", items.len(), bounds.count);
        return Err(vm.value_error(message));
    }
    for (place, item) in bounds.places().zip(items) {
        vm.heap.lists.get_mut(list)[place] = item;
    }
    Ok(())
}

/// `del sequence[key]`.
pub(crate) fn delete_sequence_item(vm: &mut Vm, object: Value, content: Value, key: Value) -> Outcome<()> {
    let index = content.index();
    let length = vm.length_of(content).unwrap_or_default();
    if matches!(content.kind(), Some(Kind::ByteArray | Kind::MemoryView)) {
        return super::bytes::delete_bytes(vm, content, key);
    }
    if !content.is(Kind::List) {
        // CPython asks sequences, but only for a number, in other words.
        let is_sequence = match content.kind() {
            Some(Kind::Str | Kind::Tuple | Kind::Bytes | Kind::Range) => true,
            Some(Kind::Set | Kind::FrozenSet | Kind::Instance) => vm.integer_of(key).is_some(),
            _ => false,
        };
        let word = if is_sequence { "doesn't" } else { "does not" };
        let message = format!("'{}' object {word} support item deletion", vm.type_name(object));
        return Err(vm.type_error(message));
    }
    let doomed: Vec<usize> = if key.is(Kind::Slice) {
        let mut places: Vec<usize> = vm.bounds(key, length)?.places().collect();
        places.sort_unstable();
        places
    } else {
        match vm.place_within(key, length, "list")? {
            Some(place) => vec![place],
            None => return Err(vm.index_error("list assignment index out of range")),
        }
    };
    if let (Some(&first), Some(&last)) = (doomed.first(), doomed.last())
        && last - first + 1 == doomed.len()
    {
        vm.heap.lists.get_mut(index).drain(first..=last);
        return Ok(());
    }
    let mut doomed = doomed.into_iter().peekable();
    let mut place = 0;
    let mut keeps = || {
        let goes = doomed.peek() == Some(&place);
        if goes {
            doomed.next();
        }
        place += 1;
        !goes
    };
    vm.heap.lists.get_mut(index).retain(|_| keeps());
    Ok(())
}

/// `item in container`.
pub(crate) fn contains(vm: &mut Vm, container: Value, item: Value) -> Outcome<bool> {
    let index = container.index();
    match container.kind() {
        Some(Kind::Dict) => Ok(vm.dict_find(index, item)?.1.is_some()),
        Some(Kind::Set | Kind::FrozenSet) => {
            let item = super::set::as_key(vm, item);
            Ok(vm.set_find(container, item)?.1.is_some())
        }
        Some(Kind::Str) => {
            let content = vm.heap.content(item);
            if !content.is(Kind::Str) {
                let message = format!("'in <string>' requires string as left operand, not {}", vm.type_name(item));
                return Err(vm.type_error(message));
            }
            Ok(vm.heap.text(container).contains(vm.heap.text(content)))
        }
        Some(Kind::Bytes | Kind::ByteArray) => {
            if let Some(part) = vm.buffer(item) {
                let whole = vm.buffer(container).unwrap_or_default();
                return Ok(memchr::memmem::find(&whole, &part).is_some());
            }
            match vm.integer_of(item) {
                Some(number) => match num_traits::ToPrimitive::to_u8(&number) {
                    Some(byte) => Ok(vm.buffer(container).is_some_and(|bytes| bytes.contains(&byte))),
                    None => Err(vm.value_error("byte must be in range(0, 256)")),
                },
                None if vm.lookup_own(vm.class_of(item), vm.names.index).is_some() => {
                    Err(vm.prelude_call("_contains_byte", &[container, item]))
                }
                None => Err(vm.not_bytes(item)),
            }
        }
        Some(Kind::Range) => match vm.integer_of(item) {
            Some(number) => {
                let range = *vm.heap.ranges.get(index);
                let Some(number) = num_traits::ToPrimitive::to_i64(&number) else { return Ok(false) };
                let inside = if range.step > 0 {
                    range.start <= number && number < range.stop
                } else {
                    range.stop < number && number <= range.start
                };
                Ok(inside && (i128::from(number) - i128::from(range.start)) % i128::from(range.step) == 0)
            }
            None => among(vm, container, item),
        },
        Some(Kind::View) => {
            let View { dict, part } = *vm.heap.views.get(index);
            if part == crate::heap::object::Part::Keys {
                let dict = vm.heap.content(dict);
                return Ok(vm.dict_find(dict.index(), item)?.1.is_some());
            }
            among(vm, container, item)
        }
        Some(Kind::Wrapper) => match *vm.heap.wrappers.get(index) {
            crate::heap::object::Wrapper::MappingProxy(inner) => vm.contains(inner, item),
            _ => among(vm, container, item),
        },
        _ => among(vm, container, item),
    }
}

/// Looks at one item after the other.
fn among(vm: &mut Vm, container: Value, item: Value) -> Outcome<bool> {
    let items = match vm.items_of(container) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            let message = format!("argument of type '{}' is not iterable", vm.type_name(container));
            return Err(vm.type_error(message));
        }
        other => other?,
    };
    for other in items {
        if other == item || vm.leaf_equal(other, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `+`, `*`, `%` of sequences, `|` of dictionaries, the operators of sets; `None` where they are not defined.
pub(crate) fn sequence_operator(
    vm: &mut Vm,
    operator: BinaryOperator,
    in_place: bool,
    left: Value,
    right: Value,
) -> Outcome<Option<Value>> {
    let (l, r) = (vm.heap.content(left), vm.heap.content(right));
    match operator {
        BinaryOperator::Add => join(vm, in_place, left, l, r),
        BinaryOperator::Multiply => {
            let is_sequence = |kind: Option<Kind>| {
                matches!(kind, Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
            };
            if is_sequence(l.kind()) && vm.integer_of(r).is_some() {
                return repeat(vm, in_place, left, l, r);
            }
            if is_sequence(r.kind()) && vm.integer_of(l).is_some() {
                return repeat(vm, false, right, r, l);
            }
            for (sequence, count) in [(l, right), (r, left)] {
                let class = vm.class_of(count);
                if is_sequence(sequence.kind()) && vm.lookup_own(class, vm.names.index).is_some() {
                    return Err(vm.prelude_call(
                        "_repeat",
                        &[if in_place { left } else { sequence }, count, Value::bool(in_place)],
                    ));
                }
            }
            Ok(None)
        }
        BinaryOperator::Modulo => match l.kind() {
            Some(Kind::Str | Kind::Bytes | Kind::ByteArray) => super::formatting::percent(vm, l, right).map(Some),
            _ => Ok(None),
        },
        BinaryOperator::Or if l.is(Kind::Dict) && r.is(Kind::Dict) => {
            let target = if in_place {
                left
            } else {
                let copy = vm.heap.dicts.get(l.index()).copy();
                vm.heap.new_dict(copy)
            };
            let content = vm.heap.content(target).index();
            let entries: Vec<_> = vm.heap.dicts.get(r.index()).iter().map(|entry| (entry.key, entry.value)).collect();
            for (key, value) in entries {
                vm.dict_set(content, key, value)?;
            }
            Ok(Some(target))
        }
        BinaryOperator::Or if super::wrapper::is_type(vm, l) || super::wrapper::is_type(vm, r) => {
            Ok(super::wrapper::union(vm, left, right))
        }
        // Whatever gives pairs may be merged into a dictionary in place.
        BinaryOperator::Or if in_place && l.is(Kind::Dict) => Err(vm.prelude_call("_merge", &[left, right])),
        BinaryOperator::Or if is_proxy(vm, l) || is_proxy(vm, r) => {
            Err(vm.prelude_call("_merge_proxies", &[left, right]))
        }
        BinaryOperator::Or | BinaryOperator::And | BinaryOperator::Subtract | BinaryOperator::Xor => {
            super::set::operator(vm, operator, in_place, left, right)
        }
        _ => Ok(None),
    }
}

fn is_proxy(vm: &Vm, value: Value) -> bool {
    value
        .of(Kind::Wrapper)
        .is_some_and(|index| matches!(vm.heap.wrappers.get(index), crate::heap::object::Wrapper::MappingProxy(_)))
}

fn join(vm: &mut Vm, in_place: bool, left: Value, l: Value, r: Value) -> Outcome<Option<Value>> {
    Ok(match (l.kind(), r.kind()) {
        (Some(Kind::Str), Some(Kind::Str)) => {
            let (one, other) = (vm.heap.strs.get(l.index()), vm.heap.strs.get(r.index()));
            vm.heap.reserve(one.growth(other))?;
            let sum = one.plus(other);
            if sum.bytes() <= 1 {
                let text = sum.as_str().to_owned();
                return Ok(Some(vm.heap.string(text)));
            }
            // What is shared with the left side is not allocated again.
            Some(vm.heap.new_str(sum))
        }
        (Some(Kind::List), _) if in_place => {
            let items = match vm.items_of(r) {
                Err(Escape::Bail) => return Err(Escape::Bail),
                other => other?,
            };
            if vm.heap.room_in_list(l.index(), items.len()).is_err() {
                // What was iterated over may be at its end now.
                return Err(Escape::Raise(vm.memory_error()));
            }
            vm.heap.lists.get_mut(l.index()).extend(items);
            Some(left)
        }
        (Some(Kind::List), Some(Kind::List)) => {
            let (one, other) = (vm.heap.lists.get(l.index()), vm.heap.lists.get(r.index()));
            vm.heap.reserve((one.len() + other.len()) * 8)?;
            let all = [one.as_slice(), other.as_slice()].concat();
            Some(vm.heap.new_list(all))
        }
        (Some(Kind::Tuple), Some(Kind::Tuple)) => {
            let all = [vm.heap.tuples.get(l.index()).as_ref(), vm.heap.tuples.get(r.index()).as_ref()].concat();
            Some(vm.heap.new_tuple(all.into()))
        }
        (Some(Kind::ByteArray), _) if in_place => {
            super::bytes::add(vm, l, r)?;
            Some(left)
        }
        (Some(Kind::Bytes | Kind::ByteArray), Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView)) => {
            let length = |bytes| vm.buffer(bytes).map_or(0, |bytes| bytes.len());
            vm.heap.reserve(length(l) + length(r))?;
            vm.spend(length(l) + length(r));
            let bytes = match (vm.buffer(l), vm.buffer(r)) {
                (Some(one), Some(other)) => [one, other].concat(),
                _ => return Err(vm.not_bytes(r)),
            };
            match l.is(Kind::ByteArray) {
                true => Some(vm.heap.new_byte_array(bytes)),
                false => Some(vm.heap.new_bytes(bytes.into())),
            }
        }
        _ => None,
    })
}

fn repeat(vm: &mut Vm, in_place: bool, sequence: Value, content: Value, count: Value) -> Outcome<Option<Value>> {
    let count = match vm.index(count) {
        Ok(count) => count.max(0).unsigned_abs(),
        Err(_) => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    };
    let index = content.index();
    let length = vm.length_of(content).unwrap_or_default();
    let (unit, too_long) = match content.kind() {
        Some(Kind::Str) => (vm.heap.strs.get(index).bytes(), "repeated string is too long"),
        Some(Kind::Bytes) => (length, "repeated bytes are too long"),
        Some(Kind::ByteArray) => (length, ""),
        _ => (length * 8, ""),
    };
    if !too_long.is_empty() && (length as u64).checked_mul(count).is_none_or(|length| length > i64::MAX.unsigned_abs())
    {
        return Err(vm.overflow_error(too_long));
    }
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    // Of nothing, any number is nothing.
    let count = if length == 0 { 0 } else { count };
    vm.heap.reserve(unit.saturating_mul(count))?;
    vm.fuel -= (unit.saturating_mul(count) / 1024) as i64;
    Ok(Some(match content.kind() {
        Some(Kind::Str) => {
            let text = vm.heap.strs.get(index).as_str().repeat(count);
            vm.heap.string(text)
        }
        Some(Kind::Bytes) => {
            let bytes = vm.heap.byte_strings.get(index).repeat(count);
            vm.heap.new_bytes(bytes.into())
        }
        Some(Kind::ByteArray) => {
            if in_place {
                vm.check_exports(content)?;
            }
            let bytes = vm.heap.byte_arrays.get(index).repeat(count);
            if in_place {
                vm.heap.charge(bytes.len());
                *vm.heap.byte_arrays.get_mut(index) = bytes;
                return Ok(Some(sequence));
            }
            vm.heap.new_byte_array(bytes)
        }
        Some(Kind::Tuple) => {
            let items = vm.heap.tuples.get(index).repeat(count);
            vm.heap.new_tuple(items.into())
        }
        _ => {
            let items = vm.heap.lists.get(index).repeat(count);
            if in_place {
                vm.heap.charge(items.len() * 8);
                *vm.heap.lists.get_mut(index) = items;
                return Ok(Some(sequence));
            }
            vm.heap.new_list(items)
        }
    }))
}
