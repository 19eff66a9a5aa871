//! Lone surrogates in Rust strings: `U+D800..=U+DFFF` stand as the private-use characters
//! `U+10F000..=U+10F7FF`.
//!
//! Those private-use characters cannot be told from surrogates; no text in practice has them.

/// What is added to a surrogate to get the character that stands for it.
const OFFSET: u32 = 0x10F000 - 0xD800;

/// The character for a code point as `chr` takes it: 0 to 0x10FFFF, surrogates included.
pub fn from_code_point(code: u32) -> Option<char> {
    match code {
        0xD800..=0xDFFF => char::from_u32(code + OFFSET),
        _ => char::from_u32(code),
    }
}

/// The code point that a character stands for, as `ord` gives it.
pub fn code_point(character: char) -> u32 {
    match u32::from(character) {
        code @ 0x10F000..=0x10F7FF => code - OFFSET,
        code => code,
    }
}

/// Whether a character stands for a lone surrogate.
pub fn is_surrogate(character: char) -> bool {
    matches!(u32::from(character), 0x10F000..=0x10F7FF)
}

/// The text with a replacement character in the place of each lone surrogate: what may leave the engine. What comes in
/// goes through this too, so that nothing from outside is taken for a surrogate.
pub fn replaced(text: &str) -> std::borrow::Cow<'_, str> {
    // All of them begin with this byte in UTF-8, and hardly anything else does.
    if text.is_ascii() || !text.bytes().any(|byte| byte == 0xF4) || !text.chars().any(is_surrogate) {
        return text.into();
    }
    let replace = |character| if is_surrogate(character) { char::REPLACEMENT_CHARACTER } else { character };
    text.chars().map(replace).collect::<String>().into()
}
