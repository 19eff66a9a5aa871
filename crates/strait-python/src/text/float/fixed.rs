//! Digits after the point, exact: the float's own value rounded half to even.

use std::fmt::Write;

use crate::text::int::{push_padded, push_u64};

/// A float has no more digits than this after its point; the rest are zeros.
const MAX_FRACTION_DIGITS: usize = 1074;

/// A whole part and a fraction scaled by a power of ten, both exact after rounding.
pub(super) struct Fixed {
    pub(super) whole: u64,
    pub(super) fraction: u64,
}

/// Rounds `magnitude` to `places` decimals with integers, if it is of everyday size.
///
/// A float is a 53-bit integer over a power of two. With at most 63 bits after the point and 15 decimals, the scaled
/// fraction fits 128 bits.
pub(super) fn round_small(magnitude: f64, places: usize) -> Option<Fixed> {
    if places > 15 || !(1e-3..9e15).contains(&magnitude) {
        return None;
    }
    let bits = magnitude.to_bits();
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let point = 1075 - (bits >> 52) as u32;
    if point == 0 || point > 63 {
        return None;
    }
    let scale = POWERS_OF_TEN[places];
    let mask = (1u64 << point) - 1;
    let (mut whole, remainder) = (mantissa >> point, mantissa & mask);
    let (mut fraction, rest) = if places <= 3 {
        // 53 bits and ten more; 64-bit arithmetic is what WebAssembly has.
        let scaled = remainder * scale;
        (scaled >> point, scaled & mask)
    } else {
        let scaled = u128::from(remainder) * u128::from(scale);
        ((scaled >> point) as u64, scaled as u64 & mask)
    };
    let half = 1u64 << (point - 1);
    let odd = if places == 0 { whole & 1 } else { fraction & 1 };
    if rest > half || (rest == half && odd == 1) {
        fraction += 1;
    }
    if fraction == scale {
        fraction = 0;
        whole += 1;
    }
    Some(Fixed { whole, fraction })
}

/// Appends a finite, non-negative float with `places` decimals. There is no point if there are none.
pub(super) fn write_fixed(magnitude: f64, places: usize, out: &mut String) {
    if let Some(fixed) = round_small(magnitude, places) {
        push_u64(fixed.whole, out);
        if places > 0 {
            out.push('.');
            push_padded(fixed.fraction, places, out);
        }
        return;
    }
    let exact = places.min(MAX_FRACTION_DIGITS);
    write!(out, "{magnitude:.exact$}").expect("a String takes any text");
    out.extend(std::iter::repeat_n('0', places - exact));
}

pub(super) const POWERS_OF_TEN: [u64; 16] = {
    let mut powers = [1; 16];
    let mut index = 1;
    while index < 16 {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};
