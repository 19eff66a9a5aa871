//! From text to objects.

use std::borrow::Cow;

use num_bigint::BigInt;

use super::{MOST_DEPTH, string};
use crate::{
    heap::{
        dict::Dict,
        string::Str,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// Longer integers are left to `int`, which refuses them.
const MOST_DIGITS: usize = 4300;
/// Keys that are remembered, so that equal ones are one object.
const REMEMBERED: usize = 64;

/// `decode(text, strict)`: the object that a whole text stands for.
pub(super) fn whole(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if !content.is(Kind::Str) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut reader = Reader::new(content, args[1] == Value::TRUE, 0);
    reader.skip_space(vm);
    let Some(value) = reader.value(vm)? else { return Ok(Value::NOT_IMPLEMENTED) };
    reader.skip_space(vm);
    Ok(if reader.peek(vm).is_none() { value } else { Value::NOT_IMPLEMENTED })
}

/// `scan(text, start, strict)`: the object at a place, and the place after it.
pub(super) fn one(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let (Ok(start), true) = (usize::try_from(vm.index(args[1])?), content.is(Kind::Str)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let text = vm.heap.strs.get(content.index());
    if start >= text.len() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let offset = text.offset(start);
    let mut reader = Reader::new(content, args[2] == Value::TRUE, offset);
    let Some(value) = reader.value(vm)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let end = vm.heap.strs.get(content.index()).position(reader.at);
    let end = vm.heap.int(end as i64);
    Ok(vm.heap.tuple(&[value, end]))
}

/// A place in a text, and what has been read before it.
struct Reader {
    text: Value,
    strict: bool,
    /// In bytes.
    at: usize,
    /// Items, or keys and values, of the containers that are open.
    values: Vec<Value>,
    /// Where those of each container begin, and whether it is an object.
    open: Vec<(usize, bool)>,
    /// Keys that were read before, each at its own place.
    keys: Vec<Value>,
}

/// A string that was read, on its way into the heap.
enum Text {
    Character(u8),
    Longer(Str),
}

impl Text {
    fn of(text: Cow<'_, str>) -> Self {
        match text.as_bytes() {
            &[byte] => Self::Character(byte),
            _ => Self::Longer(match text {
                Cow::Borrowed(text) => Str::new(text),
                Cow::Owned(text) => Str::owned(text),
            }),
        }
    }

    fn value(self, vm: &mut Vm) -> Value {
        match self {
            Self::Character(byte) => vm.heap.str(char::from(byte).encode_utf8(&mut [0])),
            Self::Longer(text) => vm.heap.new_str(text),
        }
    }
}

/// What was read last.
enum Read {
    Value(Value),
    /// The beginning of a container that is not empty.
    Opened,
}

impl Reader {
    fn new(text: Value, strict: bool, at: usize) -> Self {
        Self { text, strict, at, values: Vec::new(), open: Vec::new(), keys: Vec::new() }
    }

    fn peek(&self, vm: &Vm) -> Option<u8> {
        vm.heap.text(self.text).as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self, vm: &Vm) {
        let rest = vm.heap.text(self.text).as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !b" \t\n\r".contains(byte)).unwrap_or(rest.len());
    }

    /// Goes past a byte and the space around it.
    fn accept(&mut self, vm: &Vm, byte: u8) -> bool {
        self.skip_space(vm);
        let is_there = self.peek(vm) == Some(byte);
        if is_there {
            self.at += 1;
            self.skip_space(vm);
        }
        is_there
    }

    /// The value here; `None` if it is not JSON.
    fn value(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        loop {
            let before = self.at;
            let mut value = match self.begin(vm)? {
                None => return Ok(None),
                Some(Read::Opened) => continue,
                Some(Read::Value(value)) => value,
            };
            vm.fuel -= 1 + ((self.at - before) / 32) as i64;
            // It may end the containers around it.
            loop {
                let Some(&(first, is_object)) = self.open.last() else { return Ok(Some(value)) };
                self.values.push(value);
                self.skip_space(vm);
                let byte = self.peek(vm);
                self.at += 1;
                match byte {
                    Some(b',') => {
                        self.skip_space(vm);
                        if is_object && !self.key(vm)? {
                            return Ok(None);
                        }
                        break;
                    }
                    Some(b'}') if is_object => value = self.close_object(vm, first),
                    Some(b']') if !is_object => {
                        let items = self.values.split_off(first);
                        value = vm.heap.new_list(items);
                    }
                    _ => return Ok(None),
                }
                self.open.pop();
                vm.heap.reserve(self.values.len() * 8)?;
            }
        }
    }

    fn close_object(&mut self, vm: &mut Vm, first: usize) -> Value {
        let pairs = self.values.get(first..).unwrap_or_default();
        let dict = vm.heap.new_dict(Dict::with_capacity(pairs.len() / 2));
        for pair in pairs.chunks_exact(2) {
            vm.set_name(dict.index(), pair[0], pair[1]);
        }
        self.values.truncate(first);
        dict
    }

    /// Reads a key and its colon.
    fn key(&mut self, vm: &mut Vm) -> Outcome<bool> {
        if self.peek(vm) != Some(b'"') {
            return Ok(false);
        }
        let text = vm.heap.text(self.text);
        let Some(found) = string::scan(text, self.at + 1, self.strict) else { return Ok(false) };
        self.at = found.end;
        let place = slot(&found.text);
        let known = self.keys.get(place).copied().unwrap_or(Value::UNBOUND);
        let key = if !known.is_unbound() && vm.heap.text(known) == found.text {
            known
        } else {
            let text = Text::of(found.text);
            let key = text.value(vm);
            if let Some(remembered) = self.keys.get_mut(place) {
                *remembered = key;
            }
            key
        };
        self.values.push(key);
        Ok(self.accept(vm, b':'))
    }

    /// Reads a value that is no container, or the beginning of one.
    fn begin(&mut self, vm: &mut Vm) -> Outcome<Option<Read>> {
        let Some(byte) = self.peek(vm) else { return Ok(None) };
        let value = match byte {
            b'"' => {
                let text = vm.heap.text(self.text);
                let Some(found) = string::scan(text, self.at + 1, self.strict) else { return Ok(None) };
                self.at = found.end;
                let text = Text::of(found.text);
                text.value(vm)
            }
            b'[' | b'{' => return self.begin_container(vm, byte == b'{'),
            b'n' => return Ok(self.word(vm, "null", Value::NONE)),
            b't' => return Ok(self.word(vm, "true", Value::TRUE)),
            b'f' => return Ok(self.word(vm, "false", Value::FALSE)),
            b'N' => return Ok(self.word(vm, "NaN", Value::float(f64::NAN))),
            b'I' => return Ok(self.word(vm, "Infinity", Value::float(f64::INFINITY))),
            _ => match self.number(vm) {
                Some(value) => value,
                None => return Ok(self.word(vm, "-Infinity", Value::float(f64::NEG_INFINITY))),
            },
        };
        Ok(Some(Read::Value(value)))
    }

    fn begin_container(&mut self, vm: &mut Vm, is_object: bool) -> Outcome<Option<Read>> {
        if self.open.len() >= MOST_DEPTH {
            let what = if is_object { "object" } else { "array" };
            let message =
                format!("maximum recursion depth exceeded while decoding a JSON {what} from a unicode string");
            return Err(self.too_deep(vm, &message));
        }
        self.at += 1;
        self.skip_space(vm);
        let end = if is_object { b'}' } else { b']' };
        if self.peek(vm) == Some(end) {
            self.at += 1;
            let value = if is_object { vm.heap.new_dict(Dict::default()) } else { vm.heap.new_list(Vec::new()) };
            return Ok(Some(Read::Value(value)));
        }
        self.open.push((self.values.len(), is_object));
        if is_object {
            self.keys.resize(REMEMBERED, Value::UNBOUND);
        }
        if is_object && !self.key(vm)? {
            return Ok(None);
        }
        Ok(Some(Read::Opened))
    }

    fn too_deep(&self, vm: &mut Vm, message: &str) -> Escape {
        vm.error(vm.classes.recursion_error, message)
    }

    fn word(&mut self, vm: &Vm, word: &str, value: Value) -> Option<Read> {
        let rest = vm.heap.text(self.text).as_bytes().get(self.at..)?;
        rest.starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            Read::Value(value)
        })
    }

    /// A number, if there is one and no error in it.
    fn number(&mut self, vm: &mut Vm) -> Option<Value> {
        let bytes = vm.heap.text(self.text).as_bytes().get(self.at..)?;
        let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let whole = match bytes.get(sign)? {
            b'0' => 1,
            b'1'..=b'9' => digits(sign),
            _ => return None,
        };
        let mut end = sign + whole;
        let mut is_float = false;
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
            is_float = true;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let exponent = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let count = digits(exponent);
            if count > 0 {
                end = exponent + count;
                is_float = true;
            }
        }
        let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let value = if is_float {
            Value::float(text.parse().ok()?)
        } else if whole < 19 {
            let number = text.parse().ok()?;
            vm.heap.int(number)
        } else if whole <= MOST_DIGITS {
            let number: BigInt = text.parse().ok()?;
            vm.heap.big(number)
        } else {
            return None;
        };
        self.at += end;
        Some(value)
    }
}

/// Where a key is remembered.
fn slot(key: &str) -> usize {
    let bytes = key.as_bytes();
    let byte = |place: usize| usize::from(bytes.get(place).copied().unwrap_or_default());
    let last = byte(bytes.len().wrapping_sub(1));
    (bytes.len() * 7 + byte(0) * 3 + byte(1) * 5 + byte(bytes.len() / 2) * 11 + last) % REMEMBERED
}
