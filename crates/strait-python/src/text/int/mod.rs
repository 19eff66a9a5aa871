//! Ints to text and back.

mod decimal;
mod parse;
mod radix;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use super::TextError;
pub(crate) use decimal::DigitBuffer;
pub use decimal::{decimal_size_bound, write_decimal, write_i64};
pub(super) use decimal::{push_padded, push_u64};
pub use parse::{parse, parse_bytes};
pub use radix::{Prefix, Radix, radix_size_bound, write_radix};

/// `sys.get_int_max_str_digits()` at start. Conversions between text and ints in bases that are no powers of two
/// refuse more digits, because their cost grows faster than the text. 0 in its place means no limit.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;

/// A Python int.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Int {
    /// Fits 64 bits.
    Small(i64),
    /// Does not fit 64 bits.
    Big(BigInt),
}

/// A Python int that somebody else owns. A `Big` may be of any size.
#[derive(Debug, Clone, Copy)]
pub enum IntRef<'a> {
    /// Fits 64 bits.
    Small(i64),
    /// Of any size.
    Big(&'a BigInt),
}

impl Int {
    /// Borrows the value.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Self::Small(value) => IntRef::Small(*value),
            Self::Big(value) => IntRef::Big(value),
        }
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Self::Small(small),
            None => Self::Big(value),
        }
    }
}

impl<'a> From<&'a BigInt> for IntRef<'a> {
    fn from(value: &'a BigInt) -> Self {
        Self::Big(value)
    }
}

impl From<i64> for IntRef<'_> {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl IntRef<'_> {
    /// Whether the value is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            Self::Small(value) => value < 0,
            Self::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// How many bits the magnitude has.
    pub fn bits(self) -> u64 {
        match self {
            Self::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Self::Big(value) => value.bits(),
        }
    }

    /// The value, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(value),
            Self::Big(value) => value.to_i64(),
        }
    }

    /// `float(value)`, rounded half to even.
    ///
    /// # Errors
    ///
    /// [`TextError::IntTooLargeForFloat`]
    pub fn to_f64(self) -> Result<f64, TextError> {
        match self {
            Self::Small(value) => Ok(value as f64),
            Self::Big(value) => value.to_f64().filter(|float| float.is_finite()).ok_or(TextError::IntTooLargeForFloat),
        }
    }
}
