//! `_gc`: what the library needs of the collector, and references that keep nothing alive.

use std::any::Any;

use crate::{
    heap::{
        object::ForeignObject,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

/// A reference that is cleared when its object goes.
#[derive(Debug)]
struct WeakCell {
    target: Option<Value>,
    /// What a script holds in its place: it holds the cell, not the other way round.
    holder: Value,
}

impl ForeignObject for WeakCell {
    fn trace(&self, _: &mut dyn FnMut(Value)) {}

    fn bytes(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn weak_target(&self) -> Option<Value> {
        self.target
    }

    fn forget_target(&mut self) -> Value {
        self.target = None;
        self.holder
    }
}

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_gc");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "cell"("object, holder, /") => |vm, args| {
                let class = vm.classes.weak_cell;
                Ok(vm.heap.foreign(class, WeakCell { target: Some(args[0]), holder: args[1] }))
            };
            "get"("cell, /") => |vm, args| Ok(cell(vm, args[0]).and_then(|cell| cell.target).unwrap_or(Value::NONE));
            "is_dead"("cell, /") => |vm, args| Ok(Value::bool(cell(vm, args[0]).is_none_or(|cell| cell.target.is_none())));
            "holders"("object, /") => holders;
            "request"("") => |vm, _| { vm.heap.request_collection(); Ok(Value::NONE) };
            "touch"("") => |vm, _| Ok(Value::bool(vm.heap.request_cheap_collection()));
            "take_cleared"("") => |vm, _| { let cleared = std::mem::take(&mut vm.heap.cleared); Ok(vm.heap.new_list(cleared)) };
            "count"("") => |vm, _| { let count = vm.heap.instances.len() as i64; Ok(vm.heap.int(count)) };
        },
    );
    module
}

fn cell(vm: &Vm, value: Value) -> Option<&WeakCell> {
    vm.heap.foreigns.get(value.of(Kind::Foreign)?).object.as_ref()?.as_any().downcast_ref()
}

/// All that hold a reference to an object.
fn holders(vm: &mut Vm, args: &[Value]) -> Outcome {
    let found = (0..vm.heap.foreigns.places() as u32)
        .filter_map(|index| cell(vm, Value::object(Kind::Foreign, index)))
        .filter(|cell| cell.target == Some(args[0]))
        .map(|cell| cell.holder)
        .collect();
    Ok(vm.heap.new_list(found))
}
