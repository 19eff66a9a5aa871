//! The printf-like language of the operator `%`, for strings and bytes.
//!
//! CPython reads a template and fetches its arguments in turn, so that a mistake at the end shows only after the
//! fetches before it. [`pieces_of_str`] and [`pieces_of_bytes`] go along with that: they are iterators, and a
//! [`Conversion`] carries what is wrong with it. A caller proceeds in this order:
//!
//! 1. if the conversion [wants a mapping](Conversion::wants_mapping) and the argument is none, that is the error;
//!    else fetch the key;
//! 2. fetch ints for a width and a precision given as `*` ([`Format::give_width`], [`Format::give_precision`]);
//! 3. look at the [`Ending`]: what is broken is the error;
//! 4. fetch the value; what is unsupported is the error;
//! 5. write the value in the way of its [`Kind`].
//!
//! An argument that is no tuple, and likewise the value of a key, counts as a tuple of one: `"%*d" % {}` has not
//! enough arguments.

mod argument;
mod parse;
mod write;

use super::{IntRef, TextError};
pub use argument::ArgumentError;
pub use parse::{BytesPieces, StrPieces, pieces_of_bytes, pieces_of_str};
pub use write::{byte_of_int, char_of_int};

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<K> {
    /// Text that stays as it is; `%` for `%%`.
    Literal(K),
    /// A place for a value.
    Conversion(Conversion<K>),
}

/// A place for a value: `%(key)#0-*.*hd`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion<K> {
    /// The text in parentheses.
    pub key: Option<K>,
    /// Flags, width and precision.
    pub format: Format,
    /// The type that ends it.
    pub ending: Ending,
}

impl<K> Conversion<K> {
    /// Whether a key stands here, closed or not.
    pub fn wants_mapping(&self) -> bool {
        self.key.is_some() || self.ending == Ending::Broken(TextError::IncompleteFormatKey)
    }
}

/// How a conversion ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// With a type.
    Kind(Kind),
    /// With a type that does not exist: an error after the value is fetched.
    Unsupported(TextError),
    /// Not properly: an error before the value is fetched.
    Broken(TextError),
}

/// What a conversion makes of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `s`: `str` of the value, or in a template of bytes the value's bytes.
    Text,
    /// `r`: `repr` of the value, or in a template of bytes `ascii`.
    Repr,
    /// `a`: `ascii` of the value.
    Ascii,
    /// `b` in a template of bytes: the value's bytes.
    Bytes,
    /// `c`: a character.
    Char,
    /// `d`, `i` or `u`: an int, to which other numbers are truncated.
    Decimal,
    /// `o`, `x` or `X`: an int.
    Radix,
    /// `e`, `f`, `g` and their capitals: a float.
    Float,
}

/// Flags, width, precision and type of a conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: Amount,
    precision: Amount,
    letter: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Amount {
    #[default]
    Absent,
    /// `*`: the next argument says.
    Asked,
    Given(u64),
}

impl Amount {
    fn given(self) -> Option<u64> {
        match self {
            Self::Given(amount) => Some(amount),
            Self::Absent | Self::Asked => None,
        }
    }
}

impl Format {
    /// The letter of the type, for messages.
    pub fn letter(&self) -> char {
        self.letter
    }

    /// Whether an argument gives the width.
    pub fn wants_width(&self) -> bool {
        self.width == Amount::Asked
    }

    /// Whether an argument gives the precision.
    pub fn wants_precision(&self) -> bool {
        self.precision == Amount::Asked
    }

    /// The argument for the width; a negative one aligns to the left.
    ///
    /// # Errors
    ///
    /// [`TextError::IntTooLargeForSize`]
    pub fn give_width(&mut self, argument: IntRef<'_>) -> Result<(), TextError> {
        let width = argument.to_i64().ok_or(TextError::IntTooLargeForSize)?;
        self.left |= width < 0;
        self.width = Amount::Given(width.unsigned_abs());
        Ok(())
    }

    /// The argument for the precision; a negative one counts as zero.
    ///
    /// # Errors
    ///
    /// [`TextError::IntTooLargeForCInt`]
    pub fn give_precision(&mut self, argument: IntRef<'_>) -> Result<(), TextError> {
        let precision = argument.to_i64().and_then(|precision| i32::try_from(precision).ok());
        let precision = precision.ok_or(TextError::IntTooLargeForCInt)?;
        self.precision = Amount::Given(precision.max(0) as u64);
        Ok(())
    }
}
