//! Escapes in string literals that cannot be decoded.

/// What is wrong with the escapes of a literal, in CPython's words.
pub(super) fn fault(literal: &str) -> Option<String> {
    let quote = literal.find(['\'', '"'])?;
    let (prefix, quoted) = literal.split_at(quote);
    if prefix.contains(['r', 'R']) {
        return None;
    }
    let size = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
    let content = quoted.get(size..quoted.len().checked_sub(size)?)?;
    if prefix.contains(['b', 'B']) { of_bytes(content) } else { of_text(content) }
}

/// The message for `\N{...}` around a byte of a literal, whose name no character has.
pub(super) fn unknown_name(literal: &str, near: usize) -> Option<String> {
    let quote = literal.find(['\'', '"'])?;
    let quoted = literal.get(quote..)?;
    let size = if quoted.starts_with("\'\'\'") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
    let begin = quote + size;
    let start = literal.get(..near + 1)?.rfind("\\N{").or_else(|| literal.get(..near + 3)?.rfind("\\N{"))?;
    let end = start + literal.get(start..)?.find('}')? + 1;
    let width = |end: usize| {
        let before = literal.get(begin..end).unwrap_or_default();
        before.chars().map(|character| if character.is_ascii() { 1 } else { 10 }).sum::<usize>()
    };
    let (start, end) = (width(start), width(end).saturating_sub(1));
    let place = format!("bytes in position {start}-{end}");
    Some(format!("(unicode error) 'unicodeescape' codec can't decode {place}: unknown Unicode character name"))
}

fn of_bytes(content: &str) -> Option<String> {
    let mut at = 0;
    while let Some(place) = content.get(at..)?.find('\\') {
        let start = at + place;
        at = start + 2;
        if content.as_bytes().get(start + 1) == Some(&b'x') {
            if hexadecimal(content, start + 2) < 2 {
                return Some(format!("(value error) invalid \\x escape at position {start}"));
            }
            at = start + 4;
        }
    }
    None
}

/// How many hexadecimal digits stand from a place on.
fn hexadecimal(content: &str, from: usize) -> usize {
    content.as_bytes().get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_hexdigit()).count()
}

fn of_text(content: &str) -> Option<String> {
    let mut at = 0;
    // Positions count as if each character beyond ASCII were written as an escape of ten characters.
    let position = |end: usize| {
        let before = content.get(..end).unwrap_or_default();
        before.chars().map(|character| if character.is_ascii() { 1 } else { 10 }).sum::<usize>()
    };
    let says = |start: usize, end: usize, what: &str| {
        let (start, end) = (position(start), position(end) - 1);
        let place = if start == end {
            format!("byte 0x5c in position {start}")
        } else {
            format!("bytes in position {start}-{end}")
        };
        Some(format!("(unicode error) 'unicodeescape' codec can't decode {place}: {what}"))
    };
    while let Some(place) = content.get(at..)?.find('\\') {
        let start = at + place;
        let letter = content.as_bytes().get(start + 1).copied();
        at = start + 1 + content.get(start + 1..)?.chars().next().map_or(0, char::len_utf8);
        let (digits, what) = match letter {
            None => return says(start, start + 1, "\\ at end of string"),
            Some(b'x') => (2, "truncated \\xXX escape"),
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            Some(b'N') => {
                let rest = content.get(start + 2..).unwrap_or_default();
                let name = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
                match name {
                    Some(name) if !name.is_empty() => {
                        at = start + 4 + name.len();
                        if unicode_names2::character(name).is_none() {
                            return says(start, at, "unknown Unicode character name");
                        }
                    }
                    _ => {
                        let end = if rest.starts_with("{}") {
                            start + 3
                        } else if rest.starts_with('{') {
                            content.len()
                        } else {
                            start + 2
                        };
                        return says(start, end, "malformed \\N character escape");
                    }
                }
                continue;
            }
            _ => continue,
        };
        let found = hexadecimal(content, start + 2).min(digits);
        if found < digits {
            return says(start, start + 2 + found, what);
        }
        at = start + 2 + digits;
        let code = content.get(start + 2..at).and_then(|text| u32::from_str_radix(text, 16).ok())?;
        if code > 0x10_FFFF {
            return says(start, at, "illegal Unicode character");
        }
    }
    None
}
