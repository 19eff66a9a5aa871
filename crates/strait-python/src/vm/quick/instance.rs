//! Instances and exceptions of classes that a script defines.

use crate::{
    heap::{
        class::Layout,
        value::{Kind, Value},
    },
    vm::{Vm, call::Arguments, frame::Then},
};

impl Vm {
    /// Makes an instance of a script's class, with `__init__` to fill it.
    #[inline(never)]
    pub(super) fn quick_instance(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let index = callee.index();
        let class = self.heap.classes.get(index);
        if class.metaclass != self.classes.type_ || class.traits.is_abstract || class.layout != Layout::Plain {
            return None;
        }
        let new = self.lookup(index, self.names.new)?;
        let init = self.lookup(index, self.names.init)?;
        if !init.is(Kind::Function) || !self.is_object_new(new) {
            return None;
        }
        let instance = self.new_plain_instance(index);
        self.quick_bound(init, instance, first, count, pc, Then::Init(to, instance))
    }

    /// An exception of a class that keeps nothing but its arguments, by the constructors of the engine.
    #[inline(never)]
    pub(super) fn quick_exception(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let index = callee.index();
        let base = self.classes.base_exception;
        let class = self.heap.classes.get(index);
        if class.layout != Layout::Exception || class.metaclass != self.classes.type_ || class.traits.is_abstract {
            return None;
        }
        let (new, init) = (self.lookup(index, self.names.new)?, self.lookup(index, self.names.init)?);
        if Some(new) != self.lookup(base, self.names.new)
            || !crate::builtins::details::keeps_arguments_only(self, index)
        {
            return None;
        }
        let arguments = Arguments::from_slice(self.stack.get(first..first + count)?);
        if !init.is(Kind::Function) && Some(init) != self.lookup(base, self.names.init) {
            return None;
        }
        let error = self.new_error(index, &arguments);
        if init.is(Kind::Function) {
            return self.quick_bound(init, error, first, count, pc, Then::Init(to, error));
        }
        let base = self.frames.last()?.base as usize;
        self.stack[base + usize::from(to)] = error;
        self.fuel -= 1;
        Some(pc as u32 + 1)
    }

    /// `super().__init__(...)` of such an exception.
    pub(super) fn quick_exception_init(
        &mut self,
        callee: Value,
        first: usize,
        count: usize,
        pc: usize,
        to: u16,
    ) -> Option<u32> {
        let (&error, arguments) = self.stack.get(first..first + count)?.split_first()?;
        let arguments = Arguments::from_slice(arguments);
        let class = self.class_of(error);
        let is_own = self.lookup(self.classes.base_exception, self.names.init) == Some(callee);
        if !is_own || !crate::builtins::details::keeps_arguments_only(self, class) {
            return None;
        }
        let tuple = self.heap.tuple(&arguments);
        self.exception_mut(error)?.args = tuple;
        let base = self.frames.last()?.base as usize;
        self.stack[base + usize::from(to)] = Value::NONE;
        self.fuel -= 1;
        Some(pc as u32 + 1)
    }
}
