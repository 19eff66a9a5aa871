//! From the parsed tree to a program: flags and case are resolved ([`lower`]), then instructions are written ([`emit`])
//! and a way to find candidates is chosen ([`search`]).

mod byte_set;
mod emit;
mod follow;
mod intern;
mod literal;
mod lower;
mod node;
mod search;

pub(super) use byte_set::ByteSet;

use super::error::PatternError;
use super::program::Program;
use super::syntax::Parsed;

/// Compiles a parsed pattern.
///
/// # Errors
///
/// For lookbehinds that have no fixed width, and for repetition in a template pattern.
pub(super) fn compile(parsed: &Parsed, is_text: bool) -> Result<Program, PatternError> {
    let lowered = lower::lower(parsed, is_text)?;
    let search = search::plan(&lowered.nodes, lowered.root);
    Ok(emit::emit(lowered, search, parsed.group_count))
}
