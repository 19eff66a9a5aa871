//! Numbers of all sizes and types, and arithmetic on them.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use super::{
    Vm,
    native::{Escape, Outcome},
};
use crate::{
    compile::op::BinaryOperator,
    heap::{
        object::Complex,
        value::{Kind, Value},
    },
};

/// Integers may not grow beyond this many bits: `9**9**9` is refused in a moment.
const MOST_BITS: u64 = 1 << 27;

/// A number, whatever object it came from.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    Small(i64),
    Big(BigInt),
    Float(f64),
    Complex(Complex),
}

impl Number {
    pub(crate) fn to_big(&self) -> BigInt {
        match self {
            Self::Small(value) => BigInt::from(*value),
            Self::Big(value) => value.clone(),
            Self::Float(_) | Self::Complex(_) => BigInt::zero(),
        }
    }

    pub(crate) const fn is_integer(&self) -> bool {
        matches!(self, Self::Small(_) | Self::Big(_))
    }

    /// As a float; `None` for an integer too large.
    pub(crate) fn to_float(&self) -> Option<f64> {
        match self {
            Self::Small(value) => Some(*value as f64),
            Self::Big(value) => big_to_float(value),
            Self::Float(value) => Some(*value),
            Self::Complex(_) => None,
        }
    }

    fn to_complex(&self) -> Option<Complex> {
        match self {
            Self::Complex(value) => Some(*value),
            other => Some(Complex { real: other.to_float()?, imag: 0.0 }),
        }
    }

    /// How two numbers compare, exactly; `None` if they do not (a NaN).
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Small(left), Self::Small(right)) => Some(left.cmp(right)),
            (Self::Float(left), Self::Float(right)) => left.partial_cmp(right),
            (Self::Float(left), right) if right.is_integer() => float_to_int(*left, &right.to_big()),
            (left, Self::Float(right)) if left.is_integer() => {
                float_to_int(*right, &left.to_big()).map(Ordering::reverse)
            }
            (Self::Complex(_), _) | (_, Self::Complex(_)) => {
                let equal = match (self, other) {
                    (Self::Complex(left), Self::Complex(right)) => left == right,
                    (Self::Complex(complex), real) | (real, Self::Complex(complex)) => {
                        complex.imag == 0.0 && real.compare(&Self::Float(complex.real)) == Some(Ordering::Equal)
                    }
                    _ => false,
                };
                equal.then_some(Ordering::Equal)
            }
            (left, right) => Some(left.to_big().cmp(&right.to_big())),
        }
    }
}

/// Compares a float with an integer of any size.
fn float_to_int(left: f64, right: &BigInt) -> Option<Ordering> {
    if left.is_nan() {
        return None;
    }
    if left.is_infinite() {
        return Some(if left > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = left.trunc();
    let integer = num_traits::FromPrimitive::from_f64(whole).unwrap_or_else(BigInt::zero);
    Some(integer.cmp(right).then_with(|| (left - whole).partial_cmp(&0.0).unwrap_or(Ordering::Equal)))
}

/// The nearest float; `None` beyond the range.
pub(crate) fn big_to_float(value: &BigInt) -> Option<f64> {
    let bits = value.bits();
    if bits > 1024 {
        return None;
    }
    // The conversion of num-bigint truncates: the upper 64 bits, with the rest as a sticky bit, round properly.
    let float = if bits <= 64 {
        value.magnitude().to_u64().unwrap_or_default() as f64
    } else {
        let shift = bits - 64;
        let upper = (value.magnitude() >> shift).to_u64().unwrap_or_default();
        let sticky = value.magnitude().trailing_zeros().is_some_and(|zeros| zeros < shift);
        (upper | u64::from(sticky)) as f64 * 2_f64.powi(i32::try_from(shift).unwrap_or(i32::MAX))
    };
    float.is_finite().then_some(if value.sign() == Sign::Minus { -float } else { float })
}

impl Vm {
    /// The number that a value is.
    pub(crate) fn number_of(&self, value: Value) -> Option<Number> {
        let value = self.heap.content(value);
        if let Some(small) = value.as_small() {
            return Some(Number::Small(small));
        }
        if let Some(float) = value.as_float() {
            return Some(Number::Float(float));
        }
        match value {
            Value::TRUE => return Some(Number::Small(1)),
            Value::FALSE => return Some(Number::Small(0)),
            _ => {}
        }
        match value.kind()? {
            Kind::BigInt => Some(Number::Big(self.heap.bigs.get(value.index()).0.clone())),
            Kind::Complex => Some(Number::Complex(*self.heap.complexes.get(value.index()))),
            _ => None,
        }
    }

    /// The integer that a value is.
    pub(crate) fn integer_of(&self, value: Value) -> Option<BigInt> {
        self.number_of(value).filter(Number::is_integer).map(|number| number.to_big())
    }

    pub(crate) fn new_number(&mut self, number: Number) -> Value {
        match number {
            Number::Small(value) => self.heap.int(value),
            Number::Big(value) => self.heap.big(value),
            Number::Float(value) => Value::float(value),
            Number::Complex(value) => self.heap.new_complex(value),
        }
    }

    /// The integer that a value is, if 64 bits hold it.
    fn medium_of(&self, value: Value) -> Option<i64> {
        match value.of(Kind::BigInt) {
            Some(index) => self.heap.bigs.get(index).0.to_i64(),
            None => value.as_small(),
        }
    }

    /// An operator on two integers of at most 64 bits, of which one is no small one or the result is none.
    pub(super) fn medium_binary(&mut self, x: u8, left: Value, right: Value) -> Option<Value> {
        let operator = *BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE))?;
        let (left, right) = (self.medium_of(left)?, self.medium_of(right)?);
        let result = match operator {
            BinaryOperator::Add => left.checked_add(right)?,
            BinaryOperator::Subtract => left.checked_sub(right)?,
            BinaryOperator::Multiply => left.checked_mul(right)?,
            BinaryOperator::FloorDivide if right > 0 => left.div_euclid(right),
            BinaryOperator::Modulo if right > 0 => left.rem_euclid(right),
            BinaryOperator::And => left & right,
            BinaryOperator::Or => left | right,
            BinaryOperator::Xor => left ^ right,
            BinaryOperator::RightShift if (0..64).contains(&right) => left >> right,
            _ => return None,
        };
        Some(self.heap.int(result))
    }

    /// An operator on two numbers.
    pub(crate) fn arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Number,
        right: &Number,
    ) -> Outcome<Option<Value>> {
        if let (Number::Complex(_), _) | (_, Number::Complex(_)) = (left, right) {
            return self.complex_arithmetic(operator, left, right);
        }
        if let (Number::Float(_), _) | (_, Number::Float(_)) = (left, right) {
            let (Some(left), Some(right)) = (left.to_float(), right.to_float()) else {
                return Err(self.overflow_error("int too large to convert to float"));
            };
            return self.float_arithmetic(operator, left, right);
        }
        self.integer_arithmetic(operator, left, right).map(Some)
    }

    fn float_arithmetic(&mut self, operator: BinaryOperator, left: f64, right: f64) -> Outcome<Option<Value>> {
        let result = match operator {
            BinaryOperator::Add => left + right,
            BinaryOperator::Subtract => left - right,
            BinaryOperator::Multiply => left * right,
            BinaryOperator::TrueDivide => {
                if right == 0.0 {
                    return Err(self.zero_division("float division by zero"));
                }
                left / right
            }
            BinaryOperator::FloorDivide => {
                if right == 0.0 {
                    return Err(self.zero_division("float floor division by zero"));
                }
                float_divmod(left, right).0
            }
            BinaryOperator::Modulo => {
                if right == 0.0 {
                    return Err(self.zero_division("float modulo"));
                }
                float_divmod(left, right).1
            }
            BinaryOperator::Power => return self.float_power(left, right).map(Some),
            _ => return Ok(None),
        };
        Ok(Some(Value::float(result)))
    }

    fn float_power(&mut self, left: f64, right: f64) -> Outcome {
        if left == 0.0 && right < 0.0 && right.is_finite() {
            return Err(self.zero_division("0.0 cannot be raised to a negative power"));
        }
        if left < 0.0 && left.is_finite() && right.is_finite() && right != right.trunc() {
            let (left, right) = (Complex { real: left, imag: 0.0 }, Complex { real: right, imag: 0.0 });
            return self.complex_power(left, right);
        }
        let result = left.powf(right);
        if result.is_infinite() && left.is_finite() && right.is_finite() {
            let text = self.heap.str("Numerical result out of range");
            let error = self.new_error(self.classes.overflow_error, &[Value::small_unchecked(34), text]);
            return Err(Escape::Raise(error));
        }
        Ok(Value::float(result))
    }

    fn complex_arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Number,
        right: &Number,
    ) -> Outcome<Option<Value>> {
        let (Some(l), Some(r)) = (left.to_complex(), right.to_complex()) else {
            return Err(self.overflow_error("int too large to convert to float"));
        };
        let result = match operator {
            BinaryOperator::Add => Complex { real: l.real + r.real, imag: l.imag + r.imag },
            BinaryOperator::Subtract => Complex { real: l.real - r.real, imag: l.imag - r.imag },
            BinaryOperator::Multiply => {
                Complex { real: l.real * r.real - l.imag * r.imag, imag: l.real * r.imag + l.imag * r.real }
            }
            BinaryOperator::TrueDivide => match complex_divide(l, r) {
                Some(result) => result,
                None => return Err(self.zero_division("complex division by zero")),
            },
            BinaryOperator::Power => {
                if l == (Complex { real: 0.0, imag: 0.0 }) && (r.imag != 0.0 || r.real < 0.0) {
                    return Err(self.zero_division("0.0 to a negative or complex power"));
                }
                return self.complex_power(l, r).map(Some);
            }
            _ => return Ok(None),
        };
        Ok(Some(self.heap.new_complex(result)))
    }

    fn complex_power(&mut self, left: Complex, right: Complex) -> Outcome {
        let Some(power) = complex_power(left, right) else {
            return Err(self.zero_division("0.0 to a negative or complex power"));
        };
        if power.real.is_infinite() || power.imag.is_infinite() {
            return Err(self.overflow_error("complex exponentiation"));
        }
        Ok(self.heap.new_complex(power))
    }

    fn integer_arithmetic(&mut self, operator: BinaryOperator, left: &Number, right: &Number) -> Outcome {
        if let (Number::Small(l), Number::Small(r)) = (left, right)
            && let Some(result) = small_arithmetic(operator, *l, *r)
        {
            return Ok(self.heap.int(result));
        }
        // Both are copied, and a division needs as much again.
        let bits = [left, right].map(|number| if let Number::Big(number) = number { number.bits() } else { 64 });
        self.heap.reserve(usize::try_from((bits[0] + bits[1]) / 2).unwrap_or(usize::MAX))?;
        let (left, right) = (left.to_big(), right.to_big());
        let is_division =
            matches!(operator, BinaryOperator::TrueDivide | BinaryOperator::FloorDivide | BinaryOperator::Modulo);
        if is_division && right.is_zero() {
            let message = match operator {
                BinaryOperator::TrueDivide => "division by zero",
                BinaryOperator::FloorDivide => "integer division or modulo by zero",
                _ => "integer modulo by zero",
            };
            return Err(self.zero_division(message));
        }
        let result = match operator {
            BinaryOperator::Add => left + right,
            BinaryOperator::Subtract => left - right,
            BinaryOperator::Multiply => {
                self.check_bits(left.bits().saturating_add(right.bits()))?;
                left * right
            }
            BinaryOperator::TrueDivide => return self.true_divide(&left, &right),
            BinaryOperator::FloorDivide => left.div_floor(&right),
            BinaryOperator::Modulo => left.mod_floor(&right),
            BinaryOperator::Power => return self.integer_power(&left, &right),
            BinaryOperator::LeftShift => {
                if right.is_negative() {
                    return Err(self.value_error("negative shift count"));
                }
                if left.is_zero() {
                    return Ok(Value::small_unchecked(0));
                }
                let Some(shift) = right.to_u64() else {
                    return Err(self.overflow_error("too many digits in integer"));
                };
                self.check_bits(left.bits().saturating_add(shift))?;
                left << shift
            }
            BinaryOperator::RightShift => {
                if right.is_negative() {
                    return Err(self.value_error("negative shift count"));
                }
                match right.to_u64() {
                    Some(shift) if shift < left.bits() => left >> shift,
                    _ => BigInt::from(if left.is_negative() { -1 } else { 0 }),
                }
            }
            BinaryOperator::And => left & right,
            BinaryOperator::Or => left | right,
            BinaryOperator::Xor => left ^ right,
            BinaryOperator::MatrixMultiply => return Err(Escape::Bail),
        };
        Ok(self.heap.big(result))
    }

    fn check_bits(&mut self, bits: u64) -> Outcome<()> {
        if bits > MOST_BITS {
            return Err(Escape::Raise(self.memory_error()));
        }
        self.heap.reserve(bits as usize / 8)?;
        // Large products are work: they count as instructions do.
        self.fuel -= (bits / 2048) as i64;
        Ok(())
    }

    /// The float nearest to a quotient.
    fn true_divide(&mut self, left: &BigInt, right: &BigInt) -> Outcome {
        let exact = |value: &BigInt| value.bits() <= 53;
        if exact(left) && exact(right) {
            let (left, right) = (left.to_f64().unwrap_or_default(), right.to_f64().unwrap_or_default());
            return Ok(Value::float(left / right));
        }
        // The quotient with 66 bits or more, the last of them sticky, rounds to the right float.
        let shift = 66 - (left.bits() as i64 - right.bits() as i64);
        let (numerator, denominator) = (left.magnitude().clone(), right.magnitude().clone());
        let (quotient, rest) = if shift >= 0 {
            (numerator << shift as u64).div_rem(&denominator)
        } else {
            numerator.div_rem(&(denominator << (-shift) as u64))
        };
        let sticky = BigInt::from(quotient | num_bigint::BigUint::from(u32::from(!rest.is_zero())));
        let magnitude = big_to_float(&sticky).map(|float| scale(float, -shift));
        let negative = left.is_negative() != right.is_negative();
        match magnitude {
            Some(float) if float.is_finite() => Ok(Value::float(if negative { -float } else { float })),
            _ => Err(self.overflow_error("integer division result too large for a float")),
        }
    }

    fn integer_power(&mut self, left: &BigInt, right: &BigInt) -> Outcome {
        if right.is_negative() {
            if left.is_zero() {
                return Err(self.zero_division("0.0 cannot be raised to a negative power"));
            }
            let (Some(left), Some(right)) = (big_to_float(left), big_to_float(right)) else {
                return Err(self.overflow_error("int too large to convert to float"));
            };
            return self.float_power(left, right);
        }
        if left.magnitude() == &num_bigint::BigUint::from(1_u32) || left.is_zero() {
            let odd = right.is_odd();
            let result = match (left.sign(), right.is_zero()) {
                (_, true) => 1,
                (Sign::NoSign, _) => 0,
                (Sign::Minus, _) if odd => -1,
                _ => 1,
            };
            return Ok(Value::small_unchecked(result));
        }
        let Some(exponent) = right.to_u32() else { return Err(Escape::Raise(self.memory_error())) };
        self.check_bits((left.bits().saturating_sub(1)).saturating_mul(u64::from(exponent)))?;
        let result = left.pow(exponent);
        Ok(self.heap.big(result))
    }
}

fn small_arithmetic(operator: BinaryOperator, left: i64, right: i64) -> Option<i64> {
    match operator {
        BinaryOperator::Add => left.checked_add(right),
        BinaryOperator::Subtract => left.checked_sub(right),
        BinaryOperator::Multiply => left.checked_mul(right),
        BinaryOperator::FloorDivide if right != 0 => Some(num_integer::Integer::div_floor(&left, &right)),
        BinaryOperator::Modulo if right != 0 => Some(num_integer::Integer::mod_floor(&left, &right)),
        BinaryOperator::And => Some(left & right),
        BinaryOperator::Or => Some(left | right),
        BinaryOperator::Xor => Some(left ^ right),
        BinaryOperator::LeftShift if (0..15).contains(&right) => left.checked_mul(1 << right),
        BinaryOperator::RightShift if right >= 0 => Some(left >> right.min(63)),
        BinaryOperator::Power if right >= 0 => left.checked_pow(u32::try_from(right).ok()?),
        _ => None,
    }
}

/// Multiplies by a power of two, through subnormals in one rounding.
fn scale(value: f64, exponent: i64) -> f64 {
    let mut value = value;
    let mut exponent = exponent.clamp(-3000, 3000) as i32;
    while exponent > 1000 {
        value *= 2_f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        value *= 2_f64.powi(-1000);
        exponent += 1000;
    }
    value * 2_f64.powi(exponent)
}

/// Quotient and remainder of floats, as Python rounds them.
pub(crate) fn float_divmod(left: f64, right: f64) -> (f64, f64) {
    let mut rest = left % right;
    let mut quotient = (left - rest) / right;
    if rest != 0.0 {
        if (right < 0.0) != (rest < 0.0) {
            rest += right;
            quotient -= 1.0;
        }
    } else {
        rest = 0_f64.copysign(right);
    }
    let floor = if quotient == 0.0 {
        0_f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    (floor, rest)
}

fn complex_divide(left: Complex, right: Complex) -> Option<Complex> {
    if right.real.abs() >= right.imag.abs() {
        if right.real == 0.0 {
            return None;
        }
        let ratio = right.imag / right.real;
        let scale = right.real + right.imag * ratio;
        return Some(Complex {
            real: (left.real + left.imag * ratio) / scale,
            imag: (left.imag - left.real * ratio) / scale,
        });
    }
    let ratio = right.real / right.imag;
    let scale = right.real * ratio + right.imag;
    Some(Complex { real: (left.real * ratio + left.imag) / scale, imag: (left.imag * ratio - left.real) / scale })
}

fn complex_power(left: Complex, right: Complex) -> Option<Complex> {
    if right.real == 0.0 && right.imag == 0.0 {
        return Some(Complex { real: 1.0, imag: 0.0 });
    }
    if left.real == 0.0 && left.imag == 0.0 {
        return Some(Complex { real: 0.0, imag: 0.0 });
    }
    if right.imag == 0.0 && right.real == right.real.trunc() && right.real.abs() <= 100.0 {
        let mut power = Complex { real: 1.0, imag: 0.0 };
        let mut base = left;
        let mut exponent = right.real.abs() as u32;
        let multiply = |l: Complex, r: Complex| Complex {
            real: l.real * r.real - l.imag * r.imag,
            imag: l.real * r.imag + l.imag * r.real,
        };
        while exponent > 0 {
            if exponent & 1 == 1 {
                power = multiply(power, base);
            }
            base = multiply(base, base);
            exponent >>= 1;
        }
        return if right.real < 0.0 { complex_divide(Complex { real: 1.0, imag: 0.0 }, power) } else { Some(power) };
    }
    let length = left.real.hypot(left.imag);
    let angle = left.imag.atan2(left.real);
    let mut magnitude = length.powf(right.real);
    let mut direction = angle * right.real;
    if right.imag != 0.0 {
        magnitude /= (angle * right.imag).exp();
        direction += right.imag * length.ln();
    }
    Some(Complex { real: magnitude * direction.cos(), imag: magnitude * direction.sin() })
}
