//! What some exceptions carry beside their arguments: `NameError.name`, `OSError.errno`, `StopIteration.value`.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        known::ClassOf,
        native::{Getter, Outcome, Setter, natives},
    },
};

/// Classes with the names of their attributes.
const FIELDS: &[(ClassOf, &[&str])] = &[
    (|c| c.name_error, &["name"]),
    (|c| c.attribute_error, &["name", "obj"]),
    (|c| c.import_error, &["msg", "name", "path", "name_from"]),
    (|c| c.os_error, &["errno", "strerror", "filename", "filename2"]),
    (
        |c| c.syntax_error,
        &["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"],
    ),
    (|c| c.stop_iteration, &["value"]),
    (|c| c.system_exit, &["code"]),
];

const ACCESS: [(Getter, Setter); 8] = [
    (get::<0>, set::<0>),
    (get::<1>, set::<1>),
    (get::<2>, set::<2>),
    (get::<3>, set::<3>),
    (get::<4>, set::<4>),
    (get::<5>, set::<5>),
    (get::<6>, set::<6>),
    (get::<7>, set::<7>),
];

/// Subclasses of `OSError` for the numbers of errors.
const NUMBERS: &[(i64, ClassOf)] = &[
    (1, |c| c.permission_error),
    (2, |c| c.file_not_found_error),
    (3, |c| c.process_lookup_error),
    (4, |c| c.interrupted_error),
    (10, |c| c.child_process_error),
    (11, |c| c.blocking_io_error),
    (13, |c| c.permission_error),
    (17, |c| c.file_exists_error),
    (20, |c| c.not_a_directory_error),
    (21, |c| c.is_a_directory_error),
    (32, |c| c.broken_pipe_error),
    (103, |c| c.connection_aborted_error),
    (104, |c| c.connection_reset_error),
    (108, |c| c.broken_pipe_error),
    (110, |c| c.timeout_error),
    (111, |c| c.connection_refused_error),
    (114, |c| c.blocking_io_error),
    (115, |c| c.blocking_io_error),
];

pub(super) fn install(vm: &mut Vm) {
    for (class, names) in FIELDS {
        let class = class(&vm.classes);
        for (name, (get, set)) in names.iter().zip(ACCESS) {
            vm.add_attributes(class, &[(name, get, Some(set))]);
        }
    }
    // The machine makes many of these, from their arguments alone.
    vm.add_attributes(vm.classes.stop_iteration, &[("value", |vm, error| Ok(vm.stop_value(error)), Some(set::<0>))]);
    // A group keeps its parts as they were when it was made.
    let group = vm.classes.base_exception_group;
    vm.add_attributes(group, &[("message", get::<0>, Some(read_only)), ("exceptions", get::<1>, Some(read_only))]);
    vm.add_functions(
        vm.prelude,
        natives! { "_set_group_parts"("group, message, exceptions, /") => |vm, args| {
            set_field(vm, args[0], 0, args[1]);
            set_field(vm, args[0], 1, args[2]);
            Ok(Value::NONE)
        };
        "_new_exception"("cls, message, exceptions, /") => |vm, args| Ok(vm.new_error(args[0].index(), &args[1..]));
        },
    );
}

fn get<const PLACE: usize>(vm: &mut Vm, error: Value) -> Outcome {
    Ok(field(vm, error, PLACE))
}

fn set<const PLACE: usize>(vm: &mut Vm, error: Value, value: Value) -> Outcome<()> {
    set_field(vm, error, PLACE, value);
    Ok(())
}

/// The setter of what only shows.
pub(super) fn read_only(vm: &mut Vm, _: Value, _: Value) -> Outcome<()> {
    Err(vm.error(vm.classes.attribute_error, "readonly attribute"))
}

fn field(vm: &Vm, error: Value, place: usize) -> Value {
    let fields = vm.exception(error).map(|content| content.fields.as_slice()).unwrap_or_default();
    fields.get(place).copied().unwrap_or(Value::NONE)
}

fn set_field(vm: &mut Vm, error: Value, place: usize, value: Value) {
    if let Some(content) = vm.exception_mut(error) {
        if content.fields.len() <= place {
            content.fields.resize(place + 1, Value::NONE);
        }
        content.fields[place] = value;
    }
}

/// The class that `OSError(number, text)` makes an instance of.
pub(super) fn os_error_class(vm: &Vm, class: u32, arguments: &[Value]) -> u32 {
    let number = arguments.first().and_then(|number| vm.heap.content(*number).as_small());
    if class != vm.classes.os_error || arguments.len() < 2 {
        return class;
    }
    let found = NUMBERS.iter().find(|(known, _)| Some(*known) == number);
    found.map_or(class, |(_, class)| class(&vm.classes))
}

/// An exception as calling its class makes it.
pub(crate) fn exception_from(vm: &mut Vm, class: u32, arguments: &[Value]) -> Value {
    let class = os_error_class(vm, class, arguments);
    let error = vm.new_error(class, arguments);
    if let Ok(kept) = fill(vm, error, arguments, &[]) {
        let kept = vm.heap.tuple(&kept);
        if let Some(content) = vm.exception_mut(error) {
            content.args = kept;
        }
    }
    error
}

/// Whether exceptions of a class have nothing that is made from their arguments, but for the arguments themselves.
pub(crate) fn keeps_arguments_only(vm: &Vm, class: u32) -> bool {
    let classes = &vm.classes;
    let with_more = [
        classes.import_error,
        classes.attribute_error,
        classes.name_error,
        classes.os_error,
        classes.stop_iteration,
        classes.system_exit,
        classes.syntax_error,
        classes.unicode_encode_error,
        classes.unicode_decode_error,
        classes.unicode_translate_error,
    ];
    vm.heap.classes.get(class).mro.iter().all(|base| !with_more.contains(base))
}

/// Fills the attributes of a new exception from its arguments; gives the arguments that it keeps.
pub(super) fn fill(vm: &mut Vm, error: Value, arguments: &[Value], keywords: &[(Value, Value)]) -> Outcome<Vec<Value>> {
    let classes = vm.classes;
    let class = vm.class_of(error);
    let named: &[(&str, usize)] = if vm.is_subclass(class, classes.import_error) {
        &[("name", 1), ("path", 2), ("name_from", 3)]
    } else if vm.is_subclass(class, classes.attribute_error) {
        &[("name", 0), ("obj", 1)]
    } else if vm.is_subclass(class, classes.name_error) {
        &[("name", 0)]
    } else {
        &[]
    };
    for &(name, value) in keywords {
        let text = vm.heap.text(name).to_owned();
        match named.iter().find(|(known, _)| *known == text) {
            Some(&(_, place)) => set_field(vm, error, place, value),
            None if named.is_empty() => {
                let message = format!("{}() takes no keyword arguments", vm.type_name(error));
                return Err(vm.type_error(message));
            }
            None => {
                let nearest = [classes.import_error, classes.attribute_error, classes.name_error];
                let nearest = nearest.into_iter().find(|&base| vm.is_subclass(class, base)).unwrap_or(class);
                let called = vm.heap.classes.get(nearest).name.to_string();
                return Err(vm.type_error(format!("'{text}' is an invalid keyword argument for {called}()")));
            }
        }
    }
    let mut kept = arguments.to_vec();
    if vm.is_subclass(class, classes.import_error) {
        if let [message] = *arguments {
            set_field(vm, error, 0, message);
        }
    } else if vm.is_subclass(class, classes.os_error) {
        if (2..=5).contains(&arguments.len()) {
            for (place, given) in [(0, 0), (1, 1), (2, 2), (3, 4)] {
                if let Some(&value) = arguments.get(given) {
                    set_field(vm, error, place, value);
                }
            }
            kept.truncate(2);
        }
    } else if vm.is_subclass(class, classes.stop_iteration) {
        if let Some(&value) = arguments.first() {
            set_field(vm, error, 0, value);
        }
    } else if vm.is_subclass(class, classes.system_exit) {
        let code = match *arguments {
            [] => Value::NONE,
            [code] => code,
            _ => vm.heap.tuple(arguments),
        };
        set_field(vm, error, 0, code);
    } else if vm.is_subclass(class, classes.syntax_error) {
        if let Some(&message) = arguments.first() {
            set_field(vm, error, 0, message);
        }
        if let [_, details] = *arguments {
            let details = vm.items_of(details)?;
            if details.len() != 4 && details.len() != 6 {
                let word = if details.len() < 4 { "at least 4" } else { "at most 6" };
                let count = details.len();
                return Err(vm.type_error(format!("function takes {word} arguments ({count} given)")));
            }
            for (place, value) in details.into_iter().enumerate() {
                set_field(vm, error, place + 1, value);
            }
        }
    }
    Ok(kept)
}

/// `str(error)`, where it is made from such attributes.
pub(crate) fn text(vm: &mut Vm, error: Value) -> Outcome<Option<String>> {
    if let Some(text) = super::codec::unicode_error_text(vm, error) {
        return Ok(Some(text));
    }
    let classes = vm.classes;
    let class = vm.class_of(error);
    if vm.is_subclass(class, classes.import_error) {
        let message = field(vm, error, 0);
        return Ok(message.is(Kind::Str).then(|| vm.heap.text(message).to_owned()));
    }
    if vm.is_subclass(class, classes.os_error) {
        let [number, reason, file, second] = [0, 1, 2, 3].map(|place| field(vm, error, place));
        if file.is_none() && (number.is_none() || reason.is_none()) {
            return Ok(None);
        }
        let (number, reason) = (shown(vm, number)?, shown(vm, reason)?);
        let mut text = format!("[Errno {number}] {reason}");
        if !file.is_none() {
            text.push_str(&format!(": {}", super::repr(vm, file)?));
            if !second.is_none() {
                text.push_str(&format!(" -> {}", super::repr(vm, second)?));
            }
        }
        return Ok(Some(text));
    }
    Ok(None)
}

fn shown(vm: &mut Vm, value: Value) -> Outcome<String> {
    let text = super::str_of(vm, value)?;
    Ok(vm.heap.text(text).to_owned())
}

/// `str` of a syntax error, with its place.
pub(super) fn syntax_text(vm: &mut Vm, error: Value) -> Outcome<String> {
    let [message, file, line] = [0, 1, 2].map(|place| field(vm, error, place));
    let message = shown(vm, message)?;
    let file = file.is(Kind::Str).then(|| vm.heap.text(file).rsplit('/').next().unwrap_or_default().to_owned());
    let line = vm.integer_of(line);
    Ok(match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    })
}
