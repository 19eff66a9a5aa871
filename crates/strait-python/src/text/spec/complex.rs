//! Complex numbers with a specification.

use super::float::whole_digits;
use super::number::{group, push_sign};
use super::padding::pad;
use super::{Align, Grouping, SignOption, Spec};
use crate::text::TextError;
use crate::text::error::NotAllowed;
use crate::text::float::{FloatFormat, Style};
use crate::text::size::check_size;

impl Spec {
    /// An upper bound of the bytes that [`write_complex`](Self::write_complex) appends.
    pub fn complex_size_bound(&self) -> u64 {
        self.float_size_bound().saturating_mul(2)
    }

    /// Appends `format(complex(real, imaginary), spec)`.
    ///
    /// # Errors
    ///
    /// [`TextError::SeparatorWithCode`], [`TextError::UnknownFormatCode`], [`TextError::PrecisionTooBig`],
    /// [`TextError::NotAllowed`], [`TextError::OutOfMemory`]
    pub fn write_complex(&self, real: f64, imaginary: f64, type_name: &str, out: &mut String) -> Result<(), TextError> {
        let code = self.float_code();
        let grouping = self.grouping(code.unwrap_or('\0'))?;
        let mut format = match (code, self.precision) {
            (Some(code @ '%'), _) => return Err(Self::unknown_code(code, type_name)),
            (Some(code), _) => self.float_format(code).ok_or_else(|| Self::unknown_code(code, type_name))?,
            (None, None) => FloatFormat::new(Style::Shortest, 0),
            (None, Some(precision)) => FloatFormat::new(Style::General, precision as usize),
        };
        let align = self.check_complex()?;
        format.alternate = self.alternate;
        format.no_negative_zero = self.no_negative_zero;

        // Without a presentation type it looks as `repr` does: in parentheses, unless there is no real part.
        let like_repr = code.is_none();
        let only_imaginary = like_repr && real == 0.0 && real.is_sign_positive();
        let start = out.len();
        if like_repr && !only_imaginary {
            out.push('(');
        }
        if !only_imaginary {
            push_part(&format, real, self.sign, grouping, out);
        }
        let sign = if only_imaginary { self.sign } else { Some(SignOption::Plus) };
        push_part(&format, imaginary, sign, grouping, out);
        out.push('j');
        if like_repr && !only_imaginary {
            out.push(')');
        }
        let length = (out.len() - start) as u64;
        pad(start, start, length, self.width.unwrap_or(0), align, self.fill(), out);
        Ok(())
    }

    /// The alignment, if nothing is wrong.
    fn check_complex(&self) -> Result<Align, TextError> {
        self.check_float()?;
        if self.fill() == '0' {
            return Err(TextError::NotAllowed(NotAllowed::ZeroPaddingInComplex));
        }
        if self.align == Some(Align::AfterSign) {
            return Err(TextError::NotAllowed(NotAllowed::AfterSignInComplex));
        }
        check_size(self.complex_size_bound())?;
        Ok(self.align.unwrap_or(Align::Right))
    }
}

fn push_part(format: &FloatFormat, value: f64, sign: Option<SignOption>, grouping: Option<Grouping>, out: &mut String) {
    let start = out.len();
    format.write(value, out);
    let digits = if grouping.is_some() { whole_digits(&out[start..]) } else { 0 };
    let sign = push_sign(start, sign, out);
    if let Some(grouping) = grouping {
        group(start + sign, digits, 0, grouping, out);
    }
}
