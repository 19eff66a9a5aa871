//! Equality of built-in values. Where a script's `__eq__` must be asked, it gives up.

use super::{
    Vm,
    hash::MOST_DEPTH,
    native::{Escape, Outcome},
};
use crate::heap::{
    dict::Dict,
    value::{Kind, Value},
};

impl Vm {
    /// `left == right` as a key of a dictionary sees it; gives up where a script's `__eq__` must be asked.
    pub(crate) fn leaf_equal(&mut self, left: Value, right: Value) -> Outcome<bool> {
        if is_itself(left, right) {
            return Ok(true);
        }
        match self.equal_within(left, right, 0) {
            Equal::Yes => Ok(true),
            Equal::No => Ok(false),
            Equal::Ask => Err(Escape::Bail),
            Equal::TooDeep => {
                Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded in comparison"))
            }
        }
    }

    pub(super) fn equal_within(&self, left: Value, right: Value, depth: u32) -> Equal {
        if is_itself(left, right) {
            return Equal::Yes;
        }
        if left.is_small() && right.is_small() {
            return Equal::No;
        }
        if depth > MOST_DEPTH {
            return Equal::TooDeep;
        }
        for side in [left, right] {
            if self.asks_script(side) {
                return Equal::Ask;
            }
        }
        let (left, right) = (self.shown(left), self.shown(right));
        if is_itself(left, right) {
            return Equal::Yes;
        }
        if let Some(equal) = self.numbers_equal(left, right) {
            return Equal::from(equal);
        }
        let (Some(one), Some(other)) = (left.kind(), right.kind()) else { return Equal::No };
        let (l, r) = (left.index(), right.index());
        let heap = &self.heap;
        match (one, other) {
            (Kind::Str, Kind::Str) => {
                let (left, right) = (heap.strs.get(l), heap.strs.get(r));
                Equal::from(left.bytes() == right.bytes() && left.as_str() == right.as_str())
            }
            (Kind::Tuple, Kind::Tuple) => self.all_equal(heap.tuples.get(l), heap.tuples.get(r), depth),
            (Kind::List, Kind::List) => self.all_equal(heap.lists.get(l), heap.lists.get(r), depth),
            (Kind::Bytes | Kind::ByteArray | Kind::MemoryView, Kind::Bytes | Kind::ByteArray | Kind::MemoryView) => {
                Equal::from(crate::builtins::views_equal(self, left, right))
            }
            (Kind::Dict, Kind::Dict) => self.dicts_equal(heap.dicts.get(l), heap.dicts.get(r), depth),
            (Kind::Set | Kind::FrozenSet, Kind::Set | Kind::FrozenSet) => {
                let (Some(left), Some(right)) = (self.set_of(left), self.set_of(right)) else { return Equal::No };
                if left.len() != right.len() {
                    return Equal::No;
                }
                for member in left.iter() {
                    match self.set_has(right, member.hash, member.key) {
                        Equal::Yes => {}
                        other => return other,
                    }
                }
                Equal::Yes
            }
            (Kind::Range, Kind::Range) => {
                let (left, right) = (*heap.ranges.get(l), *heap.ranges.get(r));
                let length = left.len();
                Equal::from(
                    length == right.len()
                        && (length == 0 || left.start == right.start)
                        && (length <= 1 || left.step == right.step),
                )
            }
            (Kind::Slice, Kind::Slice) => {
                let (left, right) = (*heap.slices.get(l), *heap.slices.get(r));
                self.all_equal(&[left.start, left.stop, left.step], &[right.start, right.stop, right.step], depth)
            }
            (Kind::Method, Kind::Method) => {
                let (left, right) = (*heap.methods.get(l), *heap.methods.get(r));
                Equal::from(left.receiver == right.receiver && left.function == right.function)
            }
            (Kind::Foreign, Kind::Foreign) => match (self.foreign_key(left), self.foreign_key(right)) {
                (Some(one), Some(other)) if self.class_of(left) == self.class_of(right) => {
                    self.all_equal(&one, &other, depth)
                }
                _ => Equal::No,
            },
            (Kind::View, _) | (_, Kind::View) => Equal::Ask,
            (Kind::Wrapper, Kind::Wrapper) => {
                use crate::heap::object::Wrapper;
                match (*heap.wrappers.get(l), *heap.wrappers.get(r)) {
                    (Wrapper::MappingProxy(left), Wrapper::MappingProxy(right)) => {
                        self.equal_within(left, right, depth + 1)
                    }
                    (
                        Wrapper::GenericAlias { origin: left, args: left_args, .. },
                        Wrapper::GenericAlias { origin: right, args: right_args, .. },
                    ) => match self.equal_within(left, right, depth + 1) {
                        Equal::Yes => self.equal_within(left_args, right_args, depth + 1),
                        other => other,
                    },
                    (Wrapper::Union { args: left }, Wrapper::Union { args: right }) => {
                        self.equal_within(left, right, depth + 1)
                    }
                    _ => Equal::No,
                }
            }
            _ => Equal::No,
        }
    }

    /// A value's content; of a read-only dictionary that of the one it shows.
    fn shown(&self, value: Value) -> Value {
        let content = self.heap.content(value);
        match content.of(Kind::Wrapper).map(|index| *self.heap.wrappers.get(index)) {
            Some(crate::heap::object::Wrapper::MappingProxy(inner)) => self.heap.content(inner),
            _ => content,
        }
    }

    /// Whether a script's code decides about the equality of a value.
    pub(crate) fn asks_script(&self, value: Value) -> bool {
        match value.kind() {
            Some(Kind::Instance) => {
                let class = self.heap.instances.get(value.index()).class;
                self.heap.classes.get(class).traits.own_equality
            }
            Some(Kind::Class) => {
                let metaclass = self.heap.classes.get(value.index()).metaclass;
                self.heap.classes.get(metaclass).traits.own_equality
            }
            _ => false,
        }
    }

    pub(super) fn foreign_key(&self, value: Value) -> Option<[Value; 2]> {
        self.heap.foreigns.get(value.of(Kind::Foreign)?).object.as_ref()?.key()
    }

    fn all_equal(&self, left: &[Value], right: &[Value], depth: u32) -> Equal {
        if left.len() != right.len() {
            return Equal::No;
        }
        for (&left, &right) in left.iter().zip(right) {
            // Inside containers the same object is equal to itself, a NaN too.
            if left == right {
                continue;
            }
            match self.equal_within(left, right, depth + 1) {
                Equal::Yes => {}
                other => return other,
            }
        }
        Equal::Yes
    }

    fn dicts_equal(&self, left: &Dict, right: &Dict, depth: u32) -> Equal {
        if left.len() != right.len() {
            return Equal::No;
        }
        for entry in left.iter() {
            let mut asks = false;
            let found = right.find(entry.hash, |key| match self.equal_within(key, entry.key, depth + 1) {
                Equal::Yes => true,
                Equal::No => false,
                Equal::Ask | Equal::TooDeep => {
                    asks = true;
                    false
                }
            });
            if asks {
                return Equal::Ask;
            }
            let Some(other) = found.and_then(|place| right.at(place)) else { return Equal::No };
            if other.value == entry.value {
                continue;
            }
            match self.equal_within(entry.value, other.value, depth + 1) {
                Equal::Yes => {}
                other => return other,
            }
        }
        Equal::Yes
    }

    /// Whether two numbers are equal; `None` if one is no number.
    fn numbers_equal(&self, left: Value, right: Value) -> Option<bool> {
        let (left, right) = (self.number_of(left)?, self.number_of(right)?);
        Some(left.compare(&right) == Some(std::cmp::Ordering::Equal))
    }
}

/// Whether two values are equal, or who knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Equal {
    Yes,
    No,
    /// A script's method must be asked.
    Ask,
    TooDeep,
}

/// Whether two are one object, and so equal. A number may be no number, which is not equal to itself.
fn is_itself(left: Value, right: Value) -> bool {
    left == right && !left.is_float() && !left.is(Kind::Complex)
}

impl From<bool> for Equal {
    fn from(equal: bool) -> Self {
        if equal { Self::Yes } else { Self::No }
    }
}
