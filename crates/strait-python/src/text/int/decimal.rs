//! Ints in base ten.

use std::f64::consts::LOG10_2;

use num_bigint::BigInt;

use super::IntRef;
use crate::text::TextError;

/// Appends `str(value)`. Huge values take the time of a few multiplications of their size.
///
/// # Errors
///
/// [`TextError::TooManyDigitsToText`] if there would be more than `max_digits` digits, where 0 means no limit.
pub fn write_decimal(value: IntRef<'_>, max_digits: usize, out: &mut String) -> Result<(), TextError> {
    match value {
        IntRef::Small(value) => write_i64(value, out),
        IntRef::Big(value) => write_big(value, max_digits, out)?,
    }
    Ok(())
}

/// An upper bound of the bytes that [`write_decimal`] appends, at most two too many.
pub fn decimal_size_bound(value: IntRef<'_>) -> u64 {
    (value.bits() as f64 * LOG10_2) as u64 + 3
}

/// Appends `str(value)`, at most 20 characters.
pub fn write_i64(value: i64, out: &mut String) {
    if value < 0 {
        out.push('-');
    }
    push_u64(value.unsigned_abs(), out);
}

fn write_big(value: &BigInt, max_digits: usize, out: &mut String) -> Result<(), TextError> {
    // Refuse what is certainly too long before converting it.
    let at_least = ((value.bits() as f64 - 1.0) * LOG10_2) as usize;
    if max_digits > 0 && at_least > max_digits {
        return Err(TextError::TooManyDigitsToText { limit: max_digits });
    }
    let text = value.to_str_radix(10);
    if max_digits > 0 && text.len() - usize::from(text.starts_with('-')) > max_digits {
        return Err(TextError::TooManyDigitsToText { limit: max_digits });
    }
    out.push_str(&text);
    Ok(())
}

/// Appends the digits of `value`.
pub(crate) fn push_u64(value: u64, out: &mut String) {
    if value < 10 {
        return out.push((b'0' + value as u8) as char);
    }
    let mut buffer = [0; 20];
    let start = write_digits(value, &mut buffer);
    push_ascii(&buffer[start..], out);
}

/// Writes the digits of `value` at the end of a buffer that is long enough; gives the place of the first.
fn write_digits(mut value: u64, buffer: &mut [u8]) -> usize {
    let mut start = buffer.len();
    while value >= 100 {
        let pair = &PAIRS[(value % 100) as usize];
        value /= 100;
        start -= 2;
        buffer[start..start + 2].copy_from_slice(pair);
    }
    let pair = &PAIRS[value as usize];
    start -= 2;
    buffer[start..start + 2].copy_from_slice(pair);
    start + usize::from(value < 10)
}

/// Room for the text of a number that takes no allocation.
#[derive(Debug, Default)]
pub(crate) struct DigitBuffer([u8; 24]);

impl DigitBuffer {
    /// The text of a number.
    pub(crate) fn write(&mut self, value: i64) -> &str {
        let mut start = write_digits(value.unsigned_abs(), &mut self.0);
        if value < 0 {
            start -= 1;
            self.0[start] = b'-';
        }
        std::str::from_utf8(&self.0[start..]).unwrap_or_default()
    }
}

/// Appends `value` with zeros before it to make at least `width` digits.
pub(crate) fn push_padded(value: u64, width: usize, out: &mut String) {
    let digits = value.checked_ilog10().map_or(1, |log| log as usize + 1);
    for _ in digits..width {
        out.push('0');
    }
    push_u64(value, out);
}

/// Appends bytes that are known to be ASCII.
pub(crate) fn push_ascii(bytes: &[u8], out: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => debug_assert!(false, "digits are ASCII"),
    }
}

/// `00` to `99`.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut index = 0;
    while index < 100 {
        pairs[index] = [b'0' + index as u8 / 10, b'0' + index as u8 % 10];
        index += 1;
    }
    pairs
};
