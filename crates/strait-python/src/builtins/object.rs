//! `object`: what every value has.

use crate::{
    heap::{
        class::Attributes,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Check, Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.object;
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, *args, **kwargs") => init;
            "__repr__"("self, /") => repr;
            "__str__"("self, /") => |vm, args| super::repr::built_in_str(vm, args[0]);
            "__format__"("self, format_spec, /") => format;
            "__eq__"("self, value, /") => |_, args| Ok(if args[0] == args[1] { Value::TRUE } else { Value::NOT_IMPLEMENTED });
            "__ne__"("self, value, /") => not_equal;
            "__lt__"("self, value, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
            "__le__"("self, value, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
            "__gt__"("self, value, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
            "__ge__"("self, value, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
            "__hash__"("self, /") => |vm, args| Ok(vm.heap.int(crate::vm::hash::identity_hash(args[0])));
            "__getattribute__"("self, name, /") => get_attribute;
            "__setattr__"("self, name, value, /") => set_attribute;
            "__delattr__"("self, name, /") => delete_attribute;
            "__dir__"("self, /") => dir;
            "__sizeof__"("self, /") => |_, _| Ok(Value::small_unchecked(64));
            "__reduce__"("self, /") => |vm, args| Err(vm.prelude_call("_reduce", &args[..1]));
            "__reduce_ex__"("self, protocol, /") => |vm, args| Err(vm.prelude_call("_reduce_ex", args));
            "__getstate__"("self, /") => |vm, args| Err(vm.prelude_call("_getstate", args));
        },
    );
    vm.add_class_methods(
        class,
        natives! {
            "__init_subclass__"("cls, *args, **kwargs") => init_subclass;
            "__subclasshook__"("cls, other, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
        },
    );
    vm.add_attributes(class, &[("__class__", |vm, value| Ok(Vm::class_value(vm.class_of(value))), Some(set_class))]);
    let dict = vm.heap.classes.get(class).dict;
    vm.set_name(dict, vm.names.doc, Value::NONE);
}

/// The classes of the constants give the one instance there is.
pub(super) fn install_constants(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(classes.none, natives! { "__new__"("cls, /") => |_, _| Ok(Value::NONE); });
    vm.add_static_methods(classes.ellipsis, natives! { "__new__"("cls, /") => |_, _| Ok(Value::ELLIPSIS); });
    vm.add_static_methods(
        classes.not_implemented,
        natives! { "__new__"("cls, /") => |_, _| Ok(Value::NOT_IMPLEMENTED); },
    );
    vm.add_methods(classes.ellipsis, natives! { "__reduce__"("self, /") => |vm, _| Ok(vm.heap.name("Ellipsis")); });
}

/// Whether a class has `object`'s own method under a name.
fn is_inherited(vm: &mut Vm, class: u32, name: Value) -> bool {
    let object = Vm::class_value(vm.classes.object);
    match vm.lookup(class, name).and_then(|found| found.of(Kind::Native)) {
        Some(native) => vm.heap.natives.get(native).owner == Some(object),
        None => false,
    }
}

fn has_items(vm: &Vm, values: &[Value]) -> bool {
    values.iter().any(|&value| vm.length_of(value) != Some(0))
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(class) = args[0].of(Kind::Class) else { return Err(Escape::Bail) };
    if has_items(vm, &args[1..]) {
        if !is_inherited(vm, class, vm.names.new) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if is_inherited(vm, class, vm.names.init) {
            let message = format!("{}() takes no arguments", vm.heap.classes.get(class).name);
            return Err(vm.type_error(message));
        }
    }
    if vm.heap.classes.get(class).traits.is_abstract {
        return Err(vm.prelude_call("_abstract_error", &args[..1]));
    }
    Ok(vm.new_plain_instance(class))
}

fn init(vm: &mut Vm, args: &[Value]) -> Outcome {
    if has_items(vm, &args[1..]) {
        let class = vm.class_of(args[0]);
        if !is_inherited(vm, class, vm.names.init) {
            return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        if is_inherited(vm, class, vm.names.new) {
            let name = &vm.heap.classes.get(class).name;
            let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(vm.type_error(message));
        }
    }
    Ok(Value::NONE)
}

fn init_subclass(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = args[0].of(Kind::Class).map_or_else(String::new, |class| vm.heap.classes.get(class).name.to_string());
    if has_items(vm, &args[2..]) {
        return Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    match vm.length_of(args[1]) {
        Some(0) => Ok(Value::NONE),
        count => {
            let count = count.unwrap_or_default();
            Err(vm.type_error(format!("object.__init_subclass__() takes no arguments ({count} given)")))
        }
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[0]);
    let name = super::repr::qualified_class_name(vm, class);
    Ok(vm.heap.string(format!("<{name} object at {:#x}>", super::repr::address(args[0]))))
}

fn format(vm: &mut Vm, args: &[Value]) -> Outcome {
    let spec = vm.heap.content(args[1]);
    if !spec.is(Kind::Str) {
        let message = format!("__format__() argument must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    if !vm.heap.text(spec).is_empty() {
        let message = format!("unsupported format string passed to {}.__format__", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    }
    match super::str_of(vm, args[0]) {
        Err(Escape::Bail) => {
            let class = vm.class_of(args[0]);
            match vm.lookup(class, vm.names.str_) {
                Some(method) => Err(Escape::call_checked(method, &args[..1], Check::Str)),
                None => Err(Escape::Bail),
            }
        }
        other => other,
    }
}

fn not_equal(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[0]);
    if is_inherited(vm, class, vm.names.eq) {
        return Ok(if args[0] == args[1] { Value::FALSE } else { Value::NOT_IMPLEMENTED });
    }
    Err(vm.prelude_call("_object_ne", args))
}

pub(super) fn get_attribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    let class = vm.class_of(args[0]);
    match vm.plain_attribute(args[0], class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error(args[0], name)),
    }
}

pub(super) fn set_attribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    vm.plain_set_attribute(args[0], name, args[2]).map(|()| Value::NONE)
}

pub(super) fn delete_attribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    vm.plain_delete_attribute(args[0], name).map(|()| Value::NONE)
}

/// The names that an object answers to.
pub(super) fn dir(vm: &mut Vm, args: &[Value]) -> Outcome {
    let value = args[0];
    let mut dicts = Vec::new();
    match value.kind() {
        Some(Kind::Class) => {}
        Some(Kind::Module) => dicts.push(vm.heap.modules.get(value.index()).dict),
        Some(Kind::Instance) => dicts.push(vm.instance_dict(value.index())),
        Some(Kind::Function) => dicts.extend(vm.heap.functions.get(value.index()).dict.map(Value::index)),
        _ => {}
    }
    if !value.is(Kind::Module) {
        let class = value.of(Kind::Class).unwrap_or_else(|| vm.class_of(value));
        dicts.extend(vm.heap.classes.get(class).mro.iter().map(|&base| vm.heap.classes.get(base).dict));
    }
    let mut names: Vec<Value> = Vec::new();
    for dict in dicts {
        names.extend(vm.heap.dicts.get(dict).iter().map(|entry| entry.key).filter(|key| key.is(Kind::Str)));
    }
    names.sort_by(|left, right| vm.heap.text(*left).cmp(vm.heap.text(*right)));
    names.dedup_by(|left, right| vm.heap.text(*left) == vm.heap.text(*right));
    Ok(vm.heap.new_list(names))
}

fn set_class(vm: &mut Vm, object: Value, class: Value) -> Outcome<()> {
    let Some(new) = class.of(Kind::Class) else {
        let message = format!("__class__ must be set to a class, not '{}' object", vm.type_name(class));
        return Err(vm.type_error(message));
    };
    let old = vm.class_of(object);
    let (from, to) = (vm.heap.classes.get(old), vm.heap.classes.get(new));
    if let (Some(_), Some(_)) = (object.of(Kind::Class), to.mro.contains(&vm.classes.type_).then_some(())) {
        vm.heap.classes.get_mut(object.index()).metaclass = new;
        return Ok(());
    }
    let Some(index) = object.of(Kind::Instance).filter(|_| !from.traits.builtin && !to.traits.builtin) else {
        let message = "__class__ assignment only supported for mutable types or ModuleType subclasses";
        return Err(vm.type_error(message));
    };
    let fits = from.layout == to.layout
        && from.traits.no_dict == to.traits.no_dict
        && slots_of(vm, old) == slots_of(vm, new)
        && built_in_base(vm, old) == built_in_base(vm, new);
    if !fits {
        let message = format!("__class__ assignment: '{}' object layout differs from '{}'", to.name, from.name);
        return Err(vm.type_error(message));
    }
    // The shapes of the old class are not those of the new one.
    vm.instance_dict(index);
    vm.heap.instances.get_mut(index).class = new;
    Ok(())
}

/// The names of all slots of a class and its bases.
fn slots_of(vm: &Vm, class: u32) -> Vec<Value> {
    let mut names: Vec<Value> = Vec::new();
    for &base in &vm.heap.classes.get(class).mro {
        let values = vm.heap.dicts.get(vm.heap.classes.get(base).dict).iter();
        names.extend(values.filter_map(|entry| match vm.heap.descriptors.get(entry.value.of(Kind::Descriptor)?) {
            crate::heap::object::Descriptor::Slot { name, .. } => Some(*name),
            _ => None,
        }));
    }
    names.sort_by_key(|name| name.index());
    names
}

/// The nearest base that is a built-in class.
fn built_in_base(vm: &Vm, class: u32) -> Option<u32> {
    vm.heap.classes.get(class).mro.iter().copied().find(|&base| vm.heap.classes.get(base).traits.builtin)
}

pub(super) fn get_dict(vm: &mut Vm, value: Value) -> Outcome {
    let index = value.index();
    let dict = match value.kind() {
        Some(Kind::Instance) if !vm.heap.classes.get(vm.class_of(value)).traits.no_dict => vm.instance_dict(index),
        Some(Kind::Module) => vm.heap.modules.get(index).dict,
        Some(Kind::Function) => vm.dict_of_function(index),
        _ => {
            let name = vm.names.dict;
            return Err(vm.attribute_error(value, name));
        }
    };
    Ok(Value::object(Kind::Dict, dict))
}

pub(super) fn set_dict(vm: &mut Vm, object: Value, dict: Value) -> Outcome<()> {
    let content = vm.heap.content(dict);
    if !content.is(Kind::Dict) {
        let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(dict));
        return Err(vm.type_error(message));
    }
    match object.kind() {
        Some(Kind::Instance) => {
            let instance = vm.heap.instances.get_mut(object.index());
            instance.attributes = match instance.attributes {
                Attributes::Apart { slots, .. } => Attributes::Apart { dict: content, slots },
                _ => Attributes::Dict(content),
            };
        }
        Some(Kind::Function) => vm.heap.functions.get_mut(object.index()).dict = Some(content),
        _ => return Err(vm.error(vm.classes.attribute_error, "readonly attribute")),
    }
    Ok(())
}

/// Gives a class whose instances have attributes what finds them: `__dict__` and `__weakref__`.
pub(crate) fn add_instance_attributes(vm: &mut Vm, class: u32, with_references: bool) {
    vm.add_attributes(class, &[("__dict__", get_dict, Some(set_dict))]);
    if with_references {
        vm.add_attributes(class, &[("__weakref__", |_, _| Ok(Value::NONE), None)]);
    }
}
