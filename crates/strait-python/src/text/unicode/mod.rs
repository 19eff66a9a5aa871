//! What Python's string methods know about characters, as of Unicode 15.0.
//!
//! Rust's own tables follow a newer Unicode. Where they are used (case mappings, identifiers), a character that
//! Unicode 15.0 has not assigned, which [`is_printable`] tells, counts as unknown.

mod case;
mod classify;
mod code_set;
mod numeric;
mod str_predicates;
pub mod surrogate;
#[rustfmt::skip]
mod tables;
#[rustfmt::skip]
mod width;

pub use case::{capitalize, casefold, lower, swapcase, title, upper};
pub use classify::{
    is_alnum, is_alpha, is_cased, is_decimal, is_digit, is_identifier_continue, is_identifier_start, is_lower,
    is_numeric, is_printable, is_space, is_title, is_upper,
};
use code_set::CodeSet;
pub use numeric::{decimal_value, digit_value, numeric_value};
pub use str_predicates::{
    isalnum, isalpha, isascii, isdecimal, isdigit, isidentifier, islower, isnumeric, isprintable, isspace, istitle,
    isupper,
};
pub use width::display_width;
