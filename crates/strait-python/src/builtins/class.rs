//! `type`: classes as objects.

use crate::{
    heap::{
        class::Layout,
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
    let class = vm.classes.type_;
    vm.add_static_methods(
        class,
        natives! { "__new__"("cls, *args, **kwargs") => |vm, args| Err(vm.prelude_call("_type_new", args)); },
    );
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, *args, **kwargs") => |_, _| Ok(Value::NONE);
            "__call__"("self, *args, **kwargs") => |vm, args| Err(vm.prelude_call("_type_call", args));
            "mro"("self, /") => mro;
            "__subclasses__"("self, /") => subclasses;
            "__instancecheck__"("self, instance, /") => instance_check;
            "__subclasscheck__"("self, subclass, /") => subclass_check;
            "__dir__"("self, /") => super::object::dir;
            "__sizeof__"("self, /") => |_, _| Ok(Value::small_unchecked(1064));
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
                    let name = without_module(vm, value, &name).to_owned();
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
                Some(set_bases),
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

impl Vm {
    /// Whether an object says with an attribute of its own what its class is.
    pub(crate) fn claims_class(&mut self, object: Value) -> bool {
        if !object.is(Kind::Instance) {
            return false;
        }
        let class = self.class_of(object);
        if self.heap.classes.get(class).traits.getattribute {
            return true;
        }
        let found = self.lookup(class, self.names.class);
        found != self.lookup(self.classes.object, self.names.class)
    }
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

fn instance_check(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[1]);
    let Some(of) = args[0].of(Kind::Class) else { return Ok(Value::FALSE) };
    if vm.is_subclass(class, of) {
        return Ok(Value::TRUE);
    }
    if vm.claims_class(args[1]) {
        return Err(vm.prelude_call("_claims", &[args[1], args[0]]));
    }
    Ok(Value::FALSE)
}

fn subclass_check(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (Some(class), Some(of)) = (args[1].of(Kind::Class), args[0].of(Kind::Class)) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    Ok(Value::bool(vm.is_subclass(class, of)))
}

/// A class's name. Errors about classes of modules that CPython writes in C say the module with it.
fn without_module<'n>(vm: &Vm, class: Value, name: &'n str) -> &'n str {
    let dict = vm.heap.classes.get(class.index()).dict;
    let module = vm.get_name(dict, vm.names.module).filter(|module| module.is(Kind::Str));
    let module = module.map_or("", |module| vm.heap.text(module));
    match name.strip_prefix(module).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) if !module.is_empty() => rest,
        _ => name,
    }
}

/// Refuses to change a built-in class.
fn check_mutable(vm: &mut Vm, class: Value, name: &str) -> Outcome<()> {
    let described = vm.heap.classes.get(class.index());
    if !described.traits.builtin {
        return Ok(());
    }
    let message = format!("cannot set '{name}' attribute of immutable type '{}'", described.name);
    Err(vm.type_error(message))
}

fn set_bases(vm: &mut Vm, class: Value, value: Value) -> Outcome<()> {
    check_mutable(vm, class, "__bases__")?;
    let name = vm.heap.classes.get(class.index()).name.to_string();
    let Some(bases) = value.of(Kind::Tuple).map(|index| vm.heap.tuples.get(index).to_vec()) else {
        let message = format!("can only assign tuple to {name}.__bases__, not {}", vm.type_name(value));
        return Err(vm.type_error(message));
    };
    if bases.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    vm.set_bases(class.index(), &bases)
}

fn set_type_name(vm: &mut Vm, class: Value, value: Value) -> Outcome<()> {
    check_mutable(vm, class, "__name__")?;
    let content = vm.heap.content(value);
    if !content.is(Kind::Str) {
        let name = vm.heap.classes.get(class.index()).name.to_string();
        let message = format!("can only assign string to {name}.__name__, not '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    let name = vm.heap.text(content).to_owned();
    if name.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    vm.heap.classes.get_mut(class.index()).name = name.into();
    Ok(())
}

fn set_in_class(vm: &mut Vm, class: Value, name: Value, value: Value) -> Outcome<()> {
    let text = vm.heap.text(name).to_owned();
    check_mutable(vm, class, &text)?;
    let dict = vm.heap.classes.get(class.index()).dict;
    vm.set_name(dict, name, value);
    vm.class_changed(class.index());
    Ok(())
}

fn type_qualname(vm: &mut Vm, value: Value) -> Outcome {
    let class = vm.heap.classes.get(value.index());
    if let Some(name) = class.qualified_name {
        return Ok(name);
    }
    let name = class.name.clone();
    Ok(vm.heap.name(&name))
}

fn set_type_qualname(vm: &mut Vm, class: Value, value: Value) -> Outcome<()> {
    check_mutable(vm, class, "__qualname__")?;
    if !vm.heap.content(value).is(Kind::Str) {
        let name = vm.heap.classes.get(class.index()).name.to_string();
        let message = format!("can only assign string to {name}.__qualname__, not '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    vm.heap.classes.get_mut(class.index()).qualified_name = Some(value);
    Ok(())
}

fn type_module(vm: &mut Vm, value: Value) -> Outcome {
    let dict = vm.heap.classes.get(value.index()).dict;
    match vm.get_name(dict, vm.names.module) {
        Some(module) if !module.is(Kind::Descriptor) => Ok(module),
        _ => Ok(vm.heap.name("builtins")),
    }
}

fn type_dict(vm: &mut Vm, value: Value) -> Outcome {
    let dict = Value::object(Kind::Dict, vm.heap.classes.get(value.index()).dict);
    Ok(vm.heap.new_wrapper(Wrapper::MappingProxy(dict)))
}

fn type_doc(vm: &mut Vm, value: Value) -> Outcome {
    let class = vm.heap.classes.get(value.index());
    let (dict, doc) = (class.dict, class.traits.builtin.then(|| built_in_doc(&class.name)).flatten());
    if let Some(doc) = doc {
        return Ok(vm.heap.str(doc));
    }
    Ok(vm.get_name(dict, vm.names.doc).filter(|doc| !doc.is(Kind::Descriptor)).unwrap_or(Value::NONE))
}

/// The first line of what CPython says about a class.
fn built_in_doc(name: &str) -> Option<&'static str> {
    Some(match name {
        "object" => "The base class of the class hierarchy.",
        "type" => "type(object) -> the object's type",
        "int" => "int([x]) -> integer",
        "bool" => "bool(x) -> bool",
        "float" => "Convert a string or number to a floating point number, if possible.",
        "complex" => "Create a complex number from a real part and an optional imaginary part.",
        "str" => "str(object='') -> str",
        "bytes" => "bytes(iterable_of_ints) -> bytes",
        "bytearray" => "bytearray(iterable_of_ints) -> bytearray",
        "tuple" => "Built-in immutable sequence.",
        "list" => "Built-in mutable sequence.",
        "dict" => "dict() -> new empty dictionary",
        "set" => "set() -> new empty set object",
        "frozenset" => "frozenset() -> empty frozenset object",
        "range" => "range(stop) -> range object",
        "property" => "Property attribute.",
        "Exception" => "Common base class for all non-exit exceptions.",
        "ValueError" => "Inappropriate argument value (of correct type).",
        "TypeError" => "Inappropriate argument type.",
        "KeyError" => "Mapping key not found.",
        _ => return None,
    })
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
    let names = vm.slot_names(args[1]);
    let layout = vm.heap.classes.get(class).layout;
    let taken: Vec<Value> = {
        let dict = vm.heap.dicts.get(vm.heap.classes.get(class).dict);
        // A class without a docstring leaves the name to its slots.
        let is_no_doc = |key: Value, value: Value| key == vm.names.doc && value.is_none();
        dict.iter()
            .filter(|entry| entry.key.is(Kind::Str) && !is_no_doc(entry.key, entry.value))
            .map(|entry| entry.key)
            .collect()
    };
    let is_variable = matches!(layout, Layout::Int | Layout::Of(Kind::Tuple | Kind::Bytes));
    if is_variable && !names.is_empty() {
        let base = vm.heap.classes.get(class).bases.first().and_then(|base| base.of(Kind::Class));
        let name = base.map_or("", |base| &vm.heap.classes.get(base).name);
        let message = format!("nonempty __slots__ not supported for subtype of '{name}'");
        return Err(vm.type_error(message));
    }
    let mut has_dict = false;
    for name in names {
        let content = vm.heap.content(name);
        if !content.is(Kind::Str) {
            let message = format!("__slots__ items must be strings, not '{}'", vm.type_name(name));
            return Err(vm.type_error(message));
        }
        let text = vm.heap.text(content).to_owned();
        if !crate::text::unicode::isidentifier(&text) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        if text == "__dict__" {
            let bases = vm.heap.classes.get(class).bases.clone();
            if bases.iter().any(|base| !vm.heap.classes.get(base.index()).traits.no_dict) {
                return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
            }
            if std::mem::replace(&mut has_dict, true) {
                return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
            }
            continue;
        }
        if text == "__weakref__" {
            vm.add_attributes(class, &[("__weakref__", |_, _| Ok(Value::NONE), None)]);
            continue;
        }
        let class_name = vm.heap.classes.get(class).name.to_string();
        let mangled = crate::compile::scope::mangled(&text, Some(&class_name)).into_owned();
        let name = vm.heap.name(&mangled);
        let dict = vm.heap.classes.get(class).dict;
        if taken.iter().any(|&taken| vm.heap.text(taken) == mangled) {
            return Err(vm.value_error(format!("'{mangled}' in __slots__ conflicts with class variable")));
        }
        let slot = vm.heap.new_descriptor(Descriptor::Slot { name, class });
        vm.set_name(dict, name, slot);
    }
    vm.find_slots(class);
    vm.class_changed(class);
    Ok(Value::NONE)
}

/// Runs a class body with its names in a dictionary. The answer is the body's cell for the class, or `None`.
fn run_class_body(_: &mut Vm, args: &[Value]) -> Outcome {
    Err(Escape::Call(Box::new(crate::vm::native::Request {
        callee: args[0],
        arguments: smallvec::smallvec![args[1]],
        keywords: Vec::new(),
        check: crate::vm::native::Check::ClassBody,
    })))
}
