//! Numbers to text and back, and Python's formatting languages, as pure functions over plain Rust values.
//!
//! Results and error texts are CPython 3.12's. What the whole module has in common:
//!
//! - **Lone surrogates.** A Python string may hold one, a Rust string may not. Here `U+D800..=U+DFFF` stand as the
//!   characters `U+10F000..=U+10F7FF` ([`unicode::surrogate`]).
//! - **Output is appended** to a `String` (or `Vec<u8>`) of the caller's. After an error it may hold a part.
//! - **Size.** Widths, precisions and huge ints may ask for more text than there is memory. A function that takes
//!   them has a companion, `..._size_bound`, that tells an upper bound beforehand; the others state one. With a width
//!   or a precision nothing beyond [`MAX_OUTPUT`] is written.
//! - **Cost** is linear in input and output, except where a function says otherwise.

mod complex;
mod distance;
mod error;
pub mod float;
mod hash;
mod hex;
pub mod int;
pub mod percent;
mod quote;
mod size;
pub mod spec;
pub mod template;
#[cfg(test)]
mod tests;
pub mod unicode;

pub use complex::{parse_complex, write_complex};
pub use distance::distance;
pub use error::{NotAllowed, TextError};
pub use hash::{hash_complex, hash_float, hash_int};
pub use hex::{HexGroups, bytes_from_hex, write_hex};
pub use int::{Int, IntRef};
pub use quote::{repr_bytes, repr_str, write_ascii, write_repr, write_repr_bytes};
pub use size::MAX_OUTPUT;
pub use spec::Spec;
