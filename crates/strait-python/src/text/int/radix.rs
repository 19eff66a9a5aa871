//! Ints in bases that are powers of two. Time is linear and there is no limit of digits.

use super::IntRef;
use super::decimal::push_ascii;

/// A base whose digits are whole bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Radix {
    /// Base 2.
    Binary,
    /// Base 8.
    Octal,
    /// Base 16, digits in lower case.
    Hexadecimal,
}

/// Whether `0b`, `0o` or `0x` stands before the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// As `bin`, `oct` and `hex`.
    Shown,
    /// Digits only.
    Omitted,
}

impl Radix {
    /// `0b`, `0o` or `0x`.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Binary => "0b",
            Self::Octal => "0o",
            Self::Hexadecimal => "0x",
        }
    }

    fn bits_per_digit(self) -> u32 {
        match self {
            Self::Binary => 1,
            Self::Octal => 3,
            Self::Hexadecimal => 4,
        }
    }
}

/// The bytes that [`write_radix`] appends, or one or two more.
pub fn radix_size_bound(value: IntRef<'_>, radix: Radix) -> u64 {
    value.bits() / u64::from(radix.bits_per_digit()) + 4
}

/// Appends the value: a sign if negative, the prefix, the digits.
pub fn write_radix(value: IntRef<'_>, radix: Radix, prefix: Prefix, out: &mut String) {
    if value.is_negative() {
        out.push('-');
    }
    if prefix == Prefix::Shown {
        out.push_str(radix.prefix());
    }
    match value {
        IntRef::Small(value) => push_small(value.unsigned_abs(), radix.bits_per_digit(), out),
        IntRef::Big(value) => out.push_str(&value.magnitude().to_str_radix(1 << radix.bits_per_digit())),
    }
}

fn push_small(mut value: u64, bits: u32, out: &mut String) {
    let mut buffer = [0; 64];
    let mut start = buffer.len();
    loop {
        start -= 1;
        buffer[start] = b"0123456789abcdef"[(value & ((1 << bits) - 1)) as usize];
        value >>= bits;
        if value == 0 {
            break;
        }
    }
    push_ascii(&buffer[start..], out);
}
