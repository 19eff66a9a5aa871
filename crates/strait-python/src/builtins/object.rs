//! `object`, `type`, functions, methods, modules, properties.

use crate::{
    heap::{
        dict::Dict,
        object::{Descriptor, Wrapper},
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(classes.object, natives! { "__new__"("cls, *args, **kwargs") => new_object; });
    vm.add_methods(
        classes.object,
        natives! {
            "__init__"("self, *args, **kwargs") => |_, _| Ok(Value::NONE);
            "__repr__"("self, /") => repr, twin "_repr";
            "__str__"("self, /") => |vm, args| super::str_of(vm, args[0]), twin "_str";
            "__format__"("self, format_spec, /") => format;
            "__eq__"("self, other, /") => equal, twin "_object_eq";
            "__ne__"("self, other, /") => not_equal, twin "_object_ne";
            "__lt__"("self, other, /") => |vm, args| ordered(vm, crate::compile::op::Comparison::Less, args), twin "_object_lt";
            "__le__"("self, other, /") => |vm, args| ordered(vm, crate::compile::op::Comparison::LessEqual, args), twin "_object_le";
            "__gt__"("self, other, /") => |vm, args| ordered(vm, crate::compile::op::Comparison::Greater, args), twin "_object_gt";
            "__ge__"("self, other, /") => |vm, args| ordered(vm, crate::compile::op::Comparison::GreaterEqual, args), twin "_object_ge";
            "__hash__"("self, /") => hash;
            "__getattribute__"("self, name, /") => getattribute;
            "__setattr__"("self, name, value, /") => setattribute;
            "__delattr__"("self, name, /") => delattribute;
            "__dir__"("self, /") => dir;
            "__sizeof__"("self, /") => |_, _| Ok(Value::small_unchecked(64));
            "__reduce_ex__"("self, protocol, /") => |vm, args| Err(vm.prelude_call("_reduce", &args[..1]));
        },
    );
    vm.add_class_methods(
        classes.object,
        natives! {
            "__init_subclass__"("cls") => |_, _| Ok(Value::NONE);
            "__subclasshook__"("cls, other, /") => |_, _| Ok(Value::NOT_IMPLEMENTED);
        },
    );
    vm.add_attributes(
        classes.object,
        &[
            ("__class__", |vm, value| Ok(Vm::class_value(vm.class_of(value))), Some(set_class)),
            ("__dict__", get_dict, Some(set_dict)),
            ("__doc__", |_, _| Ok(Value::NONE), None),
        ],
    );
    install_type(vm);
    install_callables(vm);
    vm.add_static_methods(
        classes.property,
        natives! { "__new__"("cls, fget=None, fset=None, fdel=None, doc=None") => new_property; },
    );
    vm.add_methods(
        classes.property,
        natives! {
            "getter"("self, function, /") => |vm, args| changed_property(vm, args, 0);
            "setter"("self, function, /") => |vm, args| changed_property(vm, args, 1);
            "deleter"("self, function, /") => |vm, args| changed_property(vm, args, 2);
            "__get__"("self, object, type=None, /") => |vm, args| get_through(vm, args);
            "__set__"("self, object, value, /") => set_through;
            "__set_name__"("self, owner, name, /") => set_property_name;
        },
    );
    vm.add_attributes(
        classes.property,
        &[
            ("fget", |vm, value| property_part(vm, value, 0), None),
            ("fset", |vm, value| property_part(vm, value, 1), None),
            ("fdel", |vm, value| property_part(vm, value, 2), None),
            ("__doc__", |vm, value| property_part(vm, value, 3), None),
            ("__isabstractmethod__", property_is_abstract, None),
        ],
    );
    vm.add_static_methods(
        classes.staticmethod,
        natives! { "__new__"("cls, function, /") => |vm, args| {
            let value = vm.heap.new_descriptor(Descriptor::Static(args[1]));
            Ok(vm.with_class(args[0].index(), value))
        }; },
    );
    vm.add_static_methods(
        classes.classmethod,
        natives! { "__new__"("cls, function, /") => |vm, args| {
            let value = vm.heap.new_descriptor(Descriptor::Class(args[1]));
            Ok(vm.with_class(args[0].index(), value))
        }; },
    );
    for class in [classes.staticmethod, classes.classmethod] {
        vm.add_methods(
            class,
            natives! { "__get__"("self, object, type=None, /") => |vm, args| get_through(vm, args); },
        );
        vm.add_attributes(
            class,
            &[
                ("__func__", wrapped, None),
                ("__wrapped__", wrapped, None),
                ("__isabstractmethod__", wrapped_is_abstract, None),
            ],
        );
    }
    vm.add_attributes(
        classes.generic_alias,
        &[
            ("__origin__", |vm, value| alias_part(vm, value, true), None),
            ("__args__", |vm, value| alias_part(vm, value, false), None),
        ],
    );
    vm.add_attributes(classes.union, &[("__args__", |vm, value| alias_part(vm, value, false), None)]);
    vm.add_methods(
        classes.mapping_proxy,
        natives! {
            "get"("self, key, default=None, /") => |vm, args| Err(proxied(vm, "get", args));
            "keys"("self, /") => |vm, args| Err(proxied(vm, "keys", args));
            "values"("self, /") => |vm, args| Err(proxied(vm, "values", args));
            "items"("self, /") => |vm, args| Err(proxied(vm, "items", args));
            "copy"("self, /") => |vm, args| Err(proxied(vm, "copy", args));
        },
    );
    vm.add_attributes(classes.cell, &[("cell_contents", cell_contents, Some(set_cell_contents))]);
}

fn proxied(vm: &mut Vm, name: &str, args: &[Value]) -> Escape {
    let Wrapper::MappingProxy(inner) = *vm.heap.wrappers.get(args[0].index()) else { return Escape::Bail };
    let name = vm.heap.name(name);
    match vm.get_attribute(inner, name) {
        Ok(method) => Escape::call(method, &args[1..]),
        Err(escape) => escape,
    }
}

fn cell_contents(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.cells.get(value.index()).0;
    if content.is_unbound() { Err(vm.value_error("Cell is empty")) } else { Ok(content) }
}

fn set_cell_contents(vm: &mut Vm, cell: Value, value: Value) -> Outcome<()> {
    vm.heap.cells.get_mut(cell.index()).0 = value;
    Ok(())
}

fn new_object(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(class) = args[0].of(Kind::Class) else {
        return Err(vm.type_error("object.__new__(X): X is not a type object"));
    };
    let has_arguments = vm.length_of(args[1]) != Some(0) || vm.length_of(args[2]) != Some(0);
    if has_arguments {
        let own_init = vm.lookup_own(class, vm.names.init).is_some();
        let own_new = vm.lookup_own(class, vm.names.new).is_some();
        if own_new {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if !own_init {
            let message = format!("{}() takes no arguments", vm.heap.classes.get(class).name);
            return Err(vm.type_error(message));
        }
    }
    if vm.heap.classes.get(class).traits.is_abstract {
        return Err(vm.prelude_call("_abstract_error", &args[..1]));
    }
    Ok(vm.new_plain_instance(class))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let value = args[0];
    // Called through `super()` from a class's own `__repr__`.
    if value.is(Kind::Instance) && vm.exception(value).is_none() {
        let content = vm.heap.content(value);
        let text = if content == value {
            let class = vm.class_of(value);
            let name = super::repr::qualified_class_name(vm, class);
            format!("<{name} object at {:#x}>", super::repr::address(value))
        } else {
            super::repr(vm, content)?
        };
        return Ok(vm.heap.string(text));
    }
    let text = super::repr(vm, value)?;
    Ok(vm.heap.string(text))
}

fn format(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.heap.text(args[1]).is_empty() {
        return super::str_of(vm, args[0]);
    }
    let content = vm.heap.content(args[0]);
    if content != args[0] && !content.is(Kind::Exception) {
        return vm.format_with(content, args[1]);
    }
    let message = format!("unsupported format string passed to {}.__format__", vm.type_name(args[0]));
    Err(vm.type_error(message))
}

fn equal(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (left, right) = (vm.heap.content(args[0]), vm.heap.content(args[1]));
    if left == right && !left.is_float() {
        return Ok(Value::TRUE);
    }
    if left.is(Kind::Instance) || left.is(Kind::Exception) || vm.asks_script(args[1]) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match vm.leaf_equal(left, right) {
        Ok(true) => Ok(Value::TRUE),
        Ok(false) if left.kind() == right.kind() || (vm.number_of(left).is_some() && vm.number_of(right).is_some()) => {
            Ok(Value::FALSE)
        }
        Ok(false) => Ok(Value::NOT_IMPLEMENTED),
        Err(escape) => Err(escape),
    }
}

/// `__lt__` and the others: of built-in content with an order.
fn ordered(vm: &mut Vm, comparison: crate::compile::op::Comparison, args: &[Value]) -> Outcome {
    let (left, right) = (vm.heap.content(args[0]), vm.heap.content(args[1]));
    if let Some(result) = super::set_comparison(vm, comparison, left, right)? {
        return Ok(Value::bool(result));
    }
    Ok(match vm.order(left, right, 0)? {
        Some(Some(order)) => Value::bool(crate::vm::operator::holds(comparison, order)),
        Some(None) => Value::FALSE,
        None => Value::NOT_IMPLEMENTED,
    })
}

fn not_equal(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.asks_script(args[0]) {
        return Err(Escape::Bail);
    }
    Ok(match equal(vm, args)? {
        Value::TRUE => Value::FALSE,
        Value::FALSE => Value::TRUE,
        other => other,
    })
}

fn hash(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let hash = if content == args[0] || content.is(Kind::Exception) {
        // The identity, whatever the class says.
        (super::repr::address(args[0]) >> 4) as i64
    } else {
        vm.leaf_hash(content)?
    };
    Ok(vm.heap.int(hash))
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    let class = vm.class_of(args[0]);
    match vm.plain_attribute(args[0], class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error(args[0], name)),
    }
}

fn setattribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    vm.plain_set_attribute(args[0], name, args[2]).map(|()| Value::NONE)
}

fn delattribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = super::function::attribute_name(vm, args[1], "")?;
    vm.plain_delete_attribute(args[0], name).map(|()| Value::NONE)
}

/// The names that an object answers to.
fn dir(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut names: Vec<Value> = Vec::new();
    let mut add = |vm: &Vm, dict: u32| names.extend(vm.heap.dicts.get(dict).iter().map(|entry| entry.key));
    let class = match args[0].of(Kind::Class) {
        Some(class) => class,
        None => vm.class_of(args[0]),
    };
    for base in vm.heap.classes.get(class).mro.clone() {
        add(vm, vm.heap.classes.get(base).dict);
    }
    match args[0].kind() {
        Some(Kind::Module) => {
            names.clear();
            let dict = vm.heap.modules.get(args[0].index()).dict;
            names.extend(vm.heap.dicts.get(dict).iter().map(|entry| entry.key));
        }
        Some(Kind::Instance) => {
            let dict = vm.instance_dict(args[0].index());
            names.extend(vm.heap.dicts.get(dict).iter().map(|entry| entry.key));
        }
        _ => {}
    }
    names.sort_by(|left, right| vm.heap.text(*left).cmp(vm.heap.text(*right)));
    names.dedup_by(|left, right| vm.heap.text(*left) == vm.heap.text(*right));
    Ok(vm.heap.new_list(names))
}

fn set_class(vm: &mut Vm, object: Value, class: Value) -> Outcome<()> {
    let (Some(index), Some(class)) = (object.of(Kind::Instance), class.of(Kind::Class)) else {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    };
    let old = vm.heap.instances.get(index).class;
    if vm.heap.classes.get(old).layout != vm.heap.classes.get(class).layout || vm.heap.classes.get(class).traits.builtin
    {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    // The shapes of the old class are not those of the new one.
    vm.instance_dict(index);
    vm.heap.instances.get_mut(index).class = class;
    Ok(())
}

fn get_dict(vm: &mut Vm, value: Value) -> Outcome {
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

fn set_dict(vm: &mut Vm, object: Value, dict: Value) -> Outcome<()> {
    let (Some(index), Some(_)) = (object.of(Kind::Instance), dict.of(Kind::Dict)) else {
        let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(dict));
        return Err(vm.type_error(message));
    };
    vm.heap.instances.get_mut(index).attributes = crate::heap::class::Attributes::Dict(dict);
    Ok(())
}

// --- type ------------------------------------------------------------------------------------------------------------

fn install_type(vm: &mut Vm) {
    let class = vm.classes.type_;
    vm.add_static_methods(class, natives! { "__new__"("cls, name, bases, dict, /, **kwargs") => new_type; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, *args, **kwargs") => |_, _| Ok(Value::NONE);
            "__call__"("self, *args, **kwargs") => call_type;
            "mro"("self, /") => mro;
            "__subclasses__"("self, /") => subclasses;
            "__instancecheck__"("self, instance, /") => instance_check;
            "__subclasscheck__"("self, subclass, /") => subclass_check;
            "__or__"("self, other, /") => union, twin "_union";
            "__ror__"("self, other, /") => reflected_union, twin "_union";
            "__dir__"("self, /") => dir;
        },
    );
    vm.add_class_methods(
        class,
        natives! { "__prepare__"("cls, *args, **kwargs") => |vm, _| Ok(vm.heap.new_dict(Dict::default())); },
    );
    vm.add_attributes(
        class,
        &[
            (
                "__name__",
                |vm, value| {
                    let name = vm.heap.classes.get(value.index()).name.clone();
                    Ok(vm.heap.name(&name))
                },
                Some(set_type_name),
            ),
            ("__qualname__", type_qualname, Some(set_type_qualname)),
            ("__module__", type_module, Some(|vm, class, value| set_in_class(vm, class, vm.names.module, value))),
            (
                "__bases__",
                |vm, value| {
                    let bases = vm.heap.classes.get(value.index()).bases.clone();
                    Ok(vm.heap.tuple(&bases))
                },
                None,
            ),
            (
                "__base__",
                |vm, value| Ok(vm.heap.classes.get(value.index()).bases.first().copied().unwrap_or(Value::NONE)),
                None,
            ),
            (
                "__mro__",
                |vm, value| {
                    let order = order(vm, value);
                    Ok(vm.heap.tuple(&order))
                },
                None,
            ),
            ("__dict__", type_dict, None),
            ("__doc__", type_doc, Some(|vm, class, value| set_in_class(vm, class, vm.names.doc, value))),
            (
                "__abstractmethods__",
                type_abstract,
                Some(|vm, class, value| set_in_class(vm, class, vm.names.abstract_methods, value)),
            ),
            (
                "__annotations__",
                type_annotations,
                Some(|vm, class, value| set_in_class(vm, class, vm.names.annotations, value)),
            ),
            (
                "__type_params__",
                type_params,
                Some(|vm, class, value| set_in_class(vm, class, vm.names.type_params, value)),
            ),
        ],
    );
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_new_class"("meta, name, bases, dict, /") => |vm, args| {
                let bases = vm.heap.items(args[2]).map(<[Value]>::to_vec).unwrap_or_default();
                let name = vm.heap.text(args[1]).to_owned();
                vm.new_class(args[0].index(), &name, &bases, args[3].index())
            };
            "_add_slots"("cls, names, /") => add_slots;
            "_run_class_body"("function, namespace, /") => run_class_body;
            "_traits"("cls, /") => |vm, args| { vm.class_changed(args[0].index()); Ok(Value::NONE) };
        },
    );
}

fn order(vm: &Vm, class: Value) -> Vec<Value> {
    vm.heap.classes.get(class.index()).mro.iter().map(|&base| Vm::class_value(base)).collect()
}

fn mro(vm: &mut Vm, args: &[Value]) -> Outcome {
    let order = order(vm, args[0]);
    Ok(vm.heap.new_list(order))
}

fn subclasses(vm: &mut Vm, args: &[Value]) -> Outcome {
    let found = vm.heap.classes.get(args[0].index()).subclasses.iter().map(|&class| Vm::class_value(class)).collect();
    Ok(vm.heap.new_list(found))
}

/// `type(name, bases, dict)`: the prelude calls the hooks.
fn new_type(vm: &mut Vm, args: &[Value]) -> Outcome {
    Err(vm.prelude_call("_type_new", args))
}

fn call_type(vm: &mut Vm, args: &[Value]) -> Outcome {
    Err(vm.prelude_call("_type_call", args))
}

fn instance_check(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[1]);
    Ok(Value::bool(args[0].of(Kind::Class).is_some_and(|of| vm.is_subclass(class, of))))
}

fn subclass_check(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (Some(class), Some(of)) = (args[1].of(Kind::Class), args[0].of(Kind::Class)) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    Ok(Value::bool(vm.is_subclass(class, of)))
}

fn union(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut parts: Vec<Value> = Vec::new();
    for &arg in args {
        let flat = match arg.of(Kind::Wrapper).map(|index| *vm.heap.wrappers.get(index)) {
            Some(Wrapper::Union { args }) => vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default(),
            Some(Wrapper::GenericAlias { .. }) => vec![arg],
            _ if arg.is(Kind::Class) => vec![arg],
            _ if arg.is_none() => vec![Vm::class_value(vm.classes.none)],
            _ if arg.is(Kind::Instance) => return Err(Escape::Bail),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        };
        for part in flat {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    if let [one] = *parts {
        return Ok(one);
    }
    let args = vm.heap.tuple(&parts);
    Ok(vm.heap.new_wrapper(Wrapper::Union { args }))
}

fn reflected_union(vm: &mut Vm, args: &[Value]) -> Outcome {
    union(vm, &[args[1], args[0]])
}

fn set_type_name(vm: &mut Vm, class: Value, value: Value) -> Outcome<()> {
    let name = vm.heap.text(value).to_owned();
    if vm.heap.classes.get(class.index()).traits.builtin {
        let message =
            format!("cannot set '__name__' attribute of immutable type '{}'", vm.heap.classes.get(class.index()).name);
        return Err(vm.type_error(message));
    }
    vm.heap.classes.get_mut(class.index()).name = name.into();
    Ok(())
}

fn set_in_class(vm: &mut Vm, class: Value, name: Value, value: Value) -> Outcome<()> {
    let dict = vm.heap.classes.get(class.index()).dict;
    vm.set_name(dict, name, value);
    vm.class_changed(class.index());
    Ok(())
}

fn type_qualname(vm: &mut Vm, value: Value) -> Outcome {
    let class = vm.heap.classes.get(value.index());
    if let Some(name) = vm.get_name(class.dict, vm.names.qualname)
        && name.is(Kind::Str)
    {
        return Ok(name);
    }
    let name = class.name.clone();
    Ok(vm.heap.name(&name))
}

fn set_type_qualname(vm: &mut Vm, class: Value, value: Value) -> Outcome<()> {
    set_in_class(vm, class, vm.names.qualname, value)
}

fn type_module(vm: &mut Vm, value: Value) -> Outcome {
    let dict = vm.heap.classes.get(value.index()).dict;
    match vm.get_name(dict, vm.names.module) {
        Some(module) => Ok(module),
        None => Ok(vm.heap.name("builtins")),
    }
}

fn type_dict(vm: &mut Vm, value: Value) -> Outcome {
    let dict = Value::object(Kind::Dict, vm.heap.classes.get(value.index()).dict);
    Ok(vm.heap.new_wrapper(Wrapper::MappingProxy(dict)))
}

fn type_doc(vm: &mut Vm, value: Value) -> Outcome {
    let dict = vm.heap.classes.get(value.index()).dict;
    Ok(vm.get_name(dict, vm.names.doc).filter(|doc| !doc.is(Kind::Descriptor)).unwrap_or(Value::NONE))
}

fn type_abstract(vm: &mut Vm, value: Value) -> Outcome {
    let (dict, name) = (vm.heap.classes.get(value.index()).dict, vm.names.abstract_methods);
    match vm.get_name(dict, name) {
        Some(found) => Ok(found),
        None => Err(vm.attribute_error(value, name)),
    }
}

fn type_annotations(vm: &mut Vm, value: Value) -> Outcome {
    let (class, name) = (vm.heap.classes.get(value.index()), vm.names.annotations);
    if let Some(found) = vm.get_name(class.dict, name) {
        return Ok(found);
    }
    if class.traits.builtin {
        return Err(vm.attribute_error(value, name));
    }
    let dict = class.dict;
    let annotations = vm.heap.new_dict(Dict::default());
    vm.set_name(dict, name, annotations);
    Ok(annotations)
}

fn type_params(vm: &mut Vm, value: Value) -> Outcome {
    let dict = vm.heap.classes.get(value.index()).dict;
    match vm.get_name(dict, vm.names.type_params) {
        Some(found) if !found.is(Kind::Descriptor) => Ok(found),
        _ => Ok(vm.heap.tuple(&[])),
    }
}

/// Makes descriptors for the names in `__slots__`.
fn add_slots(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    for name in vm.slot_names(args[1]) {
        let text = vm.heap.text(name).to_owned();
        if text == "__dict__" || text == "__weakref__" {
            continue;
        }
        let class_name = vm.heap.classes.get(class).name.to_string();
        let mangled = crate::compile::scope::mangled(&text, Some(&class_name)).into_owned();
        let name = vm.heap.name(&mangled);
        let dict = vm.heap.classes.get(class).dict;
        if vm.find_name(dict, name).is_some() {
            return Err(vm.value_error(format!("'{mangled}' in __slots__ conflicts with class variable")));
        }
        let slot = vm.heap.new_descriptor(Descriptor::Slot { name, class });
        vm.set_name(dict, name, slot);
    }
    vm.class_changed(class);
    Ok(Value::NONE)
}

/// Runs a class body with its names in a dictionary. The answer is the body's cell for the class, or `None`.
fn run_class_body(_: &mut Vm, args: &[Value]) -> Outcome {
    Err(Escape::Call(Box::new(crate::vm::native::Request {
        callee: args[0],
        arguments: vec![args[1]],
        keywords: Vec::new(),
        check: crate::vm::native::Check::ClassBody,
    })))
}

// --- functions, methods, modules --------------------------------------------------------------------------------------

fn install_callables(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_attributes(
        classes.function,
        &[
            (
                "__name__",
                |vm, value| Ok(function(vm, value).name.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).name = Some(value);
                    Ok(())
                }),
            ),
            (
                "__qualname__",
                |vm, value| Ok(function(vm, value).qualified_name.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).qualified_name = Some(value);
                    Ok(())
                }),
            ),
            (
                "__module__",
                |vm, value| Ok(function(vm, value).module.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).module = Some(value);
                    Ok(())
                }),
            ),
            (
                "__doc__",
                |vm, value| Ok(function(vm, value).doc.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).doc = Some(value);
                    Ok(())
                }),
            ),
            ("__defaults__", function_defaults, Some(set_function_defaults)),
            (
                "__kwdefaults__",
                |vm, value| Ok(function(vm, value).keyword_defaults.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).keyword_defaults =
                        if value.is_none() { None } else { Some(value) };
                    Ok(())
                }),
            ),
            (
                "__annotations__",
                function_annotations,
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).annotations = Some(value);
                    Ok(())
                }),
            ),
            (
                "__type_params__",
                function_type_params,
                Some(|vm, function, value| {
                    vm.heap.functions.get_mut(function.index()).type_parameters = Some(value);
                    Ok(())
                }),
            ),
            ("__globals__", |vm, value| Ok(Value::object(Kind::Dict, function(vm, value).globals)), None),
            ("__closure__", function_closure, None),
            (
                "__code__",
                |vm, value| Ok(function(vm, value).code.as_ref().map_or(Value::NONE, |code| code.object.get())),
                None,
            ),
            ("__dict__", get_dict, None),
        ],
    );
    vm.add_methods(
        classes.function,
        natives! {
            "__get__"("self, object, type=None, /") => |vm, args| {
                if args[1].is_none() { return Ok(args[0]); }
                Ok(vm.heap.new_method(crate::heap::object::Method { function: args[0], receiver: args[1] }))
            };
            "__call__"("self, *args, **kwargs") => |vm, args| Err(call_with(vm, args));
        },
    );
    vm.add_attributes(
        classes.method,
        &[
            ("__func__", |vm, value| Ok(vm.heap.methods.get(value.index()).function), None),
            ("__self__", |vm, value| Ok(vm.heap.methods.get(value.index()).receiver), None),
            ("__name__", |vm, value| of_function(vm, value, "__name__"), None),
            ("__qualname__", |vm, value| of_function(vm, value, "__qualname__"), None),
            ("__doc__", |vm, value| of_function(vm, value, "__doc__"), None),
            ("__module__", |vm, value| of_function(vm, value, "__module__"), None),
            ("__code__", |vm, value| of_function(vm, value, "__code__"), None),
            ("__defaults__", |vm, value| of_function(vm, value, "__defaults__"), None),
            ("__kwdefaults__", |vm, value| of_function(vm, value, "__kwdefaults__"), None),
            ("__annotations__", |vm, value| of_function(vm, value, "__annotations__"), None),
            ("__wrapped__", |vm, value| of_function(vm, value, "__wrapped__"), None),
            ("__isabstractmethod__", |vm, value| of_function(vm, value, "__isabstractmethod__"), None),
            ("__dict__", |vm, value| of_function(vm, value, "__dict__"), None),
        ],
    );
    vm.add_methods(
        classes.method,
        natives! { "__call__"("self, *args, **kwargs") => |vm, args| Err(call_with(vm, args)); },
    );
    for class in [classes.native, classes.method_descriptor] {
        vm.add_attributes(
            class,
            &[
                ("__name__", native_name, None),
                ("__qualname__", native_qualname, None),
                ("__module__", |vm, _| Ok(vm.heap.name("builtins")), None),
                ("__self__", native_self, None),
                ("__objclass__", native_class, None),
            ],
        );
        vm.add_methods(
            class,
            natives! {
                "__call__"("self, *args, **kwargs") => |vm, args| Err(call_with(vm, args));
                "__get__"("self, object, type=None, /") => |vm, args| {
                    if args[1].is_none() { return Ok(args[0]); }
                    let class = vm.class_of(args[1]);
                    vm.bind(args[0], args[1], class)
                };
            },
        );
    }
    vm.add_static_methods(
        classes.method,
        natives! { "__new__"("cls, function, receiver, /") => |vm, args| {
            Ok(vm.heap.new_method(crate::heap::object::Method { function: args[1], receiver: args[2] }))
        }; },
    );
    vm.add_static_methods(
        classes.module,
        natives! { "__new__"("cls, name, doc=None") => |vm, args| {
            let dict = vm.heap.new_dict(Dict::default()).index();
            let name = vm.heap.text(args[1]).to_owned();
            let module = vm.heap.new_module(crate::heap::object::Module { name: name.into(), dict });
            vm.set_name(dict, vm.names.name, args[1]);
            vm.set_name(dict, vm.names.doc, args[2]);
            Ok(module)
        }; },
    );
    vm.add_attributes(
        classes.code,
        &[
            ("co_name", |vm, value| code_part(vm, value, |code| Ok(code.name)), None),
            ("co_qualname", |vm, value| code_part(vm, value, |code| Ok(code.qualified_name)), None),
            ("co_argcount", |vm, value| code_part(vm, value, |code| Err(i64::from(code.parameters.positional))), None),
            (
                "co_posonlyargcount",
                |vm, value| code_part(vm, value, |code| Err(i64::from(code.parameters.positional_only))),
                None,
            ),
            (
                "co_kwonlyargcount",
                |vm, value| code_part(vm, value, |code| Err(i64::from(code.parameters.keyword_only))),
                None,
            ),
            ("co_firstlineno", |vm, value| code_part(vm, value, |code| Err(i64::from(code.first_line))), None),
            ("co_nlocals", |vm, value| code_part(vm, value, |code| Err(code.variables.len() as i64)), None),
            ("co_flags", |vm, value| code_part(vm, value, |code| Err(code_flags(code))), None),
            ("co_varnames", code_variables, None),
            ("co_freevars", code_free, None),
            ("co_filename", code_file, None),
        ],
    );
}

fn call_with(vm: &mut Vm, args: &[Value]) -> Escape {
    let mut arguments = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    let entries: Vec<_> = match args[2].of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect(),
        None => Vec::new(),
    };
    let keywords = entries.iter().map(|(name, _)| *name).collect();
    arguments.extend(entries.iter().map(|(_, value)| *value));
    Escape::Call(Box::new(crate::vm::native::Request {
        callee: args[0],
        arguments,
        keywords,
        check: crate::vm::native::Check::Anything,
    }))
}

fn function(vm: &Vm, value: Value) -> &crate::heap::object::Function {
    vm.heap.functions.get(value.index())
}

fn function_defaults(vm: &mut Vm, value: Value) -> Outcome {
    let defaults = function(vm, value).defaults.clone();
    if defaults.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap.tuple(&defaults)) }
}

fn set_function_defaults(vm: &mut Vm, function: Value, value: Value) -> Outcome<()> {
    let defaults = vm.heap.items(value).map(Into::into).unwrap_or_default();
    vm.heap.functions.get_mut(function.index()).defaults = defaults;
    Ok(())
}

fn function_annotations(vm: &mut Vm, value: Value) -> Outcome {
    if let Some(annotations) = function(vm, value).annotations {
        return Ok(annotations);
    }
    let dict = vm.heap.new_dict(Dict::default());
    vm.heap.functions.get_mut(value.index()).annotations = Some(dict);
    Ok(dict)
}

fn function_type_params(vm: &mut Vm, value: Value) -> Outcome {
    match function(vm, value).type_parameters {
        Some(parameters) => Ok(parameters),
        None => Ok(vm.heap.tuple(&[])),
    }
}

fn function_closure(vm: &mut Vm, value: Value) -> Outcome {
    let closure = function(vm, value).closure.clone();
    if closure.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap.tuple(&closure)) }
}

fn of_function(vm: &mut Vm, value: Value, name: &str) -> Outcome {
    let name = vm.heap.name(name);
    let function = vm.heap.methods.get(value.index()).function;
    vm.get_attribute(function, name)
}

fn native_name(vm: &mut Vm, value: Value) -> Outcome {
    let name = vm.heap.natives.get(value.index()).definition.map_or("", |definition| definition.name);
    Ok(vm.heap.name(name))
}

fn native_qualname(vm: &mut Vm, value: Value) -> Outcome {
    let native = vm.heap.natives.get(value.index());
    let name = native.definition.map_or("", |definition| definition.name);
    let text = match native.owner.and_then(|owner| owner.of(Kind::Class)) {
        Some(class) => format!("{}.{name}", vm.heap.classes.get(class).name),
        None => name.to_owned(),
    };
    Ok(vm.heap.str(&text))
}

fn native_self(_: &mut Vm, _: Value) -> Outcome {
    Ok(Value::NONE)
}

fn native_class(vm: &mut Vm, value: Value) -> Outcome {
    Ok(vm.heap.natives.get(value.index()).owner.unwrap_or(Value::NONE))
}

fn code_part(vm: &mut Vm, value: Value, part: fn(&crate::compile::code::Code) -> Result<Value, i64>) -> Outcome {
    let Some(code) = vm.heap.codes.get(value.index()).clone() else { return Ok(Value::NONE) };
    Ok(part(&code).unwrap_or_else(Value::small_unchecked))
}

fn code_flags(code: &crate::compile::code::Code) -> i64 {
    let flags = code.flags;
    let sort = match (flags.generator, flags.coroutine) {
        (true, true) => 0x200,
        (true, false) => 0x20,
        (false, true) => 0x80,
        _ => 0,
    };
    let optimised = if flags.function { 3 } else { 0 };
    sort | optimised | (i64::from(code.parameters.rest) * 4) | (i64::from(code.parameters.keywords) * 8)
}

fn code_variables(vm: &mut Vm, value: Value) -> Outcome {
    let names = vm.heap.codes.get(value.index()).as_ref().map(|code| code.variables.clone()).unwrap_or_default();
    Ok(vm.heap.tuple(&names))
}

fn code_free(vm: &mut Vm, value: Value) -> Outcome {
    let names = vm.heap.codes.get(value.index()).as_ref().map(|code| code.free.clone()).unwrap_or_default();
    Ok(vm.heap.tuple(&names))
}

fn code_file(vm: &mut Vm, value: Value) -> Outcome {
    let file = vm.heap.codes.get(value.index()).as_ref().map(|code| code.source.name.to_string()).unwrap_or_default();
    Ok(vm.heap.str(&file))
}

// --- properties and the like ------------------------------------------------------------------------------------------

fn new_property(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [class, get, set, delete, mut doc] = *args else { return Ok(Value::NONE) };
    if doc.is_none()
        && let Some(function) = get.of(Kind::Function)
    {
        doc = vm.heap.functions.get(function).doc.unwrap_or(Value::NONE);
    }
    let name = get.of(Kind::Function).and_then(|index| vm.heap.functions.get(index).name).unwrap_or(Value::NONE);
    let value = vm.heap.new_descriptor(Descriptor::Property { get, set, delete, doc, name });
    Ok(vm.with_class(class.index(), value))
}

fn changed_property(vm: &mut Vm, args: &[Value], part: usize) -> Outcome {
    let content = vm.heap.content(args[0]);
    let Descriptor::Property { mut get, mut set, mut delete, doc, name } = *vm.heap.descriptors.get(content.index())
    else {
        return Err(Escape::Bail);
    };
    match part {
        0 => get = args[1],
        1 => set = args[1],
        _ => delete = args[1],
    }
    let class = vm.class_of(args[0]);
    let value = vm.heap.new_descriptor(Descriptor::Property { get, set, delete, doc, name });
    Ok(vm.with_class(class, value))
}

fn get_through(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if args[1].is_none() {
        return if args[2].is_none() { Ok(args[0]) } else { vm.bind_to_class(content, args[2]) };
    }
    let class = vm.class_of(args[1]);
    vm.bind(content, args[1], class)
}

fn set_through(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    match *vm.heap.descriptors.get(content.index()) {
        Descriptor::Property { set, .. } if !set.is_none() => Err(Escape::call(set, &args[1..])),
        _ => Err(vm.error(vm.classes.attribute_error, "property has no setter")),
    }
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

fn property_is_abstract(vm: &mut Vm, value: Value) -> Outcome {
    for part in 0..3 {
        let function = property_part(vm, value, part)?;
        if is_abstract(vm, function) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn is_abstract(vm: &mut Vm, function: Value) -> bool {
    let name = vm.heap.name("__isabstractmethod__");
    matches!(vm.get_attribute(function, name), Ok(Value::TRUE))
}

fn wrapped(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.content(value);
    Ok(match *vm.heap.descriptors.get(content.index()) {
        Descriptor::Static(inner) | Descriptor::Class(inner) => inner,
        _ => Value::NONE,
    })
}

fn wrapped_is_abstract(vm: &mut Vm, value: Value) -> Outcome {
    let function = wrapped(vm, value)?;
    Ok(Value::bool(is_abstract(vm, function)))
}

fn alias_part(vm: &mut Vm, value: Value, origin_wanted: bool) -> Outcome {
    Ok(match *vm.heap.wrappers.get(value.index()) {
        Wrapper::GenericAlias { origin, args, .. } => {
            if origin_wanted {
                origin
            } else {
                args
            }
        }
        Wrapper::Union { args } => args,
        Wrapper::MappingProxy(inner) => inner,
    })
}
