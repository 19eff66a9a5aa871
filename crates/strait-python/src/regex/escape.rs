//! `re.escape`.

/// A pattern that matches this text and nothing else.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if u8::try_from(c).is_ok_and(is_special) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A pattern that matches these bytes and nothing else.
pub fn escape_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        if is_special(byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}

fn is_special(byte: u8) -> bool {
    b"()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(&byte)
}
