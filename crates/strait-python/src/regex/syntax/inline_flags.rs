//! Flags inside the pattern.

use super::super::error::PatternError;
use super::super::flags::Flags;
use super::super::unicode::is_letter;
use super::parser::Parser;
use super::tokens::Token;

pub(super) enum InlineFlags {
    /// `(?i)`: the flags were added to the pattern's.
    Global,
    /// `(?i-s:`
    Scoped { add: Flags, remove: Flags },
}

impl Parser {
    /// Flags in parentheses, of which the first letter or the minus was taken.
    pub(super) fn inline_flags(&mut self, first: char) -> Result<InlineFlags, PatternError> {
        let (add, end) = match Flags::of_letter(first) {
            Some(flag) => self.added_flags(flag)?,
            None => (Flags::NONE, '-'),
        };
        if end == ')' {
            self.flags = self.flags.with(add);
            return Ok(InlineFlags::Global);
        }
        if add.has(Flags::GLOBAL) {
            return Err(self.tokens.error("bad inline flags: cannot turn on global flag", 1));
        }
        let remove = if end == '-' { self.removed_flags()? } else { Flags::NONE };
        if remove.has(Flags::GLOBAL) {
            return Err(self.tokens.error("bad inline flags: cannot turn off global flag", 1));
        }
        if add.has(remove) {
            return Err(self.tokens.error("bad inline flags: flag turned on and off", 1));
        }
        Ok(InlineFlags::Scoped { add, remove })
    }

    /// Flags to add, and the character that ends them: `)`, `-` or `:`.
    fn added_flags(&mut self, first: Flags) -> Result<(Flags, char), PatternError> {
        let mut add = Flags::NONE;
        let mut flag = first;
        loop {
            self.check_flag_kind(flag)?;
            add = add.with(flag);
            let kinds = Flags(add.0 & Flags::TYPE.0);
            if flag.has(Flags::TYPE) && kinds != flag {
                let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return Err(self.tokens.error(message, 0));
            }
            flag = match self.tokens.take()? {
                Some(Token::Char(end @ (')' | '-' | ':'))) => return Ok((add, end)),
                token => self.flag_of(token, "missing -, : or )")?,
            };
        }
    }

    /// Flags to remove, up to the colon, which is taken.
    fn removed_flags(&mut self) -> Result<Flags, PatternError> {
        let mut remove = Flags::NONE;
        let mut token = self.tokens.take()?;
        let mut missing = "missing flag";
        loop {
            let flag = self.flag_of(token, missing)?;
            if flag.has(Flags::TYPE) {
                let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return Err(self.tokens.error(message, 0));
            }
            remove = remove.with(flag);
            token = self.tokens.take()?;
            missing = "missing :";
            if token == Some(Token::Char(':')) {
                return Ok(remove);
            }
        }
    }

    fn check_flag_kind(&self, flag: Flags) -> Result<(), PatternError> {
        let message = match (flag, self.tokens.is_text()) {
            (Flags::LOCALE, true) => "bad inline flags: cannot use 'L' flag with a str pattern",
            (Flags::UNICODE, false) => "bad inline flags: cannot use 'u' flag with a bytes pattern",
            _ => return Ok(()),
        };
        Err(self.tokens.error(message, 0))
    }

    /// The flag a token stands for. `missing` is the error if it cannot even be mistaken for one.
    fn flag_of(&self, token: Option<Token>, missing: &str) -> Result<Flags, PatternError> {
        match token {
            None => Err(self.tokens.error(missing, 0)),
            Some(Token::Char(c)) => Flags::of_letter(c).ok_or_else(|| {
                let message = if is_letter(c) { "unknown flag" } else { missing };
                self.tokens.error(message, 1)
            }),
            Some(token) => Err(self.tokens.error(missing, token.len())),
        }
    }
}
