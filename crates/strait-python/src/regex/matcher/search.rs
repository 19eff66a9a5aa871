//! Looks for the first position at which the program matches.

use super::super::class;
use super::super::error::OutOfSteps;
use super::super::program::Start;
use super::super::scan::{self, Finder};
use super::Matcher;

/// What a search knows of the text ahead.
#[derive(Default)]
struct Known {
    /// The first place, at or after the candidates so far, of the string that every match contains.
    required: Option<usize>,
    /// For [`Start::RunBefore`]: the run the last candidate was in.
    run: Option<(usize, usize)>,
}

impl<const TEXT: bool> Matcher<'_, TEXT> {
    /// The span of the first match.
    pub(super) fn search(&mut self) -> Result<Option<(usize, usize)>, OutOfSteps> {
        let last = self.text.len() - self.program.min_bytes;
        let mut known = Known::default();
        let mut from = self.wanted.start;
        while let Some(start) = self.candidate(from, &mut known) {
            self.charge_bytes(start - from)?;
            if start > last || !self.has_required(start, &mut known)? {
                return Ok(None);
            }
            if let Some(end) = self.attempt(start)? {
                return Ok(Some((start, end)));
            }
            self.reset()?;
            from = class::next::<TEXT>(self.text, start);
        }
        self.charge_bytes(self.text.len().saturating_sub(from))?;
        Ok(None)
    }

    /// The first position from `from` on that is worth trying.
    fn candidate(&self, from: usize, known: &mut Known) -> Option<usize> {
        let text = self.text;
        match &self.program.search.start {
            Start::Anywhere => Some(from),
            Start::OfText => (from == self.wanted.start).then_some(from),
            Start::OfLine if from == 0 => Some(0),
            Start::OfLine => scan::find_byte(text, from - 1, b'\n').map(|newline| newline + 1),
            Start::Byte { table, class } => {
                let class = class.map(|class| &self.program.classes[class as usize]);
                let mut at = from;
                loop {
                    at += text.get(at..)?.iter().position(|&byte| table[usize::from(byte)])?;
                    let is_sure = !TEXT || text[at] < 0x80;
                    if is_sure || class.is_none_or(|class| class.step::<TEXT>(text, at).is_some()) {
                        return Some(at);
                    }
                    at = class::next::<TEXT>(text, at);
                }
            }
            Start::Literal(finder) => finder.find(text, from),
            Start::After { literal, length } => {
                literal.find(text, from.saturating_sub(*length)).map(|start| start + length)
            }
            &Start::RunBefore { class, byte } => {
                if let Some((_, end)) = known.run.filter(|&(start, end)| start <= from && from <= end) {
                    known.run = Some((from, end));
                    return Some(from);
                }
                let end = scan::find_byte(text, from, byte)?;
                let start = self.program.classes[class as usize].run_start::<TEXT>(text, from, end);
                known.run = Some((start, end));
                Some(start)
            }
        }
    }

    /// Whether the string that every match contains is at `start` or later.
    fn has_required(&mut self, start: usize, known: &mut Known) -> Result<bool, OutOfSteps> {
        let Some(finder) = &self.program.search.required else { return Ok(true) };
        if known.required.is_some_and(|found| found >= start) {
            return Ok(true);
        }
        known.required = Finder::find(finder, self.text, start);
        self.charge_bytes(known.required.unwrap_or(self.text.len()) - start)?;
        Ok(known.required.is_some())
    }
}
