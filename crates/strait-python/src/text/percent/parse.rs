//! Template to pieces.

use std::ops::Range;

use super::{Amount, Conversion, Ending, Format, Kind, Piece};
use crate::text::TextError;
use crate::text::unicode::surrogate::code_point;

/// The pieces of a string, from a byte position on: 0, or what [`StrPieces::position`] was before.
pub fn pieces_of_str(text: &str, position: usize) -> StrPieces<'_> {
    StrPieces { text, position }
}

/// The pieces of bytes, from a position on: 0, or what [`BytesPieces::position`] was before.
pub fn pieces_of_bytes(text: &[u8], position: usize) -> BytesPieces<'_> {
    BytesPieces { text, position }
}

/// Iterator made by [`pieces_of_str`].
#[derive(Debug, Clone)]
pub struct StrPieces<'a> {
    text: &'a str,
    position: usize,
}

/// Iterator made by [`pieces_of_bytes`].
#[derive(Debug, Clone)]
pub struct BytesPieces<'a> {
    text: &'a [u8],
    position: usize,
}

impl StrPieces<'_> {
    /// Where the next piece begins.
    pub fn position(&self) -> usize {
        self.position
    }
}

impl BytesPieces<'_> {
    /// Where the next piece begins.
    pub fn position(&self) -> usize {
        self.position
    }
}

impl<'a> Iterator for StrPieces<'a> {
    type Item = Piece<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.text;
        let (range, conversion) = match next_piece(text.as_bytes(), &mut self.position)? {
            Found::Literal(range) => return Some(Piece::Literal(&text[range])),
            Found::Conversion(key, scanned) => (key, scanned),
        };
        let mut format = conversion.format;
        let ending = match conversion.end {
            End::Incomplete => Ending::Broken(TextError::IncompleteFormat),
            End::IncompleteKey => Ending::Broken(TextError::IncompleteFormatKey),
            End::WidthTooBig => Ending::Broken(TextError::PercentWidthTooBig),
            End::PrecisionTooBig => Ending::Broken(TextError::PrecisionTooBig),
            End::Letter { at, .. } => {
                format.letter = text[at..].chars().next().unwrap_or('\0');
                self.position = at + format.letter.len_utf8();
                match Kind::of_letter(format.letter) {
                    Some(kind) if kind != Kind::Bytes => Ending::Kind(kind),
                    _ => Ending::Unsupported(unsupported(format.letter, text[..at].chars().count())),
                }
            }
        };
        Some(Piece::Conversion(Conversion { key: range.map(|range| &text[range]), format, ending }))
    }
}

/// Messages show what ASCII can print and the code of the rest.
fn unsupported(letter: char, index: usize) -> TextError {
    let shown = if matches!(letter, '\x1f'..='\x7e') { letter } else { '?' };
    TextError::UnsupportedFormatChar { shown, code: code_point(letter), index }
}

impl<'a> Iterator for BytesPieces<'a> {
    type Item = Piece<&'a [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.text;
        let (range, conversion) = match next_piece(text, &mut self.position)? {
            Found::Literal(range) => return Some(Piece::Literal(&text[range])),
            Found::Conversion(key, scanned) => (key, scanned),
        };
        let mut format = conversion.format;
        let ending = match conversion.end {
            End::Incomplete => Ending::Broken(TextError::IncompleteFormat),
            End::IncompleteKey => Ending::Broken(TextError::IncompleteFormatKey),
            End::WidthTooBig => Ending::Broken(TextError::PercentWidthTooBig),
            End::PrecisionTooBig => Ending::Broken(TextError::BytesPrecisionTooBig),
            End::Letter { at, after_digits } => {
                // Messages about bytes know no `i`.
                format.letter = if text[at] == b'i' { 'd' } else { char::from(text[at]) };
                self.position = at + 1;
                match Kind::of_letter(format.letter) {
                    Some(kind) => Ending::Kind(kind),
                    // C sees these as negative characters, except after digits, where it masks them.
                    None if !text[at].is_ascii() && !after_digits => {
                        Ending::Unsupported(TextError::UnsupportedFormatByte)
                    }
                    None => Ending::Unsupported(TextError::UnsupportedFormatChar {
                        shown: format.letter,
                        code: u32::from(text[at]),
                        index: at,
                    }),
                }
            }
        };
        Some(Piece::Conversion(Conversion { key: range.map(|range| &text[range]), format, ending }))
    }
}

impl Kind {
    fn of_letter(letter: char) -> Option<Self> {
        match letter {
            's' => Some(Self::Text),
            'r' => Some(Self::Repr),
            'a' => Some(Self::Ascii),
            'b' => Some(Self::Bytes),
            'c' => Some(Self::Char),
            'd' | 'i' | 'u' => Some(Self::Decimal),
            'o' | 'x' | 'X' => Some(Self::Radix),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Some(Self::Float),
            _ => None,
        }
    }
}

enum Found {
    Literal(Range<usize>),
    /// Key and the rest.
    Conversion(Option<Range<usize>>, Scanned),
}

struct Scanned {
    format: Format,
    end: End,
}

enum End {
    /// The type, which is not consumed yet, and whether a width or precision in digits stands right before it.
    Letter {
        at: usize,
        after_digits: bool,
    },
    Incomplete,
    IncompleteKey,
    WidthTooBig,
    PrecisionTooBig,
}

/// The piece at `position`, which moves to the next one, except for the type at the end of a conversion.
fn next_piece(text: &[u8], position: &mut usize) -> Option<Found> {
    let start = *position;
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    if rest[0] != b'%' {
        let length = rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len());
        *position = start + length;
        return Some(Found::Literal(start..*position));
    }
    if rest.get(1) == Some(&b'%') {
        *position = start + 2;
        return Some(Found::Literal(start..start + 1));
    }
    let mut scanner = Scanner { text, at: start + 1 };
    let mut key = None;
    let mut format = Format::default();
    let end = if scanner.peek() == Some(b'(') {
        key = scanner.key();
        if key.is_some() { scanner.format(&mut format) } else { End::IncompleteKey }
    } else {
        scanner.format(&mut format)
    };
    *position = scanner.at;
    Some(Found::Conversion(key, Scanned { format, end }))
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// What stands between balanced parentheses; `None` if they are not.
    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Some(start..self.at - 1);
            }
        }
        None
    }

    fn format(&mut self, format: &mut Format) -> End {
        self.flags(format);
        let mut after_digits = false;
        if self.take(b'*') {
            format.width = Amount::Asked;
        } else if let Some(digits) = self.digits(i64::MAX as u64) {
            let Ok(width) = digits else { return End::WidthTooBig };
            format.width = Amount::Given(width);
            after_digits = true;
        }
        if self.take(b'.') {
            after_digits = false;
            format.precision = Amount::Given(0);
            if self.take(b'*') {
                format.precision = Amount::Asked;
            } else if let Some(digits) = self.digits(i32::MAX as u64) {
                let Ok(precision) = digits else { return End::PrecisionTooBig };
                format.precision = Amount::Given(precision);
                after_digits = true;
            }
        }
        // A length modifier of C means nothing.
        if let Some(b'h' | b'l' | b'L') = self.peek() {
            self.at += 1;
            after_digits = false;
        }
        match self.peek() {
            Some(_) => End::Letter { at: self.at, after_digits },
            None => End::Incomplete,
        }
    }

    fn flags(&mut self, format: &mut Format) {
        while let Some(byte) = self.peek() {
            match byte {
                b'-' => format.left = true,
                b'+' => format.plus = true,
                b' ' => format.space = true,
                b'#' => format.alternate = true,
                b'0' => format.zero = true,
                _ => return,
            }
            self.at += 1;
        }
    }

    /// ASCII digits, if there are any; an error if they exceed `max`.
    fn digits(&mut self, max: u64) -> Option<Result<u64, ()>> {
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = u64::from(digit - b'0');
            let next = value.unwrap_or(0u64).checked_mul(10).and_then(|value| value.checked_add(digit));
            let Some(next) = next.filter(|&next| next <= max) else { return Some(Err(())) };
            value = Some(next);
            self.at += 1;
        }
        value.map(Ok)
    }
}
