//! Predicates on one character, named after the string methods that ask them of each character.

use super::numeric::{decimal_value, numeric_run};
use super::tables::{ALPHABETIC, DIGIT, PRINTABLE};

/// A letter: general category L*.
pub fn is_alpha(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic(),
        _ => ALPHABETIC.contains(character),
    }
}

/// A letter or anything with a numeric value.
pub fn is_alnum(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        _ => is_alpha(character) || is_numeric(character),
    }
}

/// A digit of a decimal number system; `int` and `float` read these.
pub fn is_decimal(character: char) -> bool {
    decimal_value(character).is_some()
}

/// A decimal digit, or a digit in another form such as a superscript.
pub fn is_digit(character: char) -> bool {
    is_decimal(character) || (!character.is_ascii() && DIGIT.contains(character))
}

/// Anything with a numeric value, fractions and ideographs included.
pub fn is_numeric(character: char) -> bool {
    is_decimal(character) || numeric_run(character).is_some()
}

/// White space as `str.split` and `str.strip` see it.
pub fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r'
            | '\x1c'..='\x20'
            | '\u{85}'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

/// Whether `repr` shows the character as it is.
pub fn is_printable(character: char) -> bool {
    match character {
        '\0'..='\x7f' => matches!(character, ' '..='~'),
        _ => PRINTABLE.contains(character),
    }
}

/// Has the property Uppercase.
pub fn is_upper(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_uppercase(),
        _ => character.is_uppercase() && is_printable(character),
    }
}

/// Has the property Lowercase.
pub fn is_lower(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_lowercase(),
        // Became a letter without case after Unicode 15.0.
        '\u{295}' => true,
        _ => character.is_lowercase() && is_printable(character),
    }
}

/// One of the 31 letters that are title case without being upper case, such as `ǅ`.
pub fn is_title(character: char) -> bool {
    matches!(
        character,
        '\u{1c5}'
            | '\u{1c8}'
            | '\u{1cb}'
            | '\u{1f2}'
            | '\u{1f88}'..='\u{1f8f}'
            | '\u{1f98}'..='\u{1f9f}'
            | '\u{1fa8}'..='\u{1faf}'
            | '\u{1fbc}'
            | '\u{1fcc}'
            | '\u{1ffc}'
    )
}

/// Upper, lower or title case.
pub fn is_cased(character: char) -> bool {
    is_lower(character) || is_upper(character) || is_title(character)
}

/// May begin an identifier.
pub fn is_identifier_start(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic() || character == '_',
        _ => unicode_ident::is_xid_start(character) && is_printable(character),
    }
}

/// May stand in an identifier after the first character.
pub fn is_identifier_continue(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric() || character == '_',
        // The Katakana middle dots came after Unicode 15.0.
        '\u{30fb}' | '\u{ff65}' => false,
        _ => unicode_ident::is_xid_continue(character) && is_printable(character),
    }
}
