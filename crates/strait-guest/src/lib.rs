//! What every guest shares on the inside of the sandbox: the host's imports, the exports of the turn, the call table.
//!
//! A guest implements [`Guest`] and names it in [`export_guest!`]; the macro provides the exports that the ABI asks for. One that
//! lets the host look in implements [`Inspect`] too.

mod calls;
mod imports;
mod turn;

pub use calls::{CallTable, Calls};
pub use imports::{Output, clock, fill_random, load, write};
pub use strait_abi as abi;
pub use turn::{Guest, Inspect, Mailbox};
