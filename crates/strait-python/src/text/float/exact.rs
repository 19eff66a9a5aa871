//! Floats as exact ratios and ints.

use num_bigint::BigInt;

use crate::text::{Int, TextError};

/// `float.as_integer_ratio`: numerator and denominator in lowest terms, the denominator a power of two.
///
/// # Errors
///
/// [`TextError::InfinityToRatio`], [`TextError::NanToRatio`]
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int), TextError> {
    if value.is_nan() {
        return Err(TextError::NanToRatio);
    }
    if value.is_infinite() {
        return Err(TextError::InfinityToRatio);
    }
    let (mantissa, exponent) = decompose(value);
    match exponent {
        0.. => Ok((shifted(mantissa, exponent), Int::Small(1))),
        _ => Ok((Int::Small(mantissa), shifted(1, -exponent))),
    }
}

/// `int(value)`: rounds towards zero.
///
/// # Errors
///
/// [`TextError::InfinityToInt`], [`TextError::NanToInt`]
pub fn truncate_to_int(value: f64) -> Result<Int, TextError> {
    if value.is_nan() {
        return Err(TextError::NanToInt);
    }
    if value.is_infinite() {
        return Err(TextError::InfinityToInt);
    }
    let whole = value.trunc();
    if whole.abs() < 9.2e18 {
        return Ok(Int::Small(whole as i64));
    }
    let (mantissa, exponent) = decompose(whole);
    Ok(shifted(mantissa, exponent))
}

/// `math.floor(value)`.
///
/// # Errors
///
/// As [`truncate_to_int`].
pub fn floor_to_int(value: f64) -> Result<Int, TextError> {
    truncate_to_int(value.floor())
}

/// A finite float as an odd mantissa (or zero) times a power of two.
pub(crate) fn decompose(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i32;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = match biased {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, biased - 1075),
    };
    if mantissa == 0 {
        return (0, 0);
    }
    let zeros = mantissa.trailing_zeros();
    let odd = mantissa >> zeros;
    (if value < 0.0 { -odd } else { odd }, exponent + zeros as i32)
}

/// `mantissa * 2 ** exponent` for a mantissa of at most 53 bits and an exponent that is not negative.
fn shifted(mantissa: i64, exponent: i32) -> Int {
    match exponent {
        ..=9 => Int::Small(mantissa << exponent),
        _ => Int::from(BigInt::from(mantissa) << exponent),
    }
}
