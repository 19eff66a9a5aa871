//! `bytes`, `bytearray` and `memoryview`.

mod array;
mod buffer;
mod change;
mod item;
mod make;
mod search;
mod split;
mod view;

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

pub(crate) use array::add;
pub(crate) use change::hex_text;
pub(crate) use item::{bytes_item, delete_bytes, set_bytes_item};
pub(crate) use make::numbers;
pub(crate) use view::{unpacked, view_item, views_equal};

pub(super) fn install(vm: &mut Vm) {
    make::install(vm);
    array::install(vm);
    view::install(vm);
    for class in [vm.classes.bytes, vm.classes.bytearray] {
        vm.add_methods(
            class,
            natives! {
                "capitalize"("self, /") => |vm, args| change::cased(vm, args, change::capitalize);
                "lower"("self, /") => |vm, args| change::cased(vm, args, <[u8]>::make_ascii_lowercase);
                "swapcase"("self, /") => |vm, args| change::cased(vm, args, change::swap_case);
                "title"("self, /") => |vm, args| change::cased(vm, args, change::title);
                "upper"("self, /") => |vm, args| change::cased(vm, args, <[u8]>::make_ascii_uppercase);
                "isalnum"("self, /") => |vm, args| all(vm, args, |byte| byte.is_ascii_alphanumeric());
                "isalpha"("self, /") => |vm, args| all(vm, args, |byte| byte.is_ascii_alphabetic());
                "isdigit"("self, /") => |vm, args| all(vm, args, |byte| byte.is_ascii_digit());
                "isspace"("self, /") => |vm, args| all(vm, args, is_space);
                "isascii"("self, /") => |vm, args| Ok(Value::bool(own(vm, args[0]).is_ascii()));
                "islower"("self, /") => |vm, args| Ok(Value::bool(change::is_cased(own(vm, args[0]), u8::is_ascii_lowercase)));
                "isupper"("self, /") => |vm, args| Ok(Value::bool(change::is_cased(own(vm, args[0]), u8::is_ascii_uppercase)));
                "istitle"("self, /") => |vm, args| Ok(Value::bool(change::is_title(own(vm, args[0]))));
                "center"("self, width, fillchar=..., /") => |vm, args| change::justify(vm, args, change::Side::Both);
                "ljust"("self, width, fillchar=..., /") => |vm, args| change::justify(vm, args, change::Side::Right);
                "rjust"("self, width, fillchar=..., /") => |vm, args| change::justify(vm, args, change::Side::Left);
                "zfill"("self, width, /") => change::zero_fill;
                "expandtabs"("self, tabsize=8") => change::expand_tabs;
                "strip"("self, bytes=None, /") => |vm, args| change::strip(vm, args, true, true);
                "lstrip"("self, bytes=None, /") => |vm, args| change::strip(vm, args, true, false);
                "rstrip"("self, bytes=None, /") => |vm, args| change::strip(vm, args, false, true);
                "removeprefix"("self, prefix, /") => |vm, args| change::remove_affix(vm, args, true);
                "removesuffix"("self, suffix, /") => |vm, args| change::remove_affix(vm, args, false);
                "replace"("self, old, new, count=-1, /") => change::replace;
                "translate"("self, table, /, delete=...") => change::translate;
                "hex"("self, sep=..., bytes_per_sep=1") => change::hex;
                "find"("self, sub, start=None, end=None, /") => |vm, args| search::found(vm, args, false, false);
                "rfind"("self, sub, start=None, end=None, /") => |vm, args| search::found(vm, args, true, false);
                "index"("self, sub, start=None, end=None, /") => |vm, args| search::found(vm, args, false, true);
                "rindex"("self, sub, start=None, end=None, /") => |vm, args| search::found(vm, args, true, true);
                "count"("self, sub, start=None, end=None, /") => search::count;
                "startswith"("self, prefix, start=None, end=None, /") => |vm, args| search::affix(vm, args, true);
                "endswith"("self, suffix, start=None, end=None, /") => |vm, args| search::affix(vm, args, false);
                "split"("self, sep=None, maxsplit=-1") => |vm, args| split::split(vm, args, false);
                "rsplit"("self, sep=None, maxsplit=-1") => |vm, args| split::split(vm, args, true);
                "splitlines"("self, keepends=False") => split::split_lines;
                "partition"("self, sep, /") => |vm, args| split::partition(vm, args, false);
                "rpartition"("self, sep, /") => |vm, args| split::partition(vm, args, true);
                "join"("self, iterable_of_bytes, /") => split::join;
                "decode"("self, encoding='utf-8', errors='strict'") => decode;
                "__iter__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); vm.iterate(content) };
                "__len__"("self, /") => |vm, args| { let length = own(vm, args[0]).len(); Ok(vm.heap.int(length as i64)) };
                "__getitem__"("self, key, /") => |vm, args| { let content = vm.heap.content(args[0]); bytes_item(vm, content, args[1]) };
                "__contains__"("self, key, /") => |vm, args| { let content = vm.heap.content(args[0]); super::contains(vm, content, args[1]).map(Value::bool) };
                "__repr__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); let shown = super::repr(vm, content)?; Ok(vm.heap.string(shown)) };
                "__add__"("self, value, /") => |vm, args| operator(vm, args, crate::compile::op::BinaryOperator::Add);
                "__mul__"("self, value, /") => |vm, args| operator(vm, args, crate::compile::op::BinaryOperator::Multiply);
                "__mod__"("self, value, /") => |vm, args| operator(vm, args, crate::compile::op::BinaryOperator::Modulo);
            },
        );
        vm.add_class_methods(class, natives! { "fromhex"("cls, string, /") => make::from_hex; });
        vm.add_static_methods(class, natives! { "maketrans"("frm, to, /") => change::make_table; });
    }
}

/// The bytes of a method's own object.
fn own(vm: &Vm, value: Value) -> &[u8] {
    let content = vm.heap.content(value);
    match content.kind() {
        Some(Kind::Bytes) => vm.heap.byte_strings.get(content.index()),
        Some(Kind::ByteArray) => vm.heap.byte_arrays.get(content.index()),
        _ => &[],
    }
}

/// New bytes of the class of a method's own object.
fn like(vm: &mut Vm, value: Value, bytes: Vec<u8>) -> Value {
    if vm.heap.content(value).is(Kind::ByteArray) {
        vm.heap.new_byte_array(bytes)
    } else {
        vm.heap.new_bytes(bytes.into())
    }
}

/// What a method gives that changes nothing: the same object if it cannot change later.
fn unchanged(vm: &mut Vm, value: Value) -> Value {
    let content = vm.heap.content(value);
    match content.of(Kind::ByteArray) {
        Some(index) => {
            let copy = vm.heap.byte_arrays.get(index).clone();
            vm.heap.new_byte_array(copy)
        }
        None => content,
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn all(vm: &mut Vm, args: &[Value], test: fn(u8) -> bool) -> Outcome {
    let bytes = own(vm, args[0]);
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(|&byte| test(byte))))
}

fn decode(vm: &mut Vm, args: &[Value]) -> Outcome {
    for (place, name) in [(1, "encoding"), (2, "errors")] {
        if !vm.heap.content(args[place]).is(Kind::Str) {
            let message = format!("decode() argument '{name}' must be str, not {}", vm.type_name(args[place]));
            return Err(vm.type_error(message));
        }
    }
    super::codec::decoded(vm, args[0], args[1], args[2])
}

fn operator(vm: &mut Vm, args: &[Value], operator: crate::compile::op::BinaryOperator) -> Outcome {
    let left = vm.heap.content(args[0]);
    Ok(super::sequence_operator(vm, operator, false, left, args[1])?.unwrap_or(Value::NOT_IMPLEMENTED))
}

/// The byte that a number stands for.
fn byte(vm: &mut Vm, value: Value) -> Outcome<u8> {
    let number = match vm.integer_of(value) {
        Some(number) => num_traits::ToPrimitive::to_u8(&number),
        None => u8::try_from(vm.index(value)?).ok(),
    };
    number.ok_or_else(|| vm.value_error("byte must be in range(0, 256)"))
}
