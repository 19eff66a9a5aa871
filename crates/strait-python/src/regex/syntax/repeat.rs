//! Quantifiers.

use super::super::error::{ErrorKind, PatternError};
use super::extension::decimal;
use super::parser::Parser;
use super::tree::{Item, Mode, Repeat, UNLIMITED};

impl Parser {
    /// Applies a quantifier, of which the first character was taken, to the item before it.
    pub(super) fn repeat(&mut self, quantifier: char) -> Result<(), PatternError> {
        let here = self.tokens.position();
        let (min, max) = match quantifier {
            '?' => (0, 1),
            '*' => (0, UNLIMITED),
            '+' => (1, UNLIMITED),
            _ => match self.counts(here)? {
                Some(counts) => counts,
                None => {
                    self.frame.items.push(Item::Literal(u32::from(quantifier)));
                    return Ok(());
                }
            },
        };
        let body = match self.frame.items.pop() {
            None | Some(Item::At(_)) => return Err(self.tokens.error_at("nothing to repeat", here - 1)),
            Some(Item::Repeat(_)) => return Err(self.tokens.error_at("multiple repeat", here - 1)),
            Some(Item::Group { scoped: false, body }) => body,
            Some(item) => self.add_sequence(vec![item], self.frame.flags),
        };
        let mode = if self.tokens.accept('?')? {
            Mode::Lazy
        } else if self.tokens.accept('+')? {
            Mode::Possessive
        } else {
            Mode::Greedy
        };
        self.frame.items.push(Item::Repeat(Repeat { min, max, mode, body }));
        Ok(())
    }

    /// The counts in braces; none, with nothing taken, if the brace starts no quantifier.
    fn counts(&mut self, here: usize) -> Result<Option<(u32, u32)>, PatternError> {
        if self.tokens.at('}') {
            return Ok(None);
        }
        let (mut min, mut max) = (String::new(), String::new());
        self.tokens.take_while(&mut min, usize::MAX, |c| c.is_ascii_digit())?;
        if self.tokens.accept(',')? {
            self.tokens.take_while(&mut max, usize::MAX, |c| c.is_ascii_digit())?;
        } else {
            max.clone_from(&min);
        }
        if !self.tokens.accept('}')? {
            self.tokens.seek(here)?;
            return Ok(None);
        }
        let min = if min.is_empty() { 0 } else { count(&min)? };
        let max = if max.is_empty() { UNLIMITED } else { count(&max)? };
        if max < min {
            return Err(self.tokens.error_at("min repeat greater than max repeat", here));
        }
        Ok(Some((min, max)))
    }
}

fn count(digits: &str) -> Result<u32, PatternError> {
    let number = u32::try_from(decimal(digits)).unwrap_or(UNLIMITED);
    if number == UNLIMITED {
        return Err(PatternError::new(ErrorKind::RepeatCount, "the repetition number is too large"));
    }
    Ok(number)
}
