//! `float.hex` and `float.fromhex`.

use std::fmt::Write;

use super::parse::trim;
use super::repr::non_finite;
use crate::text::TextError;

/// Appends `value.hex()`, at most 25 characters.
pub fn write_hex(value: f64, out: &mut String) {
    if !value.is_finite() {
        return out.push_str(non_finite(value));
    }
    if value.is_sign_negative() {
        out.push('-');
    }
    if value == 0.0 {
        return out.push_str("0x0.0p+0");
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match bits >> 52 & 0x7ff {
        0 => (0, -1022),
        biased => (1, biased as i64 - 1023),
    };
    write!(out, "0x{lead}.{fraction:013x}p{exponent:+}").expect("a String takes any text");
}

/// `float.fromhex(text)`.
///
/// # Errors
///
/// [`TextError::MalformedHexFloat`], [`TextError::HexFloatTooLarge`]
pub fn parse_hex(text: &str) -> Result<f64, TextError> {
    let text = trim(text.as_bytes());
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let magnitude = if unsigned.eq_ignore_ascii_case(b"inf") || unsigned.eq_ignore_ascii_case(b"infinity") {
        f64::INFINITY
    } else if unsigned.eq_ignore_ascii_case(b"nan") {
        f64::NAN
    } else {
        let number = HexNumber::scan(unsigned)?;
        let value = number.value()?;
        if number.length != unsigned.len() {
            return Err(TextError::MalformedHexFloat);
        }
        value
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// `[0x]digits[.digits][p exponent]`, with all digits together worth `digits * 2 ** exponent`.
struct HexNumber<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    /// Saturated far beyond any float.
    exponent: i64,
    length: usize,
}

/// No exponent of a text that fits memory can bring one beyond this back into range.
const EXTREME_EXPONENT: i64 = i64::MAX / 2;

impl<'a> HexNumber<'a> {
    fn scan(text: &'a [u8]) -> Result<Self, TextError> {
        let mut at = match text {
            [b'0', b'x' | b'X', ..] => 2,
            _ => 0,
        };
        let whole = hex_digits(&text[at..]);
        at += whole.len();
        let mut fraction: &[u8] = &[];
        if text.get(at) == Some(&b'.') {
            fraction = hex_digits(&text[at + 1..]);
            at += 1 + fraction.len();
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(TextError::MalformedHexFloat);
        }
        let mut exponent = 0;
        if let Some(b'p' | b'P') = text.get(at) {
            at += 1;
            let negative = text.get(at) == Some(&b'-');
            at += usize::from(matches!(text.get(at), Some(b'+' | b'-')));
            let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
            let start = at;
            for digit in digits {
                exponent = i64::saturating_add(i64::saturating_mul(exponent, 10), i64::from(digit - b'0'));
                at += 1;
            }
            if at == start {
                return Err(TextError::MalformedHexFloat);
            }
            exponent = if negative { -exponent } else { exponent };
        }
        Ok(Self { whole, fraction, exponent, length: at })
    }

    /// The nearest float, half to even.
    fn value(&self) -> Result<f64, TextError> {
        let mut digits = self.whole.iter().chain(self.fraction).map(|&byte| hex_value(byte)).skip_while(|&d| d == 0);
        let Some(first) = digits.next() else { return Ok(0.0) };
        if self.exponent < -EXTREME_EXPONENT {
            return Ok(0.0);
        }
        if self.exponent > EXTREME_EXPONENT {
            return Err(TextError::HexFloatTooLarge);
        }
        // The first 15 digits are 57 to 60 bits; what follows matters only by being zero or not.
        let mut significand = first;
        let mut taken = 1;
        let mut sticky = false;
        let mut dropped = 0i64;
        for digit in digits {
            if taken < 15 {
                significand = significand << 4 | digit;
                taken += 1;
            } else {
                sticky |= digit != 0;
                dropped += 1;
            }
        }
        let exponent = self.exponent + 4 * (dropped - self.fraction.len() as i64);
        rounded(significand << 1 | u64::from(sticky), exponent - 1)
    }
}

/// `significand * 2 ** exponent` as a float. The lowest bit may stand for any smaller part that is not zero.
fn rounded(significand: u64, exponent: i64) -> Result<f64, TextError> {
    let bits = i64::from(64 - significand.leading_zeros());
    let top = exponent + bits;
    if top > 1024 {
        return Err(TextError::HexFloatTooLarge);
    }
    if top < -1074 {
        return Ok(0.0);
    }
    // The exponent of the last bit that the float keeps; -1074 for the smallest floats.
    let lowest = (top - 53).max(-1074);
    let shift = lowest - exponent;
    let mantissa = match shift {
        ..=0 => significand << -shift,
        _ => {
            let (kept, rest) = (significand >> shift, significand & ((1 << shift) - 1));
            let half = 1u64 << (shift - 1);
            kept + u64::from(rest > half || (rest == half && kept & 1 == 1))
        }
    };
    // A normal float's leading bit adds one to the exponent field; a carry out of the mantissa one more.
    let value = f64::from_bits(mantissa + (((lowest + 1074) as u64) << 52));
    if value.is_infinite() {
        return Err(TextError::HexFloatTooLarge);
    }
    Ok(value)
}

fn hex_digits(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    &text[..length]
}

fn hex_value(digit: u8) -> u64 {
    u64::from((digit as char).to_digit(16).unwrap_or(0))
}
