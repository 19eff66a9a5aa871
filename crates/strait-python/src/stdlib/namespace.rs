//! `_namespace`: how `types.SimpleNamespace` takes its attributes.

use crate::{
    heap::{
        object::NativeSort,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{NativeDefinition, Outcome, natives},
    },
};

const INIT: &[NativeDefinition] = natives! { "__init__"("self, /, *args, **kwargs") => init; };

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_namespace");
    let dict = vm.names_of(module);
    for definition in INIT {
        let method = vm.new_native(definition, None, NativeSort::Slot);
        let name = vm.heap.name(definition.name);
        vm.set_name(dict, name, method);
    }
    module
}

fn init(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [namespace, given, named] = *args else { return Ok(Value::NONE) };
    if vm.heap.items(given).is_some_and(|given| !given.is_empty()) {
        return Err(vm.type_error("no positional arguments expected"));
    }
    let (Some(instance), Some(named)) = (namespace.of(Kind::Instance), named.of(Kind::Dict)) else {
        return Ok(Value::NONE);
    };
    let named: Vec<_> = vm.heap.dicts.get(named).iter().map(|entry| (entry.key, entry.value)).collect();
    for (key, value) in named {
        let text = vm.heap.content(key);
        let name = match vm.heap.known_name(text) {
            Some(name) => name,
            None => {
                let text = vm.heap.text(text).to_owned();
                vm.heap.name(&text)
            }
        };
        vm.set_own_attribute(instance, name, value);
    }
    Ok(Value::NONE)
}
