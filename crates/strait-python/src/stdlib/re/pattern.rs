//! `re.Pattern`.

use std::{any::Any, cell::RefCell, rc::Rc};

use super::{
    groups, matched, scanner,
    subject::{Search, Subject},
    substitute,
};
use crate::{
    heap::{
        object::{ForeignObject, Wrapper},
        value::Value,
    },
    regex::{Flags, How, Pattern, Template},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

/// A replacement's text or bytes, and its parsed form.
type UsedTemplate = (Box<[u8]>, Rc<Template>);

/// The content of a pattern object.
#[derive(Debug)]
pub(super) struct PatternObject {
    pub(super) regex: Rc<Pattern>,
    /// The pattern's text or bytes.
    pub(super) source: Value,
    /// The flags it was compiled with, before those that it sets itself.
    pub(super) given_flags: u32,
    /// The replacement that was used last.
    pub(super) template: RefCell<Option<UsedTemplate>>,
}

impl PatternObject {
    pub(super) fn new(regex: Rc<Pattern>, source: Value, given_flags: u32) -> Self {
        Self { regex, source, given_flags, template: RefCell::new(None) }
    }
}

impl ForeignObject for PatternObject {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.source);
    }

    fn bytes(&self) -> usize {
        2048
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn key(&self) -> Option<[Value; 2]> {
        Some([self.source, Value::small_unchecked(i64::from(self.regex.flags().0))])
    }
}

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.pattern;
    vm.close_class(class, "re");
    vm.add_methods(
        class,
        natives! {
            "match"("self, string, pos=0, endpos=...") => |vm, args| one(vm, args, How::Match);
            "fullmatch"("self, string, pos=0, endpos=...") => |vm, args| one(vm, args, How::FullMatch);
            "search"("self, string, pos=0, endpos=...") => |vm, args| one(vm, args, How::Search);
            "findall"("self, string, pos=0, endpos=...") => find_all;
            "finditer"("self, string, pos=0, endpos=...") => |vm, args| scanner::new(vm, args, true);
            "scanner"("self, string, pos=0, endpos=...") => |vm, args| scanner::new(vm, args, false);
            "split"("self, string, maxsplit=0") => substitute::split;
            "sub"("self, repl, string, count=0") => substitute::sub, twin "_re_sub";
            "subn"("self, repl, string, count=0") => substitute::sub_and_count, twin "_re_subn";
            "__repr__"("self, /") => repr;
            "__eq__"("self, value, /") => equal;
            "__hash__"("self, /") => |vm, args| { let hash = vm.leaf_hash(args[0])?; Ok(vm.heap.int(hash)) };
            "__copy__"("self, /") => |_, args| Ok(args[0]);
            "__deepcopy__"("self, memo, /") => |_, args| Ok(args[0]);
        },
    );
    vm.add_class_methods(class, natives! { "__class_getitem__"("cls, item, /") => alias; });
    vm.add_attributes(
        class,
        &[
            ("pattern", |vm, value| Ok(vm.foreign::<PatternObject>(value).map_or(Value::NONE, |own| own.source)), None),
            (
                "flags",
                |vm, value| {
                    let regex = regex(vm, value)?;
                    Ok(Value::small_unchecked(i64::from(regex.flags().0)))
                },
                None,
            ),
            (
                "groups",
                |vm, value| {
                    let count = regex(vm, value)?.group_count();
                    Ok(vm.heap.int(count as i64))
                },
                None,
            ),
            (
                "groupindex",
                |vm, value| {
                    let regex = regex(vm, value)?;
                    let index = groups::index(vm, &regex);
                    Ok(vm.heap.new_wrapper(Wrapper::MappingProxy(index)))
                },
                None,
            ),
        ],
    );
}

/// The engine's pattern of a pattern object.
pub(super) fn regex(vm: &mut Vm, value: Value) -> Outcome<Rc<Pattern>> {
    match vm.foreign::<PatternObject>(value) {
        Some(own) => Ok(Rc::clone(&own.regex)),
        None => vm.wrong_object(value, vm.classes.pattern),
    }
}

/// What the arguments `self, string, pos, endpos` ask for.
pub(super) fn search_of(vm: &mut Vm, args: &[Value]) -> Outcome<Search> {
    let regex = regex(vm, args[0])?;
    let start = vm.index_argument(args, 2)?;
    let end = if args[3].is_unbound() { i64::MAX } else { vm.index_argument(args, 3)? };
    let subject = Subject::new(vm, args[1], &regex)?;
    Ok(Search::new(vm, regex, subject, start, end))
}

fn one(vm: &mut Vm, args: &[Value], how: How) -> Outcome {
    let mut search = search_of(vm, args)?;
    let start = search.start;
    match search.next(vm, how)? {
        Some(captures) => Ok(matched::new(vm, args[0], &search, start, captures)),
        None => Ok(Value::NONE),
    }
}

fn find_all(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut search = search_of(vm, args)?;
    let subject = search.subject;
    let empty = subject.empty(vm);
    let groups = search.pattern.group_count();
    let mut found = Vec::new();
    while let Some(captures) = search.next(vm, How::Search)? {
        vm.fuel -= 1;
        let item = if groups <= 1 {
            subject.group(&mut vm.heap, &captures, groups).unwrap_or(empty)
        } else {
            let items =
                (1..=groups).map(|group| subject.group(&mut vm.heap, &captures, group).unwrap_or(empty)).collect();
            vm.heap.new_tuple(items)
        };
        found.push(item);
        if found.len().is_multiple_of(65_536) {
            vm.heap.reserve(found.len() * 16)?;
        }
    }
    Ok(vm.heap.new_list(found))
}

fn equal(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.class_of(args[1]) != vm.classes.pattern {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.leaf_equal(args[0], args[1]).map(Value::bool)
}

pub(super) fn alias(vm: &mut Vm, args: &[Value]) -> Outcome {
    let key = vm.heap.tuple(&args[1..2]);
    Ok(vm.heap.new_wrapper(Wrapper::GenericAlias { origin: args[0], args: key, unpacked: false }))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    const NAMES: [(&str, Flags); 8] = [
        ("re.IGNORECASE", Flags::IGNORECASE),
        ("re.LOCALE", Flags::LOCALE),
        ("re.MULTILINE", Flags::MULTILINE),
        ("re.DOTALL", Flags::DOTALL),
        ("re.UNICODE", Flags::UNICODE),
        ("re.VERBOSE", Flags::VERBOSE),
        ("re.DEBUG", Flags::DEBUG),
        ("re.ASCII", Flags::ASCII),
    ];
    let regex = regex(vm, args[0])?;
    let source = vm.foreign::<PatternObject>(args[0]).map_or(Value::NONE, |own| own.source);
    let shown: String = crate::builtins::repr(vm, source)?.chars().take(200).collect();
    let mut flags = regex.flags();
    if regex.is_text() && !flags.has(Flags::LOCALE.with(Flags::ASCII)) {
        flags = flags.without(Flags::UNICODE);
    }
    let mut names: Vec<String> =
        NAMES.iter().filter(|(_, flag)| flags.has(*flag)).map(|(name, _)| (*name).to_owned()).collect();
    let rest = NAMES.iter().fold(flags, |rest, (_, flag)| rest.without(*flag));
    if rest != Flags::NONE {
        names.push(format!("{:#x}", rest.0));
    }
    let comma = if names.is_empty() { "" } else { ", " };
    let text = format!("re.compile({shown}{comma}{})", names.join("|"));
    Ok(vm.heap.string(text))
}
