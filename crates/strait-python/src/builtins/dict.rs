//! `dict` and its views.

use crate::{
    heap::{
        dict::Dict,
        object::{Iter, Part, View},
        set::Set,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.dict;
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new_dict; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, other=..., /, **kwargs") => update, twin "_dict_init";
            "update"("self, other=..., /, **kwargs") => update, twin "_dict_init";
            "get"("self, key, default=None, /") => get, twin "_dict_get";
            "setdefault"("self, key, default=None, /") => set_default, twin "_dict_setdefault";
            "pop"("self, key, default=..., /") => pop, twin "_dict_pop";
            "popitem"("self, /") => pop_item;
            "clear"("self, /") => |vm, args| { content_mut(vm, args[0]).clear(); Ok(Value::NONE) };
            "copy"("self, /") => |vm, args| { let copy = content(vm, args[0]).copy(); Ok(vm.heap.new_dict(copy)) };
            "keys"("self, /") => |vm, args| Ok(vm.heap.new_view(View { dict: args[0], part: Part::Keys }));
            "values"("self, /") => |vm, args| Ok(vm.heap.new_view(View { dict: args[0], part: Part::Values }));
            "items"("self, /") => |vm, args| Ok(vm.heap.new_view(View { dict: args[0], part: Part::Items }));
            "__getitem__"("self, key, /") => get_item, twin "_getitem";
            "__reversed__"("self, /") => |vm, args| Ok(reversed(vm, args[0], Part::Keys));
        },
    );
    vm.add_class_methods(
        class,
        natives! { "fromkeys"("cls, iterable, value=None, /") => |vm, args| Err(vm.prelude_call("_fromkeys", args)); },
    );
    let classes = vm.classes;
    for view in [classes.dict_keys, classes.dict_values, classes.dict_items] {
        vm.add_methods(
            view,
            natives! {
                "__reversed__"("self, /") => |vm, args| { let view = *vm.heap.views.get(args[0].index()); Ok(reversed(vm, view.dict, view.part)) };
                "isdisjoint"("self, other, /") => |vm, args| Err(vm.prelude_call("_isdisjoint", args));
            },
        );
        vm.add_attributes(view, &[("mapping", view_mapping, None)]);
    }
}

fn view_mapping(vm: &mut Vm, value: Value) -> Outcome {
    let dict = vm.heap.views.get(value.index()).dict;
    Ok(vm.heap.new_wrapper(crate::heap::object::Wrapper::MappingProxy(dict)))
}

fn content(vm: &Vm, value: Value) -> &Dict {
    vm.heap.dicts.get(vm.heap.content(value).index())
}

fn content_mut(vm: &mut Vm, value: Value) -> &mut Dict {
    let content = vm.heap.content(value);
    vm.heap.dicts.get_mut(content.index())
}

fn new_dict(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = vm.heap.new_dict(Dict::default());
    Ok(vm.with_class(args[0].index(), dict))
}

/// `dict(...)` and `dict.update(...)`.
fn update(vm: &mut Vm, args: &[Value]) -> Outcome {
    let target = vm.heap.content(args[0]).index();
    let other = args[1];
    if !other.is_unbound() {
        let source = vm.heap.content(other);
        let plain = source.is(Kind::Dict) && vm.plain_content(other) == source;
        if plain {
            copy_entries(vm, target, source.index())?;
        } else {
            let class = vm.class_of(other);
            if vm.lookup(class, vm.names.keys).is_some() {
                return Err(Escape::Bail);
            }
            let pairs = super::list::drained(vm, other, 1)?;
            for (place, pair) in pairs.into_iter().enumerate() {
                let pair_items = match vm.items_of(pair) {
                    Ok(items) => items,
                    Err(Escape::Raise(_)) => {
                        let message =
                            format!("cannot convert dictionary update sequence element #{place} to a sequence");
                        return Err(vm.type_error(message));
                    }
                    Err(_) => return Err(Escape::Bail),
                };
                let [key, value] = *pair_items else {
                    let message = format!(
                        "dictionary update sequence element #{place} has length {}; 2 is required",
                        pair_items.len()
                    );
                    return Err(vm.value_error(message));
                };
                vm.dict_set(target, key, value)?;
            }
        }
    }
    if let Some(keywords) = args[2].of(Kind::Dict) {
        copy_entries(vm, target, keywords)?;
    }
    Ok(Value::NONE)
}

fn copy_entries(vm: &mut Vm, target: u32, source: u32) -> Outcome<()> {
    if vm.heap.dicts.get(target).len() == 0 && target != source {
        let copy = vm.heap.dicts.get(source).copy();
        vm.heap.charge(copy.bytes());
        *vm.heap.dicts.get_mut(target) = copy;
        return Ok(());
    }
    let entries: Vec<_> = vm.heap.dicts.get(source).iter().map(|entry| (entry.key, entry.value)).collect();
    for (key, value) in entries {
        vm.dict_set(target, key, value)?;
    }
    Ok(())
}

fn get(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = vm.heap.content(args[0]).index();
    Ok(vm.dict_get(dict, args[1])?.unwrap_or(args[2]))
}

fn set_default(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = vm.heap.content(args[0]).index();
    if let Some(value) = vm.dict_get(dict, args[1])? {
        return Ok(value);
    }
    vm.dict_set(dict, args[1], args[2])?;
    Ok(args[2])
}

fn pop(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = vm.heap.content(args[0]).index();
    match vm.dict_remove(dict, args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_unbound() => Err(vm.key_error(args[1])),
        None => Ok(args[2]),
    }
}

fn pop_item(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = content_mut(vm, args[0]);
    let last = (0..dict.places()).rev().find(|&place| dict.at(place).is_some());
    match last.and_then(|place| dict.remove_at(place)) {
        Some(entry) => Ok(vm.heap.tuple(&[entry.key, entry.value])),
        None => {
            let message = vm.heap.str("popitem(): dictionary is empty");
            Err(vm.key_error(message))
        }
    }
}

fn get_item(vm: &mut Vm, args: &[Value]) -> Outcome {
    let dict = vm.heap.content(args[0]).index();
    match vm.dict_get(dict, args[1])? {
        Some(value) => Ok(value),
        None => {
            let class = vm.class_of(args[0]);
            match vm.lookup(class, vm.names.missing) {
                Some(missing) => Err(Escape::call(missing, args)),
                None => Err(vm.key_error(args[1])),
            }
        }
    }
}

fn reversed(vm: &mut Vm, dict: Value, part: Part) -> Value {
    let dict = vm.heap.content(dict);
    let size = vm.heap.dicts.get(dict.index()).len();
    vm.heap.new_iterator(Iter::Dict { dict, next: 0, size, left: size, part, reversed: true })
}

// --- for the prelude: keys whose equality a script decides -------------------------------------------------------------

fn folded(hash: i64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// `_candidates(container, hash)`: the places of the keys with this hash, as a list of pairs.
pub(super) fn candidates(vm: &mut Vm, args: &[Value]) -> Outcome {
    let container = vm.heap.content(args[0]);
    let hash = vm.index(args[1])?;
    let found = match container.of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).candidates(folded(hash)),
        None => vm.set_of(container).map(|set| set.candidates(hash)).unwrap_or_default(),
    };
    vm.fuel -= (found.len() / 8) as i64;
    let pairs =
        found.into_iter().map(|(place, key)| vm.heap.tuple(&[Value::small_unchecked(place as i64), key])).collect();
    Ok(vm.heap.new_list(pairs))
}

/// `_place(container, hash, key)`: where the very object stands, or -1.
pub(super) fn place(vm: &mut Vm, args: &[Value]) -> Outcome {
    let container = vm.heap.content(args[0]);
    let hash = vm.index(args[1])?;
    let key = args[2];
    let place = match container.of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).find(folded(hash), |candidate| candidate == key),
        None => vm.set_of(container).and_then(|set| set.find(hash, |candidate| candidate == key)),
    };
    Ok(Value::small_unchecked(place.map_or(-1, |place| place as i64)))
}

/// `_entry(dict, place)`: the value there.
pub(super) fn entry(vm: &mut Vm, args: &[Value]) -> Outcome {
    let place = vm.index(args[1])? as usize;
    Ok(content(vm, args[0]).at(place).map_or(Value::NONE, |entry| entry.value))
}

/// `_next_pair(dict, place)`: the first entry from there on as place, key and value; `None` at the end.
pub(super) fn next_pair(vm: &mut Vm, args: &[Value]) -> Outcome {
    let from = vm.index(args[1])?.max(0) as usize;
    let dict = content(vm, args[0]);
    let found = (from..dict.places()).find_map(|place| Some((place, *dict.at(place)?)));
    match found {
        Some((place, entry)) => Ok(vm.heap.tuple(&[Value::small_unchecked(place as i64), entry.key, entry.value])),
        None => Ok(Value::NONE),
    }
}

/// `_set_entry(dict, place, value)`.
pub(super) fn set_entry(vm: &mut Vm, args: &[Value]) -> Outcome {
    let place = vm.index(args[1])? as usize;
    if content(vm, args[0]).at(place).is_some() {
        content_mut(vm, args[0]).set_at(place, args[2]);
    }
    Ok(Value::NONE)
}

/// `_insert(container, hash, key, value)`: adds a key that is not there.
pub(super) fn insert(vm: &mut Vm, args: &[Value]) -> Outcome {
    let container = vm.heap.content(args[0]);
    let hash = vm.index(args[1])?;
    let growth = match container.of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).growth(),
        None => vm.set_of(container).map_or(0, Set::growth),
    };
    vm.heap.reserve(growth)?;
    vm.heap.charge(48);
    match container.of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get_mut(dict).insert_new(folded(hash), args[2], args[3]),
        None => {
            if let Some(set) = vm.set_of_mut(container) {
                set.insert_new(hash, args[2]);
            }
        }
    }
    Ok(Value::NONE)
}

/// `_remove(container, place)`: takes out what is there and gives its value.
pub(super) fn remove(vm: &mut Vm, args: &[Value]) -> Outcome {
    let container = vm.heap.content(args[0]);
    let place = vm.index(args[1])? as usize;
    let removed = match container.of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get_mut(dict).remove_at(place).map(|entry| entry.value),
        None => vm.set_of_mut(container).and_then(|set| set.remove_at(place)),
    };
    Ok(removed.unwrap_or(Value::NONE))
}
