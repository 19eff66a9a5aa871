//! From objects to text.

use super::{MOST_DEPTH, string};
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// `encode(object, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys, level,
/// open)`: the text of an object at a level of containers of which `open` are those around it. With objects in it that have
/// no JSON form the answer is a list: text, and then for each of them the object, its level, the containers around it, and
/// the text after it.
pub(super) fn encode(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [object, skip_keys, ensure_ascii, check_circular, allow_nan, indent, item, key, sort_keys, level, open] = *args
    else {
        return Err(Escape::Bail);
    };
    let text = |value: Value| -> Option<String> {
        let content = vm.heap.content(value);
        content.is(Kind::Str).then(|| vm.heap.text(content).to_owned())
    };
    let (Some(item_separator), Some(key_separator)) = (text(item), text(key)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let indent = if indent.is_none() { None } else { text(indent) };
    let level = usize::try_from(vm.index(level)?).unwrap_or_default();
    let mut writer = Writer {
        skip_keys: skip_keys == Value::TRUE,
        ensure_ascii: ensure_ascii == Value::TRUE,
        check_circular: check_circular == Value::TRUE,
        allow_nan: allow_nan == Value::TRUE,
        sort_keys: sort_keys == Value::TRUE,
        indent,
        item_separator,
        key_separator,
        level,
        around: vm.heap.items(open).map(<[Value]>::to_vec).unwrap_or_default(),
        out: String::new(),
        open: Vec::new(),
        parts: Vec::new(),
    };
    match writer.write(vm, object)? {
        Wrote::All => Ok(writer.finish(vm)),
        Wrote::Refused => Ok(Value::NOT_IMPLEMENTED),
    }
}

struct Writer {
    skip_keys: bool,
    ensure_ascii: bool,
    check_circular: bool,
    allow_nan: bool,
    sort_keys: bool,
    indent: Option<String>,
    item_separator: String,
    key_separator: String,
    /// The level of the object that is written.
    level: usize,
    /// The containers around it.
    around: Vec<Value>,
    out: String,
    open: Vec<Open>,
    /// The text so far and objects without a JSON form in it.
    parts: Vec<Value>,
}

/// A container that is being written.
struct Open {
    container: Value,
    /// The built-in list, tuple or dictionary inside.
    content: Value,
    next: usize,
    is_first: bool,
    /// The entries in order, if they are sorted.
    sorted: Option<Vec<(Value, Value)>>,
}

#[derive(PartialEq, Eq)]
enum Wrote {
    All,
    /// An error is to be raised.
    Refused,
}

impl Writer {
    fn write(&mut self, vm: &mut Vm, object: Value) -> Outcome<Wrote> {
        if self.value(vm, object)? == Wrote::Refused {
            return Ok(Wrote::Refused);
        }
        while let Some(mut open) = self.open.pop() {
            let Some((key, value)) = next_entry(vm, &mut open) else {
                if !open.is_first {
                    self.line();
                }
                self.out.push(if open.content.is(Kind::Dict) { '}' } else { ']' });
                vm.heap.reserve(self.out.len())?;
                continue;
            };
            let was_first = std::mem::replace(&mut open.is_first, false);
            self.open.push(open);
            let before = self.out.len();
            if !was_first {
                self.out.push_str(&self.item_separator);
            }
            self.line();
            if let Some(key) = key {
                match self.key(vm, key) {
                    Some(true) => {}
                    Some(false) => {
                        self.out.truncate(before);
                        if let Some(open) = self.open.last_mut() {
                            open.is_first = was_first;
                        }
                        continue;
                    }
                    None => return Ok(Wrote::Refused),
                }
                self.out.push_str(&self.key_separator);
            }
            let at = self.out.len();
            if self.value(vm, value)? == Wrote::Refused {
                return Ok(Wrote::Refused);
            }
            vm.fuel -= 1 + (self.out.len().saturating_sub(at) / 32) as i64;
        }
        Ok(Wrote::All)
    }

    /// Begins a line of its own, if there are lines.
    fn line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            for _ in 0..self.level + self.open.len() {
                self.out.push_str(indent);
            }
        }
    }

    /// Writes a value that is no container, or the beginning of one.
    fn value(&mut self, vm: &mut Vm, value: Value) -> Outcome<Wrote> {
        let content = vm.heap.content(value);
        if content.is(Kind::Str) {
            let length = vm.heap.text(content).len();
            vm.heap.reserve(self.out.len().saturating_add(length.saturating_mul(2)))?;
        }
        if let Some(written) = self.scalar(vm, content) {
            return Ok(if written { Wrote::All } else { Wrote::Refused });
        }
        let (is_empty, brackets) = match content.kind() {
            Some(Kind::List) => (vm.heap.lists.get(content.index()).is_empty(), "[]"),
            Some(Kind::Tuple) => (vm.heap.tuples.get(content.index()).is_empty(), "[]"),
            Some(Kind::Dict) if has_own_items(vm, value) => return Ok(Wrote::Refused),
            Some(Kind::Dict) => (vm.heap.dicts.get(content.index()).len() == 0, "{}"),
            _ => return self.gap(vm, value),
        };
        if is_empty {
            self.out.push_str(brackets);
            return Ok(Wrote::All);
        }
        if self.is_open(value) {
            return Ok(Wrote::Refused);
        }
        if self.open.len() + self.around.len() >= MOST_DEPTH {
            let message = "maximum recursion depth exceeded while encoding a JSON object";
            return Err(vm.error(vm.classes.recursion_error, message));
        }
        let sorted = match content.of(Kind::Dict) {
            Some(dict) if self.sort_keys => match sorted_entries(vm, dict) {
                Some(sorted) => Some(sorted),
                None => return Ok(Wrote::Refused),
            },
            _ => None,
        };
        self.out.push_str(brackets.get(..1).unwrap_or_default());
        self.open.push(Open { container: value, content, next: 0, is_first: true, sorted });
        Ok(Wrote::All)
    }

    fn is_open(&self, value: Value) -> bool {
        self.check_circular && (self.open.iter().any(|open| open.container == value) || self.around.contains(&value))
    }

    /// Leaves a place for an object without a JSON form.
    fn gap(&mut self, vm: &mut Vm, value: Value) -> Outcome<Wrote> {
        if self.is_open(value) {
            return Ok(Wrote::Refused);
        }
        let text = std::mem::take(&mut self.out);
        let text = vm.heap.string(text);
        let level = vm.heap.int((self.level + self.open.len()) as i64);
        let around: Vec<Value> =
            self.around.iter().copied().chain(self.open.iter().map(|open| open.container)).collect();
        let around = vm.heap.new_tuple(around.into());
        self.parts.extend([text, value, level, around]);
        vm.heap.reserve(self.parts.len() * 8)?;
        Ok(Wrote::All)
    }

    fn finish(mut self, vm: &mut Vm) -> Value {
        let text = vm.heap.string(self.out);
        if self.parts.is_empty() {
            return text;
        }
        self.parts.push(text);
        vm.heap.new_list(self.parts)
    }

    /// Writes a string, a number or a constant. `None` if it is none, false if it may not be written.
    fn scalar(&mut self, vm: &Vm, content: Value) -> Option<bool> {
        if let Some(number) = content.as_small() {
            crate::text::int::write_i64(number, &mut self.out);
            return Some(true);
        }
        if let Some(number) = content.as_float() {
            return Some(self.float(number));
        }
        let word = match content {
            Value::NONE => "null",
            Value::TRUE => "true",
            Value::FALSE => "false",
            _ => match content.kind() {
                Some(Kind::Str) => {
                    string::write(vm.heap.text(content), self.ensure_ascii, &mut self.out);
                    return Some(true);
                }
                Some(Kind::BigInt) => {
                    let number = crate::text::IntRef::Big(&vm.heap.bigs.get(content.index()).0);
                    let limit = crate::text::int::DEFAULT_MAX_STR_DIGITS;
                    return Some(crate::text::int::write_decimal(number, limit, &mut self.out).is_ok());
                }
                _ => return None,
            },
        };
        self.out.push_str(word);
        Some(true)
    }

    fn float(&mut self, number: f64) -> bool {
        if number.is_finite() {
            crate::text::float::write_repr(number, &mut self.out);
            return true;
        }
        self.out.push_str(match number {
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => "NaN",
        });
        self.allow_nan
    }

    /// Writes a key. False if it is to be left out, `None` if it is refused.
    fn key(&mut self, vm: &Vm, key: Value) -> Option<bool> {
        let content = vm.heap.content(key);
        if content.is(Kind::Str) {
            return self.scalar(vm, content);
        }
        self.out.push('"');
        match self.scalar(vm, content) {
            Some(true) => {
                self.out.push('"');
                Some(true)
            }
            Some(false) => None,
            None => self.skip_keys.then_some(false),
        }
    }
}

/// The next item of a container, with its key.
fn next_entry(vm: &Vm, open: &mut Open) -> Option<(Option<Value>, Value)> {
    if let Some(sorted) = &open.sorted {
        let &(key, value) = sorted.get(open.next)?;
        open.next += 1;
        return Some((Some(key), value));
    }
    let Some(dict) = open.content.of(Kind::Dict) else {
        let item = *vm.heap.items(open.content)?.get(open.next)?;
        open.next += 1;
        return Some((None, item));
    };
    let dict = vm.heap.dicts.get(dict);
    let (place, entry) = (open.next..dict.places()).find_map(|place| Some((place, dict.at(place)?)))?;
    open.next = place + 1;
    Some((Some(entry.key), entry.value))
}

/// Whether a class derived from `dict` says itself what its items are.
fn has_own_items(vm: &mut Vm, value: Value) -> bool {
    if !value.is(Kind::Instance) {
        return false;
    }
    let class = vm.class_of(value);
    let name = vm.heap.name("items");
    vm.lookup_own(class, name).is_some()
}

/// The entries of a dictionary in the order of their keys; `None` if comparing them takes more than a look.
fn sorted_entries(vm: &Vm, dict: u32) -> Option<Vec<(Value, Value)>> {
    let mut entries: Vec<(Value, Value)> =
        vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect();
    if entries.iter().all(|(key, _)| key.is(Kind::Str)) {
        entries.sort_by(|(one, _), (other, _)| vm.heap.text(*one).cmp(vm.heap.text(*other)));
    } else if entries.iter().all(|(key, _)| key.is_small()) {
        entries.sort_by_key(|(key, _)| key.small_bits());
    } else {
        return None;
    }
    Some(entries)
}
