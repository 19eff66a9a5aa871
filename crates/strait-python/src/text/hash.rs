//! Hashes of numbers. Equal numbers of different types have equal hashes: all are values modulo a prime.

use super::IntRef;
use super::float::decompose;

/// The prime, `2 ** 61 - 1`: `sys.hash_info.modulus`.
const MODULUS: u64 = (1 << BITS) - 1;
const BITS: u32 = 61;
/// `sys.hash_info.inf`
const INFINITY: i64 = 314_159;
/// `sys.hash_info.imag`
const IMAGINARY: i64 = 1_000_003;

/// `hash(value)` of an int.
pub fn hash_int(value: IntRef<'_>) -> i64 {
    let magnitude = match value {
        IntRef::Small(value) => reduce(value.unsigned_abs()),
        // 2 ** 64 is 8 modulo the prime, and to multiply by 8 is to rotate by three bits.
        IntRef::Big(value) => {
            value.magnitude().iter_u64_digits().rev().fold(0, |hash, digit| reduce(rotate(hash, 3) + reduce(digit)))
        }
    };
    signed(magnitude, value.is_negative())
}

/// `hash(value)` of a float; `None` for nan, which hashes by identity.
pub fn hash_float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = decompose(value);
    let magnitude = rotate(mantissa.unsigned_abs(), exponent.rem_euclid(BITS as i32) as u32);
    Some(signed(magnitude, mantissa < 0))
}

/// `hash(complex(real, imaginary))`; `None` if a part is nan.
pub fn hash_complex(real: f64, imaginary: f64) -> Option<i64> {
    let hash = hash_float(real)?.wrapping_add(IMAGINARY.wrapping_mul(hash_float(imaginary)?));
    Some(if hash == -1 { -2 } else { hash })
}

/// -1 marks an error in C, so no hash is -1.
fn signed(magnitude: u64, negative: bool) -> i64 {
    match (magnitude as i64, negative) {
        (1, true) => -2,
        (hash, true) => -hash,
        (hash, false) => hash,
    }
}

fn reduce(value: u64) -> u64 {
    let folded = (value & MODULUS) + (value >> BITS);
    if folded >= MODULUS { folded - MODULUS } else { folded }
}

/// `value * 2 ** by` modulo the prime, for a value below it and `by` below 61.
fn rotate(value: u64, by: u32) -> u64 {
    (value << by & MODULUS) | value >> (BITS - by)
}
