//! What an engine asks of its host, and what passes between a script and the host's functions.

use std::{fmt, time::Duration};

/// The host of an engine: its clock, its randomness and those of its functions that answer at once.
pub trait Host {
    /// The time since some moment in the past; it never goes back.
    fn monotonic(&mut self) -> Duration;
    /// The time since 1970-01-01 00:00 UTC.
    fn wall_clock(&mut self) -> Duration;
    /// Fills the buffer with bytes that nobody can foresee.
    fn fill_random(&mut self, buffer: &mut [u8]);
    /// Calls a function that was declared as [`Answers::AtOnce`].
    ///
    /// # Errors
    ///
    /// What the script is to see as an exception.
    fn call(&mut self, function: FunctionId, arguments: Vec<Data>) -> Result<Data, HostError>;
}

/// A function of the host, as [`crate::Engine::declare`] numbers it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

/// A call of a function of the host that is under way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct CallId(pub u64);

/// When a function of the host answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answers {
    /// Before it returns: [`Host::call`] is called.
    AtOnce,
    /// Some time later, through [`crate::Engine::complete`]. The call suspends the task that makes it, and no other.
    Later,
}

/// A call that the host is to make.
#[derive(Debug)]
pub struct Call {
    /// What the answer names.
    pub id: CallId,
    /// Which function.
    pub function: FunctionId,
    /// Its arguments, those left out included: one for each parameter that was declared.
    pub arguments: Vec<Data>,
}

/// A value on its way between a script and the host. Tuples arrive as lists.
#[derive(Clone, PartialEq, Debug)]
pub enum Data {
    /// `None`.
    None,
    /// `bool`.
    Bool(bool),
    /// `int`. One that does not fit cannot pass.
    Int(i64),
    /// `float`.
    Float(f64),
    /// `str`. Lone surrogates are replaced.
    Str(String),
    /// `bytes` and the like.
    Bytes(Vec<u8>),
    /// `list` and `tuple`.
    List(Vec<Data>),
    /// `dict` with `str` keys, in its order.
    Dict(Vec<(String, Data)>),
}

/// Why a function of the host failed: an exception to be.
#[derive(Clone, PartialEq, Debug)]
pub struct HostError {
    /// The name of a built-in exception, or `module.Name` for one of a module; any other name means `RuntimeError`.
    pub class: String,
    /// The exception's arguments.
    pub arguments: Vec<Data>,
    /// The exception's attribute `code`, if it is to have one: a stable name of what went wrong.
    pub code: Option<String>,
}

impl HostError {
    /// An error with a message.
    pub fn new(class: &str, message: impl Into<String>) -> Self {
        Self { class: class.into(), arguments: vec![Data::Str(message.into())], code: None }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.class)?;
        match &*self.arguments {
            [Data::Str(message)] => write!(f, ": {message}"),
            arguments => write!(f, ": {arguments:?}"),
        }
    }
}

impl std::error::Error for HostError {}

/// A host without anything: its clock stands still and its randomness is none. For tests, and while the library is loaded.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn monotonic(&mut self) -> Duration {
        Duration::ZERO
    }

    fn wall_clock(&mut self) -> Duration {
        Duration::ZERO
    }

    fn fill_random(&mut self, buffer: &mut [u8]) {
        buffer.fill(0);
    }

    fn call(&mut self, _: FunctionId, _: Vec<Data>) -> Result<Data, HostError> {
        Err(HostError::new("RuntimeError", "this engine has no host"))
    }
}
