//! Calls of functions of the engine, and of classes that it makes values of by itself.

use crate::{
    heap::{
        object::{Descriptor, NativeSort},
        value::{Kind, Value},
    },
    vm::{
        Vm,
        call::Arguments,
        frame::Then,
        native::{Escape, NativeFunction},
        run::OTHER_FRAME,
    },
};

impl Vm {
    /// Calls a function of the engine.
    #[inline]
    pub(super) fn quick_native(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let native = self.heap.natives.get(callee.index());
        let definition = native.definition?;
        let signature = &native.signature;
        if signature.has_keywords && native.sort != NativeSort::Function {
            return self.quick_exception_init(callee, first, count, pc, to);
        }
        if !signature.simple || native.host.is_some() || count > signature.positional {
            return None;
        }
        let given = self.stack.get(first..first + count)?;
        if native.sort != NativeSort::Function {
            // Its receiver is certain only if its class is the very one.
            let own = native.owner?.of(Kind::Class)?;
            if native.sort == NativeSort::New || self.class_of(*given.first()?) != own {
                return None;
            }
        }
        let argument = |place: usize| match given.get(place) {
            Some(&value) => Some(value),
            None => signature.parameters[place].default,
        };
        let frame = self.frames.last_mut()?;
        frame.pc = pc as u32;
        let base = frame.base as usize;
        self.fuel -= 1;
        // Arrays of a known size are filled without a call.
        match signature.positional {
            0 => self.native_called(callee, &[], count, definition.function, base, pc, to),
            1 => {
                let arguments = [argument(0)?];
                self.native_called(callee, &arguments, count, definition.function, base, pc, to)
            }
            2 => {
                let arguments = [argument(0)?, argument(1)?];
                self.native_called(callee, &arguments, count, definition.function, base, pc, to)
            }
            3 => {
                let arguments = [argument(0)?, argument(1)?, argument(2)?];
                self.native_called(callee, &arguments, count, definition.function, base, pc, to)
            }
            all => {
                let arguments = (0..all).map(argument).collect::<Option<Arguments>>()?;
                self.native_called(callee, &arguments, count, definition.function, base, pc, to)
            }
        }
    }

    /// Calls the code of a native function; of its arguments the first `count` were given.
    #[allow(clippy::too_many_arguments, reason = "what the callers have in registers")]
    #[inline(always)]
    fn native_called(
        &mut self,
        callee: Value,
        arguments: &[Value],
        count: usize,
        function: NativeFunction,
        base: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        match function(self, arguments) {
            Ok(value) => {
                self.stack[base + usize::from(to)] = value;
                Some(pc as u32 + 1)
            }
            Err(escape) => Some(self.quick_escape(callee, &arguments[..count], escape, to)),
        }
    }

    /// Does what a native function asked for.
    #[cold]
    fn quick_escape(&mut self, callee: Value, arguments: &[Value], escape: Escape, to: u16) -> u32 {
        match self.escaped(callee, arguments, &[], escape, Then::Store(to)) {
            Ok(()) => OTHER_FRAME,
            Err(escape) => self.escape_apart(escape),
        }
    }

    /// The value of a class that the engine makes by itself, such as `str(x)`.
    #[inline(never)]
    pub(super) fn quick_built_in(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let index = callee.index();
        let new = self.lookup(index, self.names.new)?;
        let init = self.lookup(index, self.names.init)?;
        let new = match new.of(Kind::Descriptor).map(|index| *self.heap.descriptors.get(index)) {
            Some(Descriptor::Static(inner)) => inner,
            _ => new,
        };
        let native = self.heap.natives.get(new.of(Kind::Native)?);
        let definition = native.definition?;
        let is_type = index == self.classes.type_ || self.heap.classes.get(index).metaclass != self.classes.type_;
        if native.owner != Some(callee) || !self.is_object_new(init) || is_type {
            return None;
        }
        let signature = &native.signature;
        if !signature.simple || count + 1 > signature.positional {
            return None;
        }
        let mut arguments = Arguments::from_slice(&[callee]);
        arguments.extend_from_slice(self.stack.get(first..first + count)?);
        for parameter in &signature.parameters[count + 1..] {
            arguments.push(parameter.default?);
        }
        let frame = self.frames.last_mut()?;
        frame.pc = pc as u32;
        let base = frame.base as usize;
        self.fuel -= 1;
        self.native_called(new, &arguments, count + 1, definition.function, base, pc, to)
    }
}
