//! Exceptions, as objects.

use crate::{
    heap::{
        object::Exception,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.base_exception;
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, *args, **kwargs") => init;
            "with_traceback"("self, tb, /") => with_traceback;
            "add_note"("self, note, /") => add_note;
            "__reduce__"("self, /") => |vm, args| Err(vm.prelude_call("_exception_reduce", args));
            "__setstate__"("self, state, /") => |_, _| Ok(Value::NONE);
        },
    );
    vm.add_attributes(
        class,
        &[
            ("args", |vm, value| Ok(vm.exception(value).map_or(Value::NONE, |content| content.args)), Some(set_args)),
            (
                "__cause__",
                |vm, value| Ok(vm.exception(value).map_or(Value::NONE, |content| content.cause)),
                Some(set_cause),
            ),
            (
                "__context__",
                |vm, value| Ok(vm.exception(value).map_or(Value::NONE, |content| content.context)),
                Some(set_context),
            ),
            (
                "__suppress_context__",
                |vm, value| Ok(Value::bool(vm.exception(value).is_some_and(|content| content.suppress_context))),
                Some(set_suppress),
            ),
            ("__dict__", super::object::get_dict, Some(super::object::set_dict)),
            ("__traceback__", |vm, value| Ok(vm.traceback_of(value)), Some(set_traceback)),
        ],
    );
    add_own_init(vm);
    vm.add_static_methods(vm.classes.os_error, natives! { "__new__"("cls, *args, **kwargs") => new_os_error; });
    super::details::install(vm);
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_set_group_methods"("cls, methods, /") => set_methods;
            "_handling"("") => |vm, _| Ok(vm.handling.unwrap_or(Value::NONE));
            "_format_error"("error, /") => |vm, args| { let text = vm.format_error(args[0]); Ok(vm.heap.string(text)) };
            "_traceback_lines"("error, /") => traceback_lines;
        },
    );
}

/// `__init__` is every class's own, as in CPython. A class may derive from one of them and, after it, from a class of a script's
/// with another `__init__`: that one is not called.
fn add_own_init(vm: &mut Vm) {
    let classes = vm.classes;
    let Some(init) = vm.lookup(classes.base_exception, vm.names.init) else { return };
    for class in [
        classes.exception,
        classes.arithmetic_error,
        classes.attribute_error,
        classes.index_error,
        classes.key_error,
        classes.lookup_error,
        classes.os_error,
        classes.runtime_error,
        classes.timeout_error,
        classes.type_error,
        classes.value_error,
    ] {
        vm.add_to_class(class, "__init__", init);
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    let arguments = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    Ok(vm.new_error(class, &arguments))
}

fn new_os_error(vm: &mut Vm, args: &[Value]) -> Outcome {
    let arguments = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    let class = super::details::os_error_class(vm, args[0].index(), &arguments);
    Ok(vm.new_error(class, &arguments))
}

fn init(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.class_of(args[0]);
    let has_names = args[2].of(Kind::Dict).is_some_and(|dict| vm.heap.dicts.get(dict).len() > 0);
    if !has_names && args[1].is(Kind::Tuple) && super::details::keeps_arguments_only(vm, class) {
        return with_content(vm, args[0], |content| content.args = args[1]).map(|()| Value::NONE);
    }
    let names: Vec<(Value, Value)> = match args[2].of(Kind::Dict) {
        Some(dict) => vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect(),
        None => Vec::new(),
    };
    let arguments = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    super::codec::init_error(vm, args[0], &arguments)?;
    let kept = super::details::fill(vm, args[0], &arguments, &names)?;
    let tuple = vm.heap.tuple(&kept);
    if let Some(content) = vm.exception_mut(args[0]) {
        content.args = tuple;
    }
    Ok(Value::NONE)
}

fn with_content(vm: &mut Vm, error: Value, change: impl FnOnce(&mut Exception)) -> Outcome<()> {
    if let Some(content) = vm.exception_mut(error) {
        change(content);
    }
    Ok(())
}

fn set_args(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    let items = vm.items_of(value)?;
    let tuple = vm.heap.tuple(&items);
    with_content(vm, error, |content| content.args = tuple)
}

fn set_cause(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    if !value.is_none() && !vm.is_instance(value, vm.classes.base_exception) {
        return Err(vm.type_error("exception cause must be None or derive from BaseException"));
    }
    with_content(vm, error, |content| {
        content.cause = value;
        content.suppress_context = true;
    })
}

fn set_context(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    if !value.is_none() && !vm.is_instance(value, vm.classes.base_exception) {
        return Err(vm.type_error("exception context must be None or derive from BaseException"));
    }
    with_content(vm, error, |content| content.context = value)
}

fn set_suppress(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    let suppress = vm.truth(value).unwrap_or_default();
    with_content(vm, error, |content| content.suppress_context = suppress)
}

fn set_traceback(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    if !value.is_none() && !value.is(Kind::Traceback) {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    let entries =
        value.of(Kind::Traceback).map(|index| vm.heap.tracebacks.get(index).shown().to_vec()).unwrap_or_default();
    with_content(vm, error, |content| {
        content.traceback = entries;
        content.shown = if value.is_none() { None } else { Some(value) };
    })
}

fn with_traceback(vm: &mut Vm, args: &[Value]) -> Outcome {
    set_traceback(vm, args[0], args[1])?;
    Ok(args[0])
}

fn add_note(vm: &mut Vm, args: &[Value]) -> Outcome {
    if !vm.heap.content(args[1]).is(Kind::Str) {
        let message = format!("note must be a str, not '{}'", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    let notes = match vm.own_attribute(args[0], vm.names.notes) {
        Some(notes) if !notes.is(Kind::List) => {
            return Err(vm.type_error("Cannot add note: __notes__ is not a list"));
        }
        Some(notes) => notes,
        None => {
            let notes = vm.heap.new_list(Vec::new());
            vm.set_own_attribute(args[0].index(), vm.names.notes, notes);
            notes
        }
    };
    if let Some(index) = notes.of(Kind::List) {
        vm.heap.lists.get_mut(index).push(args[1]);
    }
    Ok(Value::NONE)
}

/// Gives a built-in class methods that are written in Python.
fn set_methods(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = args[0].index();
    let dict = vm.heap.classes.get(class).dict;
    let methods: Vec<_> = match args[1].of(Kind::Dict) {
        Some(methods) => vm.heap.dicts.get(methods).iter().map(|entry| (entry.key, entry.value)).collect(),
        None => Vec::new(),
    };
    for (name, value) in methods {
        vm.set_name(dict, name, value);
    }
    // From here on the class counts as a script's, so that its methods are asked; nobody can change it all the same.
    vm.class_changed(class);
    Ok(Value::NONE)
}

/// `_traceback_lines(error)`: (file, line, name, text) of each place it passed, outermost first.
fn traceback_lines(vm: &mut Vm, args: &[Value]) -> Outcome {
    let entries = vm.exception(args[0]).map(|content| content.traceback.clone()).unwrap_or_default();
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries.iter().rev() {
        let line = entry.code.line(entry.pc);
        let file = vm.heap.str(&entry.code.source.name);
        let text = vm.heap.str(entry.code.source.line_text(line).trim());
        lines.push(vm.heap.tuple(&[file, Value::small_unchecked(i64::from(line)), entry.code.name, text]));
    }
    Ok(vm.heap.new_list(lines))
}
