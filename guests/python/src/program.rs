//! The life of a script: start, turns, end.

use std::{
    cell::{Cell, RefCell},
    mem::ManuallyDrop,
};

use strait_guest::{
    Output,
    abi::{Replies, Start, State},
    clock, write,
};
use strait_python::{Ended, Engine, Host as _};

use crate::{calls, host, library, sandbox::Sandbox};

/// Exit code after an exception that nothing caught.
const EXIT_UNCAUGHT: u8 = 1;
/// Exit code after a `KeyboardInterrupt` that nothing caught, as shells have it.
const EXIT_INTERRUPTED: u8 = 130;
/// Exit code when every task waits for something that can no longer happen.
const EXIT_UNSETTLED: u8 = 13;
/// Exit code after a defect of the host or the guest itself.
const EXIT_INTERNAL: u8 = 70;

/// Loops and calls between two looks at what the script printed, and at the clock.
const SLICE: i64 = 200_000;
/// How long a script computes before the host has its turn, in milliseconds: replies and signals do not wait for longer.
const LONGEST_TURN: f64 = 20.0;

thread_local! {
    /// Name and text of the script, until it begins.
    static SCRIPT: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
    /// How many of those a turn may take; 0 when only its time counts.
    static PREEMPT_STEPS: Cell<u32> = const { Cell::new(0) };
    /// It lives as long as the sandbox; what would take it apart is not even in the guest.
    static ENGINE: RefCell<Option<ManuallyDrop<Engine>>> = const { RefCell::new(None) };
}

/// Makes the engine.
pub(crate) fn initialize() {
    let mut made = Engine::new();
    host::declare(&mut made);
    made.add_library(library::MODULES);
    ENGINE.with(|engine| *engine.borrow_mut() = Some(ManuallyDrop::new(made)));
}

/// The first turn.
pub(crate) fn start(start: &Start<'_>) -> State {
    with_engine(|engine| {
        engine.set_host(Box::new(Sandbox::default()));
        engine.set_memory_limit(script_memory(start.memory_bytes));
        let arguments = std::iter::once(start.file).chain(start.arguments.iter().copied());
        engine.set_arguments(arguments.map(str::to_owned).collect());
        let variables = start.environment.chunks_exact(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
        engine.set_environment(variables.collect());
        SCRIPT.with(|script| *script.borrow_mut() = Some((start.file.to_owned(), start.source.to_owned())));
        // The script begins in a turn of its own, so that no signal comes before the host knows that it is waited for.
        calls::await_interrupt();
        State::Preempted
    })
}

/// Every later turn.
pub(crate) fn resume(replies: Replies<'_>) -> State {
    with_engine(|engine| {
        if let Err(error) = calls::deliver(engine, replies) {
            return defect(&format!("the host sent a reply that cannot be read: {error}"));
        }
        let mut steps = Steps::of_turn();
        engine.set_fuel(steps.slice());
        let ended = match SCRIPT.with(|script| script.borrow_mut().take()) {
            Some((file, source)) => engine.run(&file, &source),
            None => engine.resume(),
        };
        go_on(engine, ended, steps)
    })
}

/// A turn ends after so many steps at the latest; 0 leaves it to its time.
pub(crate) fn preempt(steps: u32) {
    PREEMPT_STEPS.set(steps);
}

/// Looks at the program, which goes on as if nobody had.
pub(crate) fn look<T: Default>(look: impl FnOnce(&Engine) -> T) -> T {
    ENGINE.with(|engine| engine.borrow().as_deref().map(look).unwrap_or_default())
}

/// What is left of the steps that a turn may take.
struct Steps {
    left: i64,
}

impl Steps {
    fn of_turn() -> Self {
        let steps = PREEMPT_STEPS.get();
        Self { left: if steps == 0 { i64::MAX } else { steps.into() } }
    }

    /// How many are taken until the next look.
    fn slice(&mut self) -> i64 {
        let slice = self.left.min(SLICE);
        self.left -= slice;
        slice
    }
}

/// Of the sandbox's memory, what the script's objects may take: the rest is for the engine and for what the allocator loses.
fn script_memory(sandbox_bytes: u64) -> usize {
    let bytes = sandbox_bytes.saturating_sub(12 << 20) / 4 * 3;
    usize::try_from(bytes).unwrap_or(usize::MAX).max(4 << 20)
}

fn go_on(engine: &mut Engine, mut ended: Ended, mut steps: Steps) -> State {
    let begun = clock();
    loop {
        write_output(engine);
        let is_answered = calls::send(engine);
        match ended {
            Ended::Paused if steps.left == 0 || clock() - begun > LONGEST_TURN => {
                if engine.awaits_event() {
                    calls::await_events();
                }
                return State::Preempted;
            }
            Ended::Paused => {
                engine.set_fuel(steps.slice());
                ended = engine.resume();
            }
            Ended::Finished => return State::Finished { exit_code: 0 },
            Ended::Exited(exit_code) => return State::Finished { exit_code },
            Ended::Failed(text) => {
                write(Output::Error, text.as_bytes());
                let exit_code = if engine.is_interrupted() { EXIT_INTERRUPTED } else { EXIT_UNCAUGHT };
                return State::Finished { exit_code };
            }
            Ended::Waiting(_) if is_answered => ended = engine.resume(),
            Ended::Waiting(waiting) if waiting.events && calls::await_events() => {
                calls::all_delivered();
                calls::wake_at(waiting.until, Sandbox::default().monotonic());
                return State::Waiting;
            }
            // Most likely for something that a task would have done if there had been memory.
            Ended::Waiting(waiting)
                if waiting.until.is_none() && waiting.calls == 0 && engine.has_run_out_of_memory() =>
            {
                return State::OutOfMemory;
            }
            Ended::Waiting(waiting) if waiting.until.is_none() && waiting.calls == 0 => {
                write(
                    Output::Error,
                    b"the script waits for something that can no longer happen: no call is under way\n",
                );
                return State::Finished { exit_code: EXIT_UNSETTLED };
            }
            Ended::Waiting(waiting) => {
                calls::all_delivered();
                calls::wake_at(waiting.until, Sandbox::default().monotonic());
                return State::Waiting;
            }
        }
    }
}

fn write_output(engine: &mut Engine) {
    let printed = engine.take_output();
    if !printed.is_empty() {
        write(Output::Out, &printed);
    }
    let errors = engine.take_errors();
    if !errors.is_empty() {
        write(Output::Error, &errors);
    }
}

fn with_engine(run: impl FnOnce(&mut Engine) -> State) -> State {
    ENGINE.with(|engine| match &mut *engine.borrow_mut() {
        Some(engine) => run(engine),
        None => defect("the image holds no engine"),
    })
}

/// Ends the program because of a mistake that is not the script's.
pub(crate) fn defect(message: &str) -> State {
    write(Output::Error, format!("strait: {message}\n").as_bytes());
    State::Finished { exit_code: EXIT_INTERNAL }
}
