//! The printf styles of floats, which `format`, `%` and the parts of complex numbers share.

use std::fmt::Write;

use super::fixed::write_fixed;
use super::repr::{non_finite, push_exponent, write_repr, write_repr_without_dot_zero};

/// A float has at most this many digits that are not zeros at its end.
const MAX_DIGITS: usize = 767;

/// How digits are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Shortest digits, as `repr`; neither the precision nor the case of letters is looked at.
    Shortest,
    /// One digit before the point, `precision` after it, and an exponent.
    Exponent,
    /// `precision` digits after the point.
    Fixed,
    /// `precision` digits in all, with an exponent where that is shorter, without zeros at the end.
    General,
}

/// The case of the exponent's letter and of `inf` and `nan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// `e`, `inf`, `nan`
    Lower,
    /// `E`, `INF`, `NAN`
    Upper,
}

/// How to write a float; see the fields.
#[derive(Debug, Clone, Copy)]
pub struct FloatFormat {
    /// How digits are laid out.
    pub style: Style,
    /// Digits after the point, or in all; see [`Style`].
    pub precision: usize,
    /// Case of letters.
    pub letters: Letters,
    /// Keep the point, and in [`Style::General`] the zeros at the end: the flag `#`.
    pub alternate: bool,
    /// Where there is no exponent, write at least one digit after the point.
    pub dot_zero: bool,
    /// Write no minus before a number whose digits are all zeros: the flag `z`.
    pub no_negative_zero: bool,
}

impl FloatFormat {
    /// A plain style: lower case, no flags.
    pub fn new(style: Style, precision: usize) -> Self {
        Self { style, precision, letters: Letters::Lower, alternate: false, dot_zero: false, no_negative_zero: false }
    }

    /// An upper bound of the bytes that [`write`](Self::write) appends.
    pub fn size_bound(&self) -> u64 {
        // A sign, 309 digits and a point; or a sign, a digit, a point and an exponent of five characters.
        self.precision as u64 + 320
    }

    /// Appends `value`, with `-` before it if negative.
    pub fn write(&self, value: f64, out: &mut String) {
        let start = out.len();
        if value.is_finite() {
            if value.is_sign_negative() {
                out.push('-');
            }
            self.write_magnitude(value.abs(), out);
            if self.no_negative_zero && value.is_sign_negative() && all_zeros(&out[start..]) {
                out.remove(start);
            }
        } else {
            out.push_str(non_finite(value));
            if self.letters == Letters::Upper {
                out[start..].make_ascii_uppercase();
            }
        }
    }

    fn write_magnitude(&self, magnitude: f64, out: &mut String) {
        match self.style {
            Style::Fixed => {
                write_fixed(magnitude, self.precision, out);
                if self.precision == 0 && self.alternate {
                    out.push('.');
                }
            }
            Style::Exponent => self.write_exponent(magnitude, out),
            Style::General => self.write_general(magnitude, out),
            Style::Shortest => self.write_shortest(magnitude, out),
        }
    }

    fn letter(&self) -> char {
        match self.letters {
            Letters::Lower => 'e',
            Letters::Upper => 'E',
        }
    }

    fn write_shortest(&self, magnitude: f64, out: &mut String) {
        let start = out.len();
        match self.dot_zero {
            true => write_repr(magnitude, out),
            false => write_repr_without_dot_zero(magnitude, out),
        }
        if self.alternate && !out[start..].contains('.') {
            let end = out[start..].find('e').map_or(out.len(), |at| start + at);
            out.insert(end, '.');
        }
    }

    fn write_exponent(&self, magnitude: f64, out: &mut String) {
        let exponent = push_scientific(magnitude, self.precision, out);
        if self.precision == 0 && self.alternate {
            out.push('.');
        }
        push_exponent(exponent, self.letter(), out);
    }

    fn write_general(&self, magnitude: f64, out: &mut String) {
        let start = out.len();
        let digits = self.precision.max(1);
        // Zeros beyond a float's own digits are needed only if they stay.
        let wanted = if self.alternate { digits } else { digits.min(MAX_DIGITS) };
        let exponent = push_scientific(magnitude, wanted - 1, out);
        // Where the point stands, counted in digits.
        let point = i64::from(exponent) + 1;
        if point <= -4 || point > digits as i64 - i64::from(self.dot_zero) {
            self.trim(start, out);
            push_exponent(exponent, self.letter(), out);
        } else {
            move_point(start, exponent, out);
            self.trim(start, out);
            if self.dot_zero && !out[start..].contains('.') {
                out.push_str(".0");
            }
        }
    }

    /// Drops the zeros after the point and a bare point, or with `#` makes sure that there is one.
    fn trim(&self, start: usize, out: &mut String) {
        let has_point = out[start..].contains('.');
        if self.alternate {
            if !has_point {
                out.push('.');
            }
        } else if has_point {
            let kept = out.trim_end_matches('0').trim_end_matches('.').len();
            out.truncate(kept);
        }
    }
}

/// Appends one digit, `places` digits after a point (no point if none), and returns the power of ten that belongs to
/// it.
fn push_scientific(magnitude: f64, places: usize, out: &mut String) -> i32 {
    let start = out.len();
    let exact = places.min(MAX_DIGITS);
    write!(out, "{magnitude:.exact$e}").expect("a String takes any text");
    let Some(at) = out[start..].find('e') else { return 0 };
    let exponent = out[start + at + 1..].parse().unwrap_or(0);
    out.truncate(start + at);
    out.extend(std::iter::repeat_n('0', places - exact));
    exponent
}

/// Turns `d.ddd` at `start` into the same digits without an exponent. The number must have `exponent + 1` digits.
fn move_point(start: usize, exponent: i32, out: &mut String) {
    if exponent == 0 {
        return;
    }
    if out.len() > start + 1 {
        out.remove(start + 1);
    }
    match usize::try_from(exponent) {
        Ok(exponent) => {
            let at = start + exponent + 1;
            if at < out.len() {
                out.insert(at, '.');
            }
        }
        Err(_) => {
            let zeros = "0.0000";
            out.insert_str(start, &zeros[..exponent.unsigned_abs() as usize + 1]);
        }
    }
}

fn all_zeros(number: &str) -> bool {
    number.bytes().take_while(|&byte| !byte.eq_ignore_ascii_case(&b'e')).all(|byte| matches!(byte, b'-' | b'.' | b'0'))
}
