//! QuickJS-ng as a Strait guest.
//!
//! The image is made at build time: [`strait_initialize`] creates the engine and evaluates the JavaScript standard library,
//! and the memory that leaves is what every sandbox starts from. From then on the host calls `strait_turn`.

mod bytes;
mod engine;
mod jobs;
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

/// The standard library's bytecode; cleared once it is loaded, so that the image does not carry it twice.
static mut LIBRARY: [u8; include_bytes!(concat!(env!("OUT_DIR"), "/lib.bytecode")).len()] =
    *include_bytes!(concat!(env!("OUT_DIR"), "/lib.bytecode"));

/// Creates the engine and evaluates the standard library; called once, when the image is made.
#[unsafe(no_mangle)]
pub extern "C" fn strait_initialize() {
    // SAFETY: the linker's function runs the constructors of the C part, once, before anything of it is used. Calling it here
    // is also what tells the linker not to run them around every export.
    unsafe { __wasm_call_ctors() };
    // SAFETY: the build script compiled the bytes with this same engine, and nothing else refers to them.
    unsafe { engine::initialize((&raw mut LIBRARY).as_mut_unchecked()) };
}

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// QuickJS's wall clock, in microseconds since the epoch: the same as every guest's.
#[unsafe(no_mangle)]
pub extern "C" fn __rquickjs_host_now_us() -> f64 {
    strait_guest::clock() * 1000.0
}
