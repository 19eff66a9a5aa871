//! What may follow an opening parenthesis.

use super::super::error::PatternError;
use super::super::flags::Flags;
use super::super::quote;
use super::MAX_GROUPS;
use super::group::Enclosing;
use super::inline_flags::InlineFlags;
use super::parser::{Parser, with_default};
use super::tokens::{Token, char_count};

impl Parser {
    /// Opens a group, or takes a whole parenthesis that is none: a comment, a reference or global flags.
    pub(super) fn open(&mut self) -> Result<(), PatternError> {
        let start = self.tokens.position() - 1;
        if !self.tokens.accept('?')? {
            return self.enter_capture(None, start);
        }
        let flags = self.frame.flags;
        match self.extension_token()? {
            Token::Char('P') => self.python_extension(start),
            Token::Char(':') => self.enter(Enclosing::Group { scoped: false }, start, flags),
            Token::Char('#') => self.comment(start),
            Token::Char('=') => self.enter_look(start, false, false),
            Token::Char('!') => self.enter_look(start, false, true),
            Token::Char('<') => match self.extension_token()? {
                Token::Char('=') => self.enter_look(start, true, false),
                Token::Char('!') => self.enter_look(start, true, true),
                other => Err(self.unknown_extension("?<", other)),
            },
            Token::Char('(') => self.conditional(start),
            Token::Char('>') => self.enter(Enclosing::Atomic, start, flags),
            Token::Char(c) if c == '-' || Flags::of_letter(c).is_some() => self.flags(c, start),
            other => Err(self.unknown_extension("?", other)),
        }
    }

    fn extension_token(&mut self) -> Result<Token, PatternError> {
        self.tokens.take()?.ok_or_else(|| self.tokens.error("unexpected end of pattern", 0))
    }

    fn unknown_extension(&self, prefix: &str, token: Token) -> PatternError {
        self.tokens.error(format!("unknown extension {prefix}{token}"), prefix.len() + token.len())
    }

    /// `(?P<name>`, `(?P=name)`.
    fn python_extension(&mut self, start: usize) -> Result<(), PatternError> {
        if self.tokens.accept('<')? {
            let name = self.tokens.take_until('>', "group name")?;
            self.tokens.check_group_name(&name, 1)?;
            return self.enter_capture(Some(name), start);
        }
        if self.tokens.accept('=')? {
            let name = self.tokens.take_until(')', "group name")?;
            let group = self.named_group(&name)?;
            let reference = self.backreference(group, char_count(&name) + 1)?;
            self.frame.items.push(reference);
            return Ok(());
        }
        let token = self.extension_token()?;
        Err(self.unknown_extension("?P", token))
    }

    /// The number of the group with a name, which was taken last.
    fn named_group(&self, name: &str) -> Result<usize, PatternError> {
        self.tokens.check_group_name(name, 1)?;
        self.names.get(name).copied().ok_or_else(|| {
            let message = format!("unknown group name {}", quote::repr(name));
            self.tokens.error(message, char_count(name) + 1)
        })
    }

    fn comment(&mut self, start: usize) -> Result<(), PatternError> {
        while self.tokens.peek().is_some() {
            if self.tokens.take()? == Some(Token::Char(')')) {
                return Ok(());
            }
        }
        Err(self.tokens.error_at("missing ), unterminated comment", start))
    }

    fn enter_look(&mut self, start: usize, behind: bool, negative: bool) -> Result<(), PatternError> {
        let outermost = behind && self.groups_before_lookbehind.is_none();
        if outermost {
            self.groups_before_lookbehind = Some(self.groups.len());
        }
        self.enter(Enclosing::Look { behind, negative, outermost }, start, self.frame.flags)
    }

    /// `(?(group)yes|no)`.
    fn conditional(&mut self, start: usize) -> Result<(), PatternError> {
        let name = self.tokens.take_until(')', "group name")?;
        let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
        let group = if is_number { self.condition_number(&name)? } else { self.named_group(&name)? };
        self.check_lookbehind(group)?;
        let kind = Enclosing::Conditional { group: group as u32, yes: None };
        self.enter(kind, start, self.frame.flags)
    }

    fn condition_number(&mut self, digits: &str) -> Result<usize, PatternError> {
        let back = digits.len() + 1;
        let number = decimal(digits);
        if number == 0 {
            return Err(self.tokens.error("bad group number", back));
        }
        if number >= MAX_GROUPS {
            let message = format!("invalid group reference {}", digits.trim_start_matches('0'));
            return Err(self.tokens.error(message, back));
        }
        self.conditions.push((number as u32, self.tokens.position() - back));
        Ok(number as usize)
    }

    /// `(?flags)`, `(?flags:` and `(?flags-flags:`.
    fn flags(&mut self, first: char, start: usize) -> Result<(), PatternError> {
        match self.inline_flags(first)? {
            InlineFlags::Scoped { add, remove } => {
                let flags = self.frame.flags.scoped(add, remove);
                self.enter(Enclosing::Group { scoped: true }, start, flags)
            }
            InlineFlags::Global => {
                let is_first = self.frame.items.is_empty() && self.frame.alternatives.is_empty();
                if !is_first || !self.outer.is_empty() {
                    let message = "global flags not at the start of the expression";
                    return Err(self.tokens.error_at(message, start));
                }
                self.frame.flags = with_default(self.flags, self.tokens.is_text());
                Ok(())
            }
        }
    }
}

/// A decimal number, or the largest number if it is larger.
pub(super) fn decimal(digits: &str) -> u64 {
    digits.parse().unwrap_or(u64::MAX)
}
