//! The face of the engine: a program, run to its end.

use crate::{
    heap::Collector,
    vm::{Vm, run::Stop},
};

/// One Python program and everything it made.
#[derive(Debug)]
pub struct Engine {
    vm: Vm,
}

/// How a program ended.
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
        Self { vm: Vm::new() }
    }

    /// Bytes that the program may have allocated at a time.
    pub fn set_memory_limit(&mut self, bytes: usize) {
        self.vm.heap.set_limit(bytes);
    }

    /// When the collector runs: for tests.
    pub fn set_collector(&mut self, collector: Collector) {
        self.vm.heap.set_collector(collector);
    }

    /// How many loops and calls the program may do before it is paused.
    pub const fn set_fuel(&mut self, fuel: i64) {
        self.vm.fuel = fuel;
    }

    /// Runs a text as the main program; `file` is its name in tracebacks.
    pub fn run(&mut self, file: &str, text: &str) -> Ended {
        match self.vm.start_module("__main__", file, text, false) {
            Ok(_) => self.resume(),
            Err(crate::vm::native::Escape::Raise(error)) => Ended::Failed(self.vm.format_error(error)),
            Err(_) => Ended::Failed("MemoryError\n".into()),
        }
    }

    /// Goes on with a program that was paused.
    pub fn resume(&mut self) -> Ended {
        match self.vm.run() {
            Stop::Finished(_) => Ended::Finished,
            Stop::Failed(error) => self.vm.ended(error),
            Stop::Parked | Stop::Paused => Ended::Paused,
        }
    }

    /// What the program printed since this was asked last.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.vm.output)
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
