//! Truth, identity and length.

use super::{
    Vm,
    frame::Then,
    native::{Check, Escape, Outcome},
};
use crate::heap::value::{Kind, Value};

/// The flags of the classes of `collections.abc`, as CPython numbers them.
const SEQUENCE: i64 = 1 << 5;
const MAPPING: i64 = 1 << 6;

impl Vm {
    /// The truth of a value; `None` when a script's method must say it.
    pub(crate) fn truth(&mut self, value: Value) -> Option<bool> {
        if value.is_small() {
            return Some(value.small_bits() != 0);
        }
        if let Some(number) = value.as_float() {
            return Some(number != 0.0);
        }
        match value {
            Value::NONE | Value::FALSE => return Some(false),
            Value::TRUE | Value::NOT_IMPLEMENTED | Value::ELLIPSIS => return Some(true),
            _ => {}
        }
        if let Some(mapping) = self.own_mapping(value) {
            return self.truth(mapping);
        }
        if value.is(Kind::Instance) {
            let class = self.class_of(value);
            let names = self.names;
            if self.lookup_own(class, names.bool_).is_some() || self.lookup_own(class, names.len).is_some() {
                return None;
            }
            let content = self.heap.content(value);
            return if content == value || content.is(Kind::Exception) { Some(true) } else { self.truth(content) };
        }
        if let Some(index) = value.of(Kind::Complex) {
            let number = self.heap.complexes.get(index);
            return Some(number.real != 0.0 || number.imag != 0.0);
        }
        if value.is(Kind::Class) {
            let metaclass = self.class_of(value);
            let names = self.names;
            if self.lookup_own(metaclass, names.bool_).is_some() || self.lookup_own(metaclass, names.len).is_some() {
                return None;
            }
            return Some(true);
        }
        Some(self.length_of(value) != Some(0))
    }

    /// Calls what says the truth of a value; the interrupted instruction then goes on.
    pub(crate) fn ask_truth(&mut self, value: Value) -> Outcome<()> {
        let value = self.own_mapping(value).unwrap_or(value);
        let class = self.class_of(value);
        if let Some(method) = self.lookup(class, self.names.bool_) {
            return self.invoke(method, &[value], &[], Then::Truth { from_length: false });
        }
        match self.lookup(class, self.names.len) {
            Some(method) => self.invoke(method, &[value], &[], Then::Truth { from_length: true }),
            None => {
                self.decided(true);
                Ok(())
            }
        }
    }

    /// The number of items of a built-in container.
    pub(crate) fn length_of(&self, value: Value) -> Option<usize> {
        let value = self.heap.content(value);
        let index = value.index();
        Some(match value.kind()? {
            Kind::Str => self.heap.strs.get(index).len(),
            Kind::Bytes => self.heap.byte_strings.get(index).len(),
            Kind::ByteArray => self.heap.byte_arrays.get(index).len(),
            Kind::Tuple => self.heap.tuples.get(index).len(),
            Kind::List => self.heap.lists.get(index).len(),
            Kind::Dict => self.heap.dicts.get(index).len(),
            Kind::Set => self.heap.sets.get(index).len(),
            Kind::FrozenSet => self.heap.frozen_sets.get(index).len(),
            Kind::Range => usize::try_from(self.heap.ranges.get(index).len()).unwrap_or(usize::MAX),
            Kind::View => self.length_of(self.heap.views.get(index).dict)?,
            Kind::MemoryView => self.heap.memory_views.get(index).length,
            Kind::Wrapper => match *self.heap.wrappers.get(index) {
                crate::heap::object::Wrapper::MappingProxy(inner) => self.length_of(inner)?,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The mapping behind a read-only view, when it is of a script's class.
    pub(crate) fn own_mapping(&self, value: Value) -> Option<Value> {
        match *self.heap.wrappers.get(value.of(Kind::Wrapper)?) {
            crate::heap::object::Wrapper::MappingProxy(inner) if inner.is(Kind::Instance) => Some(inner),
            _ => None,
        }
    }

    /// `len(value)`.
    pub(crate) fn length(&mut self, value: Value) -> Outcome {
        if let Some(mapping) = self.own_mapping(value) {
            return self.length(mapping);
        }
        if let Some(range) = value.of(Kind::Range) {
            let length = self.heap.ranges.get(range).len();
            return match i64::try_from(length) {
                Ok(length) => Ok(self.heap.int(length)),
                Err(_) => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
            };
        }
        let class = self.class_of(value);
        if !value.is(Kind::Instance)
            && let Some(length) = self.length_of(value)
        {
            return Ok(self.heap.int(length as i64));
        }
        if let Some(method) = self.lookup_own(class, self.names.len) {
            return Err(Escape::call_checked(method, &[value], Check::Length));
        }
        if let Some(length) = self.length_of(value) {
            return Ok(self.heap.int(length as i64));
        }
        if let Some(method) = self.lookup(class, self.names.len) {
            return Err(Escape::call_checked(method, &[value], Check::Length));
        }
        let message = format!("object of type '{}' has no len()", self.type_name(value));
        Err(self.type_error(message))
    }

    /// `left is right`. Equal small texts and numbers are the same object to a script that looks.
    pub(crate) fn is_same(&self, left: Value, right: Value) -> bool {
        left == right
    }

    pub(crate) fn is_iterator(&mut self, value: Value) -> bool {
        match value.kind() {
            Some(Kind::Iterator | Kind::Generator) => true,
            Some(Kind::Instance | Kind::Foreign) => {
                let class = self.class_of(value);
                self.lookup(class, self.names.next).is_some()
            }
            _ => false,
        }
    }

    pub(crate) fn is_sequence(&mut self, value: Value) -> bool {
        match self.heap.content(value).kind() {
            Some(Kind::List | Kind::Tuple | Kind::Range | Kind::MemoryView) => true,
            Some(Kind::Instance | Kind::Foreign) => self.has_pattern_flag(value, SEQUENCE),
            _ => false,
        }
    }

    pub(crate) fn is_mapping(&mut self, value: Value) -> bool {
        match self.heap.content(value).kind() {
            Some(Kind::Dict) => true,
            Some(Kind::Wrapper) => self.length_of(value).is_some(),
            Some(Kind::Instance | Kind::Foreign) => self.has_pattern_flag(value, MAPPING),
            _ => false,
        }
    }

    /// Whether a class says of its instances, with `__abc_tpflags__`, that patterns may take them apart.
    fn has_pattern_flag(&mut self, value: Value, flag: i64) -> bool {
        let (class, name) = (self.class_of(value), self.heap.name("__abc_tpflags__"));
        let flags = self.lookup(class, name).and_then(Value::as_small);
        flags.is_some_and(|flags| flags & flag != 0)
    }
}
