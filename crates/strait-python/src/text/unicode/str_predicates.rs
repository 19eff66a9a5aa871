//! The predicates of `str`, named as there. An empty string is ASCII and printable, and nothing else.

use super::classify::{
    is_alnum, is_alpha, is_decimal, is_digit, is_identifier_continue, is_identifier_start, is_lower, is_numeric,
    is_printable, is_space, is_title, is_upper,
};

/// `str.isalpha`
pub fn isalpha(text: &str) -> bool {
    each(text, is_alpha)
}

/// `str.isalnum`
pub fn isalnum(text: &str) -> bool {
    each(text, is_alnum)
}

/// `str.isdecimal`
pub fn isdecimal(text: &str) -> bool {
    each(text, is_decimal)
}

/// `str.isdigit`
pub fn isdigit(text: &str) -> bool {
    each(text, is_digit)
}

/// `str.isnumeric`
pub fn isnumeric(text: &str) -> bool {
    each(text, is_numeric)
}

/// `str.isspace`
pub fn isspace(text: &str) -> bool {
    each(text, is_space)
}

/// `str.isprintable`
pub fn isprintable(text: &str) -> bool {
    text.chars().all(is_printable)
}

/// `str.isascii`
pub fn isascii(text: &str) -> bool {
    text.is_ascii()
}

/// `str.isidentifier`
pub fn isidentifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_identifier_start) && characters.all(is_identifier_continue)
}

/// `str.islower`: some character is lower case, none is upper or title case.
pub fn islower(text: &str) -> bool {
    !text.chars().any(|character| is_upper(character) || is_title(character)) && text.chars().any(is_lower)
}

/// `str.isupper`: some character is upper case, none is lower or title case.
pub fn isupper(text: &str) -> bool {
    !text.chars().any(|character| is_lower(character) || is_title(character)) && text.chars().any(is_upper)
}

/// `str.istitle`: capitals begin words and only they do.
pub fn istitle(text: &str) -> bool {
    let mut cased = false;
    let mut in_word = false;
    for character in text.chars() {
        if is_upper(character) || is_title(character) {
            if in_word {
                return false;
            }
            (in_word, cased) = (true, true);
        } else if is_lower(character) {
            if !in_word {
                return false;
            }
        } else {
            in_word = false;
        }
    }
    cased
}

fn each(text: &str, predicate: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(predicate)
}
