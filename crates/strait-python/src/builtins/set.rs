//! `set` and `frozenset`.

use crate::{
    compile::op::{BinaryOperator, Comparison},
    heap::{
        set::Set,
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
        classes.set,
        natives! { "__new__"("cls, iterable=(), /, *args, **kwargs") => new_set, twin "_new_set"; },
    );
    vm.add_static_methods(
        classes.frozenset,
        natives! { "__new__"("cls, iterable=(), /") => new_frozen, twin "_new_frozenset"; },
    );
    for class in [classes.set, classes.frozenset] {
        vm.add_methods(
            class,
            natives! {
                "copy"("self, /") => copy;
                "union"("self, *others") => |vm, args| many(vm, args, BinaryOperator::Or), twin "_set_union";
                "intersection"("self, *others") => |vm, args| many(vm, args, BinaryOperator::And), twin "_set_intersection";
                "difference"("self, *others") => |vm, args| many(vm, args, BinaryOperator::Subtract), twin "_set_difference";
                "symmetric_difference"("self, other, /") => symmetric, twin "_set_symmetric_difference";
                "issubset"("self, other, /") => |vm, args| related(vm, args, Comparison::LessEqual), twin "_set_issubset";
                "issuperset"("self, other, /") => |vm, args| related(vm, args, Comparison::GreaterEqual), twin "_set_issuperset";
                "isdisjoint"("self, other, /") => disjoint, twin "_isdisjoint";
            },
        );
    }
    vm.add_methods(
        classes.set,
        natives! {
            "__init__"("self, iterable=(), /") => init_set, twin "_init_set";
            "add"("self, element, /") => |vm, args| { vm.set_add(args[0], args[1])?; Ok(Value::NONE) }, twin "_set_add";
            "discard"("self, element, /") => discard, twin "_set_discard";
            "remove"("self, element, /") => remove, twin "_set_remove";
            "pop"("self, /") => pop;
            "clear"("self, /") => |vm, args| { if let Some(set) = vm.set_of_mut(args[0]) { set.clear(); } Ok(Value::NONE) };
            "update"("self, *others") => update, twin "_set_update_many";
            "intersection_update"("self, *others") => |vm, args| many_in_place(vm, args, BinaryOperator::And), twin "_set_intersection_update";
            "difference_update"("self, *others") => |vm, args| many_in_place(vm, args, BinaryOperator::Subtract), twin "_set_difference_update";
            "symmetric_difference_update"("self, other, /") => symmetric_in_place, twin "_set_symmetric_update";
        },
    );
}

fn new_set(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[0].index() == vm.classes.set {
        super::list::single_argument(vm, "set", &args[2..])?;
    }
    if args[0].index() != vm.classes.set {
        let set = vm.heap.new_set(Set::default());
        return Ok(vm.with_class(args[0].index(), set));
    }
    let items = super::list::drained(vm, args[1], 1)?;
    vm.build_set(&items)
}

/// What `__new__` has made of a `set` itself is done; an instance of a class derived from it is filled here.
fn init_set(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.class_of(args[0]) == vm.classes.set {
        return Ok(Value::NONE);
    }
    let items = super::list::drained(vm, args[1], 1)?;
    let made = vm.build_set(&items)?;
    replace(vm, args[0], made);
    Ok(Value::NONE)
}

fn new_frozen(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is(Kind::FrozenSet) && args[0].index() == vm.classes.frozenset {
        return Ok(args[1]);
    }
    let items = super::list::drained(vm, args[1], 1)?;
    let set = frozen_of(vm, &items)?;
    Ok(vm.with_class(args[0].index(), set))
}

fn frozen_of(vm: &mut Vm, items: &[Value]) -> Outcome {
    let set = vm.build_set(items)?;
    let content = vm.set_of(set).cloned().unwrap_or_default();
    Ok(vm.heap.new_frozen_set(content))
}

fn copy(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[0].is(Kind::FrozenSet) {
        return Ok(args[0]);
    }
    let content = vm.set_of(args[0]).cloned().unwrap_or_default();
    Ok(match vm.heap.content(args[0]).is(Kind::Set) {
        true => vm.heap.new_set(content),
        false => vm.heap.new_frozen_set(content),
    })
}

fn members(vm: &Vm, value: Value) -> Option<Vec<Value>> {
    vm.set_of(value).map(|set| set.iter().map(|member| member.key).collect())
}

/// Where a set is looked for, a frozen set with the same members is meant.
pub(super) fn as_key(vm: &mut Vm, key: Value) -> Value {
    let content = vm.heap.content(key);
    match content.of(Kind::Set) {
        Some(set) if content == key || !vm.asks_script(key) => {
            let members = vm.heap.sets.get(set).clone();
            vm.heap.new_frozen_set(members)
        }
        _ => key,
    }
}

/// The members of another operand: of a set, or the items of anything.
fn others(vm: &mut Vm, value: Value) -> Outcome<Vec<Value>> {
    match members(vm, value) {
        Some(members) => Ok(members),
        None => vm.items_of(value),
    }
}

/// A new set of the same type as `like`.
fn made(vm: &mut Vm, like: Value, items: &[Value]) -> Outcome {
    if vm.heap.content(like).is(Kind::FrozenSet) { frozen_of(vm, items) } else { vm.build_set(items) }
}

fn combine(vm: &mut Vm, operator: BinaryOperator, left: Value, right: &[Value]) -> Outcome {
    let own = members(vm, left).unwrap_or_default();
    let kept: Vec<Value> = match operator {
        BinaryOperator::Or => own.into_iter().chain(right.iter().copied()).collect(),
        BinaryOperator::And => {
            let mut kept = Vec::new();
            for &item in right {
                if vm.set_find(left, item)?.1.is_some() {
                    kept.push(item);
                }
            }
            // The members kept are the set's own, in its order.
            let found = vm.build_set(&kept)?;
            let mut mine = Vec::new();
            for item in own {
                if vm.set_find(found, item)?.1.is_some() {
                    mine.push(item);
                }
            }
            mine
        }
        _ => {
            let gone = vm.build_set(right)?;
            let mut kept = Vec::new();
            for item in own {
                if vm.set_find(gone, item)?.1.is_none() {
                    kept.push(item);
                }
            }
            if operator == BinaryOperator::Xor {
                for &item in right {
                    if vm.set_find(left, item)?.1.is_none() {
                        kept.push(item);
                    }
                }
            }
            kept
        }
    };
    made(vm, left, &kept)
}

/// `|`, `&`, `-` and `^` of sets.
pub(super) fn operator(
    vm: &mut Vm,
    operator: BinaryOperator,
    in_place: bool,
    left: Value,
    right: Value,
) -> Outcome<Option<Value>> {
    let is_view = |vm: &Vm, value: Value| {
        value.is(Kind::View) && { vm.heap.views.get(value.index()).part != crate::heap::object::Part::Values }
    };
    if is_view(vm, left) || is_view(vm, right) {
        return Err(Escape::Bail);
    }
    if vm.set_of(left).is_none() || vm.set_of(right).is_none() {
        return Ok(None);
    }
    let other = members(vm, right).unwrap_or_default();
    let result = combine(vm, operator, left, &other)?;
    if in_place && vm.heap.content(left).is(Kind::Set) {
        replace(vm, left, result);
        return Ok(Some(left));
    }
    Ok(Some(result))
}

fn replace(vm: &mut Vm, target: Value, with: Value) {
    let content = vm.set_of(with).cloned().unwrap_or_default();
    if let Some(set) = vm.set_of_mut(target) {
        *set = content;
    }
}

fn many(vm: &mut Vm, args: &[Value], operator: BinaryOperator) -> Outcome {
    let mut result = copy(vm, &args[..1])?;
    for other in vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default() {
        let items = others(vm, other)?;
        result = combine(vm, operator, result, &items)?;
    }
    Ok(result)
}

fn many_in_place(vm: &mut Vm, args: &[Value], operator: BinaryOperator) -> Outcome {
    let result = many(vm, args, operator)?;
    replace(vm, args[0], result);
    Ok(Value::NONE)
}

fn symmetric(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = others(vm, args[1])?;
    combine(vm, BinaryOperator::Xor, args[0], &items)
}

fn symmetric_in_place(vm: &mut Vm, args: &[Value]) -> Outcome {
    let result = symmetric(vm, args)?;
    replace(vm, args[0], result);
    Ok(Value::NONE)
}

fn update(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut all = Vec::new();
    for other in vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default() {
        all.extend(others(vm, other)?);
    }
    for item in all {
        vm.set_add(args[0], item)?;
    }
    Ok(Value::NONE)
}

fn discard(vm: &mut Vm, args: &[Value]) -> Outcome {
    let key = as_key(vm, args[1]);
    if let (_, Some(place)) = vm.set_find(args[0], key)?
        && let Some(set) = vm.set_of_mut(args[0])
    {
        set.remove_at(place);
    }
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> Outcome {
    let key = as_key(vm, args[1]);
    if vm.set_find(args[0], key)?.1.is_none() {
        return Err(vm.key_error(args[1]));
    }
    discard(vm, args)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(set) = vm.set_of_mut(args[0]) else { return Ok(Value::NONE) };
    let first = (0..set.places()).find(|&place| set.at(place).is_some());
    match first.and_then(|place| set.remove_at(place)) {
        Some(key) => Ok(key),
        None => {
            let message = vm.heap.str("pop from an empty set");
            Err(vm.key_error(message))
        }
    }
}

fn related(vm: &mut Vm, args: &[Value], comparison: Comparison) -> Outcome {
    let other = match vm.set_of(args[1]) {
        Some(_) => args[1],
        None => {
            let items = vm.items_of(args[1])?;
            vm.build_set(&items)?
        }
    };
    Ok(Value::bool(set_comparison(vm, comparison, args[0], other)?.unwrap_or_default()))
}

fn disjoint(vm: &mut Vm, args: &[Value]) -> Outcome {
    for item in others(vm, args[1])? {
        if vm.set_find(args[0], item)?.1.is_some() {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

/// `<`, `<=`, `>` and `>=` of sets: whether one holds the other; `None` for other operands.
pub(crate) fn set_comparison(vm: &mut Vm, comparison: Comparison, left: Value, right: Value) -> Outcome<Option<bool>> {
    if left.is(Kind::View) || right.is(Kind::View) {
        return Err(Escape::Bail);
    }
    let (Some(l), Some(r)) = (vm.set_of(left).map(Set::len), vm.set_of(right).map(Set::len)) else { return Ok(None) };
    let (small, large, fits) = match comparison {
        Comparison::Less => (left, right, l < r),
        Comparison::LessEqual => (left, right, l <= r),
        Comparison::Greater => (right, left, r < l),
        _ => (right, left, r <= l),
    };
    if !fits {
        return Ok(Some(false));
    }
    for item in members(vm, small).unwrap_or_default() {
        if vm.set_find(large, item)?.1.is_none() {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}
