//! The instructions, each in full. The loop (`steps.rs`) does what is common about them by itself, and comes here for the rest.

use std::rc::Rc;

use super::{
    Vm,
    frame::Then,
    native::{Escape, Outcome},
    resume::operator_of,
};
use crate::{
    compile::{
        code::{Cache, Code, Found},
        op::{BinaryOperator, Comparison, Op},
    },
    heap::{
        class::Attributes,
        object::Function,
        value::{Kind, Value},
    },
};

/// Why the loop was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// The task's first frame returned this.
    Finished(Value),
    /// An exception that nothing caught.
    Failed(Value),
    /// The task waits.
    Parked,
    /// The fuel is used up; there is more to do.
    Paused,
}

/// Where to go on after an instruction.
enum After {
    /// At an instruction of the same frame.
    At(usize),
    /// Wherever the top frame says.
    Frame,
    Stop(Stop),
}

/// What [`Vm::step_apart`] says in the place of an instruction's number: go on wherever the top frame says.
pub(super) const OTHER_FRAME: u32 = u32::MAX;
/// The task stopped; the reason is kept.
pub(super) const STOPPED: u32 = u32::MAX - 1;

impl Vm {
    /// Runs the current task until it ends, waits, or has used its fuel.
    pub(crate) fn run(&mut self) -> Stop {
        loop {
            if self.steps() == STOPPED {
                return self.stopped.take().unwrap_or(Stop::Paused);
            }
        }
    }

    /// Does one instruction in full. The answer is a plain number, and what else there is to say is kept aside: so little
    /// crosses into the loop that its compiled form keeps its own few variables in registers.
    #[inline(never)]
    pub(super) fn step_apart(&mut self, code: &Rc<Code>, base: usize, pc: usize) -> u32 {
        match self.step(code, base, pc) {
            Ok(After::At(pc)) => pc as u32,
            Ok(After::Frame) => OTHER_FRAME,
            Ok(After::Stop(stop)) => {
                self.stopped = Some(stop);
                STOPPED
            }
            Err(escape) => self.escape_apart(escape),
        }
    }

    /// Does what an instruction that was broken off asks for, and says where to go on.
    pub(super) fn escape_apart(&mut self, escape: Escape) -> u32 {
        self.stopped = self.handle(escape);
        if self.stopped.is_some() { STOPPED } else { OTHER_FRAME }
    }

    /// Does what an instruction that was broken off asks for; how the task stopped, if it did.
    pub(crate) fn handle(&mut self, escape: Escape) -> Option<Stop> {
        match escape {
            Escape::Raise(error) => self.unwind(error),
            Escape::Memory => self.make_room().err().and_then(|error| self.unwind(error)),
            Escape::Parked(parked) => {
                self.parked = Some(*parked);
                Some(Stop::Parked)
            }
            // `answer` has dealt with the others.
            Escape::Bail
            | Escape::Call(_)
            | Escape::Drain(_)
            | Escape::Index(_)
            | Escape::Float(_)
            | Escape::Park(_) => match self.error(self.classes.system_error, "an operation was left undone") {
                Escape::Raise(error) => self.unwind(error),
                _ => Some(Stop::Failed(Value::NONE)),
            },
        }
    }

    /// Collects, because an allocation did not fit.
    fn make_room(&mut self) -> Result<(), Value> {
        self.collect();
        if self.heap.has_room_now() && !self.heap.is_over_limit() { Ok(()) } else { Err(self.heap_is_full()) }
    }

    fn heap_is_full(&mut self) -> Value {
        self.ran_out_of_memory = true;
        self.memory_error()
    }

    /// A place where the collector may run and the host may take over.
    fn safe_point(&mut self) -> Outcome<bool> {
        if self.heap.wants_collection() {
            self.collect();
            if self.heap.is_over_limit() {
                return Err(Escape::Raise(self.heap_is_full()));
            }
        }
        Ok(self.fuel <= 0)
    }

    /// Does one instruction in full, whatever it takes; `steps` has done nothing for it.
    fn step(&mut self, code: &Rc<Code>, base: usize, mut pc: usize) -> Outcome<After> {
        {
            macro_rules! get {
                ($register:expr) => {
                    self.stack[base + $register as usize]
                };
            }
            macro_rules! set {
                ($register:expr, $value:expr) => {{
                    let value = $value;
                    self.stack[base + $register as usize] = value;
                }};
            }
            // Remembers the place, for whatever may call, wait or raise.
            macro_rules! save {
                () => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.pc = pc as u32;
                    }
                };
            }
            // An operation whose value goes into a register; it may ask for a call.
            macro_rules! value {
                ($register:expr, $outcome:expr, $width:expr) => {{
                    match $outcome {
                        Ok(value) => {
                            set!($register, value);
                            pc += $width;
                        }
                        Err(escape) => {
                            save!();
                            self.answer(escape, Then::Store($register))?;
                            return Ok(After::Frame);
                        }
                    }
                }};
            }
            macro_rules! effect {
                ($outcome:expr, $width:expr) => {{
                    match $outcome {
                        Ok(()) => pc += $width,
                        Err(escape) => {
                            save!();
                            self.answer(escape, Then::Discard)?;
                            return Ok(After::Frame);
                        }
                    }
                }};
            }
            // The truth of a value decides; it may take a call to know.
            macro_rules! decide {
                ($value:expr, $yes:expr, $no:expr) => {{
                    let value = $value;
                    let truth = if value.is_bool() { Some(value == Value::TRUE) } else { self.truth(value) };
                    match truth {
                        Some(true) => $yes,
                        Some(false) => $no,
                        None => {
                            save!();
                            self.ask_truth(value)?;
                            return Ok(After::Frame);
                        }
                    }
                }};
            }
            macro_rules! compare_and_jump {
                ($instruction:expr, $left:expr, $right:expr, $small:expr, $float:expr, $comparison:expr) => {{
                    let (left, right) = ($left, $right);
                    let result = if left.is_small() && right.is_small() {
                        $small(&left.small_bits(), &right.small_bits())
                    } else if left.is_float() && right.is_float() {
                        $float(&left.as_float().unwrap_or_default(), &right.as_float().unwrap_or_default())
                    } else {
                        match self.compare($comparison, left, right) {
                            Ok(value) if value.is_bool() => value == Value::TRUE,
                            Ok(value) => {
                                save!();
                                self.resume(Then::Decide, value)?;
                                return Ok(After::Frame);
                            }
                            Err(Escape::Bail) => {
                                save!();
                                self.begin_compare($comparison, left, right)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                save!();
                                return Err(escape);
                            }
                        }
                    };
                    if result == ($instruction.x & 1 == 1) { pc = $instruction.near() } else { pc += 1 }
                }};
            }

            {
                let instruction = code.instructions[pc];
                let (a, b, c) = (instruction.a, instruction.b, instruction.c);
                match instruction.op {
                    Op::Nop => pc += 1,
                    Op::Move => {
                        set!(a, get!(b));
                        pc += 1;
                    }
                    Op::Constant => {
                        set!(a, code.constants[instruction.wide()]);
                        pc += 1;
                    }
                    Op::Unbind => {
                        set!(a, Value::UNBOUND);
                        pc += 1;
                    }
                    Op::Check => {
                        if get!(a).is_unbound() {
                            save!();
                            return Err(self.unbound_local(code.constants[usize::from(b)]));
                        }
                        pc += 1;
                    }

                    Op::NewCell => {
                        let cell = self.heap.new_cell(crate::heap::CellContent(Value::UNBOUND));
                        set!(a, cell);
                        pc += 1;
                    }
                    Op::WrapCell => {
                        let cell = self.heap.new_cell(crate::heap::CellContent(get!(a)));
                        set!(a, cell);
                        pc += 1;
                    }
                    Op::LoadCell => {
                        let value = self.heap.cells.get(get!(b).index()).0;
                        if value.is_unbound() {
                            save!();
                            return Err(self.unbound_cell(code, b, code.constants[usize::from(c)]));
                        }
                        set!(a, value);
                        pc += 1;
                    }
                    Op::StoreCell => {
                        let (cell, value) = (get!(a).index(), get!(b));
                        self.heap.cells.get_mut(cell).0 = value;
                        pc += 1;
                    }
                    Op::ClearCell => {
                        let cell = get!(a).index();
                        if self.heap.cells.get(cell).0.is_unbound() {
                            save!();
                            return Err(self.unbound_cell(code, a, code.constants[usize::from(b)]));
                        }
                        self.heap.cells.get_mut(cell).0 = Value::UNBOUND;
                        pc += 1;
                    }

                    Op::LoadGlobal => {
                        let cache = &code.caches[code.instructions[pc + 1].wide()];
                        let known = cache.get();
                        let globals = self.frames[self.frames.len() - 1].globals;
                        let names = self.heap.dicts.get(globals);
                        if known.shape != 0 && names.keys_version() == known.shape {
                            match known.found {
                                Found::Slot => {
                                    if let Some(entry) = names.at(known.slot as usize) {
                                        set!(a, entry.value);
                                        pc += 2;
                                        return Ok(After::At(pc));
                                    }
                                }
                                Found::BuiltIn => {
                                    let names = self.heap.dicts.get(self.built_in);
                                    if names.keys_version() == known.version
                                        && let Some(entry) = names.at(known.slot as usize)
                                    {
                                        set!(a, entry.value);
                                        pc += 2;
                                        return Ok(After::At(pc));
                                    }
                                }
                                _ => {}
                            }
                        }
                        save!();
                        let value = self.load_global(globals, code.constants[usize::from(b)], cache)?;
                        set!(a, value);
                        pc += 2;
                    }
                    Op::StoreGlobal => {
                        let globals = self.frames[self.frames.len() - 1].globals;
                        let cache = &code.caches[code.instructions[pc + 1].wide()];
                        let known = cache.get();
                        let value = get!(a);
                        let names = self.heap.dicts.get_mut(globals);
                        if known.shape != 0 && names.keys_version() == known.shape {
                            names.set_at(known.slot as usize, value);
                        } else {
                            self.store_global(globals, code.constants[usize::from(b)], value, cache);
                        }
                        pc += 2;
                    }
                    Op::DeleteGlobal => {
                        let globals = self.frames[self.frames.len() - 1].globals;
                        let name = code.constants[usize::from(a)];
                        if self.remove_name(globals, name).is_none() {
                            save!();
                            return Err(self.name_error(name));
                        }
                        pc += 1;
                    }
                    Op::LoadName => {
                        save!();
                        let value = self.load_local_name(code.constants[usize::from(b)]);
                        value!(a, value, 1);
                    }
                    Op::StoreName => {
                        save!();
                        let outcome = self.store_local_name(code.constants[usize::from(b)], get!(a));
                        effect!(outcome, 1);
                    }
                    Op::DeleteName => {
                        save!();
                        self.delete_local_name(code.constants[usize::from(a)])?;
                        pc += 1;
                    }
                    Op::LoadPrelude => {
                        let name = code.constants[usize::from(b)];
                        let found = self.get_name(self.prelude, name).or_else(|| self.get_name(self.built_in, name));
                        match found {
                            Some(value) => set!(a, value),
                            None => {
                                save!();
                                return Err(self.name_error(name));
                            }
                        }
                        pc += 1;
                    }
                    Op::LoadLocals => {
                        let frame = &self.frames[self.frames.len() - 1];
                        let names = frame.locals.unwrap_or(Value::object(Kind::Dict, frame.globals));
                        set!(a, names);
                        pc += 1;
                    }

                    Op::Add | Op::Subtract | Op::Multiply | Op::Binary => {
                        save!();
                        self.begin_binary(operator_of(instruction), get!(b), get!(c))?;
                        return Ok(After::Frame);
                    }
                    Op::AddSmall => {
                        save!();
                        let (operator, right) = small_operation(instruction.x, c);
                        self.begin_binary(operator, get!(b), right)?;
                        return Ok(After::Frame);
                    }
                    Op::Compare => {
                        let comparison = Comparison::ALL[usize::from(instruction.x)];
                        let (left, right) = (get!(b), get!(c));
                        match self.compare(comparison, left, right) {
                            Ok(value) => {
                                set!(a, value);
                                pc += 1;
                            }
                            Err(Escape::Bail) => {
                                save!();
                                self.begin_compare(comparison, left, right)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                save!();
                                return Err(escape);
                            }
                        }
                    }
                    Op::Is => {
                        set!(a, Value::bool(self.is_same(get!(b), get!(c)) != (instruction.x == 1)));
                        pc += 1;
                    }
                    Op::Contains => {
                        save!();
                        match self.contains(get!(c), get!(b)) {
                            Ok(found) => {
                                set!(a, Value::bool(found != (instruction.x == 1)));
                                pc += 1;
                            }
                            Err(escape) => {
                                self.answer(escape, Then::Contained)?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::Not => decide!(
                        get!(b),
                        {
                            set!(a, Value::FALSE);
                            pc += 1;
                        },
                        {
                            set!(a, Value::TRUE);
                            pc += 1;
                        }
                    ),
                    Op::Unary => {
                        save!();
                        let outcome = self.unary(instruction.x, get!(b));
                        value!(a, outcome, 1);
                    }

                    Op::Jump => pc = instruction.wide(),
                    Op::Loop => {
                        pc = instruction.wide();
                        self.fuel -= 1;
                        if self.fuel <= 0 || self.heap.wants_collection() {
                            save!();
                            if self.safe_point()? {
                                return Ok(After::Stop(Stop::Paused));
                            }
                        }
                    }
                    Op::JumpTrue => decide!(get!(a), pc = instruction.wide(), pc += 1),
                    Op::JumpFalse => decide!(get!(a), pc += 1, pc = instruction.wide()),
                    Op::JumpNone => {
                        if get!(a).is_none() {
                            pc = instruction.wide()
                        } else {
                            pc += 1
                        }
                    }
                    Op::JumpNotNone => {
                        if get!(a).is_none() {
                            pc += 1
                        } else {
                            pc = instruction.wide()
                        }
                    }
                    Op::JumpLess => {
                        compare_and_jump!(instruction, get!(a), get!(b), i64::lt, f64::lt, Comparison::Less);
                    }
                    Op::JumpLessEqual => {
                        compare_and_jump!(instruction, get!(a), get!(b), i64::le, f64::le, Comparison::LessEqual);
                    }
                    Op::JumpEqual => {
                        compare_and_jump!(instruction, get!(a), get!(b), i64::eq, f64::eq, Comparison::Equal);
                    }
                    Op::JumpLessSmall => {
                        let right = Value::small_unchecked(i64::from(b as i16));
                        compare_and_jump!(instruction, get!(a), right, i64::lt, f64::lt, Comparison::Less);
                    }
                    Op::JumpLessEqualSmall => {
                        let right = Value::small_unchecked(i64::from(b as i16));
                        compare_and_jump!(instruction, get!(a), right, i64::le, f64::le, Comparison::LessEqual);
                    }
                    Op::JumpGreaterSmall => {
                        let right = Value::small_unchecked(i64::from(b as i16));
                        compare_and_jump!(instruction, get!(a), right, i64::gt, f64::gt, Comparison::Greater);
                    }
                    Op::JumpGreaterEqualSmall => {
                        let right = Value::small_unchecked(i64::from(b as i16));
                        compare_and_jump!(instruction, get!(a), right, i64::ge, f64::ge, Comparison::GreaterEqual);
                    }
                    Op::JumpEqualSmall => {
                        let right = Value::small_unchecked(i64::from(b as i16));
                        compare_and_jump!(instruction, get!(a), right, i64::eq, f64::eq, Comparison::Equal);
                    }

                    Op::LoadAttribute => {
                        let object = get!(b);
                        let cache = &code.caches[code.instructions[pc + 1].wide()];
                        if let Some(index) = object.of(Kind::Instance) {
                            let instance = self.heap.instances.get(index);
                            let known = cache.get();
                            if let Attributes::Shaped { shape, slots } = &instance.attributes
                                && *shape == known.shape
                                && self.heap.classes.get(instance.class).version == known.version
                                && known.found == Found::Slot
                                && let value = slots[known.slot as usize]
                                && !value.is_unbound()
                            {
                                set!(a, value);
                                pc += 2;
                                return Ok(After::At(pc));
                            }
                        } else if let Some(index) = object.of(Kind::Module)
                            && let Some(value) = self.cached_in_module(index, cache.get())
                        {
                            set!(a, value);
                            pc += 2;
                            return Ok(After::At(pc));
                        }
                        save!();
                        let outcome = self.load_attribute(object, code.constants[usize::from(c)], cache);
                        value!(a, outcome, 2);
                    }
                    Op::StoreAttribute => {
                        let (object, value) = (get!(a), get!(c));
                        let cache = &code.caches[code.instructions[pc + 1].wide()];
                        if let Some(index) = object.of(Kind::Instance) {
                            let known = cache.get();
                            let instance = self.heap.instances.get_mut(index);
                            if let Attributes::Shaped { shape, slots } = &mut instance.attributes
                                && *shape == known.shape
                                && self.heap.classes.get(instance.class).version == known.version
                            {
                                match known.found {
                                    Found::Slot => {
                                        slots[known.slot as usize] = value;
                                        pc += 2;
                                        return Ok(After::At(pc));
                                    }
                                    Found::Grow => {
                                        *shape = known.slot;
                                        slots.push(value);
                                        self.heap.charge(8);
                                        pc += 2;
                                        return Ok(After::At(pc));
                                    }
                                    _ => {}
                                }
                            }
                        }
                        save!();
                        let outcome = self.store_attribute(object, code.constants[usize::from(b)], value, cache);
                        effect!(outcome, 2);
                    }
                    Op::DeleteAttribute => {
                        save!();
                        let outcome = self.delete_attribute(get!(a), code.constants[usize::from(b)]);
                        effect!(outcome, 1);
                    }
                    Op::LoadMethod => {
                        let object = get!(b);
                        let cache = &code.caches[code.instructions[pc + 1].wide()];
                        let known = cache.get();
                        if let Found::Value(method) = known.found {
                            let fits = match object.of(Kind::Instance) {
                                Some(index) => {
                                    let instance = self.heap.instances.get(index);
                                    matches!(&instance.attributes, Attributes::Shaped { shape, .. } if *shape == known.shape)
                                        && self.heap.classes.get(instance.class).version == known.version
                                }
                                None => object.kind().is_some_and(|kind| built_in_mark(kind) == known.shape),
                            };
                            if fits {
                                set!(a, method);
                                set!(a + 1, object);
                                pc += 2;
                                return Ok(After::At(pc));
                            }
                        } else if let Some(index) = object.of(Kind::Module)
                            && let Some(value) = self.cached_in_module(index, known)
                        {
                            set!(a, value);
                            set!(a + 1, Value::UNBOUND);
                            pc += 2;
                            return Ok(After::At(pc));
                        }
                        save!();
                        let name = code.constants[usize::from(c)];
                        match self.load_method(object, name, cache) {
                            Ok((method, receiver)) => {
                                set!(a, method);
                                set!(a + 1, receiver);
                                pc += 2;
                            }
                            Err(escape) => {
                                set!(a + 1, Value::UNBOUND);
                                self.answer(escape, Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::LoadSpecial => {
                        save!();
                        let outcome = self.load_special(get!(b), code.constants[usize::from(c)]);
                        value!(a, outcome, 1);
                    }
                    Op::LoadItem => {
                        let (object, key) = (get!(b), get!(c));
                        if key.is_small()
                            && let Some(list) = object.of(Kind::List)
                        {
                            let items = self.heap.lists.get(list);
                            let place = key.small_bits();
                            let place = if place < 0 { place + items.len() as i64 } else { place };
                            if let Some(&item) = usize::try_from(place).ok().and_then(|place| items.get(place)) {
                                set!(a, item);
                                pc += 1;
                                return Ok(After::At(pc));
                            }
                        }
                        save!();
                        let outcome = self.get_item(object, key);
                        match outcome {
                            Ok(value) => {
                                set!(a, value);
                                pc += 1;
                            }
                            Err(Escape::Bail) => {
                                self.bail("_getitem", &[object, key], Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                self.answer(escape, Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::StoreItem => {
                        let (object, key, value) = (get!(a), get!(b), get!(c));
                        save!();
                        match self.set_item(object, key, value) {
                            Ok(()) => pc += 1,
                            Err(Escape::Bail) => {
                                self.bail("_setitem", &[object, key, value], Then::Discard)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                self.answer(escape, Then::Discard)?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::DeleteItem => {
                        let (object, key) = (get!(a), get!(b));
                        save!();
                        match self.delete_item(object, key) {
                            Ok(()) => pc += 1,
                            Err(Escape::Bail) => {
                                self.bail("_delitem", &[object, key], Then::Discard)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                self.answer(escape, Then::Discard)?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::BuildSlice => {
                        let (start, stop, step) = (get!(b), get!(b + 1), get!(b + 2));
                        let slice = self.heap.new_slice(crate::heap::object::Slice { start, stop, step });
                        set!(a, slice);
                        pc += 1;
                    }

                    Op::BuildTuple | Op::BuildList => {
                        let first = base + usize::from(b);
                        let items = self.stack[first..first + usize::from(c)].to_vec();
                        let value = match instruction.op {
                            Op::BuildTuple => self.heap.new_tuple(items.into()),
                            _ => self.heap.new_list(items),
                        };
                        set!(a, value);
                        pc += 1;
                    }
                    Op::BuildSet | Op::BuildDict => {
                        save!();
                        let first = base + usize::from(b);
                        let is_set = instruction.op == Op::BuildSet;
                        let count = usize::from(c) * if is_set { 1 } else { 2 };
                        let items = self.stack[first..first + count].to_vec();
                        let outcome = if is_set { self.build_set(&items) } else { self.build_dict(&items) };
                        match outcome {
                            Ok(value) => {
                                set!(a, value);
                                pc += 1;
                            }
                            Err(Escape::Bail) => {
                                let items = self.heap.new_list(items);
                                let twin = if is_set { "_build_set" } else { "_build_dict" };
                                self.bail(twin, &[items], Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => return Err(escape),
                        }
                    }
                    Op::Append => {
                        let (list, value) = (get!(a), get!(b));
                        if let Some(index) = list.of(Kind::List) {
                            self.heap.push(index, value)?;
                        }
                        pc += 1;
                    }
                    Op::SetAdd => {
                        let (set, value) = (get!(a), get!(b));
                        save!();
                        match self.set_add(set, value) {
                            Ok(_) => pc += 1,
                            Err(Escape::Bail) => {
                                self.bail("_set_add", &[set, value], Then::Discard)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => return Err(escape),
                        }
                    }
                    Op::DictSet => {
                        let (dict, key, value) = (get!(a), get!(b), get!(c));
                        save!();
                        match self.dict_set(dict.index(), key, value) {
                            Ok(()) => pc += 1,
                            Err(Escape::Bail) => {
                                self.bail("_setitem", &[dict, key, value], Then::Discard)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => return Err(escape),
                        }
                    }
                    Op::Extend | Op::SetUpdate | Op::DictUpdate => {
                        save!();
                        let (target, source) = (get!(a), get!(b));
                        let callee =
                            if instruction.op != Op::SetUpdate && instruction.x == 1 { Some(get!(c)) } else { None };
                        match self.extend(instruction.op, target, source, callee) {
                            Ok(()) => pc += 1,
                            Err(Escape::Bail) => {
                                let (twin, arguments) = match instruction.op {
                                    Op::Extend => (
                                        "_extend",
                                        vec![target, source, Value::small_unchecked(i64::from(instruction.x))],
                                    ),
                                    Op::SetUpdate => ("_set_update", vec![target, source]),
                                    _ => ("_dict_update", vec![target, source, callee.unwrap_or(Value::NONE)]),
                                };
                                self.bail(twin, &arguments, Then::Discard)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => return Err(escape),
                        }
                    }
                    Op::ListToTuple => {
                        let items = self.heap.items(get!(b)).map(<[Value]>::to_vec).unwrap_or_default();
                        let tuple = self.heap.new_tuple(items.into());
                        set!(a, tuple);
                        pc += 1;
                    }
                    Op::Join => {
                        save!();
                        let first = base + usize::from(b);
                        let value = self.join_registers(first, usize::from(c))?;
                        set!(a, value);
                        pc += 1;
                    }
                    Op::Format => {
                        save!();
                        let value = get!(b);
                        let spec = if c == u16::MAX { None } else { Some(get!(c)) };
                        match self.format_value(value, instruction.x, spec) {
                            Ok(text) => {
                                set!(a, text);
                                pc += 1;
                            }
                            Err(Escape::Bail) => {
                                let conversion = Value::small_unchecked(i64::from(instruction.x));
                                let empty = self.names.empty;
                                self.bail("_format", &[value, conversion, spec.unwrap_or(empty)], Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => {
                                self.answer(escape, Then::Store(a))?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::Unpack | Op::UnpackStar => {
                        save!();
                        let source = get!(b);
                        let after = (instruction.op == Op::UnpackStar).then_some(usize::from(instruction.x));
                        match self.unpack(source, base + usize::from(a), usize::from(c), after) {
                            Ok(()) => pc += 1,
                            Err(Escape::Bail) => {
                                // The prelude makes a list of the right length, which this instruction then takes apart.
                                let before = Value::small_unchecked(i64::from(c));
                                let after = after.map_or(Value::NONE, |after| Value::small_unchecked(after as i64));
                                self.bail("_unpack", &[source, before, after], Then::Unpacked)?;
                                return Ok(After::Frame);
                            }
                            Err(escape) => return Err(escape),
                        }
                    }

                    Op::Iterate => {
                        save!();
                        let outcome = self.iterate(get!(b));
                        value!(a, outcome, 1);
                    }
                    Op::Next => {
                        let iterator = get!(b);
                        match self.next(iterator) {
                            Ok(Some(item)) => {
                                set!(a, item);
                                pc += 1;
                            }
                            Ok(None) => pc = instruction.near(),
                            Err(escape) => {
                                save!();
                                self.ask_next(iterator, escape, Then::Next)?;
                                return Ok(After::Frame);
                            }
                        }
                    }
                    Op::AsyncIterate => {
                        save!();
                        let outcome = self.async_iterate(get!(b));
                        value!(a, outcome, 1);
                    }
                    Op::AsyncNext => {
                        save!();
                        let outcome = self.async_next(get!(b));
                        value!(a, outcome, 1);
                    }

                    Op::Call => {
                        let callee = get!(a);
                        let count = usize::from(b);
                        save!();
                        self.call(callee, base + usize::from(a) + 1, count, c)?;
                        return Ok(After::Frame);
                    }
                    Op::CallMethod => {
                        let callee = get!(a);
                        let (first, count) = match get!(a + 1).is_unbound() {
                            true => (usize::from(a) + 2, usize::from(b)),
                            false => (usize::from(a) + 1, usize::from(b) + 1),
                        };
                        save!();
                        self.call(callee, base + first, count, c)?;
                        return Ok(After::Frame);
                    }
                    Op::CallKeywords => {
                        save!();
                        let callee = get!(a);
                        let (first, count) = match (instruction.x, instruction.x == 1 && get!(a + 1).is_unbound()) {
                            (1, true) => (usize::from(a) + 2, usize::from(b)),
                            (1, false) => (usize::from(a) + 1, usize::from(b) + 1),
                            _ => (usize::from(a) + 1, usize::from(b)),
                        };
                        let names = code.constants[code.instructions[pc + 1].wide()];
                        let names = self.heap.items(names).map(super::call::Arguments::from_slice).unwrap_or_default();
                        let first = base + first;
                        self.fuel -= 1;
                        if callee.is(Kind::Function) {
                            self.enter_function(callee, first as u32, count, &names, Then::Store(c))?;
                            return Ok(After::Frame);
                        }
                        let arguments = super::call::Arguments::from_slice(&self.stack[first..first + count]);
                        self.invoke(callee, &arguments, &names, Then::Store(c))?;
                        return Ok(After::Frame);
                    }
                    Op::CallSpread => {
                        save!();
                        let (callee, list, keywords) = (get!(a), get!(a + 1), get!(a + 2));
                        self.call_spread(callee, list, keywords, Then::Store(c))?;
                        return Ok(After::Frame);
                    }
                    // A mark for the call that follows: an awaitable is wanted.
                    Op::Defer => {
                        pc += 1;
                        let call = code.instructions[pc];
                        if instruction.x == 1 && self.waits_itself(get!(call.a)) {
                            save!();
                            self.call_awaited(call, code.instructions.get(pc + 1).copied())?;
                            return Ok(After::Frame);
                        }
                        if instruction.x == 0 && self.suspends(get!(call.a)) && self.takes_awaitables(get!(a)) {
                            save!();
                            self.put_call_off(call, code.instructions.get(pc + 1).copied())?;
                            return Ok(After::Frame);
                        }
                    }
                    Op::MakeFunction => {
                        let inner = code.constants[usize::from(b)];
                        let parts = (instruction.x == 1).then(|| {
                            let first = base + usize::from(c);
                            [self.stack[first], self.stack[first + 1], self.stack[first + 2], self.stack[first + 3]]
                        });
                        let function = self.make_function(inner, base, parts);
                        set!(a, function);
                        pc += 1;
                    }
                    Op::Return => {
                        let value = get!(a);
                        self.fuel -= 1;
                        if let Some(stop) = self.return_value(value)? {
                            return Ok(After::Stop(stop));
                        }
                        return Ok(After::Frame);
                    }
                    Op::Yield | Op::AsyncYield => {
                        save!();
                        let value = get!(b);
                        self.yield_value(value, a)?;
                        return Ok(After::Frame);
                    }
                    Op::YieldFrom => {
                        save!();
                        let sent = self.sent.take().unwrap_or(Value::NONE);
                        self.delegate(get!(b), sent, a)?;
                        return Ok(After::Frame);
                    }
                    Op::Awaitable => {
                        save!();
                        let outcome = self.awaitable(get!(b));
                        value!(a, outcome, 1);
                    }
                    Op::Await => {
                        save!();
                        let sent = self.sent.take().unwrap_or(Value::NONE);
                        self.wait_for(get!(b), sent, a)?;
                        return Ok(After::Frame);
                    }

                    Op::Raise => {
                        save!();
                        let outcome = match instruction.x {
                            0 => self.raise_again(),
                            1 => self.raise(get!(a), None),
                            _ => self.raise(get!(a), Some(get!(c))),
                        };
                        match outcome {
                            Escape::Call(_) => {
                                self.answer(
                                    outcome,
                                    Then::Raise(if instruction.x == 2 { Some(get!(c)) } else { None }),
                                )?;
                                return Ok(After::Frame);
                            }
                            escape => return Err(escape),
                        }
                    }
                    Op::EnterHandler => {
                        let previous = self.handling.unwrap_or(Value::UNBOUND);
                        set!(b, previous);
                        self.handling = Some(get!(a));
                        pc += 1;
                    }
                    Op::LeaveHandler => {
                        let previous = get!(b);
                        if self.dying.is_some() && self.dying == self.handling && instruction.x == 0 {
                            // Nothing puts an end to this one.
                            save!();
                            let error = self.dying.unwrap_or(Value::NONE);
                            self.handling = if previous.is_unbound() { None } else { Some(previous) };
                            return Err(Escape::Raise(error));
                        }
                        self.handling = if previous.is_unbound() { None } else { Some(previous) };
                        pc += 1;
                    }
                    Op::Reraise => {
                        save!();
                        let error = get!(a);
                        return Err(self.reraise(error));
                    }
                    Op::Matches => {
                        save!();
                        let matches = self.exception_matches(get!(b), get!(c))?;
                        set!(a, Value::bool(matches));
                        pc += 1;
                    }
                    Op::ExceptionDetails => {
                        let error = get!(b);
                        let class = Self::class_value(self.class_of(error));
                        let traceback = self.traceback_of(error);
                        set!(a, class);
                        set!(a + 1, error);
                        set!(a + 2, traceback);
                        pc += 1;
                    }
                    Op::EndAsyncFor => {
                        let error = get!(a);
                        if !self.is_instance(error, self.classes.stop_async_iteration) {
                            save!();
                            return Err(self.reraise(error));
                        }
                        pc += 1;
                    }

                    Op::IsSequence => {
                        set!(a, Value::bool(self.is_sequence(get!(b))));
                        pc += 1;
                    }
                    Op::IsMapping => {
                        set!(a, Value::bool(self.is_mapping(get!(b))));
                        pc += 1;
                    }
                    Op::Length => {
                        save!();
                        let outcome = self.length(get!(b));
                        value!(a, outcome, 1);
                    }

                    Op::ImportName => {
                        save!();
                        let (name, names) = (code.constants[usize::from(b)], code.constants[usize::from(c)]);
                        let outcome = self.import_name(name, names, instruction.x);
                        value!(a, outcome, 1);
                    }
                    Op::ImportFrom => {
                        save!();
                        let outcome = self.import_from(get!(b), code.constants[usize::from(c)]);
                        value!(a, outcome, 1);
                    }
                    Op::ImportStar => {
                        save!();
                        let outcome = self.import_star(get!(a));
                        effect!(outcome, 1);
                    }
                }
            }
        }
        Ok(After::At(pc))
    }

    /// A call whose arguments stand in registers already.
    #[inline]
    fn call(&mut self, callee: Value, first: usize, count: usize, to: u16) -> Outcome<()> {
        self.fuel -= 1;
        if self.heap.wants_collection() {
            self.safe_point()?;
        }
        if let Some(index) = callee.of(Kind::Function) {
            let function = self.heap.functions.get(index);
            if let Some(code) = &function.code
                && code.parameters.fits(count)
                && !code.flags.generator
                && !code.flags.coroutine
            {
                let (code, globals) = (Rc::clone(code), function.globals);
                self.push_frame_at(&code, Some(callee), globals, Then::Store(to), first as u32)?;
                return self.begin(callee, &code, first);
            }
            return self.enter_function(callee, first as u32, count, &[], Then::Store(to));
        }
        let arguments = super::call::Arguments::from_slice(&self.stack[first..first + count]);
        self.invoke(callee, &arguments, &[], Then::Store(to))
    }

    pub(super) fn call_spread(&mut self, callee: Value, list: Value, keywords: Value, then: Then) -> Outcome<()> {
        let (arguments, names) = self.spread_arguments(list, keywords)?;
        self.invoke(callee, &arguments, &names, then)
    }

    /// The arguments of a call that spreads a list and a dictionary, and the names of the last of them.
    pub(super) fn spread_arguments(
        &mut self,
        list: Value,
        keywords: Value,
    ) -> Outcome<(super::call::Arguments, Vec<Value>)> {
        let mut arguments = self.heap.items(list).map(super::call::Arguments::from_slice).unwrap_or_default();
        let mut names = Vec::new();
        if let Some(dict) = keywords.of(Kind::Dict) {
            let entries: Vec<_> = self.heap.dicts.get(dict).iter().map(|entry| (entry.key, entry.value)).collect();
            for (name, value) in entries {
                if !name.is(Kind::Str) {
                    return Err(self.type_error("keywords must be strings"));
                }
                names.push(name);
                arguments.push(value);
            }
        }
        self.heap.reserve(arguments.len() * 16)?;
        Ok((arguments, names))
    }

    fn make_function(&mut self, code: Value, base: usize, parts: Option<[Value; 4]>) -> Value {
        let Some(code) = self.heap.codes.get(code.index()).clone() else { return Value::NONE };
        let closure: Box<[Value]> =
            code.captures.iter().map(|&register| self.stack[base + usize::from(register)]).collect();
        let frame = &self.frames[self.frames.len() - 1];
        let globals = frame.globals;
        let module = self.get_name(globals, self.names.name);
        let [defaults, keyword_defaults, annotations, type_parameters] = parts.unwrap_or([Value::UNBOUND; 4]);
        let given = |value: Value| if value.is_unbound() { None } else { Some(value) };
        let defaults = self.heap.items(defaults).map(Into::into).unwrap_or_default();
        self.heap.new_function(Function {
            globals,
            defaults,
            keyword_defaults: given(keyword_defaults),
            closure,
            name: Some(code.name),
            qualified_name: Some(code.qualified_name),
            annotations: given(annotations),
            type_parameters: given(type_parameters),
            doc: code.doc,
            module,
            dict: None,
            suspends: false,
            code: Some(code),
        })
    }

    /// Goes on with a function of the prelude in place of an operation that gave up.
    pub(crate) fn bail(&mut self, twin: &str, arguments: &[Value], then: Then) -> Outcome<()> {
        let name = self.heap.name(twin);
        match self.get_name(self.prelude, name) {
            Some(function) => self.invoke(function, arguments, &[], then),
            None => Err(self.name_error(name)),
        }
    }

    // --- names -------------------------------------------------------------------------------------------------------

    fn load_global(&mut self, globals: u32, name: Value, cache: &std::cell::Cell<Cache>) -> Outcome {
        let shape = self.keys_version(globals);
        if let Some(place) = self.find_name(globals, name) {
            cache.set(Cache { shape, version: 0, slot: place as u32, found: Found::Slot });
            return Ok(self.heap.dicts.get(globals).at(place).map_or(Value::NONE, |entry| entry.value));
        }
        let built_in = self.builtins_of(globals);
        if built_in != self.built_in {
            return self.get_name(built_in, name).ok_or_else(|| self.name_error(name));
        }
        let Some(place) = self.find_name(self.built_in, name) else { return Err(self.name_error(name)) };
        let version = self.keys_version(self.built_in);
        cache.set(Cache { shape, version, slot: place as u32, found: Found::BuiltIn });
        Ok(self.heap.dicts.get(self.built_in).at(place).map_or(Value::NONE, |entry| entry.value))
    }

    /// Where names that a module does not have are looked for: a text given to `exec` may have been given its own.
    fn builtins_of(&mut self, globals: u32) -> u32 {
        let name = self.heap.name("__builtins__");
        let own = self.get_name(globals, name);
        match own.map(|own| (own.kind(), own.index())) {
            Some((Some(Kind::Dict), dict)) => dict,
            Some((Some(Kind::Module), module)) => self.heap.modules.get(module).dict,
            _ => self.built_in,
        }
    }

    fn store_global(&mut self, globals: u32, name: Value, value: Value, cache: &std::cell::Cell<Cache>) {
        self.set_name(globals, name, value);
        if let Some(place) = self.find_name(globals, name) {
            let shape = self.keys_version(globals);
            cache.set(Cache { shape, version: 0, slot: place as u32, found: Found::Slot });
        }
    }

    /// A number for the present keys of a dictionary.
    fn keys_version(&mut self, dict: u32) -> u32 {
        match self.heap.dicts.get(dict).keys_version() {
            0 => {
                let version = self.heap.next_version();
                self.heap.dicts.get_mut(dict).set_keys_version(version);
                version
            }
            version => version,
        }
    }

    /// The names of a class body or of `exec`, which may be any mapping.
    fn load_local_name(&mut self, name: Value) -> Outcome {
        let frame = &self.frames[self.frames.len() - 1];
        let globals = frame.globals;
        if let Some(locals) = frame.locals {
            match self.heap.content(locals).of(Kind::Dict) {
                Some(dict) => {
                    if let Some(value) = self.get_name(dict, name) {
                        return Ok(value);
                    }
                    let own = self.lookup_own(self.class_of(locals), self.names.missing).is_some();
                    if own {
                        let globals = Value::object(Kind::Dict, globals);
                        return Err(self.prelude_call("_load_name", &[locals, globals, name]));
                    }
                }
                None => {
                    let globals = Value::object(Kind::Dict, globals);
                    return Err(self.prelude_call("_load_name", &[locals, globals, name]));
                }
            }
        }
        if let Some(value) = self.get_name(globals, name) {
            return Ok(value);
        }
        let built_in = self.builtins_of(globals);
        self.get_name(built_in, name).ok_or_else(|| self.name_error(name))
    }

    fn store_local_name(&mut self, name: Value, value: Value) -> Outcome<()> {
        let frame = &self.frames[self.frames.len() - 1];
        let globals = frame.globals;
        match frame.locals {
            None => self.set_name(globals, name, value),
            Some(locals) => {
                let has_setitem =
                    locals.is(Kind::Instance) && self.lookup_own(self.class_of(locals), self.names.setitem).is_some();
                match self.heap.content(locals).of(Kind::Dict) {
                    Some(dict) if !has_setitem => self.set_name(dict, name, value),
                    _ => return self.set_item(locals, name, value),
                }
            }
        }
        Ok(())
    }

    fn delete_local_name(&mut self, name: Value) -> Outcome<()> {
        let frame = &self.frames[self.frames.len() - 1];
        let dict = match frame.locals.map(|locals| self.heap.content(locals)) {
            Some(locals) => locals.of(Kind::Dict).unwrap_or(frame.globals),
            None => frame.globals,
        };
        if self.remove_name(dict, name).is_some() { Ok(()) } else { Err(self.name_error(name)) }
    }

    fn unbound_local(&mut self, name: Value) -> Escape {
        let message =
            format!("cannot access local variable '{}' where it is not associated with a value", self.heap.text(name));
        self.error(self.classes.unbound_local_error, &message)
    }

    fn unbound_cell(&mut self, code: &Code, register: u16, name: Value) -> Escape {
        let is_free = usize::from(register) >= usize::from(code.free_start)
            && usize::from(register) < usize::from(code.free_start) + code.free.len();
        if !is_free {
            return self.unbound_local(name);
        }
        let message = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            self.heap.text(name)
        );
        let escape = self.error(self.classes.name_error, &message);
        if let Escape::Raise(error) = escape {
            self.set_attribute_of_error(error, self.names.name_attribute, name);
        }
        escape
    }

    // --- attributes with caches --------------------------------------------------------------------------------------

    fn load_attribute(&mut self, object: Value, name: Value, cache: &std::cell::Cell<Cache>) -> Outcome {
        if let Some(index) = object.of(Kind::Module) {
            return self.load_module_attribute(object, index, name, cache);
        }
        if let Some(index) = object.of(Kind::Instance) {
            let class = self.heap.instances.get(index).class;
            if !self.heap.classes.get(class).traits.getattribute {
                let found = self.lookup(class, name);
                let is_data = found.is_some_and(|found| self.is_data_descriptor(found) && !self.is_slot(found));
                if let Some(getter) = found.and_then(|found| self.plain_getter(found))
                    && let Some(shape) = self.shape_of(object)
                {
                    let version = self.heap.classes.get(class).version;
                    cache.set(Cache { shape, version, slot: 0, found: Found::Value(getter) });
                }
                if !is_data
                    && let Attributes::Shaped { shape, slots } = &self.heap.instances.get(index).attributes
                    && let Some(slot) = self.heap.shapes.slot(*shape, name)
                    && !slots[slot].is_unbound()
                {
                    let version = self.heap.classes.get(class).version;
                    cache.set(Cache { shape: *shape, version, slot: slot as u32, found: Found::Slot });
                    return Ok(slots[slot]);
                }
            }
        }
        self.get_attribute(object, name)
    }

    fn load_module_attribute(
        &mut self,
        object: Value,
        module: u32,
        name: Value,
        cache: &std::cell::Cell<Cache>,
    ) -> Outcome {
        let dict = self.heap.modules.get(module).dict;
        let Some(place) = self.find_name(dict, name) else { return self.get_attribute(object, name) };
        let shape = self.keys_version(dict);
        cache.set(Cache { shape, version: 0, slot: place as u32, found: Found::OfModule });
        Ok(self.heap.dicts.get(dict).at(place).map_or(Value::NONE, |entry| entry.value))
    }

    /// What a cache knows of a module's attribute.
    #[inline]
    pub(super) fn cached_in_module(&self, module: u32, known: Cache) -> Option<Value> {
        let names = self.heap.dicts.get(self.heap.modules.get(module).dict);
        if known.found != Found::OfModule || names.keys_version() != known.shape {
            return None;
        }
        names.at(known.slot as usize).map(|entry| entry.value)
    }

    /// Whether an attribute of a class is a name of its `__slots__`, whose value stands among the instance's attributes.
    fn is_slot(&self, found: Value) -> bool {
        let descriptor = found.of(Kind::Descriptor).map(|index| self.heap.descriptors.get(index));
        matches!(descriptor, Some(crate::heap::object::Descriptor::Slot { .. }))
    }

    /// The function of a script that computes a property.
    fn plain_getter(&self, found: Value) -> Option<Value> {
        match self.heap.descriptors.get(found.of(Kind::Descriptor)?) {
            crate::heap::object::Descriptor::Property { get, .. } if get.is(Kind::Function) => Some(*get),
            _ => None,
        }
    }

    /// The shape of an instance that keeps its attributes in slots.
    fn shape_of(&self, object: Value) -> Option<u32> {
        match &self.heap.instances.get(object.of(Kind::Instance)?).attributes {
            Attributes::Shaped { shape, .. } => Some(*shape),
            _ => None,
        }
    }

    fn store_attribute(
        &mut self,
        object: Value,
        name: Value,
        value: Value,
        cache: &std::cell::Cell<Cache>,
    ) -> Outcome<()> {
        let before = self.shape_of(object);
        self.set_attribute(object, name, value)?;
        if let Some(index) = object.of(Kind::Instance) {
            let class = self.heap.instances.get(index).class;
            let found = self.lookup(class, name);
            let is_plain = found.is_none_or(|found| !self.is_data_descriptor(found) || self.is_slot(found));
            let described = self.heap.classes.get(class);
            if is_plain
                && !described.traits.setattr
                && let Attributes::Shaped { shape, .. } = &self.heap.instances.get(index).attributes
                && let Some(slot) = self.heap.shapes.slot(*shape, name)
            {
                let version = described.version;
                cache.set(match before {
                    Some(before) if before != *shape => {
                        Cache { shape: before, version, slot: *shape, found: Found::Grow }
                    }
                    _ => Cache { shape: *shape, version, slot: slot as u32, found: Found::Slot },
                });
            }
        }
        Ok(())
    }

    /// A method and what it is called on; the second is unbound when the first is to be called as it is.
    fn load_method(&mut self, object: Value, name: Value, cache: &std::cell::Cell<Cache>) -> Outcome<(Value, Value)> {
        if let Some(index) = object.of(Kind::Module) {
            return self.load_module_attribute(object, index, name, cache).map(|value| (value, Value::UNBOUND));
        }
        if let Some(method) = self.method_above(object, name) {
            return Ok(method);
        }
        let class = self.class_of(object);
        let is_special = self.heap.classes.get(class).traits.getattribute
            || matches!(object.kind(), Some(Kind::Class | Kind::Super));
        if !is_special && let Some(found) = self.lookup(class, name) {
            let is_method = match found.kind() {
                Some(Kind::Function) => true,
                Some(Kind::Native) => self.is_method(found),
                _ => false,
            };
            if is_method && self.own_attribute(object, name).is_none() {
                if let Some(index) = object.of(Kind::Instance)
                    && let Attributes::Shaped { shape, .. } = &self.heap.instances.get(index).attributes
                {
                    let version = self.heap.classes.get(class).version;
                    cache.set(Cache { shape: *shape, version, slot: 0, found: Found::Value(found) });
                } else if let Some(kind) = object.kind()
                    && has_one_class(kind)
                {
                    cache.set(Cache { shape: built_in_mark(kind), version: 0, slot: 0, found: Found::Value(found) });
                }
                return Ok((found, object));
            }
        }
        let value = self.get_attribute(object, name)?;
        Ok(match value.of(Kind::Method) {
            Some(index) => {
                let method = *self.heap.methods.get(index);
                (method.function, method.receiver)
            }
            None => (value, Value::UNBOUND),
        })
    }

    /// A method of `super()` that is just a function, and what it is called on.
    fn method_above(&self, object: Value, name: Value) -> Option<(Value, Value)> {
        let parts = *self.heap.supers.get(object.of(Kind::Super)?);
        if parts.object.is_unbound() || parts.object.is(Kind::Class) || name == self.names.class {
            return None;
        }
        let mro = &self.heap.classes.get(parts.object_class).mro;
        let after = mro.iter().position(|&class| class == parts.class)? + 1;
        let found = mro[after..].iter().find_map(|&class| self.get_name(self.heap.classes.get(class).dict, name))?;
        let is_method = found.is(Kind::Function) || (found.is(Kind::Native) && self.is_method(found));
        is_method.then_some((found, parts.object))
    }

    /// A special method looked up on the type.
    fn load_special(&mut self, object: Value, name: Value) -> Outcome {
        let class = self.class_of(object);
        match self.lookup(class, name) {
            Some(found) => self.bind(found, object, class),
            None => {
                let text = self.heap.text(name);
                let protocol = if text.starts_with("__a") { "asynchronous context manager" } else { "context manager" };
                let hint = if text.ends_with("exit__") { format!(" (missed {text} method)") } else { String::new() };
                let message =
                    format!("'{}' object does not support the {protocol} protocol{hint}", self.type_name(object));
                Err(self.type_error(message))
            }
        }
    }
}

/// What `AddSmall` stands for.
pub(super) fn small_operation(x: u8, c: u16) -> (u8, Value) {
    let added = i64::from(c as i16);
    let is_subtraction = x % BinaryOperator::IN_PLACE == BinaryOperator::Subtract as u8;
    (x, Value::small_unchecked(if is_subtraction { -added } else { added }))
}

/// A float, or a small number as one: each of them is exact.
#[inline]
pub(super) fn float_of(value: Value) -> Option<f64> {
    if value.is_small() { Some(value.small_bits() as f64) } else { value.as_float() }
}

/// The product of two small numbers, if it is small.
#[inline]
pub(super) fn small_product(left: i64, right: i64) -> Option<Value> {
    // A product below 2^48 is exact as a float, and a larger one stays above. The check of 64 bits costs a call in Wasm.
    let size = (left as f64 * right as f64).abs();
    if size < (1_u64 << 47) as f64 { Value::small(left * right) } else { None }
}

/// The operators whose operands are small numbers or floats, without any detour.
#[inline]
pub(super) fn fast_binary(x: u8, left: Value, right: Value) -> Option<Value> {
    let operator = *BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE))?;
    if left.is_small() && right.is_small() {
        let (left, right) = (left.small_bits(), right.small_bits());
        return match operator {
            BinaryOperator::Add => Value::small(left + right),
            BinaryOperator::Subtract => Value::small(left - right),
            BinaryOperator::Multiply => small_product(left, right),
            BinaryOperator::And => Value::small(left & right),
            BinaryOperator::Or => Value::small(left | right),
            BinaryOperator::Xor => Value::small(left ^ right),
            BinaryOperator::FloorDivide if right > 0 => Value::small(left.div_euclid(right)),
            BinaryOperator::Modulo if right > 0 => Value::small(left.rem_euclid(right)),
            BinaryOperator::RightShift if (0..64).contains(&right) => Value::small(left >> right),
            BinaryOperator::LeftShift if (0..16).contains(&right) => Value::small(left << right),
            BinaryOperator::TrueDivide if right != 0 => Some(Value::float(left as f64 / right as f64)),
            _ => None,
        };
    }
    let (left, right) = (float_of(left)?, float_of(right)?);
    match operator {
        BinaryOperator::Add => Some(Value::float(left + right)),
        BinaryOperator::Subtract => Some(Value::float(left - right)),
        BinaryOperator::Multiply => Some(Value::float(left * right)),
        BinaryOperator::TrueDivide if right != 0.0 => Some(Value::float(left / right)),
        _ => None,
    }
}

/// Whether all objects of a kind have the same class, which never changes.
const fn has_one_class(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Range
    )
}

/// What stands in a cache in the place of a shape, for the methods of such a kind.
pub(super) const fn built_in_mark(kind: Kind) -> u32 {
    u32::MAX - kind as u32
}
