//! Names quoted in messages the way Python's `repr` and `ascii` quote them.

use std::fmt::Write;

use super::unicode::surrogate_code;

/// `repr(text)`.
pub(super) fn repr(text: &str) -> String {
    quoted(text, is_printable)
}

/// `ascii(text)`.
pub(super) fn ascii(text: &str) -> String {
    quoted(text, |c| c.is_ascii() && is_printable(c))
}

/// `text.encode("ascii", "backslashreplace")`.
pub(super) fn backslash_replaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| if c.is_ascii() { out.push(c) } else { push_code(&mut out, c) });
    out
}

fn quoted(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c if is_plain(c) => out.push(c),
            c => push_code(&mut out, c),
        }
    }
    out.push(quote);
    out
}

fn push_code(out: &mut String, c: char) {
    let written = match surrogate_code(u32::from(c)) {
        code @ ..=0xff => write!(out, "\\x{code:02x}"),
        code @ 0x100..=0xffff => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

/// Whether `str.isprintable` holds, by way of Rust's escaping, which leaves the same characters alone. The leading
/// letter is there because a combining mark is escaped when it stands first.
fn is_printable(c: char) -> bool {
    matches!(c, '\'' | '"' | '\\') || ['a', c].iter().collect::<String>().escape_debug().count() == 2
}
