//! Runs programs by backtracking.
//!
//! What must be reconsidered or undone on failure is kept on one explicit stack ([`backtrack`]), so neither the pattern
//! nor the subject can exhaust the native stack. Every instruction and every entry of that stack costs a step, and runs
//! of characters cost steps by their length; so the budget bounds time and memory alike.

mod assertion;
mod backreference;
mod backtrack;
mod enclosed;
mod repeat;
mod search;
mod span;

use super::captures::{Captures, Slots, UNSET};
use super::error::OutOfSteps;
use super::program::{Filter, Fold, Instruction, Program, Target};
use backtrack::{Entry, NO_BARRIER};
use repeat::Register;

/// Which matches are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Where the match, or the search for it, starts.
    pub(super) start: usize,
    /// Whether it must end where the text ends.
    pub(super) to_end: bool,
    /// Whether an empty match at `start` is refused.
    pub(super) must_advance: bool,
}

/// Where a match can start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// At the start position.
    StartOnly,
    /// There or later.
    Onwards,
}

/// Memory that one run leaves to the next.
#[derive(Default, Debug)]
pub(super) struct Scratch(Vec<Entry>);

/// Entries for which memory is kept between runs.
const MOST_KEPT: usize = 256;

/// One run of a program. `TEXT` says that the subject is UTF-8; otherwise each byte is a character.
pub(super) struct Matcher<'m, const TEXT: bool> {
    program: &'m Program,
    /// The subject up to where it is to end.
    text: &'m [u8],
    wanted: Wanted,
    steps: u64,
    stack: Vec<Entry>,
    /// Where the innermost barrier is on the stack.
    barrier: usize,
    /// Start and end of each group.
    slots: Slots,
    /// Whether a slot may be set.
    has_slots: bool,
    /// The group that was closed last, or 0.
    last_group: u32,
    registers: Vec<Register>,
}

/// Where the matcher is: the next instruction and the position in the text.
#[derive(Clone, Copy, Debug)]
struct State {
    pc: usize,
    at: usize,
}

impl<'m, const TEXT: bool> Matcher<'m, TEXT> {
    pub(super) fn new(program: &'m Program, text: &'m [u8], wanted: Wanted, steps: u64, scratch: Scratch) -> Self {
        Matcher {
            program,
            text,
            wanted,
            steps,
            stack: scratch.0,
            barrier: NO_BARRIER,
            slots: Slots::new(),
            has_slots: false,
            last_group: 0,
            registers: Vec::new(),
        }
    }

    /// Looks for a match from the start position on, or only there. Returns its span.
    pub(super) fn run(&mut self, reach: Reach) -> Result<Option<(usize, usize)>, OutOfSteps> {
        if self.text.len() - self.wanted.start < self.program.min_bytes {
            return Ok(None);
        }
        let (slots, loops) = (2 * self.program.groups, self.program.loops.len());
        self.charge_bytes(slots + loops)?;
        self.slots = Slots::from_elem(UNSET, slots);
        self.registers = vec![Register::default(); loops];
        match reach {
            Reach::Onwards => self.search(),
            Reach::StartOnly => {
                let start = self.wanted.start;
                Ok(self.attempt(start)?.map(|end| (start, end)))
            }
        }
    }

    /// What is left of the budget.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The groups of a match, if there was one, and what the next run may use again.
    pub(super) fn finish(mut self, found: Option<(usize, usize)>) -> (Option<Captures>, Scratch) {
        self.stack.clear();
        self.stack.shrink_to(MOST_KEPT);
        let captures = found.map(|(start, end)| Captures::new(start, end, self.slots, self.last_group));
        (captures, Scratch(self.stack))
    }

    /// Where a match that starts at `start` ends.
    fn attempt(&mut self, start: usize) -> Result<Option<usize>, OutOfSteps> {
        let mut state = State { pc: 0, at: start };
        loop {
            self.charge(1)?;
            let State { pc, at } = state;
            let next = match self.program.instructions[pc] {
                Instruction::Byte(byte) => (self.text.get(at) == Some(&byte)).then_some(at + 1).map(|at| after(pc, at)),
                Instruction::Class(class) => {
                    self.program.classes[class as usize].step::<TEXT>(self.text, at).map(|at| after(pc, at))
                }
                Instruction::Literal { start, length } => self.literal(at, start, length)?.map(|at| after(pc, at)),
                Instruction::FoldedLiteral { start, length } => {
                    self.folded_literal(at, start, length)?.map(|at| after(pc, at))
                }
                Instruction::Span { class, min, max, follow, mode } => {
                    self.span(state, span::Span { class, min, max, follow, mode })?
                }
                Instruction::Assertion(assertion) => self.holds(assertion, at).then_some(after(pc, at)),
                Instruction::Open(group) => Some(self.open(group, state)?),
                Instruction::Close(group) => Some(self.close(group, state)?),
                Instruction::Jump(target) => Some(State { pc: target as usize, at }),
                Instruction::Split { preferred, other } => self.split(at, preferred, other)?,
                Instruction::Alternation { .. } => self.alternative(state, 0)?,
                Instruction::LoopStart(number) => Some(self.start_loop(number, state)?),
                Instruction::LoopNext(number) => self.next_run(number, state)?,
                Instruction::Look { behind, negative, end } => self.enter_look(state, behind, negative, end)?,
                Instruction::LookEnd { negative } => self.leave_look(pc, negative)?,
                Instruction::AtomicStart => Some(self.enter_atomic(state)?),
                Instruction::AtomicEnd => Some(self.leave_atomic(state)?),
                Instruction::Backreference { group, fold } => {
                    self.backreference(at, group, fold)?.map(|at| after(pc, at))
                }
                Instruction::IfGroup { group, otherwise } => match self.group(group) {
                    Some(_) => Some(after(pc, at)),
                    None => Some(State { pc: otherwise as usize, at }),
                },
                Instruction::Accept if self.accepts(at) => return Ok(Some(at)),
                Instruction::Accept => None,
            };
            state = match next {
                Some(next) => next,
                None => match self.backtrack()? {
                    Some(next) => next,
                    None => return Ok(None),
                },
            };
        }
    }

    /// Forgets a failed attempt.
    fn reset(&mut self) -> Result<(), OutOfSteps> {
        self.stack.clear();
        self.barrier = NO_BARRIER;
        if self.has_slots {
            self.charge_bytes(self.slots.len())?;
            self.slots.fill(UNSET);
            self.has_slots = false;
            self.last_group = 0;
        }
        Ok(())
    }

    #[inline]
    fn charge(&mut self, steps: usize) -> Result<(), OutOfSteps> {
        match self.steps.checked_sub(steps as u64) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(OutOfSteps)
            }
        }
    }

    /// Charges for work on a run of bytes, which costs much less per byte than an instruction.
    #[inline]
    fn charge_bytes(&mut self, bytes: usize) -> Result<(), OutOfSteps> {
        self.charge(bytes / 16)
    }

    fn accepts(&self, at: usize) -> bool {
        let Wanted { start, to_end, must_advance } = self.wanted;
        !(to_end && at != self.text.len() || must_advance && at == start)
    }

    #[inline]
    fn literal(&mut self, at: usize, start: u32, length: u32) -> Result<Option<usize>, OutOfSteps> {
        self.charge_bytes(length as usize)?;
        let literal = &self.program.literals[start as usize..][..length as usize];
        Ok(self.text.get(at..).is_some_and(|text| text.starts_with(literal)).then(|| at + literal.len()))
    }

    fn folded_literal(&mut self, at: usize, start: u32, length: u32) -> Result<Option<usize>, OutOfSteps> {
        self.charge_bytes(length as usize)?;
        let literal = &self.program.literals[start as usize..][..length as usize];
        let found = self.text.get(at..at + literal.len());
        let matches = found.is_some_and(|found| found.eq_ignore_ascii_case(literal));
        Ok(matches.then(|| at + literal.len()))
    }

    #[inline]
    fn open(&mut self, group: u32, State { pc, at }: State) -> Result<State, OutOfSteps> {
        let slot = 2 * (group as usize - 1);
        self.push_undo(Entry::Slot { slot: slot as u32, old: self.slots[slot] })?;
        self.slots[slot] = at;
        self.has_slots = true;
        Ok(after(pc, at))
    }

    #[inline]
    fn close(&mut self, group: u32, State { pc, at }: State) -> Result<State, OutOfSteps> {
        let slot = 2 * (group as usize - 1) + 1;
        self.push_undo(Entry::Close { slot: slot as u32, old: self.slots[slot], last_group: self.last_group })?;
        self.slots[slot] = at;
        self.last_group = group;
        Ok(after(pc, at))
    }

    /// The span of a group that has matched. A group that is open again has not if it starts after its old end.
    fn group(&self, group: u32) -> Option<(usize, usize)> {
        let slot = 2 * (group as usize - 1);
        let (start, end) = (self.slots[slot], self.slots[slot + 1]);
        (start != UNSET && end != UNSET && start <= end).then_some((start, end))
    }

    #[inline]
    fn split(&mut self, at: usize, preferred: Target, other: Target) -> Result<Option<State>, OutOfSteps> {
        let enter = |target: Target| State { pc: target.at as usize, at };
        let can_other = self.passes(other.filter, at);
        if !self.passes(preferred.filter, at) {
            return Ok(can_other.then(|| enter(other)));
        }
        if can_other {
            self.push(Entry::Resume(enter(other)))?;
        }
        Ok(Some(enter(preferred)))
    }

    /// Goes to the first branch from number `from` on that can match, and keeps the next one for later.
    fn alternative(&mut self, state: State, from: u32) -> Result<Option<State>, OutOfSteps> {
        let Instruction::Alternation { start, count } = self.program.instructions[state.pc] else { return Ok(None) };
        let (program, text) = (self.program, self.text);
        let branches = &program.branches[start as usize..][..count as usize];
        let can_match = |&(_, branch): &(usize, &Target)| passes(program, text, branch.filter, state.at);
        let mut candidates = branches.iter().enumerate().skip(from as usize).filter(can_match);
        let (found, next) = (candidates.next(), candidates.next());
        let looked_at = next.map_or(branches.len(), |(number, _)| number) - from as usize;
        self.charge(looked_at / 8)?;
        if let Some((next, _)) = next {
            self.push(Entry::Alternative { pc: state.pc as u32, next: next as u32, at: state.at })?;
        }
        Ok(found.map(|(_, branch)| State { pc: branch.at as usize, at: state.at }))
    }

    /// Whether the next byte is one of a filter's.
    #[inline]
    fn passes(&self, filter: Filter, at: usize) -> bool {
        passes(self.program, self.text, filter, at)
    }
}

#[inline]
fn after(pc: usize, at: usize) -> State {
    State { pc: pc + 1, at }
}

#[inline]
fn passes(program: &Program, text: &[u8], filter: Filter, at: usize) -> bool {
    match filter.index() {
        None => true,
        Some(filter) => text.get(at).is_some_and(|&byte| program.filters[filter][usize::from(byte)]),
    }
}

#[cfg(test)]
mod size {
    use super::*;

    #[test]
    fn backtrack_entries_are_small() {
        assert!(size_of::<Entry>() <= 24);
        assert!(size_of::<Instruction>() <= 20);
    }
}
