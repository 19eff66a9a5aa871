//! `repr` and `ascii` of strings and bytes.

use super::hex::push_hex_byte;
use super::unicode::is_printable;
use super::unicode::surrogate::code_point;

/// `repr(text)`
pub fn repr_str(text: &str) -> String {
    let mut out = String::new();
    write_repr(text, &mut out);
    out
}

/// Appends `repr(text)`: at most ten characters for each of the text's, and two quotes.
pub fn write_repr(text: &str, out: &mut String) {
    quoted(text, is_printable, out);
}

/// Appends `ascii(text)`: at most ten characters for each of the text's, and two quotes.
pub fn write_ascii(text: &str, out: &mut String) {
    quoted(text, |character| matches!(character, ' '..='~'), out);
}

/// `repr(bytes)`
pub fn repr_bytes(bytes: &[u8]) -> String {
    let mut out = String::new();
    write_repr_bytes(bytes, &mut out);
    out
}

/// Appends `repr(bytes)`: at most four characters for each byte, two quotes and a `b`.
pub fn write_repr_bytes(bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len() + 3);
    let quote = quote_for(bytes);
    out.push('b');
    out.push(char::from(quote));
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            _ if byte == quote => {
                out.push('\\');
                out.push(char::from(byte));
            }
            b' '..=b'~' => out.push(char::from(byte)),
            _ => {
                out.push_str("\\x");
                push_hex_byte(byte, out);
            }
        }
    }
    out.push(char::from(quote));
}

/// Double quotes only where that saves escapes: a single quote inside and no double one.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

fn quoted(text: &str, shown: impl Fn(char) -> bool, out: &mut String) {
    out.reserve(text.len() + 2);
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'\\')) {
        out.push('\'');
        out.push_str(text);
        return out.push('\'');
    }
    let quote = char::from(quote_for(text.as_bytes()));
    out.push(quote);
    // Characters that stay are copied in runs.
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        if character != quote && character != '\\' && shown(character) {
            continue;
        }
        out.push_str(&text[copied..at]);
        copied = at + character.len_utf8();
        push_escape(character, out);
    }
    out.push_str(&text[copied..]);
    out.push(quote);
}

fn push_escape(character: char, out: &mut String) {
    match character {
        '\'' | '"' | '\\' => {
            out.push('\\');
            out.push(character);
        }
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        _ => push_code_escape(code_point(character), out),
    }
}

/// The shortest of `\x`, `\u` and `\U`.
fn push_code_escape(code: u32, out: &mut String) {
    let (prefix, bytes) = match code {
        0..=0xff => ("\\x", 1),
        0x100..=0xffff => ("\\u", 2),
        _ => ("\\U", 4),
    };
    out.push_str(prefix);
    code.to_be_bytes()[4 - bytes..].iter().for_each(|&byte| push_hex_byte(byte, out));
}
