//! Numbers, and what may not stand right after one.

use super::{lexer::Lexer, token::Fault};

type Result<T = ()> = std::result::Result<T, Fault>;

impl Lexer<'_> {
    /// A number that begins with a digit.
    pub(super) fn number(&mut self, first: u8) -> Result {
        if first != b'0' {
            self.decimal_digits()?;
            return self.after_digits();
        }
        match self.peek() {
            Some(b'x' | b'X') => self.in_radix("hexadecimal", 16),
            Some(b'o' | b'O') => self.in_radix("octal", 8),
            Some(b'b' | b'B') => self.in_radix("binary", 2),
            _ => self.zeros(),
        }
    }

    /// What begins with zero: `0`, `00`, or `0777` if a point, an exponent or a `j` follows.
    fn zeros(&mut self) -> Result {
        loop {
            if self.peek() == Some(b'_') {
                self.take();
                if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
                    return Err(self.invalid("decimal"));
                }
            }
            if self.peek() != Some(b'0') {
                break;
            }
            self.take();
        }
        let zeros_end = self.cursor;
        let mut is_nonzero = false;
        if self.peek().is_some_and(|next| next.is_ascii_digit()) {
            is_nonzero = true;
            self.decimal_digits()?;
        }
        match self.peek() {
            Some(b'.') => {
                self.take();
                self.fraction()
            }
            Some(b'e' | b'E') => self.exponent(),
            Some(b'j' | b'J') => self.imaginary(),
            _ if is_nonzero => {
                let start = (self.start + 1 - self.line_start) as u32;
                let end = (zeros_end + 1 - self.line_start) as u32;
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                Err(self.said_at(message, start, end))
            }
            _ => self.end_of_number("decimal"),
        }
    }

    fn in_radix(&mut self, what: &str, radix: u32) -> Result {
        self.take();
        let fits = |byte: Option<u8>| byte.is_some_and(|byte| char::from(byte).is_digit(radix));
        loop {
            if self.peek() == Some(b'_') {
                self.take();
            }
            if !fits(self.peek()) {
                if radix < 16
                    && let Some(digit) = self.peek().filter(u8::is_ascii_digit)
                {
                    self.take();
                    return Err(self.said(format!("invalid digit '{}' in {what} literal", char::from(digit))));
                }
                return Err(self.invalid(what));
            }
            while fits(self.peek()) {
                self.take();
            }
            if self.peek() != Some(b'_') {
                break;
            }
        }
        if radix < 16
            && let Some(digit) = self.peek().filter(u8::is_ascii_digit)
        {
            self.take();
            return Err(self.said(format!("invalid digit '{}' in {what} literal", char::from(digit))));
        }
        self.end_of_number(what)
    }

    fn decimal_digits(&mut self) -> Result {
        loop {
            while self.peek().is_some_and(|next| next.is_ascii_digit()) {
                self.take();
            }
            if self.peek() != Some(b'_') {
                return Ok(());
            }
            self.take();
            if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
                return Err(self.invalid("decimal"));
            }
        }
    }

    fn after_digits(&mut self) -> Result {
        match self.peek() {
            Some(b'.') => {
                self.take();
                self.fraction()
            }
            Some(b'e' | b'E') => self.exponent(),
            Some(b'j' | b'J') => self.imaginary(),
            _ => self.end_of_number("decimal"),
        }
    }

    /// What follows the point.
    pub(super) fn fraction(&mut self) -> Result {
        if self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.decimal_digits()?;
        }
        match self.peek() {
            Some(b'e' | b'E') => self.exponent(),
            Some(b'j' | b'J') => self.imaginary(),
            _ => self.end_of_number("decimal"),
        }
    }

    fn exponent(&mut self) -> Result {
        let letter = self.take();
        let sign = self.peek().filter(|next| matches!(next, b'+' | b'-'));
        if sign.is_some() {
            self.take();
            if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
                return Err(self.invalid("decimal"));
            }
        } else if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.back(letter);
            return self.end_of_number("decimal");
        }
        self.decimal_digits()?;
        match self.peek() {
            Some(b'j' | b'J') => self.imaginary(),
            _ => self.end_of_number("decimal"),
        }
    }

    fn imaginary(&mut self) -> Result {
        self.take();
        self.end_of_number("imaginary")
    }

    fn invalid(&self, what: &str) -> Fault {
        self.said(format!("invalid {what} literal"))
    }

    /// A letter may not follow, but for keywords such as `or`.
    fn end_of_number(&mut self, what: &str) -> Result {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128;
        let rest = self.text.get(self.cursor..).unwrap_or_default();
        let follows = ["if", "in", "is"].iter().any(|word| rest.starts_with(word))
            || ["and", "else", "for", "or", "not"]
                .iter()
                .any(|word| rest.strip_prefix(word).is_some_and(|after| !after.bytes().next().is_some_and(is_part)));
        let is_letter = self.peek().is_some_and(|next| next.is_ascii_alphanumeric() || next == b'_');
        if is_letter && !follows { Err(self.invalid(what)) } else { Ok(()) }
    }
}
