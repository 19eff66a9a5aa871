//! Calls, returns and generators of the ordinary sort, without the generality of `call.rs` and `generator.rs`: a function that
//! gets each of its parameters by place, a native one that wants just these, an instance of a plain class, a loop over a
//! generator. Each answers `None`, having done nothing, when what it met is not of that sort.

use std::rc::Rc;

use super::{
    Vm,
    call::Arguments,
    frame::{Frame, Then},
    native::{Escape, NativeFunction},
    resume::operator_of,
    run::OTHER_FRAME,
};
use crate::{
    compile::{
        code::{Code, Found},
        op::{Instruction, Op},
    },
    heap::{
        class::{Attributes, Layout},
        object::{Descriptor, GeneratorState, Iter, NativeSort, Part},
        value::{Kind, Value},
    },
};

impl Vm {
    /// A call whose arguments stand in registers already.
    #[inline]
    pub(super) fn quick_call(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        if self.fuel <= 1 || self.heap.wants_collection() {
            return None;
        }
        let window = base + usize::from(instruction.a);
        let callee = self.stack[window];
        let count = usize::from(instruction.b);
        let (first, count) = match instruction.op == Op::CallMethod {
            true if self.stack[window + 1].is_unbound() => (window + 2, count),
            true => (window + 1, count + 1),
            false => (window + 1, count),
        };
        if callee.is(Kind::Function) {
            let started = self.quick_function(callee, first, count, pc, Then::Store(instruction.c));
            return started.then_some(OTHER_FRAME);
        }
        self.quick_other_call(callee, first, count, pc, instruction.c)
    }

    /// The same for what is no function of a script.
    #[inline(never)]
    fn quick_other_call(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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
    fn quick_function(&mut self, callee: Value, first: usize, count: usize, pc: usize, then: Then) -> bool {
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
    fn quick_method(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
        let method = *self.heap.methods.get(callee.index());
        if !method.function.is(Kind::Function) {
            return None;
        }
        // The receiver takes the place before the arguments, where the method stands or nothing does.
        let before = std::mem::replace(&mut self.stack[first - 1], method.receiver);
        if self.quick_function(method.function, first - 1, count + 1, pc, Then::Store(to)) {
            return Some(OTHER_FRAME);
        }
        self.stack[first - 1] = before;
        None
    }

    /// A call of a script's function with some arguments by keyword.
    #[inline(never)]
    pub(super) fn quick_keywords(
        &mut self,
        instruction: Instruction,
        code: &Code,
        base: usize,
        pc: usize,
    ) -> Option<u32> {
        if self.fuel <= 1 || self.heap.wants_collection() || self.frames.len() + self.below >= self.recursion_limit {
            return None;
        }
        let window = base + usize::from(instruction.a);
        let callee = self.stack[window];
        let count = usize::from(instruction.b);
        let (first, count) = match instruction.x == 1 {
            true if self.stack[window + 1].is_unbound() => (window + 2, count),
            true => (window + 1, count + 1),
            false => (window + 1, count),
        };
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

    /// Calls a function of the engine.
    #[inline]
    fn quick_native(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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

    /// Makes an instance of a script's class, with `__init__` to fill it.
    #[inline(never)]
    fn quick_instance(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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
        // The instance takes the place before the arguments, where the class stands or nothing does.
        let place = first - 1;
        let instance = self.new_plain_instance(index);
        let before = std::mem::replace(&mut self.stack[place], instance);
        if self.quick_function(init, place, count + 1, pc, Then::Init(to, instance)) {
            return Some(OTHER_FRAME);
        }
        self.stack[place] = before;
        None
    }

    /// The value of a class that the engine makes by itself, such as `str(x)`.
    #[inline(never)]
    fn quick_built_in(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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
        self.frames.last_mut()?.pc = pc as u32;
        self.fuel -= 1;
        match (definition.function)(self, &arguments) {
            Ok(value) => {
                let base = self.frames.last()?.base as usize;
                self.stack[base + usize::from(to)] = value;
                Some(pc as u32 + 1)
            }
            Err(escape) => Some(self.quick_escape(new, &arguments[..=count], escape, to)),
        }
    }

    /// An attribute that a module has, or a property whose getter is a script's.
    #[inline(never)]
    pub(super) fn quick_attribute(
        &mut self,
        instruction: Instruction,
        code: &Rc<Code>,
        base: usize,
        pc: usize,
    ) -> Option<u32> {
        let object = self.stack[base + usize::from(instruction.b)];
        let known = code.caches[code.instructions[pc + 1].wide()].get();
        match object.kind()? {
            Kind::Module => {
                let value = self.cached_in_module(object.index(), known)?;
                self.stack[base + usize::from(instruction.a)] = value;
                Some(pc as u32 + 2)
            }
            Kind::Instance => {
                let Found::Value(getter) = known.found else { return None };
                let instance = self.heap.instances.get(object.index());
                let Attributes::Shaped { shape, .. } = &instance.attributes else { return None };
                let fits = *shape == known.shape && self.heap.classes.get(instance.class).version == known.version;
                if !fits || self.fuel <= 1 {
                    return None;
                }
                let first = base + usize::from(code.registers);
                *self.stack.get_mut(first)? = object;
                self.quick_function(getter, first, 1, pc, Then::Store(instruction.a)).then_some(OTHER_FRAME)
            }
            _ => None,
        }
    }

    /// The next two things that a loop over pairs takes; the inner `None` at its end.
    #[inline(never)]
    pub(super) fn quick_pair(&mut self, index: u32) -> Option<Option<[Value; 2]>> {
        match self.heap.iterators.get(index) {
            Iter::Enumerate { inner, count } => {
                let (inner, count) = (*inner, *count);
                let following = Value::small(count.as_small()? + 1)?;
                let Some(item) = self.step_quick(inner)? else { return Some(None) };
                if let Iter::Enumerate { count, .. } = self.heap.iterators.get_mut(index) {
                    *count = following;
                }
                Some(Some([count, item]))
            }
            Iter::Zip { inner, strict: false } => {
                let [left, right] = *inner.as_slice() else { return None };
                if !self.is_quick(left) || !self.is_quick(right) {
                    return None;
                }
                let Some(left) = self.step_quick(left)? else { return Some(None) };
                let Some(right) = self.step_quick(right)? else { return Some(None) };
                Some(Some([left, right]))
            }
            Iter::Dict { dict, next, size, left, part: Part::Items, reversed: false } => {
                let (next, left) = (*next, *left);
                let content = self.heap.dicts.get(dict.index());
                if content.len() != *size || left == 0 {
                    return None;
                }
                let (place, entry) = (next..content.places()).find_map(|place| Some((place, *content.at(place)?)))?;
                if let Iter::Dict { next, left, .. } = self.heap.iterators.get_mut(index) {
                    *next = place + 1;
                    *left -= 1;
                }
                Some(Some([entry.key, entry.value]))
            }
            _ => None,
        }
    }

    fn is_quick(&self, iterator: Value) -> bool {
        let Some(index) = iterator.of(Kind::Iterator) else { return false };
        matches!(
            self.heap.iterators.get(index),
            Iter::List { .. } | Iter::Tuple { .. } | Iter::Range { .. } | Iter::Str { .. } | Iter::Exhausted
        )
    }

    /// The next item of an iterator that can neither fail nor need a script's code.
    fn step_quick(&mut self, iterator: Value) -> Option<Option<Value>> {
        if !self.is_quick(iterator) {
            return None;
        }
        self.next(iterator).ok()
    }

    /// What a dictionary has under a key whose equality is no script's, or the character at a place of a text in ASCII.
    #[inline(never)]
    pub(super) fn quick_item(&mut self, object: Value, key: Value) -> Option<Value> {
        if let Some(dict) = object.of(Kind::Dict) {
            return if is_plain_key(key) { self.dict_get(dict, key).ok()? } else { None };
        }
        let text = self.heap.strs.get(object.of(Kind::Str)?);
        let bytes = text.as_str().as_bytes();
        if bytes.len() != text.len() {
            return None;
        }
        let place = key.as_small()?;
        let place = if place < 0 { place + bytes.len() as i64 } else { place };
        let byte = *bytes.get(usize::try_from(place).ok()?)?;
        self.heap.characters.get(usize::from(byte)).copied()
    }

    /// Sets what a dictionary has under such a key; whether it did.
    #[inline(never)]
    pub(super) fn quick_store(&mut self, object: Value, key: Value, value: Value) -> bool {
        let Some(dict) = object.of(Kind::Dict) else { return false };
        is_plain_key(key) && self.dict_set(dict, key, value).is_ok()
    }

    /// Whether a dictionary has such a key.
    #[inline(never)]
    pub(super) fn quick_contains(&mut self, container: Value, key: Value) -> Option<bool> {
        let dict = container.of(Kind::Dict)?;
        if !is_plain_key(key) {
            return None;
        }
        self.dict_find(dict, key).ok().map(|(_, place)| place.is_some())
    }

    /// The truth of a built-in container.
    #[inline(never)]
    pub(super) fn quick_truth(&self, value: Value) -> Option<bool> {
        let index = value.index();
        match value.kind()? {
            Kind::List => Some(!self.heap.lists.get(index).is_empty()),
            Kind::Tuple => Some(!self.heap.tuples.get(index).is_empty()),
            Kind::Dict => Some(self.heap.dicts.get(index).len() != 0),
            Kind::Str => Some(!self.heap.strs.get(index).as_str().is_empty()),
            _ => None,
        }
    }

    /// Whether two strings are equal.
    #[inline]
    pub(super) fn same_text(&self, left: Value, right: Value) -> Option<bool> {
        let (left_index, right_index) = (left.of(Kind::Str)?, right.of(Kind::Str)?);
        Some(left == right || self.heap.strs.get(left_index).as_str() == self.heap.strs.get(right_index).as_str())
    }

    /// Takes a tuple or a list of the right length apart; whether it did.
    #[inline(never)]
    pub(super) fn quick_unpack(&mut self, instruction: Instruction, base: usize) -> bool {
        let source = self.stack[base + usize::from(instruction.b)];
        let items: &[Value] = match source.kind() {
            Some(Kind::Tuple) => self.heap.tuples.get(source.index()),
            Some(Kind::List) => self.heap.lists.get(source.index()),
            _ => return false,
        };
        let first = base + usize::from(instruction.a);
        let fits = items.len() == usize::from(instruction.c);
        if let (true, Some(registers)) = (fits, self.stack.get_mut(first..first + items.len())) {
            for (register, &item) in registers.iter_mut().zip(items) {
                *register = item;
            }
        }
        fits
    }

    /// Sets a name of the module that a cache knows; whether it did.
    #[inline(never)]
    pub(super) fn quick_store_global(&mut self, code: &Code, base: usize, pc: usize) -> bool {
        let known = code.caches[code.instructions[pc + 1].wide()].get();
        let value = self.stack[base + usize::from(code.instructions[pc].a)];
        let Some(frame) = self.frames.last() else { return false };
        let names = self.heap.dicts.get_mut(frame.globals);
        let fits = known.shape != 0 && names.keys_version() == known.shape;
        if fits {
            names.set_at(known.slot as usize, value);
        }
        fits
    }

    /// A tuple or a list of what registers hold.
    #[inline(never)]
    pub(super) fn quick_build(&mut self, instruction: Instruction, base: usize) -> Value {
        let first = base + usize::from(instruction.b);
        let items = &self.stack[first..first + usize::from(instruction.c)];
        match instruction.op {
            Op::BuildTuple => self.heap.tuple(items),
            _ => self.heap.new_list(items.to_vec()),
        }
    }

    /// An operator on an instance whose class defines it, as a function of a script.
    #[inline(never)]
    pub(super) fn quick_operator(&mut self, instruction: Instruction, code: &Code, base: usize, pc: usize) -> bool {
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
    pub(super) fn quick_return(&mut self, instruction: Instruction, base: usize) -> Option<u32> {
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

    /// The next item of a loop over a generator: it goes on where it stopped.
    #[inline(never)]
    pub(super) fn quick_next(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        let index = self.stack[base + usize::from(instruction.b)].of(Kind::Generator)?;
        self.quick_resume(index, Value::NONE, pc, Then::Next)
    }

    /// `generator.send(value)`.
    fn quick_send(&mut self, callee: Value, first: usize, pc: usize, to: u16) -> Option<u32> {
        let &[receiver, value] = self.stack.get(first..first + 2)? else { return None };
        let index = receiver.of(Kind::Generator)?;
        if self.lookup(self.classes.generator, self.names.send) != Some(callee) {
            return None;
        }
        self.quick_resume(index, value, pc, Then::Sent(to))
    }

    /// Goes on with a generator that stands at a `yield` or `yield from`.
    #[inline]
    fn quick_resume(&mut self, index: u32, sent: Value, pc: usize, then: Then) -> Option<u32> {
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
    pub(super) fn quick_yield(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
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
    fn suspend_top(&mut self) {
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
    pub(super) fn quick_delegate(&mut self, instruction: Instruction, base: usize, pc: usize) -> Option<u32> {
        let index = self.stack[base + usize::from(instruction.b)].of(Kind::Generator)?;
        let sent = self.sent.unwrap_or(Value::NONE);
        let kept = self.sent.take();
        let next = self.quick_resume(index, sent, pc, Then::Delegate);
        if next.is_none() {
            self.sent = kept;
        }
        next
    }

    /// An exception of a class that keeps nothing but its arguments, by the constructors of the engine.
    #[inline(never)]
    fn quick_exception(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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
        if init.is(Kind::Function) {
            let place = first - 1;
            let error = self.new_error(index, &arguments);
            let before = std::mem::replace(&mut self.stack[place], error);
            if self.quick_function(init, place, count + 1, pc, Then::Init(to, error)) {
                return Some(OTHER_FRAME);
            }
            self.stack[place] = before;
            return None;
        }
        if Some(init) != self.lookup(base, self.names.init) {
            return None;
        }
        let error = self.new_error(index, &arguments);
        let base = self.frames.last()?.base as usize;
        self.stack[base + usize::from(to)] = error;
        self.fuel -= 1;
        Some(pc as u32 + 1)
    }

    /// `super().__init__(...)` of such an exception.
    fn quick_exception_init(&mut self, callee: Value, first: usize, count: usize, pc: usize, to: u16) -> Option<u32> {
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

/// Whether a key is hashed and compared without a script's code, as long as the keys it is compared with are.
#[inline]
fn is_plain_key(key: Value) -> bool {
    key.is_small() || key.is(Kind::Str)
}

/// Drops a frame whose `then` has nothing to give up.
#[inline]
fn drop_plain(frame: Option<Frame>) {
    if let Some(Frame { then, .. }) = frame {
        std::mem::forget(then);
    }
}

/// How many words the instruction at a place takes.
#[inline]
fn width(code: &Code, pc: u32) -> u32 {
    1 + u32::from(crate::compile::has_word(code.instructions[pc as usize].op))
}
