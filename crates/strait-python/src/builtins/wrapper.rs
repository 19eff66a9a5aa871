//! Read-only dictionaries, classes with arguments such as `list[int]`, unions such as `int | str`, and cells.

use crate::{
    heap::{
        CellContent,
        object::Wrapper,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    let module = vm.heap.name("types");
    for class in [classes.generic_alias, classes.union] {
        let dict = vm.heap.classes.get(class).dict;
        vm.set_name(dict, vm.names.module, module);
        let name = vm.heap.classes.get(class).name.to_string();
        let qualified = vm.heap.name(&name);
        let described = vm.heap.classes.get_mut(class);
        described.name = format!("types.{name}").into();
        described.qualified_name = Some(qualified);
    }
    vm.add_static_methods(classes.mapping_proxy, natives! { "__new__"("cls, mapping") => new_proxy; });
    vm.add_methods(
        classes.mapping_proxy,
        natives! {
            "get"("self, key, default=None, /") => |vm, args| Err(proxied(vm, "get", args));
            "keys"("self, /") => |vm, args| Err(proxied(vm, "keys", args));
            "values"("self, /") => |vm, args| Err(proxied(vm, "values", args));
            "items"("self, /") => |vm, args| Err(proxied(vm, "items", args));
            "copy"("self, /") => |vm, args| Err(proxied(vm, "copy", args));
            "__reversed__"("self, /") => |vm, args| Err(proxied(vm, "__reversed__", args));
        },
    );
    vm.add_static_methods(classes.generic_alias, natives! { "__new__"("cls, origin, args, /") => new_alias; });
    vm.add_methods(
        classes.generic_alias,
        natives! {
            "__call__"("self, *args, **kwargs") => |vm, args| Err(super::callable::call_with(vm, args));
            "__mro_entries__"("self, bases, /") => |vm, args| { let origin = alias_part(vm, args[0], true)?; Ok(vm.heap.tuple(&[origin])) };
            "__instancecheck__"("self, instance, /") => |vm, _| Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"));
            "__subclasscheck__"("self, cls, /") => |vm, _| Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"));
            "__reduce__"("self, /") => |vm, args| Err(vm.prelude_call("_alias_reduce", args));
        },
    );
    vm.add_attributes(
        classes.generic_alias,
        &[
            ("__origin__", |vm, value| alias_part(vm, value, true), None),
            ("__args__", |vm, value| alias_part(vm, value, false), None),
            ("__parameters__", |vm, value| Err(vm.prelude_call("_alias_parameters", &[value])), None),
            ("__unpacked__", |vm, value| Ok(Value::bool(is_unpacked(vm, value))), None),
        ],
    );
    vm.add_methods(
        classes.union,
        natives! {
            "__instancecheck__"("self, instance, /") => |vm, args| { let parts = alias_part(vm, args[0], false)?; Err(vm.built_in_call("isinstance", &[args[1], parts])) };
            "__subclasscheck__"("self, cls, /") => |vm, args| { let parts = alias_part(vm, args[0], false)?; Err(vm.built_in_call("issubclass", &[args[1], parts])) };
        },
    );
    vm.add_attributes(
        classes.union,
        &[
            ("__args__", |vm, value| alias_part(vm, value, false), None),
            ("__parameters__", |vm, value| Err(vm.prelude_call("_alias_parameters", &[value])), None),
        ],
    );
    vm.add_static_methods(
        classes.cell,
        natives! { "__new__"("cls, contents=..., /") => |vm, args| Ok(vm.heap.new_cell(CellContent(args[1]))); },
    );
    vm.add_attributes(classes.cell, &[("cell_contents", cell_contents, Some(set_cell_contents))]);
}

fn new_proxy(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[1]);
    let class = vm.class_of(args[1]);
    let is_mapping =
        !matches!(content.kind(), Some(Kind::List | Kind::Tuple)) && vm.lookup(class, vm.names.getitem).is_some();
    if !is_mapping {
        let message = format!("mappingproxy() argument must be a mapping, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    // One of another shows the same dictionary.
    let inner = match args[1].of(Kind::Wrapper).map(|index| *vm.heap.wrappers.get(index)) {
        Some(Wrapper::MappingProxy(inner)) => inner,
        _ => args[1],
    };
    Ok(vm.heap.new_wrapper(Wrapper::MappingProxy(inner)))
}

fn new_alias(vm: &mut Vm, args: &[Value]) -> Outcome {
    let arguments = if args[2].is(Kind::Tuple) { args[2] } else { vm.heap.tuple(&args[2..3]) };
    Ok(vm.heap.new_wrapper(Wrapper::GenericAlias { origin: args[1], args: arguments, unpacked: false }))
}

/// Whether a value may be a part of `int | str`: a class, a class with arguments, or a union.
pub(super) fn is_type(vm: &Vm, value: Value) -> bool {
    value.is(Kind::Class)
        || value.of(Kind::Wrapper).is_some_and(|index| !matches!(vm.heap.wrappers.get(index), Wrapper::MappingProxy(_)))
}

/// `left | right` of classes; nothing if one is no class.
pub(super) fn union(vm: &mut Vm, left: Value, right: Value) -> Option<Value> {
    let mut parts: Vec<Value> = Vec::new();
    for side in [left, right] {
        let flat = match side.of(Kind::Wrapper).map(|index| *vm.heap.wrappers.get(index)) {
            Some(Wrapper::Union { args }) => vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default(),
            _ if is_type(vm, side) => vec![side],
            _ if side.is_none() => vec![Vm::class_value(vm.classes.none)],
            _ => return None,
        };
        for part in flat {
            let is_known = parts.iter().any(|&known| matches!(vm.leaf_equal(known, part), Ok(true)));
            if !is_known {
                parts.push(part);
            }
        }
    }
    if let [one] = *parts {
        return Some(one);
    }
    let args = vm.heap.tuple(&parts);
    Some(vm.heap.new_wrapper(Wrapper::Union { args }))
}

fn is_unpacked(vm: &Vm, value: Value) -> bool {
    matches!(*vm.heap.wrappers.get(value.index()), Wrapper::GenericAlias { unpacked: true, .. })
}

/// `_proxied(proxy)`: what it shows.
pub(super) fn proxied_mapping(vm: &mut Vm, args: &[Value]) -> Outcome {
    alias_part(vm, args[0], false)
}

fn proxied(vm: &mut Vm, name: &str, args: &[Value]) -> Escape {
    let Wrapper::MappingProxy(inner) = *vm.heap.wrappers.get(args[0].index()) else { return Escape::Bail };
    let name = vm.heap.name(name);
    match vm.get_attribute(inner, name) {
        Ok(method) => Escape::call(method, &args[1..]),
        Err(escape) => escape,
    }
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

fn cell_contents(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.cells.get(value.index()).0;
    if content.is_unbound() { Err(vm.value_error("Cell is empty")) } else { Ok(content) }
}

fn set_cell_contents(vm: &mut Vm, cell: Value, value: Value) -> Outcome<()> {
    vm.heap.cells.get_mut(cell.index()).0 = value;
    Ok(())
}
