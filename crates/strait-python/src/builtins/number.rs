//! `int`, `bool`, `float` and `complex`.

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use crate::{
    heap::{
        object::Complex,
        saturated,
        value::{Kind, Value},
    },
    text::{Int, IntRef, TextError},
    vm::{
        Vm,
        native::{Check, Escape, Outcome, natives},
        number::Number,
    },
};

pub(super) fn install(vm: &mut Vm) {
    let classes = vm.classes;
    vm.add_static_methods(classes.int, natives! { "__new__"("cls, x=..., /, base=...") => new_int; });
    vm.add_static_methods(classes.bool_, natives! { "__new__"("cls, x=False, /") => new_bool, twin "_bool"; });
    vm.add_static_methods(classes.float, natives! { "__new__"("cls, x=0, /") => new_float; });
    vm.add_static_methods(
        classes.complex,
        natives! { "__new__"("cls, real=0, imag=...") => new_complex, twin "_new_complex"; },
    );
    vm.add_methods(
        classes.int,
        natives! {
            "bit_length"("self, /") => |vm, args| { let bits = integer(vm, args[0]).bits(); Ok(vm.heap.int(bits as i64)) };
            "bit_count"("self, /") => |vm, args| { let ones = integer(vm, args[0]).magnitude().count_ones(); Ok(vm.heap.int(ones as i64)) };
            "conjugate"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "as_integer_ratio"("self, /") => |vm, args| { let number = integer(vm, args[0]); let number = vm.heap.big(number); Ok(vm.heap.tuple(&[number, Value::small_unchecked(1)])) };
            "to_bytes"("self, length=1, byteorder='big', *, signed=False") => to_bytes;
            "is_integer"("self, /") => |_, _| Ok(Value::TRUE);
            "__repr__"("self, /") => |vm, args| {
                // Of a `bool` the number too.
                let number = integer(vm, args[0]);
                let number = vm.heap.big(number);
                let text = super::repr(vm, number)?;
                Ok(vm.heap.string(text))
            };
            "__index__"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "__int__"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "__trunc__"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "__floor__"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "__ceil__"("self, /") => |vm, args| { let number = integer(vm, args[0]); Ok(vm.heap.big(number)) };
            "__float__"("self, /") => to_float;
        },
    );
    vm.add_methods(classes.int, natives! {
        "__round__"("self, ndigits=None, /") => |vm, args| { let content = vm.heap.content(args[0]); super::arithmetic::round(vm, &[content, args[1]]) };
    });
    vm.add_methods(classes.float, natives! {
        "__round__"("self, ndigits=None, /") => |vm, args| { let content = vm.heap.content(args[0]); super::arithmetic::round(vm, &[content, args[1]]) };
    });
    vm.add_class_methods(
        classes.int,
        natives! { "from_bytes"("cls, bytes, byteorder='big', *, signed=False") => from_bytes; },
    );
    let part: [(&str, crate::vm::native::Getter, Option<crate::vm::native::Setter>); 4] = [
        (
            "real",
            |vm, value| {
                let number = vm.heap.content(value);
                Ok(if number.is_bool() { Value::small_unchecked(i64::from(number == Value::TRUE)) } else { number })
            },
            None,
        ),
        ("imag", |_, _| Ok(Value::small_unchecked(0)), None),
        (
            "numerator",
            |vm, value| {
                let number = vm.heap.content(value);
                Ok(if number.is_bool() { Value::small_unchecked(i64::from(number == Value::TRUE)) } else { number })
            },
            None,
        ),
        ("denominator", |_, _| Ok(Value::small_unchecked(1)), None),
    ];
    vm.add_attributes(classes.int, &part);
    vm.add_methods(
        classes.float,
        natives! {
            "is_integer"("self, /") => |vm, args| { let value = float(vm, args[0]); Ok(Value::bool(value.is_finite() && value == value.trunc())) };
            "as_integer_ratio"("self, /") => as_integer_ratio;
            "hex"("self, /") => |vm, args| { let mut out = String::new(); crate::text::float::write_hex(float(vm, args[0]), &mut out); Ok(vm.heap.string(out)) };
            "conjugate"("self, /") => |vm, args| Ok(Value::float(float(vm, args[0])));
            "__float__"("self, /") => |vm, args| Ok(Value::float(float(vm, args[0])));
            "__int__"("self, /") => truncate;
            "__trunc__"("self, /") => truncate;
            "__floor__"("self, /") => |vm, args| { let found = crate::text::float::floor_to_int(float(vm, args[0])); whole(vm, found) };
            "__ceil__"("self, /") => |vm, args| { let found = crate::text::float::truncate_to_int(float(vm, args[0]).ceil()); whole(vm, found) };
        },
    );
    for class in [classes.int, classes.float, classes.complex] {
        vm.add_methods(
            class,
            natives! {
                "__format__"("self, format_spec, /") => super::string::format_content;
                "__getnewargs__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); Ok(vm.heap.tuple(&[content])) };
            },
        );
    }
    for class in [classes.int, classes.float] {
        vm.add_methods(class, natives! { "__sizeof__"("self, /") => |_, _| Ok(Value::small_unchecked(28)); });
    }
    vm.add_methods(classes.complex, natives! { "__complex__"("self, /") => |vm, args| Ok(vm.heap.content(args[0])); });
    vm.add_class_methods(classes.float, natives! { "fromhex"("cls, string, /") => from_hex; });
    vm.add_attributes(
        classes.float,
        &[("real", |vm, value| Ok(Value::float(float(vm, value))), None), ("imag", |_, _| Ok(Value::float(0.0)), None)],
    );
    vm.add_methods(
        classes.complex,
        natives! {
            "conjugate"("self, /") => |vm, args| { let value = complex(vm, args[0]); Ok(vm.heap.new_complex(Complex { real: value.real, imag: -value.imag })) };
        },
    );
    vm.add_attributes(
        classes.complex,
        &[
            ("real", |vm, value| Ok(Value::float(complex(vm, value).real)), None),
            ("imag", |vm, value| Ok(Value::float(complex(vm, value).imag)), None),
        ],
    );
}

fn integer(vm: &Vm, value: Value) -> BigInt {
    vm.integer_of(value).unwrap_or_default()
}

fn float(vm: &Vm, value: Value) -> f64 {
    vm.heap.content(value).as_float().unwrap_or_default()
}

fn complex(vm: &Vm, value: Value) -> Complex {
    vm.heap.content(value).of(Kind::Complex).map(|index| *vm.heap.complexes.get(index)).unwrap_or_default()
}

/// An error of the functions on text, as an exception.
pub(super) fn text_error(vm: &mut Vm, error: &TextError) -> Escape {
    let class = match error.exception() {
        "OverflowError" => vm.classes.overflow_error,
        "MemoryError" => return Escape::Raise(vm.memory_error()),
        _ => vm.classes.value_error,
    };
    vm.error(class, &error.to_string())
}

pub(super) fn from_int(vm: &mut Vm, value: Int) -> Value {
    match value {
        Int::Small(value) => vm.heap.int(value),
        Int::Big(value) => vm.heap.big(value),
    }
}

fn whole(vm: &mut Vm, found: Result<Int, TextError>) -> Outcome {
    match found {
        Ok(value) => Ok(from_int(vm, value)),
        Err(error) => Err(text_error(vm, &error)),
    }
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Outcome {
    let found = crate::text::float::truncate_to_int(float(vm, args[0]));
    whole(vm, found)
}

fn new_int(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [class, value, base] = *args else { return Err(Escape::Bail) };
    if value.is_unbound() && !base.is_unbound() {
        return Err(vm.type_error("int() missing string argument"));
    }
    let made = if value.is_unbound() { Value::small_unchecked(0) } else { int_of(vm, value, base)? };
    Ok(vm.with_class(class.index(), made))
}

fn int_of(vm: &mut Vm, value: Value, base: Value) -> Outcome {
    let content = vm.heap.content(value);
    let is_text = matches!(content.kind(), Some(Kind::Str | Kind::Bytes | Kind::ByteArray));
    if !base.is_unbound() && !is_text {
        return Err(vm.type_error("int() can't convert non-string with explicit base"));
    }
    if is_text {
        let base = if base.is_unbound() { 10 } else { vm.index(base)? };
        if base != 0 && !(2..=36).contains(&base) {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        let limit = vm.max_str_digits;
        let found = match content.of(Kind::Str) {
            Some(index) => crate::text::int::parse(vm.heap.strs.get(index).as_str(), base, limit),
            None => crate::text::int::parse_bytes(&vm.bytes_of(content).unwrap_or_default(), base, limit),
        };
        return whole(vm, found);
    }
    let class = vm.class_of(value);
    // A number knows its own value, whatever a class derived from its class says about `__index__`.
    let is_number = matches!(vm.number_of(content), Some(Number::Small(_) | Number::Big(_) | Number::Float(_)));
    let conversions = [("__int__", Check::Int), ("__index__", Check::Index), ("__trunc__", Check::Int)];
    for (name, check) in conversions.into_iter().take(if is_number { 1 } else { 3 }) {
        let name = vm.heap.name(name);
        if let Some(method) = vm.lookup_own(class, name) {
            return Err(Escape::call_checked(method, &[value], check));
        }
    }
    match vm.number_of(content) {
        Some(Number::Float(value)) => {
            let found = crate::text::float::truncate_to_int(value);
            whole(vm, found)
        }
        Some(number @ (Number::Small(_) | Number::Big(_))) => Ok(vm.new_number(number)),
        _ => {
            let message = format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                vm.type_name(value)
            );
            Err(vm.type_error(message))
        }
    }
}

fn new_bool(vm: &mut Vm, args: &[Value]) -> Outcome {
    match vm.truth(args[1]) {
        Some(truth) => Ok(Value::bool(truth)),
        None => Err(Escape::Bail),
    }
}

fn new_float(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [class, value] = *args else { return Err(Escape::Bail) };
    let made = match float_of(vm, value)? {
        made if made.as_float().is_some_and(f64::is_nan) && !value.is_float() => vm.heap.new_nan(),
        made => made,
    };
    Ok(vm.with_class(class.index(), made))
}

fn float_of(vm: &mut Vm, value: Value) -> Outcome {
    let content = vm.heap.content(value);
    if let Some(index) = content.of(Kind::Str) {
        let found = crate::text::float::parse(vm.heap.strs.get(index).as_str());
        return found.map(Value::float).map_err(|error| text_error(vm, &error));
    }
    if let Some(bytes) = vm.bytes_of(content) {
        return crate::text::float::parse_bytes(&bytes).map(Value::float).map_err(|error| text_error(vm, &error));
    }
    let class = vm.class_of(value);
    // A number knows its own value, whatever a class derived from its class says about `__index__`.
    let is_number = matches!(vm.number_of(content), Some(Number::Small(_) | Number::Big(_) | Number::Float(_)));
    for name in ["__float__", "__index__"].into_iter().take(if is_number { 1 } else { 2 }) {
        let name = vm.heap.name(name);
        if vm.lookup_own(class, name).is_some() {
            return Err(Escape::Float(1));
        }
    }
    match vm.number_of(content) {
        Some(Number::Complex(_)) | None => {
            let message = format!("float() argument must be a string or a real number, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
        Some(number) => match number.to_float() {
            Some(float) => Ok(Value::float(float)),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
    }
}

fn to_float(vm: &mut Vm, args: &[Value]) -> Outcome {
    match crate::vm::number::big_to_float(&integer(vm, args[0])) {
        Some(float) => Ok(Value::float(float)),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

fn new_complex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [class, real, imag] = *args else { return Err(Escape::Bail) };
    let finish = |vm: &mut Vm, number: Complex| {
        let made = vm.heap.new_complex(number);
        Ok(vm.with_class(class.index(), made))
    };
    if let Some(index) = vm.heap.content(real).of(Kind::Str) {
        if !imag.is_unbound() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        let found = crate::text::parse_complex(vm.heap.strs.get(index).as_str());
        let (real, imag) = found.map_err(|error| text_error(vm, &error))?;
        return finish(vm, Complex { real, imag });
    }
    if vm.heap.content(imag).is(Kind::Str) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let real = complex_part(vm, real, "first argument must be a string or a number")?;
    if imag.is_unbound() {
        return finish(vm, real);
    }
    let (is_complex, imag) =
        (vm.heap.content(imag).is(Kind::Complex), complex_part(vm, imag, "second argument must be a number")?);
    // Only a part that is complex touches the other one, so that signs of zeros are kept.
    let whole = if is_complex { real.real - imag.imag } else { real.real };
    let rest = if vm.heap.content(args[1]).is(Kind::Complex) { real.imag + imag.real } else { imag.real };
    finish(vm, Complex { real: whole, imag: rest })
}

fn complex_part(vm: &mut Vm, value: Value, wanted: &str) -> Outcome<Complex> {
    let class = vm.class_of(value);
    let special = vm.heap.name("__complex__");
    if vm.lookup_own(class, special).is_some() {
        return Err(Escape::Bail);
    }
    match vm.number_of(value) {
        Some(Number::Complex(value)) => Ok(value),
        Some(number) => match number.to_float() {
            Some(real) => Ok(Complex { real, imag: 0.0 }),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
        None => {
            let special = [vm.names.float_, vm.names.index];
            if special.into_iter().any(|name| vm.lookup_own(class, name).is_some()) {
                return Err(Escape::Bail);
            }
            let message = format!("complex() {wanted}, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn to_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let number = integer(vm, args[0]);
    let length = vm.index(args[1])?;
    let is_big = byte_order(vm, args[2])?;
    if length < 0 {
        return Err(vm.value_error("length argument must be non-negative"));
    }
    let length = saturated(length);
    let signed = vm.truth(args[3]).unwrap_or_default();
    if number.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.heap.reserve(length)?;
    let mut bytes = if signed { number.to_signed_bytes_le() } else { number.magnitude().to_bytes_le() };
    // CPython takes no byte for -1 either, if there is none.
    if number.is_zero() || length == 0 && signed && number == BigInt::from(-1) {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, if number.is_negative() { 0xFF } else { 0 });
    if is_big {
        bytes.reverse();
    }
    Ok(vm.heap.new_bytes(bytes.into()))
}

fn from_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = match vm.bytes_of(args[1]) {
        Some(bytes) => bytes,
        None => {
            let items = if vm.heap.content(args[1]).is(Kind::Str) { Ok(None) } else { vm.items_of(args[1]).map(Some) };
            match items {
                Ok(Some(items)) => super::bytes::numbers(vm, &items, "bytes must be in range(0, 256)")?,
                Err(Escape::Bail) => return Err(Escape::Drain(1)),
                Err(Escape::Raise(error)) if !vm.is_instance(error, vm.classes.type_error) => {
                    return Err(Escape::Raise(error));
                }
                Ok(None) | Err(Escape::Raise(_)) => {
                    let message = format!("cannot convert '{}' object to bytes", vm.type_name(args[1]));
                    return Err(vm.type_error(message));
                }
                Err(escape) => return Err(escape),
            }
        }
    };
    vm.heap.reserve(bytes.len().saturating_mul(2))?;
    vm.spend(bytes.len());
    let is_big = byte_order(vm, args[2])?;
    let signed = vm.truth(args[3]).unwrap_or_default();
    let number = match (is_big, signed) {
        (true, true) => BigInt::from_signed_bytes_be(&bytes),
        (false, true) => BigInt::from_signed_bytes_le(&bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &bytes),
    };
    let made = vm.heap.big(number);
    Ok(vm.with_class(args[0].index(), made))
}

fn byte_order(vm: &mut Vm, value: Value) -> Outcome<bool> {
    match vm.heap.text(value) {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> Outcome {
    match crate::text::float::as_integer_ratio(float(vm, args[0])) {
        Ok((numerator, denominator)) => {
            let (numerator, denominator) = (from_int(vm, numerator), from_int(vm, denominator));
            Ok(vm.heap.tuple(&[numerator, denominator]))
        }
        Err(error) => Err(text_error(vm, &error)),
    }
}

fn from_hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[1]);
    if !content.is(Kind::Str) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let found = crate::text::float::parse_hex(vm.heap.text(content));
    match found {
        Ok(value) => Ok(vm.with_class(args[0].index(), Value::float(value))),
        Err(error) => Err(text_error(vm, &error)),
    }
}

/// `round(number, -digits)`: to the nearest multiple of a power of ten, halves to even.
pub(super) fn round_integer(vm: &mut Vm, number: &Number, digits: u64) -> Outcome {
    let value = match number {
        Number::Small(value) => BigInt::from(*value),
        Number::Big(value) => value.clone(),
        _ => return Err(Escape::Bail),
    };
    let Some(digits) = u32::try_from(digits).ok().filter(|&digits| u64::from(digits) <= value.bits() + 2) else {
        return Ok(Value::small_unchecked(0));
    };
    let unit = BigInt::from(10).pow(digits);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let twice = &rest * 2;
    let up = twice > unit || (twice == unit && quotient.is_odd());
    let rounded = (quotient + i32::from(up)) * unit;
    Ok(vm.heap.big(rounded))
}

/// An integer as the functions on text take it.
pub(super) fn with_int<T>(number: &Number, use_it: impl FnOnce(IntRef<'_>) -> T) -> Option<T> {
    match number {
        Number::Small(value) => Some(use_it(IntRef::Small(*value))),
        Number::Big(value) => Some(use_it(match value.to_i64() {
            Some(small) => IntRef::Small(small),
            None => IntRef::Big(value),
        })),
        _ => None,
    }
}
