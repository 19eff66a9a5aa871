//! `repr` and `str` of built-in values, and what f-strings do with them.

use num_bigint::BigInt;

use crate::{
    heap::{
        object::{Descriptor, Flavour, NativeSort, Part, Wrapper},
        string::Str,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Check, Escape, Outcome},
    },
};

/// Containers nested deeper than this are an error rather than the end of the native stack.
const MOST_DEPTH: usize = 600;

/// The representation of a value; gives up where a script's `__repr__` must be asked.
pub(crate) fn repr(vm: &mut Vm, value: Value) -> Outcome<String> {
    let mut out = String::new();
    write_repr(vm, value, &mut out, &mut Vec::new())?;
    Ok(out)
}

fn write_repr(vm: &mut Vm, value: Value, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    if value.is(Kind::Instance) || value.is(Kind::Class) || value.is(Kind::Foreign) {
        let class = vm.class_of(value);
        let is_script =
            vm.lookup_own(class, vm.names.repr).is_some() || (value.is(Kind::Foreign) && !is_object_repr(vm, class));
        if is_script {
            return Err(Escape::Bail);
        }
    }
    write_built_in(vm, value, out, open)
}

/// Whether a class of a module of the engine says nothing about its representation.
fn is_object_repr(vm: &mut Vm, class: u32) -> bool {
    let object = vm.classes.object;
    vm.lookup(class, vm.names.repr) == vm.lookup(object, vm.names.repr)
}

/// The representation that the built-in class of a value gives, whatever a class derived from it says.
pub(super) fn built_in_repr(vm: &mut Vm, value: Value) -> Outcome<String> {
    let mut out = String::new();
    write_built_in(vm, value, &mut out, &mut Vec::new())?;
    Ok(out)
}

fn write_built_in(vm: &mut Vm, value: Value, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    if write_number(vm, value, out)? {
        return Ok(());
    }
    if value.is(Kind::Instance) {
        let class = vm.class_of(value);
        if vm.exception(value).is_some() {
            return write_exception(vm, value, out, open);
        }
        let content = vm.heap.content(value);
        if content == value {
            let name = qualified_class_name(vm, class);
            out.push_str(&format!("<{name} object at {:#x}>", address(value)));
            return Ok(());
        }
        if content.is(Kind::ByteArray) {
            let shown = built_in_repr(vm, content)?;
            let name = vm.type_name(value);
            out.push_str(&format!("{name}{}", shown.trim_start_matches("bytearray")));
            return Ok(());
        }
        if matches!(content.kind(), Some(Kind::Set | Kind::FrozenSet)) {
            let name = vm.type_name(value).to_owned();
            return write_named(vm, content, &name, out, open);
        }
        return write_built_in(vm, content, out, open);
    }
    let Some(kind) = value.kind() else {
        out.push_str(&format!("{value:?}"));
        return Ok(());
    };
    let is_container = matches!(
        kind,
        Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::View | Kind::Wrapper
    );
    if is_container {
        if open.contains(&value) {
            out.push_str(match kind {
                Kind::List => "[...]",
                Kind::Tuple => "(...)",
                Kind::Dict => "{...}",
                _ => "...",
            });
            return Ok(());
        }
        if open.len() > MOST_DEPTH {
            return Err(vm.error(
                vm.classes.recursion_error,
                "maximum recursion depth exceeded while getting the repr of an object",
            ));
        }
        open.push(value);
        let result = write_container(vm, value, kind, out, open);
        open.pop();
        return result;
    }
    write_other(vm, value, kind, out)
}

/// Numbers, and the constants.
fn write_number(vm: &mut Vm, value: Value, out: &mut String) -> Outcome<bool> {
    if let Some(number) = value.as_small() {
        crate::text::int::write_i64(number, out);
        return Ok(true);
    }
    if let Some(number) = value.as_float() {
        crate::text::float::write_repr(number, out);
        return Ok(true);
    }
    match value.kind() {
        Some(Kind::BigInt) => {
            let text = big_text(vm, value)?;
            out.push_str(&text);
            Ok(true)
        }
        Some(Kind::Complex) => {
            let number = *vm.heap.complexes.get(value.index());
            crate::text::write_complex(number.real, number.imag, out);
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn big_text(vm: &mut Vm, value: Value) -> Outcome<String> {
    let number: &BigInt = &vm.heap.bigs.get(value.index()).0;
    // The time goes with the square of the length.
    let words = number.bits() / 64;
    vm.fuel -= i64::try_from(words.saturating_mul(words) / 64).unwrap_or(i64::MAX);
    let mut text = String::new();
    let written = crate::text::int::write_decimal(crate::text::IntRef::Big(number), vm.max_str_digits, &mut text);
    match written {
        Ok(()) => Ok(text),
        Err(error) => Err(vm.value_error(error.to_string())),
    }
}

/// Several values between brackets.
fn write_items(vm: &mut Vm, items: &[Value], out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    for (place, &item) in items.iter().enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        write_repr(vm, item, out, open)?;
        vm.heap.reserve(out.len())?;
    }
    Ok(())
}

fn write_container(vm: &mut Vm, value: Value, kind: Kind, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    let index = value.index();
    match kind {
        Kind::List => {
            let items = vm.heap.lists.get(index).clone();
            out.push('[');
            write_items(vm, &items, out, open)?;
            out.push(']');
        }
        Kind::Tuple => {
            let items = vm.heap.tuples.get(index).to_vec();
            out.push('(');
            write_items(vm, &items, out, open)?;
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Kind::Dict => write_pairs(vm, index, out, open)?,
        Kind::Set | Kind::FrozenSet => {
            let name = if kind == Kind::Set { "set" } else { "frozenset" };
            write_named(vm, value, name, out, open)?;
        }
        Kind::View => {
            let view = *vm.heap.views.get(index);
            let dict = vm.heap.content(view.dict).index();
            let name = vm.type_name(value).to_owned();
            let entries: Vec<_> = vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect();
            let items: Vec<Value> = entries
                .into_iter()
                .map(|(key, value)| match view.part {
                    Part::Keys => key,
                    Part::Values => value,
                    Part::Items => vm.heap.tuple(&[key, value]),
                })
                .collect();
            out.push_str(&format!("{name}(["));
            write_items(vm, &items, out, open)?;
            out.push_str("])");
        }
        _ => match *vm.heap.wrappers.get(index) {
            Wrapper::MappingProxy(inner) => {
                out.push_str("mappingproxy(");
                write_repr(vm, inner, out, open)?;
                out.push(')');
            }
            Wrapper::GenericAlias { origin, args, unpacked } => {
                if unpacked {
                    out.push('*');
                }
                write_type(vm, origin, out, open)?;
                out.push('[');
                let args = vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default();
                if args.is_empty() {
                    out.push_str("()");
                }
                for (place, &arg) in args.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    write_type(vm, arg, out, open)?;
                }
                out.push(']');
            }
            Wrapper::Union { args } => {
                let args = vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default();
                for (place, &arg) in args.iter().enumerate() {
                    if place > 0 {
                        out.push_str(" | ");
                    }
                    if vm.class_of(arg) == vm.classes.type_ && arg.index() == vm.classes.none {
                        out.push_str("None");
                    } else {
                        write_type(vm, arg, out, open)?;
                    }
                }
            }
        },
    }
    Ok(())
}

fn write_pairs(vm: &mut Vm, dict: u32, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    let entries: Vec<_> = vm.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect();
    out.push('{');
    for (place, (key, value)) in entries.into_iter().enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        write_repr(vm, key, out, open)?;
        out.push_str(": ");
        write_repr(vm, value, out, open)?;
        vm.heap.reserve(out.len())?;
    }
    out.push('}');
    Ok(())
}

/// `{1, 2}`, `frozenset({1, 2})`, `set()`.
fn write_named(vm: &mut Vm, value: Value, name: &str, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    let items: Vec<Value> =
        vm.set_of(value).map(|set| set.iter().map(|member| member.key).collect()).unwrap_or_default();
    if items.is_empty() {
        out.push_str(&format!("{name}()"));
        return Ok(());
    }
    if name != "set" {
        out.push_str(&format!("{name}("));
    }
    out.push('{');
    write_items(vm, &items, out, open)?;
    out.push('}');
    if name != "set" {
        out.push(')');
    }
    Ok(())
}

/// A class inside `list[int]` goes by its name.
fn write_type(vm: &mut Vm, value: Value, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    if value == Value::ELLIPSIS {
        out.push_str("...");
        return Ok(());
    }
    match value.of(Kind::Class) {
        Some(class) => {
            out.push_str(&qualified_class_name(vm, class));
            Ok(())
        }
        None => write_repr(vm, value, out, open),
    }
}

fn write_exception(vm: &mut Vm, value: Value, out: &mut String, open: &mut Vec<Value>) -> Outcome<()> {
    let args = vm.exception(value).map_or(Value::NONE, |content| content.args);
    let args = vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default();
    out.push_str(&format!("{}(", vm.type_name(value)));
    open.push(value);
    let result = if open.len() > MOST_DEPTH { Err(Escape::Bail) } else { write_items(vm, &args, out, open) };
    open.pop();
    result?;
    out.push(')');
    Ok(())
}

fn write_other(vm: &mut Vm, value: Value, kind: Kind, out: &mut String) -> Outcome<()> {
    let index = value.index();
    match kind {
        Kind::Str => crate::text::write_repr(vm.heap.strs.get(index).as_str(), out),
        Kind::Bytes => crate::text::write_repr_bytes(vm.heap.byte_strings.get(index), out),
        Kind::ByteArray => {
            out.push_str("bytearray(");
            let start = out.len();
            crate::text::write_repr_bytes(vm.heap.byte_arrays.get(index), out);
            // Unlike bytes, an array escapes single quotes within double ones too.
            if out[start..].starts_with("b\"") {
                let shown = out.split_off(start).replace('\'', "\\'");
                out.push_str(&shown);
            }
            out.push(')');
        }
        Kind::Range => {
            let range = *vm.heap.ranges.get(index);
            out.push_str(&match range.step {
                1 => format!("range({}, {})", range.start, range.stop),
                step => format!("range({}, {}, {step})", range.start, range.stop),
            });
        }
        Kind::Slice => {
            let slice = *vm.heap.slices.get(index);
            out.push_str("slice(");
            vm.nested(|vm| write_items(vm, &[slice.start, slice.stop, slice.step], out, &mut Vec::new()))?;
            out.push(')');
        }
        Kind::Class => {
            out.push_str(&format!("<class '{}'>", qualified_class_name(vm, index)));
        }
        Kind::Function => {
            let name = vm.heap.functions.get(index).qualified_name.map_or("", |name| vm.heap.text(name));
            out.push_str(&format!("<function {name} at {:#x}>", address(value)));
        }
        Kind::Native => {
            let native = vm.heap.natives.get(index);
            let name = native.definition.map_or("", |definition| definition.name);
            let class = native.owner.and_then(|owner| owner.of(Kind::Class));
            let class_name = class.map_or("", |class| &vm.heap.classes.get(class).name);
            out.push_str(&match native.sort {
                NativeSort::Function => format!("<built-in function {name}>"),
                NativeSort::Method => format!("<method '{name}' of '{class_name}' objects>"),
                NativeSort::Slot => format!("<slot wrapper '{name}' of '{class_name}' objects>"),
                NativeSort::New => {
                    format!("<built-in method __new__ of type object at {:#x}>", address(native.owner.unwrap_or(value)))
                }
            });
        }
        Kind::Method => {
            let method = *vm.heap.methods.get(index);
            match method.function.of(Kind::Function) {
                Some(function) => {
                    let receiver = vm.nested(|vm| repr(vm, method.receiver))?;
                    let name = vm.heap.functions.get(function).qualified_name.map_or("", |name| vm.heap.text(name));
                    out.push_str(&format!("<bound method {name} of {receiver}>"));
                }
                None => match method.function.of(Kind::Native).map(|index| vm.heap.natives.get(index).clone()) {
                    Some(native) => {
                        let name = native.definition.map_or("", |definition| definition.name);
                        let what = if native.sort == NativeSort::Slot { "method-wrapper" } else { "built-in method" };
                        let name = if native.sort == NativeSort::Slot { format!("'{name}'") } else { name.to_owned() };
                        out.push_str(&format!(
                            "<{what} {name} of {} object at {:#x}>",
                            vm.type_name(method.receiver),
                            address(method.receiver)
                        ));
                    }
                    None => {
                        let (receiver, function) = (vm.nested(|vm| repr(vm, method.receiver))?, method.function);
                        let name = vm.own_attribute(function, vm.names.name).filter(|name| name.is(Kind::Str));
                        let name = name.map_or("?", |name| vm.heap.text(name));
                        out.push_str(&format!("<bound method {name} of {receiver}>"));
                    }
                },
            }
        }
        Kind::Module => out.push_str(&format!("<module '{}'>", vm.heap.modules.get(index).name)),
        Kind::Generator => {
            let generator = vm.heap.generators.get(index);
            let name = generator.qualified_name.map_or("", |name| vm.heap.text(name));
            let what = match generator.flavour {
                Flavour::Generator => "generator",
                Flavour::Coroutine => "coroutine",
                Flavour::AsyncGenerator => "async_generator",
            };
            out.push_str(&format!("<{what} object {name} at {:#x}>", address(value)));
        }
        Kind::Super => {
            let object = *vm.heap.supers.get(index);
            let bound = match object.object.is_unbound() {
                true => "NULL".to_owned(),
                false => format!("<{} object>", vm.heap.classes.get(object.object_class).name),
            };
            out.push_str(&format!("<super: <class '{}'>, {bound}>", vm.heap.classes.get(object.class).name));
        }
        Kind::Code => {
            let name = vm.heap.codes.get(index).as_ref().map_or("", |code| vm.heap.text(code.name));
            out.push_str(&format!("<code object {name} at {:#x}>", address(value)));
        }
        Kind::Descriptor => match *vm.heap.descriptors.get(index) {
            Descriptor::Static(inner) => {
                let inner = vm.nested(|vm| repr(vm, inner))?;
                out.push_str(&format!("<staticmethod({inner})>"));
            }
            Descriptor::Class(inner) => {
                let inner = vm.nested(|vm| repr(vm, inner))?;
                out.push_str(&format!("<classmethod({inner})>"));
            }
            Descriptor::Slot { name, class }
            | Descriptor::ReadOnly { name, class, .. }
            | Descriptor::Computed { name, class, .. } => out.push_str(&format!(
                "<{} '{}' of '{}' objects>",
                if vm.class_of(value) == vm.classes.member_descriptor { "member" } else { "attribute" },
                vm.heap.text(name),
                vm.heap.classes.get(class).name
            )),
            Descriptor::Item { place, doc } => {
                let doc = repr(vm, doc)?;
                out.push_str(&format!("_tuplegetter({place}, {doc})"));
            }
            _ => out.push_str(&format!("<property object at {:#x}>", address(value))),
        },
        Kind::Foreign => {
            let text = foreign_repr(vm, value)?;
            out.push_str(&text);
        }
        _ => out.push_str(&format!("<{} object at {:#x}>", vm.type_name(value), address(value))),
    }
    Ok(())
}

/// What the `__repr__` of an object of the engine's own says. Where that calls something it is the prelude's part.
fn foreign_repr(vm: &mut Vm, value: Value) -> Outcome<String> {
    let class = vm.class_of(value);
    let found = vm.search(class, vm.names.repr).filter(|(_, base)| *base != vm.classes.object);
    let method = found.and_then(|(method, _)| method.of(Kind::Native));
    match method.and_then(|method| vm.heap.natives.get(method).definition) {
        Some(definition) => match (definition.function)(vm, &[value]) {
            Ok(text) => Ok(vm.heap.text(text).to_owned()),
            Err(Escape::Call(_)) => Err(Escape::Bail),
            Err(escape) => Err(escape),
        },
        None => Ok(format!("<{} object at {:#x}>", vm.type_name(value), address(value))),
    }
}

/// A class's name with its module, unless it is built in.
pub(crate) fn qualified_class_name(vm: &Vm, class: u32) -> String {
    let described = vm.heap.classes.get(class);
    let dict = described.dict;
    let name = match described.qualified_name {
        Some(name) => vm.heap.text(vm.heap.content(name)).to_owned(),
        None => described.name.to_string(),
    };
    match vm.get_name(dict, vm.names.module) {
        Some(module) if module.is(Kind::Str) && vm.heap.text(module) != "builtins" => {
            format!("{}.{name}", vm.heap.text(module))
        }
        _ => name,
    }
}

/// What stands for an address: `id()`.
pub(crate) const fn address(value: Value) -> u64 {
    0x7f00_0000_0000 | ((value.identity() & 0xFF_FFFF_FFFF) << 4)
}

/// `str(value)`.
pub(crate) fn str_of(vm: &mut Vm, value: Value) -> Outcome {
    if value.is(Kind::Str) {
        return Ok(value);
    }
    if let Some(number) = value.as_small() {
        return Ok(vm.heap.decimal(number));
    }
    if let Some(Wrapper::MappingProxy(inner)) = value.of(Kind::Wrapper).map(|index| *vm.heap.wrappers.get(index)) {
        return str_of(vm, inner);
    }
    if value.is(Kind::Instance) {
        let class = vm.class_of(value);
        if let Some(method) = vm.lookup_own(class, vm.names.str_) {
            return Err(Escape::call_checked(method, &[value], Check::Str));
        }
        if let Some(method) = vm.lookup_own(class, vm.names.repr)
            && !vm.heap.content(value).is(Kind::Str)
            && vm.exception(value).is_none()
        {
            return Err(Escape::call_checked(method, &[value], Check::Repr));
        }
        if vm.exception(value).is_some() {
            return exception_text(vm, value);
        }
        let content = vm.heap.content(value);
        if content.is(Kind::Str) {
            return Ok(content);
        }
    }
    if let Some(wrapper) = value.of(Kind::Wrapper)
        && let Wrapper::MappingProxy(inner) = *vm.heap.wrappers.get(wrapper)
    {
        return str_of(vm, inner);
    }
    let text = repr(vm, value)?;
    Ok(vm.heap.string(text))
}

/// `__str__` of the built-in classes: what a class derived from one says about itself comes in as its `__repr__`.
pub(super) fn built_in_str(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.content(value);
    if content.is(Kind::Str) {
        return Ok(content);
    }
    if vm.exception(value).is_some() {
        return match exception_text(vm, value) {
            Err(Escape::Bail) => Err(vm.prelude_call("_exception_str", &[value])),
            other => other,
        };
    }
    let class = vm.class_of(value);
    match vm.lookup(class, vm.names.repr) {
        Some(method) => Err(Escape::call_checked(method, &[value], Check::Repr)),
        None => Err(Escape::Bail),
    }
}

/// `str(error)`.
fn exception_text(vm: &mut Vm, value: Value) -> Outcome {
    if let Some(text) = super::details::text(vm, value)? {
        return Ok(vm.heap.string(text));
    }
    if vm.is_instance(value, vm.classes.syntax_error) {
        let text = super::details::syntax_text(vm, value)?;
        return Ok(vm.heap.string(text));
    }
    let args = vm.exception(value).map_or(Value::NONE, |content| content.args);
    let args = vm.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default();
    if let [one] = *args.as_slice()
        && !vm.is_instance(value, vm.classes.key_error)
    {
        return str_of(vm, one);
    }
    if let Some(text) = super::codec::unicode_error_text(vm, value) {
        return Ok(vm.heap.string(text));
    }
    // What it is made of may have a `__repr__` of a script.
    for arg in &args {
        repr(vm, *arg)?;
    }
    let text = vm.error_text(value);
    Ok(vm.heap.string(text))
}

/// A representation in ASCII: `ascii()`.
pub(crate) fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let code = crate::text::unicode::surrogate::code_point(character);
        let _ = match code {
            0..=0x7F => out.write_char(character),
            0x80..=0xFF => write!(out, "\\x{code:02x}"),
            0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
            _ => write!(out, "\\U{code:08x}"),
        };
    }
    out
}

impl Vm {
    /// Puts the texts in registers together.
    pub(crate) fn join_registers(&mut self, first: usize, count: usize) -> Outcome {
        let parts = &self.stack[first..first + count];
        let (mut bytes, mut chars) = (0, 0);
        for part in parts {
            let text = self.heap.strs.get(part.index());
            bytes += text.bytes();
            chars += text.len();
        }
        let texts = parts.iter().map(|part| self.heap.strs.get(part.index()).as_str());
        if let Some(joined) = Str::joined(texts, chars) {
            return Ok(if bytes <= 1 { self.heap.str(joined.as_str()) } else { self.heap.new_str(joined) });
        }
        self.heap.reserve(bytes)?;
        let mut text = String::with_capacity(bytes);
        for part in parts {
            text.push_str(self.heap.strs.get(part.index()).as_str());
        }
        Ok(self.heap.new_str(Str::owned_with_chars(text, chars)))
    }

    /// One replacement field of an f-string.
    pub(crate) fn format_value(&mut self, value: Value, conversion: u8, spec: Option<Value>) -> Outcome {
        let converted = match conversion {
            b'r' if value.is_small() => self.heap.decimal(value.small_bits()),
            b'r' => {
                let text = repr(self, value)?;
                self.heap.string(text)
            }
            b's' => match str_of(self, value) {
                Err(Escape::Call(_)) => return Err(Escape::Bail),
                other => other?,
            },
            b'a' => {
                let text = repr(self, value)?;
                let text = escaped(&text);
                self.heap.string(text)
            }
            _ => value,
        };
        match spec.filter(|&spec| spec != self.names.empty) {
            None if converted.is(Kind::Instance) => self.format_instance(converted),
            None => str_of(self, converted),
            Some(spec) => self.format_with(converted, spec),
        }
    }

    fn format_instance(&mut self, value: Value) -> Outcome {
        let class = self.class_of(value);
        match self.lookup_own(class, self.names.format) {
            Some(method) => {
                let empty = self.names.empty;
                Err(Escape::call_checked(method, &[value, empty], Check::Format))
            }
            None => str_of(self, value),
        }
    }

    /// `format(value, spec)`.
    pub(crate) fn format_with(&mut self, value: Value, spec: Value) -> Outcome {
        if value.is(Kind::Instance) {
            let class = self.class_of(value);
            if let Some(method) = self.lookup_own(class, self.names.format) {
                return Err(Escape::call_checked(method, &[value, spec], Check::Format));
            }
        }
        super::string::format_by(self, value, spec)
    }
}
