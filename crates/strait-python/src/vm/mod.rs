//! The machine: it runs code, a frame at a time, and knows no clock, no file and no network.

mod attribute;
pub(crate) mod call;
pub(crate) mod class;
mod equality;
mod error;
mod exception;
pub(crate) mod frame;
pub(crate) mod generator;
pub(crate) mod hash;
pub(crate) mod host;
mod import;
pub(crate) mod item;
mod iterate;
pub(crate) mod known;
pub(crate) mod native;
pub(crate) mod number;
pub(crate) mod operator;
mod quick;
mod resume;
pub(crate) mod run;
pub(crate) mod scheduler;
mod steps;
mod table;
pub(crate) mod task;
pub(crate) mod traceback;
mod truth;
mod variables;

use std::{collections::HashMap, rc::Rc};

use crate::{
    compile::{
        self, Mode,
        code::{Code, Source},
    },
    heap::{
        Heap,
        collect::Marker,
        dict::Dict,
        value::{Kind, Value},
    },
    syntax,
};
use frame::Frame;
use known::{Classes, Names};
use native::Escape;

/// One program: its objects, its tasks and the library.
#[derive(Debug)]
pub(crate) struct Vm {
    pub(crate) heap: Heap,
    pub(crate) classes: Classes,
    pub(crate) names: Names,
    operators: operator::OperatorNames,
    comparisons: operator::ComparisonNames,
    /// Registers of the frames of the running task.
    pub(crate) stack: Vec<Value>,
    /// Frames of the running task.
    pub(crate) frames: Vec<Frame>,
    /// The exception being handled by the running task.
    pub(crate) handling: Option<Value>,
    /// A value sent to a generator that passes it on.
    sent: Option<Value>,
    /// Frames that count for the limit of recursion beside those of the running task.
    below: usize,
    /// The exception by which the running task is cancelled for good.
    dying: Option<Value>,
    /// What nothing caught, while the text about it is being made.
    pub(crate) reported: Option<Value>,
    /// What is to be raised in the task that is paused while it computes.
    pub(crate) interruption: Option<Value>,
    /// The program ended by a `KeyboardInterrupt`.
    pub(crate) is_interrupted: bool,
    /// The heap has been full, and the script was told by a `MemoryError`.
    pub(crate) ran_out_of_memory: bool,
    /// The values of context variables in the running task.
    pub(crate) context: Value,
    /// What a task gave whose first call was no function of a script's.
    finished: Option<Value>,
    /// Why the loop was left.
    stopped: Option<run::Stop>,
    /// What the running task is to wait for: it stopped for that.
    parked: Option<task::Parked>,
    pub(crate) scheduler: scheduler::Scheduler,
    pub(crate) host: host::HostBox,
    /// `builtins`, as a dictionary.
    pub(crate) built_in: u32,
    /// The library's hidden functions.
    pub(crate) prelude: u32,
    /// Modules by name.
    pub(crate) modules: u32,
    /// The modules that the host adds to the library, by name.
    pub(crate) host_library: &'static [crate::stdlib::Module],
    /// Classes of the library's modules, by module and name.
    library: HashMap<(&'static str, &'static str), u32>,
    method_cache: Vec<class::CachedMethod>,
    sources: HashMap<Box<str>, Rc<Source>>,
    /// Instructions that count left, before the loop returns to its caller.
    pub(crate) fuel: i64,
    pub(crate) recursion_limit: usize,
    /// Digits of an integer that are turned into text or back; 0 for any number of them.
    pub(crate) max_str_digits: usize,
    /// The mark that a frame was given last.
    frame_marks: u32,
    /// How many operations of the engine that lead to one another are under way.
    nesting: u32,
    /// What the compiler warned of, until the program is told.
    pub(crate) warnings: Vec<compile::Warning>,
    /// Room to write short texts in.
    pub(crate) scratch: String,
    /// What the program printed.
    pub(crate) output: Vec<u8>,
    /// The same, to the standard error.
    pub(crate) errors: Vec<u8>,
    /// `sys.argv`, until it is made.
    pub(crate) arguments: Vec<String>,
    /// The environment variables that the program may see.
    pub(crate) environment: Vec<(String, String)>,
}

/// Operations of the engine that lead to one another, such as the call of a method of a method, take of the native stack:
/// no more of them than this.
const MOST_NESTING: u32 = 100;
/// Frames a task may have, by default.
const RECURSION_LIMIT: usize = 1000;

impl Vm {
    pub(crate) fn new() -> Self {
        let mut heap = Heap::new();
        let names = Names::new(&mut heap);
        let operators = operator::operator_names(&mut heap);
        let comparisons = operator::comparison_names(&mut heap);
        let mut vm = Self {
            heap,
            classes: Classes::default(),
            names,
            operators,
            comparisons,
            stack: Vec::new(),
            frames: Vec::new(),
            handling: None,
            sent: None,
            below: 0,
            dying: None,
            reported: None,
            interruption: None,
            is_interrupted: false,
            ran_out_of_memory: false,
            context: Value::NONE,
            finished: None,
            stopped: None,
            parked: None,
            scheduler: scheduler::Scheduler::default(),
            host: host::HostBox::default(),
            built_in: 0,
            prelude: 0,
            modules: 0,
            host_library: &[],
            library: HashMap::new(),
            method_cache: class::new_cache(),
            sources: HashMap::new(),
            fuel: i64::MAX,
            recursion_limit: RECURSION_LIMIT,
            max_str_digits: crate::text::int::DEFAULT_MAX_STR_DIGITS,
            frame_marks: 0,
            nesting: 0,
            warnings: Vec::new(),
            scratch: String::new(),
            output: Vec::new(),
            errors: Vec::new(),
            arguments: Vec::new(),
            environment: Vec::new(),
        };
        vm.make_classes();
        vm.mend_metaclasses();
        vm.built_in = vm.heap.new_dict(Dict::default()).index();
        vm.prelude = vm.heap.new_dict(Dict::default()).index();
        vm.modules = vm.heap.new_dict(Dict::default()).index();
        crate::builtins::install(&mut vm);
        vm
    }

    /// Compiles a text as the module `name`: gives a function without parameters that runs it.
    pub(crate) fn load_module(&mut self, name: &str, file: &str, text: &str, hidden: bool) -> Result<Value, Escape> {
        let code = self.compile_text(file, text, Mode::Module, hidden)?;
        self.sources.insert(file.into(), Rc::clone(&code.source));
        let module = self.new_module(name);
        let globals = self.heap.modules.get(module.index()).dict;
        Ok(self.heap.new_function(crate::heap::object::Function {
            name: Some(code.name),
            qualified_name: Some(code.name),
            code: Some(code),
            globals,
            ..Default::default()
        }))
    }

    /// Compiles a text; one that is no file is not shown in tracebacks.
    pub(crate) fn compile_text(
        &mut self,
        file: &str,
        text: &str,
        mode: Mode,
        hidden: bool,
    ) -> Result<Rc<Code>, Escape> {
        let text = syntax::with_plain_lines(text);
        self.heap.reserve(syntax::footprint(&text))?;
        let source = Rc::new(Source::new(file, &text, mode == Mode::Module));
        let tree = if mode == Mode::Eval { syntax::parse_expression(&text) } else { syntax::parse_module(&text) };
        let compiled = tree.and_then(|tree| {
            let code = compile::compile(&tree, &source, mode, hidden, &mut self.heap)?;
            if !hidden {
                self.warnings.extend(compile::warnings(&tree, &source));
            }
            Ok(code)
        });
        compiled.map_err(|error| self.syntax_error(&error, &source))
    }

    /// The text of a file that was run.
    pub(crate) fn source_text(&self, file: &str) -> Option<Rc<Source>> {
        self.sources.get(file).cloned()
    }

    /// Starts the library's hidden part, whose names are kept apart from all modules.
    pub(crate) fn start_prelude(&mut self, text: &str) -> Result<(), Escape> {
        let name = self.heap.name("builtins");
        self.set_name(self.prelude, self.names.name, name);
        let code = self.compile_text("<prelude>", text, Mode::Module, true)?;
        self.push_frame(&code, None, self.prelude, frame::Then::Task).map(|_| ())
    }

    /// Asks the host for the time, and wakes who slept long enough. Whether anybody is ready.
    pub(crate) fn read_clock(&mut self) -> bool {
        let now = self.host.0.monotonic().as_nanos();
        self.set_time(u64::try_from(now).unwrap_or(u64::MAX));
        self.scheduler.has_ready()
    }

    pub(crate) const fn take_parked(&mut self) -> Option<task::Parked> {
        self.parked.take()
    }

    /// An empty module, known by its name.
    pub(crate) fn new_module(&mut self, name: &str) -> Value {
        let dict = self.heap.new_dict(Dict::default()).index();
        let module = self.heap.new_module(crate::heap::object::Module { name: name.into(), dict });
        let text = self.heap.name(name);
        self.set_name(dict, self.names.name, text);
        self.set_name(dict, self.names.doc, Value::NONE);
        self.name_origin(dict, "");
        self.set_name(self.modules, text, module);
        module
    }

    /// What modules say of where they come from.
    pub(crate) fn name_origin(&mut self, dict: u32, package: &str) {
        let package = self.heap.str(package);
        self.set_name(dict, self.names.package, package);
        for unset in ["__loader__", "__spec__"] {
            let name = self.heap.name(unset);
            self.set_name(dict, name, Value::NONE);
        }
    }

    /// Does what may lead to itself again, unless that has gone too deep.
    pub(crate) fn nested<T>(&mut self, operation: impl FnOnce(&mut Self) -> Result<T, Escape>) -> Result<T, Escape> {
        if self.nesting >= MOST_NESTING {
            return Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded"));
        }
        self.nesting += 1;
        let outcome = operation(self);
        self.nesting -= 1;
        outcome
    }

    /// Frees what the program can no longer reach.
    pub(crate) fn collect(&mut self) {
        let mut roots = self.roots();
        for frame in &self.frames {
            let base = frame.base as usize;
            let end = self.stack.len().min(base + frame.used_registers());
            roots.values(self.stack.get(base..end).unwrap_or_default());
        }
        self.heap.collect(roots);
        self.method_cache.fill(class::CachedMethod::default());
    }

    /// Starts the task of the main program, which begins with what the compiler warned of.
    pub(crate) fn spawn_main(&mut self, function: Value, file: &str) -> Value {
        let name = self.heap.name("_run_main");
        match self.get_name(self.prelude, name) {
            Some(run) if !self.warnings.is_empty() => {
                let file = self.heap.str(file);
                self.spawn(run, &[function, file], false)
            }
            _ => self.spawn(function, &[], false),
        }
    }

    /// Starts the task that finds the words for an exception that nothing caught. The program's other tasks run no more.
    pub(crate) fn begin_report(&mut self, error: Value) -> bool {
        if self.is_instance(error, self.classes.system_exit) {
            return false;
        }
        let name = self.heap.name("_report");
        let Some(function) = self.get_name(self.prelude, name) else { return false };
        self.scheduler.forget_ready();
        self.reported = Some(error);
        let task = self.spawn(function, &[error], false);
        self.scheduler.main = Some(task);
        true
    }

    /// Starts the task that calls what `atexit` knows of, if it was imported. The program's other tasks run no more.
    pub(crate) fn begin_exit(&mut self) -> bool {
        let [module, function] = ["atexit", "_at_exit"].map(|name| self.heap.name(name));
        let (Some(_), Some(function)) = (self.get_name(self.modules, module), self.get_name(self.prelude, function))
        else {
            return false;
        };
        self.scheduler.forget_ready();
        let task = self.spawn(function, &[], false);
        self.scheduler.main = Some(task);
        true
    }

    /// Marks what the program's variables lead to. What is only in a register meanwhile does not count.
    pub(crate) fn mark_variables(&mut self) {
        let mut roots = self.roots();
        for frame in &self.frames {
            let (base, code) = (frame.base as usize, &frame.code);
            let free = usize::from(code.free_start);
            let places = (0..code.variables.len()).chain(free..free + code.free.len());
            places.filter_map(|place| self.stack.get(base + place)).for_each(|&value| roots.value(value));
        }
        self.heap.mark_from(roots);
    }

    /// All that leads to what the program has, but for the registers of the running task.
    fn roots(&self) -> Marker {
        let mut to = Marker::default();
        self.frames.iter().for_each(|frame| to.frame(frame));
        (0..self.heap.classes.places() as u32)
            .filter(|&class| self.heap.classes.get(class).traits.builtin)
            .for_each(|class| to.value(Self::class_value(class)));
        to.values(&[self.built_in, self.prelude, self.modules].map(|dict| Value::object(Kind::Dict, dict)));
        self.scheduler.trace(&mut to);
        if let Some(parked) = &self.parked {
            parked.then.trace(&mut to);
        }
        to.value(self.context);
        [self.handling, self.sent, self.dying, self.finished, self.reported, self.interruption]
            .into_iter()
            .for_each(|value| to.option(value));
        to
    }

    /// How a program ended whose first frame an exception left.
    pub(crate) fn ended(&mut self, error: Value) -> crate::Ended {
        if !self.is_instance(error, self.classes.system_exit) {
            return crate::Ended::Failed(self.format_error(error));
        }
        let args = self.exception(error).map_or(Value::NONE, |content| content.args);
        let code = self.heap.items(args).and_then(|args| args.first().copied()).unwrap_or(Value::NONE);
        match self.integer_of(code) {
            Some(number) => crate::Ended::Exited(number.to_signed_bytes_le().first().copied().unwrap_or_default()),
            None if code.is_none() => crate::Ended::Exited(0),
            None => {
                let text = self.error_text(error);
                crate::Ended::Failed(format!("{text}\n"))
            }
        }
    }

    pub(crate) fn disassemble(&mut self, text: &str) -> Result<String, String> {
        let source = Rc::new(Source::new("<text>", text, true));
        syntax::parse_module(text)
            .and_then(|tree| compile::compile(&tree, &source, Mode::Module, false, &mut self.heap))
            .map(|code| compile::disassemble(&code, &self.heap))
            .map_err(|error| error.message)
    }

    // --- dictionaries whose keys are names -----------------------------------------------------------------------------

    /// The value of a name in a dictionary.
    #[inline]
    pub(crate) fn get_name(&self, dict: u32, name: Value) -> Option<Value> {
        let place = self.find_name(dict, name)?;
        self.heap.dicts.get(dict).at(place).map(|entry| entry.value)
    }

    /// The place of a name in a dictionary.
    pub(crate) fn find_name(&self, dict: u32, name: Value) -> Option<usize> {
        let text = self.heap.strs.get(name.index());
        let strs = &self.heap.strs;
        self.heap.dicts.get(dict).find(text.hash(self.heap.hash_seed), |key| {
            key == name || key.of(Kind::Str).is_some_and(|key| strs.get(key).as_str() == text.as_str())
        })
    }

    pub(crate) fn set_name(&mut self, dict: u32, name: Value, value: Value) {
        match self.find_name(dict, name) {
            Some(place) => self.heap.dicts.get_mut(dict).set_at(place, value),
            None => {
                let hash = self.heap.strs.get(name.index()).hash(self.heap.hash_seed);
                self.heap.charge(32);
                self.heap.dicts.get_mut(dict).insert_new(hash, name, value);
            }
        }
    }

    pub(crate) fn remove_name(&mut self, dict: u32, name: Value) -> Option<Value> {
        let place = self.find_name(dict, name)?;
        self.heap.dicts.get_mut(dict).remove_at(place).map(|entry| entry.value)
    }
}

// --- standard output -----------------------------------------------------------------------------------------------------

impl Vm {
    /// Writes a string to the standard output.
    pub(crate) fn print(&mut self, text: Value) -> native::Outcome {
        let text = self.heap.text(text);
        match crate::text::unicode::surrogate::replaced(text) {
            std::borrow::Cow::Borrowed(text) => self.output.extend_from_slice(text.as_bytes()),
            std::borrow::Cow::Owned(_) => {
                let place = text.chars().position(crate::text::unicode::surrogate::is_surrogate).unwrap_or_default();
                return Err(self.prelude_call("_surrogates_not_allowed", &[Value::small_unchecked(place as i64)]));
            }
        }
        Ok(Value::NONE)
    }

    /// Whether a script has set `sys.stdout`.
    pub(crate) fn stdout_is_replaced(&mut self) -> bool {
        let [sys, current, original] = ["sys", "stdout", "__stdout__"].map(|name| self.heap.name(name));
        let Some(module) = self.get_name(self.modules, sys).and_then(|module| module.of(Kind::Module)) else {
            return false;
        };
        let dict = self.heap.modules.get(module).dict;
        // While `sys` is being made, nothing is replaced.
        self.get_name(dict, original).is_some_and(|original| self.get_name(dict, current) != Some(original))
    }
}
