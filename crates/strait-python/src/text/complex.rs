//! Complex numbers to text and back.

use super::float::{ascii_number, decimal_prefix, trim, without_underscores, write_repr_without_dot_zero};
use super::{TextError, repr_str};

/// Appends `repr(complex(real, imaginary))`, at most 50 characters.
pub fn write_complex(real: f64, imaginary: f64, out: &mut String) {
    // Only a positive zero is left out: the sign of a zero must survive.
    if real == 0.0 && real.is_sign_positive() {
        write_repr_without_dot_zero(imaginary, out);
        return out.push('j');
    }
    out.push('(');
    write_repr_without_dot_zero(real, out);
    if imaginary.is_nan() || imaginary.is_sign_positive() {
        out.push('+');
    }
    write_repr_without_dot_zero(imaginary, out);
    out.push_str("j)");
}

/// `complex(text)`: real and imaginary part, in parentheses or not.
///
/// # Errors
///
/// [`TextError::NotAComplex`] for misplaced underscores, [`TextError::MalformedComplex`] for anything else
pub fn parse_complex(text: &str) -> Result<(f64, f64), TextError> {
    let ascii = ascii_number(text);
    let not_a_complex = || TextError::NotAComplex { literal: repr_str(text) };
    // C looks for underscores only before a null byte, which is malformed anyway.
    if let Some((before, _)) = ascii.split_once('\0') {
        return Err(if before.contains('_') { not_a_complex() } else { TextError::MalformedComplex });
    }
    let number = without_underscores(ascii.as_bytes()).ok_or_else(not_a_complex)?;
    parts(&number).ok_or(TextError::MalformedComplex)
}

fn parts(text: &[u8]) -> Option<(f64, f64)> {
    let text = trim(text);
    let text = match text {
        [b'(', inner @ .., b')'] => trim(inner),
        _ => text,
    };
    let (first, rest) = match decimal_prefix(text) {
        Some((value, length)) => (Some(value), &text[length..]),
        None => (None, text),
    };
    match (first, rest) {
        (Some(real), []) => Some((real, 0.0)),
        (Some(imaginary), [b'j' | b'J']) => Some((0.0, imaginary)),
        (Some(real), [b'+' | b'-', ..]) => Some((real, imaginary_part(rest)?)),
        (None, _) => Some((0.0, imaginary_part(rest)?)),
        _ => None,
    }
}

/// `j`, a signed `j`, or a number and `j`.
fn imaginary_part(text: &[u8]) -> Option<f64> {
    let number = text.strip_suffix(b"j").or_else(|| text.strip_suffix(b"J"))?;
    match number {
        b"" | b"+" => Some(1.0),
        b"-" => Some(-1.0),
        _ => decimal_prefix(number).filter(|&(_, length)| length == number.len()).map(|(value, _)| value),
    }
}
