//! `round(x, n)` and `round(x)`.

use super::exact::truncate_to_int;
use super::fixed::{POWERS_OF_TEN, round_small};
use crate::text::{Int, TextError};

/// Beyond these a float is its own rounding, or rounds to zero.
const MAX_PLACES: i64 = 323;
const MIN_PLACES: i64 = -308;

/// `round(value, places)`: the float's exact decimal value rounded half to even, then the nearest float.
///
/// # Errors
///
/// [`TextError::RoundedTooLarge`]
pub fn round_to_digits(value: f64, places: i64) -> Result<f64, TextError> {
    if !value.is_finite() || places > MAX_PLACES {
        return Ok(value);
    }
    if places < MIN_PLACES {
        return Ok(0.0 * value);
    }
    let magnitude = match places {
        0.. => round_fraction(value.abs(), places as usize),
        _ => round_whole(value.abs(), places.unsigned_abs() as usize),
    };
    match magnitude.is_finite() {
        true => Ok(magnitude.copysign(value)),
        false => Err(TextError::RoundedTooLarge),
    }
}

/// `round(value)`: the nearest int, half to even.
///
/// # Errors
///
/// As [`truncate_to_int`].
pub fn round_to_int(value: f64) -> Result<Int, TextError> {
    truncate_to_int(value.round_ties_even())
}

fn round_fraction(magnitude: f64, places: usize) -> f64 {
    if let Some(fixed) = round_small(magnitude, places) {
        let scale = POWERS_OF_TEN[places];
        if let Some(scaled) = fixed.whole.checked_mul(scale).and_then(|whole| whole.checked_add(fixed.fraction))
            && scaled <= 1 << 53
        {
            // Both are exact, so the division is the one correct rounding.
            return scaled as f64 / scale as f64;
        }
    }
    read_back(&format!("{magnitude:.places$}"))
}

/// Rounds to a multiple of `10 ** zeros`.
fn round_whole(magnitude: f64, zeros: usize) -> f64 {
    let whole = magnitude.trunc();
    let digits = format!("{whole:.0}");
    let Some(kept) = digits.len().checked_sub(zeros) else { return 0.0 };
    let (head, tail) = digits.split_at(kept);
    let above_half = tail[1..].bytes().any(|digit| digit != b'0') || magnitude != whole;
    let odd = head.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let up = match tail.as_bytes()[0] {
        b'0'..=b'4' => false,
        b'5' => above_half || odd,
        _ => true,
    };
    let head = match up {
        true => incremented(head),
        false => format!("0{head}"),
    };
    read_back(&format!("{head}e{zeros}"))
}

/// A decimal number plus one; the empty text counts as zero.
fn incremented(digits: &str) -> String {
    let nines = digits.bytes().rev().take_while(|&digit| digit == b'9').count();
    let (head, tail) = digits.split_at(digits.len() - nines);
    let (head, last) = head.split_at(head.len().saturating_sub(1));
    let last = last.bytes().next().unwrap_or(b'0') + 1;
    format!("{head}{}{}", last as char, "0".repeat(tail.len()))
}

/// Digits written here are always a float.
fn read_back(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}
