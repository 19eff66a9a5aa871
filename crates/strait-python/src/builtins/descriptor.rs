//! Properties, static and class methods, slots and computed attributes, as objects.

use crate::{
    heap::{
        object::Descriptor,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Getter, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(
        classes.property,
        natives! {
            "__new__"("cls, fget=None, fset=None, fdel=None, doc=None, *rest, **others") => new_property;
        },
    );
    vm.add_methods(
        classes.property,
        natives! {
            "__init__"("self, fget=None, fset=None, fdel=None, doc=None") => init_property;
            "getter"("self, function, /") => |vm, args| changed_property(vm, args, 0);
            "setter"("self, function, /") => |vm, args| changed_property(vm, args, 1);
            "deleter"("self, function, /") => |vm, args| changed_property(vm, args, 2);
            "__set_name__"("self, owner, name, /") => set_property_name;
        },
    );
    vm.add_attributes(
        classes.property,
        &[
            ("fget", |vm, value| property_part(vm, value, 0), Some(super::details::read_only)),
            ("fset", |vm, value| property_part(vm, value, 1), Some(super::details::read_only)),
            ("fdel", |vm, value| property_part(vm, value, 2), Some(super::details::read_only)),
            ("__doc__", |vm, value| property_part(vm, value, 3), Some(set_property_doc)),
            ("__isabstractmethod__", property_is_abstract, None),
        ],
    );
    vm.add_static_methods(
        classes.staticmethod,
        natives! { "__new__"("cls, function, /, *rest, **others") => |vm, args| {
            check_single(vm, args, vm.classes.staticmethod)?;
            let value = vm.heap.new_descriptor(Descriptor::Static(args[1]));
            Ok(vm.with_class(args[0].index(), value))
        }; },
    );
    vm.add_static_methods(
        classes.classmethod,
        natives! { "__new__"("cls, function, /, *rest, **others") => |vm, args| {
            check_single(vm, args, vm.classes.classmethod)?;
            let value = vm.heap.new_descriptor(Descriptor::Class(args[1]));
            Ok(vm.with_class(args[0].index(), value))
        }; },
    );
    for class in [classes.staticmethod, classes.classmethod] {
        vm.add_methods(class, natives! { "__init__"("self, function, /") => init_wrapped; });
        vm.add_attributes(class, &[("__isabstractmethod__", wrapped_is_abstract, None)]);
        let parts: [(&str, Getter); 7] = [
            ("__func__", wrapped),
            ("__wrapped__", wrapped),
            ("__name__", |vm, value| of_wrapped(vm, value, vm.names.name)),
            ("__qualname__", |vm, value| of_wrapped(vm, value, vm.names.qualname)),
            ("__module__", |vm, value| of_wrapped(vm, value, vm.names.module)),
            ("__doc__", |vm, value| of_wrapped(vm, value, vm.names.doc)),
            ("__annotations__", |vm, value| of_wrapped(vm, value, vm.names.annotations)),
        ];
        for (name, get) in parts {
            vm.add_attributes(class, &[(name, get, None)]);
        }
    }
    vm.add_methods(
        classes.staticmethod,
        natives! { "__call__"("self, *args, **kwargs") => |vm, args| {
            let inner = wrapped(vm, args[0])?;
            Err(super::callable::call_with(vm, &[inner, args[1], args[2]]))
        }; },
    );
    vm.add_static_methods(
        classes.tuple_field,
        natives! { "__new__"("cls, index, doc, /") => |vm, args| {
            let place = u32::try_from(vm.index(args[1])?).unwrap_or(u32::MAX);
            Ok(vm.heap.new_descriptor(Descriptor::Item { place, doc: args[2] }))
        }; },
    );
    vm.add_attributes(
        classes.tuple_field,
        &[(
            "__doc__",
            |vm, value| {
                Ok(match *vm.heap.descriptors.get(value.index()) {
                    Descriptor::Item { doc, .. } => doc,
                    _ => Value::NONE,
                })
            },
            Some(set_field_doc),
        )],
    );
    let all = [
        classes.tuple_field,
        classes.property,
        classes.staticmethod,
        classes.classmethod,
        classes.classmethod_descriptor,
        classes.member_descriptor,
        classes.getset_descriptor,
    ];
    for class in all {
        vm.add_methods(class, natives! { "__get__"("self, object, type=None, /") => get_through; });
    }
    for class in [classes.property, classes.tuple_field, classes.member_descriptor, classes.getset_descriptor] {
        vm.add_methods(
            class,
            natives! {
                "__set__"("self, object, value, /") => set_through;
                "__delete__"("self, object, /") => delete_through;
            },
        );
    }
    for class in [classes.member_descriptor, classes.getset_descriptor, classes.classmethod_descriptor] {
        vm.add_attributes(
            class,
            &[
                ("__name__", |vm, value| Ok(described(vm, value).0), None),
                ("__qualname__", qualified_name, None),
                ("__objclass__", |vm, value| Ok(described(vm, value).1), None),
                ("__doc__", |_, _| Ok(Value::NONE), None),
            ],
        );
    }
}

fn set_field_doc(vm: &mut Vm, field: Value, value: Value) -> Outcome<()> {
    if let Descriptor::Item { doc, .. } = vm.heap.descriptors.get_mut(field.index()) {
        *doc = value;
    }
    Ok(())
}

/// The name of an attribute that is computed or kept in a slot, and the class that has it.
fn described(vm: &mut Vm, value: Value) -> (Value, Value) {
    match *vm.heap.descriptors.get(value.index()) {
        Descriptor::Slot { name, class }
        | Descriptor::ReadOnly { name, class, .. }
        | Descriptor::Computed { name, class, .. } => (name, Vm::class_value(class)),
        Descriptor::Class(inner) if inner.is(Kind::Native) => {
            let native = vm.heap.natives.get(inner.index());
            let (name, owner) = (native.definition.map_or("", |definition| definition.name), native.owner);
            (vm.heap.name(name), owner.unwrap_or(Value::NONE))
        }
        _ => (Value::NONE, Value::NONE),
    }
}

fn qualified_name(vm: &mut Vm, value: Value) -> Outcome {
    let (name, class) = described(vm, value);
    let class = class.of(Kind::Class).map_or_else(String::new, |class| vm.heap.classes.get(class).name.to_string());
    let text = format!("{class}.{}", vm.heap.text(name));
    Ok(vm.heap.str(&text))
}

// --- properties --------------------------------------------------------------------------------------------------------

fn made_property(vm: &Vm, args: &[Value]) -> Descriptor {
    let [_, get, set, delete, mut doc, ..] = *args else { return Descriptor::Empty };
    if doc.is_none()
        && let Some(function) = get.of(Kind::Function)
    {
        doc = vm.heap.functions.get(function).doc.unwrap_or(Value::NONE);
    }
    Descriptor::Property { get, set, delete, doc, name: Value::NONE }
}

/// Takes any arguments: a derived class may have an `__init__` of its own.
fn new_property(vm: &mut Vm, args: &[Value]) -> Outcome {
    let made = made_property(vm, args);
    let value = vm.heap.new_descriptor(made);
    Ok(vm.with_class(args[0].index(), value))
}

/// Further arguments are for the `__init__` of a class derived from it.
fn check_single(vm: &mut Vm, args: &[Value], class: u32) -> Outcome<()> {
    let given = 1 + vm.heap.items(args[2]).map_or(0, <[Value]>::len);
    if args[0].index() != class || given == 1 {
        return Ok(());
    }
    let message = format!("{} expected 1 argument, got {given}", vm.heap.classes.get(class).name);
    Err(vm.type_error(message))
}

/// What a class derived from `staticmethod` or `classmethod` calls.
fn init_wrapped(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    match vm.heap.descriptors.get_mut(content.index()) {
        Descriptor::Static(inner) | Descriptor::Class(inner) => *inner = args[1],
        _ => {}
    }
    Ok(Value::NONE)
}

/// `__init__`: for classes derived from `property`, which call it with what they choose.
fn init_property(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let made = made_property(vm, args);
    let doc = match made {
        Descriptor::Property { doc, .. } => doc,
        _ => Value::NONE,
    };
    *vm.heap.descriptors.get_mut(content.index()) = made;
    if let Some(index) = args[0].of(Kind::Instance)
        && !doc.is_none()
    {
        vm.set_own_attribute(index, vm.names.doc, doc);
    }
    Ok(Value::NONE)
}

fn changed_property(vm: &mut Vm, args: &[Value], part: usize) -> Outcome {
    let content = vm.heap.content(args[0]);
    let Descriptor::Property { mut get, mut set, mut delete, mut doc, name } =
        *vm.heap.descriptors.get(content.index())
    else {
        return Ok(args[0]);
    };
    match part {
        0 => {
            get = args[1];
            if let Some(function) = get.of(Kind::Function) {
                doc = vm.heap.functions.get(function).doc.unwrap_or(doc);
            }
        }
        1 => set = args[1],
        _ => delete = args[1],
    }
    let class = vm.class_of(args[0]);
    if class != vm.classes.property {
        return Err(Escape::call(Vm::class_value(class), &[get, set, delete, doc]));
    }
    Ok(vm.heap.new_descriptor(Descriptor::Property { get, set, delete, doc, name }))
}

fn set_property_name(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if let Descriptor::Property { name, .. } = vm.heap.descriptors.get_mut(content.index()) {
        *name = args[2];
    }
    Ok(Value::NONE)
}

fn property_part(vm: &mut Vm, value: Value, part: usize) -> Outcome {
    let content = vm.heap.content(value);
    Ok(match *vm.heap.descriptors.get(content.index()) {
        Descriptor::Property { get, set, delete, doc, .. } => [get, set, delete, doc][part],
        _ => Value::NONE,
    })
}

fn set_property_doc(vm: &mut Vm, property: Value, value: Value) -> Outcome<()> {
    let content = vm.heap.content(property);
    if let Descriptor::Property { doc, .. } = vm.heap.descriptors.get_mut(content.index()) {
        *doc = value;
    }
    Ok(())
}

fn property_is_abstract(vm: &mut Vm, value: Value) -> Outcome {
    for part in 0..3 {
        let function = property_part(vm, value, part)?;
        if is_abstract(vm, function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn is_abstract(vm: &mut Vm, function: Value) -> Outcome<bool> {
    let name = vm.heap.name("__isabstractmethod__");
    match vm.nested(|vm| vm.get_attribute(function, name)) {
        Ok(value) => Ok(value == Value::TRUE),
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.recursion_error) => Err(Escape::Raise(error)),
        Err(_) => Ok(false),
    }
}

// --- static and class methods ------------------------------------------------------------------------------------------

fn wrapped(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.content(value);
    Ok(match *vm.heap.descriptors.get(content.index()) {
        Descriptor::Static(inner) | Descriptor::Class(inner) => inner,
        _ => Value::NONE,
    })
}

fn of_wrapped(vm: &mut Vm, value: Value, name: Value) -> Outcome {
    let inner = wrapped(vm, value)?;
    vm.nested(|vm| vm.get_attribute(inner, name))
}

fn wrapped_is_abstract(vm: &mut Vm, value: Value) -> Outcome {
    let function = wrapped(vm, value)?;
    is_abstract(vm, function).map(Value::bool)
}

// --- the protocol --------------------------------------------------------------------------------------------------------

/// Refuses objects that a class's attribute cannot be asked of.
fn check_owner(vm: &mut Vm, descriptor: Value, object: Value) -> Outcome<()> {
    let (name, class) = match *vm.heap.descriptors.get(descriptor.index()) {
        Descriptor::Slot { name, class }
        | Descriptor::ReadOnly { name, class, .. }
        | Descriptor::Computed { name, class, .. } => (name, class),
        _ => return Ok(()),
    };
    if vm.is_instance(object, class) {
        return Ok(());
    }
    let message = format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        vm.heap.text(name),
        vm.heap.classes.get(class).name,
        vm.type_name(object)
    );
    Err(vm.type_error(message))
}

fn get_through(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if args[1].is_none() {
        if args[2].is_none() {
            return Err(vm.type_error("__get__(None, None) is invalid"));
        }
        let found = vm.bind_to_class(content, args[2])?;
        return Ok(if found == content { args[0] } else { found });
    }
    check_owner(vm, content, args[1])?;
    let class = args[2].of(Kind::Class).unwrap_or_else(|| vm.class_of(args[1]));
    vm.bind(content, args[1], class)
}

fn set_through(vm: &mut Vm, args: &[Value]) -> Outcome {
    change_through(vm, args[0], args[1], Some(args[2]))
}

fn delete_through(vm: &mut Vm, args: &[Value]) -> Outcome {
    change_through(vm, args[0], args[1], None)
}

fn change_through(vm: &mut Vm, descriptor: Value, object: Value, value: Option<Value>) -> Outcome {
    let content = vm.heap.content(descriptor);
    check_owner(vm, content, object)?;
    let name = match *vm.heap.descriptors.get(content.index()) {
        Descriptor::Property { name, .. }
        | Descriptor::Slot { name, .. }
        | Descriptor::ReadOnly { name, .. }
        | Descriptor::Computed { name, .. } => name,
        _ => vm.names.empty,
    };
    vm.set_through_descriptor(content, object, name, value).map(|_| Value::NONE)
}
