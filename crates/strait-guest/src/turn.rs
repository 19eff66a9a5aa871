//! The exports of a guest: version, inbox, turn, and those that a guest may have beside.

use strait_abi::State;

/// What a guest does in a turn.
pub trait Guest {
    /// Handles one incoming message: runs until nothing can go on.
    fn turn(message: &[u8]) -> State;

    /// The outgoing message that ends with `state`, valid until the next turn.
    fn outgoing(state: State) -> *const [u8];
}

/// What a guest tells of its program, and how it lets it be interrupted, between two turns.
pub trait Inspect {
    /// The answer to a question by its number, as [`Inspection`](strait_abi::Inspection) encodes it; nothing for a number that it
    /// does not know. The program goes on as if it had not been asked.
    fn inspect(what: u32) -> Vec<u8>;

    /// From the next turn on, a turn ends after so many steps at the latest, as [`State::Preempted`]; 0 leaves it to the guest.
    fn preempt(steps: u32);
}

/// The buffers behind the exports. One per guest, made by [`export_guest!`](crate::export_guest).
#[derive(Debug, Default)]
pub struct Mailbox {
    inbox: Vec<u8>,
    inspection: Vec<u8>,
}

impl Mailbox {
    /// Empty.
    pub const fn new() -> Self {
        Self { inbox: Vec::new(), inspection: Vec::new() }
    }

    /// Room for incoming messages of up to `length` bytes, until the next call.
    pub fn inbox(&mut self, length: usize) -> *mut u8 {
        /// A buffer that once held a large message is given back.
        const KEEP_BYTES: usize = 256 * 1024;
        if self.inbox.capacity() > KEEP_BYTES && length <= KEEP_BYTES {
            self.inbox = Vec::new();
        }
        self.inbox.resize(length, 0);
        self.inbox.as_mut_ptr()
    }

    /// Takes a turn on the message in the inbox: pointer and length of the outgoing message in one number.
    pub fn turn<G: Guest>(&mut self, length: usize) -> u64 {
        self.inspection = Vec::new();
        let state = G::turn(self.inbox.get(..length).unwrap_or_default());
        packed(G::outgoing(state))
    }

    /// Answers a question: pointer and length in one number.
    pub fn inspect<G: Inspect>(&mut self, what: u32) -> u64 {
        // Room for the next answer, when there may be little.
        self.inspection = Vec::new();
        self.inspection = G::inspect(what);
        packed(&raw const *self.inspection)
    }
}

fn packed(message: *const [u8]) -> u64 {
    ((message.cast::<u8>() as usize as u64) << 32) | message.len() as u64
}

/// Exports a [`Guest`] as the ABI asks.
#[macro_export]
macro_rules! export_guest {
    ($guest:ty) => {
        static mut MAILBOX: $crate::Mailbox = $crate::Mailbox::new();

        /// The ABI version this guest speaks.
        #[unsafe(no_mangle)]
        pub extern "C" fn strait_abi_version() -> u32 {
            $crate::abi::ABI_VERSION
        }

        /// Room for incoming messages of up to `length` bytes.
        #[unsafe(no_mangle)]
        pub extern "C" fn strait_inbox(length: usize) -> *mut u8 {
            // SAFETY: a guest has one thread, and the host calls one export at a time and none from within an import,
            // so nothing else refers to the mailbox while this export runs.
            let mailbox = unsafe { &mut *(&raw mut MAILBOX) };
            mailbox.inbox(length)
        }

        /// Runs until nothing can go on.
        #[unsafe(no_mangle)]
        pub extern "C" fn strait_turn(length: usize) -> u64 {
            // SAFETY: as for `strait_inbox`.
            let mailbox = unsafe { &mut *(&raw mut MAILBOX) };
            mailbox.turn::<$guest>(length)
        }
    };
}

/// Exports what an [`Inspect`] adds to the guest of [`export_guest!`](crate::export_guest), in the same module.
#[macro_export]
macro_rules! export_inspect {
    ($guest:ty) => {
        /// Tells of the program between two turns.
        #[unsafe(no_mangle)]
        pub extern "C" fn strait_inspect(what: u32) -> u64 {
            // SAFETY: as for `strait_inbox`.
            let mailbox = unsafe { &mut *(&raw mut MAILBOX) };
            mailbox.inspect::<$guest>(what)
        }

        /// How long a turn may be.
        #[unsafe(no_mangle)]
        pub extern "C" fn strait_preempt(steps: u32) {
            <$guest as $crate::Inspect>::preempt(steps);
        }
    };
}
