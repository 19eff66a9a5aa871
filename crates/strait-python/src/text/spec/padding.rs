//! Padding of what stands at the end of a string already.

use super::Align;

/// Pads the text from `start` on, which has `length` characters, to `width`. Padding after the sign goes before the
/// byte at `digits`.
pub(super) fn pad(start: usize, digits: usize, length: u64, width: u64, align: Align, fill: char, out: &mut String) {
    let Some(missing) = width.checked_sub(length).filter(|&missing| missing > 0) else { return };
    // Callers have checked the width against the limit of an output.
    let missing = missing as usize;
    match align {
        Align::Left => push_fill(fill, missing, out),
        Align::Right => insert_fill(start, fill, missing, out),
        Align::AfterSign => insert_fill(digits, fill, missing, out),
        Align::Center => {
            insert_fill(start, fill, missing / 2, out);
            push_fill(fill, missing - missing / 2, out);
        }
    }
}

/// Appends `fill` so many times.
pub(in crate::text) fn push_fill(fill: char, count: usize, out: &mut String) {
    match short(fill, count) {
        Some(text) => out.push_str(text),
        None => out.extend(std::iter::repeat_n(fill, count)),
    }
}

/// Inserts `fill` so many times.
pub(in crate::text) fn insert_fill(at: usize, fill: char, count: usize, out: &mut String) {
    match short(fill, count) {
        Some(text) => out.insert_str(at, text),
        None => out.insert_str(at, &std::iter::repeat_n(fill, count).collect::<String>()),
    }
}

/// The usual paddings, without building them.
fn short(fill: char, count: usize) -> Option<&'static str> {
    const SPACES: &str = "                                ";
    const ZEROS: &str = "00000000000000000000000000000000";
    match fill {
        ' ' => SPACES.get(..count),
        '0' => ZEROS.get(..count),
        _ => None,
    }
}
