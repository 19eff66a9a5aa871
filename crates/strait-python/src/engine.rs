//! The face of the engine: a program, run to its end, with waits between.

use std::time::Duration;

use crate::{
    LibraryModule,
    heap::{
        Collector,
        value::{Kind, Value},
    },
    host::{Answers, Call, CallId, Data, FunctionId, Host, HostError},
    inspect::{self, TaskView},
    vm::{Vm, host::HostFunction, native::Escape, run::Stop},
};

/// One Python program and everything it made.
///
/// The host runs it by calling [`Engine::resume`] again and again. In between it makes the calls that
/// [`Engine::take_calls`] gives, and brings answers and events.
#[derive(Debug)]
pub struct Engine {
    vm: Vm,
    functions: u32,
    /// The program has ended, and tasks that it left behind are still to be waited for.
    ended: bool,
    /// How it ended, while the functions run that it wants to be called then.
    exiting: Option<Ended>,
}

/// How a program ended, or why it stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ended {
    /// It ran to its last line.
    Finished,
    /// It asked to end with this code.
    Exited(u8),
    /// An exception that nothing caught; the text is its traceback.
    Failed(String),
    /// The instructions it may use are used up; [`Engine::resume`] goes on.
    Paused,
    /// Every task waits.
    Waiting(Waiting),
}

/// What the tasks of a program wait for. Nothing at all means that they wait for each other, and for ever.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Waiting {
    /// When the next sleeper is to be woken, on the clock of [`Host::monotonic`].
    pub until: Option<Duration>,
    /// Calls of the host's that are under way.
    pub calls: usize,
    /// Whether a task waits for [`Engine::push_event`].
    pub events: bool,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// An engine with its library, and no program.
    #[must_use]
    pub fn new() -> Self {
        Self { vm: Vm::new(), functions: 0, ended: false, exiting: None }
    }

    /// Whom the engine asks for the time and the like.
    pub fn set_host(&mut self, host: Box<dyn Host>) {
        self.vm.host.0 = host;
    }

    /// Bytes that the program may have allocated at a time.
    pub fn set_memory_limit(&mut self, bytes: usize) {
        self.vm.heap.set_limit(bytes);
    }

    /// The program's name and arguments: `sys.argv`. To be set before the program is run.
    pub fn set_arguments(&mut self, arguments: Vec<String>) {
        self.vm.arguments = arguments;
    }

    /// The environment variables that the program sees.
    pub fn set_environment(&mut self, variables: Vec<(String, String)>) {
        self.vm.environment = variables;
    }

    /// When the collector runs: for tests.
    pub fn set_collector(&mut self, collector: Collector) {
        self.vm.heap.set_collector(collector);
    }

    /// How many loops and calls the program may do before it is paused.
    pub const fn set_fuel(&mut self, fuel: i64) {
        self.vm.fuel = fuel;
    }

    /// Makes a function of the host an attribute of a module, which scripts can import. `signature` lists its parameters as
    /// Python writes them, with `None`, `True`, `False`, numbers and strings for defaults: `url, options=None, /`.
    pub fn declare(&mut self, module: &str, name: &str, signature: &str, answers: Answers) -> FunctionId {
        let id = FunctionId(self.functions);
        self.functions += 1;
        self.vm.declare(module, name, signature, HostFunction { id, answers });
        id
    }

    /// Adds modules to the library, in the order of their names. Their functions may be marked as suspending, by
    /// `_task.suspends`: a call of one is put off where an awaitable is wanted, as a call of a function that answers later is.
    pub const fn add_library(&mut self, modules: &'static [LibraryModule]) {
        self.vm.host_library = modules;
    }

    /// Runs a text as the main program; `file` is its name in tracebacks.
    pub fn run(&mut self, file: &str, text: &str) -> Ended {
        let started = self.vm.load_module("__main__", file, text, false);
        match started {
            Ok(function) => {
                self.vm.name_file(function, file);
                let main = self.vm.spawn_main(function, file);
                self.vm.scheduler.main = Some(main);
                self.resume()
            }
            Err(Escape::Raise(error)) => match self.report(error) {
                Some(ended) => ended,
                None => self.resume(),
            },
            Err(_) => Ended::Failed("MemoryError\n".into()),
        }
    }

    /// Runs whoever is ready, until nobody is or the program has ended.
    pub fn resume(&mut self) -> Ended {
        self.vm.read_clock();
        loop {
            match self.vm.run_next() {
                Some(Stop::Paused) => return Ended::Paused,
                Some(Stop::Parked) => {
                    if let Some(parked) = self.vm.take_parked() {
                        self.vm.park(parked);
                    }
                }
                Some(Stop::Finished(value)) => {
                    if let Some(ended) = self.task_ended(Ok(value)) {
                        return ended;
                    }
                }
                Some(Stop::Failed(error)) => {
                    if let Some(ended) = self.task_ended(Err(error)) {
                        return ended;
                    }
                }
                None => {
                    if self.ended && self.exiting.is_none() && !self.vm.scheduler.is_held() {
                        match self.exit(Ended::Finished) {
                            Some(ended) => return ended,
                            None => continue,
                        }
                    }
                    if !self.vm.read_clock() {
                        return Ended::Waiting(self.waiting());
                    }
                }
            }
        }
    }

    fn waiting(&mut self) -> Waiting {
        Waiting {
            until: self.vm.next_timer().map(Duration::from_nanos),
            calls: self.vm.scheduler.calls_under_way(),
            events: self.awaits_event(),
        }
    }

    /// Whether a task waits for [`Engine::push_event`], while others may be computing.
    #[must_use]
    pub fn awaits_event(&self) -> bool {
        self.vm.scheduler.awaits_event()
    }

    fn task_ended(&mut self, outcome: Result<Value, Value>) -> Option<Ended> {
        let task = self.vm.end_current(outcome)?;
        if Some(task) != self.vm.scheduler.main {
            return None;
        }
        if let Some(ended) = self.exiting.take() {
            return Some(ended);
        }
        if let Some(error) = self.vm.reported.take() {
            self.ended = true;
            let ended = match outcome {
                Ok(text) if text.is(Kind::Str) => Ended::Failed(self.vm.heap.text(text).to_owned()),
                // What it looks like from outside is known all the same.
                _ => self.vm.ended(error),
            };
            return self.exit(ended);
        }
        match outcome {
            Ok(_) => {
                self.ended = true;
                if self.vm.scheduler.is_held() { None } else { self.exit(Ended::Finished) }
            }
            Err(error) => self.report(error),
        }
    }

    /// The program is over. A last task calls the functions that it registered for that, if there are any.
    fn exit(&mut self, ended: Ended) -> Option<Ended> {
        if !self.vm.begin_exit() {
            return Some(ended);
        }
        self.exiting = Some(ended);
        None
    }

    /// Nothing caught an exception: a last task finds the words for it, as its class may have a `__str__` of its own.
    fn report(&mut self, error: Value) -> Option<Ended> {
        self.vm.is_interrupted = self.vm.is_instance(error, self.vm.classes.keyboard_interrupt);
        if !self.vm.begin_report(error) {
            self.ended = true;
            let ended = self.vm.ended(error);
            return self.exit(ended);
        }
        None
    }

    /// The calls that the program has made since this was asked last, in their order.
    pub fn take_calls(&mut self) -> Vec<Call> {
        std::mem::take(&mut self.vm.scheduler.outgoing)
    }

    /// The calls that nobody waits for any more: the host may give them up, and need not answer.
    pub fn take_aborted(&mut self) -> Vec<CallId> {
        std::mem::take(&mut self.vm.scheduler.aborted)
    }

    /// Brings the answer to a call. The task that waits for it goes on at the next [`Engine::resume`].
    pub fn complete(&mut self, call: CallId, answer: Result<Data, HostError>) {
        let Some(task) = self.vm.answer_call(call) else { return };
        let delivery = match answer {
            Ok(data) => match self.vm.value_of(data) {
                Ok(value) => Ok(value),
                Err(Escape::Raise(error)) => Err(error),
                Err(_) => Err(self.vm.memory_error()),
            },
            Err(error) => Err(self.vm.host_error(&error)),
        };
        self.vm.make_ready(task, delivery);
        self.vm.task_mut(task).answered = Some(call);
    }

    /// The answers that came in vain, since this was asked last: their tasks were interrupted, by a timeout or a cancellation,
    /// before they went on with them. Nobody else has what they brought.
    pub fn take_undelivered(&mut self) -> Vec<(CallId, Data)> {
        self.vm.take_undelivered()
    }

    /// Brings an event, which `receive()` gives to the task that has waited longest, or keeps.
    pub fn push_event(&mut self, event: &str) {
        let event = self.vm.heap.str(event);
        self.vm.push_event(event);
    }

    /// Has `KeyboardInterrupt` raised: in the task that is computing, if one is, and else in the program's first task, where
    /// it waits. The program goes on with it at the next [`Engine::resume`].
    pub fn interrupt(&mut self) {
        self.vm.interrupt();
    }

    /// Whether the program ended by a `KeyboardInterrupt`, which [`Ended::Failed`] does not tell.
    #[must_use]
    pub const fn is_interrupted(&self) -> bool {
        self.vm.is_interrupted
    }

    /// Whether the program has met a `MemoryError` because its heap was full. What tasks did for one another when that struck
    /// them may be undone for ever.
    #[must_use]
    pub const fn has_run_out_of_memory(&self) -> bool {
        self.vm.ran_out_of_memory
    }

    /// What the program printed since this was asked last.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.vm.output)
    }

    /// What the program wrote to its standard error since this was asked last.
    pub fn take_errors(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.vm.errors)
    }

    /// The global variables of the program, with their representations: of those that are not there because the script imports
    /// them, the first thousand. No code of the script runs for that, and values are cut.
    #[must_use]
    pub fn globals(&self) -> Vec<(String, String)> {
        inspect::globals(&self.vm)
    }

    /// Where the program is: its tasks that have not ended, at most a thousand, the one that runs first.
    #[must_use]
    pub fn tasks(&self) -> Vec<TaskView> {
        inspect::tasks(&self.vm)
    }

    /// The code of a text, as a listing.
    ///
    /// # Errors
    ///
    /// The message, when the text is no program.
    pub fn disassemble(&mut self, text: &str) -> Result<String, String> {
        self.vm.disassemble(text)
    }
}
