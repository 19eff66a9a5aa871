//! The standard library: modules written in Python, and those of the engine.

mod binascii;
mod checksum;
mod clock;
mod foreign;
mod gc;
mod hashes;
mod io;
mod json;
mod library;
mod math;
mod namespace;
mod packed;
mod re;
mod structs;
mod sys;
pub(crate) mod task;
mod traceback;
mod twister;
mod unicodedata;
mod zlib;

use packed::LIBRARY;
pub(crate) use packed::PRELUDE;
pub use packed::{Module, Packed};

use crate::{
    heap::value::Value,
    vm::{Vm, native::natives},
};

/// Modules of the engine that scripts import by name; the others are for the library.
const PUBLIC_NATIVES: [&str; 4] = ["binascii", "builtins", "math", "unicodedata"];

impl Vm {
    /// A module written in Python. Those of the host come first: they can do more.
    pub(crate) fn library_source(&self, name: &str) -> Option<&'static Module> {
        let find =
            |modules: &'static [Module]| modules.get(modules.binary_search_by(|module| module.name.cmp(name)).ok()?);
        find(self.host_library).or_else(|| find(LIBRARY))
    }
}

/// The names of the library's modules that scripts may import.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    LIBRARY.iter().map(|module| module.name).filter(|name| !name.contains('.')).chain(PUBLIC_NATIVES)
}

/// Whether a module is one of the engine's.
pub(crate) fn is_native(name: &str) -> bool {
    PUBLIC_NATIVES.contains(&name)
}

/// A module of the engine, made on demand.
pub(crate) fn native_module(vm: &mut Vm, name: &str) -> Option<Value> {
    match name {
        "builtins" => {
            let dict = vm.built_in;
            let module = vm.heap.new_module(crate::heap::object::Module { name: name.into(), dict });
            let name = vm.heap.name(name);
            vm.set_name(vm.modules, name, module);
            Some(module)
        }
        "_sys" => Some(sys::module(vm)),
        "math" => Some(math::module(vm)),
        "_gc" => Some(gc::module(vm)),
        "_tuple" => {
            let module = vm.new_module(name);
            let dict = vm.heap.modules.get(module.index()).dict;
            let (name, class) = (vm.heap.name("_tuplegetter"), Vm::class_value(vm.classes.tuple_field));
            vm.set_name(dict, name, class);
            Some(module)
        }
        "_imports" => {
            let module = vm.new_module(name);
            let dict = vm.heap.modules.get(module.index()).dict;
            vm.add_functions(
                dict,
                natives! { "prepare"("name, /") => |vm, args| Err(vm.prelude_call("_prepare", args)); },
            );
            Some(module)
        }
        "_traceback" => Some(traceback::module(vm)),
        "_time" => Some(clock::module(vm)),
        "_namespace" => Some(namespace::module(vm)),
        "_task" => Some(task::module(vm)),
        "_json" => Some(json::module(vm)),
        "unicodedata" => Some(unicodedata::module(vm)),
        "_re" => Some(re::module(vm)),
        "_codecs" => {
            let module = vm.new_module("_codecs");
            let dict = vm.heap.modules.get(module.index()).dict;
            crate::builtins::codec::install_module(vm, dict);
            Some(module)
        }
        "_buffers" => Some(io::module(vm)),
        "_struct" => Some(structs::module(vm)),
        "binascii" => Some(binascii::module(vm)),
        "_hashlib" => Some(hashes::module(vm)),
        "_zlib" => Some(zlib::module(vm)),
        "_random" => Some(twister::module(vm)),
        _ => None,
    }
}
