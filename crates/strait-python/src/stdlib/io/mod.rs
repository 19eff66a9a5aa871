//! `_buffers`: files in memory, from which `io` makes its classes.

mod bytes;
mod text;

use crate::{
    heap::value::Value,
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_buffers");
    let dict = vm.names_of(module);
    bytes::install(vm, dict);
    text::install(vm, dict);
    module
}

/// How much is to be read: `None` for all.
fn size(vm: &mut Vm, args: &[Value], place: usize) -> Outcome<Option<usize>> {
    let value = args[place];
    if value.is_none() || value.is_unbound() {
        return Ok(None);
    }
    match vm.index_argument(args, place) {
        Ok(size) => Ok(usize::try_from(size).ok()),
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            let message = format!("argument should be integer or None, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
        Err(escape) => Err(escape),
    }
}
