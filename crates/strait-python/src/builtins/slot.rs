//! Special methods of the built-in classes that stand for operations of the machine: `int.__add__`, `list.__len__`,
//! `str.__eq__`. One function does an operation for all classes; a table says which class has which.

use crate::{
    compile::op::{BinaryOperator, Comparison, UnaryOperator},
    heap::value::{Kind, Value},
    vm::{
        Vm,
        known::{ClassOf, Classes},
        native::{Check, Escape, NativeDefinition, Outcome, natives},
        number::Number,
    },
};

const DEFINITIONS: &[NativeDefinition] = natives! {
    "__repr__"("self, /") => repr;
    "__str__"("self, /") => |vm, args| super::repr::built_in_str(vm, args[0]);
    "__hash__"("self, /") => hash;
    "__getattribute__"("self, name, /") => super::object::get_attribute;
    "__setattr__"("self, name, value, /") => super::object::set_attribute;
    "__delattr__"("self, name, /") => super::object::delete_attribute;
    "__lt__"("self, value, /") => compare::<{ Comparison::Less as u8 }>;
    "__le__"("self, value, /") => compare::<{ Comparison::LessEqual as u8 }>;
    "__eq__"("self, value, /") => compare::<{ Comparison::Equal as u8 }>;
    "__ne__"("self, value, /") => compare::<{ Comparison::NotEqual as u8 }>;
    "__gt__"("self, value, /") => compare::<{ Comparison::Greater as u8 }>;
    "__ge__"("self, value, /") => compare::<{ Comparison::GreaterEqual as u8 }>;
    "__iter__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); vm.iterate(content) };
    "__len__"("self, /") => |vm, args| { let length = vm.length_of(args[0]).unwrap_or_default(); Ok(vm.heap.int(length as i64)) };
    "__getitem__"("self, key, /") => get_item;
    "__setitem__"("self, key, value, /") => set_item;
    "__delitem__"("self, key, /") => delete_item;
    "__contains__"("self, key, /") => contains;
    "__add__"("self, value, /") => binary::<{ BinaryOperator::Add as u8 }>;
    "__radd__"("self, value, /") => reflected::<{ BinaryOperator::Add as u8 }>;
    "__iadd__"("self, value, /") => in_place::<{ BinaryOperator::Add as u8 }>;
    "__sub__"("self, value, /") => binary::<{ BinaryOperator::Subtract as u8 }>;
    "__rsub__"("self, value, /") => reflected::<{ BinaryOperator::Subtract as u8 }>;
    "__isub__"("self, value, /") => in_place::<{ BinaryOperator::Subtract as u8 }>;
    "__mul__"("self, value, /") => binary::<{ BinaryOperator::Multiply as u8 }>;
    "__rmul__"("self, value, /") => reflected::<{ BinaryOperator::Multiply as u8 }>;
    "__imul__"("self, value, /") => in_place::<{ BinaryOperator::Multiply as u8 }>;
    "__truediv__"("self, value, /") => binary::<{ BinaryOperator::TrueDivide as u8 }>;
    "__rtruediv__"("self, value, /") => reflected::<{ BinaryOperator::TrueDivide as u8 }>;
    "__floordiv__"("self, value, /") => binary::<{ BinaryOperator::FloorDivide as u8 }>;
    "__rfloordiv__"("self, value, /") => reflected::<{ BinaryOperator::FloorDivide as u8 }>;
    "__mod__"("self, value, /") => binary::<{ BinaryOperator::Modulo as u8 }>;
    "__rmod__"("self, value, /") => reflected::<{ BinaryOperator::Modulo as u8 }>;
    "__divmod__"("self, value, /") => |vm, args| divmod(vm, args[0], args[0], args[1]);
    "__rdivmod__"("self, value, /") => |vm, args| divmod(vm, args[0], args[1], args[0]);
    "__pow__"("self, value, mod=None, /") => |vm, args| power(vm, args[0], args[0], args[1], args[2]);
    "__rpow__"("self, value, mod=None, /") => |vm, args| power(vm, args[0], args[1], args[0], args[2]);
    "__lshift__"("self, value, /") => binary::<{ BinaryOperator::LeftShift as u8 }>;
    "__rlshift__"("self, value, /") => reflected::<{ BinaryOperator::LeftShift as u8 }>;
    "__rshift__"("self, value, /") => binary::<{ BinaryOperator::RightShift as u8 }>;
    "__rrshift__"("self, value, /") => reflected::<{ BinaryOperator::RightShift as u8 }>;
    "__and__"("self, value, /") => binary::<{ BinaryOperator::And as u8 }>;
    "__rand__"("self, value, /") => reflected::<{ BinaryOperator::And as u8 }>;
    "__iand__"("self, value, /") => in_place::<{ BinaryOperator::And as u8 }>;
    "__or__"("self, value, /") => binary::<{ BinaryOperator::Or as u8 }>;
    "__ror__"("self, value, /") => reflected::<{ BinaryOperator::Or as u8 }>;
    "__ior__"("self, value, /") => in_place::<{ BinaryOperator::Or as u8 }>;
    "__xor__"("self, value, /") => binary::<{ BinaryOperator::Xor as u8 }>;
    "__rxor__"("self, value, /") => reflected::<{ BinaryOperator::Xor as u8 }>;
    "__ixor__"("self, value, /") => in_place::<{ BinaryOperator::Xor as u8 }>;
    "__neg__"("self, /") => unary::<{ UnaryOperator::Negative as u8 }>;
    "__pos__"("self, /") => unary::<{ UnaryOperator::Positive as u8 }>;
    "__invert__"("self, /") => unary::<{ UnaryOperator::Invert as u8 }>;
    "__abs__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); super::arithmetic::abs(vm, &[content]) };
    "__bool__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); Ok(Value::bool(vm.truth(content).unwrap_or(true))) };
};

/// Which class has which of them, in CPython's order.
const TABLE: &[(ClassOf, &str)] = &[
    (
        |c| c.int,
        "hash getattribute lt le eq ne gt ge add radd sub rsub mul rmul mod rmod divmod rdivmod pow rpow neg pos abs bool invert lshift rlshift rshift rrshift and rand xor rxor or ror floordiv rfloordiv truediv rtruediv",
    ),
    (|c| c.bool_, "repr invert and rand xor rxor or ror"),
    (
        |c| c.float,
        "repr hash getattribute lt le eq ne gt ge add radd sub rsub mul rmul mod rmod divmod rdivmod pow rpow neg pos abs bool floordiv rfloordiv truediv rtruediv",
    ),
    (
        |c| c.complex,
        "repr hash getattribute lt le eq ne gt ge add radd sub rsub mul rmul pow rpow neg pos abs bool truediv rtruediv",
    ),
    (|c| c.str_, "repr hash str getattribute lt le eq ne gt ge iter mod rmod len getitem add mul rmul contains"),
    (|c| c.bytes, "repr hash str getattribute lt le eq ne gt ge iter mod rmod len getitem add mul rmul contains"),
    (
        |c| c.bytearray,
        "repr str getattribute lt le eq ne gt ge iter mod rmod len getitem setitem delitem add mul rmul contains iadd imul",
    ),
    (|c| c.tuple, "repr hash getattribute lt le eq ne gt ge iter len getitem add mul rmul contains"),
    (
        |c| c.list,
        "repr getattribute lt le eq ne gt ge iter len getitem setitem delitem add mul rmul contains iadd imul",
    ),
    (|c| c.dict, "repr getattribute lt le eq ne gt ge iter or ror ior len setitem delitem contains"),
    (
        |c| c.set,
        "repr getattribute lt le eq ne gt ge iter sub rsub and rand xor rxor or ror isub iand ixor ior len contains",
    ),
    (|c| c.frozenset, "repr hash getattribute lt le eq ne gt ge iter sub rsub and rand xor rxor or ror len contains"),
    (|c| c.range, "repr hash getattribute lt le eq ne gt ge iter bool len getitem contains"),
    (|c| c.slice, "repr hash getattribute lt le eq ne gt ge"),
    (|c| c.memoryview, "repr hash getattribute lt le eq ne gt ge iter len getitem setitem delitem"),
    (|c| c.none, "repr hash lt le eq ne gt ge bool"),
    (|c| c.not_implemented, "repr"),
    (|c| c.ellipsis, "repr getattribute"),
    (|c| c.property, "getattribute"),
    (|c| c.staticmethod, "repr"),
    (|c| c.classmethod, "repr"),
    (|c| c.super_, "repr getattribute"),
    (|c| c.function, "repr"),
    (|c| c.native, "repr hash getattribute lt le eq ne gt ge"),
    (|c| c.method_descriptor, "repr getattribute"),
    (|c| c.slot_wrapper, "repr getattribute"),
    (|c| c.method_wrapper, "repr hash getattribute lt le eq ne gt ge"),
    (|c| c.method, "repr hash getattribute setattr delattr lt le eq ne gt ge"),
    (|c| c.module, "repr getattribute setattr delattr"),
    (|c| c.cell, "repr getattribute lt le eq ne gt ge"),
    (|c| c.generator, "repr getattribute"),
    (|c| c.coroutine, "repr getattribute"),
    (|c| c.async_generator, "repr getattribute"),
    (|c| c.code, "repr hash getattribute lt le eq ne gt ge"),
    (|c| c.member_descriptor, "repr getattribute"),
    (|c| c.getset_descriptor, "repr getattribute"),
    (|c| c.dict_keys, "repr getattribute lt le eq ne gt ge iter sub rsub and rand xor rxor or ror len contains"),
    (|c| c.dict_values, "repr getattribute iter len"),
    (|c| c.dict_items, "repr getattribute lt le eq ne gt ge iter sub rsub and rand xor rxor or ror len contains"),
    (|c| c.mapping_proxy, "repr hash str getattribute lt le eq ne gt ge iter or ror ior len getitem contains"),
    (|c| c.generic_alias, "repr hash getattribute lt le eq ne gt ge iter or ror getitem"),
    (|c| c.union, "repr hash getattribute lt le eq ne gt ge or ror getitem"),
    (|c| c.type_, "repr getattribute setattr delattr or ror"),
    (|c| c.base_exception, "repr str getattribute setattr delattr"),
];

/// Names of the methods of built-in classes that CPython calls slot wrappers, beside those above.
const OTHERS: [&str; 16] = [
    "__init__",
    "__call__",
    "__get__",
    "__set__",
    "__delete__",
    "__next__",
    "__int__",
    "__float__",
    "__index__",
    "__await__",
    "__aiter__",
    "__anext__",
    "__matmul__",
    "__rmatmul__",
    "__imatmul__",
    "__del__",
];

/// Whether a method of a built-in class stands for an operation; a few that do are ordinary methods in CPython.
pub(super) fn is_slot(classes: &Classes, class: u32, name: &str) -> bool {
    let is_ordinary = match name {
        "__getitem__" => class == classes.list || class == classes.dict,
        "__contains__" => [classes.dict, classes.set, classes.frozenset].contains(&class),
        _ => false,
    };
    !is_ordinary && (OTHERS.contains(&name) || DEFINITIONS.iter().any(|definition| definition.name == name))
}

pub(super) fn install(vm: &mut Vm) {
    for (class, names) in TABLE {
        let class = class(&vm.classes);
        for name in names.split(' ') {
            let found = DEFINITIONS.iter().find(|definition| {
                definition.name.strip_prefix("__").and_then(|rest| rest.strip_suffix("__")) == Some(name)
            });
            debug_assert!(found.is_some(), "{name} is no slot");
            if let Some(definition) = found {
                vm.add_methods(class, std::slice::from_ref(definition));
            }
        }
    }
    let classes = vm.classes;
    let unhashable = [
        classes.list,
        classes.dict,
        classes.set,
        classes.bytearray,
        classes.dict_keys,
        classes.dict_items,
        classes.cell,
    ];
    for class in unhashable {
        let dict = vm.heap.classes.get(class).dict;
        vm.set_name(dict, vm.names.hash, Value::NONE);
    }
}

/// What an operation gives up on is done by a function of the prelude, on the contents.
fn or_prelude(vm: &mut Vm, outcome: Outcome, twin: &str, arguments: &[Value]) -> Outcome {
    match outcome {
        Err(Escape::Bail | Escape::Drain(_)) => Err(vm.prelude_call(twin, arguments)),
        other => other,
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let outcome = super::repr::built_in_repr(vm, args[0]).map(|text| vm.heap.string(text));
    or_prelude(vm, outcome, "_repr", args)
}

fn hash(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let outcome = vm.leaf_hash(content).map(|hash| vm.heap.int(hash));
    or_prelude(vm, outcome, "_content_hash", &[content])
}

// --- comparison ------------------------------------------------------------------------------------------------------

fn compare<const COMPARISON: u8>(vm: &mut Vm, args: &[Value]) -> Outcome {
    let comparison = Comparison::ALL[usize::from(COMPARISON) % 6];
    let (left, right) = (vm.heap.content(args[0]), vm.heap.content(args[1]));
    let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if !has_comparison(vm, left, right, is_equality) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let outcome = vm.compare(comparison, left, right);
    let name = vm.heap.name(comparison.special());
    or_prelude(vm, outcome, "_compare", &[name, left, right])
}

/// Whether the left one's class knows how to compare with the right one.
fn has_comparison(vm: &Vm, left: Value, right: Value, is_equality: bool) -> bool {
    if let Some(number) = vm.number_of(left) {
        let is_complex = matches!(number, Number::Complex(_));
        return (is_equality || !is_complex) && vm.number_of(right).is_some_and(|other| rank(&other) <= rank(&number));
    }
    let Some(kind) = left.kind() else { return is_equality && left == right };
    let other = right.kind();
    let is_setlike = |value: Value| {
        matches!(value.kind(), Some(Kind::Set | Kind::FrozenSet))
            || value
                .of(Kind::View)
                .is_some_and(|view| vm.heap.views.get(view).part != crate::heap::object::Part::Values)
    };
    match kind {
        Kind::Str | Kind::List | Kind::Tuple | Kind::Slice => other == Some(kind),
        Kind::Bytes => matches!(other, Some(Kind::Bytes)) || (other == Some(Kind::ByteArray)),
        Kind::ByteArray => matches!(other, Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView)),
        Kind::MemoryView => is_equality && matches!(other, Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView)),
        Kind::Dict | Kind::Range => is_equality && other == Some(kind),
        Kind::Set | Kind::FrozenSet => matches!(other, Some(Kind::Set | Kind::FrozenSet)),
        Kind::View => is_setlike(left) && is_setlike(right),
        Kind::Wrapper => match *vm.heap.wrappers.get(left.index()) {
            crate::heap::object::Wrapper::MappingProxy(_) => is_equality,
            _ => is_equality && other == Some(kind),
        },
        Kind::Method | Kind::Code => is_equality && other == Some(kind),
        _ => is_equality && left == right,
    }
}

/// The place of a number's class in the order `int`, `float`, `complex`.
const fn rank(number: &Number) -> u8 {
    match number {
        Number::Small(_) | Number::Big(_) => 0,
        Number::Float(_) => 1,
        Number::Complex(_) => 2,
    }
}

// --- operators -------------------------------------------------------------------------------------------------------

fn binary<const OPERATOR: u8>(vm: &mut Vm, args: &[Value]) -> Outcome {
    operate(vm, OPERATOR, args[0], args[0], args[1])
}

fn reflected<const OPERATOR: u8>(vm: &mut Vm, args: &[Value]) -> Outcome {
    operate(vm, OPERATOR, args[0], args[1], args[0])
}

fn in_place<const OPERATOR: u8>(vm: &mut Vm, args: &[Value]) -> Outcome {
    operate(vm, OPERATOR + BinaryOperator::IN_PLACE, args[0], args[0], args[1])
}

/// An operator as the class of `receiver`, which is one of the operands, does it.
fn operate(vm: &mut Vm, x: u8, receiver: Value, left: Value, right: Value) -> Outcome {
    if let Some(number) = vm.number_of(receiver) {
        if !takes(vm, &number, if receiver == left { right } else { left }) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let (left, right) = (vm.heap.content(left), vm.heap.content(right));
        return Ok(vm.binary(x, left, right)?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    let is_in_place = x >= BinaryOperator::IN_PLACE;
    let target = if is_in_place { left } else { vm.heap.content(left) };
    let outcome = match vm.binary(x, target, right) {
        Ok(Some(value)) => Ok(value),
        Ok(None) if vm.joins(x, receiver) && x % BinaryOperator::IN_PLACE == BinaryOperator::Multiply as u8 => {
            let other = if receiver == left { right } else { left };
            let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(other));
            Err(vm.type_error(message))
        }
        Ok(None) if vm.joins(x, receiver) => Err(vm.unsupported(x, left, right)),
        Ok(None) => Ok(Value::NOT_IMPLEMENTED),
        Err(escape) => Err(escape),
    };
    let symbol = vm.operator_symbol(x);
    or_prelude(vm, outcome, "_operate", &[symbol, target, right])
}

/// Whether the class of a number takes another operand: its own kind, or one that it includes.
fn takes(vm: &Vm, number: &Number, other: Value) -> bool {
    vm.number_of(other).is_some_and(|other| rank(&other) <= rank(number))
}

fn divmod(vm: &mut Vm, receiver: Value, left: Value, right: Value) -> Outcome {
    let other = if receiver == left { right } else { left };
    match vm.number_of(receiver) {
        Some(number) if takes(vm, &number, other) => super::arithmetic::divmod(vm, &[left, right]),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn power(vm: &mut Vm, receiver: Value, base: Value, exponent: Value, modulus: Value) -> Outcome {
    let other = if receiver == base { exponent } else { base };
    match vm.number_of(receiver) {
        Some(number) if takes(vm, &number, other) && (modulus.is_none() || takes(vm, &number, modulus)) => {
            let arguments = [base, exponent, modulus].map(|value| vm.heap.content(value));
            let outcome = super::arithmetic::pow(vm, &arguments);
            or_prelude(vm, outcome, "_power_error", &[base, exponent, modulus])
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn unary<const OPERATOR: u8>(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    vm.unary(OPERATOR, content)
}

// --- items -----------------------------------------------------------------------------------------------------------

pub(super) fn get_item(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let outcome = vm.get_item(content, args[1]);
    or_prelude(vm, outcome, "_getitem", &[content, args[1]])
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let outcome = vm.set_item(content, args[1], args[2]).map(|()| Value::NONE);
    or_prelude(vm, outcome, "_setitem", &[content, args[1], args[2]])
}

fn delete_item(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let outcome = vm.delete_item(content, args[1]).map(|()| Value::NONE);
    or_prelude(vm, outcome, "_delitem", &[content, args[1]])
}

fn contains(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    match vm.contains(content, args[1]) {
        Ok(contains) => Ok(Value::bool(contains)),
        Err(Escape::Call(request)) => {
            Err(Escape::Call(Box::new(crate::vm::native::Request { check: Check::Bool, ..*request })))
        }
        Err(escape) => Err(escape),
    }
}
