//! Names of Unicode's characters, as CPython 3.12 has them.
//!
//! This crate has the name and the interface of a published one, in whose place it is put: that one finds a name at once in
//! tables of more than 800 KB. This one keeps a compressed text of 130 KB, which the first question unpacks.

#![forbid(unsafe_code)]

mod hangul;
mod index;

use std::fmt;

use index::Index;

/// The name of a character; shown, it is a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a character, if it has one.
pub fn name(character: char) -> Option<Name> {
    let code = u32::from(character);
    if let Some(name) = hangul::name(code) {
        return Some(Name(name));
    }
    let index = Index::get();
    let name = match index.numbered(|range| (range.first..=range.last).contains(&code)) {
        Some(range) => format!("{}{code:X}", range.prefix),
        None => index.name(code)?.to_owned(),
    };
    Some(Name(name))
}

/// The character that has a name or is known by it. Case does not matter.
pub fn character(name: &str) -> Option<char> {
    /// Longer than any name; a text that is not a name may be of any length.
    const TOO_LONG: usize = 128;
    if name.len() >= TOO_LONG {
        return None;
    }
    let name = name.to_ascii_uppercase();
    let code = match hangul::code(&name) {
        Some(code) => code,
        None => {
            let index = Index::get();
            match index.numbered(|range| name.starts_with(&range.prefix)) {
                Some(range) => index.numbered_code(&name, &range.prefix)?,
                None => index.code(&name)?,
            }
        }
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::{character, name};

    #[track_caller]
    fn check(code: u32, expected: &str) {
        let its = char::from_u32(code).expect("a character");
        assert_eq!(name(its).map(|name| name.to_string()).as_deref(), Some(expected));
        assert_eq!(character(expected), Some(its));
        assert_eq!(character(&expected.to_lowercase()), Some(its));
    }

    #[test]
    fn names_are_found_both_ways() {
        check(0x20, "SPACE");
        check(0x41, "LATIN CAPITAL LETTER A");
        check(0xE9, "LATIN SMALL LETTER E WITH ACUTE");
        check(0x1F600, "GRINNING FACE");
        check(0x1F47D, "EXTRATERRESTRIAL ALIEN");
        check(0xE01EF, "VARIATION SELECTOR-256");
    }

    #[test]
    fn names_that_are_made_of_numbers_and_parts() {
        check(0x3400, "CJK UNIFIED IDEOGRAPH-3400");
        check(0x323AF, "CJK UNIFIED IDEOGRAPH-323AF");
        check(0xF900, "CJK COMPATIBILITY IDEOGRAPH-F900");
        check(0xAC00, "HANGUL SYLLABLE GA");
        check(0xD4DB, "HANGUL SYLLABLE PWILH");
        check(0xD7A3, "HANGUL SYLLABLE HIH");
    }

    #[test]
    fn an_alias_finds_but_does_not_name() {
        assert_eq!(character("BACKSPACE"), Some('\u{8}'));
        assert_eq!(character("nbsp"), Some('\u{A0}'));
        assert_eq!(name('\u{8}'), None);
        assert_eq!(name('\u{A0}').map(|name| name.to_string()).as_deref(), Some("NO-BREAK SPACE"));
    }

    #[test]
    fn what_is_no_name_finds_nothing() {
        let long = "A".repeat(10_000);
        let wrong = [
            "",
            " SPACE",
            "SPACE ",
            "LATIN",
            "HANGUL SYLLABLE ",
            "HANGUL SYLLABLE GAX",
            "CJK UNIFIED IDEOGRAPH-",
            "CJK UNIFIED IDEOGRAPH-33FF",
            "CJK UNIFIED IDEOGRAPH-03400",
            "CJK UNIFIED IDEOGRAPH-FFFFFFFFFFFF",
            "+20 SPACE",
            "\n",
            &long,
        ];
        for text in wrong {
            assert_eq!(character(text), None, "{text:?}");
        }
        assert_eq!(name('\u{E000}'), None);
        assert_eq!(name('\u{10FFFF}'), None);
    }

    /// Every line of the list is found by its name, which no two share.
    #[test]
    fn every_name_finds_its_character() {
        let named = (0..=0x10FFFF).filter_map(char::from_u32).filter_map(|its| Some((its, name(its)?)));
        let mut count = 0;
        for (its, name) in named {
            assert_eq!(character(&name.to_string()), Some(its), "{name}");
            count += 1;
        }
        // As `sum(unicodedata.name(chr(code), None) is not None for code in range(0x110000))` says.
        assert_eq!(count, NAMED);
    }

    const NAMED: usize = 143_041;
}
