use crate::text::TextError;
use crate::text::spec::push_digit;
use crate::text::unicode::decimal_value;

/// Where the value of a field comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First<'a> {
    /// A positional argument.
    Index(u64),
    /// A keyword argument.
    Key(&'a str),
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accessor<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[7]`
    Index(u64),
    /// `[name]`
    Key(&'a str),
}

/// How the fields of a template are numbered: all by hand or all automatically. Fields in specifications count along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbering {
    manual: Option<bool>,
    next: u64,
}

impl Numbering {
    /// The index of a field without a name, or an error if others have numbers.
    fn automatic(&mut self) -> Result<u64, TextError> {
        if *self.manual.get_or_insert(false) {
            return Err(TextError::ManualToAutomatic);
        }
        self.next += 1;
        Ok(self.next - 1)
    }

    fn manual(&mut self) -> Result<(), TextError> {
        match *self.manual.get_or_insert(true) {
            true => Ok(()),
            false => Err(TextError::AutomaticToManual),
        }
    }
}

/// Splits a field's name into its origin and the steps from there.
///
/// Without a numbering, as `string.Formatter` has it, an empty name is an empty key.
///
/// # Errors
///
/// [`TextError::TooManyFormatDigits`], [`TextError::ManualToAutomatic`], [`TextError::AutomaticToManual`]
pub fn split_name<'a>(
    name: &'a str,
    numbering: Option<&mut Numbering>,
) -> Result<(First<'a>, Accessors<'a>), TextError> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let index = index(first)?;
    let first = match (index, numbering) {
        (Some(index), Some(numbering)) => {
            numbering.manual()?;
            First::Index(index)
        }
        (Some(index), None) => First::Index(index),
        (None, Some(numbering)) if first.is_empty() => First::Index(numbering.automatic()?),
        (None, _) => First::Key(first),
    };
    Ok((first, Accessors { rest }))
}

/// The steps of a field's name, in order. After an error it ends.
#[derive(Debug, Clone)]
pub struct Accessors<'a> {
    rest: &'a str,
}

impl<'a> Accessors<'a> {
    /// The steps in `text`, which is what [`rest`](Self::rest) left of another.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What has not been parsed yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    fn accessor(&mut self, text: &'a str) -> Result<Accessor<'a>, TextError> {
        let inner = &text[1..];
        match text.as_bytes()[0] {
            b'.' => {
                let end = inner.find(['.', '[']).unwrap_or(inner.len());
                self.rest = &inner[end..];
                not_empty(&inner[..end]).map(Accessor::Attribute)
            }
            b'[' => {
                let end = inner.find(']').ok_or(TextError::MissingCloseBracket)?;
                let key = &inner[..end];
                self.rest = &inner[end + 1..];
                match index(key)? {
                    Some(index) => Ok(Accessor::Index(index)),
                    None => not_empty(key).map(Accessor::Key),
                }
            }
            _ => Err(TextError::BadAfterBracket),
        }
    }
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = std::mem::take(&mut self.rest);
        if text.is_empty() {
            return None;
        }
        let accessor = self.accessor(text);
        if accessor.is_err() {
            self.rest = "";
        }
        Some(accessor)
    }
}

fn not_empty(name: &str) -> Result<&str, TextError> {
    if name.is_empty() { Err(TextError::EmptyAttribute) } else { Ok(name) }
}

/// The number that a name is, if it is all digits.
fn index(name: &str) -> Result<Option<u64>, TextError> {
    let mut value = None;
    for character in name.chars() {
        let Some(digit) = decimal_value(character) else { return Ok(None) };
        value = Some(push_digit(value.unwrap_or(0), digit)?);
    }
    Ok(value)
}
