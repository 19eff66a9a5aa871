use super::check_table;
use crate::text::unicode::{self, surrogate};

/// The ranges in which Unicode 15.0 has characters, other than for private use. The recorder has the same.
fn characters() -> impl Iterator<Item = char> {
    ('\0'..'\u{32400}').chain('\u{e0000}'..'\u{e0200}')
}

/// FNV-1a, which the recorder computes as well.
#[derive(Clone, Copy)]
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
    }

    fn push_char(&mut self, character: char) {
        self.push(&u32::from(character).to_le_bytes());
    }
}

fn of_members(predicate: impl Fn(char) -> bool) -> Digest {
    let mut digest = Digest::new();
    characters().filter(|&character| predicate(character)).for_each(|character| digest.push_char(character));
    digest
}

fn of_mapping(map: impl Fn(&str) -> String) -> Digest {
    let mut digest = Digest::new();
    for character in characters() {
        let image = map(character.encode_utf8(&mut [0; 4]));
        if image.chars().ne([character]) {
            digest.push_char(character);
            digest.push(image.as_bytes());
        }
    }
    digest
}

fn of_values<V: AsRef<[u8]>>(value: impl Fn(char) -> Option<V>) -> Digest {
    let mut digest = Digest::new();
    for character in characters() {
        if let Some(value) = value(character) {
            digest.push_char(character);
            digest.push(value.as_ref());
        }
    }
    digest
}

fn of_sigmas() -> Digest {
    let mut digest = Digest::new();
    for c in characters() {
        for text in [format!("A{c}Σ"), format!(" {c}Σ"), format!("AΣ{c}a")] {
            if unicode::lower(&text).contains('ς') {
                digest.push_char(c);
            }
        }
    }
    digest
}

/// Tells by a digest of all characters whether tables, std's among them, still agree with Unicode 15.0.
#[test]
fn every_character_is_as_recorded() {
    let whole = |predicate: fn(&str) -> bool| of_members(|c| predicate(c.encode_utf8(&mut [0; 4])));
    check_table(include_str!("unicode_digests.txt"), |arguments| {
        let digest = match arguments[0].as_str() {
            "isalnum" => whole(unicode::isalnum),
            "isalpha" => whole(unicode::isalpha),
            "isdecimal" => whole(unicode::isdecimal),
            "isdigit" => whole(unicode::isdigit),
            "isidentifier" => whole(unicode::isidentifier),
            "islower" => whole(unicode::islower),
            "isnumeric" => whole(unicode::isnumeric),
            "isprintable" => whole(unicode::isprintable),
            "isspace" => whole(unicode::isspace),
            "istitle" => whole(unicode::istitle),
            "isupper" => whole(unicode::isupper),
            "continues" => of_members(unicode::is_identifier_continue),
            "upper" => of_mapping(unicode::upper),
            "lower" => of_mapping(unicode::lower),
            "title" => of_mapping(unicode::title),
            "swapcase" => of_mapping(unicode::swapcase),
            "casefold" => of_mapping(unicode::casefold),
            "sigma" => of_sigmas(),
            "title_after" => of_members(unicode::is_cased),
            "decimal" => of_values(|c| unicode::decimal_value(c).map(|value| [value])),
            "digit" => of_values(|c| unicode::digit_value(c).map(|value| [value])),
            "numeric" => of_values(|c| unicode::numeric_value(c).map(f64::to_le_bytes)),
            name => panic!("{name} is unknown"),
        };
        Ok(format!("{:016x}", digest.0))
    });
}

#[test]
fn planes_without_characters_have_no_properties() {
    for c in ('\u{32400}'..'\u{e0000}').chain('\u{e0200}'..=char::MAX) {
        let any = unicode::is_printable(c)
            || unicode::is_alnum(c)
            || unicode::is_cased(c)
            || unicode::is_space(c)
            || unicode::is_identifier_continue(c);
        assert!(!any, "{c:?}");
    }
}

#[test]
fn case_methods_are_as_recorded() {
    check_table(include_str!("case.txt"), |arguments| {
        let text = &arguments[0];
        let methods = [unicode::upper, unicode::lower, unicode::title, unicode::capitalize, unicode::swapcase];
        for (method, expected) in methods.into_iter().zip(&arguments[1..]) {
            assert_eq!(&method(text), expected, "{text}");
        }
        Ok(unicode::casefold(text))
    });
}

#[test]
fn predicates_of_strings_are_as_recorded() {
    let predicates: [fn(&str) -> bool; 12] = [
        unicode::isalnum,
        unicode::isalpha,
        unicode::isascii,
        unicode::isdecimal,
        unicode::isdigit,
        unicode::isidentifier,
        unicode::islower,
        unicode::isnumeric,
        unicode::isprintable,
        unicode::isspace,
        unicode::istitle,
        unicode::isupper,
    ];
    check_table(include_str!("predicates.txt"), |arguments| {
        Ok(predicates.iter().map(|predicate| if predicate(&arguments[0]) { '1' } else { '0' }).collect())
    });
}

#[test]
fn surrogates_have_characters_of_their_own() {
    for code in [0xD800, 0xDBFF, 0xDC00, 0xDFFF] {
        let character = surrogate::from_code_point(code).expect("a code point");
        assert!(surrogate::is_surrogate(character));
        assert_eq!(surrogate::code_point(character), code);
    }
    assert_eq!(surrogate::from_code_point(0x10_FFFF), Some('\u{10ffff}'));
    assert_eq!(surrogate::from_code_point(0x11_0000), None);
    assert_eq!(surrogate::code_point('a'), 0x61);
}
