//! `list` and `tuple`.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// Looking at so many items costs as much as an instruction.
const ITEMS_PER_FUEL: usize = 8;

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(classes.list, natives! { "__new__"("cls, iterable=(), /, *args, **kwargs") => new_list; });
    vm.add_static_methods(classes.tuple, natives! { "__new__"("cls, iterable=(), /") => new_tuple; });
    vm.add_methods(
        classes.list,
        natives! {
            "__init__"("self, iterable=(), /") => init_list;
            "append"("self, object, /") => append;
            "extend"("self, iterable, /") => extend;
            "insert"("self, index, object, /") => insert;
            "pop"("self, index=-1, /") => pop;
            "remove"("self, value, /") => remove, twin "_list_remove";
            "clear"("self, /") => |vm, args| { items_mut(vm, args[0]).clear(); Ok(Value::NONE) };
            "copy"("self, /") => |vm, args| { let items = items(vm, args[0]).to_vec(); Ok(vm.heap.new_list(items)) };
            "reverse"("self, /") => |vm, args| { items_mut(vm, args[0]).reverse(); Ok(Value::NONE) };
            "sort"("self, *, key=None, reverse=False") => sort, twin "_list_sort";
            "index"("self, value, start=0, stop=9223372036854775807, /") => index, twin "_sequence_index";
            "count"("self, value, /") => count, twin "_sequence_count";
            "__getitem__"("self, key, /") => super::slot::get_item;
            "__reversed__"("self, /") => reversed;
        },
    );
    vm.add_methods(
        classes.tuple,
        natives! {
            "index"("self, value, start=0, stop=9223372036854775807, /") => index, twin "_sequence_index";
            "count"("self, value, /") => count, twin "_sequence_count";
            "__getnewargs__"("self, /") => |vm, args| { let items = items(vm, args[0]).to_vec(); let copy = vm.heap.tuple(&items); Ok(vm.heap.tuple(&[copy])) };
        },
    );
    for class in [classes.list, classes.tuple, classes.dict, classes.set, classes.frozenset] {
        vm.add_class_methods(class, natives! { "__class_getitem__"("cls, key, /") => alias; });
    }
}

/// The items of a list or tuple, or of an instance of a class derived from one.
fn items(vm: &Vm, value: Value) -> &[Value] {
    vm.heap.items(vm.heap.content(value)).unwrap_or_default()
}

fn items_mut(vm: &mut Vm, value: Value) -> &mut Vec<Value> {
    let content = vm.heap.content(value);
    vm.heap.lists.get_mut(content.index())
}

fn alias(vm: &mut Vm, args: &[Value]) -> Outcome {
    let key = if args[1].is(Kind::Tuple) { args[1] } else { vm.heap.tuple(&args[1..2]) };
    Ok(vm.heap.new_wrapper(crate::heap::object::Wrapper::GenericAlias { origin: args[0], args: key, unpacked: false }))
}

fn new_list(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    if class != vm.classes.list {
        let list = vm.heap.new_list(Vec::new());
        return Ok(vm.with_class(class, list));
    }
    single_argument(vm, "list", &args[2..])?;
    let items = drained(vm, args[1], 1)?;
    Ok(vm.heap.new_list(items))
}

/// Refuses further arguments of a class whose `__new__` leaves them to `__init__`.
pub(super) fn single_argument(vm: &mut Vm, name: &str, rest: &[Value]) -> Outcome<()> {
    let [more, keywords] = *rest else { return Ok(()) };
    if vm.length_of(keywords) != Some(0) {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match vm.length_of(more) {
        Some(0) => Ok(()),
        more => {
            let given = more.unwrap_or_default() + 1;
            Err(vm.type_error(format!("{name} expected at most 1 argument, got {given}")))
        }
    }
}

fn init_list(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.class_of(args[0]) == vm.classes.list {
        return Ok(Value::NONE);
    }
    let items = drained(vm, args[1], 1)?;
    vm.heap.charge(items.len() * 8);
    *items_mut(vm, args[0]) = items;
    Ok(Value::NONE)
}

fn new_tuple(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    if args[1].is(Kind::Tuple) && class == vm.classes.tuple {
        return Ok(args[1]);
    }
    let items = drained(vm, args[1], 1)?;
    let tuple = vm.heap.new_tuple(items.into());
    Ok(vm.with_class(class, tuple))
}

/// The items of an argument; when they need a script's code, the call is made again with a list.
pub(super) fn drained(vm: &mut Vm, value: Value, place: usize) -> Outcome<Vec<Value>> {
    match vm.items_of(value) {
        Err(Escape::Bail) => Err(Escape::Drain(place)),
        other => other,
    }
}

fn extend(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = drained(vm, args[1], 1)?;
    let list = vm.heap.content(args[0]).index();
    if vm.heap.room_in_list(list, items.len()).is_err() {
        // What was iterated over may be at its end now.
        return Err(Escape::Raise(vm.memory_error()));
    }
    vm.heap.lists.get_mut(list).extend(items);
    Ok(Value::NONE)
}

fn append(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.heap.push(vm.heap.content(args[0]).index(), args[1])?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &[Value]) -> Outcome {
    let index = vm.index_argument(args, 1)?;
    vm.heap.room_in_list(vm.heap.content(args[0]).index(), 1)?;
    let items = items_mut(vm, args[0]);
    let length = items.len() as i64;
    let place = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    items.insert(place as usize, args[2]);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Outcome {
    let index = vm.index_argument(args, 1)?;
    let length = items(vm, args[0]).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let place = if index < 0 { index + length as i64 } else { index };
    match usize::try_from(place) {
        Ok(place) if place < length => Ok(items_mut(vm, args[0]).remove(place)),
        _ => Err(vm.index_error("pop index out of range")),
    }
}

/// The first place from `start` up to `stop` of an item equal to a value.
fn find(vm: &mut Vm, list: Value, value: Value, start: usize, stop: usize) -> Outcome<Option<usize>> {
    // Nothing is called meanwhile, so the items stay as they are.
    for place in start..stop {
        let Some(&item) = items(vm, list).get(place) else { break };
        if item == value || vm.leaf_equal(item, value)? {
            vm.fuel -= ((place - start) / ITEMS_PER_FUEL) as i64;
            return Ok(Some(place));
        }
    }
    vm.fuel -= (stop.saturating_sub(start) / ITEMS_PER_FUEL) as i64;
    Ok(None)
}

fn remove(vm: &mut Vm, args: &[Value]) -> Outcome {
    let length = items(vm, args[0]).len();
    match find(vm, args[0], args[1], 0, length)? {
        Some(place) => {
            items_mut(vm, args[0]).remove(place);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn index(vm: &mut Vm, args: &[Value]) -> Outcome {
    let length = items(vm, args[0]).len();
    let limit = |vm: &mut Vm, value: Value| -> Outcome<usize> {
        if vm.integer_of(value).is_none() {
            let class = vm.class_of(value);
            return match vm.lookup_own(class, vm.names.index) {
                Some(_) => Err(Escape::Bail),
                None => Err(vm.type_error("slice indices must be integers or have an __index__ method")),
            };
        }
        let index = vm.index(value)?;
        let length = length as i64;
        Ok(if index < 0 { (index + length).max(0) } else { index.min(length) } as usize)
    };
    let (start, stop) = (limit(vm, args[2])?, limit(vm, args[3])?);
    match find(vm, args[0], args[1], start, stop)? {
        Some(place) => Ok(vm.heap.int(place as i64)),
        None => {
            let message = if vm.heap.content(args[0]).is(Kind::Tuple) {
                "tuple.index(x): x not in tuple".to_owned()
            } else {
                format!("{} is not in list", vm.short_repr(args[1]))
            };
            Err(vm.value_error(message))
        }
    }
}

fn count(vm: &mut Vm, args: &[Value]) -> Outcome {
    let length = items(vm, args[0]).len();
    let mut count = 0;
    for place in 0..length {
        let Some(&item) = items(vm, args[0]).get(place) else { break };
        count += i64::from(item == args[1] || vm.leaf_equal(item, args[1])?);
    }
    vm.fuel -= (length / ITEMS_PER_FUEL) as i64;
    Ok(vm.heap.int(count))
}

fn reversed(vm: &mut Vm, args: &[Value]) -> Outcome {
    let list = vm.heap.content(args[0]);
    let next = items(vm, list).len();
    Ok(vm.heap.new_iterator(crate::heap::object::Iter::ReversedList { list, next }))
}

// --- sorting ---------------------------------------------------------------------------------------------------------

fn sort(vm: &mut Vm, args: &[Value]) -> Outcome {
    if !args[1].is_none() {
        return Err(Escape::Bail);
    }
    let reverse = vm.truth(args[2]).ok_or(Escape::Bail)?;
    let all = items(vm, args[0]).to_vec();
    let (sorted, outcome) = super::sort::sort_by_keys(vm, &all, &all, reverse);
    if let Err(Escape::Bail) = outcome {
        return Err(Escape::Bail);
    }
    *items_mut(vm, args[0]) = sorted;
    outcome.map(|()| Value::NONE)
}

/// `_sorted_leaf(keys, values, reverse)`: the values in the order of their keys, as a list; `None` if only ordinary comparisons
/// can tell, or if one of them fails.
pub(super) fn sorted_leaf(vm: &mut Vm, args: &[Value]) -> Outcome {
    let keys = items(vm, args[0]).to_vec();
    let values = items(vm, args[1]).to_vec();
    let reverse = vm.truth(args[2]).unwrap_or_default();
    match super::sort::sort_by_keys(vm, &keys, &values, reverse) {
        (sorted, Ok(())) => Ok(vm.heap.new_list(sorted)),
        (_, Err(_)) => Ok(Value::NONE),
    }
}
