//! `bytes.hex` and `bytes.fromhex`.

use super::TextError;

/// Where separators stand between the bytes of [`write_hex`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HexGroups {
    separator: char,
    bytes: i64,
}

impl HexGroups {
    /// A separator after each group of so many bytes, counted from the right, or from the left if negative. 0 means
    /// no separators.
    ///
    /// # Errors
    ///
    /// [`TextError::SeparatorLength`], [`TextError::SeparatorNotAscii`]
    pub fn new(separator: &str, bytes: i64) -> Result<Self, TextError> {
        let mut characters = separator.chars();
        match (characters.next(), characters.next()) {
            (Some(separator), None) if separator.is_ascii() => Ok(Self { separator, bytes }),
            (Some(_), None) => Err(TextError::SeparatorNotAscii),
            _ => Err(TextError::SeparatorLength),
        }
    }

    /// As [`new`](Self::new), for a separator given as bytes.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn from_bytes(separator: &[u8], bytes: i64) -> Result<Self, TextError> {
        match separator {
            [byte] if byte.is_ascii() => Ok(Self { separator: char::from(*byte), bytes }),
            [_] => Err(TextError::SeparatorNotAscii),
            _ => Err(TextError::SeparatorLength),
        }
    }

    /// Whether a separator stands before the byte at `index`, which is not the first, of `length`.
    fn before(self, index: usize, length: usize) -> bool {
        let from = if self.bytes < 0 { index } else { length - index };
        self.bytes != 0 && (from as u64).is_multiple_of(self.bytes.unsigned_abs())
    }
}

/// Appends two lower-case digits for each byte, and separators if there are groups: at most three times as many
/// characters as bytes.
pub fn write_hex(bytes: &[u8], groups: Option<HexGroups>, out: &mut String) {
    out.reserve(bytes.len() * 2);
    for (index, &byte) in bytes.iter().enumerate() {
        if let Some(groups) = groups
            && index > 0
            && groups.before(index, bytes.len())
        {
            out.push(groups.separator);
        }
        push_hex_byte(byte, out);
    }
}

/// `bytes.fromhex(text)`: pairs of digits, with white space between pairs.
///
/// # Errors
///
/// [`TextError::NotHexadecimal`]
pub fn bytes_from_hex(text: &str) -> Result<Vec<u8>, TextError> {
    if let Some(position) = text.chars().position(|character| !character.is_ascii()) {
        return Err(TextError::NotHexadecimal { position });
    }
    let text = text.as_bytes();
    let digit = |position: usize| {
        let digit = text.get(position).and_then(|&byte| char::from(byte).to_digit(16));
        digit.ok_or(TextError::NotHexadecimal { position })
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut position = 0;
    while position < text.len() {
        if matches!(text[position], b'\t'..=b'\r' | b' ') {
            position += 1;
            continue;
        }
        bytes.push((digit(position)? << 4 | digit(position + 1)?) as u8);
        position += 2;
    }
    Ok(bytes)
}

/// Appends two lower-case digits.
pub(super) fn push_hex_byte(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}
