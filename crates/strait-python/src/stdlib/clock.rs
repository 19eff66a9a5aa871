//! `_time`: what `time` has of dates. A built-in function stays one when a class has it as an attribute, as
//! `logging.Formatter.converter` may; what these do is written in Python, in `_clock`.

use crate::{
    heap::value::Value,
    vm::{
        Vm,
        native::{Escape, natives},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_time");
    let dict = vm.names_of(module);
    vm.add_functions(
        dict,
        natives! {
            "asctime"("parts=None, /") => |vm, args| Err(in_python(vm, "asctime", args));
            "ctime"("seconds=None, /") => |vm, args| Err(in_python(vm, "ctime", args));
            "gmtime"("seconds=None, /") => |vm, args| Err(in_python(vm, "gmtime", args));
            "localtime"("seconds=None, /") => |vm, args| Err(in_python(vm, "localtime", args));
            "mktime"("parts, /") => |vm, args| Err(in_python(vm, "mktime", args));
            "strftime"("format, parts=None, /") => |vm, args| Err(in_python(vm, "strftime", args));
            "strptime"("text, format='%a %b %d %H:%M:%S %Y', /") => |vm, args| Err(in_python(vm, "strptime", args));
        },
    );
    module
}

fn in_python(vm: &mut Vm, name: &str, args: &[Value]) -> Escape {
    let mut all = vec![vm.heap.name("_clock"), vm.heap.name(name)];
    all.extend_from_slice(args);
    vm.prelude_call("_library_call", &all)
}
