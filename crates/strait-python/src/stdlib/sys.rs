//! `sys`.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("sys");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "exc_info"("") => exc_info;
            "exception"("") => |vm, _| Ok(vm.handling.unwrap_or(Value::NONE));
            "getrecursionlimit"("") => |vm, _| { let limit = vm.recursion_limit as i64; Ok(vm.heap.int(limit)) };
            "setrecursionlimit"("limit, /") => set_recursion_limit;
            "intern"("string, /") => intern;
            "getsizeof"("object, default=...") => |_, _| Ok(Value::small_unchecked(64));
            "getdefaultencoding"("") => |vm, _| Ok(vm.heap.name("utf-8"));
            "get_int_max_str_digits"("") => |_, _| Ok(Value::small_unchecked(4300));
            "exit"("code=None, /") => |vm, args| Err(vm.prelude_call("_exit", args));
        },
    );
    let (modules, path) = (Value::object(Kind::Dict, vm.modules), vm.heap.new_list(Vec::new()));
    let argv = {
        let empty = vm.names.empty;
        vm.heap.new_list(vec![empty])
    };
    let texts = [
        ("version", "3.12.0 (Strait)"),
        ("platform", "strait"),
        ("byteorder", "little"),
        ("prefix", ""),
        ("executable", ""),
    ];
    for (name, text) in texts {
        let (name, text) = (vm.heap.name(name), vm.heap.str(text));
        vm.set_name(dict, name, text);
    }
    let largest = vm.heap.int(i64::MAX);
    let values = [
        ("modules", modules),
        ("path", path),
        ("argv", argv),
        ("maxsize", largest),
        ("maxunicode", Value::small_unchecked(0x10_FFFF)),
    ];
    for (name, value) in values {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, value);
    }
    let final_name = vm.heap.name("final");
    let version: Vec<Value> =
        [3, 12, 0].map(Value::small_unchecked).into_iter().chain([final_name, Value::small_unchecked(0)]).collect();
    let version = vm.heap.tuple(&version);
    let name = vm.heap.name("version_info");
    vm.set_name(dict, name, version);
    module
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> Outcome {
    let parts = match vm.handling {
        Some(error) => [Vm::class_value(vm.class_of(error)), error, vm.traceback_of(error)],
        None => [Value::NONE; 3],
    };
    Ok(vm.heap.tuple(&parts))
}

fn set_recursion_limit(vm: &mut Vm, args: &[Value]) -> Outcome {
    let limit = vm.index(args[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    // A frame takes memory of the program's own; the limit of memory holds for them too.
    vm.recursion_limit = limit.clamp(1, 100_000) as usize;
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: &[Value]) -> Outcome {
    if !args[0].is(Kind::Str) {
        let message = format!("intern() argument must be str, not {}", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    }
    let text = vm.heap.text(args[0]).to_owned();
    Ok(vm.heap.name(&text))
}
