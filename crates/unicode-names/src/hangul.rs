//! Korean syllables, whose names are made of those of their letters.

const PREFIX: &str = "HANGUL SYLLABLE ";
const FIRST: u32 = 0xAC00;

const INITIALS: [&str; 19] =
    ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU",
    "YI", "I",
];
const FINALS: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S",
    "SS", "NG", "J", "C", "K", "T", "P", "H",
];

/// The name of a syllable.
pub(crate) fn name(code: u32) -> Option<String> {
    let number = code.checked_sub(FIRST)? as usize;
    let initial = INITIALS.get(number / (VOWELS.len() * FINALS.len()))?;
    let vowel = VOWELS.get(number / FINALS.len() % VOWELS.len())?;
    let last = FINALS.get(number % FINALS.len())?;
    Some(format!("{PREFIX}{initial}{vowel}{last}"))
}

/// The syllable that a name spells.
pub(crate) fn code(name: &str) -> Option<u32> {
    let (initial, rest) = longest(&INITIALS, name.strip_prefix(PREFIX)?)?;
    let (vowel, rest) = longest(&VOWELS, rest)?;
    let last = FINALS.iter().position(|letters| *letters == rest)?;
    let number = (initial * VOWELS.len() + vowel) * FINALS.len() + last;
    Some(FIRST + u32::try_from(number).ok()?)
}

/// The longest of some spellings that a text begins with, and the rest of the text.
fn longest<'a>(spellings: &[&str], text: &'a str) -> Option<(usize, &'a str)> {
    let fitting =
        spellings.iter().enumerate().filter_map(|(place, letters)| Some((place, text.strip_prefix(letters)?)));
    fitting.min_by_key(|(_, rest)| rest.len())
}
