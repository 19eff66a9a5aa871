//! Calls of functions that a script defines, operators that are such functions, and their returns.

use std::rc::Rc;

use super::{drop_plain, width};
use crate::{
    compile::{
        code::Code,
        op::{Instruction, Op},
    },
    heap::{
        class::Layout,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        call::Arguments,
        frame::{Frame, Then},
        resume::operator_of,
        run::OTHER_FRAME,
    },
};

impl Vm {
    /// A call whose arguments stand in registers already.
    #[inline]
    pub(in crate::vm) fn quick_call(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        if self.fuel <= 1 || self.heap.wants_collection() {
            return None;
        }
        let (callee, first, count) = self.call_window(instruction, base, instruction.op == Op::CallMethod);
        if callee.is(Kind::Function) {
            let started = self.quick_function(callee, first, count, pc, Then::Store(instruction.c));
            return started.then_some(OTHER_FRAME);
        }
        self.quick_other_call(callee, first, count, pc, instruction.c)
    }

    /// What a call calls, the register of its first argument, and how many there are.
    #[inline(always)]
    fn call_window(&self, instruction: Instruction, base: usize, is_method: bool) -> (Value, usize, usize) {
        let window = base + usize::from(instruction.a);
        let count = usize::from(instruction.b);
        let (first, count) = match is_method {
            true if self.stack[window + 1].is_unbound() => (window + 2, count),
            true => (window + 1, count + 1),
            false => (window + 1, count),
        };
        (self.stack[window], first, count)
    }

    /// Starts a function with one argument more: it takes the register before the others, where what is called stands or
    /// nothing does.
    #[inline(always)]
    pub(super) fn quick_bound(
        &mut self,
        function: Value,
        receiver: Value,
        first: usize,
        count: usize,
        pc: usize,
        then: Then,
    ) -> Option<u32> {
        let before = std::mem::replace(&mut self.stack[first - 1], receiver);
        if self.quick_function(function, first - 1, count + 1, pc, then) {
            return Some(OTHER_FRAME);
        }
        self.stack[first - 1] = before;
        None
    }

    /// A call of what is no function of a script.
    #[inline(never)]
    pub(super) fn quick_other_call(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        match callee.kind()? {
            Kind::Native => {
                let sent = if count == 2 { self.quick_send(callee, first, pc, to) } else { None };
                sent.or_else(|| self.quick_native(callee, first, count, pc, to))
            }
            Kind::Method => self.quick_method(callee, first, count, pc, to),
            Kind::Class => {
                let class = self.heap.classes.get(callee.index());
                match class.layout {
                    Layout::Exception => self.quick_exception(callee, first, count, pc, to),
                    _ if class.traits.builtin => self.quick_built_in(callee, first, count, pc, to),
                    _ => self.quick_instance(callee, first, count, pc, to),
                }
            }
            _ => None,
        }
    }

    /// Starts a function of a script.
    #[inline(always)]
    pub(super) fn quick_function(&mut self, callee: Value, first: usize, count: usize, pc: usize, then: Then) -> bool {
        let function = self.heap.functions.get(callee.index());
        let Some(code) = &function.code else { return false };
        let depth = self.frames.len();
        if !code.flags.simple || depth + self.below >= self.recursion_limit {
            return false;
        }
        let Some(window) = self.stack.get_mut(first..first + usize::from(code.registers)) else { return false };
        let total = usize::from(code.parameters.positional);
        if count != total {
            // The last ones have defaults.
            let missing = total.wrapping_sub(count);
            let Some(from) = function.defaults.len().checked_sub(missing) else { return false };
            window[count..total].copy_from_slice(&function.defaults[from..]);
        }
        for register in &mut window[total..code.variables.len()] {
            *register = Value::UNBOUND;
        }
        if !function.closure.is_empty() {
            let free = usize::from(code.free_start);
            window[free..free + function.closure.len()].copy_from_slice(&function.closure);
        }
        self.frames[depth - 1].pc = pc as u32;
        if depth == self.frames.capacity() {
            self.frames.reserve(depth);
        }
        self.frames.push(Frame {
            code: Rc::clone(code),
            pc: 0,
            base: first as u32,
            function: Some(callee),
            globals: function.globals,
            locals: None,
            handling: self.handling,
            generator: None,
            mark: 0,
            then,
        });
        self.fuel -= 1;
        true
    }

    /// Starts a function of a script that is bound to its first argument.
    #[inline(never)]
    pub(super) fn quick_method(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let method = *self.heap.methods.get(callee.index());
        if !method.function.is(Kind::Function) {
            return None;
        }
        self.quick_bound(method.function, method.receiver, first, count, pc, Then::Store(to))
    }

    /// A call of a script's function with some arguments by keyword.
    #[inline(never)]
    pub(in crate::vm) fn quick_keywords(
        &mut self,
        instruction: Instruction,
        code: &Code,
        base: usize,
        pc: usize,
    ) -> Option<u32> {
        if self.fuel <= 1 || self.heap.wants_collection() || self.frames.len() + self.below >= self.recursion_limit {
            return None;
        }
        let (callee, first, count) = self.call_window(instruction, base, instruction.x == 1);
        let function = self.heap.functions.get(callee.of(Kind::Function)?);
        let target = function.code.as_ref()?;
        let (flags, parameters) = (target.flags, target.parameters);
        if flags.generator || flags.coroutine || parameters.rest || parameters.keywords || !target.free.is_empty() {
            return None;
        }
        let names = self.heap.items(code.constants[code.instructions[pc + 1].wide()])?;
        let by_place = count.checked_sub(names.len())?;
        let (positional, total) = (usize::from(parameters.positional), usize::from(parameters.total()));
        if by_place > positional {
            return None;
        }
        // Everything is found before anything is changed.
        let mut values = Arguments::from_elem(Value::UNBOUND, total);
        values[..by_place].copy_from_slice(self.stack.get(first..first + by_place)?);
        let given = self.stack.get(first + by_place..first + count)?;
        for (&name, &value) in names.iter().zip(given) {
            let place = target.variables[..total].iter().position(|&variable| variable == name)?;
            if place < usize::from(parameters.positional_only) || !values[place].is_unbound() {
                return None;
            }
            values[place] = value;
        }
        for (place, value) in values.iter_mut().enumerate().filter(|(_, value)| value.is_unbound()) {
            *value = match place.checked_sub(positional) {
                None => *function.defaults.get((place + function.defaults.len()).checked_sub(positional)?)?,
                Some(_) => self.get_name(function.keyword_defaults?.index(), target.variables[place])?,
            };
        }
        let registers = self.stack.get_mut(first..first + usize::from(target.registers))?;
        registers[..total].copy_from_slice(&values);
        registers[total..target.variables.len()].fill(Value::UNBOUND);
        let frame = Frame {
            code: Rc::clone(target),
            pc: 0,
            base: first as u32,
            function: Some(callee),
            globals: function.globals,
            locals: None,
            handling: self.handling,
            generator: None,
            mark: 0,
            then: Then::Store(instruction.c),
        };
        self.frames.last_mut()?.pc = pc as u32;
        self.frames.push(frame);
        self.fuel -= 1;
        Some(OTHER_FRAME)
    }

    /// An operator on an instance whose class defines it, as a function of a script.
    #[inline(never)]
    pub(in crate::vm) fn quick_operator(
        &mut self,
        instruction: Instruction,
        code: &Code,
        base: usize,
        pc: usize,
    ) -> bool {
        let (left, right) =
            (self.stack[base + usize::from(instruction.b)], self.stack[base + usize::from(instruction.c)]);
        let (Some(index), false) = (left.of(Kind::Instance), self.fuel <= 1) else { return false };
        let class = self.heap.instances.get(index).class;
        // Another class may have a say first.
        if right.of(Kind::Instance).is_some_and(|right| self.heap.instances.get(right).class != class) {
            return false;
        }
        let (name, stage) = match instruction.op {
            Op::Compare => (self.comparisons.get(usize::from(instruction.x)).copied(), 0),
            _ => (self.operators.get(usize::from(operator_of(instruction))).map(|names| names[0]), 1),
        };
        let Some(method) = name.and_then(|name| self.lookup(class, name)) else { return false };
        let first = base + usize::from(code.registers);
        if !method.is(Kind::Function) || first + 2 > self.stack.len() {
            return false;
        }
        self.stack[first] = left;
        self.stack[first + 1] = right;
        self.quick_function(method, first, 2, pc, Then::Operator(stage))
    }

    /// Ends a function of a script whose result goes into a register.
    #[inline]
    pub(in crate::vm) fn quick_return(&mut self, instruction: Instruction, base: usize) -> Option<u32> {
        let mut value = self.stack[base + usize::from(instruction.a)];
        let [.., below, frame] = &mut *self.frames else { return None };
        if frame.generator.is_some() {
            return None;
        }
        let register = match frame.then {
            Then::Store(register) => register,
            Then::Operator(_) if value != Value::NOT_IMPLEMENTED => {
                // Only these leave what they answer in a register.
                let interrupted = below.code.instructions[below.pc as usize];
                match interrupted.op {
                    Op::Add | Op::Subtract | Op::Multiply | Op::Binary | Op::AddSmall | Op::Compare => interrupted.a,
                    _ => return None,
                }
            }
            Then::Init(register, instance) if value.is_none() => {
                value = instance;
                register
            }
            _ => return None,
        };
        if frame.code.flags.handles {
            self.handling = frame.handling;
        }
        self.stack[below.base as usize + usize::from(register)] = value;
        below.pc += width(&below.code, below.pc);
        drop_plain(self.frames.pop());
        self.fuel -= 1;
        Some(OTHER_FRAME)
    }
}
