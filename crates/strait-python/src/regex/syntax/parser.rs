//! The parser's state and its loop. Open groups are kept on a list, so nesting costs no native stack.

use std::collections::HashMap;
use std::mem;

use super::super::Subject;
use super::super::error::{ErrorKind, PatternError};
use super::super::flags::Flags;
use super::group::{Enclosing, Frame};
use super::tokens::{Token, Tokens};
use super::tree::{At, Item, Sequence, SequenceId, Width};

/// Parses a pattern.
///
/// # Errors
///
/// As `re.compile` raises, except for those that only turn up when a lookbehind is compiled.
pub(in super::super) fn parse(pattern: Subject<'_>, flags: Flags) -> Result<Parsed, PatternError> {
    let mut parser = Parser::new(pattern, flags)?;
    while let Some(token) = parser.tokens.peek() {
        match token {
            Token::Char('|') => parser.end_alternative()?,
            Token::Char(')') if parser.outer.is_empty() => break,
            Token::Char(')') => parser.close()?,
            token => parser.item(token)?,
        }
    }
    parser.finish()
}

/// A parsed pattern.
#[derive(Debug)]
pub(in super::super) struct Parsed {
    pub(in super::super) sequences: Vec<Sequence>,
    /// The sequence that is the whole pattern.
    pub(in super::super) body: SequenceId,
    /// The flags given, those set inside the pattern, and the default kind of characters.
    pub(in super::super) flags: Flags,
    /// Capture groups, without group 0.
    pub(in super::super) group_count: usize,
    /// Group names in the order they appear, with their numbers.
    pub(in super::super) names: Vec<(String, usize)>,
    /// The texts of the `FutureWarning`s the pattern causes.
    pub(in super::super) warnings: Vec<String>,
}

pub(super) struct Parser {
    pub(super) tokens: Tokens,
    /// The flags given, and those set for the whole pattern.
    pub(super) flags: Flags,
    pub(super) sequences: Vec<Sequence>,
    /// The innermost open group.
    pub(super) frame: Frame,
    /// The groups around it; empty at the top level.
    pub(super) outer: Vec<Frame>,
    /// The width of each closed group by number. Group 0 never closes.
    pub(super) groups: Vec<Option<Width>>,
    pub(super) names: HashMap<String, usize>,
    /// Inside a lookbehind: how many groups there were when the outermost one began.
    pub(super) groups_before_lookbehind: Option<usize>,
    /// Group numbers that conditions name, with their positions.
    pub(super) conditions: Vec<(u32, usize)>,
    pub(super) warnings: Vec<String>,
}

impl Parser {
    fn new(pattern: Subject<'_>, flags: Flags) -> Result<Parser, PatternError> {
        let tokens = Tokens::new(pattern)?;
        Ok(Parser {
            frame: Frame::new(Enclosing::Pattern, 0, with_default(flags, tokens.is_text())),
            tokens,
            flags,
            sequences: Vec::new(),
            outer: Vec::new(),
            groups: vec![None],
            names: HashMap::new(),
            groups_before_lookbehind: None,
            conditions: Vec::new(),
            warnings: Vec::new(),
        })
    }

    fn finish(mut self) -> Result<Parsed, PatternError> {
        if !self.outer.is_empty() {
            return Err(self.tokens.error_at("missing ), unterminated subpattern", self.frame.start));
        }
        let items = mem::take(&mut self.frame.items);
        let alternatives = mem::take(&mut self.frame.alternatives);
        let body = self.add_body(items, alternatives, self.frame.flags);
        let flags = complete_flags(self.flags, self.tokens.is_text())?;
        if self.tokens.peek().is_some() {
            return Err(self.tokens.error("unbalanced parenthesis", 0));
        }
        if let Some(&(group, position)) =
            self.conditions.iter().find(|&&(group, _)| group as usize >= self.groups.len())
        {
            return Err(self.tokens.error_at(format!("invalid group reference {group}"), position));
        }
        let mut names: Vec<_> = self.names.into_iter().collect();
        names.sort_unstable_by_key(|&(_, group)| group);
        let group_count = self.groups.len() - 1;
        Ok(Parsed { sequences: self.sequences, body, flags, group_count, names, warnings: self.warnings })
    }

    fn item(&mut self, token: Token) -> Result<(), PatternError> {
        self.tokens.take()?;
        if self.frame.flags.has(Flags::VERBOSE) && self.skip_blank(token)? {
            return Ok(());
        }
        let item = match token {
            Token::Escape(c) => self.escape(c)?,
            Token::Char('[') => self.set()?,
            Token::Char('(') => return self.open(),
            Token::Char(c @ ('*' | '+' | '?' | '{')) => return self.repeat(c),
            Token::Char('.') => Item::Any,
            Token::Char('^') => Item::At(At::Beginning),
            Token::Char('$') => Item::At(At::End),
            Token::Char(c) => Item::Literal(u32::from(c)),
        };
        self.frame.items.push(item);
        Ok(())
    }

    /// Whether a token is white space or starts a comment, whose rest is taken, in a verbose pattern.
    fn skip_blank(&mut self, token: Token) -> Result<bool, PatternError> {
        match token {
            Token::Char(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') => Ok(true),
            Token::Char('#') => {
                while !matches!(self.tokens.take()?, None | Some(Token::Char('\n'))) {}
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The width of a group if it is closed.
    pub(super) fn closed_width(&self, group: usize) -> Option<Width> {
        self.groups.get(group).copied().flatten()
    }

    /// Checks that a lookbehind may refer to a group: it must have been closed when the lookbehind began.
    pub(super) fn check_lookbehind(&self, group: usize) -> Result<(), PatternError> {
        let Some(groups_before) = self.groups_before_lookbehind else { return Ok(()) };
        if self.closed_width(group).is_none() {
            return Err(self.tokens.error("cannot refer to an open group", 0));
        }
        if group >= groups_before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.tokens.error(message, 0));
        }
        Ok(())
    }

    /// A reference to a closed group, whose name or number ends `back` characters before the next token.
    pub(super) fn backreference(&self, group: usize, back: usize) -> Result<Item, PatternError> {
        let Some(width) = self.closed_width(group) else {
            return Err(self.tokens.error("cannot refer to an open group", back));
        };
        self.check_lookbehind(group)?;
        Ok(Item::Backreference { group: group as u32, width })
    }
}

/// Flags with the default kind of characters.
pub(super) fn with_default(flags: Flags, is_text: bool) -> Flags {
    if is_text && !flags.has(Flags::ASCII) { flags.with(Flags::UNICODE) } else { flags }
}

/// Checks that flags fit together and adds the default kind of characters.
fn complete_flags(flags: Flags, is_text: bool) -> Result<Flags, PatternError> {
    let refusal = match is_text {
        true if flags.has(Flags::LOCALE) => "cannot use LOCALE flag with a str pattern",
        true if flags.has(Flags::ASCII) && flags.has(Flags::UNICODE) => "ASCII and UNICODE flags are incompatible",
        false if flags.has(Flags::UNICODE) => "cannot use UNICODE flag with a bytes pattern",
        false if flags.has(Flags::LOCALE) && flags.has(Flags::ASCII) => "ASCII and LOCALE flags are incompatible",
        _ => return Ok(with_default(flags, is_text)),
    };
    Err(PatternError::new(ErrorKind::Flags, refusal))
}
