//! Strings with a specification.

use super::padding::push_fill;
use super::{Align, SignOption, Spec};
use crate::text::TextError;
use crate::text::error::NotAllowed;
use crate::text::size::check_size;

impl Spec {
    /// An upper bound of the bytes that [`write_str`](Self::write_str) appends.
    pub fn str_size_bound(&self, value: &str) -> u64 {
        self.padding_size().saturating_add(value.len() as u64)
    }

    /// Appends `format(value, spec)` of a string.
    ///
    /// # Errors
    ///
    /// [`TextError::SeparatorWithCode`], [`TextError::UnknownFormatCode`], [`TextError::NotAllowed`],
    /// [`TextError::OutOfMemory`]
    pub fn write_str(&self, value: &str, type_name: &str, out: &mut String) -> Result<(), TextError> {
        let align = self.check_str(type_name)?;
        let text = match self.precision {
            Some(precision) => prefix(value, precision),
            None => value,
        };
        let Some(width) = self.width else {
            out.push_str(text);
            return Ok(());
        };
        check_size(self.str_size_bound(text))?;
        let missing = (width as usize).saturating_sub(text.chars().count());
        let before = match align {
            Align::Right => missing,
            Align::Center => missing / 2,
            Align::Left | Align::AfterSign => 0,
        };
        push_fill(self.fill(), before, out);
        out.push_str(text);
        push_fill(self.fill(), missing - before, out);
        Ok(())
    }

    /// The alignment, if nothing else is wrong.
    fn check_str(&self, type_name: &str) -> Result<Align, TextError> {
        let code = self.code.unwrap_or('s');
        self.grouping(code)?;
        if code != 's' {
            return Err(Self::unknown_code(code, type_name));
        }
        match self.sign {
            Some(SignOption::Space) => return Err(TextError::NotAllowed(NotAllowed::SpaceInString)),
            Some(_) => return Err(TextError::NotAllowed(NotAllowed::SignInString)),
            None => {}
        }
        if self.no_negative_zero {
            return Err(TextError::NotAllowed(NotAllowed::NegativeZeroInString));
        }
        if self.alternate {
            return Err(TextError::NotAllowed(NotAllowed::AlternateInString));
        }
        match self.align {
            Some(Align::AfterSign) => Err(TextError::NotAllowed(NotAllowed::AfterSignInString)),
            align => Ok(align.unwrap_or(Align::Left)),
        }
    }
}

/// The first so many characters.
pub(in crate::text) fn prefix(text: &str, characters: u64) -> &str {
    if text.len() as u64 <= characters {
        return text;
    }
    match text.char_indices().nth(characters as usize) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
