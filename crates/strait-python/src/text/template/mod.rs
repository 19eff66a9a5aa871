//! The language of `str.format`: literal text and replacement fields.
//!
//! CPython parses a template, looks names up and formats values in turn, so that a mistake at the end shows only
//! after what stands before it was done. [`Pieces`] and [`Accessors`] are iterators for that reason. Both hold nothing
//! but the text that is left, so a caller that has to interrupt its work keeps that ([`Pieces::rest`]).

mod field_name;
mod pieces;

pub use field_name::{Accessor, Accessors, First, Numbering, split_name};
pub use pieces::{Conversion, Field, Piece, Pieces};

/// How deep templates nest: the specification of a field is a template, but one of a field in there is not.
/// Deeper is [`TextError::RecursionExceeded`](super::TextError::RecursionExceeded).
pub const MAX_DEPTH: usize = 2;
