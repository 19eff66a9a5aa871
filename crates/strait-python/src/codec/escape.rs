//! `unicode_escape` and `raw_unicode_escape`: text as it stands in a literal.

use super::{Encoding, Trouble};
use crate::text::unicode::surrogate::{code_point, from_code_point};

/// A character as an escape by its number.
pub(super) fn backslashed(character: char) -> String {
    match code_point(character) {
        code @ 0..=0xFF => format!("\\x{code:02x}"),
        code @ 0x100..=0xFFFF => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

pub(super) fn put(encoding: Encoding, character: char, out: &mut Vec<u8>) {
    let code = code_point(character);
    if encoding == Encoding::RawUnicodeEscape {
        if code < 0x100 {
            out.push(code as u8);
        } else {
            out.extend(backslashed(character).as_bytes());
        }
        return;
    }
    match character {
        '\\' => out.extend(b"\\\\"),
        '\n' => out.extend(b"\\n"),
        '\r' => out.extend(b"\\r"),
        '\t' => out.extend(b"\\t"),
        ' '..='~' => out.push(code as u8),
        _ => out.extend(backslashed(character).as_bytes()),
    }
}

pub(super) fn decode(
    encoding: Encoding,
    bytes: &[u8],
    start: usize,
    is_final: bool,
    out: &mut String,
) -> Result<usize, Trouble> {
    let mut place = start;
    while let Some(&byte) = bytes.get(place) {
        if byte != b'\\' {
            out.push(char::from(byte));
            place += 1;
            continue;
        }
        let Some(&letter) = bytes.get(place + 1) else {
            if !is_final {
                return Ok(place);
            }
            if encoding == Encoding::RawUnicodeEscape {
                out.push('\\');
                return Ok(bytes.len());
            }
            return Err(Trouble::new(encoding, place, bytes.len(), "\\ at end of string"));
        };
        if encoding == Encoding::RawUnicodeEscape && !matches!(letter, b'u' | b'U') {
            out.push('\\');
            out.push(char::from(letter));
            place += 2;
            continue;
        }
        let plain = match letter {
            b'\n' => Some(None),
            b'\\' | b'\'' | b'"' => Some(Some(char::from(letter))),
            b'a' => Some(Some('\x07')),
            b'b' => Some(Some('\x08')),
            b'f' => Some(Some('\x0c')),
            b'n' => Some(Some('\n')),
            b'r' => Some(Some('\r')),
            b't' => Some(Some('\t')),
            b'v' => Some(Some('\x0b')),
            _ => None,
        };
        if let Some(character) = plain {
            out.extend(character);
            place += 2;
            continue;
        }
        let digits = |count: usize, radix: u32| {
            let rest = bytes.get(place + 2..).unwrap_or_default();
            rest.iter().take(count).take_while(|&&byte| char::from(byte).is_digit(radix)).count()
        };
        let (wanted, reason) = match letter {
            b'0'..=b'7' => {
                let end = place + 2 + digits(2, 8);
                out.extend(number(&bytes[place + 1..end], 8).and_then(from_code_point));
                place = end;
                continue;
            }
            b'x' => (2, "truncated \\xXX escape"),
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            b'N' => {
                let end = named(encoding, bytes, place, is_final, out)?;
                if end == place {
                    return Ok(place);
                }
                place = end;
                continue;
            }
            _ => {
                out.push('\\');
                out.push(char::from(letter));
                place += 2;
                continue;
            }
        };
        let found = digits(wanted, 16);
        let end = place + 2 + found;
        if found < wanted {
            if !is_final && end == bytes.len() {
                return Ok(place);
            }
            return Err(Trouble::new(encoding, place, end, reason));
        }
        match number(&bytes[place + 2..end], 16).and_then(from_code_point) {
            Some(character) => out.push(character),
            None => return Err(Trouble::new(encoding, place, end, "illegal Unicode character")),
        }
        place = end;
    }
    Ok(place)
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()
}

/// `\N{name}`: where it ends, or where it begins if the rest of it is still to come.
fn named(encoding: Encoding, bytes: &[u8], place: usize, is_final: bool, out: &mut String) -> Result<usize, Trouble> {
    let rest = bytes.get(place + 2..).unwrap_or_default();
    let end = rest.iter().position(|&byte| byte == b'}');
    let name = end.and_then(|end| rest.get(1..end)).filter(|name| rest[0] == b'{' && !name.is_empty());
    match (name, end) {
        (Some(name), Some(end)) => {
            let end = place + 2 + end + 1;
            match str::from_utf8(name).ok().and_then(unicode_names2::character) {
                Some(character) => {
                    out.push(character);
                    Ok(end)
                }
                None => Err(Trouble::new(encoding, place, end, "unknown Unicode character name")),
            }
        }
        (None, None) if !is_final => Ok(place),
        _ => Err(Trouble::new(encoding, place, bytes.len().min(place + 2), "malformed \\N character escape")),
    }
}
