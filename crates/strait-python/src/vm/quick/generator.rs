//! Generators that are driven by a loop, by `send`, or by other generators.

use std::rc::Rc;

use super::{drop_plain, width};
use crate::{
    compile::op::{Instruction, Op},
    heap::{
        object::GeneratorState,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        frame::{Frame, Then},
        run::OTHER_FRAME,
    },
};

impl Vm {
    /// The next item of a loop over a generator: it goes on where it stopped.
    #[inline(never)]
    pub(in crate::vm) fn quick_next(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        let index = self.stack[base + usize::from(instruction.b)].of(Kind::Generator)?;
        self.quick_resume(index, Value::NONE, pc, Then::Next)
    }

    /// `generator.send(value)`.
    pub(super) fn quick_send(&mut self, callee: Value, first: usize, pc: usize, to: u16) -> Option<u32> {
        let &[receiver, value] = self.stack.get(first..first + 2)? else { return None };
        let index = receiver.of(Kind::Generator)?;
        if self.lookup(self.classes.generator, self.names.send) != Some(callee) {
            return None;
        }
        self.quick_resume(index, value, pc, Then::Sent(to))
    }

    /// Goes on with a generator that stands at a `yield` or `yield from`.
    #[inline]
    pub(super) fn quick_resume(&mut self, index: u32, sent: Value, pc: usize, then: Then) -> Option<u32> {
        let generator = self.heap.generators.get_mut(index);
        if generator.state != GeneratorState::Suspended
            || generator.handling.is_some()
            || generator.frames.len() != 1
            || self.frames.len() + self.below >= self.recursion_limit
        {
            return None;
        }
        let inner = generator.frames.last()?;
        let at = inner.code.instructions[inner.pc as usize];
        let delegates = at.op == Op::YieldFrom;
        if at.op != Op::Yield && !delegates {
            return None;
        }
        let top = self.frames.last_mut()?;
        let first = top.base as usize + usize::from(top.code.registers);
        let window = self.stack.get_mut(first..first + generator.registers.len())?;
        window.copy_from_slice(&generator.registers);
        if delegates {
            self.sent = Some(sent);
        } else {
            window[usize::from(generator.receive)] = sent;
        }
        top.pc = pc as u32;
        generator.state = GeneratorState::Running;
        if self.frames.len() == self.frames.capacity() {
            self.frames.reserve(1);
        }
        // Field by field: what was just written is read again in the same pieces.
        self.frames.push(Frame {
            code: Rc::clone(&inner.code),
            pc: inner.pc + u32::from(!delegates),
            base: first as u32,
            function: inner.function,
            globals: inner.globals,
            locals: inner.locals,
            handling: self.handling,
            generator: inner.generator,
            mark: inner.mark,
            then,
        });
        drop_plain(generator.frames.pop());
        self.fuel -= 1;
        Some(OTHER_FRAME)
    }

    /// `yield` to a loop, to `send`, or through generators that delegate to this one.
    #[inline(never)]
    pub(in crate::vm) fn quick_yield(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        let mut place = self.frames.len().checked_sub(1)?;
        let to = loop {
            let frame = &self.frames[place];
            if frame.generator.is_none() || frame.code.flags.handles {
                return None;
            }
            place = place.checked_sub(1)?;
            match frame.then {
                Then::Next => {
                    let below = &self.frames[place];
                    break below.code.instructions[below.pc as usize].a;
                }
                Then::Sent(register) => break register,
                Then::Delegate => {}
                _ => return None,
            }
        };
        let value = self.stack[base + usize::from(instruction.b)];
        let top = self.frames.last_mut()?;
        top.pc = pc as u32;
        self.heap.generators.get_mut(top.generator?.index()).receive = instruction.a;
        while self.frames.len() > place + 1 {
            self.suspend_top();
        }
        let below = &mut self.frames[place];
        self.stack[below.base as usize + usize::from(to)] = value;
        below.pc += width(&below.code, below.pc);
        Some(OTHER_FRAME)
    }

    /// Puts the top frame into the generator that it is of.
    #[inline]
    pub(super) fn suspend_top(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        if let Some(index) = frame.generator {
            let generator = self.heap.generators.get_mut(index.index());
            let base = frame.base as usize;
            let window = &self.stack[base..base + usize::from(frame.code.registers)];
            if generator.registers.len() == window.len() {
                generator.registers.copy_from_slice(window);
            } else {
                generator.registers.clear();
                generator.registers.extend_from_slice(window);
            }
            generator.state = GeneratorState::Suspended;
            if generator.frames.capacity() == 0 {
                generator.frames.reserve(1);
            }
            // Field by field: what was just written is read again in the same pieces.
            generator.frames.push(Frame {
                code: Rc::clone(&frame.code),
                pc: frame.pc,
                base: 0,
                function: frame.function,
                globals: frame.globals,
                locals: frame.locals,
                handling: frame.handling,
                generator: frame.generator,
                mark: frame.mark,
                then: Then::Discard,
            });
        }
        drop_plain(self.frames.pop());
    }

    /// A step of `yield from` a generator.
    #[inline(never)]
    pub(in crate::vm) fn quick_delegate(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        let index = self.stack[base + usize::from(instruction.b)].of(Kind::Generator)?;
        let sent = self.sent.unwrap_or(Value::NONE);
        let kept = self.sent.take();
        let next = self.quick_resume(index, sent, pc, Then::Delegate);
        if next.is_none() {
            self.sent = kept;
        }
        next
    }
}
