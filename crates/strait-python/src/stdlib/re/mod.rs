//! `_re`: what `re` compiles and matches with. The engine is `crate::regex`; here are its objects, with code points for
//! bytes and Python's errors for the engine's.

mod groups;
mod matched;
mod pattern;
mod scanner;
mod subject;
mod substitute;

use std::{any::Any, rc::Rc};

use hashbrown::HashTable;

use pattern::PatternObject;

use crate::{
    heap::{
        object::{ForeignObject, Method},
        value::{Kind, Value},
    },
    regex::{self, ErrorKind, Flags, PatternError},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// Compiled patterns that are kept.
const MOST_KEPT: usize = 512;

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_re");
    let dict = vm.heap.modules.get(module.index()).dict;
    pattern::install(vm);
    matched::install(vm);
    scanner::install(vm);
    let classes = vm.classes;
    for (name, class) in [("Pattern", classes.pattern), ("Match", classes.match_)] {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, Vm::class_value(class));
    }
    vm.add_functions(
        dict,
        natives! {
            "compile"("kept, pattern, flags, /") => compile;
            "purge"("kept, /") => purge;
            "escape"("pattern") => escape;
        },
    );
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_re_batch"("scanner, most, /") => scanner::batch;
            "_re_rest"("scanner, /") => scanner::rest;
            "_re_join"("parts, scanner, /") => substitute::join;
        },
    );
    // Both get the patterns that are kept without being given them.
    let kept = vm.heap.foreign(vm.classes.object, Kept::default());
    for name in ["compile", "purge"] {
        let name = vm.heap.name(name);
        if let Some(function) = vm.get_name(dict, name) {
            let bound = vm.heap.new_method(Method { function, receiver: kept });
            vm.set_name(dict, name, bound);
        }
    }
    module
}

/// Patterns that were compiled before, by their hashes.
#[derive(Debug, Default)]
struct Kept(HashTable<(u32, Value)>);

impl ForeignObject for Kept {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.0.iter().for_each(|&(_, pattern)| visit(pattern));
    }

    fn bytes(&self) -> usize {
        self.0.capacity() * 16
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

fn purge(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(kept) = vm.foreign_mut::<Kept>(args[0]) {
        kept.0.clear();
    }
    Ok(Value::NONE)
}

/// Spreads the 32 bits of a hash and the flags over the 64 that a table wants.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The pattern that is kept for a text or bytes and flags.
fn kept(vm: &Vm, kept: Value, content: Value, hash: u32, flags: u32) -> Option<Value> {
    let is_same = |known: &(u32, Value)| {
        let Some(own) = vm.foreign::<PatternObject>(known.1) else { return false };
        let source = vm.heap.content(own.source);
        known.0 == hash
            && own.given_flags == flags
            && match (content.kind(), source.kind()) {
                (Some(Kind::Str), Some(Kind::Str)) => {
                    content == source || vm.heap.text(content) == vm.heap.text(source)
                }
                (Some(Kind::Bytes), Some(Kind::Bytes)) => {
                    vm.heap.byte_strings.get(content.index()) == vm.heap.byte_strings.get(source.index())
                }
                _ => false,
            }
    };
    let table = &vm.foreign::<Kept>(kept)?.0;
    table.find(spread(hash), is_same).map(|&(_, pattern)| pattern)
}

/// `compile(pattern, flags)`.
fn compile(vm: &mut Vm, args: &[Value]) -> Outcome {
    let flags = match args[2].as_small() {
        Some(flags) => flags as u32,
        None => match vm.integer_of(args[2]) {
            Some(flags) => flags.iter_u32_digits().next().unwrap_or_default(),
            None => {
                let message = format!("unsupported operand type(s) for &: '{}' and 'RegexFlag'", vm.type_name(args[2]));
                return Err(vm.type_error(message));
            }
        },
    };
    if args[1].is(Kind::Foreign) && vm.class_of(args[1]) == vm.classes.pattern {
        if flags != 0 {
            return Err(vm.value_error("cannot process flags argument with a compiled pattern"));
        }
        return Ok(args[1]);
    }
    let content = vm.heap.content(args[1]);
    let (hash, source) = match content.kind() {
        Some(Kind::Str) => {
            let text = vm.heap.strs.get(content.index());
            (text.hash(vm.heap.hash_seed), regex::Subject::Text(text.as_str()))
        }
        Some(Kind::Bytes) => {
            let bytes = vm.heap.byte_strings.get(content.index());
            (crate::heap::string::hash_bytes(bytes, vm.heap.hash_seed), regex::Subject::Bytes(bytes))
        }
        _ => return Err(vm.type_error("first argument must be string or compiled pattern")),
    };
    let hash = hash ^ flags;
    if let Some(known) = kept(vm, args[0], content, hash, flags) {
        return Ok(known);
    }
    let length = match source {
        regex::Subject::Text(text) => text.len(),
        regex::Subject::Bytes(bytes) => bytes.len(),
    };
    vm.heap.reserve(length.saturating_mul(128))?;
    let compiled = match regex::compile(source, Flags(flags)) {
        Ok(compiled) => compiled,
        Err(error) => return Err(pattern_error(vm, &error, args[1])),
    };
    vm.fuel -= (length / 4) as i64;
    let warnings: Vec<String> = compiled.warnings().to_vec();
    let class = vm.classes.pattern;
    let object = PatternObject::new(Rc::new(compiled), args[1], flags);
    let value = vm.heap.foreign(class, object);
    if let Some(kept) = vm.foreign_mut::<Kept>(args[0]) {
        if kept.0.len() >= MOST_KEPT {
            kept.0.clear();
        }
        kept.0.insert_unique(spread(hash), (hash, value), |&(hash, _)| spread(hash));
    }
    if warnings.is_empty() {
        return Ok(value);
    }
    let texts = warnings.into_iter().map(|text| vm.heap.string(text)).collect();
    let texts = vm.heap.new_list(texts);
    Err(vm.prelude_call("_re_warn", &[value, texts]))
}

fn escape(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if content.is(Kind::Str) {
        let escaped = regex::escape(vm.heap.text(content));
        return Ok(vm.heap.string(escaped));
    }
    match vm.bytes_of(content) {
        Some(bytes) => Ok(vm.heap.new_bytes(regex::escape_bytes(&bytes).into())),
        None => {
            let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
    }
}

/// What is wrong with a pattern or a template, as an exception.
fn pattern_error(vm: &mut Vm, error: &PatternError, source: Value) -> Escape {
    let class = match error.kind {
        ErrorKind::Pattern => {
            let message = vm.heap.str(&error.message);
            let position = error.position().map_or(Value::NONE, |position| vm.heap.int(position as i64));
            return vm.prelude_call("_re_error", &[message, source, position]);
        }
        ErrorKind::Flags => vm.classes.value_error,
        ErrorKind::RepeatCount => vm.classes.overflow_error,
        ErrorKind::UnknownGroup => vm.classes.index_error,
        ErrorKind::Nesting => vm.classes.recursion_error,
    };
    vm.error(class, &error.message)
}
