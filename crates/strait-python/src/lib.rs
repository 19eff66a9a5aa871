//! A Python 3.12 engine for programs that wait: a call such as `fetch(url)` looks synchronous and suspends only the task that
//! makes it, at any depth of calls.
//!
//! The engine is a pure library: no input or output, no clock, no threads. Its host runs it in slices and gives it what it
//! asks for. Frames live on the engine's own heap, so a program that waits is nothing but memory.

#![forbid(unsafe_code)]

mod builtins;
mod codec;
mod compile;
mod engine;
mod heap;
mod host;
mod inspect;
mod packed;
mod prelude;
mod regex;
mod stdlib;
mod syntax;
pub mod text;
mod vm;

pub use engine::{Ended, Engine, Waiting};
pub use heap::Collector;
pub use host::{Answers, Call, CallId, Data, FunctionId, Host, HostError, NoHost};
pub use inspect::{FrameView, TaskView, TaskViewState};
pub use stdlib::{Module as LibraryModule, Packed as PackedText};
