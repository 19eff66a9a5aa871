//! Attributes, items and containers whose look-up is no script's.

use std::rc::Rc;

use super::is_plain_key;
use crate::{
    compile::{
        code::{Code, Found},
        op::{Instruction, Op},
    },
    heap::{
        class::Attributes,
        object::{Iter, Part},
        value::{Kind, Value},
    },
    vm::{Vm, frame::Then, run::OTHER_FRAME},
};

impl Vm {
    /// An attribute that a module has, or a property whose getter is a script's.
    #[inline(never)]
    pub(in crate::vm) fn quick_attribute(
        &mut self,
        instruction: Instruction,
        code: &Rc<Code>,
        base: usize,
        pc: usize,
    ) -> Option<u32> {
        let object = self.stack[base + usize::from(instruction.b)];
        let known = code.caches[code.instructions[pc + 1].wide()].get();
        match object.kind()? {
            Kind::Module => {
                let value = self.cached_in_module(object.index(), known)?;
                self.stack[base + usize::from(instruction.a)] = value;
                Some(pc as u32 + 2)
            }
            Kind::Instance => {
                let Found::Value(getter) = known.found else { return None };
                let instance = self.heap.instances.get(object.index());
                let Attributes::Shaped { shape, .. } = &instance.attributes else { return None };
                let fits = *shape == known.shape && self.heap.classes.get(instance.class).version == known.version;
                if !fits || self.fuel <= 1 {
                    return None;
                }
                let first = base + usize::from(code.registers);
                *self.stack.get_mut(first)? = object;
                self.quick_function(getter, first, 1, pc, Then::Store(instruction.a)).then_some(OTHER_FRAME)
            }
            _ => None,
        }
    }

    /// The next two things that a loop over pairs takes; the inner `None` at its end.
    #[inline(never)]
    pub(in crate::vm) fn quick_pair(&mut self, index: u32) -> Option<Option<[Value; 2]>> {
        match self.heap.iterators.get(index) {
            Iter::Enumerate { inner, count } => {
                let (inner, count) = (*inner, *count);
                let following = Value::small(count.as_small()? + 1)?;
                let Some(item) = self.step_quick(inner)? else { return Some(None) };
                if let Iter::Enumerate { count, .. } = self.heap.iterators.get_mut(index) {
                    *count = following;
                }
                Some(Some([count, item]))
            }
            Iter::Zip { inner, strict: false } => {
                let [left, right] = *inner.as_slice() else { return None };
                if !self.is_quick(left) || !self.is_quick(right) {
                    return None;
                }
                let Some(left) = self.step_quick(left)? else { return Some(None) };
                let Some(right) = self.step_quick(right)? else { return Some(None) };
                Some(Some([left, right]))
            }
            Iter::Dict { dict, next, size, left, part: Part::Items, reversed: false } => {
                let (next, left) = (*next, *left);
                let content = self.heap.dicts.get(dict.index());
                if content.len() != *size || left == 0 {
                    return None;
                }
                let (place, entry) = (next..content.places()).find_map(|place| Some((place, *content.at(place)?)))?;
                if let Iter::Dict { next, left, .. } = self.heap.iterators.get_mut(index) {
                    *next = place + 1;
                    *left -= 1;
                }
                Some(Some([entry.key, entry.value]))
            }
            _ => None,
        }
    }

    pub(super) fn is_quick(&self, iterator: Value) -> bool {
        let Some(index) = iterator.of(Kind::Iterator) else { return false };
        matches!(
            self.heap.iterators.get(index),
            Iter::List { .. } | Iter::Tuple { .. } | Iter::Range { .. } | Iter::Str { .. } | Iter::Exhausted
        )
    }

    /// The next item of an iterator that can neither fail nor need a script's code.
    pub(super) fn step_quick(&mut self, iterator: Value) -> Option<Option<Value>> {
        if !self.is_quick(iterator) {
            return None;
        }
        self.next(iterator).ok()
    }

    /// What a dictionary has under a key whose equality is no script's, or the character at a place of a text in ASCII.
    #[inline(never)]
    pub(in crate::vm) fn quick_item(&mut self, object: Value, key: Value) -> Option<Value> {
        if let Some(dict) = object.of(Kind::Dict) {
            return if is_plain_key(key) { self.dict_get(dict, key).ok()? } else { None };
        }
        let text = self.heap.strs.get(object.of(Kind::Str)?);
        let bytes = text.as_str().as_bytes();
        if bytes.len() != text.len() {
            return None;
        }
        let place = key.as_small()?;
        let place = if place < 0 { place + bytes.len() as i64 } else { place };
        let byte = *bytes.get(usize::try_from(place).ok()?)?;
        self.heap.characters.get(usize::from(byte)).copied()
    }

    /// Sets what a dictionary has under such a key; whether it did.
    #[inline(never)]
    pub(in crate::vm) fn quick_store(&mut self, object: Value, key: Value, value: Value) -> bool {
        let Some(dict) = object.of(Kind::Dict) else { return false };
        is_plain_key(key) && self.dict_set(dict, key, value).is_ok()
    }

    /// Whether a dictionary has such a key.
    #[inline(never)]
    pub(in crate::vm) fn quick_contains(&mut self, container: Value, key: Value) -> Option<bool> {
        let dict = container.of(Kind::Dict)?;
        if !is_plain_key(key) {
            return None;
        }
        self.dict_find(dict, key).ok().map(|(_, place)| place.is_some())
    }

    /// The truth of a built-in container.
    #[inline(never)]
    pub(in crate::vm) fn quick_truth(&self, value: Value) -> Option<bool> {
        let index = value.index();
        match value.kind()? {
            Kind::List => Some(!self.heap.lists.get(index).is_empty()),
            Kind::Tuple => Some(!self.heap.tuples.get(index).is_empty()),
            Kind::Dict => Some(self.heap.dicts.get(index).len() != 0),
            Kind::Str => Some(!self.heap.strs.get(index).as_str().is_empty()),
            _ => None,
        }
    }

    /// Whether two strings are equal.
    #[inline]
    pub(in crate::vm) fn same_text(&self, left: Value, right: Value) -> Option<bool> {
        let (left_index, right_index) = (left.of(Kind::Str)?, right.of(Kind::Str)?);
        Some(left == right || self.heap.strs.get(left_index).as_str() == self.heap.strs.get(right_index).as_str())
    }

    /// Takes a tuple or a list of the right length apart; whether it did.
    #[inline(never)]
    pub(in crate::vm) fn quick_unpack(&mut self, instruction: Instruction, base: usize) -> bool {
        let source = self.stack[base + usize::from(instruction.b)];
        let items: &[Value] = match source.kind() {
            Some(Kind::Tuple) => self.heap.tuples.get(source.index()),
            Some(Kind::List) => self.heap.lists.get(source.index()),
            _ => return false,
        };
        let first = base + usize::from(instruction.a);
        let fits = items.len() == usize::from(instruction.c);
        if let (true, Some(registers)) = (fits, self.stack.get_mut(first..first + items.len())) {
            for (register, &item) in registers.iter_mut().zip(items) {
                *register = item;
            }
        }
        fits
    }

    /// Sets a name of the module that a cache knows; whether it did.
    #[inline(never)]
    pub(in crate::vm) fn quick_store_global(&mut self, code: &Code, base: usize, pc: usize) -> bool {
        let known = code.caches[code.instructions[pc + 1].wide()].get();
        let value = self.stack[base + usize::from(code.instructions[pc].a)];
        let Some(frame) = self.frames.last() else { return false };
        let names = self.heap.dicts.get_mut(frame.globals);
        let fits = known.shape != 0 && names.keys_version() == known.shape;
        if fits {
            names.set_at(known.slot as usize, value);
        }
        fits
    }

    /// A tuple or a list of what registers hold.
    #[inline(never)]
    pub(in crate::vm) fn quick_build(&mut self, instruction: Instruction, base: usize) -> Value {
        let first = base + usize::from(instruction.b);
        let items = &self.stack[first..first + usize::from(instruction.c)];
        match instruction.op {
            Op::BuildTuple => self.heap.tuple(items),
            _ => self.heap.new_list(items.to_vec()),
        }
    }
}
