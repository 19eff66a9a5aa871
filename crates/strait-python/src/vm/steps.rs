//! The loop: it takes one instruction after the other. What most instructions do most of the time is done here, without
//! anything that may fail, and so are calls and returns of the ordinary sort (`quick/`); all else is left to `step`
//! (`run.rs`), which does the instruction in full from its beginning.

use std::rc::Rc;

use super::{
    Vm,
    run::{OTHER_FRAME, STOPPED, Stop, built_in_mark, fast_binary, float_of, small_product},
};
use crate::{
    compile::{
        code::Found,
        op::{Comparison, Op},
    },
    heap::{
        class::Attributes,
        object::{Iter, Slice},
        value::{Kind, Value},
    },
};

impl Vm {
    /// Runs until the task stops, or an exception found its handler: `STOPPED` or `OTHER_FRAME`.
    pub(super) fn steps(&mut self) -> u32 {
        'frame: loop {
            if self.fuel <= 0 || self.frames.is_empty() {
                return self.stop_early();
            }
            let frame = &self.frames[self.frames.len() - 1];
            let code = Rc::clone(&frame.code);
            let base = frame.base as usize;
            let mut pc = frame.pc as usize;
            // A task that waited kept only what its last frame needed.
            let end = base + usize::from(code.registers);
            if self.stack.len() < end {
                self.stack.resize(end, Value::UNBOUND);
            }

            macro_rules! get {
                ($register:expr) => {
                    self.stack[base + $register as usize]
                };
            }
            macro_rules! set {
                ($register:expr, $value:expr) => {{
                    let value = $value;
                    self.stack[base + $register as usize] = value;
                    pc += 1;
                    continue;
                }};
            }
            macro_rules! arithmetic {
                ($instruction:expr, $a:expr, $b:expr, $c:expr, $operator:tt) => {{
                    let (left, right) = (get!($b), get!($c));
                    if left.is_small() && right.is_small() {
                        if let Some(result) = Value::small(left.small_bits() $operator right.small_bits()) {
                            set!($a, result);
                        }
                    } else if left.is_float() && right.is_float() {
                        let (left, right) = (left.as_float().unwrap_or_default(), right.as_float().unwrap_or_default());
                        set!($a, Value::float(left $operator right));
                    } else if let (Some(left), Some(right)) = (float_of(left), float_of(right)) {
                        set!($a, Value::float(left $operator right));
                    } else if left.is(Kind::Instance) && self.quick_operator($instruction, &code, base, pc) {
                        continue 'frame;
                    }
                }};
            }
            macro_rules! compare {
                ($instruction:expr, $left:expr, $right:expr, $small:ident) => {{
                    let (left, right) = ($left, $right);
                    if left.is_small() && right.is_small() {
                        let result = left.small_bits().$small(&right.small_bits());
                        if result == ($instruction.x & 1 == 1) {
                            pc = $instruction.near()
                        } else {
                            pc += 1
                        }
                        continue;
                    }
                    if left.is_float() && right.is_float() {
                        let (left, right) = (left.as_float().unwrap_or_default(), right.as_float().unwrap_or_default());
                        let result = left.$small(&right);
                        if result == ($instruction.x & 1 == 1) {
                            pc = $instruction.near()
                        } else {
                            pc += 1
                        }
                        continue;
                    }
                }};
            }

            loop {
                let instruction = code.instructions[pc];
                let (a, b, c) = (instruction.a, instruction.b, instruction.c);
                match instruction.op {
                    Op::Move => set!(a, get!(b)),
                    Op::Constant => set!(a, code.constants[instruction.wide()]),
                    Op::Check if !get!(a).is_unbound() => {
                        pc += 1;
                        continue;
                    }
                    Op::LoadCell => {
                        let value = self.heap.cells.get(get!(b).index()).0;
                        if !value.is_unbound() {
                            set!(a, value);
                        }
                    }
                    Op::StoreCell => {
                        let (cell, value) = (get!(a).index(), get!(b));
                        self.heap.cells.get_mut(cell).0 = value;
                        pc += 1;
                        continue;
                    }
                    Op::LoadGlobal => {
                        let known = code.caches[code.instructions[pc + 1].wide()].get();
                        let globals = self.frames[self.frames.len() - 1].globals;
                        let names = self.heap.dicts.get(globals);
                        if known.shape != 0 && names.keys_version() == known.shape {
                            let names = match known.found {
                                Found::BuiltIn => {
                                    let names = self.heap.dicts.get(self.built_in);
                                    if names.keys_version() == known.version { Some(names) } else { None }
                                }
                                Found::Slot => Some(names),
                                _ => None,
                            };
                            if let Some(entry) = names.and_then(|names| names.at(known.slot as usize)) {
                                pc += 1;
                                set!(a, entry.value);
                            }
                        }
                    }
                    Op::Add => arithmetic!(instruction, a, b, c, +),
                    Op::Subtract => arithmetic!(instruction, a, b, c, -),
                    Op::Multiply => {
                        let (left, right) = (get!(b), get!(c));
                        if left.is_small() && right.is_small() {
                            if let Some(product) = small_product(left.small_bits(), right.small_bits()) {
                                set!(a, product);
                            }
                        } else if left.is_float() && right.is_float() {
                            let (left, right) =
                                (left.as_float().unwrap_or_default(), right.as_float().unwrap_or_default());
                            set!(a, Value::float(left * right));
                        } else if let (Some(left), Some(right)) = (float_of(left), float_of(right)) {
                            set!(a, Value::float(left * right));
                        } else if left.is(Kind::Instance) && self.quick_operator(instruction, &code, base, pc) {
                            continue 'frame;
                        }
                    }
                    Op::AddSmall => {
                        let left = get!(b);
                        if left.is_small()
                            && let Some(sum) = Value::small(left.small_bits() + i64::from(c as i16))
                        {
                            set!(a, sum);
                        }
                        // Of a zero that is added or subtracted, the sign counts.
                        if left.is_float() && c != 0 {
                            set!(a, Value::float(left.as_float().unwrap_or_default() + f64::from(c as i16)));
                        }
                    }
                    Op::Binary => {
                        if let Some(value) = fast_binary(instruction.x, get!(b), get!(c)) {
                            set!(a, value);
                        }
                        if get!(b).is(Kind::Instance) && self.quick_operator(instruction, &code, base, pc) {
                            continue 'frame;
                        }
                    }
                    Op::Compare => {
                        let (left, right) = (get!(b), get!(c));
                        if left.is_small() && right.is_small() {
                            let order = left.small_bits().cmp(&right.small_bits());
                            set!(a, Value::bool(holds(instruction.x, order)));
                        }
                        if left.is(Kind::Instance) && self.quick_operator(instruction, &code, base, pc) {
                            continue 'frame;
                        }
                    }
                    Op::Jump => {
                        pc = instruction.wide();
                        continue;
                    }
                    Op::Loop if self.fuel > 1 && !self.heap.wants_collection() => {
                        self.fuel -= 1;
                        pc = instruction.wide();
                        continue;
                    }
                    Op::JumpTrue | Op::JumpFalse => {
                        let value = get!(a);
                        let truth = match value {
                            Value::TRUE => Some(true),
                            Value::FALSE | Value::NONE => Some(false),
                            _ if value.is_small() => Some(value.small_bits() != 0),
                            _ => self.quick_truth(value),
                        };
                        if let Some(truth) = truth {
                            if truth == (instruction.op == Op::JumpTrue) {
                                pc = instruction.wide()
                            } else {
                                pc += 1
                            }
                            continue;
                        }
                    }
                    Op::JumpNone | Op::JumpNotNone => {
                        let jumps = get!(a).is_none() == (instruction.op == Op::JumpNone);
                        if jumps {
                            pc = instruction.wide()
                        } else {
                            pc += 1
                        }
                        continue;
                    }
                    Op::JumpLess => compare!(instruction, get!(a), get!(b), lt),
                    Op::JumpLessEqual => compare!(instruction, get!(a), get!(b), le),
                    Op::JumpEqual => {
                        compare!(instruction, get!(a), get!(b), eq);
                        if let Some(same) = self.same_text(get!(a), get!(b)) {
                            if same == (instruction.x & 1 == 1) {
                                pc = instruction.near()
                            } else {
                                pc += 1
                            }
                            continue;
                        }
                    }
                    Op::Is => set!(a, Value::bool((get!(b) == get!(c)) != (instruction.x == 1))),
                    Op::Append => {
                        if let Some(list) = get!(a).of(Kind::List)
                            && self.heap.push(list, get!(b)).is_ok()
                        {
                            pc += 1;
                            continue;
                        }
                    }
                    Op::BuildTuple | Op::BuildList => set!(a, self.quick_build(instruction, base)),
                    Op::BuildSlice => {
                        let (start, stop, step) = (get!(b), get!(b + 1), get!(b + 2));
                        let slice = self.heap.new_slice(Slice { start, stop, step });
                        set!(a, slice);
                    }
                    Op::Unpack if self.quick_unpack(instruction, base) => {
                        pc += 1;
                        continue;
                    }
                    Op::StoreGlobal if self.quick_store_global(&code, base, pc) => {
                        pc += 2;
                        continue;
                    }
                    Op::JumpLessSmall => {
                        compare!(instruction, get!(a), Value::small_unchecked(i64::from(b as i16)), lt)
                    }
                    Op::JumpLessEqualSmall => {
                        compare!(instruction, get!(a), Value::small_unchecked(i64::from(b as i16)), le)
                    }
                    Op::JumpGreaterSmall => {
                        compare!(instruction, get!(a), Value::small_unchecked(i64::from(b as i16)), gt)
                    }
                    Op::JumpGreaterEqualSmall => {
                        compare!(instruction, get!(a), Value::small_unchecked(i64::from(b as i16)), ge)
                    }
                    Op::JumpEqualSmall => {
                        compare!(instruction, get!(a), Value::small_unchecked(i64::from(b as i16)), eq)
                    }
                    Op::LoadAttribute => {
                        if let Some(index) = get!(b).of(Kind::Instance) {
                            let known = code.caches[code.instructions[pc + 1].wide()].get();
                            let instance = self.heap.instances.get(index);
                            if let Attributes::Shaped { shape, slots } = &instance.attributes
                                && *shape == known.shape
                                && self.heap.classes.get(instance.class).version == known.version
                                && known.found == Found::Slot
                                && let value = slots[known.slot as usize]
                                && !value.is_unbound()
                            {
                                pc += 1;
                                set!(a, value);
                            }
                        }
                        match self.quick_attribute(instruction, &code, base, pc) {
                            Some(OTHER_FRAME) => continue 'frame,
                            Some(STOPPED) => return STOPPED,
                            Some(next) => {
                                pc = next as usize;
                                continue;
                            }
                            None => {}
                        }
                    }
                    Op::StoreAttribute => {
                        let value = get!(c);
                        if let Some(index) = get!(a).of(Kind::Instance) {
                            let known = code.caches[code.instructions[pc + 1].wide()].get();
                            let instance = self.heap.instances.get_mut(index);
                            if let Attributes::Shaped { shape, slots } = &mut instance.attributes
                                && *shape == known.shape
                                && self.heap.classes.get(instance.class).version == known.version
                            {
                                if known.found == Found::Slot {
                                    slots[known.slot as usize] = value;
                                    pc += 2;
                                    continue;
                                }
                                if known.found == Found::Grow {
                                    *shape = known.slot;
                                    slots.push(value);
                                    self.heap.charge(8);
                                    pc += 2;
                                    continue;
                                }
                            }
                        }
                    }
                    Op::LoadMethod => {
                        let object = get!(b);
                        let known = code.caches[code.instructions[pc + 1].wide()].get();
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
                                self.stack[base + usize::from(a) + 1] = object;
                                pc += 1;
                                set!(a, method);
                            }
                        } else if let Some(index) = object.of(Kind::Module)
                            && let Some(value) = self.cached_in_module(index, known)
                        {
                            self.stack[base + usize::from(a) + 1] = Value::UNBOUND;
                            pc += 1;
                            set!(a, value);
                        }
                    }
                    Op::LoadItem => {
                        let (object, key) = (get!(b), get!(c));
                        if let Some(place) = key.as_small() {
                            let items: &[Value] = match object.kind() {
                                Some(Kind::List) => self.heap.lists.get(object.index()),
                                Some(Kind::Tuple) => self.heap.tuples.get(object.index()),
                                _ => &[],
                            };
                            let place = if place < 0 { place + items.len() as i64 } else { place };
                            if let Some(&item) = usize::try_from(place).ok().and_then(|place| items.get(place)) {
                                set!(a, item);
                            }
                        }
                        if let Some(item) = self.quick_item(object, key) {
                            set!(a, item);
                        }
                    }
                    Op::StoreItem => {
                        let (object, key, value) = (get!(a), get!(b), get!(c));
                        if let (Some(list), Some(place)) = (object.of(Kind::List), key.as_small())
                            && let Some(item) = usize::try_from(place)
                                .ok()
                                .and_then(|place| self.heap.lists.get_mut(list).get_mut(place))
                        {
                            *item = value;
                            pc += 1;
                            continue;
                        }
                        if self.quick_store(object, key, value) {
                            pc += 1;
                            continue;
                        }
                    }
                    Op::Contains => {
                        if let Some(found) = self.quick_contains(get!(c), get!(b)) {
                            set!(a, Value::bool(found != (instruction.x == 1)));
                        }
                    }
                    Op::Call | Op::CallMethod => match self.quick_call(instruction, base, pc) {
                        Some(OTHER_FRAME) => continue 'frame,
                        Some(STOPPED) => return STOPPED,
                        Some(next) => {
                            pc = next as usize;
                            continue;
                        }
                        None => {}
                    },
                    Op::CallKeywords if self.quick_keywords(instruction, &code, base, pc).is_some() => continue 'frame,
                    Op::Return if self.quick_return(instruction, base).is_some() => continue 'frame,
                    Op::YieldFrom if self.quick_delegate(instruction, base, pc).is_some() => continue 'frame,
                    Op::Yield if self.quick_yield(instruction, base, pc).is_some() => continue 'frame,
                    Op::Next => {
                        let iterator = get!(b);
                        if let Some(index) = iterator.of(Kind::Iterator) {
                            match self.heap.iterators.get_mut(index) {
                                Iter::Range { next, step, left } if *left > 0 => {
                                    if let Some(number) = Value::small(*next) {
                                        *left -= 1;
                                        *next = next.wrapping_add(*step);
                                        set!(a, number);
                                    }
                                }
                                Iter::List { list, next } => {
                                    if let Some(&item) = self.heap.lists.get(list.index()).get(*next) {
                                        *next += 1;
                                        set!(a, item);
                                    }
                                }
                                Iter::Tuple { tuple, next } => {
                                    if let Some(&item) = self.heap.tuples.get(tuple.index()).get(*next) {
                                        *next += 1;
                                        set!(a, item);
                                    }
                                }
                                Iter::Str { text, next } => {
                                    let text = self.heap.strs.get(text.index()).as_str();
                                    if let Some(&byte) = text.as_bytes().get(*next)
                                        && let Some(character) = self.heap.characters.get(usize::from(byte))
                                    {
                                        *next += 1;
                                        set!(a, *character);
                                    }
                                }
                                Iter::Enumerate { .. } | Iter::Zip { .. } | Iter::Dict { .. } => {
                                    // A pair that no variable holds and that is taken apart at once needs no tuple.
                                    let unpack = code.instructions[pc + 1];
                                    let is_variable = usize::from(a) < code.variables.len();
                                    if unpack.op == Op::Unpack && unpack.b == a && unpack.c == 2 && !is_variable {
                                        match self.quick_pair(index) {
                                            Some(Some([left, right])) => {
                                                let first = base + usize::from(unpack.a);
                                                self.stack[first] = left;
                                                self.stack[first + 1] = right;
                                                pc += 2;
                                                continue;
                                            }
                                            Some(None) => {
                                                pc = instruction.near();
                                                continue;
                                            }
                                            None => {}
                                        }
                                    }
                                }
                                _ => {}
                            }
                        } else if self.quick_next(instruction, base, pc).is_some() {
                            continue 'frame;
                        }
                    }
                    _ => {}
                }
                match self.step_apart(&code, base, pc) {
                    OTHER_FRAME => continue 'frame,
                    STOPPED => return STOPPED,
                    next => pc = next as usize,
                }
            }
        }
    }

    /// Nothing to run, or no fuel to run it with.
    #[cold]
    fn stop_early(&mut self) -> u32 {
        self.stopped = Some(match self.frames.is_empty() {
            true => Stop::Finished(self.finished.take().unwrap_or(Value::NONE)),
            false => Stop::Paused,
        });
        STOPPED
    }
}

/// Whether an order answers a comparison, given by its number.
fn holds(comparison: u8, order: std::cmp::Ordering) -> bool {
    match Comparison::ALL.get(usize::from(comparison)) {
        Some(Comparison::Less) => order.is_lt(),
        Some(Comparison::LessEqual) => order.is_le(),
        Some(Comparison::Equal) => order.is_eq(),
        Some(Comparison::NotEqual) => order.is_ne(),
        Some(Comparison::Greater) => order.is_gt(),
        Some(Comparison::GreaterEqual) => order.is_ge(),
        None => false,
    }
}
