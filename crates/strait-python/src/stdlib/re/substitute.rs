//! Replacing and splitting.

use std::rc::Rc;

use super::{
    pattern::{PatternObject, regex},
    pattern_error,
    subject::{Search, Subject},
};
use crate::{
    heap::{
        Heap,
        value::{Kind, Value},
    },
    regex::{self, Captures, How, Template, parse_template},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

/// The largest index there is.
const END: i64 = i64::MAX;

/// Text or bytes that grow.
#[derive(Debug)]
pub(super) enum Output {
    Text(String),
    Bytes(Vec<u8>),
}

impl Output {
    /// An empty one for results of a subject's kind.
    pub(super) fn new(subject: regex::Subject<'_>) -> Self {
        match subject {
            regex::Subject::Text(_) => Self::Text(String::new()),
            regex::Subject::Bytes(_) => Self::Bytes(Vec::new()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }

    /// Appends a part of the subject.
    fn copy(&mut self, subject: &Subject, heap: &Heap, start: usize, end: usize) {
        match (self, subject.view(heap)) {
            (Self::Text(out), regex::Subject::Text(text)) => out.push_str(text.get(start..end).unwrap_or_default()),
            (Self::Bytes(out), regex::Subject::Bytes(bytes)) => {
                out.extend_from_slice(bytes.get(start..end).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Appends the replacement of a match.
    pub(super) fn expand(&mut self, template: &Template, subject: &Subject, heap: &Heap, captures: &Captures) {
        match (self, subject.view(heap)) {
            (Self::Text(out), regex::Subject::Text(text)) => template.expand_text(text, captures, out),
            (Self::Bytes(out), regex::Subject::Bytes(bytes)) => template.expand_bytes(bytes, captures, out),
            _ => {}
        }
    }

    pub(super) fn finish(self, vm: &mut Vm) -> Value {
        match self {
            Self::Text(text) => vm.heap.string(text),
            Self::Bytes(bytes) => vm.heap.new_bytes(bytes.into()),
        }
    }
}

/// The parsed form of a replacement. A pattern remembers the last one.
pub(super) fn template(vm: &mut Vm, pattern: Value, template: Value) -> Outcome<Rc<Template>> {
    let regex = regex(vm, pattern)?;
    let content = vm.heap.content(template);
    let source = match content.kind() {
        Some(Kind::Str) => regex::Subject::Text(vm.heap.text(content)),
        Some(Kind::Bytes) => regex::Subject::Bytes(vm.heap.byte_strings.get(content.index())),
        Some(Kind::ByteArray) => regex::Subject::Bytes(vm.heap.byte_arrays.get(content.index())),
        _ => {
            let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(template));
            return Err(vm.type_error(message));
        }
    };
    let raw = match source {
        regex::Subject::Text(text) => text.as_bytes(),
        regex::Subject::Bytes(bytes) => bytes,
    };
    if regex.is_text() == content.is(Kind::Str)
        && let Some(own) = vm.foreign::<PatternObject>(pattern)
        && let Some((known, parsed)) = &*own.template.borrow()
        && **known == *raw
    {
        return Ok(Rc::clone(parsed));
    }
    let raw: Box<[u8]> = raw.into();
    match parse_template(source, &regex) {
        Ok(parsed) => {
            let parsed = Rc::new(parsed);
            if regex.is_text() == content.is(Kind::Str)
                && let Some(own) = vm.foreign::<PatternObject>(pattern)
            {
                own.template.replace(Some((raw, Rc::clone(&parsed))));
            }
            Ok(parsed)
        }
        Err(error) => Err(pattern_error(vm, &error, template)),
    }
}

pub(super) fn sub(vm: &mut Vm, args: &[Value]) -> Outcome {
    substituted(vm, args).map(|(replaced, _)| replaced)
}

pub(super) fn sub_and_count(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (replaced, count) = substituted(vm, args)?;
    let count = vm.heap.int(count);
    Ok(vm.heap.tuple(&[replaced, count]))
}

/// What `sub` and `subn` do with a template; one that is a function is the prelude's part.
fn substituted(vm: &mut Vm, args: &[Value]) -> Outcome<(Value, i64)> {
    let [pattern, replacement, string, _] = *args else { return Err(Escape::Bail) };
    let content = vm.heap.content(replacement);
    let is_text = content.is(Kind::Str);
    if !is_text && crate::builtins::is_callable(vm, replacement) {
        return Err(Escape::Bail);
    }
    let regex = regex(vm, pattern)?;
    let most = vm.index_argument(args, 3)?;
    let parsed = template(vm, pattern, replacement)?;
    let subject = Subject::new(vm, string, &regex)?;
    let mut search = Search::new(vm, regex, subject, 0, END);
    let mut out = Output::new(subject.view(&vm.heap));
    let (mut copied, mut made, mut pieces) = (0, 0_i64, 0_usize);
    while most == 0 || made < most {
        let Some(captures) = search.next(vm, How::Search)? else { break };
        vm.fuel -= 1;
        if captures.start() > copied {
            pieces += 1;
        }
        if is_text != search.pattern.is_text() {
            let (wanted, found) = if is_text { ("a bytes-like object", "str") } else { ("str instance", "bytes") };
            let message = format!("sequence item {pieces}: expected {wanted}, {found} found");
            return Err(vm.type_error(message));
        }
        out.copy(&subject, &vm.heap, copied, captures.start());
        out.expand(&parsed, &subject, &vm.heap, &captures);
        vm.heap.reserve(out.len())?;
        copied = captures.end();
        made += 1;
        pieces += 1;
    }
    if made == 0 {
        let end = search.end;
        return Ok((subject.slice(&mut vm.heap, 0, end), 0));
    }
    out.copy(&subject, &vm.heap, copied, search.end);
    Ok((out.finish(vm), made))
}

pub(super) fn split(vm: &mut Vm, args: &[Value]) -> Outcome {
    let regex = regex(vm, args[0])?;
    let most = vm.index_argument(args, 2)?;
    let subject = Subject::new(vm, args[1], &regex)?;
    let groups = regex.group_count();
    let mut search = Search::new(vm, regex, subject, 0, END);
    let (mut last, mut made) = (0, 0);
    let mut parts = Vec::new();
    while most == 0 || made < most {
        let Some(captures) = search.next(vm, How::Search)? else { break };
        vm.fuel -= 1;
        parts.push(subject.slice(&mut vm.heap, last, captures.start()));
        for group in 1..=groups {
            parts.push(subject.group(&mut vm.heap, &captures, group).unwrap_or(Value::NONE));
        }
        last = captures.end();
        made += 1;
        if parts.len().is_multiple_of(65_536) {
            vm.heap.reserve(parts.len() * 16)?;
        }
    }
    let end = search.end;
    parts.push(subject.slice(&mut vm.heap, last, end));
    Ok(vm.heap.new_list(parts))
}

/// `_re_join(parts, scanner)`: texts and what stands in their gaps, which may be nothing, put together.
pub(super) fn join(vm: &mut Vm, args: &[Value]) -> Outcome {
    let parts = vm.heap.items(args[0]).map(<[Value]>::to_vec).unwrap_or_default();
    let empty = super::scanner::empty(vm, args[1])?;
    let mut kept = Vec::with_capacity(parts.len());
    for (place, &part) in parts.iter().enumerate() {
        // CPython, whose errors count them, leaves these out.
        let is_left_out = if place % 2 == 0 { vm.length_of(part) == Some(0) } else { part.is_none() };
        if !is_left_out {
            kept.push(part);
        }
    }
    let kept = vm.heap.new_list(kept);
    let name = vm.names.join;
    let method = vm.get_attribute(empty, name)?;
    Err(Escape::call(method, &[kept]))
}
