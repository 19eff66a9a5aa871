//! Loops that count, or whose body can be empty.
//!
//! As in CPython, the body is not run again where its last run started, so a loop ends after an empty run. Runs that
//! are needed to reach the minimum are made in any case and do not count as a last run.

use super::super::captures::UNSET;
use super::super::error::OutOfSteps;
use super::super::program::{Instruction, Loop};
use super::super::syntax::UNLIMITED;
use super::backtrack::Entry;
use super::{Matcher, State, after};

/// The state of one loop. Starting the loop again keeps the old state on the backtrack stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Register {
    /// Runs of the body that were started.
    count: u32,
    /// Where the last run that was not needed for the minimum started.
    last: usize,
}

impl Default for Register {
    fn default() -> Register {
        Register { count: 0, last: UNSET }
    }
}

impl<const TEXT: bool> Matcher<'_, TEXT> {
    pub(super) fn start_loop(&mut self, number: u32, State { pc, at }: State) -> Result<State, OutOfSteps> {
        self.set_register(number, Register::default())?;
        Ok(after(pc, at))
    }

    /// After the start of a loop, or after a run of its body.
    pub(super) fn next_run(&mut self, number: u32, State { pc, at }: State) -> Result<Option<State>, OutOfSteps> {
        let Loop { min, max, lazy, body, exit } = self.program.loops[number as usize];
        let register = self.registers[number as usize];
        let run = Some(State { pc: body.at as usize, at });
        if register.count < min {
            self.set_register(number, Register { count: register.count + 1, ..register })?;
            return Ok(run.filter(|_| self.passes(body.filter, at)));
        }
        let may_run = (max == UNLIMITED || register.count < max) && at != register.last;
        let can_run = may_run && self.passes(body.filter, at);
        let leave = self.passes(exit, at).then_some(after(pc, at));
        match leave {
            None if can_run => self.run_loop(State { pc, at }),
            Some(_) if can_run && lazy => {
                self.push(Entry::RunLoop { pc: pc as u32, at })?;
                Ok(leave)
            }
            Some(leave) if can_run => {
                self.push(Entry::Resume(leave))?;
                self.run_loop(State { pc, at })
            }
            leave => Ok(leave),
        }
    }

    /// Runs the body of the loop whose [`Instruction::LoopNext`] is at `pc`.
    pub(super) fn run_loop(&mut self, State { pc, at }: State) -> Result<Option<State>, OutOfSteps> {
        let Instruction::LoopNext(number) = self.program.instructions[pc] else { return Ok(None) };
        let count = self.registers[number as usize].count;
        self.set_register(number, Register { count: count.saturating_add(1), last: at })?;
        Ok(Some(State { pc: self.program.loops[number as usize].body.at as usize, at }))
    }

    pub(super) fn restore_register(&mut self, number: u32, count: u32, last: usize) {
        self.registers[number as usize] = Register { count, last };
    }

    fn set_register(&mut self, number: u32, register: Register) -> Result<(), OutOfSteps> {
        let Register { count, last } = self.registers[number as usize];
        self.push_undo(Entry::Register { number, count, last })?;
        self.registers[number as usize] = register;
        Ok(())
    }
}
