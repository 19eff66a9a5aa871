//! One piece of code under construction: its instructions, registers, constants and the blocks that are open.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use ruff_text_size::TextRange;

use super::{
    CompileError, Result,
    code::{Cache, Code, Flags, Handler, ParameterNames, Position, Source},
    op::{Instruction, Op},
    scope::ScopeId,
};
use crate::heap::value::Value;

/// A register.
pub(super) type Register = u16;

/// No register.
pub(super) const NONE: Register = u16::MAX;

/// A place to jump to, known or to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(usize);

/// A variable that is a register of this unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Local {
    pub(super) register: Register,
    /// The register holds a cell.
    pub(super) cell: bool,
}

/// A statement or expression that `break`, `return` or an exception may leave.
#[derive(Debug)]
pub(super) enum Block<'a> {
    Loop {
        exit: Label,
        next: Label,
    },
    /// The body of a `try` with `finally`.
    Finally {
        body: &'a [ruff_python_ast::Stmt],
        guard: Guard,
    },
    /// The body of a `with`; the register holds the exit method.
    With {
        exit: Register,
        is_async: bool,
        range: TextRange,
        guard: Guard,
    },
    /// An exception is being handled; the register holds what was before.
    Handling {
        previous: Register,
        guard: Guard,
    },
    /// `except ... as name`.
    Named {
        name: &'a str,
        range: TextRange,
        guard: Guard,
    },
}

impl Block<'_> {
    pub(super) const fn guard_mut(&mut self) -> Option<&mut Guard> {
        match self {
            Self::Loop { .. } => None,
            Self::Finally { guard, .. }
            | Self::With { guard, .. }
            | Self::Handling { guard, .. }
            | Self::Named { guard, .. } => Some(guard),
        }
    }
}

/// The instructions from which an exception goes to one handler: several runs, as code that leaves the block lies between.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    runs: Vec<(u32, u32)>,
    open: Option<u32>,
}

/// A unit of code.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) scope: ScopeId,
    instructions: Vec<Instruction>,
    positions: Vec<Position>,
    constants: Vec<Value>,
    constant_places: HashMap<Value, u32>,
    caches: u32,
    handlers: Vec<Handler>,
    labels: Vec<Option<u32>>,
    jumps: Vec<(usize, Label)>,
    /// Variables: of the unit's own scope, then of the comprehensions open inside it.
    pub(super) locals: Vec<(ScopeId, HashMap<Box<str>, Local>)>,
    pub(super) variables: Vec<Value>,
    pub(super) free: Vec<Value>,
    pub(super) free_start: Register,
    pub(super) inner_variables: Vec<super::code::InnerVariable>,
    pub(super) captures: Vec<Register>,
    pub(super) parameters: ParameterNames,
    pub(super) flags: Flags,
    pub(super) name: Value,
    pub(super) qualified_name: Value,
    /// The qualified name as text, to which inner names are added.
    pub(super) path: String,
    pub(super) class_name: Option<Box<str>>,
    pub(super) doc: Option<Value>,
    pub(super) first_line: u32,
    next: Register,
    highest: Register,
    /// Registers of variables that surely have a value here.
    pub(super) assigned: HashSet<Register>,
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) position: Position,
    /// Whether code at this place can be reached.
    pub(super) reachable: bool,
}

impl<'a> Unit<'a> {
    pub(super) fn new(scope: ScopeId, name: Value, qualified_name: Value, path: String) -> Self {
        Self {
            scope,
            instructions: Vec::new(),
            positions: Vec::new(),
            constants: Vec::new(),
            constant_places: HashMap::new(),
            caches: 0,
            handlers: Vec::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            locals: vec![(scope, HashMap::new())],
            variables: Vec::new(),
            free: Vec::new(),
            free_start: 0,
            inner_variables: Vec::new(),
            captures: Vec::new(),
            parameters: ParameterNames::default(),
            flags: Flags::default(),
            name,
            qualified_name,
            path,
            class_name: None,
            doc: None,
            first_line: 1,
            next: 0,
            highest: 0,
            assigned: HashSet::new(),
            blocks: Vec::new(),
            position: Position::default(),
            reachable: true,
        }
    }

    // --- registers ---------------------------------------------------------------------------------------------------

    /// The next free register. It stays taken until [`Unit::release`].
    pub(super) fn temp(&mut self) -> Result<Register> {
        self.temps(1)
    }

    pub(super) fn temps(&mut self, count: usize) -> Result<Register> {
        let first = self.next;
        let next = usize::from(first) + count;
        if next >= usize::from(NONE) - 1 {
            return Err(CompileError::new(
                "the expression is too large: it needs more than 65,000 registers",
                self.range(),
            ));
        }
        self.next = next as Register;
        self.highest = self.highest.max(self.next);
        Ok(first)
    }

    pub(super) const fn mark(&self) -> Register {
        self.next
    }

    /// Frees every register taken since `mark`.
    pub(super) const fn release(&mut self, mark: Register) {
        self.next = mark;
    }

    pub(super) fn is_variable(&self, register: Register) -> bool {
        usize::from(register) < self.variables.len()
    }

    fn range(&self) -> TextRange {
        TextRange::new(self.position.start.into(), self.position.end.into())
    }

    // --- constants ---------------------------------------------------------------------------------------------------

    pub(super) fn constant(&mut self, value: Value) -> u32 {
        let next = self.constants.len() as u32;
        let place = *self.constant_places.entry(value).or_insert(next);
        if place == next {
            self.constants.push(value);
        }
        place
    }

    /// A constant whose number must fit an operand.
    pub(super) fn small_constant(&mut self, value: Value) -> Result<u16> {
        u16::try_from(self.constant(value))
            .map_err(|_| CompileError::new("too many names and constants in one function", self.range()))
    }

    // --- instructions ------------------------------------------------------------------------------------------------

    pub(super) fn here(&self) -> u32 {
        self.instructions.len() as u32
    }

    pub(super) fn emit(&mut self, instruction: Instruction) {
        self.instructions.push(instruction);
        self.positions.push(self.position);
    }

    pub(super) fn op(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.emit(Instruction::new(op, a, b, c));
    }

    pub(super) fn op_x(&mut self, op: Op, x: u8, a: u16, b: u16, c: u16) {
        self.emit(Instruction::with(op, x, a, b, c));
    }

    /// An instruction that has a cache.
    pub(super) fn cached(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.op(op, a, b, c);
        self.extra(self.caches as usize);
        self.caches += 1;
    }

    /// A word after an instruction.
    pub(super) fn extra(&mut self, value: usize) {
        let mut word = Instruction::new(Op::Nop, 0, 0, 0);
        word.set_wide(value);
        self.emit(word);
    }

    pub(super) fn load_constant(&mut self, register: Register, value: Value) {
        let mut instruction = Instruction::new(Op::Constant, register, 0, 0);
        instruction.set_wide(self.constant(value) as usize);
        self.emit(instruction);
    }

    pub(super) fn copy(&mut self, to: Register, from: Register) {
        if to != from {
            self.op(Op::Move, to, from, 0);
        }
    }

    /// Waits for the awaitable in a register, which is overwritten.
    pub(super) fn wait(&mut self, to: Register, awaitable: Register) {
        self.op(Op::Awaitable, awaitable, awaitable, 0);
        self.op(Op::Await, to, awaitable, 0);
    }

    // --- jumps -------------------------------------------------------------------------------------------------------

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    pub(super) fn place(&mut self, label: Label) {
        self.labels[label.0] = Some(self.here());
        self.reachable = true;
    }

    pub(super) fn jump(&mut self, label: Label) {
        self.jump_if(Op::Jump, 0, label);
        self.reachable = false;
    }

    /// A jump backwards.
    pub(super) fn repeat(&mut self, label: Label) {
        self.jump_if(Op::Loop, 0, label);
        self.reachable = false;
    }

    pub(super) fn jump_if(&mut self, op: Op, register: Register, label: Label) {
        self.jumps.push((self.instructions.len(), label));
        self.op(op, register, 0, 0);
    }

    /// A fused comparison, or `Next`.
    pub(super) fn jump_near(&mut self, op: Op, sense: bool, a: u16, b: u16, label: Label) {
        self.jumps.push((self.instructions.len(), label));
        self.op_x(op, u8::from(sense), a, b, 0);
    }

    // --- protected code ----------------------------------------------------------------------------------------------

    pub(super) fn open_guard(&self) -> Guard {
        Guard { runs: Vec::new(), open: Some(self.here()) }
    }

    pub(super) fn pause(guard: &mut Guard, here: u32) {
        if let Some(start) = guard.open.take()
            && start < here
        {
            guard.runs.push((start, here));
        }
    }

    pub(super) const fn resume(guard: &mut Guard, here: u32) {
        guard.open = Some(here);
    }

    /// Sends exceptions of the guarded code to `target`, with the exception in `register`.
    pub(super) fn close_guard(&mut self, guard: Guard, end: u32, target: u32, register: Register) {
        self.end_guard(guard, end, Handler { start: 0, end: 0, target, register, catches: false });
    }

    /// The same, where the code at `target` may put an end to the exception.
    pub(super) fn close_catching_guard(&mut self, guard: Guard, end: u32, target: u32, register: Register) {
        self.end_guard(guard, end, Handler { start: 0, end: 0, target, register, catches: true });
    }

    fn end_guard(&mut self, mut guard: Guard, end: u32, handler: Handler) {
        Self::pause(&mut guard, end);
        self.handlers.extend(guard.runs.into_iter().map(|(start, end)| Handler { start, end, ..handler }));
    }

    // --- the end -----------------------------------------------------------------------------------------------------

    pub(super) fn finish(mut self, source: &Rc<Source>) -> Result<Code> {
        for (place, label) in std::mem::take(&mut self.jumps) {
            let target = self.labels[label.0].unwrap_or_default() as usize;
            let instruction = &mut self.instructions[place];
            let is_near = matches!(
                instruction.op,
                Op::Next
                    | Op::JumpLess
                    | Op::JumpLessEqual
                    | Op::JumpEqual
                    | Op::JumpLessSmall
                    | Op::JumpLessEqualSmall
                    | Op::JumpGreaterSmall
                    | Op::JumpGreaterEqualSmall
                    | Op::JumpEqualSmall
            );
            if is_near {
                if target >= 1 << 23 {
                    return Err(CompileError::new("the function is too large", self.range()));
                }
                instruction.set_near(target);
            } else {
                instruction.set_wide(target);
            }
        }
        self.flags.handles = !self.handlers.is_empty();
        self.flags.simple =
            !self.flags.generator && !self.flags.coroutine && self.parameters.total() == self.parameters.positional;
        let caches = (0..self.caches).map(|_| Cell::new(Cache::default())).collect();
        Ok(Code {
            name: self.name,
            qualified_name: self.qualified_name,
            source: Rc::clone(source),
            instructions: self.instructions.into(),
            constants: self.constants.into(),
            caches,
            handlers: self.handlers.into(),
            positions: self.positions.into(),
            parameters: self.parameters,
            variables: self.variables.into(),
            free: self.free.into(),
            free_start: self.free_start,
            inner_variables: self.inner_variables.into(),
            captures: self.captures.into(),
            registers: self.highest.max(1),
            flags: self.flags,
            doc: self.doc,
            first_line: self.first_line,
            object: Cell::new(Value::NONE),
        })
    }
}
