//! The engine: one runtime, one context, the hooks that the standard library gave.

use std::cell::{Cell, RefCell};

use rquickjs::{
    Context, Ctx, Exception, Function, JsLifetime, Module, Object, Persistent, Result, Runtime, Value, qjs,
};
use strait_guest::{Output, clock, write};

use crate::{loader, native, rejections};

/// QuickJS refuses deeper recursion with a `RangeError`. Well below the stack that the guest is linked with
/// (see crates/strait-sandbox/build), because native frames stand on the same stack.
const STACK_BYTES: usize = 1024 * 1024;

/// What a host that asks for less gets at least: it is enough for the library.
const LEAST_STACK_BYTES: usize = 64 * 1024;

/// Memory that is not the script's: what the sandbox needs beside the JavaScript heap (stack, messages).
const RESERVED_BYTES: u64 = 4 * 1024 * 1024;

/// Collecting cycles touches every object and so gives the sandbox its own copy of the whole image. Small scripts end
/// before that; from this heap size on it is worth it.
const COLLECT_FROM_BYTES: usize = 16 * 1024 * 1024;

/// What the standard library provides to the engine; see lib/main.js.
pub(crate) struct Hooks {
    pub(crate) make_error: Persistent<Function<'static>>,
    pub(crate) run_ticks: Persistent<Function<'static>>,
    pub(crate) uncaught: Persistent<Function<'static>>,
    pub(crate) format_error: Persistent<Function<'static>>,
    pub(crate) before_exit: Persistent<Function<'static>>,
    pub(crate) at_exit: Persistent<Function<'static>>,
    pub(crate) run_main_common_js: Persistent<Function<'static>>,
    pub(crate) require: Persistent<Function<'static>>,
    pub(crate) start: Persistent<Object<'static>>,
}

thread_local! {
    static ENGINE: RefCell<Option<(Runtime, Context)>> = const { RefCell::new(None) };
    static HOOKS: RefCell<Option<Hooks>> = const { RefCell::new(None) };
    static CPU: CpuClock = const { CpuClock::new() };
}

/// Creates the engine and evaluates the standard library.
///
/// # Safety
///
/// `library` must be bytecode that this engine wrote.
pub(crate) unsafe fn initialize(library: &[u8]) {
    let runtime = Runtime::new().expect("the engine starts");
    runtime.set_max_stack_size(STACK_BYTES);
    runtime.set_loader(loader::HostResolver, loader::HostLoader);
    runtime.set_host_promise_rejection_tracker(Some(Box::new(rejections::track)));
    let context = Context::full(&runtime).expect("the engine has a context");
    context.with(|ctx| {
        let result = native::install(&ctx).and_then(|()| {
            // SAFETY: as this function's own contract.
            let module = unsafe { Module::load(ctx.clone(), library) }?;
            let (_, promise) = module.eval()?;
            promise.finish::<Value<'_>>()
        });
        if result.is_err() {
            let error = ctx.catch();
            write(Output::Error, format!("the standard library failed: {}\n", describe(&ctx, &error)).as_bytes());
            std::process::abort();
        }
        while ctx.execute_pending_job() {}
    });
    runtime.run_gc();
    context.with(|ctx| plug_holes(&ctx));
    runtime.set_gc_threshold(COLLECT_FROM_BYTES);
    runtime.set_interrupt_handler(Some(Box::new(|| CPU.with(CpuClock::is_used_up))));
    ENGINE.with(|engine| *engine.borrow_mut() = Some((runtime, context)));
}

/// Takes the free memory between the library's objects for good. What scripts allocate then lies together behind them, so a
/// sandbox gets its own copy of few pages of the image instead of one for each hole it fills.
fn plug_holes(ctx: &Ctx<'_>) {
    /// Sizes to fill holes with, large first.
    const SIZES: [usize; 12] = [65536, 16384, 4096, 2048, 1024, 512, 256, 128, 64, 48, 32, 16];
    let allocate = |size: usize| {
        // SAFETY: the context is alive; the memory is never used and never given back.
        unsafe { qjs::js_malloc(ctx.as_raw().as_ptr(), size as _) as usize }
    };
    // The end of the heap: what lies beyond it comes from there, not from a hole.
    let end = allocate(256 * 1024);
    for size in SIZES {
        while (1..end).contains(&allocate(size)) {}
    }
}

/// Runs with the engine's context.
pub(crate) fn with_context<R>(run: impl FnOnce(&Ctx<'_>) -> R) -> R {
    let context = ENGINE.with(|engine| {
        engine.borrow().as_ref().map(|(_, context)| context.clone()).expect("the image was initialised before any turn")
    });
    context.with(|ctx| run(&ctx))
}

/// Sets the script's budgets.
pub(crate) fn set_limits(cpu_milliseconds: Option<u64>, memory_bytes: u64, stack_bytes: Option<u32>) {
    CPU.with(|cpu| cpu.budget.set(cpu_milliseconds.map_or(f64::INFINITY, |budget| budget as f64)));
    let heap = memory_bytes.saturating_sub(RESERVED_BYTES);
    ENGINE.with(|engine| {
        if let Some((runtime, _)) = &*engine.borrow() {
            runtime.set_memory_limit(usize::try_from(heap).unwrap_or(usize::MAX));
            if let Some(bytes) = stack_bytes {
                runtime.set_max_stack_size((bytes as usize).clamp(LEAST_STACK_BYTES, STACK_BYTES));
            }
        }
    });
}

/// Runs a turn on the script's CPU clock.
pub(crate) fn timed<R>(run: impl FnOnce() -> R) -> R {
    CPU.with(CpuClock::resume);
    let result = run();
    CPU.with(CpuClock::pause);
    result
}

/// Milliseconds this script has run.
pub(crate) fn cpu_milliseconds() -> f64 {
    CPU.with(CpuClock::used)
}

/// Whether the script's CPU budget is used up.
pub(crate) fn is_out_of_time() -> bool {
    CPU.with(CpuClock::is_used_up)
}

/// Keeps the standard library's hooks.
pub(crate) fn set_hooks(hooks: Hooks) {
    HOOKS.with(|slot| *slot.borrow_mut() = Some(hooks));
}

/// One of the hooks.
pub(crate) fn hook<'js, T: Clone + JsLifetime<'static>>(
    ctx: &Ctx<'js>,
    pick: impl FnOnce(&Hooks) -> Persistent<T>,
) -> Result<T::Changed<'js>> {
    let picked = HOOKS.with(|hooks| hooks.borrow().as_ref().map(pick));
    match picked {
        Some(hook) => hook.restore(ctx),
        None => Err(Exception::throw_internal(ctx, "the standard library is not installed")),
    }
}

/// An error's words for a place where the standard library cannot format it.
pub(crate) fn describe<'js>(ctx: &Ctx<'js>, error: &Value<'js>) -> String {
    match error.as_exception() {
        Some(exception) => {
            format!("{}\n{}", exception.message().unwrap_or_default(), exception.stack().unwrap_or_default())
        }
        None => ctx
            .globals()
            .get::<_, Function<'js>>("String")
            .and_then(|to_string| to_string.call::<_, String>((error.clone(),)))
            .unwrap_or_else(|_| "an error that cannot be shown".into()),
    }
}

/// Throws an error that no script can catch.
pub(crate) fn throw_uncatchable(ctx: &Ctx<'_>, message: &str) -> rquickjs::Error {
    let error = match Exception::from_message(ctx.clone(), message) {
        Ok(exception) => exception.into_object().into_value(),
        Err(error) => return error,
    };
    // SAFETY: the context and the value are alive; the flag is set on an error object.
    unsafe { qjs::JS_SetUncatchableError(ctx.as_raw().as_ptr(), error.as_raw()) };
    ctx.throw(error)
}

/// The time a script has run, by the wall clock of its turns.
struct CpuClock {
    used_before: Cell<f64>,
    turn_began: Cell<f64>,
    budget: Cell<f64>,
}

impl CpuClock {
    const fn new() -> Self {
        Self { used_before: Cell::new(0.0), turn_began: Cell::new(f64::NAN), budget: Cell::new(f64::INFINITY) }
    }

    fn resume(&self) {
        self.turn_began.set(clock());
    }

    fn pause(&self) {
        self.used_before.set(self.used());
        self.turn_began.set(f64::NAN);
    }

    fn used(&self) -> f64 {
        let turn = clock() - self.turn_began.get();
        self.used_before.get() + if turn > 0.0 { turn } else { 0.0 }
    }

    fn is_used_up(&self) -> bool {
        self.budget.get().is_finite() && self.used() >= self.budget.get()
    }
}
