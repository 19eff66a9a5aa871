//! Functions of the engine: how they are declared, and what they may answer.
//!
//! A native function works on built-in types only. It never waits and never calls a script's code: when it would have to,
//! it gives up before any effect and says what is to be done in its place.

use std::{fmt, rc::Rc};

use super::Vm;
use crate::heap::{Heap, value::Value};

/// What a native function answers.
pub(crate) type Outcome<T = Value> = Result<T, Escape>;

/// Its code. The arguments are in the order of the signature; one that was left out and has no default is unbound.
pub(crate) type NativeFunction = fn(&mut Vm, &[Value]) -> Outcome;

/// Computes an attribute of a built-in class.
pub(crate) type Getter = fn(&mut Vm, Value) -> Outcome;
/// Sets one.
pub(crate) type Setter = fn(&mut Vm, Value, Value) -> Outcome<()>;

/// Why a native function has no value to give.
#[derive(Debug)]
pub(crate) enum Escape {
    /// An exception.
    Raise(Value),
    /// It met something that needs a script's code: its twin in the prelude does the same.
    Bail,
    /// The allocation would pass the limit.
    Memory,
    /// This call's result is the answer.
    Call(Box<Request>),
    /// The argument at this place is to be made into a list first, by iterating over it.
    Drain(usize),
    /// The argument at this place is to be made into an integer first, by its `__index__`.
    Index(usize),
    /// The same with a float, by its `__float__` or `__index__`.
    Float(usize),
    /// The task waits; what it waits for is the answer.
    Park(Box<super::task::Wait>),
    /// The same, when it is known where the answer goes.
    Parked(Box<super::task::Parked>),
}

/// A call that a native function asks for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) callee: Value,
    pub(crate) arguments: super::call::Arguments,
    /// Names of the last arguments.
    pub(crate) keywords: Vec<Value>,
    pub(crate) check: Check,
}

/// What a special method must have returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Check {
    Anything,
    Str,
    Repr,
    Bytes,
    Int,
    Index,
    Length,
    Hash,
    Bool,
    Not,
    Iterator,
    Format,
    /// No check: the callee runs with the argument as the dictionary of its names.
    ClassBody,
    /// No check: the callee is a generator; the arguments are what it is resumed with, whether that is an exception, and
    /// whether it is being closed.
    Resume,
}

impl Escape {
    pub(crate) fn call(callee: Value, arguments: &[Value]) -> Self {
        Self::call_checked(callee, arguments, Check::Anything)
    }

    pub(crate) fn call_checked(callee: Value, arguments: &[Value], check: Check) -> Self {
        Self::Call(Box::new(Request { callee, arguments: arguments.into(), keywords: Vec::new(), check }))
    }
}

impl From<crate::heap::OutOfMemory> for Escape {
    fn from(_: crate::heap::OutOfMemory) -> Self {
        Self::Memory
    }
}

/// A native function as it is declared.
pub(crate) struct NativeDefinition {
    pub(crate) name: &'static str,
    /// Parameters as Python writes them: `a, b=None, /, *rest, key=...`. `...` leaves the parameter unbound.
    pub(crate) signature: &'static str,
    pub(crate) function: NativeFunction,
    /// The prelude's function that is called when this one gives up.
    pub(crate) twin: Option<&'static str>,
}

impl fmt::Debug for NativeDefinition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.name, self.signature)
    }
}

/// Declares native functions: `natives! { "len(object, /)" => len; "sum(items, /, start=0)" => sum, twin "_sum"; }`.
macro_rules! natives {
    ($($name:literal ($signature:literal) => $function:expr $(, twin $twin:literal)?;)*) => {{
        const DEFINITIONS: &[$crate::vm::native::NativeDefinition] = &[$($crate::vm::native::NativeDefinition {
            name: $name,
            signature: $signature,
            function: $function,
            twin: $crate::vm::native::twin(&[$($twin)?]),
        }),*];
        DEFINITIONS
    }};
}
pub(crate) use natives;

/// The twin that a declaration names, if it does.
pub(crate) const fn twin(named: &[&'static str]) -> Option<&'static str> {
    if let [name] = named { Some(*name) } else { None }
}

/// The parameters of a native function.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub(crate) parameters: Vec<Parameter>,
    /// How many of them may be given by place, `*rest` not counted.
    pub(crate) positional: usize,
    /// How many must be given by place only.
    pub(crate) positional_only: usize,
    /// How many by place have no default.
    pub(crate) required: usize,
    pub(crate) has_rest: bool,
    pub(crate) has_keywords: bool,
    /// Positional-only throughout: a call with few enough arguments needs no binding.
    pub(crate) simple: bool,
}

/// One parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: Value,
    /// `None`: it must be given.
    pub(crate) default: Option<Value>,
}

impl Signature {
    /// Reads a declaration.
    pub(crate) fn parse(text: &str, heap: &mut Heap) -> Rc<Self> {
        let mut signature = Self::default();
        let mut by_name_only = false;
        for part in text.split(", ").filter(|part| !part.is_empty()) {
            match part {
                "/" => signature.positional_only = signature.parameters.len(),
                "*" => by_name_only = true,
                _ if part.starts_with("**") => {
                    signature.has_keywords = true;
                    let name = heap.name(&part[2..]);
                    signature.parameters.push(Parameter { name, default: None });
                }
                _ if part.starts_with('*') => {
                    signature.has_rest = true;
                    by_name_only = true;
                    let name = heap.name(&part[1..]);
                    signature.parameters.push(Parameter { name, default: None });
                }
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((name, default)) => (name, Some(literal(default, heap))),
                        None => (part, None),
                    };
                    if !by_name_only {
                        signature.positional += 1;
                        signature.required += usize::from(default.is_none());
                    }
                    let name = heap.name(name);
                    signature.parameters.push(Parameter { name, default });
                }
            }
        }
        signature.simple = signature.positional == signature.parameters.len();
        Rc::new(signature)
    }
}

fn literal(text: &str, heap: &mut Heap) -> Value {
    match text {
        "None" => Value::NONE,
        "True" => Value::TRUE,
        "False" => Value::FALSE,
        "..." => Value::UNBOUND,
        "()" => heap.tuple(&[]),
        _ if text.starts_with('\'') => heap.name(text.trim_matches('\'')),
        _ => text.parse().map_or(Value::UNBOUND, |number| heap.int(number)),
    }
}
