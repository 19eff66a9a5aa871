//! The scheduler: which task runs next. It knows no clock: the host says what time it is.
//!
//! Tasks that are ready stand in one queue and run in its order, each until it waits. Sleepers whose time has come join the
//! queue together, by time and then by who lay down first.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque},
};

use super::{
    Vm,
    frame::Then,
    generator::Sent,
    native::{Escape, Outcome},
    run::Stop,
    task::{Parked, Start, Task, TaskState, Wait, WaitsFor},
};
use crate::{
    heap::{
        collect::Marker,
        object::Flavour,
        value::{Kind, Value},
    },
    host::{Call, CallId, Data},
};

/// Timers that were given up are swept out when there are more of them than this, and than live ones.
const STALE_TIMERS: usize = 64;

/// Events that may be left for a script before the library's tasks that bring them have to wait.
const MOST_EVENTS: usize = 256;

/// A task that waits gives back more registers and frames than these.
const SPARE_REGISTERS: usize = 96;
const SPARE_FRAMES: usize = 4;

/// Everything that waits or is about to run.
#[derive(Debug, Default)]
pub(crate) struct Scheduler {
    /// The task that runs.
    pub(crate) current: Option<Value>,
    /// The program itself.
    pub(crate) main: Option<Value>,
    ready: VecDeque<Value>,
    /// When, a number that tells timers apart, and the place of the task.
    timers: BinaryHeap<Reverse<(u64, u64, u32)>>,
    stale_timers: usize,
    next_timer: u64,
    calls: BTreeMap<CallId, Value>,
    next_call: u64,
    receivers: VecDeque<Value>,
    events: VecDeque<Value>,
    /// Tasks that wait until fewer events are left.
    pushers: VecDeque<Value>,
    /// Unfinished tasks that keep the program going.
    holding: BTreeSet<u32>,
    /// Calls for the host to make, and to give up.
    pub(crate) outgoing: Vec<Call>,
    pub(crate) aborted: Vec<CallId>,
    /// Answers whose tasks were interrupted before they had them.
    pub(crate) undelivered: Vec<(CallId, Value)>,
    /// Nanoseconds on the host's clock.
    pub(crate) now: u64,
}

impl Scheduler {
    pub(crate) fn trace(&self, to: &mut Marker) {
        to.option(self.current);
        to.option(self.main);
        let queues = [&self.ready, &self.receivers, &self.events, &self.pushers];
        queues.into_iter().flatten().for_each(|&value| to.value(value));
        self.timers.iter().for_each(|Reverse((_, _, task))| to.value(Value::object(Kind::Task, *task)));
        self.calls.values().for_each(|&task| to.value(task));
        self.undelivered.iter().for_each(|&(_, answer)| to.value(answer));
        self.holding.iter().for_each(|&task| to.value(Value::object(Kind::Task, task)));
    }

    /// Lets no task run that is ready or sleeps.
    pub(crate) fn forget_ready(&mut self) {
        self.ready.clear();
        self.timers.clear();
        self.stale_timers = 0;
    }

    /// Whether tasks remain that the program is to wait for when its last line is done.
    pub(crate) fn is_held(&self) -> bool {
        !self.holding.is_empty()
    }

    pub(crate) fn awaits_event(&self) -> bool {
        !self.receivers.is_empty()
    }

    pub(crate) fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The tasks that are ready, the next one first; some of them are not any more.
    pub(crate) fn in_queue(&self) -> impl Iterator<Item = Value> {
        self.ready.iter().copied()
    }

    pub(crate) fn calls_under_way(&self) -> usize {
        self.calls.len()
    }
}

impl Vm {
    // --- making tasks ------------------------------------------------------------------------------------------------

    /// A task that will call something when it has its turn.
    pub(crate) fn spawn(&mut self, callee: Value, arguments: &[Value], holds: bool) -> Value {
        let task = self.new_task(callee, arguments, &[], holds);
        self.make_ready(task, Ok(Value::NONE));
        task
    }

    /// A task that nobody has started. `keywords` are the names of its last arguments.
    pub(crate) fn new_task(&mut self, callee: Value, arguments: &[Value], keywords: &[Value], holds: bool) -> Value {
        let context = self.context;
        let start = Some(Start { callee, arguments: arguments.into(), keywords: keywords.into() });
        let task = self.heap.new_task(Task { start, context, ..Task::default() });
        if holds {
            self.scheduler.holding.insert(task.index());
        }
        if callee.is(Kind::Generator) {
            self.heap.generators.get_mut(callee.index()).task = Some(task);
        }
        task
    }

    /// A task that is nothing but a wait.
    pub(crate) fn defer(&mut self, wait: Wait) -> Outcome {
        let task = self.heap.new_task(Task::default());
        self.begin_wait(task, wait)?;
        Ok(task)
    }

    pub(crate) fn task(&self, task: Value) -> &Task {
        self.heap.tasks.get(task.index())
    }

    pub(crate) fn task_mut(&mut self, task: Value) -> &mut Task {
        self.heap.tasks.get_mut(task.index())
    }

    // --- the queue ---------------------------------------------------------------------------------------------------

    /// Goes on with the task that runs, or with the next one; how it stopped, or nothing when none is ready.
    pub(crate) fn run_next(&mut self) -> Option<Stop> {
        if self.scheduler.current.is_some() {
            let interruption = self.interruption.take();
            let stop = interruption.and_then(|error| self.handle(Escape::Raise(error)));
            return Some(stop.unwrap_or_else(|| self.run()));
        }
        loop {
            let task = self.scheduler.ready.pop_front()?;
            let ready = self.task_mut(task);
            if ready.state != TaskState::Ready {
                continue;
            }
            let delivery = ready.delivery;
            let start = ready.start.take();
            if start.is_none() && ready.frames.is_empty() {
                self.finish(task, delivery);
                continue;
            }
            self.load_task(task);
            let outcome = match start {
                Some(start) => self.start_task(&start, delivery),
                None => {
                    let then = std::mem::take(&mut self.task_mut(task).then);
                    self.deliver(then, delivery)
                }
            };
            let stop = outcome.err().and_then(|escape| self.handle(escape));
            return Some(stop.unwrap_or_else(|| self.run()));
        }
    }

    fn start_task(&mut self, start: &Start, delivery: Result<Value, Value>) -> Outcome<()> {
        let Start { callee, arguments, keywords } = start;
        let callee = *callee;
        if callee.is(Kind::Generator) {
            let sent = match delivery {
                Ok(_) => Sent::Value(Value::NONE),
                Err(error) => Sent::Error(error),
            };
            return self.resume_generator(callee, sent, Then::Task);
        }
        match delivery {
            Ok(_) => self.invoke(callee, arguments, keywords, Then::Task),
            Err(error) => Err(Escape::Raise(error)),
        }
    }

    fn deliver(&mut self, then: Then, delivery: Result<Value, Value>) -> Outcome<()> {
        match (delivery, then) {
            (Ok(_), Then::Again) => Ok(()),
            (Err(error), Then::Again) => self.throw_into_delegate(error),
            (Ok(value), then) => self.resume(then, value),
            (Err(error), _) => Err(Escape::Raise(error)),
        }
    }

    fn load_task(&mut self, task: Value) {
        let loaded = self.heap.tasks.get_mut(task.index());
        loaded.state = TaskState::Running;
        loaded.answered = None;
        std::mem::swap(&mut self.stack, &mut loaded.stack);
        std::mem::swap(&mut self.frames, &mut loaded.frames);
        self.handling = loaded.handling.take();
        self.context = loaded.context;
        self.below = loaded.below;
        self.dying = loaded.dying;
        self.sent = None;
        self.scheduler.current = Some(task);
    }

    fn store_running(&mut self) -> Option<Value> {
        let task = self.scheduler.current.take()?;
        let top = self.top() as usize;
        // What lies above is nobody's any more, and must not be kept alive.
        self.stack.truncate(top);
        // Tasks that wait may be very many.
        if self.stack.capacity() > top + SPARE_REGISTERS {
            self.stack.shrink_to(top);
        }
        if self.frames.capacity() > self.frames.len() + SPARE_FRAMES {
            self.frames.shrink_to_fit();
        }
        let stored = self.heap.tasks.get_mut(task.index());
        std::mem::swap(&mut self.stack, &mut stored.stack);
        std::mem::swap(&mut self.frames, &mut stored.frames);
        stored.handling = self.handling.take();
        stored.context = self.context;
        Some(task)
    }

    /// The task that runs has to wait.
    pub(crate) fn park(&mut self, parked: Parked) -> Option<Value> {
        let task = self.store_running()?;
        let Parked { wait, then } = parked;
        let stored = self.task_mut(task);
        stored.then = then;
        if !matches!(wait, Wait::Turn) {
            // Many may wait, and for long: each keeps what it needs and no more.
            stored.stack.shrink_to_fit();
            stored.frames.shrink_to_fit();
        }
        if let Err(Escape::Raise(error)) = self.begin_wait(task, wait) {
            self.make_ready(task, Err(error));
        }
        Some(task)
    }

    /// The task that runs has ended.
    pub(crate) fn end_current(&mut self, outcome: Result<Value, Value>) -> Option<Value> {
        let task = self.store_running()?;
        let ended = self.task_mut(task);
        ended.stack = Vec::new();
        ended.frames = Vec::new();
        self.finish(task, outcome);
        Some(task)
    }

    fn finish(&mut self, task: Value, outcome: Result<Value, Value>) {
        let finished = self.task_mut(task);
        finished.state = TaskState::Finished;
        finished.outcome = Some(outcome);
        finished.waits_for = WaitsFor::Nothing;
        let waiters = std::mem::take(&mut finished.waiters);
        self.scheduler.holding.remove(&task.index());
        for waiter in waiters {
            if let WaitsFor::Task { task: awaited, raises, timer } = self.task(waiter).waits_for
                && awaited == task
            {
                self.scheduler.stale_timers += usize::from(timer.is_some());
                self.make_ready(waiter, if raises { outcome } else { Ok(Value::TRUE) });
            }
        }
    }

    /// Puts a task into the queue, with what it waited for.
    pub(crate) fn make_ready(&mut self, task: Value, delivery: Result<Value, Value>) {
        let ready = self.task_mut(task);
        ready.delivery = delivery;
        ready.waits_for = WaitsFor::Nothing;
        if matches!(ready.state, TaskState::New | TaskState::Waiting) {
            ready.state = TaskState::Ready;
            self.scheduler.ready.push_back(task);
        }
    }

    // --- waiting -----------------------------------------------------------------------------------------------------

    fn begin_wait(&mut self, task: Value, wait: Wait) -> Outcome<()> {
        self.task_mut(task).state = TaskState::Waiting;
        let waits_for = match wait {
            Wait::Turn => {
                self.make_ready(task, Ok(Value::NONE));
                return Ok(());
            }
            Wait::Sleep(delay) => WaitsFor::Timer(self.add_timer(task, delay)),
            Wait::Task { task: awaited, timeout, raises } => {
                if let Some(outcome) = self.task(awaited).outcome {
                    self.make_ready(task, if raises { outcome } else { Ok(Value::TRUE) });
                    return Ok(());
                }
                // It counts for the limit of recursion as if it were called.
                let below = self.task(task).below + self.task(task).frames.len();
                let child = self.task_mut(awaited);
                child.waiters.push(task);
                child.below = child.below.max(below);
                let timer = timeout.map(|delay| self.add_timer(task, delay));
                WaitsFor::Task { task: awaited, raises, timer }
            }
            Wait::Call { function, arguments } => {
                self.scheduler.next_call += 1;
                let id = CallId(self.scheduler.next_call);
                self.scheduler.calls.insert(id, task);
                self.scheduler.outgoing.push(Call { id, function, arguments });
                WaitsFor::Call { id, function }
            }
            Wait::Event => {
                if let Some(event) = self.scheduler.events.pop_front() {
                    self.make_ready(task, Ok(event));
                    self.wake_pushers();
                    return Ok(());
                }
                self.scheduler.receivers.push_back(task);
                WaitsFor::Event
            }
            Wait::Wake => WaitsFor::Wake,
        };
        self.task_mut(task).waits_for = waits_for;
        Ok(())
    }

    fn add_timer(&mut self, task: Value, delay: u64) -> u64 {
        // A sleep begins when it is asked for, not when the turn began.
        let now = u64::try_from(self.host.0.monotonic().as_nanos()).unwrap_or(u64::MAX);
        let scheduler = &mut self.scheduler;
        scheduler.now = scheduler.now.max(now);
        scheduler.next_timer += 1;
        let number = scheduler.next_timer;
        scheduler.timers.push(Reverse((scheduler.now.saturating_add(delay), number, task.index())));
        number
    }

    /// Starts a task that is not started when a time has passed.
    pub(crate) fn start_later(&mut self, task: Value, delay: u64) {
        let number = self.add_timer(task, delay);
        let sleeping = self.task_mut(task);
        sleeping.state = TaskState::Waiting;
        sleeping.waits_for = WaitsFor::Timer(number);
    }

    fn timer_is_live(&self, task: u32, number: u64) -> bool {
        match self.heap.tasks.get(task).waits_for {
            WaitsFor::Timer(own) => own == number,
            WaitsFor::Task { timer, .. } => timer == Some(number),
            _ => false,
        }
    }

    /// Gives up what a task waits for.
    fn stop_waiting(&mut self, task: Value) {
        match self.task(task).waits_for {
            WaitsFor::Timer(_) => self.scheduler.stale_timers += 1,
            WaitsFor::Task { task: awaited, timer, .. } => {
                self.scheduler.stale_timers += usize::from(timer.is_some());
                self.task_mut(awaited).waiters.retain(|&waiter| waiter != task);
            }
            WaitsFor::Call { id, .. } => {
                self.scheduler.calls.remove(&id);
                match self.scheduler.outgoing.iter().position(|call| call.id == id) {
                    // The host has not heard of it.
                    Some(place) => drop(self.scheduler.outgoing.remove(place)),
                    None => self.scheduler.aborted.push(id),
                }
            }
            WaitsFor::Event => self.scheduler.receivers.retain(|&receiver| receiver != task),
            WaitsFor::Wake | WaitsFor::Nothing => {}
        }
        self.task_mut(task).waits_for = WaitsFor::Nothing;
    }

    // --- what comes from outside -------------------------------------------------------------------------------------

    /// It is so late now, in nanoseconds.
    pub(crate) fn set_time(&mut self, now: u64) {
        self.scheduler.now = self.scheduler.now.max(now);
        let mut after_answers = Vec::new();
        while let Some(&Reverse((when, number, task))) = self.scheduler.timers.peek() {
            let is_live = self.timer_is_live(task, number);
            if is_live && when > self.scheduler.now {
                break;
            }
            self.scheduler.timers.pop();
            if is_live && self.awaits_answered(task) {
                after_answers.push(Reverse((when, number, task)));
            } else if is_live {
                self.ring(Value::object(Kind::Task, task));
            } else {
                self.scheduler.stale_timers = self.scheduler.stale_timers.saturating_sub(1);
            }
        }
        self.scheduler.timers.extend(after_answers);
        if self.scheduler.stale_timers > STALE_TIMERS.max(self.scheduler.timers.len() / 2) {
            let timers = std::mem::take(&mut self.scheduler.timers);
            self.scheduler.timers =
                timers.into_iter().filter(|Reverse((_, number, task))| self.timer_is_live(*task, *number)).collect();
            self.scheduler.stale_timers = 0;
        }
    }

    /// Whether a task waits, and no longer than until now, for another one that is about to go on with an answer of the host's. The
    /// answer came in time: the timer rings when the other one has had it, if it is not done by then.
    fn awaits_answered(&self, task: u32) -> bool {
        match self.heap.tasks.get(task).waits_for {
            WaitsFor::Task { task: awaited, .. } => {
                let awaited = self.task(awaited);
                awaited.state == TaskState::Ready && awaited.answered.is_some()
            }
            _ => false,
        }
    }

    fn ring(&mut self, task: Value) {
        let delivery = match self.task(task).waits_for {
            WaitsFor::Task { task: awaited, .. } => {
                self.task_mut(awaited).waiters.retain(|&waiter| waiter != task);
                Ok(Value::FALSE)
            }
            _ => Ok(Value::NONE),
        };
        self.make_ready(task, delivery);
    }

    /// When the next sleeper wakes.
    pub(crate) fn next_timer(&mut self) -> Option<u64> {
        while let Some(&Reverse((when, number, task))) = self.scheduler.timers.peek() {
            if self.timer_is_live(task, number) {
                return Some(when);
            }
            self.scheduler.timers.pop();
            self.scheduler.stale_timers = self.scheduler.stale_timers.saturating_sub(1);
        }
        None
    }

    /// The answer to a call of the host's; nothing when nobody waits for it any more.
    pub(crate) fn answer_call(&mut self, id: CallId) -> Option<Value> {
        self.scheduler.calls.remove(&id)
    }

    /// The answers that nobody had, as the host knows values.
    pub(crate) fn take_undelivered(&mut self) -> Vec<(CallId, Data)> {
        let answers = std::mem::take(&mut self.scheduler.undelivered);
        answers.into_iter().filter_map(|(id, answer)| Some((id, self.data_of(answer, "", 0).ok()?))).collect()
    }

    /// An event from a task of the library's, which waits while more are left than a script should have.
    pub(crate) fn push_event_or_wait(&mut self, event: Value) -> Outcome {
        self.push_event(event);
        match self.scheduler.current {
            Some(task) if self.scheduler.events.len() >= MOST_EVENTS => {
                self.scheduler.pushers.push_back(task);
                Err(Wait::Wake.into())
            }
            _ => Ok(Value::NONE),
        }
    }

    fn wake_pushers(&mut self) {
        if self.scheduler.events.len() > MOST_EVENTS / 2 {
            return;
        }
        for task in std::mem::take(&mut self.scheduler.pushers) {
            if self.task(task).waits_for == WaitsFor::Wake {
                self.make_ready(task, Ok(Value::NONE));
            }
        }
    }

    /// An event for whoever receives.
    pub(crate) fn push_event(&mut self, event: Value) {
        match self.scheduler.receivers.pop_front() {
            Some(task) => self.make_ready(task, Ok(event)),
            None => self.scheduler.events.push_back(event),
        }
    }

    // --- cancelling --------------------------------------------------------------------------------------------------

    /// Raises an exception in a task, where it waits. False when it has ended.
    pub(crate) fn throw_into_task(&mut self, task: Value, error: Value, for_good: bool) -> bool {
        match self.task(task).state {
            TaskState::Finished => return false,
            TaskState::Running => self.task_mut(task).pending = Some(error),
            TaskState::Ready => {
                let ready = self.task_mut(task);
                let lost = ready.answered.take().zip(ready.delivery.ok());
                ready.delivery = Err(error);
                self.scheduler.undelivered.extend(lost);
            }
            TaskState::Waiting | TaskState::New => {
                self.stop_waiting(task);
                self.make_ready(task, Err(error));
            }
        }
        if for_good {
            self.task_mut(task).dying = Some(error);
            if self.scheduler.current == Some(task) {
                self.dying = Some(error);
            }
        }
        true
    }

    /// Raises `KeyboardInterrupt` in the task that is paused while it computes, or else in the first task.
    pub(crate) fn interrupt(&mut self) {
        let error = self.new_error(self.classes.keyboard_interrupt, &[]);
        if self.scheduler.current.is_some() {
            self.interruption = Some(error);
        } else if let Some(main) = self.scheduler.main
            && !self.throw_into_task(main, error, false)
        {
            // Only tasks that it left behind go on: the first of them takes its place.
            let left = self.scheduler.holding.first().map(|&task| Value::object(Kind::Task, task));
            if let Some(task) = left {
                self.scheduler.main = Some(task);
                self.throw_into_task(task, error, false);
            }
        }
    }

    /// Gives up a task that has not started.
    pub(crate) fn discard_task(&mut self, task: Value) {
        if self.task(task).start.is_some() {
            self.stop_waiting(task);
            self.task_mut(task).start = None;
            self.finish(task, Ok(Value::NONE));
        }
    }

    /// Whether the task that runs may wait now; the exception that says why not.
    pub(crate) fn may_park(&mut self) -> Outcome<()> {
        let Some(task) = self.scheduler.current else {
            return Err(self.runtime_error("nothing can wait while the library is loaded"));
        };
        if let Some(error) = self.task_mut(task).pending.take() {
            return Err(Escape::Raise(error));
        }
        if self.dying.is_some() {
            let message = "cannot suspend (await/sleep) in a finally during cancellation";
            return Err(self.runtime_error(message));
        }
        Ok(())
    }

    /// The task that drives a coroutine, if one does.
    pub(crate) fn task_of(&self, coroutine: Value) -> Option<Value> {
        let generator = self.heap.generators.get(coroutine.of(Kind::Generator)?);
        generator.task.filter(|_| generator.flavour == Flavour::Coroutine)
    }

    pub(crate) fn is_coroutine(&self, value: Value) -> bool {
        value.of(Kind::Generator).is_some_and(|index| self.heap.generators.get(index).flavour == Flavour::Coroutine)
    }
}
