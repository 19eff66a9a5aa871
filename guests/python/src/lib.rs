//! Strait's Python engine as a guest.
//!
//! The image is made at build time: [`strait_initialize`] creates the engine with what every script needs, and the memory
//! that leaves is what every sandbox starts from. From then on the host calls `strait_turn`.

mod calls;
mod host;
mod inspect;
mod library;
mod posts;
mod program;
mod reads;
mod sandbox;

use strait_guest::{
    Guest, Inspect,
    abi::{Incoming, State},
    export_guest, export_inspect,
};

/// The Python guest.
struct Python;

impl Guest for Python {
    fn turn(message: &[u8]) -> State {
        calls::begin_turn();
        match Incoming::decode(message) {
            Ok(Incoming::Start(start)) => program::start(&start),
            Ok(Incoming::Replies(replies)) => program::resume(replies),
            Err(error) => program::defect(&format!("the host sent a message that cannot be read: {error}")),
        }
    }

    fn outgoing(state: State) -> *const [u8] {
        calls::outgoing(state)
    }
}

impl Inspect for Python {
    fn inspect(what: u32) -> Vec<u8> {
        program::look(|engine| inspect::answer(engine, what))
    }

    fn preempt(steps: u32) {
        program::preempt(steps);
    }
}

export_guest!(Python);
export_inspect!(Python);

/// Creates the engine; called once, when the image is made.
#[unsafe(no_mangle)]
pub extern "C" fn strait_initialize() {
    program::initialize();
}
