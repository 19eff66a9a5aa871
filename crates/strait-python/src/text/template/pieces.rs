use crate::text::TextError;

/// The pieces of a template, in order. After an error it ends.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
}

/// Literal text and the field that follows it, if one does: what `string.Formatter.parse` yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Text that stays as it is. It ends at a doubled brace, of which it has one.
    pub literal: &'a str,
    /// The field.
    pub field: Option<Field<'a>>,
}

/// A replacement field: `{name!conversion:spec}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// What to format; see [`split_name`](super::split_name).
    pub name: &'a str,
    /// The character after `!`; see [`Conversion::from_char`].
    pub conversion: Option<char>,
    /// The specification.
    pub spec: &'a str,
    /// Whether the specification is a template itself, to be expanded first.
    pub spec_has_fields: bool,
}

/// What is done to a value before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

impl Conversion {
    /// The conversion of a character.
    ///
    /// # Errors
    ///
    /// [`TextError::UnknownConversion`]
    pub fn from_char(code: char) -> Result<Self, TextError> {
        match code {
            's' => Ok(Self::Str),
            'r' => Ok(Self::Repr),
            'a' => Ok(Self::Ascii),
            _ => Err(TextError::UnknownConversion { code }),
        }
    }
}

impl<'a> Pieces<'a> {
    /// The pieces of `text`, which may be what [`rest`](Self::rest) left of another.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What has not been parsed yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    fn piece(&mut self) -> Result<Piece<'a>, TextError> {
        let text = self.rest;
        let Some(at) = text.find(['{', '}']) else {
            self.rest = "";
            return Ok(Piece { literal: text, field: None });
        };
        let brace = text.as_bytes()[at];
        let after = text.as_bytes().get(at + 1).copied();
        if after == Some(brace) {
            self.rest = &text[at + 2..];
            return Ok(Piece { literal: &text[..=at], field: None });
        }
        match (brace, after) {
            (b'}', _) => return Err(TextError::SingleCloseBrace),
            (_, None) => return Err(TextError::SingleOpenBrace),
            _ => self.rest = &text[at + 1..],
        }
        Ok(Piece { literal: &text[..at], field: Some(self.field()?) })
    }

    /// The field whose `{` has been taken.
    fn field(&mut self) -> Result<Field<'a>, TextError> {
        let text = self.rest;
        let end = name_end(text)?;
        let mut field = Field { name: &text[..end], conversion: None, spec: "", spec_has_fields: false };
        let delimiter = text.as_bytes()[end];
        self.rest = &text[end + 1..];
        if delimiter == b'}' {
            return Ok(field);
        }
        if delimiter == b'!' && self.conversion(&mut field)? {
            return Ok(field);
        }
        let length = spec_length(self.rest)?;
        field.spec = &self.rest[..length];
        field.spec_has_fields = field.spec.contains('{');
        self.rest = &self.rest[length + 1..];
        Ok(field)
    }

    /// The character after `!` and the delimiter after it; whether that ended the field.
    fn conversion(&mut self, field: &mut Field<'a>) -> Result<bool, TextError> {
        let mut characters = self.rest.chars();
        field.conversion = Some(characters.next().ok_or(TextError::MissingConversion)?);
        let delimiter = characters.next();
        self.rest = characters.as_str();
        match delimiter {
            Some('}') => Ok(true),
            Some(':') | None => Ok(false),
            Some(_) => Err(TextError::ExpectedColonAfterConversion),
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}

/// Where a field's name ends. What stands in brackets is not looked at.
fn name_end(text: &str) -> Result<usize, TextError> {
    let mut in_brackets = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b']' => in_brackets = false,
            _ if in_brackets => {}
            b'[' => in_brackets = true,
            b'{' => return Err(TextError::OpenBraceInName),
            b'}' | b':' | b'!' => return Ok(at),
            _ => {}
        }
    }
    Err(TextError::ExpectedCloseBrace)
}

/// The length of a specification, up to the brace that closes its field.
fn spec_length(text: &str) -> Result<usize, TextError> {
    let mut open = 1usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Ok(at);
        }
    }
    Err(TextError::UnmatchedBraceInSpec)
}
