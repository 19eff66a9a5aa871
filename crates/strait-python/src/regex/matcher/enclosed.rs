//! Lookaround and atomic groups: parts that, once matched, are not tried another way.

use super::super::class;
use super::super::error::OutOfSteps;
use super::{Matcher, State, after};

impl<const TEXT: bool> Matcher<'_, TEXT> {
    pub(super) fn enter_look(
        &mut self,
        state: State,
        behind: Option<u32>,
        negative: bool,
        end: u32,
    ) -> Result<Option<State>, OutOfSteps> {
        let from = match behind {
            None => Some(state.at),
            Some(width) => {
                self.charge_bytes(state.at.min(width as usize))?;
                characters_before::<TEXT>(self.text, state.at, width)
            }
        };
        let Some(from) = from else {
            return Ok(negative.then_some(State { pc: end as usize, at: state.at }));
        };
        self.push_barrier(state)?;
        Ok(Some(after(state.pc, from)))
    }

    /// After the body of a lookaround has matched.
    pub(super) fn leave_look(&mut self, pc: usize, negative: bool) -> Result<Option<State>, OutOfSteps> {
        if negative {
            self.abandon();
            return Ok(None);
        }
        let at = self.commit()?;
        Ok(Some(after(pc, at)))
    }

    pub(super) fn enter_atomic(&mut self, state: State) -> Result<State, OutOfSteps> {
        self.push_barrier(state)?;
        Ok(after(state.pc, state.at))
    }

    pub(super) fn leave_atomic(&mut self, State { pc, at }: State) -> Result<State, OutOfSteps> {
        self.commit()?;
        Ok(after(pc, at))
    }
}

/// The position a number of characters before `at`, if there are that many.
fn characters_before<const TEXT: bool>(text: &[u8], at: usize, count: u32) -> Option<usize> {
    if count as usize > at {
        return None;
    }
    if !TEXT {
        return Some(at - count as usize);
    }
    (0..count).try_fold(at, |at, _| (at > 0).then(|| class::previous::<TEXT>(text, at)))
}
