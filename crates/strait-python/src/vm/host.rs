//! Functions of the host: how they are called, and what crosses over.

use std::{borrow::Cow, fmt};

use num_traits::ToPrimitive as _;

use super::{
    Vm,
    native::{Escape, NativeDefinition, Outcome, Signature},
    task::Wait,
};
use crate::{
    heap::{
        dict::Dict,
        object::Native,
        value::{Kind, Value},
    },
    host::{Answers, Data, FunctionId, Host, HostError, NoHost},
    text::unicode::surrogate,
};

/// How deep values may nest that cross over.
const MAX_NESTING: usize = 64;

/// The host of an engine.
pub(crate) struct HostBox(pub(crate) Box<dyn Host>);

impl Default for HostBox {
    fn default() -> Self {
        Self(Box::new(NoHost))
    }
}

impl fmt::Debug for HostBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Host")
    }
}

/// What the engine knows of a function of the host.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostFunction {
    pub(crate) id: FunctionId,
    pub(crate) answers: Answers,
}

impl Vm {
    /// Makes a function of the host known, as an attribute of a module of the engine's.
    pub(crate) fn declare(&mut self, module: &str, name: &str, signature: &str, function: HostFunction) {
        let key = self.heap.name(module);
        let module = match self.get_name(self.modules, key) {
            Some(module) => module,
            None => self.new_module(module),
        };
        let Some(index) = module.of(Kind::Module) else { return };
        let dict = self.heap.modules.get(index).dict;
        // A host declares its functions once, and they live as long as it does.
        let definition: &'static NativeDefinition = Box::leak(Box::new(NativeDefinition {
            name: Box::leak(name.to_owned().into_boxed_str()),
            signature: "",
            function: |vm, _| Err(vm.runtime_error("a function of the host was called as one of the engine's")),
            twin: None,
        }));
        let signature = Signature::parse(signature, &mut self.heap);
        let native = Native {
            definition: Some(definition),
            signature,
            owner: Some(key),
            host: Some(function),
            sort: Default::default(),
        };
        let value = self.heap.new_native(native);
        let name = self.heap.name(name);
        self.set_name(dict, name, value);
    }

    pub(super) fn call_host(&mut self, function: HostFunction, name: &str, arguments: &[Value]) -> Outcome {
        let mut sent = Vec::with_capacity(arguments.len());
        for &argument in arguments {
            sent.push(self.data_of(argument, name, 0)?);
        }
        match function.answers {
            Answers::Later => Err(Wait::Call { function: function.id, arguments: sent }.into()),
            Answers::AtOnce => match self.host.0.call(function.id, sent) {
                Ok(value) => self.value_of(value),
                Err(error) => Err(Escape::Raise(self.host_error(&error))),
            },
        }
    }

    /// A script's value, for the host.
    pub(super) fn data_of(&mut self, value: Value, name: &str, depth: usize) -> Outcome<Data> {
        if depth > MAX_NESTING {
            return Err(self.value_error(format!("{name}() got an argument that nests too deeply")));
        }
        let content = self.heap.content(value);
        if content.is_bool() {
            return Ok(Data::Bool(content == Value::TRUE));
        }
        if let Some(float) = content.as_float() {
            return Ok(Data::Float(float));
        }
        if content.is_none() || content.is_unbound() {
            return Ok(Data::None);
        }
        if let Some(number) = self.integer_of(content) {
            return match number.to_i64() {
                Some(number) => Ok(Data::Int(number)),
                None => Err(self.overflow_error("int too large to pass to the host")),
            };
        }
        match content.kind() {
            Some(Kind::Str) => Ok(Data::Str(surrogate::replaced(self.heap.text(content)).into_owned())),
            Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView) => {
                Ok(Data::Bytes(self.bytes_of(content).unwrap_or_default()))
            }
            Some(Kind::List | Kind::Tuple) => {
                let items = self.heap.items(content).map(<[Value]>::to_vec).unwrap_or_default();
                let items: Outcome<Vec<Data>> =
                    items.into_iter().map(|item| self.data_of(item, name, depth + 1)).collect();
                Ok(Data::List(items?))
            }
            Some(Kind::Dict) => {
                let entries: Vec<_> =
                    self.heap.dicts.get(content.index()).iter().map(|entry| (entry.key, entry.value)).collect();
                let mut sent = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let key = self.heap.content(key);
                    if !key.is(Kind::Str) {
                        let message =
                            format!("{name}() takes dictionaries with str keys only, not {}", self.type_name(key));
                        return Err(self.type_error(message));
                    }
                    let key = surrogate::replaced(self.heap.text(key)).into_owned();
                    sent.push((key, self.data_of(value, name, depth + 1)?));
                }
                Ok(Data::Dict(sent))
            }
            _ => {
                let message = format!("{name}() cannot take an object of type '{}'", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// The host's value, for a script.
    pub(crate) fn value_of(&mut self, data: Data) -> Outcome {
        Ok(match data {
            Data::None => Value::NONE,
            Data::Bool(value) => Value::bool(value),
            Data::Int(value) => self.heap.int(value),
            Data::Float(value) => Value::float(value),
            Data::Str(text) => {
                self.heap.reserve(text.len())?;
                let replaced = match surrogate::replaced(&text) {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(replaced) => Some(replaced),
                };
                self.heap.string(replaced.unwrap_or(text))
            }
            Data::Bytes(bytes) => {
                self.heap.reserve(bytes.len())?;
                self.heap.new_bytes(bytes.into())
            }
            Data::List(items) => {
                self.heap.reserve(items.len() * 8)?;
                let items: Outcome<Vec<Value>> = items.into_iter().map(|item| self.value_of(item)).collect();
                self.heap.new_list(items?)
            }
            Data::Dict(entries) => {
                self.heap.reserve(entries.len() * 32)?;
                let dict = self.heap.new_dict(Dict::default());
                for (name, value) in entries {
                    let value = self.value_of(value)?;
                    let name = self.heap.string(name);
                    self.set_name(dict.index(), name, value);
                }
                dict
            }
        })
    }

    /// The exception that a host's error becomes.
    pub(crate) fn host_error(&mut self, error: &HostError) -> Value {
        let known = Self::class_names().iter().find(|(name, _)| *name == error.class);
        let known = known.map(|(_, class)| class(&self.classes)).or_else(|| self.class_of_module(&error.class));
        let class = known
            .filter(|&class| self.is_subclass(class, self.classes.base_exception))
            .unwrap_or(self.classes.runtime_error);
        let mut arguments = Vec::with_capacity(error.arguments.len());
        for argument in error.arguments.clone() {
            match self.value_of(argument) {
                Ok(value) => arguments.push(value),
                Err(_) => return self.memory_error(),
            }
        }
        let exception = crate::builtins::exception_from(self, class, &arguments);
        if let Some(code) = &error.code {
            let code = self.heap.str(code);
            self.set_attribute_named(exception, "code", code);
        }
        exception
    }

    /// The class of a name such as `socket.gaierror`. Its module counts only when it has been imported.
    fn class_of_module(&mut self, path: &str) -> Option<u32> {
        let (module, name) = path.rsplit_once('.')?;
        let [module, name] = [module, name].map(|name| self.heap.name(name));
        let dict = self.heap.modules.get(self.get_name(self.modules, module)?.of(Kind::Module)?).dict;
        self.get_name(dict, name)?.of(Kind::Class)
    }
}
