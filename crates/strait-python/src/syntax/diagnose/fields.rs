//! F-strings: between their quotes the text and the fields in braces follow rules of their own.

use super::{
    lexer::Lexer,
    token::{Fault, Kind},
};

/// Fields in format specifications in fields.
const MOST_FIELDS: i32 = 3;

/// An f-string that is being read.
pub(super) struct Field {
    pub(super) quote: u8,
    pub(super) size: u8,
    is_raw: bool,
    start: usize,
    line: u32,
    line_start: usize,
    /// The text is being read, not an expression.
    pub(super) in_text: bool,
    /// Brackets that are open inside.
    pub(super) depth: i32,
    /// Fields that are open inside, less one.
    pub(super) fields: i32,
    /// The expression of the outermost field has ended.
    has_ended: bool,
}

impl Lexer<'_> {
    /// The quotes that open an f-string.
    pub(super) fn begin_fields(&mut self, quote: u8, is_raw: bool) -> Result<Kind, Fault> {
        let mut size = 1;
        if self.peek() == Some(quote) {
            let second = self.take();
            if self.peek() == Some(quote) {
                self.take();
                size = 3;
            } else {
                self.back(second);
            }
        }
        let field = Field {
            quote,
            size,
            is_raw,
            start: self.start,
            line: self.line,
            line_start: self.line_start,
            in_text: true,
            depth: 0,
            fields: -1,
            has_ended: false,
        };
        if self.fields.len() >= 150 {
            return Err(self.said("too many nested f-strings"));
        }
        self.fields.push(field);
        Ok(self.token(Kind::F_START, self.cursor))
    }

    fn is_too_deep(&mut self) -> bool {
        self.fields.last_mut().is_some_and(|field| {
            field.fields += 1;
            field.in_text = false;
            field.fields >= MOST_FIELDS
        })
    }

    /// The next token of an f-string's text.
    pub(super) fn field_text(&mut self) -> Result<Kind, Fault> {
        self.begin();
        let first = self.take();
        let second = if first == Some(b'{') { self.peek() } else { None };
        self.back(first);
        if first == Some(b'{') && second != Some(b'{') {
            if self.is_too_deep() {
                return Err(self.said("f-string: expressions nested too deeply"));
            }
            return self.plain();
        }
        // The line of the first character counts, even when it is not the one before.
        let (quote, size) = self.fields.last().map_or((0, 1), |field| (field.quote, field.size));
        let closes = (0..usize::from(size)).all(|place| self.text.as_bytes().get(self.cursor + place) == Some(&quote));
        if closes {
            for _ in 0..size {
                self.take();
            }
            self.fields.pop();
            return Ok(self.token(Kind::F_END, self.cursor));
        }
        self.field_middle(quote, size)
    }

    fn field_middle(&mut self, quote: u8, size: u8) -> Result<Kind, Fault> {
        let mut ends = 0;
        let mut is_named = false;
        let is_raw = self.fields.last().is_some_and(|field| field.is_raw);
        while ends != size {
            let byte = self.take();
            let in_spec = self.fields.last().is_some_and(|field| field.has_ended && field.fields >= 0);
            if byte.is_none() || (size == 1 && byte == Some(b'\n')) {
                if in_spec && byte.is_some() {
                    self.back(byte);
                    self.leave_text();
                    return Ok(self.token(Kind::F_MIDDLE, self.cursor));
                }
                let Some(field) = self.fields.last() else { return Err(Fault::End) };
                let what = if size == 3 { "triple-quoted f-string" } else { "f-string" };
                let message = format!("unterminated {what} literal (detected at line {})", self.line);
                return Err(self.said_of(message, field.start, field.line, field.line_start));
            }
            if byte == Some(quote) {
                ends += 1;
                continue;
            }
            ends = 0;
            match byte {
                Some(b'{') => {
                    if self.peek() == Some(b'{') && !in_spec {
                        self.take();
                        return Ok(self.token(Kind::F_MIDDLE, self.cursor - 1));
                    }
                    self.back(byte);
                    if self.is_too_deep() {
                        return Err(self.said("f-string: expressions nested too deeply"));
                    }
                    return Ok(self.token(Kind::F_MIDDLE, self.cursor));
                }
                Some(b'}') if is_named => is_named = false,
                Some(b'}') => {
                    let is_outer = self.fields.last().is_some_and(|field| field.depth == 0);
                    if self.peek() == Some(b'}') && !in_spec && is_outer {
                        self.take();
                        return Ok(self.token(Kind::F_MIDDLE, self.cursor - 1));
                    }
                    self.back(byte);
                    self.leave_text();
                    return Ok(self.token(Kind::F_MIDDLE, self.cursor));
                }
                Some(b'\\') => {
                    let next = self.take();
                    if matches!(next, Some(b'{' | b'}')) {
                        self.back(next);
                    } else if next == Some(b'N') && !is_raw && self.peek() == Some(b'{') {
                        self.take();
                        is_named = true;
                    }
                }
                _ => {}
            }
        }
        self.cursor -= usize::from(size);
        Ok(self.token(Kind::F_MIDDLE, self.cursor))
    }

    fn leave_text(&mut self) {
        if let Some(field) = self.fields.last_mut() {
            field.in_text = false;
        }
    }

    /// One of `:`, `!`, `{` and `}` in an expression: whether it begins the format specification.
    pub(super) fn field_mark(&mut self, byte: u8) -> bool {
        let Some(field) = self.fields.last_mut() else { return false };
        if field.fields < 0 {
            return false;
        }
        let depth = field.depth - i32::from(byte != b'{');
        if depth == 0 {
            field.has_ended = byte != b'{';
        }
        if byte == b':' && depth == field.fields {
            field.in_text = true;
            return true;
        }
        false
    }

    /// A closing bracket ends the field it belongs to.
    pub(super) fn field_closed(&mut self, byte: u8) {
        if let Some(field) = self.fields.last_mut() {
            field.depth -= 1;
            if byte == b'}' && field.depth == field.fields {
                field.fields -= 1;
                field.in_text = true;
                field.has_ended = false;
            }
        }
    }
}
