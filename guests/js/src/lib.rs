//! QuickJS-ng as a Strait guest.
//!
//! The image is made at build time: [`strait_initialize`] creates the engine and evaluates the JavaScript standard library,
//! and the memory that leaves is what every sandbox starts from. From then on the host calls `strait_turn`.

mod bytes;
mod engine;
mod jobs;
mod library;
mod loader;
mod native;
mod outcome;
mod program;
mod rejections;

use strait_guest::{Guest, abi::Incoming, abi::State, export_guest};

/// The JavaScript guest.
struct JavaScript;

impl Guest for JavaScript {
    fn turn(message: &[u8]) -> State {
        native::begin_turn();
        match Incoming::decode(message) {
            Ok(Incoming::Start(start)) => program::start(&start),
            Ok(Incoming::Replies(replies)) => program::resume(replies),
            Err(error) => {
                let message = format!("strait: the host sent a message that cannot be read: {error}\n");
                strait_guest::write(strait_guest::Output::Error, message.as_bytes());
                State::Finished { exit_code: program::EXIT_INTERNAL }
            }
        }
    }

    fn outgoing(state: State) -> *const [u8] {
        native::outgoing(state)
    }
}

export_guest!(JavaScript);

/// The standard library's bytecode, and the bundle that it was compiled from. Cleared once the library is loaded, so that an image
/// has neither.
static mut BYTECODE: [u8; include_bytes!(concat!(env!("OUT_DIR"), "/lib.bytecode")).len()] =
    *include_bytes!(concat!(env!("OUT_DIR"), "/lib.bytecode"));
static mut BUNDLE: [u8; include_bytes!(concat!(env!("OUT_DIR"), "/lib.js")).len()] =
    *include_bytes!(concat!(env!("OUT_DIR"), "/lib.js"));

/// Creates the engine and evaluates the standard library; called once, when the image is made.
#[unsafe(no_mangle)]
pub extern "C" fn strait_initialize() {
    // SAFETY: the linker's function runs the constructors of the C part, once, before anything of it is used. Calling it here
    // is also what tells the linker not to run them around every export.
    unsafe { __wasm_call_ctors() };
    // SAFETY: nothing else refers to them.
    let (bytecode, bundle) = unsafe { ((&raw mut BYTECODE).as_mut_unchecked(), (&raw mut BUNDLE).as_mut_unchecked()) };
    // SAFETY: the build script compiled the bytes with this same engine.
    unsafe { engine::initialize(bytecode) };
    bytecode.fill(0);
    bundle.fill(0);
}

/// As `strait_initialize`, from the bundle, for a guest from which the bytecode was left out.
#[unsafe(no_mangle)]
pub extern "C" fn strait_initialize_from_source() {
    // SAFETY: as above.
    unsafe { __wasm_call_ctors() };
    // SAFETY: nothing else refers to it.
    let bundle = unsafe { (&raw mut BUNDLE).as_mut_unchecked() };
    let bytecode = library::compile(bundle);
    bundle.fill(0);
    // SAFETY: this engine has just compiled them.
    unsafe { engine::initialize(&bytecode) };
}

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// QuickJS's wall clock, in microseconds since the epoch: the same as every guest's.
#[unsafe(no_mangle)]
pub extern "C" fn __rquickjs_host_now_us() -> f64 {
    strait_guest::clock() * 1000.0
}
