//! Built-in types and functions: one file per type, functions by family.

mod arithmetic;
mod bytes;
mod callable;
mod class;
pub(crate) mod codec;
mod descriptor;
pub(crate) mod details;
mod dict;
mod exception;
mod formatting;
mod function;
mod generator;
mod hidden;
mod iterator;
mod list;
mod merge_sort;
mod number;
mod object;
mod repr;
mod sequence;
mod set;
mod slot;
mod sort;
mod string;
mod super_object;
mod traceback;
mod translate;
mod wrapper;

use crate::{
    heap::{
        object::{Descriptor, Native, NativeSort},
        value::Value,
    },
    vm::{
        Vm,
        native::{Escape, Getter, NativeDefinition, Setter, Signature},
    },
};

pub(crate) use bytes::{hex_text, unpacked, view_item, views_equal};
pub(crate) use details::exception_from;
pub(crate) use function::is_callable;
pub(crate) use object::add_instance_attributes;
pub(crate) use repr::{address, qualified_class_name, repr, str_of};
pub(crate) use sequence::{contains, delete_sequence_item, sequence_item, sequence_operator, set_sequence_item};
pub(crate) use set::set_comparison;
pub(crate) use traceback::running_frame;

/// Fills the built-in classes and names.
pub(crate) fn install(vm: &mut Vm) {
    for (name, class) in Vm::class_names() {
        let value = Vm::class_value(class(&vm.classes));
        let key = vm.heap.name(name);
        // Only those that Python names: `function` and its like are found through `types`.
        let is_public = PUBLIC_CLASSES.contains(name) || name.ends_with("Error") || is_exception_name(name);
        let target = if is_public && *name != "CancelledError" { vm.built_in } else { vm.prelude };
        vm.set_name(target, key, value);
    }
    let constants = [
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("None", Value::NONE),
    ];
    for (name, value) in constants {
        let name = vm.heap.name(name);
        vm.set_name(vm.built_in, name, value);
    }
    let debug = vm.heap.name("__debug__");
    vm.set_name(vm.built_in, debug, Value::TRUE);
    let module = vm.heap.new_module(crate::heap::object::Module { name: "builtins".into(), dict: vm.built_in });
    vm.name_origin(vm.built_in, "");
    for (dict, name) in [(vm.built_in, "__builtins__"), (vm.modules, "builtins")] {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, module);
    }
    let text = vm.heap.name("builtins");
    vm.set_name(vm.built_in, vm.names.name, text);
    object::install(vm);
    object::install_constants(vm);
    class::install(vm);
    callable::install(vm);
    descriptor::install(vm);
    wrapper::install(vm);
    traceback::install(vm);
    number::install(vm);
    string::install(vm);
    bytes::install(vm);
    codec::install(vm);
    list::install(vm);
    dict::install(vm);
    set::install(vm);
    iterator::install(vm);
    generator::install(vm);
    exception::install(vm);
    function::install(vm);
    hidden::install(vm);
    super_object::install(vm);
    vm.add_hidden_functions(crate::stdlib::task::functions());
    slot::install(vm);
    crate::prelude::load(vm);
}

const PUBLIC_CLASSES: [&str; 26] = [
    "object",
    "type",
    "int",
    "bool",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "tuple",
    "list",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "memoryview",
    "property",
    "staticmethod",
    "classmethod",
    "super",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
];

fn is_exception_name(name: &str) -> bool {
    name.ends_with("Exception")
        || name.ends_with("Warning")
        || name.ends_with("Iteration")
        || matches!(
            name,
            "ExceptionGroup" | "BaseExceptionGroup" | "GeneratorExit" | "KeyboardInterrupt" | "SystemExit"
        )
}

impl Vm {
    /// A call of a built-in function, as the answer of a native function.
    pub(crate) fn built_in_call(&mut self, name: &str, arguments: &[Value]) -> Escape {
        let name = self.heap.name(name);
        match self.get_name(self.built_in, name) {
            Some(function) => Escape::call(function, arguments),
            None => self.name_error(name),
        }
    }

    /// Adds native methods to a class.
    pub(crate) fn add_methods(&mut self, class: u32, definitions: &'static [NativeDefinition]) {
        let owner = Self::class_value(class);
        for definition in definitions {
            let is_slot = slot::is_slot(&self.classes, class, definition.name);
            let sort = if is_slot { NativeSort::Slot } else { NativeSort::Method };
            let value = self.new_native(definition, Some(owner), sort);
            self.add_to_class(class, definition.name, value);
        }
    }

    /// Adds native methods that get the class as their first argument, such as `dict.fromkeys`.
    pub(crate) fn add_class_methods(&mut self, class: u32, definitions: &'static [NativeDefinition]) {
        let owner = Self::class_value(class);
        for definition in definitions {
            let function = self.new_native(definition, Some(owner), NativeSort::Function);
            let value = self.heap.new_descriptor(Descriptor::Class(function));
            self.add_to_class(class, definition.name, value);
        }
    }

    /// Adds native functions that get nothing beside their arguments: `__new__`, `str.maketrans`.
    pub(crate) fn add_static_methods(&mut self, class: u32, definitions: &'static [NativeDefinition]) {
        let owner = Self::class_value(class);
        for definition in definitions {
            let is_new = definition.name == "__new__";
            let sort = if is_new { NativeSort::New } else { NativeSort::Function };
            let function = self.new_native(definition, is_new.then_some(owner), sort);
            let value = if is_new { function } else { self.heap.new_descriptor(Descriptor::Static(function)) };
            self.add_to_class(class, definition.name, value);
        }
    }

    /// Adds attributes that are computed.
    pub(crate) fn add_attributes(&mut self, class: u32, attributes: &[(&str, Getter, Option<Setter>)]) {
        for &(name, get, set) in attributes {
            let key = self.heap.name(name);
            let value = self.heap.new_descriptor(Descriptor::Computed { name: key, class, get, set });
            self.add_to_class(class, name, value);
        }
    }

    fn add_to_class(&mut self, class: u32, name: &str, value: Value) {
        let name = self.heap.name(name);
        let dict = self.heap.classes.get(class).dict;
        self.set_name(dict, name, value);
    }

    /// Adds native functions to a dictionary of names.
    pub(crate) fn add_functions(&mut self, dict: u32, definitions: &'static [NativeDefinition]) {
        for definition in definitions {
            let value = self.new_native(definition, None, NativeSort::Function);
            let name = self.heap.name(definition.name);
            self.set_name(dict, name, value);
        }
    }

    /// Adds native functions that only the prelude calls, under their names with an underscore.
    fn add_hidden_functions(&mut self, definitions: &'static [NativeDefinition]) {
        for definition in definitions {
            let value = self.new_native(definition, None, NativeSort::Function);
            let name = self.heap.name(&format!("_{}", definition.name));
            self.set_name(self.prelude, name, value);
        }
    }

    pub(crate) fn new_native(
        &mut self,
        definition: &'static NativeDefinition,
        owner: Option<Value>,
        sort: NativeSort,
    ) -> Value {
        let signature = Signature::parse(definition.signature, &mut self.heap);
        self.heap.new_native(Native { definition: Some(definition), signature, owner, sort, host: None })
    }
}
