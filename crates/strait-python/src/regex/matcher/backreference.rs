//! What a group matched, once more.

use super::super::class;
use super::super::error::OutOfSteps;
use super::super::unicode;
use super::{Fold, Matcher};

impl<const TEXT: bool> Matcher<'_, TEXT> {
    /// Where the text of a group, repeated at `at`, ends.
    pub(super) fn backreference(&mut self, at: usize, group: u32, fold: Fold) -> Result<Option<usize>, OutOfSteps> {
        let Some((start, end)) = self.group(group) else { return Ok(None) };
        let (wanted, rest) = (&self.text[start..end], &self.text[at..]);
        self.charge_bytes(wanted.len())?;
        let length = match fold {
            Fold::Exact => rest.starts_with(wanted).then_some(wanted.len()),
            Fold::Ascii => {
                let found = rest.get(..wanted.len());
                found.filter(|found| found.eq_ignore_ascii_case(wanted)).map(<[u8]>::len)
            }
            Fold::Unicode => {
                self.charge(wanted.len() / 4)?;
                folded_prefix(rest, wanted)
            }
        };
        Ok(length.map(|length| at + length))
    }
}

/// How much of `text` is `wanted` in some case. Characters can differ in length from those they match.
fn folded_prefix(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let (mut length, mut done) = (0, 0);
    while done < wanted.len() {
        if length >= text.len() {
            return None;
        }
        let (found, found_length) = class::decode(text, length);
        let (expected, expected_length) = class::decode(wanted, done);
        if unicode::lower(found) != unicode::lower(expected) {
            return None;
        }
        length += found_length;
        done += expected_length;
    }
    Some(length)
}
