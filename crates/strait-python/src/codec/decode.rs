//! Bytes to text.

use super::{Encoding, Handler, Order, Trouble, escape, pages};
use crate::text::unicode::surrogate::from_code_point;

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes all, with what cannot be decoded handled. Without `is_final` the beginning of a character at the end is left:
/// the number tells how many bytes were used.
pub(crate) fn decode_part(
    encoding: Encoding,
    bytes: &[u8],
    handler: Handler,
    is_final: bool,
) -> Result<(String, usize), Trouble> {
    let (encoding, mut place) = begin(encoding, bytes, is_final);
    let mut out = String::new();
    // The text of an ASCII page is as long as the bytes.
    out.reserve(bytes.len());
    loop {
        match decode_step(encoding, bytes, place, is_final, &mut out) {
            Ok(used) => return Ok((out, used)),
            Err(trouble) => place = handle(handler, bytes, trouble, &mut out)?,
        }
    }
}

/// The encoding that a mark at the start tells, and where the text begins.
pub(super) fn begin(encoding: Encoding, bytes: &[u8], is_final: bool) -> (Encoding, usize) {
    match encoding {
        Encoding::Utf8Signed if bytes.starts_with(UTF8_MARK) => (Encoding::Utf8, UTF8_MARK.len()),
        Encoding::Utf8Signed if is_final || bytes.len() >= 3 => (Encoding::Utf8, 0),
        Encoding::Utf16(Order::Marked) => match bytes {
            [0xFF, 0xFE, ..] => (Encoding::Utf16(Order::Little), 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16(Order::Big), 2),
            _ => (Encoding::Utf16(Order::Little), 0),
        },
        Encoding::Utf32(Order::Marked) => match bytes {
            [0xFF, 0xFE, 0, 0, ..] => (Encoding::Utf32(Order::Little), 4),
            [0, 0, 0xFE, 0xFF, ..] => (Encoding::Utf32(Order::Big), 4),
            _ => (Encoding::Utf32(Order::Little), 0),
        },
        other => (other, 0),
    }
}

/// Decodes from a place on to the end, or to what cannot be decoded. Gives how many bytes were used.
pub(crate) fn decode_step(
    encoding: Encoding,
    bytes: &[u8],
    start: usize,
    is_final: bool,
    out: &mut String,
) -> Result<usize, Trouble> {
    let (encoding, start) = match (encoding, start) {
        (Encoding::Utf8Signed | Encoding::Utf16(Order::Marked) | Encoding::Utf32(Order::Marked), 0) => {
            begin(encoding, bytes, is_final)
        }
        (Encoding::Utf8Signed, start) => (Encoding::Utf8, start),
        (Encoding::Utf16(Order::Marked), start) => (begin(encoding, bytes, true).0, start),
        (Encoding::Utf32(Order::Marked), start) => (begin(encoding, bytes, true).0, start),
        other => other,
    };
    let rest = bytes.get(start..).unwrap_or_default();
    match encoding {
        // Less than a mark has come yet.
        Encoding::Utf8Signed => Ok(0),
        Encoding::Utf8 => utf8(rest, start, bytes.len(), is_final, out),
        Encoding::Ascii => {
            let end = rest.iter().position(|byte| !byte.is_ascii());
            let plain = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            out.push_str(str::from_utf8(plain).unwrap_or_default());
            match end {
                Some(end) => Err(Trouble::new(encoding, start + end, start + end + 1, "ordinal not in range(128)")),
                None => Ok(bytes.len()),
            }
        }
        Encoding::Latin1 => {
            out.extend(rest.iter().map(|&byte| char::from(byte)));
            Ok(bytes.len())
        }
        Encoding::Page(page) => {
            for (place, &byte) in (start..).zip(rest) {
                match page_character(page, byte) {
                    Some(character) => out.push(character),
                    None => {
                        return Err(Trouble::new(encoding, place, place + 1, "character maps to <undefined>"));
                    }
                }
            }
            Ok(bytes.len())
        }
        Encoding::Utf16(order) => utf16(encoding, bytes, start, order == Order::Big, is_final, out),
        Encoding::Utf32(order) => utf32(encoding, bytes, start, order == Order::Big, is_final, out),
        Encoding::UnicodeEscape | Encoding::RawUnicodeEscape => escape::decode(encoding, bytes, start, is_final, out),
    }
}

fn page_character(page: usize, byte: u8) -> Option<char> {
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    let code = pages::PAGES.get(page)?.2.get(usize::from(byte) - 128)?;
    char::from_u32(u32::from(*code)).filter(|&character| character != '\0')
}

fn utf8(rest: &[u8], start: usize, length: usize, is_final: bool, out: &mut String) -> Result<usize, Trouble> {
    let error = match str::from_utf8(rest) {
        Ok(text) => {
            out.push_str(text);
            return Ok(length);
        }
        Err(error) => error,
    };
    let valid = error.valid_up_to();
    out.push_str(str::from_utf8(&rest[..valid]).unwrap_or_default());
    let place = start + valid;
    let first = rest.get(valid).copied().unwrap_or_default();
    match error.error_len() {
        None if !is_final => Ok(place),
        None => Err(Trouble::new(Encoding::Utf8, place, length, "unexpected end of data")),
        Some(1) if !(0xC2..=0xF4).contains(&first) => {
            Err(Trouble::new(Encoding::Utf8, place, place + 1, "invalid start byte"))
        }
        Some(bad) => Err(Trouble::new(Encoding::Utf8, place, place + bad, "invalid continuation byte")),
    }
}

fn utf16(
    encoding: Encoding,
    bytes: &[u8],
    start: usize,
    big_endian: bool,
    is_final: bool,
    out: &mut String,
) -> Result<usize, Trouble> {
    let unit = |place: usize| {
        let pair = [*bytes.get(place)?, *bytes.get(place + 1)?];
        Some(u32::from(if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
    };
    let mut place = start;
    while place < bytes.len() {
        let Some(code) = unit(place) else {
            if is_final {
                return Err(Trouble::new(encoding, place, bytes.len(), "truncated data"));
            }
            return Ok(place);
        };
        match code {
            0xD800..=0xDBFF => match unit(place + 2) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    out.extend(char::from_u32(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)));
                    place += 4;
                }
                Some(_) => return Err(Trouble::new(encoding, place, place + 2, "illegal UTF-16 surrogate")),
                None if is_final => {
                    return Err(Trouble::new(encoding, place, bytes.len(), "unexpected end of data"));
                }
                None => return Ok(place),
            },
            0xDC00..=0xDFFF => return Err(Trouble::new(encoding, place, place + 2, "illegal encoding")),
            _ => {
                out.extend(char::from_u32(code));
                place += 2;
            }
        }
    }
    Ok(place)
}

fn utf32(
    encoding: Encoding,
    bytes: &[u8],
    start: usize,
    big_endian: bool,
    is_final: bool,
    out: &mut String,
) -> Result<usize, Trouble> {
    let mut place = start;
    while place < bytes.len() {
        let Some(&unit) = bytes.get(place..).and_then(<[u8]>::first_chunk::<4>) else {
            if is_final {
                return Err(Trouble::new(encoding, place, bytes.len(), "truncated data"));
            }
            return Ok(place);
        };
        let code = if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
        match char::from_u32(code) {
            Some(character) => out.push(character),
            None => {
                let reason = match code {
                    0xD800..=0xDFFF => "code point in surrogate code point range(0xd800, 0xe000)",
                    _ => "code point not in range(0x110000)",
                };
                return Err(Trouble::new(encoding, place, place + 4, reason));
            }
        }
        place += 4;
    }
    Ok(place)
}

/// Writes what stands for the bytes in trouble, and tells where to go on.
fn handle(handler: Handler, bytes: &[u8], trouble: Trouble, out: &mut String) -> Result<usize, Trouble> {
    let bad = bytes.get(trouble.start..trouble.end).unwrap_or_default();
    match handler {
        Handler::Strict => Err(trouble),
        Handler::XmlCharRefReplace | Handler::NameReplace => Err(Trouble { unfit: true, ..trouble }),
        Handler::Ignore => Ok(trouble.end),
        Handler::Replace => {
            out.push('\u{fffd}');
            Ok(trouble.end)
        }
        Handler::BackslashReplace => {
            bad.iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
            Ok(trouble.end)
        }
        Handler::SurrogateEscape => {
            let count = bad.iter().take(4).take_while(|byte| !byte.is_ascii()).count();
            if count == 0 {
                return Err(trouble);
            }
            out.extend(bad[..count].iter().filter_map(|&byte| from_code_point(0xDC00 + u32::from(byte))));
            Ok(trouble.start + count)
        }
        Handler::SurrogatePass => {
            let code = match (trouble.encoding, bytes.get(trouble.start..).unwrap_or_default()) {
                (Encoding::Utf8, &[0xED, middle @ 0xA0..=0xBF, last @ 0x80..=0xBF, ..]) => {
                    Some((3, 0xD000 | u32::from(middle & 0x3F) << 6 | u32::from(last & 0x3F)))
                }
                (Encoding::Utf16(Order::Big), &[high, low, ..]) => {
                    Some((2, u32::from(u16::from_be_bytes([high, low]))))
                }
                (Encoding::Utf16(_), &[low, high, ..]) => Some((2, u32::from(u16::from_le_bytes([low, high])))),
                (Encoding::Utf32(Order::Big), &[a, b, c, d, ..]) => Some((4, u32::from_be_bytes([a, b, c, d]))),
                (Encoding::Utf32(_), &[a, b, c, d, ..]) => Some((4, u32::from_le_bytes([a, b, c, d]))),
                _ => None,
            };
            match code {
                Some((size, code @ 0xD800..=0xDFFF)) => {
                    out.extend(from_code_point(code));
                    Ok(trouble.start + size)
                }
                _ => Err(trouble),
            }
        }
    }
}
