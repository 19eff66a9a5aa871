//! Iteration.

use super::{
    Vm,
    frame::Then,
    native::{Check, Escape, Outcome},
};
use crate::{
    compile::op::Op,
    heap::{
        object::{Flavour, Iter, Part, Wrapper},
        value::{Kind, Value},
    },
};

/// Iterators inside an iterator that are looked at before it is stepped.
const MOST_INNER: u32 = 64;

impl Vm {
    /// `iter(value)`.
    pub(crate) fn iterate(&mut self, value: Value) -> Outcome {
        if let Some(index) = value.of(Kind::Generator)
            && (self.heap.generators.get(index).flavour == Flavour::Generator
                || self.heap.generators.get(index).is_awaitable)
        {
            return Ok(value);
        }
        if value.is(Kind::Iterator) {
            return Ok(value);
        }
        // Outside of coroutines, plain iteration drives an asynchronous generator: what waits inside suspends the task.
        if let Some(index) = value.of(Kind::Generator)
            && self.heap.generators.get(index).flavour == Flavour::AsyncGenerator
            && !self.frames.iter().any(|frame| frame.code.flags.coroutine)
        {
            return Err(self.prelude_call("_async_items", &[value]));
        }
        let value = self.own_mapping(value).unwrap_or(value);
        let class = self.class_of(value);
        if value.is(Kind::Instance) || value.is(Kind::Foreign) || value.is(Kind::Class) {
            if let Some(method) = self.lookup_own(class, self.names.iter) {
                if method.is_none() {
                    return Err(self.not_iterable(value));
                }
                return Err(Escape::call_checked(method, &[value], Check::Iterator));
            }
            let content = self.heap.content(value);
            if content != value && !content.is(Kind::Exception) {
                return self.iterate(content);
            }
            if let Some(method) = self.lookup(class, self.names.iter) {
                return Err(Escape::call_checked(method, &[value], Check::Iterator));
            }
            if self.lookup(class, self.names.getitem).is_some() {
                return Ok(self.heap.new_iterator(Iter::Sequence { object: value, next: 0 }));
            }
            return Err(self.not_iterable(value));
        }
        match self.iterator_of(value) {
            Some(iterator) => Ok(self.heap.new_iterator(iterator)),
            None => Err(self.not_iterable(value)),
        }
    }

    fn not_iterable(&mut self, value: Value) -> Escape {
        let message = format!("'{}' object is not iterable", self.type_name(value));
        self.type_error(message)
    }

    /// The iterator of a built-in container.
    fn iterator_of(&self, value: Value) -> Option<Iter> {
        let index = value.index();
        Some(match value.kind()? {
            Kind::List => Iter::List { list: value, next: 0 },
            Kind::Tuple => Iter::Tuple { tuple: value, next: 0 },
            Kind::Str => Iter::Str { text: value, next: 0 },
            Kind::Bytes | Kind::ByteArray | Kind::MemoryView => Iter::Bytes { bytes: value, next: 0 },
            Kind::Range => {
                let range = *self.heap.ranges.get(index);
                Iter::Range { next: range.start, step: range.step, left: range.len() }
            }
            Kind::Dict => self.dict_iterator(value, Part::Keys),
            Kind::View => {
                let view = *self.heap.views.get(index);
                self.dict_iterator(view.dict, view.part)
            }
            Kind::Set | Kind::FrozenSet => Iter::Set { set: value, next: 0, size: self.length_of(value)? },
            Kind::Wrapper => match *self.heap.wrappers.get(index) {
                Wrapper::MappingProxy(inner) => return self.iterator_of(self.heap.content(inner)),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn dict_iterator(&self, dict: Value, part: Part) -> Iter {
        let dict = self.heap.content(dict);
        let size = self.heap.dicts.get(dict.index()).len();
        Iter::Dict { dict, next: 0, size, left: size, part, reversed: false }
    }

    /// The next item of an iterator, if it is a built-in one.
    pub(crate) fn next(&mut self, iterator: Value) -> Outcome<Option<Value>> {
        let Some(index) = iterator.of(Kind::Iterator) else { return Err(Escape::Bail) };
        let heap = &mut self.heap;
        match heap.iterators.get_mut(index) {
            Iter::Exhausted => Ok(None),
            Iter::List { list, next } => {
                let item = heap.lists.get(list.index()).get(*next).copied();
                *next += 1;
                if item.is_none() {
                    self.exhaust(index);
                }
                Ok(item)
            }
            Iter::Tuple { tuple, next } => {
                let item = heap.tuples.get(tuple.index()).get(*next).copied();
                *next += 1;
                Ok(item)
            }
            Iter::Range { next, step, left } => {
                if *left == 0 {
                    return Ok(None);
                }
                let number = *next;
                *left -= 1;
                *next = number.wrapping_add(*step);
                Ok(Some(heap.int(number)))
            }
            Iter::Str { text, next } => {
                let Some(character) = heap.strs.get(text.index()).as_str()[*next..].chars().next() else {
                    return Ok(None);
                };
                *next += character.len_utf8();
                let mut buffer = [0; 4];
                Ok(Some(heap.str(character.encode_utf8(&mut buffer))))
            }
            &mut Iter::Bytes { bytes, next } => {
                let item = crate::builtins::view_item(self, bytes, next);
                if let Iter::Bytes { next, .. } = self.heap.iterators.get_mut(index) {
                    *next += 1;
                }
                Ok(item)
            }
            &mut Iter::Dict { dict, next, size, part, reversed, .. } => {
                self.next_entry(index, dict, next, size, part, reversed)
            }
            &mut Iter::Set { set, next, size } => {
                let Some(content) = self.set_of(set) else { return Ok(None) };
                if content.len() != size {
                    self.exhaust(index);
                    return Err(self.runtime_error("Set changed size during iteration"));
                }
                let found = (next..content.places()).find_map(|place| Some((place, content.at(place)?.key)));
                let Some((place, key)) = found else { return Ok(None) };
                if let Iter::Set { next, .. } = self.heap.iterators.get_mut(index) {
                    *next = place + 1;
                }
                Ok(Some(key))
            }
            Iter::ReversedList { list, next } => {
                if *next == 0 {
                    return Ok(None);
                }
                *next -= 1;
                let (list, place) = (list.index(), *next);
                Ok(heap.lists.get(list).get(place).copied())
            }
            &mut Iter::Enumerate { inner, count } => {
                if self.needs_script(inner) {
                    return Err(Escape::Bail);
                }
                let Some(item) = self.next(inner)? else { return Ok(None) };
                let following = self.add_small(count, 1);
                if let Iter::Enumerate { count, .. } = self.heap.iterators.get_mut(index) {
                    *count = following;
                }
                Ok(Some(self.heap.tuple(&[count, item])))
            }
            Iter::Zip { inner, strict } => {
                if *strict {
                    return Err(Escape::Bail);
                }
                let inner = super::call::Arguments::from_slice(inner);
                if inner.iter().any(|inner| !inner.is(Kind::Iterator) || self.needs_script(*inner)) {
                    return Err(Escape::Bail);
                }
                let mut items = crate::heap::Items::with_capacity(inner.len());
                for inner in inner {
                    match self.next(inner)? {
                        Some(item) => items.push(item),
                        None => return Ok(None),
                    }
                }
                if items.is_empty() { Ok(None) } else { Ok(Some(self.heap.new_tuple(items))) }
            }
            Iter::Map { function, inner } => {
                let (function, inner) = (*function, super::call::Arguments::from_slice(inner));
                if inner.iter().any(|inner| self.needs_script(*inner)) {
                    return Err(Escape::Bail);
                }
                let mut items = super::call::Arguments::with_capacity(inner.len());
                for inner in inner {
                    match self.next(inner)? {
                        Some(item) => items.push(item),
                        None => return Ok(None),
                    }
                }
                Err(Escape::call(function, &items))
            }
            Iter::Filter { function, inner } => {
                let (function, inner) = (*function, *inner);
                if !function.is_none() && function != Self::class_value(self.classes.bool_) {
                    return Err(self.prelude_call("_filter_next", &[function, inner]));
                }
                if self.needs_script(inner) {
                    return Err(Escape::Bail);
                }
                loop {
                    let Some(item) = self.next(inner)? else { return Ok(None) };
                    match self.truth(item) {
                        Some(true) => return Ok(Some(item)),
                        Some(false) => {}
                        None => return Err(self.prelude_call("_filter_from", &[item, inner])),
                    }
                }
            }
            Iter::Sequence { .. } | Iter::ReversedSequence { .. } | Iter::Until { .. } => Err(Escape::Bail),
        }
    }

    /// Whether the next item of a built-in iterator takes a script's code to know.
    fn needs_script(&self, iterator: Value) -> bool {
        self.needs_script_within(iterator, &mut { MOST_INNER })
    }

    fn needs_script_within(&self, iterator: Value, left: &mut u32) -> bool {
        let Some(index) = iterator.of(Kind::Iterator) else { return true };
        // Too many to look at: the prelude goes through them one frame at a time.
        let Some(fewer) = left.checked_sub(1) else { return true };
        *left = fewer;
        match self.heap.iterators.get(index) {
            Iter::Sequence { .. }
            | Iter::ReversedSequence { .. }
            | Iter::Map { .. }
            | Iter::Filter { .. }
            | Iter::Until { .. } => true,
            Iter::Enumerate { inner, .. } => self.needs_script_within(*inner, left),
            Iter::Zip { inner, strict } => *strict || inner.iter().any(|inner| self.needs_script_within(*inner, left)),
            _ => false,
        }
    }

    fn next_entry(
        &mut self,
        index: u32,
        dict: Value,
        next: usize,
        size: usize,
        part: Part,
        reversed: bool,
    ) -> Outcome<Option<Value>> {
        let content = self.heap.dicts.get(dict.index());
        if content.len() != size {
            self.exhaust(index);
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        let places = content.places();
        let found = if reversed {
            // Here `next` counts the places done, from the end.
            (next..places).find_map(|done| Some((done, *content.at(places - 1 - done)?)))
        } else {
            (next..places).find_map(|place| Some((place, *content.at(place)?)))
        };
        let Some((place, entry)) = found else { return Ok(None) };
        if let Iter::Dict { next, left, .. } = self.heap.iterators.get_mut(index) {
            *next = place + 1;
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => {
                    self.exhaust(index);
                    return Err(self.runtime_error("dictionary keys changed during iteration"));
                }
            }
        }
        Ok(Some(match part {
            Part::Keys => entry.key,
            Part::Values => entry.value,
            Part::Items => self.heap.tuple(&[entry.key, entry.value]),
        }))
    }

    /// Gets the next item from an iterator that runs a script's code.
    pub(crate) fn ask_next(&mut self, iterator: Value, escape: Escape, then: Then) -> Outcome<()> {
        match escape {
            Escape::Bail => {}
            other => return self.answer(other, then),
        }
        let depth = self.frames.len();
        let ends_loop = matches!(then, Then::Next | Then::Delegate);
        let outcome = match iterator.kind() {
            Some(Kind::Generator) => {
                return self.resume_generator(iterator, super::generator::Sent::Value(Value::NONE), then);
            }
            Some(Kind::Iterator) => self.bail("_iterator_next", &[iterator], then),
            _ => {
                let class = self.class_of(iterator);
                match self.lookup(class, self.names.next) {
                    Some(method) => self.invoke(method, &[iterator], &[], then),
                    None => {
                        let message = format!("'{}' object is not an iterator", self.type_name(iterator));
                        Err(self.type_error(message))
                    }
                }
            }
        };
        // A native `__next__` that is at its end says so here and now.
        match outcome {
            Err(Escape::Raise(error))
                if ends_loop && self.frames.len() == depth && self.is_instance(error, self.classes.stop_iteration) =>
            {
                let frame = &self.frames[self.frames.len() - 1];
                let instruction = frame.code.instructions[frame.pc as usize];
                if instruction.op == Op::Next {
                    self.exhausted();
                } else {
                    let value = self.stop_value(error);
                    self.store(instruction.a, value);
                    self.advance();
                }
                Ok(())
            }
            other => other,
        }
    }

    /// All items of a built-in container or iterator; gives up on others.
    pub(crate) fn items_of(&mut self, value: Value) -> Outcome<Vec<Value>> {
        if let Some(items) = self.heap.items(self.plain_content(value)) {
            self.heap.reserve(items.len() * 8)?;
            return Ok(items.to_vec());
        }
        let iterator = match value.kind() {
            Some(Kind::Generator) => return Err(Escape::Bail),
            Some(Kind::Iterator) => value,
            _ => match self.iterate(value) {
                Ok(iterator) if iterator.is(Kind::Iterator) => iterator,
                Ok(_) | Err(Escape::Call(_)) => return Err(Escape::Bail),
                Err(escape) => return Err(escape),
            },
        };
        if self.needs_script(iterator) {
            return Err(Escape::Bail);
        }
        if let Some(Iter::Range { left, .. }) = iterator.of(Kind::Iterator).map(|index| self.heap.iterators.get(index))
        {
            self.heap.reserve(usize::try_from(*left).unwrap_or(usize::MAX).saturating_mul(8))?;
        }
        let mut items = Vec::new();
        while let Some(item) = self.next(iterator)? {
            if items.len() == items.capacity() && self.heap.room_in_vector(&mut items, 1).is_err() {
                // The iterator has moved on: a second try would begin where this one ends.
                return Err(Escape::Raise(self.memory_error()));
            }
            items.push(item);
        }
        Ok(items)
    }

    /// The content of an instance of a class derived from a container, unless it iterates in its own way.
    pub(crate) fn plain_content(&self, value: Value) -> Value {
        if value.is(Kind::Instance) && self.lookup_own(self.class_of(value), self.names.iter).is_some() {
            return value;
        }
        self.heap.content(value)
    }

    /// `list.extend`, `set.update` and `dict.update` of displays and calls.
    pub(crate) fn extend(&mut self, op: Op, target: Value, source: Value, callee: Option<Value>) -> Outcome<()> {
        match op {
            Op::Extend => {
                let items = match self.items_of(source) {
                    Err(Escape::Raise(_)) if !self.looks_iterable(source) => {
                        let what =
                            callee.map_or_else(|| "Value".into(), |callee| self.function_name(callee) + " argument");
                        let message = format!("{what} after * must be an iterable, not {}", self.type_name(source));
                        return Err(self.type_error(message));
                    }
                    other => other?,
                };
                if self.heap.room_in_list(target.index(), items.len()).is_err() {
                    return Err(Escape::Raise(self.memory_error()));
                }
                self.heap.lists.get_mut(target.index()).extend(items);
                Ok(())
            }
            Op::SetUpdate => {
                for item in self.items_of(source)? {
                    self.set_add(target, item)?;
                }
                Ok(())
            }
            _ => {
                let Some(dict) = self.plain_content(source).of(Kind::Dict) else {
                    let class = self.class_of(source);
                    if self.lookup(class, self.names.keys).is_some() {
                        return Err(Escape::Bail);
                    }
                    let message = match callee {
                        Some(callee) => {
                            let what = self.function_name(callee);
                            format!("{what} argument after ** must be a mapping, not {}", self.type_name(source))
                        }
                        None => format!("'{}' object is not a mapping", self.type_name(source)),
                    };
                    return Err(self.type_error(message));
                };
                let entries: Vec<_> = self.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect();
                for (key, value) in entries {
                    if let Some(callee) = callee {
                        if !self.heap.content(key).is(Kind::Str) {
                            return Err(self.type_error("keywords must be strings"));
                        }
                        if self.dict_find(target.index(), key)?.1.is_some() {
                            let function = self.function_name(callee);
                            let message = format!(
                                "{function} got multiple values for keyword argument '{}'",
                                self.heap.text(self.heap.content(key))
                            );
                            return Err(self.type_error(message));
                        }
                    }
                    self.dict_set(target.index(), key, value)?;
                }
                Ok(())
            }
        }
    }

    fn looks_iterable(&mut self, value: Value) -> bool {
        let class = self.class_of(value);
        self.lookup(class, self.names.iter).is_some() || self.lookup(class, self.names.getitem).is_some()
    }

    /// A callable's name as errors say it: `module.function()`.
    pub(crate) fn function_name(&self, callee: Value) -> String {
        match callee.kind() {
            Some(Kind::Function) => {
                let function = self.heap.functions.get(callee.index());
                let name = function.qualified_name.map_or("", |name| self.heap.text(name));
                match function.module {
                    Some(module) if !module.is_none() => format!("{}.{name}()", self.heap.text(module)),
                    _ => format!("{name}()"),
                }
            }
            Some(Kind::Method) => self.function_name(self.heap.methods.get(callee.index()).function),
            Some(Kind::Class) => format!("{}()", self.heap.classes.get(callee.index()).name),
            Some(Kind::Native) => format!("{}()", self.native_name(callee)),
            _ => format!("{} object", self.type_name(callee)),
        }
    }

    /// Takes a container apart into registers. With `after`, register `count` takes what is left between.
    pub(crate) fn unpack(&mut self, source: Value, first: usize, count: usize, after: Option<usize>) -> Outcome<()> {
        let is_iterable = self.looks_iterable(source) || self.heap.items(source).is_some();
        if !is_iterable {
            let message = format!("cannot unpack non-iterable {} object", self.type_name(source));
            return Err(self.type_error(message));
        }
        let items = self.items_of(source)?;
        let Some(after) = after else {
            if items.len() == count {
                self.stack[first..first + count].copy_from_slice(&items);
                return Ok(());
            }
            let message = if items.len() > count {
                format!("too many values to unpack (expected {count})")
            } else {
                format!("not enough values to unpack (expected {count}, got {})", items.len())
            };
            return Err(self.value_error(message));
        };
        if items.len() < count + after {
            let message =
                format!("not enough values to unpack (expected at least {}, got {})", count + after, items.len());
            return Err(self.value_error(message));
        }
        let middle_end = items.len() - after;
        let middle = self.heap.new_list(items[count..middle_end].to_vec());
        self.stack[first..first + count].copy_from_slice(&items[..count]);
        self.stack[first + count] = middle;
        self.stack[first + count + 1..first + count + 1 + after].copy_from_slice(&items[middle_end..]);
        Ok(())
    }

    /// A number one greater or so, of any size.
    pub(crate) fn add_small(&mut self, number: Value, added: i64) -> Value {
        if number.is_small() {
            return self.heap.int(number.small_bits() + added);
        }
        match number.of(Kind::BigInt) {
            Some(index) => {
                let sum = &self.heap.bigs.get(index).0 + added;
                self.heap.big(sum)
            }
            None => number,
        }
    }
}
