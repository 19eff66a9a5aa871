//! The case methods of `str`. A result has at most three times as many characters as the text.

use super::classify::{is_cased, is_lower, is_printable, is_title, is_upper};
use super::tables::{CASE_IGNORABLE, FOLD, TITLE};

/// `str.upper`
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    mapped(text, |_, character, out| push_upper(character, out))
}

/// `str.lower`
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped(text, |at, character, out| push_lower_at(text, at, character, out))
}

/// `str.title`
pub fn title(text: &str) -> String {
    let mut in_word = false;
    mapped(text, |at, character, out| {
        match in_word {
            true => push_lower_at(text, at, character, out),
            false => push_title(character, out),
        }
        in_word = is_cased(character);
    })
}

/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    mapped(text, |at, character, out| match at {
        0 => push_title(character, out),
        _ => push_lower_at(text, at, character, out),
    })
}

/// `str.swapcase`
pub fn swapcase(text: &str) -> String {
    mapped(text, |at, character, out| {
        if is_upper(character) {
            push_lower_at(text, at, character, out);
        } else if is_lower(character) {
            push_upper(character, out);
        } else {
            out.push(character);
        }
    })
}

/// `str.casefold`
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped(text, |_, character, out| push_folded(character, out))
}

fn mapped(text: &str, mut push: impl FnMut(usize, char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        push(at, character, &mut out);
    }
    out
}

fn push_upper(character: char, out: &mut String) {
    if character.is_ascii() {
        return out.push(character.to_ascii_uppercase());
    }
    push_known(character, character.to_uppercase(), out);
}

fn push_lower(character: char, out: &mut String) {
    if character.is_ascii() {
        return out.push(character.to_ascii_lowercase());
    }
    push_known(character, character.to_lowercase(), out);
}

/// Appends a mapping if Unicode 15.0 has it, that is, knows the character and its image. Cased characters and the
/// marks in their mappings are printable as soon as they are assigned.
fn push_known(character: char, image: impl Iterator<Item = char> + Clone, out: &mut String) {
    let unchanged = image.clone().eq([character]);
    if !unchanged && is_printable(character) && image.clone().all(is_printable) {
        out.extend(image);
    } else {
        out.push(character);
    }
}

/// Lower case where the place matters: a capital sigma that ends a word becomes the final small sigma.
fn push_lower_at(text: &str, at: usize, character: char, out: &mut String) {
    match character {
        'Σ' if ends_word(text, at) => out.push('ς'),
        _ => push_lower(character, out),
    }
}

/// A word's last letter has a cased letter before it and none after it, not counting characters in between that
/// are ignorable. Each run of those is looked at from its two ends only, so many sigmas stay linear.
fn ends_word(text: &str, at: usize) -> bool {
    let counts = |character: &char| !CASE_IGNORABLE.contains(*character);
    let before = text[..at].chars().rev().find(counts);
    let after = text[at + 'Σ'.len_utf8()..].chars().find(counts);
    before.is_some_and(is_cased) && !after.is_some_and(is_cased)
}

fn push_title(character: char, out: &mut String) {
    match character {
        '\0'..='\x7f' => out.push(character.to_ascii_uppercase()),
        // Georgian capitals are for whole words in capitals only.
        '\u{10d0}'..='\u{10ff}' => out.push(character),
        _ if is_title(character) => out.push(character),
        _ => match lookup(TITLE, character) {
            Some(image) => out.push_str(image),
            None => push_upper(character, out),
        },
    }
}

fn push_folded(character: char, out: &mut String) {
    match character {
        '\0'..='\x7f' => out.push(character.to_ascii_lowercase()),
        // Cherokee folds to its capitals, which are older than the small letters.
        '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => push_upper(character, out),
        _ => match lookup(FOLD, character) {
            Some(image) => out.push_str(image),
            None => {
                let mut capitals = String::new();
                push_upper(character, &mut capitals);
                capitals.chars().for_each(|capital| push_lower(capital, out));
            }
        },
    }
}

fn lookup(table: &'static [(char, &'static str)], character: char) -> Option<&'static str> {
    let index = table.binary_search_by_key(&character, |&(from, _)| from).ok()?;
    Some(table[index].1)
}
