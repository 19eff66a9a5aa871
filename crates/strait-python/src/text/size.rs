//! The limit of one result.

use super::TextError;

/// No function here appends more bytes than this in one call.
///
/// A gigabyte only keeps a request for absurd sizes from failing in the allocator. A caller with a memory limit
/// compares the size bounds with its own before it calls.
pub const MAX_OUTPUT: u64 = 1 << 30;

/// Refuses what is beyond [`MAX_OUTPUT`].
pub(super) fn check_size(bytes: u64) -> Result<(), TextError> {
    match bytes {
        ..=MAX_OUTPUT => Ok(()),
        _ => Err(TextError::OutOfMemory),
    }
}
