//! Representations of values for who looks in from outside. They are `repr`'s where that is known without a script's code.

use crate::{
    builtins::{address, qualified_class_name},
    heap::{
        object::{Flavour, Part, Wrapper},
        value::{Kind, Value},
    },
    text::{self, IntRef},
    vm::Vm,
};

/// Containers nested deeper than this are shown as three dots.
const MOST_DEPTH: usize = 8;

/// The representation of a value in at most so many bytes, and three dots where it is cut. An object with a `__repr__` of a
/// script's, or of a part of the library that is Python, is shown as if it had none, with what it contains if its class derives
/// from a built-in one. The time this takes goes with the bytes, not with the value.
pub(super) fn show(vm: &Vm, value: Value, most_bytes: usize) -> String {
    let mut view = View { vm, out: String::new(), most_bytes, open: Vec::new() };
    view.value(value);
    let mut out = view.out;
    if out.len() > most_bytes {
        out.truncate(out.floor_char_boundary(most_bytes));
        out.push_str("...");
    }
    out
}

struct View<'v> {
    vm: &'v Vm,
    out: String,
    most_bytes: usize,
    /// The containers that are being shown.
    open: Vec<Value>,
}

impl View<'_> {
    fn is_full(&self) -> bool {
        self.out.len() > self.most_bytes
    }

    /// So many bytes of a text or byte string suffice to be cut.
    fn left(&self) -> usize {
        self.most_bytes.saturating_sub(self.out.len())
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn value(&mut self, value: Value) {
        if let Some(number) = value.as_small() {
            return text::int::write_i64(number, &mut self.out);
        }
        if let Some(number) = value.as_float() {
            return text::float::write_repr(number, &mut self.out);
        }
        match value.kind() {
            Some(kind) => self.object(value, kind),
            None => self.push(&format!("{value:?}")),
        }
    }

    fn object(&mut self, value: Value, kind: Kind) {
        let (vm, index) = (self.vm, value.index());
        match kind {
            Kind::Str => {
                let shown = vm.heap.strs.get(index).as_str();
                text::write_repr(&shown[..shown.floor_char_boundary(self.left())], &mut self.out);
            }
            Kind::Bytes => self.bytes(vm.heap.byte_strings.get(index)),
            Kind::ByteArray => {
                self.push("bytearray(");
                self.bytes(vm.heap.byte_arrays.get(index));
                self.push(")");
            }
            Kind::BigInt => self.big(index),
            Kind::Complex => {
                let number = *vm.heap.complexes.get(index);
                text::write_complex(number.real, number.imag, &mut self.out);
            }
            Kind::Range => {
                let range = *vm.heap.ranges.get(index);
                let step = if range.step == 1 { String::new() } else { format!(", {}", range.step) };
                self.push(&format!("range({}, {}{step})", range.start, range.stop));
            }
            Kind::List
            | Kind::Tuple
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::View
            | Kind::Wrapper
            | Kind::Instance => self.nested(value, kind),
            Kind::Class => self.push(&format!("<class '{}'>", qualified_class_name(vm, index))),
            Kind::Module => self.push(&format!("<module '{}'>", vm.heap.modules.get(index).name)),
            Kind::Function => self.named("function", vm.heap.functions.get(index).qualified_name, value),
            Kind::Generator => {
                let generator = vm.heap.generators.get(index);
                let what = match generator.flavour {
                    Flavour::Generator => "generator object",
                    Flavour::Coroutine => "coroutine object",
                    Flavour::AsyncGenerator => "async_generator object",
                };
                self.named(what, generator.qualified_name, value);
            }
            Kind::Native => {
                let definition = vm.heap.natives.get(index).definition;
                self.push(&format!("<built-in function {}>", definition.map_or("", |definition| definition.name)));
            }
            _ => self.plain(value),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        text::write_repr_bytes(&bytes[..bytes.len().min(self.left())], &mut self.out);
    }

    /// The time to write a number goes with the square of its length.
    fn big(&mut self, index: u32) {
        let number = &self.vm.heap.bigs.get(index).0;
        let is_short = number.bits() / 4 <= self.most_bytes as u64;
        if !is_short || text::int::write_decimal(IntRef::Big(number), 0, &mut self.out).is_err() {
            self.push(&format!("<int of {} bits>", number.bits()));
        }
    }

    /// What every object can be shown as.
    fn plain(&mut self, value: Value) {
        let class = qualified_class_name(self.vm, self.vm.class_of(value));
        self.push(&format!("<{class} object at {:#x}>", address(value)));
    }

    fn named(&mut self, what: &str, name: Option<Value>, value: Value) {
        let name = name.map_or("", |name| self.vm.heap.text(name));
        self.push(&format!("<{what} {name} at {:#x}>", address(value)));
    }

    /// What may contain itself.
    fn nested(&mut self, value: Value, kind: Kind) {
        if self.open.contains(&value) || self.open.len() >= MOST_DEPTH {
            return match kind {
                Kind::List => self.push("[...]"),
                Kind::Tuple => self.push("(...)"),
                Kind::Dict => self.push("{...}"),
                Kind::Instance => self.plain(value),
                _ => self.push("..."),
            };
        }
        self.open.push(value);
        self.container(value, kind);
        self.open.pop();
    }

    fn container(&mut self, value: Value, kind: Kind) {
        let (vm, index) = (self.vm, value.index());
        match kind {
            Kind::List => self.between("[", vm.heap.lists.get(index).iter().copied(), "]"),
            Kind::Tuple => {
                let items = vm.heap.tuples.get(index);
                self.between("(", items.iter().copied(), if items.len() == 1 { ",)" } else { ")" });
            }
            Kind::Dict => self.pairs(index),
            Kind::Set => self.set(value, None),
            Kind::FrozenSet => self.set(value, Some("frozenset")),
            Kind::View => self.view(value),
            Kind::Instance => self.instance(value),
            _ => match *vm.heap.wrappers.get(index) {
                Wrapper::MappingProxy(inner) => {
                    self.push("mappingproxy(");
                    self.value(inner);
                    self.push(")");
                }
                _ => self.plain(value),
            },
        }
    }

    fn between(&mut self, open: &str, items: impl Iterator<Item = Value>, close: &str) {
        self.push(open);
        for (place, item) in items.enumerate() {
            if place > 0 {
                self.push(", ");
            }
            if self.is_full() {
                return;
            }
            self.value(item);
        }
        self.push(close);
    }

    fn pairs(&mut self, dict: u32) {
        self.push("{");
        for (place, entry) in self.vm.heap.dicts.get(dict).iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            if self.is_full() {
                return;
            }
            self.value(entry.key);
            self.push(": ");
            self.value(entry.value);
        }
        self.push("}");
    }

    /// `[(1, 2)]`
    fn items(&mut self, dict: u32) {
        self.push("[");
        for (place, entry) in self.vm.heap.dicts.get(dict).iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            if self.is_full() {
                return;
            }
            self.between("(", [entry.key, entry.value].into_iter(), ")");
        }
        self.push("]");
    }

    /// `{1}`, or with a name `name({1})`; `set()`, `name()`.
    fn set(&mut self, value: Value, name: Option<&str>) {
        let Some(set) = self.vm.set_of(value) else { return };
        if set.len() == 0 {
            return self.push(&format!("{}()", name.unwrap_or("set")));
        }
        if let Some(name) = name {
            self.push(&format!("{name}("));
        }
        self.between("{", set.iter().map(|member| member.key), "}");
        if name.is_some() {
            self.push(")");
        }
    }

    fn view(&mut self, value: Value) {
        let vm = self.vm;
        let view = *vm.heap.views.get(value.index());
        let Some(dict) = vm.heap.content(view.dict).of(Kind::Dict) else { return self.plain(value) };
        let entries = vm.heap.dicts.get(dict).iter();
        self.push(&format!("{}(", vm.type_name(value)));
        match view.part {
            Part::Keys => self.between("[", entries.map(|entry| entry.key), "]"),
            Part::Values => self.between("[", entries.map(|entry| entry.value), "]"),
            Part::Items => self.items(dict),
        }
        self.push(")");
    }

    fn instance(&mut self, value: Value) {
        let vm = self.vm;
        let class = vm.class_of(value);
        let name = &*vm.heap.classes.get(class).name;
        let has_own = vm.lookup_own(class, vm.names.repr).is_some();
        if let Some(exception) = vm.exception(value) {
            if has_own {
                return self.plain(value);
            }
            self.push(name);
            let args = vm.heap.items(exception.args).unwrap_or_default();
            return self.between("(", args.iter().copied(), ")");
        }
        let content = vm.heap.content(value);
        match content.kind() {
            _ if content == value => self.plain(value),
            Some(Kind::Set | Kind::FrozenSet) => self.set(content, Some(name)),
            Some(Kind::Foreign) => self.plain(value),
            _ if has_own => {
                self.push(&format!("{name}("));
                self.value(content);
                self.push(")");
            }
            _ => self.value(content),
        }
    }
}
