//! What patterns are matched against, and how much work that may be.

use std::rc::Rc;

use crate::{
    heap::{
        Heap,
        string::Str,
        value::{Kind, Value},
    },
    regex::{self, Captures, How, Pattern},
    vm::{Vm, native::Outcome},
};

/// Steps that any search may take.
const STEPS: u64 = 20_000_000;
/// And more of them for each byte that is searched.
const STEPS_PER_BYTE: u64 = 64;
/// Steps that cost as much as a call or a turn of a loop.
const STEPS_PER_FUEL: u64 = 16;

/// A string or bytes that stays in the heap while it is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    /// As it was given.
    pub(super) object: Value,
    /// The built-in object inside.
    content: Value,
    is_text: bool,
}

impl Subject {
    /// The subject that a pattern can match.
    pub(super) fn new(vm: &mut Vm, object: Value, pattern: &Pattern) -> Outcome<Self> {
        let mut content = vm.heap.content(object);
        let is_text = match content.kind() {
            Some(Kind::Str) => true,
            Some(Kind::Bytes | Kind::ByteArray) => false,
            Some(Kind::MemoryView) => {
                let bytes = vm.bytes_of(content).unwrap_or_default();
                content = vm.heap.new_bytes(bytes.into());
                false
            }
            _ => {
                let message = format!("expected string or bytes-like object, got '{}'", vm.type_name(object));
                return Err(vm.type_error(message));
            }
        };
        match (pattern.is_text(), is_text) {
            (true, false) => Err(vm.type_error("cannot use a string pattern on a bytes-like object")),
            (false, true) => Err(vm.type_error("cannot use a bytes pattern on a string-like object")),
            _ => Ok(Self { object, content, is_text }),
        }
    }

    pub(super) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.object);
        visit(self.content);
    }

    pub(super) fn view<'h>(&self, heap: &'h Heap) -> regex::Subject<'h> {
        if self.is_text { regex::Subject::Text(heap.text(self.content)) } else { regex::Subject::Bytes(self.raw(heap)) }
    }

    fn raw<'h>(&self, heap: &'h Heap) -> &'h [u8] {
        match self.content.kind() {
            Some(Kind::Bytes) => heap.byte_strings.get(self.content.index()),
            Some(Kind::ByteArray) => heap.byte_arrays.get(self.content.index()),
            _ => &[],
        }
    }

    /// Its length in bytes.
    pub(super) fn bytes(&self, heap: &Heap) -> usize {
        if self.is_text { heap.strs.get(self.content.index()).bytes() } else { self.raw(heap).len() }
    }

    /// The number of characters before a byte.
    pub(super) fn position(&self, heap: &Heap, offset: usize) -> usize {
        if self.is_text { heap.strs.get(self.content.index()).position(offset) } else { offset }
    }

    /// The byte at which a character begins; the end when there are fewer.
    pub(super) fn offset(&self, heap: &Heap, position: i64) -> usize {
        // A position may be larger than memory is.
        let position = usize::try_from(position.max(0)).unwrap_or(usize::MAX);
        if self.is_text {
            let text = heap.strs.get(self.content.index());
            if position >= text.len() { text.bytes() } else { text.offset(position) }
        } else {
            position.min(self.raw(heap).len())
        }
    }

    /// The part between two bytes.
    pub(super) fn slice(&self, heap: &mut Heap, start: usize, end: usize) -> Value {
        if !self.is_text {
            let whole = self.raw(heap);
            if start == 0 && end == whole.len() && self.content.is(Kind::Bytes) {
                return self.content;
            }
            let part = whole.get(start..end).unwrap_or_default().into();
            return heap.new_bytes(part);
        }
        let whole = heap.strs.get(self.content.index());
        if start == 0 && end == whole.bytes() {
            return self.content;
        }
        let part = whole.as_str().get(start..end).unwrap_or_default();
        if let &[byte] = part.as_bytes() {
            return heap.str(char::from(byte).encode_utf8(&mut [0]));
        }
        let part = if whole.is_ascii() { Str::with_chars(part, part.len()) } else { Str::new(part) };
        heap.new_str(part)
    }

    /// The part that a group matched.
    pub(super) fn group(&self, heap: &mut Heap, captures: &Captures, group: usize) -> Option<Value> {
        captures.span(group).map(|(start, end)| self.slice(heap, start, end))
    }

    /// Nothing, of its kind.
    pub(super) fn empty(&self, vm: &mut Vm) -> Value {
        if self.is_text { vm.names.empty } else { vm.heap.new_bytes(Box::default()) }
    }
}

/// A search through a subject, for one match or for many. All of it has one budget of steps.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) pattern: Rc<Pattern>,
    pub(super) subject: Subject,
    /// Where the next match is looked for, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The last match was empty and ended where the next one begins.
    must_advance: bool,
    steps: u64,
}

impl Search {
    /// A search between two positions in characters.
    pub(super) fn new(vm: &Vm, pattern: Rc<Pattern>, subject: Subject, start: i64, end: i64) -> Self {
        let steps = STEPS + STEPS_PER_BYTE * subject.bytes(&vm.heap) as u64;
        let (start, end) = (subject.offset(&vm.heap, start), subject.offset(&vm.heap, end));
        Self { pattern, subject, start, end, must_advance: false, steps }
    }

    /// The next match. Searching goes on behind it.
    pub(super) fn next(&mut self, vm: &mut Vm, how: How) -> Outcome<Option<Captures>> {
        let before = self.steps;
        let view = self.subject.view(&vm.heap);
        let found = self.pattern.run(view, self.start, self.end, how, self.must_advance, &mut self.steps);
        vm.fuel -= ((before - self.steps) / STEPS_PER_FUEL) as i64;
        let Ok(found) = found else {
            return Err(vm.runtime_error("the regular expression takes too many steps: it backtracks too much"));
        };
        if let Some(captures) = &found {
            self.must_advance = captures.start() == captures.end();
            self.start = captures.end();
        }
        vm.heap.reserve(0)?;
        Ok(found)
    }
}
