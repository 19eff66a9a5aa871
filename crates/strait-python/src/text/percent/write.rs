//! One value in the way of a conversion.

use super::Format;
use crate::text::TextError;
use crate::text::float::{FloatFormat, Letters, Style};
use crate::text::int::{IntRef, Prefix, Radix, decimal_size_bound, radix_size_bound, write_decimal, write_radix};
use crate::text::size::check_size;
use crate::text::spec::{insert_fill, prefix, push_fill};
use crate::text::unicode::surrogate;

/// Digits after the point, or in all, where a conversion does not say.
const DEFAULT_FLOAT_PRECISION: u64 = 6;

/// C keeps three characters of 31 bits for a sign and a prefix.
const MAX_INT_PRECISION: u64 = i32::MAX as u64 - 3;

impl Format {
    /// An upper bound of the bytes that a text of so many bytes takes.
    pub fn text_size_bound(&self, bytes: usize) -> u64 {
        self.padding().saturating_add(bytes as u64)
    }

    /// An upper bound of the bytes that an int takes.
    pub fn int_size_bound(&self, value: IntRef<'_>) -> u64 {
        let digits = match self.radix() {
            Some(radix) => radix_size_bound(value, radix),
            None => decimal_size_bound(value),
        };
        self.padding().saturating_add(self.precision.given().unwrap_or(0)).saturating_add(digits + 3)
    }

    /// An upper bound of the bytes that a float takes.
    pub fn float_size_bound(&self) -> u64 {
        self.padding().saturating_add(self.float_format().size_bound() + 1)
    }

    /// Appends a text: of [`Kind::Text`](super::Kind::Text), [`Kind::Repr`](super::Kind::Repr) or [`Kind::Ascii`](super::Kind::Ascii).
    ///
    /// # Errors
    ///
    /// [`TextError::OutOfMemory`]
    pub fn write_text(&self, text: &str, out: &mut String) -> Result<(), TextError> {
        check_size(self.text_size_bound(text.len()))?;
        let text = match self.precision.given() {
            Some(precision) => prefix(text, precision),
            None => text,
        };
        let missing = match self.width.given() {
            Some(width) => (width as usize).saturating_sub(text.chars().count()),
            None => 0,
        };
        if !self.left {
            push_fill(' ', missing, out);
        }
        out.push_str(text);
        if self.left {
            push_fill(' ', missing, out);
        }
        Ok(())
    }

    /// As [`write_text`](Self::write_text), in a template of bytes.
    ///
    /// # Errors
    ///
    /// [`TextError::OutOfMemory`]
    pub fn write_bytes(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), TextError> {
        check_size(self.text_size_bound(bytes.len()))?;
        let length = self.precision.given().map_or(bytes.len(), |precision| bytes.len().min(precision as usize));
        self.push_bytes(&bytes[..length], out);
        Ok(())
    }

    /// Appends a character, of [`Kind::Char`](super::Kind::Char).
    ///
    /// # Errors
    ///
    /// [`TextError::OutOfMemory`]
    pub fn write_char(&self, character: char, out: &mut String) -> Result<(), TextError> {
        // The precision does not count here, and 0 would hide the character.
        let format = Self { precision: Default::default(), ..*self };
        format.write_text(character.encode_utf8(&mut [0; 4]), out)
    }

    /// As [`write_char`](Self::write_char), in a template of bytes.
    ///
    /// # Errors
    ///
    /// [`TextError::OutOfMemory`]
    pub fn write_byte(&self, byte: u8, out: &mut Vec<u8>) -> Result<(), TextError> {
        check_size(self.text_size_bound(1))?;
        self.push_bytes(&[byte], out);
        Ok(())
    }

    /// Appends an int, of [`Kind::Decimal`](super::Kind::Decimal) or [`Kind::Radix`](super::Kind::Radix). `max_digits` bounds the digits in base ten; 0 means
    /// no limit.
    ///
    /// # Errors
    ///
    /// [`TextError::PercentPrecisionTooLarge`], [`TextError::TooManyDigitsToText`], [`TextError::OutOfMemory`]
    pub fn write_int(&self, value: IntRef<'_>, max_digits: usize, out: &mut String) -> Result<(), TextError> {
        let precision = self.precision.given().unwrap_or(0);
        if precision > MAX_INT_PRECISION {
            return Err(TextError::PercentPrecisionTooLarge);
        }
        check_size(self.int_size_bound(value))?;
        let start = out.len();
        let sign = usize::from(value.is_negative());
        let mut before_digits = start + sign;
        match self.radix() {
            Some(radix) if self.alternate => {
                write_radix(value, radix, Prefix::Shown, out);
                before_digits += radix.prefix().len();
            }
            Some(radix) => write_radix(value, radix, Prefix::Omitted, out),
            None => write_decimal(value, max_digits, out)?,
        }
        if self.letter == 'X' {
            out[start..].make_ascii_uppercase();
        }
        let zeros = precision.saturating_sub((out.len() - before_digits) as u64);
        insert_fill(before_digits, '0', zeros as usize, out);
        self.finish_number(start, before_digits, out);
        Ok(())
    }

    /// Appends a float, of [`Kind::Float`](super::Kind::Float).
    ///
    /// # Errors
    ///
    /// [`TextError::OutOfMemory`]
    pub fn write_float(&self, value: f64, out: &mut String) -> Result<(), TextError> {
        check_size(self.float_size_bound())?;
        let start = out.len();
        self.float_format().write(value, out);
        let digits = start + usize::from(out[start..].starts_with('-'));
        self.finish_number(start, digits, out);
        Ok(())
    }

    /// Sign and padding of the number that stands from `start` on, its digits from `digits` on.
    fn finish_number(&self, start: usize, mut digits: usize, out: &mut String) {
        let negative = out[start..].starts_with('-');
        if !negative && (self.plus || self.space) {
            out.insert(start, if self.plus { '+' } else { ' ' });
            digits += 1;
        }
        let missing = match self.width.given() {
            Some(width) => (width as usize).saturating_sub(out.len() - start),
            None => 0,
        };
        match (self.left, self.zero) {
            (true, _) => push_fill(' ', missing, out),
            (false, true) => insert_fill(digits, '0', missing, out),
            (false, false) => insert_fill(start, ' ', missing, out),
        }
    }

    fn push_bytes(&self, bytes: &[u8], out: &mut Vec<u8>) {
        let missing = match self.width.given() {
            Some(width) => (width as usize).saturating_sub(bytes.len()),
            None => 0,
        };
        if !self.left {
            out.resize(out.len() + missing, b' ');
        }
        out.extend_from_slice(bytes);
        if self.left {
            out.resize(out.len() + missing, b' ');
        }
    }

    fn padding(&self) -> u64 {
        self.width.given().unwrap_or(0)
    }

    fn radix(&self) -> Option<Radix> {
        match self.letter {
            'o' => Some(Radix::Octal),
            'x' | 'X' => Some(Radix::Hexadecimal),
            _ => None,
        }
    }

    fn float_format(&self) -> FloatFormat {
        let style = match self.letter {
            'e' | 'E' => Style::Exponent,
            'g' | 'G' => Style::General,
            _ => Style::Fixed,
        };
        let letters = if self.letter.is_ascii_uppercase() { Letters::Upper } else { Letters::Lower };
        let precision = self.precision.given().unwrap_or(DEFAULT_FLOAT_PRECISION) as usize;
        FloatFormat { letters, alternate: self.alternate, ..FloatFormat::new(style, precision) }
    }
}

/// The character that `%c` makes of an int.
///
/// # Errors
///
/// [`TextError::CharNotInRange`]
pub fn char_of_int(value: IntRef<'_>) -> Result<char, TextError> {
    let code = value.to_i64().and_then(|code| u32::try_from(code).ok());
    code.and_then(surrogate::from_code_point).ok_or(TextError::CharNotInRange)
}

/// The byte that `%c` makes of an int in a template of bytes.
///
/// # Errors
///
/// [`TextError::ByteNotInRange`]
pub fn byte_of_int(value: IntRef<'_>) -> Result<u8, TextError> {
    value.to_i64().and_then(|byte| u8::try_from(byte).ok()).ok_or(TextError::ByteNotInRange)
}
