//! Functions, methods, modules and code, as objects.

use crate::{
    heap::{
        class::{Attributes, Instance},
        dict::Dict,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_attributes(
        classes.function,
        &[
            (
                "__name__",
                |vm, value| Ok(function(vm, value).name.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    wanted(vm, "__name__", value, Kind::Str, "a string")?;
                    vm.heap.functions.get_mut(function.index()).name = Some(value);
                    Ok(())
                }),
            ),
            (
                "__qualname__",
                |vm, value| Ok(function(vm, value).qualified_name.unwrap_or(Value::NONE)),
                Some(|vm, function, value| {
                    wanted(vm, "__qualname__", value, Kind::Str, "a string")?;
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
                    if !value.is_none() {
                        wanted(vm, "__kwdefaults__", value, Kind::Dict, "a dict")?;
                    }
                    vm.heap.functions.get_mut(function.index()).keyword_defaults =
                        if value.is_none() { None } else { Some(value) };
                    Ok(())
                }),
            ),
            (
                "__annotations__",
                function_annotations,
                Some(|vm, function, value| {
                    if !value.is_none() {
                        wanted(vm, "__annotations__", value, Kind::Dict, "a dict")?;
                    }
                    vm.heap.functions.get_mut(function.index()).annotations =
                        if value.is_none() { None } else { Some(value) };
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
            (
                "__globals__",
                |vm, value| Ok(Value::object(Kind::Dict, function(vm, value).globals)),
                Some(super::details::read_only),
            ),
            ("__closure__", function_closure, Some(super::details::read_only)),
            (
                "__code__",
                |vm, value| Ok(function(vm, value).code.as_ref().map_or(Value::NONE, |code| code.object.get())),
                None,
            ),
            ("__dict__", super::object::get_dict, Some(super::object::set_dict)),
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
    vm.add_static_methods(
        classes.function,
        natives! { "__new__"("cls, code, globals, name=None, argdefs=None, closure=None") => new_function; },
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
    for class in [classes.native, classes.method_descriptor, classes.slot_wrapper, classes.method_wrapper] {
        vm.add_attributes(
            class,
            &[
                ("__name__", native_name, None),
                ("__qualname__", native_qualname, None),
                ("__doc__", |_, _| Ok(Value::NONE), None),
                ("__text_signature__", |_, _| Ok(Value::NONE), None),
            ],
        );
        vm.add_methods(class, natives! { "__call__"("self, *args, **kwargs") => |vm, args| Err(call_with(vm, args)); });
    }
    vm.add_attributes(classes.native, &[("__module__", native_module, None)]);
    for class in [classes.native, classes.method_wrapper] {
        vm.add_attributes(class, &[("__self__", native_self, None)]);
    }
    for class in [classes.method_descriptor, classes.slot_wrapper, classes.method_wrapper] {
        vm.add_attributes(class, &[("__objclass__", native_class, None)]);
    }
    for class in [classes.method_descriptor, classes.slot_wrapper] {
        vm.add_methods(
            class,
            natives! { "__get__"("self, object, type=None, /") => |vm, args| {
                if args[1].is_none() { return Ok(args[0]); }
                vm.check_receiver(args[0], &args[1..2])?;
                let class = vm.class_of(args[1]);
                vm.bind(args[0], args[1], class)
            }; },
        );
    }
    vm.add_static_methods(classes.method, natives! { "__new__"("cls, function, instance, /") => new_method; });
    vm.add_static_methods(
        classes.module,
        natives! { "__new__"("cls, name, doc=None, *rest, **others") => |vm, args| {
            let names = vm.heap.new_dict(Dict::default());
            let dict = names.index();
            let name = vm.heap.text(args[1]).to_owned();
            let module = vm.heap.new_module(crate::heap::object::Module { name: name.into(), dict });
            vm.set_name(dict, vm.names.name, args[1]);
            vm.set_name(dict, vm.names.doc, args[2]);
            for unset in ["__package__", "__loader__", "__spec__"] {
                let name = vm.heap.name(unset);
                vm.set_name(dict, name, Value::NONE);
            }
            let class = args[0].index();
            if class == vm.classes.module {
                return Ok(module);
            }
            // An instance of a derived class shares the module's names.
            let attributes = Attributes::Dict(names);
            Ok(vm.heap.new_instance(Instance { class, attributes, payload: Some(module) }))
        }; },
    );
    vm.add_attributes(classes.module, &[("__dict__", super::object::get_dict, None)]);
    vm.add_methods(
        classes.module,
        natives! {
            "__dir__"("self, /") => super::object::dir;
            "__init__"("self, name, doc=None") => init_module;
        },
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
            ("co_cellvars", code_cells, None),
            ("co_consts", code_constants, None),
            ("co_names", |vm, _| Ok(vm.heap.tuple(&[])), None),
            ("co_stacksize", |vm, value| code_part(vm, value, |code| Err(i64::from(code.registers))), None),
            ("co_code", |vm, _| Ok(vm.heap.new_bytes(Box::default())), None),
        ],
    );
    vm.add_methods(
        classes.code,
        natives! { "replace"("self, /, *, co_name=None, co_qualname=None, co_firstlineno=None") => replaced_code; },
    );
}

pub(super) fn call_with(vm: &mut Vm, args: &[Value]) -> Escape {
    let mut arguments = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    let entries: Vec<_> = match args[2].of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect(),
        None => Vec::new(),
    };
    let keywords = entries.iter().map(|(name, _)| *name).collect();
    arguments.extend(entries.iter().map(|(_, value)| *value));
    Escape::Call(Box::new(crate::vm::native::Request {
        callee: args[0],
        arguments: arguments.into(),
        keywords,
        check: crate::vm::native::Check::Anything,
    }))
}

fn function(vm: &Vm, value: Value) -> &crate::heap::object::Function {
    vm.heap.functions.get(value.index())
}

/// Refuses to set an attribute to something of another kind.
fn wanted(vm: &mut Vm, name: &str, value: Value, kind: Kind, what: &str) -> Outcome<()> {
    if vm.heap.content(value).is(kind) {
        return Ok(());
    }
    Err(vm.type_error(format!("{name} must be set to {what} object")))
}

/// `types.FunctionType(code, globals, name, argdefs, closure)`.
fn new_function(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [_, code, globals, name, defaults, closure] = *args else { return Err(Escape::Bail) };
    let Some(code) = code.of(Kind::Code).and_then(|index| vm.heap.codes.get(index).clone()) else {
        let message = format!("function() argument 'code' must be code, not {}", vm.type_name(code));
        return Err(vm.type_error(message));
    };
    let Some(globals) = globals.of(Kind::Dict) else {
        let message = format!("function() argument 'globals' must be dict, not {}", vm.type_name(globals));
        return Err(vm.type_error(message));
    };
    let cells: Vec<Value> = vm.heap.items(closure).map(<[Value]>::to_vec).unwrap_or_default();
    if cells.len() != code.free.len() {
        let message = if cells.is_empty() && !closure.is(Kind::Tuple) {
            "arg 5 (closure) must be tuple".to_owned()
        } else {
            let name = vm.heap.text(code.name);
            format!("{name} requires closure of length {}, not {}", code.free.len(), cells.len())
        };
        return Err(if closure.is(Kind::Tuple) { vm.value_error(message) } else { vm.type_error(message) });
    }
    if let Some(&other) = cells.iter().find(|cell| !cell.is(Kind::Cell)) {
        let message = format!("arg 5 (closure) expected cell, found {}", vm.type_name(other));
        return Err(vm.type_error(message));
    }
    let name = if name.is_none() { code.name } else { name };
    let defaults = vm.heap.items(defaults).map(Into::into).unwrap_or_default();
    let module = vm.get_name(globals, vm.names.name);
    let doc = code.doc;
    Ok(vm.heap.new_function(crate::heap::object::Function {
        qualified_name: Some(code.qualified_name),
        code: Some(code),
        globals,
        defaults,
        closure: cells.into(),
        name: Some(name),
        doc,
        module,
        ..Default::default()
    }))
}

fn function_defaults(vm: &mut Vm, value: Value) -> Outcome {
    let defaults = function(vm, value).defaults.clone();
    if defaults.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap.tuple(&defaults)) }
}

fn set_function_defaults(vm: &mut Vm, function: Value, value: Value) -> Outcome<()> {
    if !value.is_none() {
        wanted(vm, "__defaults__", value, Kind::Tuple, "a tuple")?;
    }
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
    vm.nested(|vm| vm.get_attribute(function, name))
}

fn new_method(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[1]);
    if vm.lookup(class, vm.names.call).is_none() {
        return Err(vm.type_error("first argument must be callable"));
    }
    if args[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.heap.new_method(crate::heap::object::Method { function: args[1], receiver: args[2] }))
}

/// The function of the engine behind a value, which may be a method of it.
fn native(vm: &Vm, value: Value) -> Option<crate::heap::object::Native> {
    let function = match value.of(Kind::Method) {
        Some(method) => vm.heap.methods.get(method).function,
        None => value,
    };
    function.of(Kind::Native).map(|index| vm.heap.natives.get(index).clone())
}

fn native_name(vm: &mut Vm, value: Value) -> Outcome {
    let name = native(vm, value).and_then(|native| native.definition).map_or("", |definition| definition.name);
    Ok(vm.heap.name(name))
}

fn native_qualname(vm: &mut Vm, value: Value) -> Outcome {
    let Some(native) = native(vm, value) else { return Ok(Value::NONE) };
    let name = native.definition.map_or("", |definition| definition.name);
    let text = match native.owner.and_then(|owner| owner.of(Kind::Class)) {
        Some(class) => format!("{}.{name}", vm.heap.classes.get(class).name),
        None => name.to_owned(),
    };
    Ok(vm.heap.str(&text))
}

/// The module of a function; methods of objects have none.
fn native_module(vm: &mut Vm, value: Value) -> Outcome {
    let native = native(vm, value);
    Ok(match native.and_then(|native| native.owner) {
        None => vm.heap.name("builtins"),
        Some(owner) if owner.is(Kind::Str) => owner,
        Some(_) => Value::NONE,
    })
}

/// What a method is bound to; of a function its module.
fn native_self(vm: &mut Vm, value: Value) -> Outcome {
    if let Some(method) = value.of(Kind::Method) {
        return Ok(vm.heap.methods.get(method).receiver);
    }
    match native(vm, value).and_then(|native| native.owner) {
        Some(owner) if owner.is(Kind::Class) => Ok(owner),
        owner => {
            let name = owner.unwrap_or_else(|| vm.heap.name("builtins"));
            Ok(vm.get_name(vm.modules, name).unwrap_or(Value::NONE))
        }
    }
}

fn native_class(vm: &mut Vm, value: Value) -> Outcome {
    Ok(native(vm, value).and_then(|native| native.owner).unwrap_or(Value::NONE))
}

fn code_part(vm: &mut Vm, value: Value, part: fn(&crate::compile::code::Code) -> Result<Value, i64>) -> Outcome {
    let Some(code) = vm.heap.codes.get(value.index()).clone() else { return Ok(Value::NONE) };
    Ok(part(&code).unwrap_or_else(Value::small_unchecked))
}

/// `code.replace(...)`: the same code under another name.
fn replaced_code(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [code, name, qualified_name, line] = *args else { return Err(Escape::Bail) };
    let Some(code) = vm.heap.codes.get(code.index()).clone() else { return Ok(code) };
    vm.heap.reserve(code.instructions.len().saturating_mul(32))?;
    let mut code = crate::compile::code::Code::clone(&code);
    for (part, given) in [(&mut code.name, name), (&mut code.qualified_name, qualified_name)] {
        let content = vm.heap.content(given);
        if content.is(Kind::Str) {
            *part = content;
        } else if !given.is_none() {
            let message = format!("replace() argument 'co_name' must be str, not {}", vm.type_name(given));
            return Err(vm.type_error(message));
        }
    }
    if let Some(line) = line.as_small() {
        code.first_line = u32::try_from(line).unwrap_or(1);
    }
    let code = std::rc::Rc::new(code);
    let object = vm.heap.new_code(Some(std::rc::Rc::clone(&code)));
    code.object.set(object);
    Ok(object)
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

/// The variables that inner functions share.
fn code_cells(vm: &mut Vm, value: Value) -> Outcome {
    let Some(code) = vm.heap.codes.get(value.index()).clone() else { return Ok(Value::NONE) };
    let mut names = Vec::new();
    for inner in code.constants.iter().filter_map(|constant| constant.of(Kind::Code)) {
        let Some(inner) = vm.heap.codes.get(inner) else { continue };
        for &register in &inner.captures {
            if let Some(&name) = code.variables.get(usize::from(register))
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    names.sort_by(|left, right| vm.heap.text(*left).cmp(vm.heap.text(*right)));
    Ok(vm.heap.tuple(&names))
}

fn code_constants(vm: &mut Vm, value: Value) -> Outcome {
    let constants = vm.heap.codes.get(value.index()).as_ref().map(|code| code.constants.clone()).unwrap_or_default();
    Ok(vm.heap.tuple(&constants))
}

fn code_file(vm: &mut Vm, value: Value) -> Outcome {
    let file = vm.heap.codes.get(value.index()).as_ref().map(|code| code.source.name.to_string()).unwrap_or_default();
    Ok(vm.heap.str(&file))
}

/// What a class derived from that of modules calls.
fn init_module(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(module) = vm.heap.content(args[0]).of(Kind::Module) {
        let dict = vm.heap.modules.get(module).dict;
        vm.set_name(dict, vm.names.name, args[1]);
        vm.set_name(dict, vm.names.doc, args[2]);
    }
    Ok(Value::NONE)
}
