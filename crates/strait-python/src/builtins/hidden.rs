//! The functions that the prelude is built on, and that scripts do not see.

use super::function::{self, attribute_name};
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_append"("list, item, /") => append;
            "_module"("name, /") => |vm, args| { let name = vm.heap.text(args[0]).to_owned(); Ok(vm.new_module(&name)) };
            "_modules"("") => |vm, _| Ok(Value::object(Kind::Dict, vm.modules));
            "_find_module"("name, /") => find_module;
            "_new_module"("name, file, text, path, /") => new_module;
            "_is_in_library"("name, /") => is_in_library;
            "_compile_text"("text, file, mode, globals, /") => compile_text;
            "_take_warnings"("") => take_warnings;
            "_with_globals"("code, globals, /") => with_globals;
            "_builtins"("") => |vm, _| Ok(Value::object(Kind::Dict, vm.built_in));
            "_sorted_leaf"("keys, values, reverse, /") => super::list::sorted_leaf;
            "_candidates"("container, hash, /") => super::dict::candidates;
            "_place"("container, hash, key, /") => super::dict::place;
            "_entry"("dict, place, /") => super::dict::entry;
            "_next_pair"("dict, place, /") => super::dict::next_pair;
            "_set_entry"("dict, place, value, /") => super::dict::set_entry;
            "_insert"("container, hash, key, value, /") => super::dict::insert;
            "_remove"("container, place, /") => super::dict::remove;
            "_str_leaf"("value, /") => |vm, args| super::str_of(vm, args[0]);
            "_plain_getattribute"("obj, name, /") => plain_getattribute;
            "_type_lookup"("cls, name, /") => type_lookup;
            "_caller_names"("") => caller_names;
            "_write"("text, /") => write;
            "_escaped"("text, /") => |vm, args| { let text = super::repr::escaped(vm.heap.text(args[0])); Ok(vm.heap.string(text)) };
            "_iterator_over"("kind, first, inner, /") => super::iterator::over;
            "_iterator_parts"("iterator, /") => super::iterator::parts;
            "_clear"("list, /") => |vm, args| { vm.heap.lists.get_mut(args[0].index()).clear(); Ok(Value::NONE) };
            "_replace_items"("list, items, /") => replace_items;
            "_proxied"("proxy, /") => super::wrapper::proxied_mapping;
            "_with_class"("cls, content, /") => |vm, args| Ok(vm.with_class(args[0].index(), args[1]));
            "_payload"("obj, /") => |vm, args| Ok(vm.heap.content(args[0]));
            "_class_of"("obj, /") => |vm, args| Ok(Vm::class_value(vm.class_of(args[0])));
        },
    );
}

fn write(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.print(args[0])
}

fn plain_getattribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    let class = vm.class_of(args[0]);
    match vm.plain_attribute(args[0], class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error(args[0], name)),
    }
}

/// What a class has under a name, unbound; `None` for nothing.
fn type_lookup(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    Ok(args[0].of(Kind::Class).and_then(|class| vm.lookup(class, name)).unwrap_or(Value::NONE))
}

/// The module's names and the variables of the nearest function that is the script's.
fn caller_names(vm: &mut Vm, _: &[Value]) -> Outcome {
    let caller = vm.frames.iter().rposition(|frame| !frame.code.flags.hidden);
    let hidden: Vec<_> = vm.frames.drain(caller.map_or(0, |caller| caller + 1)..).collect();
    let outcome = function::globals(vm, &[]).and_then(|globals| Ok((globals, function::locals(vm, &[])?)));
    vm.frames.extend(hidden);
    let (globals, locals) = outcome?;
    Ok(vm.heap.tuple(&[globals, locals]))
}

fn replace_items(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    vm.heap.charge(items.len() * 8);
    *vm.heap.lists.get_mut(args[0].index()) = items;
    Ok(Value::NONE)
}

fn append(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.heap.push(args[0].index(), args[1])?;
    Ok(Value::NONE)
}

/// A library module: a pair of the new module and the function that fills it, or the module; `None` if there is none.
fn find_module(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(args[0]).to_owned();
    match vm.library_source(&name) {
        Some(module) => {
            let path = module.is_package.then(|| vm.heap.new_list(Vec::new()));
            vm.found_module(&name, &format!("<{name}>"), &module.text.unpack(), true, path)
        }
        None => Ok(crate::stdlib::native_module(vm, &name).unwrap_or(Value::NONE)),
    }
}

/// A module that the host found: `path` is a list for packages.
fn new_module(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [name, file, text] = [args[0], args[1], args[2]].map(|text| vm.heap.text(vm.heap.content(text)).to_owned());
    let path = if args[3].is_none() { None } else { Some(args[3]) };
    vm.found_module(&name, &file, &text, false, path)
}

fn is_in_library(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(vm.heap.content(args[0]));
    Ok(Value::bool(vm.library_source(name).is_some() || crate::stdlib::is_native(name)))
}

/// `eval` and `exec`: compiles a text into a function that runs with the given names.
fn compile_text(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::compile::Mode;
    let [text, file, mode, globals] = *args else { return Err(Escape::Bail) };
    let content = vm.heap.content(text);
    if let Some(index) = content.of(Kind::Str) {
        // The text may be one that shares its memory and is copied to be read; then it is copied again.
        let text = vm.heap.strs.get(index);
        let unshared = text.unshared();
        vm.heap.reserve(text.bytes().saturating_mul(3).saturating_add(unshared))?;
        vm.heap.charge(unshared);
    }
    let text = vm.heap.text(content).to_owned();
    let file = vm.heap.text(file).to_owned();
    let mode = match vm.heap.text(mode) {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    vm.fuel -= (text.len() / 8) as i64;
    let code = vm.compile_text(&file, &text, mode, false)?;
    let globals = globals.of(Kind::Dict).unwrap_or(vm.built_in);
    Ok(function_of(vm, code, globals))
}

/// What the compiler warned of since this was asked last: messages and lines.
fn take_warnings(vm: &mut Vm, _: &[Value]) -> Outcome {
    let taken = std::mem::take(&mut vm.warnings);
    let list = taken
        .iter()
        .map(|warning| {
            let message = vm.heap.str(&warning.message);
            vm.heap.tuple(&[message, Value::small_unchecked(i64::from(warning.line))])
        })
        .collect();
    Ok(vm.heap.new_list(list))
}

/// `_with_globals(code, globals)`: the code as a function whose module's names are those.
fn with_globals(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(code) = args[0].of(Kind::Code).and_then(|index| vm.heap.codes.get(index).clone()) else {
        return Err(vm.type_error("code object expected"));
    };
    Ok(function_of(vm, code, args[1].index()))
}

fn function_of(vm: &mut Vm, code: std::rc::Rc<crate::compile::code::Code>, globals: u32) -> Value {
    let name = code.name;
    vm.heap.new_function(crate::heap::object::Function {
        code: Some(code),
        globals,
        name: Some(name),
        qualified_name: Some(name),
        ..Default::default()
    })
}
