//! Classes of characters as the matcher tests them.
//!
//! A class is a table by byte. In bytes it is the whole answer; in text it answers for ASCII, and what it says of the
//! bytes from 0x80 on holds only if no character outside ASCII, or each of them, is a member. Otherwise the character
//! is decoded and looked up.

mod build;
mod wide;

pub(super) use build::{CaseRule, ClassSpec};

use super::compile::ByteSet;
use super::scan;
use wide::Wide;

/// A set of characters, or of bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Class {
    table: [bool; 256],
    /// Members outside ASCII. Unused in bytes.
    wide: Wide,
    shape: Shape,
}

/// Forms of a class that are faster to find the end of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Shape {
    Everything,
    /// Everything except one ASCII character (in bytes, one byte).
    AllBut(u8),
    Table,
}

impl Class {
    /// Where a member that starts at `at` ends.
    #[inline]
    pub(super) fn step<const TEXT: bool>(&self, text: &[u8], at: usize) -> Option<usize> {
        let byte = *text.get(at)?;
        if !TEXT || byte < 0x80 {
            return self.table[usize::from(byte)].then_some(at + 1);
        }
        self.step_wide(text, at)
    }

    /// Where the longest run of members from `at` ends.
    #[inline]
    pub(super) fn run_end<const TEXT: bool>(&self, text: &[u8], at: usize) -> usize {
        match self.shape {
            Shape::Everything => text.len(),
            Shape::AllBut(byte) => scan::find_byte(text, at, byte).unwrap_or(text.len()),
            Shape::Table => self.table_run_end::<TEXT>(text, at),
        }
    }

    /// Where the longest run of members that ends at `at` starts, and is not before `low`.
    pub(super) fn run_start<const TEXT: bool>(&self, text: &[u8], low: usize, mut at: usize) -> usize {
        loop {
            let is_end = |&byte: &u8| TEXT && byte >= 0x80 || !self.table[usize::from(byte)];
            at = match text[low..at].iter().rposition(is_end) {
                None => return low,
                Some(last) => low + last + 1,
            };
            let before = previous::<TEXT>(text, at);
            if !TEXT || text[before] < 0x80 || self.step_wide(text, before) != Some(at) {
                return at;
            }
            at = before;
        }
    }

    /// Whether a byte, at which a character starts, could start a member.
    pub(super) fn first_bytes(&self, is_text: bool) -> ByteSet {
        let mut first = ByteSet::default();
        let own = if is_text { 0x80 } else { 0x100 };
        (0..own).filter(|&byte| self.table[byte]).for_each(|byte| first.insert(byte as u8));
        if is_text { first.union(self.wide.first_bytes()) } else { first }
    }

    fn table_run_end<const TEXT: bool>(&self, text: &[u8], mut at: usize) -> usize {
        loop {
            at = match text[at..].iter().position(|&byte| !self.table[usize::from(byte)]) {
                None => return text.len(),
                Some(members) => at + members,
            };
            if !TEXT || text[at] < 0x80 {
                return at;
            }
            match self.step_wide(text, at) {
                Some(next) => at = next,
                None => return at,
            }
        }
    }

    #[inline(never)]
    fn step_wide(&self, text: &[u8], at: usize) -> Option<usize> {
        let (code, length) = decode(text, at);
        self.wide.contains(code).then_some(at + length)
    }
}

/// Where the character before `at` starts.
#[inline]
pub(super) fn previous<const TEXT: bool>(text: &[u8], at: usize) -> usize {
    let mut before = at.saturating_sub(1);
    while TEXT && before > 0 && is_continuation(text[before]) {
        before -= 1;
    }
    before
}

/// Where the character at `at` ends.
#[inline]
pub(super) fn next<const TEXT: bool>(text: &[u8], at: usize) -> usize {
    if TEXT { at + text.get(at).map_or(1, |&lead| encoded_length(lead)) } else { at + 1 }
}

/// The character at `at` and how many bytes it takes. The bytes are UTF-8 there; the answer means nothing otherwise.
#[inline]
pub(super) fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let byte = |offset: usize| u32::from(text.get(at + offset).copied().unwrap_or(0));
    let tail = |offset: usize| byte(offset) & 0x3f;
    match byte(0) {
        lead @ ..0x80 => (lead, 1),
        lead @ 0x80..0xe0 => ((lead & 0x1f) << 6 | tail(1), 2),
        lead @ 0xe0..0xf0 => ((lead & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
        lead => ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    }
}

#[inline]
fn encoded_length(lead: u8) -> usize {
    match lead {
        ..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

#[inline]
pub(super) fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
