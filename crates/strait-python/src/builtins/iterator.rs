//! Built-in iterators.

use super::details::read_only;
use crate::{
    heap::{
        object::{Iter, Range, Slice},
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(
        classes.enumerate,
        natives! { "__new__"("cls, iterable=..., start=0") => new_enumerate, twin "_enumerate"; },
    );
    vm.add_static_methods(
        classes.zip,
        natives! { "__new__"("cls, *iterables, strict=False") => new_zip, twin "_zip"; },
    );
    vm.add_static_methods(
        classes.map,
        natives! { "__new__"("cls, function=..., *iterables") => new_map, twin "_map"; },
    );
    vm.add_static_methods(
        classes.filter,
        natives! { "__new__"("cls, function, iterable, /") => new_filter, twin "_filter"; },
    );
    vm.add_static_methods(classes.reversed, natives! { "__new__"("cls, sequence, /") => new_reversed; });
    for class in [
        classes.enumerate,
        classes.zip,
        classes.map,
        classes.filter,
        classes.reversed,
        classes.list_iterator,
        classes.list_reverse_iterator,
        classes.tuple_iterator,
        classes.str_iterator,
        classes.bytes_iterator,
        classes.range_iterator,
        classes.dict_key_iterator,
        classes.dict_value_iterator,
        classes.dict_item_iterator,
        classes.set_iterator,
        classes.sequence_iterator,
        classes.callable_iterator,
    ] {
        vm.add_methods(
            class,
            natives! {
                "__iter__"("self, /") => |_, args| Ok(args[0]);
                "__next__"("self, /") => next, twin "_iterator_next";
                "__length_hint__"("self, /") => length_hint;
            },
        );
    }
    vm.add_attributes(
        classes.range,
        &[
            (
                "start",
                |vm, value| {
                    let range = range(vm, value);
                    Ok(vm.heap.int(range.start))
                },
                Some(read_only),
            ),
            (
                "stop",
                |vm, value| {
                    let range = range(vm, value);
                    Ok(vm.heap.int(range.stop))
                },
                Some(read_only),
            ),
            (
                "step",
                |vm, value| {
                    let range = range(vm, value);
                    Ok(vm.heap.int(range.step))
                },
                Some(read_only),
            ),
        ],
    );
    vm.add_static_methods(classes.range, natives! { "__new__"("cls, start, stop=..., step=..., /") => new_range; });
    vm.add_static_methods(classes.slice, natives! { "__new__"("cls, start, stop=..., step=..., /") => new_slice; });
    vm.add_attributes(
        classes.slice,
        &[
            ("start", |vm, value| Ok(vm.heap.slices.get(value.index()).start), Some(read_only)),
            ("stop", |vm, value| Ok(vm.heap.slices.get(value.index()).stop), Some(read_only)),
            ("step", |vm, value| Ok(vm.heap.slices.get(value.index()).step), Some(read_only)),
        ],
    );
    vm.add_methods(
        classes.slice,
        natives! { "indices"("self, length, /") => |vm, args| {
            let length = args[1].as_small().and_then(|length| usize::try_from(length).ok());
            let Some(length) = length.filter(|_| vm.has_small_parts(args[0])) else {
                return Err(vm.prelude_call("_slice_indices", args));
            };
            let bounds = vm.bounds(args[0], length)?;
            let numbers = [bounds.start, bounds.stop, bounds.step].map(|number| vm.heap.int(number));
            Ok(vm.heap.tuple(&numbers))
        }; },
    );
    vm.add_methods(
        classes.slice,
        natives! { "__reduce__"("self, /") => |vm, args| {
            let slice = *vm.heap.slices.get(args[0].index());
            let parts = vm.heap.tuple(&[slice.start, slice.stop, slice.step]);
            let class = Vm::class_value(vm.classes.slice);
            Ok(vm.heap.tuple(&[class, parts]))
        }; },
    );
    vm.add_methods(
        classes.range,
        natives! {
            "__reversed__"("self, /") => reversed_range;
            "index"("self, value, /") => range_index, twin "_range_index";
            "count"("self, value, /") => range_count, twin "_sequence_count";
            "__reduce__"("self, /") => |vm, args| {
                let range = range(vm, args[0]);
                let parts = [range.start, range.stop, range.step].map(|part| vm.heap.int(part));
                let parts = vm.heap.tuple(&parts);
                let class = Vm::class_value(vm.classes.range);
                Ok(vm.heap.tuple(&[class, parts]))
            };
        },
    );
}

fn new_range(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut numbers = [0, 0, 1];
    let given = args[1..].iter().take_while(|argument| !argument.is_unbound()).count();
    for (place, &argument) in args[1..=given].iter().enumerate() {
        let Some(number) = vm.integer_of(argument) else {
            let class = vm.class_of(argument);
            if vm.lookup_own(class, vm.names.index).is_some() {
                return Err(vm.prelude_call("_range", &args[1..=given]));
            }
            let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(argument));
            return Err(vm.type_error(message));
        };
        let Some(number) = num_traits::ToPrimitive::to_i64(&number) else {
            return Err(vm.prelude_call("_long_range", &args[1..=given]));
        };
        numbers[place] = number;
    }
    let [first, second, step] = numbers;
    let (start, stop) = if given == 1 { (0, first) } else { (first, second) };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.heap.new_range(Range { start, stop, step }))
}

fn new_slice(vm: &mut Vm, args: &[Value]) -> Outcome {
    let given = |value: Value| if value.is_unbound() { Value::NONE } else { value };
    let slice = if args[2].is_unbound() {
        Slice { start: Value::NONE, stop: args[1], step: Value::NONE }
    } else {
        Slice { start: args[1], stop: args[2], step: given(args[3]) }
    };
    Ok(vm.heap.new_slice(slice))
}

fn range(vm: &Vm, value: Value) -> Range {
    vm.heap.content(value).of(Kind::Range).map(|index| *vm.heap.ranges.get(index)).unwrap_or_default()
}

/// The place of a number in a range; gives up on what is no number.
fn place_in_range(vm: &mut Vm, args: &[Value]) -> Outcome<Option<i64>> {
    let range = range(vm, args[0]);
    let Some(number) = vm.integer_of(args[1]) else { return Err(Escape::Bail) };
    let content = vm.heap.content(args[0]);
    if !super::contains(vm, content, args[1])? {
        return Ok(None);
    }
    let number = num_traits::ToPrimitive::to_i64(&number).unwrap_or_default();
    Ok(number.checked_sub(range.start).and_then(|distance| distance.checked_div(range.step)))
}

fn range_index(vm: &mut Vm, args: &[Value]) -> Outcome {
    match place_in_range(vm, args)? {
        Some(place) => Ok(vm.heap.int(place)),
        None => {
            let message = format!("{} is not in range", vm.short_repr(args[1]));
            Err(vm.value_error(message))
        }
    }
}

fn range_count(vm: &mut Vm, args: &[Value]) -> Outcome {
    let place = place_in_range(vm, args)?;
    Ok(Value::small_unchecked(i64::from(place.is_some())))
}

fn next(vm: &mut Vm, args: &[Value]) -> Outcome {
    match vm.next(args[0])? {
        Some(item) => Ok(item),
        None => Err(Escape::Raise(vm.stop_iteration(Value::NONE))),
    }
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> Outcome {
    let left = match args[0].of(Kind::Iterator).map(|index| vm.heap.iterators.get(index)) {
        Some(Iter::List { list, next }) => vm.length_of(*list).unwrap_or_default().saturating_sub(*next),
        Some(Iter::Tuple { tuple, next }) => vm.length_of(*tuple).unwrap_or_default().saturating_sub(*next),
        Some(Iter::Range { left, .. }) => {
            let left = num_bigint::BigInt::from(*left);
            return Ok(vm.heap.big(left));
        }
        Some(Iter::ReversedList { next, .. }) => *next,
        Some(Iter::ReversedSequence { next, .. }) => usize::try_from(*next).unwrap_or_default(),
        Some(Iter::Str { text, next }) => vm.heap.text(*text).get(*next..).map_or(0, |rest| rest.chars().count()),
        Some(Iter::Bytes { bytes, next }) => vm.length_of(*bytes).unwrap_or_default().saturating_sub(*next),
        Some(Iter::Dict { dict, next, reversed, .. }) => {
            let dict = vm.heap.dicts.get(dict.index());
            let places = dict.places();
            let rest = if *reversed { 0..places.saturating_sub(*next) } else { *next..places };
            rest.filter(|&place| dict.at(place).is_some()).count()
        }
        Some(Iter::Set { set, next, .. }) => match vm.set_of(*set) {
            Some(set) => (*next..set.places()).filter(|&place| set.at(place).is_some()).count(),
            None => 0,
        },
        _ => 0,
    };
    Ok(vm.heap.int(left as i64))
}

/// An iterator over an argument; where a script's `__iter__` must be called, the twin does the whole.
fn inner(vm: &mut Vm, value: Value) -> Outcome {
    match vm.iterate(value) {
        Err(Escape::Call(_)) => Err(Escape::Bail),
        other => other,
    }
}

fn new_enumerate(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_unbound() {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    }
    if vm.integer_of(args[2]).is_none() {
        vm.index(args[2])?;
    }
    let inner = inner(vm, args[1])?;
    Ok(vm.heap.new_iterator(Iter::Enumerate { inner, count: args[2] }))
}

fn new_zip(vm: &mut Vm, args: &[Value]) -> Outcome {
    let strict = vm.truth(args[2]).unwrap_or_default();
    let iterables = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    let mut inner_iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        inner_iterators.push(inner(vm, iterable)?);
    }
    Ok(vm.heap.new_iterator(Iter::Zip { inner: inner_iterators, strict }))
}

fn new_map(vm: &mut Vm, args: &[Value]) -> Outcome {
    let iterables = vm.heap.items(args[2]).map(<[Value]>::to_vec).unwrap_or_default();
    if iterables.is_empty() || args[1].is_unbound() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let mut inner_iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        inner_iterators.push(inner(vm, iterable)?);
    }
    Ok(vm.heap.new_iterator(Iter::Map { function: args[1], inner: inner_iterators }))
}

fn new_filter(vm: &mut Vm, args: &[Value]) -> Outcome {
    let inner = inner(vm, args[2])?;
    Ok(vm.heap.new_iterator(Iter::Filter { function: args[1], inner }))
}

fn new_reversed(vm: &mut Vm, args: &[Value]) -> Outcome {
    let value = args[1];
    let class = vm.class_of(value);
    if let Some(method) = vm.lookup(class, vm.names.reversed) {
        if method.is_none() {
            let message = format!("'{}' object is not reversible", vm.type_name(value));
            return Err(vm.type_error(message));
        }
        return Err(Escape::call(method, &[value]));
    }
    let content = vm.heap.content(value);
    match vm.length_of(content) {
        Some(length) if vm.lookup(class, vm.names.getitem).is_some() => {
            let next = length as i64;
            Ok(vm.heap.new_iterator(Iter::ReversedSequence { object: value, next }))
        }
        _ if vm.lookup(class, vm.names.getitem).is_some() && vm.lookup(class, vm.names.len).is_some() => {
            Err(vm.prelude_call("_reversed", &[value]))
        }
        _ if vm.lookup(class, vm.names.getitem).is_some() => {
            let message = format!("object of type '{}' has no len()", vm.type_name(value));
            Err(vm.type_error(message))
        }
        _ => {
            let message = format!("'{}' object is not reversible", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn reversed_range(vm: &mut Vm, args: &[Value]) -> Outcome {
    let range = range(vm, args[0]);
    let left = range.len();
    let next = if left == 0 { 0 } else { range.at(left - 1) };
    Ok(vm.heap.new_iterator(Iter::Range { next, step: range.step.wrapping_neg(), left }))
}

/// `_iterator_over(kind, first, inner)`: an iterator over iterators that are there already.
pub(super) fn over(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [kind, first, inner] = *args else { return Err(Escape::Bail) };
    let inner = vm.heap.items(inner).map(<[Value]>::to_vec).unwrap_or_default();
    let only = inner.first().copied().unwrap_or(Value::NONE);
    let iterator = match vm.heap.text(kind) {
        "enumerate" => Iter::Enumerate { inner: only, count: first },
        "zip" => Iter::Zip { inner, strict: first == Value::TRUE },
        "map" => Iter::Map { function: first, inner },
        _ => Iter::Filter { function: first, inner: only },
    };
    Ok(vm.heap.new_iterator(iterator))
}

/// `_iterator_parts(iterator)`: what an iterator that runs a script's code is made of, for the prelude.
pub(super) fn parts(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(index) = args[0].of(Kind::Iterator) else { return Ok(Value::NONE) };
    let (name, parts) = match vm.heap.iterators.get(index) {
        Iter::Map { function, inner } => {
            ("map", std::iter::once(*function).chain(inner.iter().copied()).collect::<Vec<_>>())
        }
        Iter::Filter { function, inner } => ("filter", vec![*function, *inner]),
        Iter::Zip { inner, strict } => {
            ("zip", std::iter::once(Value::bool(*strict)).chain(inner.iter().copied()).collect())
        }
        Iter::Enumerate { inner, count } => ("enumerate", vec![*inner, *count]),
        Iter::Until { callable, sentinel } => ("until", vec![*callable, *sentinel]),
        Iter::Sequence { object, next } => ("sequence", vec![*object, Value::small_unchecked(*next)]),
        Iter::ReversedSequence { object, next } => ("reversed", vec![*object, Value::small_unchecked(*next)]),
        _ => ("", Vec::new()),
    };
    // The prelude says what is next, so the position moves on here.
    match vm.heap.iterators.get_mut(index) {
        Iter::Sequence { next, .. } => *next += 1,
        Iter::ReversedSequence { next, .. } => *next -= 1,
        _ => {}
    }
    if let Some(Iter::Enumerate { count, .. }) = args[0].of(Kind::Iterator).map(|index| vm.heap.iterators.get(index)) {
        let following = vm.add_small(*count, 1);
        if let Iter::Enumerate { count, .. } = vm.heap.iterators.get_mut(index) {
            *count = following;
        }
    }
    let name = vm.heap.name(name);
    let all: Vec<Value> = std::iter::once(name).chain(parts).collect();
    Ok(vm.heap.tuple(&all))
}
