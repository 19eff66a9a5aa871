//! What Python's `str` methods say about characters, from tables of the same Unicode version.
//!
//! Strings hold lone surrogates as characters of private use: no word characters, no digits, no space, and without case.

mod case;
mod tables;

pub(super) use case::{close_over_ascii_case, close_over_case, lower, normalize};
use tables::ALPHANUMERIC;
pub(super) use tables::{DECIMAL, SPACE};

/// The character that stands for the lone surrogate U+D800; the others follow in order.
pub(super) const SURROGATES_AT: u32 = 0x10_f000;

/// The code points no Rust character has.
pub(super) const SURROGATES: (u32, u32) = (0xd800, 0xdfff);

/// The Python code point of a character that may stand for a lone surrogate.
pub(super) fn surrogate_code(code: u32) -> u32 {
    let surrogate = code.wrapping_sub(SURROGATES_AT).wrapping_add(SURROGATES.0);
    if (SURROGATES.0..=SURROGATES.1).contains(&surrogate) { surrogate } else { code }
}

/// `\w` for a character outside ASCII: `str.isalnum`.
pub(super) fn is_word(code: u32) -> bool {
    match usize::try_from(code / 64).ok().and_then(|word| WORD_BITS.get(word)) {
        Some(bits) => bits >> (code % 64) & 1 != 0,
        None => in_ranges(&ALPHANUMERIC, code),
    }
}

/// `\d` for a character outside ASCII: `str.isdecimal`.
pub(super) fn is_digit(code: u32) -> bool {
    in_ranges(&DECIMAL, code)
}

/// `\s` for a character outside ASCII: `str.isspace`.
pub(super) fn is_space(code: u32) -> bool {
    in_ranges(&SPACE, code)
}

/// `str.isalpha`.
pub(super) fn is_letter(c: char) -> bool {
    is_name_start(c) && !c.is_numeric()
}

/// Whether a name can start with a character, except for the underscore.
pub(super) fn is_name_start(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || is_word(u32::from(c)))
}

/// Whether a name can go on with a character.
pub(super) fn is_name_part(c: char) -> bool {
    c == '_' || c.is_ascii_digit() || c.is_alphabetic() || is_digit(u32::from(c))
}

/// Whether sorted, disjoint, inclusive ranges contain a code point.
pub(super) fn in_ranges(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|&(_, last)| last < code);
    ranges.get(after).is_some_and(|&(first, _)| first <= code)
}

/// `ALPHANUMERIC` for the first 65,536 characters, one bit each: `\w` is tested once per character of much text.
static WORD_BITS: [u64; 1024] = word_bits();

const fn word_bits() -> [u64; 1024] {
    let mut bits = [0; 1024];
    let mut at = 0;
    while at < ALPHANUMERIC.len() && ALPHANUMERIC[at].1 < 0x1_0000 {
        let (mut code, last) = ALPHANUMERIC[at];
        while code <= last {
            bits[code as usize / 64] |= 1 << (code % 64);
            code += 1;
        }
        at += 1;
    }
    bits
}
