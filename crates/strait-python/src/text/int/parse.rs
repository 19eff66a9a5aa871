//! Text to int, as `int('...', base)` reads it.

use num_bigint::{BigInt, BigUint, Sign};

use super::Int;
use crate::text::float::{ascii_number, trim};
use crate::text::{TextError, repr_bytes, repr_str};

/// `int(text, base)`. Base 0 takes the base from a prefix, as literals have it.
///
/// Time is linear where the base is a power of two. Otherwise `max_digits` bounds it (0 means no limit); beyond some
/// thousand digits it is that of a few multiplications of the result's size.
///
/// # Errors
///
/// [`TextError::BadIntBase`], [`TextError::NotAnInt`], [`TextError::TooManyDigitsToInt`]
pub fn parse(text: &str, base: i64, max_digits: usize) -> Result<Int, TextError> {
    let base = checked_base(base)?;
    if let Some(small) = parse_short(text.as_bytes(), base) {
        return Ok(Int::Small(small));
    }
    let not_an_int = || TextError::NotAnInt { base, literal: shortened(&repr_str(text)) };
    scan(ascii_number(text).as_bytes(), base).ok_or_else(not_an_int)?.value(max_digits)?.ok_or_else(not_an_int)
}

/// `int(b'...', base)`, which takes ASCII only.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_bytes(text: &[u8], base: i64, max_digits: usize) -> Result<Int, TextError> {
    let base = checked_base(base)?;
    let shown = &text[..text.len().min(MAX_SHOWN)];
    let not_an_int = || TextError::NotAnInt { base, literal: shortened(&repr_bytes(shown)) };
    scan(text, base).ok_or_else(not_an_int)?.value(max_digits)?.ok_or_else(not_an_int)
}

/// Error messages show this many characters of a literal.
const MAX_SHOWN: usize = 200;

fn shortened(literal: &str) -> String {
    literal.chars().take(MAX_SHOWN).collect()
}

fn checked_base(base: i64) -> Result<u32, TextError> {
    match base {
        0 | 2..=36 => Ok(base as u32),
        _ => Err(TextError::BadIntBase),
    }
}

/// The usual case: up to 18 ASCII decimal digits with or without a sign. `None` means that the long way decides.
fn parse_short(text: &[u8], base: u32) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if base != 10 || digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let magnitude = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some(if negative { -magnitude } else { magnitude })
}

/// A well-formed number.
struct Number<'a> {
    negative: bool,
    base: u32,
    /// Digits of the base and underscores.
    digits: &'a [u8],
    /// Must be zero: a literal in base 0 without a prefix that begins with a zero.
    only_zero: bool,
}

fn scan(text: &[u8], base: u32) -> Option<Number<'_>> {
    let text = trim(text);
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefixed = match unsigned {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 1,
    };
    let (actual, only_zero) = match base {
        0 if prefixed > 1 => (prefixed, false),
        0 => (10, unsigned.first() == Some(&b'0')),
        _ => (base, false),
    };
    let mut digits = unsigned;
    if prefixed == actual {
        digits = &unsigned[2..];
        digits = digits.strip_prefix(b"_").unwrap_or(digits);
    }
    has_digits_only(digits, actual).then_some(Number { negative, base: actual, digits, only_zero })
}

/// Digits of the base, with single underscores between them.
fn has_digits_only(text: &[u8], base: u32) -> bool {
    let mut after_digit = false;
    for &byte in text {
        match byte {
            b'_' if after_digit => after_digit = false,
            _ if digit_value(byte) < base => after_digit = true,
            _ => return false,
        }
    }
    after_digit
}

fn digit_value(byte: u8) -> u32 {
    (byte as char).to_digit(36).unwrap_or(u32::MAX)
}

impl Number<'_> {
    /// The value; `None` if it had to be zero. Too many digits are an error before that is looked at.
    fn value(&self, max_digits: usize) -> Result<Option<Int>, TextError> {
        let digits: Vec<u8> =
            self.digits.iter().filter(|&&byte| byte != b'_').map(|&byte| digit_value(byte) as u8).collect();
        if max_digits > 0 && digits.len() > max_digits && !self.base.is_power_of_two() {
            return Err(TextError::TooManyDigitsToInt { limit: max_digits, digits: digits.len() });
        }
        if self.only_zero && digits.iter().any(|&digit| digit != 0) {
            return Ok(None);
        }
        let magnitude = match self.base.is_power_of_two() {
            true => BigUint::from_radix_be(&digits, self.base).unwrap_or_default(),
            false => magnitude(&digits, self.base),
        };
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        Ok(Some(Int::from(BigInt::from_biguint(sign, magnitude))))
    }
}

/// The number that digits stand for: chunks by the library's quadratic way, joined in pairs, which makes
/// multiplications of equal sizes.
fn magnitude(digits: &[u8], base: u32) -> BigUint {
    const CHUNK: usize = 1024;
    if digits.len() <= CHUNK {
        return BigUint::from_radix_be(digits, base).unwrap_or_default();
    }
    let mut parts: Vec<BigUint> =
        digits.rchunks(CHUNK).map(|chunk| BigUint::from_radix_be(chunk, base).unwrap_or_default()).collect();
    // Lowest part first; each is below `scale`.
    let mut scale = BigUint::from(base).pow(CHUNK as u32);
    while parts.len() > 1 {
        parts = parts
            .chunks(2)
            .map(|pair| match pair {
                [low, high] => low + high * &scale,
                _ => pair[0].clone(),
            })
            .collect();
        if parts.len() > 1 {
            scale = &scale * &scale;
        }
    }
    parts.pop().unwrap_or_default()
}
