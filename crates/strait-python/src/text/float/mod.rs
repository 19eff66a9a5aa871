//! Floats: shortest digits, printf-like styles, parsing, hexadecimal form, exact rounding and conversion to ints.

mod exact;
mod fixed;
mod hexadecimal;
mod parse;
mod repr;
mod round;
mod style;

pub(super) use exact::decompose;
pub use exact::{as_integer_ratio, floor_to_int, truncate_to_int};
pub use hexadecimal::{parse_hex, write_hex};
pub(super) use parse::{ascii_number, decimal_prefix, trim, without_underscores};
pub use parse::{parse, parse_bytes};
pub(super) use repr::write_repr_without_dot_zero;
pub use repr::{repr, write_repr};
pub use round::{round_to_digits, round_to_int};
pub use style::{FloatFormat, Letters, Style};
