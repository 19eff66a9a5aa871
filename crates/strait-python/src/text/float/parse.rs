//! Text to float, as `float('...')` reads it.

use std::borrow::Cow;

use crate::text::unicode::{decimal_value, is_space};
use crate::text::{TextError, repr_bytes, repr_str};

/// `float(text)`: a decimal number, an infinity or nan, with a sign, underscores between digits, digits of any
/// script, and white space around.
///
/// # Errors
///
/// [`TextError::NotAFloat`]
pub fn parse(text: &str) -> Result<f64, TextError> {
    number(ascii_number(text).as_bytes()).ok_or_else(|| TextError::NotAFloat { literal: repr_str(text) })
}

/// `float(b'...')`, which takes ASCII only.
///
/// # Errors
///
/// [`TextError::NotAFloat`]
pub fn parse_bytes(text: &[u8]) -> Result<f64, TextError> {
    number(text).ok_or_else(|| TextError::NotAFloat { literal: repr_bytes(text) })
}

fn number(text: &[u8]) -> Option<f64> {
    let text = without_underscores(text)?;
    let text = trim(&text);
    let (value, length) = decimal_prefix(text)?;
    (length == text.len()).then_some(value)
}

/// Digits and spaces of any script as ASCII; any other character beyond ASCII ends the text with a `?`.
pub(crate) fn ascii_number(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() && character != '\x7f' {
            ascii.push(character);
        } else if is_space(character) {
            ascii.push(' ');
        } else if let Some(value) = decimal_value(character) {
            ascii.push((b'0' + value) as char);
        } else {
            ascii.push('?');
            break;
        }
    }
    Cow::Owned(ascii)
}

/// Drops underscores, or nothing if one does not stand between two digits.
pub(crate) fn without_underscores(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !text.contains(&b'_') {
        return Some(Cow::Borrowed(text));
    }
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    let misplaced = |at: usize| text[at] == b'_' && !(digit(at.checked_sub(1)) && digit(Some(at + 1)));
    if (0..text.len()).any(misplaced) {
        return None;
    }
    Some(text.iter().copied().filter(|&byte| byte != b'_').collect())
}

/// The float that a text begins with, and its length.
pub(crate) fn decimal_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let (magnitude, length) = unsigned_prefix(&text[sign..])?;
    let value = if text.first() == Some(&b'-') { -magnitude } else { magnitude };
    Some((value, sign + length))
}

fn unsigned_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let whole = digits(text);
    let mut end = whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits(&text[end + 1..]);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return word_prefix(text);
    }
    if let Some(b'e' | b'E') = text.get(end) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(&text[end + 1 + sign..]);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    let value = std::str::from_utf8(&text[..end]).ok()?.parse().ok()?;
    Some((value, end))
}

/// `inf`, `infinity` or `nan` in any case.
fn word_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let starts_with =
        |word: &str| text.get(..word.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(word.as_bytes()));
    [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)]
        .into_iter()
        .find(|(word, _)| starts_with(word))
        .map(|(word, value)| (value, word.len()))
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Drops the white space that C knows, vertical tab included.
pub(crate) fn trim(text: &[u8]) -> &[u8] {
    let space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let start = text.iter().position(|byte| !space(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !space(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}
