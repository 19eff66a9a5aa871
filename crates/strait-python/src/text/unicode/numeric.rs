//! The values of digits and other numeric characters, as `unicodedata` gives them.

use super::is_digit;
use super::tables::{DECIMAL_ZEROS, NUMERIC_RUNS, NUMERIC_VALUES};

/// Characters in a row with values in a row: the first, how many, the index of the first value, the step.
pub(super) struct NumericRun(pub(super) u32, pub(super) u8, pub(super) u8, pub(super) u8);

/// The value of a decimal digit of any script, 0 to 9.
pub fn decimal_value(character: char) -> Option<u8> {
    let code = u32::from(character);
    if character.is_ascii() {
        return character.is_ascii_digit().then(|| code as u8 - b'0');
    }
    let index = DECIMAL_ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = code - DECIMAL_ZEROS[index];
    (value < 10).then_some(value as u8)
}

/// The value of a digit, superscripts and circled digits included, 0 to 9.
pub fn digit_value(character: char) -> Option<u8> {
    if !is_digit(character) {
        return None;
    }
    numeric_value(character).map(|value| value as u8)
}

/// The value of any numeric character, such as 0.5 for `½`.
pub fn numeric_value(character: char) -> Option<f64> {
    if let Some(value) = decimal_value(character) {
        return Some(f64::from(value));
    }
    let (offset, &NumericRun(_, _, first, step)) = numeric_run(character)?;
    Some(NUMERIC_VALUES[usize::from(first)] + f64::from(step) * f64::from(offset))
}

/// The run that a numeric character other than a decimal digit belongs to, and its place there.
pub(super) fn numeric_run(character: char) -> Option<(u32, &'static NumericRun)> {
    let code = u32::from(character);
    let index = NUMERIC_RUNS.partition_point(|&NumericRun(start, ..)| start <= code).checked_sub(1)?;
    let run = &NUMERIC_RUNS[index];
    let offset = code - run.0;
    (offset < u32::from(run.1)).then_some((offset, run))
}
