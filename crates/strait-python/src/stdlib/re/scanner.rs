//! The iterator of `finditer`, and `Pattern.scanner`.

use std::any::Any;

use super::{matched, pattern, subject::Search};
use crate::{
    heap::{object::ForeignObject, value::Value},
    regex::How,
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// Matches that a function for replacements is called with, before there is room for more.
const BATCH: i64 = 256;

/// A search that goes on.
#[derive(Clone, Debug)]
struct Scanner {
    /// The pattern object.
    pattern: Value,
    /// Where the search began.
    start: usize,
    /// The end of the last match that `batch` gave.
    copied: usize,
    search: Search,
    is_over: bool,
}

impl ForeignObject for Scanner {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.pattern);
        self.search.subject.trace(visit);
    }

    fn bytes(&self) -> usize {
        size_of::<Self>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

pub(super) fn install(vm: &mut Vm) {
    let (iterator, scanner) = (vm.classes.match_iterator, vm.classes.scanner);
    vm.close_class(iterator, "builtins");
    vm.close_class(scanner, "_sre");
    vm.add_methods(
        iterator,
        natives! {
            "__iter__"("self, /") => |_, args| Ok(args[0]);
            "__next__"("self, /") => |vm, args| match step(vm, args[0], How::Search)? {
                Value::NONE => Err(Escape::Raise(vm.stop_iteration(Value::NONE))),
                found => Ok(found),
            };
        },
    );
    vm.add_methods(
        scanner,
        natives! {
            "match"("self, /") => |vm, args| step(vm, args[0], How::Match);
            "search"("self, /") => |vm, args| step(vm, args[0], How::Search);
        },
    );
    vm.add_attributes(
        scanner,
        &[("pattern", |vm, value| Ok(vm.foreign::<Scanner>(value).map_or(Value::NONE, |own| own.pattern)), None)],
    );
}

pub(super) fn new(vm: &mut Vm, args: &[Value], is_iterator: bool) -> Outcome {
    let search = pattern::search_of(vm, args)?;
    let class = if is_iterator { vm.classes.match_iterator } else { vm.classes.scanner };
    let start = search.start;
    Ok(vm.heap.foreign(class, Scanner { pattern: args[0], start, copied: start, search, is_over: false }))
}

/// Runs the search of a scanner on.
fn with<T>(vm: &mut Vm, value: Value, use_it: impl FnOnce(&mut Vm, &mut Scanner) -> Outcome<T>) -> Outcome<T> {
    let Some(own) = vm.foreign::<Scanner>(value) else {
        return vm.wrong_object(value, vm.classes.scanner);
    };
    let mut own = own.clone();
    let outcome = use_it(vm, &mut own);
    if let Some(place) = vm.foreign_mut::<Scanner>(value) {
        *place = own;
    }
    outcome
}

/// The next match, or `None`.
fn step(vm: &mut Vm, value: Value, how: How) -> Outcome {
    with(vm, value, |vm, own| {
        if own.is_over {
            return Ok(Value::NONE);
        }
        match own.search.next(vm, how)? {
            Some(captures) => Ok(matched::new(vm, own.pattern, &own.search, own.start, captures)),
            None => {
                own.is_over = true;
                Ok(Value::NONE)
            }
        }
    })
}

/// `_re_batch(scanner, most)`: some of the matches to come, each after the text before it; none when there are no more.
pub(super) fn batch(vm: &mut Vm, args: &[Value]) -> Outcome {
    let most = vm.index(args[1])?.clamp(0, BATCH);
    with(vm, args[0], |vm, own| {
        let mut parts = Vec::new();
        for _ in 0..most {
            let Some(captures) = own.search.next(vm, How::Search)? else { break };
            parts.push(own.search.subject.slice(&mut vm.heap, own.copied, captures.start()));
            own.copied = captures.end();
            parts.push(matched::new(vm, own.pattern, &own.search, own.start, captures));
        }
        Ok(vm.heap.new_list(parts))
    })
}

/// `_re_rest(scanner)`: the text after all these matches.
pub(super) fn rest(vm: &mut Vm, args: &[Value]) -> Outcome {
    with(vm, args[0], |vm, own| Ok(own.search.subject.slice(&mut vm.heap, own.copied, own.search.end)))
}

/// The kind of text that a scanner searches: nothing of it.
pub(super) fn empty(vm: &mut Vm, scanner: Value) -> Outcome {
    with(vm, scanner, |vm, own| Ok(own.search.subject.empty(vm)))
}
