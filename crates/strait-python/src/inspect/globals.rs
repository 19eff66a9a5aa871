//! The global variables of the main module.

use super::{name, show::show};
use crate::{
    heap::value::{Kind, Value},
    vm::Vm,
};

/// Variables that are shown, the first of all.
const MOST_NAMES: usize = 1000;
/// Bytes of one value.
const MOST_VALUE: usize = 1000;
/// Bytes of all values together.
const MOST_BYTES: usize = 256 * 1024;

/// Names and values, in the order in which the names were made. Left out are names with two underscores at both ends, modules,
/// and functions and classes of other modules: they are there because the script imports them.
pub(crate) fn globals(vm: &Vm) -> Vec<(String, String)> {
    let Some(main) = main_names(vm) else { return Vec::new() };
    let mut left = MOST_BYTES;
    let mut shown = Vec::new();
    for entry in vm.heap.dicts.get(main).iter() {
        if shown.len() >= MOST_NAMES || left == 0 {
            break;
        }
        if !entry.key.is(Kind::Str) || is_special(vm.heap.text(entry.key)) || is_imported(vm, entry.value, main) {
            continue;
        }
        let value = show(vm, entry.value, MOST_VALUE.min(left));
        left = left.saturating_sub(value.len());
        shown.push((name(vm, entry.key), value));
    }
    shown
}

/// The dictionary of the module `__main__`.
fn main_names(vm: &Vm) -> Option<u32> {
    let module = vm.get_name(vm.modules, vm.heap.find_known("__main__")?)?;
    Some(vm.heap.modules.get(module.of(Kind::Module)?).dict)
}

fn is_special(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

fn is_imported(vm: &Vm, value: Value, main: u32) -> bool {
    match value.kind() {
        Some(Kind::Module | Kind::Native) => true,
        Some(Kind::Function) => vm.heap.functions.get(value.index()).globals != main,
        Some(Kind::Method) => {
            let function = vm.heap.methods.get(value.index()).function;
            function.is(Kind::Function) && is_imported(vm, function, main)
        }
        Some(Kind::Class) => {
            let names = vm.heap.classes.get(value.index()).dict;
            vm.get_name(names, vm.names.module).is_none_or(|module| vm.heap.text(module) != "__main__")
        }
        _ => false,
    }
}
