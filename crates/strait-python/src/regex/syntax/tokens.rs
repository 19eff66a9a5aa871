//! The pattern as tokens: single characters, and a backslash with the character after it.
//!
//! One token is read ahead, as CPython's parser does, so that a backslash at the end is reported at the same moment.

use std::fmt;

use super::super::Subject;
use super::super::error::PatternError;
use super::super::{quote, unicode};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Token {
    Char(char),
    /// A backslash and this character.
    Escape(char),
}

pub(in super::super) struct Tokens {
    chars: Vec<char>,
    is_text: bool,
    /// Where the token after `next` starts.
    index: usize,
    next: Option<Token>,
}

impl Tokens {
    /// # Errors
    ///
    /// If the first token is a lone backslash.
    pub(in super::super) fn new(pattern: Subject<'_>) -> Result<Tokens, PatternError> {
        let (chars, is_text) = match pattern {
            Subject::Text(text) => (text.chars().collect(), true),
            Subject::Bytes(bytes) => (bytes.iter().map(|&byte| char::from(byte)).collect(), false),
        };
        let mut tokens = Tokens { chars, is_text, index: 0, next: None };
        tokens.advance()?;
        Ok(tokens)
    }

    pub(in super::super) fn is_text(&self) -> bool {
        self.is_text
    }

    /// The next token.
    pub(in super::super) fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Whether the next token is this character.
    pub(in super::super) fn at(&self, c: char) -> bool {
        self.next == Some(Token::Char(c))
    }

    /// Whether the next token is a character that `test` accepts.
    pub(in super::super) fn at_any(&self, test: impl Fn(char) -> bool) -> bool {
        matches!(self.next, Some(Token::Char(c)) if test(c))
    }

    pub(in super::super) fn take(&mut self) -> Result<Option<Token>, PatternError> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the next token if it is this character.
    pub(in super::super) fn accept(&mut self, c: char) -> Result<bool, PatternError> {
        let found = self.at(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Appends at most `limit` characters that `test` accepts.
    pub(in super::super) fn take_while(
        &mut self,
        out: &mut String,
        limit: usize,
        test: impl Fn(char) -> bool,
    ) -> Result<(), PatternError> {
        for _ in 0..limit {
            match self.next {
                Some(Token::Char(c)) if test(c) => out.push(c),
                _ => break,
            }
            self.advance()?;
        }
        Ok(())
    }

    /// The text up to a terminator, which is taken too. `what` names the text in errors.
    pub(in super::super) fn take_until(&mut self, terminator: char, what: &str) -> Result<String, PatternError> {
        let mut text = String::new();
        loop {
            let token = self.take()?;
            match token {
                None if text.is_empty() => return Err(self.error(format!("missing {what}"), 0)),
                None => {
                    let message = format!("missing {terminator}, unterminated name");
                    return Err(self.error(message, char_count(&text)));
                }
                Some(Token::Char(c)) if c == terminator => break,
                Some(token) => token.push_to(&mut text),
            }
        }
        if text.is_empty() {
            return Err(self.error(format!("missing {what}"), 1));
        }
        Ok(text)
    }

    /// Characters before the next token.
    pub(in super::super) fn position(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    /// Goes back to where a token starts.
    pub(in super::super) fn seek(&mut self, position: usize) -> Result<(), PatternError> {
        self.index = position;
        self.advance()
    }

    /// An error `back` characters before the next token.
    pub(in super::super) fn error(&self, message: impl Into<String>, back: usize) -> PatternError {
        self.error_at(message, self.position().saturating_sub(back))
    }

    /// An error at a position.
    pub(in super::super) fn error_at(&self, message: impl Into<String>, position: usize) -> PatternError {
        let message = message.into();
        let message = if self.is_text { message } else { quote::backslash_replaced(&message) };
        PatternError::at(message, &self.chars, position)
    }

    /// Checks that a name, which ends `back` characters before the next token, is an identifier.
    pub(in super::super) fn check_group_name(&self, name: &str, back: usize) -> Result<(), PatternError> {
        let quoted = match (self.is_text, name.is_ascii()) {
            (false, false) => quote::ascii(name),
            _ if is_identifier(name) => return Ok(()),
            _ => quote::repr(name),
        };
        Err(self.error(format!("bad character in group name {quoted}"), char_count(name) + back))
    }

    fn advance(&mut self) -> Result<(), PatternError> {
        self.next = match self.chars.get(self.index) {
            None => None,
            Some('\\') => match self.chars.get(self.index + 1) {
                Some(&escaped) => Some(Token::Escape(escaped)),
                None => {
                    let position = self.chars.len() - 1;
                    return Err(PatternError::at("bad escape (end of pattern)", &self.chars, position));
                }
            },
            Some(&c) => Some(Token::Char(c)),
        };
        self.index += self.next.map_or(0, Token::len);
        Ok(())
    }
}

impl Token {
    /// How many characters of the pattern the token is.
    pub(in super::super) fn len(self) -> usize {
        match self {
            Token::Char(_) => 1,
            Token::Escape(_) => 2,
        }
    }

    pub(in super::super) fn push_to(self, out: &mut String) {
        match self {
            Token::Char(c) => out.push(c),
            Token::Escape(c) => out.extend(['\\', c]),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Char(c) => write!(f, "{c}"),
            Token::Escape(c) => write!(f, "\\{c}"),
        }
    }
}

/// The length of a part of the pattern, as positions count.
pub(in super::super) fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// `str.isidentifier`, from the properties Rust knows: combining marks that are not alphabetic are refused.
fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || unicode::is_name_start(c)) && chars.all(unicode::is_name_part)
}
