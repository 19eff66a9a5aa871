//! The life of a script: start, turns, end.

use std::cell::RefCell;

use rquickjs::{Ctx, Function, Module, Persistent, Promise, Result, promise::PromiseState};
use strait_guest::{
    Output,
    abi::{ModuleKind, Replies, Start, State},
    write,
};

use crate::{engine, jobs, loader, native};

/// Exit code after an error nobody caught.
pub(crate) const EXIT_UNCAUGHT: u8 = 1;
/// Exit code when the main module waits for something that can no longer happen; Node's.
const EXIT_UNSETTLED: u8 = 13;
/// Exit code after a defect of the host or the guest itself.
pub(crate) const EXIT_INTERNAL: u8 = 70;

thread_local! {
    /// The main module's promise, until the program ends.
    static MAIN: RefCell<Option<Persistent<Promise<'static>>>> = const { RefCell::new(None) };
}

/// The first turn.
pub(crate) fn start(start: &Start<'_>) -> State {
    engine::set_limits(start.cpu_milliseconds, start.memory_bytes, start.stack_bytes);
    turn(|ctx| {
        let result = native::publish_start(ctx, start).and_then(|()| evaluate(ctx, start));
        jobs::catch(ctx, result);
        if start.kind != ModuleKind::CommonJs {
            // A module's body is itself a microtask, so those it leaves come before its ticks, as in Node.
            jobs::run_microtasks(ctx);
        }
        jobs::settle(ctx);
    })
}

/// Every later turn.
pub(crate) fn resume(replies: Replies<'_>) -> State {
    turn(|ctx| {
        for reply in replies {
            match reply {
                Ok((id, outcome)) => native::deliver(ctx, id, outcome),
                Err(error) => {
                    write(
                        Output::Error,
                        format!("strait: the host sent a reply that cannot be read: {error}\n").as_bytes(),
                    );
                    native::end(EXIT_INTERNAL);
                }
            }
            if native::is_ending() {
                return;
            }
            jobs::settle(ctx);
        }
    })
}

fn turn(run: impl FnOnce(&Ctx<'_>)) -> State {
    engine::with_context(|ctx| {
        engine::timed(|| {
            if !native::is_ending() {
                run(ctx);
            }
            if !native::is_ending() && !native::is_waiting() {
                finish(ctx);
            }
            native::state()
        })
    })
}

fn evaluate(ctx: &Ctx<'_>, start: &Start<'_>) -> Result<()> {
    match start.kind {
        ModuleKind::CommonJs => {
            let run: Function<'_> = engine::hook(ctx, |hooks| hooks.run_main_common_js.clone())?;
            run.call((start.file, start.source))
        }
        _ => {
            let module = Module::declare(ctx.clone(), start.file, start.source)?;
            loader::describe(&module, start.file, start.url, true)?;
            let (_, promise) = module.eval()?;
            MAIN.with(|main| *main.borrow_mut() = Some(Persistent::save(ctx, promise)));
            Ok(())
        }
    }
}

/// Nothing is left to wait for: the script may add work in `beforeExit`; otherwise it ends.
fn finish(ctx: &Ctx<'_>) {
    let result =
        engine::hook(ctx, |hooks| hooks.before_exit.clone()).and_then(|hook: Function<'_>| hook.call::<_, ()>(()));
    jobs::catch(ctx, result);
    jobs::settle(ctx);
    if native::is_ending() || native::is_waiting() {
        return;
    }
    let unsettled = MAIN.with(|main| main.borrow_mut().take()).and_then(|promise| promise.restore(ctx).ok());
    let unsettled = unsettled.is_some_and(|promise| matches!(promise.state(), PromiseState::Pending));
    if unsettled {
        write(Output::Error, b"the script awaits something that can no longer happen: no call is under way\n");
    }
    let code = if unsettled { EXIT_UNSETTLED } else { 0 };
    end(ctx, code);
}

/// Runs the script's `exit` listeners and ends.
pub(crate) fn end(ctx: &Ctx<'_>, code: u8) {
    let result =
        engine::hook(ctx, |hooks| hooks.at_exit.clone()).and_then(|hook: Function<'_>| hook.call::<_, f64>((code,)));
    match result {
        Ok(code) => native::end(code as i64 as u8),
        Err(_) => jobs::end_failed(ctx),
    }
}
