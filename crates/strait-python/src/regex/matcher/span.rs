//! Runs of characters of one class: `\d+`, `[^"]*`, `.*?`. A run is one entry of the backtrack stack, however long.

use super::super::class::{self, Class};
use super::super::error::OutOfSteps;
use super::super::program::{Filter, Instruction};
use super::super::syntax::{Mode, UNLIMITED};
use super::backtrack::Entry;
use super::{Matcher, State, after};

/// The fields of [`Instruction::Span`].
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) class: u32,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) follow: Filter,
    pub(super) mode: Mode,
}

impl<const TEXT: bool> Matcher<'_, TEXT> {
    pub(super) fn span(&mut self, State { pc, at }: State, span: Span) -> Result<Option<State>, OutOfSteps> {
        let class = &self.program.classes[span.class as usize];
        let low = match exactly::<TEXT>(class, self.text, at, span.min) {
            Ok(low) => low,
            Err(reached) => {
                self.charge_bytes(reached - at)?;
                return Ok(None);
            }
        };
        let left = if span.max == UNLIMITED { UNLIMITED } else { span.max - span.min };
        if span.mode == Mode::Lazy {
            self.charge_bytes(low - at)?;
            return self.lazy(pc, low, left, span);
        }
        let end = longest::<TEXT>(class, self.text, low, left);
        self.charge_bytes(end - at)?;
        if span.mode == Mode::Possessive {
            return Ok(Some(after(pc, end)));
        }
        if !self.passes(span.follow, end) {
            return self.shorten(pc, low, end);
        }
        if end > low {
            self.push(Entry::Shorten { pc: pc as u32, low, at: end })?;
        }
        Ok(Some(after(pc, end)))
    }

    /// Goes on after a run that is shorter than up to `at`, and not shorter than up to `low`.
    pub(super) fn shorten(&mut self, pc: usize, low: usize, at: usize) -> Result<Option<State>, OutOfSteps> {
        let Instruction::Span { follow, .. } = self.program.instructions[pc] else { return Ok(None) };
        let shorter = match follow.index() {
            _ if at <= low => None,
            None => Some(class::previous::<TEXT>(self.text, at)),
            Some(filter) => {
                let filter = &self.program.filters[filter];
                self.text[low..at].iter().rposition(|&byte| filter[usize::from(byte)]).map(|distance| low + distance)
            }
        };
        self.charge_bytes(at - shorter.unwrap_or(low))?;
        let Some(end) = shorter else { return Ok(None) };
        if end > low {
            self.push(Entry::Shorten { pc: pc as u32, low, at: end })?;
        }
        Ok(Some(after(pc, end)))
    }

    /// Goes on after a run that is longer than up to `at`, by at most `left` characters.
    pub(super) fn lengthen(&mut self, pc: usize, at: usize, left: u32) -> Result<Option<State>, OutOfSteps> {
        let Instruction::Span { class, min, max, follow, mode } = self.program.instructions[pc] else {
            return Ok(None);
        };
        let span = Span { class, min, max, follow, mode };
        match self.program.classes[class as usize].step::<TEXT>(self.text, at) {
            Some(longer) if left > 0 => self.lazy(pc, longer, less(left), span),
            _ => Ok(None),
        }
    }

    /// Goes on after the shortest run, up to `at` or longer, after which what follows can start.
    fn lazy(&mut self, pc: usize, from: usize, mut left: u32, span: Span) -> Result<Option<State>, OutOfSteps> {
        let class = &self.program.classes[span.class as usize];
        let mut at = from;
        while !self.passes(span.follow, at) {
            match class.step::<TEXT>(self.text, at) {
                Some(next) if left > 0 => at = next,
                _ => {
                    self.charge_bytes(at - from)?;
                    return Ok(None);
                }
            }
            left = less(left);
        }
        self.charge_bytes(at - from)?;
        if left > 0 {
            self.push(Entry::Lengthen { pc: pc as u32, at, left })?;
        }
        Ok(Some(after(pc, at)))
    }
}

/// Where a run of exactly `count` characters ends, or how far it goes if it is shorter.
fn exactly<const TEXT: bool>(class: &Class, text: &[u8], at: usize, count: u32) -> Result<usize, usize> {
    (0..count).try_fold(at, |at, _| class.step::<TEXT>(text, at).ok_or(at))
}

/// Where the longest run of up to `left` characters ends.
fn longest<const TEXT: bool>(class: &Class, text: &[u8], mut at: usize, left: u32) -> usize {
    if left == UNLIMITED {
        return class.run_end::<TEXT>(text, at);
    }
    for _ in 0..left {
        match class.step::<TEXT>(text, at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// One less, if there is a limit.
fn less(left: u32) -> u32 {
    if left == UNLIMITED { UNLIMITED } else { left - 1 }
}
