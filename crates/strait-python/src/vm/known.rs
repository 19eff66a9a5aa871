//! The built-in classes, and names the machine looks up often.

use super::Vm;
use crate::heap::{
    class::{Class, Layout, Traits},
    dict::Dict,
    object::NativeSort,
    value::{Kind, Value},
};

/// Picks a built-in class.
pub(crate) type ClassOf = fn(&Classes) -> u32;

macro_rules! built_in_classes {
    ($($field:ident $name:literal ($base:ident) $layout:expr;)*) => {
        /// Places of the built-in classes in the heap.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Classes {
            $(pub(crate) $field: u32,)*
        }

        impl Vm {
            /// Makes the built-in classes, without their attributes.
            pub(super) fn make_classes(&mut self) {
                $(
                    let base = self.classes.$base;
                    self.classes.$field = self.make_class($name, base, $layout);
                )*
            }

            /// Every built-in class that scripts know by name, with that name.
            pub(crate) fn class_names() -> &'static [(&'static str, fn(&Classes) -> u32)] {
                &[$(($name, |classes| classes.$field),)*]
            }
        }
    };
}

built_in_classes! {
    object "object" (object) Layout::Plain;
    type_ "type" (object) Layout::Type;
    int "int" (object) Layout::Int;
    bool_ "bool" (int) Layout::Int;
    float "float" (object) Layout::Float;
    complex "complex" (object) Layout::Of(Kind::Complex);
    str_ "str" (object) Layout::Of(Kind::Str);
    bytes "bytes" (object) Layout::Of(Kind::Bytes);
    bytearray "bytearray" (object) Layout::Of(Kind::ByteArray);
    tuple "tuple" (object) Layout::Of(Kind::Tuple);
    list "list" (object) Layout::Of(Kind::List);
    dict "dict" (object) Layout::Of(Kind::Dict);
    set "set" (object) Layout::Of(Kind::Set);
    frozenset "frozenset" (object) Layout::Of(Kind::FrozenSet);
    range "range" (object) Layout::Of(Kind::Range);
    slice "slice" (object) Layout::Of(Kind::Slice);
    memoryview "memoryview" (object) Layout::Of(Kind::MemoryView);
    property "property" (object) Layout::Of(Kind::Descriptor);
    staticmethod "staticmethod" (object) Layout::Of(Kind::Descriptor);
    classmethod "classmethod" (object) Layout::Of(Kind::Descriptor);
    super_ "super" (object) Layout::Of(Kind::Super);
    enumerate "enumerate" (object) Layout::Of(Kind::Iterator);
    zip "zip" (object) Layout::Of(Kind::Iterator);
    map "map" (object) Layout::Of(Kind::Iterator);
    filter "filter" (object) Layout::Of(Kind::Iterator);
    reversed "reversed" (object) Layout::Of(Kind::Iterator);
    none "NoneType" (object) Layout::Plain;
    not_implemented "NotImplementedType" (object) Layout::Plain;
    ellipsis "ellipsis" (object) Layout::Plain;
    function "function" (object) Layout::Of(Kind::Function);
    native "builtin_function_or_method" (object) Layout::Of(Kind::Native);
    method_descriptor "method_descriptor" (object) Layout::Of(Kind::Native);
    slot_wrapper "wrapper_descriptor" (object) Layout::Of(Kind::Native);
    method_wrapper "method-wrapper" (object) Layout::Of(Kind::Method);
    classmethod_descriptor "classmethod_descriptor" (object) Layout::Of(Kind::Descriptor);
    method "method" (object) Layout::Of(Kind::Method);
    module "module" (object) Layout::Of(Kind::Module);
    cell "cell" (object) Layout::Of(Kind::Cell);
    generator "generator" (object) Layout::Of(Kind::Generator);
    coroutine "coroutine" (object) Layout::Of(Kind::Generator);
    async_generator "async_generator" (object) Layout::Of(Kind::Generator);
    code "code" (object) Layout::Of(Kind::Code);
    member_descriptor "member_descriptor" (object) Layout::Of(Kind::Descriptor);
    getset_descriptor "getset_descriptor" (object) Layout::Of(Kind::Descriptor);
    tuple_field "_tuplegetter" (object) Layout::Of(Kind::Descriptor);
    dict_keys "dict_keys" (object) Layout::Of(Kind::View);
    dict_values "dict_values" (object) Layout::Of(Kind::View);
    dict_items "dict_items" (object) Layout::Of(Kind::View);
    traceback "traceback" (object) Layout::Of(Kind::Traceback);
    frame "frame" (object) Layout::Of(Kind::Foreign);
    weak_cell "weak_cell" (object) Layout::Of(Kind::Foreign);
    mapping_proxy "mappingproxy" (object) Layout::Of(Kind::Wrapper);
    generic_alias "GenericAlias" (object) Layout::Of(Kind::Wrapper);
    union "UnionType" (object) Layout::Of(Kind::Wrapper);
    task "Task" (object) Layout::Of(Kind::Task);
    list_iterator "list_iterator" (object) Layout::Of(Kind::Iterator);
    list_reverse_iterator "list_reverseiterator" (object) Layout::Of(Kind::Iterator);
    tuple_iterator "tuple_iterator" (object) Layout::Of(Kind::Iterator);
    str_iterator "str_ascii_iterator" (object) Layout::Of(Kind::Iterator);
    bytes_iterator "bytes_iterator" (object) Layout::Of(Kind::Iterator);
    range_iterator "range_iterator" (object) Layout::Of(Kind::Iterator);
    dict_key_iterator "dict_keyiterator" (object) Layout::Of(Kind::Iterator);
    dict_value_iterator "dict_valueiterator" (object) Layout::Of(Kind::Iterator);
    dict_item_iterator "dict_itemiterator" (object) Layout::Of(Kind::Iterator);
    dict_reverse_key_iterator "dict_reversekeyiterator" (object) Layout::Of(Kind::Iterator);
    dict_reverse_value_iterator "dict_reversevalueiterator" (object) Layout::Of(Kind::Iterator);
    dict_reverse_item_iterator "dict_reverseitemiterator" (object) Layout::Of(Kind::Iterator);
    long_range_iterator "longrange_iterator" (object) Layout::Of(Kind::Iterator);
    set_iterator "set_iterator" (object) Layout::Of(Kind::Iterator);
    sequence_iterator "iterator" (object) Layout::Of(Kind::Iterator);
    callable_iterator "callable_iterator" (object) Layout::Of(Kind::Iterator);
    pattern "re.Pattern" (object) Layout::Of(Kind::Foreign);
    match_ "re.Match" (object) Layout::Of(Kind::Foreign);
    match_iterator "callable_iterator" (object) Layout::Of(Kind::Foreign);
    scanner "_sre.SRE_Scanner" (object) Layout::Of(Kind::Foreign);

    base_exception "BaseException" (object) Layout::Exception;
    base_exception_group "BaseExceptionGroup" (base_exception) Layout::Exception;
    generator_exit "GeneratorExit" (base_exception) Layout::Exception;
    keyboard_interrupt "KeyboardInterrupt" (base_exception) Layout::Exception;
    system_exit "SystemExit" (base_exception) Layout::Exception;
    cancelled_error "CancelledError" (base_exception) Layout::Exception;
    exception "Exception" (base_exception) Layout::Exception;
    arithmetic_error "ArithmeticError" (exception) Layout::Exception;
    floating_point_error "FloatingPointError" (arithmetic_error) Layout::Exception;
    overflow_error "OverflowError" (arithmetic_error) Layout::Exception;
    zero_division_error "ZeroDivisionError" (arithmetic_error) Layout::Exception;
    assertion_error "AssertionError" (exception) Layout::Exception;
    attribute_error "AttributeError" (exception) Layout::Exception;
    buffer_error "BufferError" (exception) Layout::Exception;
    eof_error "EOFError" (exception) Layout::Exception;
    import_error "ImportError" (exception) Layout::Exception;
    module_not_found_error "ModuleNotFoundError" (import_error) Layout::Exception;
    lookup_error "LookupError" (exception) Layout::Exception;
    index_error "IndexError" (lookup_error) Layout::Exception;
    key_error "KeyError" (lookup_error) Layout::Exception;
    memory_error "MemoryError" (exception) Layout::Exception;
    name_error "NameError" (exception) Layout::Exception;
    unbound_local_error "UnboundLocalError" (name_error) Layout::Exception;
    os_error "OSError" (exception) Layout::Exception;
    blocking_io_error "BlockingIOError" (os_error) Layout::Exception;
    child_process_error "ChildProcessError" (os_error) Layout::Exception;
    connection_error "ConnectionError" (os_error) Layout::Exception;
    broken_pipe_error "BrokenPipeError" (connection_error) Layout::Exception;
    connection_aborted_error "ConnectionAbortedError" (connection_error) Layout::Exception;
    connection_refused_error "ConnectionRefusedError" (connection_error) Layout::Exception;
    connection_reset_error "ConnectionResetError" (connection_error) Layout::Exception;
    file_exists_error "FileExistsError" (os_error) Layout::Exception;
    file_not_found_error "FileNotFoundError" (os_error) Layout::Exception;
    interrupted_error "InterruptedError" (os_error) Layout::Exception;
    is_a_directory_error "IsADirectoryError" (os_error) Layout::Exception;
    not_a_directory_error "NotADirectoryError" (os_error) Layout::Exception;
    permission_error "PermissionError" (os_error) Layout::Exception;
    process_lookup_error "ProcessLookupError" (os_error) Layout::Exception;
    timeout_error "TimeoutError" (os_error) Layout::Exception;
    reference_error "ReferenceError" (exception) Layout::Exception;
    runtime_error "RuntimeError" (exception) Layout::Exception;
    not_implemented_error "NotImplementedError" (runtime_error) Layout::Exception;
    recursion_error "RecursionError" (runtime_error) Layout::Exception;
    stop_async_iteration "StopAsyncIteration" (exception) Layout::Exception;
    stop_iteration "StopIteration" (exception) Layout::Exception;
    syntax_error "SyntaxError" (exception) Layout::Exception;
    indentation_error "IndentationError" (syntax_error) Layout::Exception;
    tab_error "TabError" (indentation_error) Layout::Exception;
    system_error "SystemError" (exception) Layout::Exception;
    type_error "TypeError" (exception) Layout::Exception;
    value_error "ValueError" (exception) Layout::Exception;
    unicode_error "UnicodeError" (value_error) Layout::Exception;
    unicode_decode_error "UnicodeDecodeError" (unicode_error) Layout::Exception;
    unicode_encode_error "UnicodeEncodeError" (unicode_error) Layout::Exception;
    unicode_translate_error "UnicodeTranslateError" (unicode_error) Layout::Exception;
    warning "Warning" (exception) Layout::Exception;
    bytes_warning "BytesWarning" (warning) Layout::Exception;
    deprecation_warning "DeprecationWarning" (warning) Layout::Exception;
    encoding_warning "EncodingWarning" (warning) Layout::Exception;
    future_warning "FutureWarning" (warning) Layout::Exception;
    import_warning "ImportWarning" (warning) Layout::Exception;
    pending_deprecation_warning "PendingDeprecationWarning" (warning) Layout::Exception;
    resource_warning "ResourceWarning" (warning) Layout::Exception;
    runtime_warning "RuntimeWarning" (warning) Layout::Exception;
    syntax_warning "SyntaxWarning" (warning) Layout::Exception;
    unicode_warning "UnicodeWarning" (warning) Layout::Exception;
    user_warning "UserWarning" (warning) Layout::Exception;
}

impl Vm {
    fn make_class(&mut self, name: &str, base: u32, layout: Layout) -> u32 {
        let dict = self.heap.new_dict(Dict::default()).index();
        let version = self.heap.next_version();
        let shape = self.heap.shapes.root();
        // Functions, None and the like cannot be inherited from, nor can bool.
        let sealed = matches!(
            name,
            "bool"
                | "NoneType"
                | "NotImplementedType"
                | "ellipsis"
                | "range"
                | "slice"
                | "memoryview"
                | "function"
                | "method"
                | "generator"
                | "coroutine"
                | "builtin_function_or_method"
                | "mappingproxy"
                | "cell"
                | "code"
        );
        let has_dict = layout == Layout::Exception || layout == Layout::Type || name == "module";
        let traits = Traits { builtin: true, sealed, no_dict: !has_dict, ..Traits::default() };
        let class = Class {
            name: name.into(),
            qualified_name: None,
            bases: if name == "object" { Vec::new() } else { vec![Value::object(Kind::Class, base)] },
            mro: Vec::new(),
            dict,
            metaclass: self.classes.type_,
            layout,
            version,
            subclasses: Vec::new(),
            traits,
            shape,
        };
        let index = self.heap.new_class(class).index();
        let mut mro = vec![index];
        if name != "object" {
            mro.extend(self.heap.classes.get(base).mro.clone());
            self.heap.classes.get_mut(base).subclasses.push(index);
        }
        self.heap.classes.get_mut(index).mro = mro;
        index
    }

    /// Makes a class of a module of the library, or gives the one made before. Natives find it by its name.
    pub(crate) fn library_class(&mut self, module: &'static str, name: &'static str, base: u32, layout: Layout) -> u32 {
        if let Some(&class) = self.library.get(&(module, name)) {
            return class;
        }
        let class = self.make_class(name, base, layout);
        let dict = self.heap.classes.get(class).dict;
        let value = self.heap.name(module);
        self.set_name(dict, self.names.module, value);
        self.library.insert((module, name), class);
        class
    }

    /// A class that `library_class` made.
    pub(crate) fn known_class(&self, module: &'static str, name: &'static str) -> u32 {
        self.library.get(&(module, name)).copied().unwrap_or(self.classes.object)
    }

    /// `object` is made before there is a class of classes.
    pub(super) fn mend_metaclasses(&mut self) {
        for class in 0..self.heap.classes.places() as u32 {
            self.heap.classes.get_mut(class).metaclass = self.classes.type_;
        }
    }

    /// The class of any value.
    #[inline]
    pub(crate) fn class_of(&self, value: Value) -> u32 {
        let classes = &self.classes;
        if value.is_small() {
            return classes.int;
        }
        if value.is_float() {
            return classes.float;
        }
        let Some(kind) = value.kind() else {
            return match value {
                Value::TRUE | Value::FALSE => classes.bool_,
                Value::NOT_IMPLEMENTED => classes.not_implemented,
                Value::ELLIPSIS => classes.ellipsis,
                _ => classes.none,
            };
        };
        let index = value.index();
        match kind {
            Kind::Instance => self.heap.instances.get(index).class,
            Kind::Str => classes.str_,
            Kind::BigInt => classes.int,
            Kind::Bytes => classes.bytes,
            Kind::ByteArray => classes.bytearray,
            Kind::Tuple => classes.tuple,
            Kind::List => classes.list,
            Kind::Dict => classes.dict,
            Kind::Set => classes.set,
            Kind::FrozenSet => classes.frozenset,
            Kind::Range => classes.range,
            Kind::Slice => classes.slice,
            Kind::Complex => classes.complex,
            Kind::Function => classes.function,
            Kind::Native => match self.heap.natives.get(index).sort {
                NativeSort::Method => classes.method_descriptor,
                NativeSort::Slot => classes.slot_wrapper,
                NativeSort::Function | NativeSort::New => classes.native,
            },
            Kind::Method => match self.heap.methods.get(index).function.of(Kind::Native) {
                Some(native) if self.heap.natives.get(native).sort == NativeSort::Slot => classes.method_wrapper,
                Some(_) => classes.native,
                None => classes.method,
            },
            Kind::Class => self.heap.classes.get(index).metaclass,
            Kind::Module => classes.module,
            Kind::Cell => classes.cell,
            Kind::Generator => self.class_of_generator(index),
            Kind::Iterator => self.class_of_iterator(index),
            Kind::Code => classes.code,
            Kind::Descriptor => self.class_of_descriptor(index),
            // Never seen by itself: it is the payload of an instance.
            Kind::Exception => classes.object,
            Kind::View => self.class_of_view(index),
            Kind::MemoryView => classes.memoryview,
            Kind::Super => classes.super_,
            Kind::Traceback => classes.traceback,
            Kind::Wrapper => self.class_of_wrapper(index),
            Kind::Task => classes.task,
            Kind::Foreign => self.heap.foreigns.get(index).class,
        }
    }

    fn class_of_generator(&self, index: u32) -> u32 {
        use crate::heap::object::Flavour;
        match self.heap.generators.get(index).flavour {
            Flavour::Generator => self.classes.generator,
            Flavour::Coroutine => self.classes.coroutine,
            Flavour::AsyncGenerator => self.classes.async_generator,
        }
    }

    fn class_of_iterator(&self, index: u32) -> u32 {
        use crate::heap::object::{Iter, Part};
        let classes = &self.classes;
        match self.heap.iterators.get(index) {
            Iter::Exhausted | Iter::List { .. } => classes.list_iterator,
            Iter::Tuple { .. } => classes.tuple_iterator,
            Iter::Str { .. } => classes.str_iterator,
            Iter::Bytes { .. } => classes.bytes_iterator,
            Iter::Range { .. } => classes.range_iterator,
            Iter::Dict { part: Part::Keys, reversed: true, .. } => classes.dict_reverse_key_iterator,
            Iter::Dict { part: Part::Values, reversed: true, .. } => classes.dict_reverse_value_iterator,
            Iter::Dict { part: Part::Items, reversed: true, .. } => classes.dict_reverse_item_iterator,
            Iter::Dict { part: Part::Keys, .. } => classes.dict_key_iterator,
            Iter::Dict { part: Part::Values, .. } => classes.dict_value_iterator,
            Iter::Dict { part: Part::Items, .. } => classes.dict_item_iterator,
            Iter::Set { .. } => classes.set_iterator,
            Iter::ReversedList { .. } => classes.list_reverse_iterator,
            Iter::Sequence { .. } => classes.sequence_iterator,
            Iter::ReversedSequence { .. } => classes.reversed,
            Iter::Enumerate { .. } => classes.enumerate,
            Iter::Zip { .. } => classes.zip,
            Iter::Map { .. } => classes.map,
            Iter::Filter { .. } => classes.filter,
            Iter::Until { .. } => classes.callable_iterator,
        }
    }

    fn class_of_descriptor(&self, index: u32) -> u32 {
        use crate::heap::object::Descriptor;
        match self.heap.descriptors.get(index) {
            Descriptor::Property { .. } | Descriptor::Empty => self.classes.property,
            Descriptor::Static(_) => self.classes.staticmethod,
            Descriptor::Class(inner) if inner.is(Kind::Native) => self.classes.classmethod_descriptor,
            Descriptor::Class(_) => self.classes.classmethod,
            Descriptor::Slot { .. } => self.classes.member_descriptor,
            Descriptor::ReadOnly { .. } => self.classes.getset_descriptor,
            Descriptor::Item { .. } => self.classes.tuple_field,
            Descriptor::Computed { .. } => self.classes.getset_descriptor,
        }
    }

    fn class_of_view(&self, index: u32) -> u32 {
        use crate::heap::object::Part;
        match self.heap.views.get(index).part {
            Part::Keys => self.classes.dict_keys,
            Part::Values => self.classes.dict_values,
            Part::Items => self.classes.dict_items,
        }
    }

    fn class_of_wrapper(&self, index: u32) -> u32 {
        use crate::heap::object::Wrapper;
        match self.heap.wrappers.get(index) {
            Wrapper::MappingProxy(_) => self.classes.mapping_proxy,
            Wrapper::GenericAlias { .. } => self.classes.generic_alias,
            Wrapper::Union { .. } => self.classes.union,
        }
    }

    /// The name of a value's class, as errors say it.
    pub(crate) fn type_name(&self, value: Value) -> &str {
        &self.heap.classes.get(self.class_of(value)).name
    }

    /// Whether a class is another, or derives from it.
    #[inline]
    pub(crate) fn is_subclass(&self, class: u32, of: u32) -> bool {
        class == of || self.heap.classes.get(class).mro.contains(&of)
    }

    pub(crate) fn is_instance(&self, value: Value, class: u32) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    pub(crate) const fn class_value(class: u32) -> Value {
        Value::object(Kind::Class, class)
    }
}

macro_rules! known_names {
    ($($field:ident $text:literal;)*) => {
        /// Names that the machine itself looks up.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Names {
            $(pub(crate) $field: Value,)*
        }

        impl Names {
            pub(super) fn new(heap: &mut crate::heap::Heap) -> Self {
                Self { $($field: heap.name($text),)* }
            }
        }
    };
}

known_names! {
    init "__init__"; new "__new__"; call "__call__"; class "__class__"; dict "__dict__"; doc "__doc__"; name "__name__";
    qualname "__qualname__"; module "__module__"; bool_ "__bool__"; len "__len__"; iter "__iter__"; next "__next__";
    getitem "__getitem__"; setitem "__setitem__"; delitem "__delitem__"; contains "__contains__"; hash "__hash__";
    eq "__eq__"; repr "__repr__"; str_ "__str__"; format "__format__"; getattr "__getattr__";
    getattribute "__getattribute__"; setattr "__setattr__"; delattr "__delattr__"; get "__get__"; set "__set__";
    delete "__delete__"; slots "__slots__"; index "__index__";
    float_ "__float__"; await_ "__await__"; aiter "__aiter__";
    anext "__anext__"; missing "__missing__"; reversed "__reversed__"; class_getitem "__class_getitem__";
    abstract_methods "__abstractmethods__"; annotations "__annotations__"; file "__file__";
    path "__path__"; package "__package__"; all "__all__"; notes "__notes__";
    name_attribute "name"; obj "obj";
    neg "__neg__"; pos "__pos__"; invert "__invert__"; instance_check "__instancecheck__";
    subclass_check "__subclasscheck__"; empty ""; type_params "__type_params__";
    send "send"; throw "throw"; join "join"; keys "keys";
}
