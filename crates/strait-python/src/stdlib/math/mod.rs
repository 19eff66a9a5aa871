//! `math`.

mod special;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _};

use special::Undefined;

use crate::{
    heap::value::Value,
    vm::{
        Vm,
        native::{Check, Escape, Outcome, natives},
        number::Number,
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("math");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "sqrt"("x, /") => |vm, args| checked(vm, args, f64::sqrt);
            "cbrt"("x, /") => |vm, args| checked(vm, args, f64::cbrt);
            "exp"("x, /") => |vm, args| ranged(vm, args, f64::exp);
            "exp2"("x, /") => |vm, args| ranged(vm, args, f64::exp2);
            "expm1"("x, /") => |vm, args| ranged(vm, args, f64::exp_m1);
            "sin"("x, /") => |vm, args| checked(vm, args, f64::sin);
            "cos"("x, /") => |vm, args| checked(vm, args, f64::cos);
            "tan"("x, /") => |vm, args| checked(vm, args, f64::tan);
            "asin"("x, /") => |vm, args| checked(vm, args, f64::asin);
            "acos"("x, /") => |vm, args| checked(vm, args, f64::acos);
            "atan"("x, /") => |vm, args| checked(vm, args, f64::atan);
            "sinh"("x, /") => |vm, args| ranged(vm, args, f64::sinh);
            "cosh"("x, /") => |vm, args| ranged(vm, args, f64::cosh);
            "tanh"("x, /") => |vm, args| checked(vm, args, f64::tanh);
            "asinh"("x, /") => |vm, args| checked(vm, args, f64::asinh);
            "acosh"("x, /") => |vm, args| checked(vm, args, f64::acosh);
            "atanh"("x, /") => |vm, args| checked(vm, args, f64::atanh);
            "atan2"("y, x, /") => |vm, args| { let (y, x) = (float(vm, args, 0)?, float(vm, args, 1)?); Ok(Value::float(y.atan2(x))) };
            "fabs"("x, /") => |vm, args| checked(vm, args, f64::abs);
            "degrees"("x, /") => |vm, args| checked(vm, args, |x| x * (180.0 / std::f64::consts::PI));
            "radians"("x, /") => |vm, args| checked(vm, args, |x| x * (std::f64::consts::PI / 180.0));
            "copysign"("x, y, /") => |vm, args| { let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?); Ok(Value::float(x.copysign(y))) };
            "isnan"("x, /") => |vm, args| Ok(Value::bool(float(vm, args, 0)?.is_nan()));
            "isinf"("x, /") => |vm, args| Ok(Value::bool(float(vm, args, 0)?.is_infinite()));
            "isfinite"("x, /") => |vm, args| Ok(Value::bool(float(vm, args, 0)?.is_finite()));
            "isclose"("a, b, *, rel_tol=..., abs_tol=...") => is_close;
            "floor"("x, /") => |vm, args| rounded(vm, args, "__floor__", f64::floor);
            "ceil"("x, /") => |vm, args| rounded(vm, args, "__ceil__", f64::ceil);
            "trunc"("x, /") => |vm, args| rounded(vm, args, "__trunc__", f64::trunc);
            "fmod"("x, y, /") => fmod;
            "modf"("x, /") => |vm, args| { let x = float(vm, args, 0)?; let whole = x.trunc(); let rest = if x.is_infinite() { 0.0_f64.copysign(x) } else { (x - whole).copysign(x) }; Ok(vm.heap.tuple(&[Value::float(rest), Value::float(whole)])) };
            "frexp"("x, /") => frexp;
            "ldexp"("x, i, /") => ldexp;
            "pow"("x, y, /") => pow;
            "log"("x, base=..., /") => log;
            "log2"("x, /") => |vm, args| logarithm(vm, args, 0, f64::log2, std::f64::consts::LN_2);
            "log10"("x, /") => |vm, args| logarithm(vm, args, 0, f64::log10, std::f64::consts::LN_10);
            "log1p"("x, /") => |vm, args| checked(vm, args, f64::ln_1p);
            "hypot"("*coordinates") => hypot, twin "_math_hypot";
            "dist"("p, q, /") => dist, twin "_math_dist";
            "fsum"("seq, /") => fsum, twin "_math_fsum";
            "sumprod"("p, q, /") => sum_products, twin "_math_sumprod";
            "gamma"("x, /") => |vm, args| defined(vm, args, special::gamma);
            "lgamma"("x, /") => |vm, args| defined(vm, args, special::log_gamma);
            "erf"("x, /") => |vm, args| checked(vm, args, libm::erf);
            "erfc"("x, /") => |vm, args| checked(vm, args, libm::erfc);
            "remainder"("x, y, /") => |vm, args| { let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?); result(vm, special::remainder(x, y)) };
            "gcd"("*integers") => |vm, args| fold(vm, args, 0, |a, b| a.gcd(b));
            "lcm"("*integers") => |vm, args| fold(vm, args, 1, |a, b| a.lcm(b));
            "isqrt"("n, /") => isqrt;
            "factorial"("n, /") => factorial;
            "comb"("n, k, /") => comb;
            "perm"("n, k=None, /") => perm;
            "prod"("iterable, /, *, start=1") => |vm, args| Err(vm.prelude_call("_prod", args));
            "nextafter"("x, y, /, *, steps=None") => next_after;
            "ulp"("x, /") => |vm, args| { let x = float(vm, args, 0)?.abs(); Ok(Value::float(ulp(x))) };
        },
    );
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        let name = vm.heap.name(name);
        vm.set_name(dict, name, Value::float(value));
    }
    module
}

/// The float that an argument is.
/// The distance to the next float; that of the last one to the one before.
fn ulp(x: f64) -> f64 {
    if x == f64::MAX {
        x - x.next_down()
    } else if x.is_finite() {
        x.next_up() - x
    } else {
        x
    }
}

fn float(vm: &mut Vm, args: &[Value], place: usize) -> Outcome<f64> {
    match number(vm, args[place]) {
        Err(Escape::Bail) => Err(Escape::Float(place)),
        other => other,
    }
}

/// The float that a value is; gives up where a script's method must say.
fn number(vm: &mut Vm, value: Value) -> Outcome<f64> {
    match vm.number_of(value) {
        Some(Number::Complex(_)) | None => {
            let class = vm.class_of(value);
            if vm.lookup_own(class, vm.names.float_).is_some() || vm.lookup_own(class, vm.names.index).is_some() {
                return Err(Escape::Bail);
            }
            let message = format!("must be real number, not {}", vm.type_name(value));
            Err(vm.type_error(message))
        }
        Some(number) => match number.to_float() {
            Some(float) => Ok(float),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
    }
}

fn domain(vm: &mut Vm) -> Escape {
    vm.value_error("math domain error")
}

/// A function that is not defined everywhere.
fn checked(vm: &mut Vm, args: &[Value], function: fn(f64) -> f64) -> Outcome {
    let x = float(vm, args, 0)?;
    let result = function(x);
    if (result.is_nan() && !x.is_nan()) || (result.is_infinite() && x.is_finite()) {
        return Err(domain(vm));
    }
    Ok(Value::float(result))
}

/// A function that grows beyond all bounds.
fn ranged(vm: &mut Vm, args: &[Value], function: fn(f64) -> f64) -> Outcome {
    let x = float(vm, args, 0)?;
    let result = function(x);
    if result.is_infinite() && x.is_finite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::float(result))
}

fn rounded(vm: &mut Vm, args: &[Value], special: &str, round: fn(f64) -> f64) -> Outcome {
    let class = vm.class_of(args[0]);
    let name = vm.heap.name(special);
    if let Some(method) = vm.lookup_own(class, name) {
        return Err(Escape::call_checked(method, args, Check::Anything));
    }
    match vm.number_of(args[0]) {
        Some(number @ (Number::Small(_) | Number::Big(_))) => Ok(vm.new_number(number)),
        None if special == "__trunc__" => {
            let message = format!("type {} doesn't define __trunc__ method", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
        _ => {
            let x = float(vm, args, 0)?;
            match crate::text::float::truncate_to_int(round(x)) {
                Ok(crate::text::Int::Small(value)) => Ok(vm.heap.int(value)),
                Ok(crate::text::Int::Big(value)) => Ok(vm.heap.big(value)),
                Err(error) => {
                    let class = if x.is_nan() { vm.classes.value_error } else { vm.classes.overflow_error };
                    Err(vm.error(class, &error.to_string()))
                }
            }
        }
    }
}

fn is_close(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (a, b) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let relative = if args[2].is_unbound() { 1e-9 } else { float(vm, args, 2)? };
    let absolute = if args[3].is_unbound() { 0.0 } else { float(vm, args, 3)? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (b - a).abs();
    let close = a == b
        || (!a.is_infinite()
            && !b.is_infinite()
            && (difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute));
    Ok(Value::bool(close))
}

fn fmod(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?);
    if (x.is_infinite() && !y.is_nan()) || (y == 0.0 && !x.is_nan()) {
        return Err(domain(vm));
    }
    Ok(Value::float(x % y))
}

fn frexp(vm: &mut Vm, args: &[Value]) -> Outcome {
    let x = float(vm, args, 0)?;
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.heap.tuple(&[Value::float(x), Value::small_unchecked(0)]));
    }
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2_f64.powi(54), -54) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7FF) as i64 - 1022;
    let mantissa = f64::from_bits((bits & !(0x7FF << 52)) | (1022 << 52));
    Ok(vm.heap.tuple(&[Value::float(mantissa), Value::small_unchecked(exponent + shift)]))
}

fn ldexp(vm: &mut Vm, args: &[Value]) -> Outcome {
    let x = float(vm, args, 0)?;
    let Some(exponent) = vm.integer_of(args[1]) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let exponent = exponent.clamp(BigInt::from(-5000), BigInt::from(5000)).to_i32().unwrap_or_default();
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::float(result))
}

fn pow(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let result = x.powf(y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() || (x == 0.0 && y < 0.0 && y.is_finite()) {
        return Err(domain(vm));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::float(result))
}

/// A logarithm of a number of any size; `unit` is the natural logarithm of the base.
fn logarithm(vm: &mut Vm, args: &[Value], place: usize, function: fn(f64) -> f64, unit: f64) -> Outcome {
    if let Some(Number::Big(value)) = vm.number_of(args[place]) {
        if !value.is_positive() {
            return Err(domain(vm));
        }
        let shift = value.bits().saturating_sub(60);
        let upper = (&value >> shift).to_f64().unwrap_or_default();
        return Ok(Value::float(function(upper) + shift as f64 * std::f64::consts::LN_2 / unit));
    }
    let x = float(vm, args, place)?;
    if x <= 0.0 {
        return Err(domain(vm));
    }
    Ok(Value::float(function(x)))
}

fn log(vm: &mut Vm, args: &[Value]) -> Outcome {
    let natural = logarithm(vm, args, 0, f64::ln, 1.0)?;
    if args[1].is_unbound() {
        return Ok(natural);
    }
    let base = logarithm(vm, args, 1, f64::ln, 1.0)?.as_float().unwrap_or_default();
    if base == 0.0 {
        return Err(vm.zero_division("float division by zero"));
    }
    Ok(Value::float(natural.as_float().unwrap_or_default() / base))
}

/// The floats that an argument's items are.
fn floats(vm: &mut Vm, args: &[Value], place: usize) -> Outcome<Vec<f64>> {
    let items = match vm.items_of(args[place]) {
        Err(Escape::Bail) => return Err(Escape::Drain(place)),
        other => other?,
    };
    vm.fuel -= items.len() as i64;
    items.into_iter().map(|item| number(vm, item)).collect()
}

fn hypot(vm: &mut Vm, args: &[Value]) -> Outcome {
    let parts = floats(vm, args, 0)?;
    Ok(Value::float(special::norm(&parts)))
}

fn dist(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (p, q) = (floats(vm, args, 0)?, floats(vm, args, 1)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let parts: Vec<f64> = p.iter().zip(&q).map(|(p, q)| p - q).collect();
    Ok(Value::float(special::norm(&parts)))
}

/// A function with errors of its own.
fn defined(vm: &mut Vm, args: &[Value], function: fn(f64) -> Result<f64, Undefined>) -> Outcome {
    let x = float(vm, args, 0)?;
    result(vm, function(x))
}

fn result(vm: &mut Vm, result: Result<f64, Undefined>) -> Outcome {
    match result {
        Ok(value) => Ok(Value::float(value)),
        Err(Undefined::Domain) => Err(domain(vm)),
        Err(Undefined::Range) => Err(vm.overflow_error("math range error")),
    }
}

/// The sum of the products of items: exact of integers, with a wide sum of floats.
fn sum_products(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut sides = Vec::new();
    for (place, &side) in args.iter().enumerate() {
        let items = match vm.items_of(side) {
            Err(Escape::Bail) => return Err(Escape::Drain(place)),
            other => other?,
        };
        sides.push(items);
    }
    let (p, q) = (&sides[0], &sides[1]);
    vm.fuel -= p.len() as i64;
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let (mut whole, mut wide, mut any_float) = (BigInt::ZERO, special::Products::default(), false);
    for (&x, &y) in p.iter().zip(q) {
        match (vm.number_of(x), vm.number_of(y)) {
            (Some(Number::Small(x)), Some(Number::Small(y))) => whole += BigInt::from(i128::from(x) * i128::from(y)),
            (Some(x), Some(y)) if x.is_integer() && y.is_integer() => whole += x.to_big() * y.to_big(),
            (Some(x), Some(y)) => {
                let (Some(x), Some(y)) = (x.to_float(), y.to_float()) else { return Err(Escape::Bail) };
                wide.add(x, y);
                any_float = true;
            }
            _ => return Err(Escape::Bail),
        }
    }
    if !any_float {
        return Ok(vm.heap.big(whole));
    }
    match crate::vm::number::big_to_float(&whole) {
        Some(whole) => {
            wide.add(whole, 1.0);
            Ok(Value::float(wide.total()))
        }
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

/// The exact sum, rounded once (Shewchuk's partials).
fn fsum(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinite) = (0.0, 0.0);
    for x in floats(vm, args, 0)? {
        if !x.is_finite() {
            special += x;
            if x.is_infinite() {
                infinite += x;
            }
            continue;
        }
        let mut x = x;
        let mut kept = 0;
        for place in 0..partials.len() {
            let mut y = partials[place];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        if !x.is_finite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if infinite.is_nan() {
        return Err(vm.value_error("-inf + inf in fsum"));
    }
    if special != 0.0 || special.is_nan() {
        return Ok(Value::float(special));
    }
    let Some(mut sum) = partials.pop() else { return Ok(Value::float(0.0)) };
    let mut low = 0.0;
    while let Some(next) = partials.pop() {
        let high = sum;
        sum = high + next;
        low = next - (sum - high);
        if low != 0.0 {
            break;
        }
    }
    // A half is rounded with what is left in view.
    if let Some(&next) = partials.last()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let twice = low * 2.0;
        let rounded = sum + twice;
        if twice == rounded - sum {
            sum = rounded;
        }
    }
    Ok(Value::float(sum))
}

fn integer(vm: &mut Vm, value: Value) -> Outcome<BigInt> {
    match vm.integer_of(value) {
        Some(number) => Ok(number),
        None => {
            let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn fold(vm: &mut Vm, args: &[Value], start: i64, with: fn(&BigInt, &BigInt) -> BigInt) -> Outcome {
    let mut total = BigInt::from(start);
    for item in vm.heap.items(args[0]).map(<[Value]>::to_vec).unwrap_or_default() {
        let number = integer(vm, item)?;
        total = with(&total, &number);
    }
    Ok(vm.heap.big(total.abs()))
}

fn isqrt(vm: &mut Vm, args: &[Value]) -> Outcome {
    let number = integer(vm, args[0])?;
    if number.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(vm.heap.big(number.sqrt()))
}

/// A number of factors that can be multiplied in bounded time.
fn factor_count(vm: &mut Vm, value: &BigInt) -> Outcome<u64> {
    match value.to_u64().filter(|&count| count < 1_000_000) {
        Some(count) => {
            vm.fuel -= count as i64;
            Ok(count)
        }
        None => Err(Escape::Raise(vm.memory_error())),
    }
}

fn factorial(vm: &mut Vm, args: &[Value]) -> Outcome {
    let number = integer(vm, args[0])?;
    if number.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let count = factor_count(vm, &number)?;
    let product = product(1, count);
    Ok(vm.heap.big(product))
}

/// The product of all integers between two, halves first so that factors stay balanced.
fn product(low: u64, high: u64) -> BigInt {
    if low > high {
        return BigInt::from(1);
    }
    if high - low < 8 {
        return (low..=high).map(BigInt::from).product();
    }
    let middle = low.midpoint(high);
    product(low, middle) * product(middle + 1, high)
}

fn chosen(vm: &mut Vm, args: &[Value]) -> Outcome<(BigInt, BigInt)> {
    let (n, k) = (integer(vm, args[0])?, integer(vm, args[1])?);
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

fn falling(vm: &mut Vm, n: &BigInt, k: &BigInt) -> Outcome<BigInt> {
    let count = factor_count(vm, k)?;
    Ok((0..count).map(|step| n - step).product())
}

fn comb(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (n, k) = chosen(vm, args)?;
    if k > n {
        return Ok(Value::small_unchecked(0));
    }
    let k = (&n - &k).min(k);
    let above = falling(vm, &n, &k)?;
    let below = product(1, k.to_u64().unwrap_or_default());
    Ok(vm.heap.big(above / below))
}

fn perm(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_none() {
        return factorial(vm, args);
    }
    let (n, k) = chosen(vm, args)?;
    if k > n {
        return Ok(Value::small_unchecked(0));
    }
    let product = falling(vm, &n, &k)?;
    Ok(vm.heap.big(product))
}

fn next_after(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (x, y) = (float(vm, args, 0)?, float(vm, args, 1)?);
    let steps = match args[2].is_none() {
        true => 1,
        false => {
            let Some(steps) = vm.integer_of(args[2]) else {
                return Err(vm.index(args[2]).err().unwrap_or(Escape::Bail));
            };
            if steps.is_negative() {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            steps.to_u64().unwrap_or(u64::MAX)
        }
    };
    if steps == 0 || x == y && !x.is_nan() {
        return Ok(Value::float(if steps == 0 { x } else { y }));
    }
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(f64::NAN));
    }
    // Floats in their order, zero in the middle, are whole numbers without gaps.
    let rank = |value: f64| {
        let bits = value.abs().to_bits() as i128;
        if value.is_sign_negative() { -bits } else { bits }
    };
    let (from, to) = (rank(x), rank(y));
    let rank = if from < to { (from + i128::from(steps)).min(to) } else { (from - i128::from(steps)).max(to) };
    if rank == to {
        return Ok(Value::float(y));
    }
    let size = f64::from_bits(rank.unsigned_abs() as u64);
    let negative = rank < 0 || (rank == 0 && from < 0);
    Ok(Value::float(if negative { -size } else { size }))
}
