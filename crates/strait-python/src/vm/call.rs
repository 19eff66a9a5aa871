//! Calls: of functions, natives, methods, classes and whatever else can be called.

use std::rc::Rc;

use smallvec::SmallVec;

use super::{
    Vm,
    frame::{Frame, Retry, Then},
    generator::Sent,
    native::{Escape, Outcome, Signature},
    task::{Parked, Wait},
};
use crate::{
    compile::{
        code::Code,
        op::{Instruction, Op},
    },
    heap::{
        class::{Attributes, Instance, Layout},
        dict::Dict,
        object::{Construction, Flavour, Generator, GeneratorState, NativeSort},
        value::{Kind, Value},
    },
};

/// Whether a call that waits is put off.
enum PutOff {
    No,
    /// It is awaited at once: waiting for it is all the same.
    Awaited,
    Yes,
}

/// Methods of strings and bytes whose complaints about a number of arguments read differently.
const OLD_METHODS: [&str; 7] = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"];

/// Arguments on the way to a function.
pub(crate) type Arguments = SmallVec<[Value; 8]>;

impl Vm {
    /// Puts a frame on the task's stack. Its registers come after those of the frame below.
    pub(crate) fn push_frame(
        &mut self,
        code: &Rc<Code>,
        function: Option<Value>,
        globals: u32,
        then: Then,
    ) -> Outcome<u32> {
        let base = self.top();
        self.push_frame_at(code, function, globals, then, base)
    }

    /// The first register that no frame uses.
    pub(crate) fn top(&self) -> u32 {
        self.frames.last().map_or(0, |frame| frame.base + u32::from(frame.code.registers))
    }

    pub(crate) fn push_frame_at(
        &mut self,
        code: &Rc<Code>,
        function: Option<Value>,
        globals: u32,
        then: Then,
        base: u32,
    ) -> Outcome<u32> {
        if self.frames.len() + self.below >= self.recursion_limit {
            return Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded"));
        }
        let end = base as usize + usize::from(code.registers);
        if self.stack.len() < end {
            self.stack.resize(end.max(self.stack.len() * 2).max(64), Value::UNBOUND);
        }
        self.frames.push(Frame {
            code: Rc::clone(code),
            pc: 0,
            base,
            function,
            globals,
            locals: None,
            handling: self.handling,
            generator: None,
            mark: 0,
            then,
        });
        Ok(base)
    }

    /// Calls anything. What it returns goes where `then` says: at once for a native function, else when the frame that is on
    /// the stack now returns. The frame below has its `pc` at the instruction that calls.
    pub(crate) fn invoke(&mut self, callee: Value, arguments: &[Value], keywords: &[Value], then: Then) -> Outcome<()> {
        if callee.is(Kind::Function) {
            return self.call_function(callee, arguments, keywords, then);
        }
        self.nested(|vm| vm.invoke_object(callee, arguments, keywords, then))
    }

    fn invoke_object(&mut self, callee: Value, arguments: &[Value], keywords: &[Value], then: Then) -> Outcome<()> {
        match callee.kind() {
            Some(Kind::Native) => self.call_native(callee, arguments, keywords, then),
            Some(Kind::Method) => {
                let method = *self.heap.methods.get(callee.index());
                let mut all = Arguments::with_capacity(arguments.len() + 1);
                all.push(method.receiver);
                all.extend_from_slice(arguments);
                self.invoke(method.function, &all, keywords, then)
            }
            Some(Kind::Class) => self.call_class(callee.index(), arguments, keywords, then),
            Some(Kind::Wrapper) => match *self.heap.wrappers.get(callee.index()) {
                crate::heap::object::Wrapper::GenericAlias { origin, .. } => {
                    self.invoke(origin, arguments, keywords, then)
                }
                _ => Err(self.not_callable(callee)),
            },
            Some(Kind::Descriptor) => match *self.heap.descriptors.get(callee.index()) {
                crate::heap::object::Descriptor::Static(inner) => self.invoke(inner, arguments, keywords, then),
                _ => Err(self.not_callable(callee)),
            },
            // A coroutine that is called runs here, as if it were awaited.
            Some(Kind::Generator)
                if arguments.is_empty() && self.heap.generators.get(callee.index()).flavour == Flavour::Coroutine =>
            {
                self.run_coroutine(callee, then)
            }
            _ => {
                let class = self.class_of(callee);
                let Some(call) = self.lookup(class, self.names.call) else { return Err(self.not_callable(callee)) };
                let mut all = Arguments::with_capacity(arguments.len() + 1);
                all.push(callee);
                all.extend_from_slice(arguments);
                self.invoke(call, &all, keywords, then)
            }
        }
    }

    fn not_callable(&mut self, callee: Value) -> Escape {
        let message = format!("'{}' object is not callable", self.type_name(callee));
        self.type_error(message)
    }

    // --- functions of the script -------------------------------------------------------------------------------------

    fn call_function(&mut self, callee: Value, arguments: &[Value], keywords: &[Value], then: Then) -> Outcome<()> {
        let base = self.top();
        let end = base as usize + arguments.len();
        if self.stack.len() < end {
            self.stack.resize(end + 64, Value::UNBOUND);
        }
        self.stack[base as usize..end].copy_from_slice(arguments);
        self.enter_function(callee, base, arguments.len(), keywords, then)
    }

    /// Starts a function whose arguments stand in registers from `base` on, those with keywords last.
    pub(crate) fn enter_function(
        &mut self,
        callee: Value,
        base: u32,
        count: usize,
        keywords: &[Value],
        then: Then,
    ) -> Outcome<()> {
        let function = self.heap.functions.get(callee.index());
        let Some(code) = function.code.clone() else { return Err(self.not_callable(callee)) };
        let globals = function.globals;
        self.push_frame_at(&code, Some(callee), globals, then, base)?;
        let fits = keywords.is_empty() && code.parameters.fits(count);
        if !fits && let Err(escape) = self.bind_arguments(callee, &code, base as usize, count, keywords) {
            self.frames.pop();
            return Err(escape);
        }
        self.begin(callee, &code, base as usize)
    }

    /// What is left to do when a function's parameters have their values.
    #[inline]
    pub(crate) fn begin(&mut self, callee: Value, code: &Rc<Code>, base: usize) -> Outcome<()> {
        let variables = code.variables.len();
        let total = usize::from(code.parameters.total());
        self.stack[base + total..base + variables.max(total)].fill(Value::UNBOUND);
        if !code.free.is_empty() {
            let free = base + usize::from(code.free_start);
            let closure = &self.heap.functions.get(callee.index()).closure;
            self.stack[free..free + closure.len()].copy_from_slice(closure);
        }
        if code.flags.generator || code.flags.coroutine {
            return self.make_generator(callee, code);
        }
        Ok(())
    }

    /// Turns the frame just pushed into a generator, which is what the call returns.
    fn make_generator(&mut self, callee: Value, code: &Rc<Code>) -> Outcome<()> {
        let Some(mut frame) = self.frames.pop() else { return Ok(()) };
        let base = frame.base as usize;
        let registers = self.stack[base..base + usize::from(code.registers)].to_vec();
        let flavour = match (code.flags.generator, code.flags.coroutine) {
            (true, true) => Flavour::AsyncGenerator,
            (_, true) => Flavour::Coroutine,
            _ => Flavour::Generator,
        };
        let function = self.heap.functions.get(callee.index());
        let (name, qualified_name) = (function.name, function.qualified_name);
        let then = std::mem::take(&mut frame.then);
        frame.base = 0;
        frame.handling = None;
        let generator = self.heap.new_generator(Generator {
            state: GeneratorState::Created,
            flavour,
            frames: vec![frame],
            registers,
            handling: None,
            code: Some(Rc::clone(code)),
            name,
            qualified_name,
            receive: 0,
            task: None,
            is_awaitable: false,
        });
        self.heap.generators.get_mut(generator.index()).frames[0].generator = Some(generator);
        self.resume(then, generator)
    }

    /// Puts arguments into the registers of their parameters.
    fn bind_arguments(
        &mut self,
        callee: Value,
        code: &Rc<Code>,
        base: usize,
        count: usize,
        keywords: &[Value],
    ) -> Outcome<()> {
        let parameters = code.parameters;
        let given: Arguments = self.stack[base..base + count].iter().copied().collect();
        let by_place = count - keywords.len();
        let positional = usize::from(parameters.positional);
        let named = positional + usize::from(parameters.keyword_only);
        let rest_place = base + named;
        let keywords_place = rest_place + usize::from(parameters.rest);
        self.stack[base..base + named].fill(Value::UNBOUND);
        let direct = by_place.min(positional);
        self.stack[base..base + direct].copy_from_slice(&given[..direct]);
        if parameters.rest {
            let rest = self.heap.tuple(&given[direct..by_place]);
            self.stack[rest_place] = rest;
        }
        let extra = if parameters.keywords {
            let dict = self.heap.new_dict(Dict::default());
            self.stack[keywords_place] = dict;
            Some(dict.index())
        } else {
            None
        };
        for (&name, &value) in keywords.iter().zip(&given[by_place..]) {
            let found = code.variables[usize::from(parameters.positional_only)..named]
                .iter()
                .position(|&variable| variable == name || self.heap.text(variable) == self.heap.text(name))
                .map(|place| place + usize::from(parameters.positional_only));
            match (found, extra) {
                (Some(place), _) => {
                    if !self.stack[base + place].is_unbound() {
                        let message = format!(
                            "{} got multiple values for argument '{}'",
                            self.called(callee),
                            self.heap.text(name)
                        );
                        return Err(self.type_error(message));
                    }
                    self.stack[base + place] = value;
                }
                (None, Some(dict)) => self.set_name(dict, name, value),
                (None, None) => return Err(self.unexpected_keyword(callee, code, name, keywords)),
            }
        }
        if by_place > positional && !parameters.rest {
            if let Some(escape) = self.wrong_library_call(callee, code, by_place, None) {
                return Err(escape);
            }
            return Err(self.too_many_arguments(callee, code, by_place, base));
        }
        self.fill_defaults(callee, code, base, by_place)
    }

    fn fill_defaults(&mut self, callee: Value, code: &Rc<Code>, base: usize, given: usize) -> Outcome<()> {
        let positional = usize::from(code.parameters.positional);
        let keyword_only = usize::from(code.parameters.keyword_only);
        let defaults = self.heap.functions.get(callee.index()).defaults.clone();
        let mut missing = Vec::new();
        for place in 0..positional {
            if self.stack[base + place].is_unbound() {
                match (place + defaults.len()).checked_sub(positional) {
                    Some(default) => self.stack[base + place] = defaults[default],
                    None => missing.push(code.variables[place]),
                }
            }
        }
        if !missing.is_empty() {
            if let Some(escape) = self.wrong_library_call(callee, code, given, missing.first().copied()) {
                return Err(escape);
            }
            return Err(self.missing_arguments(callee, &missing, "positional"));
        }
        for place in positional..positional + keyword_only {
            if self.stack[base + place].is_unbound() {
                let name = code.variables[place];
                let dict = self.heap.functions.get(callee.index()).keyword_defaults;
                match dict.and_then(|dict| self.get_name(dict.index(), name)) {
                    Some(default) => self.stack[base + place] = default,
                    None => missing.push(name),
                }
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing_arguments(callee, &missing, "keyword-only")) }
    }

    /// A function's name as errors about its call say it.
    fn called(&self, callee: Value) -> String {
        let function = self.heap.functions.get(callee.index());
        format!("{}()", function.qualified_name.map_or("function", |name| self.heap.text(name)))
    }

    /// The library's part that CPython writes in C complains about its arguments as functions in C do.
    fn wrong_library_call(
        &mut self,
        callee: Value,
        code: &Rc<Code>,
        given: usize,
        missing: Option<Value>,
    ) -> Option<Escape> {
        const IN_C: [&str; 5] = ["<itertools>", "<_collections>", "<_functools>", "<_operator>", "<heapq>"];
        if !code.flags.hidden || !IN_C.contains(&&*code.source.name) {
            return None;
        }
        let (name, own) = self.library_name(callee);
        let defaults = self.heap.functions.get(callee.index()).defaults.len();
        let (given, most) = (given.saturating_sub(own), usize::from(code.parameters.positional).saturating_sub(own));
        let least = most.saturating_sub(defaults);
        let by_place_only = usize::from(code.parameters.positional_only).saturating_sub(own);
        let short = name.rsplit('.').next().unwrap_or_default();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let message = match missing {
            Some(missing) if by_place_only < most => {
                let place = code.variables.iter().position(|&variable| variable == missing).unwrap_or_default();
                let missing = self.heap.text(missing);
                format!("{short}() missing required argument '{missing}' (pos {})", place + 1 - own)
            }
            _ if by_place_only < most => {
                format!("{short}() takes at most {most} argument{} ({given} given)", plural(most))
            }
            _ if most == 0 => format!("{name}() takes no arguments ({given} given)"),
            _ if least == most && most == 1 && own == 1 && short != name => {
                format!("{name}() takes exactly one argument ({given} given)")
            }
            _ if least == most => format!("{short} expected {most} argument{}, got {given}", plural(most)),
            Some(_) => format!("{short} expected at least {least} argument{}, got {given}", plural(least)),
            None => format!("{short} expected at most {most} argument{}, got {given}", plural(most)),
        };
        Some(self.type_error(message))
    }

    /// The name that such a function's errors say, and how many of its parameters the caller does not give.
    fn library_name(&self, callee: Value) -> (String, usize) {
        let function = self.heap.functions.get(callee.index());
        let name = function.qualified_name.map_or("", |name| self.heap.text(name));
        match name.rsplit_once('.') {
            Some((class, "__init__" | "__new__")) => (class.to_owned(), 1),
            Some(_) => (name.to_owned(), 1),
            None => (name.to_owned(), 0),
        }
    }

    fn unexpected_keyword(&mut self, callee: Value, code: &Rc<Code>, name: Value, keywords: &[Value]) -> Escape {
        if self.wrong_library_call(callee, code, 0, None).is_some() {
            let (called, _) = self.library_name(callee);
            let takes_none =
                code.parameters.positional == code.parameters.positional_only && code.parameters.keyword_only == 0;
            let message = match takes_none {
                true => format!("{called}() takes no keyword arguments"),
                false => {
                    let called = called.rsplit('.').next().unwrap_or_default();
                    format!("'{}' is an invalid keyword argument for {called}()", self.heap.text(name))
                }
            };
            return self.type_error(message);
        }
        let by_place_only = code.variables.get(..usize::from(code.parameters.positional_only)).unwrap_or_default();
        let named: Vec<&str> = by_place_only
            .iter()
            .map(|&variable| self.heap.text(variable))
            .filter(|&variable| keywords.iter().any(|&keyword| self.heap.text(keyword) == variable))
            .collect();
        let (called, name) = (self.called(callee), self.heap.text(name));
        let message = if !named.is_empty() {
            let named = named.join(", ");
            format!("{called} got some positional-only arguments passed as keyword arguments: '{named}'")
        } else {
            format!("{called} got an unexpected keyword argument '{name}'")
        };
        self.type_error(message)
    }

    fn missing_arguments(&mut self, callee: Value, missing: &[Value], sort: &str) -> Escape {
        let names: Vec<String> = missing.iter().map(|&name| format!("'{}'", self.heap.text(name))).collect();
        let listed = match names.as_slice() {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [all @ .., last] => format!("{}, and {last}", all.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let message =
            format!("{} missing {} required {sort} argument{plural}: {listed}", self.called(callee), names.len());
        self.type_error(message)
    }

    fn too_many_arguments(&mut self, callee: Value, code: &Rc<Code>, given: usize, base: usize) -> Escape {
        let positional = usize::from(code.parameters.positional);
        let defaults = self.heap.functions.get(callee.index()).defaults.len();
        let keyword_only = (positional..positional + usize::from(code.parameters.keyword_only))
            .filter(|&place| !self.stack[base + place].is_unbound())
            .count();
        let takes = if defaults > 0 {
            format!("from {} to {positional}", positional - defaults)
        } else {
            positional.to_string()
        };
        let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
        let (given_text, was) = if keyword_only > 0 {
            let sort = if given == 1 { "" } else { "s" };
            let keyword_plural = if keyword_only == 1 { "" } else { "s" };
            (
                format!("{given} positional argument{sort} (and {keyword_only} keyword-only argument{keyword_plural})"),
                "were",
            )
        } else {
            (given.to_string(), if given == 1 { "was" } else { "were" })
        };
        let message =
            format!("{} takes {takes} positional argument{plural} but {given_text} {was} given", self.called(callee));
        self.type_error(message)
    }

    // --- functions of the engine -------------------------------------------------------------------------------------

    pub(crate) fn call_native(
        &mut self,
        callee: Value,
        arguments: &[Value],
        keywords: &[Value],
        then: Then,
    ) -> Outcome<()> {
        let native = self.heap.natives.get(callee.index());
        let Some(definition) = native.definition else { return Err(self.not_callable(callee)) };
        let sort = native.sort;
        if let Some(host) = native.host {
            let signature = Rc::clone(&native.signature);
            let bound = self.bind_native(callee, &signature, arguments, keywords)?;
            return match self.call_host(host, definition.name, &bound) {
                Ok(value) => self.resume(then, value),
                Err(escape) => self.answer(escape, then),
            };
        }
        let fits = native.signature.simple && arguments.len() == native.signature.positional;
        if sort != NativeSort::Function {
            self.check_receiver(callee, &arguments[..arguments.len() - keywords.len()])?;
        }
        let outcome = if keywords.is_empty() && fits {
            (definition.function)(self, arguments)
        } else {
            let signature = Rc::clone(&self.heap.natives.get(callee.index()).signature);
            let bound = self.bind_native(callee, &signature, arguments, keywords)?;
            (definition.function)(self, &bound)
        };
        match outcome {
            Ok(value) => self.resume(then, value),
            Err(escape) => self.escaped(callee, arguments, keywords, escape, then),
        }
    }

    /// Refuses to call a method of a built-in class on what is no instance of it.
    pub(crate) fn check_receiver(&mut self, callee: Value, arguments: &[Value]) -> Outcome<()> {
        let native = self.heap.natives.get(callee.index());
        let Some(owner) = native.owner.and_then(|owner| owner.of(Kind::Class)) else { return Ok(()) };
        if native.sort == NativeSort::New {
            return self.check_new(owner, arguments);
        }
        let Some(&receiver) = arguments.first() else { return Err(self.wrong_receiver(callee, owner, None)) };
        let class = self.class_of(receiver);
        if class == owner || owner == self.classes.object || self.is_subclass(class, owner) {
            return Ok(());
        }
        Err(self.wrong_receiver(callee, owner, Some(receiver)))
    }

    fn wrong_receiver(&mut self, callee: Value, owner: u32, receiver: Option<Value>) -> Escape {
        let native = self.heap.natives.get(callee.index());
        let name = native.definition.map_or("", |definition| definition.name);
        let class = &self.heap.classes.get(owner).name;
        let message = match (native.sort == NativeSort::Slot, receiver) {
            (true, None) => format!("descriptor '{name}' of '{class}' object needs an argument"),
            (true, Some(receiver)) => {
                let given = self.type_name(receiver);
                format!("descriptor '{name}' requires a '{class}' object but received a '{given}'")
            }
            (false, None) => format!("unbound method {class}.{name}() needs an argument"),
            (false, Some(receiver)) => {
                let given = self.type_name(receiver);
                format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{given}' object")
            }
        };
        self.type_error(message)
    }

    /// Whether `__new__` of a built-in class may make an instance of what it is given.
    fn check_new(&mut self, owner: u32, arguments: &[Value]) -> Outcome<()> {
        let maker = self.heap.classes.get(owner).name.to_string();
        let Some(&given) = arguments.first() else {
            return Err(self.type_error(format!("{maker}.__new__(): not enough arguments")));
        };
        let Some(class) = given.of(Kind::Class) else {
            let name = self.type_name(given);
            let message = format!("{maker}.__new__(X): X is not a type object ({name})");
            return Err(self.type_error(message));
        };
        if class == owner {
            return Ok(());
        }
        let name = &self.heap.classes.get(class).name;
        if !self.is_subclass(class, owner) {
            let message = format!("{maker}.__new__({name}): {name} is not a subtype of {maker}");
            return Err(self.type_error(message));
        }
        let mro = &self.heap.classes.get(class).mro;
        let nearest = mro.iter().copied().find(|&base| {
            let base = self.heap.classes.get(base);
            base.traits.builtin && self.get_name(base.dict, self.names.new).is_some()
        });
        match nearest {
            Some(nearest) if nearest != owner => {
                let nearest = &self.heap.classes.get(nearest).name;
                let message = format!("{maker}.__new__({name}) is not safe, use {nearest}.__new__()");
                Err(self.type_error(message))
            }
            _ => Ok(()),
        }
    }

    /// Does what a native function asked for.
    pub(crate) fn escaped(
        &mut self,
        callee: Value,
        arguments: &[Value],
        keywords: &[Value],
        escape: Escape,
        then: Then,
    ) -> Outcome<()> {
        match escape {
            Escape::Bail => {
                let twin = self.heap.natives.get(callee.index()).definition.and_then(|definition| definition.twin);
                let Some(twin) = twin else {
                    let message =
                        format!("{} cannot do this with an object of a script's class", self.native_name(callee));
                    return Err(self.error(self.classes.system_error, &message));
                };
                let name = self.heap.name(twin);
                let Some(twin) = self.get_name(self.prelude, name) else { return Err(self.name_error(name)) };
                self.invoke(twin, arguments, keywords, then)
            }
            Escape::Drain(_) | Escape::Index(_) | Escape::Float(_) => {
                let signature = Rc::clone(&self.heap.natives.get(callee.index()).signature);
                let bound = self.bind_native(callee, &signature, arguments, keywords)?;
                self.prepare(callee, bound.to_vec(), &escape, then)
            }
            Escape::Call(request) if request.check == super::native::Check::Index => {
                let signature = Rc::clone(&self.heap.natives.get(callee.index()).signature);
                let bound = self.bind_native(callee, &signature, arguments, keywords)?;
                self.convert(callee, bound.to_vec(), request, then)
            }
            other => self.answer(other, then),
        }
    }

    /// A native function met an object with an `__index__` where it wants an integer: it is called again with that.
    pub(crate) fn convert(
        &mut self,
        native: Value,
        arguments: Vec<Value>,
        request: Box<super::native::Request>,
        then: Then,
    ) -> Outcome<()> {
        match arguments.iter().position(|argument| request.arguments.first() == Some(argument)) {
            Some(place) => self.prepare(native, arguments, &Escape::Index(place), then),
            None => self.answer(Escape::Call(request), then),
        }
    }

    /// Makes an argument into what a native function can work on; then the function is called again.
    pub(crate) fn prepare(&mut self, native: Value, arguments: Vec<Value>, asked: &Escape, then: Then) -> Outcome<()> {
        let (place, name) = match *asked {
            Escape::Drain(place) => (place, "_drain"),
            Escape::Index(place) => (place, "_index"),
            Escape::Float(place) => (place, "_float"),
            _ => return Err(Escape::Bail),
        };
        let Some(&argument) = arguments.get(place) else { return Err(Escape::Bail) };
        let name = self.heap.name(name);
        let Some(function) = self.get_name(self.prelude, name) else { return Err(self.name_error(name)) };
        let retry = Retry { native, arguments, place, then };
        self.invoke(function, &[argument], &[], Then::Retry(Box::new(retry)))
    }

    /// Does what an operation of the machine asked for: a call, or to wait.
    pub(crate) fn answer(&mut self, escape: Escape, then: Then) -> Outcome<()> {
        match escape {
            Escape::Call(request) if request.check == super::native::Check::ClassBody => {
                self.run_with_names(request.callee, request.arguments.first().copied(), then)
            }
            Escape::Call(request) if request.check == super::native::Check::Resume => {
                let [value, is_error, closes] = *request.arguments.as_slice() else { return Ok(()) };
                let sent = if is_error == Value::TRUE { Sent::Error(value) } else { Sent::Value(value) };
                let then = match then {
                    then if closes == Value::TRUE => Then::Closing(Box::new(then)),
                    Then::Store(register) => Then::Sent(register),
                    then => Then::Generator(Box::new(then)),
                };
                self.resume_generator(request.callee, sent, then)
            }
            Escape::Call(request) => {
                let then = match request.check {
                    super::native::Check::Anything => then,
                    check => Then::Checked(check, Box::new(then)),
                };
                self.invoke(request.callee, &request.arguments, &request.keywords, then)
            }
            Escape::Park(wait) => self.park_or_defer(*wait, then),
            other => Err(other),
        }
    }

    /// A function waits: so does the task; or, where an awaitable is wanted, the call gives one.
    fn park_or_defer(&mut self, wait: Wait, then: Then) -> Outcome<()> {
        match self.put_off(&then) {
            PutOff::No => {
                self.may_park()?;
                Err(Escape::Parked(Box::new(Parked { wait, then })))
            }
            PutOff::Awaited => {
                self.may_park()?;
                Err(Escape::Parked(Box::new(Parked { wait, then: Then::Awaited })))
            }
            PutOff::Yes => {
                let task = self.defer(wait)?;
                self.resume(then, task)
            }
        }
    }

    /// Whether the call that the top frame stands at is put off.
    fn put_off(&self, then: &Then) -> PutOff {
        let (Some(frame), Then::Store(_)) = (self.frames.last(), then) else { return PutOff::No };
        let place = frame.pc as usize;
        let Some(before) = place.checked_sub(1).map(|place| frame.code.instructions[place]) else {
            return PutOff::No;
        };
        let call = frame.code.instructions[place];
        if before.op != Op::Defer || !matches!(call.op, Op::Call | Op::CallMethod | Op::CallKeywords | Op::CallSpread) {
            return PutOff::No;
        }
        if before.x == 1 {
            return PutOff::Awaited;
        }
        let outer = self.stack[frame.base as usize + usize::from(before.a)];
        if self.takes_awaitables(outer) { PutOff::Yes } else { PutOff::No }
    }

    /// Whether a function needs no `await`: it waits by itself, or answers at once, and gives what it has to give.
    pub(crate) fn waits_itself(&self, callee: Value) -> bool {
        match callee.kind() {
            Some(Kind::Native) => self.heap.natives.get(callee.index()).host.is_some(),
            Some(Kind::Function) if self.heap.functions.get(callee.index()).globals == self.prelude => true,
            _ => self.suspends(callee),
        }
    }

    /// Whether a function is one of the library's whose calls wait for the host.
    pub(crate) fn suspends(&self, callee: Value) -> bool {
        let function = match callee.of(Kind::Method) {
            Some(index) => self.heap.methods.get(index).function,
            None => callee,
        };
        function.of(Kind::Function).is_some_and(|index| self.heap.functions.get(index).suspends)
    }

    /// Makes the call of a function that waits by itself, which the top frame stands at; `await` is done with its value.
    pub(crate) fn call_awaited(&mut self, call: Instruction, word: Option<Instruction>) -> Outcome<()> {
        let (callee, arguments, names) = self.call_at(call, word)?;
        self.invoke(callee, &arguments, &names, Then::Awaited)
    }

    /// Has the call that the top frame stands at made by a task of its own, which is the call's value.
    pub(crate) fn put_call_off(&mut self, call: Instruction, word: Option<Instruction>) -> Outcome<()> {
        let (callee, arguments, names) = self.call_at(call, word)?;
        let task = self.new_task(callee, &arguments, &names, false);
        self.make_ready(task, Ok(Value::NONE));
        self.resume(Then::Store(call.c), task)
    }

    /// Callee, arguments and the names of the last of them, of a call that the top frame stands at.
    fn call_at(&mut self, call: Instruction, word: Option<Instruction>) -> Outcome<(Value, Arguments, Vec<Value>)> {
        let Some(frame) = self.frames.last() else { return Err(Escape::Bail) };
        let code = Rc::clone(&frame.code);
        let window = frame.base as usize + usize::from(call.a);
        let callee = self.stack[window];
        if call.op == Op::CallSpread {
            let (list, keywords) = (self.stack[window + 1], self.stack[window + 2]);
            let (arguments, names) = self.spread_arguments(list, keywords)?;
            return Ok((callee, arguments, names));
        }
        let is_method = call.op == Op::CallMethod || (call.op == Op::CallKeywords && call.x == 1);
        let (first, count) = match (is_method, is_method && self.stack[window + 1].is_unbound()) {
            (true, true) => (window + 2, usize::from(call.b)),
            (true, false) => (window + 1, usize::from(call.b) + 1),
            _ => (window + 1, usize::from(call.b)),
        };
        let names = match word {
            Some(word) if call.op == Op::CallKeywords => {
                self.heap.items(code.constants[word.wide()]).map(<[Value]>::to_vec).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        Ok((callee, Arguments::from_slice(&self.stack[first..first + count]), names))
    }

    /// Whether a function takes awaitables, so that calls among its arguments may be put off.
    pub(crate) fn takes_awaitables(&self, callee: Value) -> bool {
        let function = match callee.of(Kind::Method) {
            Some(index) => self.heap.methods.get(index).function,
            None => callee,
        };
        let Some(index) = function.of(Kind::Function) else { return false };
        // Only the library's own: a script's function of such a name is just a function.
        self.heap.functions.get(index).code.as_ref().is_some_and(|code| code.flags.hidden)
    }

    /// Runs a function without parameters whose names are those of a dictionary: a class body, or a text for `exec`.
    fn run_with_names(&mut self, callee: Value, names: Option<Value>, then: Then) -> Outcome<()> {
        let Some(index) = callee.of(Kind::Function) else { return Err(self.not_callable(callee)) };
        let function = self.heap.functions.get(index);
        let Some(code) = function.code.clone() else { return Err(self.not_callable(callee)) };
        let globals = function.globals;
        let base = self.push_frame(&code, Some(callee), globals, then)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.locals = names;
        }
        self.begin(callee, &code, base as usize)
    }

    pub(crate) fn native_name(&self, callee: Value) -> String {
        let native = self.heap.natives.get(callee.index());
        let name = native.definition.map_or("", |definition| definition.name);
        match native.owner.and_then(|owner| owner.of(Kind::Class)) {
            // A class is made by calling it.
            Some(class) if name == "__new__" || name == "__init__" => self.heap.classes.get(class).name.to_string(),
            Some(class) => format!("{}.{name}", self.heap.classes.get(class).name),
            None => name.to_owned(),
        }
    }

    /// Puts arguments in the order of a native function's parameters.
    pub(crate) fn bind_native(
        &mut self,
        callee: Value,
        signature: &Rc<Signature>,
        arguments: &[Value],
        keywords: &[Value],
    ) -> Outcome<Arguments> {
        let by_place = arguments.len() - keywords.len();
        if by_place > signature.positional && !signature.has_rest {
            return Err(self.native_count_error(callee, signature, by_place, keywords.len()));
        }
        if keywords.is_empty()
            && let Some(bound) = self.bind_plain(signature, arguments)
        {
            return Ok(bound);
        }
        let direct = by_place.min(signature.positional);
        let mut bound: Arguments = SmallVec::from_elem(Value::UNBOUND, signature.parameters.len());
        bound[..direct].copy_from_slice(&arguments[..direct]);
        let mut given = vec![false; signature.parameters.len()];
        given[..direct].fill(true);
        let last = signature.parameters.len() - usize::from(signature.has_keywords);
        if signature.has_rest {
            bound[signature.positional] = self.heap.tuple(&arguments[direct..by_place]);
            given[signature.positional] = true;
        }
        let mut extra = None;
        if signature.has_keywords {
            let dict = self.heap.new_dict(Dict::default());
            bound[last] = dict;
            given[last] = true;
            extra = Some(dict.index());
        }
        for (&name, &value) in keywords.iter().zip(&arguments[by_place..]) {
            let found = (signature.positional_only..last).find(|&place| {
                let is_rest = signature.has_rest && place == signature.positional;
                !is_rest && self.heap.text(signature.parameters[place].name) == self.heap.text(name)
            });
            match (found, extra) {
                (Some(place), _) if given[place] => {
                    let own = usize::from(self.takes_receiver(callee));
                    let message = format!(
                        "argument for {}() given by name ('{}') and position ({})",
                        self.short_name(callee),
                        self.heap.text(name),
                        place + 1 - own
                    );
                    return Err(self.type_error(message));
                }
                (Some(place), _) => {
                    bound[place] = value;
                    given[place] = true;
                }
                (None, Some(dict)) => self.set_name(dict, name, value),
                (None, None) => {
                    let takes_none = signature.positional_only == signature.positional
                        && last <= signature.positional + usize::from(signature.has_rest);
                    let (called, name) = (self.native_name(callee), self.heap.text(name));
                    let is_wrapper = self.heap.natives.get(callee.index()).sort == NativeSort::Slot
                        && !called.starts_with(&self.short_name(callee));
                    let message = if is_wrapper {
                        format!("wrapper {}() takes no keyword arguments", self.short_name(callee))
                    } else if takes_none {
                        format!("{called}() takes no keyword arguments")
                    } else {
                        format!("'{name}' is an invalid keyword argument for {}()", self.short_name(callee))
                    };
                    return Err(self.type_error(message));
                }
            }
        }
        for (place, parameter) in signature.parameters.iter().enumerate() {
            if !given[place] {
                match parameter.default {
                    Some(default) => bound[place] = default,
                    None if place < signature.positional_only => {
                        return Err(self.native_count_error(callee, signature, by_place, keywords.len()));
                    }
                    None => {
                        let own = usize::from(self.takes_receiver(callee));
                        let (called, name) = (self.short_name(callee), self.heap.text(parameter.name));
                        let message =
                            format!("{called}() missing required argument '{name}' (pos {})", place + 1 - own);
                        return Err(self.type_error(message));
                    }
                }
            }
        }
        Ok(bound)
    }

    /// Whether the first parameter of a native function is the object or class that it is called on.
    fn takes_receiver(&self, callee: Value) -> bool {
        self.heap.natives.get(callee.index()).owner.is_some_and(|owner| owner.is(Kind::Class))
    }

    /// A native function's name without its class; of a constructor the class.
    fn short_name(&self, callee: Value) -> String {
        let name = self.native_name(callee);
        name.rsplit('.').next().unwrap_or_default().to_owned()
    }

    /// The same when no argument has a keyword; `None` if one is missing.
    fn bind_plain(&mut self, signature: &Signature, arguments: &[Value]) -> Option<Arguments> {
        let direct = arguments.len().min(signature.positional);
        let mut bound = Arguments::from_slice(&arguments[..direct]);
        let last = signature.parameters.len() - usize::from(signature.has_keywords);
        for (place, parameter) in signature.parameters.iter().enumerate().skip(direct) {
            bound.push(if signature.has_rest && place == signature.positional {
                self.heap.tuple(&arguments[direct..])
            } else if place == last {
                self.heap.new_dict(Dict::default())
            } else {
                parameter.default?
            });
        }
        Some(bound)
    }

    fn native_count_error(
        &mut self,
        callee: Value,
        signature: &Rc<Signature>,
        given: usize,
        keywords: usize,
    ) -> Escape {
        let own = usize::from(self.takes_receiver(callee));
        let sort = self.heap.natives.get(callee.index()).sort;
        let is_plain = sort != NativeSort::New && signature.simple;
        let (given, most, least, by_place_only) = (
            given.saturating_sub(own),
            signature.positional.saturating_sub(own),
            signature.required.saturating_sub(own),
            signature.positional_only.saturating_sub(own),
        );
        let (full, short) = (self.native_name(callee), self.short_name(callee));
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let has_named = by_place_only < most;
        // CPython has these read their arguments in an older way.
        let is_old = ["str.", "bytes.", "bytearray."]
            .iter()
            .any(|class| full.strip_prefix(class).is_some_and(|method| OLD_METHODS.contains(&method)));
        let message = match (least, most) {
            (least, _) if is_old && given < least => {
                format!("{short}() takes at least {least} argument{} ({given} given)", plural(least))
            }
            (_, most) if is_old => format!("{short}() takes at most {most} arguments ({given} given)"),
            (least, most) if sort == NativeSort::Slot && least == most && !full.starts_with(&short) => {
                format!("expected {most} argument{}, got {given}", plural(most))
            }
            (_, 0) if !signature.simple && sort != NativeSort::New => {
                format!("{short}() takes no positional arguments")
            }
            (0, 0) => format!("{full}() takes no arguments ({} given)", given + keywords),
            (1, 1) if is_plain && !has_named => format!("{full}() takes exactly one argument ({given} given)"),
            (least, _) if has_named && given < least => {
                let minimum = by_place_only.min(least).max(1);
                format!("{short}() takes at least {minimum} positional argument{} ({given} given)", plural(minimum))
            }
            (_, most) if has_named => {
                let all = signature.parameters.len() - own;
                let by_place = if all > most && given <= all { "positional " } else { "" };
                let count = if by_place.is_empty() { all } else { most };
                format!(
                    "{short}() takes at most {count} {by_place}argument{} ({} given)",
                    plural(count),
                    given + keywords
                )
            }
            (least, most) if least == most => format!("{short} expected {most} argument{}, got {given}", plural(most)),
            (least, _) if given < least => {
                format!("{short} expected at least {least} argument{}, got {given}", plural(least))
            }
            _ => format!("{short} expected at most {most} argument{}, got {given}", plural(most)),
        };
        self.type_error(message)
    }

    // --- classes -----------------------------------------------------------------------------------------------------

    fn call_class(&mut self, class: u32, arguments: &[Value], keywords: &[Value], then: Then) -> Outcome<()> {
        let metaclass = self.heap.classes.get(class).metaclass;
        if metaclass != self.classes.type_
            && let Some(call) = self.lookup_own(metaclass, self.names.call)
        {
            let mut all = Arguments::with_capacity(arguments.len() + 1);
            all.push(Self::class_value(class));
            all.extend_from_slice(arguments);
            return self.invoke(call, &all, keywords, then);
        }
        self.construct(class, arguments, keywords, then)
    }

    /// `type.__call__`: `__new__`, then `__init__`.
    pub(crate) fn construct(&mut self, class: u32, arguments: &[Value], keywords: &[Value], then: Then) -> Outcome<()> {
        if class == self.classes.type_ && arguments.len() == 1 && keywords.is_empty() {
            let found = Self::class_value(self.class_of(arguments[0]));
            return self.resume(then, found);
        }
        let new = self.lookup(class, self.names.new);
        let Some(new) = new else { return Err(self.not_callable(Self::class_value(class))) };
        if self.heap.classes.get(class).traits.is_abstract {
            return Err(self.abstract_error(class));
        }
        let is_plain = self.heap.classes.get(class).layout == Layout::Plain && self.is_object_new(new);
        if is_plain {
            let init = self.lookup(class, self.names.init);
            let Some(init) = init.filter(|&init| init.is(Kind::Function)) else {
                let init = init.filter(|&init| !self.is_object_new(init));
                if arguments.is_empty() || init.is_some() {
                    let instance = self.new_plain_instance(class);
                    return match init {
                        None => self.resume(then, instance),
                        Some(init) => self.initialise(init, instance, arguments, keywords, then),
                    };
                }
                let message = format!("{}() takes no arguments", self.heap.classes.get(class).name);
                return Err(self.type_error(message));
            };
            let instance = self.new_plain_instance(class);
            return self.initialise(init, instance, arguments, keywords, then);
        }
        let mut all = Arguments::with_capacity(arguments.len() + 1);
        all.push(Self::class_value(class));
        all.extend_from_slice(arguments);
        let new = match new.of(Kind::Descriptor).map(|index| *self.heap.descriptors.get(index)) {
            Some(crate::heap::object::Descriptor::Static(inner)) => inner,
            _ => new,
        };
        // Of a built-in class `__new__` does everything, unless it has an `__init__` of its own.
        if self.heap.classes.get(class).traits.builtin
            && let init = self.lookup(class, self.names.init)
            && init.is_none_or(|init| self.is_object_new(init))
        {
            return self.invoke(new, &all, keywords, then);
        }
        let construct = Construction { class, arguments: arguments.to_vec(), keywords: keywords.to_vec() };
        self.invoke(new, &all, keywords, Then::Constructed(Box::new((construct, then))))
    }

    /// Goes on with what `__new__` returned.
    pub(crate) fn constructed(&mut self, target: &Construction, value: Value, then: Then) -> Outcome<()> {
        if !self.is_instance(value, target.class) {
            return self.resume(then, value);
        }
        let class = self.class_of(value);
        let init = self.lookup(class, self.names.init);
        match init {
            // The built-in ones have done everything in `__new__`, but for exceptions, lists and the like.
            Some(init) => self.initialise(init, value, &target.arguments, &target.keywords, then),
            None => self.resume(then, value),
        }
    }

    fn initialise(
        &mut self,
        init: Value,
        instance: Value,
        arguments: &[Value],
        keywords: &[Value],
        then: Then,
    ) -> Outcome<()> {
        let mut all = Arguments::with_capacity(arguments.len() + 1);
        all.push(instance);
        all.extend_from_slice(arguments);
        match then {
            Then::Store(register) => self.invoke(init, &all, keywords, Then::Init(register, instance)),
            other => self.invoke(init, &all, keywords, Then::Initialised(Box::new((instance, other)))),
        }
    }

    pub(super) fn is_object_new(&self, new: Value) -> bool {
        let Some(native) = new.of(Kind::Native) else { return false };
        self.heap.natives.get(native).owner == Some(Self::class_value(self.classes.object))
    }

    pub(crate) fn new_plain_instance(&mut self, class: u32) -> Value {
        let shape = self.heap.classes.get(class).shape;
        self.heap.new_instance(Instance {
            class,
            attributes: Attributes::Shaped { shape, slots: Default::default() },
            payload: None,
        })
    }

    /// A value of a built-in class, as an instance of a class derived from it.
    pub(crate) fn with_class(&mut self, class: u32, content: Value) -> Value {
        if self.class_of(content) == class {
            return content;
        }
        let shape = self.heap.classes.get(class).shape;
        let attributes = Attributes::Shaped { shape, slots: Default::default() };
        self.heap.new_instance(Instance { class, attributes, payload: Some(content) })
    }

    fn abstract_error(&mut self, class: u32) -> Escape {
        let names = self.lookup(class, self.names.abstract_methods);
        let mut listed: Vec<String> = match names.and_then(|names| names.of(Kind::FrozenSet)) {
            Some(set) => {
                self.heap.frozen_sets.get(set).iter().map(|member| self.heap.text(member.key).to_owned()).collect()
            }
            None => Vec::new(),
        };
        listed.sort();
        let plural = if listed.len() == 1 { "" } else { "s" };
        let message = format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{plural} '{}'",
            self.heap.classes.get(class).name,
            listed.join("', '")
        );
        self.type_error(message)
    }
}
