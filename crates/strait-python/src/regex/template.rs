//! Replacement templates of `sub` and `expand`.

use super::error::{ErrorKind, PatternError};
use super::quote;
use super::syntax::{MAX_GROUPS, Token, Tokens, char_count, simple_escape};
use super::{Captures, Pattern, Subject};

/// Parses a replacement template for matches of a pattern.
///
/// # Errors
///
/// Of kind [`ErrorKind::Pattern`], as `re.error` tells them, or [`ErrorKind::UnknownGroup`].
pub fn parse_template(template: Subject<'_>, pattern: &Pattern) -> Result<Template, PatternError> {
    let mut parser = Parser { tokens: Tokens::new(template)?, pattern, literal: String::new(), pieces: Vec::new() };
    while let Some(token) = parser.tokens.take()? {
        match token {
            Token::Char(c) => parser.literal.push(c),
            Token::Escape(c) => parser.escape(c)?,
        }
    }
    parser.end_literal();
    Ok(Template { pieces: parser.pieces })
}

/// What a match is replaced with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Text, in templates that are text.
    Text(String),
    /// Bytes, in templates that are bytes.
    Bytes(Vec<u8>),
    /// What a group matched, or nothing if it did not match.
    Group(usize),
}

impl Template {
    /// The parts in order. No two literals are next to each other, and none is empty.
    #[cfg(test)]
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Appends the replacement of a match in text.
    pub fn expand_text(&self, subject: &str, captures: &Captures, out: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Bytes(_) => {}
                Piece::Group(group) => {
                    let matched = captures.span(*group).and_then(|(start, end)| subject.get(start..end));
                    out.push_str(matched.unwrap_or_default());
                }
            }
        }
    }

    /// Appends the replacement of a match in bytes.
    pub fn expand_bytes(&self, subject: &[u8], captures: &Captures, out: &mut Vec<u8>) {
        for piece in &self.pieces {
            match piece {
                Piece::Bytes(bytes) => out.extend_from_slice(bytes),
                Piece::Text(_) => {}
                Piece::Group(group) => {
                    let matched = captures.span(*group).and_then(|(start, end)| subject.get(start..end));
                    out.extend_from_slice(matched.unwrap_or_default());
                }
            }
        }
    }
}

struct Parser<'p> {
    tokens: Tokens,
    pattern: &'p Pattern,
    literal: String,
    pieces: Vec<Piece>,
}

impl Parser<'_> {
    fn escape(&mut self, c: char) -> Result<(), PatternError> {
        match c {
            'g' => self.group_in_angles(),
            '0' => {
                let mut digits = String::from("0");
                self.tokens.take_while(&mut digits, 2, is_octal)?;
                self.push_code(octal(&digits) & 0xff);
                Ok(())
            }
            '1'..='9' => self.number(c),
            'b' => {
                self.push_code(8);
                Ok(())
            }
            c => {
                match simple_escape(c) {
                    Some(code) => self.push_code(code),
                    None if c.is_ascii_alphabetic() => {
                        return Err(self.tokens.error(format!("bad escape \\{c}"), 2));
                    }
                    None => self.literal.extend(['\\', c]),
                }
                Ok(())
            }
        }
    }

    /// `\g<name>` and `\g<1>`.
    fn group_in_angles(&mut self) -> Result<(), PatternError> {
        if !self.tokens.accept('<')? {
            return Err(self.tokens.error("missing <", 0));
        }
        let name = self.tokens.take_until('>', "group name")?;
        let back = char_count(&name) + 1;
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.push_group(&name, back);
        }
        self.tokens.check_group_name(&name, 1)?;
        match self.pattern.group_index(&name) {
            Some(group) => {
                self.end_literal();
                self.pieces.push(Piece::Group(group));
                Ok(())
            }
            None => {
                let message = format!("unknown group name {}", quote::repr(&name));
                Err(PatternError::new(ErrorKind::UnknownGroup, message))
            }
        }
    }

    /// A number after a backslash: a character if it has three octal digits, else a group.
    fn number(&mut self, c: char) -> Result<(), PatternError> {
        let mut digits = String::from(c);
        self.tokens.take_while(&mut digits, 1, |c| c.is_ascii_digit())?;
        if digits.len() == 2 && digits.chars().all(is_octal) && self.tokens.at_any(is_octal) {
            self.tokens.take_while(&mut digits, 1, is_octal)?;
            let code = octal(&digits);
            if code > 0o377 {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                return Err(self.tokens.error(message, digits.len() + 1));
            }
            self.push_code(code);
            return Ok(());
        }
        let back = digits.len();
        self.push_group(&digits, back)
    }

    fn push_group(&mut self, digits: &str, back: usize) -> Result<(), PatternError> {
        let number = digits.parse().unwrap_or(u64::MAX);
        if number >= MAX_GROUPS || number as usize > self.pattern.group_count() {
            let plain = digits.trim_start_matches('0');
            return Err(self.tokens.error(format!("invalid group reference {plain}"), back));
        }
        self.end_literal();
        self.pieces.push(Piece::Group(number as usize));
        Ok(())
    }

    fn push_code(&mut self, code: u32) {
        self.literal.extend(char::from_u32(code));
    }

    fn end_literal(&mut self) {
        if self.literal.is_empty() {
            return;
        }
        let literal = std::mem::take(&mut self.literal);
        self.pieces.push(if self.tokens.is_text() {
            Piece::Text(literal)
        } else {
            // The tokens of a byte string are its bytes as characters.
            Piece::Bytes(literal.chars().map(|c| c as u8).collect())
        });
    }
}

fn is_octal(c: char) -> bool {
    matches!(c, '0'..='7')
}

fn octal(digits: &str) -> u32 {
    digits.bytes().fold(0, |value, digit| value * 8 + u32::from(digit - b'0'))
}
