//! The format specifications of `format`, `str.format` and f-strings: `[[fill]align][sign][z][#][0][width][,][.precision][code]`.
//!
//! A [`Spec`] depends on its text alone, so a constant one is parsed once. What a value's type allows is decided when
//! it is written. The name of that type appears in messages only.
//!
//! ```text
//! Spec::parse(">8,.2f", "float")?.write_float(1234.5, "float", &mut out)?;   // "1,234.50"
//! ```

mod complex;
mod float;
mod int;
mod number;
mod padding;
mod parse;
mod string;

use super::TextError;
pub(super) use padding::{insert_fill, push_fill};
pub(super) use parse::push_digit;
pub(super) use string::prefix;

/// A parsed format specification. The default is the empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spec {
    fill: Option<char>,
    align: Option<Align>,
    sign: Option<SignOption>,
    no_negative_zero: bool,
    alternate: bool,
    zero_padded: bool,
    width: Option<u64>,
    separator: Option<Separator>,
    precision: Option<u64>,
    code: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
    Center,
    /// Padding between sign and digits.
    AfterSign,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SignOption {
    /// `+` before numbers that are not negative.
    Plus,
    /// Only a minus.
    Minus,
    /// A space before numbers that are not negative.
    Space,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Underscore,
}

/// How many digits stand between separators.
#[derive(Debug, Clone, Copy)]
struct Grouping {
    separator: char,
    digits: usize,
}

impl Spec {
    /// Whether this is the empty specification, with which a value is as `str` has it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn fill(&self) -> char {
        self.fill.unwrap_or(if self.zero_padded { '0' } else { ' ' })
    }

    /// The alignment of numbers other than complex ones.
    fn number_align(&self) -> Align {
        self.align.unwrap_or(if self.zero_padded { Align::AfterSign } else { Align::Right })
    }

    /// The presentation type of a float or a complex number. C marks the absence of one with a null character, so
    /// that a specification with one has none.
    fn float_code(&self) -> Option<char> {
        self.code.filter(|&code| code != '\0')
    }

    /// Bytes of a padding to the full width.
    fn padding_size(&self) -> u64 {
        self.width.unwrap_or(0).saturating_mul(self.fill().len_utf8() as u64)
    }

    /// The grouping of numbers of a presentation type, `\0` standing for none.
    fn grouping(&self, code: char) -> Result<Option<Grouping>, TextError> {
        let Some(separator) = self.separator else { return Ok(None) };
        let character = match separator {
            Separator::Comma => ',',
            Separator::Underscore => '_',
        };
        let digits = match (code, separator) {
            ('d' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' | '\0', _) => 3,
            ('b' | 'o' | 'x' | 'X', Separator::Underscore) => 4,
            _ => return Err(TextError::SeparatorWithCode { separator: character, code }),
        };
        Ok(Some(Grouping { separator: character, digits }))
    }

    fn unknown_code(code: char, type_name: &str) -> TextError {
        TextError::UnknownFormatCode { code, type_name: type_name.to_owned() }
    }
}
