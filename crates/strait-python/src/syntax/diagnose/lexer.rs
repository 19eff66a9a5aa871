//! Cuts a text into tokens the way CPython's tokenizer does, with its errors.

use super::{
    fields::Field,
    token::{Class, Fault, Kind, Place, Token, Tokens},
};

/// Brackets that may be open at a time.
const MOST_BRACKETS: usize = 200;
/// Levels of indentation, the outermost included.
const MOST_INDENTS: usize = 100;

type Result<T, E = Fault> = std::result::Result<T, E>;

pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    bytes: &'t [u8],
    pub(super) cursor: usize,
    /// The end of the line that is being read, its `\n` included.
    line_end: usize,
    pub(super) line: u32,
    pub(super) line_start: usize,
    /// Where the token that is being read begins.
    pub(super) start: usize,
    first_line: u32,
    first_line_start: usize,
    at_line_start: bool,
    /// Columns with tabs of eight, and with tabs of one.
    indents: Vec<(u32, u32)>,
    pending: i32,
    pub(super) open: Vec<(u8, u32, u32)>,
    /// The f-strings around, the innermost last.
    pub(super) fields: Vec<Field>,
    list: Vec<Token>,
}

/// Cuts a text into tokens. Its lines end with `\n`, the last one too.
pub(super) fn tokens(text: &str) -> Tokens {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        cursor: 0,
        line_end: 0,
        line: 0,
        line_start: 0,
        start: 0,
        first_line: 0,
        first_line_start: 0,
        at_line_start: true,
        indents: vec![(0, 0)],
        pending: 0,
        open: Vec::new(),
        fields: Vec::new(),
        list: Vec::new(),
    };
    let fault = loop {
        match lexer.next() {
            Ok(Kind::END) => break None,
            Ok(_) => {}
            Err(fault) => break Some(fault),
        }
    };
    let at = (lexer.line, lexer.line_start as u32, lexer.cursor as u32);
    Tokens { list: lexer.list, fault, is_in_field: !lexer.fields.is_empty(), at, open: lexer.open }
}

impl Lexer<'_> {
    // --- characters --------------------------------------------------------------------------------------------------

    /// The next byte; the line counts from its first byte on.
    pub(super) fn take(&mut self) -> Option<u8> {
        if self.cursor == self.line_end {
            if self.cursor >= self.bytes.len() {
                return None;
            }
            let rest = self.bytes.get(self.cursor..).unwrap_or_default();
            let length = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |place| place + 1);
            self.line += 1;
            self.line_start = self.cursor;
            self.line_end = self.cursor + length;
        }
        let byte = self.bytes.get(self.cursor).copied();
        self.cursor += 1;
        byte
    }

    /// Puts a byte back.
    pub(super) const fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.cursor -= 1;
        }
    }

    /// The next byte, left where it is.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.cursor).copied()
    }

    /// The whole character whose last byte read starts it.
    fn character(&mut self) -> char {
        let place = self.cursor.saturating_sub(1);
        let found = self.text.get(place..).and_then(|rest| rest.chars().next()).unwrap_or('\u{FFFD}');
        self.cursor = (place + found.len_utf8()).min(self.line_end.max(self.cursor));
        found
    }

    // --- faults ------------------------------------------------------------------------------------------------------

    /// An error just before the cursor.
    pub(super) fn said(&self, message: impl Into<String>) -> Fault {
        let column = (self.cursor - self.line_start) as u32;
        self.said_at(message, column, column)
    }

    pub(super) fn said_at(&self, message: impl Into<String>, column: u32, end_column: u32) -> Fault {
        Fault::Said { class: Class::Syntax, message: message.into(), line: self.line, column, end_column }
    }

    /// An error at the first byte of what began earlier.
    pub(super) fn said_of(&self, message: String, start: usize, line: u32, line_start: usize) -> Fault {
        let column = (start + 1).saturating_sub(line_start) as u32;
        Fault::Said { class: Class::Syntax, message, line, column, end_column: column }
    }

    // --- tokens ------------------------------------------------------------------------------------------------------

    pub(super) fn begin(&mut self) {
        self.start = self.cursor;
        (self.first_line, self.first_line_start) = (self.line, self.line_start);
    }

    pub(super) fn token(&mut self, kind: Kind, end: usize) -> Kind {
        self.token_from(kind, self.start, end)
    }

    pub(super) fn token_from(&mut self, kind: Kind, start: usize, end: usize) -> Kind {
        let is_long = kind == Kind::STRING || kind == Kind::F_MIDDLE;
        let (line, line_start) =
            if is_long { (self.first_line, self.first_line_start) } else { (self.line, self.line_start) };
        self.list.push(Token {
            kind,
            start: start as u32,
            end: end as u32,
            line,
            end_line: self.line,
            column: Some(start.saturating_sub(line_start) as u32),
            end_column: Some(end.saturating_sub(self.line_start) as u32),
            level: self.open.len() as u16,
            after: (self.line, (self.cursor - self.line_start) as u32),
        });
        kind
    }

    /// A token without text.
    fn empty(&mut self, kind: Kind) -> Kind {
        self.list.push(Token {
            kind,
            start: self.cursor as u32,
            end: self.cursor as u32,
            line: self.line,
            end_line: self.line,
            column: None,
            end_column: None,
            level: self.open.len() as u16,
            after: (self.line, (self.cursor - self.line_start) as u32),
        });
        kind
    }

    fn next(&mut self) -> Result<Kind> {
        if self.fields.last().is_some_and(|field| field.in_text) { self.field_text() } else { self.plain() }
    }

    pub(super) fn plain(&mut self) -> Result<Kind> {
        loop {
            let mut is_blank = false;
            if std::mem::take(&mut self.at_line_start) {
                is_blank = self.indentation()?;
            }
            self.begin();
            if self.pending < 0 {
                self.pending += 1;
                return Ok(self.empty(Kind::DEDENT));
            }
            if self.pending > 0 {
                self.pending -= 1;
                return Ok(self.empty(Kind::INDENT));
            }
            let Some(byte) = self.first_byte()? else {
                if !self.open.is_empty() {
                    return Err(Fault::End);
                }
                return Ok(self.empty(Kind::END));
            };
            match byte {
                b'\n' => {
                    self.at_line_start = true;
                    if is_blank || !self.open.is_empty() {
                        continue;
                    }
                    return Ok(self.token(Kind::NEWLINE, self.cursor));
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.. => return self.word(byte),
                b'.' => {
                    if self.peek().is_some_and(|next| next.is_ascii_digit()) {
                        self.fraction()?;
                        return Ok(self.token(Kind::NUMBER, self.cursor));
                    }
                    if self.text.get(self.cursor..self.cursor + 2) == Some("..") {
                        self.cursor += 2;
                    }
                    return Ok(self.token(Kind::WORD, self.cursor));
                }
                b'0'..=b'9' => {
                    self.number(byte)?;
                    return Ok(self.token(Kind::NUMBER, self.cursor));
                }
                b'\'' | b'"' => return self.string(byte),
                _ => return self.operator(byte),
            }
        }
    }

    /// The first byte of a token, past blanks, comments and continued lines.
    fn first_byte(&mut self) -> Result<Option<u8>> {
        loop {
            let mut byte = self.take();
            while matches!(byte, Some(b' ' | b'\t' | 0x0C)) {
                byte = self.take();
            }
            self.start = self.cursor.saturating_sub(usize::from(byte.is_some()));
            (self.first_line, self.first_line_start) = (self.line, self.line_start);
            if byte == Some(b'#') {
                while !matches!(byte, None | Some(b'\n')) {
                    byte = self.take();
                }
            }
            if byte != Some(b'\\') {
                return Ok(byte);
            }
            self.continued()?;
        }
    }

    /// What follows a backslash must be the end of the line.
    fn continued(&mut self) -> Result<()> {
        if self.take() != Some(b'\n') {
            let message = "unexpected character after line continuation character";
            return Err(Fault::Met(message, Class::Syntax, Place::Here));
        }
        if self.cursor >= self.bytes.len() {
            return Err(Fault::End);
        }
        let next = self.take();
        self.back(next);
        Ok(())
    }

    /// Measures the blanks at the start of a line; whether there is nothing else on it.
    fn indentation(&mut self) -> Result<bool> {
        let (mut column, mut narrow, mut continued) = (0_u32, 0_u32, 0_u32);
        let byte = loop {
            let byte = self.take();
            match byte {
                Some(b' ') => (column, narrow) = (column + 1, narrow + 1),
                Some(b'\t') => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                Some(0x0C) => (column, narrow) = (0, 0),
                Some(b'\\') => {
                    continued = if continued == 0 { column } else { continued };
                    self.continued()?;
                }
                _ => break byte,
            }
        };
        self.back(byte);
        let is_blank = matches!(byte, Some(b'#' | b'\n'));
        if is_blank || !self.open.is_empty() {
            return Ok(is_blank);
        }
        if continued > 0 {
            (column, narrow) = (continued, continued);
        }
        let Some(&(at, narrow_at)) = self.indents.last() else { return Ok(false) };
        let is_mixed = if column == at {
            narrow != narrow_at
        } else if column > at {
            if self.indents.len() >= MOST_INDENTS {
                return Err(Fault::Met("too many levels of indentation", Class::Indentation, Place::LineStart));
            }
            self.indents.push((column, narrow));
            self.pending += 1;
            narrow <= narrow_at
        } else {
            while self.indents.len() > 1 && self.indents.last().is_some_and(|last| column < last.0) {
                self.indents.pop();
                self.pending -= 1;
            }
            let (at, narrow_at) = self.indents.last().copied().unwrap_or_default();
            if column != at {
                let message = "unindent does not match any outer indentation level";
                return Err(Fault::Met(message, Class::Indentation, Place::LineEnd));
            }
            narrow != narrow_at
        };
        if is_mixed {
            let message = "inconsistent use of tabs and spaces in indentation";
            return Err(Fault::Met(message, Class::Tab, Place::LineStart));
        }
        Ok(false)
    }

    /// A name, a keyword or a string with a prefix.
    fn word(&mut self, first: u8) -> Result<Kind> {
        let (mut b, mut u, mut r, mut f) = (false, false, false, false);
        let mut byte = Some(first);
        loop {
            let flag = match byte {
                Some(b'b' | b'B') if !(b || u || f) => &mut b,
                Some(b'u' | b'U') if !(b || u || r || f) => &mut u,
                Some(b'r' | b'R') if !(r || u) => &mut r,
                Some(b'f' | b'F') if !(f || b || u) => &mut f,
                _ => break,
            };
            *flag = true;
            byte = self.take();
            if let Some(quote @ (b'"' | b'\'')) = byte {
                return if f { self.begin_fields(quote, r) } else { self.string(quote) };
            }
        }
        while matches!(byte, Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 128..)) {
            byte = self.take();
        }
        self.back(byte);
        let text = self.text.get(self.start..self.cursor).unwrap_or_default();
        if let Some((place, wrong)) = wrong_character(text) {
            self.cursor = self.start + place + wrong.len_utf8();
            let code = u32::from(wrong);
            let message = if is_printable(wrong) {
                format!("invalid character '{wrong}' (U+{code:04X})")
            } else {
                format!("invalid non-printable character U+{code:04X}")
            };
            let column = (self.cursor - self.line_start) as u32;
            return Err(self.said_at(message, column, column));
        }
        let kind = if super::grammar::is_keyword(text) { Kind::WORD } else { Kind::NAME };
        Ok(self.token(kind, self.cursor))
    }

    fn string(&mut self, quote: u8) -> Result<Kind> {
        let (first_line, first_line_start) = (self.line, self.line_start);
        (self.first_line, self.first_line_start) = (first_line, first_line_start);
        let mut size = 1;
        let mut ends = 0;
        let byte = self.take();
        if byte == Some(quote) {
            let third = self.take();
            if third == Some(quote) {
                size = 3;
            } else {
                self.back(third);
                ends = 1;
            }
        } else {
            self.back(byte);
        }
        while ends != size {
            let byte = self.take();
            if byte.is_none() || (size == 1 && byte == Some(b'\n')) {
                let inner = self.fields.last();
                if size == 1 && inner.is_some_and(|field| (field.quote, field.size) == (quote, size))
                    || size == 3 && inner.is_some_and(|field| (field.quote, field.size) == (quote, size))
                {
                    return Err(self.said_of(
                        "f-string: expecting '}'".into(),
                        self.start,
                        first_line,
                        first_line_start,
                    ));
                }
                let what = if size == 3 { "triple-quoted string" } else { "string" };
                let message = format!("unterminated {what} literal (detected at line {})", self.line);
                return Err(self.said_of(message, self.start, first_line, first_line_start));
            }
            if byte == Some(quote) {
                ends += 1;
                continue;
            }
            ends = 0;
            if byte == Some(b'\\') {
                self.take();
            }
        }
        Ok(self.token(Kind::STRING, self.cursor))
    }

    fn operator(&mut self, byte: u8) -> Result<Kind> {
        if matches!(byte, b':' | b'}' | b'!' | b'{') && self.field_mark(byte) {
            return Ok(self.token(Kind::WORD, self.cursor));
        }
        const LONG: [&str; 24] = [
            "**=", "//=", ">>=", "<<=", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=", "<<", "<=",
            "<>", "==", ">=", ">>", "@=", "^=", "|=",
        ];
        let rest = self.text.get(self.start..).unwrap_or_default();
        if let Some(long) = LONG.iter().find(|long| rest.starts_with(**long)) {
            self.cursor = self.start + long.len();
            return Ok(self.token(Kind::WORD, self.cursor));
        }
        match byte {
            b'(' | b'[' | b'{' => {
                if self.open.len() >= MOST_BRACKETS {
                    return Err(self.said("too many nested parentheses"));
                }
                self.open.push((byte, self.line, (self.start - self.line_start) as u32));
                if let Some(field) = self.fields.last_mut() {
                    field.depth += 1;
                }
            }
            b')' | b']' | b'}' => self.closed(byte)?,
            0..0x20 | 0x7F => return Err(self.said(format!("invalid non-printable character U+{byte:04X}"))),
            b'$' | b'?' | b'`' => return Ok(self.token(Kind::OTHER, self.cursor)),
            _ => {
                self.character();
            }
        }
        Ok(self.token(Kind::WORD, self.cursor))
    }

    fn closed(&mut self, byte: u8) -> Result<()> {
        let character = char::from(byte);
        if byte == b'}' && self.fields.last().is_some_and(|field| field.depth == 0) {
            return Err(self.said("f-string: single '}' is not allowed"));
        }
        let Some((opening, line, _)) = self.open.pop() else {
            return Err(self.said(format!("unmatched '{character}'")));
        };
        if !matches!((opening, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            if opening == b'{' && self.fields.last().is_some_and(|field| field.depth - 1 == field.fields) {
                return Err(self.said(format!("f-string: unmatched '{character}'")));
            }
            let opening = char::from(opening);
            let mut message =
                format!("closing parenthesis '{character}' does not match opening parenthesis '{opening}'");
            if line != self.line {
                message.push_str(&format!(" on line {line}"));
            }
            return Err(self.said(message));
        }
        self.field_closed(byte);
        Ok(())
    }
}

/// The first character of a word that may not stand there.
fn wrong_character(word: &str) -> Option<(usize, char)> {
    if word.is_ascii() {
        return None;
    }
    let fits = |(place, character): &(usize, char)| match character {
        '_' => true,
        character if *place == 0 => crate::text::unicode::is_identifier_start(*character),
        character => crate::text::unicode::is_identifier_continue(*character),
    };
    word.char_indices().find(|found| !fits(found))
}

fn is_printable(character: char) -> bool {
    crate::text::unicode::is_printable(character)
}
