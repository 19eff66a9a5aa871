//! Numbers as bytes, by the format letters that `struct` and `memoryview` have in common.

/// A number read from bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Packed {
    Int(i64),
    Unsigned(u64),
    Float(f64),
    Bool(bool),
    Char(u8),
}

/// What a format letter stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    Signed,
    Unsigned,
    Float,
    Bool,
    Char,
}

/// The class and size of a format letter, in the machine's own layout or in the standard one; `None` if there is none.
pub(crate) const fn letter(letter: u8, native: bool) -> Option<(Class, usize)> {
    Some(match letter {
        b'c' => (Class::Char, 1),
        b'b' => (Class::Signed, 1),
        b'B' => (Class::Unsigned, 1),
        b'?' => (Class::Bool, 1),
        b'h' => (Class::Signed, 2),
        b'H' => (Class::Unsigned, 2),
        b'i' => (Class::Signed, 4),
        b'I' => (Class::Unsigned, 4),
        b'l' => (Class::Signed, if native { 8 } else { 4 }),
        b'L' => (Class::Unsigned, if native { 8 } else { 4 }),
        b'q' => (Class::Signed, 8),
        b'Q' => (Class::Unsigned, 8),
        b'n' if native => (Class::Signed, 8),
        b'N' | b'P' if native => (Class::Unsigned, 8),
        b'e' => (Class::Float, 2),
        b'f' => (Class::Float, 4),
        b'd' => (Class::Float, 8),
        _ => return None,
    })
}

/// The number in bytes of its size.
pub(crate) fn read(class: Class, bytes: &[u8], big_endian: bool) -> Packed {
    let size = bytes.len().min(8);
    let mut raw: u64 = 0;
    for place in 0..size {
        let byte = if big_endian { bytes[place] } else { bytes[size - 1 - place] };
        raw = raw << 8 | u64::from(byte);
    }
    match class {
        Class::Unsigned => Packed::Unsigned(raw),
        Class::Signed => {
            let unused = 64 - size as u32 * 8;
            Packed::Int(if unused >= 64 { 0 } else { (raw << unused) as i64 >> unused })
        }
        Class::Bool => Packed::Bool(raw != 0),
        Class::Char => Packed::Char(raw as u8),
        Class::Float => Packed::Float(match size {
            2 => half_to_double(raw as u16),
            4 => f64::from(f32::from_bits(raw as u32)),
            _ => f64::from_bits(raw),
        }),
    }
}

/// The bytes of a number that is known to fit, at the end of `out`.
pub(crate) fn write(raw: u64, size: usize, big_endian: bool, out: &mut Vec<u8>) {
    let bytes = raw.to_le_bytes();
    let bytes = bytes.get(..size).unwrap_or(&bytes);
    if big_endian {
        out.extend(bytes.iter().rev());
    } else {
        out.extend(bytes);
    }
}

/// The bits of a float in so many bytes; `None` if it is too large for them.
pub(crate) fn float_bits(value: f64, size: usize) -> Option<u64> {
    match size {
        2 => double_to_half(value).map(u64::from),
        4 => {
            let single = value as f32;
            if single.is_infinite() && value.is_finite() { None } else { Some(u64::from(single.to_bits())) }
        }
        _ => Some(value.to_bits()),
    }
}

/// Whether an integer fits so many bytes.
pub(crate) const fn fits(value: i128, class: Class, size: usize) -> bool {
    let bits = size as u32 * 8;
    match class {
        Class::Signed => value >= -(1 << (bits - 1)) && value < 1 << (bits - 1),
        _ => value >= 0 && value < 1 << bits,
    }
}

fn half_to_double(half: u16) -> f64 {
    let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(half >> 10 & 0x1F), f64::from(half & 0x3FF));
    match exponent {
        0 => sign * fraction * 2_f64.powi(-24),
        0x1F if fraction == 0.0 => sign * f64::INFINITY,
        0x1F => f64::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2_f64.powi(exponent - 15),
    }
}

/// Rounded to the nearest, halves to even.
fn double_to_half(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let size = value.abs();
    if value.is_nan() {
        return Some(sign | 0x7E00);
    }
    if value.is_infinite() {
        return Some(sign | 0x7C00);
    }
    if size >= 65520.0 {
        return None;
    }
    // In units of the last place, which is 2**-24 for the smallest numbers.
    let exponent = if size < 2_f64.powi(-14) { -14 } else { (size.to_bits() >> 52) as i32 - 1023 };
    let units = (size * 2_f64.powi(10 - exponent)).round_ties_even() as u16;
    let base = ((exponent + 14) as u16) << 10;
    Some(sign | (base + units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_there_and_back() {
        for half in (0..=0x7BFF).chain(0x8000..=0xFBFF) {
            assert_eq!(double_to_half(half_to_double(half)), Some(half));
        }
        assert_eq!(double_to_half(65519.99), Some(0x7BFF));
        assert_eq!(double_to_half(65520.0), None);
        assert_eq!(double_to_half(2_f64.powi(-25)), Some(0));
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(read(Class::Signed, &[0xFE, 0xFF], false), Packed::Int(-2));
        assert_eq!(read(Class::Unsigned, &[0xFF, 0xFE], true), Packed::Unsigned(0xFFFE));
        assert!(fits(-128, Class::Signed, 1) && !fits(128, Class::Signed, 1) && !fits(-1, Class::Unsigned, 8));
    }
}
