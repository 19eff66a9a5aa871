//! Items: `object[key]`, read, set and deleted.

use super::{
    Vm,
    native::{Escape, Outcome},
};
use crate::heap::{
    object::Wrapper,
    value::{Kind, Value},
};

/// The part of a sequence that a slice means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
    pub(crate) count: usize,
}

impl Bounds {
    /// The items at these places of a sequence.
    pub(crate) fn pick(self, items: &[Value]) -> Vec<Value> {
        let from = usize::try_from(self.start).unwrap_or_default();
        match self.step {
            1 => items.get(from..from + self.count).unwrap_or_default().to_vec(),
            -1 if self.count > 0 => items[from + 1 - self.count..=from].iter().rev().copied().collect(),
            _ => self.places().map(|place| items[place]).collect(),
        }
    }

    /// The places it means, in order.
    pub(crate) fn places(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |number| (self.start + number * self.step) as usize)
    }
}

impl Vm {
    /// `object[key]`.
    pub(crate) fn get_item(&mut self, object: Value, key: Value) -> Outcome {
        if object.is(Kind::Instance) || object.is(Kind::Foreign) {
            let class = self.class_of(object);
            let names = self.names;
            if let Some(method) = self.lookup_own(class, names.getitem) {
                return Err(Escape::call(method, &[object, key]));
            }
            let content = self.heap.content(object);
            if let Some(dict) = content.of(Kind::Dict) {
                return match self.dict_get(dict, key)? {
                    Some(value) => Ok(value),
                    None => match self.lookup(class, names.missing) {
                        Some(missing) => Err(Escape::call(missing, &[object, key])),
                        None => Err(self.key_error(key)),
                    },
                };
            }
            if content == object || content.is(Kind::Exception) {
                if let Some(method) = self.lookup(class, names.getitem) {
                    return Err(Escape::call(method, &[object, key]));
                }
                return Err(self.not_subscriptable(object));
            }
            return self.get_item(content, key);
        }
        let index = object.index();
        match object.kind() {
            Some(Kind::Dict) => match self.dict_get(index, key)? {
                Some(value) => Ok(value),
                None => Err(self.key_error(key)),
            },
            Some(Kind::Class) => self.class_item(object, key),
            Some(Kind::Wrapper) => match *self.heap.wrappers.get(index) {
                Wrapper::MappingProxy(inner) => self.get_item(inner, key),
                Wrapper::GenericAlias { origin, .. } => Err(self.prelude_call("_alias_item", &[object, origin, key])),
                Wrapper::Union { .. } => Err(self.not_subscriptable(object)),
            },
            _ => crate::builtins::sequence_item(self, object, key),
        }
    }

    /// `Class[key]`.
    fn class_item(&mut self, class: Value, key: Value) -> Outcome {
        let metaclass = self.class_of(class);
        if let Some(method) = self.lookup_own(metaclass, self.names.getitem) {
            return Err(Escape::call(method, &[class, key]));
        }
        if let Some(found) = self.lookup(class.index(), self.names.class_getitem) {
            let method = self.bind_to_class(found, class)?;
            return Err(Escape::call(method, &[key]));
        }
        if class.index() == self.classes.type_ || self.is_generic(class.index()) {
            let args = if key.is(Kind::Tuple) { key } else { self.heap.tuple(&[key]) };
            return Ok(self.heap.new_wrapper(Wrapper::GenericAlias { origin: class, args, unpacked: false }));
        }
        let message = format!("type '{}' is not subscriptable", self.heap.classes.get(class.index()).name);
        Err(self.type_error(message))
    }

    /// Whether a built-in class, or one derived from it, may be written with arguments.
    fn is_generic(&self, class: u32) -> bool {
        let classes = &self.classes;
        [classes.list, classes.tuple, classes.dict, classes.set, classes.frozenset, classes.enumerate]
            .iter()
            .any(|&generic| self.is_subclass(class, generic))
    }

    pub(crate) fn not_subscriptable(&mut self, object: Value) -> Escape {
        let message = format!("'{}' object is not subscriptable", self.type_name(object));
        self.type_error(message)
    }

    /// `object[key] = value`.
    pub(crate) fn set_item(&mut self, object: Value, key: Value, value: Value) -> Outcome<()> {
        let content = if object.is(Kind::Instance) || object.is(Kind::Foreign) {
            let class = self.class_of(object);
            if let Some(method) = self.lookup_own(class, self.names.setitem) {
                return Err(Escape::call(method, &[object, key, value]));
            }
            let content = self.heap.content(object);
            if content == object
                && let Some(method) = self.lookup(class, self.names.setitem)
            {
                return Err(Escape::call(method, &[object, key, value]));
            }
            content
        } else {
            object
        };
        match content.of(Kind::Dict) {
            Some(dict) => self.dict_set(dict, key, value),
            None => crate::builtins::set_sequence_item(self, object, content, key, value),
        }
    }

    /// `del object[key]`.
    pub(crate) fn delete_item(&mut self, object: Value, key: Value) -> Outcome<()> {
        let content = if object.is(Kind::Instance) || object.is(Kind::Foreign) {
            let class = self.class_of(object);
            if let Some(method) = self.lookup_own(class, self.names.delitem) {
                return Err(Escape::call(method, &[object, key]));
            }
            let content = self.heap.content(object);
            if content == object
                && let Some(method) = self.lookup(class, self.names.delitem)
            {
                return Err(Escape::call(method, &[object, key]));
            }
            content
        } else {
            object
        };
        match content.of(Kind::Dict) {
            Some(dict) => match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            },
            None => crate::builtins::delete_sequence_item(self, object, content, key),
        }
    }

    /// What a slice means for a sequence of some length.
    pub(crate) fn bounds(&mut self, slice: Value, length: usize) -> Outcome<Bounds> {
        self.wide_bounds(slice, length as i64)
    }

    /// The same for a length that need not fit into memory. The count of places is of no use then.
    pub(crate) fn wide_bounds(&mut self, slice: Value, length: i64) -> Outcome<Bounds> {
        let slice = *self.heap.slices.get(slice.index());
        let step = if slice.step.is_none() { 1 } else { self.slice_part(slice.step)? };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let limit = |place: i64| {
            let place = if place < 0 { place.saturating_add(length) } else { place };
            place.clamp(lowest, highest)
        };
        let start = match slice.start.is_none() {
            true => {
                if step < 0 {
                    highest
                } else {
                    lowest
                }
            }
            false => limit(self.slice_part(slice.start)?),
        };
        let stop = match slice.stop.is_none() {
            true => {
                if step < 0 {
                    lowest
                } else {
                    highest
                }
            }
            false => limit(self.slice_part(slice.stop)?),
        };
        let count = if step < 0 {
            if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
        } else if start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Ok(Bounds { start, stop, step, count: count as usize })
    }

    /// Whether the parts of a slice are numbers that nothing overflows with.
    pub(crate) fn has_small_parts(&self, slice: Value) -> bool {
        let slice = *self.heap.slices.get(slice.index());
        [slice.start, slice.stop, slice.step].iter().all(|part| part.is_none() || part.is_small())
    }

    /// One bound of a slice; numbers beyond 64 bits are as good as the ends.
    fn slice_part(&mut self, value: Value) -> Outcome<i64> {
        if let Some(number) = value.as_small() {
            return Ok(number);
        }
        match self.integer_of(value) {
            Some(number) => Ok(num_traits::ToPrimitive::to_i64(&number)
                .unwrap_or(if number.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX })),
            None => {
                self.check_slice_part(value)?;
                Err(Escape::Bail)
            }
        }
    }

    /// Refuses what cannot be a bound of a slice.
    pub(crate) fn check_slice_part(&mut self, value: Value) -> Outcome<()> {
        let is_number = value.is_small() || self.integer_of(value).is_some();
        if is_number || self.lookup_own(self.class_of(value), self.names.index).is_some() {
            return Ok(());
        }
        Err(self.type_error("slice indices must be integers or None or have an __index__ method"))
    }

    /// The place that an index means in a sequence, counted from the end when it is negative.
    pub(crate) fn place(&mut self, key: Value, length: usize, what: &str) -> Outcome<usize> {
        match self.place_within(key, length, what)? {
            Some(place) => Ok(place),
            None => Err(self.index_error(format!("{what} index out of range"))),
        }
    }

    /// The same; nothing for what the sequence does not reach.
    pub(crate) fn place_within(&mut self, key: Value, length: usize, what: &str) -> Outcome<Option<usize>> {
        Ok(self.wide_place(key, length as u64, what)?.map(|place| place as usize))
    }

    /// The same for a length that need not fit into memory.
    pub(crate) fn wide_place(&mut self, key: Value, length: u64, what: &str) -> Outcome<Option<u64>> {
        let index = match key.as_small() {
            Some(index) => index,
            None => {
                if self.integer_of(key).is_none() {
                    if self.lookup_own(self.class_of(key), self.names.index).is_some() {
                        return Err(Escape::Bail);
                    }
                    let suffix = match what {
                        "string" => format!("string indices must be integers, not '{}'", self.type_name(key)),
                        "bytes" => format!("byte indices must be integers or slices, not {}", self.type_name(key)),
                        _ => format!("{what} indices must be integers or slices, not {}", self.type_name(key)),
                    };
                    return Err(self.type_error(suffix));
                }
                self.index(key)?
            }
        };
        let place = if index < 0 { i128::from(index) + i128::from(length) } else { i128::from(index) };
        Ok(u64::try_from(place).ok().filter(|&place| place < length))
    }
}
