//! JSON strings.

use std::{borrow::Cow, fmt::Write as _};

use crate::text::unicode::surrogate::{code_point, from_code_point};

/// A string in a text, and the byte after its closing quote.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) end: usize,
}

/// The string that starts at a byte, after its quote; `None` if there is something wrong with it. Unless `strict`, it may
/// contain control characters.
pub(super) fn scan(text: &str, start: usize, strict: bool) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    let end = plain_end(bytes, start, strict);
    if bytes.get(end) == Some(&b'"') {
        return Some(Found { text: text.get(start..end)?.into(), end: end + 1 });
    }
    let mut out = String::from(text.get(start..end)?);
    let mut at = end;
    loop {
        match *bytes.get(at)? {
            b'"' => return Some(Found { text: out.into(), end: at + 1 }),
            b'\\' => at = escape(text, at, &mut out)?,
            _ => return None,
        }
        let end = plain_end(bytes, at, strict);
        out.push_str(text.get(at..end)?);
        at = end;
    }
}

/// Where the characters that stand for themselves end.
fn plain_end(bytes: &[u8], start: usize, strict: bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_plain = |&byte: &u8| byte != b'"' && byte != b'\\' && (byte >= 0x20 || !strict);
    start + rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len())
}

/// Appends what the escape at a byte stands for, and says where it ends.
fn escape(text: &str, at: usize, out: &mut String) -> Option<usize> {
    out.push(match *text.as_bytes().get(at + 1)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(byte),
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let code = hexadecimal(text, at + 2)?;
            if (0xD800..0xDC00).contains(&code)
                && text.get(at + 6..at + 8) == Some("\\u")
                && let Some(low) = hexadecimal(text, at + 8).filter(|low| (0xDC00..0xE000).contains(low))
            {
                out.extend(char::from_u32(0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))));
                return Some(at + 12);
            }
            out.extend(from_code_point(code));
            return Some(at + 6);
        }
        _ => return None,
    });
    Some(at + 2)
}

fn hexadecimal(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    if digits.bytes().all(|digit| digit.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// Appends a text as a JSON string.
pub(super) fn write(text: &str, ensure_ascii: bool, out: &mut String) {
    out.push('"');
    let bytes = text.as_bytes();
    let goes_as_it_is = |byte: u8| match byte {
        b'"' | b'\\' | 0..0x20 => false,
        0x7F.. => !ensure_ascii,
        _ => true,
    };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let length = rest.iter().position(|&byte| !goes_as_it_is(byte)).unwrap_or(rest.len());
        out.push_str(text.get(at..at + length).unwrap_or_default());
        at += length;
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        write_escaped(character, out);
        at += character.len_utf8();
    }
    out.push('"');
}

fn write_escaped(character: char, out: &mut String) {
    let short = match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\x0c' => "\\f",
        '\x08' => "\\b",
        _ => "",
    };
    if !short.is_empty() {
        out.push_str(short);
        return;
    }
    let code = code_point(character);
    // Writing to a string cannot fail.
    let _ = match code.checked_sub(0x10000) {
        None => write!(out, "\\u{code:04x}"),
        Some(code) => write!(out, "\\u{:04x}\\u{:04x}", 0xD800 | code >> 10, 0xDC00 | code & 0x3FF),
    };
}
