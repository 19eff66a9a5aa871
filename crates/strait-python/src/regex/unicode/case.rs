//! Simple case folding as CPython's matcher does it: characters are compared by their lower-case form, and lower-case
//! characters with the same upper-case form count as the same.

use super::in_ranges;
use super::tables::{LOWER_CASE, SHARED_UPPER_CASE};

/// The simple lower-case form of a character.
pub(in super::super) fn lower(code: u32) -> u32 {
    if code < 0x80 {
        return u32::from((code as u8).to_ascii_lowercase());
    }
    let at = LOWER_CASE.partition_point(|&(_, last, ..)| last < code);
    match LOWER_CASE.get(at) {
        Some(&(first, _, stride, delta)) if first <= code && (code - first).is_multiple_of(stride) => {
            code.wrapping_add_signed(delta)
        }
        _ => code,
    }
}

/// Adds the other case of ASCII letters. Ranges in and out are sorted and disjoint.
pub(in super::super) fn close_over_ascii_case(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let letters = (b'A'..=b'Z').chain(b'a'..=b'z').map(u32::from);
    let others = letters.filter(|&letter| in_ranges(&ranges, letter)).map(|letter| letter ^ 0x20).collect();
    add_codes(&mut ranges, others);
    ranges
}

/// Adds every character that matches one of `ranges` without regard to case. Ranges in and out are sorted and disjoint.
pub(in super::super) fn close_over_case(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    if ranges.last().is_none_or(|&(_, last)| last < 0x80) {
        let mut ranges = close_over_ascii_case(ranges);
        let outside = OUTSIDE_ASCII.iter().filter(|&&(letter, _)| in_ranges(&ranges, letter));
        let outside = outside.flat_map(|&(_, others)| others).copied().collect();
        add_codes(&mut ranges, outside);
        return ranges;
    }
    let lower_forms = pairs().filter(|&(upper, _)| in_ranges(&ranges, upper)).map(|(_, lower)| lower).collect();
    add_codes(&mut ranges, lower_forms);
    let same_upper_form = SHARED_UPPER_CASE.iter().filter(|&&(one, _)| in_ranges(&ranges, one));
    let same_upper_form = same_upper_form.flat_map(|&(_, others)| others).copied().collect();
    add_codes(&mut ranges, same_upper_form);
    let upper_forms = pairs().filter(|&(_, lower)| in_ranges(&ranges, lower)).map(|(upper, _)| upper).collect();
    add_codes(&mut ranges, upper_forms);
    ranges
}

/// The characters outside ASCII that match ASCII letters.
const OUTSIDE_ASCII: [(u32, &[u32]); 3] = [(0x69, &[0x130, 0x131]), (0x6b, &[0x212a]), (0x73, &[0x17f])];

/// Sorts ranges and joins those that touch.
pub(in super::super) fn normalize(ranges: &mut Vec<(u32, u32)>) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let joined = next.0 <= kept.1.saturating_add(1);
        if joined {
            kept.1 = kept.1.max(next.1);
        }
        joined
    });
}

fn add_codes(ranges: &mut Vec<(u32, u32)>, codes: Vec<u32>) {
    ranges.extend(codes.into_iter().map(|code| (code, code)));
    normalize(ranges);
}

/// Each character with a lower-case form of its own, and that form.
fn pairs() -> impl Iterator<Item = (u32, u32)> {
    LOWER_CASE.iter().flat_map(|&(first, last, stride, delta)| {
        let uppers = (first..=last).step_by(stride as usize);
        uppers.map(move |upper| (upper, upper.wrapping_add_signed(delta)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_letters_match_what_the_tables_say() {
        for letter in (b'A'..=b'Z').chain(b'a'..=b'z').map(u32::from) {
            let alone = close_over_case(vec![(letter, letter)]);
            // A range outside ASCII makes the tables be used.
            let with_space = close_over_case(vec![(letter, letter), (0x3000, 0x3000)]);
            assert_eq!(alone, with_space[..with_space.len() - 1]);
        }
    }

    #[test]
    fn lower_case_forms_have_none_themselves() {
        for (upper, lower_form) in pairs() {
            assert_eq!((lower(upper), lower(lower_form)), (lower_form, lower_form));
        }
    }
}
