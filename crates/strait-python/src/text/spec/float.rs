//! Floats with a specification.

use super::Spec;
use super::number::Number;
use crate::text::TextError;
use crate::text::float::{FloatFormat, Letters, Style};
use crate::text::size::check_size;

/// Digits after the point, or in all, where a specification does not say.
const DEFAULT_PRECISION: u64 = 6;

impl Spec {
    /// An upper bound of the bytes that [`write_float`](Self::write_float) appends.
    pub fn float_size_bound(&self) -> u64 {
        // 309 digits with separators, a sign, an exponent, a percent sign, and one zero more than the width.
        self.padding_size().saturating_add(self.precision.unwrap_or(DEFAULT_PRECISION)).saturating_add(440)
    }

    /// Appends `format(value, spec)` of a float.
    ///
    /// # Errors
    ///
    /// [`TextError::SeparatorWithCode`], [`TextError::UnknownFormatCode`], [`TextError::PrecisionTooBig`],
    /// [`TextError::OutOfMemory`]
    pub fn write_float(&self, value: f64, type_name: &str, out: &mut String) -> Result<(), TextError> {
        let code = self.float_code();
        let grouping = self.grouping(code.unwrap_or('\0'))?;
        let mut format = match code {
            None => self.default_float_format(),
            Some(code) => self.float_format(code).ok_or_else(|| Self::unknown_code(code, type_name))?,
        };
        self.check_float()?;
        format.no_negative_zero = self.no_negative_zero;
        let start = out.len();
        if code == Some('%') {
            format.write(value * 100.0, out);
            out.push('%');
        } else {
            format.write(value, out);
        }
        let digits = if grouping.is_some() { whole_digits(&out[start..]) } else { 0 };
        self.finish_number(Number { start, prefix: 0, digits, grouping }, out);
        Ok(())
    }

    /// The printf style of a presentation type.
    pub(super) fn float_format(&self, code: char) -> Option<FloatFormat> {
        let (style, letters) = match code {
            'e' => (Style::Exponent, Letters::Lower),
            'E' => (Style::Exponent, Letters::Upper),
            'f' | '%' => (Style::Fixed, Letters::Lower),
            'F' => (Style::Fixed, Letters::Upper),
            'g' | 'n' => (Style::General, Letters::Lower),
            'G' => (Style::General, Letters::Upper),
            _ => return None,
        };
        let precision = self.precision.unwrap_or(DEFAULT_PRECISION) as usize;
        Some(FloatFormat { letters, alternate: self.alternate, ..FloatFormat::new(style, precision) })
    }

    /// Without a presentation type: as `repr`, or with a precision much as `g`.
    fn default_float_format(&self) -> FloatFormat {
        let format = match self.precision {
            None => FloatFormat::new(Style::Shortest, 0),
            Some(precision) => FloatFormat::new(Style::General, precision as usize),
        };
        FloatFormat { alternate: self.alternate, dot_zero: true, ..format }
    }

    pub(super) fn check_float(&self) -> Result<(), TextError> {
        if self.precision.is_some_and(|precision| precision > i32::MAX as u64) {
            return Err(TextError::PrecisionTooBig);
        }
        check_size(self.float_size_bound())
    }
}

/// How many digits a number has before its point or exponent.
pub(super) fn whole_digits(number: &str) -> usize {
    number.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count()
}
