//! Text to specification.

use std::str::Chars;

use super::{Align, Separator, SignOption, Spec};
use crate::text::TextError;
use crate::text::unicode::decimal_value;

impl Spec {
    /// Parses a specification. `type_name` is the type of the value it is for.
    ///
    /// # Errors
    ///
    /// [`TextError::TooManyFormatDigits`], [`TextError::BothSeparators`], [`TextError::MissingPrecision`],
    /// [`TextError::InvalidSpec`]
    pub fn parse(text: &str, type_name: &str) -> Result<Self, TextError> {
        let mut spec = Self::default();
        let mut rest = Rest(text.chars());
        spec.parse_alignment(&mut rest);
        spec.sign = match rest.take_if(|character| matches!(character, '+' | '-' | ' ')) {
            Some('+') => Some(SignOption::Plus),
            Some('-') => Some(SignOption::Minus),
            Some(_) => Some(SignOption::Space),
            None => None,
        };
        spec.no_negative_zero = rest.take('z');
        spec.alternate = rest.take('#');
        spec.zero_padded = spec.fill.is_none() && rest.take('0');
        spec.width = rest.integer()?;
        spec.parse_separator(&mut rest)?;
        if rest.take('.') {
            spec.precision = Some(rest.integer()?.ok_or(TextError::MissingPrecision)?);
        }
        spec.code = rest.0.next();
        match rest.0.next() {
            None => Ok(spec),
            Some(_) => Err(TextError::InvalidSpec { spec: text.to_owned(), type_name: type_name.to_owned() }),
        }
    }

    fn parse_alignment(&mut self, rest: &mut Rest<'_>) {
        let mut ahead = rest.0.clone();
        let (first, second) = (ahead.next(), ahead.next());
        if let Some(align) = second.and_then(Align::from_char) {
            (self.fill, self.align) = (first, Some(align));
            rest.0 = ahead;
        } else if let Some(align) = first.and_then(Align::from_char) {
            self.align = Some(align);
            rest.0.next();
        }
    }

    fn parse_separator(&mut self, rest: &mut Rest<'_>) -> Result<(), TextError> {
        let comma = rest.take(',');
        let underscore = rest.take('_');
        if underscore && (comma || rest.peek() == Some(',')) {
            return Err(TextError::BothSeparators);
        }
        self.separator = match (comma, underscore) {
            (true, _) => Some(Separator::Comma),
            (_, true) => Some(Separator::Underscore),
            _ => None,
        };
        Ok(())
    }
}

impl Align {
    fn from_char(character: char) -> Option<Self> {
        match character {
            '<' => Some(Self::Left),
            '>' => Some(Self::Right),
            '^' => Some(Self::Center),
            '=' => Some(Self::AfterSign),
            _ => None,
        }
    }
}

/// What is left of the text.
struct Rest<'a>(Chars<'a>);

impl Rest<'_> {
    fn peek(&self) -> Option<char> {
        self.0.clone().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        self.take_if(|character| character == wanted).is_some()
    }

    fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let character = self.peek().filter(|&character| wanted(character))?;
        self.0.next();
        Some(character)
    }

    /// Decimal digits of any script; `None` if there are none.
    fn integer(&mut self) -> Result<Option<u64>, TextError> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            self.0.next();
            value = Some(push_digit(value.unwrap_or(0), digit)?);
        }
        Ok(value)
    }
}

/// `value * 10 + digit`, as long as that fits 63 bits.
///
/// # Errors
///
/// [`TextError::TooManyFormatDigits`]
pub(in crate::text) fn push_digit(value: u64, digit: u8) -> Result<u64, TextError> {
    value
        .checked_mul(10)
        .and_then(|value| value.checked_add(u64::from(digit)))
        .filter(|&value| value <= i64::MAX as u64)
        .ok_or(TextError::TooManyFormatDigits)
}
