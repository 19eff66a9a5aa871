//! `super`.

use crate::{
    heap::{
        object::Super,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(classes.super_, natives! { "__new__"("cls, type=..., object=None, /") => new_super; });
    vm.add_methods(
        classes.super_,
        natives! {
            "__init__"("self, type=..., object=None, /") => |_, _| Ok(Value::NONE);
            "__get__"("self, object, type=None, /") => bind_super;
        },
    );
    vm.add_attributes(
        classes.super_,
        &[
            ("__thisclass__", |vm, value| Ok(Vm::class_value(super_part(vm, value).class)), None),
            (
                "__self__",
                |vm, value| {
                    let object = super_part(vm, value).object;
                    Ok(if object.is_unbound() { Value::NONE } else { object })
                },
                None,
            ),
            (
                "__self_class__",
                |vm, value| {
                    let part = super_part(vm, value);
                    Ok(if part.object.is_unbound() { Value::NONE } else { Vm::class_value(part.object_class) })
                },
                None,
            ),
        ],
    );
}

fn new_super(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_unbound() {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let (Some(class), object) = (args[1].of(Kind::Class), args[2]) else {
        let message = format!("super() argument 1 must be a type, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    };
    if object.is_unbound() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let made = super_of(vm, class, object)?;
    Ok(vm.with_class(args[0].index(), made))
}

fn super_of(vm: &mut Vm, class: u32, object: Value) -> Outcome {
    if object.is_none() {
        return Ok(vm.heap.new_super(Super { class, object: Value::UNBOUND, object_class: class }));
    }
    let object_class = match object.of(Kind::Class) {
        Some(own) if vm.is_subclass(own, class) => own,
        _ => vm.class_of(object),
    };
    if !vm.is_subclass(object_class, class) {
        return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
    }
    Ok(vm.heap.new_super(Super { class, object, object_class }))
}

fn super_part(vm: &Vm, value: Value) -> Super {
    vm.heap.content(value).of(Kind::Super).map(|index| *vm.heap.supers.get(index)).unwrap_or_default()
}

/// `super.__get__`: one without an object gets one.
fn bind_super(vm: &mut Vm, args: &[Value]) -> Outcome {
    let part = super_part(vm, args[0]);
    if args[1].is_none() || !part.object.is_unbound() {
        return Ok(args[0]);
    }
    super_of(vm, part.class, args[1])
}
