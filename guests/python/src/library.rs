//! The modules that talk to the host, in Python: `lib/`.

use strait_python::{LibraryModule as Module, PackedText as Packed};

/// By name.
pub(crate) const MODULES: &[Module] = include!(concat!(env!("OUT_DIR"), "/library.rs"));
