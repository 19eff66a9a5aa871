//! Which group an argument means.

use num_traits::ToPrimitive as _;

use crate::{
    heap::value::{Kind, Value},
    regex::Pattern,
    vm::{Vm, native::Outcome},
};

/// The number of the group that a number or a name means.
pub(super) fn number(vm: &mut Vm, pattern: &Pattern, key: Value) -> Outcome<usize> {
    let count = pattern.group_count();
    let found = if let Some(number) = key.as_small() {
        usize::try_from(number).ok()
    } else if let Some(number) = vm.integer_of(key) {
        number.to_usize()
    } else {
        let content = vm.heap.content(key);
        if content.is(Kind::Str) { pattern.group_index(vm.heap.text(content)) } else { None }
    };
    match found.filter(|&group| group <= count) {
        Some(group) => Ok(group),
        None => Err(vm.index_error("no such group")),
    }
}

/// `Pattern.groupindex`: names to numbers.
pub(super) fn index(vm: &mut Vm, pattern: &Pattern) -> Value {
    let dict = vm.heap.new_dict(crate::heap::dict::Dict::with_capacity(pattern.group_names().len()));
    for (name, group) in pattern.group_names() {
        let (name, group) = (vm.heap.name(name), vm.heap.int(*group as i64));
        vm.set_name(dict.index(), name, group);
    }
    dict
}
