//! Generators and coroutines: frames that leave the task's stack at `yield` and come back to it.

use super::{
    Vm,
    frame::Then,
    native::{Escape, Outcome},
    task::{Parked, Wait},
};
use crate::{
    compile::op::Op,
    heap::{
        object::{Flavour, GeneratorState, Iter},
        value::{Kind, Value},
    },
};

/// What a generator is resumed with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sent {
    Value(Value),
    Error(Value),
}

impl Vm {
    /// Puts a generator's frames back on the stack. What it yields or returns goes where `then` says.
    pub(crate) fn resume_generator(&mut self, generator: Value, sent: Sent, then: Then) -> Outcome<()> {
        let index = generator.index();
        let state = self.heap.generators.get(index).state;
        match state {
            GeneratorState::Running => {
                let message = format!("{} already executing", self.flavour_name(index));
                return Err(self.value_error(message));
            }
            GeneratorState::Finished => {
                return match sent {
                    Sent::Error(error) => match then {
                        Then::Closing(then) => self.resume(*then, Value::NONE),
                        _ => Err(Escape::Raise(error)),
                    },
                    Sent::Value(_) if self.heap.generators.get(index).flavour == Flavour::Coroutine => {
                        Err(self.runtime_error("cannot reuse already awaited coroutine"))
                    }
                    Sent::Value(_) => self.generator_returned(generator, then, Value::NONE),
                };
            }
            GeneratorState::Created => match sent {
                Sent::Value(value) if !value.is_none() => {
                    let message = format!("can't send non-None value to a just-started {}", self.flavour_name(index));
                    return Err(self.type_error(message));
                }
                Sent::Error(error) => {
                    // It never began: nothing in it can catch the exception.
                    let finished = self.heap.generators.get_mut(index);
                    finished.state = GeneratorState::Finished;
                    finished.frames.clear();
                    return match then {
                        Then::Closing(then) => self.resume(*then, Value::NONE),
                        _ => Err(Escape::Raise(error)),
                    };
                }
                Sent::Value(_) => {}
            },
            GeneratorState::Suspended => {}
        }
        if self.frames.len() >= self.recursion_limit {
            return Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded"));
        }
        let base = self.top();
        let resumed = self.heap.generators.get_mut(index);
        resumed.state = GeneratorState::Running;
        let mut frames = std::mem::take(&mut resumed.frames);
        let registers = std::mem::take(&mut resumed.registers);
        let handling = resumed.handling.take();
        let receive = resumed.receive;
        let end = base as usize + registers.len();
        if self.stack.len() < end {
            self.stack.resize((end + 64).max(self.stack.len() * 2), Value::UNBOUND);
        }
        self.stack[base as usize..end].copy_from_slice(&registers);
        let first = self.frames.len();
        match frames.len() {
            1 => self.frames.extend(frames.pop()),
            _ => self.frames.append(&mut frames),
        }
        for frame in &mut self.frames[first..] {
            frame.base += base;
        }
        if let Some(frame) = self.frames.get_mut(first) {
            frame.then = then;
            frame.handling = self.handling;
        }
        // The vectors are kept for the next time, if there is one: a coroutine runs on until it ends.
        let resumed = self.heap.generators.get_mut(index);
        if resumed.flavour != Flavour::Coroutine {
            resumed.registers = registers;
            resumed.frames = frames;
        }
        if handling.is_some() {
            self.handling = handling;
        }
        if state == GeneratorState::Created {
            return Ok(());
        }
        let is_delegating = self.delegate_of_top();
        match sent {
            Sent::Value(value) if is_delegating.is_some() => {
                self.sent = Some(value);
                Ok(())
            }
            Sent::Value(value) => {
                self.store(receive, value);
                self.advance();
                Ok(())
            }
            Sent::Error(error) => self.throw_into_delegate(error),
        }
    }

    /// Raises an exception where the top frame stands: in what it delegates to, if it does.
    pub(crate) fn throw_into_delegate(&mut self, error: Value) -> Outcome<()> {
        match self.delegate_of_top() {
            Some(inner) if inner.is(Kind::Generator) => {
                let is_exit = self.is_instance(error, self.classes.generator_exit);
                let is_running = self.heap.generators.get(inner.index()).state == GeneratorState::Running;
                if is_exit || is_running {
                    self.close_then_raise(inner, error)
                } else {
                    self.resume_generator(inner, Sent::Error(error), Then::Delegate)
                }
            }
            Some(inner) => self.throw_into(inner, error),
            None => Err(Escape::Raise(error)),
        }
    }

    /// Runs a coroutine on the stack of the task that runs. One that a task of its own drives is waited for.
    pub(crate) fn run_coroutine(&mut self, coroutine: Value, then: Then) -> Outcome<()> {
        if let Some(task) = self.task_of(coroutine) {
            return self.answer(Wait::Task { task, timeout: None, raises: true }.into(), then);
        }
        self.resume_generator(coroutine, Sent::Value(Value::NONE), then)
    }

    /// The iterator that the top frame takes its items from, if it stands at `yield from` or `await`.
    fn delegate_of_top(&self) -> Option<Value> {
        let frame = self.frames.last()?;
        let instruction = frame.code.instructions[frame.pc as usize];
        matches!(instruction.op, Op::YieldFrom | Op::Await)
            .then(|| self.stack[frame.base as usize + usize::from(instruction.b)])
    }

    /// Closes the inner generator, then raises in the outer one.
    fn close_then_raise(&mut self, inner: Value, error: Value) -> Outcome<()> {
        let state = self.heap.generators.get(inner.index()).state;
        if matches!(state, GeneratorState::Finished | GeneratorState::Created | GeneratorState::Running) {
            return Err(Escape::Raise(error));
        }
        let exit = self.new_error(self.classes.generator_exit, &[]);
        self.resume_generator(inner, Sent::Error(exit), Then::Closing(Box::new(Then::Raise(None))))
    }

    /// Throws into an iterator of a script's own class.
    fn throw_into(&mut self, inner: Value, error: Value) -> Outcome<()> {
        let class = self.class_of(inner);
        match self.lookup(class, self.names.throw) {
            Some(throw) => self.invoke(throw, &[inner, error], &[], Then::Delegate),
            None => Err(Escape::Raise(error)),
        }
    }

    fn flavour_name(&self, index: u32) -> &'static str {
        match self.heap.generators.get(index).flavour {
            Flavour::Generator => "generator",
            Flavour::Coroutine => "coroutine",
            Flavour::AsyncGenerator => "async generator",
        }
    }

    // --- yield -------------------------------------------------------------------------------------------------------

    /// `yield value` in the top frame; what is sent back goes into a register.
    pub(crate) fn yield_value(&mut self, value: Value, receive: u16) -> Outcome<()> {
        let place = self.frames.len() - 1;
        let Some(generator) = self.frames[place].generator else {
            return Err(self.runtime_error("yield outside of a generator"));
        };
        self.heap.generators.get_mut(generator.index()).receive = receive;
        let then = self.suspend(place);
        self.yielded(then, value)
    }

    /// Takes the frames from `place` on off the stack, into the generator whose first frame stands there.
    fn suspend(&mut self, place: usize) -> Then {
        let base = self.frames[place].base;
        let top = self.top();
        let handles = self.frames[place..].iter().any(|frame| frame.code.flags.handles);
        let first = &mut self.frames[place];
        let outer = first.handling;
        let then = std::mem::take(&mut first.then);
        let Some(generator) = first.generator else { return then };
        let own = if handles && self.handling != outer { self.handling } else { None };
        if handles {
            self.handling = outer;
        }
        for frame in &mut self.frames[place..] {
            frame.base -= base;
        }
        let suspended = self.heap.generators.get_mut(generator.index());
        suspended.state = GeneratorState::Suspended;
        if place + 1 == self.frames.len() {
            suspended.frames.extend(self.frames.pop());
        } else {
            suspended.frames.extend(self.frames.drain(place..));
        }
        suspended.registers.clear();
        suspended.registers.extend_from_slice(&self.stack[base as usize..top as usize]);
        suspended.handling = own;
        then
    }

    fn yielded(&mut self, then: Then, value: Value) -> Outcome<()> {
        match then {
            Then::Delegate => self.pass_on(value),
            Then::Closing(_) => Err(self.runtime_error("generator ignored GeneratorExit")),
            then => self.resume(then, value),
        }
    }

    /// What an inner iterator yields, the generator that delegates to it yields too. For `await` that is the coroutine that
    /// somebody drives, not one that is awaited itself.
    pub(crate) fn pass_on(&mut self, value: Value) -> Outcome<()> {
        let driven = |then: &Then| {
            matches!(then, Then::Next | Then::Delegate | Then::Generator(_) | Then::Sent(_) | Then::Closing(_))
        };
        let place = self.frames.iter().rposition(|frame| frame.generator.is_some() && driven(&frame.then));
        match place {
            Some(place) => {
                let then = self.suspend(place);
                self.yielded(then, value)
            }
            // A bare `yield` gives the others their turn, as in asyncio.
            None if value.is_none() => {
                self.may_park()?;
                Err(Escape::Parked(Box::new(Parked { wait: Wait::Turn, then: Then::Again })))
            }
            None => {
                let text = self.type_name(value).to_owned();
                Err(self.runtime_error(format!("Task got bad yield: an object of '{text}'")))
            }
        }
    }

    /// A generator has come to its end.
    pub(crate) fn generator_returned(&mut self, generator: Value, then: Then, value: Value) -> Outcome<()> {
        let finished = self.heap.generators.get_mut(generator.index());
        finished.state = GeneratorState::Finished;
        finished.registers = Vec::new();
        match then {
            Then::Next => {
                self.exhausted();
                Ok(())
            }
            Then::Delegate => {
                self.delegate_ended(value);
                Ok(())
            }
            Then::Generator(_) | Then::Sent(_) => Err(Escape::Raise(self.stop_iteration(value))),
            Then::AsyncItem(_) => {
                let error = self.new_error(self.classes.stop_async_iteration, &[]);
                Err(Escape::Raise(error))
            }
            Then::Closing(then) => self.resume(*then, Value::NONE),
            then => self.resume(then, value),
        }
    }

    /// The loop whose `Next` the top frame stands at is over.
    pub(crate) fn exhausted(&mut self) {
        let frame = &self.frames[self.frames.len() - 1];
        let target = frame.code.instructions[frame.pc as usize].near();
        self.jump_to(target);
    }

    /// `yield from` or `await` has its value.
    fn delegate_ended(&mut self, value: Value) {
        let frame = &self.frames[self.frames.len() - 1];
        let register = frame.code.instructions[frame.pc as usize].a;
        self.store(register, value);
        self.advance();
    }

    /// What a generator that waits has delegated to, with `yield from` or `await`.
    pub(crate) fn delegate_of(&self, generator: Value) -> Value {
        let content = self.heap.generators.get(generator.index());
        if content.state != GeneratorState::Suspended {
            return Value::NONE;
        }
        if let Some(inner) = content.frames.get(1).and_then(|frame| frame.generator) {
            return inner;
        }
        let Some(frame) = content.frames.first() else { return Value::NONE };
        match frame.code.instructions.get(frame.pc as usize) {
            Some(instruction) if matches!(instruction.op, Op::YieldFrom | Op::Await) => {
                content.registers.get(usize::from(instruction.b)).copied().unwrap_or(Value::NONE)
            }
            _ => Value::NONE,
        }
    }

    /// One step of `yield from`.
    pub(crate) fn delegate(&mut self, iterator: Value, sent: Value, to: u16) -> Outcome<()> {
        if iterator.is(Kind::Generator) {
            return self.resume_generator(iterator, Sent::Value(sent), Then::Delegate);
        }
        if sent.is_none() {
            return match self.next(iterator) {
                Ok(Some(item)) => self.pass_on(item),
                Ok(None) => {
                    self.store(to, Value::NONE);
                    self.advance();
                    Ok(())
                }
                Err(escape) => self.ask_next(iterator, escape, Then::Delegate),
            };
        }
        let send = self.get_attribute(iterator, self.names.send)?;
        self.invoke(send, &[sent], &[], Then::Delegate)
    }

    // --- await -------------------------------------------------------------------------------------------------------

    /// What runs when a value is awaited.
    pub(crate) fn awaitable(&mut self, value: Value) -> Outcome {
        match value.kind() {
            Some(Kind::Generator) if self.heap.generators.get(value.index()).flavour == Flavour::Coroutine => {
                return Ok(value);
            }
            Some(Kind::Task) => return Ok(value),
            Some(Kind::Foreign) if self.async_step_of(value).is_some() => return Ok(value),
            Some(Kind::Generator) if self.is_generator_coroutine(value) => return Ok(value),
            Some(Kind::Instance) => {
                let class = self.class_of(value);
                if let Some(method) = self.lookup(class, self.names.await_) {
                    return Err(Escape::call(method, &[value]));
                }
            }
            _ => {}
        }
        let message = format!("object {} can't be used in 'await' expression", self.type_name(value));
        Err(self.type_error(message))
    }

    /// Whether `await` can wait for a value.
    pub(crate) fn is_awaitable(&mut self, value: Value) -> bool {
        match value.kind() {
            Some(Kind::Generator) => self.is_coroutine(value) || self.is_generator_coroutine(value),
            Some(Kind::Task) => true,
            Some(Kind::Foreign) => self.async_step_of(value).is_some(),
            Some(Kind::Instance) => {
                let class = self.class_of(value);
                self.lookup(class, self.names.await_).is_some()
            }
            _ => false,
        }
    }

    /// Whether a generator was made by a function that `types.coroutine` marked.
    fn is_generator_coroutine(&self, value: Value) -> bool {
        let generator = self.heap.generators.get(value.index());
        generator.flavour == Flavour::Generator && generator.is_awaitable
    }

    /// One step of `await`.
    pub(crate) fn wait_for(&mut self, value: Value, sent: Value, to: u16) -> Outcome<()> {
        match value.kind() {
            Some(Kind::Generator) => {
                if let Some(task) = self.task_of(value)
                    && self.scheduler.current != Some(task)
                {
                    return self.answer(Wait::Task { task, timeout: None, raises: true }.into(), Then::Store(to));
                }
                let flavour = self.heap.generators.get(value.index()).flavour;
                let then = if flavour == Flavour::Coroutine { Then::Store(to) } else { Then::Delegate };
                self.resume_generator(value, Sent::Value(sent), then)
            }
            Some(Kind::Iterator) => self.delegate(value, sent, to),
            Some(Kind::Instance) if self.is_iterator(value) => self.delegate(value, sent, to),
            Some(Kind::Foreign) => self.wait_for_foreign(value, to),
            Some(Kind::Task) => {
                self.answer(Wait::Task { task: value, timeout: None, raises: true }.into(), Then::Store(to))
            }
            _ => {
                self.store(to, value);
                self.advance();
                Ok(())
            }
        }
    }

    fn async_step_of(&self, value: Value) -> Option<AsyncStep> {
        let object = self.heap.foreigns.get(value.index()).object.as_ref()?;
        object.as_any().downcast_ref::<AsyncStep>().copied()
    }

    fn wait_for_foreign(&mut self, value: Value, to: u16) -> Outcome<()> {
        match self.async_step_of(value) {
            Some(step) => {
                let then = match step.closes {
                    true => Then::Closing(Box::new(Then::Store(to))),
                    false => Then::AsyncItem(Box::new(Then::Store(to))),
                };
                self.resume_generator(step.generator, step.sent, then)
            }
            None => {
                self.store(to, value);
                self.advance();
                Ok(())
            }
        }
    }

    pub(crate) fn async_iterate(&mut self, value: Value) -> Outcome {
        if let Some(index) = value.of(Kind::Generator)
            && self.heap.generators.get(index).flavour == Flavour::AsyncGenerator
        {
            return Ok(value);
        }
        let class = self.class_of(value);
        match self.lookup(class, self.names.aiter) {
            Some(method) => Err(Escape::call(method, &[value])),
            None => {
                let message =
                    format!("'async for' requires an object with __aiter__ method, got {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub(crate) fn async_next(&mut self, value: Value) -> Outcome {
        if let Some(index) = value.of(Kind::Generator)
            && self.heap.generators.get(index).flavour == Flavour::AsyncGenerator
        {
            return Ok(self.async_step(value, Sent::Value(Value::NONE), false));
        }
        let class = self.class_of(value);
        match self.lookup(class, self.names.anext) {
            Some(method) => Err(Escape::call(method, &[value])),
            None => {
                let message =
                    format!("'async for' requires an iterator with __anext__ method, got {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// The awaitable that `asend`, `athrow` and `aclose` give.
    pub(crate) fn async_step(&mut self, generator: Value, sent: Sent, closes: bool) -> Value {
        let class = self.classes.object;
        self.heap.foreign(class, AsyncStep { generator, sent, closes })
    }

    /// Gives up an iterator that is used up.
    pub(crate) fn exhaust(&mut self, iterator: u32) {
        *self.heap.iterators.get_mut(iterator) = Iter::Exhausted;
    }
}

/// One step of an asynchronous generator, to be awaited.
#[derive(Clone, Copy, Debug)]
struct AsyncStep {
    generator: Value,
    sent: Sent,
    closes: bool,
}

impl crate::heap::object::ForeignObject for AsyncStep {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.generator);
        match self.sent {
            Sent::Value(value) | Sent::Error(value) => visit(value),
        }
    }

    fn bytes(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn std::any::Any {
        self
    }
}
