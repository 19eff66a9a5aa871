//! Sorting: quickly where all keys are alike, by comparing where they are not.

use std::cmp::Ordering;

use super::merge_sort;
use crate::{
    heap::{
        Heap,
        value::{Kind, Value},
    },
    vm::{Vm, native::Outcome},
};

/// What a key takes while it is sorted.
const PAIR_BYTES: usize = 40;

/// Values in the order of their keys. Equal ones keep their order, also in a reversed one. After a failure they are in the order
/// in which it left them.
pub(super) fn sort_by_keys(vm: &mut Vm, keys: &[Value], values: &[Value], reverse: bool) -> (Vec<Value>, Outcome<()>) {
    if let Err(full) = vm.heap.reserve(keys.len().saturating_mul(PAIR_BYTES)) {
        return (values.to_vec(), Err(full.into()));
    }
    vm.fuel -= keys.len() as i64;
    let mut outcome = Ok(());
    let order = match Alike::of(keys) {
        Some(Alike::Small) => ordered(keys, reverse, |key| key.small_bits(), Ord::cmp),
        Some(Alike::Float) => ordered(keys, reverse, |key| key.as_float().unwrap_or_default(), compare_floats),
        // Most texts differ in their first bytes.
        Some(Alike::Text) => ordered(
            keys,
            reverse,
            |key| (beginning(vm.heap.text(key)), vm.heap.text(key)),
            |(l, left), (r, right)| l.cmp(r).then_with(|| left.cmp(right)),
        ),
        None => match columns(&vm.heap, keys) {
            Some(columns) => ordered(
                keys,
                reverse,
                |key| vm.heap.items(key).unwrap_or_default(),
                |left, right| compare_rows(&vm.heap, &columns, left, right),
            ),
            None => {
                let mut order: Vec<u32> = (0..keys.len() as u32).collect();
                outcome = general_order(vm, keys, reverse, &mut order);
                order
            }
        },
    };
    (order.into_iter().filter_map(|place| values.get(place as usize).copied()).collect(), outcome)
}

/// What all keys are, when their order is known without asking the objects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Alike {
    Small,
    /// None of them a NaN.
    Float,
    Text,
}

impl Alike {
    fn of_one(key: Value) -> Option<Self> {
        if key.is_small() {
            return Some(Self::Small);
        }
        if let Some(number) = key.as_float() {
            return if number.is_nan() { None } else { Some(Self::Float) };
        }
        if key.is(Kind::Str) { Some(Self::Text) } else { None }
    }

    fn of(keys: &[Value]) -> Option<Self> {
        let first = Self::of_one(*keys.first()?)?;
        keys.iter().all(|&key| Self::of_one(key) == Some(first)).then_some(first)
    }
}

/// What the items of tuples are, place by place, when each place has only one sort of item in all of them.
fn columns(heap: &Heap, keys: &[Value]) -> Option<Vec<Alike>> {
    let mut columns: Vec<Alike> = Vec::new();
    for key in keys {
        let items = heap.tuples.get(key.of(Kind::Tuple)?);
        for (place, &item) in items.iter().enumerate() {
            let found = Alike::of_one(item)?;
            match columns.get(place) {
                Some(&known) if known == found => {}
                Some(_) => return None,
                None => columns.push(found),
            }
        }
    }
    Some(columns)
}

fn compare_rows(heap: &Heap, columns: &[Alike], left: &[Value], right: &[Value]) -> Ordering {
    for ((&column, &l), &r) in columns.iter().zip(left).zip(right) {
        let order = match column {
            Alike::Small => l.small_bits().cmp(&r.small_bits()),
            Alike::Float => compare_floats(&l.as_float().unwrap_or_default(), &r.as_float().unwrap_or_default()),
            Alike::Text if l == r => Ordering::Equal,
            Alike::Text => heap.text(l).cmp(heap.text(r)),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len())
}

fn compare_floats(left: &f64, right: &f64) -> Ordering {
    left.partial_cmp(right).unwrap_or(Ordering::Equal)
}

/// The first bytes of a text, as a number that has their order.
fn beginning(text: &str) -> u64 {
    let mut first = [0; 8];
    for (to, &from) in first.iter_mut().zip(text.as_bytes()) {
        *to = from;
    }
    u64::from_be_bytes(first)
}

/// The places of keys in their order, by what is compared of each.
fn ordered<T>(
    keys: &[Value],
    reverse: bool,
    of: impl Fn(Value) -> T,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Vec<u32> {
    let mut pairs: Vec<(T, u32)> = keys.iter().zip(0..).map(|(&key, place)| (of(key), place)).collect();
    if reverse {
        pairs.sort_by(|(left, _), (right, _)| compare(right, left));
    } else {
        pairs.sort_by(|(left, _), (right, _)| compare(left, right));
    }
    pairs.into_iter().map(|(_, place)| place).collect()
}

/// The same for any keys.
fn general_order(vm: &mut Vm, keys: &[Value], reverse: bool, order: &mut [u32]) -> Outcome<()> {
    // Reversed before and after, equal keys are in their order again.
    if reverse {
        order.reverse();
    }
    let outcome = merge_sort::sort(order, &mut |l, r| less(vm, keys[l as usize], keys[r as usize]));
    if reverse {
        order.reverse();
    }
    outcome
}

fn less(vm: &mut Vm, left: Value, right: Value) -> Outcome<bool> {
    vm.compare(crate::compile::op::Comparison::Less, left, right).map(|result| result == Value::TRUE)
}
