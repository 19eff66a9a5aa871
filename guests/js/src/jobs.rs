//! Running what is ready: ticks, microtasks, and the errors nobody caught.

use std::mem::MaybeUninit;

use rquickjs::{Ctx, Function, Value, qjs};
use strait_guest::{Output, write};

use crate::{engine, native, program, rejections};

/// Runs ticks and microtasks in turn until neither is left, as Node does after each callback, then reports what was
/// rejected and not handled.
pub(crate) fn settle(ctx: &Ctx<'_>) {
    loop {
        run_ready(ctx);
        if native::is_ending() || !rejections::report(ctx) {
            return;
        }
    }
}

/// `native.drain`: runs ticks and microtasks between two callbacks of one batch.
pub(crate) fn drain(ctx: Ctx<'_>) -> rquickjs::Result<()> {
    run_ready(&ctx);
    match native::is_ending() {
        true => Err(engine::throw_uncatchable(&ctx, "the program has ended")),
        false => Ok(()),
    }
}

/// `native.enqueueMicrotask`.
pub(crate) fn enqueue_microtask<'js>(function: Function<'js>) -> rquickjs::Result<()> {
    function.defer(())
}

/// All microtasks, those they leave included.
pub(crate) fn run_microtasks(ctx: &Ctx<'_>) {
    while !native::is_ending() && run_job(ctx) {}
}

/// All ticks, then all microtasks, until neither is left.
fn run_ready(ctx: &Ctx<'_>) {
    loop {
        if native::take_tick_request() {
            let result = engine::hook(ctx, |hooks| hooks.run_ticks.clone()).and_then(|run| run.call::<_, ()>(()));
            catch(ctx, result);
        }
        run_microtasks(ctx);
        if native::is_ending() || !native::is_tick_requested() {
            return;
        }
    }
}

/// Runs one microtask; says whether there was one.
fn run_job(ctx: &Ctx<'_>) -> bool {
    let mut job_context = MaybeUninit::uninit();
    // SAFETY: the runtime belongs to the live context; the engine writes the context that the job ran in.
    let ran = unsafe {
        let runtime = qjs::JS_GetRuntime(ctx.as_raw().as_ptr());
        qjs::JS_ExecutePendingJob(runtime, job_context.as_mut_ptr())
    };
    if ran < 0 {
        // A job runs in the only context there is.
        report(ctx, &ctx.catch(), Kind::Exception);
    }
    ran != 0
}

/// How an error got away.
pub(crate) enum Kind<'js> {
    Exception,
    /// Of this promise.
    Rejection(Value<'js>),
}

/// Reports the error of a callback that threw.
pub(crate) fn catch<T>(ctx: &Ctx<'_>, result: rquickjs::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(rquickjs::Error::Exception) => {
            report(ctx, &ctx.catch(), Kind::Exception);
            None
        }
        Err(error) => {
            let error = rquickjs::Exception::from_message(ctx.clone(), &error.to_string());
            if let Ok(error) = error {
                report(ctx, error.as_object().as_value(), Kind::Exception);
            }
            None
        }
    }
}

/// Gives an error to the script's own handlers, or prints it and ends the script.
pub(crate) fn report<'js>(ctx: &Ctx<'js>, error: &Value<'js>, kind: Kind<'js>) {
    if native::is_ending() {
        return;
    }
    if engine::is_out_of_time() {
        // Only the position is wanted: the host says which limit it was.
        native::end_out_of_time(&stack_of(error));
        return;
    }
    let (kind, promise) = match kind {
        Kind::Exception => ("exception", None),
        Kind::Rejection(promise) => ("rejection", Some(promise)),
    };
    let handled = engine::hook(ctx, |hooks| hooks.uncaught.clone())
        .and_then(|uncaught: Function<'js>| uncaught.call::<_, bool>((error.clone(), kind, promise)));
    match handled {
        Ok(true) => return,
        Ok(false) => {}
        // The handler itself failed; that is the error now.
        Err(_) if native::is_ending() => return,
        Err(_) => {
            let thrown = ctx.catch();
            print(ctx, &thrown);
            return end_with(ctx, &thrown);
        }
    }
    if !error.is_null() || !is_heap_full(ctx) {
        print(ctx, error);
    }
    end_with(ctx, error);
}

/// Ends the program after an error; the script's `exit` listeners run, unless there is no memory left for them.
fn end_with(ctx: &Ctx<'_>, error: &Value<'_>) {
    if is_out_of_memory(ctx, error) {
        return native::end_out_of_memory();
    }
    program::end(ctx, program::EXIT_UNCAUGHT);
}

/// An `exit` listener threw: its error is printed and the program ends.
pub(crate) fn end_failed(ctx: &Ctx<'_>) {
    let error = ctx.catch();
    if !native::is_ending() {
        print(ctx, &error);
        native::end(program::EXIT_UNCAUGHT);
    }
}

fn print<'js>(ctx: &Ctx<'js>, error: &Value<'js>) {
    let text = engine::hook(ctx, |hooks| hooks.format_error.clone())
        .and_then(|format: Function<'js>| format.call::<_, String>((error.clone(),)))
        .unwrap_or_else(|_| {
            ctx.catch();
            engine::describe(ctx, error)
        });
    write(Output::Error, format!("{}\n", text.trim_end()).as_bytes());
}

/// The frames of an error's stack, without the line that names the error.
fn stack_of(error: &Value<'_>) -> String {
    let stack = error.as_exception().and_then(|exception| exception.stack()).unwrap_or_default();
    stack.lines().filter(|line| line.starts_with("    at ")).map(|line| format!("{line}\n")).collect()
}

/// QuickJS reports a full heap as an `InternalError` with these words, or throws `null` when there is no room for even that.
fn is_out_of_memory(ctx: &Ctx<'_>, error: &Value<'_>) -> bool {
    match error.as_exception() {
        Some(exception) => exception.message().is_some_and(|message| message == "out of memory"),
        None => error.is_null() && is_heap_full(ctx),
    }
}

/// Whether there is hardly any memory left: less than a sixteenth of what the heap may have, or no eighth of it in one piece.
fn is_heap_full(ctx: &Ctx<'_>) -> bool {
    let mut usage = MaybeUninit::<qjs::JSMemoryUsage>::zeroed();
    // SAFETY: the runtime belongs to the live context, and the engine fills in the whole structure.
    let usage = unsafe {
        qjs::JS_ComputeMemoryUsage(qjs::JS_GetRuntime(ctx.as_raw().as_ptr()), usage.as_mut_ptr());
        usage.assume_init()
    };
    let limit = usage.malloc_limit;
    limit > 0 && (usage.malloc_size > limit / 16 * 15 || !has_room(usize::try_from(limit / 8).unwrap_or(usize::MAX)))
}

/// Whether so many bytes can be had in one piece.
fn has_room(bytes: usize) -> bool {
    let mut probe = Vec::<u8>::new();
    probe.try_reserve_exact(bytes).is_ok()
}
