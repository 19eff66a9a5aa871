//! Ints and bools with a specification.

use super::number::Number;
use super::padding::pad;
use super::{Align, Spec};
use crate::text::TextError;
use crate::text::error::NotAllowed;
use crate::text::int::{IntRef, Prefix, Radix, decimal_size_bound, radix_size_bound, write_decimal, write_radix};
use crate::text::size::check_size;
use crate::text::unicode::surrogate;

impl Spec {
    /// An upper bound of the bytes that [`write_int`](Self::write_int) appends.
    pub fn int_size_bound(&self, value: IntRef<'_>) -> u64 {
        let number = match self.code {
            Some('b') => radix_size_bound(value, Radix::Binary),
            Some('o') => radix_size_bound(value, Radix::Octal),
            Some('x' | 'X') => radix_size_bound(value, Radix::Hexadecimal),
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return self.float_size_bound(),
            _ => decimal_size_bound(value),
        };
        let separators = if self.separator.is_some() { number / 3 } else { 0 };
        self.padding_size().saturating_add(number + separators + 4)
    }

    /// Appends `format(value, spec)` of an int. `max_digits` bounds the digits in base ten; 0 means no limit.
    ///
    /// # Errors
    ///
    /// [`TextError::SeparatorWithCode`], [`TextError::UnknownFormatCode`], [`TextError::NotAllowed`],
    /// [`TextError::CharNotInRange`], [`TextError::IntTooLargeForC`], [`TextError::IntTooLargeForFloat`],
    /// [`TextError::PrecisionTooBig`], [`TextError::TooManyDigitsToText`], [`TextError::OutOfMemory`]
    pub fn write_int(
        &self,
        value: IntRef<'_>,
        max_digits: usize,
        type_name: &str,
        out: &mut String,
    ) -> Result<(), TextError> {
        let code = self.code.unwrap_or('d');
        let grouping = self.grouping(code)?;
        let radix = match code {
            'b' => Some(Radix::Binary),
            'o' => Some(Radix::Octal),
            'x' | 'X' => Some(Radix::Hexadecimal),
            'd' | 'n' => None,
            'c' => return self.write_char(value, out),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return self.write_float(value.to_f64()?, type_name, out),
            _ => return Err(Self::unknown_code(code, type_name)),
        };
        self.check_int()?;
        check_size(self.int_size_bound(value))?;
        let start = out.len();
        let mut prefix = 0;
        match radix {
            Some(radix) if self.alternate => {
                write_radix(value, radix, Prefix::Shown, out);
                prefix = radix.prefix().len();
            }
            Some(radix) => write_radix(value, radix, Prefix::Omitted, out),
            None => write_decimal(value, max_digits, out)?,
        }
        if code == 'X' {
            out[start..].make_ascii_uppercase();
        }
        let digits = out.len() - start - prefix - usize::from(value.is_negative());
        self.finish_number(Number { start, prefix, digits, grouping }, out);
        Ok(())
    }

    /// Appends `format(value, spec)` of a bool: its name with the empty specification, else as an int.
    ///
    /// # Errors
    ///
    /// As [`write_int`](Self::write_int).
    pub fn write_bool(&self, value: bool, out: &mut String) -> Result<(), TextError> {
        if self.is_empty() {
            out.push_str(if value { "True" } else { "False" });
            return Ok(());
        }
        self.write_int(IntRef::Small(i64::from(value)), 0, "bool", out)
    }

    fn write_char(&self, value: IntRef<'_>, out: &mut String) -> Result<(), TextError> {
        self.check_int()?;
        if self.sign.is_some() {
            return Err(TextError::NotAllowed(NotAllowed::SignWithC));
        }
        if self.alternate {
            return Err(TextError::NotAllowed(NotAllowed::AlternateWithC));
        }
        let code = value.to_i64().ok_or(TextError::IntTooLargeForC)?;
        let character = u32::try_from(code).ok().and_then(surrogate::from_code_point);
        let character = character.ok_or(TextError::CharNotInRange)?;
        check_size(self.padding_size().saturating_add(4))?;
        let start = out.len();
        out.push(character);
        let align = self.number_align();
        // There is no sign, so padding after it comes first.
        let align = if align == Align::AfterSign { Align::Right } else { align };
        pad(start, start, 1, self.width.unwrap_or(0), align, self.fill(), out);
        Ok(())
    }

    fn check_int(&self) -> Result<(), TextError> {
        if self.precision.is_some() {
            return Err(TextError::NotAllowed(NotAllowed::PrecisionInInt));
        }
        if self.no_negative_zero {
            return Err(TextError::NotAllowed(NotAllowed::NegativeZeroInInt));
        }
        Ok(())
    }
}
