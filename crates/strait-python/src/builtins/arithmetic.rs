//! The functions of `builtins` that compute.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

pub(super) fn abs(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::vm::number::Number;
    let class = vm.class_of(args[0]);
    let name = vm.heap.name("__abs__");
    if let Some(method) = vm.lookup_own(class, name) {
        return Err(Escape::call(method, args));
    }
    match vm.number_of(args[0]) {
        Some(Number::Small(value)) => Ok(vm.heap.int(value.abs())),
        Some(Number::Big(value)) => Ok(vm.heap.big(num_traits::Signed::abs(&value))),
        Some(Number::Float(value)) => Ok(Value::float(value.abs())),
        Some(Number::Complex(value)) => Ok(Value::float(value.real.hypot(value.imag))),
        None => {
            let message = format!("bad operand type for abs(): '{}'", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
    }
}

fn in_radix(vm: &mut Vm, value: Value, radix: u32, prefix: &str) -> Outcome {
    let Some(number) = vm.integer_of(value) else {
        vm.index(value)?;
        return Err(Escape::Bail);
    };
    let digits = number.magnitude().to_str_radix(radix);
    let sign = if number.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    Ok(vm.heap.string(format!("{sign}{prefix}{digits}")))
}

pub(super) fn bin(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 2, "0b")
}

pub(super) fn oct(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 8, "0o")
}

pub(super) fn hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 16, "0x")
}

pub(super) fn divmod(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::{compile::op::BinaryOperator, vm::number::Number};
    let (Some(left), Some(right)) = (vm.number_of(args[0]), vm.number_of(args[1])) else { return Err(Escape::Bail) };
    if let (Number::Float(_), _) | (_, Number::Float(_)) = (&left, &right) {
        let (Some(left), Some(right)) = (left.to_float(), right.to_float()) else { return Err(Escape::Bail) };
        if right == 0.0 {
            return Err(vm.zero_division("float divmod()"));
        }
        let (quotient, rest) = crate::vm::number::float_divmod(left, right);
        return Ok(vm.heap.tuple(&[Value::float(quotient), Value::float(rest)]));
    }
    let quotient = vm.arithmetic(BinaryOperator::FloorDivide, &left, &right)?;
    let rest = vm.arithmetic(BinaryOperator::Modulo, &left, &right)?;
    match (quotient, rest) {
        (Some(quotient), Some(rest)) => Ok(vm.heap.tuple(&[quotient, rest])),
        _ => Err(Escape::Bail),
    }
}

pub(super) fn pow(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::compile::op::BinaryOperator;
    use num_integer::Integer as _;
    use num_traits::{One as _, Signed as _, Zero as _};
    if args[2].is_none() {
        let (Some(left), Some(right)) = (vm.number_of(args[0]), vm.number_of(args[1])) else {
            return Err(Escape::Bail);
        };
        return vm.arithmetic(BinaryOperator::Power, &left, &right)?.ok_or(Escape::Bail);
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (vm.integer_of(args[0]), vm.integer_of(args[1]), vm.integer_of(args[2]))
    else {
        return Err(Escape::Bail);
    };
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    vm.fuel -= (modulus.bits() * exponent.bits() / 64) as i64;
    let (base, exponent) = if exponent.is_negative() {
        let found = base.extended_gcd(&modulus);
        if !found.gcd.abs().is_one() {
            return Err(vm.value_error("base is not invertible for the given modulus"));
        }
        ((found.x * found.gcd).mod_floor(&modulus), -exponent)
    } else {
        (base, exponent)
    };
    let power = base.modpow(&exponent, &modulus.abs());
    let power = power.mod_floor(&modulus);
    Ok(vm.heap.big(power))
}

pub(super) fn round(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::vm::number::Number;
    let class = vm.class_of(args[0]);
    let name = vm.heap.name("__round__");
    if let Some(method) = vm.lookup_own(class, name) {
        let arguments = if args[1].is_none() { &args[..1] } else { args };
        return Err(Escape::call(method, arguments));
    }
    let digits = match vm.integer_of(args[1]) {
        _ if args[1].is_none() => None,
        // Digits beyond 64 bits are as good as all there are, or none.
        Some(digits) => Some(num_traits::ToPrimitive::to_i64(&digits).unwrap_or(match digits.sign() {
            num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        })),
        None => Some(vm.index(args[1])?),
    };
    match (vm.number_of(args[0]), digits) {
        (Some(Number::Float(value)), None) => {
            let rounded =
                crate::text::float::round_to_int(value).map_err(|error| super::number::text_error(vm, &error))?;
            Ok(super::number::from_int(vm, rounded))
        }
        (Some(Number::Float(value)), Some(digits)) => {
            let rounded = crate::text::float::round_to_digits(value, digits)
                .map_err(|error| super::number::text_error(vm, &error))?;
            Ok(Value::float(rounded))
        }
        (Some(number @ (Number::Small(_) | Number::Big(_))), Some(digits)) if digits < 0 => {
            super::number::round_integer(vm, &number, digits.unsigned_abs())
        }
        (Some(number @ (Number::Small(_) | Number::Big(_))), _) => Ok(vm.new_number(number)),
        _ => {
            let message = format!("type {} doesn't define __round__ method", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
    }
}

pub(super) fn sum(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::{compile::op::BinaryOperator, vm::number::Number};
    let message = match vm.heap.content(args[1]).kind() {
        Some(Kind::Str) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Some(Kind::Bytes) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Some(Kind::ByteArray) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = message {
        return Err(vm.type_error(message));
    }
    if let Some(range) = args[0].of(Kind::Range).map(|range| *vm.heap.ranges.get(range))
        && !args[1].is(Kind::Instance)
        && let Some(start @ (Number::Small(_) | Number::Big(_))) = vm.number_of(args[1])
    {
        let total = vm.heap.big(range.sum());
        let Some(total) = vm.number_of(total) else { return Err(Escape::Bail) };
        return vm.arithmetic(BinaryOperator::Add, &start, &total)?.ok_or(Escape::Bail);
    }
    let items = match vm.items_of(args[0]) {
        Err(Escape::Bail) => return Err(Escape::Drain(0)),
        other => other?,
    };
    let Some(mut total) = vm.number_of(args[1]) else { return Err(Escape::Bail) };
    let mut items = items.into_iter().peekable();
    while let Some(&item) = items.peek() {
        if let (Number::Small(sum), Some(number)) = (&total, item.as_small())
            && let Some(sum) = sum.checked_add(number)
        {
            total = Number::Small(sum);
            items.next();
            continue;
        }
        // A class derived from a number may add in its own way.
        let Some(number) = vm.number_of(item).filter(|_| !item.is(Kind::Instance)) else { return Err(Escape::Bail) };
        if let (Number::Float(_) | Number::Small(_) | Number::Big(_), Number::Float(_)) = (&total, &number) {
            // From here on the sum is compensated, as CPython 3.12 does.
            return sum_floats(vm, total.to_float().unwrap_or_default(), items.collect());
        }
        let Some(next) = vm.arithmetic(BinaryOperator::Add, &total, &number)? else { return Err(Escape::Bail) };
        total = vm.number_of(next).unwrap_or(Number::Small(0));
        items.next();
    }
    Ok(vm.new_number(total))
}

fn sum_floats(vm: &mut Vm, start: f64, items: Vec<Value>) -> Outcome {
    let (mut sum, mut compensation) = (start, 0.0);
    for item in items {
        use crate::vm::number::Number;
        match vm.number_of(item).filter(|_| !item.is(Kind::Instance)) {
            Some(Number::Complex(_)) | None => return Err(Escape::Bail),
            // Integers are added as they are.
            Some(Number::Small(value)) => sum += value as f64,
            Some(number) => {
                let Some(value) = number.to_float() else {
                    return Err(vm.overflow_error("int too large to convert to float"));
                };
                let next = sum + value;
                compensation += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
                sum = next;
            }
        }
    }
    let total = if compensation.is_finite() { sum + compensation } else { sum };
    Ok(Value::float(total))
}
