//! Backslash escapes, inside and outside of sets.

use super::super::error::PatternError;
use super::super::quote;
use super::parser::Parser;
use super::tokens::{Tokens, char_count};
use super::tree::{At, Category, Item, Member, Set};

impl Parser {
    /// A backslash and `c`, which were taken, outside of a set.
    pub(super) fn escape(&mut self, c: char) -> Result<Item, PatternError> {
        let at = match c {
            'A' => At::BeginningOfText,
            'Z' => At::EndOfText,
            'b' => At::Boundary,
            'B' => At::NotBoundary,
            '1'..='9' => return self.reference_or_octal(c),
            '0' => {
                let mut escape = String::from("\\0");
                self.tokens.take_while(&mut escape, 2, is_octal)?;
                return Ok(Item::Literal(octal(&escape)));
            }
            c => {
                return Ok(match category_escape(c) {
                    Some(member) => Item::Set(Set { negated: false, members: vec![member] }),
                    None => Item::Literal(literal_escape(&mut self.tokens, c)?),
                });
            }
        };
        Ok(Item::At(at))
    }

    /// A backslash and `c`, which were taken, inside a set.
    pub(super) fn set_escape(&mut self, c: char) -> Result<Member, PatternError> {
        if let Some(member) = category_escape(c) {
            return Ok(member);
        }
        let code = match c {
            'b' => 8,
            '0'..='7' => {
                let mut escape = format!("\\{c}");
                self.tokens.take_while(&mut escape, 2, is_octal)?;
                checked_octal(&self.tokens, &escape)?
            }
            '8' | '9' => return Err(bad_escape(&self.tokens, &format!("\\{c}"))),
            c => literal_escape(&mut self.tokens, c)?,
        };
        Ok(Member::Literal(code))
    }

    /// A number after a backslash: a character if it has three octal digits, else a group.
    fn reference_or_octal(&mut self, c: char) -> Result<Item, PatternError> {
        let mut escape = format!("\\{c}");
        self.tokens.take_while(&mut escape, 1, |c| c.is_ascii_digit())?;
        if escape.len() == 3 && escape[1..].chars().all(is_octal) && self.tokens.at_any(is_octal) {
            self.tokens.take_while(&mut escape, 1, is_octal)?;
            return Ok(Item::Literal(checked_octal(&self.tokens, &escape)?));
        }
        let group: usize = escape[1..].parse().unwrap_or(usize::MAX);
        if group < self.groups.len() {
            return self.backreference(group, escape.len());
        }
        Err(self.tokens.error(format!("invalid group reference {group}"), escape.len() - 1))
    }
}

/// The code point of a one-letter escape of a control character, or of the backslash.
pub(in super::super) fn simple_escape(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

/// The code point of an escape that means one character and does not start with a digit.
fn literal_escape(tokens: &mut Tokens, c: char) -> Result<u32, PatternError> {
    if let Some(code) = simple_escape(c) {
        return Ok(code);
    }
    match c {
        'x' => hexadecimal(tokens, c, 2),
        'u' if tokens.is_text() => hexadecimal(tokens, c, 4),
        'U' if tokens.is_text() => hexadecimal(tokens, c, 8),
        'N' if tokens.is_text() => named_character(tokens),
        c if c.is_ascii_alphabetic() => Err(bad_escape(tokens, &format!("\\{c}"))),
        c => Ok(u32::from(c)),
    }
}

fn category_escape(c: char) -> Option<Member> {
    let category = match c.to_ascii_lowercase() {
        'd' => Category::Digit,
        's' => Category::Space,
        'w' => Category::Word,
        _ => return None,
    };
    Some(Member::Category { category, negated: c.is_ascii_uppercase() })
}

fn hexadecimal(tokens: &mut Tokens, c: char, digits: usize) -> Result<u32, PatternError> {
    let mut escape = format!("\\{c}");
    tokens.take_while(&mut escape, digits, |c| c.is_ascii_hexdigit())?;
    if escape.len() != digits + 2 {
        return Err(tokens.error(format!("incomplete escape {escape}"), escape.len()));
    }
    match u32::from_str_radix(&escape[2..], 16) {
        Ok(code) if code <= u32::from(char::MAX) => Ok(code),
        _ => Err(bad_escape(tokens, &escape)),
    }
}

/// `\N{...}`: no character has a name here.
fn named_character(tokens: &mut Tokens) -> Result<u32, PatternError> {
    if !tokens.accept('{')? {
        return Err(tokens.error("missing {", 0));
    }
    let name = tokens.take_until('}', "character name")?;
    let message = format!("undefined character name {}", quote::repr(&name));
    Err(tokens.error(message, char_count(&name) + r"\N{}".len()))
}

fn is_octal(c: char) -> bool {
    matches!(c, '0'..='7')
}

/// The value of a backslash and up to three octal digits.
fn octal(escape: &str) -> u32 {
    escape[1..].bytes().fold(0, |value, digit| value * 8 + u32::from(digit - b'0'))
}

fn checked_octal(tokens: &Tokens, escape: &str) -> Result<u32, PatternError> {
    let value = octal(escape);
    if value > 0o377 {
        let message = format!("octal escape value {escape} outside of range 0-0o377");
        return Err(tokens.error(message, escape.len()));
    }
    Ok(value)
}

fn bad_escape(tokens: &Tokens, escape: &str) -> PatternError {
    tokens.error(format!("bad escape {escape}"), escape.len())
}
