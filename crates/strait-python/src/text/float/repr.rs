use std::fmt::Write;

use super::exact::decompose;
use crate::text::int::{push_padded, push_u64};

/// `repr(value)`: the shortest digits that read back as the same float.
pub fn repr(value: f64) -> String {
    let mut out = String::new();
    write_repr(value, &mut out);
    out
}

/// Appends `repr(value)`, at most 24 characters.
pub fn write_repr(value: f64, out: &mut String) {
    if !value.is_finite() {
        return out.push_str(non_finite(value));
    }
    if write_short(value, out) {
        return;
    }
    // Debug switches to an exponent at the same magnitudes as Python, below 1e-4 and from 1e16.
    let start = out.len();
    write!(out, "{value:?}").expect("a String takes any text");
    let exponent = out[start..].find('e').map(|at| {
        let exponent = out[start + at + 1..].parse().unwrap_or(0);
        out.truncate(start + at);
        exponent
    });
    round_tie_to_even(value, start, exponent, out);
    if let Some(exponent) = exponent {
        push_exponent(exponent, 'e', out);
    }
}

/// Corrects the last digit where two shortest decimals are equally near: Rust takes the upper, Python the even one.
///
/// A float that is an odd number over `2 ** n` has exactly `n` decimals and ends in 5. So there is a tie only if one
/// less are shown. Whole numbers have none, their neighbours being too near.
fn round_tie_to_even(value: f64, start: usize, exponent: Option<i32>, out: &mut String) {
    let places = out[start..].find('.').map_or(0, |at| out.len() - start - at - 1);
    let decimals = places as i32 - exponent.unwrap_or(0);
    let (_, power) = decompose(value);
    if power >= 0 || decimals != -power - 1 {
        return;
    }
    let shortest = out.split_off(start);
    match exponent {
        None => write!(out, "{value:.places$}"),
        Some(_) => write!(out, "{value:.places$e}"),
    }
    .expect("a String takes any text");
    if exponent.is_some()
        && let Some(at) = out[start..].find('e')
    {
        out.truncate(start + at);
    }
    // Below a power of two the floats are nearer to each other: the even digit may mean the one before.
    if format!("{}e{}", &out[start..], exponent.unwrap_or(0)).parse() != Ok(value) {
        out.truncate(start);
        out.push_str(&shortest);
    }
}

/// As [`write_repr`], but whole numbers have no `.0`, as in the parts of a complex number.
pub(crate) fn write_repr_without_dot_zero(value: f64, out: &mut String) {
    write_repr(value, out);
    if out.ends_with(".0") {
        out.truncate(out.len() - 2);
    }
}

/// `inf`, `-inf` or `nan`, whose sign is never shown.
pub(super) fn non_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "inf",
        f64::NEG_INFINITY => "-inf",
        _ => "nan",
    }
}

/// An exponent as C prints it: a sign and at least two digits.
pub(super) fn push_exponent(exponent: i32, letter: char, out: &mut String) {
    let sign = if exponent < 0 { '-' } else { '+' };
    out.push(letter);
    out.push(sign);
    let digits = exponent.unsigned_abs();
    if digits < 10 {
        out.push('0');
    }
    write!(out, "{digits}").expect("a String takes any text");
}

/// Writes floats that have few decimals and at most 15 digits, the usual case, and says whether it did.
///
/// Two decimals of at most 15 digits are never nearest to the same float. So if one reads back as `value`, as a
/// correctly rounded division of two exact floats tells, it is the shortest once its zeros are dropped.
fn write_short(value: f64, out: &mut String) -> bool {
    let magnitude = value.abs();
    let (scale, mut places) = match magnitude {
        0.0 | 1e-4..1e9 => (1_000_000u64, 6),
        1e9..1e12 => (1_000, 3),
        _ => return false,
    };
    let scaled = (magnitude * scale as f64 + 0.5) as u64;
    if scaled as f64 / scale as f64 != magnitude {
        return false;
    }
    let (whole, mut fraction) = (scaled / scale, scaled % scale);
    while places > 1 && fraction.is_multiple_of(10) {
        fraction /= 10;
        places -= 1;
    }
    if value.is_sign_negative() {
        out.push('-');
    }
    push_u64(whole, out);
    out.push('.');
    push_padded(fraction, places, out);
    true
}
