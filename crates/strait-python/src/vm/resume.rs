//! Going on with an instruction that needed a script's code, when that code has returned.

use super::{
    Vm,
    frame::{Retry, Then},
    native::{Check, Escape, Outcome},
    run::{Stop, small_operation},
};
use crate::{
    compile::{
        has_word,
        op::{Comparison, Instruction, Op},
    },
    heap::value::{Kind, Value},
};

impl Vm {
    /// The instruction that the top frame stands at.
    fn interrupted(&self) -> Instruction {
        let frame = &self.frames[self.frames.len() - 1];
        frame.code.instructions[frame.pc as usize]
    }

    /// Moves the top frame past the instruction it stands at.
    #[inline]
    pub(crate) fn advance(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            let op = frame.code.instructions[frame.pc as usize].op;
            frame.pc += 1 + u32::from(has_word(op));
        }
    }

    pub(crate) fn jump_to(&mut self, target: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = target as u32;
        }
    }

    /// Writes a register of the top frame.
    pub(crate) fn store(&mut self, register: u16, value: Value) {
        if let Some(frame) = self.frames.last() {
            let place = frame.base as usize + usize::from(register);
            self.stack[place] = value;
        }
    }

    fn load(&self, register: u16) -> Value {
        let frame = &self.frames[self.frames.len() - 1];
        self.stack[frame.base as usize + usize::from(register)]
    }

    /// Does with a value what the top frame waits for.
    pub(crate) fn resume(&mut self, then: Then, value: Value) -> Outcome<()> {
        match then {
            Then::Store(register) | Then::Sent(register) => {
                self.store(register, value);
                self.advance();
            }
            Then::Discard => self.advance(),
            Then::Init(register, instance) => {
                self.check_init(value)?;
                self.store(register, instance);
                self.advance();
            }
            Then::Initialised(parts) => {
                self.check_init(value)?;
                return self.resume(parts.1, parts.0);
            }
            Then::Constructed(parts) => return self.constructed(&parts.0, value, parts.1),
            Then::Decide | Then::Contained => match self.truth(value) {
                Some(truth) => self.decided(truth),
                None => return self.ask_truth(value),
            },
            Then::Truth { from_length } => {
                let truth = self.check_truth(value, from_length)?;
                self.decided(truth);
            }
            Then::Operator(stage) => return self.operator_returned(stage, value),
            Then::Next => {
                let instruction = self.interrupted();
                self.store(instruction.a, value);
                self.advance();
            }
            Then::Delegate => return self.pass_on(value),
            Then::Unpacked => {
                let instruction = self.interrupted();
                let frame = &self.frames[self.frames.len() - 1];
                let first = frame.base as usize + usize::from(instruction.a);
                let after = (instruction.op == Op::UnpackStar).then_some(usize::from(instruction.x));
                self.unpack(value, first, usize::from(instruction.c), after)?;
                self.advance();
            }
            Then::Raise(cause) => return Err(self.raise(value, cause)),
            Then::Generator(then) | Then::AsyncItem(then) => return self.resume(*then, value),
            Then::Closing(_) => return Err(self.runtime_error("generator ignored GeneratorExit")),
            Then::Checked(check, then) => {
                let value = self.check(check, value)?;
                return self.resume(*then, value);
            }
            Then::Retry(retry) => return self.retry(*retry, value),
            Then::Again => {}
            Then::Awaited => self.awaited(value),
            Then::Task => self.finished = Some(value),
        }
        Ok(())
    }

    /// A call after `await` has its value. If that is nothing to wait for, `await` is done with it.
    fn awaited(&mut self, value: Value) {
        let call = self.interrupted();
        self.advance();
        if self.interrupted().op != Op::Awaitable || self.is_awaitable(value) {
            self.store(call.c, value);
            return;
        }
        self.advance();
        let to = self.interrupted().a;
        self.store(to, value);
        self.advance();
    }

    /// The interrupted instruction knows now whether to jump, or what to store.
    pub(crate) fn decided(&mut self, truth: bool) {
        let instruction = self.interrupted();
        match instruction.op {
            Op::JumpTrue | Op::JumpFalse => {
                if truth == (instruction.op == Op::JumpTrue) {
                    self.jump_to(instruction.wide());
                } else {
                    self.advance();
                }
            }
            Op::Not => {
                self.store(instruction.a, Value::bool(!truth));
                self.advance();
            }
            Op::Contains => {
                self.store(instruction.a, Value::bool(truth != (instruction.x == 1)));
                self.advance();
            }
            _ if fused(instruction.op).is_some() => {
                if truth == (instruction.x & 1 == 1) {
                    self.jump_to(instruction.near());
                } else {
                    self.advance();
                }
            }
            _ => {
                self.store(instruction.a, Value::bool(truth));
                self.advance();
            }
        }
    }

    /// A special method of an operator has returned.
    fn operator_returned(&mut self, stage: u8, value: Value) -> Outcome<()> {
        let instruction = self.interrupted();
        if value == Value::NOT_IMPLEMENTED {
            let (left, right) = self.operands(instruction);
            return match comparison_of(instruction) {
                Some(comparison) => self.compare_from(stage + 1, comparison, left, right),
                None => self.binary_from(stage + 1, operator_of(instruction), left, right),
            };
        }
        self.operator_done(value)
    }

    /// The operands of an interrupted operator.
    fn operands(&self, instruction: Instruction) -> (Value, Value) {
        match instruction.op {
            Op::AddSmall => (self.load(instruction.b), small_operation(instruction.x, instruction.c).1),
            Op::JumpLess | Op::JumpLessEqual | Op::JumpEqual => (self.load(instruction.a), self.load(instruction.b)),
            op if fused(op).is_some() => {
                (self.load(instruction.a), Value::small_unchecked(i64::from(instruction.b as i16)))
            }
            _ => (self.load(instruction.b), self.load(instruction.c)),
        }
    }

    /// An operator has its value: it is stored, or decides a jump.
    pub(crate) fn operator_done(&mut self, value: Value) -> Outcome<()> {
        let instruction = self.interrupted();
        if fused(instruction.op).is_some() {
            return self.resume(Then::Decide, value);
        }
        self.store(instruction.a, value);
        self.advance();
        Ok(())
    }

    fn check_init(&mut self, value: Value) -> Outcome<()> {
        if value.is_none() {
            return Ok(());
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(value));
        Err(self.type_error(message))
    }

    fn check_truth(&mut self, value: Value, from_length: bool) -> Outcome<bool> {
        if from_length {
            let length = self.check(Check::Length, value)?;
            return Ok(length != Value::small_unchecked(0));
        }
        if value.is_bool() {
            return Ok(value == Value::TRUE);
        }
        let message = format!("__bool__ should return bool, returned {}", self.type_name(value));
        Err(self.type_error(message))
    }

    /// Whether a special method returned what it must.
    fn check(&mut self, check: Check, value: Value) -> Outcome {
        let kind = self.heap.content(value).kind();
        let is_int = value.is_small() || value.is_bool() || kind == Some(Kind::BigInt) || {
            let content = self.heap.content(value);
            content.is_small()
        };
        let (fits, wanted) = match check {
            Check::Anything => (true, ""),
            Check::Str => (kind == Some(Kind::Str), "__str__ returned non-string"),
            Check::Repr => (kind == Some(Kind::Str), "__repr__ returned non-string"),
            Check::Bytes => (kind == Some(Kind::Bytes), "__bytes__ returned non-bytes"),
            Check::Format => (kind == Some(Kind::Str), "__format__ must return a str, not"),
            Check::Int => (is_int, "__int__ returned non-int"),
            Check::Index => (is_int, "__index__ returned non-int"),
            Check::Iterator => {
                let fits = self.is_iterator(value);
                if !fits {
                    let message = format!("iter() returned non-iterator of type '{}'", self.type_name(value));
                    return Err(self.type_error(message));
                }
                (true, "")
            }
            Check::Bool | Check::Not => {
                return match self.truth(value) {
                    Some(truth) => Ok(Value::bool(truth != (check == Check::Not))),
                    None => Err(Escape::Bail),
                };
            }
            Check::ClassBody | Check::Resume => (true, ""),
            Check::Length => {
                if !is_int {
                    let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
                    return Err(self.type_error(message));
                }
                return match self.heap.content(value).as_small() {
                    Some(length) if length >= 0 => Ok(value),
                    Some(_) => Err(self.value_error("__len__() should return >= 0")),
                    None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
                };
            }
            Check::Hash => {
                if !is_int {
                    return Err(self.type_error("__hash__ method should return an integer"));
                }
                let content = self.heap.content(value);
                let whole = self.integer_of(content).and_then(|number| num_traits::ToPrimitive::to_i64(&number));
                let hash = match whole {
                    Some(-1) => -2,
                    Some(hash) => hash,
                    None => self.leaf_hash(content)?,
                };
                return Ok(self.heap.int(hash));
            }
        };
        if fits {
            return Ok(value);
        }
        let name = self.type_name(value);
        let message = match check {
            Check::Format => format!("{wanted} {name}"),
            _ => format!("{wanted} (type {name})"),
        };
        Err(self.type_error(message))
    }

    /// Calls a native function again, with an argument that was made fit for it.
    fn retry(&mut self, retry: Retry, value: Value) -> Outcome<()> {
        let Retry { native, mut arguments, place, then } = retry;
        arguments[place] = value;
        let Some(definition) = self.heap.natives.get(native.index()).definition else { return Ok(()) };
        match (definition.function)(self, &arguments) {
            Ok(value) => self.resume(then, value),
            Err(Escape::Bail) => {
                // The twin takes arguments as a caller gives them; those left out stay out.
                while arguments.last().is_some_and(|argument| argument.is_unbound()) {
                    arguments.pop();
                }
                self.escaped(native, &arguments, &[], Escape::Bail, then)
            }
            Err(escape @ (Escape::Drain(_) | Escape::Index(_) | Escape::Float(_))) => {
                self.prepare(native, arguments, &escape, then)
            }
            Err(Escape::Call(request)) if request.check == Check::Index => {
                self.convert(native, arguments, request, then)
            }
            Err(escape) => self.answer(escape, then),
        }
    }

    // --- the end of a frame ------------------------------------------------------------------------------------------

    /// Ends the top frame with a value.
    pub(crate) fn return_value(&mut self, value: Value) -> Outcome<Option<Stop>> {
        let Some(frame) = self.frames.pop() else { return Ok(Some(Stop::Finished(value))) };
        if frame.code.flags.handles {
            self.handling = frame.handling;
        }
        if let Some(generator) = frame.generator {
            return self.generator_returned(generator, frame.then, value).map(|()| None);
        }
        match frame.then {
            Then::Store(register) => {
                self.store(register, value);
                self.advance();
                Ok(None)
            }
            Then::Task => Ok(Some(Stop::Finished(value))),
            then => self.resume(then, value).map(|()| None),
        }
    }
}

/// The comparison of a fused instruction.
fn fused(op: Op) -> Option<Comparison> {
    Some(match op {
        Op::JumpLess | Op::JumpLessSmall => Comparison::Less,
        Op::JumpLessEqual | Op::JumpLessEqualSmall => Comparison::LessEqual,
        Op::JumpEqual | Op::JumpEqualSmall => Comparison::Equal,
        Op::JumpGreaterSmall => Comparison::Greater,
        Op::JumpGreaterEqualSmall => Comparison::GreaterEqual,
        _ => return None,
    })
}

fn comparison_of(instruction: Instruction) -> Option<Comparison> {
    match instruction.op {
        Op::Compare => Comparison::ALL.get(usize::from(instruction.x)).copied(),
        op => fused(op),
    }
}

pub(super) fn operator_of(instruction: Instruction) -> u8 {
    use crate::compile::op::BinaryOperator;
    match instruction.op {
        Op::Add => BinaryOperator::Add as u8 + instruction.x,
        Op::Subtract => BinaryOperator::Subtract as u8 + instruction.x,
        Op::Multiply => BinaryOperator::Multiply as u8 + instruction.x,
        _ => instruction.x,
    }
}
