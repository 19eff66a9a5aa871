//! Sets: `[...]`.

use super::super::error::PatternError;
use super::super::unicode::surrogate_code;
use super::parser::Parser;
use super::tokens::Token;
use super::tree::{Item, Member, Set};

impl Parser {
    /// A set, of which the opening bracket was taken.
    pub(super) fn set(&mut self) -> Result<Item, PatternError> {
        let here = self.tokens.position() - 1;
        if self.tokens.at('[') {
            self.warnings.push(format!("Possible nested set at position {}", self.tokens.position()));
        }
        let negated = self.tokens.accept('^')?;
        let mut members = Vec::new();
        loop {
            let token = self.set_token(here)?;
            if token == Token::Char(']') && !members.is_empty() {
                break;
            }
            let is_last = self.set_member(token, here, &mut members)?;
            if is_last {
                break;
            }
        }
        members.dedup();
        Ok(match members[..] {
            [Member::Literal(code)] if negated => Item::NotLiteral(code),
            [Member::Literal(code)] => Item::Literal(code),
            _ => Item::Set(Set { negated, members }),
        })
    }

    /// One member or range. True if the set ended with it, which it does after a trailing hyphen.
    fn set_member(&mut self, token: Token, here: usize, members: &mut Vec<Member>) -> Result<bool, PatternError> {
        let first = match token {
            Token::Escape(c) => self.set_escape(c)?,
            Token::Char(c) => {
                self.warn_of_set_operation(c, !members.is_empty());
                Member::Literal(u32::from(c))
            }
        };
        if !self.tokens.accept('-')? {
            members.push(first);
            return Ok(false);
        }
        let end = self.set_token(here)?;
        if end == Token::Char(']') {
            members.extend([first, Member::Literal(u32::from('-'))]);
            return Ok(true);
        }
        let last = match end {
            Token::Escape(c) => self.set_escape(c)?,
            Token::Char(c) => {
                if c == '-' {
                    let position = self.tokens.position() - 2;
                    self.warnings.push(format!("Possible set difference at position {position}"));
                }
                Member::Literal(u32::from(c))
            }
        };
        let range = match (first, last) {
            (Member::Literal(low), Member::Literal(high)) => range(low, high),
            _ => None,
        };
        let Some(range) = range else {
            let message = format!("bad character range {token}-{end}");
            return Err(self.tokens.error(message, token.len() + 1 + end.len()));
        };
        members.push(range);
        Ok(false)
    }

    fn set_token(&mut self, here: usize) -> Result<Token, PatternError> {
        self.tokens.take()?.ok_or_else(|| self.tokens.error_at("unterminated character set", here))
    }

    /// Doubled operators may get a meaning in a later Python.
    fn warn_of_set_operation(&mut self, c: char, has_members: bool) {
        let operation = match c {
            '-' => "difference",
            '&' => "intersection",
            '~' => "symmetric difference",
            '|' => "union",
            _ => return,
        };
        if has_members && self.tokens.at(c) {
            let position = self.tokens.position() - 1;
            self.warnings.push(format!("Possible set {operation} at position {position}"));
        }
    }
}

/// A range of code points. An end that can be a stored lone surrogate is one if that gives a range.
fn range(low: u32, high: u32) -> Option<Member> {
    let (first, last) = (surrogate_code(low), surrogate_code(high));
    if first <= last {
        return Some(Member::Range(first, last));
    }
    (low <= high).then_some(Member::Range(low, high))
}
