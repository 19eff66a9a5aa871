//! What numbers of all types have in common: sign, grouping and padding.

use super::padding::{pad, push_fill};
use super::{Align, Grouping, SignOption, Spec};

/// A number at the end of a string: a minus if negative, a prefix such as `0x`, digits, and what follows them.
pub(super) struct Number {
    /// Where it begins.
    pub(super) start: usize,
    /// Length of the prefix.
    pub(super) prefix: usize,
    /// How many digits are to be grouped, if any are.
    pub(super) digits: usize,
    pub(super) grouping: Option<Grouping>,
}

impl Spec {
    /// Gives a number its sign, separators and padding.
    pub(super) fn finish_number(&self, number: Number, out: &mut String) {
        if self.sign.is_none() && self.width.is_none() && number.grouping.is_none() {
            return;
        }
        let start = number.start;
        let sign = push_sign(start, self.sign, out);
        let digits = start + sign + number.prefix;
        let (fill, align) = (self.fill(), self.number_align());
        let width = self.width.unwrap_or(0);
        if let Some(grouping) = number.grouping {
            let zeros_to = if fill == '0' && align == Align::AfterSign { width } else { 0 };
            let room = zeros_to.saturating_sub((digits - start) as u64);
            group(digits, number.digits, room, grouping, out);
        }
        let length = (out.len() - start) as u64;
        pad(start, digits, length, width, align, fill, out);
    }
}

/// Puts the option's sign before a number that has none; returns the length of its sign then.
pub(super) fn push_sign(start: usize, option: Option<SignOption>, out: &mut String) -> usize {
    if out[start..].starts_with('-') {
        return 1;
    }
    match option {
        Some(SignOption::Plus) => out.insert(start, '+'),
        Some(SignOption::Space) => out.insert(start, ' '),
        Some(SignOption::Minus) | None => return 0,
    }
    1
}

/// Puts separators between the `count` digits at `start`, with zeros before them until they and what follows take
/// `width` characters, or one more where a separator would come first.
pub(super) fn group(start: usize, count: usize, width: u64, grouping: Grouping, out: &mut String) {
    // Infinity and nan have no digits.
    if count == 0 {
        return;
    }
    let room = width.saturating_sub((out.len() - start - count) as u64);
    let total = digits_for(room, grouping.digits).max(count);
    if total <= 24 && total == count {
        // So few separators are cheaper to insert than to copy around.
        let mut at = count;
        while let Some(next) = at.checked_sub(grouping.digits).filter(|&next| next > 0) {
            at = next;
            out.insert(start + at, grouping.separator);
        }
        return;
    }
    let number = out.split_off(start);
    let (digits, tail) = number.split_at(count);
    let zeros = total - count;
    let mut written = 0;
    while written < total {
        if written > 0 {
            out.push(grouping.separator);
        }
        let end = total - (total - written - 1) / grouping.digits * grouping.digits;
        push_fill('0', end.min(zeros).saturating_sub(written), out);
        out.push_str(&digits[written.saturating_sub(zeros)..end.saturating_sub(zeros)]);
        written = end;
    }
    out.push_str(tail);
}

/// The fewest digits that, with separators, take at least `width` characters.
fn digits_for(width: u64, group: usize) -> usize {
    let group = group as u64;
    let (groups, rest) = (width / (group + 1), width % (group + 1));
    match width {
        0 => 0,
        _ => (groups * group + rest.max(1)) as usize,
    }
}
