//! Text to bytes.

use super::{Encoding, Handler, Order, Trouble, escape, pages};
use crate::text::unicode::surrogate::{code_point, is_surrogate};

/// Encodes all, with what cannot be encoded handled. Places in the error count bytes of the text.
pub(crate) fn encode(encoding: Encoding, text: &str, handler: Handler) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::with_capacity(text.len());
    let mut place = 0;
    loop {
        match encode_step(encoding, text, place, &mut out) {
            Ok(()) => return Ok(out),
            Err(trouble) => place = handle(handler, text, trouble, &mut out)?,
        }
    }
}

/// Encodes from a place on to the end, or to what cannot be encoded. At place 0 it begins with the mark, if there is one.
pub(crate) fn encode_step(encoding: Encoding, text: &str, start: usize, out: &mut Vec<u8>) -> Result<(), Trouble> {
    if start == 0 {
        match encoding {
            Encoding::Utf8Signed => out.extend(b"\xef\xbb\xbf"),
            Encoding::Utf16(Order::Marked) => out.extend(b"\xff\xfe"),
            Encoding::Utf32(Order::Marked) => out.extend(b"\xff\xfe\0\0"),
            _ => {}
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    if rest.is_ascii() && !matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_) | Encoding::UnicodeEscape) {
        out.extend(rest.as_bytes());
        return Ok(());
    }
    // The stand-ins for surrogates begin with this byte, and hardly anything else does.
    if matches!(encoding, Encoding::Utf8 | Encoding::Utf8Signed) && memchr::memchr(0xF4, rest.as_bytes()).is_none() {
        out.extend(rest.as_bytes());
        return Ok(());
    }
    for (offset, character) in rest.char_indices() {
        if !put(encoding, character, out) {
            let bad = start + offset;
            return Err(Trouble::new(encoding, bad, end_of_run(encoding, text, bad), reason(encoding)));
        }
    }
    Ok(())
}

/// Where the characters end that cannot be encoded; those that count in units are reported one by one.
fn end_of_run(encoding: Encoding, text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let most = if matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_)) { 1 } else { usize::MAX };
    let mut scratch = Vec::new();
    let run = rest.chars().take(most).take_while(|&character| !put(encoding, character, &mut scratch));
    start + run.map(char::len_utf8).sum::<usize>()
}

const fn reason(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Ascii => "ordinal not in range(128)",
        Encoding::Latin1 => "ordinal not in range(256)",
        Encoding::Page(_) => "character maps to <undefined>",
        _ => "surrogates not allowed",
    }
}

/// Appends one character; false if the encoding has none like it.
fn put(encoding: Encoding, character: char, out: &mut Vec<u8>) -> bool {
    let code = u32::from(character);
    match encoding {
        Encoding::Ascii | Encoding::Latin1 => {
            let limit = if encoding == Encoding::Ascii { 0x80 } else { 0x100 };
            if code >= limit {
                return false;
            }
            out.push(code as u8);
        }
        Encoding::Page(page) => {
            if character.is_ascii() {
                out.push(code as u8);
                return true;
            }
            let table = pages::PAGES.get(page).map(|page| &page.2);
            let place = table.and_then(|table| table.iter().position(|&known| u32::from(known) == code));
            match place {
                Some(place) => out.push((place + 128) as u8),
                None => return false,
            }
        }
        Encoding::UnicodeEscape | Encoding::RawUnicodeEscape => escape::put(encoding, character, out),
        _ if is_surrogate(character) => return false,
        Encoding::Utf8 | Encoding::Utf8Signed => out.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
        Encoding::Utf16(order) => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                put_unit16(order, *unit, out);
            }
        }
        Encoding::Utf32(order) => put_unit32(order, code, out),
    }
    true
}

fn put_unit16(order: Order, unit: u16, out: &mut Vec<u8>) {
    out.extend(if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

fn put_unit32(order: Order, unit: u32, out: &mut Vec<u8>) {
    out.extend(if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

/// Writes what stands for the characters in trouble, and tells where to go on.
fn handle(handler: Handler, text: &str, trouble: Trouble, out: &mut Vec<u8>) -> Result<usize, Trouble> {
    let bad = text.get(trouble.start..trouble.end).unwrap_or_default();
    let encoding = trouble.encoding;
    let mut put_text = |replacement: &str| {
        for character in replacement.chars() {
            put(encoding, character, out);
        }
    };
    match handler {
        Handler::Strict => return Err(trouble),
        Handler::Ignore => {}
        Handler::Replace => bad.chars().for_each(|_| put_text("?")),
        Handler::BackslashReplace => bad.chars().for_each(|character| put_text(&escape::backslashed(character))),
        Handler::XmlCharRefReplace => {
            bad.chars().for_each(|character| put_text(&format!("&#{};", code_point(character))));
        }
        Handler::NameReplace => bad.chars().for_each(|character| {
            let name = if is_surrogate(character) { None } else { unicode_names2::name(character) };
            match name {
                Some(name) => put_text(&format!("\\N{{{name}}}")),
                None => put_text(&escape::backslashed(character)),
            }
        }),
        Handler::SurrogateEscape => {
            if matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_)) {
                return Err(trouble);
            }
            for character in bad.chars() {
                match code_point(character) {
                    code @ 0xDC80..=0xDCFF => out.push((code - 0xDC00) as u8),
                    _ => return Err(trouble),
                }
            }
        }
        Handler::SurrogatePass => {
            for character in bad.chars() {
                let code = code_point(character);
                match (encoding, code) {
                    (Encoding::Utf8 | Encoding::Utf8Signed, 0xD800..=0xDFFF) => out.extend([
                        0xE0 | (code >> 12) as u8,
                        0x80 | (code >> 6 & 0x3F) as u8,
                        0x80 | (code & 0x3F) as u8,
                    ]),
                    (Encoding::Utf16(order), 0xD800..=0xDFFF) => put_unit16(order, code as u16, out),
                    (Encoding::Utf32(order), 0xD800..=0xDFFF) => put_unit32(order, code, out),
                    _ => return Err(trouble),
                }
            }
        }
    }
    Ok(trouble.end)
}
