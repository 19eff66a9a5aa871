//! `re.Match`.

use std::{any::Any, rc::Rc};

use super::{
    groups, pattern,
    subject::{Search, Subject},
    substitute,
};
use crate::{
    heap::{
        dict::Dict,
        object::ForeignObject,
        value::{Kind, Value},
    },
    regex::{Captures, Pattern},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// The content of a match object. Positions are bytes.
#[derive(Debug)]
pub(super) struct MatchObject {
    /// The pattern object.
    pattern: Value,
    regex: Rc<Pattern>,
    subject: Subject,
    captures: Captures,
    /// Where the search began, and where it would have ended.
    start: usize,
    end: usize,
}

impl ForeignObject for MatchObject {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.pattern);
        self.subject.trace(visit);
    }

    fn bytes(&self) -> usize {
        size_of::<Self>() + self.captures.bytes()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

pub(super) fn new(vm: &mut Vm, pattern: Value, search: &Search, start: usize, captures: Captures) -> Value {
    let regex = Rc::clone(&search.pattern);
    let object = MatchObject { pattern, regex, subject: search.subject, captures, start, end: search.end };
    vm.heap.foreign(vm.classes.match_, object)
}

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.match_;
    vm.close_class(class, "re");
    vm.add_methods(
        class,
        natives! {
            "group"("self, group=0, /, *more") => group;
            "groups"("self, default=None") => all_groups;
            "groupdict"("self, default=None") => group_dict;
            "start"("self, group=0, /") => |vm, args| edge(vm, args, |(start, _)| start);
            "end"("self, group=0, /") => |vm, args| edge(vm, args, |(_, end)| end);
            "span"("self, group=0, /") => |vm, args| { let group = group_number(vm, args[0], args[1])?; span(vm, args[0], group) };
            "expand"("self, template") => expand;
            "__getitem__"("self, key, /") => |vm, args| { let group = group_number(vm, args[0], args[1])?; one_group(vm, args[0], group, Value::NONE) };
            "__repr__"("self, /") => repr;
            "__copy__"("self, /") => |_, args| Ok(args[0]);
            "__deepcopy__"("self, memo, /") => |_, args| Ok(args[0]);
        },
    );
    vm.add_class_methods(class, natives! { "__class_getitem__"("cls, item, /") => pattern::alias; });
    vm.add_attributes(
        class,
        &[
            ("string", |vm, value| read(vm, value, |own| own.subject.object), None),
            ("re", |vm, value| read(vm, value, |own| own.pattern), None),
            ("pos", |vm, value| limit(vm, value, |own| own.start), None),
            ("endpos", |vm, value| limit(vm, value, |own| own.end), None),
            ("lastindex", last_index, None),
            ("lastgroup", last_group, None),
            ("regs", spans, None),
        ],
    );
}

/// Something of a match object.
fn read<T>(vm: &mut Vm, value: Value, part: impl FnOnce(&MatchObject) -> T) -> Outcome<T> {
    match vm.foreign::<MatchObject>(value) {
        Some(own) => Ok(part(own)),
        None => vm.wrong_object(value, vm.classes.match_),
    }
}

fn group_number(vm: &mut Vm, value: Value, key: Value) -> Outcome<usize> {
    if key == Value::small_unchecked(0) {
        return Ok(0);
    }
    if key.is(Kind::Instance)
        && vm.integer_of(key).is_none()
        && vm.lookup_own(vm.class_of(key), vm.names.index).is_some()
    {
        return Err(Escape::Index(1));
    }
    let regex = read(vm, value, |own| Rc::clone(&own.regex))?;
    groups::number(vm, &regex, key)
}

/// What a group matched.
fn one_group(vm: &mut Vm, value: Value, group: usize, default: Value) -> Outcome {
    let (subject, span) = read(vm, value, |own| (own.subject, own.captures.span(group)))?;
    Ok(span.map_or(default, |(start, end)| subject.slice(&mut vm.heap, start, end)))
}

fn group(vm: &mut Vm, args: &[Value]) -> Outcome {
    let first = group_number(vm, args[0], args[1])?;
    let first = one_group(vm, args[0], first, Value::NONE)?;
    let more = vm.heap.items(args[2]).map(<[Value]>::to_vec).unwrap_or_default();
    if more.is_empty() {
        return Ok(first);
    }
    let mut items = vec![first];
    for key in more {
        let group = group_number(vm, args[0], key)?;
        items.push(one_group(vm, args[0], group, Value::NONE)?);
    }
    Ok(vm.heap.new_tuple(items.into()))
}

fn all_groups(vm: &mut Vm, args: &[Value]) -> Outcome {
    let count = read(vm, args[0], |own| own.captures.group_count())?;
    let mut items = Vec::with_capacity(count);
    for group in 1..=count {
        items.push(one_group(vm, args[0], group, args[1])?);
    }
    Ok(vm.heap.new_tuple(items.into()))
}

fn group_dict(vm: &mut Vm, args: &[Value]) -> Outcome {
    let regex = read(vm, args[0], |own| Rc::clone(&own.regex))?;
    let dict = vm.heap.new_dict(Dict::with_capacity(regex.group_names().len()));
    for (name, group) in regex.group_names() {
        let name = vm.heap.name(name);
        let item = one_group(vm, args[0], *group, args[1])?;
        vm.set_name(dict.index(), name, item);
    }
    Ok(dict)
}

/// One end of a group's span, or -1.
fn edge(vm: &mut Vm, args: &[Value], side: fn((usize, usize)) -> usize) -> Outcome {
    let group = group_number(vm, args[0], args[1])?;
    let (subject, span) = read(vm, args[0], |own| (own.subject, own.captures.span(group)))?;
    Ok(match span {
        Some(span) => position(vm, &subject, side(span)),
        None => Value::small_unchecked(-1),
    })
}

fn position(vm: &mut Vm, subject: &Subject, offset: usize) -> Value {
    let position = subject.position(&vm.heap, offset);
    vm.heap.int(position as i64)
}

fn span(vm: &mut Vm, value: Value, group: usize) -> Outcome {
    let (subject, span) = read(vm, value, |own| (own.subject, own.captures.span(group)))?;
    let ends = match span {
        Some((start, end)) => [position(vm, &subject, start), position(vm, &subject, end)],
        None => [Value::small_unchecked(-1); 2],
    };
    Ok(vm.heap.tuple(&ends))
}

fn limit(vm: &mut Vm, value: Value, which: fn(&MatchObject) -> usize) -> Outcome {
    let (subject, offset) = read(vm, value, |own| (own.subject, which(own)))?;
    Ok(position(vm, &subject, offset))
}

fn spans(vm: &mut Vm, value: Value) -> Outcome {
    let count = read(vm, value, |own| own.captures.group_count())?;
    let mut items = Vec::with_capacity(count + 1);
    for group in 0..=count {
        items.push(span(vm, value, group)?);
    }
    Ok(vm.heap.new_tuple(items.into()))
}

fn last_index(vm: &mut Vm, value: Value) -> Outcome {
    let last = read(vm, value, |own| own.captures.last_index())?;
    Ok(last.map_or(Value::NONE, |group| vm.heap.int(group as i64)))
}

fn last_group(vm: &mut Vm, value: Value) -> Outcome {
    let (regex, last) = read(vm, value, |own| (Rc::clone(&own.regex), own.captures.last_index()))?;
    let name = regex.group_names().iter().find(|(_, group)| Some(*group) == last);
    Ok(name.map_or(Value::NONE, |(name, _)| vm.heap.name(name)))
}

fn expand(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (pattern, subject, captures) = read(vm, args[0], |own| (own.pattern, own.subject, own.captures.clone()))?;
    let template = substitute::template(vm, pattern, args[1])?;
    let mut out = substitute::Output::new(subject.view(&vm.heap));
    out.expand(&template, &subject, &vm.heap, &captures);
    Ok(out.finish(vm))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let matched = one_group(vm, args[0], 0, Value::NONE)?;
    let (subject, start, end) = read(vm, args[0], |own| (own.subject, own.captures.start(), own.captures.end()))?;
    let (start, end) = (subject.position(&vm.heap, start), subject.position(&vm.heap, end));
    let shown: String = crate::builtins::repr(vm, matched)?.chars().take(50).collect();
    Ok(vm.heap.string(format!("<re.Match object; span=({start}, {end}), match={shown}>")))
}
