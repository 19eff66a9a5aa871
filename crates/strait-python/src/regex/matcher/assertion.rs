//! Conditions on a position.

use super::super::class;
use super::super::program::Assertion;
use super::super::unicode;
use super::Matcher;

impl<const TEXT: bool> Matcher<'_, TEXT> {
    pub(super) fn holds(&self, assertion: Assertion, at: usize) -> bool {
        let (text, end) = (self.text, self.text.len());
        let is_newline = |at: usize| text.get(at) == Some(&b'\n');
        match assertion {
            Assertion::TextStart => at == 0,
            Assertion::LineStart => at == 0 || is_newline(at - 1),
            Assertion::TextEnd => at == end,
            Assertion::LineEnd => at == end || is_newline(at),
            Assertion::LastLineEnd => at == end || at + 1 == end && is_newline(at),
            // In CPython 3.12 an empty text has no boundary, and no place that is none.
            Assertion::Boundary { .. } if end == 0 => false,
            Assertion::Boundary { unicode, negated } => {
                let before = at > 0 && self.is_word(class::previous::<TEXT>(text, at), unicode);
                let after = at < end && self.is_word(at, unicode);
                (before != after) != negated
            }
        }
    }

    /// Whether the character at `at` is a word character.
    fn is_word(&self, at: usize, unicode: bool) -> bool {
        let byte = self.text[at];
        if byte < 0x80 {
            return byte.is_ascii_alphanumeric() || byte == b'_';
        }
        TEXT && unicode && unicode::is_word(class::decode(self.text, at).0)
    }
}
